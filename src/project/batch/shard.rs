//! Shards: a list that several machines share. Says which rows a shard makes, and what its own files are called.

use std::fmt;
use std::str::FromStr;

/// One of several runs that share a list; `1/1` is a run that shares it with nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    of: u64,
    number: u64,
}

impl Shard {
    /// All rows.
    pub const WHOLE: Shard = Shard { of: 1, number: 1 };

    /// More than anybody has machines; each leaves files of its own in the folder.
    const MOST: u64 = 100_000;

    /// The shard of this number, from 1; `None` where there is no such one, or more than a list is shared among.
    pub fn new(number: u64, of: u64) -> Option<Shard> {
        (1..=of).contains(&number).then_some(Shard { of, number }).filter(|shard| shard.of <= Shard::MOST)
    }
    /// Its number, from 1.
    pub fn number(self) -> u64 {
        self.number
    }
    /// How many there are.
    pub fn of(self) -> u64 {
        self.of
    }
    /// Whether it makes this row, counted from 1. Shards take turns: rows that take long stand together (those of one
    /// language, of the state with most offices), and so every shard gets its part of them.
    pub fn has(self, row: u64) -> bool {
        row % self.of == self.number % self.of
    }
    /// How many of so many rows it makes.
    pub fn share(self, rows: u64) -> u64 {
        (rows + self.of - self.number) / self.of
    }
    pub(super) fn is_whole(self) -> bool {
        self == Shard::WHOLE
    }

    /// What stands in the names of its files: nothing for a run of all rows.
    fn infix(self) -> String {
        if self.is_whole() { String::new() } else { format!(".{}-of-{}", self.number, self.of) }
    }
    /// The manifest for programs.
    pub fn json(self) -> String {
        format!("manifest{}.jsonl", self.infix())
    }
    /// The manifest for spreadsheets.
    pub fn csv(self) -> String {
        format!("manifest{}.csv", self.infix())
    }
    /// The manifests of earlier runs while one is under way.
    pub(super) fn before(self) -> String {
        format!(".handbill-before{}.jsonl", self.infix())
    }
    /// What a run is about to put into the folder: there while it is under way, and after it was killed.
    pub(super) fn ahead(self) -> String {
        format!(".handbill-ahead{}.jsonl", self.infix())
    }
    pub(super) fn lock(self) -> String {
        format!(".handbill{}.lock", self.infix())
    }
    /// The name under which a file is written before it takes its own.
    pub(super) fn part(self, name: &str) -> String {
        format!(".handbill{}-{name}.part", self.infix())
    }
    /// The shard that has a part of this name.
    pub(super) fn of_part(name: &str) -> Option<Shard> {
        let name = name.strip_prefix(".handbill")?.strip_suffix(".part")?;
        // Somebody else's may look much the same.
        let written = [".pdf", ".eml", ".jsonl", ".csv"];
        written.iter().find(|ending| name.ends_with(*ending))?;
        let infix = match name.starts_with('-') {
            true => "",
            // `.3-of-16-NAME`
            false => &name[..name.match_indices('-').nth(2)?.0],
        };
        Shard::of_infix(infix)
    }
    /// The shard whose file `name` is, of those that `called` names.
    pub(super) fn of_file(name: &str, called: fn(Shard) -> String) -> Option<Shard> {
        let whole = called(Shard::WHOLE);
        let end = whole.rfind('.')?;
        let infix = name.strip_prefix(&whole[..end])?.strip_suffix(&whole[end..])?;
        Shard::of_infix(infix)
    }
    /// Whether a run keeps a file of this name in its folder, besides copies.
    pub fn names(name: &str) -> bool {
        let kinds = [Shard::json, Shard::csv, Shard::before, Shard::ahead, Shard::lock];
        let name = name.to_lowercase();
        kinds.iter().any(|called| Shard::of_file(&name, *called).is_some()) || Shard::of_part(&name).is_some()
    }
    fn of_infix(infix: &str) -> Option<Shard> {
        if infix.is_empty() {
            return Some(Shard::WHOLE);
        }
        let (number, of) = infix.strip_prefix('.')?.split_once("-of-")?;
        let shard = Shard::new(number.parse().ok()?, of.parse().ok()?)?;
        (shard.infix() == infix).then_some(shard)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;
    fn from_str(text: &str) -> Result<Shard, String> {
        let parts =
            text.split_once('/').and_then(|(i, n)| Some((i.trim().parse().ok()?, n.trim().parse().ok()?)));
        let (number, of) = parts.ok_or("a shard is its number and how many there are: 3/16")?;
        Shard::new(number, of).ok_or_else(|| match of {
            0 => "there is one shard at least: 1/1".to_owned(),
            of if of > Shard::MOST => format!("there may be {} shards at most", Shard::MOST),
            of => format!("of {of} shards, the first is 1/{of} and the last {of}/{of}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_one_shards() {
        for of in 1..=7 {
            let shards: Vec<_> = (1..=of).filter_map(|i| Shard::new(i, of)).collect();
            for row in 1..50 {
                assert_eq!(shards.iter().filter(|s| s.has(row)).count(), 1);
            }
            for shard in shards {
                assert_eq!(shard.share(49), (1..50).filter(|row| shard.has(*row)).count() as u64);
            }
        }
        assert_eq!(Shard::new(3, 16).map(|s| [s.has(3), s.has(19), s.has(4)]), Some([true, true, false]));
    }

    #[test]
    fn is_read_as_it_is_written() {
        assert_eq!("3/16".parse::<Shard>().unwrap().to_string(), "3/16");
        for wrong in [
            "",
            "3",
            "0/16",
            "17/16",
            "3/0",
            "1/99999999999",
            "99999999999/99999999999",
            "-1/2",
            "a/b",
            "3-16",
        ] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn its_files_are_known_by_their_names() {
        let shard: Shard = "3/16".parse().unwrap();
        assert_eq!(shard.json(), "manifest.3-of-16.jsonl");
        for of in [shard, Shard::WHOLE] {
            for called in [Shard::json, Shard::csv, Shard::before, Shard::ahead, Shard::lock] {
                assert_eq!(Shard::of_file(&called(of), called), Some(of));
            }
            for name in ["a.pdf", "3-of-16-x.pdf", "한 글.pdf", "before.jsonl"] {
                assert_eq!(Shard::of_part(&of.part(name)), Some(of), "{name}");
            }
        }
        for foreign in ["manifest.jsonl.bak", "manifest.03-of-16.jsonl", "manifest.4-of-3.jsonl", "x.jsonl"] {
            assert_eq!(Shard::of_file(foreign, Shard::json), None, "{foreign}");
        }
        for foreign in [".handbill.lock", ".handbill-notes.part", ".handbill-x.pdf"] {
            assert_eq!(Shard::of_part(foreign), None, "{foreign}");
        }
        assert!(Shard::names("Manifest.3-of-16.CSV") && Shard::names(".handbill.lock"));
        assert!(!Shard::names("list.csv") && !Shard::names("manifest.xlsx"));
    }
}
