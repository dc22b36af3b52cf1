//! What a brand and a page template decide: resolved styles for every role, the page's proportions.

pub mod brand;
pub mod knobs;
pub mod page;
mod pair;
pub mod palette;
pub mod roles;
pub mod spec;
pub mod style;
pub mod template;
pub mod writing;

pub use brand::Brand;
pub use knobs::Knobs;
pub use page::{Fold, NotePlace, PageTemplate};
pub use palette::Palette;
pub use roles::Roles;
pub use spec::{PageSpec, paper};
pub use style::{Style, Styles, Theme};
pub use template::Template;
pub use writing::Writing;
