//! Light type on a dark ground.

use super::contrast::luminance;
use crate::base::Severity;
use crate::preflight::file::printed::{Ground, Hit, Printed, Text, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "print-reversed-type",
    title: "Type reversed out of ink is large, bold and without serifs.",
    reason: "Ink spreads into letters that are left white: thin strokes and serifs close. Reversed type is bold sans \
             of 12 pt or more (Daily Herald); from 18 pt on any upright face holds, and from 8 pt on where the \
             ground is no more than one solid ink, which cannot be out of register with another (inference).",
    fix: "set it in bold sans of 12 pt or more, in dark type on a light ground, or print the ground in a spot ink",
    asks: &[Ask::Press],
    check,
};

/// Smallest reversed type, in points, bold and without serifs.
const BOLD_SANS: f64 = 12.0;
/// The same for any other.
const ANY: f64 = 18.0;
/// The same for all on a ground of one ink.
const ON_ONE_INK: f64 = 8.0;

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let pages = pdf.printed().iter();
    let found = pages.flat_map(|p| p.texts().iter().filter_map(move |t| Some((t.size, reversed(p, t)?))));
    let mut hits: Vec<(f64, Hit)> = found.collect();
    // The smallest is told; running lines repeat the others on each page.
    hits.sort_by(|a, b| a.0.total_cmp(&b.0));
    tell(hits.into_iter().map(|h| h.1).collect(), findings);
}

fn reversed(page: &Printed, text: &Text) -> Option<Hit> {
    let (font, paint) = (&text.run.font, text.paint());
    let sturdy = font.is_bold() && !font.is_serif();
    let least = if sturdy { BOLD_SANS } else { ANY };
    if text.size >= least - 0.01 || paint.pattern.is_some() || luminance(paint.rgb()) < 0.55 {
        return None;
    }
    let too_small = |ink: Option<f64>| text.size < ON_ONE_INK - 0.01 || ink.is_none_or(|total| total > 1.0);
    let dark = |p: &_| match page.ground(*p, text.mark) {
        Ground::Colour(rgb, ink) => luminance(rgb) < 0.3 && too_small(ink),
        Ground::Paper | Ground::Mixed => false,
    };
    if !text.places.iter().any(dark) {
        return None;
    }
    let face = if sturdy { "bold sans" } else { "type that is not bold sans" };
    let what = format!("the text {} stands light on dark in {face} of {:.1} pt", text.quoted(), text.size);
    Some(Hit::new(page, Severity::Warning, "reversed", &what, &text.bounds))
}
