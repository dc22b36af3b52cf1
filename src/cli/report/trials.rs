//! What was tried to make a sheet fit its pages, as a table: a line for each trial, in their order, and a mark at the
//! one that was taken.

use super::Subject;
use crate::fit::{Trial, say};

const HEAD: [&str; 9] =
    ["", "pages", "last page", "body", "leading", "margins", "paragraphs", "division", "distortion"];

/// The table of an edition; nothing where nothing was tried.
pub fn table(edition: &str, trials: &[Trial], about: &Subject) -> String {
    if trials.is_empty() {
        return String::new();
    }
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(trials.iter().map(row));
    let widths: Vec<usize> =
        (0..HEAD.len()).map(|i| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0)).collect();
    let mut out = format!("fit: what was tried for {} ({edition})\n", about.name);
    for (i, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, w)| format!("{cell:>w$}")).collect();
        out += format!("  {}", cells.join("  ")).trim_end();
        if let Some(more) = i.checked_sub(1).map(|i| more(&trials[i])).filter(|m| !m.is_empty()) {
            out += &format!("  {more}");
        }
        out.push('\n');
    }
    out.push('\n');
    out
}

fn row(t: &Trial) -> [String; 9] {
    let over = match t.extent.over {
        0 => say::per_cent(t.extent.last),
        1 => "1 line over".to_owned(),
        n => format!("{n} lines over"),
    };
    [
        if t.chosen { "taken" } else { "" }.to_owned(),
        t.extent.pages.to_string(),
        over,
        format!("{:.1} pt", t.body.0),
        format!("{:.2} pt", t.body.1),
        format!("{:+.1} mm", t.knobs.margins.0 * 25.4 / 72.0).replace('-', "−"),
        say::of_paragraphs(t),
        t.extent.cost.to_string(),
        format!("{:.2}", t.distortion),
    ]
}

/// What has no column of its own, because few trials have it.
fn more(t: &Trial) -> String {
    let own = ["leading", "body", "margins", "paragraph"];
    let words = say::changes(t).into_iter().filter(|w| !own.iter().any(|o| w.contains(o)));
    words.collect::<Vec<_>>().join(", ")
}

/// A trial in a sentence.
pub fn said(t: &Trial) -> String {
    let changes = say::changes(t);
    let how = if changes.is_empty() { "as it stands".to_owned() } else { changes.join(", ") };
    let pages = super::counted(t.extent.pages, "page");
    format!("{pages}, the last {} full: {how}", say::per_cent(t.extent.last))
}
