//! What a rule has found.

use super::{Box4, Demand, Pdf, Rule};
use crate::base::{Diagnostic, Severity};

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in words that stand on their own and can follow "because".
    pub message: String,
    /// The page, from 1; `None` where the file as a whole is meant.
    pub page: Option<usize>,
    /// Where on the page.
    pub at: Option<Box4>,
    /// The way out.
    pub help: &'static str,
}

impl Finding {
    /// On this page, counted from 1.
    pub fn page(&mut self, page: usize) -> &mut Finding {
        self.page = Some(page);
        self
    }
    /// At this place of its page.
    pub fn at(&mut self, at: Box4) -> &mut Finding {
        self.at = Some(at);
        self
    }
    /// The same as a message of a build.
    pub fn diagnostic(&self) -> Diagnostic {
        let new = match self.severity {
            Severity::Error => Diagnostic::error,
            Severity::Warning => Diagnostic::warning,
            Severity::Note => Diagnostic::note,
        };
        new(self.code, self.message.clone()).help(self.help)
    }
}

/// The findings of a run, and the rule that is running.
#[derive(Default)]
pub struct Findings {
    list: Vec<Finding>,
    rule: Option<&'static Rule>,
}

impl Findings {
    /// Runs one rule.
    pub(super) fn run(&mut self, rule: &'static Rule, pdf: &Pdf, demand: &Demand) {
        self.rule = Some(rule);
        (rule.check)(pdf, demand, self);
    }
    /// Something that makes the file unfit for what it is for.
    pub fn error(&mut self, message: impl Into<String>) -> &mut Finding {
        self.add(Severity::Error, message.into())
    }
    /// Something that somebody should look at.
    pub fn warning(&mut self, message: impl Into<String>) -> &mut Finding {
        self.add(Severity::Warning, message.into())
    }
    /// Something to know.
    pub fn note(&mut self, message: impl Into<String>) -> &mut Finding {
        self.add(Severity::Note, message.into())
    }
    fn add(&mut self, severity: Severity, message: String) -> &mut Finding {
        let (code, help) = self.rule.map_or(("", ""), |r| (r.code, r.fix));
        let at = self.list.len();
        self.list.push(Finding { code, severity, message, page: None, at: None, help });
        &mut self.list[at]
    }
    /// All that was found so far.
    pub fn all(&self) -> &[Finding] {
        &self.list
    }
    /// The most serious first; rules in their own order, pages as they come.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.list.sort_by_key(|f| std::cmp::Reverse(f.severity));
        self.list
    }
}
