//! From cells to coordinates: where each page stands on each side, what of it is to be seen, where knife and fold go.

use super::Flip;
use super::fit::Fitted;
use super::plan::{Joint, Plan, Sheet};
use super::source::{Bounds, Page};
use crate::base::Size;

/// One side of a sheet, in PDF's coordinates: points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    /// The pages on it.
    pub placed: Vec<Placed>,
    /// Whether all of it is turned by half, because the printer turns the sheet head to foot.
    pub upside_down: bool,
    /// What is left after the last cut round the whole.
    pub trim: Bounds,
    /// The same with its bleed.
    pub bleed: Bounds,
    /// Cuts from head to foot, from left to right.
    pub cuts_down: Vec<f64>,
    /// Cuts from left to right, from the foot up.
    pub cuts_across: Vec<f64>,
    /// Folds from head to foot.
    pub folds: Vec<f64>,
}

/// A page on a side.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pdf) struct Placed {
    /// Which.
    pub page: usize,
    /// From the page's coordinates to those of the side.
    pub matrix: [f64; 6],
    /// What of the side it may print on.
    pub clip: Bounds,
}

/// How the sheet is turned: as asked for, or so that the back stands upright.
pub(super) fn flip(asked: Option<Flip>, paper: Size, plan: &Plan) -> Flip {
    match asked {
        _ if !plan.is_duplex() => Flip::OneSided,
        Some(flip) => flip,
        None if paper.w.0 > paper.h.0 => Flip::Short,
        None => Flip::Long,
    }
}

/// Whether a back is upside down: pages are turned like the leaves of a book, about an upright edge. A printer that
/// turns the sheet about a lying edge brings the back's head to the front's foot.
fn head_to_foot(flip: Flip, paper: Size) -> bool {
    match flip {
        Flip::Long => paper.w.0 > paper.h.0,
        Flip::Short => paper.w.0 <= paper.h.0,
        Flip::OneSided => false,
    }
}

/// All sides in the order in which they are printed: front, back, front, back.
pub(super) fn sides(plan: &Plan, fitted: &Fitted, pages: &[Page], flip: Flip) -> Vec<Side> {
    let front = Grid::of(plan, fitted);
    let back = front.mirrored();
    let mut sides = Vec::new();
    for sheet in &plan.sheets {
        sides.push(front.side(&sheet.front, sheet, pages));
        // A last sheet without a back would move the fronts of the next copy to the backs of this one.
        let blank = vec![None; sheet.front.len()];
        if plan.is_duplex() {
            let mut side = back.side(sheet.back.as_ref().unwrap_or(&blank), sheet, pages);
            side.upside_down = head_to_foot(flip, fitted.paper);
            sides.push(side);
        }
    }
    sides
}

/// Cells in coordinates. The whole is centred, so that the mirrored grid lies behind it.
struct Grid {
    paper: Size,
    scale: f64,
    bleed: f64,
    joint: Joint,
    /// Left and right of each column, from the left.
    columns: Vec<[f64; 2]>,
    /// Bottom and top of each row, from the top.
    rows: Vec<[f64; 2]>,
    folds: Vec<f64>,
}

impl Grid {
    fn of(plan: &Plan, fitted: &Fitted) -> Grid {
        let scale = fitted.scale;
        let [w, h] = plan.size().map(|v| v * scale);
        let (left, top) = ((fitted.paper.w.0 - w) / 2.0, (fitted.paper.h.0 + h) / 2.0);
        let [across, down] = plan.gaps();
        let columns = spans(&plan.columns, across, scale).map(|[a, b]| [left + a, left + b]).collect();
        let rows = spans(&plan.rows, down, scale).map(|[a, b]| [top - b, top - a]).collect();
        let folds = plan.folds.iter().map(|x| left + x * scale).collect();
        Grid { paper: fitted.paper, scale, bleed: fitted.bleed, joint: plan.joint, columns, rows, folds }
    }

    fn mirrored(&self) -> Grid {
        let flip = |x: f64| self.paper.w.0 - x;
        Grid {
            columns: self.columns.iter().rev().map(|[a, b]| [flip(*b), flip(*a)]).collect(),
            rows: self.rows.clone(),
            folds: self.folds.iter().map(|x| flip(*x)).collect(),
            ..*self
        }
    }

    fn side(&self, cells: &[Option<usize>], sheet: &Sheet, pages: &[Page]) -> Side {
        let place = |(i, page): (usize, &Option<usize>)| {
            let page = (*page)?;
            Some(self.place(page, &pages[page], [i % self.columns.len(), i / self.columns.len()], sheet))
        };
        let mut side = self.empty();
        side.placed = cells.iter().enumerate().filter_map(place).collect();
        side
    }

    fn empty(&self) -> Side {
        let (first, last) = (self.columns[0], self.columns[self.columns.len() - 1]);
        let (top, bottom) = (self.rows[0][1], self.rows[self.rows.len() - 1][0]);
        let trim = [first[0], bottom, last[1], top];
        let inner: Vec<f64> = self.columns.windows(2).map(|pair| pair[0][1]).collect();
        let (cuts_down, folds) = match self.joint {
            Joint::Cut => (edges(&self.columns), self.folds.clone()),
            Joint::Fold => (vec![first[0], last[1]], [&inner[..], &self.folds].concat()),
        };
        Side {
            placed: Vec::new(),
            upside_down: false,
            bleed: self.on_paper(grown(trim, [self.bleed; 4])),
            trim,
            cuts_down,
            cuts_across: edges(&self.rows),
            folds,
        }
    }

    fn place(&self, index: usize, page: &Page, [column, row]: [usize; 2], sheet: &Sheet) -> Placed {
        let ([left, right], [bottom, top]) = (self.columns[column], self.rows[row]);
        let (w, h) = (page.width() * self.scale, page.height() * self.scale);
        // Towards the fold, which is to the right of the first column.
        let creep = if column == 0 { sheet.creep } else { -sheet.creep } * self.scale;
        let (x, y) = ((left + right - w) / 2.0 + creep, (bottom + top - h) / 2.0);
        let room = [
            self.room(&self.columns, column, -1, self.joint),
            self.room(&self.rows, row, 1, Joint::Cut),
            self.room(&self.columns, column, 1, self.joint),
            self.room(&self.rows, row, -1, Joint::Cut),
        ];
        Placed {
            page: index,
            matrix: upright(page, self.scale, [x, y]),
            clip: self.on_paper(grown([left, bottom, right, top], room)),
        }
    }

    /// How far a cell's page may print beyond the cell towards its neighbour: to the middle between them, and not at
    /// all across a fold. At the edge of the whole it is the bleed.
    fn room(&self, spans: &[[f64; 2]], index: usize, step: isize, joint: Joint) -> f64 {
        let neighbour = index.checked_add_signed(step).and_then(|i| spans.get(i));
        match (neighbour, joint) {
            (None, _) => self.bleed,
            (Some(_), Joint::Fold) => 0.0,
            (Some(other), Joint::Cut) => {
                let own = spans[index];
                let gap = (other[0] - own[1]).max(own[0] - other[1]).max(0.0);
                self.bleed.min(gap / 2.0)
            }
        }
    }

    fn on_paper(&self, b: Bounds) -> Bounds {
        [b[0].max(0.0), b[1].max(0.0), b[2].min(self.paper.w.0), b[3].min(self.paper.h.0)]
    }
}

fn grown(b: Bounds, by: [f64; 4]) -> Bounds {
    [b[0] - by[0], b[1] - by[1], b[2] + by[2], b[3] + by[3]]
}

/// Begin and end of parts that stand one after another.
fn spans(parts: &[f64], gap: f64, scale: f64) -> impl Iterator<Item = [f64; 2]> {
    parts.iter().scan(0.0, move |at, part| {
        let begin = *at;
        *at += (part + gap) * scale;
        Some([begin, begin + part * scale])
    })
}

/// Edges of cells in rising order, each once.
fn edges(spans: &[[f64; 2]]) -> Vec<f64> {
    let mut edges: Vec<f64> = spans.iter().flatten().copied().collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    edges
}

/// From a page's coordinates to those of a sheet on which its trimmed corner stands at `x`, `y`, turned and scaled as
/// a reader would (ISO 32000-1, table 30, `Rotate` and `UserUnit`).
fn upright(page: &Page, scale: f64, [x, y]: [f64; 2]) -> [f64; 6] {
    let k = page.unit * scale;
    let [left, bottom, right, top] = page.trim;
    match page.turns {
        0 => [k, 0.0, 0.0, k, x - k * left, y - k * bottom],
        1 => [0.0, -k, k, 0.0, x - k * bottom, y + k * right],
        2 => [-k, 0.0, 0.0, -k, x + k * right, y + k * top],
        _ => [0.0, k, -k, 0.0, x + k * top, y - k * left],
    }
}
