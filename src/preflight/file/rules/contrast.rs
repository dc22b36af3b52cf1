//! Text stands out from what lies under it.

use crate::base::Severity;
use crate::preflight::file::printed::{Ground, Hit, Printed, Text, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Purpose, Rule};

pub(super) const RULE: Rule = Rule {
    code: "print-contrast",
    title: "Text stands out from its ground.",
    reason: "A contrast of 4.5:1, or 3:1 for type of 18 pt and bold type of 14 pt, is what readers with weak eyes need \
             (WCAG 2.2, 1.4.3). For an office printer the gray that colours become is compared.",
    fix: "take a darker colour for the text or a lighter one for the ground",
    asks: &[Ask::Screen, Ask::Office, Ask::Press],
    check,
};

/// The least for text.
const TEXT: f64 = 4.5;
/// The least for large text.
const LARGE: f64 = 3.0;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let gray = demand.purpose == Purpose::Office;
    let hits = pdf.printed().iter().flat_map(|p| p.texts().iter().filter_map(move |t| weak(p, t, gray)));
    tell(hits.collect(), findings);
}

fn weak(page: &Printed, text: &Text, gray: bool) -> Option<Hit> {
    let paint = text.paint();
    // A lone sign may be an ornament; what is faint on purpose, as a watermark, is said all the same.
    if paint.pattern.is_some() || !text.words.chars().any(char::is_alphanumeric) {
        return None;
    }
    if text.look.soft_mask.is_some() || !page.page.trim.meets(&text.bounds) {
        return None;
    }
    let large = text.size >= 18.0 || text.size >= 14.0 && text.run.font.is_bold();
    let least = if large { LARGE } else { TEXT };
    let alpha = text.look.fill_alpha;
    let shade = |rgb: [f64; 3]| if gray { grayed(rgb) } else { rgb };
    let against = |ground: Ground| {
        let under = ground.rgb()?;
        let over = paint.rgb();
        let mixed: [f64; 3] = std::array::from_fn(|i| over[i] * alpha + under[i] * (1.0 - alpha));
        Some(contrast(luminance(shade(mixed)), luminance(shade(under))))
    };
    // A letter at the edge of a shape is no line on it: most places have to be weak.
    let found: Vec<f64> = text.places.iter().filter_map(|p| against(page.ground(*p, text.mark))).collect();
    let low: Vec<f64> = found.iter().copied().filter(|c| *c < least - 0.05).collect();
    if low.is_empty() || low.len() * 2 < found.len() {
        return None;
    }
    let worst = low.into_iter().fold(f64::INFINITY, f64::min);
    let how = if gray { " when printed in gray" } else { "" };
    let what = format!("the text {} has a contrast of {worst:.1}:1{how}, under {least}:1", text.quoted());
    let severity = if worst < LARGE { Severity::Error } else { Severity::Warning };
    Some(Hit::new(page, severity, format!("{worst:.1} {large}"), &what, &text.bounds))
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance of sRGB, 0 to 1 (WCAG 2.2).
pub(super) fn luminance(rgb: [f64; 3]) -> f64 {
    let [r, g, b] = rgb.map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// What printers make of colours (ITU-R BT.601).
fn grayed([r, g, b]: [f64; 3]) -> [f64; 3] {
    [0.299 * r + 0.587 * g + 0.114 * b; 3]
}
