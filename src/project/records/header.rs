//! The names of the columns: takes the cells of the first row, gives names that fields can call columns by. Two of one name are told
//! by who asks for either.

use super::fault::{Fault, bad, bad_sign, fault};
use crate::sheet::merge::letters;

/// Most signs of a name that a message repeats.
const SHOWN: usize = 60;

/// The names in `cells`, without the empty columns behind the last; or all that is wrong with them.
pub(super) fn names(cells: Vec<String>) -> Result<Vec<String>, Vec<Fault>> {
    let mut names: Vec<String> = cells.iter().map(|cell| name(cell)).collect();
    names.truncate(names.iter().rposition(|n| !n.is_empty()).map_or(0, |i| i + 1));
    let faults: Vec<Fault> = nameless(&names).into_iter().chain(signs(&names)).collect();
    if faults.is_empty() { Ok(names) } else { Err(faults) }
}

/// A name on one line. What cannot be seen at its ends (a byte-order mark, a space of no width) goes with the space.
pub(super) fn name(cell: &str) -> String {
    let unseen = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    cell.trim_matches(unseen).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn nameless(names: &[String]) -> Option<Fault> {
    let columns: Vec<String> =
        names.iter().enumerate().filter(|(_, n)| n.is_empty()).map(|(i, _)| letters(i)).collect();
    let which = match &columns[..] {
        [] => return None,
        [one] => format!("column {one} has no name"),
        more => format!("columns {} have no name", more.join(", ")),
    };
    Some(fault(
        "list-header",
        format!("{which} in the header"),
        "the first row names every column: write a name, or delete the column",
    ))
}

fn signs(names: &[String]) -> Option<Fault> {
    let (i, sign) = names.iter().enumerate().find_map(|(i, n)| Some((i, bad_sign(n)?)))?;
    Some(bad(&format!("the name of column {}", letters(i)), sign))
}

/// As much of a name as a message repeats.
pub(super) fn shown(name: &str) -> String {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
