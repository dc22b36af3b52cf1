//! Editions: one source, several files, each true to what its reader demands.

mod standard;

use crate::base::Pt;
pub use standard::Standard;

/// Which edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditionKind {
    /// Reading on a screen.
    Email,
    /// The laser printer down the hall.
    Office,
    /// A print shop.
    Press,
    /// Readers with low vision.
    LargePrint,
}

/// Colour space of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorSpace {
    /// sRGB.
    Rgb,
    /// Process inks and named spots.
    Cmyk,
}

/// What an edition asks of drawing and finishing.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Which.
    pub kind: EditionKind,
    /// Colours.
    pub color: ColorSpace,
    /// Whether links are live.
    pub links: bool,
    /// Bleed around the trim.
    pub bleed: Pt,
    /// The standards that the file is to meet.
    pub standards: &'static [Standard],
}

impl Edition {
    /// The `email` edition.
    pub const fn email() -> Edition {
        Edition {
            kind: EditionKind::Email,
            color: ColorSpace::Rgb,
            links: true,
            bleed: Pt::ZERO,
            standards: &[Standard::Ua1, Standard::A2a],
        }
    }
    /// The `office` edition: the printer down the hall, which leaves the paper's edge white.
    pub const fn office() -> Edition {
        Edition { kind: EditionKind::Office, ..Edition::email() }
    }
    /// The `large_print` edition.
    pub const fn large_print() -> Edition {
        Edition { kind: EditionKind::LargePrint, ..Edition::email() }
    }
    /// Whether it is read on paper, where no link can be followed.
    pub fn on_paper(&self) -> bool {
        self.kind != EditionKind::Email
    }
    /// Whether it is read on a screen, which shows no paper but what is painted.
    pub fn on_screen(&self) -> bool {
        self.kind == EditionKind::Email
    }
}
