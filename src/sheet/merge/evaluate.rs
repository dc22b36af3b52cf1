//! What fields and conditions come to for a row. Beside a quoted text a cell is a text; beside a number it has to be a
//! number, and one that is none is a mistake of that row, never an answer.

use super::failed::is_failed;
use super::filters::Kind;
use super::number::{self, NoNumber};
use super::syntax::{Condition, Head, Operand, Order};
use super::{Mode, Row};
use crate::block::chart::number::Amount;
use crate::text::date::{self, Parts};
use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;

/// A value on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'v> {
    /// What a row has in a column.
    Cell(Cow<'v, str>, usize),
    /// A text of the sheet's, or of a filter.
    Text(Cow<'v, str>),
    Number(f64),
    Truth(bool),
    Day(Parts),
}

/// Why a row has no value for an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// It has nothing in this column.
    Missing(usize),
    /// It has an error of a spreadsheet in this column.
    Failed(usize),
    /// What it has is no number or no day: why, and what to do.
    Unfit(Option<usize>, NoNumber),
}

/// What an expression is looked at with.
pub struct Context<'r, 'v> {
    /// The row.
    pub row: &'r Row<'v>,
    /// What the expression is for.
    pub mode: Mode,
    /// A cell that differs from the text beside it in its capitals alone.
    near: RefCell<Option<String>>,
}

impl Value<'_> {
    /// Whether it is a text without anything in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Cell(text, _) | Value::Text(text) if text.is_empty())
    }

    /// As it is written.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Cell(text, _) | Value::Text(text) => Cow::Borrowed(text),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Truth(truth) => Cow::Owned(truth.to_string()),
            Value::Day((year, month, day)) => {
                let part = |n: &Option<u8>| n.map_or_else(String::new, |n| format!("-{n:02}"));
                Cow::Owned(format!("{year}{}{}", part(month), part(day)))
            }
        }
    }

    /// With something done to its text; of a cell it stays the cell.
    pub fn map(self, change: impl FnOnce(&str) -> String) -> Self {
        let changed = Cow::Owned(change(&self.text()));
        match self {
            Value::Cell(_, column) => Value::Cell(changed, column),
            _ => Value::Text(changed),
        }
    }

    fn column(&self) -> Option<usize> {
        match self {
            Value::Cell(_, column) => Some(*column),
            _ => None,
        }
    }

    /// Whether it says yes: anything but nothing, no and zero.
    fn says(&self) -> bool {
        match self {
            Value::Cell(text, _) | Value::Text(text) => !is_no(text),
            Value::Number(number) => *number != 0.0,
            Value::Truth(truth) => *truth,
            Value::Day(_) => true,
        }
    }
}

/// Whether a cell says no, in the languages that we know and as spreadsheets have it.
fn is_no(text: &str) -> bool {
    const NO: [&str; 13] =
        ["no", "n", "false", "nein", "falsch", "non", "faux", "falso", "não", "아니요", "아니오", "لا", "לא"];
    let text = text.trim().to_lowercase();
    text.is_empty() || NO.contains(&text.as_str()) || text.parse::<f64>().is_ok_and(|number| number == 0.0)
}

impl<'r, 'v> Context<'r, 'v> {
    /// Nothing looked at yet.
    pub fn new(row: &'r Row<'v>, mode: Mode) -> Context<'r, 'v> {
        Context { row, mode, near: RefCell::default() }
    }

    /// A cell that is a condition's text but for its capitals.
    pub fn near(self) -> Option<String> {
        self.near.into_inner()
    }

    /// The value without filters.
    pub fn head(&self, head: &Head) -> Result<Value<'v>, Wrong> {
        Ok(match head {
            Head::Column(column) => {
                let cell = self.row.values.get(*column).map_or("", |value| value.trim());
                if is_failed(cell) {
                    return Err(Wrong::Failed(*column));
                }
                Value::Cell(Cow::Borrowed(cell), *column)
            }
            Head::Text(text) => Value::Text(Cow::Owned(text.clone())),
            Head::Number(number) => Value::Number(*number),
            Head::Truth(truth) => Value::Truth(*truth),
        })
    }

    /// The value with all that is done to it.
    pub fn operand(&self, operand: &Operand) -> Result<Value<'v>, Wrong> {
        let mut value = self.head(&operand.head)?;
        for filter in &operand.filters {
            value = filter.kind.apply(value, &filter.given, self)?;
        }
        Ok(value)
    }

    /// What a field is filled with.
    pub fn filling(&self, operand: &Operand) -> Result<String, Wrong> {
        let value = self.operand(operand)?;
        let stands_in = operand.filters.iter().any(|filter| filter.kind == Kind::Default);
        match (&operand.head, value.is_empty() && !stands_in) {
            (Head::Column(column), true) => Err(Wrong::Missing(*column)),
            _ => Ok(value.text().into_owned()),
        }
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> Result<bool, Wrong> {
        Ok(match condition {
            Condition::Says(operand) => self.operand(operand)?.says(),
            Condition::Same(left, right, wanted) => {
                self.same(&self.operand(left)?, &self.operand(right)?)? == *wanted
            }
            Condition::Ordered(left, order, right) => {
                let found = self.compare(&self.operand(left)?, &self.operand(right)?)?;
                match order {
                    Order::Below => found == Ordering::Less,
                    Order::AtMost => found != Ordering::Greater,
                    Order::Above => found == Ordering::Greater,
                    Order::AtLeast => found != Ordering::Less,
                }
            }
            Condition::Among(value, list, wanted) => {
                let value = self.operand(value)?;
                let mut among = false;
                for one in list {
                    among |= self.same(&value, &self.operand(one)?)?;
                }
                among == *wanted
            }
            Condition::Within(part, whole, wanted) => {
                let (part, whole) = (self.operand(part)?, self.operand(whole)?);
                whole.text().contains(part.text().as_ref()) == *wanted
            }
            Condition::Not(other) => !self.holds(other)?,
            Condition::And(left, right) => self.holds(left)? && self.holds(right)?,
            Condition::Or(left, right) => self.holds(left)? || self.holds(right)?,
        })
    }

    fn same(&self, left: &Value<'v>, right: &Value<'v>) -> Result<bool, Wrong> {
        use Value::{Day, Number, Truth};
        match (left, right) {
            (Number(_), _) | (_, Number(_)) => Ok(self.number(left)? == self.number(right)?),
            (Truth(truth), other) | (other, Truth(truth)) => Ok(other.says() == *truth),
            (Day(_), _) | (_, Day(_)) => Ok(self.day(left, None)? == self.day(right, None)?),
            _ => {
                let (left_text, right_text) = (left.text(), right.text());
                let same = left_text == right_text;
                let cell = if left.column().is_some() { &left_text } else { &right_text };
                if !same && left_text.to_lowercase() == right_text.to_lowercase() {
                    *self.near.borrow_mut() = Some(cell.to_string());
                }
                Ok(same)
            }
        }
    }

    /// Which of two numbers or days comes first. Two cells are numbers, or days where the first is one.
    fn compare(&self, left: &Value<'v>, right: &Value<'v>) -> Result<Ordering, Wrong> {
        let is_day = |value: &Value<'v>| match value {
            Value::Text(_) | Value::Day(_) => true,
            Value::Cell(..) => self.number(value).is_err() && self.day(value, None).is_ok(),
            _ => false,
        };
        let numbers = matches!(left, Value::Number(_)) || matches!(right, Value::Number(_));
        if !numbers && (is_day(left) || is_day(right)) {
            return Ok(self.day(left, None)?.cmp(&self.day(right, None)?));
        }
        Ok(self.number(left)?.total_cmp(&self.number(right)?))
    }

    /// The number that it is.
    fn number(&self, value: &Value<'v>) -> Result<f64, Wrong> {
        match value {
            // So that nothing is not below nothing.
            Value::Number(number) => Ok(number + 0.0),
            value => self.amount(value).map(|amount| amount.number + 0.0),
        }
    }

    /// The number that it is, with its decimals.
    pub fn amount(&self, value: &Value<'v>) -> Result<Amount, Wrong> {
        if let (true, Some(column)) = (value.is_empty(), value.column()) {
            return Err(Wrong::Missing(column));
        }
        let text = value.text();
        let unfit = |why| Wrong::Unfit(value.column(), why);
        // What the sheet itself has written in place of nothing.
        let decimal = match value.column() {
            None => number::Decimal::Point,
            column => self.row.columns.decimals().of(column),
        };
        let read = number::read(&text, decimal, self.row.lang).map_err(unfit)?;
        read.ok_or_else(|| {
            let help = "write the number, or leave the cell empty and say in the sheet what stands in for it: `default(…)`";
            unfit(NoNumber { why: format!("`{text}` is not a number"), help: help.to_owned() })
        })
    }

    /// The day, month or year that it is, in a list that writes them in this `order`.
    pub fn day(&self, value: &Value<'v>, order: Option<date::Order>) -> Result<Parts, Wrong> {
        if let Value::Day(day) = value {
            return Ok(*day);
        }
        if let (true, Some(column)) = (value.is_empty(), value.column()) {
            return Err(Wrong::Missing(column));
        }
        let text = value.text();
        date::read(&text, order, self.row.lang).map_err(|(why, help)| {
            let why = format!("`{text}` is not a date: {why}");
            Wrong::Unfit(value.column(), NoNumber { why, help: help.to_owned() })
        })
    }
}
