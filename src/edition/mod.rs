//! Editions: one source, several files, each true to what its reader demands.

mod condition;
mod standard;

use crate::base::{Pt, Size};
pub use condition::Condition;
pub use standard::Standard;
use std::sync::Arc;

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

/// What stands outside the bleed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Nothing.
    None,
    /// Crop marks and the slug line.
    Crop,
}

/// How finely pictures are kept, in pixels per inch of what the page shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// What a picture is brought down to.
    pub aim: f64,
    /// Pictures of more than this are brought down.
    pub over: f64,
}

/// Where the texts of notes and the records of sources stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// At the foot of the page.
    Foot,
    /// In a section at the end.
    End,
    /// Short notes at the foot, full records at the end.
    Both,
}

/// What an edition asks of drawing and finishing.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// What the user calls it: files are named after it.
    pub name: Arc<str>,
    /// Which.
    pub kind: EditionKind,
    /// Colours.
    pub color: ColorSpace,
    /// Whether links are live.
    pub links: bool,
    /// Bleed around the trim.
    pub bleed: Pt,
    /// What stands outside the bleed.
    pub marks: Marks,
    /// Trimmed size, where it is not the sheet's own.
    pub paper: Option<Size>,
    /// The printing condition that the inks are for; `None` on screens and office printers.
    pub condition: Option<Condition>,
    /// Most ink of all plates together, in per cent.
    pub ink_limit: f64,
    /// How finely pictures are kept.
    pub resolution: Resolution,
    /// Most bytes of the file.
    pub max_size: Option<u64>,
    /// The standards that the file is to meet.
    pub standards: &'static [Standard],
    /// Where notes stand, where it is not where the sheet says.
    pub sources: Option<Sources>,
}

impl Edition {
    /// The names of the four that every sheet has.
    pub const NAMES: [&str; 4] = ["email", "office", "press", "large_print"];

    /// The one of the four that has this name.
    pub fn named(name: &str) -> Option<Edition> {
        match name {
            "email" => Some(Edition::email()),
            "office" => Some(Edition::office()),
            "press" => Some(Edition::press()),
            "large_print" => Some(Edition::large_print()),
            _ => None,
        }
    }
    /// The `email` edition.
    pub fn email() -> Edition {
        Edition {
            name: "email".into(),
            kind: EditionKind::Email,
            color: ColorSpace::Rgb,
            links: true,
            bleed: Pt::ZERO,
            marks: Marks::None,
            paper: None,
            condition: None,
            ink_limit: 400.0,
            // FORMAT: 150 ppi on screens; a picture a third finer is not worth the loss of coding it again.
            resolution: Resolution { aim: 150.0, over: 200.0 },
            // Base64 adds a third on the way, and many inboxes stop at 5 MB (inference).
            max_size: Some(2_000_000),
            standards: &[Standard::Ua1, Standard::A2a],
            sources: None,
        }
    }
    /// The `office` edition: the printer down the hall, which leaves the paper's edge white.
    pub fn office() -> Edition {
        Edition {
            name: "office".into(),
            kind: EditionKind::Office,
            resolution: Resolution { aim: 300.0, over: 450.0 },
            max_size: None,
            ..Edition::email()
        }
    }
    /// The `large_print` edition.
    pub fn large_print() -> Edition {
        Edition { name: "large_print".into(), kind: EditionKind::LargePrint, ..Edition::office() }
    }
    /// The `press` edition: process inks for a print shop, on coated stock in the free condition that is built in.
    pub fn press() -> Edition {
        Edition {
            name: "press".into(),
            kind: EditionKind::Press,
            color: ColorSpace::Cmyk,
            links: false,
            // 0.125 in: Edwards Brothers, Canon web-shop help, Princeton Alumni Weekly.
            bleed: Pt(9.0),
            marks: Marks::Crop,
            condition: Some(Condition::Fogra39),
            // Coated stock (LWW): an error over 300 %.
            ink_limit: 300.0,
            standards: &[Standard::X4],
            ..Edition::office()
        }
    }
    /// Whether it is read on paper, where no link can be followed.
    pub fn on_paper(&self) -> bool {
        self.kind != EditionKind::Email
    }
    /// Whether a coloured paper is painted: screens show no paper but what is painted, and a print shop prints on
    /// white and cuts through the ground. A printer down the hall would leave a white border.
    pub fn paints_paper(&self) -> bool {
        match self.kind {
            EditionKind::Email => true,
            EditionKind::Press => self.bleed > Pt::ZERO,
            EditionKind::Office | EditionKind::LargePrint => false,
        }
    }
}
