//! The standards whose marks a file is to carry, and who has the last word on it.

use crate::edition::Standard;
use lopdf::Document;

/// Of some standards, those that a document meets.
pub type Judge<'a> = dyn Fn(&Document, &[Standard]) -> Vec<Standard> + Sync + 'a;

/// The standards whose marks a file is to carry.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub(super) standards: &'a [Standard],
    judge: Option<&'a Judge<'a>>,
}

impl<'a> Asked<'a> {
    /// These, as far as `judge` finds that the finished document meets them.
    pub fn judged(standards: &'a [Standard], judge: &'a Judge<'a>) -> Asked<'a> {
        Asked { standards, judge: Some(judge) }
    }
    /// Those that a document that is finished but for its marks may carry.
    pub(super) fn deserved(self, document: &Document) -> Vec<Standard> {
        match self.judge {
            Some(judge) if !self.standards.is_empty() => judge(document, self.standards),
            _ => self.standards.to_vec(),
        }
    }
}

/// These, on the caller's word.
impl<'a> From<&'a [Standard]> for Asked<'a> {
    fn from(standards: &'a [Standard]) -> Asked<'a> {
        Asked { standards, judge: None }
    }
}

impl<'a, const N: usize> From<&'a [Standard; N]> for Asked<'a> {
    fn from(standards: &'a [Standard; N]) -> Asked<'a> {
        Asked { standards, judge: None }
    }
}

impl<'a> From<&'a Vec<Standard>> for Asked<'a> {
    fn from(standards: &'a Vec<Standard>) -> Asked<'a> {
        Asked { standards, judge: None }
    }
}
