//! Page templates: those that come along, a brand's, a sheet's own; what is wrong in one is said in its place. And
//! what they come to on the page.

use super::{HEAD, Outcome, files, read_named};
use handbill::base::{Diagnostics, Pt};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::layout::{self, Draw, Layout};
use handbill::project::Memory;
use handbill::sheet;
use handbill::theme::Theme;

fn with(template: &str, files: &Memory) -> Outcome {
    read_named(
        "sheet.yaml",
        &format!("{HEAD}page: {{template: {template}}}\nsections: [{{body: Prose.}}]\n"),
        files,
    )
}

#[track_caller]
fn theme(template: &str, files: &Memory) -> Theme {
    sheet::theme(with(template, files).sheet(), &Edition::email())
}

/// What is said of a template of one's own.
fn said(template: &str) -> Vec<String> {
    with("./ours.yaml", &files().with("ours.yaml", template)).messages()
}

#[test]
fn each_has_its_own_proportions() {
    let size = |name: &str| theme(name, &files()).styles.text.text.size;
    let sizes = ["leave-behind", "handout", "brochure", "testimony", "poster"].map(size);
    assert_eq!(sizes, [10.0, 10.5, 10.0, 11.5, 16.0].map(Pt));
    let poster = theme("poster", &files()).page;
    assert_eq!((poster.size.w, poster.columns, poster.most), (Pt::inches(11.0), 2, Some(1)));
    let testimony = theme("testimony", &files()).page;
    assert_eq!((testimony.columns, testimony.column_width()), (1, Pt::inches(6.0)));
}

#[test]
fn what_a_template_has_no_place_for_is_named() {
    let sheet = |template: &str| {
        let text = format!(
            "{HEAD}kicker: k\ndek: d\nbyline: b\nprepared_for: p\nask: a\nstats: [{{value: 1, label: a}}]\n\
             page: {{template: {template}}}\nsections: [{{body: Prose.}}]\n"
        );
        let ours = "opening: {order: [title]}\n";
        let files = files().with("a.yaml", ours).with("b.yaml", "extends: brochure\nfold: {flap: [ask]}\n");
        read_named("sheet.yaml", &text, &files).messages()
    };
    for whole in ["leave-behind", "handout", "brochure", "testimony", "poster"] {
        assert!(sheet(whole).is_empty(), "{whole}: {:?}", sheet(whole));
    }
    let left = |line: &str| format!("warning template-leaves-out {line}");
    // A date is told at the title: it keeps no place of its own.
    let all = ["3:8", "5:9", "6:6", "7:9", "8:15", "9:6", "10:17"].map(left);
    assert_eq!(sheet("./a.yaml"), all);
    assert_eq!(sheet("./b.yaml"), [left("10:17")]);
}

#[test]
fn a_template_leaves_room_for_text() {
    assert_eq!(said("page: {gutter: 9in}\n"), ["error narrow-column 5:18"]);
    assert_eq!(said("page: {margins: {sides: 4.2in}, columns: 1}\n"), ["error narrow-column 5:18"]);
    assert_eq!(said("page: {margins: {top: 9in, bottom: 3in}}\n"), ["error short-page 5:18"]);
    assert!(said("page: {margins: {sides: 2in}, columns: 1}\n").is_empty());
}

#[test]
fn a_long_row_of_templates_is_no_circle() {
    let mut files = files();
    for n in 1..=10 {
        let base = if n == 10 { "leave-behind".to_owned() } else { format!("./t{}.yaml", n + 1) };
        files = files.with(&format!("t{n}.yaml"), format!("extends: {base}\n"));
    }
    assert_eq!(with("./t1.yaml", &files).messages(), ["error template-deep t9.yaml:1:10"]);
    assert!(with("./t2.yaml", &files).messages().is_empty());
}

#[test]
fn a_brand_sets_the_size_where_the_template_leaves_it_to_the_brand() {
    let files = files().with("b.yaml", "meta: {name: B}\ntypography: {base: {size: 9pt, leading: 1.5}}\n");
    let size = |template: &str| {
        let text =
            format!("{HEAD}brand: b.yaml\npage: {{template: {template}}}\nsections: [{{body: Prose.}}]\n");
        let outcome = read_named("sheet.yaml", &text, &files);
        sheet::theme(outcome.sheet(), &Edition::email()).styles.text.text.size
    };
    assert_eq!((size("leave-behind"), size("testimony")), (Pt(9.0), Pt(11.5)));
    let outcome = read_named(
        "sheet.yaml",
        &format!("{HEAD}page: {{template: poster}}\nsections: [{{body: P.}}]\n"),
        &files,
    );
    let large = sheet::theme(outcome.sheet(), &Edition::large_print());
    assert_eq!((large.styles.text.text.size, large.page.size.w), (Pt(18.0), Pt::inches(8.5)));
}

#[test]
fn a_copy_changes_what_it_changes() {
    let whole = sheet::template_text("handout").unwrap().replace("size: 10.5pt\n", "size: 11pt\n");
    let files = files()
        .with("whole.yaml", whole)
        .with("part.yaml", "about: Ours\nextends: handout\npage: {gutter: 30pt}\ntype: {note: {size: 9pt}}\n")
        .with("on/top.yaml", "about: Top\nextends: ../part.yaml\nopening: {order: [title, date, ask]}\n");
    let whole = theme("./whole.yaml", &files).styles.text;
    assert_eq!((whole.text.size, whole.leading), (Pt(11.0), Pt(14.0)));
    let part = theme("part.yaml", &files);
    assert_eq!((part.page.gutter, part.styles.note.text.size), (Pt(30.0), Pt(9.0)));
    let plain = theme("handout", &files);
    assert_eq!((part.styles.text, part.page.top), (plain.styles.text, plain.page.top));
    let top = theme("on/top.yaml", &files);
    assert_eq!((top.page.gutter, top.template.opening.order.len()), (Pt(30.0), 3));
}

#[test]
fn a_brand_ships_its_own() {
    let files = files()
        .with("brands/b.yaml", "meta: {name: B}\ntemplates: {briefing: ../looks/briefing.yaml}\n")
        .with("looks/briefing.yaml", "about: Ours\nextends: testimony\ntext: {size: 12pt}\n");
    let read = |template: &str| {
        let text = format!(
            "{HEAD}brand: brands/b.yaml\npage: {{template: {template}}}\nsections: [{{body: Prose.}}]\n"
        );
        read_named("sheet.yaml", &text, &files)
    };
    assert_eq!(sheet::theme(read("briefing").sheet(), &Edition::email()).styles.text.text.size, Pt(12.0));
    let outcome = read("breifing");
    assert_eq!(outcome.messages(), ["error unknown-template 6:18"]);
    assert!(outcome.words().contains("did you mean `briefing`?"), "{}", outcome.words());
}

#[test]
fn what_is_wrong_is_said_in_its_place() {
    assert_eq!(said("about: x\ntipe: {}\n"), ["error unknown-field ours.yaml:2:1"]);
    assert_eq!(said("about: x\npage: {colums: 3}\n"), ["error unknown-field ours.yaml:2:8"]);
    assert_eq!(said("about: x\ntype: {titel: {size: 3pt}}\n"), ["error unknown-field ours.yaml:2:8"]);
    assert_eq!(said("about: x\ntype: {title: {size: 20}}\n"), ["error bad-length ours.yaml:2:22"]);
    assert_eq!(said("about: x\ntype: {title: {size: 2pt}}\n"), ["error out-of-range ours.yaml:2:22"]);
    assert_eq!(said("about: x\ntext: {paragraphs: both}\n"), ["error unknown-value ours.yaml:2:20"]);
    assert_eq!(said("about: x\npage: a4\n"), ["error mistyped-value ours.yaml:2:7"]);
    assert_eq!(said("about: x\nabout: y\n"), ["error duplicate-field ours.yaml:2:1"]);
    assert_eq!(said("about: x\nextends: ours.yaml\n"), ["error template-cycle ours.yaml:2:10"]);
    assert_eq!(said("about: x\nextends: handuot\n"), ["error unknown-template ours.yaml:2:10"]);
    assert_eq!(said("about: x\nask: {padding: [1pt, 2pt]}\n"), ["error out-of-range ours.yaml:2:22"]);
    let outcome = with("hand-out", &files());
    assert_eq!(outcome.messages(), ["error unknown-template 5:18"]);
    assert!(outcome.words().contains("did you mean `handout`?"), "{}", outcome.words());
}

/// A sheet in the built-in faces, and what is said of its pages.
fn laid_out(text: &str, edition: &Edition) -> (Layout, Vec<&'static str>) {
    let outcome = read_named("sheet.yaml", text, &files());
    let sheet = outcome.sheet();
    let theme = sheet::theme(sheet, edition);
    let mut diags = Diagnostics::default();
    let story = sheet::lower(sheet, &theme, &mut diags);
    let layout = layout::paginate(&story, &theme.page, &FontSet::new(None), &mut diags);
    (layout, diags.iter().map(|d| d.code).collect())
}

/// Where a text of the page begins, from the left.
fn left_of(layout: &Layout, page: usize, word: &str) -> Pt {
    let draws = layout.pages[page].items.iter().flat_map(|i| &i.draws);
    let mut found = draws.filter_map(|d| match d {
        Draw::Text { at, run } if run.text.contains(word) => Some(at.x),
        _ => None,
    });
    found.next().unwrap_or_else(|| panic!("`{word}` is not on page {page}"))
}

/// A brochure of so many paragraphs.
fn brochure(paragraphs: usize, more: &str) -> String {
    let prose =
        "Words of a paragraph that takes two lines or three of a panel, as they do.\\n\\n".repeat(paragraphs);
    format!("{HEAD}page: {{template: brochure}}\n{more}sections: [{{heading: Inside, body: \"{prose}\"}}]\n")
}

const FLAP: &str = "ask: Flap now.\ncontact: {name: Backside}\n";

#[test]
fn panels_stand_where_a_folded_sheet_has_them() {
    let (layout, said) = laid_out(&brochure(56, FLAP), &Edition::office());
    assert_eq!((layout.pages.len(), said), (2, Vec::new()));
    let (wide, narrow) = (Pt((792.0 + 4.5) / 3.0), Pt((792.0 + 4.5) / 3.0 - 4.5));
    assert_eq!(layout.pages[0].folds, [narrow, narrow + wide]);
    assert_eq!(layout.pages[1].folds, [wide, wide * 2.0]);
    // Panels begin a margin after the fold before them; that of the flap is narrower at the trim.
    let margin = Pt(28.8);
    let near = |a: Pt, b: Pt| assert!((a - b).abs() < Pt(1.0), "{a:?} {b:?}");
    near(left_of(&layout, 0, "Title"), narrow + wide + margin);
    near(left_of(&layout, 0, "Backside"), narrow + margin);
    near(left_of(&layout, 0, "Flap"), margin - Pt(4.5) + Pt(12.0));
    near(left_of(&layout, 1, "Inside"), margin);
}

#[test]
fn panels_are_pages_on_a_screen_and_tags_keep_the_order_of_reading() {
    let (layout, _) = laid_out(&brochure(30, FLAP), &Edition::email());
    let pages = layout.pages.len();
    assert!(pages >= 5 && layout.pages.iter().all(|p| p.size.w < Pt(270.0)), "{pages}");
    left_of(&layout, 0, "Title");
    left_of(&layout, 1, "Inside");
    left_of(&layout, pages - 2, "Flap");
    left_of(&layout, pages - 1, "Backside");
    let (sides, _) = laid_out(&brochure(30, FLAP), &Edition::office());
    assert_eq!(sides.tags, layout.tags);
}

#[test]
fn a_brochure_says_how_much_is_too_much_or_too_little() {
    let code = |paragraphs, more| laid_out(&brochure(paragraphs, more), &Edition::office()).1;
    assert_eq!(code(2, FLAP), ["panels-empty"]);
    assert_eq!(code(80, FLAP), ["panels-overrun"]);
    // Without an ask the text has the flap.
    let (with, without) = (code(70, FLAP), code(70, "contact: {name: Backside}\n"));
    assert_eq!((with, without.contains(&"panels-overrun")), (vec!["panels-overrun"], false));
}

#[test]
fn a_cover_that_runs_over_is_an_error() {
    let cover = |words: usize| {
        let dek = "word ".repeat(words);
        let text = brochure(75, &format!("dek: {dek}\n"));
        [Edition::email(), Edition::office()].map(|edition| laid_out(&text, &edition).1)
    };
    assert_eq!(cover(40), [Vec::<&str>::new(), Vec::new()]);
    assert_eq!(cover(250), [["panels-overrun"], ["panels-overrun"]]);
}

/// Whether a text is drawn on the first page in the colour that stands on a band.
#[track_caller]
fn stands_on_the_band(layout: &Layout, words: &str) {
    let runs = layout.pages[0].items.iter().flat_map(|i| &i.draws).filter_map(|draw| match draw {
        Draw::Text { run, .. } => Some(run),
        _ => None,
    });
    let inks: Vec<_> = runs.filter(|run| run.text.contains(words)).map(|run| run.ink.clone()).collect();
    assert!(
        !inks.is_empty() && inks.iter().all(|ink| *ink == handbill::base::Ink::WHITE),
        "{words}: {inks:?}"
    );
}

#[test]
fn both_languages_of_a_cover_can_be_read_on_its_ground() {
    let text = "handbill: 1\nlang: [en, es]\ntitle: {en: Title, es: Otro}\ndek: {en: Sentence, es: Frase}\n\
                date: 2026-11-15\npage: {template: brochure}\nkicker: {en: Brief, es: Nota}\nsections:\n\
                - heading: {en: Here, es: Aqu}\n  body: {en: Prose., es: Prosa.}\n";
    let (layout, _) = laid_out(text, &Edition::email());
    for words in ["Title", "Sentence", "November", "Otro", "Frase", "noviembre"] {
        stands_on_the_band(&layout, words);
    }
}

#[test]
fn a_poster_that_runs_on_is_told() {
    let poster = |words: usize| {
        let text =
            format!("{HEAD}page: {{template: poster}}\nsections: [{{body: {}}}]\n", "word ".repeat(words));
        laid_out(&text, &Edition::email()).1
    };
    assert_eq!((poster(40), poster(2000).contains(&"too-many-pages")), (Vec::new(), true));
}

#[test]
fn nothing_on_a_poster_is_smaller_than_its_notes() {
    let chart = "{chart: {kind: line, title: Adults who smoke, unit: \"%\", data: {1965: 42.4, 2021: 11.5}, alt: A line., \
                 caption: Of eighteen and over.}}";
    let text = format!(
        "{HEAD}page: {{template: poster}}\nsections: [{{body: [{chart}, \"Words.^[A note of words.]\"]}}]\n\
         "
    );
    let (layout, _) = laid_out(&text, &Edition::email());
    let draws = layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
    let mut sizes: Vec<(Pt, String)> = draws
        .filter_map(|d| {
            if let Draw::Text { run, .. } = d { Some((run.size, run.text.to_string())) } else { None }
        })
        .filter(|(_, text)| text.chars().any(char::is_alphabetic))
        .collect();
    sizes.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
    assert!(sizes[0].0 >= Pt(10.5), "{:?}", sizes[0]);
    let caption = sizes.iter().find(|s| s.1.contains("eighteen")).map(|s| s.0);
    assert_eq!(caption, Some(Pt(13.5)));
}
