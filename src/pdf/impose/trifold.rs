//! A sheet folded twice like a letter. Three panels a side; the one that is folded in first is narrower, or it would
//! buckle. The outside is the front: flap, back cover, cover. Behind it, turned like a leaf: 2, 3, 4.

use super::plan::{Joint, Plan, Sheet, two_sided};
use super::source::Page;
use super::{Impose, paper};
use crate::base::{Diagnostic, Diagnostics};

/// How much narrower the panel is that is folded in: 1/16 in (3.6875, 3.6875 and 3.625 in of Letter, Kreatos), and
/// 3 mm where papers are metric (100, 100 and 97 mm of A4, the trade's usual).
const NARROWER: [f64; 2] = [4.5, 72.0 / 25.4 * 3.0];
/// A panel page that is wider than its panel by no more than this loses it at its sides: twice the difference.
const OFF: f64 = 9.1;
/// Widths of the papers that are folded so, in points: Letter, Legal, A4, A3.
const PAPERS: [f64; 4] = [792.0, 1008.0, 841.89, 1190.55];
/// The pages of six panels on the outside, from the left, and on the inside.
const OUTSIDE: [usize; 3] = [4, 5, 0];
const INSIDE: [usize; 3] = [1, 2, 3];

/// One sheet, from two pages that are whole sides or from six that are panels.
pub(super) fn plan(pages: &[Page], ask: &Impose, diags: &mut Diagnostics) -> Option<Plan> {
    let plan = match pages.len() {
        1 | 2 => whole(pages, ask),
        6 => panels(pages, ask),
        n => Err(Diagnostic::error("panels", format!("{n} pages do not make a tri-fold"))
            .help("give two pages, the outside and the inside of the sheet, or six, one for each panel")),
    };
    plan.map_err(|d| diags.push(d)).ok()
}

/// Widths of flap, back cover and cover of a sheet so wide.
fn widths(total: f64, metric: bool) -> [f64; 3] {
    let less = NARROWER[usize::from(metric)];
    let wide = (total + less) / 3.0;
    [wide - less, wide, wide]
}

fn is_metric(size: [f64; 2]) -> bool {
    paper::family(size) == paper::Family::Metric
}

/// Pages that are whole sides stand as they are; the folds are marked. They run from head to foot and part three
/// upright panels: an upright side would be folded into strips.
fn whole(pages: &[Page], ask: &Impose) -> Result<Plan, Diagnostic> {
    let [w, h] = super::plan::largest(pages);
    if let Some(index) = pages.iter().position(|p| p.width() <= p.height()) {
        let is = paper::measured([pages[index].width(), pages[index].height()]);
        let what = format!("page {} is {is}, upright: a tri-fold is folded across its long side", index + 1);
        let [long, short] = [w.max(h), w.min(h)];
        let help = format!(
            "turn the page to {}, with three upright panels side by side; or fold the sheet by hand as a letter, without `--as tri-fold`",
            paper::measured([long, short])
        );
        return Err(Diagnostic::error("panels", what).help(help));
    }
    let [flap, wide, _] = widths(w, is_metric([w, h]));
    let back = (two_sided(ask) && pages.len() == 2).then(|| vec![Some(1)]);
    let front = vec![Some(0)];
    Ok(Plan {
        columns: vec![w],
        rows: vec![h],
        gap: 0.0,
        joint: Joint::Cut,
        folds: vec![flap, flap + wide],
        sheets: vec![Sheet { front, back, creep: 0.0 }],
    })
}

fn panels(pages: &[Page], ask: &Impose) -> Result<Plan, Diagnostic> {
    let height = pages.iter().map(Page::height).fold(0.0, f64::max);
    // The cover is a wide panel, unless it is the third part of a paper: then so are the others.
    let wide = pages[0].width();
    let third = PAPERS.into_iter().find(|w| (w / 3.0 - wide).abs() < 0.3);
    let metric = is_metric([third.unwrap_or(wide), height]);
    let columns = widths(third.unwrap_or(wide * 3.0 - NARROWER[usize::from(metric)]), metric);
    for (place, page) in [OUTSIDE, [3, 2, 1]].iter().flat_map(|side| side.iter().enumerate()) {
        let (is, panel) = (pages[*page].width(), columns[place]);
        if (is - panel).abs() > OFF || (pages[*page].height() - height).abs() > OFF {
            let is = paper::measured([is, pages[*page].height()]);
            let what =
                format!("page {} is {is}, and its panel is {}", page + 1, paper::measured([panel, height]));
            let help = "make all panels as large as page 1, the cover; pages 4 and 5 may be narrower, for they are folded in";
            return Err(Diagnostic::error("panels", what).help(help));
        }
    }
    let side = |order: [usize; 3]| order.into_iter().map(Some).collect::<Vec<_>>();
    let one = |order: [usize; 3], back| Sheet { front: side(order), back, creep: 0.0 };
    Ok(Plan {
        columns: columns.to_vec(),
        rows: vec![height],
        gap: 0.0,
        joint: Joint::Fold,
        folds: Vec::new(),
        sheets: vec![one(OUTSIDE, two_sided(ask).then(|| side(INSIDE)))],
    })
}
