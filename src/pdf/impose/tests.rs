//! Orders, creep, papers and the meeting of fronts and backs, on pages without a file.

use super::place::{Side, sides};
use super::source::Page;
use super::*;
use lopdf::{Dictionary, Object};

fn pages(count: usize, [w, h]: [f64; 2], bleed: f64) -> Vec<Page> {
    let page = Page {
        id: (1, 0),
        trim: [bleed, bleed, bleed + w, bleed + h],
        bleed: [0.0, 0.0, w + 2.0 * bleed, h + 2.0 * bleed],
        turns: 0,
        unit: 1.0,
        resources: Object::Dictionary(Dictionary::new()),
    };
    vec![page; count]
}

fn ask(scheme: Scheme) -> Impose {
    Impose {
        scheme,
        order: Order::Leaves,
        sheet: None,
        scale: Scale::Keep,
        flip: None,
        gutter: None,
        thickness: Pt::ZERO,
        marks: Marks::Room,
    }
}

const HALF_LETTER: [f64; 2] = [396.0, 612.0];

/// Page numbers as they stand on each side, `-` for none: `8 1 | 2 7`.
fn order(count: usize, ask: &Impose) -> Vec<String> {
    let plan = plan::make(&pages(count, HALF_LETTER, 0.0), ask, &mut Diagnostics::default()).expect("a plan");
    let side = |cells: &[Option<usize>]| {
        let words = cells.iter().map(|c| c.map_or("-".to_owned(), |p| (p + 1).to_string()));
        words.collect::<Vec<_>>().join(" ")
    };
    let sheet = |s: &plan::Sheet| match &s.back {
        Some(back) => format!("{} | {}", side(&s.front), side(back)),
        None => side(&s.front),
    };
    plan.sheets.iter().map(sheet).collect()
}

#[test]
fn booklets_are_in_the_order_of_their_sheets() {
    let booklet = ask(Scheme::Booklet);
    assert_eq!(order(4, &booklet), ["4 1 | 2 3"]);
    assert_eq!(order(5, &booklet), ["- 1 | 2 -", "- 3 | 4 5"]);
    assert_eq!(order(8, &booklet), ["8 1 | 2 7", "6 3 | 4 5"]);
    assert_eq!(order(12, &booklet), ["12 1 | 2 11", "10 3 | 4 9", "8 5 | 6 7"]);
}

#[test]
fn booklets_from_the_right_are_bound_at_the_right() {
    let plan = |scheme, count| {
        plan::make(&pages(count, HALF_LETTER, 0.0), &ask(scheme), &mut Diagnostics::default())
            .map(plan::Plan::mirrored)
            .expect("a plan")
    };
    let booklet = plan(Scheme::Booklet, 8);
    let front: Vec<_> = booklet.sheets.iter().map(|s| s.front.clone()).collect();
    assert_eq!(front, [[Some(0), Some(7)], [Some(2), Some(5)]]);
    assert_eq!(booklet.sheets[0].back, Some(vec![Some(6), Some(1)]));
    let four = plan(Scheme::FourUp, 4);
    assert_eq!(four.sheets[0].front.len(), 4);
    assert!(four.sheets[0].front[1] < four.sheets[0].front[0]);
}

#[test]
fn leaves_piles_copies_and_reading_order() {
    let two = ask(Scheme::TwoUp);
    assert_eq!(order(8, &two), ["1 3 | 4 2", "5 7 | 8 6"]);
    assert_eq!(order(5, &two), ["1 3 | 4 2", "5 - | - -"]);
    assert_eq!(order(2, &two), ["1 1 | 2 2"]);
    assert_eq!(order(1, &two), ["1 1"]);
    assert_eq!(order(8, &Impose { order: Order::Stack, ..two }), ["1 5 | 6 2", "3 7 | 8 4"]);
    assert_eq!(order(4, &Impose { order: Order::Repeat, ..two }), ["1 1 | 2 2", "3 3 | 4 4"]);
    assert_eq!(order(5, &Impose { order: Order::Read, ..two }), ["1 2 | 3 4", "5 -"]);
    assert_eq!(order(3, &Impose { flip: Some(Flip::OneSided), ..two }), ["1 2", "3 -"]);
    let four = ask(Scheme::FourUp);
    assert_eq!(order(8, &four), ["1 3 5 7 | 4 2 8 6"]);
    assert_eq!(
        order(12, &Impose { order: Order::Stack, ..four }),
        ["1 5 9 - | 6 2 - 10", "3 7 11 - | 8 4 - 12"]
    );
}

#[test]
fn a_tri_fold_has_the_flap_beside_the_back() {
    assert_eq!(order(6, &ask(Scheme::TriFold)), ["5 6 1 | 2 3 4"]);
    let mut diags = Diagnostics::default();
    let mut plan = |count, size| plan::make(&pages(count, size, 0.0), &ask(Scheme::TriFold), &mut diags);
    let wide = plan(2, [792.0, 612.0]).expect("a plan").sheets.remove(0);
    assert_eq!((wide.front, wide.back), (vec![Some(0)], Some(vec![Some(1)])));
    assert_eq!(plan(3, HALF_LETTER), None);
    assert_eq!(plan(2, [612.0, 792.0]), None, "upright sides would be folded into strips");
    assert_eq!(plan(1, [600.0, 792.0]), None);
    assert_eq!(diags.iter().filter(|d| d.code == "panels" && d.help.is_some()).count(), 3);
}

/// PRINT: 3.6875, 3.6875 and 3.625 in of Letter; 100, 100 and 97 mm of A4.
#[test]
fn panels_are_those_of_the_trade() {
    let plan = |w, h, count| {
        plan::make(&pages(count, [w, h], 0.0), &ask(Scheme::TriFold), &mut Diagnostics::default())
            .expect("a plan")
    };
    let inch = |v: f64| v / 72.0;
    assert_eq!(
        plan(265.5, 612.0, 6).columns.iter().copied().map(inch).collect::<Vec<_>>(),
        [3.625, 3.6875, 3.6875]
    );
    assert_eq!(plan(792.0, 612.0, 2).folds.iter().copied().map(inch).collect::<Vec<_>>(), [3.625, 7.3125]);
    let a4 = plan(841.89, 595.276, 2).folds;
    assert!(
        (a4[0] * 25.4 / 72.0 - 97.0).abs() < 0.01 && (a4[1] * 25.4 / 72.0 - 197.0).abs() < 0.01,
        "{a4:?}"
    );
}

/// What comes out for `count` half-letter pages.
fn placed(count: usize, bleed: f64, ask: &Impose) -> (Vec<Side>, fit::Fitted, Flip) {
    let (pages, mut diags) = (pages(count, HALF_LETTER, bleed), Diagnostics::default());
    let plan = plan::make(&pages, ask, &mut diags).expect("a plan");
    let fitted = fit::fit(&plan, &pages, ask, &mut diags).expect("a sheet");
    let flip = place::flip(ask.flip, fitted.paper, &plan);
    (sides(&plan, &fitted, &pages, flip), fitted, flip)
}

/// Where a point of a page's trim, in parts of its width and height, stands on the paper.
fn on_paper(side: &Side, index: usize, [u, v]: [f64; 2], bleed: f64, paper: Size) -> [f64; 2] {
    let [a, b, c, d, e, f] = side.placed[index].matrix;
    let (x, y) = (bleed + u * HALF_LETTER[0], bleed + v * HALF_LETTER[1]);
    let [x, y] = [a * x + c * y + e, b * x + d * y + f];
    if side.upside_down { [paper.w.0 - x, paper.h.0 - y] } else { [x, y] }
}

/// A corner of a page and the other corner of the page behind it are one point of the paper.
#[test]
fn the_back_of_each_page_is_the_next() {
    for (scheme, count) in [(Scheme::TwoUp, 8), (Scheme::FourUp, 16), (Scheme::Booklet, 12)] {
        for flip in [None, Some(Flip::Long), Some(Flip::Short)] {
            for bleed in [0.0, 9.0] {
                let ask = Impose { flip, ..ask(scheme) };
                let (sides, fitted, flip) = placed(count, bleed, &ask);
                let paper = fitted.paper;
                for pair in sides.chunks(2) {
                    for (i, front) in pair[0].placed.iter().enumerate() {
                        let wanted = if front.page % 2 == 0 { front.page + 1 } else { front.page - 1 };
                        let behind = pair[1].placed.iter().position(|p| p.page == wanted).expect("its back");
                        for corner in [[0.0, 0.0], [1.0, 1.0]] {
                            let [x, y] = on_paper(&pair[0], i, corner, bleed, paper);
                            let about_upright = (flip == Flip::Long) == (paper.h.0 > paper.w.0);
                            let through = if about_upright { [paper.w.0 - x, y] } else { [x, paper.h.0 - y] };
                            let there =
                                on_paper(&pair[1], behind, [1.0 - corner[0], corner[1]], bleed, paper);
                            let off = (through[0] - there[0]).hypot(through[1] - there[1]);
                            assert!(
                                off < 0.01,
                                "{scheme:?} {flip:?}: page {} is off by {off}",
                                front.page + 1
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn inner_sheets_are_pushed_to_the_spine() {
    let ask = Impose { thickness: Pt(1.0), ..ask(Scheme::Booklet) };
    let (sides, fitted, _) = placed(12, 0.0, &ask);
    let spine = fitted.paper.w.0 / 2.0;
    for (i, side) in sides.iter().enumerate() {
        let inward = (i / 2) as f64;
        let x: Vec<f64> = side.placed.iter().map(|p| p.matrix[4]).collect();
        assert_eq!(x, [spine - HALF_LETTER[0] + inward, spine - inward], "side {i}");
        // Nothing of a page crosses the fold.
        assert!(side.placed[0].clip[2] <= spine && side.placed[1].clip[0] >= spine);
    }
}

#[test]
fn neighbours_share_the_gap() {
    let (sides, ..) = placed(4, 9.0, &Impose { gutter: Some(Pt(10.0)), ..ask(Scheme::TwoUp) });
    let [left, right] = [&sides[0].placed[0], &sides[0].placed[1]];
    assert_eq!(left.clip[2], right.clip[0]);
    assert_eq!(left.clip[2] - left.clip[0], 9.0 + 396.0 + 5.0);
    assert_eq!(sides[0].cuts_down.len(), 4);
}

#[test]
fn the_paper_is_the_smallest_that_holds_the_pages() {
    let paper = |size, bleed, scheme| {
        let (pages, mut diags) = (pages(4, size, bleed), Diagnostics::default());
        let ask = ask(scheme);
        let plan = plan::make(&pages, &ask, &mut diags).expect("a plan");
        paper_name(fit::fit(&plan, &pages, &ask, &mut diags).expect("a sheet").paper)
    };
    assert_eq!(paper(HALF_LETTER, 0.0, Scheme::TwoUp), "letter landscape");
    assert_eq!(paper(HALF_LETTER, 9.0, Scheme::TwoUp), "tabloid landscape");
    assert_eq!(paper([612.0, 792.0], 0.0, Scheme::Booklet), "tabloid landscape");
    assert_eq!(paper([612.0, 792.0], 9.0, Scheme::Booklet), "18 × 12 in");
    assert_eq!(paper([419.53, 595.28], 0.0, Scheme::TwoUp), "a4 landscape");
    assert_eq!(paper([595.0, 842.0], 0.0, Scheme::Booklet), "a3 landscape");
    assert_eq!(paper([595.28, 841.89], 8.5, Scheme::Booklet), "sra3 landscape");
    assert_eq!(paper([288.0, 432.0], 0.0, Scheme::FourUp), "legal");
}

/// What is told of `count` pages, without the codes' order.
fn told(count: usize, size: [f64; 2], ask: &Impose) -> (String, Vec<&'static str>) {
    let (pages, mut diags) = (pages(count, size, 9.0), Diagnostics::default());
    let plan = plan::make(&pages, ask, &mut diags).expect("a plan");
    let paper = paper_name(fit::fit(&plan, &pages, ask, &mut diags).expect("a sheet").paper);
    assert!(diags.iter().all(|d| d.help.is_some()));
    (paper, diags.iter().map(|d| d.code).collect())
}

#[test]
fn odd_papers_and_blank_places_are_told() {
    let four = ask(Scheme::FourUp);
    let (paper, codes) = told(8, [612.0, 792.0], &four);
    assert_eq!((&*paper, codes), ("18.5 × 23.5 in", vec!["no-standard-paper"]));
    let (paper, codes) = told(8, [841.89, 1190.55], &four);
    assert_eq!((&*paper, codes), ("630 × 870 mm", vec!["no-standard-paper"]));
    let blank = |count, order| told(count, [288.0, 432.0], &Impose { order, ..four }).1;
    assert_eq!(blank(6, Order::Leaves), ["blank-pages"]);
    assert_eq!(blank(10, Order::Stack), ["blank-pages"]);
    assert!(blank(8, Order::Leaves).is_empty() && blank(6, Order::Repeat).is_empty());
}

#[test]
fn a_sheet_that_is_too_small_names_one_that_is_not() {
    let (pages, mut diags) = (pages(4, [612.0, 792.0], 0.0), Diagnostics::default());
    let small = Impose { sheet: super::paper("letter"), ..ask(Scheme::TwoUp) };
    let plan = plan::make(&pages, &small, &mut diags).expect("a plan");
    assert_eq!(fit::fit(&plan, &pages, &small, &mut diags), None);
    let d = diags.iter().last().expect("a message");
    assert_eq!(d.code, "sheet-too-small");
    assert!(d.help.as_ref().is_some_and(|h| h.contains("`--sheet tabloid`") && h.contains("64 %")), "{d:?}");
    let fitted =
        fit::fit(&plan, &pages, &Impose { scale: Scale::Fit, ..small }, &mut diags).expect("a sheet");
    assert!((fitted.scale - 11.0 / 17.0).abs() < 1e-6);
}

/// Each mark as its two ends; those after the dashes are fold marks.
fn drawn(side: &Side, paper: Size) -> (Vec<[f64; 4]>, Vec<[f64; 4]>) {
    let text = marks::draw(side, paper, 9.0, "All");
    let (cuts, folds) = text.split_once("[2 2] 0 d").unwrap_or((&text, ""));
    let lines = |part: &str| {
        let ends = part.lines().filter(|l| l.ends_with("l S")).map(|l| {
            let v: Vec<f64> = l.split(' ').filter_map(|w| w.parse().ok()).collect();
            <[f64; 4]>::try_from(v).expect("two ends")
        });
        ends.collect::<Vec<_>>()
    };
    (lines(cuts), lines(folds))
}

#[test]
fn marks_stand_outside_the_bleed_and_lie_behind_one_another() {
    let (pages, mut diags) = (pages(2, [792.0, 612.0], 9.0), Diagnostics::default());
    let ask = ask(Scheme::TriFold);
    let plan = plan::make(&pages, &ask, &mut diags).expect("a plan");
    let fitted = fit::fit(&plan, &pages, &ask, &mut diags).expect("a sheet");
    let both = sides(&plan, &fitted, &pages, Flip::Short);
    let mut found = Vec::new();
    for side in &both {
        let (cuts, folds) = drawn(side, fitted.paper);
        assert_eq!((cuts.len(), folds.len()), (8, 4));
        let [left, bottom, right, top] = side.bleed;
        for [ax, ay, bx, by] in cuts.iter().chain(&folds) {
            let outside = (ax.max(*bx) <= left + 0.01 || ax.min(*bx) >= right - 0.01)
                || (ay.max(*by) <= bottom + 0.01 || ay.min(*by) >= top - 0.01);
            assert!(outside, "{ax} {ay} {bx} {by} in {:?}", side.bleed);
        }
        found.push(folds.into_iter().map(|f| f[0]).collect::<Vec<_>>());
    }
    for (front, back) in found[0].iter().zip(&found[1]) {
        assert!((fitted.paper.w.0 - front - back).abs() < 0.01, "{found:?}");
    }
    // On a sheet that the trimmed page fills there is no room for any.
    let full = Impose { sheet: super::paper("letter"), ..ask };
    let fitted = fit::fit(&plan, &pages, &full, &mut diags).expect("a sheet");
    let (cuts, folds) = drawn(&sides(&plan, &fitted, &pages, Flip::Short)[0], fitted.paper);
    assert!(cuts.is_empty() && folds.is_empty());
}

/// A bleed that runs up to the paper's edge leaves 0.5 in round the trim, as 12 × 18 in does round a spread.
#[test]
fn marks_keep_clear_of_bleed_and_edge() {
    let (pages, mut diags) = (pages(4, [612.0, 792.0], 9.0), Diagnostics::default());
    let ask = ask(Scheme::Booklet);
    let plan = plan::make(&pages, &ask, &mut diags).expect("a plan");
    let fitted = fit::fit(&plan, &pages, &ask, &mut diags).expect("a sheet");
    assert_eq!(paper_name(fitted.paper), "18 × 12 in");
    let side = &sides(&plan, &fitted, &pages, Flip::Short)[0];
    let (cuts, folds) = drawn(side, fitted.paper);
    assert_eq!((cuts.len(), folds.len()), (8, 2));
    let (paper, [left, bottom, right, top]) = (fitted.paper, side.bleed);
    for [ax, ay, bx, by] in cuts.into_iter().chain(folds) {
        let off = [left - ax, ax - right, bottom - ay, ay - top].into_iter().fold(f64::MIN, f64::max);
        assert!(off >= 3.0 - 0.01, "{off} from the bleed");
        let edge = [bx, paper.w.0 - bx, by, paper.h.0 - by].into_iter().fold(f64::MAX, f64::min);
        assert!(edge >= 18.0 - 0.01, "{edge} from the edge");
        assert!((bx - ax).hypot(by - ay) >= 6.0 - 0.01);
    }
}
