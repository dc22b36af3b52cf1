//! Bookmarks, nested by level and open.

use super::super::PdfError;
use super::File;
use super::object::text;
use crate::layout::Layout;
use lopdf::{Dictionary, ObjectId, dictionary};

/// Writes the outline; `None` where there is nothing to list.
pub(super) fn add(file: &mut File, layout: &Layout) -> Result<Option<ObjectId>, PdfError> {
    let entries = &layout.outline;
    if entries.is_empty() {
        return Ok(None);
    }
    let root = file.document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.document.new_object_id()).collect();
    let parents = parents(&entries.iter().map(|e| e.level).collect::<Vec<_>>());
    for (i, entry) in entries.iter().enumerate() {
        let parent = parents[i].map_or(root, |p| ids[p]);
        let mut dict = dictionary! { "Title" => text(&entry.title), "Parent" => parent };
        if let Some(destination) = file.destination(&entry.place) {
            dict.set("Dest", destination);
        }
        let same = |j: &usize| parents[*j] == parents[i];
        if let Some(previous) = (0..i).rev().find(same) {
            dict.set("Prev", ids[previous]);
        }
        if let Some(next) = (i + 1..ids.len()).find(same) {
            dict.set("Next", ids[next]);
        }
        hang(&mut dict, Some(i), &parents, &ids);
        file.document.set_object(ids[i], dict);
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    hang(&mut dict, None, &parents, &ids);
    file.document.set_object(root, dict);
    Ok(Some(root))
}

/// The nearest entry before each that has a smaller level.
fn parents(levels: &[u8]) -> Vec<Option<usize>> {
    (0..levels.len()).map(|i| (0..i).rev().find(|j| levels[*j] < levels[i])).collect()
}

/// Hangs the children of an entry (of the root for `None`) on it. All are open, so that the count is that of
/// all descendants.
fn hang(dict: &mut Dictionary, of: Option<usize>, parents: &[Option<usize>], ids: &[ObjectId]) {
    let children: Vec<usize> = (0..ids.len()).filter(|j| parents[*j] == of).collect();
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        dict.set("First", ids[*first]);
        dict.set("Last", ids[*last]);
        dict.set("Count", descendants(of, parents));
    }
}

fn descendants(of: Option<usize>, parents: &[Option<usize>]) -> i64 {
    let children = (0..parents.len()).filter(|j| parents[*j] == of);
    children.map(|j| 1 + descendants(Some(j), parents)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_nest_even_where_one_is_skipped() {
        let parents = parents(&[1, 2, 4, 3, 2, 1]);
        assert_eq!(parents, [None, Some(0), Some(1), Some(1), Some(0), None]);
        assert_eq!(descendants(None, &parents), 6);
        assert_eq!(descendants(Some(0), &parents), 4);
    }
}
