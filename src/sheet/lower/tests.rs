//! Whole sheets through the notation of the block tests: a part a line.

use super::*;
use crate::base::{Files, Loaded, Sources};
use crate::block::tests::{lines, show, show_part};
use crate::edition::Edition;
use crate::sheet::parse;

const BRAND: &str = "
meta: {name: Harbor, links: {home: \"https://harbor.example.org/\"}}
header: {first: band, rest: rule}
boilerplate: We watch the boats.
disclosure: Paid for by Harbor.
";

struct Memory;

impl Files for Memory {
    fn read(&self, _from: &str, path: &str) -> Result<Loaded, String> {
        match path {
            "brand.yaml" => Ok(Loaded { name: path.into(), bytes: BRAND.as_bytes().into() }),
            _ => Err("no such file".into()),
        }
    }
}

/// The story of a sheet with the usual head, and the messages.
fn lowered(rest: &str) -> (Story, Diagnostics) {
    let head = "handbill: 1\nlang: en-US\ntitle: Peace now\ndate: 2026-11-15\n";
    let mut sources = Sources::default();
    let file = sources.add("sheet.yaml", format!("{head}{rest}"));
    let mut diags = Diagnostics::default();
    let sheet = parse(&mut sources, file, &Memory, &mut diags).expect("a sheet");
    assert!(!diags.has_errors(), "{diags:?}");
    let theme = theme(&sheet, &Edition::email());
    (lower(&sheet, &theme, &mut diags), diags)
}

#[track_caller]
fn check(rest: &str, want: &[&str]) {
    assert_eq!(lines(&lowered(rest).0), want);
}

#[test]
fn the_head_stands_above_the_columns() {
    let rest = "
brand: brand.yaml
kicker: Fact sheet
dek: Why it matters.
byline: Policy team
ask: {text: Cosponsor H.R. 1369 today., bill: H.R. 1369}
stats: [{value: 40%, label: of homes, cite: a}]
sections: [{body: Text.}]
sources: {a: {author: UN, title: Report, date: 2019-05, url: \"https://un.org/r\"}}
";
    check(
        rest,
        &[
            "group None",
            "  row None",
            "    cell",
            "      Paragraph Harbor",
            "    cell",
            "      Paragraph November~15, 2026",
            "Paragraph Fact sheet +",
            "Title Peace now",
            "Paragraph /Why~it matters./",
            "Paragraph Policy team",
            "group Some(Aside)",
            "  Paragraph Cosponsor H.R.~1369 today.",
            "group None",
            "  stats",
            "    Paragraph 40%",
            "    Paragraph of homes^1",
            "open Section",
            "Paragraph Text.",
            "close",
            "1: UN, /Report/, May 2019. <un.org/r>",
        ],
    );
    let (story, _) = lowered(rest);
    let columns = story.parts.iter().position(|p| matches!(p.node, crate::story::Node::Open(_)));
    assert!(story.parts.iter().take(columns.unwrap_or(0)).all(|p| p.width == crate::story::Width::Page));
}

#[test]
fn a_rule_says_the_date_so_the_byline_need_not() {
    let (story, _) = lowered("byline: Team\nsections: [{body: x}]\n");
    assert!(lines(&story).contains(&"Paragraph Team".to_owned()));
}

#[test]
fn sections_have_headings_and_anchors() {
    let (story, _) = lowered(
        "sections: [{heading: How?, id: how, keep: together, body: \"One.\\n\\nTwo [up](#how).\"}]\n",
    );
    let heading = story.parts.iter().find(|p| p.id.as_deref() == Some("how")).expect("the heading");
    assert!(heading.keep_with_next && heading.keep_together);
    let last = story.parts.iter().rev().find(|p| p.shows()).expect("a paragraph");
    assert!(!last.keep_with_next && last.keep_together);
}

#[test]
fn every_place_of_words_can_hold_a_mark() {
    let rest = "
title: Peace [@a]
ask: Act now^[Ask.]
stats:
  - value: 1^[Value.]
    label: x^[Label.]
sections:
  - heading: Head^[Heading.]
    body:
      - text: \"Text^[Text.]\\n\\n- item^[Item.]\\n\\n> quote^[Quote.]\\n\\n| a^[Header.] |\\n|---|\\n| b^[Cell.] |\"
      - heading: Sub^[Sub.]
      - list: [\"one^[List.]\", {text: two, items: [\"three^[Nested.]\"]}]
      - callout: {title: \"t^[Title.]\", body: \"b^[Body.]\"}
      - pull_quote: {text: \"p^[Pull.]\", by: \"q^[By.]\"}
      - quote: {text: \"p^[Block.]\", by: \"q^[Speaker.]\"}
      - timeline: [{date: 1950, text: \"War^[Event.]\"}]
      - table: {caption: \"c^[Caption.]\", header: [\"h^[Th.]\"], rows: [[\"d^[Td.]\"]]}
sources: {a: {author: UN, title: Report, date: 2019-05, url: \"https://un.org/r\"}}
"
    .replace("title: Peace [@a]\n", "dek: Peace [@a]\n");
    let (story, _) = lowered(&rest);
    let numbers: Vec<u32> = story.notes.iter().map(|n| n.id.0).collect();
    assert_eq!(numbers, (0..story.notes.len() as u32).collect::<Vec<_>>());
    let all = lines(&story).join("\n");
    for n in 1..=story.notes.len() {
        assert_eq!(
            all.matches(&format!("^{n}\n")).count()
                + all.matches(&format!("^{n} ")).count()
                + all.matches(&format!("^{n}”")).count(),
            1,
            "{n} in {all}"
        );
    }
    assert_eq!(story.notes.len(), 23, "{all}");
    let (artifact, _) = lowered("sections: [{body: [{pull_quote: \"x^[Note.]\"}, x]}]\n");
    assert!(lines(&artifact).contains(&"group Some(PullQuote)".to_owned()), "a mark is no artifact");
    assert_eq!(show(&artifact.notes[0].para.rich), "Note.");
}

#[test]
fn the_closing_block_ends_the_sheet() {
    let rest = "
brand: brand.yaml
sections: [{body: Text.}]
contact: {name: Policy team, email: p@x.org}
qr: {url: \"https://x.org/s\", label: Sources}
end_mark: \"###\"
";
    let (story, _) = lowered(rest);
    let mut out = Vec::new();
    story.closing.iter().for_each(|p| show_part(p, 0, &mut out));
    let want = [
        "rule",
        "row Some(Aside)",
        "  cell",
        "    row None",
        "      cell",
        "        Paragraph Policy team",
        "        Paragraph <p@x.org>",
        "      cell",
        "        Paragraph We watch the boats.",
        "        Paragraph Sources\u{2002}<x.org/s>",
        "    Paragraph Paid for by Harbor.",
        "  cell",
        "    figure Some(\"QR code for https://x.org/s\")",
    ];
    assert_eq!(out, want);
    assert_eq!(lines(&story).last().map(String::as_str), Some("Paragraph ###"));
    let header = story.running.header.as_ref().expect("a running header");
    assert_eq!((show(&header.left), show(&header.right)), ("Harbor".into(), "Peace now".into()));
    let footer = story.running.footer.as_ref().expect("a footer");
    assert_eq!(
        (show(&footer.left), show(&footer.right)),
        ("Harbor · Peace now".into(), "{folio}/{pages}".into())
    );
}

const CITED: &str = "
sections: [{body: \"One [@a]. Two [@a, p. 3].\"}]
sources: {a: {author: UN, title: Report, publisher: UN Press, date: 2019-05, url: \"https://un.org/r\"}}
";

#[test]
fn notes_can_stand_at_the_end() {
    check(
        &format!("notes: {{place: end}}\n{CITED}"),
        &[
            "group None",
            "  row None",
            "    cell",
            "    cell",
            "      Paragraph November~15, 2026",
            "  rule",
            "Title Peace now",
            "open Section",
            "Paragraph One.^=1 Two.^=2",
            "close",
            "open Section",
            "Heading(2) Sources +",
            "open List(Numbers)",
            "ListItem [1] UN, /Report/, May 2019. <un.org/r>",
            "ListItem [2] See <note~1>, p.~3.",
            "close",
            "close",
        ],
    );
    let (story, _) = lowered(&format!("notes: {{place: end}}\n{CITED}"));
    assert!(story.parts.iter().any(|p| p.id.as_deref() == Some("note-2")));
}

#[test]
fn or_in_full_behind_short_ones() {
    let (story, _) = lowered(&format!("notes: {{place: both}}\n{CITED}"));
    let all = lines(&story);
    assert!(all.contains(&"ListItem UN, /Report/, UN Press, May 2019. <un.org/r>".to_owned()), "{all:?}");
    assert_eq!(story.notes.len(), 2);
}

#[test]
fn the_column_of_the_mark_is_asked_of_the_page() {
    let mut sources = Sources::default();
    let text = "handbill: 1\nlang: en\ntitle: T\ndate: 2026\nnotes: {place: column}\nsections: [{body: x}]\n";
    let file = sources.add("s.yaml", text);
    let sheet = parse(&mut sources, file, &Memory, &mut Diagnostics::default()).expect("a sheet");
    assert_eq!(theme(&sheet, &Edition::email()).page.notes, NotePlace::Column);
}

#[test]
fn the_first_words_of_an_ask_are_bold() {
    use super::ask::{Lead, lead};
    let case = |text: &str, bill: Option<&str>| lead(&Text::made(text), bill);
    assert_eq!(case("Cosponsor H.R. 1369 today.", Some("H.R. 1369")), Lead::Within(19));
    let before = Lead::Before("H.R. 1369.".into());
    assert_eq!(case("End the **war**.", Some("H.R. 1369")), before);
    assert_eq!(case("Act now: end the war.", None), Lead::Within(7));
    assert_eq!(case("Test your home this winter. The kit is free.", None), Lead::Within(26));
    // A word by itself, and signs that end nothing.
    for none in [
        "End the war.",
        "We ask that the Senate vote.",
        "2026년 12월 8일까지 서명해 주십시오.",
        "Please, end the war.",
        "Ask Dr. Lee to vote.",
        "Cosponsor H.R. 1369 today.",
        "Give 1,200 schools a tap.",
        "End the **war**.",
    ] {
        assert_eq!(case(none, None), Lead::None, "{none}");
    }
    // The same words for every recipient.
    let filled = |text: &str, cell: &str| {
        let at = text.find(cell).expect("a cell") as u32;
        lead(&Text::made(text).with_filled(vec![(at, at + cell.len() as u32)]), None)
    };
    for cell in ["O'Brien, Seán", "Lee"] {
        assert_eq!(filled(&format!("We ask {cell}: vote."), cell), Lead::None);
        assert_eq!(filled(&format!("Act now: ask {cell}, too."), cell), Lead::Within(7));
    }
}

#[test]
fn a_position_stands_beside_the_ask_with_its_bill() {
    let words = |ask: &str| {
        let (story, _) = lowered(&format!("ask: {ask}\nsections: [{{body: x}}]\n"));
        let mut out = Vec::new();
        story.parts.iter().for_each(|p| crate::block::tests::show_part(p, 0, &mut out));
        let from = out.iter().position(|l| l.contains("Some(Aside)")).expect("an ask");
        let ask = out[from..].iter().take_while(|l| !l.starts_with("open"));
        ask.filter_map(|l| l.trim().strip_prefix("Paragraph ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        words("{text: End the war., bill: H.R. 1369, position: oppose}"),
        ["Oppose", "H.R.~1369", "End the war."]
    );
    assert_eq!(words("{text: End the war., bill: H.R. 1369}"), ["H.R.~1369. End the war."]);
}

#[test]
fn a_footer_says_what_it_cannot_show() {
    let codes = |footer: &str| {
        let mut sources = Sources::default();
        let text = "handbill: 1\nlang: en\ntitle: T\ndate: 2026\nsections: [{body: x}]\n";
        let file = sources.add("s.yaml", text);
        let mut diags = Diagnostics::default();
        let mut sheet = parse(&mut sources, file, &Memory, &mut diags).expect("a sheet");
        sheet.brand.footer = Some(crate::base::Text::new(footer, sheet.title.span));
        lower(&sheet, &theme(&sheet, &Edition::email()), &mut diags);
        diags.iter().map(|d| d.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("{{org}} · {{ title }} · {{folio}}/{{pages}}"), [""; 0]);
    assert_eq!(codes("{{nope}}"), ["footer"]);
    assert_eq!(codes("open {{"), ["footer"]);
    assert_eq!(codes(&"word ".repeat(100)), ["footer"]);
}

#[test]
fn meta_is_plain_words() {
    let (story, _) = lowered("dek: Why *this* matters.\nbyline: Policy team\nsections: [{body: x}]\n");
    let meta = story.meta;
    assert_eq!((meta.title.as_str(), meta.author.as_str()), ("Peace now", "Policy team"));
    assert_eq!((meta.subject.as_str(), meta.date), ("Why this matters.", Some((2026, 11, 15))));
}
