//! What a page puts on paper, in the order in which it is painted: the display list that rules and proofs read. Places
//! are in the page's default user space; colours are as written.

use super::color::{Inks, Space};
use super::font::Font;
use super::geom::{Bounds, Matrix, Outline, Xy};
use lopdf::{Dictionary, ObjectId};
use std::sync::Arc;

/// The marks of a page.
#[derive(Debug, Default)]
pub struct PageMarks {
    /// In painting order.
    pub marks: Vec<Mark>,
    /// What could not be followed, in words; empty where everything was.
    pub gaps: Vec<String>,
}

/// One mark.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it is.
    pub what: What,
    /// Where it may have ink: the rectangle around it within its clip.
    pub bounds: Bounds,
    /// How it is laid over what is there.
    pub look: Arc<Look>,
    /// What it is cut to.
    pub clip: Option<Arc<Clip>>,
    /// The marked content that it stands in, innermost first.
    pub content: Option<Arc<Content>>,
    /// Where it comes from.
    pub source: Source,
}

/// Where a mark comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The page's own content, or a form's in it.
    Page,
    /// A glyph of a Type 3 font; its text was a mark of its own.
    Glyph,
    /// What an annotation shows.
    Annotation,
}

/// What a mark is.
#[derive(Clone, Debug)]
pub enum What {
    /// A filled outline.
    Fill {
        /// The outline.
        outline: Arc<Outline>,
        /// What counts as inside.
        rule: FillRule,
        /// Its colour.
        paint: Paint,
    },
    /// A stroked outline.
    Stroke {
        /// The outline.
        outline: Arc<Outline>,
        /// How the line is.
        line: Arc<Line>,
        /// Its colour.
        paint: Paint,
    },
    /// Glyphs of one font.
    Text(Arc<Run>),
    /// An image.
    Image(Arc<Image>),
    /// A shading that fills its clip.
    Shading {
        /// Its dictionary.
        shading: Arc<Shading>,
        /// From its space to the page.
        matrix: Matrix,
    },
    /// From here to the matching end, what is painted is put together first.
    GroupBegin(Group),
    /// The end of a group.
    GroupEnd,
}

/// What counts as inside an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillRule {
    /// Nonzero winding number.
    NonZero,
    /// Even-odd.
    EvenOdd,
}

/// A colour.
#[derive(Clone, Debug)]
pub struct Paint {
    /// Its space.
    pub space: Arc<Space>,
    /// As many components as the space has.
    pub components: Arc<[f64]>,
    /// The pattern, where the space is one of patterns.
    pub pattern: Option<Arc<Pattern>>,
}

impl Paint {
    /// What it puts on the plates; none where it names no inks, and for patterns.
    pub fn inks(&self) -> Option<Inks> {
        self.space.inks(&self.components)
    }
    /// About how it looks: sRGB, 0 to 1.
    pub fn rgb(&self) -> [f64; 3] {
        self.space.rgb(&self.components)
    }
}

/// A pattern.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A cell that is repeated.
    Tiling {
        /// The cell's marks, in its own space.
        marks: Arc<Vec<Mark>>,
        /// From its space to the page.
        matrix: Matrix,
        /// What of the cell is shown.
        cell: Bounds,
        /// From one cell to the next.
        step: Xy,
        /// Whether the cell has colours of its own.
        colored: bool,
    },
    /// A shading.
    Shading {
        /// Its dictionary.
        shading: Arc<Shading>,
        /// From its space to the page.
        matrix: Matrix,
    },
    /// One that is damaged.
    Unknown,
}

/// A shading.
#[derive(Clone, Debug)]
pub struct Shading {
    /// Its colour space.
    pub space: Arc<Space>,
    /// Its type, 1 to 7.
    pub kind: i64,
    /// All that it says.
    pub dict: Dictionary,
    /// Its stream, where it has one.
    pub id: Option<ObjectId>,
}

/// How a line is.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// In the space of `matrix`; 0 is as thin as the device can.
    pub width: f64,
    /// From the pen's space to the page.
    pub matrix: Matrix,
    /// 0 butt, 1 round, 2 square.
    pub cap: i64,
    /// 0 miter, 1 round, 2 bevel.
    pub join: i64,
    /// Longest miter, in line widths.
    pub miter: f64,
    /// Lengths of dashes and gaps, in the space of `matrix`.
    pub dash: Vec<f64>,
    /// How far into the dashes it begins.
    pub phase: f64,
}

impl Line {
    /// The width on the page, in its units, at its thinnest.
    pub fn thinnest(&self) -> f64 {
        let (x, y) = self.matrix.stretch();
        self.width * x.min(y)
    }
}

/// How a mark is laid over what is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Alpha of fills, 0 to 1.
    pub fill_alpha: f64,
    /// Alpha of strokes, 0 to 1.
    pub stroke_alpha: f64,
    /// `Normal`, `Multiply` and so on.
    pub blend: String,
    /// Whether fills leave the plates that they do not name.
    pub overprint_fill: bool,
    /// Whether strokes do.
    pub overprint_stroke: bool,
    /// Whether a zero in CMYK means to leave the plate (1) or to clear it (0).
    pub overprint_mode: i64,
    /// A mask that thins what is painted.
    pub soft_mask: Option<Arc<SoftMask>>,
}

impl Default for Look {
    fn default() -> Look {
        Look {
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
            blend: "Normal".into(),
            overprint_fill: false,
            overprint_stroke: false,
            overprint_mode: 0,
            soft_mask: None,
        }
    }
}

impl Look {
    /// Whether it lets anything below shine through.
    pub fn is_opaque(&self) -> bool {
        self.fill_alpha >= 1.0
            && self.stroke_alpha >= 1.0
            && self.soft_mask.is_none()
            && matches!(self.blend.as_str(), "Normal" | "Compatible")
    }
}

/// A mask made of marks.
#[derive(Clone, Debug)]
pub struct SoftMask {
    /// Whether brightness counts; else the group's alpha does.
    pub luminosity: bool,
    /// The group's marks, on the page.
    pub marks: Arc<Vec<Mark>>,
    /// The group's colour space.
    pub space: Option<Arc<Space>>,
    /// The colour below the group.
    pub backdrop: Option<Vec<f64>>,
    /// The object of its dictionary's group, which tells masks apart.
    pub id: Option<ObjectId>,
}

impl PartialEq for SoftMask {
    fn eq(&self, other: &SoftMask) -> bool {
        Arc::ptr_eq(&self.marks, &other.marks) && self.luminosity == other.luminosity
    }
}

/// What marks are cut to.
#[derive(Debug)]
pub struct Clip {
    /// The one outside it.
    pub outer: Option<Arc<Clip>>,
    /// Its shape.
    pub shape: ClipShape,
    /// The rectangle around what is left.
    pub bounds: Bounds,
    /// How many there are.
    pub(super) depth: usize,
}

/// The shape of a clip.
#[derive(Clone, Debug)]
pub enum ClipShape {
    /// An outline.
    Outline(Arc<Outline>, FillRule),
    /// All glyphs of a text object.
    Text(Vec<Arc<Run>>),
}

/// Marked content.
#[derive(Debug)]
pub struct Content {
    /// What it stands in.
    pub outer: Option<Arc<Content>>,
    /// Its tag.
    pub tag: String,
    /// Its number in the structure.
    pub mcid: Option<i64>,
    /// Text that stands for it.
    pub actual_text: Option<String>,
    /// Whether its layer is off.
    pub hidden: bool,
    /// How many there are.
    pub(super) depth: usize,
}

impl Content {
    /// From the innermost outwards.
    pub fn chain(&self) -> impl Iterator<Item = &Content> {
        std::iter::successors(Some(self), |c| c.outer.as_deref())
    }
}

/// A transparency group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Nothing below shows in its blending.
    pub isolated: bool,
    /// Its marks do not blend with each other.
    pub knockout: bool,
    /// The space in which it blends.
    pub space: Option<Arc<Space>>,
}

/// Glyphs of one font, shown by one operator.
#[derive(Clone, Debug)]
pub struct Run {
    /// The font.
    pub font: Arc<Font>,
    /// From ems to the page, without a place.
    pub matrix: Matrix,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// All their text.
    pub text: String,
    /// 0 fill, 1 stroke, 2 both, 3 nothing; from 4 on also a clip (ISO 32000-1, table 106).
    pub mode: i64,
    /// The colour of fills.
    pub fill: Paint,
    /// The colour of strokes.
    pub stroke: Paint,
    /// The line of strokes.
    pub line: Arc<Line>,
}

impl Run {
    /// The size of the type on the page, in its units: how high an em is, square to the line.
    pub fn size(&self) -> f64 {
        let along = self.matrix.turn(Xy::new(1.0, 0.0)).length();
        if along > 1e-9 { self.matrix.determinant().abs() / along } else { 0.0 }
    }
    /// Whether it puts no ink on the page, as the text of a scanned page does.
    pub fn is_invisible(&self) -> bool {
        matches!(self.mode, 3 | 7)
    }
    /// Whether its glyphs are filled.
    pub fn is_filled(&self) -> bool {
        matches!(self.mode, 0 | 2 | 4 | 6)
    }
    /// Whether its glyphs are stroked.
    pub fn is_stroked(&self) -> bool {
        matches!(self.mode, 1 | 2 | 5 | 6)
    }
    /// Where the `i`th glyph stands, from ems.
    pub fn place(&self, i: usize) -> Matrix {
        let at = self.glyphs.get(i).map_or(Xy::default(), |g| g.at);
        self.matrix.then(Matrix::shift(at.x, at.y))
    }
    /// The rectangle around the `i`th glyph, from the font's ascent to its descent.
    pub fn glyph_bounds(&self, i: usize) -> Bounds {
        let Some(glyph) = self.glyphs.get(i) else { return Bounds::EMPTY };
        let (up, down) = self.font.reach;
        let cell = match self.font.is_vertical() {
            true => Bounds::new(-0.5, glyph.advance, 0.5, 0.0),
            false => Bounds::new(0.0, down, glyph.advance, up),
        };
        cell.through(&self.place(i))
    }
}

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its code in the font.
    pub code: u32,
    /// Its origin on the page.
    pub at: Xy,
    /// How far it moves the pen, in ems, without added space.
    pub advance: f64,
    /// Whether it is a space or stands for one.
    pub blank: bool,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// From the unit square to the page; the image's first row is at the top of the square.
    pub matrix: Matrix,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Bits of a component; 1 for a stencil.
    pub bits: i64,
    /// Its colours; none for a stencil, and where the data says so itself.
    pub space: Option<Arc<Space>>,
    /// The colour of a stencil.
    pub paint: Option<Paint>,
    /// Filters, outermost first.
    pub filters: Vec<String>,
    /// What its samples mean, where it says so.
    pub decode: Option<Vec<f64>>,
    /// A mask of its own.
    pub mask: ImageMask,
    /// The data.
    pub data: ImageData,
}

impl Image {
    /// Pixels per inch across and down, as they lie on the page; `unit` is points to a unit of its space.
    pub fn resolution(&self, unit: f64) -> (f64, f64) {
        let (x, y) = self.matrix.stretch();
        let per_inch = |pixels: usize, length: f64| match length * unit > 1e-6 {
            true => pixels as f64 * 72.0 / (length * unit),
            false => f64::INFINITY,
        };
        (per_inch(self.width, x), per_inch(self.height, y))
    }
    /// Whether it is a stencil: one bit that lets a colour through.
    pub fn is_stencil(&self) -> bool {
        self.paint.is_some()
    }
}

/// The mask of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageMask {
    /// None.
    None,
    /// Colours that are left out.
    Keyed,
    /// A stencil.
    Stencil(ObjectId),
    /// A gray image.
    Soft(ObjectId),
}

/// The data of an image.
#[derive(Clone, Debug)]
pub enum ImageData {
    /// A stream of the file.
    Stream(ObjectId),
    /// Inline, still coded, with what it says.
    Inline(Arc<Dictionary>, Arc<[u8]>),
}
