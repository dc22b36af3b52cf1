//! What each kind of block lowers to.

use super::*;
use crate::base::{Pairs, Tree};

#[test]
fn paragraphs_are_indented_after_paragraphs_only() {
    check_prose(
        "One.\n\nTwo.\n\n### Head\n\nThree:\n\n- a\n- b\n\nFour.",
        &[
            "Paragraph One.",
            "Paragraph >Two.",
            "Heading(3) Head +",
            "Paragraph Three: +",
            "open List(Marks)",
            "ListItem [•] a",
            "ListItem [•] b",
            "close",
            "Paragraph Four.",
        ],
    );
}

#[test]
fn nested_lists_stand_inside_their_item() {
    check_prose(
        "1. a\n   - b\n2. c [@a]",
        &[
            "open List(Numbers)",
            "open ListItem",
            "ItemBody [1.] a",
            "open List(Marks)",
            "ListItem [–] b",
            "close",
            "close",
            "ListItem [2.] c^1",
            "close",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn quotes_hang_the_marks_that_open_them() {
    check_prose("> “War,” she said.", &["open BlockQuote", "Paragraph [“] War,” she said.", "close"]);
    check_prose("> *“War*.”", &["open BlockQuote", "Paragraph [/“/] /War/.”", "close"]);
    check_prose("> “‘War’ it is.”", &["open BlockQuote", "Paragraph [“‘] War’ it is.”", "close"]);
}

#[test]
fn quotes_and_tables_in_prose() {
    check_prose(
        "> War.\n\n| Year | t |\n|---|---|\n| 2018 | 4.9 |\n| 2019 | 4.6[@a] |",
        &[
            "open BlockQuote",
            "Paragraph War.",
            "close",
            "table Table",
            "  Start Year | Point('.') t",
            "  Start 2018 | Point('.') 4.9",
            "  Start 2019 | Point('.') 4.6^1",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn lists_of_their_own() {
    let item = |s: &str, items| ListItem { text: text(s), items, ..ListItem::default() };
    let list = List { items: vec![item("a", vec![item("b", vec![])]), item("c", vec![])], ..List::default() };
    check(
        |cx| list.lower(cx, &[text("a")]),
        &[
            "open List(Marks)",
            "open ListItem",
            "ItemBody [•] a",
            "open List(Marks)",
            "ListItem [–] b",
            "close",
            "close",
            "ListItem [•] c^1",
            "close",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn quotes_name_their_speaker() {
    let quote = Quote { text: text("We plant."), by: Some(text("A farmer")) };
    check(
        |cx| quote.lower(cx, &[text("a")]),
        &[
            "open BlockQuote",
            "Paragraph We plant. +",
            "Paragraph —~A farmer^1",
            "close",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn pull_quotes_hang_their_mark() {
    let quote = PullQuote {
        text: text("warfare without bullets"),
        by: Some(text("Dr. Kee Park")),
        ..PullQuote::default()
    };
    check(
        |cx| quote.lower(cx, &[]),
        &["group Some(PullQuote)", "  Paragraph [“] warfare without bullets”", "  Paragraph —~Dr.~Kee Park"],
    );
    let unsigned = PullQuote { by: Some(text("")), ..quote.clone() };
    check(
        |cx| unsigned.lower(cx, &[]),
        &["group Some(PullQuote)", "  Paragraph [“] warfare without bullets”"],
    );
    let noted = PullQuote { text: text("warfare without bullets^[A note]"), by: None, ..quote.clone() };
    check(
        |cx| noted.lower(cx, &[]),
        &["group Some(PullQuote)", "  Paragraph [“] warfare without bullets”^1", "1: A note."],
    );
    let repeats = PullQuote { repeats_body: true, by: None, ..quote };
    check(
        |cx| repeats.lower(cx, &[]),
        &["group Some(Artifact(Repeat))", "  Paragraph [“] warfare without bullets”"],
    );
}

#[test]
fn callouts_have_a_title() {
    let callout = Callout { title: Some(text("A licence?")), body: text("One.\n\nTwo.") };
    check(
        |cx| callout.lower(cx, &[]),
        &["group Some(Aside)", "  Paragraph A~licence?", "  Paragraph One.", "  Paragraph Two."],
    );
}

#[test]
fn stats_stand_in_rows() {
    let stat = |v: &str| Stat { value: text(v), label: text("of homes"), cite: vec![text("a")] };
    check(
        |cx| Stats { items: vec![stat("40%")] }.lower(cx, &[]),
        &[
            "stats",
            "  Paragraph 40%",
            "  Paragraph of homes^1",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn timelines_hang_their_dates() {
    let event = Event { date: text("27 July 1953"), text: text("Armistice."), cite: vec![] };
    check(
        |cx| Timeline { items: vec![event] }.lower(cx, &[]),
        &["table List(Words)", "  Start 27~July~1953 | Start Armistice."],
    );
}

#[test]
fn qr_codes_say_where_they_lead() {
    let qr = Qr { url: text("https://example.org/sheet"), label: Some(text("Full text")) };
    check(
        |cx| qr.lower(cx),
        &[
            "row None",
            "  cell",
            "    figure Some(\"QR code for https://example.org/sheet\")",
            "  cell",
            "    Paragraph Full text",
            "    Paragraph <example.org/sheet>",
        ],
    );
    let (story, _) = lowered(PLAIN, |cx| qr.lower(cx));
    let crate::story::Picture::Drawing(d) = &story.pictures[0] else { panic!("a drawing") };
    // Its quiet zone is the white of the paper around it.
    assert!((d.size.w.0 - 72.0).abs() < 1e-6, "{:?}", d.size);
    assert!(story.parts[0].above >= 2, "four of 29 modules are ten points");
}

#[test]
fn long_addresses_make_large_codes() {
    let said = |length: usize| {
        let qr = Qr { url: text(&format!("https://example.org/{}", "x".repeat(length))), label: None };
        let (story, diags) = lowered(PLAIN, |cx| qr.lower(cx));
        let crate::story::Picture::Drawing(d) = &story.pictures[0] else { panic!("a drawing") };
        (d.size.w.0.round(), diags.iter().map(|d| d.code).collect::<Vec<_>>())
    };
    assert_eq!(said(40), (72.0, vec![]));
    // At level Q this would take more than an inch.
    assert_eq!(said(200), (72.0, vec![]));
    // 81 modules of 0.4 mm.
    assert_eq!(said(400), (92.0, vec!["qr-large"]));
}

#[test]
fn contacts_are_links() {
    let contact = Contact {
        name: text("Policy team"),
        email: Some(text("p@x.org")),
        web: Some(text("x.org")),
        ..Contact::default()
    };
    check(
        |cx| contact.lower(cx),
        &["group Some(Aside)", "  Paragraph Policy team", "  Paragraph <p@x.org>", "  Paragraph <x.org>"],
    );
}

#[test]
fn tables_align_figures_at_their_points() {
    let row = |cells: &[&str]| cells.iter().map(|c| text(c)).collect::<Vec<_>>();
    let rows = Rows { cells: vec![row(&["Wheat", "1,200"]), row(&["Rice", "–"])], csv: None };
    let table =
        Table { header: row(&["Crop", "t"]), rows, caption: Some(text("Harvest")), ..Table::default() };
    check(
        |cx| table.lower(cx, &[text("a")]),
        &[
            "table Table",
            "  Caption Harvest^1",
            "  Start Crop | Point('.') t",
            "  Start Wheat | Point('.') 1,200",
            "  Start Rice | Point('.') –",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn shared_fields_hold_parts_together() {
    let mut block = Block::prose(text("One.\n\nTwo."));
    block.keep = Some(Keep::Together);
    block.id = Some(text("here"));
    let (story, _) = lowered(PLAIN, |cx| block.lower(cx));
    assert_eq!(story.parts[0].id.as_deref(), Some("here"));
    assert!(story.parts[0].keep_with_next && !story.parts[1].keep_with_next && story.parts[1].keep_together);
}

#[test]
fn charts_are_titles_plots_and_captions() {
    let chart = Chart {
        title: Some(text("The harvest fell")),
        unit: Some(text("million t")),
        caption: Some(text("Grain.")),
        data: figures(&[("2018", "4.9"), ("2019", "4.60"), ("2020", "–")]),
        alt: text("It fell."),
        highlight: Some(text("2019")),
        ..Chart::default()
    };
    check(
        |cx| filled(chart).lower(cx, &[text("a")]),
        &[
            "group Some(Aside)",
            "  Paragraph The~harvest fell, million t",
            "  plot Bars \"It fell.\"",
            "    2018: 4.90",
            "    2019: 4.60",
            "    2020: ?",
            "  Caption Grain.^1",
            "1: World Food Programme, /The a report/, May 2019. <wfp.org/a>",
        ],
    );
}

#[test]
fn signs_stand_at_the_first_figure_and_at_the_one_that_counts() {
    let plot = |lang, unit: &str| {
        let chart = Chart {
            unit: Some(text(unit)),
            data: figures(&[("a", "1200"), ("b", "0"), ("c", "-3.5")]),
            highlight: Some(text("c")),
            alt: text("x"),
            ..Chart::default()
        };
        let (story, _) = lowered(Setup { lang, ..PLAIN }, |cx| filled(chart).lower(cx, &[]));
        lines(&story)[2..].join(", ").replace("    ", "")
    };
    assert_eq!(plot("en-US", "%"), "a: 1,200.0%, b: 0, c: −3.5%");
    assert_eq!(plot("en-US", "$"), "a: $1,200.0, b: 0, c: −$3.5");
    assert_eq!(plot("de", "€"), "a: 1.200,0~€, b: 0, c: −3,5~€");
}

#[test]
fn a_line_goes_along_its_years_and_marks_its_source_at_its_last_name() {
    let chart = Chart {
        kind: ChartKind::Line,
        data: figures(&[("2020", "1"), ("2018", "2"), ("2019", "3")]),
        alt: text("x"),
        ..Chart::default()
    };
    let (story, _) = lowered(PLAIN, |cx| filled(chart).lower(cx, &[text("a")]));
    assert_eq!(&lines(&story)[1..5], ["  plot Lines \"x\"", "    2018: 2", "    2019: 3", "    2020^1: 1"]);
}

/// Names with their figures.
fn figures(pairs: &[(&str, &str)]) -> Tree {
    Tree::Pairs(Pairs(pairs.iter().map(|(k, v)| (text(k), Tree::Text(text(v)))).collect()))
}

/// The chart as it is after reading.
fn filled(mut chart: Chart) -> Chart {
    let mut found = Vec::new();
    chart.fill(None, Hand::default(), Span { file: FileId(0), start: 0, end: 0 }, &mut found);
    assert!(found.is_empty(), "{found:?}");
    chart
}

#[test]
fn a_source_is_never_marked_at_a_number_like_a_power() {
    let row = |cells: &[&str]| cells.iter().map(|c| text(c)).collect::<Vec<_>>();
    let cell = |header: &[&str], last: &[&str]| {
        let rows = Rows { cells: vec![row(&["Maize", "4.9"]), row(last)], csv: None };
        Table { header: row(header), rows, ..Table::default() }.cited_cell()
    };
    assert_eq!(cell(&["Crop", "Cost"], &["Rice", "$13.4 million"]), (Some(1), 1));
    assert_eq!(cell(&["Crop", "Cost"], &["Rice", "$13.4"]), (None, 1));
    assert_eq!(cell(&["Crop", "2018"], &["Rice", "40%"]), (None, 0));
    assert_eq!(cell(&[], &["Rice", "1.2"]), (Some(1), 0));
    assert_eq!(cell(&["2018"], &["1.2"]), (Some(1), 0));
}
