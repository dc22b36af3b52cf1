//! The fields of a brand's file as they are written: those of brand.yml that print needs, and ours.

#![allow(dead_code)] // keys that other programs read are only read past

use crate::base::fields::short_form;
use crate::base::{Anything, Number, Pairs, Text};
use crate::theme::brand::{HeaderKind, Korean};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::json;
use std::borrow::Cow;
use std::fmt;

/// A brand, shared by an organisation's sheets.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "brand", deny_unknown_fields)]
pub struct BrandFields {
    /// Who the organisation is.
    pub meta: Option<MetaFields>,
    /// The logo's files.
    pub logo: Option<LogoFields>,
    /// The colours and what they are used for.
    pub color: Option<ColorFields>,
    /// What the colours are on a press.
    pub inks: Option<InkFields>,
    /// The families and sizes of type.
    pub typography: Option<TypographyFields>,
    /// Folders of fonts that are searched before the system's, relative to this file.
    #[serde(default)]
    pub fonts: Vec<Text>,
    /// What stands at the head of pages.
    pub header: Option<HeaderFields>,
    /// Running footer: `{{org}}`, `{{title}}`, `{{date}}`, `{{folio}}` and `{{pages}}` are filled in.
    pub footer: Option<Text>,
    /// Who we are: one paragraph in Markdown at the end of each sheet.
    pub boilerplate: Option<Text>,
    /// Who paid for it.
    pub disclosure: Option<Text>,
    /// Page templates of its own, by the name that sheets call them: paths relative to this file.
    #[serde(default)]
    pub templates: Pairs<Text>,
    /// Settings of other programs that read brand.yml.
    pub defaults: Option<Anything>,
}

/// Who the organisation is.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "meta", deny_unknown_fields)]
pub struct MetaFields {
    /// Its name.
    pub name: Option<NameFields>,
    /// What it says of itself in a line.
    pub tagline: Option<Text>,
    /// Its addresses by name, such as `home`.
    #[serde(default)]
    pub links: Pairs<Text>,
    /// Its addresses, as brand.yml calls them.
    pub link: Option<Anything>,
}

/// The organisation's name.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "name", deny_unknown_fields)]
#[schemars(transform = short_form::<NameFields>)]
pub struct NameFields {
    /// In full, as it stands in the footer.
    pub full: Option<Text>,
    /// In short: used where there is no full one.
    pub short: Option<Text>,
}

/// The logo's files, relative to the brand's file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "logo", deny_unknown_fields)]
#[schemars(transform = short_form::<LogoFields>)]
pub struct LogoFields {
    /// The logo on paper and tints.
    pub wide: Option<Text>,
    /// The logo of one colour, for bands.
    pub mono: Option<Text>,
    /// What it says, for readers who cannot see it.
    pub alt: Option<Text>,
    /// It is never set narrower: `1in`.
    pub min_width: Option<Text>,
    /// The small logo of brand.yml.
    pub small: Option<Text>,
    /// The medium logo of brand.yml, used where `wide` is missing.
    pub medium: Option<Text>,
    /// The large logo of brand.yml.
    pub large: Option<Text>,
    /// The named images of brand.yml; they are not read.
    pub images: Option<Anything>,
}

/// The colours and what they are used for: `"#RRGGBB"`, or a name of the palette.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "colors", deny_unknown_fields)]
pub struct ColorFields {
    /// Colours by name.
    #[serde(default)]
    pub palette: Pairs<Text>,
    /// Text.
    pub foreground: Option<Text>,
    /// Paper: painted where the sheet is read on a screen, and left to the paper where it is printed.
    pub background: Option<Text>,
    /// Headings, rules, marks.
    pub primary: Option<Text>,
    /// Bands, callouts.
    pub tint: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub secondary: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub tertiary: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub success: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub info: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub warning: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub danger: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub light: Option<Text>,
    /// A colour of brand.yml that sheets do not use.
    pub dark: Option<Text>,
}

/// What the colours of the palette are on a press: four numbers, per cent of cyan, magenta, yellow and black;
/// and under `spot`, the names of spot inks.
#[derive(Clone, Debug, Default)]
pub struct InkFields {
    /// Process inks by the palette's names.
    pub process: Vec<(Text, Vec<Number>)>,
    /// Spot inks by the palette's names.
    pub spot: Pairs<Text>,
}

/// The families and sizes of type.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "typography", deny_unknown_fields)]
pub struct TypographyFields {
    /// Body text.
    pub base: Option<FaceFields>,
    /// Headings, labels and captions.
    pub headings: Option<FaceFields>,
    /// Families by script, as four letters of ISO 15924: `Hang: Noto Sans KR`.
    #[serde(default)]
    pub scripts: Pairs<Text>,
    /// Where Korean lines may end: between any two syllables, as they do without it, or between words alone.
    pub korean: Option<Korean>,
    /// The smallest body size that fitting may go down to.
    pub body_min: Option<Text>,
    /// The font sources of brand.yml; they are not fetched.
    pub fonts: Option<Anything>,
    /// A setting of brand.yml that sheets do not use.
    pub monospace: Option<Anything>,
    /// A setting of brand.yml that sheets do not use.
    #[serde(rename = "monospace-inline")]
    pub monospace_inline: Option<Anything>,
    /// A setting of brand.yml that sheets do not use.
    #[serde(rename = "monospace-block")]
    pub monospace_block: Option<Anything>,
    /// A setting of brand.yml that sheets do not use.
    pub link: Option<Anything>,
}

/// A family and how it is set.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "typeface", deny_unknown_fields)]
#[schemars(transform = short_form::<FaceFields>)]
pub struct FaceFields {
    /// Name of the family.
    pub family: Option<Text>,
    /// Weight from 1 to 1000; 400 is regular, 700 bold.
    pub weight: Option<Number>,
    /// Size: `10pt`.
    pub size: Option<Text>,
    /// Distance of baselines, as a multiple of the size.
    pub leading: Option<Number>,
    /// The same, as brand.yml calls it.
    #[serde(rename = "line-height")]
    pub line_height: Option<Number>,
    /// A setting of brand.yml that sheets do not use.
    pub style: Option<Anything>,
    /// A setting of brand.yml that sheets do not use.
    pub color: Option<Anything>,
}

/// What stands at the head of pages.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "header", deny_unknown_fields)]
#[schemars(transform = short_form::<HeaderFields>)]
pub struct HeaderFields {
    /// On the first page.
    pub first: Option<HeaderKind>,
    /// On the others.
    pub rest: Option<HeaderKind>,
}

impl<'de> Deserialize<'de> for InkFields {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<InkFields, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = InkFields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("colours and their inks")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InkFields, A::Error> {
                let mut inks = InkFields::default();
                while let Some(name) = map.next_key::<Text>()? {
                    match &*name {
                        "spot" => inks.spot = map.next_value()?,
                        _ => inks.process.push((name, map.next_value()?)),
                    }
                }
                Ok(inks)
            }
        }
        d.deserialize_map(V)
    }
}

impl JsonSchema for InkFields {
    fn schema_name() -> Cow<'static, str> {
        "inks".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let per_cent = json!({ "type": "number", "minimum": 0, "maximum": 100 });
        json_schema!({
            "description": "What the colours of the palette are on a press: per cent of cyan, magenta, yellow \
                            and black; under `spot`, the names of spot inks.",
            "type": "object",
            "properties": { "spot": { "type": "object", "additionalProperties": { "type": "string" } } },
            "additionalProperties": { "type": "array", "items": per_cent, "minItems": 4, "maxItems": 4 },
        })
    }
}
