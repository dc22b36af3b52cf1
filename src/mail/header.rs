//! Header fields: names and subjects in any characters as RFC 2047 writes them, names of files as RFC 2231 and as older
//! programs read them, lines folded. Whatever comes in, no value ever ends its field.

use super::Mailbox;
use super::encode::base64_word;
use crate::base::escape;

/// Lines are folded here (RFC 2047, 2; RFC 5322 allows 78).
const FOLD: usize = 76;
/// The longest encoded word (RFC 2047, 2).
const WORD: usize = 75;
const OPEN: &str = "=?UTF-8?B?";
const CLOSE: &str = "?=";

/// The header of a message or of a part, as it is written.
pub(super) struct Head<'o> {
    out: &'o mut Vec<u8>,
    /// Characters on the line that is being written.
    column: usize,
}

impl<'o> Head<'o> {
    pub fn new(out: &'o mut Vec<u8>) -> Head<'o> {
        Head { out, column: 0 }
    }

    /// A field of our own making: short, in ASCII.
    pub fn plain(&mut self, name: &str, value: &str) {
        self.open(name);
        self.token(value);
        self.close();
    }

    /// A field of free text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.open(name);
        if is_plain(value) {
            value.split(' ').for_each(|word| self.token(word));
        } else {
            self.encoded(value);
        }
        self.close();
    }

    /// A field of mailboxes; nothing where there are none.
    pub fn mailboxes(&mut self, name: &str, all: &[Mailbox]) {
        if all.is_empty() {
            return;
        }
        self.open(name);
        for (i, mailbox) in all.iter().enumerate() {
            self.phrase(&mailbox.name);
            let comma = if i + 1 < all.len() { "," } else { "" };
            match mailbox.name.is_empty() {
                true => self.token(&format!("{}{comma}", mailbox.address)),
                false => self.token(&format!("<{}>{comma}", mailbox.address)),
            }
        }
        self.close();
    }

    /// The content type of a message of several parts, and the end of its header.
    pub fn multipart(&mut self, kind: &str, boundary: &str) {
        self.open("Content-Type");
        self.token(&format!("multipart/{kind};"));
        self.token(&format!("boundary=\"{boundary}\""));
        self.close();
        self.end();
    }

    /// The type and name of a PDF that is attached.
    ///
    /// A name beyond ASCII stands here twice. `filename*` (RFC 2231) is what the standard asks for, and stands first,
    /// because readers that know it take the first; `name` and `filename` hold encoded words, which no standard allows
    /// there and from which Outlook takes the name.
    pub fn attachment(&mut self, name: &str) {
        let simple = is_plain(name) && name.len() <= 60 && !name.contains(['"', '\\']);
        self.open("Content-Type");
        self.token("application/pdf;");
        self.parameter("name", name, simple);
        self.close();
        self.open("Content-Disposition");
        self.token("attachment;");
        if !simple {
            self.extended(name);
        }
        self.parameter("filename", name, simple);
        self.close();
    }

    /// The empty line behind the header.
    pub fn end(&mut self) {
        self.close();
    }

    fn open(&mut self, name: &str) {
        self.push(name);
        self.push(":");
    }

    fn close(&mut self) {
        self.out.extend_from_slice(b"\r\n");
        self.column = 0;
    }

    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
        self.column += text.len();
    }

    fn fold(&mut self) {
        self.close();
        self.push(" ");
    }

    /// Adds what cannot be parted, behind a space or on a line of its own.
    fn token(&mut self, token: &str) {
        if self.column + 1 + token.len() > FOLD && self.column > 1 {
            self.fold();
        } else if self.column > 1 {
            self.push(" ");
        }
        self.push(token);
    }

    /// The name in front of an address.
    fn phrase(&mut self, name: &str) {
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        if name.is_empty() {
        } else if !is_plain(name) || name.len() > 60 {
            self.encoded(name);
        } else if name.chars().all(|c| atom(c) || c == ' ') {
            name.split(' ').for_each(|word| self.token(word));
        } else {
            self.token(&format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")));
        }
    }

    /// Adds a text as encoded words: whole characters in each, as many as the line takes.
    fn encoded(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let mut fits = fitting(rest, FOLD.saturating_sub(self.column + 1));
            if fits == 0 {
                self.fold();
                fits = fitting(rest, FOLD - self.column);
            } else if self.column > 1 {
                self.push(" ");
            }
            self.word(&rest[..fits]);
            rest = &rest[fits..];
        }
    }

    fn word(&mut self, text: &str) {
        self.push(OPEN);
        self.push(&base64_word(text.as_bytes()));
        self.push(CLOSE);
    }

    fn parameter(&mut self, key: &str, value: &str, simple: bool) {
        if simple {
            return self.token(&format!("{key}=\"{value}\""));
        }
        self.fold();
        self.push(&format!("{key}=\""));
        self.column += 1; // the sign that closes it
        let first = fitting(value, FOLD - self.column);
        self.word(&value[..first]);
        self.encoded(&value[first..]);
        self.push("\"");
    }

    /// `filename*`, in as many pieces as its lines take.
    fn extended(&mut self, name: &str) {
        let whole = format!("filename*=UTF-8''{};", percent(name));
        if whole.len() < FOLD {
            self.fold();
            return self.push(&whole);
        }
        let (mut rest, mut piece) = (name, 0);
        while !rest.is_empty() {
            self.fold();
            self.push(&format!("filename*{piece}*="));
            self.push(if piece == 0 { "UTF-8''" } else { "" });
            let room = FOLD - self.column - 1;
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let end = ends.take_while(|end| percent(&rest[..*end]).len() <= room).last();
            // A character takes 12 columns at the most, so one always fits.
            let end = end.unwrap_or(rest.len());
            self.push(&percent(&rest[..end]));
            self.push(";");
            (rest, piece) = (&rest[end..], piece + 1);
        }
    }
}

/// Whether a text can stand in a header as it is: words of printable ASCII, one space between two, none so long that
/// it does not fit on a line, nothing that would be read as an encoded word.
fn is_plain(text: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.len() < FOLD - 10 && w.bytes().all(|b| b.is_ascii_graphic());
    text.split(' ').all(word) && !text.contains("=?")
}

/// How many bytes of `text` an encoded word of at most `room` characters takes.
fn fitting(text: &str, room: usize) -> usize {
    let room = room.min(WORD).saturating_sub(OPEN.len() + CLOSE.len()) / 4 * 3;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.take_while(|end| *end <= room).last().unwrap_or_default()
}

/// A text with everything beyond letters, digits and `-._` as `%` and two digits.
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(3 * text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(escape::hexadecimal(byte).map(char::from));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Head<'_>)) -> String {
        let mut out = Vec::new();
        write(&mut Head::new(&mut out));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn ascii_stays_as_it_is() {
        assert_eq!(written(|h| h.text("Subject", "Water rights, 2026")), "Subject: Water rights, 2026\r\n");
        let long = written(|h| h.text("Subject", "words ".repeat(30).trim_end()));
        assert!(long.lines().count() == 3 && long.lines().all(|l| l.len() <= 76), "{long}");
        assert_eq!(long.replace("\r\n", ""), format!("Subject: {}", "words ".repeat(30).trim_end()));
    }

    #[test]
    fn names_are_quoted_where_they_have_to_be() {
        let to = |name: &str| {
            let mailbox = Mailbox { name: name.to_owned(), address: "a@b.org".to_owned() };
            written(|h| h.mailboxes("To", &[mailbox]))
        };
        assert_eq!(to(""), "To: a@b.org\r\n");
        assert_eq!(to("Jin Yang"), "To: Jin Yang <a@b.org>\r\n");
        assert_eq!(to("O'Neil, Jr."), "To: \"O'Neil, Jr.\" <a@b.org>\r\n");
        assert_eq!(to("Al \"Big\" \\"), "To: \"Al \\\"Big\\\" \\\\\" <a@b.org>\r\n");
        assert_eq!(to("양진"), "To: =?UTF-8?B?7JaR7KeE?= <a@b.org>\r\n");
        assert_eq!(to("=?x?= a"), "To: =?UTF-8?B?PT94Pz0gYQ==?= <a@b.org>\r\n");
    }

    #[test]
    fn no_value_ends_its_field() {
        let evil = "a\r\nBcc: evil@x.org\r\n\r\nbody";
        assert_eq!(written(|h| h.text("Subject", evil)).matches("\r\n").count(), 1);
        let mailbox = Mailbox { name: evil.to_owned(), address: "a@b.org".to_owned() };
        assert!(!written(|h| h.mailboxes("To", &[mailbox])).contains("Bcc:"));
        assert!(!written(|h| h.attachment(evil)).contains("Bcc:"));
    }

    #[test]
    fn files_are_named_for_old_readers_and_new() {
        assert_eq!(
            written(|h| h.attachment("water rights.pdf")),
            "Content-Type: application/pdf; name=\"water rights.pdf\"\r\n\
             Content-Disposition: attachment; filename=\"water rights.pdf\"\r\n"
        );
        assert_eq!(
            written(|h| h.attachment("물.pdf")),
            "Content-Type: application/pdf;\r\n name=\"=?UTF-8?B?66y8LnBkZg==?=\"\r\n\
             Content-Disposition: attachment;\r\n filename*=UTF-8''%EB%AC%BC.pdf;\r\n \
             filename=\"=?UTF-8?B?66y8LnBkZg==?=\"\r\n"
        );
        let long = written(|h| h.attachment(&format!("{}.pdf", "물의 권리 ".repeat(20))));
        assert!(long.lines().all(|l| l.len() <= 76) && long.contains(" filename*1*="), "{long}");
    }
}
