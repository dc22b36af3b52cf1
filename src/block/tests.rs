//! Tests of lowering through one notation: a part a line.

use super::cx::Cx;
use super::notes::{Gather, Notes, Repeat};
use super::record::{Detail, Record};
use super::*;
use crate::base::{Diagnostics, FileId};
use crate::story::{Node, Part, Story};
use crate::text::{Anchor, Position, Rich};
use crate::theme::{Brand, PageSpec, Theme};

/// A source with an author, a title, a date and an address.
fn record(key: &str) -> Record {
    Record {
        key: key.into(),
        author: vec!["World Food Programme".into()],
        title: Some(format!("The {key} report")),
        date: Some("May 2019".into()),
        url: Some(format!("https://www.wfp.org/{key}/")),
        ..Record::default()
    }
}

/// How a test lowers.
struct Setup {
    lang: &'static str,
    repeat: Repeat,
    detail: Detail,
}

const PLAIN: Setup = Setup { lang: "en-US", repeat: Repeat::See, detail: Detail::Short };

/// Lowers with sources `a`, `b` and `c`.
fn lowered(setup: Setup, f: impl FnOnce(&mut Cx<'_>)) -> (Story, Diagnostics) {
    let theme = Theme::new(&Brand::plain(), &PageSpec::default(), setup.lang);
    let records = ["a", "b", "c"].map(record);
    let mut diags = Diagnostics::default();
    let notes = Notes::new(&records, setup.detail, setup.repeat, Gather::Pages);
    let mut cx = Cx::new(&theme, notes, &mut diags);
    f(&mut cx);
    cx.finish_notes();
    let story = cx.story.story;
    (story, diags)
}

/// Marks as `^1`, again as `^=1`, italics as `/…/`, links as `<…>`, no-break spaces as `~`.
pub(crate) fn show(rich: &Rich) -> String {
    let mut out = String::new();
    for span in &rich.spans {
        let text = &rich.text[span.range.clone()];
        match &span.anchor {
            Some(Anchor::Note(n)) => out += &format!("^{}", n.0 + 1),
            Some(Anchor::NoteAgain(n)) if span.style.position == Position::Superior => {
                out += &format!("^={}", n.0 + 1);
            }
            Some(Anchor::NoteAgain(_)) => out += &format!("<{text}>"),
            Some(Anchor::Link(_) | Anchor::Internal(_)) => out += &format!("<{text}>"),
            _ if span.style.position == Position::Superior => out += &format!("^{text}"),
            _ if span.style.italic => out += &format!("/{text}/"),
            _ => out += text,
        }
    }
    out.replace(['\u{a0}', '\u{202f}'], "~").replace('\n', "|")
}

pub(crate) fn show_part(part: &Part, depth: usize, out: &mut Vec<String>) {
    let pad = "  ".repeat(depth);
    match &part.node {
        Node::Para(p) => {
            let label = p.label.as_ref().map_or(String::new(), |l| format!("[{}] ", show(&l.rich)));
            let indent = if p.setting.indent.0 > 0.0 { ">" } else { "" };
            let tied = if part.keep_with_next { " +" } else { "" };
            out.push(format!("{pad}{:?} {indent}{label}{}{tied}", p.role, show(&p.rich)));
        }
        Node::Group(g) => {
            out.push(format!("{pad}group {:?}", g.role));
            g.parts.iter().for_each(|p| show_part(p, depth + 1, out));
        }
        Node::Row(r) => {
            out.push(format!("{pad}row {:?}", r.role));
            for cell in &r.cells {
                out.push(format!("{pad}  cell"));
                cell.parts.iter().for_each(|p| show_part(p, depth + 2, out));
            }
        }
        Node::Parallel(both) => {
            out.push(format!("{pad}parallel"));
            for side in both.pairs.iter().flatten() {
                out.push(format!("{pad}  side"));
                side.iter().for_each(|p| show_part(p, depth + 2, out));
            }
        }
        Node::Stats(s) => {
            out.push(format!("{pad}stats"));
            out.extend(s.paras().map(|p| format!("{pad}  {:?} {}", p.role, show(&p.rich))));
        }
        Node::Table(t) => {
            out.push(format!("{pad}table {:?}", t.roles.0));
            out.extend(t.caption.iter().map(|c| format!("{pad}  {:?} {}", c.role, show(&c.rich))));
            for row in t.header.iter().chain(&t.rows) {
                let align = |c: usize| t.columns.get(c).copied().unwrap_or_default();
                let cells = row.cells.iter().enumerate();
                let cells: Vec<String> =
                    cells.map(|(i, c)| format!("{:?} {}", align(i), show(&c.rich))).collect();
                out.push(format!("{pad}  {}", cells.join(" | ")));
            }
        }
        Node::Figure(f) => out.push(format!("{pad}figure {:?}", f.alt)),
        Node::Plot(p) => {
            out.push(format!("{pad}plot {:?} {:?}", p.form, p.alt));
            for (i, name) in p.names.iter().enumerate() {
                let label = |s: &crate::story::plot::Series| {
                    s.values[i].as_ref().map_or("?".into(), |v| show(&v.label))
                };
                let labels: Vec<String> = p.series.iter().map(label).collect();
                out.push(format!("{pad}  {}: {}", show(&name.rich), labels.join(" | ")));
            }
        }
        Node::Rule(_) => out.push(format!("{pad}rule")),
        Node::Open(role) => out.push(format!("{pad}open {role:?}")),
        Node::Close => out.push(format!("{pad}close")),
        Node::ColumnBreak => out.push(format!("{pad}column break")),
        Node::PageBreak => out.push(format!("{pad}page break")),
    }
}

pub(crate) fn lines(story: &Story) -> Vec<String> {
    let mut out = Vec::new();
    story.parts.iter().for_each(|p| show_part(p, 0, &mut out));
    out.extend(story.notes.iter().map(|n| format!("{}: {}", n.id.0 + 1, show(&n.para.rich))));
    out
}

fn text(s: &str) -> Text {
    Text::new(s, Span { file: FileId(0), start: 0, end: s.len() as u32 })
}

#[track_caller]
fn check(block: impl FnOnce(&mut Cx<'_>), want: &[&str]) {
    let (story, diags) = lowered(PLAIN, block);
    assert!(!diags.has_errors(), "{diags:?}");
    assert_eq!(lines(&story), want);
}

#[track_caller]
fn check_prose(prose: &str, want: &[&str]) {
    check(|cx| Prose { text: text(prose) }.lower(cx, &[]), want);
}

#[track_caller]
fn check_line(lang: &'static str, line: &str, want: &str) {
    let (story, _) = lowered(Setup { lang, ..PLAIN }, |cx| Prose { text: text(line) }.lower(cx, &[]));
    assert_eq!(lines(&story)[0], format!("Paragraph {want}"));
}

mod kinds;
mod marks;
