//! What fields and conditions make of lists as people have them.

use super::rows;
use crate::run::{Folder, Said};

const CALL: [&str; 6] = ["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"];

/// A sheet whose fields behind `title` are `fields`, with a list.
fn folder(fields: &str, list: &str) -> Folder {
    let sheet = format!("handbill: 1\ntitle: Water\ndate: 2026-11-15\n{fields}");
    Folder::with(&[("sheet.yaml", &sheet), ("list.csv", list)])
}

fn batch(dir: &Folder, code: i32) -> Said {
    dir.call(&CALL).expect(code)
}

#[test]
fn a_condition_on_a_cell_that_is_no_number_fails_that_row_alone() {
    let fields = "lang: en-US\nsections:\n  - body: For {{zip}}.\n  - {heading: A, when: n > 1000, body: More.}\n  \
                  - {heading: B, when: 'zip == \"10001\"', body: Here.}\n";
    let dir = folder(fields, "zip,n\n02139,1290\n10001,999\n10002,\n10003,abc\n");
    let said = batch(&dir, 1).stderr;
    for what in [
        "error[merge-missing]: row 3 has nothing in the column `n`",
        "say what an empty one counts as: `n | default(0) > 1000`",
        "error[merge-value]: row 4, the column `n`: `abc` is not a number",
        "2 copies, 2 rows failed",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    let made = rows(&dir, "out/manifest.jsonl");
    assert!(made[0]["error"].is_null() && made[1]["error"].is_null(), "{made:?}");
}

#[test]
fn a_condition_that_holds_for_no_row_is_told() {
    let fields = "lang: en-US\nsections:\n  - body: For {{state}}.\n  - {heading: A, when: 'state == \"iowa\"', body: More.}\n";
    let dir = folder(fields, "state\nIowa\nOhio\n");
    let said = batch(&dir, 0).stderr;
    let what = "warning[merge-idle]: `when: state == \"iowa\"` held for no row";
    assert!(said.contains(what) && said.contains("the list writes `Iowa`: capitals count"), "{said}");
    let said = dir.call(&[&CALL[..], &["--row", "2"]].concat()).expect(0).stderr;
    assert!(!said.contains("merge-idle"), "{said}");
}

#[test]
fn sums_are_no_fields() {
    let fields = "lang: en-US\nsections:\n  - body: Both have {{a + b}}, or {{share * 100}}.\n";
    let dir = folder(fields, "a,b,share\n12,3,0.253\n");
    let said = batch(&dir, 1).stderr;
    for what in
        ["`a + b` is more than a merge field does", "`share * 100` is more", "work it out in a column"]
    {
        assert!(said.contains(what), "{what}\n{said}");
    }
    assert!(!dir.names().iter().any(|name| name.ends_with(".pdf")));
}

/// What is in the folder of the copies for this row.
fn text(dir: &Folder, row: usize) -> String {
    let file = lopdf::Document::load_mem(&dir.bytes(&format!("out/sheet-{row:04}.pdf"))).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).unwrap().replace('\u{a0}', " ")
}

#[test]
fn numbers_of_a_german_list_are_read_in_every_copy() {
    let fields = "lang: \"{{lang}}\"\nsections:\n  - body:\n      - text: 'A {{above | number(1)}} % B {{grant | number}} C {{day | date}}'\n      \
                  - chart: {alt: Both., data: {North: \"{{above}}\", South: \"{{grant}}\"}}\n  \
                  - {heading: Much, when: grant > 1000, body: More.}\n";
    let dir =
        folder(fields, "lang;above;grant;day\nde;25,3;1.290;08.12.2026\nen-US;9,5;2.067.377;8.12.2026\n");
    batch(&dir, 0);
    let rows = rows(&dir, "out/manifest.jsonl");
    assert!(rows.len() == 2 && rows.iter().all(|row| row["error"].is_null()), "{rows:?}");
    let english = text(&dir, 2);
    for words in ["A 9.5 % B 2,067,377 C December", "Much"] {
        assert!(english.contains(words), "{words}\n{english}");
    }
    assert!(text(&dir, 1).contains("A 25,3"), "{}", text(&dir, 1));
}

#[test]
fn a_list_that_does_not_show_its_decimals_is_asked() {
    let fields = "lang: en-US\nsections:\n  - body: \"{{n | number}}\"\n";
    let dir = folder(fields, "name;n\nKim;1.290\n");
    let said = batch(&dir, 1).stderr;
    assert!(said.contains("`1.290` can be 1290 or 1.29") && said.contains("`--decimal comma`"), "{said}");
    for (sign, number) in [("comma", "1,290"), ("point", "1.290")] {
        dir.call(&[&CALL[..], &["--decimal", sign]].concat()).expect(0);
        assert!(text(&dir, 1).contains(number), "{sign}: {}", text(&dir, 1));
    }
}

#[test]
fn a_blank_figure_is_one_mistake_and_a_default_makes_a_gap() {
    let fields = "lang: en-US\nsections:\n  - body:\n      - chart: {kind: column, alt: A., data: {2024: \"{{y2024}}\", 2025: \"{{y2025}}\"}}\n";
    let dir = folder(fields, "y2024,y2025\n,4.5\n$12,x\n25%,3\n");
    let said = batch(&dir, 1).stderr;
    let made = rows(&dir, "out/manifest.jsonl");
    assert_eq!(made[0]["error"], "merge-missing: row 1 has nothing in the column `y2024`");
    assert_eq!(made[1]["error"], "merge-value: row 2, a figure: `x` is not a number");
    assert!(made[2]["error"].is_null() && !said.contains("chart-"), "{said}");
    let fields = fields.replace("\"{{y2024}}\"", "'{{y2024 | default(\"\")}}'");
    let dir = folder(&fields, "y2024,y2025\n,4.5\n");
    batch(&dir, 0);
}

const WORDS: &str = "title: {en-US: Water, es: Agua, es-MX: Aguas}\ndate: 2026-11-15\n";

#[test]
fn a_row_takes_its_language_or_is_told_which_the_sheet_has() {
    let sheet = format!(
        "handbill: 1\nlang: \"{{{{lang}}}}\"\n{WORDS}sections:\n  - heading: {{en-US: One, es: Uno, es-MX: Unos}}\n    body: Q.\n  \
         - body: [{{chart: {{alt: States., data: {{IA: 3, OH: 4}}}}}}]\n"
    );
    let dir = Folder::with(&[("sheet.yaml", &sheet), ("list.csv", "lang,n\nen,1\nes-ES,1\nko,1\n,1\n")]);
    let said = batch(&dir, 1).stderr;
    assert!(text(&dir, 1).contains("Water") && text(&dir, 2).contains("Agua"), "{said}");
    let errors: Vec<String> = rows(&dir, "out/manifest.jsonl")
        .iter()
        .map(|row| row["error"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(errors[..2], ["", ""]);
    assert_eq!(
        errors[2],
        "merge-language: `ko`, the language of this copy, is none that `title` is written in: `en-US`, `es`, `es-MX`"
    );
    assert_eq!(errors[3], "merge-missing: row 4 has nothing in the column `lang`");
    assert_eq!(said.matches("error[").count(), 2, "{said}");
}

#[test]
fn the_second_of_two_languages_may_be_the_rows() {
    let sheet = format!(
        "handbill: 1\nlang: [en-US, \"{{{{lang}}}}\"]\n{WORDS}sections:\n  - body: {{en-US: 'On {{{{day | date}}}}.', es: \
         'El {{{{day | date}}}}.'}}\n"
    );
    let list = "lang,day\nes,2026-12-08\nen-US,2026-12-08\nko,2026-12-08\n";
    let dir = Folder::with(&[("sheet.yaml", &sheet), ("list.csv", list)]);
    let said = batch(&dir, 1).stderr;
    assert!(
        said.contains("`ko`, the language of this copy, is none that") && said.contains("2 copies"),
        "{said}"
    );
    let both = text(&dir, 1);
    assert!(both.contains("diciembre") && both.contains("December") && both.contains("Agua"), "{both}");
    assert!(!text(&dir, 2).contains("Agua") && text(&dir, 2).contains("December"), "{}", text(&dir, 2));
}

#[test]
fn a_build_without_a_list_says_one_thing() {
    for (fields, errors) in [
        ("lang: \"{{lang}}\"\nsections:\n  - body: {en: One., es: Uno.}\n", 1),
        ("lang: en-US\nsections:\n  - body: [{chart: {alt: A., data: {A: \"{{n}}\", B: 2}}}]\n", 1),
        ("lang: en-US\nsections:\n  - body: For {{name}}.\n", 0),
    ] {
        let dir = folder(fields, "n\n1\n");
        let said = dir.call(&["build", "sheet.yaml"]).expect(i32::from(errors > 0)).stderr;
        assert_eq!(said.matches("error[").count(), errors, "{said}");
        assert!(said.contains("[merge-open]") && said.contains("--row 1"), "{said}");
    }
}

#[test]
fn a_failed_formula_matters_where_it_is_asked_for() {
    let fields = "lang: en-US\nsections:\n  - body: For {{name}}.\n  - {heading: A, when: state == \"Iowa\", body: \"{{share}}\"}\n";
    let dir = folder(fields, "name,state,share\nKim,Ohio,#N/A\nLee,Iowa,#DIV/0!\n#4,Iowa,3\n");
    let said = batch(&dir, 1).stderr;
    let errors: Vec<String> =
        rows(&dir, "out/manifest.jsonl").iter().map(|row| row["error"].to_string()).collect();
    assert_eq!(
        errors,
        ["null", "\"list-cell-error: row 2 has the error #DIV/0! in the column `share`\"", "null"],
        "{said}"
    );
}

/// 1.29 in an English copy, where the list means 1290, is a lie that nobody sees.
#[test]
fn a_number_that_can_be_two_is_one_by_its_column_or_none() {
    let fields = "lang: en-US\nsections:\n  - body:\n      - text: \"A {{grant | number}}\"\n      \
                  - chart: {alt: Both., data: {North: \"{{grant}}\", South: \"{{share}}\"}}\n";
    // A column of days has full stops, and says nothing of the others.
    let own = folder(fields, "day\tshare\tgrant\n12.11\t25,3\t1.290\n12.12\t9,5\t980,5\n");
    batch(&own, 0);
    assert!(text(&own, 1).contains("A 1,290"), "{}", text(&own, 1));
    let none = folder(fields, "day\tshare\tgrant\n12.11\t25,3\t1.290\n12.12\t9,5\t980\n");
    let said = batch(&none, 1).stderr;
    assert!(said.contains("row 1, the column `grant`: `1.290` can be 1290 or 1.29"), "{said}");
    assert!(said.contains("`--decimal comma`") && said.contains("1 row failed (1)"), "{said}");
    none.call(&[&CALL[..], &["--decimal", "comma"]].concat()).expect(0);
    assert!(text(&none, 1).contains("A 1,290"), "{}", text(&none, 1));
    // What says it may stand far behind.
    let rows = "Kim\t5\t1.290\n".repeat(6000) + "Lee\t25,3\t980\n";
    let long = folder(fields, &format!("day\tshare\tgrant\n{rows}"));
    long.call(&[&CALL[..], &["--row", "1"]].concat()).expect(0);
    assert!(text(&long, 1).contains("A 1,290"), "{}", text(&long, 1));
}

/// A cell that says how decimals are written makes those copies anew that may depend on it.
#[test]
fn a_row_that_shows_decimals_changes_no_other_row() {
    let fields = "lang: en-US\nsections:\n  - body: \"{{n | number}} in {{name}}.\"\n";
    let dir = folder(fields, "name,n\nA,12\nB,13\n");
    batch(&dir, 0);
    std::fs::write(dir.path("list.csv"), "name,n\nA,12\nB,13\nC,8.5\n").unwrap();
    assert!(batch(&dir, 0).stderr.contains("1 made, 2 there already"));
    std::fs::write(dir.path("list.csv"), "name,n\nA,12\nB,13\nC,\"8,5\"\n").unwrap();
    assert!(batch(&dir, 0).stderr.contains("1 made, 2 there already"));
}
