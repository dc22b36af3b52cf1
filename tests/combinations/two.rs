//! Random sheets in two languages: no word of either side is lost, none lies on another or outside its page.

use super::dice::Dice;
use super::rules::RULES;
use super::seen::Seen;
use super::sheet::Random;
use super::writer::Writer;
use super::{keep, lost, set};
use handbill::base::Point;
use handbill::layout::{Draw, Layout};
use handbill::text::Anchor;

/// How many are set where nobody asks for more.
const FEW: u64 = 12;

/// The rules that hold on both sides of a gutter; of notes see [`notes`].
const HELD: [&str; 2] = ["outside its page", "overlap"];

#[test]
fn two_languages_lose_no_words() {
    let many = std::env::var("COMBINATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let rules: Vec<_> = RULES.iter().filter(|r| HELD.contains(&r.0)).collect();
    assert_eq!(rules.len(), HELD.len());
    let mut faults = Vec::new();
    for number in 0..many {
        let sheet = sheet(number);
        let (layout, page, tall, _) = set(&sheet);
        let seen = Seen::new(&layout, &page);
        let found = rules.iter().flat_map(|r| r.1(&seen)).chain(tall).chain(lost(&seen, &sheet));
        let found = found.chain(notes(&layout));
        let found: Vec<String> = found.collect();
        if !found.is_empty() {
            keep(1000 + number, &sheet);
            faults.push(format!("{number}: {found:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A note that both languages mark begins on the page of whichever mark comes first; page ends may part the two.
fn notes(layout: &Layout) -> Vec<String> {
    let marked = |n: u32| {
        layout.pages.iter().position(|page| {
            page.items.iter().flat_map(|i| &i.draws).any(|d| match d {
                Draw::Text { run, .. } => match run.anchor {
                    Some(Anchor::Note(mark) | Anchor::NoteAgain(mark)) => mark.0 == n,
                    _ => false,
                },
                _ => false,
            })
        })
    };
    let texts = |n: u32| {
        let name = format!("note-{}", n + 1);
        layout.places.iter().filter(|(at, _)| **at == *name).map(|(_, p)| p.page).collect::<Vec<_>>()
    };
    let count = layout.note_count as u32;
    let wrong = (0..count).filter(|n| texts(*n) != marked(*n).into_iter().collect::<Vec<_>>());
    wrong.map(|n| format!("note {}", n + 1)).collect()
}

/// A line that goes missing is seen, on either side.
#[test]
fn words_lost_on_one_side_are_seen() {
    for side in 0..2 {
        let sheet = sheet(0);
        let (mut layout, page, ..) = set(&sheet);
        assert_eq!(page.columns, 2);
        let gutter = page.left + page.column_width();
        let is_side = |at: Point| (at.x > gutter) == (side == 1);
        for draw in layout.pages.iter_mut().flat_map(|p| &mut p.items).flat_map(|i| &mut i.draws) {
            if let Draw::Text { at, run } = draw
                && is_side(*at)
            {
                std::sync::Arc::make_mut(run).text.clear();
            }
        }
        assert!(!lost(&Seen::new(&layout, &page), &sheet).is_empty(), "side {side}");
    }
}

/// Two writers of two languages.
struct Two {
    sides: [Writer; 2],
    tags: [&'static str; 2],
    yaml: String,
}

impl Two {
    fn line(&mut self, line: &str) {
        self.yaml.push_str(line);
        self.yaml.push('\n');
    }

    /// A mapping of what each of them writes.
    fn both(&mut self, write: impl Fn(&mut Writer) -> String) -> String {
        let [a, b] = &mut self.sides;
        format!("{{{}: {}, {}: {}}}", self.tags[0], write(a), self.tags[1], write(b))
    }

    fn dice(&mut self) -> &mut Dice {
        &mut self.sides[0].dice
    }
}

/// The sheet of a number: always the same.
fn sheet(number: u64) -> Random {
    let first = number as usize;
    let (left, one) = Writer::of(first, Dice::new(7000 + number));
    let (right, two) = Writer::of(first + 1 + (first / 4) % 3, Dice::new(8000 + number));
    let mut w = Two { sides: [left, right], tags: [one, two], yaml: String::new() };
    w.line(&format!("handbill: 1\nlang: [{one}, {two}]\ndate: 2026-11-15"));
    let (title, dek) = (w.both(|w| w.quoted(3, 10)), w.both(|w| w.quoted(6, 18)));
    w.line(&format!("title: {title}\ndek: {dek}"));
    let page = *w.dice().one_of(&[
        "size: letter",
        "size: a4, columns: 2",
        "size: half-letter, columns: 1",
        "size: letter, orientation: landscape, columns: 2",
    ]);
    let place = *w.dice().one_of(&["foot", "end"]);
    w.line(&format!("page: {{{page}}}\nnotes: {{place: {place}}}\nsections:"));
    for _ in 0..w.dice().from(2, 6) {
        section(&mut w);
    }
    w.line("sources:");
    w.line("  one: {author: Office of Harvests, title: A list of parts, date: 2025-03, url: \"https://example.org/parts\"}");
    w.line("  two: {author: \"Clinic, Valley\", title: Two days back, date: 2024, url: \"https://example.org/two\"}");
    let texts = w.sides.into_iter().flat_map(|side| side.texts).collect();
    Random { yaml: w.yaml, texts }
}

/// A section: one text in each language, a list of blocks in each, or one list of blocks that are written in both.
fn section(w: &mut Two) {
    let heading = w.both(|w| w.quoted(2, 9));
    w.line(&format!("  - heading: {heading}"));
    match w.dice().from(0, 2) {
        0 => {
            let text = w.both(|w| w.inline(1, 9));
            w.line(&format!("    body: {text}"));
        }
        1 => {
            w.line("    body:");
            for side in 0..2 {
                w.line(&format!("      {}:", w.tags[side]));
                for _ in 0..w.sides[side].dice.from(1, 4) {
                    let block = list_or_text(&mut w.sides[side]);
                    w.line(&format!("        - {block}"));
                }
            }
        }
        _ => {
            w.line("    body:");
            for _ in 0..w.dice().from(1, 5) {
                block(w);
            }
        }
    }
}

fn list_or_text(w: &mut Writer) -> String {
    match w.dice.often(30) {
        true => format!("list: {{items: [{}, {}]}}", w.inline(1, 2), w.inline(1, 1)),
        false => format!("text: {}", w.inline(1, 6)),
    }
}

/// A block in both languages, or one that serves both.
fn block(w: &mut Two) {
    match w.dice().from(0, 9) {
        0 => {
            let cells: Vec<String> = (0..4).map(|_| w.sides[0].quoted(1, 2)).collect();
            let [a, b, c, d] = &cells[..] else { return };
            w.line(&format!("      - table: {{header: [{a}, {b}], rows: [[{c}, {d}], [1, 2]]}}"));
        }
        1 => w.line("      - page_break"),
        2 => {
            let (title, body) = (w.both(|w| w.quoted(2, 5)), w.both(|w| w.inline(1, 3)));
            w.line(&format!("      - callout: {{title: {title}, body: {body}}}"));
        }
        3 => {
            let quote = w.both(|w| w.quoted(6, 20));
            w.line(&format!("      - quote: {{text: {quote}, by: A witness}}"));
        }
        4 => {
            let words = w.both(|w| w.quoted(2, 6));
            w.line(&format!("      - heading: {words}"));
        }
        _ => {
            let text = w.both(|w| w.inline(1, 6));
            w.line(&format!("      - text: {text}"));
        }
    }
}
