//! What a rule is, and who asks for it.

use super::{Claim, Demand, Family, Findings, Pdf};

/// A rule.
pub struct Rule {
    /// Its name, as `handbill explain` knows it.
    pub code: &'static str,
    /// What it looks for, in a sentence.
    pub title: &'static str,
    /// Why: the clause, or the source of the number.
    pub reason: &'static str,
    /// The way out; the help of its findings.
    pub fix: &'static str,
    /// Who asks for it. A rule that nobody in the demand asks for is not run.
    pub asks: &'static [Ask],
    /// Looks for it.
    pub check: fn(&Pdf, &Demand, &mut Findings),
}

/// Somebody who asks for a rule. Standards come with the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Everybody.
    Any,
    /// Who reads on a screen, with eyes or without.
    Screen,
    /// Who prints in an office.
    Office,
    /// A print shop.
    Press,
    /// PDF/UA (ISO 14289-1).
    Ua(&'static str),
    /// Every PDF/A (ISO 19005; clauses of part 2).
    A(&'static str),
    /// PDF/A of level A: tagged.
    Tagged(&'static str),
    /// PDF/A of levels A and U: text in Unicode.
    Unicode(&'static str),
    /// Every PDF/X (ISO 15930; clauses of part 7).
    X(&'static str),
    /// PDF/X-1a and PDF/X-3, and PDF/A-1: no transparency.
    Flat(&'static str),
}

impl Ask {
    /// Whether a file that makes this claim is asked.
    pub fn covers(self, claim: Claim) -> bool {
        match self {
            Ask::Ua(_) => claim.family == Family::Ua,
            Ask::A(_) => claim.family == Family::A,
            Ask::Tagged(_) => claim.family == Family::A && claim.level == 'A',
            Ask::Unicode(_) => claim.family == Family::A && matches!(claim.level, 'A' | 'U'),
            Ask::X(_) => claim.family == Family::X,
            Ask::Flat(_) => claim.is_flat(),
            Ask::Any | Ask::Screen | Ask::Office | Ask::Press => false,
        }
    }
    fn name(self) -> String {
        match self {
            Ask::Any => "everybody".to_owned(),
            Ask::Screen => "readers on a screen".to_owned(),
            Ask::Office => "office printers".to_owned(),
            Ask::Press => "print shops".to_owned(),
            Ask::Ua(clause) => format!("PDF/UA-1 ({clause})"),
            Ask::A(clause) => format!("PDF/A-2 ({clause})"),
            Ask::Tagged(clause) => format!("PDF/A-2a ({clause})"),
            Ask::Unicode(clause) => format!("PDF/A-2u ({clause})"),
            Ask::X(clause) => format!("PDF/X-4 ({clause})"),
            Ask::Flat(clause) => format!("PDF/X-1a, PDF/X-3 and PDF/A-1 ({clause})"),
        }
    }
}

impl Rule {
    /// Whether `claim` asks for it.
    pub fn is_asked_by(&self, claim: Claim) -> bool {
        self.asks.iter().any(|a| a.covers(claim))
    }
}

/// A sentence with those who ask for a rule.
pub(super) fn asked_by(rule: &Rule) -> String {
    let names: Vec<String> = rule.asks.iter().map(|a| a.name()).collect();
    format!("\n\nAsked for by {}.", names.join(", "))
}
