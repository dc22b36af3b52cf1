//! Layout as data: every `tests/layout/NAME.yaml` is set and its dump compared with `NAME.dump`.
//! `UPDATE_GOLDENS=1 cargo test --test layout` writes them anew; read the diff before committing it.

use handbill::base::{Diagnostics, Direction, Pt, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::layout::frame::Draw;
use handbill::layout::{self, Layout, Link, Owner, Target, dump::dump};
use handbill::project::Disk;
use handbill::sheet::{self, Sheet};
use handbill::story::{Role, Story};
use handbill::text::{Anchor, Rich};
use std::path::{Path, PathBuf};

struct Set {
    story: Story,
    layout: Layout,
    dump: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout")
}

fn parse(path: &Path) -> Sheet {
    let mut sources = Sources::default();
    let text = std::fs::read_to_string(path).expect("the fixture can be read");
    let file = sources.add(path.to_string_lossy(), text);
    let mut diags = Diagnostics::default();
    let sheet = sheet::parse(&mut sources, file, &Disk, &mut diags);
    assert!(!diags.has_errors(), "{}: {:?}", path.display(), diags);
    sheet.expect("a sheet without errors is read")
}

fn set(path: &Path) -> Set {
    let sheet = parse(path);
    let mut diags = Diagnostics::default();
    let theme = sheet::theme(&sheet, &Edition::email());
    let story = sheet::lower(&sheet, &theme, &mut diags);
    let fonts =
        FontSet::new(Some(Box::new(handbill::project::FontFolders::new(&[folder().join("../fonts")]))));
    let layout = layout::paginate(&story, &theme.page, &fonts, &mut diags);
    assert!(!diags.has_errors(), "{}: {:?}", path.display(), diags);
    let dump = dump(&layout, &fonts);
    Set { story, layout, dump }
}

fn fixtures() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder of fixtures is there")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    all.sort();
    all
}

#[test]
fn dumps_are_as_they_were() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut moved = Vec::new();
    for path in fixtures() {
        let golden = path.with_extension("dump");
        let now = set(&path).dump;
        if update {
            std::fs::write(&golden, &now).expect("the golden can be written");
        }
        let before = std::fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        if before != now {
            let line = before.lines().zip(now.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let (old, new) = (before.lines().nth(line), now.lines().nth(line));
            moved.push(format!("{} line {}:\n  was {old:?}\n  is  {new:?}", golden.display(), line + 1));
        }
    }
    assert!(moved.is_empty(), "layout has changed; see tests/layout.rs\n{}", moved.join("\n"));
}

/// The page of every note mark and of every note's first line.
fn pages_of(layout: &Layout, name: &str) -> Vec<usize> {
    layout.places.iter().filter(|(n, _)| &**n == name).map(|(_, p)| p.page).collect()
}

#[test]
fn every_note_begins_on_the_page_of_its_mark() {
    for path in fixtures() {
        let set = set(&path);
        for n in 1..=set.story.notes.len() {
            let mark = pages_of(&set.layout, &format!("note-{n}-mark"));
            let text = pages_of(&set.layout, &format!("note-{n}"));
            assert_eq!(
                (mark.len(), text.len()),
                (1, 1),
                "{}: note {n} has one mark and one text",
                path.display()
            );
            assert_eq!(mark, text, "{}: note {n}", path.display());
        }
    }
}

/// A label that is set in a measure without end may land far from its paragraph.
#[test]
fn no_word_stands_off_its_page() {
    for path in fixtures() {
        let set = set(&path);
        for page in &set.layout.pages {
            for draw in page.items.iter().flat_map(|item| &item.draws) {
                let Draw::Text { at, run } = draw else { continue };
                let inside = at.x.0 >= 0.0 && at.x.0 + run.width().0 <= page.size.w.0;
                assert!(
                    inside || run.text.chars().count() > 40,
                    "{}: {:?} at {at:?}",
                    path.display(),
                    run.text
                );
            }
        }
    }
}

#[test]
fn links_of_notes_speak_the_language_around_them() {
    let said = |name: &str| {
        let set = set(&folder().join(name));
        let own = |link: &&Link| matches!(&link.target, Target::Place(place) if place.starts_with("note-"));
        set.layout.links.iter().filter(own).map(|l| l.description.clone()).collect::<Vec<_>>()
    };
    let two = said("two-languages.yaml");
    let wanted =
        ["Note 1", "Note 2", "주 1", "주 2", "Back to the text of note 1", "Back to the text of note 2"];
    assert!(wanted.iter().all(|w| two.iter().any(|said| said == w)) && two.len() == wanted.len(), "{two:?}");
    let arabic = said("arabic.yaml");
    assert!(arabic.iter().any(|w| w.starts_with("العودة")), "{arabic:?}");
    assert!(arabic.iter().all(|w| !w.contains(|c: char| c.is_ascii_alphabetic())), "{arabic:?}");
}

/// Letters and figures of a text, which no hyphen, space or case of ours can change.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether words name a note: its number changes where a figure moves past marks.
fn names_a_note(anchor: Option<&Anchor>) -> bool {
    matches!(anchor, Some(Anchor::Note(_) | Anchor::NoteAgain(_) | Anchor::NoteNumber(_)))
}

/// The letters of a paragraph but for the numbers of notes.
fn letters_of(rich: &Rich) -> String {
    let spans = rich.spans.iter().filter(|s| !names_a_note(s.anchor.as_ref()));
    spans.map(|s| letters(&rich.text[s.range.clone()])).collect()
}

#[test]
fn every_letter_comes_out_once() {
    for path in fixtures() {
        let set = set(&path);
        let mut drawn: Vec<String> = vec![String::new(); set.layout.tags.len()];
        for placed in set.layout.pages.iter().flat_map(|p| &p.items) {
            let Owner::Elem(id) = placed.owner else { continue };
            for draw in &placed.draws {
                if let layout::Draw::Text { run, .. } = draw
                    && !names_a_note(run.anchor.as_ref())
                {
                    drawn[id.0 as usize].push_str(&letters(&run.text));
                }
            }
        }
        let all = drawn.concat();
        for note in &set.story.notes {
            let words = letters_of(&note.para.rich);
            assert!(drawn.contains(&words), "{}: note {words:?} is whole", path.display());
        }
        assert!(!all.is_empty());
        for (i, text) in drawn.iter().enumerate() {
            let role = &set.layout.tags.get(layout::ElemId(i as u32)).role;
            let cell = matches!(role, Role::TableHeader | Role::RowHeader | Role::TableCell);
            if cell || matches!(role, Role::Paragraph | Role::Caption) {
                assert!(body_texts(&set.story).contains(text), "{}: {text:?}", path.display());
            }
        }
    }
}

/// Every value of a plot stands in a cell of its table: as the words of a label, or said at its mark.
#[test]
fn every_value_of_a_plot_is_read_out() {
    let mut read = 0;
    for path in fixtures().into_iter().filter(|p| p.to_string_lossy().contains("chart-")) {
        let set = set(&path);
        let mut words: Vec<String> = set.layout.tags.in_order().map(|_| String::new()).collect();
        let mut shown = vec![false; words.len()];
        for placed in set.layout.pages.iter().flat_map(|p| &p.items) {
            let Owner::Elem(id) = placed.owner else { continue };
            shown[id.0 as usize] = true;
            for draw in &placed.draws {
                if let layout::Draw::Text { run, .. } = draw {
                    words[id.0 as usize] += &letters(&run.text);
                }
            }
        }
        let mut cells = 0;
        for (i, words) in words.iter().enumerate() {
            let elem = set.layout.tags.get(layout::ElemId(i as u32));
            let said = elem.spoken.as_deref().is_some_and(|s| !letters(s).is_empty()) && shown[i];
            assert!(words.is_empty() || elem.spoken.is_none(), "{}: {words} is said twice", path.display());
            cells += usize::from(elem.role == Role::TableCell && (said || !words.is_empty()));
        }
        let known: usize = plots(&set.story.parts).iter().map(|p| known(p)).sum();
        assert_eq!(cells, known, "{}", path.display());
        read += known;
    }
    assert!(read > 60, "only {read} values were looked at");
}

/// The plots in some parts.
/// Readers of a page's text put what stands on one line into the order of the line; where it is drawn in that order,
/// they agree with those that keep the order of drawing.
#[test]
fn what_stands_on_a_line_of_a_plot_is_drawn_in_its_order() {
    for path in fixtures().into_iter().filter(|p| p.to_string_lossy().contains("chart-")) {
        let layout = set(&path).layout;
        let start = |at: Pt, width: Pt| if layout.direction == Direction::Right { at } else { -(at + width) };
        let mut last: Option<(usize, Pt, Pt)> = None;
        let mut met = 0;
        for (page, n) in layout.pages.iter().zip(0..) {
            for draw in page.items.iter().flat_map(|i| &i.draws) {
                let Draw::Text { at, run } = draw else { continue };
                let x = start(at.x, run.width());
                if let Some((on, y, before)) = last
                    && on == n
                    && (at.y - y).abs() < Pt(3.0)
                {
                    assert!(x > before, "{}: {:?} is drawn too late", path.display(), run.text);
                    met += 1;
                }
                last = Some((n, at.y, x));
            }
        }
        assert!(met > 9, "{}: labels stand on lines", path.display());
    }
}

fn plots(parts: &[handbill::story::Part]) -> Vec<&handbill::story::Plot> {
    use handbill::story::Node;
    let mut out = Vec::new();
    for part in parts {
        match &part.node {
            Node::Plot(plot) => out.push(plot.as_ref()),
            Node::Group(group) => out.extend(plots(&group.parts)),
            _ => {}
        }
    }
    out
}

/// How many values of a plot are known.
fn known(plot: &handbill::story::Plot) -> usize {
    plot.series.iter().flat_map(|s| &s.values).filter(|v| v.is_some()).count()
}

/// The letters of every label of a plot. A cell may have none: it is read out at its mark.
fn plotted(plot: &handbill::story::Plot) -> Vec<String> {
    let values = plot.series.iter().flat_map(|s| s.values.iter().flatten().map(|v| &v.label));
    let names = plot.names.iter().map(|n| &n.rich).chain(plot.series.iter().map(|s| &s.name));
    let labels = names.chain(values).map(letters_of);
    labels.chain([String::new()]).collect()
}

/// The letters of every paragraph of a story, groups and rows included.
fn body_texts(story: &Story) -> Vec<String> {
    fn walk(parts: &[handbill::story::Part], out: &mut Vec<String>) {
        use handbill::story::Node;
        for part in parts {
            match &part.node {
                Node::Para(p) => out.push(letters_of(&p.rich)),
                Node::Group(g) => walk(&g.parts, out),
                Node::Row(r) => r.cells.iter().for_each(|c| walk(&c.parts, out)),
                Node::Parallel(p) => p.pairs.iter().flatten().for_each(|parts| walk(parts, out)),
                Node::Stats(s) => out.extend(s.paras().map(|p| letters_of(&p.rich))),
                Node::Table(t) => out.extend(t.paras().map(|p| letters_of(&p.rich))),
                Node::Plot(p) => out.extend(plotted(p)),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&story.parts, &mut out);
    walk(&story.closing, &mut out);
    out.extend(story.notes.iter().map(|n| letters_of(&n.para.rich)));
    out
}

/// The heights of the first lines of the elements of one language, page by page.
fn heights(set: &Set, lang: Option<&str>) -> Vec<(usize, f64)> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for (number, page) in set.layout.pages.iter().enumerate() {
        for placed in &page.items {
            let Owner::Elem(id) = placed.owner else { continue };
            let elem = set.layout.tags.get(id);
            let Some(layout::Draw::Text { at, run }) = placed.draws.first() else { continue };
            if matches!(elem.role, Role::Heading(2)) && elem.lang.as_deref() == lang && seen.insert(id) {
                out.push((number, ((at.y + run.rise).0 * 10.0).round() / 10.0));
            }
        }
    }
    out
}

#[test]
fn sections_of_two_languages_begin_level() {
    let set = set(&folder().join("two-languages.yaml"));
    let (first, second) = (heights(&set, None), heights(&set, Some("ko")));
    assert!(first.len() > 1);
    let level = |(a, b): (&(usize, f64), &(usize, f64))| a.0 == b.0 && (a.1 - b.1).abs() < 1.0;
    assert!(first.len() == second.len() && first.iter().zip(&second).all(level), "{first:?} {second:?}");
}
