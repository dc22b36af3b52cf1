//! The standards whose mark a file may carry.

/// A standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standard {
    /// PDF/UA-1 (ISO 14289-1): for readers who do not see the page.
    Ua1,
    /// PDF/A-2a (ISO 19005-2, level A): to be read as it is in fifty years.
    A2a,
    /// PDF/A-2b (ISO 19005-2, level B): the same without tags; what an imposed PDF/A-2a still is.
    A2b,
    /// PDF/X-4 (ISO 15930-7): complete exchange of what is to be printed, transparency left live.
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4): the same for older shops, without transparency.
    X1a,
}

impl Standard {
    /// As users know it.
    pub const fn name(self) -> &'static str {
        match self {
            Standard::Ua1 => "PDF/UA-1",
            Standard::A2a => "PDF/A-2a",
            Standard::A2b => "PDF/A-2b",
            Standard::X4 => "PDF/X-4",
            Standard::X1a => "PDF/X-1a",
        }
    }
}
