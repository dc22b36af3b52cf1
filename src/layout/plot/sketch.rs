//! What all plots are drawn with: measured words, marks and the cells of the table that they belong to.

use crate::base::{Diagnostic, Ink, Path, Pt, Rect};
use crate::layout::frag::Frag;
use crate::layout::frame::{Draw, Owner};
use crate::layout::setter::{self, Setter};
use crate::story::plot::{Mark, Value};
use crate::story::{ArtifactKind, Plot, Role};
use crate::text::{self, Prepared, Rich};

/// What is drawn and has no meaning of its own: grid and axis.
pub(super) const GRID: Owner = Owner::Artifact(ArtifactKind::Layout);

/// A plot in the making.
pub(super) struct Sketch<'p, 's, 'f> {
    pub plot: &'p Plot,
    setter: &'s mut Setter<'f>,
    pub cells: Cells,
    /// What has been drawn, without labels.
    pub out: Frag,
    labels: Vec<Label>,
    /// The measure.
    pub width: Pt,
}

/// The elements of the tag tree that marks and labels belong to.
pub(super) struct Cells {
    /// All marks.
    pub figure: Owner,
    /// Above the names.
    pub corner: Owner,
    /// The names of the series.
    pub heads: Vec<Owner>,
    /// The names of the values.
    pub names: Vec<Owner>,
    /// The values: by name, then by series.
    pub values: Vec<Vec<Owner>>,
}

/// Words with their width.
pub(super) struct Words {
    prepared: Prepared,
    /// On one line.
    pub width: Pt,
}

impl Words {
    /// How many lines they take in a width.
    pub fn lines(&self, width: Pt) -> usize {
        self.prepared.lines(width).len()
    }
    /// The width of the widest of the lines that they take in a width.
    pub fn widest(&self, width: Pt) -> Pt {
        self.prepared.lines(width).iter().map(|l| l.width).fold(Pt::ZERO, Pt::max)
    }
    /// The width of their widest unbreakable piece.
    pub fn least(&self) -> Pt {
        self.prepared.min_width()
    }
    pub fn is_empty(&self) -> bool {
        self.width <= Pt::ZERO
    }
}

/// A line of a label that is set, on its baseline.
struct Label {
    left: Pt,
    base: Pt,
    frag: Frag,
}

/// Labels whose baselines are nearer to each other than this share of an em stand on one line for readers that put
/// the words of a line into order themselves: half a letter's width for PDFium, and no letter is wider than its em.
const ONE_LINE: f64 = 0.5;

/// Where words stand in the width that they have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

impl<'p, 's, 'f> Sketch<'p, 's, 'f> {
    /// An empty plot with its cells in the tag tree.
    pub fn new(setter: &'s mut Setter<'f>, plot: &'p Plot, width: Pt) -> Sketch<'p, 's, 'f> {
        let cells = cells(setter, plot);
        Sketch { plot, setter, cells, out: Frag::default(), labels: Vec::new(), width }
    }

    /// One em of the labels.
    pub fn em(&self) -> Pt {
        self.plot.size
    }
    /// Baseline distance of the labels.
    pub fn leading(&self) -> Pt {
        self.plot.leading
    }
    /// The value of a series for a name.
    pub fn value(&self, name: usize, series: usize) -> Option<&'p Value> {
        self.plot.series[series].values.get(name)?.as_ref()
    }
    /// The colour of a value's mark.
    pub fn ink(&self, name: usize, series: usize) -> Ink {
        let own = self.value(name, series).and_then(|v| v.ink.clone());
        own.unwrap_or_else(|| self.plot.series[series].mark.ink.clone())
    }

    /// Measures words.
    pub fn words(&self, rich: &Rich) -> Words {
        if rich.text.is_empty() {
            return Words {
                prepared: text::prepare(rich, &self.plot.setting, self.setter.fonts),
                width: Pt::ZERO,
            };
        }
        let prepared = text::prepare(rich, &self.plot.setting, self.setter.fonts);
        let width = prepared.natural_width();
        Words { prepared, width }
    }

    /// Sets words from `top` down in lines of `width`.
    pub fn set(&mut self, owner: Owner, words: &Words, (x, top): (Pt, Pt), (width, side): (Pt, Side)) {
        let base = setter::baseline(self.plot.leading, self.plot.size);
        // What is as wide as its room stays on one line.
        for (n, line) in words.prepared.lines(width + Pt(0.05)).into_iter().enumerate() {
            let spare = width - line.width;
            let shift = match side {
                Side::Left => Pt::ZERO,
                Side::Middle => spare * 0.5,
                Side::Right => spare,
            };
            let frag = self.setter.set_line(line, owner, x + shift).frag;
            let base = top + self.plot.leading * n as f64 + base;
            self.labels.push(Label { left: x + shift, base, frag });
        }
    }

    /// The plot, `height` tall: labels over all marks, and those of one line in its order, so that readers of the
    /// page's text agree about it.
    pub fn finish(self, height: Pt) -> Frag {
        let near = self.em() * ONE_LINE;
        let mut labels = self.labels;
        for line in labels.chunk_by_mut(|a, b| (b.base - a.base).abs() < near) {
            line.sort_by(|a, b| a.left.0.total_cmp(&b.left.0));
        }
        let mut out = self.out;
        labels.into_iter().for_each(|l| out.absorb(l.frag, Pt::ZERO, l.base));
        Frag { height, ..out }
    }

    /// Sets words on one line that begins at `x`, or ends or has its middle there.
    pub fn put(&mut self, owner: Owner, words: &Words, (x, top): (Pt, Pt), side: Side) {
        let x = match side {
            Side::Left => x,
            Side::Middle => x - words.width * 0.5,
            Side::Right => x - words.width,
        };
        self.set(owner, words, (x, top), (words.width, Side::Left));
    }

    /// Paper behind words that [`Sketch::put`] will set, so that no line of the grid runs through them.
    pub fn mask(&mut self, words: &Words, (x, top): (Pt, Pt), side: Side) {
        let (white, leading) = (self.em() * 0.18, self.leading());
        let left = match side {
            Side::Left => x,
            Side::Middle => x - words.width * 0.5,
            Side::Right => x - words.width,
        };
        let rect = Rect::new(left - white, top + leading * 0.2, words.width + white * 2.0, leading * 0.6);
        let paper = self.plot.paper.clone();
        self.rect(GRID, rect, &paper);
    }

    /// Draws a bar.
    pub fn rect(&mut self, owner: Owner, rect: Rect, ink: &Ink) {
        if rect.w > Pt::ZERO && rect.h > Pt::ZERO {
            self.out.draw(owner, Draw::Rect { rect, ink: ink.clone() });
        }
    }

    /// Draws a bar as its series looks.
    pub fn bar(&mut self, rect: Rect, ink: &Ink, mark: &Mark) {
        if !mark.hollow {
            return self.rect(self.cells.figure, rect, ink);
        }
        // Within its edge, so that bars of one value end alike.
        let weight = Pt(0.75).min(rect.w * 0.5).min(rect.h * 0.5);
        if weight > Pt::ZERO {
            let inner =
                Rect::new(rect.x + weight * 0.5, rect.y + weight * 0.5, rect.w - weight, rect.h - weight);
            let fill = Some((self.plot.paper.clone(), false));
            self.path(self.cells.figure, Path::rect(inner), fill, Some((ink.clone(), weight)));
        }
    }

    /// Draws an outline.
    pub fn path(&mut self, owner: Owner, path: Path, fill: Option<(Ink, bool)>, stroke: Option<(Ink, Pt)>) {
        if !path.segs.is_empty() {
            self.out.draw(owner, Draw::Path { path, fill, stroke, opacity: 1.0 });
        }
    }

    /// Draws the line of nothing, and again for headers that no label stands for: each of them is said there.
    pub fn axis(&mut self, rect: Rect, ink: &Ink) {
        let plot = self.plot;
        self.rect(GRID, rect, ink);
        if !plot.heading.is_empty() {
            self.pin(self.cells.corner, &plot.heading, rect, ink);
        }
        for (series, head) in plot.series.iter().zip(self.cells.heads.clone()) {
            if series.name.text.is_empty() {
                self.pin(head, &series.spoken, rect, ink);
            }
        }
    }

    /// A cell without a label: a mark that is covered or covers, and the words for it.
    pub fn pin(&mut self, owner: Owner, words: &str, rect: Rect, ink: &Ink) {
        self.speak(owner, words);
        self.rect(owner, rect, ink);
    }

    /// What is read out for a cell.
    pub fn speak(&mut self, owner: Owner, words: &str) {
        if let Owner::Elem(elem) = owner {
            self.setter.tags.say(elem, words);
        }
    }

    /// Tells the user of something that only widths show.
    pub fn say(&mut self, message: Diagnostic) {
        self.setter.problems.push(message.at(self.plot.source));
    }
}

fn cells(setter: &mut Setter<'_>, plot: &Plot) -> Cells {
    let figure = setter.leaf(&Role::Figure);
    if let Owner::Elem(elem) = figure {
        setter.tags.describe(elem, plot.alt.clone());
    }
    setter.open(&Role::Table);
    setter.open(&Role::TableRow);
    let corner = setter.leaf(&Role::TableHeader);
    let heads = plot.series.iter().map(|_| setter.leaf(&Role::TableHeader)).collect();
    setter.close();
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for _ in &plot.names {
        setter.open(&Role::TableRow);
        names.push(setter.leaf(&Role::RowHeader));
        values.push(plot.series.iter().map(|_| setter.leaf(&Role::TableCell)).collect());
        setter.close();
    }
    setter.close();
    Cells { figure, corner, heads, names, values }
}
