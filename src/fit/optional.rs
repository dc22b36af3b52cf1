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
    /// Which of its blocks, by its place; the whole of it where `None`. What is written once for two languages has one
    /// place in both.
    pub block: Option<Span>,
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
        let other = sheet.second.as_ref().and_then(|second| second.sheet.sections.get(i));
        let own = |block: &&Block| section.body.iter().all(|b| b.place != block.place);
        let others = other.into_iter().flat_map(|s| &s.body).filter(own);
        for block in section.body.iter().chain(others).filter(|b| b.optional) {
            let steps = steps(extent, &[block.place]);
            out.push(Piece { section: i, block: Some(block.place), name: name_of(block), steps });
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
    let gone = |at: usize, block: Option<Span>| pieces.iter().any(|p| p.section == at && p.block == block);
    let bodies = |at: usize| {
        let second = sheet.second.as_ref().map(|second| &second.sheet);
        let sections = [Some(sheet), second].into_iter().flatten().filter_map(move |s| s.sections.get(at));
        sections.map(|section| &section.body)
    };
    // Sections of two languages go together, or they would no longer face each other.
    let keeps = |at: usize| {
        let left = |body: &Vec<Block>| body.is_empty() || body.iter().any(|b| !gone(at, Some(b.place)));
        !gone(at, None) && bodies(at).any(left)
    };
    take_out(&mut out.sections, keeps, gone);
    if let Some(second) = &mut out.second {
        take_out(&mut second.sheet.sections, keeps, gone);
    }
    let after = ids(&out);
    out.gone = before.into_iter().filter(|id| !after.contains(id)).collect();
    out
}

fn take_out(
    sections: &mut Vec<Section>,
    keeps: impl Fn(usize) -> bool,
    gone: impl Fn(usize, Option<Span>) -> bool,
) {
    let mut at = 0;
    sections.retain_mut(|section| {
        section.body.retain(|block| !gone(at, Some(block.place)));
        at += 1;
        keeps(at - 1)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Files, Loaded, Sources};
    use crate::sheet::parse;

    struct Nothing;

    impl Files for Nothing {
        fn read(&self, _from: &str, _path: &str) -> Result<Loaded, String> {
            Err("no such file".into())
        }
    }

    /// What is left of a sheet in two languages whose pieces with these names are taken out.
    fn left(sections: &str, names: &[&str]) -> [Vec<String>; 2] {
        let head = "handbill: 1\nlang: [en, es]\ntitle: T\ndate: 2026-11-15\nsections:\n";
        let mut sources = Sources::default();
        let file = sources.add("sheet.yaml", format!("{head}{sections}"));
        let sheet = parse(&mut sources, file, &Nothing, &mut Diagnostics::default()).expect("a sheet");
        let pieces = optional(&sheet, &Extent::default());
        let all: Vec<&str> = pieces.iter().map(|p| p.name.as_str()).collect();
        let chosen: Vec<&Piece> = pieces.iter().filter(|p| names.contains(&p.name.as_str())).collect();
        assert_eq!(chosen.len(), names.len(), "{all:?}");
        let out = without(&sheet, &chosen);
        let words = |sheet: &Sheet| {
            let text = |block: &Block| match &block.content {
                Content::Text(text) => text.text.trimmed().to_owned(),
                other => other.name().to_owned(),
            };
            sheet.sections.iter().map(|s| s.body.iter().map(text).collect::<Vec<_>>().join(" ")).collect()
        };
        [words(&out), words(&out.second.as_ref().expect("a second language").sheet)]
    }

    #[test]
    fn each_language_of_two_lists_loses_what_it_marks() {
        let lists = "  - body:
      en: [{text: a, optional: true}, text: b]
      es: [text: c, {text: d, optional: true}]
";
        assert_eq!(left(lists, &["the text `a`"]), [["b"], ["c d"]]);
        assert_eq!(left(lists, &["the text `d`"]), [["a b"], ["c"]]);
    }

    #[test]
    fn one_list_loses_a_block_in_both_languages() {
        let list = "  - body: [{text: {en: a, es: c}, optional: true}, text: {en: b, es: d}]\n";
        assert_eq!(left(list, &["the text `a`"]), [["b"], ["d"]]);
    }

    #[test]
    fn sections_go_in_both_languages_or_in_none() {
        let lists = "  - body: {en: [{text: a, optional: true}], es: [text: c]}\n  - body: {en: [text: b], es: [text: d]}\n";
        assert_eq!(left(lists, &["the text `a`"]), [["", "b"], ["c", "d"]]);
    }
}
