//! By what a file is judged.

use super::{Ask, Claim, Family, Page, Pdf, Rule};
use crate::edition::{Edition, EditionKind};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// An inbox, a website.
    Screen,
    /// The printer down the hall.
    Office,
    /// A print shop.
    Press,
}

/// By what a file is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// What it is for.
    pub purpose: Purpose,
    /// The edition whose numbers hold: ink limit, resolution, size, bleed.
    pub edition: Edition,
    /// The standards that it claims, or is to meet.
    pub claims: Vec<Claim>,
}

impl Demand {
    /// What `edition` asks of a file; and what the file says of itself.
    pub fn of(edition: &Edition, pdf: &Pdf) -> Demand {
        let purpose = match edition.kind {
            EditionKind::Email => Purpose::Screen,
            EditionKind::Office | EditionKind::LargePrint => Purpose::Office,
            EditionKind::Press => Purpose::Press,
        };
        Demand { purpose, edition: edition.clone(), claims: Claim::of(pdf) }
    }

    /// What the file seems to be for: a PDF/X file, one with a bleed, or one that names a printing condition, is
    /// for a print shop; any other is read on a screen.
    pub fn guessed(pdf: &Pdf) -> Demand {
        let press = Claim::of(pdf).iter().any(|c| c.family == Family::X)
            || pdf.pages.iter().any(Page::has_bleed)
            || pdf.intents().iter().any(|i| pdf.name_of(i, "S") == Some("GTS_PDFX"));
        let edition = if press { Edition::press() } else { Edition::email() };
        Demand::of(&edition, pdf)
    }

    /// Whether somebody in it asks for `rule`.
    pub fn asks(&self, rule: &Rule) -> bool {
        rule.asks.iter().any(|ask| match ask {
            Ask::Any => true,
            Ask::Screen => self.purpose == Purpose::Screen,
            Ask::Office => self.purpose == Purpose::Office,
            Ask::Press => self.purpose == Purpose::Press,
            standard => self.claims.iter().any(|c| standard.covers(*c)),
        })
    }

    /// Whether the file claims, or is to meet, a standard of this family.
    pub fn claims(&self, family: Family) -> bool {
        self.claims.iter().any(|c| c.family == family)
    }
}
