//! A mail as somebody writes it for all recipients: Markdown with its subject and recipients in front, and merge fields
//! in any of them. It is read once; [`Template::words`] fills it for one recipient.

mod fill;
mod scan;

use super::address::{self, Fault};
use super::tongues::Tongues;
use super::words::{self, Words};
use super::{breaks, polish};
use crate::base::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span, Text, Tree};
use crate::sheet::merge::{self, Columns, Row};
use crate::sheet::{Sheet, front_matter};
use fill::Filler;
use scan::check;
use serde::Deserialize;
use std::ops::Range;

/// The fields in front of a mail.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename = "mail template", deny_unknown_fields)]
struct Fields {
    subject: Option<Tree>,
    /// BCP 47 tag of the mail's language, where it is not the sheet's.
    lang: Option<Text>,
    #[serde(default)]
    to: Vec<Text>,
    #[serde(default)]
    cc: Vec<Text>,
    #[serde(default)]
    bcc: Vec<Text>,
    #[serde(default)]
    reply_to: Vec<Text>,
    from: Option<Text>,
    /// The text, where it does not stand below the fields: one for each language.
    body: Option<Tree>,
}

/// A mail for all recipients.
#[derive(Clone, Debug, Default)]
pub struct Template {
    subject: Option<Tongues>,
    lang: Option<Text>,
    from: Vec<Slot>,
    to: Vec<Slot>,
    cc: Vec<Slot>,
    bcc: Vec<Slot>,
    reply_to: Vec<Slot>,
    body: Option<Tongues>,
}

/// One recipient, or several, as the template names them.
#[derive(Clone, Debug)]
enum Slot {
    /// `Name <address>`: whatever the name holds, it stays a name.
    Named(Text, Text),
    /// Anything else: one address or a list.
    Whole(Text),
}

/// Names of a list's column of addresses, without white and hyphens.
const EMAIL: [&str; 3] = ["email", "emailaddress", "mail"];

impl Template {
    /// Reads the template in `file`. All that is wrong goes to `diags`; `None` where nothing can be made of it.
    pub fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Template> {
        let mut found = Vec::new();
        let read = front_matter::<Fields>(sources, file, &mut found);
        let template = read.map(|(fields, body)| Template::of(fields, body, &mut found));
        found.sort_by_key(|d| d.span.map(|s| (s.file, s.start)));
        let failed = found.iter().any(|d| d.severity == Severity::Error);
        found.into_iter().for_each(|d| diags.push(d));
        template.filter(|_| !failed)
    }

    fn of(fields: Fields, body: Text, found: &mut Vec<Diagnostic>) -> Template {
        let below = Some(body).filter(|body| !body.is_blank());
        let before = fields.body.and_then(|tree| Tongues::of(tree, "body", found));
        if let (Some(below), Some(before)) = (&below, &before) {
            let at = before.texts().first().map(|text| text.span);
            let problem =
                Diagnostic::error("mail-language", "the mail has two texts: `body`, and what stands below")
                    .at(at);
            let help = match before.for_all() {
                Some(_) => "take one of them away",
                None => "move what stands below into `body`, behind the tag of its language",
            };
            found.push(problem.help(help));
            check(below, found);
        }
        let body = before.or(below.map(Tongues::One));
        body.iter().flat_map(Tongues::texts).for_each(|text| check(text, found));
        let slots = |texts: &[Text]| texts.iter().filter(|t| !t.is_absent()).flat_map(slots).collect();
        Template {
            subject: fields.subject.and_then(|tree| Tongues::of(tree, "subject", found)),
            lang: fields.lang.filter(|s| !s.is_blank()),
            from: slots(fields.from.as_slice()),
            to: slots(&fields.to),
            cc: slots(&fields.cc),
            bcc: slots(&fields.bcc),
            reply_to: slots(&fields.reply_to),
            body: body.map(|body| body.map(breaks::kept)),
        }
    }

    /// Whether it names anybody to send to.
    pub fn has_recipients(&self) -> bool {
        !(self.to.is_empty() && self.cc.is_empty() && self.bcc.is_empty())
    }

    /// The same for a list with these columns: where the template names nobody, its mails go to the list's column
    /// `email`. Fields that no row can fill go to `diags`.
    pub fn with_columns(mut self, columns: &Columns, diags: &mut Diagnostics) -> Template {
        let plain = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
        let column = columns.names().iter().find(|name| EMAIL.contains(&plain(name).as_str()));
        if let (false, Some(column)) = (self.has_recipients(), column) {
            // A row without an address gets a draft without one, and a warning.
            self.to = vec![Slot::Whole(Text::made(format!("{{{{{column} | default(\"\")}}}}")))];
        }
        let mut found = Vec::new();
        self.texts().into_iter().for_each(|text| merge::of_text(text, columns, &mut found));
        found.into_iter().for_each(|d| diags.push(d));
        self
    }

    /// Says where rows have languages of their own, as `sheet_lang` is written, and the mail has not.
    pub fn check_language(&self, sheet_lang: &str, diags: &mut Diagnostics) {
        let alone = self.subject.iter().chain(&self.body).filter_map(Tongues::for_all).next();
        if let (true, None, Some(text)) = (sheet_lang.contains("{{"), &self.lang, alone) {
            let what = "rows have languages of their own, and this is the same for all of them";
            let help = "write it in each, `subject: {en-US: …, ko: …}` and `body: {en-US: …, ko: …}`, or say which \
                        language it is in with `lang: en-US`";
            diags.push(Diagnostic::warning("mail-language", what).at(place(text)).help(help));
        }
    }

    /// All texts that may hold merge fields.
    pub(super) fn texts(&self) -> Vec<&Text> {
        let all = [&self.from, &self.to, &self.cc, &self.bcc, &self.reply_to];
        let slots = all.into_iter().flatten().flat_map(|slot| match slot {
            Slot::Named(name, address) => vec![name, address],
            Slot::Whole(text) => vec![text],
        });
        let [subject, body] = [&self.subject, &self.body].map(|of| of.iter().flat_map(Tongues::texts));
        subject.chain(&self.lang).chain(slots).chain(body).collect()
    }

    /// Fills it for one row of the list. `sheet` is the row's: its language is the mail's, and its words stand where the
    /// template has none. What is wrong goes to `diags`; `None` where there can be no draft.
    pub fn words(&self, row: &Row<'_>, sheet: &Sheet, diags: &mut Diagnostics) -> Option<Words> {
        let mut filler = Filler { row, found: Vec::new() };
        let lang = self.lang.as_ref().map(|lang| filler.line(lang, "language"));
        let lang = lang.filter(|l| !l.is_empty()).unwrap_or_else(|| sheet.lang.trimmed().to_owned());
        // Filters write dates and numbers by the mail's own custom.
        let mut row = Filler { row: &Row { lang: &lang, ..*row }, ..filler };
        let from = row.mailboxes(&self.from);
        if let ([_, _, ..], Some(slot)) = (from.as_slice(), self.from.first()) {
            row.found.push(Fault::Several.said(&slot.text().value).at(place(slot.text())));
        }
        let subject =
            row.chosen(&self.subject, &lang, "subject").map(|s| row.line(s, "subject")).unwrap_or_default();
        let body = row.chosen(&self.body, &lang, "body");
        let words = Words {
            from: from.into_iter().next(),
            to: row.mailboxes(&self.to),
            cc: row.mailboxes(&self.cc),
            bcc: row.mailboxes(&self.bcc),
            reply_to: row.mailboxes(&self.reply_to),
            subject: if subject.is_empty() { words::subject(sheet) } else { subject },
            body: match body {
                Some(body) => polish::blocks(row.body(body), &lang),
                None => words::body(sheet),
            },
            lang: lang.clone(),
        };
        let failed = row.found.iter().any(|d| d.severity == Severity::Error);
        if !failed && words.to.is_empty() && words.cc.is_empty() && words.bcc.is_empty() {
            let place = self.to.first().and_then(|slot| place(slot.text()));
            let problem = Diagnostic::warning("mail-no-recipient", "the draft has nobody to go to").at(place);
            row.found.push(problem.help("give the recipient an address in the list, or `to` in the mail"));
        }
        row.found.into_iter().for_each(|d| diags.push(d));
        (!failed).then_some(words)
    }
}

impl Slot {
    fn text(&self) -> &Text {
        match self {
            Slot::Named(_, text) | Slot::Whole(text) => text,
        }
    }
}

/// Where a text of the template stands; nowhere, where the template does not have it.
fn place(text: &Text) -> Option<Span> {
    Some(text.span).filter(|span| span.end > span.start)
}

/// The recipients that a text of the template names. Its commas count, those within merge fields do not.
fn slots(text: &Text) -> Vec<Slot> {
    let masked = masked(text);
    let slice = |at: Range<usize>| text.slice(at).cut();
    let mut out = Vec::new();
    let mut from = None;
    for piece in address::pieces(&masked) {
        let start = piece.as_ptr() as usize - masked.as_ptr() as usize;
        let end = start + piece.len();
        let first = from.unwrap_or(start);
        let named = piece.trim_end().strip_suffix('>').and_then(|p| p.rfind('<'));
        let holds = piece.contains('@') || text.value[start..end].contains("{{");
        match named {
            Some(open) => {
                let close = start + piece.trim_end().len() - 1;
                out.push(Slot::Named(slice(first..start + open), slice(start + open + 1..close)));
            }
            // A comma in a name, or something that is no address: whoever reads it says so.
            None if !holds && end < masked.len() => {
                from = Some(first);
                continue;
            }
            None if text.value[first..end].trim().is_empty() => {}
            None => out.push(Slot::Whole(slice(first..end))),
        }
        from = None;
    }
    out
}

/// The text with its merge fields made words, byte for byte as long.
pub(super) fn masked(text: &str) -> String {
    let mut out = text.to_owned();
    merge::fields(text).for_each(|field| out.replace_range(field.at.clone(), &"x".repeat(field.at.len())));
    out
}
