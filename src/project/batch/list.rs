//! The rows of a list as a run takes them: named, each once, and only those that are its own to make.

use super::key::{Chain, Hash};
use super::manifest::End;
use super::name::{Named, Namer, folded};
use super::{Order, Row};
use crate::project::records::Records;
use std::collections::HashSet;

/// A list on its way.
pub(super) struct List<'a> {
    order: &'a Order<'a>,
    records: &'a mut Records,
    namer: Namer<'a>,
    /// Rows so far.
    rows: u64,
    read: Chain,
    passed: HashSet<u64>,
}

impl<'a> List<'a> {
    /// Nothing taken yet.
    pub fn new(order: &'a Order<'a>, records: &'a mut Records) -> List<'a> {
        let namer = Namer::new(order.name);
        List { order, records, namer, rows: 0, read: Chain::default(), passed: HashSet::new() }
    }

    /// The next row. All rows take part in the names, so that a row has the same in every run.
    pub fn next(&mut self) -> Option<Row> {
        loop {
            let record = self.records.next()?;
            let (row, line) = self.records.place();
            self.rows = row;
            let named = record.map_err(Box::new).and_then(|record| {
                let named = self.namer.name(&record)?;
                Ok((record, named))
            });
            self.note(&named);
            let ordered = self.order.rows.is_empty() || self.order.rows.contains(&row);
            let row = match named {
                Ok((record, named)) if ordered => Row::Named(record, named),
                Ok((record, named)) => Row::Passed { row: record.row, line, name: named.name },
                Err(problem) => Row::Wrong { row, line, problem },
            };
            let own = self.order.shard.has(self.rows);
            match row {
                Row::Named(..) if own => return Some(row),
                Row::Wrong { .. } if own && ordered => return Some(row),
                Row::Named(_, Named { name, .. }) => drop(self.passed.insert(folded(&name))),
                Row::Passed { ref name, .. } => {
                    self.passed.insert(folded(name));
                    return Some(row);
                }
                Row::Wrong { .. } => {}
            }
        }
    }

    /// Shards that have read other lists must not be merged.
    fn note(
        &mut self,
        named: &Result<(crate::project::records::Record, Named), Box<crate::base::Diagnostic>>,
    ) {
        if self.order.shard.is_whole() {
            return;
        }
        match named {
            Ok((record, named)) => {
                record.values.iter().for_each(|value| self.read.add(value.as_bytes()));
                self.read.add(named.name.as_bytes());
            }
            Err(_) => self.read.add(b"wrong"),
        }
    }

    /// What is known at its end: that it is whole, and the names of rows that were not this run's to make. `None` where
    /// it has broken off.
    pub fn end(self) -> Option<(End, HashSet<u64>)> {
        let read: Hash = self.read.hash();
        (!self.records.is_broken()).then_some((End { rows: self.rows, read }, self.passed))
    }
}
