//! What is said of fields and conditions that come to nothing.

use super::evaluate::Wrong;
use super::failed::UNCALCULATED;
use super::filters;
use super::syntax::Fault;
use super::{Columns, Mode, Row};
use crate::base::meant::nearest;
use crate::base::{Diagnostic, Span};

/// How fields are written.
const FIELD: &str =
    "write a column, and filters behind it: `{{name}}`, `{{visit | date}}`, `{{share | number(1)}}`";

/// That a row has nothing in a column that is asked for.
pub fn missing(column: &str, row: u64, mode: Mode, at: Span) -> Diagnostic {
    let message = format!("row {row} has nothing in the column `{column}`");
    let help = match mode {
        Mode::Text => {
            format!("fill the cell, or write what stands in for it: `{{{{{column} | default(\"…\")}}}}`")
        }
        Mode::Condition => {
            format!("fill the cell, or say what an empty one counts as: `{column} | default(0) > 1000`")
        }
    };
    Diagnostic::error("merge-missing", message).at(at).help(help)
}

/// What is wrong with an expression for a row.
pub fn wrong(wrong: Wrong, written: &str, mode: Mode, row: &Row<'_>, at: Span) -> Diagnostic {
    let name = |column: usize| row.columns.names().get(column).map_or("", |name| name.trim());
    match wrong {
        Wrong::Missing(column) => missing(name(column), row.number, mode, at),
        Wrong::Failed(column) => {
            failed(row.values.get(column).map_or("", |cell| cell.trim()), name(column), row, at)
        }
        Wrong::Unfit(column, why) => {
            let place = match column {
                Some(column) => format!("the column `{}`", name(column)),
                None => format!("`{written}`"),
            };
            let message = format!("row {}, {place}: {}", row.number, why.why);
            Diagnostic::error("merge-value", message).at(at).help(why.help)
        }
    }
}

fn failed(cell: &str, column: &str, row: &Row<'_>, at: Span) -> Diagnostic {
    let (what, help) = match cell {
        UNCALCULATED => (
            "a formula that has not been calculated".to_owned(),
            "open the list in a spreadsheet program and save it: that stores the values",
        ),
        cell => (format!("the error {cell}"), "mend the formula, or write the value itself"),
    };
    let message = format!("row {} has {what} in the column `{column}`", row.number);
    Diagnostic::error("list-cell-error", message).at(at).help(help)
}

/// That nothing can be made of an expression whatever the row.
pub fn fault(fault: Fault, written: &str, mode: Mode, columns: &Columns, at: Span) -> Diagnostic {
    let form = |why: String, help: String| Diagnostic::error("merge-field", why).at(at).help(help);
    match fault {
        Fault::Empty => {
            let what = if mode == Mode::Text { "a merge field is empty" } else { "this `when` is empty" };
            form(what.to_owned(), format!("name a column: {}", columns.listed()))
        }
        Fault::Column(name) => unknown(&name, mode, columns, at),
        Fault::Twins(twins) => {
            let alike = columns.named_alike(&twins);
            let help = "name them apart in the list, so that this is one of them";
            Diagnostic::error("merge-column", format!("`{written}` can be two columns: {alike}"))
                .at(at)
                .help(help)
        }
        Fault::Filter(name) => {
            let all: Vec<&str> = filters::names().collect();
            let help = match nearest(&name, &all) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the filters are {}", crate::base::meant::listed(&all)),
            };
            form(format!("there is no filter `{name}`"), help)
        }
        Fault::Sum => form(
            format!(
                "`{written}` is more than {} does",
                if mode == Mode::Text { "a merge field" } else { "`when`" }
            ),
            match mode {
                Mode::Text => format!("work it out in a column of the list and name that column; {FIELD}"),
                Mode::Condition => "work it out in a column of the list and compare that column".to_owned(),
            },
        ),
        Fault::Form(why, help) => form(format!("`{written}` cannot be read: {why}"), help.to_owned()),
    }
}

fn unknown(name: &str, mode: Mode, columns: &Columns, at: Span) -> Diagnostic {
    let d = Diagnostic::error("merge-column", format!("the list has no column `{name}`")).at(at);
    let names: Vec<&str> = columns.names().iter().map(String::as_str).collect();
    d.help(match (nearest(name, &names), mode) {
        (Some(near), Mode::Text) => format!("did you mean `{{{{{near}}}}}`?"),
        (Some(near), Mode::Condition) => format!("did you mean `{near}`?"),
        (None, Mode::Text) => format!("its columns are {}", columns.listed()),
        (None, Mode::Condition) => {
            format!("its columns are {}; a text stands in quotation marks", columns.listed())
        }
    })
}
