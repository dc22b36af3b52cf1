//! Follows the content of a page and gives its marks. Takes content of any origin: operators that make no sense are
//! passed over, what goes on without end is left at a budget, and what was left is said.

mod color;
mod content;
mod paths;
mod shows;
mod xobjects;

use super::document::Pdf;
use super::font::Font;
use super::geom::{Bounds, Matrix, Outline};
use super::layers::Layers;
use super::lexer::{Lexer, Operand};
use super::marks::{Clip, Content, FillRule, Look, Mark, PageMarks, Pattern, Run, Source, What};
use super::page::{self, PdfPage};
use super::spaces::Spaces;
use super::state::State;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most operators of a page, those of its forms each time that they are shown. The densest maps have a million.
const MOST_OPERATORS: usize = 4_000_000;
/// Most marks of a page.
const MOST_MARKS: usize = 1_000_000;
/// Most bytes of the content of a form, and of all that are kept unpacked.
const MOST_HELD: usize = 256 << 20;
/// Forms in forms.
const DEEPEST: usize = 24;
/// Saved states, clips in clips, content in content: annex C of ISO 32000-1 asks for 28 of the first.
const MOST_NESTED: usize = 512;

/// What the pages of a document share: fonts, spaces, decoded content.
#[derive(Default)]
pub struct Cache {
    fonts: BTreeMap<ObjectId, Arc<Font>>,
    spaces: Spaces,
    streams: BTreeMap<ObjectId, Arc<[u8]>>,
    /// Bytes in `streams`.
    held: usize,
    layers: Option<Layers>,
}

/// The marks of `page` of `pdf`.
pub fn marks(pdf: &Pdf, page: &PdfPage) -> PageMarks {
    marks_with(pdf, page, &mut Cache::default())
}

/// The same, with what other pages of the same document have read already.
pub fn marks_with(pdf: &Pdf, page: &PdfPage, cache: &mut Cache) -> PageMarks {
    let (content, gaps) = page::content(pdf, page);
    let mut it = Interpreter::new(pdf, cache, Matrix::IDENTITY, page.media);
    gaps.into_iter().for_each(|g| it.gap(g));
    it.run(&content, &page.resources, 0);
    it.close_groups();
    it.annotations(page);
    PageMarks { marks: it.marks, gaps: it.gaps }
}

struct Interpreter<'a> {
    pdf: &'a Pdf<'a>,
    cache: &'a mut Cache,
    /// What no mark reaches beyond.
    sheet: Bounds,
    base: Matrix,
    marks: Vec<Mark>,
    gaps: Vec<String>,
    state: State,
    stack: Vec<State>,
    /// States that were saved beyond the budget.
    lost: usize,
    path: paths::Builder,
    pending_clip: Option<FillRule>,
    text: shows::TextObject,
    content: Option<Arc<Content>>,
    operators: usize,
    open: Vec<ObjectId>,
    groups: usize,
    source: Source,
    /// Within a glyph that takes the text's colour: its own colours do not count.
    colorless: bool,
    patterns: BTreeMap<ObjectId, Arc<Pattern>>,
}

impl<'a> Interpreter<'a> {
    fn new(pdf: &'a Pdf<'a>, cache: &'a mut Cache, ctm: Matrix, sheet: Bounds) -> Interpreter<'a> {
        if cache.layers.is_none() {
            cache.layers = Some(Layers::read(pdf));
        }
        Interpreter {
            pdf,
            cache,
            sheet,
            base: ctm,
            marks: Vec::new(),
            gaps: Vec::new(),
            state: State::new(ctm),
            stack: Vec::new(),
            lost: 0,
            path: paths::Builder::default(),
            pending_clip: None,
            text: shows::TextObject::default(),
            content: None,
            operators: 0,
            open: Vec::new(),
            groups: 0,
            source: Source::Page,
            colorless: false,
            patterns: BTreeMap::new(),
        }
    }
    /// Another interpreter for a cell or a mask; it spends this one's budget.
    fn inner<T>(&mut self, ctm: Matrix, sheet: Bounds, f: impl FnOnce(&mut Interpreter<'_>) -> T) -> T {
        let mut inner = Interpreter::new(self.pdf, self.cache, ctm, sheet);
        inner.operators = self.operators;
        inner.open.clone_from(&self.open);
        let out = f(&mut inner);
        let (operators, gaps) = (inner.operators, std::mem::take(&mut inner.gaps));
        self.operators = operators;
        gaps.into_iter().for_each(|g| self.gap(g));
        out
    }
    fn run(&mut self, content: &[u8], resources: &Dictionary, depth: usize) {
        let saved = self.stack.len();
        let (outer, lost) = (self.content.clone(), std::mem::take(&mut self.lost));
        let (mut lexer, mut operands) = (Lexer::new(content), Vec::new());
        while let Some(word) = lexer.operator(&mut operands) {
            self.operators += 1;
            if self.operators > MOST_OPERATORS || self.marks.len() > MOST_MARKS {
                self.gap("the page has more content than is read".into());
                break;
            }
            if word == b"BI" {
                self.inline_image(&mut lexer, resources);
            } else {
                self.operator(word, &operands, resources, depth, saved);
            }
        }
        // What is left open ends with its stream.
        while self.stack.len() > saved {
            self.restore(saved);
        }
        self.content = outer;
        self.lost = lost;
    }
    fn operator(&mut self, word: &[u8], o: &[Operand], resources: &Dictionary, depth: usize, saved: usize) {
        let n = Numbers::of(o);
        match word {
            b"q" => self.save(),
            b"Q" => self.restore(saved),
            b"cm" => {
                if let Some(m) = n.matrix() {
                    self.state.ctm = m.then(self.state.ctm);
                }
            }
            b"gs" => self.graphics_state(o, resources),
            b"Do" => self.xobject(o, resources, depth),
            b"sh" => self.shading(o, resources),
            _ => {
                let done = self.path_operator(word, &n)
                    || self.text_operator(word, o, &n, resources, depth)
                    || self.color_operator(word, o, &n, resources)
                    || self.pen_operator(word, o, &n);
                if !done {
                    self.content_operator(word, o, resources);
                }
            }
        }
    }
    fn save(&mut self) {
        if self.stack.len() < MOST_NESTED {
            self.stack.push(self.state.clone());
        } else {
            self.lost += 1;
        }
    }
    /// Restores no state that was saved outside this stream.
    fn restore(&mut self, saved: usize) {
        if self.lost > 0 {
            self.lost -= 1;
        } else if self.stack.len() > saved
            && let Some(state) = self.stack.pop()
        {
            self.state = state;
        }
    }
    fn gap(&mut self, what: String) {
        if self.gaps.len() < 20 && !self.gaps.contains(&what) {
            self.gaps.push(what);
        }
    }
    /// Adds a mark that reaches as far as `bounds` within the clip.
    fn mark(&mut self, what: What, bounds: Bounds) {
        let clip = self.state.clip.as_ref().map_or(self.sheet, |c| c.bounds);
        self.marks.push(Mark {
            what,
            bounds: bounds.intersect(clip),
            look: self.state.look.clone(),
            clip: self.state.clip.clone(),
            content: self.content.clone(),
            source: self.source,
        });
    }
    fn clip_to(&mut self, shape: super::marks::ClipShape, bounds: Bounds) {
        let outer = self.state.clip.take();
        let depth = outer.as_ref().map_or(0, |c| c.depth + 1);
        if depth > MOST_NESTED {
            self.state.clip = outer;
            return;
        }
        let bounds = bounds.intersect(outer.as_ref().map_or(self.sheet, |c| c.bounds));
        self.state.clip = Some(Arc::new(Clip { outer, shape, bounds, depth }));
    }
    fn look(&mut self) -> &mut Look {
        Arc::make_mut(&mut self.state.look)
    }
    fn close_groups(&mut self) {
        while self.groups > 0 {
            self.groups -= 1;
            self.mark(What::GroupEnd, Bounds::EMPTY);
        }
    }
    /// The content of a stream, decoded once.
    fn decoded(&mut self, id: ObjectId) -> Option<Arc<[u8]>> {
        if let Some(known) = self.cache.streams.get(&id) {
            return Some(known.clone());
        }
        let data: Arc<[u8]> = match self.pdf.content(self.pdf.stream(id)?, MOST_HELD) {
            Ok(data) => data.into(),
            Err(why) => {
                self.gap(why.into());
                return None;
            }
        };
        if self.cache.held + data.len() <= MOST_HELD {
            self.cache.held += data.len();
            self.cache.streams.insert(id, data.clone());
        }
        Some(data)
    }
    fn font(&mut self, object: &Object) -> Option<Arc<Font>> {
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.cache.fonts.get(&id)) {
            return Some(known.clone());
        }
        let dict = super::object::dict_of(super::object::resolve(self.pdf.document(), object))?;
        let font = Arc::new(Font::read(self.pdf, dict));
        if let Some(id) = id {
            self.cache.fonts.insert(id, font.clone());
        }
        Some(font)
    }
}

/// The numbers among operands, where all of them are.
struct Numbers {
    list: [f64; 6],
    count: usize,
}

impl Numbers {
    fn of(operands: &[Operand]) -> Numbers {
        let mut out = Numbers { list: [0.0; 6], count: 0 };
        for v in operands.iter().filter_map(Operand::number).take(6) {
            out.list[out.count] = v;
            out.count += 1;
        }
        out
    }
    fn get(&self, i: usize) -> Option<f64> {
        (i < self.count).then(|| self.list[i])
    }
    fn all<const N: usize>(&self) -> Option<[f64; N]> {
        (self.count >= N).then(|| std::array::from_fn(|i| self.list[i]))
    }
    fn matrix(&self) -> Option<Matrix> {
        self.all().map(Matrix)
    }
}

/// An outline with the rectangle around it.
fn boxed(outline: Outline) -> (Arc<Outline>, Bounds) {
    let bounds = outline.bounds();
    (Arc::new(outline), bounds)
}

/// A run kept for a clip made of text.
type Runs = Vec<Arc<Run>>;
