//! Settings of editions, as their pages show them.

use super::drawn::area_of;
use super::{draws, made, paged, parse};
use handbill::base::Pt;
use handbill::layout::Draw;
use handbill::sheet::Sheet;

fn sheet(editions: &str) -> Sheet {
    let head = "handbill: 1\nlang: en\ntitle: A title\ndate: 2026-11-15\n";
    let body = "sections:\n  - body: Words.[@a] ".to_owned() + &"More words follow these. ".repeat(60);
    let sources =
        "\nsources:\n  a: {author: Somebody, title: A book, date: 2020, url: \"https://example.org\"}\n";
    parse("sheet.yaml", format!("{head}editions: {editions}\n{body}{sources}"))
}

/// The sheet's text is set anew: its lines are those of the other paper, and stand within it.
#[test]
fn another_paper_is_laid_out_anew() {
    let sheet = sheet("{board: {extends: office, paper: legal}, card: {extends: press, paper: a5}}");
    let widths = |name: &str| {
        let edition = sheet.edition(name).expect("an edition");
        let (layout, _) = paged(&sheet, &edition);
        let end = |(_, d): (Pt, &Draw)| match d {
            Draw::Text { at, run } => (at.x + run.width()).0,
            _ => 0.0,
        };
        (layout.pages[0].size, draws(&layout).map(end).fold(0.0, f64::max))
    };
    let (board, card) = (widths("board"), widths("card"));
    assert_eq!((board.0.w, board.0.h), (Pt::inches(8.5), Pt::inches(14.0)));
    assert_eq!(card.0.w, Pt::mm(148.0));
    assert!(card.1 < Pt::mm(148.0).0 - 30.0 && board.1 > 500.0, "{board:?} {card:?}");
    let file = made(&sheet, &sheet.edition("card").expect("an edition"));
    let trim = area_of(&file, file.get_pages()[&1], "TrimBox");
    assert!((trim[2] - trim[0] - Pt::mm(148.0).0).abs() < 0.01, "{trim:?}");
}

#[test]
fn sources_stand_where_the_edition_wants_them() {
    let sheet = sheet("{email: {sources: end}, office: {sources: both}, press: {sources: foot}}");
    let places = |name: &str| {
        let (layout, _) = paged(&sheet, &sheet.edition(name).expect("an edition"));
        let heading = layout.outline.iter().any(|b| b.title == "Sources");
        let records = draws(&layout)
            .filter(|(_, d)| matches!(d, Draw::Text { run, .. } if run.text.contains("Somebody")));
        (heading, records.count())
    };
    assert_eq!(places("email"), (true, 1));
    assert_eq!(places("office"), (true, 2));
    assert_eq!(places("press"), (false, 1));
}
