//! Prose as people write it: CommonMark with pipe tables, notes (`^[…]`, `[^1]`) and citations (`[@key, p. 3]`).
//! Takes a string and gives a small tree of ours, with byte offsets into that string for messages. Sets no
//! type and knows no source: quotes are still straight and keys unresolved.

mod cite;
mod convert;
mod filled;
mod flat;
mod known;
mod late;
mod spans;

use crate::base::Text;
pub use known::{known, known_line};
use std::ops::Range;

/// Prose that has been read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markup {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// What could not be honoured.
    pub problems: Vec<Problem>,
}

/// Something written that a sheet has no use for.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where, in bytes of the string.
    pub at: Range<usize>,
    /// Its name for `explain`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: &'static str,
}

/// A block of prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it was written.
    pub at: Range<usize>,
}

/// Kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Para(Vec<Inline>),
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A list; the number of its first item where it is numbered.
    List {
        /// First number; `None` for bullets.
        start: Option<usize>,
        /// No blank lines between items.
        tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// A pipe table.
    Table {
        /// Alignment by column, where the writer gave one.
        align: Vec<Option<ColumnAlign>>,
        /// Header cells.
        header: Vec<Vec<Inline>>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Lines of code, kept as they are.
    Code(String),
    /// A thematic break.
    Rule,
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlign {
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it was written.
    pub at: Range<usize>,
}

/// Kinds of pieces.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// Characters that the writer escaped: never curled.
    Literal(String),
    /// Emphasis.
    Emph(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link to an address, or to `#id` in the sheet.
    Link(String, Vec<Inline>),
    /// Code.
    Code(String),
    /// A forced line break.
    Break,
    /// A citation of one or more sources.
    Cite(Vec<Reference>),
    /// A note of its own, with its name where its text stands apart: several marks may name it.
    Note(Option<String>, Vec<Inline>),
    /// Words in another language, with its tag (BCP 47).
    Passage(String, Vec<Inline>),
}

/// One source in a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Words in front: "see".
    pub prefix: String,
    /// Key of the source.
    pub key: String,
    /// Place in the source: "p. 14".
    pub locator: String,
    /// Where the key was written.
    pub at: Range<usize>,
}

/// A line of prose that has been read, and what could not be honoured in it.
pub type Line = (Vec<Inline>, Vec<Problem>);

/// Reads prose of any number of blocks.
pub fn parse(text: &Text) -> Markup {
    match filled::hide(text) {
        Some(hidden) => hidden.shown(read(&hidden.text)),
        None => read(text),
    }
}

/// As [`parse`], with the signs in filled text that make an address of words (the `@` of a mailbox, the `:` before `//`)
/// as [`InlineKind::Literal`]: what reads addresses in plain words finds none there.
pub fn parse_apart(text: &Text) -> Markup {
    match filled::hide(text).map(filled::Hidden::apart) {
        Some(hidden) => hidden.shown(read(&hidden.text)),
        None => read(text),
    }
}

/// Reads a line of prose: a title, a label, a cell. Nothing in it opens a block; blank lines are spaces.
pub fn parse_line(text: &Text) -> Line {
    match filled::hide(text) {
        Some(hidden) => shown_line(&hidden),
        None => read_line(text),
    }
}

/// As [`parse_line`], with filled text as [`parse_apart`] has it.
pub fn parse_line_apart(text: &Text) -> Line {
    match filled::hide(text).map(filled::Hidden::apart) {
        Some(hidden) => shown_line(&hidden),
        None => read_line(text),
    }
}

fn shown_line(hidden: &filled::Hidden) -> Line {
    let (inlines, problems) = read_line(&hidden.text);
    let para = Block { kind: BlockKind::Para(inlines), at: 0..0 };
    let Markup { blocks, problems } = hidden.shown(Markup { blocks: vec![para], problems });
    match blocks.into_iter().next().map(|b| b.kind) {
        Some(BlockKind::Para(inlines)) => (inlines, problems),
        _ => (Vec::new(), problems),
    }
}

fn read(text: &str) -> Markup {
    convert::convert(text, text, 0)
}

fn read_line(text: &str) -> Line {
    // A punctuation mark in front keeps "1. " or "# " from opening a block, and emphasis from failing.
    const GUARD: char = '·';
    let line = format!("{GUARD}{}", single_block(text));
    let Markup { blocks, problems } = convert::convert(&line, text, GUARD.len_utf8());
    match blocks.into_iter().next().map(|b| b.kind) {
        Some(BlockKind::Para(inlines)) => (inlines, problems),
        _ => (Vec::new(), problems),
    }
}

/// The text with every line joined to the one before, byte for byte as long.
fn single_block(text: &str) -> String {
    text.trim_end().chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect()
}

/// The words alone, without marks and notes.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(t) | InlineKind::Literal(t) | InlineKind::Code(t) => out.push_str(t),
            InlineKind::Emph(kids)
            | InlineKind::Strong(kids)
            | InlineKind::Link(_, kids)
            | InlineKind::Passage(_, kids) => {
                out.push_str(&plain(kids));
            }
            InlineKind::Break => out.push(' '),
            InlineKind::Cite(_) | InlineKind::Note(..) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Markup {
        read(text)
    }

    fn parse_line(text: &str) -> (Vec<Inline>, Vec<Problem>) {
        read_line(text)
    }

    /// Inlines in a short notation.
    fn show(inlines: &[Inline]) -> String {
        let each = inlines.iter().map(|i| match &i.kind {
            InlineKind::Text(t) => t.clone(),
            InlineKind::Literal(t) => format!("\\{t}"),
            InlineKind::Emph(k) => format!("<em {}>", show(k)),
            InlineKind::Strong(k) => format!("<b {}>", show(k)),
            InlineKind::Link(to, k) => format!("<a {to} {}>", show(k)),
            InlineKind::Code(t) => format!("<code {t}>"),
            InlineKind::Break => "<br>".into(),
            InlineKind::Cite(refs) => {
                let each = refs.iter().map(|r| format!("{}@{}({})", r.prefix, r.key, r.locator));
                format!("<cite {}>", each.collect::<Vec<_>>().join(" "))
            }
            InlineKind::Note(_, k) => format!("<note {}>", show(k)),
            InlineKind::Passage(lang, k) => format!("<{lang} {}>", show(k)),
        });
        each.collect()
    }

    fn show_block(b: &Block) -> String {
        let blocks = |bs: &[Block]| bs.iter().map(show_block).collect::<Vec<_>>().join(" ");
        match &b.kind {
            BlockKind::Para(i) => format!("p({})", show(i)),
            BlockKind::Heading(n, i) => format!("h{n}({})", show(i)),
            BlockKind::List { start, items, .. } => {
                let items: Vec<_> = items.iter().map(|i| blocks(i)).collect();
                format!("list{}({})", start.map_or(String::new(), |n| n.to_string()), items.join(" / "))
            }
            BlockKind::Quote(bs) => format!("quote({})", blocks(bs)),
            BlockKind::Table { header, rows, align } => {
                let row = |r: &Vec<Vec<Inline>>| r.iter().map(|c| show(c)).collect::<Vec<_>>().join("|");
                let rows: Vec<_> = rows.iter().map(row).collect();
                let align: String = align
                    .iter()
                    .map(|a| a.map_or('.', |a| format!("{a:?}").chars().next().unwrap()))
                    .collect();
                format!("table {align} ({} / {})", row(header), rows.join(" / "))
            }
            BlockKind::Code(c) => format!("code({c})"),
            BlockKind::Rule => "rule".into(),
        }
    }

    #[track_caller]
    fn check(input: &str, want: &str) {
        let got: Vec<_> = parse(input).blocks.iter().map(show_block).collect();
        assert_eq!(got.join(" "), want, "{input}");
    }

    #[test]
    fn blocks() {
        check("one\ntwo\n\nthree", "p(one two) p(three)");
        check("## Head\n\n> quoted\n\n---", "h2(Head) quote(p(quoted)) rule");
        check("- a\n- b\n  1. c", "list(p(a) / p(b) list1(p(c)))");
        check("3. x", "list3(p(x))");
        check("| a | b |\n|---|--:|\n| *1* | 2 |", "table .R (a|b / <em 1>|2)");
        check("```\nlet x;\n```", "code(let x;)");
    }

    #[test]
    fn inlines() {
        check("*a* **b** [c](https://x.org) `d`", "p(<em a> <b b> <a https://x.org c> <code d>)");
        check("a\\\nb", "p(a<br>b)");
        check("[a *b*]() c", "p(a <em b> c)");
        check("a<br>b<BR />c", "p(a<br>b<br>c)");
        check("**한국**은", "p(<b 한국>은)");
        check("<https://a.org/x>", "p(<a https://a.org/x https://a.org/x>)");
        check("a \\[@b]", "p(a \\[@b])");
    }

    #[test]
    fn notes() {
        check("said^[Interview, *3 May*.].", "p(said<note Interview, <em 3 May>.>.)");
        check("x[^1] y\n\n[^1]: The note.", "p(x<note The note.> y)");
        check("x^[See [@a, p. 4].]", "p(x<note See <cite @a(p. 4)>.>)");
        check("x^[y^[z]]", "p(x<note y>)");
        check("[x^[y.] z](https://x.org)", "p(<a https://x.org x<note y.> z>)");
        check(
            "[x\n*y*^[See *z*\n[@a, p. 4].]][r]\n\n[r]: u.org",
            "p(<a u.org x <em y><note See <em z> <cite @a(p. 4)>.>>)",
        );
        check("peace [sic^[y [z]]] came", "p(peace [sic<note y [z]>] came)");
        check(
            "[x^[[@a]]](https://x.org) [x\\^[y]](https://x.org)",
            "p(<a https://x.org x<note <cite @a()>>> <a https://x.org x\\^[y]>)",
        );
        check(
            "x[^1]\n\n[^1]: One\n\n    - two\n    - *three*\n\n        four()\n",
            "p(x<note One two <em three> four()>)",
        );
        check("x[^1]\n\n[^1]: | a | b |\n    |---|---|\n    | 1 | 2 |", "p(x<note a b 1 2>)");
    }

    #[test]
    fn citations() {
        check("hunger [@wfp-2019].", "p(hunger <cite @wfp-2019()>.)");
        check("x [@wfp-2019, p. 14]", "p(x <cite @wfp-2019(p. 14)>)");
        check("x[@a; @b, pp. 1-2]", "p(x<cite @a() @b(pp. 1-2)>)");
        check("x [see @a_b_c]", "p(x <cite see@a_b_c()>)");
        check("x [@a,\np. 14] y", "p(x <cite @a(p. 14)> y)");
        check("- **x** [@a]", "list(p(<b x> <cite @a()>))");
        check("mail me@x.org [not one]", "p(mail me@x.org [not one])");
        check("`[@a]`", "p(<code [@a]>)");
        check("x[@a][@b]", "p(x<cite @a()><cite @b()>)");
    }

    #[test]
    fn positions() {
        let text = "First.\n\nhunger grew\nfast [@wfp-2019].";
        let doc = parse(text);
        let BlockKind::Para(inlines) = &doc.blocks[1].kind else { panic!("a paragraph") };
        let refs = inlines.iter().find_map(|i| match &i.kind {
            InlineKind::Cite(r) => Some(r),
            _ => None,
        });
        assert_eq!(&text[refs.unwrap()[0].at.clone()], "wfp-2019");
    }

    #[test]
    fn lines() {
        let (line, _) = parse_line("1. **Peace** & *bread*\n\nnow [@a]");
        assert_eq!(show(&line), "1. <b Peace> & <em bread>  now <cite @a()>");
        let (line, _) = parse_line("\"**\"Quoted\"**\"");
        assert_eq!(plain(&line), "\"\"Quoted\"\"");
        let text = "hunger [@wfp]";
        let InlineKind::Cite(refs) = &parse_line(text).0[1].kind else { panic!("a citation") };
        assert_eq!(&text[refs[0].at.clone()], "wfp");
        assert!(parse_line("").0.is_empty());
    }

    #[test]
    fn problems_are_told() {
        let codes = |s: &str| parse(s).problems.iter().map(|p| p.code).collect::<Vec<_>>();
        assert_eq!(codes("a <b>x</b>"), ["raw-html", "raw-html"]);
        assert_eq!(codes("[a](my file.pdf) [b](https://x.org 'c')"), ["link-title", "link-malformed"]);
        assert_eq!(codes("[a]() [](https://x.org)"), ["link-malformed", "link-malformed"]);
        assert_eq!(codes("[a^[b [c](https://c.org)]](https://x.org)"), ["link-malformed"]);
        assert_eq!(codes("![alt](x.png)"), ["image-in-prose"]);
        assert_eq!(codes("see [^nope]"), ["note-undefined"]);
        assert_eq!(codes("see [@, p. 4]"), ["citation-malformed"]);
        assert_eq!(codes("x^[y^[z]]"), ["note-in-note"]);
        assert_eq!(codes("x\n\n[^1]: Without a mark."), ["note-unmarked"]);
        assert_eq!(codes("x[^1]\n\n[^1]: One.\n\n[^1]: Two."), ["note-unmarked"]);
        assert_eq!(codes("x [@a, *Report*, p. 4]"), ["citation-malformed"]);
        assert_eq!(codes("x [see **also** @a]"), ["citation-malformed"]);
        assert_eq!(codes("x [@a, p. 4^[b]]"), ["citation-malformed"]);
        assert_eq!(codes("x [y^[b]] z^[open"), ["note-malformed"]);
        assert_eq!(codes("x [y^[]](https://x.org)"), ["note-malformed"]);
        assert_eq!(codes("x^[y [z^[a]](https://x.org)]"), ["note-in-note"]);
        assert_eq!(codes("[x^[y^[z]]](https://x.org)"), ["note-in-note"]);
        assert_eq!(codes("| a |\n|---|\n| b | c^[d] |\n| b | |\n| |"), ["wrong-cell-count"]);
        assert_eq!(codes("<div>words</div>"), ["html-with-words"]);
        assert_eq!(codes("<div class='a'>\n<br>\n</div>"), ["raw-html"]);
        for fine in
            ["fine <!-- hidden -->", "<!-- hidden\nwords -->", "[a *b* c] `[@a]` \\[*@a*] *[@a]*", "a \\^[b]"]
        {
            assert_eq!(codes(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_kept() {
        let deep = |open: &str| format!("{}end^[note]", open.repeat(40));
        for text in [deep("> "), deep("- "), deep("1. "), deep("> - ")] {
            let read = parse(&text);
            assert_eq!(read.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["nested-too-deep"]);
            let shown: String = read.blocks.iter().map(show_block).collect();
            assert!(shown.contains("p(end<note note>)"), "{shown}");
        }
        let emphasis = format!("{}[end](https://x.org)^[note]{}", "*a **b ".repeat(60), "** *".repeat(60));
        let shown: String = parse(&emphasis).blocks.iter().map(show_block).collect();
        assert!(shown.contains("<a https://x.org end><note note>"), "{shown}");
        assert_eq!(shown.matches('b').count() - shown.matches("<b").count(), 60, "{shown}");
    }

    #[test]
    fn passages_say_their_language() {
        let line = |s: &str| show(&parse_line(s).0);
        assert_eq!(line("in [Le *Monde*]{lang=fr}, today"), "in <fr Le <em Monde>>, today");
        assert_eq!(line("[a [b]{lang=de} c]"), "[a <de b> c]");
        assert_eq!(line("[שלום]{lang=\"he-IL\"}!"), "<he-IL שלום>!");
        for kept in ["[a]{lang=}", "a]{lang=fr}", "[a] {lang=fr}", "[a]{lang=12}"] {
            assert_eq!(line(kept), kept);
        }
    }

    #[test]
    fn hostile_nesting_ends() {
        parse(&">".repeat(5000));
        parse(&"*a ".repeat(5000));
        parse(&"^[a ".repeat(200));
        parse(&"- ".repeat(3000));
        parse(&"[".repeat(20_000));
        // Looking for the end of each bracket anew would take minutes.
        parse(&format!("{}]", "[a ".repeat(200_000)));
    }
}
