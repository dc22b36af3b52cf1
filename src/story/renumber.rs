//! A story whose notes are numbered in another order: that in which their marks stand on the pages, where a
//! figure has moved past marks in the text. Of notes that say the same, the first in the new order says it in full.

use super::{Label, Node, Note, Para, Part, Story};
use crate::text::{Anchor, NoteId, Rich};
use std::collections::{BTreeMap, BTreeSet};

/// The story with its notes in `order`, which names every note once.
pub fn renumbered(story: &Story, order: &[NoteId]) -> Story {
    let mut new = vec![NoteId(0); order.len()];
    for (i, old) in order.iter().enumerate() {
        new[old.0 as usize] = NoteId(i as u32);
    }
    let mut out = story.clone();
    out.parts.iter_mut().chain(&mut out.closing).for_each(|p| part(p, &new));
    let told = tellers(story, order);
    // A reference leads to the note that now says in full what its note said.
    let teller = |n: &Note| n.forms.as_ref().filter(|f| f.full).and_then(|f| told.get(&f.of));
    let lead: Vec<NoteId> = story.notes.iter().map(|n| new[teller(n).unwrap_or(&n.id).0 as usize]).collect();
    let note = |old: &NoteId| {
        let note = &story.notes[old.0 as usize];
        let mut out = Note { id: new[old.0 as usize], ..note.clone() };
        rich(&mut out.number, &new);
        if let Some(forms) = &mut out.forms
            && let Some(teller) = told.get(&forms.of)
        {
            forms.full = teller == old;
            let to = vec![new[teller.0 as usize]; new.len()];
            rich(&mut forms.again, &to);
            rich(&mut forms.words, &lead);
            out.para.rich = if forms.full { forms.words.clone() } else { forms.again.clone() };
        } else {
            para(&mut out.para, &lead);
        }
        out
    };
    out.notes = order.iter().map(note).collect();
    out
}

/// For each thing that a note of two forms says in full, the first note in `order` that can say it.
fn tellers(story: &Story, order: &[NoteId]) -> BTreeMap<u32, NoteId> {
    let full: BTreeSet<u32> =
        story.notes.iter().filter_map(|n| n.forms.as_ref()).filter(|f| f.full).map(|f| f.of).collect();
    let mut out = BTreeMap::new();
    for old in order {
        let forms = story.notes[old.0 as usize].forms.as_ref();
        if let Some(forms) = forms.filter(|f| full.contains(&f.of)) {
            out.entry(forms.of).or_insert(*old);
        }
    }
    out
}

/// Whether a note refers to a later one.
pub fn looks_ahead(story: &Story) -> bool {
    let later = |a: &Option<Anchor>, id: NoteId| matches!(a, Some(Anchor::NoteAgain(n)) if n.0 > id.0);
    story.notes.iter().any(|n| n.para.rich.spans.iter().any(|s| later(&s.anchor, n.id)))
}

fn part(part: &mut Part, new: &[NoteId]) {
    let parts = |parts: &mut [Part]| parts.iter_mut().for_each(|p| self::part(p, new));
    match &mut part.node {
        Node::Para(p) => para(p, new),
        Node::Group(group) => parts(&mut group.parts),
        Node::Row(row) => row.cells.iter_mut().for_each(|c| parts(&mut c.parts)),
        Node::Parallel(both) => both.parts_mut().for_each(|p| self::part(p, new)),
        Node::Stats(stats) => stats.paras_mut().for_each(|p| para(p, new)),
        Node::Table(table) => table.paras_mut().for_each(|p| para(p, new)),
        Node::Plot(plot) => plot.texts_mut().for_each(|text| rich(text, new)),
        Node::Figure(_) | Node::Rule(_) | Node::ColumnBreak | Node::PageBreak => {}
        Node::Open(_) | Node::Close => {}
    }
}

fn para(para: &mut Para, new: &[NoteId]) {
    rich(&mut para.rich, new);
    if let Some(Label { rich: label, .. }) = &mut para.label {
        rich(label, new);
    }
}

/// Every anchor leads to a note by its new number, and the figures at the end of its words say so.
fn rich(rich: &mut Rich, new: &[NoteId]) {
    let of = |n: &NoteId| new.get(n.0 as usize).copied().unwrap_or(*n);
    let moved = |a: &Anchor| match a {
        Anchor::Note(n) => Some((Anchor::Note(of(n)), of(n))),
        Anchor::NoteAgain(n) => Some((Anchor::NoteAgain(of(n)), of(n))),
        Anchor::NoteNumber(n) => Some((Anchor::NoteNumber(of(n)), of(n))),
        Anchor::Link(_) | Anchor::Internal(_) => None,
    };
    if !rich.spans.iter().any(|s| s.anchor.as_ref().and_then(moved).is_some()) {
        return;
    }
    let mut out = Rich { source: rich.source, filled: rich.filled, ..Rich::default() };
    for span in &rich.spans {
        let text = &rich.text[span.range.clone()];
        match span.anchor.as_ref().and_then(moved) {
            Some((anchor, number)) => {
                let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
                out.push(&format!("{words}{}", number.0 + 1), &span.style, Some(anchor));
            }
            None => out.push_of(rich, span.range.clone(), &span.style, span.anchor.clone()),
        }
    }
    *rich = out;
}

#[cfg(test)]
mod tests {
    use super::super::{Forms, Role};
    use super::*;
    use crate::base::Pt;
    use crate::theme::{Brand, PageSpec, Theme};

    /// A paragraph of pieces, some of which name a note.
    fn written(pieces: &[(&str, Option<Anchor>)]) -> Para {
        let style = Theme::new(&Brand::plain(), &PageSpec::default(), "en").styles.text;
        let mut rich = Rich::default();
        pieces.iter().for_each(|(text, anchor)| rich.push(text, &style.text, anchor.clone()));
        let (left, right) = (Pt::ZERO, Pt::ZERO);
        let (setting, leading) = (style.setting, style.leading);
        Para { role: Role::Paragraph, rich, setting, leading, left, right, label: None }
    }

    fn note(id: u32, pieces: &[(&str, Option<Anchor>)]) -> Note {
        let number = written(&[(&(id + 1).to_string(), Some(Anchor::NoteNumber(NoteId(id))))]).rich;
        Note { id: NoteId(id), number, para: written(pieces), hang: Pt(9.0), forms: None }
    }

    #[test]
    fn marks_numbers_and_references_change_together() {
        let words = [("In 2019", None), ("1", Some(Anchor::Note(NoteId(0)))), (" and", None)];
        let last = [("2", Some(Anchor::Note(NoteId(1))))];
        let story = Story {
            parts: vec![Part::para(written(&[&words[..], &last].concat()))],
            notes: vec![
                note(0, &[("First.", None)]),
                note(1, &[("See ", None), ("note 1", Some(Anchor::NoteAgain(NoteId(0))))]),
            ],
            ..Story::default()
        };
        let new = renumbered(&story, &[NoteId(1), NoteId(0)]);
        let Node::Para(para) = &new.parts[0].node else { unreachable!("a paragraph") };
        assert_eq!(para.rich.text, "In 20192 and1");
        let notes: Vec<_> = new.notes.iter().map(|n| (n.id.0, &*n.number.text, &*n.para.rich.text)).collect();
        assert_eq!(notes, [(0, "1", "See note 2"), (1, "2", "First.")]);
        let back = renumbered(&new, &[NoteId(1), NoteId(0)]);
        assert_eq!(format!("{back:?}"), format!("{story:?}"));
        assert!(looks_ahead(&new) && !looks_ahead(&story));
    }

    #[test]
    fn the_first_in_the_new_order_says_it_in_full() {
        let see = [("See ", None), ("note 1", Some(Anchor::NoteAgain(NoteId(0))))];
        let forms = |place: &str, full| {
            let words = format!("The report{place}.");
            let (words, again) = (written(&[(&words, None)]).rich, written(&see).rich);
            Some(Forms { of: 0, full, words, again })
        };
        let story = Story {
            notes: vec![
                Note { forms: forms("", true), ..note(0, &[("The report.", None)]) },
                Note { forms: forms(", p. 4", false), ..note(1, &see) },
                note(2, &[&[("Own; ", None)], &see[..]].concat()),
            ],
            ..Story::default()
        };
        let new = renumbered(&story, &[NoteId(1), NoteId(2), NoteId(0)]);
        let notes: Vec<_> = new.notes.iter().map(|n| &*n.para.rich.text).collect();
        assert_eq!(notes, ["The report, p. 4.", "Own; See note 1", "See note 1"]);
        assert!(!looks_ahead(&new));
        let back = renumbered(&new, &[NoteId(2), NoteId(0), NoteId(1)]);
        assert_eq!(format!("{back:?}"), format!("{story:?}"));
    }
}
