//! Two names for one ink make two plates.

use crate::preflight::file::printed::paints;
use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};
use crate::preflight::reading::{Space, What};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "print-spot-names",
    title: "A spot ink has one name.",
    reason: "Each name becomes a plate: `PANTONE 300 C` and `Pantone 300 CV` are two, and two are paid for (ISO \
             32000-1, 8.6.6.4).",
    fix: "write the name of the ink the same way everywhere, as its maker does",
    asks: &[Ask::Press],
    check,
};

fn check(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let mut names = BTreeSet::new();
    for mark in pdf.printed().iter().flat_map(|p| p.inked().map(|(_, m)| m)) {
        paints(mark).iter().for_each(|p| collect(&p.space, &mut names));
        match &mark.what {
            What::Image(image) => image.space.iter().for_each(|s| collect(s, &mut names)),
            What::Shading { shading, .. } => collect(&shading.space, &mut names),
            _ => {}
        }
    }
    let mut alike: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names {
        alike.entry(bare(&name)).or_default().push(name);
    }
    for several in alike.into_values().filter(|n| n.len() > 1) {
        findings.error(format!(
            "the inks “{}” seem to be one and become {} plates",
            several.join("” and “"),
            several.len()
        ));
    }
}

fn collect(space: &Space, names: &mut BTreeSet<String>) {
    let mut add = |name: &String| {
        if !["All", "None", "Cyan", "Magenta", "Yellow", "Black"].contains(&name.as_str()) {
            names.insert(name.clone());
        }
    };
    match space {
        Space::Separation { name, .. } => add(name),
        Space::DeviceN { names, .. } => names.iter().for_each(add),
        Space::Indexed { base, .. } => collect(base, names),
        _ => {}
    }
}

/// A name without what differs between programs: case, spaces, and the paper behind it (C, CV, U, UV…).
fn bare(name: &str) -> String {
    let lower = name.to_lowercase().replace("pms", "pantone");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let joined = words.concat();
    let paper = ["cvc", "cvu", "cv", "uv", "ec", "pc"].iter().find_map(|p| joined.strip_suffix(p));
    match paper.or_else(|| joined.strip_suffix(['c', 'u', 'm'])) {
        Some(ink) if ink.ends_with(|c: char| c.is_ascii_digit()) => ink.to_owned(),
        _ => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn names_of_one_ink_are_alike() {
        assert_eq!(bare("PANTONE 300 C"), bare("Pantone 300CV"));
        assert_eq!(bare("PMS 300"), bare("PANTONE 300 U"));
        assert_ne!(bare("PANTONE 300 C"), bare("PANTONE 301 C"));
        assert_ne!(bare("Magic"), bare("Magi"));
    }
}
