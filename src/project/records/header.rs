//! The names of the columns: takes the cells of the first row, gives names that fields can call columns by.

use super::fault::{Fault, bad, bad_sign, fault, letters};

/// Most signs of a name that a message repeats.
const SHOWN: usize = 60;

/// The names in `cells`, without the empty columns behind the last; or all that is wrong with them.
pub(super) fn names(cells: Vec<String>) -> Result<Vec<String>, Vec<Fault>> {
    let mut names: Vec<String> = cells.iter().map(|cell| name(cell)).collect();
    names.truncate(names.iter().rposition(|n| !n.is_empty()).map_or(0, |i| i + 1));
    let faults: Vec<Fault> = nameless(&names).into_iter().chain(twins(&names)).chain(signs(&names)).collect();
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

/// One fault for each name that several columns have.
fn twins(names: &[String]) -> Vec<Fault> {
    let mut columns = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (i, name) in names.iter().enumerate().filter(|(_, n)| !n.is_empty()) {
        columns.entry(name).or_default().push(i);
    }
    let mut twins: Vec<_> = columns.into_iter().filter(|(_, at)| at.len() > 1).collect();
    twins.sort_by_key(|(_, at)| at[0]);
    let told = |(name, at): (&str, Vec<usize>)| {
        let at: Vec<String> = at.into_iter().map(letters).collect();
        fault(
            "list-header",
            format!("columns {} are all named `{}`", at.join(", "), shown(name))
                .replace("are all", both(&at)),
            "give each column a name of its own, so that a field means one of them",
        )
    };
    twins.into_iter().map(told).collect()
}

fn both(columns: &[String]) -> &'static str {
    if columns.len() == 2 { "are both" } else { "are all" }
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
