//! What lowering has at hand: the theme, the story that grows, the notes so far, and where to complain.

use super::notes::Notes;
use crate::base::{Diagnostic, Diagnostics, Ink, Loaded, Span, Text};
use crate::story::{Builder, Para, Part, Picture, PictureId, Role, Width, art};
use crate::text::markup::Problem;
use crate::text::words::Words;
use crate::text::{Anchor, Rich};
use crate::theme::template::Ground;
use crate::theme::{Style, Theme};

/// The state of one lowering.
pub struct Cx<'a> {
    /// Looks.
    pub theme: &'a Theme,
    /// The story so far.
    pub story: Builder,
    /// Notes and sources.
    pub notes: Notes<'a>,
    /// Messages.
    pub diags: &'a mut Diagnostics,
    /// Whether the next paragraph starts flush: after a heading, list, quote or figure.
    pub flush: bool,
    /// Whether the address of a link becomes a note: in sections, in editions for paper.
    pub link_notes: bool,
    /// Ids of parts that have been left out to fit: links to them are set as plain words.
    pub gone: Vec<String>,
    /// Width of what is being filled, where parts must know it.
    pub measure: crate::base::Pt,
}

impl<'a> Cx<'a> {
    /// An empty story in the looks of `theme`.
    pub fn new(theme: &'a Theme, notes: Notes<'a>, diags: &'a mut Diagnostics) -> Cx<'a> {
        let measure = theme.page.column_width();
        Cx {
            theme,
            story: Builder::default(),
            notes,
            diags,
            flush: true,
            link_notes: false,
            gone: Vec::new(),
            measure,
        }
    }
    /// BCP 47 tag of the sheet.
    pub fn lang(&self) -> &'a str {
        &self.theme.lang
    }
    /// The sheet's own words.
    pub fn words(&self) -> &'static Words {
        Words::of(&self.theme.lang)
    }
    /// The colour of a ground; none on bare paper.
    pub fn ground(&self, ground: Ground) -> Option<Ink> {
        match ground {
            Ground::None => None,
            Ground::Tint => Some(self.theme.palette.tint.clone()),
            Ground::Band => Some(self.theme.palette.band.clone()),
        }
    }
    /// The colour of words on a ground.
    pub fn on(&self, ground: Ground) -> Ink {
        let palette = &self.theme.palette;
        match ground {
            Ground::None => palette.ink.clone(),
            Ground::Tint => palette.ink_on_tint.clone(),
            Ground::Band => palette.on_band.clone(),
        }
    }
    /// Adds a part to the flow.
    pub fn push(&mut self, part: Part) {
        self.story.push(part);
    }
    /// What `f` adds, kept apart for a group or a cell.
    pub fn capture(&mut self, f: impl FnOnce(&mut Self)) -> Vec<Part> {
        self.story.begin();
        f(self);
        self.story.end()
    }
    /// What `f` adds in the sheet's second language, kept apart.
    pub fn other(&mut self, f: impl FnOnce(&mut Self)) -> Vec<Part> {
        let lang = self.theme.second.as_ref().map(|second| second.lang.clone());
        let mut parts = self.in_other(|cx| cx.capture(f));
        parts.iter_mut().for_each(|p| p.lang.clone_from(&lang));
        parts
    }
    /// What `f` gives in the looks of the sheet's second language.
    pub fn in_other<R>(&mut self, f: impl FnOnce(&mut Self) -> R) -> R {
        let first = self.theme;
        self.theme = first.second.as_deref().unwrap_or(first);
        let out = f(self);
        self.theme = first;
        out
    }
    /// What `f` adds, as wide as `width` asks.
    pub fn spread(&mut self, width: Width, f: impl FnOnce(&mut Self)) {
        let before = self.measure;
        if width == Width::Page {
            self.measure = self.theme.page.body_width();
        }
        let parts = self.capture(f);
        self.measure = before;
        parts.into_iter().for_each(|p| self.push(p.width(width)));
    }
    /// A paragraph of a style.
    pub fn para(&self, role: Role, style: &Style, rich: Rich) -> Para {
        Para {
            role,
            rich,
            setting: style.setting.clone(),
            leading: style.leading,
            left: Default::default(),
            right: Default::default(),
            label: None,
        }
    }
    /// A paragraph of one line of Markdown, as a part.
    pub fn line_part(&mut self, role: Role, style: &Style, text: &Text) -> Part {
        let rich = self.line(text, style, &[]);
        Part::para(self.para(role, style, rich)).from(text.span)
    }
    /// Passes on what reading the prose found.
    pub fn report(&mut self, text: &Text, problems: &[Problem]) {
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        if more > 0 {
            let message = format!("{more} more problems in this text are not shown");
            self.diags.push(Diagnostic::note("more-problems", message).at(text.span));
        }
        let (first, rest): (Vec<_>, Vec<_>) = problems.iter().enumerate().partition(|p| p.0 < MOST_PROBLEMS);
        // An error behind many warnings must stop the build all the same.
        let error = rest.into_iter().find(|(_, p)| !is_mild(p));
        for (_, p) in first.into_iter().chain(error) {
            let d = if is_mild(p) { Diagnostic::warning } else { Diagnostic::error };
            self.diags.push(d(p.code, p.message.clone()).at(text.place(p.at.clone())).help(p.help));
        }
    }
    /// The picture in a file that has been read, or a message.
    pub fn picture(&mut self, file: &Loaded, span: Span) -> Option<PictureId> {
        let (mut picture, lost) = match art::known(&file.bytes, &file.name) {
            Ok(loaded) => loaded,
            Err(problem) => {
                let d = Diagnostic::error("image-unreadable", problem.to_string()).at(span);
                self.diags.push(d.help(problem.help()));
                return None;
            }
        };
        for what in lost {
            let message = format!("`{}` is simplified: {what}", file.name);
            let help = "export the drawing as plain paths, or as a PNG of 300 ppi";
            self.diags.push(Diagnostic::warning("drawing-simplified", message).at(span).help(help));
        }
        match &mut picture {
            Picture::Raster(raster) => raster.source = Some(span),
            Picture::Drawing(drawing) if drawing.items.is_empty() => {
                let message = format!("`{}` draws nothing: its place stays empty", file.name);
                let help =
                    "open it in a drawing program: its shapes may be hidden, or pictures and text only";
                self.diags.push(Diagnostic::warning("drawing-empty", message).at(span).help(help));
            }
            Picture::Drawing(_) => {}
        }
        Some(self.story.picture(picture))
    }
}

/// More messages than this on one text help nobody.
const MOST_PROBLEMS: usize = 50;

/// Whether nothing is left out, or nothing but a tag.
fn is_mild(problem: &Problem) -> bool {
    matches!(problem.code, "nested-too-deep" | "raw-html" | "link-malformed" | "link-title")
}

/// Where a link leads: to an address, or to an id in the sheet.
pub fn anchor(to: &str) -> Anchor {
    match to.strip_prefix('#') {
        Some(id) => Anchor::Internal(id.into()),
        None => Anchor::Link(to.into()),
    }
}
