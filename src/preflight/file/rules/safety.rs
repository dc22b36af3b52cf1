//! Nothing in a file is locked away, runs by itself or hides.

use crate::preflight::file::{Ask, Demand, Family, Findings, Pdf, Rule};
use lopdf::{Dictionary, Object};

pub(super) const LOCKED: Rule = Rule {
    code: "locked",
    title: "A file is not encrypted, and keeps nobody from reading it with a voice or printing it.",
    reason: "Archives and print shops take no encrypted file; rights that forbid extraction silence screen readers \
             (PDF/UA-1, 7.16; PDF/A-2, 6.1.3; PDF/X-4, 6.1.2).",
    fix: "save it without a password",
    asks: &[Ask::Any, Ask::Ua("7.16"), Ask::A("6.1.3"), Ask::X("6.1.2")],
    check: locked,
};

pub(super) const ACTIVE: Rule = Rule {
    code: "active-content",
    title: "Nothing in a file runs by itself.",
    reason: "Mail servers drop files with scripts or with files inside, and no paper shows a film (PDF/A-2, 6.5; PDF/X-4, \
             6.2.6).",
    fix: "make it anew without scripts, attachments and media",
    asks: &[Ask::Any, Ask::A("6.5.1"), Ask::X("6.2.6")],
    check: active,
};

fn locked(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    if !pdf.encrypted {
        return;
    }
    if demand.claims(Family::A) || demand.claims(Family::X) || demand.purpose == super::super::Purpose::Press
    {
        findings.error("it is encrypted");
    } else {
        findings.warning("it is encrypted, though it opens without a password");
    }
    let rights = pdf.document.encryption_state.as_ref().map(|s| s.permissions());
    let rights = rights.unwrap_or_else(lopdf::Permissions::all);
    if !rights.contains(lopdf::Permissions::COPYABLE_FOR_ACCESSIBILITY) {
        findings.error("its rights keep screen readers out");
    }
    if !rights.contains(lopdf::Permissions::PRINTABLE) {
        findings.error("its rights forbid to print it");
    }
}

fn active(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let kinds: Vec<&str> =
        pdf.document.objects.values().filter_map(|o| pdf.as_dict(o)).filter_map(|d| kind(pdf, d)).collect();
    let has = |what: &str| kinds.contains(&what);
    let names = pdf.dict(pdf.catalog(), "Names");
    if has("a script") || names.is_some_and(|n| n.has(b"JavaScript")) {
        findings.error("it runs a script");
    }
    if has("a program") {
        findings.error("it starts a program");
    }
    if has("media") {
        findings.error("it holds a film, a sound or a model");
    }
    let older = demand.claims.iter().any(|c| c.family == Family::A && c.part < 3);
    if names.is_some_and(|n| n.has(b"EmbeddedFiles")) || has("a file") {
        if older {
            findings.error("a file is attached to it")
        } else {
            findings.warning("a file is attached to it")
        };
    }
}

/// What a dictionary would do.
fn kind(pdf: &Pdf, dict: &Dictionary) -> Option<&'static str> {
    // An element of the tag tree has `/S` too: its type.
    let action =
        dict.get(b"S").ok().and_then(|s: &Object| s.as_name().ok()).filter(|_| !dict.has_type(b"StructElem"));
    match action {
        Some(b"JavaScript") if dict.has(b"JS") => return Some("a script"),
        Some(b"Launch") if dict.has(b"F") || dict.has(b"Win") => return Some("a program"),
        _ => {}
    }
    match pdf.name_of(dict, "Subtype")? {
        "Movie" | "Sound" | "Screen" | "RichMedia" | "3D" if dict.has(b"Rect") => Some("media"),
        "FileAttachment" if dict.has(b"Rect") => Some("a file"),
        _ => None,
    }
}
