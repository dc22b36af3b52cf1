//! Which glyphs of which faces a document shows, and what characters they stand for.
//!
//! One subset for each face and document. A code of the content stream has one text in `/ToUnicode`, so a glyph
//! that shows two (`A` for a written `A` and a written `a`) gets two codes. CFF
//! programs cannot have that; there, and where several glyphs show one text, [`super::draw`] marks the piece
//! with `/ActualText`, which fewer readers honour.

mod outline;
mod shared;

pub(super) use shared::{Common, Need, known, shared_subsets};

use super::{PdfError, program};
use crate::base::{Path, Pt};
use crate::font::{Face, FaceId, FontSet};
use crate::layout::Draw;
use crate::text::{LineGlyph, LineRun};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use skrifa::MetadataProvider;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use subsetter::{GlyphRemapper, Tag};

/// In [`LineRun::text`] a hyphen at the end of a line that vanishes when the line is joined to the next.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// The part of a face that one document shows.
pub(super) struct Subset {
    /// The face.
    pub face: FaceId,
    /// Name among the page's resources. Never `F1` to `F14`, which printpdf takes for built-in fonts.
    pub resource: String,
    /// `ABCDEF+Name`: six letters from the content, then the PostScript name.
    pub name: String,
    /// The font program.
    pub program: Vec<u8>,
    /// What each code stands for. The first codes are the glyphs of the program, one each.
    pub codes: Vec<Code>,
    /// From the face's glyph indices to those of the program.
    remap: GlyphRemapper,
    /// Outlines of signs that are drawn as paths, in em.
    outlines: BTreeMap<u16, Path>,
    /// The codes of glyphs with several texts, beside the glyph's own.
    twins: BTreeMap<(u16, String), u16>,
}

/// A code of the content stream.
pub(super) struct Code {
    /// Glyph of the program.
    pub gid: u16,
    /// Its text in `/ToUnicode`.
    pub text: String,
    /// Advance in 1/1000 em.
    pub width: f64,
}

impl Subset {
    /// The code that shows glyph `old` of the face for `text`, where there is one.
    pub(super) fn code_for(&self, old: u16, text: &str) -> Option<u16> {
        let own = self.code(old);
        if self.codes[usize::from(own)].text == text {
            return Some(own);
        }
        self.twins.get(&(own, text.to_owned())).copied()
    }
    /// The code that shows glyph `old` of the face, whatever for.
    pub(super) fn code(&self, old: u16) -> u16 {
        self.remap.get(old).unwrap_or(0)
    }
    /// The outline of a sign that is drawn as a path.
    pub(super) fn outline(&self, old: u16) -> Option<&Path> {
        self.outlines.get(&old)
    }
    /// Whether codes and glyphs of the program are the same.
    pub(super) fn is_identity(&self) -> bool {
        self.twins.is_empty()
    }
}

/// Glyphs that together show a stretch of text.
pub(super) struct Cluster {
    /// Indices into [`LineRun::glyphs`].
    pub glyphs: Range<usize>,
    /// Bytes of [`LineRun::text`].
    pub bytes: Range<usize>,
    /// A vowel sign above or below a letter from the right. Readers (poppler 22.12, PDFium) part words and lines where
    /// a glyph is raised: its text stands unseen on the baseline, and what is seen is a path.
    pub sign: bool,
}

/// The clusters of a run, in drawing order.
pub(super) fn clusters(run: &LineRun) -> Vec<Cluster> {
    let mut list: Vec<Cluster> = Vec::new();
    for (i, glyph) in run.glyphs.iter().enumerate() {
        let bytes = glyph.start as usize..glyph.end as usize;
        match list.last_mut() {
            Some(last) if bytes.is_empty() => last.glyphs.end = i + 1,
            _ => list.push(Cluster { glyphs: i..i + 1, bytes, sign: false }),
        }
    }
    if list.iter().all(|c| c.glyphs.len() < 2) {
        return list;
    }
    list.into_iter().flat_map(|c| spread(run, c)).collect()
}

/// A letter whose marks are glyphs of their own, cut into one cluster for each; any other cluster as it is. Marks that
/// make one glyph stay together.
fn spread(run: &LineRun, cluster: Cluster) -> Vec<Cluster> {
    let text = run.text.get(cluster.bytes.clone()).unwrap_or_default();
    let count = cluster.glyphs.len();
    let mut starts: Vec<usize> = text.char_indices().map(|(i, _)| cluster.bytes.start + i).collect();
    let marked = starts.len() > 1 && text.chars().skip(1).all(is_mark);
    if count < 2 || !marked || (starts.len() != count && count != 2) {
        return vec![cluster];
    }
    starts.truncate(count);
    let ends = starts[1..].iter().copied().chain([cluster.bytes.end]);
    let mut pieces: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    // Drawn from left to right the last mark of a letter from the right comes first.
    let from_right = text.starts_with(|c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'));
    if from_right {
        pieces.reverse();
    }
    let letter = cluster.bytes.start;
    let sign =
        |i: usize, bytes: &Range<usize>| from_right && bytes.start != letter && run.glyphs[i].dy != Pt::ZERO;
    let piece = |(i, bytes)| Cluster { glyphs: i..i + 1, sign: sign(i, &bytes), bytes };
    cluster.glyphs.zip(pieces).map(piece).collect()
}

/// Marks that stand on a letter: accents, Hebrew points, Arabic vowels.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// A run that ends in a soft hyphen, parted into what stands before it and the hyphen, each with its distance
/// from the run's origin.
pub(super) fn parted(run: &LineRun) -> Option<[(Pt, LineRun); 2]> {
    let start = run.text.strip_suffix(SOFT_HYPHEN)?.len();
    let of_hyphen = |g: &LineGlyph| g.start as usize == start && g.end as usize == run.text.len();
    let at = run.glyphs.iter().position(of_hyphen)?;
    let mut word = LineRun { text: run.text[..start].to_owned(), ..run.clone() };
    let glyph = LineGlyph { start: 0, end: SOFT_HYPHEN.len_utf8() as u32, ..word.glyphs.remove(at) };
    // From right to left the hyphen stands first.
    let (of_word, of_hyphen) = if at == 0 { (glyph.advance, Pt::ZERO) } else { (Pt::ZERO, word.width()) };
    let hyphen = LineRun { text: SOFT_HYPHEN.into(), glyphs: vec![glyph], ..run.clone() };
    Some([(of_word, word), (of_hyphen, hyphen)])
}

/// The text at `bytes` of a run as it is to be extracted: every space is U+0020 (a search for "5 mg" finds
/// the no-break space too), what has no shape of its own is gone.
pub(super) fn extracted(run: &LineRun, bytes: Range<usize>) -> Cow<'_, str> {
    let text = run.text.get(bytes).unwrap_or_default();
    if text.chars().all(|c| plain(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(plain).collect())
}

fn plain(c: char) -> Option<char> {
    match c {
        // pdftotext and pdf.js join a word over a hyphen-minus only; the structure tree says which it is.
        SOFT_HYPHEN => Some('-'),
        '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\n' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Subsets of all faces that `draws` show, in the order of their first glyph.
pub(super) fn subsets<'a>(
    draws: impl Iterator<Item = &'a Draw>,
    fonts: &FontSet,
) -> Result<Vec<Arc<Subset>>, PdfError> {
    let mut order: Vec<Collector> = Vec::new();
    let mut places: BTreeMap<FaceId, usize> = BTreeMap::new();
    for run in draws.filter_map(|d| if let Draw::Text { run, .. } = d { Some(run) } else { None }) {
        let place = match places.get(&run.face) {
            Some(place) => *place,
            None => {
                order.push(Collector::new(fonts.face(run.face)));
                places.insert(run.face, order.len() - 1);
                order.len() - 1
            }
        };
        order[place].collect(run);
    }
    let finish = |(i, c): (usize, Collector)| c.finish(i).map(Arc::new);
    // All of them, so that the first that fails is told, whoever was ready first.
    let made: Vec<_> = order.into_par_iter().enumerate().with_max_len(1).map(finish).collect();
    made.into_iter().collect()
}

/// A subset in the making.
struct Collector<'a> {
    face: &'a Face,
    remap: GlyphRemapper,
    /// Signs that are drawn as paths.
    signs: BTreeSet<u16>,
    /// For each glyph of the program what it is shown for, in the order of first use.
    texts: Vec<Vec<String>>,
}

impl<'a> Collector<'a> {
    fn new(face: &'a Face) -> Collector<'a> {
        Collector {
            face,
            signs: BTreeSet::new(),
            remap: GlyphRemapper::new(),
            texts: vec![vec!["\u{fffd}".into()]],
        }
    }

    fn collect(&mut self, run: &LineRun) {
        for cluster in clusters(run) {
            let text = extracted(run, cluster.bytes.clone());
            let whole = cluster.glyphs.len() == 1 && !text.is_empty();
            for glyph in &run.glyphs[cluster.glyphs] {
                self.add(glyph.gid, whole.then_some(&text), cluster.sign);
            }
        }
    }

    /// A glyph, what it shows by itself, and whether it is drawn as a path.
    fn add(&mut self, glyph: u16, text: Option<&str>, sign: bool) {
        if sign {
            self.signs.insert(glyph);
        }
        let gid = usize::from(self.remap.remap(glyph));
        if gid >= self.texts.len() {
            self.texts.resize(gid + 1, Vec::new());
        }
        if let Some(text) = text.filter(|text| gid != 0 && !self.texts[gid].iter().any(|t| t == text)) {
            self.texts[gid].push(text.to_owned());
        }
    }

    fn finish(mut self, number: usize) -> Result<Subset, PdfError> {
        self.name_parts();
        let (data, index) = (self.face.data.bytes(), self.face.index);
        let place: Vec<(Tag, f32)> = self.face.variations.iter().map(|(t, v)| (Tag::new(t), *v)).collect();
        let program = subsetter::subset_with_variations(data, index, &place, &self.remap)
            .map(program::slim)
            .map_err(|e| PdfError::Font { face: self.face.ps_name.clone(), reason: e.to_string() })?;
        let name = format!("{}+{}", tag(&program), self.face.ps_name);
        let may_twin = program.starts_with(&[0, 1, 0, 0]);
        let (codes, twins) = self.codes(may_twin);
        let resource = format!("T{number}");
        let outlines = outline::outlines(self.face, self.signs);
        Ok(Subset { face: self.face.id, resource, name, program, codes, remap: self.remap, outlines, twins })
    }

    /// Each glyph's code with its best text, then a code for each other text.
    fn codes(&self, may_twin: bool) -> (Vec<Code>, BTreeMap<(u16, String), u16>) {
        let mut codes: Vec<Code> = Vec::new();
        let mut others = Vec::new();
        for (old, (gid, texts)) in self.remap.remapped_gids().zip((0..).zip(&self.texts)) {
            let width = self.face.advance(old) * 1000.0;
            // The first of the best: `max_by_key` would take the last.
            let best = (0..texts.len()).rev().max_by_key(|i| self.rank(old, &texts[*i])).unwrap_or(0);
            for (_, text) in texts.iter().enumerate().filter(|(i, _)| *i != best && may_twin) {
                others.push(Code { gid, text: text.clone(), width });
            }
            let text = texts.get(best).cloned().unwrap_or_default();
            codes.push(Code { gid, text, width });
        }
        let first = codes.len() as u16;
        let twins = (first..).zip(&others).map(|(code, c)| ((c.gid, c.text.clone()), code)).collect();
        codes.extend(others);
        (codes, twins)
    }

    /// How good a text is for a glyph's own code: best what the face's character map says, then whatever it shows.
    fn rank(&self, old: u16, text: &str) -> u8 {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if self.face.glyph(c) == Some(old) => 1,
            _ => 0,
        }
    }

    /// Gives a text to every glyph that shows part of a cluster only, because a reader that knows no
    /// `/ActualText` falls back on it: its own character where the face has one, a zero-width space otherwise.
    fn name_parts(&mut self) {
        if self.texts.iter().all(|t| !t.is_empty()) {
            return;
        }
        let mut own: BTreeMap<u16, char> = BTreeMap::new();
        let font = skrifa::FontRef::from_index(self.face.data.bytes(), self.face.index);
        for (c, gid) in font.iter().flat_map(|f| f.charmap().mappings()) {
            let known = u16::try_from(gid.to_u32()).ok().and_then(|g| self.remap.get(g));
            if let (Some(gid), Some(c)) = (known, char::from_u32(c)) {
                own.entry(gid).or_insert(c);
            }
        }
        for (gid, texts) in (0..).zip(&mut self.texts).filter(|(_, t)| t.is_empty()) {
            texts.push(own.get(&gid).copied().and_then(plain).unwrap_or('\u{200b}').into());
        }
    }
}

/// The tag of a subset (ISO 32000-1, 9.6.4): six capitals, here from the program's digest.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|b| char::from(b'A' + b % 26)).collect()
}
