//! Mistakes of syntax: each is told in its place, and whoever does what the help says has mended it.

use super::{HEAD, read};

/// Fails unless `wrong`, as the rest of a sheet, gives one error at `place` whose help holds `help`, and `right`
/// gives nothing.
#[track_caller]
fn mend(wrong: &str, place: &str, help: &str, right: &str) {
    let outcome = read(&format!("{HEAD}{wrong}"));
    assert_eq!(outcome.messages(), [format!("error yaml-syntax {place}")], "{wrong}: {}", outcome.words());
    assert!(outcome.words().contains(help), "{wrong}: {}", outcome.words());
    assert_eq!(read(&format!("{HEAD}{right}")).messages(), [""; 0], "{right}");
}

/// The same in a value of the first mapping of a list, between braces.
#[track_caller]
fn mend_inside(wrong: &str, column: usize, help: &str, right: &str) {
    let sheet = |fields: &str| format!("stats:\n  - {fields}\n  - {{value: 2, label: x}}\n{BODY}");
    mend(&sheet(wrong), &format!("6:{column}"), help, &sheet(right));
}

const BODY: &str = "sections:\n  - heading: One\n    body: |\n      Prose: \"more.\n\n      [a and 'b\n";

#[test]
fn colons_in_values_of_nested_mappings() {
    let ask = |text: &str| format!("ask:\n  text: {text}\n{BODY}");
    mend(
        &ask("Vote yes on: the bill"),
        "6:20",
        "`text: \"Vote yes on: the bill\"`",
        &ask("\"Vote yes on: the bill\""),
    );
    let contact = |name: &str| format!("{BODY}contact:\n  name: {name}\n  email: a@b.example\n");
    mend(&contact("Rosa: director"), "12:13", "quotation marks", &contact("\"Rosa: director\""));
    let chart = |alt: &str| {
        format!(
            "sections:\n  - body:\n      - chart:\n          kind: bar\n          data:\n            Before 1950: 4\n            After: 3\n          alt: {alt}\n"
        )
    };
    mend(&chart("Bars: falling"), "12:20", "`alt: \"Bars: falling\"`", &chart("\"Bars: falling\""));
    mend_inside(
        "{value: 1, label: per pupil: once, for all}",
        32,
        "`label: \"per pupil: once, for all\"`",
        "{value: 1, label: \"per pupil: once, for all\"}",
    );
    let kicker = |words: &str| format!("kicker: {words}\n{BODY}");
    mend(&kicker("So \"a: b\""), "5:14", "`kicker: 'So \"a: b\"'`", &kicker("'So \"a: b\"'"));
}

#[test]
fn values_that_begin_with_a_sign_of_yaml() {
    let title = |kicker: &str| format!("kicker: {kicker}\n{BODY}");
    mend(&title("“Safe taps: now”"), "5:9", "`kicker: \"Safe taps: now\"`", &title("\"Safe taps: now\""));
    mend(
        &title("[Draft] Fact sheet"),
        "5:9",
        "`kicker: \"[Draft] Fact sheet\"`",
        &title("\"[Draft] Fact sheet\""),
    );
    mend(&title("\"Lead\" in taps"), "5:16", "`kicker: '\"Lead\" in taps'`", &title("'\"Lead\" in taps'"));
    mend(&title("'it's'"), "5:13", "`kicker: \"it's\"`", &title("\"it's\""));
    let sources = "sources: {s: {author: A, title: T, date: 2020, url: \"https://a.example\"}}\n";
    let cited = |cite: &str| format!("{sources}stats: [{{value: 1, label: x, cite: {cite}}}]\n{BODY}");
    mend(&cited("@s"), "6:36", "`cite: s`", &cited("s"));
}

#[test]
fn quotation_marks_and_brackets_are_told_where_they_are_opened() {
    let open = "opened and not closed";
    mend_inside("{value: 1, label: a, b", 5, "close it with `}`", "{value: 1, label: a}");
    mend_inside("{value: 1, label: \"a, b, cite: []}", 23, "`b\"`", "{value: 1, label: \"a, b\", cite: []}");
    mend_inside("{value: 1, label: \"a, b}", 23, "`b\"`", "{value: 1, label: \"a, b\"}");
    mend_inside("{value: 1, label: x, cite: []}}", 35, "remove it", "{value: 1, label: x, cite: []}");
    mend_inside("{value: 1, label: x, cite: ]}", 32, "remove it", "{value: 1, label: x, cite: []}");
    mend_inside("{value: 1, label: x, cite: [}", 32, "write `]` in front", "{value: 1, label: x, cite: []}");
    let rows = |row: &str| {
        format!(
            "sections:\n  - body:\n      - table:\n          header: [What, 2027]\n          rows:\n            - {row}\n            - [a, 2]\n            - [b, 3]\n"
        )
    };
    mend(&rows("[x, 1"), "10:15", "close it with `]`", &rows("[x, 1]"));
    let long = "page:\n  {size: a4,\n  columns: 2\n";
    assert_eq!(read(&format!("{HEAD}{long}{BODY}")).messages(), ["error yaml-syntax 6:3"]);
    let title = |text: &str| format!("handbill: 1\nlang: en\ntitle: {text}\ndate: 2026\n{BODY}");
    let outcome = read(&title("\"Safe taps"));
    assert_eq!(outcome.messages(), ["error yaml-syntax 3:8"]);
    assert!(outcome.words().contains(open) && outcome.words().contains("`taps\"`"), "{}", outcome.words());
}

#[test]
fn white_and_commas_that_are_missing() {
    mend(&format!("fit:2\n{BODY}"), "5:1", "write `fit: 2`", &format!("fit: 2\n{BODY}"));
    mend(
        &format!("kicker:Fact sheet\n{BODY}"),
        "5:1",
        "`kicker: Fact sheet`",
        &format!("kicker: Fact sheet\n{BODY}"),
    );
    mend_inside(
        "{value: 1, label: \"a, b\" cite: []}",
        30,
        "write `, cite: …`",
        "{value: 1, label: \"a, b\", cite: []}",
    );
    mend_inside("{value: 1 label: x}", 15, "write `, label: …`", "{value: 1, label: x}");
    let blocks = |dash: &str| format!("sections:\n  - body:\n      - text: x\n      {dash}quote: y\n");
    mend(&blocks("-"), "8:7", "write `- quote:`", &blocks("- "));
    let dek = |colon: &str| format!("dek{colon} One sentence\n{BODY}");
    mend(&dek(""), "5:1", "write `dek: One sentence`", &dek(":"));
    let two = |colon: &str| {
        format!("sections:\n  - heading: One\n    body: x\n  - heading{colon} Two\n    body: y\n")
    };
    mend(&two(""), "8:5", "write `heading: Two`", &two(":"));
    let prose =
        |colon: &str| format!("sections:\n  - body{colon} |\n      One: two.\n\n      Three\n  - body: y\n");
    mend(&prose(""), "6:5", "write `body: |`", &prose(":"));
    let data = |space: &str| {
        format!(
            "sections:\n  - body:\n      - chart:\n          kind: bar\n          alt: Bars\n          data:\n            Before 1950: 4\n            After 2013:{space}3\n"
        )
    };
    mend(&data(""), "12:23", "write `After 2013: 3`", &data(" "));
    let data = |space: &str| data(" ").replace("Before 1950: ", &format!("1950–1985:{space}"));
    mend(&data(""), "11:22", "write `1950–1985: 4`", &data(" "));
    let items =
        |dash: &str| format!("sections:\n  {dash}heading: One\n    body: x\n  - heading: Two\n    body: y\n");
    mend(&items("  "), "6:5", "write `- heading: …`", &items("- "));
    let early = |space: &str| {
        format!("sections:\n  - body:\n      - text: |\n            One two\n{space}three: four.\n")
    };
    mend(&early("           "), "9:12", "begin it in column 13", &early("            "));
}

/// One run tells them all, each where it stands in the file as it is written.
#[test]
fn several_in_one_run() {
    let wrong = "dek: Safe: now\nfit:2\nask: {text: \"Vote, bill: A.B. 1}\ncontact:\n  name: Rosa: director\nqr: {url: \"https://a.example\"\n";
    let outcome = read(&format!("{HEAD}{wrong}{BODY}"));
    let places = ["5:10", "6:1", "7:13", "9:13", "10:5"];
    assert_eq!(outcome.messages(), places.map(|place| format!("error yaml-syntax {place}")));
    assert!(outcome.sheet.is_none());
}
