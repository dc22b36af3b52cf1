//! Text can be read, copied and searched.

use super::fonts::used;
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use lopdf::Dictionary;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const UNICODE: Rule = Rule {
    code: "text-unicode",
    title: "Every font says which characters its glyphs are.",
    reason: "Without a map to Unicode a voice is silent, a search finds nothing and copied words are noise (PDF/UA-1, \
             7.21.7; PDF/A-2u, 6.2.11.7).",
    fix: "make the file anew with a program that writes `/ToUnicode`, or with other fonts",
    asks: &[Ask::Screen, Ask::Ua("7.21.7"), Ask::Unicode("6.2.11.7.2")],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let mute = mute(pdf);
    let Some(page) = mute.values().min() else { return };
    let names: Vec<String> = mute.keys().take(NAMED).map(|n| format!("`{n}`")).collect();
    let more = mute.len().saturating_sub(NAMED);
    let message = match (mute.len(), more) {
        (1, _) => format!("the font {} does not say which characters its glyphs are", names.concat()),
        (_, 0) => format!("the fonts {} do not say which characters their glyphs are", names.join(", ")),
        _ => format!(
            "the fonts {} and {more} more do not say which characters their glyphs are",
            names.join(", ")
        ),
    };
    findings.error(message).page(*page);
}

/// So many fonts are named.
const NAMED: usize = 3;

/// The fonts that say nothing of their characters, with the first page of each.
pub(super) fn mute(pdf: &Pdf) -> BTreeMap<String, usize> {
    let mut mute = BTreeMap::new();
    for font in used(pdf).into_iter().filter(|f| !speaks(pdf, f.dict)) {
        mute.entry(font.name).or_insert(font.page);
    }
    mute
}

/// The fonts whose glyphs only their program names: what these mean is not looked up here.
pub(super) fn by_program(pdf: &Pdf) -> BTreeSet<String> {
    let simple =
        |f: &Dictionary| pdf.name_of(f, "Subtype") != Some("Type0") && pdf.get(f, "ToUnicode").is_none();
    used(pdf).into_iter().filter(|f| simple(f.dict)).map(|f| f.name).collect()
}

/// Whether text in this font has a meaning: by a map, an encoding by name, or one of Adobe's collections (ISO
/// 32000-1, 9.10.2).
pub(super) fn speaks(pdf: &Pdf, font: &Dictionary) -> bool {
    if pdf.get(font, "ToUnicode").is_some() {
        return true;
    }
    if pdf.name_of(font, "Subtype") == Some("Type0") {
        let below = pdf.array(font, "DescendantFonts").first().and_then(|d| pdf.as_dict(d));
        let system = below.and_then(|d| pdf.dict(d, "CIDSystemInfo"));
        let ordering = system.and_then(|s| pdf.text(s, "Ordering")).unwrap_or_default();
        return matches!(ordering.as_str(), "GB1" | "CNS1" | "Japan1" | "Korea1" | "KR")
            || pdf.name_of(font, "Encoding").is_some_and(|e| e.starts_with("Uni"));
    }
    let by_name = |n: &str| {
        matches!(n, "WinAnsiEncoding" | "MacRomanEncoding" | "MacExpertEncoding" | "StandardEncoding")
    };
    if pdf.name_of(font, "Encoding").is_some_and(by_name) {
        return true;
    }
    let symbolic = super::fonts::descriptor(pdf, font)
        .and_then(|d| pdf.number(d, "Flags"))
        .is_some_and(|f| f as i64 & 4 != 0);
    // The program of a Type 1 font names its glyphs itself, and readers take those names.
    if !super::fonts::is_missing(pdf, font)
        && matches!(pdf.name_of(font, "Subtype"), Some("Type1" | "MMType1"))
    {
        return true;
    }
    match pdf.dict(font, "Encoding") {
        Some(encoding) => {
            let names = pdf.array(encoding, "Differences").iter().filter_map(|o| o.as_name().ok());
            names.into_iter().all(|n| meant(&String::from_utf8_lossy(n)))
                && pdf.name_of(font, "Subtype") != Some("Type3")
        }
        None => !symbolic && pdf.name_of(font, "Subtype") != Some("Type3"),
    }
}

/// Whether a glyph's name says a character and not a number: `g37`, `G12`, `cid001`, `a5` say nothing.
fn meant(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    !matches!(letters, "g" | "G" | "c" | "C" | "cid" | "glyph" | "index" | "a") || letters.len() == name.len()
}
