//! Signs of Markdown that were meant and are set as they are written: `[key]` without its `@`, `**` that nothing closes,
//! a table without its rule, prose that is indented into code. Says nothing of signs that an author may mean.

use super::Found;
use crate::base::{Diagnostic, Span, Text};
use crate::sheet::model::Sheet;
use crate::text::markup::{Block, BlockKind, Inline, InlineKind};

/// Signs that have been found, of which some depend on the sheet's sources.
#[derive(Default)]
pub(super) struct Strays {
    problems: Vec<Diagnostic>,
    /// What stands first in brackets, with its place.
    bracketed: Vec<(String, Span)>,
}

impl Strays {
    /// Looks at the words of a line.
    pub fn words(&mut self, inline: &Inline, text: &Text) {
        let InlineKind::Text(words) = &inline.kind else { return };
        let place = |at: usize, length: usize| {
            let at = inline.at.start + at;
            text.place(at..(at + length).min(inline.at.end.max(at)))
        };
        for (at, key) in bracketed(words) {
            self.bracketed.push((key.to_owned(), place(at, key.len() + 1)));
        }
        let opens = |at: &usize| {
            let before = words[..*at].chars().next_back();
            let next = words[at + 2..].chars().next();
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
                && next.is_some_and(|c| c.is_alphabetic() || matches!(c, '“' | '"'))
                // A sign of significance has its legend: `**p < 0.01`.
                && !words[at + 2..].starts_with("p ")
        };
        if let Some(at) = words.match_indices("**").map(|(at, _)| at).find(opens) {
            let word = words[at + 2..].split_whitespace().next().unwrap_or_default().replace('`', "'");
            let message = format!("nothing closes the `**` before `{word}`, and it is set as it is written");
            let help =
                "write `**` right behind the last of the strong words, without white between; or `\\*\\*`";
            self.push("emphasis-open", place(at, 2), message, help);
        }
    }

    /// Looks at a block of prose.
    pub fn block(&mut self, block: &Block, text: &Text) {
        let written = text.get(block.at.clone()).unwrap_or_default();
        match &block.kind {
            BlockKind::Para(_) => {
                let is_row = |line: &str| {
                    let line = line.trim();
                    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
                };
                let rows: Vec<bool> = written.lines().map(is_row).collect();
                let Some(first) = rows.windows(2).position(|pair| pair == [true, true]) else { return };
                let header: usize = written.split_inclusive('\n').take(first).map(str::len).sum();
                let line = written.lines().nth(first).unwrap_or_default();
                let cells = line.trim().matches('|').count().saturating_sub(1).clamp(1, 8);
                let help = format!("write `|{}` on a line of its own below this one", "---|".repeat(cells));
                let at = block.at.start + header;
                let message =
                    "these lines are no table without a rule below the first, and are set with their bars";
                self.push("table-no-rule", text.place(at..at + line.len()), message, help);
            }
            BlockKind::Code(code) => {
                let fenced = written.trim_start().starts_with(['`', '~']);
                let prose = code.lines().any(|line| line.split_whitespace().count() >= 8);
                if fenced || !prose {
                    return;
                }
                let first = written.lines().next().map_or(0, str::len);
                let message =
                    "these lines are set as code, because they begin four spaces further in than the text";
                let help = "begin them in the column of the other paragraphs; put code between lines of ```";
                let at = text.place(block.at.start..block.at.start + first);
                self.push("code-indented", at, message, help);
            }
            _ => {}
        }
    }

    fn push(&mut self, code: &'static str, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Diagnostic::warning(code, message).at(at).help(help));
    }
}

/// What stands first in the brackets of `words`, with the byte of its bracket: one word and no more. No look for its end
/// goes past the next bracket, so that many that are open cost no more than as many that are closed.
fn bracketed(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let last = words.rfind(']').unwrap_or(0);
    words[..last].match_indices('[').filter_map(|(at, _)| {
        let inner = &words[at + 1..];
        let end = inner.find(|c: char| matches!(c, '[' | ']' | ',' | ';') || c.is_whitespace())?;
        (end > 0 && inner[end..].starts_with([']', ',', ';'])).then(|| (at, &inner[..end]))
    })
}

pub(super) fn check(sheet: &Sheet, strays: &Strays, found: &mut Found<'_>) {
    found.problems.extend(strays.problems.iter().cloned());
    for (key, at) in &strays.bracketed {
        if sheet.sources.iter().any(|s| s.key.value == *key) {
            let message = format!("`[{key}]` is no citation without `@`, and is set as it is written");
            let help = format!("write `[@{key}]`; for the word itself in brackets `\\[{key}\\]`");
            found.warning("citation-bare", *at, message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bracketed_is_one_word() {
        let found = |words| bracketed(words).map(|(_, key)| key).collect::<Vec<_>>().join(" ");
        assert_eq!(found("a [key], [two words] [k2, p. 3; x] [open [in] [] b"), "key k2 in");
        assert_eq!(found("] [open"), "");
    }

    #[test]
    fn many_brackets_that_are_open_end() {
        // Looking for the end of each anew would take an hour.
        for open in ["[", "a [ ", "[a"] {
            assert!(bracketed(&open.repeat(1_000_000)).count() == 0);
            assert!(bracketed(&format!("{}]", open.repeat(1_000_000))).count() < 2);
        }
    }
}
