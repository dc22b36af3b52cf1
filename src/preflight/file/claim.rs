//! Standards that a file says it meets, whoever wrote it.

use super::Pdf;
use crate::edition::Standard;
use std::fmt;

/// A family of standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// PDF/UA: for readers who do not see the page.
    Ua,
    /// PDF/A: for archives.
    A,
    /// PDF/X: for print shops.
    X,
}

/// A standard that a file claims, or that an edition is to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Its family.
    pub family: Family,
    /// Its part: 1 of PDF/X-1a, 2 of PDF/A-2b.
    pub part: u8,
    /// Its level in a capital: `A`, `B`, `U`; a space where it has none.
    pub level: char,
}

impl From<Standard> for Claim {
    fn from(standard: Standard) -> Claim {
        let (family, part, level) = match standard {
            Standard::Ua1 => (Family::Ua, 1, ' '),
            Standard::A2a => (Family::A, 2, 'A'),
            Standard::A2b => (Family::A, 2, 'B'),
            Standard::X4 => (Family::X, 4, ' '),
            Standard::X1a => (Family::X, 1, 'A'),
        };
        Claim { family, part, level }
    }
}

impl Claim {
    /// Whether it knows no transparency.
    pub fn is_flat(self) -> bool {
        match self.family {
            Family::X => matches!(self.part, 1 | 3),
            Family::A => self.part == 1,
            Family::Ua => false,
        }
    }

    /// All that a file claims: in its XMP packet, and PDF/X before X-4 in its information dictionary.
    pub fn of(pdf: &Pdf) -> Vec<Claim> {
        let mut claims = Vec::new();
        let number = |key: &str| pdf.xmp().property(key)?.trim().parse::<u8>().ok();
        if let Some(part) = number("pdfuaid:part") {
            claims.push(Claim { family: Family::Ua, part, level: ' ' });
        }
        if let Some(part) = number("pdfaid:part") {
            let level = pdf.xmp().property("pdfaid:conformance").and_then(|l| l.trim().chars().next());
            let level = level.unwrap_or(' ').to_ascii_uppercase();
            claims.push(Claim { family: Family::A, part, level });
        }
        let version = pdf.xmp().property("pdfxid:GTS_PDFXVersion");
        let version = version.or_else(|| pdf.info_text("GTS_PDFXVersion"));
        claims.extend(version.as_deref().and_then(Claim::of_x));
        claims
    }

    /// `PDF/X-1:2001`, `PDF/X-1a:2003`, `PDF/X-3:2002`, `PDF/X-4`, `PDF/X-4p`.
    fn of_x(version: &str) -> Option<Claim> {
        let mut rest = version.trim().strip_prefix("PDF/X-")?.chars();
        let part = rest.next()?.to_digit(10)? as u8;
        let level = rest.next().filter(char::is_ascii_alphabetic).unwrap_or(' ').to_ascii_uppercase();
        // PDF/X-1:2001 with a conformance of X-1a beside it is what X-1a:2001 looks like.
        Some(Claim { family: Family::X, part, level: if part == 1 { 'A' } else { level } })
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let family = match self.family {
            Family::Ua => "UA",
            Family::A => "A",
            Family::X => "X",
        };
        write!(f, "PDF/{family}-{}", self.part)?;
        match self.level {
            ' ' => Ok(()),
            level => write!(f, "{}", level.to_ascii_lowercase()),
        }
    }
}
