//! What overprints and what does not.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, Text, is_white, kind, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use crate::preflight::reading::{Look, Mark, Paint, Space, What};

pub(super) const RULE: Rule = Rule {
    code: "print-overprint",
    title: "Black text overprints its ground; white never overprints.",
    reason: "Black type that is cut out of a coloured ground shows white edges where the plates do not meet (Prime \
             Media). White that overprints leaves the ground as it is: it is gone from the print while the screen \
             still shows it (ISO 32000-1, 11.7.4).",
    fix: "turn overprint on, with mode 1, for text of K 100, and off for everything white",
    asks: &[Ask::Press],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let mut hits = Vec::new();
    for page in pdf.printed() {
        hits.extend(page.texts().iter().filter_map(|t| cut_out(page, t)));
        hits.extend(page.inked().filter_map(|(i, m)| vanishing(page, i, m)));
    }
    tell(hits, findings);
}

/// Black text on ink that does not overprint it.
fn cut_out(page: &Printed, text: &Text) -> Option<Hit> {
    let paint = text.paint();
    let inks = paint.inks()?;
    let black = paint.pattern.is_none() && inks.is_black_only() && inks.process[3] > 0.95;
    // Large type may be cut out: its edges are few and trapped by the shop.
    if !black || overprints(paint, &text.look, text.run.is_filled()) || text.size >= 36.0 {
        return None;
    }
    let inked = |p: &_| page.ground(*p, text.mark).is_inked();
    if !text.places.iter().any(inked) {
        return None;
    }
    let what = format!("the black text {} is cut out of the ink under it", text.quoted());
    Some(Hit::new(page, Severity::Warning, "cut out", &what, &text.bounds))
}

/// Whether K alone leaves the other plates as they are (ISO 32000-1, table 149).
fn overprints(paint: &Paint, look: &Look, fill: bool) -> bool {
    let on = if fill { look.overprint_fill } else { look.overprint_stroke };
    let named = matches!(&*paint.space, Space::Separation { .. } | Space::DeviceN { .. });
    on && (named || look.overprint_mode == 1 && matches!(&*paint.space, Space::Cmyk))
}

/// White that overprints ink.
fn vanishing(page: &Printed, index: usize, mark: &Mark) -> Option<Hit> {
    let (paint, on, place) = match &mark.what {
        What::Fill { paint, .. } => (paint, mark.look.overprint_fill, mark.bounds.center()),
        What::Stroke { paint, .. } => (paint, mark.look.overprint_stroke, mark.bounds.center()),
        What::Text(run) if run.is_filled() => {
            let first = run.glyphs.iter().position(|g| !g.blank)?;
            (&run.fill, mark.look.overprint_fill, run.glyph_bounds(first).center())
        }
        _ => return None,
    };
    let leaves = match &*paint.space {
        Space::Cmyk => mark.look.overprint_mode == 1,
        Space::Separation { .. } | Space::DeviceN { .. } => true,
        _ => false,
    };
    if !on || !leaves || !is_white(paint) || !page.ground(place, index).is_inked() {
        return None;
    }
    let what = match &mark.what {
        What::Text(run) => format!("the white text “{}” overprints, and so is not printed", run.text.trim()),
        _ => format!("{} in white overprints, and so is not printed", kind(mark)),
    };
    Some(Hit::new(page, Severity::Error, format!("white {}", kind(mark)), &what, &mark.bounds))
}
