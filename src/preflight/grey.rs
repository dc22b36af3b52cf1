//! What an office printer without colours makes of a page: text that is still read, colours that are still told apart.
//! Takes a layout; pushes warnings, and changes nothing.

use crate::base::{Diagnostic, Diagnostics, Ink, Path, Point, Pt, Rect, Seg};
use crate::edition::{Edition, EditionKind};
use crate::layout::{Draw, ElemId, Layout, Owner, Page};
use crate::story::Role;
use crate::text::LineRun;
use std::collections::{BTreeMap, BTreeSet};

/// The least contrast of text, and of text of 18 pt and more (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
const LARGE_TEXT: f64 = 3.0;
const LARGE: Pt = Pt(18.0);
/// Greys of less contrast look alike (inference: a fifth of the way from one to the next step of a grey wedge).
const ALIKE: f64 = 1.15;
/// Colours of less distance, in steps of 255, were alike before.
const DISTINCT: i32 = 60;

/// Says what is lost on a printer without colours, in the editions that go to one.
pub(super) fn check(layout: &Layout, edition: &Edition, diags: &mut Diagnostics) {
    if !matches!(edition.kind, EditionKind::Office | EditionKind::LargePrint) {
        return;
    }
    let mut said = BTreeSet::new();
    for (n, page) in layout.pages.iter().enumerate() {
        for (run, ground) in texts(page) {
            let least = if run.size >= LARGE { LARGE_TEXT } else { TEXT };
            let contrast = grey(&run.ink).contrast(&grey(&ground));
            // Twice the same two colours is one mistake.
            if contrast < least && said.insert((run.ink.rgb, ground.rgb)) {
                diags.push(faint(run, contrast, n + 1));
            }
        }
    }
    alike(layout, diags);
}

fn faint(run: &LineRun, contrast: f64, page: usize) -> Diagnostic {
    let words: String = run.text.trim().chars().take(30).collect();
    let message = format!(
        "`{words}` on page {page} is hard to read without colours: a contrast of {contrast:.1} as grey"
    );
    Diagnostic::warning("grey-contrast", message)
        .help("make the text's colour darker or its ground lighter in the brand")
}

/// Two colours of one drawing that are one grey.
fn alike(layout: &Layout, diags: &mut Diagnostics) {
    let mut fills: BTreeMap<ElemId, BTreeSet<[u8; 3]>> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|p| &p.items) {
        let Owner::Elem(elem) = item.owner else { continue };
        if layout.tags.get(elem).role != Role::Figure {
            continue;
        }
        let inks = item.draws.iter().filter_map(|d| match d {
            Draw::Path { fill: Some((ink, _)), .. } | Draw::Rect { ink, .. } => Some(ink.rgb),
            _ => None,
        });
        fills.entry(elem).or_default().extend(inks);
    }
    for (elem, inks) in fills {
        let inks: Vec<[u8; 3]> = inks.into_iter().collect();
        let pairs = inks.iter().enumerate().flat_map(|(i, a)| inks[i + 1..].iter().map(move |b| (*a, *b)));
        let lost = pairs.into_iter().find(|(a, b)| far(*a, *b) && same_grey(*a, *b));
        if let Some((a, b)) = lost {
            let alt = layout.tags.get(elem).alt.as_deref().unwrap_or("a drawing");
            let name: String = alt.chars().take(40).collect();
            let message = format!("{} and {} in `{name}` are the same grey without colours", hex(a), hex(b));
            let help = "make one of them lighter, or tell them apart by a pattern or by words";
            diags.push(Diagnostic::note("grey-alike", message).help(help));
        }
    }
}

fn far(a: [u8; 3], b: [u8; 3]) -> bool {
    let step = |i: usize| (i32::from(a[i]) - i32::from(b[i])).abs();
    (0..3).map(step).max().unwrap_or(0) >= DISTINCT
}

fn same_grey([r, g, b]: [u8; 3], other: [u8; 3]) -> bool {
    let (one, two) = (Ink::rgb(r, g, b), Ink::rgb(other[0], other[1], other[2]));
    grey(&one).contrast(&grey(&two)) < ALIKE
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// A colour as printers make it grey (ITU-R BT.601, which PostScript and PCL take too).
fn grey(ink: &Ink) -> Ink {
    let [r, g, b] = ink.rgb.map(f64::from);
    let v = (0.299 * r + 0.587 * g + 0.114 * b).round() as u8;
    Ink::rgb(v, v, v)
}

/// The runs of a page with what they stand on. Those on pictures are left out.
fn texts(page: &Page) -> Vec<(&LineRun, Ink)> {
    let mut grounds: Vec<(Rect, Option<Ink>)> = Vec::new();
    let mut out = Vec::new();
    for draw in page.items.iter().flat_map(|i| &i.draws) {
        match draw {
            Draw::Rect { rect, ink } => grounds.push((*rect, Some(ink.clone()))),
            Draw::Path { path, fill: Some((ink, _)), opacity, .. } if *opacity >= 1.0 => {
                grounds.extend(bounds(path).map(|b| (b, Some(ink.clone()))));
            }
            Draw::Path { .. } => {}
            Draw::Picture { rect, .. } => grounds.push((*rect, None)),
            Draw::Text { at, run } if !run.text.trim().is_empty() => {
                let middle = Point::new(at.x + run.width() * 0.5, at.y - run.rise - run.size * 0.25);
                match grounds.iter().rev().find(|(r, _)| holds(r, middle)) {
                    Some((_, None)) => {}
                    Some((_, Some(ink))) => out.push((run.as_ref(), ink.clone())),
                    None => out.push((run, Ink::WHITE)),
                }
            }
            Draw::Text { .. } => {}
        }
    }
    out
}

fn holds(r: &Rect, p: Point) -> bool {
    p.x >= r.x && p.x <= r.x + r.w && p.y >= r.y && p.y <= r.y + r.h
}

fn bounds(path: &Path) -> Option<Rect> {
    let ends = path.segs.iter().filter_map(|s| match *s {
        Seg::Move(p) | Seg::Line(p) | Seg::Cubic(_, _, p) => Some(Rect::new(p.x, p.y, Pt::ZERO, Pt::ZERO)),
        Seg::Close => None,
    });
    ends.reduce(Rect::union)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FaceId;
    use crate::layout::Placed;

    fn page(draws: Vec<Draw>, layout: &mut Layout) {
        let figure = layout.tags.add(Role::Figure, None);
        layout
            .pages
            .push(Page { items: vec![Placed { owner: Owner::Elem(figure), draws }], ..Page::default() });
    }

    fn text(ink: Ink) -> Draw {
        let run = LineRun {
            x: Pt::ZERO,
            rise: Pt::ZERO,
            face: FaceId(0),
            size: Pt(10.0),
            ink,
            x_scale: 1.0,
            text: "Words".into(),
            glyphs: vec![],
            anchor: None,
            lang: None,
            filled: false,
        };
        Draw::Text { at: Point::new(Pt(10.0), Pt(10.0)), run: run.into() }
    }

    fn ground(ink: Ink) -> Draw {
        Draw::Rect { rect: Rect::new(Pt::ZERO, Pt::ZERO, Pt(50.0), Pt(50.0)), ink }
    }

    fn said(draws: Vec<Draw>, edition: &Edition) -> Vec<&'static str> {
        let (mut layout, mut diags) = (Layout::default(), Diagnostics::default());
        page(draws, &mut layout);
        check(&layout, edition, &mut diags);
        diags.iter().map(|d| d.code).collect()
    }

    #[test]
    fn text_is_read_as_grey() {
        let office = Edition::office();
        assert!(said(vec![text(Ink::BLACK)], &office).is_empty());
        assert_eq!(said(vec![text(Ink::rgb(150, 150, 150))], &office), ["grey-contrast"]);
        // Red on green: far apart on a screen, one grey on paper.
        let (red, green) = (Ink::rgb(220, 0, 0), Ink::rgb(0, 112, 0));
        assert_eq!(said(vec![ground(green.clone()), text(red.clone())], &office), ["grey-contrast"]);
        assert!(said(vec![ground(green), text(red)], &Edition::email()).is_empty());
    }

    #[test]
    fn colours_of_a_drawing_are_told_apart_as_grey() {
        let (red, green) = (Ink::rgb(220, 0, 0), Ink::rgb(0, 112, 0));
        assert_eq!(said(vec![ground(red.clone()), ground(green)], &Edition::office()), ["grey-alike"]);
        assert!(said(vec![ground(red), ground(Ink::WHITE)], &Edition::office()).is_empty());
    }
}
