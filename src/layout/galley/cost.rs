//! Costs of ending a column, after Mittelbach, "A general framework for globally optimized pagination" (2016),
//! with TeX's order of evils: a widow is worse than an orphan, and both than a hyphen.

/// One line of a paragraph alone at a column's foot.
pub(super) const ORPHAN: i64 = 15_000;
/// One line of a paragraph alone at a column's head.
pub(super) const WIDOW: i64 = 18_000;
/// A hyphen at a column's foot.
pub(in crate::layout) const HYPHEN: i64 = 4_500;
/// Between the lines of a heading's first paragraph: nearly a stranded heading.
pub(super) const AFTER_HEADING: i64 = 30_000;
/// Between two rows of a table.
pub(super) const ROW: i64 = 400;
/// Between items of a list.
pub(super) const LIST: i64 = 200;

/// What it costs to end a column after a line of a paragraph of `count` lines.
pub(in crate::layout) fn within(line: usize, count: usize, follows_heading: bool) -> i64 {
    let mut sum = 0;
    if count > 1 && line == 0 {
        sum += if follows_heading { AFTER_HEADING } else { ORPHAN };
    }
    if count > 1 && line + 2 == count {
        sum += WIDOW;
    }
    sum
}
