//! Colours that mean something without knowing the device.

use crate::preflight::file::{Ask, Claim, Demand, Family, Findings, Pdf, Rule};
use crate::preflight::reading::{Paint, Pattern, Space, What};
use lopdf::Dictionary;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "device-color",
    title: "Device colours are those of the output intent.",
    reason: "DeviceRGB and DeviceCMYK are numbers for some device; the output intent says for which. RGB in a file for \
             PDF/X-1a, or device RGB in one for a CMYK condition, prints as somebody's guess (PDF/A-2, 6.2.4.3; PDF/X-4, \
             6.2.3).",
    fix: "convert the colours on export, or name an output intent of their kind",
    asks: &[Ask::A("6.2.4.3"), Ask::X("6.2.3")],
    check,
};

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    for claim in demand.claims.iter().filter(|c| c.family != Family::Ua) {
        let has = inks(pdf, claim.family);
        let mut seen: BTreeMap<&'static str, BTreeSet<usize>> = BTreeMap::new();
        for n in 0..pdf.pages.len() {
            for mark in &pdf.marks(n).marks {
                for space in spaces(&mark.what) {
                    if let Some(wrong) = wrong(space, *claim, has) {
                        seen.entry(wrong).or_default().insert(n + 1);
                    }
                }
            }
        }
        for (message, pages) in seen {
            for page in pages {
                findings.error(message).page(page);
            }
        }
    }
}

/// How many components the colours of the output intent have.
fn inks(pdf: &Pdf, family: Family) -> Option<usize> {
    let kind = if family == Family::X { "GTS_PDFX" } else { "GTS_PDFA1" };
    let intent: &Dictionary = pdf.intents().into_iter().find(|i| pdf.name_of(i, "S") == Some(kind))?;
    match pdf.stream(intent, "DestOutputProfile") {
        Some(profile) => match pdf.content(profile).get(16..20) {
            Some(b"CMYK") => Some(4),
            Some(b"RGB ") => Some(3),
            Some(b"GRAY") => Some(1),
            _ => None,
        },
        // A printing condition that is named only is one of inks.
        None if family == Family::X => Some(4),
        None => None,
    }
}

fn spaces(what: &What) -> Vec<&Space> {
    match what {
        What::Fill { paint, .. } | What::Stroke { paint, .. } => painted(paint),
        What::Text(run) => {
            let mut all = if run.is_filled() { painted(&run.fill) } else { Vec::new() };
            if run.is_stroked() {
                all.extend(painted(&run.stroke));
            }
            all
        }
        What::Image(image) => match (&image.paint, &image.space) {
            (Some(paint), _) => painted(paint),
            (None, Some(space)) => vec![space],
            _ => Vec::new(),
        },
        What::Shading { shading, .. } => vec![&shading.space],
        What::GroupBegin(_) | What::GroupEnd => Vec::new(),
    }
}

fn painted(paint: &Paint) -> Vec<&Space> {
    match paint.pattern.as_deref() {
        Some(Pattern::Shading { shading, .. }) => vec![&shading.space],
        _ => vec![&paint.space],
    }
}

/// What is wrong with a space in a file that makes this claim, with an intent of so many inks.
fn wrong(space: &Space, claim: Claim, intent: Option<usize>) -> Option<&'static str> {
    let old = claim.family == Family::X && claim.part == 1;
    match space {
        Space::Rgb if intent != Some(3) => {
            Some("device RGB is painted on it, and the output intent is not of RGB")
        }
        Space::Cmyk if intent != Some(4) => {
            Some("CMYK is painted on it, and the output intent is not of CMYK")
        }
        Space::Gray if intent.is_none() => {
            Some("device gray is painted on it, and there is no output intent")
        }
        space if old && space.is_light() => Some("RGB is painted on it, which PDF/X-1a does not allow"),
        Space::Indexed { base, .. } => wrong(base, claim, intent),
        Space::Separation { alternate, .. } | Space::DeviceN { alternate, .. } => {
            wrong(alternate, claim, intent)
        }
        Space::Pattern { under: Some(under) } => wrong(under, claim, intent),
        _ => None,
    }
}
