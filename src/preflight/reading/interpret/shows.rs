//! Text: where each glyph of a string comes to stand (ISO 32000-1, 9.3 and 9.4).

use super::{Interpreter, Numbers, Runs};
use crate::preflight::reading::font::FontKind;
use crate::preflight::reading::geom::{Bounds, Matrix, Xy};
use crate::preflight::reading::lexer::Operand;
use crate::preflight::reading::marks::{ClipShape, Glyph, Run, Source, What};
use crate::preflight::reading::page::named;
use lopdf::Dictionary;
use std::sync::Arc;

/// From how many thousandths of an em on a gap parts words; kerning stays well below, word spaces above.
const GAP: f64 = 170.0;

/// The matrices of a text object, and what it will clip to.
pub(super) struct TextObject {
    matrix: Matrix,
    line: Matrix,
    clip: Runs,
}

impl Default for TextObject {
    fn default() -> TextObject {
        TextObject { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY, clip: Vec::new() }
    }
}

impl Interpreter<'_> {
    pub(super) fn text_operator(
        &mut self,
        word: &[u8],
        o: &[Operand],
        n: &Numbers,
        resources: &Dictionary,
        depth: usize,
    ) -> bool {
        let first = n.get(0).unwrap_or(0.0);
        match word {
            b"BT" => self.text = TextObject::default(),
            b"ET" => self.end_text(),
            b"Tc" => self.state.text.char_space = first,
            b"Tw" => self.state.text.word_space = first,
            b"Tz" => self.state.text.stretch = first / 100.0,
            b"TL" => self.state.text.leading = first,
            b"Ts" => self.state.text.rise = first,
            b"Tr" => self.state.text.mode = first as i64,
            b"Tf" => self.select(o, resources),
            b"Td" => self.next_line(n.all().unwrap_or_default()),
            b"TD" => {
                let [x, y] = n.all().unwrap_or_default();
                self.state.text.leading = -y;
                self.next_line([x, y]);
            }
            b"Tm" => {
                if let Some(m) = n.matrix() {
                    (self.text.matrix, self.text.line) = (m, m);
                }
            }
            b"T*" => self.next_line([0.0, -self.state.text.leading]),
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show(word, o, n, depth),
            _ => return false,
        }
        true
    }
    fn select(&mut self, o: &[Operand], resources: &Dictionary) {
        let [Operand::Name(name), size, ..] = o else { return };
        self.state.text.size = size.number().unwrap_or(0.0);
        self.state.text.font = match named(self.pdf, resources, b"Font", name) {
            Some(object) => self.font(object),
            None => None,
        };
    }
    fn next_line(&mut self, [x, y]: [f64; 2]) {
        self.text.line = self.text.line.after_shift(x, y);
        self.text.matrix = self.text.line;
    }
    fn end_text(&mut self) {
        let runs = std::mem::take(&mut self.text.clip);
        if !runs.is_empty() {
            let bounds = runs.iter().map(|r| run_bounds(r)).fold(Bounds::EMPTY, Bounds::union);
            self.clip_to(ClipShape::Text(runs), bounds);
        }
    }
    fn show(&mut self, word: &[u8], o: &[Operand], n: &Numbers, depth: usize) {
        if word == b"'" || word == b"\"" {
            if let (b"\"", Some([words, chars])) = (word, n.all()) {
                (self.state.text.word_space, self.state.text.char_space) = (words, chars);
            }
            self.next_line([0.0, -self.state.text.leading]);
        }
        let parts = match o.last() {
            Some(Operand::Array(parts)) => parts.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => return,
        };
        let Some(run) = self.set(parts) else { return };
        if run.glyphs.is_empty() {
            return;
        }
        let run = Arc::new(run);
        if run.mode >= 4 && self.text.clip.len() < 100_000 {
            self.text.clip.push(run.clone());
        }
        self.mark(What::Text(run.clone()), run_bounds(&run));
        if run.font.kind == FontKind::Type3 && !run.is_invisible() {
            self.draw_type3(&run, depth);
        }
    }
    /// Places the glyphs of `parts`: strings, and numbers that move the next one back by thousandths of an em.
    fn set(&mut self, parts: &[Operand]) -> Option<Run> {
        let t = self.state.text.clone();
        let font = t.font.clone()?;
        let vertical = font.is_vertical();
        let em = Matrix([t.size * t.stretch, 0.0, 0.0, t.size, 0.0, t.rise]);
        let bytes = parts.iter().map(|p| if let Operand::Text(bytes) = p { bytes.len() } else { 0 }).sum();
        let (mut glyphs, mut text) = (Vec::with_capacity(bytes), String::with_capacity(bytes));
        for part in parts {
            match part {
                Operand::Number(back) => {
                    // Where words are only moved apart, as TeX does, the gap is their space.
                    if *back < -GAP && !text.is_empty() && !text.ends_with(' ') {
                        text.push(' ');
                    }
                    self.advance(-back / 1000.0 * t.size, vertical);
                }
                Operand::Text(bytes) => {
                    let mut rest = bytes.as_slice();
                    while !rest.is_empty() {
                        let code = font.next(rest);
                        let single = code.length == 1 && rest[0] == 32;
                        let at = self.text.matrix.place(Xy::new(0.0, t.rise));
                        let meant = font.text(code.code);
                        let blank = meant.as_deref().map_or(single, |m| m.trim().is_empty());
                        text.push_str(meant.as_deref().unwrap_or("\u{fffd}"));
                        let at = self.state.ctm.place(at);
                        glyphs.push(Glyph { code: code.code, at, advance: code.advance, blank });
                        let space = t.char_space + if single { t.word_space } else { 0.0 };
                        self.advance(code.advance * t.size + space, vertical);
                        rest = &rest[code.length.min(rest.len())..];
                    }
                }
                _ => {}
            }
        }
        let [a, b, c, d, ..] = em.then(self.text.matrix).then(self.state.ctm).0;
        let matrix = Matrix([a, b, c, d, 0.0, 0.0]);
        let (fill, stroke) = (self.state.fill.clone(), self.state.stroke.clone());
        let line = Arc::new(self.state.line());
        Some(Run { font, matrix, glyphs, text, mode: t.mode, fill, stroke, line })
    }
    fn advance(&mut self, by: f64, vertical: bool) {
        let (x, y) = if vertical { (0.0, by) } else { (by * self.state.text.stretch, 0.0) };
        self.text.matrix = self.text.matrix.after_shift(x, y);
    }
    /// The glyphs of a Type 3 font are content of their own.
    fn draw_type3(&mut self, run: &Run, depth: usize) {
        if depth >= super::DEEPEST {
            return;
        }
        let none = Dictionary::new();
        let own = run.font.resources.as_ref().unwrap_or(&none);
        for (i, glyph) in run.glyphs.iter().enumerate() {
            let Some(id) = run.font.procs.get(&glyph.code).copied() else { continue };
            if self.open.contains(&id) {
                continue;
            }
            let Some(content) = self.decoded(id) else { continue };
            let (state, source, colorless) = (self.state.clone(), self.source, self.colorless);
            let text = std::mem::take(&mut self.text);
            self.open.push(id);
            self.state.ctm = run.font.matrix.then(run.place(i));
            (self.state.text, self.source) = (super::State::new(Matrix::IDENTITY).text, Source::Glyph);
            // `d1` says that a glyph has no colours of its own (9.6.5).
            self.colorless = content.windows(2).take(120).any(|w| w == b"d1");
            self.run(&content, own, depth + 1);
            self.open.pop();
            (self.state, self.source, self.colorless, self.text) = (state, source, colorless, text);
        }
    }
}

/// Where a run may have ink: more than its letters take, for no glyph may be cut.
fn run_bounds(run: &Run) -> Bounds {
    let at = Bounds::around(run.glyphs.iter().map(|g| g.at));
    let cell = run.font.extent.through(&run.matrix);
    Bounds { x0: at.x0 + cell.x0, y0: at.y0 + cell.y0, x1: at.x1 + cell.x1, y1: at.y1 + cell.y1 }
}
