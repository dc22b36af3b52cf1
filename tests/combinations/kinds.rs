//! The kinds of block that a random sheet is made of. A new kind is one line in [`KINDS`] and one function that
//! writes an entry of a section's `body`.

use super::writer::Writer;

type Write = fn(&mut Writer);

/// Each kind with how often it comes up, as a share of the sum.
pub const KINDS: [(usize, Write); 13] = [
    (46, text),
    (6, heading),
    (6, list),
    (4, quote),
    (8, pull_quote),
    (3, wide_pull_quote),
    (4, figure),
    (3, wide_figure),
    (5, table),
    (5, callout),
    (3, stats),
    (3, timeline),
    (2, boxes),
];

/// Adds one block, chosen by chance.
pub fn block(w: &mut Writer) {
    let mut left = w.dice.from(0, KINDS.iter().map(|k| k.0).sum::<usize>() - 1);
    for (share, write) in KINDS {
        if left < share {
            return write(w);
        }
        left -= share;
    }
}

pub fn text(w: &mut Writer) {
    let prose = w.inline(1, 6);
    w.line(&format!("      - text: {prose}"));
}

fn heading(w: &mut Writer) {
    let words = w.quoted(1, 9);
    w.line(&format!("      - heading: {words}"));
    text(w);
}

fn list(w: &mut Writer) {
    let items: Vec<String> = (0..w.dice.from(2, 6)).map(|_| w.inline(1, 2)).collect();
    let ordered = w.dice.often(40);
    w.line(&format!("      - list: {{items: [{}], ordered: {ordered}}}", items.join(", ")));
}

fn quote(w: &mut Writer) {
    let (words, by) = (w.inline(1, 3), w.quoted(1, 4));
    w.line(&format!("      - quote: {{text: {words}, by: {by}}}"));
}

fn pull_quote(w: &mut Writer) {
    pulled(w, "column");
}

fn wide_pull_quote(w: &mut Writer) {
    pulled(w, "page");
}

fn pulled(w: &mut Writer, wrap: &str) {
    let (words, by) = (w.quoted(4, 16), w.quoted(1, 4));
    let cite = if w.dice.often(30) { ", cite: two" } else { "" };
    w.line(&format!("      - pull_quote: {{text: {words}, by: {by}, wrap: {wrap}{cite}}}"));
}

fn figure(w: &mut Writer) {
    pictured(w, "column");
}

fn wide_figure(w: &mut Writer) {
    pictured(w, "page");
}

fn pictured(w: &mut Writer, width: &str) {
    let image = *w.dice.one_of(&["../layout/bars.svg", "../../sheets/assets/cold-box.svg"]);
    let (alt, caption) = ("\"What it shows.\"", w.inline(1, 1));
    w.line(&format!(
        "      - figure: {{image: {image}, alt: {alt}, caption: {caption}, credit: A draughtsman, width: {width}}}"
    ));
}

fn table(w: &mut Writer) {
    let columns = w.dice.from(2, 4);
    let row = |w: &mut Writer| {
        let cells: Vec<String> = (0..columns)
            .map(|c| if c == 0 { w.quoted(1, 5) } else { format!("\"{}\"", w.dice.from(3, 48_000)) })
            .collect();
        format!("[{}]", cells.join(", "))
    };
    let header: Vec<String> = (0..columns).map(|_| w.quoted(1, 2)).collect();
    let rows: Vec<String> = (0..w.dice.from(2, 14)).map(|_| row(w)).collect();
    let caption = w.inline(1, 1);
    w.line(&format!(
        "      - table: {{header: [{}], rows: [{}], caption: {caption}}}",
        header.join(", "),
        rows.join(", ")
    ));
}

fn callout(w: &mut Writer) {
    let (title, body) = (w.quoted(1, 6), w.inline(1, 4));
    w.line(&format!("      - callout: {{title: {title}, body: {body}}}"));
}

fn stats(w: &mut Writer) {
    let all = figures(w);
    w.line(&format!("      - stats: [{all}]"));
}

/// One to four values with their labels.
pub fn figures(w: &mut Writer) -> String {
    let value = |w: &mut Writer| {
        let value = *w.dice.one_of(&["40%", "$1.2 million", "7", "10.1 million", "1 in 5"]);
        format!("{{value: \"{value}\", label: {}}}", w.quoted(2, 8))
    };
    let all: Vec<String> = (0..w.dice.from(1, 4)).map(|_| value(w)).collect();
    all.join(", ")
}

fn timeline(w: &mut Writer) {
    let event = |w: &mut Writer, year: usize| format!("{{date: {year}, text: {}}}", w.inline(1, 1));
    let all: Vec<String> = (0..w.dice.from(2, 5)).map(|i| event(w, 1990 + 7 * i)).collect();
    w.line(&format!("      - timeline: [{}]", all.join(", ")));
}

fn boxes(w: &mut Writer) {
    if w.dice.often(50) {
        w.line(
            "      - contact: {name: Policy team, email: policy@example.org, web: \"https://example.org\"}",
        );
    } else {
        w.line("      - qr: {url: \"https://example.org/sheet\", label: Sources}");
    }
}
