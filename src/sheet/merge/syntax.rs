//! How fields and conditions are written: takes the text between braces, or behind `when`, and the columns of a list;
//! gives what is to be done with a row. Reads no row.
//!
//! A field is a column and the filters behind it. A condition compares columns with what is written beside them. There
//! are no sums: a list has columns for what is worked out.

mod condition;
mod scan;

pub use condition::{Condition, Order, condition};

use super::filters::Kind;
use super::{Columns, Mode};
use scan::Scan;

/// A value with what is done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Where it comes from.
    pub head: Head,
    /// What is done, in order.
    pub filters: Vec<Filter>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Head {
    /// This column of the list.
    Column(usize),
    /// Words between quotation marks.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Truth(bool),
}

/// A filter with what stands in its brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Which it is.
    pub kind: Kind,
    /// What stands in its brackets.
    pub given: Vec<Head>,
}

/// Why nothing can be made of what is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Nothing is written.
    Empty,
    /// The list has no column of this name.
    Column(String),
    /// These columns share the name.
    Twins(Vec<usize>),
    /// There is no filter of this name.
    Filter(String),
    /// A sum, a choice or a call.
    Sum,
    /// Anything else, in words, and what to write.
    Form(String, &'static str),
}

/// What stands between the braces of a field.
///
/// # Errors
/// What is wrong with it whatever the row.
pub fn field(written: &str, columns: &Columns) -> Result<Operand, Fault> {
    let written = written.trim();
    if written.is_empty() {
        return Err(Fault::Empty);
    }
    // A name may hold any sign, also those of filters.
    if let Some(column) = columns.named(written) {
        return Ok(Operand { head: Head::Column(columns.sole(column)?), filters: Vec::new() });
    }
    let mut scan = Scan::new(written, columns);
    let head = match scan.quoted()? {
        Some(text) => Head::Text(text),
        None => {
            let name = scan.before(&['|']).trim();
            let column = columns.named(name).ok_or_else(|| scan::strange(name))?;
            Head::Column(columns.sole(column)?)
        }
    };
    let operand = scan.filtered(head, Mode::Text)?;
    scan.end()?;
    Ok(operand)
}
