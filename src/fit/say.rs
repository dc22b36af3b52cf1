//! What fitting has done, and why it could not: in words, for the person who wrote the sheet.

use super::LEAST;
use super::optional::Piece;
use super::reach::Way;
use super::trial::{Bench, Trial};
use crate::base::{Diagnostic, Span};
use crate::sheet::Fit;
use crate::theme::knobs::{Paragraphs, White};

/// A last page that is less full than this is told of.
const FULL: f64 = 0.9;
/// So many sections are named as the longest.
const NAMED: usize = 3;

/// The message that says what was changed; none where the sheet fits as it stands.
pub fn fitted(trial: &Trial, ask: Fit) -> Option<Diagnostic> {
    let (changes, at) = (changes(trial), ask.span);
    let holds = !ask.at_most && trial.extent.last < FULL;
    let short = !ask.at_most && (trial.extent.last < LEAST || trial.extent.pages < ask.pages);
    if changes.is_empty() && !holds && !short {
        return None;
    }
    let pages = counted(trial.extent.pages, "page");
    let mut message = match changes.is_empty() {
        true => format!("{pages} without a change"),
        false => format!("{pages}: {}", changes.join(", ")),
    };
    if holds {
        message += &format!("; the last page is {} full", per_cent(trial.extent.last));
    }
    if trial.knobs.display < 1.0 {
        let d = Diagnostic::warning("fitted-dense", format!("denser than reads well: {message}")).at(at);
        return Some(d.help(format!(
            "cut the text, mark what can go with `optional: true`, or write `fit: {}`",
            trial.extent.pages + 1
        )));
    }
    // No setting between two that a page parts: too long for them, or with a hole at the end.
    if short {
        let lines = counted(trial.extent.missing.max(1), "line");
        let help = match trial.extent.pages {
            n if n < ask.pages => format!("write more, or `fit: {n}`"),
            n => format!("write some {lines} more, or `fit: {{pages: {n}, at_most: true}}`"),
        };
        let message = format!("the pages are not full: {message}");
        return Some(Diagnostic::warning("fitted-short", message).at(at).help(help));
    }
    let d = Diagnostic::note("fitted", message).at(at);
    Some(match trial.left_out.is_empty() {
        true => d,
        false => d.help("shorten other sections to keep what is left out, or remove its `optional: true`"),
    })
}

/// What is different from the sheet as brand and template have it, the most welcome changes first.
pub fn changes(trial: &Trial) -> Vec<String> {
    let knobs = &trial.knobs;
    let mut out = Vec::new();
    let signed = |v: f64, digits: usize| {
        let sign = if v < 0.0 { '−' } else { '+' };
        format!("{sign}{}", trimmed(v.abs(), digits))
    };
    let (size, leading) = trial.body;
    if let Some(words) = white(knobs.white) {
        out.push(words.to_owned());
    }
    if knobs.leading.abs().0 > 1e-6 {
        out.push(format!("leading {} pt ({})", trimmed(leading, 2), signed(knobs.leading.0, 2)));
    }
    out.extend(paragraphs(trial.extent.shorter, "shorter"));
    out.extend(paragraphs(trial.extent.longer, "longer"));
    if knobs.size.abs().0 > 1e-6 {
        out.push(format!("body {} pt ({})", trimmed(size, 2), signed(knobs.size.0, 2)));
    }
    if knobs.pictures < 1.0 {
        out.push(format!("pictures {} of their width", per_cent(knobs.pictures)));
    }
    if knobs.margins.abs().0 > 1e-6 {
        let wider = if knobs.margins.0 < 0.0 { "narrower" } else { "wider" };
        out.push(format!("margins {} mm {wider}", trimmed(knobs.margins.abs().0 * 25.4 / 72.0, 1)));
    }
    if knobs.display < 1.0 {
        out.push(format!("titles and pull quotes {} of their size", per_cent(knobs.display)));
    }
    if knobs.note_columns > 0 {
        out.push("notes in a column more".to_owned());
    }
    if !trial.left_out.is_empty() {
        out.push(format!("left out {} (optional)", trial.left_out.join(", ")));
    }
    out
}

fn white(white: White) -> Option<&'static str> {
    match white {
        White::Least => Some("less white round headings, quotes and pictures"),
        White::Less => Some("less white round quotes and pictures"),
        White::Plain => None,
        White::More => Some("more white round quotes and pictures"),
        White::Most => Some("more white round headings, quotes and pictures"),
    }
}

fn paragraphs(count: usize, how: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("one paragraph a line {how}")),
        n => Some(format!("{n} paragraphs a line {how}")),
    }
}

/// The error that a text is too long, with what would help. `tightest` is the trial with the least room taken.
pub fn too_long(
    bench: &Bench<'_>,
    tightest: &Trial,
    (sections, optional): (&[Piece], &[Piece]),
    words_a_line: f64,
    at: Span,
) -> Diagnostic {
    let (lines, wanted) = (tightest.extent.over.max(1), counted(bench.wanted, "page"));
    let mut message = format!(
        "`fit` asks for {wanted}, and the text is {} (about {}) too long",
        counted(lines, "line"),
        counted(words(lines, words_a_line), "word"),
    );
    message += &format!(" at the densest: {}", bench.reach.limits(Way::Tighter).join(", "));
    if !tightest.left_out.is_empty() {
        message += &format!(", and without {}", tightest.left_out.join(", "));
    }
    let longest = sections.iter().take(NAMED).filter(|s| s.steps > 0);
    let longest: Vec<String> =
        longest.map(|s| format!("{} ({})", s.name, counted(s.lines(), "line"))).collect();
    let mut help = match longest.is_empty() {
        true => "cut the text".to_owned(),
        false => format!("cut the text; the longest sections are {}", longest.join(", ")),
    };
    if optional.is_empty() {
        help += "; or mark what can go with `optional: true`";
    } else {
        let saves = optional.iter().map(|p| format!("{} saves {}", p.name, counted(p.lines(), "line")));
        help += &format!("; of what is optional, {}", saves.collect::<Vec<_>>().join(", "));
    }
    help += &format!("; or write `fit: {}`", tightest.extent.pages);
    Diagnostic::error("fit-too-long", message).at(at).help(help)
}

/// The error that a text is too short to fill its pages. `loosest` is the trial that takes the most room.
pub fn too_short(
    bench: &Bench<'_>,
    loosest: &Trial,
    (per_page, words_a_line): (usize, f64),
    at: Span,
) -> Diagnostic {
    let pages = bench.wanted.saturating_sub(loosest.extent.pages);
    let lines = (loosest.extent.missing + pages * per_page).max(1);
    let mut message = format!(
        "`fit` asks for {}, and {} (about {}) are missing to fill them with everything at its loosest: {}",
        counted(bench.wanted, "page"),
        counted(lines, "line"),
        counted(words(lines, words_a_line), "word"),
        bench.reach.limits(Way::Looser).join(", "),
    );
    if !loosest.left_out.is_empty() {
        let without = loosest.left_out.join(", ");
        message += &format!(", without {without}; with less left out, the text is too long");
    }
    let ends = match loosest.extent.pages {
        n if n == bench.wanted => format!("page {n} would be {} full", per_cent(loosest.extent.last)),
        n => format!("the text ends on page {n}"),
    };
    let fewer = match loosest.extent.pages {
        n if n < bench.wanted => n,
        n => n.saturating_sub(1).max(1),
    };
    let help = match fewer < bench.wanted {
        true => format!("{ends}; add text or a figure, or write `fit: {fewer}`"),
        false => format!("{ends}; add text or a figure, or write `fit: {{pages: {fewer}, at_most: true}}`"),
    };
    Diagnostic::error("fit-too-short", message).at(at).help(help)
}

/// Words that so many lines hold: two figures of them, because nobody counts so well.
fn words(lines: usize, words_a_line: f64) -> usize {
    let exact = lines as f64 * words_a_line;
    let step = if exact < 100.0 { 5.0 } else { 10.0 };
    ((exact / step).round() * step).max(step) as usize
}

/// `12.40` as `12.4`, `12.00` as `12`.
pub fn trimmed(v: f64, digits: usize) -> String {
    let text = format!("{v:.digits$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// `0.87` as `87 %`.
pub fn per_cent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// What is said of paragraphs in a table of trials.
pub fn of_paragraphs(trial: &Trial) -> String {
    match (trial.knobs.paragraphs, trial.extent.shorter, trial.extent.longer) {
        (_, 0, 0) => "as best".to_owned(),
        (Paragraphs::Longer, _, n) | (Paragraphs::Best, 0, n) => format!("{n} longer"),
        (_, n, 0) => format!("{n} shorter"),
        (_, n, m) => format!("{n} shorter, {m} longer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::layout::Extent;
    use crate::theme::Knobs;

    #[test]
    fn a_hole_at_the_end_of_full_pages_is_a_warning() {
        let span = Span { file: FileId(0), start: 0, end: 1 };
        let said = |pages: usize, last: f64, at_most: bool| {
            let extent = Extent { pages, last, missing: 31, ..Extent::default() };
            let trial = Trial {
                saving: 0.01,
                knobs: Knobs::default(),
                distortion: 0.0,
                body: (10.0, 13.0),
                left_out: Vec::new(),
                extent,
                chosen: true,
            };
            fitted(&trial, Fit { pages: 30, at_most, span }).map(|d| d.code)
        };
        assert_eq!(said(30, 0.42, false), Some("fitted-short"));
        assert_eq!(said(29, 0.95, false), Some("fitted-short"));
        assert_eq!((said(30, 0.7, false), said(30, 0.95, false)), (Some("fitted"), None));
        assert_eq!(said(30, 0.42, true), None);
    }
}
