//! Whether margins and gutters leave a page room for its text.

use super::inputs::Inputs;
use crate::base::{Pt, Span};
use crate::theme::Theme;

/// A column of fewer characters, at half an em each, breaks most of its words; one of this many holds no word.
const NARROW: f64 = 14.0;
const HOPELESS: f64 = 4.0;
/// A page of fewer lines holds no heading with two lines of its text.
const FEWEST_LINES: f64 = 3.0;

/// Complains of a page that margins and gutters leave no room. `at` is where the sheet writes its paper or columns;
/// where these are the template's, the place that asks for that.
pub(super) fn check(theme: &Theme, at: Result<Span, Span>, inputs: &mut Inputs<'_>) {
    let place = at.unwrap_or_else(|template| template);
    let page = &theme.page;
    let lines = (page.size.h - page.top - page.foot) / page.grid;
    if lines < FEWEST_LINES {
        let message = format!("a page holds {} lines of text", lines.floor().max(0.0));
        let least = page.top + page.foot + page.grid * FEWEST_LINES;
        let high = format!("make the page {:.1} in high, or its margins smaller", in_inches(least));
        inputs.error("short-page", place, message, high);
    }
    let em = theme.styles.text.em();
    let characters = (page.column_width() / (em * 0.5)).floor().max(0.0);
    if characters >= NARROW {
        return;
    }
    let least =
        page.size.w - page.column_width() * page.columns as f64 + em * (0.5 * NARROW * page.columns as f64);
    let wide = format!("make the page {:.1} in wide", in_inches(least));
    let help = match (at, page.columns) {
        (Ok(_), 1) => wide,
        (Ok(_), _) => format!("write fewer `columns`, or {wide}"),
        (Err(_), 1) => format!("make the template's `margins` or the text smaller, or {wide}"),
        (Err(_), _) => {
            format!("give the template smaller `margins`, a smaller `gutter` or fewer `columns`, or {wide}")
        }
    };
    let message = format!("a column of this page holds {characters} characters");
    match characters < HOPELESS {
        true => inputs.error("narrow-column", place, message, help),
        false => inputs.warning("narrow-column", place, message, help),
    }
}

/// A tenth of an inch more hurts nobody, and less would warn again.
fn in_inches(length: Pt) -> f64 {
    (length / Pt::INCH * 10.0).ceil() / 10.0
}
