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
        ("{{empty | default(state)}}", "en", "Iowa"),
        ("{{empty | number(1) | default(0)}}", "en", "0"),
        ("{{state | replace('Io', 'Ohi')}}", "en", "Ohiwa"),
        ("{{visit | date('m/d/y')}}", "en-GB", "15\u{a0}November 2026"),
        ("plain { text }", "en", "(no field)"),
        ("Ask {{ 'Al Cruz Jr.' }}. Then {{ 'Inc.' }}.", "en", "Ask Al Cruz Jr. Then Inc."),
        ("({{ 'Jr.' }}.) {{ 'Jr.' }}... {{ 'Jr.' }}.pdf {{state}}.", "en", "(Jr.) Jr.... Jr..pdf Iowa."),
    ] {
        assert_eq!(fill(text, lang), want, "{text}");
    }
}

#[test]
fn a_field_without_a_value_names_row_and_column() {
    assert_eq!(fill("{{empty}}", "en"), "merge-missing: row 7 has nothing in the column `empty`");
    assert_eq!(fill("{{empty | upper}}", "en"), "merge-missing: row 7 has nothing in the column `empty`");
    assert!(fill("{{name | number}}", "en").starts_with("merge-value: row 7, the column `name`: "));
    assert!(fill("{{name | date}}", "en").starts_with("merge-value: row 7, the column `name`: "));
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

/// What a condition comes to where the column `Total n` of row 7 has `cell`.
fn judged(when: &str, cell: &str) -> String {
    let columns =
        Columns::new(&["Total n".to_owned(), "zip".to_owned(), "day".to_owned(), "lang".to_owned()]);
    let values = [cell, "10001", "2026-12-08", "Deutsch"].map(str::to_owned);
    let held = row(&columns, &values, "en-US").holds(when, AT);
    held.map_or_else(|e| format!("{}: {}", e.code, e.message), |holds| holds.to_string())
}

#[test]
fn a_cell_beside_a_number_is_a_number_or_a_mistake() {
    for (when, cell, want) in [
        ("Total n > 1000", "1290", "true"),
        ("Total n > 1000", "999.5", "false"),
        ("Total n > 1000", "$1,290", "true"),
        ("Total n >= 25", "25.3%", "true"),
        ("Total n == 2", "02", "true"),
        ("1000 < Total n", "1,290", "true"),
        ("Total n in [1, 2]", "2", "true"),
        ("Total n > zip", "9", "false"),
        ("Total n > 1000", "abc", "merge-value: row 7, the column `Total n`: `abc` is not a number"),
        ("Total n > 1000", "25,3", "merge-value: row 7, the column `Total n`: `25,3` is not a number"),
        ("Total n > 1000", "", "merge-missing: row 7 has nothing in the column `Total n`"),
        ("Total n == 0", "", "merge-missing: row 7 has nothing in the column `Total n`"),
        ("Total n | default(0) > 1000", "", "false"),
        ("Total n > 1000", "–", "merge-value: row 7, the column `Total n`: `–` is not a number"),
        ("day < '2026-12-10' and day >= '2026-12-08'", "", "true"),
        ("Total n < '2026-12-10'", "December 9, 2026", "true"),
        (
            "Total n < '2026-12-10'",
            "12/8/2026",
            "merge-value: row 7, the column `Total n`: `12/8/2026` is not a date: it can be two days",
        ),
    ] {
        assert_eq!(judged(when, cell), want, "{when} with `{cell}`");
    }
}

#[test]
fn a_cell_beside_a_text_is_a_text() {
    for (when, cell, want) in [
        ("zip == \"10001\"", "", "true"),
        ("zip in [\"02139\", \"10001\"]", "", "true"),
        ("Total n in ['02139', '10001']", "02139", "true"),
        ("Total n == '2'", "2", "true"),
        ("Total n == '2'", "02", "false"),
        ("Total n == ''", "", "true"),
        ("Total n | lower == 'iowa'", "IOWA", "true"),
        ("'owa' in Total n", "Iowa", "true"),
        ("Total n not in ['Iowa']", "Iowa", "false"),
        ("not (Total n == 'Iowa' or zip == '1')", "Ohio", "true"),
        ("Total n == true", "Yes", "true"),
        ("Total n", "nein", "false"),
        ("not Total n", "0", "true"),
        ("Total n and zip", "x", "true"),
    ] {
        assert_eq!(judged(when, cell), want, "{when} with `{cell}`");
    }
}

#[test]
fn conditions_that_compare_nothing_are_mistakes_of_the_sheet() {
    for (when, word) in [
        ("Total n > '1000'", "write a number without quotation marks"),
        ("zip > 'M'", "a day within them"),
        ("zip = '1'", "write two"),
        ("zip + 1 > 2", "work it out in a column"),
        ("total n > 2", "did you mean `Total n`?"),
        ("zip == Iowa", "a text stands in quotation marks"),
        ("zip ==", "compare a column"),
        ("(zip == '1'", "close it"),
        ("zip == '1", "close it"),
        ("zip in ['1'", "close it"),
        ("zip == '1' zip", "compare a column"),
        ("zip | shout == 'X'", "the filters are"),
    ] {
        let columns = Columns::new(&["Total n".to_owned(), "zip".to_owned()]);
        let told = columns.check(when, Mode::Condition, AT).expect_err(when);
        assert!(told.help.as_deref().is_some_and(|help| help.contains(word)), "{when}: {told:?}");
    }
}

#[test]
fn a_condition_that_never_held_is_told() {
    let columns = Columns::new(&["state".to_owned()]);
    let held = |state: &str, when: &str, start: u32| {
        let values = [state.to_owned()];
        row(&columns, &values, "en").holds(when, Span { start, ..AT }).unwrap();
    };
    for state in ["Iowa", "Ohio", "IOWA"] {
        held(state, "state == 'iowa'", 3);
        held(state, "state == 'Iowa'", 1);
        held(state, "state == 'Utah'", 2);
    }
    let told: Vec<String> =
        columns.idle().into_iter().map(|d| format!("{} {}", d.message, d.help.unwrap())).collect();
    assert_eq!(told.len(), 2);
    assert!(
        told[0].contains("state == 'Utah'` held for no row") && told[0].contains("letter by letter"),
        "{told:?}"
    );
    assert!(told[1].ends_with("the list writes `IOWA`: capitals count"), "{told:?}");
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
    assert_eq!(field("district no."), "merge-column: did you mean `{{District no.}}`?");
    for sum in
        ["households + zip", "households * 100", "(households * 100) | number(1)", "name if rural else state"]
    {
        assert!(
            field(sum).starts_with("merge-field: work it out in a column of the list"),
            "{sum}: {}",
            field(sum)
        );
    }
    assert!(field("name | shout").starts_with("merge-field: the filters are `capitalize`"));
    assert_eq!(field("name | uper"), "merge-field: did you mean `upper`?");
    assert!(field("households | number(x)").starts_with("merge-"));
    assert!(field("households | number(1.5)").starts_with("merge-field: write `number(1)`"));
    assert!(field("visit | date('y')").starts_with("merge-field: write `date`"));
    assert!(field("name |").starts_with("merge-field: "));
    assert!(field("").starts_with("merge-field: name a column"));
    assert_eq!(check("stat == 'Iowa'", Mode::Condition), "merge-column: did you mean `state`?");
    assert_eq!(check("state == 'Iowa'", Mode::Condition), "");
}
