//! One manifest of those of all shards, the same as one run of all rows writes. Files are read and compared; nothing is
//! made, and nothing goes before everything is known to be there.

use super::folder::FolderError;
use super::found::{Found, head_of};
use super::journal::Journal;
use super::known::each_line;
use super::leftover::{Current, Ending, Leftovers, is_as_written, remove, settle};
use super::line::ordered;
use super::lock::Lock;
use super::manifest::{End, Entry, Head, Line};
use super::shard::Shard;
use crate::base::{Diagnostic, Diagnostics};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// What a merge has come to.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Shards; none where they had been merged before.
    pub shards: u64,
    /// Rows of the list.
    pub rows: u64,
    /// Rows of which no copy could be made.
    pub failed: u64,
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What was there besides.
    pub ending: Ending,
}

/// Faults that are told.
const MOST: usize = 20;

/// Makes one manifest of those of the shards in `folder`, and takes theirs away. `None` where something is missing;
/// `diags` says what, and everything is as it was.
///
/// # Errors
/// Why the folder cannot be used.
pub fn merge(
    folder: &Path,
    leftovers: Leftovers,
    diags: &mut Diagnostics,
) -> Result<Option<Merged>, FolderError> {
    if !folder.is_dir() {
        return Err(FolderError::NoFolder(folder.to_owned()));
    }
    let lock = Lock::take(folder, Shard::WHOLE)?;
    lock.unlocked(folder).into_iter().for_each(|d| diags.push(d));
    let found = Found::list(folder)?;
    found.check_idle(Shard::WHOLE)?;
    found.heads()?;
    let shards: Vec<Shard> = found.jsons.iter().copied().filter(|of| !of.is_whole()).collect();
    let io = |e| FolderError::Io(folder.to_owned(), e);
    if is_done(folder, &found, &shards).map_err(io)? {
        let Some((mut merged, current)) = counted(folder, diags).map_err(io)? else { return Ok(None) };
        merged.ending = settle(folder, (&found.befores, Shard::WHOLE), &current, leftovers)?;
        clear(folder, &shards)?;
        return Ok(Some(merged));
    }
    if shards.is_empty() && found.aheads.contains(&Shard::WHOLE) {
        let what = format!("the run of all rows into `{}` has not come to its end", folder.display());
        let d = Diagnostic::error("shard-unfinished", what);
        diags.push(d.help("run it again: it goes on from where it was"));
        return Ok(None);
    }
    let Some((head, end)) = complete(folder, &shards, diags).map_err(io)? else { return Ok(None) };
    let Some((mut merged, current)) = join(folder, &shards, (&head, &end), diags)? else { return Ok(None) };
    for name in [Shard::WHOLE.csv(), Shard::WHOLE.json()] {
        fs::rename(folder.join(Shard::WHOLE.part(&name)), folder.join(name)).map_err(io)?;
    }
    merged.ending = settle(folder, (&found.befores, Shard::WHOLE), &current, leftovers)?;
    clear(folder, &shards)?;
    Ok(Some(merged))
}

fn clear(folder: &Path, shards: &[Shard]) -> Result<(), FolderError> {
    let names = shards.iter().flat_map(|of| [of.csv(), of.json()]);
    names.map(|name| folder.join(name)).try_for_each(|path| remove(&path))
}

/// Whether all has been merged before, and at most the shards' own manifests have not been taken away.
fn is_done(folder: &Path, found: &Found<'_>, shards: &[Shard]) -> io::Result<bool> {
    // What is set aside is of a merge that was stopped, or of rows that left the list before.
    let under_way = !found.aheads.is_empty() || !found.befores.is_empty() && !shards.is_empty();
    if !found.jsons.contains(&Shard::WHOLE) || under_way {
        return Ok(false);
    }
    for shard in shards {
        let mut theirs = Vec::new();
        each_line(&folder.join(shard.json()), |_, line, text| {
            theirs.extend(matches!(line, Line::Entry(_)).then(|| super::Hash::of(text)));
            Ok(())
        })?;
        let mut ours = Vec::new();
        each_line(&folder.join(Shard::WHOLE.json()), |_, line, text| {
            ours.extend(
                matches!(line, Line::Entry(entry) if shard.has(entry.row)).then(|| super::Hash::of(text)),
            );
            Ok(())
        })?;
        if ours != theirs {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What a manifest of all rows comes to, where its files are what it says.
fn counted(folder: &Path, diags: &mut Diagnostics) -> io::Result<Option<(Merged, Current)>> {
    let mut reader = BufReader::new(File::open(folder.join(Shard::WHOLE.json()))?);
    let next = || loop {
        let mut text = Vec::new();
        match reader.read_until(b'\n', &mut text) {
            Ok(0) => return None,
            Ok(_) => match Line::parse(&text) {
                Some(Line::Entry(entry)) => return Some(Ok(entry)),
                _ => continue,
            },
            Err(e) => return Some(Err(e)),
        }
    };
    let (mut merged, mut current, mut faults) = (Merged::default(), Current::default(), Faults::default());
    ordered(
        next,
        |entry: io::Result<Entry>| entry.map(|entry| whole(folder, entry, "run it again")),
        |judged| {
            match judged? {
                Ok(entry) => {
                    merged.enter(&entry);
                    current.enter(&entry);
                }
                Err(d) => faults.add(d, diags),
            }
            Ok::<_, io::Error>(())
        },
    )?;
    Ok((faults.0 == 0).then_some((merged, current)))
}

/// A row whose files are all what its line says.
fn whole(folder: &Path, entry: Entry, help: &str) -> Result<Entry, Diagnostic> {
    let bad = entry.files.iter().find(|f| !is_as_written(&folder.join(&f.file), f));
    let Some(file) = bad else { return Ok(entry) };
    let what = format!("`{}` of row {} is not there, or not as it was written", file.file, entry.row);
    Err(Diagnostic::error("copy-unlike", what).help(help))
}

/// Rows of which something is missing: how many. The first are told.
#[derive(Default)]
struct Faults(usize);

impl Faults {
    fn add(&mut self, d: Diagnostic, diags: &mut Diagnostics) {
        self.0 += 1;
        if self.0 <= MOST {
            diags.push(d);
        }
    }
}

/// Whether all shards are there, at their end, and of one list; what they have in common.
fn complete(folder: &Path, shards: &[Shard], diags: &mut Diagnostics) -> io::Result<Option<(Head, End)>> {
    let shown = folder.display();
    let Some(first) = shards.first() else {
        let d = Diagnostic::error("shard-missing", format!("there is no manifest of a shard in `{shown}`"));
        diags.push(d.help("name the folder into which `handbill batch … --shard I/N` has written"));
        return Ok(None);
    };
    if let Some(other) = shards.iter().find(|shard| shard.of() != first.of()) {
        let what = format!("`{shown}` has manifests of {} shards and of {}", first.of(), other.of());
        let d = Diagnostic::error("shard-unlike", what);
        diags.push(d.help("run all shards again with one number of them"));
        return Ok(None);
    }
    let of = first.of();
    let missing =
        (1..=of).filter_map(|n| Shard::new(n, of)).filter(|shard| shards.binary_search(shard).is_err());
    told(missing, "shard-missing", "are missing", diags);
    let (mut common, mut open, mut unlike) = (None, Vec::new(), Vec::new());
    for shard in shards {
        let path = folder.join(shard.json());
        let head = head_of(&path)?.map(|mut head| {
            // All but the number.
            head.shard = head.shard.map(|(_, of)| (String::new(), of));
            head
        });
        match (head, last(&path)?) {
            (Some(head), Some(end)) => match &common {
                Some(like) if *like != (head.clone(), end.clone()) => unlike.push(*shard),
                _ => common = Some((head, end)),
            },
            _ => open.push(*shard),
        }
    }
    told(open.into_iter(), "shard-unfinished", "have not come to their end", diags);
    told(unlike.into_iter(), "shard-unlike", "are of another sheet, list or program than the others", diags);
    let common = common.filter(|_| !diags.has_errors());
    Ok(common.map(|(head, end)| (Head { shard: None, ..head }, end)))
}

/// `of 16 shards, 3 and 7 are missing`
fn told(shards: impl Iterator<Item = Shard>, code: &'static str, what: &str, diags: &mut Diagnostics) {
    let shards: Vec<Shard> = shards.collect();
    let Some(first) = shards.first() else { return };
    let shown: Vec<String> = shards.iter().take(MOST).map(|shard| shard.number().to_string()).collect();
    let more = if shards.len() > MOST { format!(" and {} more", shards.len() - MOST) } else { String::new() };
    let list = format!("of {} shards, these {what}: {}{more}", first.of(), shown.join(", "));
    let help =
        format!("run them again: `--shard {first}` makes the first of them, and only what is not there");
    diags.push(Diagnostic::error(code, list).help(help));
}

/// What the last line of a manifest says, if it says that it is whole.
fn last(path: &Path) -> io::Result<Option<End>> {
    /// More than the line takes.
    const TAIL: u64 = 512;
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    let line = tail.strip_suffix(b"\n").and_then(|text| text.rsplit(|b| *b == b'\n').next());
    Ok(line.and_then(Line::parse).and_then(|line| match line {
        Line::End(end) => Some(end),
        _ => None,
    }))
}

/// Writes the manifests of all rows under the names of parts.
fn join(
    folder: &Path,
    shards: &[Shard],
    (head, end): (&Head, &End),
    diags: &mut Diagnostics,
) -> Result<Option<(Merged, Current)>, FolderError> {
    let names = [Shard::WHOLE.json(), Shard::WHOLE.csv()].map(|name| Shard::WHOLE.part(&name));
    let mut journal = Journal::begin(folder, [&names[0], &names[1]], head)?;
    let mut turns = Turns::open(folder, shards).map_err(|e| FolderError::Io(folder.to_owned(), e))?;
    let (mut rows, mut faults) = (1..=end.rows, Faults::default());
    let (mut merged, mut current) =
        (Merged { shards: shards.len() as u64, ..Merged::default() }, Current::default());
    let written = ordered(
        || rows.next().map(|row| turns.next(row)),
        |taken| taken.and_then(|entry| whole(folder, entry, "run the shard that makes the row again")),
        |judged| match judged {
            Ok(entry) => {
                merged.enter(&entry);
                current.enter(&entry);
                journal.enter(&entry).map_err(Some)
            }
            Err(d) => {
                faults.add(d, diags);
                // A list may have a million rows, and say that it has more.
                if faults.0 < MOST { Ok(()) } else { Err(None) }
            }
        },
    );
    if written.is_err() || faults.0 > 0 {
        names.iter().try_for_each(|name| remove(&folder.join(name)))?;
    }
    match written {
        Err(Some(e)) => Err(e),
        _ => Ok((faults.0 == 0).then_some((merged, current))),
    }
}

impl Merged {
    fn enter(&mut self, entry: &Entry) {
        self.rows += 1;
        self.failed += u64::from(entry.error.is_some());
        self.files += entry.files.len() as u64;
        self.bytes += entry.files.iter().map(|f| f.bytes).sum::<u64>();
    }
}

/// The manifests of all shards, each at its next row.
struct Turns(Vec<(Shard, BufReader<File>)>);

impl Turns {
    fn open(folder: &Path, shards: &[Shard]) -> io::Result<Turns> {
        let open = |shard: &Shard| Ok((*shard, BufReader::new(File::open(folder.join(shard.json()))?)));
        shards.iter().map(open).collect::<io::Result<_>>().map(Turns)
    }

    /// The row from the shard that makes it.
    fn next(&mut self, row: u64) -> Result<Entry, Diagnostic> {
        let missing = || {
            let d = Diagnostic::error("shard-unfinished", format!("row {row} is in no manifest"));
            d.help("run the shard that makes the row again")
        };
        let (_, reader) = self.0.iter_mut().find(|(shard, _)| shard.has(row)).ok_or_else(missing)?;
        let mut text = Vec::new();
        while reader.read_until(b'\n', &mut text).is_ok_and(|length| length > 0) {
            match Line::parse(&text) {
                Some(Line::Entry(entry)) if entry.row == row => return Ok(entry),
                Some(Line::Head(_)) => text.clear(),
                _ => break,
            }
        }
        Err(missing())
    }
}
