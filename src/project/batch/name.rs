//! What the files of a row are called: a text with merge fields, made safe for every system, and unlike every other.

use super::key::Hash;
use crate::base::{Diagnostic, Diagnostics, FileId, Span};
use crate::project::records::Record;
use crate::sheet::merge::{Columns, Row};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// The column that every list has for names: the number of the row.
const ROW: &str = "row";
/// Bytes of a name without its endings: systems take 255 with them, and a number may have to be added.
const LONGEST: usize = 120;
/// The edition whose files have no word more than the row's name: what a run makes where nothing is said.
const SHORT: &str = "email";
/// Editions that every sheet has and whose names stand in those of files.
const ENDINGS: [&str; 3] = ["office", "press", "large_print"];
/// Digits of a row's number: files stand in their order up to 9999 rows.
const DIGITS: usize = 4;

/// Why names cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NameError(String);

/// How files are called.
pub struct Name {
    template: String,
    columns: Columns,
    lang: String,
    own_row: bool,
    /// The column that says whom a copy is for; without one it is called as its file is.
    label: Option<usize>,
}

impl Name {
    /// Names as `template` has them: `{{state}}-{{name}}`; `{{row}}` is the number of the row.
    ///
    /// # Errors
    /// What is wrong with a field.
    pub fn new(template: &str, columns: &Columns, lang: &str) -> Result<Name, NameError> {
        let mut header = columns.names().to_vec();
        let own_row = !header.iter().any(|name| name.trim() == ROW);
        if own_row {
            header.push(ROW.to_owned());
        }
        let columns = Columns::new(&header).with_decimals(columns.decimals().clone());
        let wrong = columns.check_text(template, NOWHERE);
        match wrong {
            Some(d) => Err(NameError(format!("{}: {}", d.message, d.help.unwrap_or_default()))),
            None => {
                let (template, lang) = (template.to_owned(), lang.to_owned());
                Ok(Name { template, columns, lang, own_row, label: None })
            }
        }
    }

    /// In labels and bookmarks, copies are called after this column, where the list has it.
    pub fn called_after(mut self, column: &str) -> Name {
        let named = |name: &String| name.trim().eq_ignore_ascii_case(column);
        let is_one = |at: &usize| !self.columns.twins().any(|twins| twins.contains(at));
        self.label = self.columns.names().iter().position(named).filter(is_one);
        self
    }

    fn of(&self, record: &Record) -> Result<String, Box<Diagnostic>> {
        let mut values = record.values.clone();
        if self.own_row {
            values.push(format!("{:0DIGITS$}", record.row));
        }
        let row = Row { columns: &self.columns, values: &values, number: record.row, lang: &self.lang };
        let filled = row.fill(&self.template, |_| NOWHERE);
        let text = filled.map_err(|mut problem| {
            problem.message = format!("in the name of its file: {}", problem.message);
            problem.span = None;
            problem
        })?;
        Ok(text.map_or_else(|| self.template.clone(), |filled| filled.text))
    }
}

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

/// What the files of one row are called.
#[derive(Clone, Debug)]
pub struct Named {
    /// Their name without its endings.
    pub name: String,
    /// Whom the copy is for, as people say it.
    pub label: String,
    /// What is to be said of it.
    pub diags: Diagnostics,
}

impl Named {
    /// The file of an edition: `NAME.pdf` for e-mail, `NAME.press.pdf` for any other. It is the same whatever else a run
    /// makes, so that no run takes the place of what another has made of the row.
    pub fn file(&self, edition: &str) -> String {
        match edition == SHORT {
            true => format!("{}.pdf", self.name),
            false => format!("{}.{edition}.pdf", self.name),
        }
    }
}

/// Gives names, no two the same; it has to see all rows of a list in their order.
pub struct Namer<'n> {
    name: &'n Name,
    /// What has been given, in the form in which systems tell names apart: 64 bits of a hash each, so that a million
    /// rows take 16 MB. That two names share them by chance is as likely as a fault of the machine.
    given: HashSet<u64>,
}

impl<'n> Namer<'n> {
    /// Nothing given yet.
    pub fn new(name: &'n Name) -> Namer<'n> {
        Namer { name, given: HashSet::new() }
    }

    /// What the files of this row are called.
    ///
    /// # Errors
    /// A field of the name has no value.
    pub fn name(&mut self, record: &Record) -> Result<Named, Box<Diagnostic>> {
        let written = self.name.of(record)?;
        let mut diags = Diagnostics::default();
        let safe = safe(&written).unwrap_or_else(|| format!("row-{:0DIGITS$}", record.row));
        let mut name = safe.clone();
        let mut number = 2;
        while !self.given.insert(folded(&name)) {
            name = format!("{safe}-{number}");
            number += 1;
        }
        if name != safe {
            let message = format!("row {}: there is a `{safe}` already, so this one is `{name}`", record.row);
            let d = Diagnostic::note("name-taken", message);
            diags.push(d.help("give `--name` a field that tells the rows apart, or `{{row}}`"));
        }
        let own = self.name.label.and_then(|i| record.values.get(i)).filter(|v| !v.trim().is_empty());
        let label = own.map_or(written, |value| value.clone());
        Ok(Named { name, label, diags })
    }
}

/// Some systems take `Kim.pdf` and `kim.pdf` for one file, and composed letters for those in parts.
pub(super) fn folded(name: &str) -> u64 {
    // Capitals first, for letters that have no small form of one letter, or two of them: ß, ς.
    let alike: String = name.nfd().collect::<String>().to_uppercase().to_lowercase().nfc().collect();
    Hash::of(alike.as_bytes()).short()
}

/// The name as every system can hold it; `None` where nothing of it is left. Letters of all scripts stay.
fn safe(written: &str) -> Option<String> {
    let keep = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '.' | ',' | '\'' | '‘' | '’' | '“' | '”' | '(' | ')' | '&')
            || is_mark(c)
    };
    let mut out = String::with_capacity(written.len());
    // Whether something that cannot be stood behind the last sign.
    let mut dropped = false;
    for c in written.chars() {
        match c {
            c if keep(c) => {
                // A dash parts what it stood between; beside white or another dash it would be one too many.
                if dropped && c != '-' && !out.is_empty() && !out.ends_with(['-', ' ']) {
                    out.push('-');
                }
                out.push(c);
                dropped = false;
            }
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                dropped = false;
            }
            _ => dropped = true,
        }
    }
    // A point hides a file or opens a way up, a dash makes it an option, and Windows drops points at the end.
    let edge = |c: char| matches!(c, '.' | '-' | ' ' | '\'' | ',' | '&');
    while out.contains("..") {
        out = out.replace("..", ".");
    }
    let name = cut(out.trim_matches(edge)).trim_end_matches(edge).to_owned();
    let name = if is_device(&name) || is_edition(&name) { format!("{name}_") } else { name };
    (!name.is_empty()).then_some(name)
}

/// Marks that stand over or under letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{3099}'..='\u{309a}')
}

fn cut(name: &str) -> &str {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Names that look like another row's with its edition: `Kim.press`.
fn is_edition(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end);
    end.is_some_and(|end| ENDINGS.iter().any(|edition| end.eq_ignore_ascii_case(edition)))
}

/// Names that Windows keeps for devices, whatever stands behind a point.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        // Windows takes superior figures for figures.
        let figure = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
        stem.strip_prefix(device).is_some_and(|n| n.chars().count() == 1 && n.chars().all(figure))
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(template: &str, rows: &[&str]) -> Vec<String> {
        let name = Name::new(template, &Columns::new(&["name".to_owned()]), "en").unwrap();
        let mut namer = Namer::new(&name);
        let record = |(i, value): (usize, &&str)| Record {
            row: i as u64 + 1,
            line: i as u64 + 2,
            values: vec![(*value).to_owned()],
        };
        let told = |record| namer.name(&record).map_or_else(|d| d.message.clone(), |n| n.name);
        rows.iter().enumerate().map(record).map(told).collect()
    }

    #[test]
    fn names_are_safe_everywhere() {
        for (value, want) in [
            ("José O’Neill", "José O’Neill"),
            ("김민수", "김민수"),
            ("Hawai‘i-Mazie Ka‘uhane", "Hawai‘i-Mazie Ka‘uhane"),
            ("Robert “Bob” Wu", "Robert “Bob” Wu"),
            ("Robert \"Bob\" Wu", "Robert Bob Wu"),
            ("Chris *Star* Johnson", "Chris Star Johnson"),
            ("Chris/*-Lee", "Chris-Lee"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x", "C-Windows-x"),
            ("a/b:c*d?\"<>|e", "a-b-c-d-e"),
            ("=cmd|' /C calc'!A0", "cmd-' C calc'-A0"),
            ("-rf", "rf"),
            (".hidden.", "hidden"),
            ("con", "con_"),
            ("COM1.txt", "COM1.txt_"),
            ("lpt².txt", "lpt².txt_"),
            ("Kim.Press", "Kim.Press_"),
            ("x\u{202e}fdp.exe", "x-fdp.exe"),
            ("a\nb\u{0}c", "a b-c"),
            ("...", "row-0001"),
        ] {
            assert_eq!(names("{{name}}", &[value]), [want], "{value}");
        }
        let long = names("{{name}}", &["한".repeat(100).as_str()]);
        assert!(long[0].len() <= LONGEST && long[0].chars().all(|c| c == '한'));
    }

    #[test]
    fn no_two_are_the_same() {
        let rows = ["Kim", "kim", "Kim", "Kim-2", "Lee"];
        assert_eq!(names("{{name}}", &rows), ["Kim", "kim-2", "Kim-3", "Kim-2-2", "Lee"]);
        // macOS takes letters in parts for the same as whole ones.
        let parts = ["étude", "e\u{301}tude", "가", "\u{1100}\u{1161}", "Weiß", "WEISS"];
        let want = ["étude", "e\u{301}tude-2", "가", "\u{1100}\u{1161}-2", "Weiß", "WEISS-2"];
        assert_eq!(names("{{name}}", &parts), want);
        assert_eq!(names("sheet-{{row}}", &rows[..2]), ["sheet-0001", "sheet-0002"]);
    }

    #[test]
    fn fields_of_names_are_checked() {
        let columns = Columns::new(&["name".to_owned()]);
        assert!(Name::new("{{nmae}}", &columns, "en").is_err_and(|e| e.to_string().contains("did you mean")));
        assert_eq!(
            names("{{name}}", &[""])[0],
            "in the name of its file: row 1 has nothing in the column `name`"
        );
    }
}
