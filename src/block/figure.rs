//! `figure`: a picture with its caption.

use super::cx::Cx;
use crate::base::{Loaded, Pt, Text, fields::short_form};
use crate::story::{self, Beside, Group, Node, Part, Picture, Role, Width};
use schemars::JsonSchema;
use serde::Deserialize;

/// A picture with its caption and credit.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "figure", deny_unknown_fields)]
#[schemars(transform = short_form::<Figure>)]
pub struct Figure {
    /// The picture's file: JPEG, PNG, WebP, TIFF or SVG; the path is relative to this file.
    pub image: Text,
    /// What the picture shows, for readers who cannot see it. Required, unless it is `decorative`.
    pub alt: Option<Text>,
    /// The picture says nothing that the text does not say: screen readers skip it.
    #[serde(default)]
    pub decorative: bool,
    /// A sentence under the picture, in Markdown.
    pub caption: Option<Text>,
    /// Who made the picture.
    pub credit: Option<Text>,
    /// How wide it is.
    #[serde(default)]
    pub width: FigureWidth,
    /// The file's bytes: filled in when the sheet is read; none where that failed and was reported.
    #[serde(skip)]
    pub file: Option<Loaded>,
}

/// How wide a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "width", rename_all = "snake_case")]
pub enum FigureWidth {
    /// One column.
    #[default]
    Column,
    /// The whole page.
    Page,
    /// A part of a column, with text beside it.
    Wrap,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- figure:
    image: assets/field.jpg
    alt: Two people plant rice by hand in a flooded field.
    caption: Planting in June.
    credit: Example Alliance
";

/// Pixels an inch under which a picture is not blown up: the least that print shops take.
const COARSEST: f64 = 150.0;

impl Figure {
    /// Sets the picture with caption and credit below it.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        let width = if self.width == FigureWidth::Page { Width::Page } else { Width::Column };
        let beside = (self.width == FigureWidth::Wrap).then_some(Beside::Side);
        let Some(picture) = self.picture(cx, width, self.spoken()) else { return };
        let mut parts = vec![picture];
        parts.extend(self.words(cx, cite));
        cx.push(Part::group(Group::of(parts)).spaced(2, 2).width(width).movable().beside(beside));
    }

    /// The picture alone, with `alt` for those who cannot see it; `None` where it cannot be read, which is said.
    pub fn picture(&self, cx: &mut Cx<'_>, width: Width, alt: Option<String>) -> Option<Part> {
        let picture = cx.picture(self.file.as_ref()?, self.image.span)?;
        let widest = match cx.story.story.pictures.last() {
            Some(Picture::Raster(r)) => Some(Pt::inches(f64::from(r.width) / COARSEST)),
            _ => None,
        };
        let widest = cx.shrunk(widest, width);
        let node = Node::Figure(story::Figure { picture, width: widest, alt });
        Some(Part::new(node).from(self.image.span))
    }

    /// What the picture shows, unless it is decorative.
    pub fn spoken(&self) -> Option<String> {
        if self.decorative { None } else { self.alt.as_ref().map(|a| a.trimmed().to_owned()) }
    }

    /// Caption and credit.
    pub fn words(&self, cx: &mut Cx<'_>, cite: &[Text]) -> Vec<Part> {
        cx.below_picture(self.caption.as_ref(), self.credit.as_ref(), cite)
    }
}

impl Cx<'_> {
    /// The width of a picture that may be `widest` wide, smaller where fitting makes pictures smaller.
    fn shrunk(&self, widest: Option<Pt>, width: Width) -> Option<Pt> {
        let share = self.theme.knobs.pictures.min(1.0);
        let room = if width == Width::Page { self.theme.page.body_width() } else { self.measure };
        if share < 1.0 { Some(widest.unwrap_or(room).min(room) * share) } else { widest }
    }
    /// What stands below a picture: caption and credit, with the marks of its sources at the first of them.
    pub fn below_picture(
        &mut self,
        caption: Option<&Text>,
        credit: Option<&Text>,
        cite: &[Text],
    ) -> Vec<Part> {
        let mut parts: Vec<Part> = caption.map(|c| self.caption(c, cite).spaced(1, 0)).into_iter().collect();
        if let Some(credit) = credit {
            let style = self.theme.styles.credit.clone();
            let rich = self.line(credit, &style, if caption.is_none() { cite } else { &[] });
            let above = u16::from(caption.is_none());
            let para = self.para(Role::Caption, &style, rich);
            parts.push(Part::para(para).spaced(above, 0).from(credit.span));
        }
        parts
    }
    /// A caption with its marks.
    pub fn caption(&mut self, text: &Text, cite: &[Text]) -> Part {
        let style = self.theme.styles.caption.clone();
        let rich = self.line(text, &style, cite);
        Part::para(self.para(Role::Caption, &style, rich)).from(text.span)
    }
}
