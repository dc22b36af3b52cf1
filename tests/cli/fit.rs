//! `fit`: sheets that fill the pages that they ask for, and what is said of those that cannot.

use super::run::Folder;
use serde_json::Value;

/// Sentences of several lengths, so that lines break differently in each paragraph.
const SENTENCES: [&str; 6] = [
    "Wells that were dug by hand in the dry years are being closed without a hearing.",
    "Nobody has asked the farmers.",
    "A permit takes four months, and the season waits for no permit; by then the field is sown or lost.",
    "In the northern districts half of the pumps stand still for want of a seal that costs eleven dollars.",
    "The council promised to publish its measurements every spring.",
    "What it published instead was a map without numbers.",
];

/// A sheet of so many paragraphs in sections of four, with these fields on top.
fn sheet(fields: &str, paragraphs: usize) -> String {
    let mut out = format!("handbill: 1\nlang: en-US\ntitle: Water\ndate: 2033-11-15\n{fields}\nsections:\n");
    for p in 0..paragraphs {
        if p % 4 == 0 {
            out += &format!("  - heading: \"Question {}: who owns the water?\"\n    body: |\n", p / 4 + 1);
        }
        let words: Vec<&str> = (0..5).map(|k| SENTENCES[(p * 5 + k * (p % 3 + 1)) % 6]).collect();
        out += &format!("      {}\n\n", words.join(" "));
    }
    out
}

fn pages(stderr: &str) -> usize {
    let line = stderr.lines().find(|l| l.contains(".email.pdf: ")).expect(stderr);
    line.split(".email.pdf: ").nth(1).and_then(|s| s.split(' ').next()?.parse().ok()).expect(line)
}

#[test]
fn a_sheet_takes_the_pages_it_asks_for() {
    let natural = Folder::with(&[("a.yaml", &sheet("", 33))]);
    let plain = pages(&natural.call(&["build", "a.yaml"]).expect(0).stderr);
    assert_eq!(plain, 3);
    for (wanted, change) in [(2, "(−"), (3, "(+")] {
        let dir = Folder::with(&[("a.yaml", &sheet(&format!("fit: {wanted}"), 33))]);
        let said = dir.call(&["build", "a.yaml"]).expect(0).stderr;
        assert_eq!(pages(&said), wanted, "{said}");
        assert!(said.contains(&format!("note[fitted]: {wanted} pages: ")) && said.contains(change), "{said}");
        assert!(said.contains("--> a.yaml:5:6"), "{said}");
        assert!(!said.contains("short-last-page"), "{said}");
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_lines_and_sections() {
    let dir = Folder::with(&[("a.yaml", &sheet("fit: {pages: 1}", 33))]);
    let said = dir.call(&["build", "a.yaml"]).expect(1).stderr;
    assert!(said.contains("error[fit-too-long]: `fit` asks for 1 page, and the text is "), "{said}");
    assert!(said.contains(" lines (about ") && said.contains(" words) too long"), "{said}");
    assert!(said.contains("body 9.5 pt") && said.contains("the longest sections are `Question "), "{said}");
    assert!(said.contains("or write `fit: 2`"), "{said}");
    assert_eq!(dir.names(), ["a.yaml"]);
}

#[test]
fn a_text_that_is_too_short_is_refused_with_what_is_missing() {
    let dir = Folder::with(&[("a.yaml", &sheet("fit: 4", 8))]);
    let said = dir.call(&["build", "a.yaml"]).expect(1).stderr;
    assert!(said.contains("error[fit-too-short]: `fit` asks for 4 pages, and "), "{said}");
    assert!(said.contains(" words) are missing to fill them"), "{said}");
    assert!(said.contains("the text ends on page 1") && said.contains("or write `fit: 1`"), "{said}");
}

#[test]
fn at_most_only_shrinks() {
    let dir = Folder::with(&[("a.yaml", &sheet("fit: {pages: 4, at_most: true}", 33))]);
    let said = dir.call(&["build", "a.yaml"]).expect(0).stderr;
    assert_eq!((pages(&said), said.contains("fitted")), (3, false), "{said}");
    let dir = Folder::with(&[("a.yaml", &sheet("fit: {pages: 2, at_most: true}", 33))]);
    let said = dir.call(&["build", "a.yaml"]).expect(0).stderr;
    assert_eq!((pages(&said), said.contains("note[fitted]")), (2, true), "{said}");
}

#[test]
fn optional_parts_go_before_anything_is_dense_and_links_to_them_with_them() {
    let extra = "  - heading: An aside\n    id: aside\n    optional: true\n    body: |\n      EXTRA\n  - heading: Last\n    body: See [the aside](#aside) for more.\n";
    let more = extra.replace("EXTRA", &SENTENCES.repeat(8).join(" "));
    let dir = Folder::with(&[("a.yaml", &(sheet("fit: 2", 28) + &more))]);
    let said = dir.call(&["build", "a.yaml"]).expect(0).stderr;
    assert_eq!(pages(&said), 2, "{said}");
    assert!(said.contains("left out `An aside` (optional)"), "{said}");
    assert!(said.contains("warning[fit-link-lost]: `#aside` is left out"), "{said}");
    // With room for it, it stays.
    let dir = Folder::with(&[("a.yaml", &(sheet("fit: 3", 28) + &more))]);
    let said = dir.call(&["build", "a.yaml"]).expect(0).stderr;
    assert_eq!((pages(&said), said.contains("left out")), (3, false), "{said}");
}

#[test]
fn what_was_tried_is_shown_when_asked_for() {
    let dir = Folder::with(&[("a.yaml", &sheet("fit: 2", 33))]);
    let said = dir.call(&["build", "a.yaml", "--explain-fit"]).expect(0).stderr;
    assert!(said.contains("fit: what was tried for a.yaml (email)"), "{said}");
    assert_eq!(said.lines().filter(|l| l.starts_with("  taken ")).count(), 1, "{said}");
    let out = dir.call(&["build", "a.yaml", "--explain-fit", "--format", "json"]).expect(0).stdout;
    let lines: Vec<Value> =
        String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let trials: Vec<&Value> = lines.iter().filter(|v| v["code"] == "fit-trial").collect();
    assert!(trials.len() > 2 && trials.iter().filter(|t| t["chosen"] == true).count() == 1);
    assert!(trials.iter().any(|t| t["linesOver"].as_u64() > Some(0)), "{trials:?}");
}

#[test]
fn large_print_takes_the_pages_that_it_needs() {
    let dir = Folder::with(&[("a.yaml", &sheet("fit: 2", 33))]);
    let said = dir.call(&["build", "a.yaml", "--edition", "large_print"]).expect(0).stderr;
    assert!(!said.contains("fitted") && !said.contains("large_print.pdf: 2 pages"), "{said}");
}
