//! A run of glyphs as text operators. Advances are exact: what `/W` and rounding leave over goes into `TJ`
//! numbers and does not add up along the line.

use super::super::glyphs::{self, Cluster, Subset};
use super::super::pages::round3;
use super::super::paint::Use;
use super::super::path::{self, Painting};
use super::{PageDrawer, dict};
use crate::base::{Path, Point, Pt};
use crate::font::Face;
use crate::text::{LineGlyph, LineRun};
use printpdf::{
    Codepoint, DictItem, FontId, FontMetrics, FontType, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, TextItem,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Smallest correction of a glyph's place, in 1/1000 em: 0.001 pt at 10 pt.
const FINEST: f64 = 0.1;
/// Rendering modes of text.
const SEEN: i64 = 0;
const UNSEEN: i64 = 3;

impl PageDrawer<'_> {
    /// Draws `run` with its first glyph's origin at `at`. Raised runs start on the baseline and rise from there,
    /// so that all runs of a line share one.
    pub(super) fn text(&mut self, at: Point, run: &LineRun) {
        let Some(subset) = self.subsets.iter().find(|s| s.face == run.face) else { return };
        self.opacity(1.0);
        self.fill(&run.ink, Use::Text(run.size), 1.0);
        self.pen.font(&subset.resource, run.size);
        self.pen.stretch(run.x_scale);
        self.pen.go(self.frame.point(at.moved(Pt::ZERO, run.rise)));
        self.drawn.uses.fonts.insert(subset.resource.clone());
        let (items, signs) = (Vec::new(), Vec::new());
        let mut line = Line { drawer: self, subset, run, want: 0.0, have: 0.0, items, signs };
        line.language(|line| line.pieces());
        let signs = line.signs;
        self.signs(at.moved(Pt::ZERO, run.rise), run, (subset, signs));
    }
}

/// The vowel signs of a run: its glyphs, each with the place of its origin as the distances of [`Line`].
type Signs = Vec<(usize, f64)>;

impl PageDrawer<'_> {
    /// Draws the signs of a run whose baseline starts at `at`, in the colour of its letters.
    fn signs(&mut self, at: Point, run: &LineRun, (subset, signs): (&Subset, Signs)) {
        let wide = run.size * run.x_scale;
        let mut drawn = Path::default();
        for (i, place) in signs {
            let glyph = &run.glyphs[i];
            let Some(outline) = subset.outline(glyph.gid) else { continue };
            let origin = at.moved(wide * (place / 1000.0), -(run.rise + glyph.dy));
            let on_page = |p: Point| origin.moved(wide * p.x.0, run.size * p.y.0);
            drawn.segs.extend(outline.mapped(on_page).segs);
        }
        if !drawn.segs.is_empty() {
            self.pen.leave_text();
            path::paint(&mut self.pen.ops, &self.frame, &drawn, Painting::Fill);
        }
    }
}

/// A run on its way to the page. Distances are in 1/1000 of the font size, stretched.
struct Line<'a, 'b> {
    drawer: &'a mut PageDrawer<'b>,
    subset: &'a Subset,
    run: &'a LineRun,
    /// Where the next glyph's origin belongs.
    want: f64,
    /// Where a reader's pen is.
    have: f64,
    /// What `TJ` will be given: codes as strings, and numbers.
    items: Vec<DictItem>,
    /// What is drawn as paths.
    signs: Signs,
}

/// Neighbouring clusters that `/ToUnicode` tells rightly, or that need one `/ActualText`.
struct Piece {
    /// Each with the one code that shows its text, where there is one.
    clusters: Vec<(Cluster, Option<u16>)>,
    actual: Option<String>,
}

impl Line<'_, '_> {
    fn language(&mut self, draw: impl FnOnce(&mut Self)) {
        match self.run.lang.clone() {
            Some(lang) => self.span(dict([("Lang", string(lang.as_bytes().to_vec()))]), draw),
            None => draw(self),
        }
    }

    fn pieces(&mut self) {
        for piece in self.split() {
            match &piece.actual {
                Some(text) => {
                    self.span(dict([("ActualText", string(utf16(text)))]), |line| line.show(&piece.clusters));
                }
                None => self.show(&piece.clusters),
            }
        }
        self.flush();
    }

    /// Cuts the run where `/ActualText` has to begin or end.
    fn split(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for cluster in glyphs::clusters(self.run) {
            let code = self.code_of(&cluster);
            match pieces.last_mut() {
                Some(last) if last.actual.is_none() == code.is_some() => last.clusters.push((cluster, code)),
                _ => pieces.push(Piece {
                    clusters: vec![(cluster, code)],
                    actual: code.is_none().then(String::new),
                }),
            }
        }
        for piece in &mut pieces {
            let bytes = || piece.clusters.iter().map(|(c, _)| &c.bytes);
            let start = bytes().map(|b| b.start).min().unwrap_or(0);
            let end = bytes().map(|b| b.end).max().unwrap_or(0);
            if let Some(text) = &mut piece.actual {
                *text = glyphs::extracted(self.run, start..end).into_owned();
            }
        }
        pieces
    }

    /// The one code that shows a cluster's text.
    fn code_of(&self, cluster: &Cluster) -> Option<u16> {
        let [glyph] = &self.run.glyphs[cluster.glyphs.clone()] else { return None };
        self.subset.code_for(glyph.gid, &glyphs::extracted(self.run, cluster.bytes.clone()))
    }

    fn span(&mut self, properties: DictItem, draw: impl FnOnce(&mut Self)) {
        self.flush();
        self.drawer.pen.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties });
        draw(self);
        self.flush();
        self.drawer.pen.ops.push(Op::EndMarkedContentWithProperties);
    }

    fn show(&mut self, clusters: &[(Cluster, Option<u16>)]) {
        let run = self.run;
        for (cluster, code) in clusters {
            for i in cluster.glyphs.clone() {
                let glyph = &run.glyphs[i];
                let code = code.unwrap_or_else(|| self.subset.code(glyph.gid));
                match cluster.sign && self.subset.outline(glyph.gid).is_some() {
                    true => self.sign(i, code),
                    false => self.glyph(glyph, code),
                }
            }
        }
    }

    /// A length in 1/1000 of the size, stretched.
    fn unit(&self, length: Pt) -> f64 {
        length.0 * 1000.0 / (self.run.size.0 * self.run.x_scale).max(1e-6)
    }

    /// Shows a sign unseen on the baseline (ISO 32000-1, 9.3.6) and keeps its place for a path.
    fn sign(&mut self, i: usize, code: u16) {
        let glyph = &self.run.glyphs[i];
        self.signs.push((i, self.want + self.unit(glyph.dx)));
        self.height(Pt::ZERO);
        self.flush();
        self.mode(UNSEEN);
        self.advance_to(self.want);
        self.push(code);
        self.flush();
        self.mode(SEEN);
        self.want += self.unit(glyph.advance);
    }

    fn mode(&mut self, mode: i64) {
        self.drawer.pen.ops.push(Op::Unknown { key: "Tr".into(), value: vec![DictItem::Int(mode)] });
    }

    fn glyph(&mut self, glyph: &LineGlyph, code: u16) {
        let (shift, advance) = (self.unit(glyph.dx), self.unit(glyph.advance));
        self.height(glyph.dy);
        self.advance_to(self.want + shift);
        self.push(code);
        self.want += advance;
    }

    fn height(&mut self, dy: Pt) {
        let before = self.drawer.pen.ops.len();
        self.drawer.pen.rise(self.run.rise + dy);
        // The glyphs before the change belong in front of it.
        if let Some(change) =
            (self.drawer.pen.ops.len() > before).then(|| self.drawer.pen.ops.pop()).flatten()
        {
            self.flush();
            self.drawer.pen.ops.push(change);
        }
    }

    fn advance_to(&mut self, place: f64) {
        let gap = ((place - self.have) / FINEST).round() * FINEST;
        if gap == 0.0 {
            return;
        }
        self.have += gap;
        self.items.push(DictItem::Real(round3(-gap)));
    }

    fn push(&mut self, code: u16) {
        match self.items.last_mut() {
            Some(DictItem::String { data, .. }) => data.extend(code.to_be_bytes()),
            _ => self.items.push(DictItem::String { data: code.to_be_bytes().to_vec(), literal: true }),
        }
        self.have += f64::from(round3(self.subset.codes[usize::from(code)].width));
    }

    /// Shows what has come together. Not as `Op::ShowText`, which takes two allocations and a copy of the text
    /// for every glyph, and four letters of hexadecimal with brackets for the two bytes of its code.
    fn flush(&mut self) {
        if !self.items.is_empty() {
            let items = DictItem::Array(std::mem::take(&mut self.items));
            self.drawer.pen.ops.push(Op::Unknown { key: "TJ".into(), value: vec![items] });
        }
    }
}

/// A page that shows every code of every subset once: printpdf embeds the faces that `Op::ShowText` names, and
/// makes `/ToUnicode` of the codes that it shows. It is not to stay in the file.
pub(super) fn specimen(subsets: &[Arc<Subset>]) -> Vec<Op> {
    let show = |subset: &Arc<Subset>| {
        let font = PdfFontHandle::External(FontId(subset.resource.clone()));
        // The first code is `.notdef`, which no page shows.
        let codes = (0..).zip(&subset.codes).skip(1);
        let codes = codes.map(|(code, c)| Codepoint::with_cid(code, 0.0, c.text.clone()));
        let items = vec![TextItem::GlyphIds(codes.collect())];
        [Op::SetFont { font, size: printpdf::Pt(1.0) }, Op::ShowText { items }]
    };
    let shown = subsets.iter().flat_map(show);
    std::iter::once(Op::StartTextSection).chain(shown).chain([Op::EndTextSection]).collect()
}

/// Gives printpdf a subset as if it were a whole font. Widths go in whole, finishing makes them exact.
pub(super) fn register(document: &mut PdfDocument, subset: &Subset, face: &Face) {
    let per_mille = |v: f64| (v * 1000.0).round() as i16;
    let font = ParsedFont {
        original_bytes: subset.program.clone(),
        font_index: 0,
        font_name: Some(subset.name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: (0..).zip(subset.codes.iter().map(|c| c.width.round() as u16)).collect(),
        units_per_em: 1000,
        font_metrics: FontMetrics { ascent: per_mille(face.ascent), descent: per_mille(face.descent) },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: per_mille(face.bbox[0]),
            y_min: per_mille(face.bbox[1]),
            x_max: per_mille(face.bbox[2]),
            y_max: per_mille(face.bbox[3]),
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: face.weight,
        },
    };
    document.resources.fonts.map.insert(FontId(subset.resource.clone()), PdfFont::new(font));
}

fn string(data: Vec<u8>) -> DictItem {
    DictItem::String { data, literal: false }
}

/// A text string with its byte-order mark (ISO 32000-1, 7.9.2.2).
fn utf16(text: &str) -> Vec<u8> {
    [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}
