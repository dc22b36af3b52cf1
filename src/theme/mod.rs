//! What a brand and a page template decide: resolved styles for every role, the page's proportions.

pub mod brand;
pub mod page;
pub mod style;

pub use page::PageTemplate;
