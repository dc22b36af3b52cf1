//! What can be done with a value on its way into a text: case, numbers and dates as the copy's language writes them,
//! something in place of nothing.

use super::express::LANG;
use crate::block::chart::number::{Hand, amount};
use crate::text::{date, digits};
use minijinja::value::Rest;
use minijinja::{Environment, Error, ErrorKind, State, Value, filters};

/// The filters by name.
pub const NAMES: [&str; 9] =
    ["capitalize", "date", "default", "lower", "number", "replace", "title", "trim", "upper"];

/// Makes them known.
pub fn add(environment: &mut Environment<'static>) {
    environment.add_filter("capitalize", capitalize);
    environment.add_filter("date", written);
    environment.add_filter("default", filters::default);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("number", number);
    environment.add_filter("replace", filters::replace);
    environment.add_filter("title", title);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("upper", filters::upper);
}

fn lang(state: &State<'_, '_>) -> String {
    state.lookup(LANG).map_or_else(String::new, |lang| lang.to_string())
}

fn wrong(why: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, why.into())
}

/// The first letter as a capital, the others as they are: the filter of most languages of templates makes McDonald
/// Mcdonald.
fn capitalize(text: String) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Every word with a capital, the rest of each small: for lists that are written in capitals. `O'NEILL` and
/// `GARCIA-LOPEZ` have two.
fn title(text: String) -> String {
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

/// A number as the language writes it: `{{households | number}}`, with so many decimals: `{{share | number(1)}}`.
fn number(state: &State<'_, '_>, value: Value, decimals: Rest<usize>) -> Result<String, Error> {
    const MOST: usize = 9;
    let (lang, text) = (lang(state), value.to_string());
    let hand = Hand::of(std::iter::once(lang.as_str()), false);
    let two = || {
        wrong(format!("`{text}` can be two numbers: write it without signs between its digits, as 1234.5"))
    };
    let point = hand.point(std::iter::once(text.as_str())).ok_or_else(two)?;
    let read = amount(&text, point).map_err(|help| wrong(format!("`{text}` is not a number: {help}")))?;
    let read = read.ok_or_else(|| wrong(format!("`{text}` is not a number")))?;
    let decimals = decimals.first().copied().unwrap_or(read.decimals);
    if decimals > MOST {
        return Err(wrong(format!("a number has {MOST} decimals at most")));
    }
    Ok(digits::written(read.number, decimals, &lang))
}

/// A day, month or year of the calendar in the words of the language.
fn written(state: &State<'_, '_>, value: Value) -> Result<String, Error> {
    let text = value.to_string();
    let (year, month, day) = date::parts(text.trim())
        .map_err(|why| wrong(format!("`{text}` is not a date: {why}: write it as 2026-11-15")))?;
    Ok(date::written(year, month, day, &lang(state)))
}
