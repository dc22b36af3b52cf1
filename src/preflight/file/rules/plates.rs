//! Black text stands on the black plate alone.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, Text, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "print-black-text",
    title: "Black text stands on the black plate alone.",
    reason: "Plates never meet exactly: black type on four of them gets coloured edges. Text is K 100 alone (Prime \
             Media); rich black is for solids and type of 36 pt and more (Lightning Source).",
    fix: "set text in CMYK 0/0/0/100, or in gray",
    asks: &[Ask::Press],
    check,
};

/// From this size on, in points, type may be rich black (Lightning Source).
const DISPLAY: f64 = 36.0;

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let hits = pdf.printed().iter().flat_map(|p| p.texts().iter().filter_map(|t| rich(p, t)));
    tell(hits.collect(), findings);
}

fn rich(page: &Printed, text: &Text) -> Option<Hit> {
    let paint = text.paint();
    if paint.pattern.is_some() || text.size >= DISPLAY || !page.page.trim.meets(&text.bounds) {
        return None;
    }
    let rgb = paint.rgb();
    let (least, most) = rgb.iter().fold((1.0_f64, 0.0_f64), |(a, b), v| (a.min(*v), b.max(*v)));
    // Black to the eye: a navy or a dark green is a colour, and needs its plates.
    if most > 0.22 || most - least > 0.1 {
        return None;
    }
    let how = match paint.inks() {
        Some(inks) if inks.is_black_only() => return None,
        Some(inks) if inks.all.is_some() => "in registration colour, on every plate".to_owned(),
        Some(inks) if inks.process[3] < 0.3 && inks.process.iter().sum::<f64>() < 1.2 => return None,
        Some(inks) => {
            let [c, m, y, k] = inks.process.map(|v| (v * 100.0).round());
            format!("black of {c}/{m}/{y}/{k}")
        }
        None => format!("black in {}, which comes out on four plates", paint.space.describe()),
    };
    let what = format!("the text {} of {:.1} pt is {how}", text.quoted(), text.size);
    Some(Hit::new(page, Severity::Error, how, &what, &text.bounds))
}
