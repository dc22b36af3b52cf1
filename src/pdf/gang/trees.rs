//! Trees that grow at their end: of pages, and of what is found by number or name. Nodes are written as soon as they
//! are full, so that no list has a hundred thousand entries and hardly any is kept.

use super::file::File;
use super::share::refer;
use lopdf::{Dictionary, Object, dictionary};
use std::io::{self, Write};

/// Kids of a node.
const KIDS: usize = 64;

/// The tree of pages (ISO 32000-1, 7.7.3).
#[derive(Default)]
pub(super) struct PageTree {
    /// The last node of each level, the lowest first.
    open: Vec<Option<Node>>,
    /// Pages in it.
    pub count: u32,
}

struct Node {
    number: u32,
    kids: Vec<Object>,
    /// Pages below it.
    count: u32,
}

impl Node {
    fn write<W: Write>(self, parent: Option<u32>, file: &mut File<W>) -> io::Result<()> {
        let mut dict =
            dictionary! { "Type" => "Pages", "Kids" => self.kids, "Count" => i64::from(self.count) };
        if let Some(parent) = parent {
            dict.set("Parent", refer(parent));
        }
        file.put(self.number, &dict.into())
    }
}

impl PageTree {
    /// Adds a page, and gives its parent.
    pub(super) fn push<W: Write>(&mut self, page: u32, file: &mut File<W>) -> io::Result<u32> {
        self.count += 1;
        self.hang(0, (page, 1), file)
    }

    /// Writes what is open, and gives the root.
    pub(super) fn close<W: Write>(mut self, file: &mut File<W>) -> io::Result<u32> {
        if self.open.is_empty() {
            self.node(0, file)?;
        }
        let mut level = 0;
        loop {
            let Some(node) = self.open[level].take() else { return Ok(0) };
            let (number, count) = (node.number, node.count);
            if level + 1 == self.open.len() {
                return node.write(None, file).map(|()| number);
            }
            let parent = self.hang(level + 1, (number, count), file)?;
            node.write(Some(parent), file)?;
            level += 1;
        }
    }

    /// Adds a kid with so many pages to a node of `level`, and gives that.
    fn hang<W: Write>(
        &mut self,
        level: usize,
        (kid, count): (u32, u32),
        file: &mut File<W>,
    ) -> io::Result<u32> {
        let node = self.node(level, file)?;
        node.kids.push(refer(kid));
        node.count += count;
        Ok(node.number)
    }

    /// The last node of a level, with room in it.
    fn node<W: Write>(&mut self, level: usize, file: &mut File<W>) -> io::Result<&mut Node> {
        if self.open.len() == level {
            self.open.push(None);
        }
        if let Some(full) = self.open[level].take_if(|n| n.kids.len() == KIDS) {
            let parent = self.hang(level + 1, (full.number, full.count), file)?;
            full.write(Some(parent), file)?;
        }
        Ok(self.open[level].get_or_insert_with(|| Node { number: file.number(), kids: Vec::new(), count: 0 }))
    }
}

/// A name tree or a number tree (ISO 32000-1, 7.9.6 and 7.9.7), whose entries come in order.
pub(super) struct Tree {
    /// `Names` or `Nums`.
    kind: &'static str,
    /// Whether its leaves are alike.
    in_rows: bool,
    /// Whether one of this copy is written.
    has_leaf: bool,
    /// Keys and values of the last leaf.
    entries: Vec<Object>,
    /// The leaves before it, with their first and last keys.
    leaves: Vec<(u32, [Object; 2])>,
}

impl Tree {
    /// A tree of what copies call their elements.
    pub(super) fn of_names() -> Tree {
        Tree { kind: "Names", in_rows: true, has_leaf: false, entries: Vec::new(), leaves: Vec::new() }
    }

    /// A tree of the keys of pages and links.
    pub(super) fn of_keys() -> Tree {
        Tree { kind: "Nums", ..Tree::of_names() }
    }

    /// A tree of what pages are called.
    pub(super) fn of_labels() -> Tree {
        Tree { in_rows: false, ..Tree::of_keys() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.leaves.is_empty()
    }

    /// Adds an entry with a key greater than all before it.
    pub(super) fn push<W: Write>(
        &mut self,
        key: Object,
        value: Object,
        file: &mut File<W>,
    ) -> io::Result<()> {
        if self.entries.len() == 2 * KIDS {
            self.close_leaf(file)?;
            self.has_leaf = true;
        }
        self.entries.extend([key, value]);
        Ok(())
    }

    /// Says that the entries of another copy come now: its leaves are to begin where those of the last one did, if that
    /// does not make many more.
    pub(super) fn end_copy<W: Write>(&mut self, file: &mut File<W>) -> io::Result<()> {
        if std::mem::take(&mut self.has_leaf) || self.entries.len() >= KIDS {
            self.close_leaf(file)?;
        }
        Ok(())
    }

    fn close_leaf<W: Write>(&mut self, file: &mut File<W>) -> io::Result<()> {
        let entries = std::mem::take(&mut self.entries);
        let [Some(first), Some(last)] = [entries.first(), entries.iter().rev().nth(1)].map(|k| k.cloned())
        else {
            return Ok(());
        };
        let limits = [first, last];
        let number = file.number();
        let mut leaf = dictionary! { "Limits" => limits.to_vec() };
        leaf.set(self.kind, entries);
        match self.in_rows {
            true => file.put_row(number, &leaf.into())?,
            false => file.put(number, &leaf.into())?,
        }
        self.leaves.push((number, limits));
        Ok(())
    }

    /// Writes what is left and gives the root.
    pub(super) fn close<W: Write>(mut self, file: &mut File<W>) -> io::Result<Dictionary> {
        let mut root = Dictionary::new();
        if self.leaves.is_empty() {
            root.set(self.kind, self.entries);
            return Ok(root);
        }
        self.close_leaf(file)?;
        let mut nodes = self.leaves;
        while nodes.len() > KIDS {
            let mut above = Vec::with_capacity(nodes.len().div_ceil(KIDS));
            for kids in nodes.chunks(KIDS) {
                let ((_, [first, _]), (_, [_, last])) = (&kids[0], &kids[kids.len() - 1]);
                let limits = [first.clone(), last.clone()];
                let number = file.number();
                let node = dictionary! { "Limits" => limits.to_vec(), "Kids" => numbers(kids) };
                file.put(number, &node.into())?;
                above.push((number, limits));
            }
            nodes = above;
        }
        root.set("Kids", numbers(&nodes));
        Ok(root)
    }
}

fn numbers(kids: &[(u32, [Object; 2])]) -> Vec<Object> {
    kids.iter().map(|(number, _)| refer(*number)).collect()
}
