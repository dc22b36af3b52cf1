//! Sheets in two languages: nothing of the second is lost, and nothing of it stands for what the first says.

use super::{HEAD, Outcome, files, read, read_named};
use handbill::edition::Edition;
use handbill::sheet;
use handbill::story::Story;

/// A sheet in English and Spanish, and its story.
fn both(rest: &str) -> (Story, Outcome) {
    let head = HEAD
        .replace("lang: en-US", "lang: [en-US, es]")
        .replace("title: Title", "title: {en: Title, es: Título}");
    let mut outcome = read_named("sheet.yaml", &(head + rest), &files().with("own.yaml", BRAND));
    let sheet = outcome.sheet.as_ref().unwrap();
    let story = sheet::lower(sheet, &sheet::theme(sheet, &Edition::email()), &mut outcome.diags);
    (story, outcome)
}

const BRAND: &str = "\
meta: {name: Example}
boilerplate: {en: We count., es: Contamos.}
disclosure: {en: Paid by us., es: Pagado por nosotros.}
";

/// The words of all paragraphs.
fn texts(story: &Story) -> Vec<String> {
    story.parts.iter().chain(&story.closing).flat_map(|p| p.texts()).map(|t| t.text.clone()).collect()
}

fn has(story: &Story, words: &str) -> bool {
    texts(story).iter().any(|t| t.contains(words))
}

fn notes(blocks: &str) -> Vec<String> {
    let (story, _) = both(&format!("sections:\n  - body:\n{blocks}"));
    story.notes.iter().map(|n| n.para.rich.text.clone()).collect()
}

#[test]
fn a_note_stands_for_another_only_where_both_languages_have_as_many() {
    let two = "      - text: {en: \"A^[Of alpha.] b^[Of beta.]\", es: \"A b^[De beta.]\"}\n";
    assert_eq!(notes(two), ["Of alpha.", "Of beta.", "De beta."]);
    let even = "      - text: {en: \"A^[Of alpha.] b^[Of beta.]\", es: \"A^[De alfa.] b^[De beta.]\"}\n";
    assert_eq!(notes(even), ["Of alpha. / De alfa.", "Of beta. / De beta."]);
    let more = "      - text: {en: \"A^[Of alpha.]\", es: \"A^[De alfa.] b^[De beta.]\"}\n";
    assert_eq!(notes(more), ["Of alpha.", "De alfa.", "De beta."]);
    let named = "      - text: {en: \"A^[Of alpha.] b[^b]\\n\\n[^b]: Of beta.\", es: \"A b[^b]\\n\\n[^b]: De beta.\"}\n";
    assert_eq!(notes(named), ["Of alpha.", "Of beta. / De beta."]);
}

#[test]
fn each_language_of_a_figure_cites_its_own_source() {
    let figure = "sections:\n  - body:\n      - figure: {image: dot.svg, alt: {en: x, es: y}, caption: {en: One, es: Uno}}\n        cite: {en: a, es: b}\nsources: {a: {title: First}, b: {title: Second}}\n";
    let (story, _) = both(figure);
    assert!(has(&story, "One1") && has(&story, "Uno2"), "{:?}", texts(&story));
}

#[test]
fn figures_of_which_the_languages_have_not_as_many_are_all_set() {
    let stats = "stats: {en: [{value: 40%, label: homes}], es: [{value: 41%, label: casas}, {value: 42%, label: ríos}]}\nsections: [{body: {en: x, es: y}}]\n";
    let (story, _) = both(stats);
    for words in ["40%", "homes", "41%", "casas", "42%", "ríos"] {
        assert!(has(&story, words), "{words}: {:?}", texts(&story));
    }
}

#[test]
fn each_language_ends_with_its_own_mark() {
    let (story, _) = both("end_mark: {en: Ends here, es: Fin}\nsections: [{body: {en: x, es: y}}]\n");
    assert!(has(&story, "Ends here") && has(&story, "Fin"));
    let (story, _) = both("end_mark: \"###\"\nsections: [{body: {en: x, es: y}}]\n");
    assert_eq!(texts(&story).iter().filter(|t| *t == "###").count(), 1);
}

#[test]
fn one_code_leads_to_one_address() {
    let qr = |url: &str| {
        let head = HEAD.replace("lang: en-US", "lang: [en-US, es]");
        read(&format!("{head}qr: {{url: {url}}}\nsections: [{{body: {{en: x, es: y}}}}]\n")).messages()
    };
    let two = qr("{en: \"https://example.org/en\", es: \"https://example.org/es\"}");
    assert_eq!(two, ["error translation-qr 5:46"]);
    assert_eq!(qr("\"https://example.org\""), [""; 0]);
}

#[test]
fn a_back_cover_is_in_both_languages() {
    let rest = "brand: own.yaml\npage: {template: brochure}\ncontact: {title: {en: Ask us, es: Pregunte}, email: a@example.org}\nqr: {url: \"https://example.org\", label: {en: More, es: Más}}\nsections: [{body: {en: x, es: y}}]\n";
    let (story, _) = both(rest);
    for words in ["We count.", "Contamos.", "Paid by us.", "Pagado por", "Ask us", "Pregunte", "More", "Más"]
    {
        assert!(has(&story, words), "{words}: {:?}", texts(&story));
    }
    assert_eq!(texts(&story).iter().filter(|t| t.contains("a@example.org")).count(), 1);
}
