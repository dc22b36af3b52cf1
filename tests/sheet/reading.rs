//! Sheets that are right, and what they are read as.

use super::{HEAD, files, read, read_named};
use handbill::base::Pt;
use handbill::block::{Content, Keep};

#[test]
fn yaml_types_do_not_bite() {
    let text = "handbill: 1\nlang: no\ntitle: 010\ndek: 1e3\nkicker: yes\nbyline: null\ndate: 1953-07-27\n\
                end_mark: ~\nstats: [{value: 1953, label: true}]\nsections: [{heading: 0x1F, body: .inf}]\n";
    let outcome = read(text);
    let s = outcome.sheet();
    assert_eq!((&*s.lang, &*s.title), ("no", "010"));
    let texts = [&s.dek, &s.kicker, &s.byline, &s.end_mark].map(|t| t.as_ref().unwrap().value.as_str());
    assert_eq!(texts, ["1e3", "yes", "null", "~"]);
    let date = s.date.as_ref().unwrap();
    assert_eq!((date.year, date.month, date.day), (1953, Some(7), Some(27)));
    assert_eq!((&*s.stats[0].value, &*s.stats[0].label), ("1953", "true"));
    assert_eq!(s.sections[0].heading.as_deref(), Some("0x1F"));
}

#[test]
fn short_forms_stand_for_the_first_field() {
    let text = format!(
        "{HEAD}page: a5\nnotes: end\ncontact: Policy team\nask: Vote for it.\nqr: https://a.example\nsections:\n\
         - body:\n  - Plain prose.\n  - text: Prose.\n    keep: together\n  - heading: H\n  - quote: Q\n  - list: [a, \
         {{text: b, items: [c, d]}}]\n  - page_break\n  - columns_break:\n  - table: [[1, 2], [3, 4]]\n  - stats: \
         [{{value: 1, label: a}}]\n  - callout: Words.\n"
    );
    let outcome = read(&text);
    let s = outcome.sheet();
    assert_eq!(s.page.size.w, Pt::mm(148.0));
    assert_eq!(&*s.ask.as_ref().unwrap().text, "Vote for it.");
    let names: Vec<_> = s.blocks().map(|b| b.content.name()).collect();
    let wanted = "text text heading quote list page_break columns_break table stats callout";
    assert_eq!(names.join(" "), wanted);
    assert_eq!(s.sections[0].body[1].keep, Some(Keep::Together));
    let Content::List(list) = &s.sections[0].body[4].content else { panic!() };
    assert_eq!((list.items.len(), &*list.items[1].items[1].text), (2, "d"));
}

#[test]
fn shared_fields_stand_inside_or_beside() {
    let sources = "sources: {k: {title: t, author: a, url: \"https://a.example\"}}\n";
    for block in [
        "quote: {text: Q, id: q, optional: true, cite: k}",
        "quote: Q\n    id: q\n    optional: true\n    cite: [k]",
    ] {
        let outcome = read(&format!("{HEAD}{sources}sections:\n- body:\n  - {block}\n"));
        let block = &outcome.sheet().sections[0].body[0];
        assert_eq!(block.id.as_deref(), Some("q"));
        assert!(block.optional && block.cite.len() == 1);
    }
}

#[test]
fn words_know_their_place() {
    let text = format!(
        "{HEAD}sections:\n  - body: >\n      Folded words\n      stand on\n\n      three lines.\n  - body: \"a\n     b\"\n"
    );
    let outcome = read(&text);
    assert_eq!(outcome.messages(), ["warning missing-bar 7:7"]);
    let s = outcome.sheet.as_ref().unwrap();
    let place = |section: usize, word: &str| {
        let Content::Text(prose) = &s.sections[section].body[0].content else { panic!() };
        let at = prose.text.find(word).unwrap();
        let span = prose.text.place(at..at + word.len());
        (outcome.sources.place(span.file, span.start), (span.end - span.start) as usize)
    };
    assert_eq!(place(0, "stand"), ((8, 7), 5));
    assert_eq!(place(0, "three"), ((10, 7), 5));
    assert_eq!(place(1, "b"), ((12, 6), 1));
}

#[test]
fn markdown_sheets_have_their_sections_from_headings() {
    let text = format!(
        "---\n{HEAD}---\nAn introduction.\n\n## First {{#one}}\n\nProse.\n\n```\n## no heading\n```\n\nSecond\n------\n\n- item\n"
    );
    let outcome = read_named("sheet.md", &text, &files());
    let s = outcome.sheet();
    let headings: Vec<_> = s.sections.iter().map(|s| s.heading.as_deref().unwrap_or("-")).collect();
    assert_eq!(headings, ["-", "First", "Second"]);
    assert_eq!(s.sections[1].id.as_deref(), Some("one"));
    let Content::Text(prose) = &s.sections[1].body[0].content else { panic!() };
    assert!(prose.text.starts_with("Prose.") && prose.text.ends_with("```"), "{:?}", prose.text);
}

#[test]
fn pull_quotes_know_whether_they_repeat_the_body() {
    let text = format!(
        "{HEAD}sections:\n- body:\n  - He calls it \"warfare without *bullets*.\"\n  - pull_quote: {{text: Warfare without \
         bullets, must_match: true}}\n  - pull_quote: {{text: Elsewhere, by: Her, cite: k, must_match: true}}\nsources: \
         {{k: {{title: t, author: a, url: \"https://a.example\", quotes: [and elsewhere too]}}}}\n"
    );
    let outcome = read(&text);
    let repeats = outcome.sheet().blocks().filter_map(|b| match &b.content {
        Content::PullQuote(q) => Some(q.repeats_body),
        _ => None,
    });
    assert_eq!(repeats.collect::<Vec<_>>(), [true, false]);
}

#[test]
fn examples_of_all_kinds_are_right() {
    let sources = "sources:\n  wfp-2019: {title: t, author: a, url: \"https://a.example\"}\n  park-2020: {title: t, author: \
                   a, url: \"https://a.example\"}\n";
    let files = files().with("assets/field.jpg", "x");
    for kind in handbill::block::KINDS {
        let prose = "- See [@wfp-2019] and [@park-2020] on warfare without bullets.\n";
        let blocks = format!("{prose}{}", kind.example).replace('\n', "\n      ");
        let text = format!("{HEAD}{sources}sections:\n  - body:\n      {blocks}\n");
        let outcome = read_named("sheet.yaml", &text, &files);
        let messages = outcome.messages();
        assert!(messages.is_empty(), "{}: {messages:?}\n{text}", kind.name);
    }
}

#[test]
fn showcase_sheets_are_right() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sheets");
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let sheets: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "yaml")).collect();
    assert!(sheets.len() >= 9, "{sheets:?}");
    for path in sheets {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = handbill::base::Sources::default();
        let file = sources.add(path.display().to_string(), text);
        let mut diags = handbill::base::Diagnostics::default();
        handbill::sheet::parse(&mut sources, file, &handbill::project::Disk, &mut diags).unwrap();
        let serious = diags.iter().find(|d| d.severity > handbill::base::Severity::Note);
        assert!(serious.is_none(), "{}: {serious:?}", path.display());
    }
}

#[test]
fn a_chart_from_a_file_with_semicolons_has_its_decimals_behind_commas() {
    let text = format!("{HEAD}sections: [{{body: [{{chart: {{data: european.csv, alt: x}}}}]}}]\n");
    let outcome = read(&text);
    let Content::Chart(chart) = &outcome.sheet().sections[0].body[0].content else { panic!() };
    let figures: Vec<f64> = chart.figures.series[0].figures.iter().flatten().map(|a| a.number).collect();
    assert_eq!(figures, [4.9, 1200.5, 12.0]);
}
