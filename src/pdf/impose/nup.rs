//! Several pages a side, to be cut apart: leaf after leaf, one leaf in all places, in piles, or page after page.

use super::plan::{Joint, Plan, Sheet, gap, largest, two_sided};
use super::source::Page;
use super::{Impose, Order};
use crate::base::{Diagnostic, Diagnostics};

/// `cells` pages on each side.
pub(super) fn plan(pages: &[Page], cells: usize, ask: &Impose, diags: &mut Diagnostics) -> Plan {
    let [w, h] = largest(pages);
    // Two pages stand beside one another, unless they are wide: so the sheet is as near a square as it can be.
    let (across, down) = match cells {
        2 if w > h => (1, 2),
        2 => (2, 1),
        _ => (2, 2),
    };
    Plan {
        columns: vec![w; across],
        rows: vec![h; down],
        gap: gap(pages, ask),
        joint: Joint::Cut,
        folds: Vec::new(),
        sheets: sheets(pages.len(), (across, down), ask, diags),
    }
}

fn sheets(pages: usize, (across, down): (usize, usize), ask: &Impose, diags: &mut Diagnostics) -> Vec<Sheet> {
    let cells = across * down;
    if ask.order == Order::Read {
        return read(pages, cells, ask);
    }
    // One page has nothing behind it: no sheet need go through the printer twice.
    let sides = if two_sided(ask) && pages > 1 { 2 } else { 1 };
    let leaves = pages.div_ceil(sides);
    let order = match ask.order {
        Order::Leaves if leaves == 1 => {
            let what =
                if pages == 1 { "the page stands" } else { "the two pages are one leaf, which stands" };
            diags.push(
                Diagnostic::note("leaf-repeated", format!("{what} {cells} times on the sheet"))
                    .help("to set each page once, say `--order read`"),
            );
            Order::Repeat
        }
        order => order,
    };
    let count = if order == Order::Repeat { leaves } else { leaves.div_ceil(cells) };
    diags.extend(blank(leaves, (count, cells), order));
    let leaf = |sheet: usize, cell: usize| match order {
        Order::Repeat => sheet,
        Order::Stack => cell * count + sheet,
        Order::Leaves | Order::Read => sheet * cells + cell,
    };
    let page = |leaf: usize, side: usize| Some(leaf * sides + side).filter(|p| *p < pages);
    let sheet = |sheet: usize| Sheet {
        front: (0..cells).map(|cell| page(leaf(sheet, cell), 0)).collect(),
        back: (sides == 2)
            .then(|| (0..cells).map(|cell| page(leaf(sheet, mirrored(cell, across)), 1)).collect()),
        creep: 0.0,
    };
    (0..count).map(sheet).collect()
}

/// That the leaves do not fill the places of all sheets.
fn blank(leaves: usize, (sheets, cells): (usize, usize), order: Order) -> Diagnostics {
    let mut diags = Diagnostics::default();
    let blank = (sheets * cells).saturating_sub(leaves);
    if order == Order::Repeat || blank == 0 {
        return diags;
    }
    let places = if blank == 1 { "place stays" } else { "places stay" };
    let of = if leaves == 1 { "1 leaf".to_owned() } else { format!("{leaves} leaves") };
    let what = format!("{blank} {places} blank: {of}, and {} places on the sheets", sheets * cells);
    let d = Diagnostic::note("blank-pages", what);
    diags.push(d.help("`--order repeat` sets each leaf in all places of its sheet"));
    diags
}

/// The cell of the front that lies behind `cell` of the back.
fn mirrored(cell: usize, across: usize) -> usize {
    cell / across * across + across - 1 - cell % across
}

/// Page after page on each side.
fn read(pages: usize, cells: usize, ask: &Impose) -> Vec<Sheet> {
    let side = |n: usize| (0..cells).map(|c| Some(n * cells + c).filter(|p| *p < pages)).collect();
    let sides = pages.div_ceil(cells);
    if two_sided(ask) {
        let back = |n: usize| (n < sides).then(|| side(n));
        (0..sides).step_by(2).map(|n| Sheet { front: side(n), back: back(n + 1), creep: 0.0 }).collect()
    } else {
        (0..sides).map(|n| Sheet { front: side(n), back: None, creep: 0.0 }).collect()
    }
}
