//! What fields and conditions come to, and what is said of those that come to nothing.

use super::*;
use crate::base::{FileId, Text};

const AT: Span = Span { file: FileId(0), start: 0, end: 9999 };

fn columns() -> Columns {
    let names = ["name", "state", "District no.", "households", "visit", "zip", "rural", "empty", "이름"];
    Columns::new(&names.map(str::to_owned))
}

fn row<'a>(columns: &'a Columns, values: &'a [String], lang: &'a str) -> Row<'a> {
    Row { columns, values, number: 7, lang }
}

fn values() -> Vec<String> {
    let all = ["O'NEILL-GARCIA", "Iowa", " 3 ", "1234567.5", "2026-11-15", "02134", "no", "", "김민수"];
    all.map(str::to_owned).to_vec()
}

fn fill(text: &str, lang: &str) -> String {
    let (columns, values) = (columns(), values());
    let filled = row(&columns, &values, lang).fill(text, |range| Text::new(text, AT).place(range));
    match filled {
        Ok(filled) => filled.map_or_else(|| "(no field)".to_owned(), |f| f.text),
        Err(problem) => format!("{}: {}", problem.code, problem.message),
    }
}

#[test]
fn fields_take_the_values_of_their_columns() {
    for (text, lang, want) in [
        ("Dear {{name}},", "en", "Dear O'NEILL-GARCIA,"),
        ("{{ name | title }} of {{state}}", "en", "O'Neill-Garcia of Iowa"),
        ("{{District no.}}/{{ District no. | upper }}", "en", "3/3"),
        ("{{이름}} 의원", "ko", "김민수 의원"),
        ("{{households | number}}", "en-US", "1,234,567.5"),
        ("{{households | number(0)}}", "de", "1.234.568"),
        ("{{visit | date}}", "en-US", "November\u{a0}15, 2026"),
        ("{{visit | date}}", "ko", "2026년 11월 15일"),
        ("{{empty | default(\"all\")}}", "en", "all"),
        ("{{empty | default('')}}.", "en", "."),
        ("{{ \"{{\" }}", "en", "{{"),
        ("{{name | lower | capitalize}}", "en", "O'neill-garcia"),
        ("plain { text }", "en", "(no field)"),
    ] {
        assert_eq!(fill(text, lang), want, "{text}");
    }
}

#[test]
fn a_field_without_a_value_names_row_and_column() {
    assert_eq!(fill("{{empty}}", "en"), "merge-missing: row 7 has nothing in the column `empty`");
    assert_eq!(fill("{{empty | upper}}", "en"), "merge-missing: row 7 has nothing in the column `empty`");
    assert!(fill("{{name | number}}", "en").starts_with("merge-value: row 7: "));
    assert!(fill("{{name | date}}", "en").starts_with("merge-value: row 7: "));
    assert!(fill("{{name", "en").starts_with("merge-field: "));
}

#[test]
fn what_is_filled_in_is_known_by_its_bytes() {
    let (columns, values) = (columns(), values());
    let text = "In {{state}}, {{zip}}";
    let filled = row(&columns, &values, "en").fill(text, |range| Text::new(text, AT).place(range));
    let Ok(Some(filled)) = filled else { panic!("it has fields") };
    let parts: Vec<&str> =
        filled.ranges.iter().map(|(a, b)| &filled.text[*a as usize..*b as usize]).collect();
    assert_eq!(parts, ["Iowa", "02134"]);
    let text = Text::mapped(filled.text, AT, filled.stretches).with_filled(filled.ranges);
    assert_eq!((text.place(7..8).start, text.place(9..14).start), (12, 14));
}

#[test]
fn conditions_compare_and_cells_say_yes_or_no() {
    let (columns, values) = (columns(), values());
    let row = row(&columns, &values, "en");
    for (when, want) in [
        ("state == \"Iowa\"", true),
        ("state in ['Ohio', 'Maine']", false),
        ("households > 1000 and state != 'Ohio'", true),
        ("zip == '02134'", true),
        ("rural", false),
        ("empty", false),
        ("not empty", true),
        ("name", true),
    ] {
        assert_eq!(row.holds(when, AT).map_err(|e| e.message), Ok(want), "{when}");
    }
    assert_eq!(row.holds("state ==", AT).map_err(|e| e.code), Err("merge-field"));
}

#[test]
fn fields_are_checked_before_any_row() {
    let columns = columns();
    let check = |text: &str, mode| match columns.check(text, mode, AT) {
        Ok(()) => String::new(),
        Err(d) => format!("{}: {}", d.code, d.help.as_deref().unwrap_or_default()),
    };
    let field = |text: &str| check(text, Mode::Text);
    assert_eq!(field("District no."), "");
    assert_eq!(field("name | upper"), "");
    assert_eq!(field("visit | date"), "");
    assert_eq!(field("nmae"), "merge-column: did you mean `{{name}}`?");
    assert!(field("name | shout").starts_with("merge-field: the filters are `capitalize`"));
    assert!(field("name |").starts_with("merge-field: "));
    assert!(field("").starts_with("merge-field: name a column"));
    assert_eq!(check("stat == 'Iowa'", Mode::Condition), "merge-column: did you mean `{{state}}`?");
    assert_eq!(check("state == 'Iowa'", Mode::Condition), "");
}
