//! A picture that is stretched shows its pixels.

use crate::base::Severity;
use crate::preflight::file::printed::{Hit, Printed, tell};
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Purpose, Rule};
use crate::preflight::reading::{Image, Mark, Source, What};

pub(super) const RULE: Rule = Rule {
    code: "print-image-coarse",
    title: "A picture has enough pixels for its size on the page.",
    reason: "Photos need 300 pixels per inch as printed and look soft under 200 (Edwards Brothers, Communication \
             Arts); drawings of black and white pixels need 1200 and show steps under 600 (Edwards Brothers).",
    fix: "use the original of the picture, show it smaller, or draw line art as vectors",
    asks: &[Ask::Press, Ask::Office],
    check,
};

/// Pixels per inch under which a photo is refused.
const PHOTO: f64 = 200.0;
/// The same for line art.
const LINE_ART: f64 = 600.0;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    // What a laser printer shows is coarser than offset (inference): there it is worth a look, no more.
    let severity = if demand.purpose == Purpose::Press { Severity::Error } else { Severity::Warning };
    let mut hits = Vec::new();
    for page in pdf.printed() {
        for mark in &page.marks.marks {
            if let What::Image(image) = &mark.what {
                hits.extend(coarse(page, mark, image, severity));
            }
        }
    }
    tell(hits, findings);
}

fn coarse(page: &Printed, mark: &Mark, image: &Image, severity: Severity) -> Option<Hit> {
    let (x, y) = image.resolution(page.page.user_unit);
    let (found, shown) = (x.min(y), page.on_page(&mark.bounds));
    let letters = mark.source == Source::Glyph;
    let line_art = image.bits == 1;
    let least = if line_art { LINE_ART } else { PHOTO };
    // A few pixels are a colour or a blend, not a picture; what is cut off is not seen.
    let blank = image.width.min(image.height) <= 4 && !letters;
    if found >= least - 0.5
        || blank
        || !(shown.width() > 3.0 && shown.height() > 3.0 || letters && shown.area() > 0.0)
    {
        return None;
    }
    let what = match (letters, line_art) {
        (true, _) => format!("letters made of pixels have {found:.0} ppi, under {least:.0}"),
        (_, true) => format!(
            "line art of {} × {} pixels has {found:.0} ppi, under {least:.0}",
            image.width, image.height
        ),
        _ => format!(
            "a picture of {} × {} pixels has {found:.0} ppi, under {least:.0}",
            image.width, image.height
        ),
    };
    let alike =
        if letters { "letters".into() } else { format!("{}×{} {found:.0}", image.width, image.height) };
    Some(Hit::new(page, severity, alike, &what, &mark.bounds))
}
