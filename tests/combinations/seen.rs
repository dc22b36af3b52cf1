//! What a reader sees of a layout: lines of text with the element that each belongs to, and pictures.

use handbill::base::Rect;
use handbill::layout::{Draw, ElemId, Layout, Owner};
use handbill::story::{ArtifactKind, Role};
use handbill::text::Anchor;
use handbill::theme::PageTemplate;

pub struct Seen<'a> {
    pub layout: &'a Layout,
    pub page: &'a PageTemplate,
    pub lines: Vec<Line>,
    /// Pictures and drawings: page and place.
    pub pictures: Vec<(usize, Rect)>,
}

/// A line of one owner.
#[derive(Clone, Debug)]
pub struct Line {
    pub page: usize,
    pub owner: Owner,
    pub x0: f64,
    pub x1: f64,
    /// Baseline.
    pub y: f64,
    pub size: f64,
    pub text: String,
    /// Its words without the numbers of notes.
    pub words: String,
}

impl Line {
    pub fn elem(&self) -> Option<ElemId> {
        if let Owner::Elem(id) = self.owner { Some(id) } else { None }
    }

    /// Where its small letters stand: left, top, right, bottom.
    pub fn core(&self) -> [f64; 4] {
        [self.x0 + 0.5, self.y - 0.42 * self.size, self.x1 - 0.5, self.y]
    }

    /// What runs above and below the text of every page.
    pub fn is_furniture(&self) -> bool {
        matches!(self.owner, Owner::Artifact(ArtifactKind::Header | ArtifactKind::Footer))
    }

    pub fn beside(&self, x0: f64, x1: f64) -> bool {
        self.x0 < x1 && x0 < self.x1
    }
}

impl<'a> Seen<'a> {
    pub fn new(layout: &'a Layout, page: &'a PageTemplate) -> Seen<'a> {
        let mut seen = Seen { layout, page, lines: Vec::new(), pictures: Vec::new() };
        for (number, page) in layout.pages.iter().enumerate() {
            for placed in &page.items {
                let from = seen.lines.len();
                let mut drawing: Option<Rect> = None;
                for draw in &placed.draws {
                    match draw {
                        Draw::Text { .. } => seen.text(number, placed.owner, draw, from),
                        Draw::Picture { rect, .. } => seen.pictures.push((number, *rect)),
                        Draw::Path { path, .. } => {
                            let bounds = path_bounds(path);
                            drawing = Some(drawing.map_or(bounds, |d| d.union(bounds)));
                        }
                        Draw::Rect { .. } => {}
                    }
                }
                seen.pictures.extend(drawing.map(|d| (number, d)));
            }
        }
        seen
    }

    fn text(&mut self, page: usize, owner: Owner, draw: &Draw, from: usize) {
        let Draw::Text { at, run } = draw else { return };
        let (x0, x1) = (at.x.0, at.x.0 + run.width().0);
        let (y, size) = (at.y.0 + run.rise.0, run.size.0);
        let note = matches!(run.anchor, Some(Anchor::Note(_) | Anchor::NoteAgain(_) | Anchor::NoteNumber(_)));
        let words = if note { "" } else { run.text.as_str() };
        let last = self.lines[from..].last_mut();
        match last.filter(|l| (l.y - y).abs() < 0.5 && x0 > l.x1 - 3.0) {
            Some(line) => {
                (line.x1, line.size) = (x1, line.size.max(size));
                line.text.push_str(&run.text);
                line.words.push_str(words);
            }
            None => {
                let (text, words) = (run.text.clone(), words.to_owned());
                self.lines.push(Line { page, owner, x0, x1, y, size, text, words });
            }
        }
    }

    pub fn role(&self, line: &Line) -> Option<&Role> {
        Some(&self.layout.tags.get(line.elem()?).role)
    }

    /// Whether a line is a label of a chart: a cell of a table whose figure stands right before it.
    pub fn is_label(&self, line: &Line) -> bool {
        let tags = &self.layout.tags;
        let mut at = line.elem();
        while let Some(id) = at {
            if tags.get(id).role == Role::Table {
                return id.0 > 0 && tags.get(ElemId(id.0 - 1)).role == Role::Figure;
            }
            at = tags.get(id).parent;
        }
        false
    }

    /// Whether an element or one around it has a role that `is`.
    pub fn within(&self, line: &Line, is: impl Fn(&Role) -> bool) -> bool {
        let mut at = line.elem();
        while let Some(id) = at {
            let elem = self.layout.tags.get(id);
            if is(&elem.role) {
                return true;
            }
            at = elem.parent;
        }
        false
    }

    pub fn is_note(&self, line: &Line) -> bool {
        self.within(line, |r| *r == Role::Note)
    }

    /// Left and right edge of a column.
    pub fn column(&self, c: usize) -> (f64, f64) {
        let left = self.page.left.0 + (self.page.column_width() + self.page.gutter).0 * c as f64;
        (left, left + self.page.column_width().0)
    }

    /// The column that something stands in; `None` where it is wider, or stands in several.
    pub fn column_of(&self, x0: f64, x1: f64) -> Option<usize> {
        (0..self.page.columns).find(|c| {
            let (left, right) = self.column(*c);
            x0 >= left - 10.0 && x1 <= right + 10.0
        })
    }

    /// The lines of each element, in the order of the tags.
    pub fn by_element(&self) -> Vec<(ElemId, Vec<&Line>)> {
        let mut all: Vec<(ElemId, Vec<&Line>)> =
            (0..self.layout.tags.len()).map(|i| (ElemId(i as u32), Vec::new())).collect();
        for line in &self.lines {
            if let Some(id) = line.elem() {
                all[id.0 as usize].1.push(line);
            }
        }
        all
    }
}

fn path_bounds(path: &handbill::base::Path) -> Rect {
    use handbill::base::{Pt, Seg};
    let points = path.segs.iter().flat_map(|s| match s {
        Seg::Move(p) | Seg::Line(p) => vec![*p],
        Seg::Cubic(a, b, c) => vec![*a, *b, *c],
        Seg::Close => Vec::new(),
    });
    let boxes = points.map(|p| Rect::new(p.x, p.y, Pt::ZERO, Pt::ZERO));
    boxes.reduce(Rect::union).unwrap_or_else(|| Rect::new(Pt::ZERO, Pt::ZERO, Pt::ZERO, Pt::ZERO))
}
