//! Saddle stitch: sheets folded in the middle, put into one another and stapled through the fold.

use super::plan::{Joint, Plan, Sheet, largest};
use super::source::Page;
use super::{Flip, Impose};
use crate::base::{Diagnostic, Diagnostics};

/// Pages on a folded sheet.
const A_SHEET: usize = 4;

/// Two pages a side, the outermost sheet first. Blank pages at the end make up whole sheets.
pub(super) fn plan(pages: &[Page], ask: &Impose, diags: &mut Diagnostics) -> Option<Plan> {
    if ask.flip == Some(Flip::OneSided) {
        let d = Diagnostic::error("booklet-one-sided", "a booklet is printed on both sides of its sheets");
        diags.push(d.help("leave out `--flip none`; most printers can be fed by hand for the second side"));
        return None;
    }
    let count = pages.len().div_ceil(A_SHEET) * A_SHEET;
    let blank = count - pages.len();
    if blank > 0 {
        let (were, plural) = (pages.len(), if blank == 1 { "page stands" } else { "pages stand" });
        let what = format!("{blank} blank {plural} at the end: a booklet has a multiple of four pages");
        let help = match count {
            A_SHEET => "a single leaf is better served by `--as 2-up`".to_owned(),
            _ => format!("bring it from {were} to {count} pages, or to {}", count - A_SHEET),
        };
        diags.push(Diagnostic::note("blank-pages", what).help(help));
    }
    let page = |n: usize| Some(n).filter(|n| *n < pages.len());
    let sheet = |s: usize| Sheet {
        front: vec![page(count - 1 - 2 * s), page(2 * s)],
        back: Some(vec![page(2 * s + 1), page(count - 2 - 2 * s)]),
        creep: creep(s, ask.thickness.0),
    };
    let [w, h] = largest(pages);
    Some(Plan {
        columns: vec![w, w],
        rows: vec![h],
        gap: 0.0,
        joint: Joint::Fold,
        folds: Vec::new(),
        sheets: (0..count / A_SHEET).map(sheet).collect(),
    })
}

/// How far the pages of a sheet are pushed towards the fold, with `within` sheets around it.
///
/// Each sheet's fold lies in the fold of the next outer one, one thickness further from the spine, and so its outer
/// edge stands out by that much more; the knife takes it off. So the shift is the thickness times the number of
/// sheets around, the outermost staying where it is. Imposition programs call the innermost sheet's the total
/// creep: thickness times (sheets − 1). That folds are round makes it a little more, how tightly they are pressed a
/// little less.
fn creep(within: usize, thickness: f64) -> f64 {
    within as f64 * thickness
}
