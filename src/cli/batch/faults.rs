//! Faults of the sheet itself: what no row can help stops the run before any is made.

use crate::base::{Diagnostic, Diagnostics, FileId, Severity, Sources};
use crate::project::batch::Kept;
use crate::project::records;
use crate::sheet::Master;
use crate::sheet::merge::{Columns, Row};
use std::path::Path;

/// Finds the errors that every copy would have: those of the sheet with its fields as they are written, where no field
/// stands, that the sheet of the first row has, too.
pub fn of_every_row(
    list: &Path,
    master: &Master,
    (sources, files, columns): (&mut Sources, &Kept, &Columns),
    diags: &mut Diagnostics,
) {
    let errors = |sources: &mut Sources, row| {
        let mut found = Diagnostics::default();
        let _ = master.sheet(sources, files, row, &mut found);
        found.iter().filter(|d| d.severity == Severity::Error).cloned().collect::<Vec<Diagnostic>>()
    };
    let mut read = sources.clone();
    let mut found = errors(&mut read, None);
    found.retain(|d| has_no_field(d, &read));
    if found.is_empty() {
        return;
    }
    let rows = records::open(list, &mut Diagnostics::default());
    let first = rows.and_then(|mut rows| std::iter::from_fn(|| rows.next()).find_map(Result::ok));
    if let Some(first) = first {
        let row = Row { columns, values: &first.values, number: first.row, lang: "" };
        let mut of_row = sources.clone();
        let theirs = errors(&mut of_row, Some(row));
        found.retain(|d| theirs.iter().any(|other| same((d, &read), (other, &of_row))));
    }
    // They point into what was read with the sheet, behind what was read before.
    *sources = read;
    found.into_iter().for_each(|d| diags.push(d));
}

/// A warning for each name that several columns have, where nothing asks for any of them: where something does, that is
/// an error there.
pub fn named_alike(list: &Path, columns: &Columns) -> impl Iterator<Item = Diagnostic> {
    columns.twins().map(move |twins| {
        let message =
            format!("`{}`: {}, and no field asks for them", list.display(), columns.named_alike(twins));
        let help = "give each a name of its own before a field is to have one of them";
        Diagnostic::warning("list-header", message).within(&list.display().to_string(), None).help(help)
    })
}

/// Whether it is about a place that is the same for all rows.
fn has_no_field(d: &Diagnostic, sources: &Sources) -> bool {
    let text = |span: crate::base::Span| {
        let text = &sources.get(span.file).text;
        text.get(span.start as usize..span.end as usize)
    };
    d.span.and_then(text).is_some_and(|text| !text.contains("{{"))
}

fn same((a, of_a): (&Diagnostic, &Sources), (b, of_b): (&Diagnostic, &Sources)) -> bool {
    let name = |sources: &Sources, file: FileId| sources.get(file).name.clone();
    let place = |d: &Diagnostic, sources| d.span.map(|s| (name(sources, s.file), s.start, s.end));
    a.code == b.code && a.message == b.message && place(a, of_a) == place(b, of_b)
}
