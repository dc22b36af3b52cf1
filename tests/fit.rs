//! Random texts of 300 to 3 000 words, each fitted to the page count below its natural one and to the one above: full
//! pages, or a refusal whose reason is true. A few run with every test; `cargo test --test fit -- --ignored` runs all.

#[path = "combinations/dice.rs"]
mod dice;

use dice::Dice;
use handbill::base::{Diagnostics, Sources};
use handbill::edition::Edition;
use handbill::fit::{self, Trial};
use handbill::font::FontSet;
use handbill::layout;
use handbill::project::Disk;
use handbill::sheet::{self, Sheet};

const WORDS: &str = include_str!("combinations/words/en.txt");
/// A widow's cost: no division that is taken should have one.
const WIDOW: i64 = 10_000;

/// Text number `seed`: sections, pull quotes, lists and notes among paragraphs of whole sentences.
fn text(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let all: Vec<&str> = WORDS.lines().filter(|l| !l.trim().is_empty()).collect();
    let sentences: &[&str] = &all;
    let wanted = 300 + seed as usize % 40 * 69;
    let columns = dice.from(1, 2);
    let mut out = format!(
        "handbill: 1\nlang: en-US\ntitle: A text of {wanted} words\ndate: 2026-11-15\n\
         page: {{size: letter, columns: {columns}}}\nsections:\n"
    );
    let mut count = 0;
    while count < wanted {
        out += &format!("  - heading: \"{}\"\n    body:\n", first(one_of(&mut dice, sentences), 7));
        for _ in 0..dice.from(2, 4) {
            let mut words = Vec::new();
            for _ in 0..dice.from(2, 5) {
                let sentence = one_of(&mut dice, sentences);
                let note = format!("^[{}]", first(one_of(&mut dice, sentences), 12));
                words.push(if dice.often(25) { format!("{sentence}{note}") } else { sentence.to_owned() });
                count += sentence.split(' ').count();
            }
            out += &format!("      - text: {:?}\n", words.join(" "));
            match dice.from(0, 9) {
                0 => out += &format!("      - pull_quote: {:?}\n", first(one_of(&mut dice, sentences), 11)),
                1 => {
                    let item = |dice: &mut Dice| format!("{:?}", first(one_of(dice, sentences), 9));
                    let items: Vec<String> = (0..3).map(|_| item(&mut dice)).collect();
                    out += &format!("      - list: {{items: [{}]}}\n", items.join(", "));
                }
                _ => {}
            }
        }
    }
    out
}

fn one_of<'a>(dice: &mut Dice, sentences: &[&'a str]) -> &'a str {
    let sentence: &&str = dice.one_of(sentences);
    sentence
}

/// The first words of a sentence.
fn first(sentence: &str, words: usize) -> String {
    sentence.split(' ').take(words).collect::<Vec<_>>().join(" ").trim_end_matches([',', ';', ':']).to_owned()
}

fn parse(text: &str) -> Sheet {
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    let file = sources.add("text.yaml", text);
    let sheet = sheet::parse(&mut sources, file, &Disk, &mut diags);
    assert!(!diags.has_errors(), "{diags:?}\n{text}");
    sheet.expect("a sheet")
}

/// What has come of fitting.
#[allow(clippy::large_enum_variant)] // a test makes a few of them
enum Came {
    Fits(Trial),
    TooLong,
    TooShort,
}

/// Fits text `seed` to `wanted` pages and judges what comes of it.
fn judge(seed: u64, wanted: usize, fonts: &FontSet) -> Came {
    let sheet = parse(&text(seed).replace("page: {", &format!("fit: {wanted}\npage: {{")));
    let edition = Edition::email();
    let (mut tried, mut diags) = (Vec::new(), Diagnostics::default());
    let fitted = fit::fit(&sheet, &edition, fonts, &mut tried, &mut diags);
    let about = format!("text {seed} in {wanted} pages: {diags:?}");
    assert!(tried.len() <= 20, "{} trials: {about}", tried.len());
    let Some(fitted) = fitted else {
        let said: Vec<&str> = diags.iter().map(|d| d.code).collect();
        let too_long = |t: &Trial| t.extent.pages > wanted;
        let too_short = |t: &Trial| t.extent.pages < wanted || t.extent.last < 0.6;
        return match said[..] {
            ["fit-too-long"] => {
                assert!(tried.iter().all(too_long), "{about}");
                Came::TooLong
            }
            ["fit-too-short"] => {
                assert!(tried.iter().all(|t| too_short(t) || too_long(t)), "{about}");
                Came::TooShort
            }
            _ => panic!("{about}"),
        };
    };
    let faulty = |t: &Trial| t.chosen && t.extent.cost >= WIDOW;
    for t in tried.iter().filter(|_| tried.iter().any(faulty)) {
        println!(
            "  saving {:.3}: pages {} last {:.2}, division {}",
            t.saving, t.extent.pages, t.extent.last, t.extent.cost
        );
    }
    let chosen = tried.into_iter().find(|t| t.chosen).unwrap_or_else(|| panic!("nothing taken: {about}"));
    let story = sheet::lower(&fitted.sheet, &fitted.theme, &mut diags);
    let laid = layout::paginate(&story, &fitted.theme.page, fonts, &mut diags);
    assert_eq!(laid.pages.len(), wanted, "{about}");
    assert!(!diags.iter().any(|d| d.code == "overfull-page" || d.code == "short-last-page"), "{about}");
    assert!(chosen.extent.last >= 0.6 && !chosen.extent.overfull, "{about}");
    assert_eq!(chosen.extent.over, 0, "{about}");
    let marks = laid.places.iter().filter(|(name, _)| name.ends_with("-mark")).count();
    assert!(laid.note_count == marks && marks > 0 || laid.note_count == 0, "{about}");
    Came::Fits(chosen)
}

fn natural_pages(seed: u64, fonts: &FontSet) -> usize {
    let sheet = parse(&text(seed));
    let theme = sheet::theme(&sheet, &Edition::email());
    let story = sheet::lower(&sheet, &theme, &mut Diagnostics::default());
    layout::extent(&story, &theme.page, fonts).pages
}

fn run(seeds: impl Iterator<Item = u64>) -> [usize; 4] {
    let fonts = FontSet::new(None);
    let [mut fits, mut long, mut short, mut faults] = [0; 4];
    for seed in seeds {
        let natural = natural_pages(seed, &fonts);
        for wanted in [natural.saturating_sub(1), natural, natural + 1].into_iter().filter(|n| *n > 0) {
            let came = judge(seed, wanted, &fonts);
            let (word, more) = match &came {
                Came::Fits(t) => {
                    (fits, faults) = (fits + 1, faults + usize::from(t.extent.cost >= WIDOW));
                    let how = format!("distortion {:.2}, last page {:.2}", t.distortion, t.extent.last);
                    ("fits", format!("{how}, division {}", t.extent.cost))
                }
                Came::TooLong => {
                    long += 1;
                    ("too long", String::new())
                }
                Came::TooShort => {
                    short += 1;
                    ("too short", String::new())
                }
            };
            println!("text {seed}: {natural} pages, asked for {wanted}: {word} {more}");
        }
    }
    println!("{fits} fit, {long} are too long, {short} too short; {faults} divisions have a fault");
    [fits, long, short, faults]
}

/// A sheet of `words` and as many optional sections as there are `parts`, each of so many words.
fn with_optional(words: usize, parts: &[usize], fit: &str) -> String {
    let sentences: Vec<&str> = WORDS.lines().filter(|l| !l.trim().is_empty()).collect();
    let mut next = sentences.iter().cycle().flat_map(|s| s.split(' '));
    let mut body = |n: usize| next.by_ref().take(n).collect::<Vec<_>>().join(" ");
    let mut out = format!(
        "handbill: 1\nlang: en-US\ntitle: What may go\ndate: 2026-11-15\nfit: {fit}\n\
         page: {{size: letter, columns: 2}}\nsections:\n  - body:\n      - text: {:?}\n",
        body(words)
    );
    for (i, n) in parts.iter().enumerate() {
        out +=
            &format!("  - heading: Part {i}\n    optional: true\n    body:\n      - text: {:?}\n", body(*n));
    }
    out
}

fn fitted(text: &str) -> (Option<Trial>, Vec<Trial>, Diagnostics) {
    let (sheet, fonts) = (parse(text), FontSet::new(None));
    let (mut tried, mut diags) = (Vec::new(), Diagnostics::default());
    fit::fit(&sheet, &Edition::email(), &fonts, &mut tried, &mut diags);
    (tried.iter().find(|t| t.chosen).cloned(), tried, diags)
}

#[test]
fn no_more_of_what_is_optional_goes_than_has_to() {
    let (chosen, tried, diags) = fitted(&with_optional(500, &[60; 10], "1"));
    let chosen = chosen.unwrap_or_else(|| panic!("{diags:?}"));
    assert!((1..=5).contains(&chosen.left_out.len()) && chosen.extent.last > 0.9, "{tried:#?}");
    // What is left out is what was told.
    assert!(diags.iter().any(|d| d.message.contains(&chosen.left_out[0])), "{diags:?}");
}

#[test]
fn a_part_that_is_all_too_long_stays_where_others_will_do() {
    let (chosen, tried, diags) =
        fitted(&with_optional(500, &[400, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60], "2"));
    let chosen = chosen.unwrap_or_else(|| panic!("{diags:?}"));
    assert!(!chosen.left_out.iter().any(|p| p.contains("Part 0")) && chosen.extent.last > 0.6, "{tried:#?}");
}

/// The same text with its pull quotes on the gutter, where they are hard to place.
fn straddling(text: &str) -> String {
    let line = |line: &str| match line.split_once("pull_quote: ") {
        Some((before, quote)) => format!("{before}pull_quote: {{text: {quote}, wrap: straddle}}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn at_most_never_makes_a_sheet_larger() {
    for seed in 0..6 {
        let wanted = natural_pages(seed, &FontSet::new(None)) + 1;
        let fit = format!("fit: {{pages: {wanted}, at_most: true}}\npage: {{");
        let text = straddling(&text(seed)).replace("page: {", &fit);
        let (chosen, tried, diags) = fitted(&text);
        assert!(chosen.is_some(), "{diags:?}");
        assert!(tried.iter().all(|t| t.saving >= 0.0), "{seed}: {tried:#?}");
    }
}

/// The fact sheet that this is for: 1 500 words in eight sections, 27 notes, four pull quotes.
fn fact_sheet(pages: usize) -> String {
    let mut dice = Dice::new(7);
    let all: Vec<&str> = WORDS.lines().filter(|l| !l.trim().is_empty()).collect();
    let mut out = format!(
        "handbill: 1\nlang: en-US\nkicker: Fact sheet\ntitle: A fact sheet of fifteen hundred words\n\
         dek: What a dek says is in two lines, as it is in the sheets that people print and take along.\n\
         byline: By one of the staff\ndate: 2026-11-15\nfit: {pages}\n\
         page: {{size: letter, columns: 2}}\nsections:\n"
    );
    let (mut words, mut notes) = (0, 0);
    for section in 0..8 {
        out += &format!("  - heading: {:?}\n    body:\n", first(one_of(&mut dice, &all), 6));
        if section % 2 == 1 {
            out += &format!("      - pull_quote: {:?}\n", first(one_of(&mut dice, &all), 9));
        }
        for _ in 0..3 {
            let mut body = Vec::new();
            for sentence in 0.. {
                let from = words;
                body.push(one_of(&mut dice, &all).to_owned());
                words += body[sentence].split(' ').count();
                if notes < 27 && words / 55 > from / 55 {
                    notes += 1;
                    let source =
                        [first(one_of(&mut dice, &all), 9), first(one_of(&mut dice, &all), 9)].join(", ");
                    body[sentence] += &format!("^[{source}. <https://example.org/source/{notes}>]");
                }
                if words * 24 >= 1_500 * (out.matches("- text:").count() + 1) {
                    break;
                }
            }
            out += &format!("      - text: {:?}\n", body.join(" "));
        }
    }
    assert!((1_500..1_560).contains(&words) && notes == 27, "{words} words, {notes} notes");
    out
}

#[test]
fn a_fact_sheet_takes_two_three_or_four_pages() {
    for pages in [2, 3, 4] {
        let (chosen, tried, diags) = fitted(&fact_sheet(pages));
        let chosen = chosen.unwrap_or_else(|| panic!("{diags:?}"));
        assert_eq!(chosen.extent.pages, pages);
        assert!(chosen.extent.last >= 0.6 && chosen.extent.cost < WIDOW, "{pages} pages: {tried:#?}");
        // Each is at most a build, for it draws nothing.
        assert!(tried.len() <= 12, "{pages} pages: {} trials", tried.len());
    }
}

#[test]
fn some_texts_fit_or_are_refused_for_a_true_reason() {
    let [fits, long, short, faults] = run([1, 9, 20, 24].into_iter());
    assert!(fits >= 6 && long + short >= 1 && faults == 0, "{fits} {long} {short} {faults}");
}

#[test]
#[ignore = "takes most of a minute; .ci/run runs it"]
fn forty_texts_fit_or_are_refused_for_true_reasons() {
    let [fits, long, short, faults] = run(0..40);
    assert!(fits >= 70 && long + short >= 5, "{fits} {long} {short}");
    assert!(faults * 10 <= fits, "{faults} faults in {fits}");
}
