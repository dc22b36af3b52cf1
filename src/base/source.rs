//! The texts that a build reads, and places in them.

use std::sync::Arc;

/// Which of the [`Sources`] a span is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// A stretch of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The source.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// One text with the name that messages call it by.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user would write it.
    pub name: String,
    /// Its text, without a byte-order mark.
    pub text: String,
}

/// All texts of one build.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    // What many copies of a sheet are made from is kept once.
    files: Vec<Arc<Source>>,
}

impl Sources {
    /// Adds a text and gives its handle.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        self.files.push(Arc::new(Source { name: name.into(), text }));
        FileId((self.files.len() - 1) as u16)
    }
    /// Adds a text that is kept elsewhere, too.
    pub fn add_shared(&mut self, source: Arc<Source>) {
        self.files.push(source);
    }
    /// How many texts there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }
    /// The same, to be kept while texts are added.
    pub fn shared(&self, id: FileId) -> Arc<Source> {
        self.files[id.0 as usize].clone()
    }
    /// The text behind a handle.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }
    /// Line and column of a byte offset, both counted from 1, the column in characters.
    pub fn place(&self, id: FileId, offset: u32) -> (usize, usize) {
        let text = &self.get(id).text;
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }
}

/// What a file is that is no text, and what to do about it, where its first bytes tell.
pub fn no_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const SIGNS: [(&[u8], &str, &str); 6] = [
        (
            b"PK\x03\x04",
            "a file of an office program",
            "save it as text: a spreadsheet as \"CSV UTF-8\", a document as plain text",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "a file of an office program",
            "save it as text: a spreadsheet as \"CSV UTF-8\"",
        ),
        (b"%PDF-", "a PDF", "name a text file here; `handbill check` judges PDF files"),
        (b"\x89PNG", "a picture", "name a text file here; pictures stand in a `figure` block"),
        (b"\xff\xd8\xff", "a picture", "name a text file here; pictures stand in a `figure` block"),
        (b"{\\rtf", "a document of a word processor", "save it as plain text"),
    ];
    SIGNS.into_iter().find(|(sign, ..)| bytes.starts_with(sign)).map(|(_, what, help)| (what, help))
}

/// Reads the files that a sheet names. The only way in which parsing meets the outside; `project` has one
/// for the disk and one for memory.
pub trait Files: Sync {
    /// Reads `path` as written in the file called `from` (relative to that file's folder).
    ///
    /// # Errors
    /// A sentence for the user: "no such file", "is a folder".
    fn read(&self, from: &str, path: &str) -> Result<Loaded, String>;
}

/// A file that has been read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its name as messages call it.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}
