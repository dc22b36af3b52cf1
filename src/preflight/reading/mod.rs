//! The independent reader of finished PDFs. Takes the bytes of any PDF, ours or a stranger's, and gives its pages and
//! what each of them puts on paper. It shares nothing with the writer, so that a mistake of the writer shows; it
//! judges nothing and never panics.

mod cmap;
mod color;
mod document;
mod encoding;
mod font;
mod function;
mod geom;
mod glyph;
mod interpret;
mod layers;
mod lexer;
mod marks;
mod names;
pub(crate) mod object;
mod page;
mod postscript;
mod spaces;
mod state;

#[cfg(test)]
pub(crate) mod tests;

pub use color::{Inks, Space};
pub use document::{Damage, Pdf};
pub use font::{Font, FontKind};
pub use function::Function;
pub use geom::{Bounds, Matrix, Outline, Step, Xy};
pub use glyph::{is_drawable, outline};
pub use interpret::{Cache, marks, marks_with};
pub use marks::{
    Clip, ClipShape, Content, FillRule, Glyph, Group, Image, ImageData, ImageMask, Line, Look, Mark,
    PageMarks, Paint, Pattern, Run, Shading, SoftMask, Source, What,
};
pub use page::{Given, PdfPage, pages};
