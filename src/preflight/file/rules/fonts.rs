//! Fonts are in the file, and no more of them than is used.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const EMBEDDED: Rule = Rule {
    code: "font-embedded",
    title: "Every font is in the file.",
    reason: "A font that is not in the file is replaced by another wherever the file is opened: widths, accents and \
             whole scripts change (PDF/X-4, 6.2; PDF/A-2, 6.2.11.4; PDF/UA-1, 7.21.4).",
    fix: "make the file anew with all fonts embedded",
    asks: &[Ask::Any, Ask::Ua("7.21.4.1"), Ask::A("6.2.11.4.1"), Ask::X("6.2")],
    check: embedded,
};

pub(super) const SUBSET: Rule = Rule {
    code: "font-subset",
    title: "A file holds of each font only what it uses.",
    reason: "A whole font with Korean in it has 5 to 20 MB; the handful of glyphs of a sheet has a hundredth of that.",
    fix: "make the file anew with fonts embedded as subsets",
    asks: &[Ask::Screen, Ask::Press],
    check: subset,
};

/// A font on the pages.
pub(super) struct Used<'p> {
    /// Its dictionary.
    pub dict: &'p Dictionary,
    /// Its name without the tag of a subset.
    pub name: String,
    /// The first page that has it, from 1.
    pub page: usize,
}

/// The fonts of all pages and of the forms on them, each once, in the order of the pages.
pub(super) fn used<'p>(pdf: &'p Pdf) -> Vec<Used<'p>> {
    let (mut seen, mut forms, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (n, page) in pdf.pages.iter().enumerate() {
        let mut todo: Vec<&Dictionary> = pdf.resources(page).into_iter().collect();
        while let Some(resources) = todo.pop() {
            for (key, font) in pdf.dict(resources, "Font").into_iter().flat_map(Dictionary::iter) {
                let id = font.as_reference().unwrap_or((0, 0));
                if let Some(dict) = pdf
                    .as_dict(font)
                    .filter(|_| seen.insert((id, if id.0 == 0 { key.clone() } else { Vec::new() })))
                {
                    let name = pdf.name_of(dict, "BaseFont").unwrap_or("without a name");
                    out.push(Used { dict, name: plain(name).to_owned(), page: n + 1 });
                }
            }
            for kind in ["XObject", "Pattern"] {
                for (_, object) in pdf.dict(resources, kind).into_iter().flat_map(Dictionary::iter) {
                    let fresh = object.as_reference().is_ok_and(|id: ObjectId| forms.insert(id));
                    todo.extend(pdf.as_dict(object).filter(|_| fresh).and_then(|d| pdf.dict(d, "Resources")));
                }
            }
        }
    }
    out
}

/// A name without `ABCDEF+`.
fn plain(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

/// The descriptor of a font: its own, or that of the font below it.
pub(super) fn descriptor<'p>(pdf: &'p Pdf, font: &'p Dictionary) -> Option<&'p Dictionary> {
    let below = pdf.array(font, "DescendantFonts").first().and_then(|d| pdf.as_dict(d));
    pdf.dict(below.unwrap_or(font), "FontDescriptor")
}

/// The program of a font.
fn program<'p>(pdf: &'p Pdf, font: &'p Dictionary) -> Option<&'p Object> {
    let descriptor = descriptor(pdf, font)?;
    ["FontFile", "FontFile2", "FontFile3"].iter().find_map(|k| pdf.get(descriptor, k))
}

/// Whether a font's program is not in the file.
pub(super) fn is_missing(pdf: &Pdf, font: &Dictionary) -> bool {
    !program(pdf, font).is_some_and(|p| p.as_stream().is_ok_and(|s| !s.content.is_empty()))
}

fn embedded(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for font in used(pdf) {
        let drawn = pdf.name_of(font.dict, "Subtype") == Some("Type3");
        let there =
            program(pdf, font.dict).is_some_and(|p| p.as_stream().is_ok_and(|s| !s.content.is_empty()));
        if !drawn && !there {
            missing.entry(font.name).or_insert(font.page);
        }
    }
    for (name, page) in missing {
        findings.error(format!("the font `{name}` is not in the file")).page(page);
    }
}

fn subset(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    /// What a whole Latin font with bold weighs, compressed; smaller ones are not worth a word (inference).
    const WORTH: usize = 200_000;
    for font in used(pdf) {
        let written = pdf.name_of(font.dict, "BaseFont").unwrap_or_default();
        let size = program(pdf, font.dict).and_then(|p| p.as_stream().ok()).map_or(0, |s| s.content.len());
        if size > WORTH && plain(written) == written {
            let message = format!("the whole font `{}` is in the file, {} kB of it", font.name, size / 1000);
            findings.warning(message);
        }
    }
}
