//! What a file must be before it may carry a standard's mark. Takes a layout and the edition that it is to become;
//! gives the standards that it meets, and says of the others why not. Changes nothing.
//!
//! A rule is a file: what it looks for, the clauses that ask for it, and the way out.

mod alt;
mod characters;
mod dated;
pub mod file;
mod grey;
mod language;
mod pictures;
pub mod plates;
mod private;
pub mod proof;
pub mod reading;
mod title;

use crate::base::{Diagnostic, Diagnostics, Span};
use crate::edition::{Edition, Standard};
use crate::layout::Layout;
use std::sync::{Mutex, PoisonError};

/// A rule.
struct Rule {
    /// The standards that ask for it.
    standards: &'static [Standard],
    /// The way out.
    help: &'static str,
    /// What breaks it; `None` where nothing does.
    broken: fn(&Layout) -> Option<Fault>,
}

/// What breaks a rule.
struct Fault {
    /// In words that follow "because".
    reason: String,
    /// Where the user wrote it.
    at: Option<Span>,
}

impl Fault {
    /// A fault of the sheet as a whole.
    fn new(reason: impl Into<String>) -> Fault {
        Fault { reason: reason.into(), at: None }
    }
}

const RULES: [Rule; 7] =
    [title::RULE, language::RULE, dated::RULE, alt::RULE, pictures::RULE, characters::RULE, private::RULE];

/// The standards of `edition` that `layout` meets. Of each other one, a warning says what keeps it from them; and on
/// paper, what a printer without colours loses.
pub fn met(layout: &Layout, edition: &Edition, diags: &mut Diagnostics) -> Vec<Standard> {
    grey::check(layout, edition, diags);
    let mut met = edition.standards.to_vec();
    for rule in &RULES {
        let Some(fault) = (rule.broken)(layout) else { continue };
        let lost: Vec<&str> =
            edition.standards.iter().filter(|s| rule.standards.contains(s)).map(|s| s.name()).collect();
        met.retain(|s| !rule.standards.contains(s));
        if !lost.is_empty() {
            let message =
                format!("the file is not marked as {}, because {}", lost.join(" and "), fault.reason);
            diags.push(Diagnostic::warning("standard-not-met", message).at(fault.at).help(rule.help));
        }
    }
    met
}

/// [`deserved`] for whoever finishes a file; `said` has what was said of the last document that was judged.
pub fn judge<'a>(
    edition: &'a Edition,
    said: &'a Mutex<Diagnostics>,
) -> impl Fn(&lopdf::Document, &[Standard]) -> Vec<Standard> + Sync + 'a {
    move |document, standards| {
        // A file that was too large is finished once more: what is said of the first is not said.
        let mut now = Diagnostics::default();
        let deserved = deserved(document, edition, standards, &mut now);
        *said.lock().unwrap_or_else(PoisonError::into_inner) = now;
        deserved
    }
}

/// Those of `standards` that a document meets which is finished but for their marks: the rules for files that anybody
/// writes, run on ours. Of each other one, a warning says what keeps it from them.
pub fn deserved(
    document: &lopdf::Document,
    edition: &Edition,
    standards: &[Standard],
    diags: &mut Diagnostics,
) -> Vec<Standard> {
    let Ok(pdf) = file::Pdf::of(document) else { return Vec::new() };
    let mut deserved = standards.to_vec();
    for (finding, lost) in file::broken(&pdf, edition, standards) {
        deserved.retain(|s| !lost.contains(s));
        let names: Vec<&str> = lost.iter().map(|s| s.name()).collect();
        let page = finding.page.map_or(String::new(), |n| format!("of page {n}: "));
        let message =
            format!("the file is not marked as {}, because {page}{}", names.join(" and "), finding.message);
        diags.push(Diagnostic::warning("standard-not-met", message).help(finding.help));
    }
    deserved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Ink, Point, Pt};
    use crate::font::FaceId;
    use crate::layout::{Draw, Owner, Page, Placed};
    use crate::story::{ArtifactKind, Meta, Picture, Raster, RasterData, Role};
    use crate::text::{LineGlyph, LineRun};

    fn sound() -> Layout {
        let meta = Meta { title: "A title".into(), lang: "en".into(), ..Meta::default() };
        let mut layout = Layout { meta, ..Layout::default() };
        layout.tags.add(Role::Title, None);
        layout.tags.add(Role::Heading(2), None);
        let figure = layout.tags.add(Role::Figure, None);
        layout.tags.describe(figure, "A picture");
        layout.pages.push(Page::default());
        layout
    }

    fn met_by(layout: &Layout) -> (Vec<Standard>, Vec<String>) {
        let mut diags = Diagnostics::default();
        let met = met(layout, &Edition::email(), &mut diags);
        (met, diags.iter().map(|d| d.message.clone()).collect())
    }

    /// `layout` loses `lost`, and the warning has `word`.
    fn loses(layout: &Layout, lost: &[Standard], word: &str) {
        let (met, said) = met_by(layout);
        assert!(lost.iter().all(|s| !met.contains(s)), "{met:?}");
        assert_eq!(met.len() + lost.len(), Edition::email().standards.len());
        assert!(said.len() == 1 && said[0].contains(word), "{said:?}");
    }

    #[test]
    fn a_sound_layout_meets_all() {
        assert_eq!(met_by(&sound()), (vec![Standard::Ua1, Standard::A2a], vec![]));
    }

    #[test]
    fn a_file_without_a_title_is_not_for_everybody() {
        let mut layout = sound();
        layout.meta.title = " ".into();
        loses(&layout, &[Standard::Ua1], "title");
    }

    #[test]
    fn a_file_without_a_language_is_for_neither() {
        let mut layout = sound();
        layout.meta.lang.clear();
        loses(&layout, &[Standard::Ua1, Standard::A2a], "language");
    }

    #[test]
    fn a_press_needs_a_title_and_a_date() {
        let met_by = |layout: &Layout| met(layout, &Edition::press(), &mut Diagnostics::default());
        let mut layout = sound();
        assert!(met_by(&layout).is_empty());
        layout.meta.date = Some((2026, 5, 1));
        assert_eq!(met_by(&layout), [Standard::X4]);
        layout.meta.title.clear();
        assert!(met_by(&layout).is_empty());
    }

    #[test]
    fn a_picture_needs_words() {
        let mut layout = sound();
        layout.tags.add(Role::Figure, None);
        loses(&layout, &[Standard::Ua1, Standard::A2a], "picture");
    }

    #[test]
    fn printing_inks_are_not_for_screens() {
        let mut layout = sound();
        let mut picture = |components| {
            let data = RasterData::Jpeg { bytes: vec![0xff, 0xd8].into(), components, inverted: true };
            let raster = Raster {
                width: 8,
                height: 8,
                orientation: 1,
                data,
                profile: None,
                source: None,
                name: "a.jpg".into(),
            };
            layout.pictures.push(Picture::Raster(raster));
            met_by(&layout).0
        };
        assert_eq!(picture(3).len(), 2);
        assert_eq!(picture(4), [Standard::Ua1]);
    }

    #[test]
    fn characters_without_a_glyph_or_a_meaning_are_seen() {
        let mut layout = sound();
        let glyph = |gid| LineGlyph { gid, advance: Pt(5.0), dx: Pt::ZERO, dy: Pt::ZERO, start: 0, end: 1 };
        let run = |gid, text: &str| LineRun {
            x: Pt::ZERO,
            rise: Pt::ZERO,
            face: FaceId(0),
            size: Pt(10.0),
            ink: Ink::BLACK,
            x_scale: 1.0,
            text: text.into(),
            glyphs: vec![glyph(gid)],
            anchor: None,
            lang: None,
            filled: false,
        };
        let place = |gid, text: &str| Placed {
            owner: Owner::Artifact(ArtifactKind::Footer),
            draws: vec![Draw::Text { at: Point::default(), run: run(gid, text).into() }],
        };
        layout.pages[0].items.push(place(7, "x"));
        assert_eq!(met_by(&layout).1.len(), 0);
        let mut private = sound();
        private.pages[0].items.push(place(7, "x\u{e000}"));
        loses(&private, &[Standard::A2a], "U+E000");
        layout.pages[0].items.push(place(0, "x"));
        loses(&layout, &[Standard::Ua1, Standard::A2a], "no font");
    }
}
