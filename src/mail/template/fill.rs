//! The texts of a template with what a row has for their fields, each held to what it is for: a line, an address, a
//! text without links that lead astray.

use super::super::address::{self, Mailbox, is_control, shown};
use super::super::links;
use super::super::tongues::Tongues;
use super::scan::each_inline;
use super::{Slot, place};
use crate::base::{Diagnostic, Text};
use crate::sheet::merge::Row;
use crate::text::markup::{self, Block, InlineKind};

/// More characters than this are no name and no subject (RFC 5322 ends a line there).
const LONGEST: usize = 998;

/// The template while it is filled for one row.
pub struct Filler<'r> {
    /// The row.
    pub row: &'r Row<'r>,
    /// What is wrong with what it fills in.
    pub found: Vec<Diagnostic>,
}

impl Filler<'_> {
    /// The text in a language; where there is none, that is told.
    pub fn chosen<'t>(&mut self, of: &'t Option<Tongues>, lang: &str, what: &str) -> Option<&'t Text> {
        let chosen = of.as_ref()?.choose(lang, what, self.row.number);
        chosen.map_err(|problem| self.found.push(problem)).ok()
    }

    /// A text of one line; empty, and told, where it is none.
    pub fn line(&mut self, text: &Text, what: &str) -> String {
        let Some(line) = self.filled(text) else { return String::new() };
        let line = line.trimmed();
        let length = line.chars().count();
        let problem = if let Some(c) = line.chars().find(|c| is_control(*c)) {
            let sign = match c {
                '\n' | '\r' => "a line break".to_owned(),
                c => format!("the control character `{}`", c.escape_unicode()),
            };
            let message = format!("the {what} `{}` holds {sign}", shown(line));
            Some((message, "remove it from the list: what stands in front of a mail is one line"))
        } else if length > LONGEST {
            let message = format!("the {what} has {length} characters");
            Some((message, "a line in front of a mail has 998 characters at the most"))
        } else {
            None
        };
        match problem {
            Some((message, help)) => {
                self.found.push(Diagnostic::error("mail-line", message).at(place(text)).help(help));
                String::new()
            }
            None => line.to_owned(),
        }
    }

    /// Whom some slots name.
    pub fn mailboxes(&mut self, slots: &[Slot]) -> Vec<Mailbox> {
        let mut out = Vec::new();
        for slot in slots {
            match slot {
                Slot::Named(name, address) => {
                    let name = self.line(name, "name");
                    let line = self.line(address, "address");
                    if line.is_empty() {
                        continue;
                    }
                    match address::address(&line) {
                        Ok(address) => out.push(Mailbox { name: address::unquoted(&name), address }),
                        Err(fault) => self.found.push(fault.said(&line).at(place(address))),
                    }
                }
                Slot::Whole(text) => match address::list(&self.line(text, "address")) {
                    Ok(all) => out.extend(all),
                    Err((fault, part)) => self.found.push(fault.said(&part).at(place(text))),
                },
            }
        }
        out
    }

    /// The text of the mail.
    pub fn body(&mut self, body: &Text) -> Vec<Block> {
        let Some(text) = self.filled(body) else { return Vec::new() };
        let blocks = markup::parse_apart(&text).blocks;
        let found = &mut self.found;
        each_inline(&blocks, &mut |inline| {
            let InlineKind::Link(target, _) = &inline.kind else { return };
            let fault = links::fault(target);
            found.extend(fault.map(|(message, help)| {
                Diagnostic::error("mail-link", message).at(text.place(inline.at.clone())).help(help)
            }));
        });
        blocks
    }

    fn filled(&mut self, text: &Text) -> Option<Text> {
        self.row.filled(text).map_err(|problem| self.found.push(*problem)).ok()
    }
}
