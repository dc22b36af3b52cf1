//! The blocks of a sheet, one file a kind: the fields that a person writes, and what they lower to.
//!
//! [`KINDS`] is the one registry: the schema, `handbill explain`, "did you mean" and the README's table of
//! blocks come from it. A new kind is a file here, a variant of [`Content`] and a line in [`KINDS`].

pub mod callout;
pub mod chart;
pub mod columns_break;
pub mod contact;
pub mod cx;
pub mod figure;
pub mod grid;
pub mod heading;
pub mod list;
pub mod lower;
mod names;
pub mod notes;
pub mod page_break;
pub mod prose;
pub mod pull_quote;
pub mod qr;
pub mod quote;
pub mod record;
pub mod set;
pub mod stats;
pub mod table;
pub mod text;
pub mod timeline;
pub mod twins;

pub use callout::Callout;
pub use chart::{Chart, ChartHeight, ChartKind, ChartWidth, Hand};
pub use columns_break::ColumnsBreak;
pub use contact::Contact;
pub use figure::{Figure, FigureWidth};
pub use heading::Heading;
pub use list::{List, ListItem};
pub use page_break::PageBreak;
pub use pull_quote::{PullQuote, Wrap};
pub use qr::Qr;
pub use quote::Quote;
pub use stats::{Stat, Stats};
pub use table::{ColumnAlign, Rows, Table, TableWidth};
pub use text::Prose;
pub use timeline::{Event, Timeline};

use crate::base::{Span, Text, fields};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// One block, with what all kinds share.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "block")]
pub struct Block {
    /// Where it stands.
    #[serde(rename = "$place", deserialize_with = "fields::place")]
    pub place: Span,
    /// Its kind and the fields of that kind.
    #[serde(rename = "$kind")]
    pub content: Content,
    /// What must not be torn apart.
    pub keep: Option<Keep>,
    /// May be left out when the copy is too long.
    #[serde(default)]
    pub optional: bool,
    /// For which recipients it is made, in `handbill batch`: a column of the list that says yes, or a comparison:
    /// `state == "Iowa"`.
    pub when: Option<Text>,
    /// Anchor for cross references: `[see](#name)`.
    pub id: Option<Text>,
    /// The source of what is stated: its key, or a list of keys.
    #[serde(default)]
    pub cite: Vec<Text>,
}

/// What must not be torn apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "keep", rename_all = "snake_case")]
pub enum Keep {
    /// No column and no page ends inside it.
    Together,
    /// No column and no page ends between it and what follows.
    WithNext,
}

/// A block's kind with its fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "content", rename_all = "snake_case")]
#[allow(missing_docs)] // each variant is documented at its struct
pub enum Content {
    Text(Prose),
    Heading(Heading),
    List(List),
    Quote(Quote),
    PullQuote(PullQuote),
    Callout(Callout),
    Stats(Stats),
    Figure(Figure),
    Table(Table),
    Chart(Chart),
    Timeline(Timeline),
    Qr(Qr),
    Contact(Contact),
    ColumnsBreak(ColumnsBreak),
    PageBreak(PageBreak),
}

/// What there is to know about a kind of block.
#[derive(Clone, Copy)]
pub struct Kind {
    /// The key that it is written with.
    pub name: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// Whether it states facts, and so takes `cite`.
    pub cites: bool,
    summary: fn() -> String,
    fields: fn() -> Vec<fields::Field>,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Kind {
    /// What it is, in a sentence or two.
    pub fn summary(&self) -> String {
        (self.summary)()
    }
    /// Its own fields in order, without those that all blocks share.
    pub fn fields(&self) -> Vec<fields::Field> {
        (self.fields)()
    }
}

/// The fields that every block takes, and `cite`, which those take that state a fact.
pub const COMMON: [&str; 5] = ["keep", "optional", "when", "id", "cite"];

/// All kinds, in the order in which people meet them.
pub const KINDS: &[Kind] = &[
    kind::<Prose>("text", text::EXAMPLE, true),
    kind::<Heading>("heading", heading::EXAMPLE, false),
    kind::<List>("list", list::EXAMPLE, true),
    kind::<Quote>("quote", quote::EXAMPLE, true),
    kind::<PullQuote>("pull_quote", pull_quote::EXAMPLE, true),
    kind::<Callout>("callout", callout::EXAMPLE, true),
    kind::<Stats>("stats", stats::EXAMPLE, true),
    kind::<Figure>("figure", figure::EXAMPLE, true),
    kind::<Table>("table", table::EXAMPLE, true),
    kind::<Chart>("chart", chart::EXAMPLE, true),
    kind::<Timeline>("timeline", timeline::EXAMPLE, true),
    kind::<Qr>("qr", qr::EXAMPLE, false),
    kind::<Contact>("contact", contact::EXAMPLE, false),
    kind::<ColumnsBreak>("columns_break", columns_break::EXAMPLE, false),
    kind::<PageBreak>("page_break", page_break::EXAMPLE, false),
];

const fn kind<T: serde::de::DeserializeOwned + JsonSchema>(
    name: &'static str,
    example: &'static str,
    cites: bool,
) -> Kind {
    Kind {
        name,
        example,
        cites,
        summary: fields::summary::<T>,
        fields: fields::of::<T>,
        schema: T::json_schema,
    }
}

impl Content {
    /// The key that its kind is written with.
    pub fn name(&self) -> &'static str {
        match self {
            Content::Text(_) => "text",
            Content::Heading(_) => "heading",
            Content::List(_) => "list",
            Content::Quote(_) => "quote",
            Content::PullQuote(_) => "pull_quote",
            Content::Callout(_) => "callout",
            Content::Stats(_) => "stats",
            Content::Figure(_) => "figure",
            Content::Table(_) => "table",
            Content::Chart(_) => "chart",
            Content::Timeline(_) => "timeline",
            Content::Qr(_) => "qr",
            Content::Contact(_) => "contact",
            Content::ColumnsBreak(_) => "columns_break",
            Content::PageBreak(_) => "page_break",
        }
    }
}

impl Block {
    /// A block of prose, for bodies that are one text.
    pub fn prose(text: Text) -> Block {
        let place = text.span;
        let content = Content::Text(Prose { text });
        Block { place, content, keep: None, optional: false, when: None, id: None, cite: Vec::new() }
    }
}

impl JsonSchema for Block {
    fn schema_name() -> Cow<'static, str> {
        "block".into()
    }
    /// A block as it is written: `{kind: fields}` with the shared fields inside or beside, or plain prose.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let prose = json!({ "type": "string", "description": "Prose in Markdown, or `page_break` or `columns_break`." });
        let kinds = KINDS.iter().map(|kind| kind.written(generator));
        let forms: Vec<Value> = std::iter::once(prose).chain(kinds).collect();
        json_schema!({ "description": "One block: its kind with its fields, or plain prose.", "anyOf": forms })
    }
}

impl Kind {
    /// The schema of a block of this kind.
    fn written(&self, generator: &mut SchemaGenerator) -> Value {
        let shared = self.shared(generator);
        let mut fields = (self.schema)(generator).to_value();
        let forms = fields.get("anyOf").and_then(Value::as_array).map_or(0, Vec::len);
        let object = if forms == 0 { &mut fields } else { &mut fields["anyOf"][forms - 1] };
        for (name, schema) in shared.clone() {
            object["properties"][name] = schema;
        }
        // A break has nothing behind its colon.
        if self.fields().is_empty() {
            fields = json!({ "description": fields["description"], "anyOf": [{ "const": null }, fields] });
        }
        let description = fields["description"].clone();
        let mut properties = Value::Object(shared);
        properties[self.name] = fields;
        json!({
            "type": "object",
            "description": description,
            "properties": properties,
            "required": [self.name],
            "additionalProperties": false,
        })
    }

    /// The schemas of the fields that this kind shares with the others.
    fn shared(&self, generator: &mut SchemaGenerator) -> Map<String, Value> {
        let all = json!({
            "keep": generator.subschema_for::<Keep>(),
            "optional": { "type": "boolean", "description": "May be left out when the copy is too long." },
            "when": { "type": "string", "description": "For which recipients of `handbill batch` it is made: a column of the list that says yes, or a comparison: `state == \"Iowa\"`." },
            "id": { "type": "string", "description": "Anchor for cross references: `[see](#name)`." },
            "cite": {
                "description": "The source of what is stated: its key, or a list of keys.",
                "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
            },
        });
        let all = all.as_object().cloned().unwrap_or_default();
        all.into_iter().filter(|(name, _)| name != "cite" || self.cites).collect()
    }
}
#[cfg(test)]
pub(crate) mod tests;
