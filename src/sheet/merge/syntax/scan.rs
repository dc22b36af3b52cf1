//! The words of fields and conditions, one after the other: names of columns, texts in quotation marks, numbers, signs.

use super::{Fault, Filter, Head, Operand};
use crate::sheet::merge::filters::Kind;
use crate::sheet::merge::{Columns, Mode};

/// Words with a meaning of their own.
pub(super) const WORDS: [&str; 6] = ["and", "or", "not", "in", "true", "false"];
/// Signs of sums and calls, which stand in names at most.
const SUMS: [&str; 9] = [" + ", " - ", " * ", " / ", "*", "~", " if ", "(", "["];

/// A text that is being read.
pub(super) struct Scan<'s> {
    rest: &'s str,
    pub columns: &'s Columns,
}

impl<'s> Scan<'s> {
    pub fn new(written: &'s str, columns: &'s Columns) -> Scan<'s> {
        Scan { rest: written.trim_start(), columns }
    }

    /// Takes `sign`, where it is next.
    pub fn take(&mut self, sign: &str) -> bool {
        let taken = self.rest.strip_prefix(sign);
        self.rest = taken.unwrap_or(self.rest).trim_start();
        taken.is_some()
    }

    /// Takes `word`, where it is next as a word of its own.
    pub fn word(&mut self, word: &str) -> bool {
        let whole = self.rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(in_words));
        whole && self.column_at().is_none_or(|(length, _)| length <= word.len()) && self.take(word)
    }

    /// What stands before the first of `signs`; it is passed.
    pub fn before(&mut self, signs: &[char]) -> &'s str {
        let (before, rest) = self.rest.split_at(self.rest.find(signs).unwrap_or(self.rest.len()));
        self.rest = rest;
        before
    }

    /// The text in quotation marks that is next, without them.
    pub fn quoted(&mut self) -> Result<Option<String>, Fault> {
        let Some(mark) = self.rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            return Ok(None);
        };
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((i, c)) = chars.next() {
            match c {
                c if c == mark => {
                    self.rest = self.rest[i + 1..].trim_start();
                    return Ok(Some(text));
                }
                // A mark or a stroke behind a stroke is itself.
                '\\' => text.extend(chars.next().map(|(_, c)| c)),
                c => text.push(c),
            }
        }
        let why = format!("the quotation mark in `{}` is never closed", self.rest);
        Err(Fault::Form(why, "close it"))
    }

    /// The number that is next.
    pub fn number(&mut self) -> Option<f64> {
        let length = number_at(self.rest);
        // `2024 total` is a column, `2024` is none: else no condition could name a year.
        let column = self.column_at().filter(|(own, _)| *own > length);
        if length == 0 || column.is_some() {
            return None;
        }
        let number = self.rest[..length].parse().ok()?;
        self.rest = self.rest[length..].trim_start();
        Some(number)
    }

    /// The column that is next: the longest name that stands here.
    pub fn column(&mut self) -> Option<usize> {
        let (length, column) = self.column_at()?;
        self.rest = self.rest[length..].trim_start();
        Some(column)
    }

    fn column_at(&self) -> Option<(usize, usize)> {
        let here = |name: &str| {
            let apart = |rest: &str| !(name.ends_with(in_words) && rest.starts_with(in_words));
            self.rest.strip_prefix(name).is_some_and(apart)
        };
        let plain = |name: &str| !name.is_empty() && !WORDS.contains(&name) && number_at(name) < name.len();
        let names = self.columns.known().filter(|(name, _)| plain(name) && here(name));
        names.map(|(name, column)| (name.len(), column)).max_by_key(|(length, _)| *length)
    }

    /// The value that is next, without filters.
    pub fn head(&mut self) -> Result<Head, Fault> {
        if let Some(text) = self.quoted()? {
            return Ok(Head::Text(text));
        }
        if let Some(number) = self.number() {
            return Ok(Head::Number(number));
        }
        if let Some(column) = self.column() {
            return Ok(Head::Column(self.columns.sole(column)?));
        }
        for (words, truth) in [(["true", "True"], true), (["false", "False"], false)] {
            if words.into_iter().any(|word| self.word(word)) {
                return Ok(Head::Truth(truth));
            }
        }
        Err(match self.strange_name() {
            "" if self.rest.is_empty() => {
                Fault::Form("it ends where a value is missing".to_owned(), super::condition::HELP)
            }
            "" => Fault::Form(format!("a value is missing before `{}`", self.rest), super::condition::HELP),
            name => strange(name),
        })
    }

    /// What looks like a name and is none: all up to the next sign or word with a meaning.
    fn strange_name(&self) -> &'s str {
        let sign = self.rest.find(['=', '!', '<', '>', '|', ')', ',', ']', '&']).unwrap_or(self.rest.len());
        let word = WORDS.iter().filter_map(|word| self.rest.find(&format!(" {word} "))).min();
        self.rest[..word.map_or(sign, |at| at.min(sign))].trim()
    }

    /// The value with the filters behind it.
    pub fn filtered(&mut self, head: Head, mode: Mode) -> Result<Operand, Fault> {
        let mut filters = Vec::new();
        while self.take("|") {
            let end = self.rest.find(|c: char| !in_words(c)).unwrap_or(self.rest.len());
            let name = &self.rest[..end];
            if name.is_empty() {
                return Err(Fault::Form(
                    "a filter is missing behind `|`".to_owned(),
                    "name one, or remove the bar",
                ));
            }
            let kind = Kind::named(name).ok_or_else(|| Fault::Filter(name.to_owned()))?;
            self.rest = self.rest[end..].trim_start();
            let given = if self.take("(") { self.given()? } else { Vec::new() };
            kind.takes(&given, mode).map_err(|(why, help)| Fault::Form(why, help))?;
            filters.push(Filter { kind, given });
        }
        Ok(Operand { head, filters })
    }

    /// What stands in brackets, up to the closing one.
    fn given(&mut self) -> Result<Vec<Head>, Fault> {
        let mut given = Vec::new();
        while !self.take(")") {
            given.push(self.head()?);
            if !self.take(",") && !self.rest.starts_with(')') {
                return Err(Fault::Form(
                    "a bracket is never closed".to_owned(),
                    "close it: `default(\"…\")`",
                ));
            }
        }
        Ok(given)
    }

    /// That nothing follows.
    pub fn end(&self) -> Result<(), Fault> {
        match self.rest {
            "" => Ok(()),
            rest if SUMS.iter().any(|sign| format!(" {rest}").contains(sign)) => Err(Fault::Sum),
            rest => Err(Fault::Form(format!("`{rest}` is too much"), super::condition::HELP)),
        }
    }
}

/// What is wrong with a name that no column has.
pub(super) fn strange(name: &str) -> Fault {
    match SUMS.iter().any(|sign| name.contains(sign)) {
        true => Fault::Sum,
        false => Fault::Column(name.to_owned()),
    }
}

/// Bytes of the number that `text` begins with: -12, 4.9.
fn number_at(text: &str) -> usize {
    let minus = usize::from(text.starts_with('-'));
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(&text[minus..]);
    if whole == 0 {
        return 0;
    }
    let end = minus + whole;
    let part = text[end..].strip_prefix('.').map_or(0, digits);
    let end = if part > 0 { end + 1 + part } else { end };
    if text[end..].starts_with(in_words) { 0 } else { end }
}

fn in_words(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
