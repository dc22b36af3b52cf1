//! Where columns that start at an item can end, found once for each item: a division tries the same starts at many
//! depths, and pages that begin near each other have their further columns in common. Gives what
//! [`ends`](super::ends::ends) gives.

use super::columns::Spot;
use super::ends::{End, Far, ends, far};
use super::segment::Item;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Down to so many steps a walk is kept: columns of letter paper and A4 have a hundred. Deeper ones are walked each
/// time.
const KEPT: i32 = 128;

/// The walks down a segment so far, by the items that they start from.
#[derive(Debug, Default)]
pub struct Walks(OnceLock<Box<[OnceLock<Far>]>>);

impl Walks {
    /// What [`ends`] gives for all items of the segment; these must be the same at each call.
    pub fn ends(&self, items: &[Item], from: Spot, depth: i32, most: i32) -> Cow<'_, [End]> {
        let known = self.known(items, from, depth, most);
        known.map_or_else(|| Cow::Owned(ends(items, from, depth, most)), Cow::Borrowed)
    }

    /// The ends down to `most` of the walk from an item, unless `depth` would have changed it.
    fn known(&self, items: &[Item], from: Spot, depth: i32, most: i32) -> Option<&[End]> {
        if from.held.is_some() || most > KEPT {
            return None;
        }
        let all = self.0.get_or_init(|| items.iter().map(|_| OnceLock::new()).collect());
        let Far { ends, movable } = all.get(from.item)?.get_or_init(|| far(items, from.item, KEPT));
        let stays = |&(above, height): &(i32, i32)| height <= depth || above > most;
        let fits = ends.first().is_some_and(|first| first.height <= depth);
        (fits && movable.iter().all(stays)).then(|| &ends[..ends.partition_point(|e| e.height <= most)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::segment::Cell;
    use proptest::prelude::*;

    fn item() -> impl Strategy<Value = Item> {
        let cell = (1..9, any::<bool>(), 0..4, 0..9).prop_map(|(steps, snap, after, movable)| {
            let movable = (movable == 0).then_some(2);
            Item::Box(Cell {
                steps: if movable.is_some() { 4 * steps } else { steps },
                snap,
                after: (after > 0).then_some(i64::from(after)),
                movable,
                ..Cell::default()
            })
        });
        prop_oneof![
            9 => cell,
            3 => (1..4, any::<bool>()).prop_map(|(steps, stretch)| Item::space(steps, stretch)),
            1 => Just(()).prop_map(|()| Item::ColumnBreak),
            1 => Just(()).prop_map(|()| Item::PageBreak),
        ]
    }

    proptest! {
        #[test]
        fn a_kept_walk_is_that_of_any_depth(items in prop::collection::vec(item(), 1..40)) {
            let walks = Walks::default();
            for from in 0..items.len() {
                for depth in (0..KEPT + 20).step_by(3) {
                    let from = Spot { item: from, held: None };
                    let found = walks.ends(&items, from, depth, depth + 4);
                    prop_assert_eq!(&*found, &ends(&items, from, depth, depth + 4)[..]);
                }
            }
        }
    }
}
