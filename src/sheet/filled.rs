//! What a block names is read into it: pictures, and the rows of CSV files.

use super::csv;
use super::inputs::Inputs;
use super::merge;
use crate::base::meant::suggest;
use crate::base::{Span, Text};
use crate::block::{Block, Chart, Content, Hand, Table};

/// Reads what `block` names.
pub(super) fn block(block: &mut Block, inputs: &mut Inputs<'_>) {
    match &mut block.content {
        Content::Figure(f) => f.file = inputs.bytes(&f.image),
        Content::Table(t) => fill(t, inputs),
        Content::Chart(c) => figures(c, block.place, inputs),
        _ => {}
    }
}

/// Reads the rows of a table from its CSV file.
fn fill(table: &mut Table, inputs: &mut Inputs<'_>) {
    let Some(path) = &table.rows.csv else {
        if let Some(first) = table.columns.first() {
            let help = "remove it, or write the path of a CSV file as `rows`";
            inputs.warning("not-obeyed", first.span, "`columns` chooses from a CSV file only", help);
        }
        return;
    };
    let Some(csv::Csv { mut rows, .. }) = rows(path, inputs) else { return };
    let empty = rows.is_empty();
    if table.columns.is_empty() {
        if table.header.is_empty() && !rows.is_empty() {
            table.header = rows.remove(0);
        }
    } else if !rows.is_empty() {
        let names = rows.remove(0);
        let chosen = chosen(&table.columns, &names, inputs);
        let pick = |row: &Vec<Text>| chosen.iter().filter_map(|c| row.get(*c).cloned()).collect::<Vec<_>>();
        if table.header.is_empty() {
            table.header = pick(&names);
        }
        rows = rows.iter().map(pick).collect();
    }
    if rows.is_empty() {
        without_rows(path, empty, "table", inputs);
    }
    table.rows.cells = rows;
}

/// Says that a CSV file has nothing for a block that is made from it.
fn without_rows(path: &Text, empty: bool, block: &str, inputs: &mut Inputs<'_>) {
    let what = if empty { "is empty" } else { "has a header and nothing below it" };
    let message = format!("`{}` {what}, so this {block} has nothing to show", path.trimmed());
    inputs.error(
        "csv-empty",
        path.span,
        message,
        format!("save it again with its rows, or remove the {block}"),
    );
}

/// Where the columns that are wanted stand among those of a CSV file.
fn chosen(wanted: &[Text], names: &[Text], inputs: &mut Inputs<'_>) -> Vec<usize> {
    let known: Vec<&str> = names.iter().map(Text::trimmed).collect();
    let mut out = Vec::new();
    for name in wanted.iter().filter(|n| !n.is_absent()) {
        match known.iter().position(|k| *k == name.trimmed()) {
            Some(at) => out.push(at),
            None => {
                let message = format!("the CSV file has no column `{}`", name.trimmed());
                inputs.error("csv-column-unknown", name.span, message, suggest(name.trimmed(), &known));
            }
        }
    }
    out
}

/// Sorts out the figures of a chart, those in the sheet or in its CSV file.
fn figures(chart: &mut Chart, at: Span, inputs: &mut Inputs<'_>) {
    let hand = |semicolons: bool, inputs: &Inputs<'_>| {
        Hand::of(inputs.languages.iter().flat_map(|l| l.tags()), semicolons)
    };
    let Some(path) = chart.csv().cloned() else {
        of_row(chart, inputs);
        return chart.fill(None, hand(false, inputs), at, &mut inputs.problems);
    };
    let before = inputs.problems.len();
    // A file that cannot be read has been reported.
    let Some(csv::Csv { rows, separator, .. }) = rows(&path, inputs) else { return };
    chart.fill(Some(&rows), hand(separator == ';', inputs), at, &mut inputs.problems);
    if chart.figures.is_empty() && inputs.problems.len() == before {
        match chart.figures.names.is_empty() {
            true => without_rows(&path, rows.is_empty(), "chart", inputs),
            false => {
                let message =
                    format!("`{}` has no figures, so this chart has nothing to show", path.trimmed());
                inputs.error(
                    "csv-empty",
                    path.span,
                    message,
                    "give at least one name its figure, or remove the chart",
                );
            }
        }
    }
}

/// Writes the figures that a row has filled in as the sheet's language writes numbers. One that a filter has written is
/// so already.
fn of_row(chart: &mut Chart, inputs: &mut Inputs<'_>) {
    let Some(row) = inputs.row else { return };
    for text in chart.data.values_mut().into_iter().filter(|text| text.is_filled()) {
        let source = &inputs.sources.get(text.span.file).text;
        let written = source.get(text.span.start as usize..text.span.end as usize).unwrap_or_default();
        if merge::fields(written).any(|field| field.inner.contains("number")) {
            continue;
        }
        match row.figure(text, written) {
            Ok(Some(figure)) => text.value = figure,
            Ok(None) => {}
            Err(problem) => inputs.problems.push(*problem),
        }
    }
}

/// The rows of the CSV file that `path` names.
fn rows(path: &Text, inputs: &mut Inputs<'_>) -> Option<csv::Csv> {
    let file = inputs.text(path)?;
    let csv = csv::read(&inputs.sources.get(file).text, file);
    if let Some(at) = csv.open {
        let message = "this quotation mark is never closed: the rest of the file is one cell";
        let help = "close it, or write `\"\"` for a mark within quotation marks";
        inputs.error("csv-open-quote", at, message, help);
    }
    Some(csv)
}
