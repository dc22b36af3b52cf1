//! The parts of a sheet that may be left out, and the sheet without some of them.

use crate::base::Span;
use crate::block::{Block, Content};
use crate::layout::Extent;
use crate::sheet::{Section, Sheet};

/// A part that may be left out, or a section.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Which section.
    pub section: usize,
    /// Which of its blocks; the whole of it where `None`.
    pub block: Option<usize>,
    /// What it is called in messages.
    pub name: String,
    /// Half lines of a column that it takes.
    pub steps: i32,
}

impl Piece {
    /// Lines of a column that it takes.
    pub fn lines(&self) -> usize {
        usize::try_from((self.steps + 1) / 2).unwrap_or(0)
    }
}

/// Everything that is marked `optional`, in the order of the sheet.
pub fn optional(sheet: &Sheet, extent: &Extent) -> Vec<Piece> {
    let mut out = Vec::new();
    for (i, section) in sheet.sections.iter().enumerate() {
        if section.optional {
            out.push(whole(i, section, extent));
            continue;
        }
        for (j, block) in section.body.iter().enumerate().filter(|(_, b)| b.optional) {
            let steps = steps(extent, &[block.place]);
            out.push(Piece { section: i, block: Some(j), name: name_of(block), steps });
        }
    }
    out
}

/// All sections, the longest first.
pub fn longest(sheet: &Sheet, extent: &Extent) -> Vec<Piece> {
    let mut all: Vec<Piece> = sheet.sections.iter().enumerate().map(|(i, s)| whole(i, s, extent)).collect();
    all.sort_by_key(|p| -p.steps);
    all
}

fn whole(at: usize, section: &Section, extent: &Extent) -> Piece {
    let mut places = vec![section.place];
    places.extend(section.heading.as_ref().map(|h| h.span));
    places.extend(section.body.iter().map(|b| b.place));
    let name = match &section.heading {
        Some(heading) => format!("`{}`", heading.trimmed()),
        None if at == 0 => "the introduction".to_owned(),
        None => format!("section {}, which has no heading", at + 1),
    };
    Piece { section: at, block: None, name, steps: steps(extent, &places) }
}

/// What a block is called: its kind and its first words.
fn name_of(block: &Block) -> String {
    let kind = block.content.name().replace('_', " ");
    let text = match &block.content {
        Content::Text(t) => t.text.trimmed(),
        Content::Heading(h) => h.text.trimmed(),
        Content::Quote(q) => q.text.trimmed(),
        Content::PullQuote(q) => q.text.trimmed(),
        Content::Callout(c) => c.title.as_ref().map_or("", |t| t.trimmed()),
        Content::Figure(f) => f.image.trimmed(),
        _ => "",
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0 => format!("a {kind}"),
        1..=WORDS => format!("the {kind} `{}`", words.join(" ")),
        _ => format!("the {kind} `{} …`", words[..WORDS].join(" ")),
    }
}

/// So many words tell a block from others.
const WORDS: usize = 5;

fn steps(extent: &Extent, places: &[Span]) -> i32 {
    let within = |s: &Span| places.iter().any(|p| p.file == s.file && p.start <= s.start && s.end <= p.end);
    extent.heights.iter().filter(|(s, _)| within(s)).map(|(_, steps)| steps).sum()
}

/// The sheet without some of its pieces; a section that has nothing left goes with them.
pub fn without(sheet: &Sheet, pieces: &[&Piece]) -> Sheet {
    let mut out = sheet.clone();
    let ids = |s: &Sheet| -> Vec<String> { s.ids().map(|id| id.value.clone()).collect() };
    let before = ids(sheet);
    take_out(&mut out.sections, pieces);
    if let Some(second) = &mut out.second {
        take_out(&mut second.sheet.sections, pieces);
    }
    let after = ids(&out);
    out.gone = before.into_iter().filter(|id| !after.contains(id)).collect();
    out
}

fn take_out(sections: &mut Vec<Section>, pieces: &[&Piece]) {
    let mut at = 0;
    sections.retain_mut(|section| {
        let gone = |block: Option<usize>| pieces.iter().any(|p| p.section == at && p.block == block);
        let mut j = 0;
        let had = section.body.len();
        section.body.retain(|_| {
            j += 1;
            !gone(Some(j - 1))
        });
        let keep = !gone(None) && (!section.body.is_empty() || had == 0);
        at += 1;
        keep
    });
}
