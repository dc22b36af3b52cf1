//! Whatever a file holds, reading it ends, and without a panic.

use super::{files, read, read_named};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const SHEET: &str = include_str!("../../sheets/food-safety.yaml");

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        read(&text);
        read(&format!("---\n{text}\n---\n{text}"));
    }

    #[test]
    fn yaml_like(text in "([a-z]{1,3}: |- |\\[|\\]|\\{|\\}|\"|'|\\||>|\n|\n  |&a |\\*a|!b |#|,|é|한|\t){0,60}") {
        read(&text);
    }

    #[test]
    fn any_value(field in "(title|page|sections|stats|sources|ask|fit|editions|notes|qr)", value in "(\\[|\\]|\\{|\\}|a|: |, |1|\n  - |\n  b: ){0,20}") {
        read(&format!("handbill: 1\nlang: en\n{field}: {value}\n"));
    }

    #[test]
    fn mutated_sheets(cut in 0..SHEET.len(), length in 0..40usize, add in "\\PC{0,6}") {
        let floor = |mut at: usize| { while !SHEET.is_char_boundary(at) { at -= 1; } at };
        let (from, to) = (floor(cut), floor((cut + length).min(SHEET.len())));
        let text = format!("{}{add}{}", &SHEET[..from], &SHEET[to..]);
        let outcome = read(&text);
        outcome.messages();
    }

    #[test]
    fn any_csv(text in "([a-z]|,|\"|\n|\r\n|é){0,80}") {
        let sheet = "handbill: 1\nlang: en\ntitle: T\nsections: [{body: [{table: t.csv}]}]\n";
        read_named("sheet.yaml", sheet, &files().with("t.csv", &text)).messages();
    }
}

#[test]
fn large_files_end_soon() {
    let started = Instant::now();
    let many = |line: &str, n: usize| line.repeat(n);
    for text in [
        many("a: 1\n", 20_000),
        many("- x\n", 200_000),
        many("[", 100_000),
        many("{a: ", 100_000),
        format!("title: \"{}\"\n", many("\\n ", 200_000)),
        format!("title: >\n{}", many("  a b c d\n", 100_000)),
        format!("sections: [{{body: \"{}\"}}]", many("[@x]", 20_000)),
        format!("a: &a {}\nb: [{}]\n", many("x", 100_000), many("*a, ", 40_000)),
    ] {
        read(&text);
    }
    // Seconds even in a debug build: none of them grows with the square of its size.
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}
