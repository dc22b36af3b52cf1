//! Each page says where it is cut, and its boxes lie in each other.

use crate::preflight::file::{Ask, Box4, Demand, Family, Findings, Page, Pdf, Purpose, Rule};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "page-boxes",
    title: "The boxes of a page lie in each other: trim in bleed in media.",
    reason: "A print shop cuts at the trim box. One that is missing, or reaches out of its bleed or paper, is cut by \
             guess (ISO 32000-1, 14.11.2; PDF/X-4, 6.1.1).",
    fix: "export with trim and bleed set in the program that made the file",
    asks: &[Ask::Any, Ask::X("6.1.1"), Ask::A("6.1.13")],
    check,
};

pub(super) const SIZES: Rule = Rule {
    code: "page-sizes",
    title: "All pages have one size, and lie the same way.",
    reason: "Pages of several sizes are scaled, turned or cut by whoever prints them.",
    fix: "give all pages one size, or send each size as a file of its own",
    asks: &[Ask::Office, Ask::Press],
    check: sizes,
};

/// Programs round to hundredths of a point; a printer sees nothing below.
const SLACK: f64 = 0.05;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let press = demand.purpose == Purpose::Press || demand.claims(Family::X);
    for (n, page) in pdf.pages.iter().enumerate() {
        let mut say = |message: &str| _ = findings.error(message).page(n + 1);
        if page.media.width() < 1.0 || page.media.height() < 1.0 {
            say("its media box is empty");
            continue;
        }
        for (name, inner) in [("trim", page.trim), ("bleed", page.bleed), ("art", page.art)] {
            if inner.is_some_and(|i| !page.media.holds(&i, SLACK)) {
                say(&format!("its {name} box reaches out of its media box"));
            }
        }
        if page.trim.zip(page.bleed).is_some_and(|(trim, bleed)| !bleed.holds(&trim, SLACK)) {
            say("its trim box reaches out of its bleed box");
        }
        if press {
            print(page, &mut say);
        }
    }
}

fn print(page: &Page, say: &mut impl FnMut(&str)) {
    if page.trim.is_none() && page.art.is_none() {
        say("it does not say where it is cut (`/TrimBox`)");
    }
    if page.trim.is_some() && page.art.is_some() {
        say("it has a trim box and an art box, of which PDF/X allows one");
    }
    if page.crop.is_some_and(|c| !c.holds(&page.bleed.unwrap_or(page.trimmed()), SLACK)) {
        say("its crop box hides some of the bleed");
    }
}

fn sizes(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let mut sizes: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (n, page) in pdf.pages.iter().enumerate() {
        sizes.entry(size(page)).or_default().push(n + 1);
    }
    if sizes.len() < 2 {
        return;
    }
    let most = sizes.values().map(Vec::len).max().unwrap_or(0);
    let usual = sizes.iter().find(|s| s.1.len() == most).map(|s| *s.0).unwrap_or_default();
    for (size, pages) in sizes.iter().filter(|s| *s.0 != usual) {
        for page in pages {
            findings
                .warning(format!("it is {} and most pages are {}", inches(*size), inches(usual)))
                .page(*page);
        }
    }
}

/// Width and height as it is read, in hundredths of an inch.
fn size(page: &Page) -> (i64, i64) {
    let Box4 { x0, y0, x1, y1 } = page.trimmed();
    let of = |v: f64| (v * page.unit / 0.72).round() as i64;
    let (w, h) = (of(x1 - x0), of(y1 - y0));
    if page.rotate.rem_euclid(180) == 90 { (h, w) } else { (w, h) }
}

fn inches((w, h): (i64, i64)) -> String {
    format!("{} × {} in", w as f64 / 100.0, h as f64 / 100.0)
}
