//! What is painted on the pages: tagged or an artifact, and words that mean something.

use crate::preflight::file::tree::Kid;
use crate::preflight::file::{Ask, Demand, Family, Findings, Pdf, Rule};
use crate::preflight::reading::{Content, Font, FontKind, Image, Mark, Run, Source, What};
use std::borrow::Cow;
use std::collections::BTreeSet;

pub(super) const TAGGED: Rule = Rule {
    code: "untagged-content",
    title: "All that is painted on a page is tagged, or an artifact.",
    reason: "What is neither is lost to a reader who does not see the page, or read in the wrong place (PDF/UA-1, 7.1; \
             PDF/A-2a, 6.7.3).",
    fix: "make the file anew from its source; programs that stamp pages often add text without tags",
    asks: &[Ask::Screen, Ask::Ua("7.1"), Ask::Tagged("6.7.3")],
    check: tagged,
};

pub(super) const CHARACTERS: Rule = Rule {
    code: "text-characters",
    title: "Each glyph is a character that means something.",
    reason: "A glyph without a character, or with one for private use, is silent when it is read aloud and not found when \
             it is searched; a missing glyph is a box (PDF/A-2a, 6.2.11.7 and 6.2.11.8; PDF/UA-1, 7.21.7 and 7.21.8).",
    fix: "set the character in a font that has it, or give the words as `/ActualText`",
    asks: &[Ask::Screen, Ask::Ua("7.21.7"), Ask::Unicode("6.2.11.7")],
    check: characters,
};

pub(super) const SCAN: Rule = Rule {
    code: "scan",
    title: "A page of text is text, and no picture of it.",
    reason: "A scanned page cannot be searched, copied, made larger with sharp letters, or read aloud (WCAG 1.4.5).",
    fix: "send the file that was printed before it was scanned, or let a program recognise its text",
    asks: &[Ask::Screen, Ask::Office, Ask::Press],
    check: scan,
};

fn tagged(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    let Some(tree) = pdf.tree() else { return };
    let mut known: BTreeSet<(lopdf::ObjectId, i64)> = BTreeSet::new();
    let mut in_forms: BTreeSet<i64> = BTreeSet::new();
    for kid in tree.elems.iter().flat_map(|e| &e.kids) {
        match kid {
            Kid::Content { mcid, in_form: true, .. } => _ = in_forms.insert(*mcid),
            Kid::Content { page: Some(page), mcid, .. } => _ = known.insert((*page, *mcid)),
            _ => {}
        }
    }
    for (n, page) in pdf.pages.iter().enumerate() {
        let mut loose: BTreeSet<&'static str> = BTreeSet::new();
        let (mut both, mut nowhere) = (false, false);
        for mark in pdf.marks(n).marks.iter().filter(|m| m.source == Source::Page) {
            let Some(what) = named(&mark.what) else { continue };
            let chain = || mark.content.iter().flat_map(|c| c.chain());
            let artifact = chain().any(|c| c.tag == "Artifact");
            match chain().find_map(|c| c.mcid) {
                None if !artifact => _ = loose.insert(what),
                Some(_) if artifact => both = true,
                Some(mcid) => nowhere |= !known.contains(&(page.id, mcid)) && !in_forms.contains(&mcid),
                None => {}
            }
        }
        for what in loose {
            findings.error(format!("{what} on it is neither tagged nor an artifact")).page(n + 1);
        }
        if both {
            findings.error("something on it is both tagged and an artifact").page(n + 1);
        }
        if nowhere {
            findings.error("something on it is marked for the tag tree, which does not have it").page(n + 1);
        }
    }
}

fn named(what: &What) -> Option<&'static str> {
    match what {
        What::Text(_) => Some("text"),
        What::Image(_) => Some("an image"),
        What::Fill { .. } | What::Stroke { .. } | What::Shading { .. } => Some("a drawing"),
        What::GroupBegin(_) | What::GroupEnd => None,
    }
}

/// What is wrong with the characters of a page.
#[derive(Default)]
struct Odd {
    silent: BTreeSet<String>,
    private: BTreeSet<char>,
    boxes: BTreeSet<String>,
}

fn characters(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let strict = demand.claims.iter().any(|c| CHARACTERS.is_asked_by(*c));
    // A font that says nothing at all is told once, by its own rule.
    let (mute, by_program) = (super::text::mute(pdf), super::text::by_program(pdf));
    for n in 0..pdf.pages.len() {
        let mut odd = Odd::default();
        for mark in pdf.marks(n).marks.iter().filter(|m| m.source == Source::Page) {
            let What::Text(run) = &mark.what else { continue };
            let chain = || mark.content.iter().flat_map(|c: &std::sync::Arc<Content>| c.chain());
            let artifact = !strict && chain().any(|c| c.tag == "Artifact");
            if !artifact && !chain().any(|c| c.actual_text.is_some()) {
                odd.look(run);
            }
        }
        odd.silent.retain(|font| !mute.contains_key(font) && !by_program.contains(font));
        odd.tell(n + 1, demand, findings);
    }
}

impl Odd {
    fn look(&mut self, run: &Run) {
        for glyph in &run.glyphs {
            if run.font.kind == FontKind::Composite && glyph.code == 0 && !run.is_invisible() {
                self.boxes.insert(run.font.name.clone());
                continue;
            }
            match said(&run.font, glyph.code) {
                None => _ = self.silent.insert(run.font.name.clone()),
                Some(text) => self.private.extend(text.chars().filter(|c| is_private(*c))),
            }
        }
    }

    fn tell(self, page: usize, demand: &Demand, findings: &mut Findings) {
        for font in self.boxes {
            findings.error(format!("characters that `{font}` lacks are shown as empty boxes")).page(page);
        }
        for font in self.silent {
            findings.error(format!("some glyphs of `{font}` mean no character")).page(page);
        }
        let private = demand.claims.iter().any(|c| c.family == Family::A && matches!(c.level, 'A' | 'U'));
        for c in self.private {
            let message = format!("U+{:04X} is a character for private use", u32::from(c));
            if private { findings.error(message) } else { findings.warning(message) }.page(page);
        }
    }
}

/// The text of a glyph, where it is one.
fn said(font: &Font, code: u32) -> Option<Cow<'_, str>> {
    let text = font.text(code)?;
    let void =
        text.is_empty() || text.chars().any(|c| matches!(c, '\0' | '\u{feff}' | '\u{fffe}' | '\u{fffd}'));
    (!void).then_some(text)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// How a page shows text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Text,
    Picture,
    Recognised,
}

fn scan(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let pages: Vec<Shown> = (0..pdf.pages.len()).map(|n| shown(pdf, n)).collect();
    let scanned = pages.iter().filter(|s| **s == Shown::Picture).count();
    let screen = demand.purpose == super::super::Purpose::Screen;
    if scanned == pages.len() {
        let message = "it is scanned: its pages are pictures without text";
        if screen {
            findings.error(message)
        } else {
            findings.warning(message)
        };
        return;
    }
    for (n, shown) in pages.into_iter().enumerate() {
        match shown {
            Shown::Picture => {
                let message = "it is one picture without text";
                if screen { findings.error(message) } else { findings.warning(message) }.page(n + 1);
            }
            Shown::Recognised if screen => {
                findings
                    .note("it is a scanned picture with the text that a program has recognised")
                    .page(n + 1);
            }
            _ => {}
        }
    }
}

fn shown(pdf: &Pdf, page: usize) -> Shown {
    /// A picture of less of the page is a picture on it (inference).
    const MOST: f64 = 0.6;
    let media = pdf.pages[page].media;
    let whole = media.width() * media.height();
    let covered = |image: &Image| image.matrix.determinant().abs();
    let (mut pictures, mut seen, mut hidden) = (0.0, false, false);
    for Mark { what, .. } in &pdf.marks(page).marks {
        match what {
            What::Image(image) => pictures += covered(image),
            What::Text(run) if run.is_invisible() => hidden |= !run.text.trim().is_empty(),
            What::Text(run) => seen |= !run.text.trim().is_empty() || run.glyphs.iter().any(|g| !g.blank),
            _ => {}
        }
    }
    match (pictures > MOST * whole, seen, hidden) {
        (true, false, true) => Shown::Recognised,
        (true, false, false) => Shown::Picture,
        _ => Shown::Text,
    }
}
