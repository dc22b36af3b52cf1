//! Sheets and brands in several languages.

use super::{HEAD, Outcome, files, read, read_named};
use handbill::edition::Edition;
use handbill::sheet;
use handbill::story::{Node, Part, Story, Width};

const BRAND: &str = "\
meta:
  name: {en: Table, ko: 식탁}
  tagline: {en: A seat for all, ko: 모두의 자리}
  links: {home: {en: \"https://example.org/en\", ko: \"https://example.org/ko\"}}
logo: {wide: logo.svg, alt: {en: A table, ko: 식탁}}
footer: {en: \"{{folio}} of {{pages}}\", ko: \"{{folio}}/{{pages}}\"}
boilerplate: {en: Who we are., ko: 우리는.}
disclosure: {en: Who paid., ko: 누가.}
";

/// A sheet of one section in `lang`, with the brand `brand`.
fn branded(lang: &str, brand: &str) -> Outcome {
    let head = format!("handbill: 1\nlang: {lang}\nbrand: table.yaml\ndate: 2026-11-15\n");
    let title = match lang.trim_matches(['[', ']']).split_once(", ") {
        Some((a, b)) => format!("title: {{{a}: T, {b}: U}}\nsections: [{{body: {{{a}: x, {b}: y}}}}]\n"),
        None => "title: T\nsections: [{body: x}]\n".to_owned(),
    };
    read_named("sheet.yaml", &(head + &title), &files().with("table.yaml", brand))
}

/// The words of a sheet's brand.
fn words(outcome: &Outcome) -> Vec<String> {
    let brand = &outcome.sheet.as_ref().unwrap().brand;
    let texts = [&brand.tagline, &brand.footer, &brand.boilerplate, &brand.disclosure].into_iter().flatten();
    let logo = brand.logo.as_ref().map(|l| l.alt.clone());
    let links = brand.links.iter().map(|(_, url)| url.clone());
    [brand.name.clone()].into_iter().chain(texts.map(|t| t.value.clone())).chain(logo).chain(links).collect()
}

#[test]
fn a_brand_lends_its_first_language_to_a_sheet_in_another() {
    let german = branded("de", BRAND);
    let places = ["2:9", "3:12", "4:17", "5:29", "6:9", "7:14", "8:13"];
    assert_eq!(german.messages(), places.map(|p| format!("note brand-language table.yaml:{p}")));
    let told: Vec<&str> = german.diags.iter().map(|d| d.message.as_str()).collect();
    let fields = ["name", "tagline", "home", "alt", "footer", "boilerplate", "disclosure"];
    let wanted = fields.map(|f| format!("the brand has no `{f}` in `de`: the one in `en` stands"));
    assert_eq!(told, wanted);
    let english = branded("en-US", BRAND);
    assert_eq!(words(&german), words(&english));
    assert_eq!(english.messages(), [""; 0]);
}

#[test]
fn each_language_of_a_sheet_takes_the_brand_s_words_or_those_that_it_has() {
    let outcome = branded("[ko, de]", BRAND);
    assert!(
        outcome.messages().iter().all(|m| m.starts_with("note brand-language")),
        "{:?}",
        outcome.messages()
    );
    let second = &outcome.sheet.as_ref().unwrap().second.as_ref().unwrap().sheet;
    assert_eq!((words(&outcome)[0].as_str(), second.brand.name.as_str()), ("식탁", "Table"));
}

/// English is English in every region; but Chinese has two scripts.
#[test]
fn the_nearest_words_of_a_brand_are_taken() {
    let name = |lang: &str| {
        let brand = "meta: {name: {fr: f, en-US: us, en-GB: gb, zh-Hans: s}}\n";
        let outcome = branded(lang, brand);
        (outcome.sheet.as_ref().unwrap().brand.name.clone(), outcome.messages().len())
    };
    let seen = ["en-GB", "en", "en-AU", "fr-CA", "zh-Hant", "de"].map(name);
    let wanted = [("gb", 0), ("us", 0), ("us", 0), ("f", 0), ("s", 1), ("f", 1)];
    assert_eq!(seen, wanted.map(|(name, notes)| (name.to_owned(), notes)));
}

/// A reader that speaks has to know what it reads: the words of `table.yaml` are English on a German sheet.
#[test]
fn words_that_a_brand_lends_keep_their_language() {
    let spoken = |lang: &str| {
        let mut outcome = branded(lang, BRAND);
        let sheet = outcome.sheet.as_ref().unwrap();
        let story = sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut outcome.diags);
        let texts = story.parts.iter().chain(&story.closing).flat_map(|part| part.texts());
        let spans = texts.flat_map(|t| {
            t.spans.iter().map(|s| (t.text[s.range.clone()].to_owned(), s.style.lang.to_string()))
        });
        spans
            .filter(|(words, _)| {
                ["Table", "A seat for all", "Who we are.", "Who paid."].contains(&words.as_str())
            })
            .collect::<Vec<_>>()
    };
    let german = spoken("de");
    assert_eq!(german.len(), 4, "{german:?}");
    assert!(german.iter().all(|(_, lang)| lang == "en"), "{german:?}");
    assert!(spoken("en-GB").iter().all(|(_, lang)| lang == "en-GB"));
}

#[test]
fn a_name_in_two_languages_is_set_in_both() {
    let outcome = branded("[en, ko]", BRAND);
    let sheet = outcome.sheet();
    let story = sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut Default::default());
    let all = |parts: &[Part]| {
        parts.iter().flat_map(|p| p.texts().into_iter().map(|t| t.text.clone())).collect::<Vec<_>>()
    };
    assert!(all(&story.parts).contains(&"Table · 식탁".to_owned()), "{:?}", all(&story.parts));
    let footer = story.running.footer.as_ref().unwrap();
    assert_eq!(
        (footer.left.text.as_str(), footer.right.text.as_str()),
        ("", "{folio} of {pages} · {folio}/{pages}")
    );
}

#[test]
fn a_tagline_for_both_languages_is_set_once() {
    let set = |brand: &str| {
        let outcome = branded("[en, ko]", brand);
        let sheet = outcome.sheet();
        let story = sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut Default::default());
        let texts = story.parts.iter().flat_map(|p| p.texts()).map(|t| t.text.clone());
        texts.filter(|t| t.contains("seat") || t.contains("자리")).count()
    };
    assert_eq!(set("meta: {name: Table, tagline: A seat for all}\n"), 1);
    assert_eq!(set("meta: {name: Table, tagline: {en: A seat for all, ko: 모두의 자리}}\n"), 2);
}

/// A sheet in two languages whose section has these blocks.
fn paired(columns: usize, blocks: &str) -> (Story, Vec<String>) {
    let head = HEAD
        .replace("lang: en-US", "lang: [en-US, ko]")
        .replace("title: Title", "title: {en: Title, ko: 제목}");
    let page = format!("page: {{columns: {columns}}}\n");
    let mut outcome = read(&format!("{head}{page}sections:\n  - body:\n{blocks}"));
    let sheet = outcome.sheet.as_ref().unwrap();
    let story = sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut outcome.diags);
    (story, outcome.messages())
}

#[test]
fn a_footer_too_long_for_its_half_of_the_line_is_reported() {
    let told = |brand: &str| {
        let mut outcome = branded("[en, ko]", brand);
        let sheet = outcome.sheet.as_ref().unwrap();
        sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut outcome.diags);
        outcome.messages()
    };
    let long = "Words ".repeat(14);
    let both = |en: &str, ko: &str| told(&format!("footer: {{en: \"{en}\", ko: \"{ko}\"}}\n"));
    assert_eq!(both("Org", "기관"), [""; 0]);
    assert_eq!(both("Org", &long), ["warning footer table.yaml:1:25"]);
    assert_eq!(both(&long, "기관").len(), 1);
    assert_eq!(told(&format!("footer: \"{long}\"\n")), ["warning footer table.yaml:1:9"]);
}

/// How many parts across the page hold some words.
fn across(story: &Story, words: &str) -> usize {
    let holds = |p: &&Part| p.width == Width::Page && p.texts().iter().any(|t| t.text.contains(words));
    story.parts.iter().filter(holds).filter(|p| !matches!(p.node, Node::Parallel(_))).count()
}

#[test]
fn a_figure_with_translated_words_is_one_picture() {
    let figure = "      - figure: {image: dot.svg, alt: {en: A dot., ko: 점.}, caption: {en: Here., ko: 여기.}, width: WIDTH}\n";
    for (columns, width, fields) in [(2, "column", 2), (2, "page", 2), (1, "column", 1)] {
        let (story, told) = paired(columns, &figure.replace("WIDTH", width));
        assert_eq!((told.as_slice(), story.pictures.len()), (&[][..], 1), "{columns} {width}");
        let texts: Vec<String> =
            story.parts.iter().flat_map(|p| p.texts().into_iter().map(|t| t.text.clone())).collect();
        let captions: Vec<&str> = texts.iter().map(String::as_str).filter(|t| t.ends_with('.')).collect();
        assert_eq!(captions, ["Here.", "여기."], "{columns} {width}");
        assert_eq!(across(&story, "여기.") > 0, fields == 2, "{columns} {width}");
        assert!(format!("{:?}", story.parts).contains("A dot. / 점."), "{columns} {width}");
    }
}

#[test]
fn what_is_to_go_across_two_languages_does_or_is_reported() {
    let quote =
        |wrap: &str| format!("      - pull_quote: {{text: {{en: Yes, ko: 네}}, by: A, wrap: {wrap}}}\n");
    let (story, told) = paired(2, &quote("page"));
    assert_eq!((told.as_slice(), across(&story, "Yes"), across(&story, "네")), (&[][..], 1, 1));
    assert_eq!(paired(2, &quote("straddle")).1, ["warning not-wrapped 8:9"]);
    let own = "      en: [pull_quote: {text: Yes, by: A, wrap: page}]\n      ko: [text: 네]\n";
    assert_eq!(paired(2, own).1, ["warning translation-width 8:12"]);
    assert_eq!(paired(1, own).1, [""; 0]);
}

#[test]
fn a_footer_is_in_both_languages() {
    let line = |columns| {
        let (story, _) = paired(columns, "      - text: {en: x, ko: y}\n");
        let line = story.running.footer.unwrap();
        (line.left.text, line.second.map(|s| s.text), line.right.text)
    };
    assert_eq!(line(2), ("Title".into(), Some("제목".into()), "{folio}/{pages}".into()));
    assert_eq!(line(1), ("Title · 제목".into(), None, "{folio}/{pages}".into()));
}

/// The pairs and breaks of a sheet whose section has a list in each language, and what is said of them.
fn broken(columns: usize, [left, right]: [&str; 2]) -> (Vec<&'static str>, Vec<String>) {
    let head = HEAD.replace("lang: en-US", "lang: [en-US, ko]");
    let page = format!("page: {{columns: {columns}}}\n");
    let body = format!("sections:\n  - body:\n      en-US: [{left}]\n      ko: [{right}]\n");
    let mut outcome = read(&(head + &page + &body));
    let sheet = outcome.sheet.as_ref().unwrap();
    let story = sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut outcome.diags);
    let name = |node: &Node| match node {
        Node::Parallel(_) => Some("pair"),
        Node::Para(_) => Some("text"),
        Node::PageBreak => Some("page"),
        Node::ColumnBreak => Some("column"),
        _ => None,
    };
    let parts = story.parts.iter().skip_while(|p| !matches!(p.node, Node::Open(_)));
    (parts.filter_map(|p| name(&p.node)).collect(), outcome.messages())
}

#[test]
fn a_break_in_both_languages_ends_the_page_of_both() {
    let (parts, told) =
        broken(2, ["text: One, page_break, text: Two", "text: 하나, text: 둘, page_break, text: 셋"]);
    assert_eq!((parts, told), (vec!["pair", "page", "pair"], vec![]));
    let both = ["text: One, columns_break, page_break, text: Two", "text: 하나, columns_break, page_break"];
    assert_eq!(broken(2, both).0, ["pair", "column", "page", "pair"]);
}

#[test]
fn a_break_in_one_language_is_reported() {
    let one = ["text: One, page_break, text: Two", "text: 하나, text: 둘"];
    let (parts, told) = broken(2, one);
    assert_eq!((parts, told), (vec!["pair"], vec!["warning translation-break 8:26".to_owned()]));
    let (_, told) = broken(2, ["text: One, page_break, text: Two", "text: 하나, columns_break"]);
    assert_eq!(told, ["warning translation-break 8:26", "warning translation-break 9:22"]);
    // On a page of one column each language ends where it says.
    assert_eq!(broken(1, one), (vec!["text", "page", "text", "text", "text"], vec![]));
}

#[test]
fn one_break_ends_the_page_of_each_language_in_one_column() {
    let both = ["text: One, page_break, text: Two", "text: 하나, page_break, text: 둘"];
    assert_eq!(broken(1, both).0, ["text", "page", "text", "text", "page", "text"]);
}
