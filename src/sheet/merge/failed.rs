//! Cells that hold an error of a spreadsheet and no value. They matter only where something asks for them: a column that
//! no sheet, name or mail uses may be as it is.

/// What stands for a formula that no program has calculated.
pub const UNCALCULATED: &str = "#UNCALCULATED!";

/// The errors of spreadsheets (ECMA-376 part 1, 18.18.11, and those that Excel has added), as CSV has them too.
const ERRORS: [&str; 15] = [
    UNCALCULATED,
    "#N/A",
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
];

/// Whether a cell holds an error and no value.
pub fn is_failed(cell: &str) -> bool {
    cell.starts_with('#') && ERRORS.contains(&cell)
}
