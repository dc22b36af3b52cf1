//! Which glyphs of which faces a document shows, and what characters they stand for.
//!
//! One subset for each face and document. A glyph has one text in `/ToUnicode`; where it shows something else
//! (`A` for a written `a`, a soft hyphen), the piece is marked with `/ActualText` by [`super::draw`].

use super::PdfError;
use crate::font::{Face, FaceId, FontSet};
use crate::layout::{Draw, Layout};
use crate::text::{LineGlyph, LineRun};
use md5::{Digest, Md5};
use skrifa::MetadataProvider;
use std::collections::BTreeMap;
use std::ops::Range;
use subsetter::{GlyphRemapper, Tag};

/// What U+00AD stands for: a hyphen at the end of a line that vanishes when the line is joined to the next.
const SOFT_HYPHEN: &str = "\u{ad}";

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
    /// From the face's glyph indices to those of the program.
    remap: GlyphRemapper,
    /// What each glyph of the program stands for.
    texts: Vec<Meaning>,
    /// Advance of each glyph of the program in 1/1000 em.
    pub widths: Vec<f64>,
    /// The glyph of U+0020 in the program.
    pub space: Option<u16>,
}

/// Text of a glyph and how sure it is.
#[derive(Clone, Default)]
struct Meaning {
    text: String,
    rank: Rank,
}

/// How good a text is for `/ToUnicode`. The first of the highest rank wins.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// One of several glyphs of a cluster: no text of its own.
    #[default]
    Part,
    /// A hyphen that has been seen at line ends only.
    SoftHyphen,
    /// Shown for this text somewhere.
    Shown,
    /// The face's own character map says so.
    Nominal,
}

impl Subset {
    /// Glyph index in the program.
    pub(super) fn gid(&self, old: u16) -> u16 {
        self.remap.get(old).unwrap_or(0)
    }
    /// What `/ToUnicode` says of a glyph of the program.
    pub(super) fn text(&self, gid: u16) -> &str {
        &self.texts[usize::from(gid)].text
    }
}

/// Glyphs that together show a stretch of text.
pub(super) struct Cluster {
    /// Indices into [`LineRun::glyphs`].
    pub glyphs: Range<usize>,
    /// Bytes of [`LineRun::text`].
    pub bytes: Range<usize>,
}

/// The clusters of a run, in drawing order.
pub(super) fn clusters(run: &LineRun) -> Vec<Cluster> {
    let mut list: Vec<Cluster> = Vec::new();
    for (i, glyph) in run.glyphs.iter().enumerate() {
        let bytes = glyph.start as usize..glyph.end as usize;
        match list.last_mut() {
            Some(last) if bytes.is_empty() => last.glyphs.end = i + 1,
            _ => list.push(Cluster { glyphs: i..i + 1, bytes }),
        }
    }
    list
}

/// The text at `bytes` of a run as it is to be extracted: every space is U+0020 (a search for "5 mg" finds
/// the no-break space too), what has no shape of its own is gone.
pub(super) fn extracted(run: &LineRun, bytes: Range<usize>) -> String {
    let text = run.text.get(bytes).unwrap_or_default();
    text.chars().filter_map(plain).collect()
}

fn plain(c: char) -> Option<char> {
    match c {
        '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\n' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Whether the run's text ends in a space that no glyph shows: the end of a line within a paragraph. It is
/// drawn, so that whoever extracts the text does not join two words.
pub(super) fn ends_in_hidden_space(run: &LineRun) -> bool {
    let shown = run.glyphs.iter().map(|g| g.end as usize).max().unwrap_or(0);
    run.text.get(shown..).is_some_and(|rest| rest.chars().filter_map(plain).any(|c| c == ' '))
}

/// Subsets of all faces that `layout` shows, in the order of their first glyph.
pub(super) fn subsets(layout: &Layout, fonts: &FontSet) -> Result<Vec<Subset>, PdfError> {
    let mut order: Vec<Collector> = Vec::new();
    let mut places: BTreeMap<FaceId, usize> = BTreeMap::new();
    let draws = layout.pages.iter().flat_map(|p| &p.items).flat_map(|i| &i.draws);
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
    order.into_iter().enumerate().map(|(i, c)| c.finish(i)).collect()
}

/// A subset in the making.
struct Collector<'a> {
    face: &'a Face,
    remap: GlyphRemapper,
    texts: Vec<Meaning>,
    space: Option<u16>,
}

impl<'a> Collector<'a> {
    fn new(face: &'a Face) -> Collector<'a> {
        let notdef = Meaning { text: "\u{fffd}".into(), rank: Rank::Part };
        Collector { face, remap: GlyphRemapper::new(), texts: vec![notdef], space: None }
    }

    fn collect(&mut self, run: &LineRun) {
        for cluster in clusters(run) {
            let text = extracted(run, cluster.bytes.clone());
            let whole = cluster.glyphs.len() == 1 && !text.is_empty();
            for glyph in &run.glyphs[cluster.glyphs] {
                self.add(glyph, if whole { &text } else { "" });
            }
        }
        if ends_in_hidden_space(run) && self.space.is_none() {
            self.space = self.face.glyph(' ').map(|g| self.see(g, " ", Rank::Nominal));
        }
    }

    fn add(&mut self, glyph: &LineGlyph, text: &str) {
        let rank = self.rank(glyph.gid, text);
        self.see(glyph.gid, text, rank);
    }

    fn see(&mut self, old: u16, text: &str, rank: Rank) -> u16 {
        let gid = self.remap.remap(old);
        if usize::from(gid) >= self.texts.len() {
            self.texts.resize(usize::from(gid) + 1, Meaning::default());
        }
        let known = &mut self.texts[usize::from(gid)];
        if gid != 0 && (rank > known.rank || known.text.is_empty()) && !text.is_empty() {
            *known = Meaning { text: text.to_owned(), rank };
        }
        gid
    }

    fn rank(&self, gid: u16, text: &str) -> Rank {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Rank::Part,
            _ if text == SOFT_HYPHEN => Rank::SoftHyphen,
            (Some(c), None) if self.face.glyph(c) == Some(gid) => Rank::Nominal,
            _ => Rank::Shown,
        }
    }

    fn finish(mut self, number: usize) -> Result<Subset, PdfError> {
        self.name_parts();
        let (data, index) = (self.face.data.bytes(), self.face.index);
        let place: Vec<(Tag, f32)> = self.face.variations.iter().map(|(t, v)| (Tag::new(t), *v)).collect();
        let program = subsetter::subset_with_variations(data, index, &place, &self.remap)
            .map_err(|e| broken(self.face, e))?;
        let width = |g: u16| self.face.advance(g) * 1000.0;
        Ok(Subset {
            face: self.face.id,
            resource: format!("T{number}"),
            name: format!("{}+{}", tag(&program), self.face.ps_name),
            widths: self.remap.remapped_gids().map(width).collect(),
            program,
            remap: self.remap,
            texts: self.texts,
            space: self.space,
        })
    }

    /// Gives every glyph that shows part of a cluster only a text, because a reader that knows no
    /// `/ActualText` falls back on it: its own character where the face has one, a zero-width space otherwise.
    fn name_parts(&mut self) {
        if self.texts.iter().all(|m| !m.text.is_empty()) {
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
        for (gid, meaning) in self.texts.iter_mut().enumerate().filter(|(_, m)| m.text.is_empty()) {
            meaning.text = own.get(&(gid as u16)).copied().and_then(plain).unwrap_or('\u{200b}').into();
        }
    }
}

/// The tag of a subset (ISO 32000-1, 9.6.4): six capitals, here from the program's digest.
fn tag(program: &[u8]) -> String {
    Md5::digest(program).iter().take(6).map(|b| char::from(b'A' + b % 26)).collect()
}

fn broken(face: &Face, reason: impl std::fmt::Display) -> PdfError {
    PdfError::Font { face: face.ps_name.clone(), reason: reason.to_string() }
}
