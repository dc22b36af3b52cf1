//! What a file that carries a standard's mark has to have, as far as no rule of its own looks for it.

use crate::preflight::file::{Ask, Claim, Demand, Family, Findings, Pdf, Rule};
use lopdf::{Dictionary, Object};

pub(super) const INTENT: Rule = Rule {
    code: "output-intent",
    title: "A file for print or archive says what its colours mean.",
    reason: "The same numbers of ink are another colour on another press; the output intent names the condition that they \
             are for (PDF/X-4, 6.2.2; PDF/A-2, 6.2.3).",
    fix: "export with an output intent, and its ICC profile embedded",
    asks: &[Ask::Press, Ask::A("6.2.3"), Ask::X("6.2.2")],
    check: intent,
};

pub(super) const FACTS: Rule = Rule {
    code: "standard-facts",
    title: "A file that names a standard has what the standard asks of the file as a whole.",
    reason: "Trapped or not, an identity, a version that allows what is used: a shop or an archive turns back a file that \
             lacks one (PDF/X-4, 6.1; PDF/X-1a, 6; PDF/A-2, 6.1).",
    fix: "export anew with a program that writes this standard, or take its name out",
    asks: &[Ask::A("6.1"), Ask::X("6.1")],
    check: facts,
};

pub(super) const FLAT: Rule = Rule {
    code: "transparency",
    title: "A file for a standard without transparency has none.",
    reason: "PDF/X-1a, PDF/X-3 and PDF/A-1 know no transparency: shops that ask for them cannot print it (ISO 15930-4, \
             6.5; ISO 19005-1, 6.4).",
    fix: "flatten transparency on export, or send PDF/X-4",
    asks: &[Ask::Flat("6.4")],
    check: flat,
};

pub(super) const ANNOTATIONS: Rule = Rule {
    code: "press-annotations",
    title: "A file for a print shop has no annotations on its pages.",
    reason: "Links and comments inside of the bleed may be printed, or stop the file at the door (PDF/X-4, 6.2.6; \
             PDF/X-1a, 6.10).",
    fix: "export without links, comments and form fields",
    asks: &[Ask::Press, Ask::X("6.2.6")],
    check: annotations,
};

fn intent(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let kind = |i: &&Dictionary| pdf.name_of(i, "S").map(str::to_owned);
    let intents = pdf.intents();
    let press = demand.claims(Family::X) || demand.purpose == super::super::Purpose::Press;
    let x = intents.iter().find(|i| kind(i).as_deref() == Some("GTS_PDFX"));
    if press {
        match x {
            None if demand.claims(Family::X) => {
                _ = findings.error("it does not say which printing condition its inks are for")
            }
            None => _ = findings.warning("it does not say which printing condition its inks are for"),
            Some(i) => {
                let named = pdf.text(i, "OutputConditionIdentifier").is_some_and(|n| !n.trim().is_empty());
                if !named {
                    findings.error("its output intent does not name the printing condition");
                }
                profile(pdf, i, demand, findings);
            }
        }
    }
    if let Some(i) = intents.iter().find(|i| kind(i).as_deref() == Some("GTS_PDFA1")) {
        profile(pdf, i, demand, findings);
    }
}

/// The profile of an intent is one.
fn profile(pdf: &Pdf, intent: &Dictionary, demand: &Demand, findings: &mut Findings) {
    let four = demand.claims.iter().any(|c| c.family == Family::X && c.part == 4);
    let Some(stream) = pdf.stream(intent, "DestOutputProfile") else {
        if four && !intent.has(b"DestOutputProfileRef") {
            findings.error("its output intent has no profile");
        }
        return;
    };
    let data = pdf.content(stream);
    let space = match data.get(16..20) {
        Some(b"CMYK") => 4.0,
        Some(b"RGB ") | Some(b"Lab ") => 3.0,
        Some(b"GRAY") => 1.0,
        _ => 0.0,
    };
    if data.get(36..40) != Some(b"acsp") || space == 0.0 {
        findings.error("the profile of its output intent is no ICC profile");
    } else if pdf.number(&stream.dict, "N").is_some_and(|n| n != space) {
        findings.error("the profile of its output intent has another number of inks than the file says");
    }
}

fn facts(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    for claim in &demand.claims {
        match claim.family {
            Family::A => archive(pdf, *claim, findings),
            Family::X => exchange(pdf, *claim, findings),
            Family::Ua => {}
        }
    }
    let identity = pdf.array(&pdf.document.trailer, "ID");
    if identity.len() != 2 {
        findings.error("it has no identity (`/ID`)");
    }
}

fn archive(pdf: &Pdf, claim: Claim, findings: &mut Findings) {
    let allowed: &[char] = match claim.part {
        1 => &['A', 'B'],
        2 | 3 => &['A', 'B', 'U'],
        _ => &[' ', 'E', 'F'],
    };
    if !allowed.contains(&claim.level) {
        findings.error(format!("there is no {claim}"));
    }
    if claim.part == 1 && version(pdf).is_some_and(|v| v > 1.4) {
        findings.error(format!("it is of version {}, and PDF/A-1 is of 1.4", pdf.document.version));
    }
    let lzw =
        |o: &Object| o.as_stream().is_ok_and(|s| s.filters().is_ok_and(|f| f.contains(&&b"LZWDecode"[..])));
    if pdf.document.objects.values().any(lzw) {
        findings.error("a stream is packed with LZW");
    }
}

fn exchange(pdf: &Pdf, claim: Claim, findings: &mut Findings) {
    let trapped = pdf.info_text("Trapped").or_else(|| pdf.xmp().property("pdf:Trapped"));
    if !matches!(trapped.as_deref(), Some("True" | "False")) {
        findings.error("it does not say whether it is trapped");
    }
    let top = match claim.part {
        1 | 3 => 1.4,
        4 => 1.6,
        _ => return,
    };
    // PDF/X-1a:2001 and X-3:2002 are of 1.3, the editions of 2003 of 1.4. X-4 is written for 1.6.
    if version(pdf).is_some_and(|v| v > top + 0.01) && claim.part != 4 {
        findings.error(format!("it is of version {}, and {claim} is of {top}", pdf.document.version));
    }
    let dated = |info: &str, xmp: &str| pdf.xmp().property(xmp).is_some() || pdf.info_text(info).is_some();
    if !dated("CreationDate", "xmp:CreateDate") || !dated("ModDate", "xmp:ModifyDate") {
        findings.error("it does not say when it was made and when it was last changed");
    }
    if pdf.info_text("Title").is_none() && pdf.xmp().property("dc:title").is_none() {
        findings.error("it has no title");
    }
}

/// The version of the file, in its header or catalog.
fn version(pdf: &Pdf) -> Option<f64> {
    let header = pdf.document.version.trim().parse::<f64>().ok();
    let later = pdf.name_of(pdf.catalog(), "Version").and_then(|v| v.parse::<f64>().ok());
    match (header, later) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

fn flat(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let masked = |d: &Dictionary| match pdf.get(d, "SMask") {
        Some(Object::Name(n)) => n != b"None",
        Some(_) => true,
        None => false,
    };
    let thin = |d: &Dictionary| {
        ["CA", "ca"].iter().any(|k| pdf.number(d, k).is_some_and(|a| a < 1.0) && !d.has(b"Rect"))
    };
    let blends = |d: &Dictionary| pdf.name_of(d, "BM").is_some_and(|b| !matches!(b, "Normal" | "Compatible"));
    let group =
        |d: &Dictionary| pdf.dict(d, "Group").is_some_and(|g| pdf.name_of(g, "S") == Some("Transparency"));
    let dicts: Vec<&Dictionary> = pdf.document.objects.values().filter_map(|o| pdf.as_dict(o)).collect();
    let states = dicts
        .iter()
        .filter_map(|d| pdf.dict(d, "ExtGState"))
        .flat_map(Dictionary::iter)
        .filter_map(|(_, o)| pdf.as_dict(o));
    let states: Vec<&Dictionary> = states.collect();
    let found = [
        (dicts.iter().any(|d| masked(d)), "a soft mask"),
        (states.iter().any(|d| thin(d)), "something half transparent"),
        (states.iter().any(|d| blends(d)), "a blend mode"),
        (dicts.iter().any(|d| group(d)), "a transparency group"),
    ];
    for (_, what) in found.into_iter().filter(|f| f.0) {
        findings.error(format!("it has {what}"));
    }
}

fn annotations(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    for (n, page) in pdf.pages.iter().enumerate() {
        let within = page.bleed.or(page.trim).unwrap_or(page.media);
        let inside = |d: &Dictionary| pdf.box4(d, "Rect").is_none_or(|r| r.meets(&within));
        // Trap networks and printer's marks belong there (ISO 32000-1, 14.11).
        let foreign = |d: &Dictionary| !matches!(pdf.name_of(d, "Subtype"), Some("TrapNet" | "PrinterMark"));
        let count = pdf.annotations(page).into_iter().filter(|(_, d)| foreign(d) && inside(d)).count();
        if count > 0 {
            let message = "links or comments stand on it";
            if demand.claims(Family::X) { findings.error(message) } else { findings.warning(message) }
                .page(n + 1);
        }
    }
}
