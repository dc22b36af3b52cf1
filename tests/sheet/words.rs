//! What is written as people write it and means something else: each is told once, in its place, with a help that helps.

use super::{HEAD, files, read, read_named};

/// Fails unless `wrong`, as the rest of a sheet, gives `messages`, of which the first holds `help`, and `right` gives
/// nothing.
#[track_caller]
fn mend(wrong: &str, messages: &[&str], help: &str, right: &str) {
    let outcome = read(&format!("{HEAD}{wrong}"));
    assert_eq!(outcome.messages(), messages, "{wrong}: {}", outcome.words());
    assert!(outcome.words().contains(help), "{wrong}: {}", outcome.words());
    assert_eq!(read(&format!("{HEAD}{right}")).messages(), [""; 0], "{right}");
}

#[test]
fn commas_between_braces() {
    let stat = |fields: &str| format!("stats:\n  - {{{fields}}}\nsections: [{{body: x}}]\n");
    mend(
        &stat("value: 212,000, label: x"),
        &["error unknown-field 6:13"],
        "`value: \"212,000\"`",
        &stat("value: \"212,000\", label: x"),
    );
    for mark in [["", ""], ["“", "”"]] {
        let label = format!("value: 1, label: {}per pupil, once, for all{}, cite: []", mark[0], mark[1]);
        mend(
            &stat(&label),
            &["error unknown-field 6:23"],
            "`label: \"per pupil, once, for all\"`",
            &stat("value: 1, label: \"per pupil, once, for all\", cite: []"),
        );
    }
    mend(
        &stat("value:1, label: x"),
        &["error unknown-field 6:6"],
        "write `value: 1`",
        &stat("value: 1, label: x"),
    );
}

#[test]
fn signs_that_are_missing_behind_fields() {
    let stat = |fields: &str| format!("stats: [{{{fields}}}]\nsections: [{{body: x}}]\n");
    let right = stat("value: 1, label: of two");
    for (wrong, column, help) in [
        ("value 1, label: of two", 10, "write `value: 1`"),
        ("value: 1, label:of two", 20, "write `label: of two`"),
        ("value: 1, label of two", 20, "write `label: of two`"),
    ] {
        mend(&stat(wrong), &[&format!("error unknown-field 5:{column}")], help, &right);
    }
    let dek = |space: &str| format!("dek:{space}\"One: two\"\nsections: [{{body: x}}]\n");
    mend(&dek(""), &["error unknown-field 5:1"], "a space is missing behind `dek:`", &dek(" "));
}

#[test]
fn commas_between_brackets() {
    let table = |header: &str, row: &str| {
        format!(
            "sections:\n  - body:\n      - table:\n          header: {header}\n          rows:\n            - {row}\n            - [b, 3, 4]\n"
        )
    };
    let code = |place: &str| format!("error wrong-cell-count {place}");
    let header = "[What, 2027, 2028]";
    mend(
        &table(header, "[a, 1,200, 2]"),
        &[&code("10:19")],
        "`\"1,200\"`",
        &table(header, "[a, \"1,200\", 2]"),
    );
    mend(&table(header, "a, 1.2, 2"), &[&code("10:15")], "`- [a, 1.2, 2]`", &table(header, "[a, 1.2, 2]"));
    let right = table(header, "[a, 1, 2]");
    mend(&table("What, 2027, 2028", "[a, 1, 2]"), &[&code("8:19")], "`header: [What, 2027, 2028]`", &right);
    mend(&table(header, "[a, 1]"), &[&code("10:16")], "`\"\"`", &right);
    // The heading of the rows below it may hold a comma.
    assert_eq!(read(&format!("{HEAD}{}", table(header, "[\"Food, water and seed\"]"))).messages(), [""; 0]);
}

#[test]
fn figures_with_their_unit() {
    let chart =
        |data: &str| format!("sections: [{{body: [{{chart: {{kind: bar, {data}, alt: Bars fall}}}}]}}]\n");
    mend(
        &chart("data: {Before: 4, After: 3%}"),
        &["error chart-value 5:65"],
        "`unit: \"%\"`",
        &chart("unit: \"%\", data: {Before: 4, After: 3}"),
    );
}

#[test]
fn addresses() {
    let rest = |web: &str, email: &str| {
        format!("sections: [{{body: x}}]\ncontact: {{name: Rosa, web: {web}, email: {email}}}\n")
    };
    let (web, email) = ("\"https://a.example\"", "rosa@clear.example");
    mend(
        &rest("“https://a.example”", email),
        &["error bad-url 6:28"],
        "`\"https://a.example\"`",
        &rest(web, email),
    );
    for wrong in ["rosa(at)clear.example", "rosa@clear", "rosa at clear.example", "rosa@.example"] {
        mend(&rest(web, wrong), &["warning bad-email 6:56"], "`name@example.org`", &rest(web, email));
    }
}

/// Signs of Markdown that are set as they stand; and those that an author may well mean.
#[test]
fn signs_that_are_set_as_they_are_written() {
    let body = |text: &str| {
        let lines: String = text.lines().map(|line| format!("      {line}\n")).collect();
        format!(
            "sources: {{aap: {{title: T, author: A, date: 2020, url: \"https://a.example\"}}}}\nstats: [{{value: 1, label: x, cite: aap}}]\nsections:\n  - body: |\n{lines}"
        )
    };
    let mends = |wrong: &str, message: &str, help: &str, right: &str| {
        mend(&body(wrong), &[&format!("warning {message}")], help, &body(right));
    };
    mends("Words.[aap] More.", "citation-bare 9:13", "`[@aap]`", "Words.[@aap] More.");
    mends("Words.[aap, p. 4] More.", "citation-bare 9:13", "`\\[aap\\]`", "Words.\\[aap\\] More.");
    mends(
        "A **school nurse in\nMarlow said.",
        "emphasis-open 9:9",
        "`**`",
        "A **school nurse** in\nMarlow said.",
    );
    mends("| A | B |\n| 1 | 2 |", "table-no-rule 9:7", "`|---|---|`", "| A | B |\n|---|---|\n| 1 | 2 |");
    let deep = "One.\n\n    In spring our volunteers tested many taps in schools.";
    mends(deep, "code-indented 11:11", "column", &deep.replace("    ", ""));
    mends("See [us](a.example).", "bad-url 9:11", "`https://a.example`", "See [us](https://a.example).");
    for fine in [
        "See [us](mailto:a@b.example).",
        "It is [sic] so, and [see below].",
        "4.2** is sure. ** p < 0.01, **p < 0.05",
        "2 ** 3, a|b, |x|",
        "Code:\n\n    let x = 1;",
        "```\nIn spring our volunteers tested many taps in schools.\n```",
        "\\*\\*word",
    ] {
        assert_eq!(read(&format!("{HEAD}{}", body(fine))).messages(), [""; 0], "{fine}");
    }
}

#[test]
fn sums() {
    let table = |last: &str| {
        format!(
            "sections:\n  - body:\n      - table:\n          header: [What, 2027, 2028]\n          total: true\n          rows:\n            - [a, 4.2, 2]\n            - [b, 9.8, 3]\n            - [c, 0.4, 0.1]\n{last}"
        )
    };
    let all = |sum: &str| table(&format!("            - [All, {sum}, 5.1]\n"));
    mend(&all("14.7"), &["warning wrong-total 14:21"], "which is 14.4", &all("14.4"));
    mend(&table(""), &["warning wrong-total 13:19"], "add the row of the sums", &all("14.4"));
}

#[test]
fn a_mistake_is_told_once() {
    let outcome = read(&format!("{HEAD}section: [{{body: x}}]\nsources: {{s: {{title: T}}}}\n"));
    assert_eq!(outcome.messages(), ["error unknown-field 5:1"]);
    let brand = files().with("bad.yaml", "meta: {name: x\n");
    let sheet = "handbill: 1\nlang: [en, es]\ntitle: {en: T, es: T}\ndate: 2026\nbrand: bad.yaml\nsections: [{body: {en: x, es: y}}]\n";
    assert_eq!(read_named("sheet.yaml", sheet, &brand).messages(), ["error yaml-syntax bad.yaml:1:7"]);
}

#[test]
fn what_is_meant_is_named() {
    let says = |text: &str, words: &str| {
        let outcome = read(text);
        let all: Vec<String> = outcome
            .diags
            .iter()
            .map(|d| format!("{} / {}", d.message, d.help.as_deref().unwrap_or("")))
            .collect();
        assert!(all.iter().any(|m| m.contains(words)), "{text}: {all:?}");
    };
    says("lang: en\ntitle: T\n", "add `handbill: 1`");
    says(&format!("{HEAD}fit: \"2 pages\"\nsections: [{{body: x}}]\n"), "`fit` takes a number");
    let files =
        files().with("book.xlsx", b"PK\x03\x04\x14\x00").with("brand.yaml", "color: {accent: \"#111\"}\n");
    let table = format!("{HEAD}brand: brand.yaml\nsections: [{{body: [{{table: book.xlsx}}]}}]\n");
    let outcome = read_named("sheet.yaml", &table, &files);
    assert_eq!(outcome.messages(), ["error not-utf8 6:28", "error unknown-field brand.yaml:1:9"]);
    assert!(outcome.words().contains("CSV UTF-8"), "{}", outcome.words());
    assert!(outcome.diags.iter().any(|d| d.message == "`accent` is not a field of `color`"));
}
