//! Papers that printers and presses hold, and which of them a page belongs to.

use crate::base::{Pt, Size};

/// A family of papers, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Of North America, in inches.
    Inches,
    /// ISO 216 and ISO 217, in millimetres.
    Metric,
}

/// Names, width and height upright, in inches. Tabloid is ANSI B; 12×18 and 13×19 in are what digital presses take
/// for a tabloid page with bleed.
const INCHES: [(&str, f64, f64); 5] = [
    ("letter", 8.5, 11.0),
    ("legal", 8.5, 14.0),
    ("tabloid", 11.0, 17.0),
    ("12x18in", 12.0, 18.0),
    ("13x19in", 13.0, 19.0),
];
/// The same in millimetres. SRA papers (ISO 217) are A papers with room for bleed and marks.
const METRIC: [(&str, f64, f64); 5] = [
    ("a4", 210.0, 297.0),
    ("sra4", 225.0, 320.0),
    ("a3", 297.0, 420.0),
    ("sra3", 320.0, 450.0),
    ("a2", 420.0, 594.0),
];

/// Lengths that differ by less are the same: producers round to points and to hundredths of an inch.
pub(super) const SAME: f64 = 0.75;

/// A paper by its name, or by width and height: `letter`, `a3`, `13x19in`, `320x450mm`.
pub fn named(name: &str) -> Option<Size> {
    let lower = name.trim().to_ascii_lowercase();
    if let Some((_, size)) = all().find(|(known, _)| *known == lower) {
        return Some(size);
    }
    let (w, h) = lower.split_once(['x', '×'])?;
    let unit = h.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let w = Pt::parse(w).or_else(|| Pt::parse(&format!("{w}{unit}")))?;
    let h = Pt::parse(h)?;
    // The sizes that a page may have (ISO 32000-1, annex C, in default units).
    let fair = |v: Pt| (3.0..=14_400.0).contains(&v.0);
    (fair(w) && fair(h)).then_some(Size { w, h })
}

/// The papers of a family, smallest first.
pub(super) fn of(family: Family) -> impl Iterator<Item = (&'static str, Size)> {
    let (list, unit) = match family {
        Family::Inches => (INCHES, Pt::INCH),
        Family::Metric => (METRIC, Pt::mm(1.0)),
    };
    list.into_iter().map(move |(name, w, h)| (name, Size { w: unit * w, h: unit * h }))
}

fn all() -> impl Iterator<Item = (&'static str, Size)> {
    of(Family::Inches).chain(of(Family::Metric))
}

/// The family of a page: metric where its sides are whole millimetres and not eighths of an inch.
pub(super) fn family([w, h]: [f64; 2]) -> Family {
    // Points rounded to whole ones are off by up to half a point, 0.18 mm.
    let near = |v: f64, unit: f64, off: f64| ((v / unit).round() * unit - v).abs() <= off;
    let eighths = [w, h].iter().all(|v| near(*v, 9.0, 0.05));
    let millimetres = [w, h].iter().all(|v| near(*v, 72.0 / 25.4, 0.52));
    if millimetres && !eighths { Family::Metric } else { Family::Inches }
}

/// A size for a sentence: `letter`, `letter landscape`, `6 × 9 in`.
pub fn written(size: Size) -> String {
    let same = |a: Size, b: Size| (a.w - b.w).abs().0 < SAME && (a.h - b.h).abs().0 < SAME;
    let turned = Size { w: size.h, h: size.w };
    let named = |(name, _): &(&str, Size)| !name.contains('x');
    if let Some((name, _)) = all().filter(named).find(|p| same(p.1, size)) {
        return name.to_owned();
    }
    if let Some((name, _)) = all().filter(named).find(|p| same(p.1, turned)) {
        return format!("{name} landscape");
    }
    measured([size.w.0, size.h.0])
}

/// A size as `--sheet` takes it: `letter`, `18x12in`.
pub(super) fn typed(size: Size) -> String {
    written(size).replace(" landscape", "").replace(" × ", "x").replace(' ', "")
}

/// Width and height in the unit that they are likely meant in.
pub(super) fn measured([w, h]: [f64; 2]) -> String {
    let (unit, length, digits) = match family([w, h]) {
        Family::Inches => ("in", 72.0, 10_000.0),
        Family::Metric => ("mm", 72.0 / 25.4, 10.0),
    };
    let short = |v: f64| (v / length * digits).round() / digits;
    format!("{} × {} {unit}", short(w), short(h))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_have_names_and_measures() {
        let size = |w, h| Some(Size { w: Pt(w), h: Pt(h) });
        assert_eq!(named("Letter"), size(612.0, 792.0));
        assert_eq!(named("12x18in"), size(864.0, 1296.0));
        assert_eq!(named("12in x 18in"), size(864.0, 1296.0));
        for wrong in ["", "x", "12x18", "0x9in", "letterr", "9inx", "1x1in2", "-3x4in", "9e9x1in"] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_page_belongs_to_its_continent() {
        for (size, family) in [
            ([612.0, 792.0], Family::Inches),
            ([396.0, 612.0], Family::Inches),
            ([595.0, 842.0], Family::Metric),
            ([595.276, 841.89], Family::Metric),
            ([419.53, 595.28], Family::Metric),
            ([288.0, 432.0], Family::Inches),
        ] {
            assert_eq!(super::family(size), family, "{size:?}");
        }
        assert_eq!(measured([419.53, 595.28]), "148 × 210 mm");
        assert_eq!(written(Size { w: Pt(842.0), h: Pt(595.0) }), "a4 landscape");
        for size in
            [[1296.0, 864.0], [792.0, 612.0], [595.276, 841.89], [850.394, 1133.858], [1294.0, 1654.5]]
        {
            let size = Size { w: Pt(size[0]), h: Pt(size[1]) };
            assert!(named(&typed(size)).is_some(), "{}", typed(size));
        }
        assert_eq!(typed(Size { w: Pt(1296.0), h: Pt(864.0) }), "18x12in");
    }
}
