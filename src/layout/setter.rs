//! Sets paragraphs: shaped text becomes lines of placed glyphs that carry their role, links and notes.

use super::ahead::{self, Ahead};
use super::frag::{Frag, FragLink, Says};
use super::frame::{Draw, Owner, Target};
use super::tags::{ElemId, TagTree};
use crate::base::{Diagnostic, Direction, Path, Point, Pt, Rect};
use crate::font::FontSet;
use crate::story::{ArtifactKind, Para, Part, Picture, Role};
use crate::text::{self, Align, Anchor, Broken, Edge, Line, LineRun, ParaSetting, Prepared, Rich};
use std::sync::Arc;

/// Where the tag tree stands while the story is walked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Context {
    /// Inside this element, or directly in the document.
    Within(Option<ElemId>),
    /// Everything below is an artifact.
    Artifact(ArtifactKind),
}

/// What setting needs at hand.
pub struct Setter<'a> {
    /// Faces.
    pub fonts: &'a FontSet,
    /// Which way the page runs.
    pub direction: Direction,
    /// Pictures of the story.
    pub pictures: &'a [Picture],
    /// The tag tree, grown in the author's order.
    pub tags: TagTree,
    /// Open elements, innermost last.
    pub open: Vec<Context>,
    /// The language of what is set, where it is not the document's.
    pub lang: Option<Arc<str>>,
    /// Paragraphs that have been shaped.
    pub ahead: Ahead<'a>,
    /// What cannot be set well, for messages.
    pub problems: Vec<Diagnostic>,
}

/// A line with its baseline at y = 0.
#[derive(Debug)]
pub struct SetLine {
    /// What is drawn.
    pub frag: Frag,
    /// It ends in a hyphen that the writer did not type.
    pub hyphenated: bool,
}

/// A paragraph that can be set again with another number of lines.
pub struct Variants {
    prepared: Prepared,
    measure: Pt,
    owner: Owner,
    left: Pt,
    direction: Direction,
    /// What hangs beside its first line.
    label: Option<Frag>,
}

impl Variants {
    /// Breaks beside something: the first lines stand in `slots` of a column that is `full` wide. `None` where that
    /// would be ugly.
    pub fn break_beside(&self, slots: &[(Pt, Pt)], full: Pt, edge: Edge) -> Option<Broken> {
        let inset = full - self.measure;
        let widths: Vec<Pt> = slots.iter().map(|s| s.1 - inset).collect();
        self.prepared.break_beside(&widths, self.measure, edge)
    }
    /// The lines of what has been broken for `slots`.
    pub fn lines_beside(&self, broken: &Broken, slots: &[(Pt, Pt)]) -> Vec<SetLine> {
        let lines = self.prepared.lines_of(broken);
        let left = |i: usize| slots.get(i).map_or(Pt::ZERO, |s| s.0);
        let set = |(i, line)| set_line(line, self.owner, self.left + left(i), self.direction);
        let mut out: Vec<SetLine> = lines.into_iter().enumerate().map(set).collect();
        if let (Some(label), Some(first)) = (&self.label, out.first_mut()) {
            label_line(first, label.clone(), left(0));
        }
        out
    }
    /// How many [`lines`](Self::lines) there are.
    pub fn count(&self, looseness: i32) -> Option<usize> {
        self.prepared.count_with(self.measure, looseness)
    }
    /// The lines with `looseness` more of them; `None` where that would be ugly.
    pub fn lines(&self, looseness: i32) -> Option<Vec<SetLine>> {
        let lines = self.prepared.lines_with(self.measure, looseness)?;
        Some(lines.into_iter().map(|l| set_line(l, self.owner, self.left, self.direction)).collect())
    }
}

/// Where the baseline stands in a line of `leading`: capitals are centred in it (a third of an em is half
/// the height of capitals in the bundled faces).
pub fn baseline(leading: Pt, size: Pt) -> Pt {
    leading * 0.5 + size * 0.33
}

/// The size of a text's first characters.
pub fn first_size(rich: &Rich) -> Pt {
    rich.spans.first().map_or(Pt(10.0), |s| s.style.size)
}

impl Setter<'_> {
    /// The innermost open element.
    pub fn context(&self) -> Context {
        self.open.last().copied().unwrap_or(Context::Within(None))
    }
    /// Opens an element for `role` and makes it the innermost.
    pub fn open(&mut self, role: &Role) -> Context {
        let inner = match (self.context(), role) {
            (_, Role::Artifact(kind)) => Context::Artifact(*kind),
            (Context::Artifact(kind), _) => Context::Artifact(kind),
            (Context::Within(parent), _) => Context::Within(Some(self.add(role, parent))),
        };
        self.open.push(inner);
        inner
    }
    fn add(&mut self, role: &Role, parent: Option<ElemId>) -> ElemId {
        let id = self.tags.add(role.clone(), parent);
        if let Some(lang) = &self.lang {
            self.tags.speak(id, lang.clone());
        }
        id
    }
    /// Goes over to the language of a part; gives the one before, to be put back behind it.
    pub fn speak(&mut self, part: &Part) -> Option<Arc<str>> {
        let outer = self.lang.clone();
        self.lang = part.lang.clone().or(self.lang.take());
        outer
    }
    /// Ends the innermost element.
    pub fn close(&mut self) {
        self.open.pop();
    }
    /// Adds an element without entering it.
    pub fn leaf(&mut self, role: &Role) -> Owner {
        let context = self.open(role);
        self.close();
        owner(context)
    }

    /// Breaks a paragraph to `width` and sets its lines.
    pub fn para(&mut self, para: &Para, width: Pt) -> Vec<SetLine> {
        self.para_with_variants(para, width).0
    }

    /// Sets a paragraph's lines and keeps what is needed to set it a line longer or shorter.
    pub fn para_with_variants(&mut self, para: &Para, width: Pt) -> (Vec<SetLine>, Variants) {
        let (label_owner, body) = self.owners(para);
        let measure = ahead::measure(para, width);
        let (prepared, lines) = self.ahead.take(para, measure, self.fonts);
        let against = self.runs_against(&para.setting);
        let (left, direction) = (if against { para.right } else { para.left }, self.direction);
        let mut variants = Variants { prepared, measure, owner: body, left, direction, label: None };
        let mut set: Vec<SetLine> = lines.into_iter().map(|l| set_line(l, body, left, direction)).collect();
        if let (Some(label), Some(first)) = (&para.label, set.first_mut()) {
            let setting = ParaSetting { align: Align::Start, ..para.setting.clone() };
            let frag = self.label(&label.rich, &setting, label_owner, |w| {
                let before = match label.gap {
                    Some(gap) => gap + w,
                    None => label.width,
                };
                if against { left + measure + before - w } else { left - before }
            });
            variants.label = Some(frag.clone());
            label_line(first, frag, Pt::ZERO);
        }
        (set, variants)
    }

    /// Whether a paragraph runs against its page, being in the other of two languages: it starts at the other edge.
    fn runs_against(&self, setting: &ParaSetting) -> bool {
        text::itemize::direction(&setting.lang) != self.direction
    }

    /// One line of text without breaks; `at` turns its width into its left edge.
    pub fn label(&self, rich: &Rich, setting: &ParaSetting, owner: Owner, at: impl Fn(Pt) -> Pt) -> Frag {
        self.first_line(rich, setting, owner, (Pt(1e5), at))
    }

    /// As much of a text as one line of a width holds; `at` turns the width that it takes into its left edge.
    pub fn first_line(
        &self,
        rich: &Rich,
        setting: &ParaSetting,
        owner: Owner,
        (room, at): (Pt, impl Fn(Pt) -> Pt),
    ) -> Frag {
        let mut frag = Frag::default();
        let against = self.runs_against(setting);
        let align = if against { Align::End } else { setting.align };
        let setting =
            ParaSetting { align, indent: Pt::ZERO, hyphenate: false, balance: false, ..setting.clone() };
        let lines = text::prepare(rich, &setting, self.fonts).lines(room);
        if let Some(line) = lines.into_iter().next() {
            let x = at(line.width) - if against { Pt::ZERO } else { self.hanging(&line) };
            frag.absorb(self.set_line(line, owner, x).frag, Pt::ZERO, Pt::ZERO);
        }
        frag
    }

    /// How far the last sign of a line hangs out, on a page that runs to the left: the mark that opens a quote closes one
    /// too, and would hang into what it stands before.
    fn hanging(&self, line: &Line) -> Pt {
        if self.direction == Direction::Right {
            return Pt::ZERO;
        }
        let advances: Pt = line.runs.iter().map(|run| run.width()).sum();
        let start = line.runs.last().map_or(Pt::ZERO, |r| r.x + r.width() - line.measure);
        (advances - line.width - start).max(Pt::ZERO)
    }

    /// A line that has been broken, its start edge at `x`.
    pub fn set_line(&self, line: Line, owner: Owner, x: Pt) -> SetLine {
        set_line(line, owner, x, self.direction)
    }

    /// A path of a drawing `width` wide, so that the drawing looks as it is drawn when the page is finished: where the
    /// page will be mirrored it is mirrored once more.
    pub fn drawn(&self, path: Path, width: Pt) -> Path {
        match self.direction {
            Direction::Right => path,
            Direction::Left => path.mirrored(width),
        }
    }

    fn owners(&mut self, para: &Para) -> (Owner, Owner) {
        match (&para.role, &para.label) {
            (Role::ListItem, _) => {
                self.open(&Role::ListItem);
                let pair = (self.leaf(&Role::Label), self.leaf(&Role::ItemBody));
                self.close();
                pair
            }
            (Role::ItemBody, Some(_)) => (self.leaf(&Role::Label), self.leaf(&Role::ItemBody)),
            (role, _) => {
                let owner = self.leaf(role);
                (owner, owner)
            }
        }
    }
}

/// Sets a label before the words of a line.
fn label_line(line: &mut SetLine, label: Frag, dx: Pt) {
    let words = std::mem::take(&mut line.frag);
    line.frag.absorb(label, dx, Pt::ZERO);
    line.frag.absorb(words, Pt::ZERO, Pt::ZERO);
}

/// A line whose start edge is at `x`. On a page that runs to the left a run's place counts from the right of its
/// measure, as that of everything on such a page until the page is mirrored.
fn set_line(line: Line, owner: Owner, x: Pt, direction: Direction) -> SetLine {
    let mut frag = Frag { notes: line.notes.clone(), ..Frag::default() };
    let (measure, ends, hyphenated) = (line.measure, (line.ascent, line.descent), line.hyphenated);
    // Drawn in the order of reading: a voice reads what is marked as it comes (ISO 32000-1, 14.8.2.3).
    let runs = line.read();
    let around = words_around(&runs);
    for (run, words) in runs.into_iter().zip(around) {
        let from_start = match direction {
            Direction::Right => run.x,
            Direction::Left => measure - run.x - run.width(),
        };
        let at = Point::new(x + from_start, Pt::ZERO);
        if let Some(link) = link(&run, at, ends, owner) {
            if let Some(Anchor::Note(n)) = run.anchor {
                frag.places.push((mark_place(n.0), Point::new(at.x, -ends.0)));
            }
            frag.links.push(FragLink { words, ..link });
        }
        frag.draw(owner, Draw::Text { at: at.moved(Pt::ZERO, -run.rise), run });
    }
    SetLine { frag, hyphenated }
}

/// The owner that a context gives to what is drawn in it.
pub fn owner(context: Context) -> Owner {
    match context {
        Context::Within(Some(elem)) => Owner::Elem(elem),
        Context::Within(None) => Owner::Artifact(ArtifactKind::Layout),
        Context::Artifact(kind) => Owner::Artifact(kind),
    }
}

/// Name of the place of a note's mark.
pub fn mark_place(note: u32) -> Arc<str> {
    format!("note-{}-mark", note + 1).into()
}

/// Name of the place of a note's text.
pub fn note_place(note: u32) -> Arc<str> {
    format!("note-{}", note + 1).into()
}

/// Whether words of another meaning stand right before each run of a line, and right after.
fn words_around(runs: &[Arc<LineRun>]) -> Vec<(bool, bool)> {
    let other = |run: &LineRun, next: Option<&Arc<LineRun>>| {
        next.is_some_and(|n| n.anchor != run.anchor && !n.text.trim().is_empty())
    };
    let around =
        |(i, run): (usize, &Arc<LineRun>)| (other(run, runs[..i].last()), other(run, runs.get(i + 1)));
    runs.iter().enumerate().map(around).collect()
}

fn link(run: &LineRun, at: Point, (ascent, descent): (Pt, Pt), owner: Owner) -> Option<FragLink> {
    let (target, says, note) = match run.anchor.as_ref()? {
        Anchor::Link(url) => (Target::Uri(url.clone()), Says::Words(url.to_string()), None),
        Anchor::Internal(id) => (Target::Place(id.clone()), Says::Words(run.text.trim().to_owned()), None),
        Anchor::Note(n) | Anchor::NoteAgain(n) => {
            (Target::Place(note_place(n.0)), Says::ToNote(*n), Some(*n))
        }
        Anchor::NoteNumber(n) => (Target::Place(mark_place(n.0)), Says::Back(*n), None),
    };
    let rect = Rect::new(at.x, -ascent, run.width(), ascent + descent);
    let elem = match owner {
        Owner::Elem(e) => Some(e),
        Owner::Artifact(_) => None,
    };
    Some(FragLink { rect, target, says, note, elem, words: (false, false) })
}
