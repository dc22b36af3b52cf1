//! What a file says of itself in two places, it says alike.

use crate::preflight::file::{Ask, Demand, Family, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "metadata",
    title: "The information dictionary and the XMP metadata say the same.",
    reason: "Catalogues read one, viewers the other (PDF/A-2, 6.6.3; PDF/X-4, 6.1.5; ISO 32000-1, 14.3).",
    fix: "save it anew with one program that writes both",
    asks: &[Ask::Any, Ask::A("6.6.3"), Ask::X("6.1.5"), Ask::Ua("7.1")],
    check,
};

const PAIRS: [(&str, &str); 5] = [
    ("Title", "dc:title"),
    ("Author", "dc:creator"),
    ("Producer", "pdf:Producer"),
    ("Creator", "xmp:CreatorTool"),
    ("Keywords", "pdf:Keywords"),
];

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    if pdf.xmp().is_empty() {
        if !demand.claims.is_empty() {
            findings.error("it has no XMP metadata");
        }
        return;
    }
    // PDF/A-1 and 2, and PDF/X, ask for the two to agree. Others only suffer from titles that differ.
    let strict = demand.claims(Family::A) || demand.claims(Family::X);
    for (key, name) in PAIRS {
        let (Some(info), Some(xmp)) = (pdf.info_text(key), pdf.xmp().property(name)) else { continue };
        if squeezed(&info) == squeezed(&xmp) || (!strict && key != "Title") {
            continue;
        }
        let message = format!("its {} is `{info}` in one place and `{xmp}` in the other", key.to_lowercase());
        if strict {
            findings.error(message)
        } else {
            findings.warning(message)
        };
    }
    for (key, name) in [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")] {
        let Some(info) = pdf.info_text(key) else { continue };
        let Some(date) = digits(info.strip_prefix("D:").unwrap_or(&info)) else {
            findings.warning(format!("its date `{info}` is none (`/{key}`)"));
            continue;
        };
        let other = pdf.xmp().property(name).and_then(|x| digits(&x));
        if strict && other.is_some_and(|o| !same(&o, &date)) {
            findings.error(format!(
                "its dates differ between the information dictionary and the XMP metadata (`/{key}`)"
            ));
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits of a date up to its zone: at least a year.
fn digits(date: &str) -> Option<String> {
    let zone = date
        .char_indices()
        .find(|(i, c)| matches!(c, 'Z' | '+') || (*c == '-' && *i > 10))
        .map_or(date.len(), |z| z.0);
    let digits: String = date[..zone].chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 4).then_some(digits)
}

/// Whether two dates agree as far as both go, to the minute: zones shift hours, and are not told apart here.
fn same(a: &str, b: &str) -> bool {
    const MONTH: usize = 6;
    let n = a.len().min(b.len()).min(MONTH);
    a[..n] == b[..n]
}
