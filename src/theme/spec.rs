//! What a sheet asks of its page.

use crate::base::{Pt, Size};

/// Paper and columns as the sheet asks for them, already turned to the orientation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSpec {
    /// Trimmed size.
    pub size: Size,
    /// Number of columns; the template decides where `None`.
    pub columns: Option<usize>,
}

impl Default for PageSpec {
    fn default() -> PageSpec {
        PageSpec { size: paper("letter").unwrap_or_default(), columns: None }
    }
}

/// The papers that have a name.
pub const PAPERS: [&str; 7] = ["letter", "legal", "half-letter", "tabloid", "a3", "a4", "a5"];

/// The upright size of a paper with a name (ANSI/ASME Y14.1, ISO 216).
pub fn paper(name: &str) -> Option<Size> {
    let (w, h) = match name {
        "letter" => (Pt::inches(8.5), Pt::inches(11.0)),
        "legal" => (Pt::inches(8.5), Pt::inches(14.0)),
        "half-letter" => (Pt::inches(5.5), Pt::inches(8.5)),
        "tabloid" => (Pt::inches(11.0), Pt::inches(17.0)),
        "a3" => (Pt::mm(297.0), Pt::mm(420.0)),
        "a4" => (Pt::mm(210.0), Pt::mm(297.0)),
        "a5" => (Pt::mm(148.0), Pt::mm(210.0)),
        _ => return None,
    };
    Some(Size { w, h })
}
