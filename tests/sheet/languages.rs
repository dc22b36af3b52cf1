//! Sheets and brands in several languages.

use super::{HEAD, Outcome, files, read, read_named};
use handbill::edition::Edition;
use handbill::sheet;
use handbill::story::Node;

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
