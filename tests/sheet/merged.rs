//! A hostile cell in every field of words: characters wherever it is set, or refused at its place.

use super::notes::{DOT, WORDS, whole};
use super::{Outcome, files};
use handbill::base::{Diagnostics, Severity, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::layout::{self, Draw, Layout, Target};
use handbill::sheet::merge::{Columns, Row};
use handbill::sheet::{self, Master};

/// Strong words, a link, a note, a citation, a field, quotation marks and a tag.
const CELL: &str = "**Bold** [x](https://e.org) ^[n] [@k] {{state}} \"q\" <b>";

/// Fields that hold days, keys and figures, of a sheet that is written so: what is none is refused at its place.
const REFUSED: &[&str] = &[
    "sheet.date",
    "source.date",
    "source.accessed",
    "chart.highlight",
    "{a: \"1",
    "stat.cite",
    "item.cite",
    "event.cite",
    "quote.cite",
];

#[test]
fn a_cell_is_characters_in_every_field() {
    let fonts = FontSet::new(None);
    let of_brand = |field: &str| ["brand.", "name.", "meta.", "logo."].iter().any(|o| field.starts_with(o));
    let mut wrong = Vec::new();
    for (field, written) in WORDS.iter().filter(|(field, _)| !of_brand(field)) {
        let mut text = written.replace('@', "{{evil}}");
        if field.starts_with("source.") {
            text = format!("notes: {{style: full}}\nsections: [{{body: \"x [@src]\"}}]\n{text}");
        }
        let outcome = filled(&whole(&text));
        let to_refuse = REFUSED.iter().any(|r| r == field || written.contains(r));
        let found = match (set(&outcome, &fonts), to_refuse) {
            (Ok(()), true) => Err("it was not refused".to_owned()),
            (found, _) => found,
        };
        let refused = outcome.diags.iter().any(|d| d.severity == Severity::Error && d.span.is_some());
        match found {
            Err(_) if refused && to_refuse => {}
            Err(why) => wrong.push(format!("{field}: {why} {:?}", outcome.messages())),
            Ok(()) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sheet of a row that has [`CELL`] in `evil`.
fn filled(text: &str) -> Outcome {
    let mut sources = Sources::default();
    let file = sources.add("sheet.yaml", text);
    let mut diags = Diagnostics::default();
    let master = Master::read(&sources, file, &mut diags).expect("it is YAML");
    let columns = Columns::new(&["evil".to_owned(), "state".to_owned()]);
    let values = [CELL.to_owned(), "Iowa".to_owned()];
    let row = Row { columns: &columns, values: &values, number: 1, lang: "" };
    let sheet = master.sheet(&mut sources, &files().with("dot.svg", DOT), Some(row), &mut diags);
    Outcome { sheet, sources, diags }
}

/// `Err` where the cell is not set, or not with all of its characters.
fn set(outcome: &Outcome, fonts: &FontSet) -> Result<(), String> {
    let sheet = outcome.sheet.as_ref().ok_or("no sheet")?;
    if outcome.diags.has_errors() {
        return Err("refused".to_owned());
    }
    let mut diags = Diagnostics::default();
    let theme = sheet::theme(sheet, &Edition::email());
    let story = sheet::lower(sheet, &theme, &mut diags);
    let layout = layout::paginate(&story, &theme.page, fonts, &mut diags);
    if diags.has_errors() {
        return Err(format!("{:?}", diags.iter().map(|d| &d.message).collect::<Vec<_>>()));
    }
    let led =
        |link: &&layout::Link| matches!(&link.target, Target::Uri(to) if to.starts_with("https://e.org"));
    if layout.note_count > 0
        && !["cite: ", "[@src]"].iter().any(|s| outcome.sources.get(sheet.title.span.file).text.contains(s))
        || layout.links.iter().any(|l| led(&l))
    {
        return Err("it is a note or a link".to_owned());
    }
    let told = told(&layout);
    // What curls and breaks is not looked at.
    let plain = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || "*[](){}^@<>".contains(*c))
            .collect::<String>()
    };
    let (told, cell) = (plain(&told), plain(CELL));
    let (all, whole) = (told.matches("bold").count(), told.matches(&cell).count());
    match (all, whole) {
        (1.., _) if all == whole => Ok(()),
        _ => Err(format!("{whole} of {all}: {told}")),
    }
}

/// All words of a layout: on pages, for those who are read to, in bookmarks and in what stands around pages.
fn told(layout: &Layout) -> String {
    let mut out = format!("{:?}\n", layout.meta);
    for draw in layout.pages.iter().flat_map(|page| &page.items).flat_map(|item| &item.draws) {
        if let Draw::Text { run, .. } = draw {
            out += &run.text;
        }
    }
    let elems = layout.tags.in_order().flat_map(|elem| [&elem.alt, &elem.spoken]).flatten();
    elems.for_each(|words| out += &format!("\n{words}\n"));
    layout.outline.iter().for_each(|mark| out += &format!("\n{}\n", mark.title));
    out
}
