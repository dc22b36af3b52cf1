//! The columns of a list, and the expressions that name them.

use super::express::{self, Data, Mode};
use super::{Problem, Row, filters};
use crate::base::meant::nearest;
use crate::base::{Diagnostic, Span};
use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The columns of a list.
pub struct Columns {
    names: Vec<String>,
    /// Which column a name in a field means: as it is written, or with `_` for what no name in an expression can hold.
    known: Arc<BTreeMap<String, usize>>,
    environment: Environment<'static>,
}

impl Columns {
    /// The columns with these names, in order.
    pub fn new(names: &[String]) -> Columns {
        let mut known = BTreeMap::new();
        for (i, name) in names.iter().enumerate() {
            known.entry(identifier(name)).or_insert(i);
        }
        // A name as it is written comes before one that another only resembles.
        known.extend(names.iter().enumerate().map(|(i, name)| (name.trim().to_owned(), i)));
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        filters::add(&mut environment);
        Columns { names: names.to_vec(), known: Arc::new(known), environment }
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The column that is named so.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.known.get(name).copied()
    }

    /// What an expression comes to for a row.
    pub(super) fn evaluate(
        &self,
        written: &str,
        mode: Mode,
        row: &Row<'_>,
        at: Span,
    ) -> Result<Value, Problem> {
        let source = self.source(written, at)?;
        let wrong = |e| Box::new(express::problem(&e, written, row, at));
        let expression = self.environment.compile_expression(&source).map_err(wrong)?;
        let data = Data::new(self.known.clone(), row, mode);
        if let (Mode::Text, Some(name)) =
            (mode, data.missing_in(&expression.undeclared_variables(false), &source))
        {
            return Err(Box::new(express::missing(&name, row.number, at)));
        }
        expression.eval(Value::from_object(data)).map_err(wrong)
    }

    /// All that is wrong with an expression whatever the row: its form, its columns, its filters.
    pub(super) fn check(&self, written: &str, mode: Mode, at: Span) -> Result<(), Problem> {
        if self.named(written).is_some() {
            return Ok(());
        }
        let source = self.source(written, at)?;
        let wrong = |e| Box::new(express::malformed(&e, written, at));
        let expression = self.environment.compile_expression(&source).map_err(wrong)?;
        let mut names: Vec<String> = expression.undeclared_variables(false).into_iter().collect();
        names.sort();
        if let Some(name) = names.into_iter().find(|name| self.named(name).is_none()) {
            return Err(Box::new(self.unknown(&name, at)));
        }
        // Filters are looked up when they are used.
        let data = Data::sample(self.known.clone(), mode);
        match expression.eval(Value::from_object(data)) {
            Err(e) if express::is_form(&e) => Err(Box::new(express::malformed(&e, written, at))),
            _ => Ok(()),
        }
    }

    /// The expression with the name of its column made one that expressions take: `District no. | lower`.
    fn source(&self, written: &str, at: Span) -> Result<String, Problem> {
        if written.is_empty() {
            let help = format!("name a column between the braces: {}", self.listed());
            return Err(Box::new(
                Diagnostic::error("merge-field", "a merge field is empty").at(at).help(help),
            ));
        }
        let (name, rest) = written.split_at(written.find('|').unwrap_or(written.len()));
        let name = name.trim();
        Ok(match self.known.contains_key(name) {
            true => format!("{} {rest}", identifier(name)),
            false => written.to_owned(),
        })
    }

    fn unknown(&self, name: &str, at: Span) -> Diagnostic {
        let d = Diagnostic::error("merge-column", format!("the list has no column `{name}`")).at(at);
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        d.help(match nearest(name, &names) {
            Some(near) => format!("did you mean `{{{{{near}}}}}`?"),
            None => format!("its columns are {}", self.listed()),
        })
    }

    /// The names for a message, the first of many.
    fn listed(&self) -> String {
        const MOST: usize = 12;
        let names: Vec<String> = self.names.iter().take(MOST).map(|n| format!("`{n}`")).collect();
        let more = if self.names.len() > MOST { " and others" } else { "" };
        format!("{}{more}", names.join(", "))
    }
}

/// The name as an expression can hold it: letters, digits and `_`.
fn identifier(name: &str) -> String {
    let mut out: String = name.trim().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    if out.starts_with(char::is_numeric) {
        out.insert(0, '_');
    }
    out
}
