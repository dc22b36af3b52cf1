//! What a brand and a page template decide: resolved styles for every role, the page's proportions.

pub mod brand;
pub mod page;
pub mod spec;
pub mod style;

pub use brand::Brand;
pub use page::PageTemplate;
pub use spec::PageSpec;
