//! Text that a list has filled in holds no markup: its signs are hidden from Markdown's reader, and put back into what
//! that has made of the rest.

use super::{Block, BlockKind, Inline, InlineKind, Markup, Problem, Reference};
use crate::base::Text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Signs are hidden as private characters of plane 15: the first number of a row of them that the text has none of, and
/// their own number.
const ROWS: std::ops::RangeInclusive<u32> = 0xf00..=0xfff;
/// How many bytes a hidden sign is longer than itself.
const MORE: usize = 3;

/// A text with its filled signs hidden.
pub(super) struct Hidden {
    /// The text for Markdown's reader.
    pub text: String,
    /// Where in it hidden signs stand.
    at: Vec<usize>,
    /// The row of characters that they are hidden as.
    row: Row,
    /// Whether signs that make an address of words are to stand apart.
    apart: bool,
}

/// 256 characters: the number of the first.
#[derive(Clone, Copy)]
struct Row(u32);

/// `text` with its filled signs hidden; `None` where nothing has been filled in.
pub(super) fn hide(text: &Text) -> Option<Hidden> {
    if !text.is_filled() {
        return None;
    }
    let row = Row::free_in(&text.value);
    let mut hidden =
        Hidden { text: String::with_capacity(text.value.len() + 64), at: Vec::new(), row, apart: false };
    let mut done = 0;
    for range in text.filled() {
        hidden.text.push_str(&text.value[done..range.start]);
        text.value[range.clone()].chars().for_each(|c| hidden.push(c));
        done = range.end;
    }
    hidden.text.push_str(&text.value[done..]);
    Some(hidden)
}

impl Hidden {
    fn push(&mut self, c: char) {
        // A line's end in a cell is white and opens no block.
        let c = if c.is_ascii_whitespace() { ' ' } else { c };
        if !c.is_ascii_punctuation() && c != ' ' {
            return self.text.push(c);
        }
        self.at.push(self.text.len());
        self.text.push(char::from_u32(self.row.0 + u32::from(c)).unwrap_or(c));
    }

    /// The same, with the signs that make an address of words as pieces of their own, as if they were escaped.
    pub fn apart(self) -> Hidden {
        Hidden { apart: true, ..self }
    }

    /// What was read with its signs put back and its places those of the text itself.
    pub fn shown(&self, mut read: Markup) -> Markup {
        read.blocks.iter_mut().for_each(|b| self.block(b));
        read.problems.iter_mut().for_each(|p| self.problem(p));
        read
    }

    fn problem(&self, problem: &mut Problem) {
        self.place(&mut problem.at);
        self.row.show(&mut problem.message);
    }

    fn place(&self, range: &mut Range<usize>) {
        let own = |i: usize| i.saturating_sub(MORE * self.at.partition_point(|at| *at < i));
        *range = own(range.start)..own(range.end);
    }

    fn block(&self, block: &mut Block) {
        self.place(&mut block.at);
        match &mut block.kind {
            BlockKind::Para(line) | BlockKind::Heading(_, line) => self.line(line),
            BlockKind::List { items, .. } => items.iter_mut().flatten().for_each(|b| self.block(b)),
            BlockKind::Quote(blocks) => blocks.iter_mut().for_each(|b| self.block(b)),
            BlockKind::Table { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| self.line(cell));
            }
            BlockKind::Code(text) => self.row.show(text),
            BlockKind::Rule => {}
        }
    }

    /// The same of the pieces of a line.
    pub fn line(&self, line: &mut Vec<Inline>) {
        if self.apart {
            *line = std::mem::take(line).into_iter().flat_map(|inline| self.parted(inline)).collect();
        }
        for inline in line {
            self.place(&mut inline.at);
            match &mut inline.kind {
                InlineKind::Text(text) | InlineKind::Literal(text) | InlineKind::Code(text) => {
                    self.row.show(text);
                }
                InlineKind::Emph(kids) | InlineKind::Strong(kids) => self.line(kids),
                InlineKind::Note(_, kids) => self.line(kids),
                InlineKind::Passage(tag, kids) => {
                    self.row.show(tag);
                    self.line(kids);
                }
                InlineKind::Link(to, kids) => {
                    *to = self.row.encoded(to);
                    self.line(kids);
                }
                InlineKind::Break => {}
                InlineKind::Cite(all) => all.iter_mut().for_each(|reference| self.reference(reference)),
            }
        }
    }

    fn parted(&self, inline: Inline) -> Vec<Inline> {
        let InlineKind::Text(text) = &inline.kind else { return vec![inline] };
        let mut out = Vec::new();
        let mut push = |kind| out.push(Inline { kind, at: inline.at.clone() });
        let mut done = 0;
        for (i, c) in text.char_indices() {
            let end = i + c.len_utf8();
            let goes_on = || text[end..].chars().take(2).all(|c| self.row.sign(c).unwrap_or(c) == '/');
            let part = match self.row.sign(c) {
                Some('@') => true,
                Some(':') => goes_on(),
                Some('.') => text[..i].ends_with("www"),
                _ => false,
            };
            if part {
                push(InlineKind::Text(text[done..i].to_owned()));
                push(InlineKind::Literal(text[i..end].to_owned()));
                done = end;
            }
        }
        push(InlineKind::Text(text[done..].to_owned()));
        out
    }

    fn reference(&self, reference: &mut Reference) {
        self.place(&mut reference.at);
        let Reference { prefix, key, locator, .. } = reference;
        [prefix, key, locator].into_iter().for_each(|text| self.row.show(text));
    }
}

impl Row {
    /// A row of which `text` has no character: nothing that was written is taken for a hidden sign.
    fn free_in(text: &str) -> Row {
        let used: BTreeSet<u32> =
            text.chars().map(|c| u32::from(c) >> 8).filter(|r| ROWS.contains(r)).collect();
        // A text with characters of all 256 rows is somebody's attempt; then the first has to do.
        let row = ROWS.into_iter().find(|row| !used.contains(row)).unwrap_or(*ROWS.start());
        Row(row << 8)
    }

    /// The sign that a character hides.
    fn sign(self, c: char) -> Option<char> {
        let code = u32::from(c).checked_sub(self.0)?;
        (0x20..0x7f).contains(&code).then(|| char::from_u32(code)).flatten()
    }

    fn show(self, text: &mut String) {
        if text.chars().any(|c| self.sign(c).is_some()) {
            *text = text.chars().map(|c| self.sign(c).unwrap_or(c)).collect();
        }
    }

    /// An address takes a value as one piece of it: what would end that piece is written as RFC 3986 has it. A value
    /// that brings its own scheme is the whole address, and `mailto:` takes one as it is.
    fn encoded(self, to: &str) -> String {
        let colon = to.chars().find(|c| *c == ':' || self.sign(*c) == Some(':'));
        let whole = colon.is_some_and(|c| c != ':');
        let mailbox = to.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        let kept = |c: char| match whole {
            true => !" \"<>\\^`{|}".contains(c),
            false => "-_.~".contains(c) || mailbox && "@+".contains(c),
        };
        let mut out = String::with_capacity(to.len());
        for c in to.chars() {
            match self.sign(c) {
                Some(plain) if kept(plain) => out.push(plain),
                Some(other) => out.push_str(&format!("%{:02X}", u32::from(other))),
                None => out.push(c),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse, parse_line, plain};
    use super::*;
    use crate::base::{FileId, Span};

    /// `before`, a value, `after`.
    fn filled(before: &str, value: &str, after: &str) -> Text {
        let span = Span { file: FileId(0), start: 0, end: 1000 };
        let (start, end) = (before.len() as u32, (before.len() + value.len()) as u32);
        Text::new(format!("{before}{value}{after}"), span).with_filled(vec![(start, end)])
    }

    #[test]
    fn a_value_is_a_piece_of_an_address_or_all_of_it() {
        let to = |before: &str, value: &str| {
            let (line, _) = parse_line(&filled(&format!("[x]({before}"), value, ")"));
            match &line[0].kind {
                InlineKind::Link(to, _) => to.clone(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(to("https://a.org/", "b c/../d?e"), "https://a.org/b%20c%2F..%2Fd%3Fe");
        assert_eq!(to("https://a.org", "@evil.org"), "https://a.org%40evil.org");
        assert_eq!(to("mailto:", "jo+x@a.org?bcc=b@c.org"), "mailto:jo+x@a.org%3Fbcc%3Db@c.org");
        assert_eq!(to("", "https://a.org/b?c=d&e f"), "https://a.org/b?c=d&e%20f");
    }

    #[test]
    fn private_characters_stay_what_they_are() {
        let own = "\u{f0043} and \u{f0141}\u{100041}";
        let text = filled(&format!("{own} "), "\u{f0041}*\u{f0042}*", ".");
        assert_eq!(plain(&parse_line(&text).0), format!("{own} \u{f0041}*\u{f0042}*."));
    }

    const HOSTILE: [&str; 14] = [
        "**bold**",
        "[link](https://evil.example)",
        "^[a note]",
        "[@key, p. 3]",
        "# heading",
        "1. item",
        "- item",
        "a\n\nb",
        "<script>x</script>",
        "`code`",
        "![x](y.png)",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[Le Monde]{lang=fr}",
        "&lt;b&gt; \\* ~~x~~ ***",
    ];

    #[test]
    fn a_value_is_characters_and_nothing_else() {
        for value in HOSTILE {
            for (before, after) in [("", ""), ("In ", " it is."), ("**", "**"), ("- ", ""), ("^[", "]")] {
                let text = filled(before, value, after);
                let read = parse(&text);
                assert_eq!(read.blocks.len(), 1, "{value}");
                let words = all_words(&read.blocks);
                let flat = value.replace('\n', " ");
                assert!(words.contains(flat.trim()), "{value} in {before}…{after}: {words}");
            }
            let (line, problems) = parse_line(&filled("", value, ""));
            assert_eq!(problems, []);
            assert_eq!(plain(&line).trim(), value.replace('\n', " ").trim());
            assert!(line.iter().all(|i| matches!(i.kind, InlineKind::Text(_))), "{line:?}");
        }
    }

    fn all_words(blocks: &[Block]) -> String {
        let words = |line: &[Inline]| {
            let each = line.iter().map(|i| match &i.kind {
                InlineKind::Note(_, kids) => plain(kids),
                _ => plain(std::slice::from_ref(i)),
            });
            each.collect::<String>()
        };
        let each = blocks.iter().map(|b| match &b.kind {
            BlockKind::Para(line) => words(line),
            BlockKind::List { items, .. } => items.iter().map(|i| all_words(i)).collect(),
            other => format!("{other:?}"),
        });
        each.collect()
    }

    #[test]
    fn markup_around_a_value_stays() {
        let (line, _) = parse_line(&filled("see **", "a*b", "** and [this](https://e.org/x)"));
        assert!(matches!(&line[1].kind, InlineKind::Strong(kids) if plain(kids) == "a*b"));
        assert!(matches!(&line[3].kind, InlineKind::Link(to, _) if to == "https://e.org/x"));
    }

    #[test]
    fn an_address_takes_a_value_as_one_piece() {
        let (line, _) = parse_line(&filled("[x](https://e.org/", "a b/../c?d)e", ")"));
        assert!(
            matches!(&line[0].kind, InlineKind::Link(to, _) if to == "https://e.org/a%20b%2F..%2Fc%3Fd%29e")
        );
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = filled("(", "a*b*c", ") and *that*");
        let (line, _) = parse_line(&text);
        let at = line.last().map(|i| i.at.clone()).unwrap_or_default();
        assert_eq!(&text.value[at], "*that*");
    }
}
