//! What can be done with a value on its way into a text: case, numbers and dates as the copy's language writes them,
//! something in place of nothing.

use super::Mode;
use super::evaluate::{Context, Value, Wrong};
use super::syntax::Head;
use crate::text::{date, digits};
use std::borrow::Cow;

/// What is done with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first letter as a capital.
    Capitalize,
    /// A day, month or year in words.
    Date,
    /// What stands in for nothing.
    Default,
    /// Small letters.
    Lower,
    /// A number as the language writes it.
    Number,
    /// One text for another.
    Replace,
    /// Every word with a capital.
    Title,
    /// Without white at the ends.
    Trim,
    /// Capitals.
    Upper,
}

/// The filters by name.
const NAMES: [(&str, Kind); 9] = [
    ("capitalize", Kind::Capitalize),
    ("date", Kind::Date),
    ("default", Kind::Default),
    ("lower", Kind::Lower),
    ("number", Kind::Number),
    ("replace", Kind::Replace),
    ("title", Kind::Title),
    ("trim", Kind::Trim),
    ("upper", Kind::Upper),
];
/// Most decimals of a number.
const MOST: f64 = 9.0;

/// The names of all filters, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

impl Kind {
    /// The filter of this name.
    pub fn named(name: &str) -> Option<Kind> {
        // As templates of web pages have it for short.
        let name = if name == "d" { "default" } else { name };
        NAMES.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind)
    }

    /// Whether it takes what is given in its brackets; else why not, and what to write.
    ///
    /// # Errors
    /// What it takes.
    pub fn takes(self, given: &[Head], mode: Mode) -> Result<(), (String, &'static str)> {
        let (well, wants, help) = match (self, given) {
            (Kind::Number, [] | [Head::Number(_)]) => {
                let well = given
                    .iter()
                    .all(|n| matches!(n, Head::Number(n) if n.fract() == 0.0 && (0.0..=MOST).contains(n)));
                (well, "so many decimals, 9 at the most", "write `number(1)`, or `number` alone")
            }
            (Kind::Number, _) => (false, "so many decimals", "write `number(1)`, or `number` alone"),
            (Kind::Date, []) => (true, "", ""),
            (Kind::Date, [Head::Text(order)]) if date::Order::named(order).is_some() => (true, "", ""),
            (Kind::Date, _) => (
                false,
                "the order in which the list writes days",
                "write `date`, or `date(\"m/d/y\")` or `date(\"d/m/y\")` where the list has 12/8/2026",
            ),
            (Kind::Default, []) => (mode == Mode::Text, "what stands in for nothing", "write `default(0)`"),
            (Kind::Default, given) => {
                (given.len() == 1, "what stands in for nothing", "write `default(\"…\")`")
            }
            (Kind::Replace, given) => {
                (given.len() == 2, "two texts", "write `replace(\"Sen.\", \"Senator\")`")
            }
            (_, given) => {
                (given.is_empty(), "nothing in brackets", "remove the brackets and what is in them")
            }
        };
        let name = NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name);
        if well { Ok(()) } else { Err((format!("`{name}` takes {wants}"), help)) }
    }

    /// What becomes of a value. Nothing stays nothing, but for `default`.
    pub fn apply<'v>(
        self,
        value: Value<'v>,
        given: &[Head],
        context: &Context<'_, 'v>,
    ) -> Result<Value<'v>, Wrong> {
        if value.is_empty() {
            return match (self, given.first()) {
                (Kind::Default, Some(head)) => context.head(head),
                (Kind::Default, None) => Ok(Value::Text("".into())),
                _ => Ok(value),
            };
        }
        let text = |given: &Head| Ok::<_, Wrong>(context.head(given)?.text().into_owned());
        match self {
            Kind::Default => Ok(value),
            Kind::Number => number(value, given, context),
            Kind::Date => written(&value, given, context),
            Kind::Replace => {
                let [from, to] = given else { return Ok(value) };
                let (from, to) = (text(from)?, text(to)?);
                Ok(value.map(|v| v.replace(&from, &to)))
            }
            Kind::Capitalize => Ok(value.map(capitalize)),
            Kind::Lower => Ok(value.map(str::to_lowercase)),
            Kind::Title => Ok(value.map(title)),
            Kind::Trim => Ok(value.map(|v| v.trim().to_owned())),
            Kind::Upper => Ok(value.map(str::to_uppercase)),
        }
    }
}

/// The first letter as a capital, the others as they are: the filter of most languages of templates makes McDonald
/// Mcdonald.
fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Every word with a capital, the rest of each small: for lists that are written in capitals. `O'NEILL` and
/// `GARCIA-LOPEZ` have two.
fn title(text: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match start {
            true => out.extend(c.to_uppercase()),
            false => out.extend(c.to_lowercase()),
        }
        start = !c.is_alphanumeric();
    }
    out
}

/// A number as the language writes it: `{{households | number}}`, with so many decimals: `{{share | number(1)}}`. A
/// condition takes it as it is.
fn number<'v>(value: Value<'v>, given: &[Head], context: &Context<'_, 'v>) -> Result<Value<'v>, Wrong> {
    let read = context.amount(&value)?;
    let decimals = match given.first() {
        Some(Head::Number(decimals)) => *decimals as usize,
        _ => read.decimals,
    };
    if context.mode == Mode::Condition {
        return Ok(Value::Number(read.number));
    }
    Ok(Value::Text(Cow::Owned(digits::written(read.number, decimals, context.row.lang))))
}

/// A day, month or year of the calendar in the words of the language.
fn written<'v>(value: &Value<'v>, given: &[Head], context: &Context<'_, 'v>) -> Result<Value<'v>, Wrong> {
    let order = match given.first() {
        Some(Head::Text(order)) => date::Order::named(order),
        _ => None,
    };
    let (year, month, day) = context.day(value, order)?;
    if context.mode == Mode::Condition {
        return Ok(Value::Day((year, month, day)));
    }
    Ok(Value::Text(Cow::Owned(date::written(year, month, day, context.row.lang))))
}
