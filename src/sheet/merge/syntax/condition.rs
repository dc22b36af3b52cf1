//! Conditions: comparisons between `and`, `or` and `not`.

use super::scan::Scan;
use super::{Fault, Head, Operand};
use crate::sheet::merge::{Columns, Mode};
use crate::text::date;

/// What to write where nothing can be made of a condition.
pub(super) const HELP: &str =
    "compare a column with what it has: `when: state == \"Iowa\"`, `when: households > 1000 and not rural`";

/// What has to hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The value says anything but no.
    Says(Operand),
    /// Both are the same; the flag says whether they have to be.
    Same(Operand, Operand, bool),
    /// One comes before the other.
    Ordered(Operand, Order, Operand),
    /// The value is one of these, or stands in the text of the only one that is no list; the flag as above.
    Among(Operand, Vec<Operand>, bool),
    /// A part of the text of the second; the flag as above.
    Within(Operand, Operand, bool),
    /// The other does not.
    Not(Box<Condition>),
    /// Both do.
    And(Box<Condition>, Box<Condition>),
    /// One of them does.
    Or(Box<Condition>, Box<Condition>),
}

/// How two values have to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

/// What stands behind `when`.
///
/// # Errors
/// What is wrong with it whatever the row.
pub fn condition(written: &str, columns: &Columns) -> Result<Condition, Fault> {
    if written.trim().is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(column) = columns.named(written.trim()) {
        return Ok(Condition::Says(Operand {
            head: Head::Column(columns.sole(column)?),
            filters: Vec::new(),
        }));
    }
    let mut scan = Scan::new(written, columns);
    let read = any(&mut scan, 0)?;
    scan.end()?;
    Ok(read)
}

/// More brackets within brackets than this are a mistake, or somebody's attempt.
const DEEPEST: usize = 50;

fn any(scan: &mut Scan<'_>, depth: usize) -> Result<Condition, Fault> {
    if depth > DEEPEST {
        return Err(Fault::Form("there are too many brackets".to_owned(), HELP));
    }
    let mut read = all(scan, depth)?;
    while scan.word("or") {
        read = Condition::Or(Box::new(read), Box::new(all(scan, depth)?));
    }
    Ok(read)
}

fn all(scan: &mut Scan<'_>, depth: usize) -> Result<Condition, Fault> {
    let mut read = one(scan, depth)?;
    while scan.word("and") {
        read = Condition::And(Box::new(read), Box::new(one(scan, depth)?));
    }
    Ok(read)
}

fn one(scan: &mut Scan<'_>, depth: usize) -> Result<Condition, Fault> {
    let mut holds = true;
    while scan.word("not") {
        holds = !holds;
    }
    let read = match scan.take("(") {
        true => {
            let read = any(scan, depth + 1)?;
            if !scan.take(")") {
                return Err(Fault::Form("a bracket is never closed".to_owned(), "close it"));
            }
            read
        }
        false => comparison(scan)?,
    };
    Ok(if holds { read } else { Condition::Not(Box::new(read)) })
}

fn operand(scan: &mut Scan<'_>) -> Result<Operand, Fault> {
    let head = scan.head()?;
    scan.filtered(head, Mode::Condition)
}

fn comparison(scan: &mut Scan<'_>) -> Result<Condition, Fault> {
    const ORDERS: [(&str, Order); 4] =
        [("<=", Order::AtMost), (">=", Order::AtLeast), ("<", Order::Below), (">", Order::Above)];
    let left = operand(scan)?;
    for (sign, wanted) in [("==", true), ("!=", false)] {
        if scan.take(sign) {
            return Ok(Condition::Same(left, operand(scan)?, wanted));
        }
    }
    if scan.take("=") {
        return Err(Fault::Form("one `=` compares nothing".to_owned(), "write two: `state == \"Iowa\"`"));
    }
    for (sign, order) in ORDERS {
        if scan.take(sign) {
            let right = operand(scan)?;
            comparable(&left, sign)?;
            comparable(&right, sign)?;
            return Ok(Condition::Ordered(left, order, right));
        }
    }
    let wanted = !scan.word("not");
    if scan.word("in") {
        return among(scan, left, wanted);
    }
    match wanted {
        true => Ok(Condition::Says(left)),
        false => Err(Fault::Form("`in` is missing behind `not`".to_owned(), HELP)),
    }
}

fn among(scan: &mut Scan<'_>, left: Operand, wanted: bool) -> Result<Condition, Fault> {
    let Some(close) = [("[", "]"), ("(", ")")].into_iter().find(|(open, _)| scan.take(open)) else {
        return Ok(Condition::Within(left, operand(scan)?, wanted));
    };
    let mut list = Vec::new();
    while !scan.take(close.1) {
        list.push(operand(scan)?);
        if !scan.take(",") {
            if !scan.take(close.1) {
                return Err(Fault::Form(
                    "a list is never closed".to_owned(),
                    "close it: `state in [\"Iowa\", \"Ohio\"]`",
                ));
            }
            break;
        }
    }
    Ok(Condition::Among(left, list, wanted))
}

/// Numbers and days come before others; letters do so by nobody's count.
fn comparable(operand: &Operand, sign: &str) -> Result<(), Fault> {
    match &operand.head {
        Head::Text(text) if date::parts(text.trim()).is_ok_and(|(_, month, _)| month.is_some()) => Ok(()),
        Head::Text(text) => Err(Fault::Form(
            format!("`{sign}` compares numbers and days, and \"{text}\" is neither"),
            "write a number without quotation marks, `n > 1000`, or a day within them, `visit < \"2026-12-01\"`",
        )),
        Head::Truth(_) => Err(Fault::Form(format!("`{sign}` compares numbers and days"), HELP)),
        _ => Ok(()),
    }
}
