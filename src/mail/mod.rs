//! Mail drafts: a message for each recipient that a mail program opens ready to send, with the sheet attached.
//!
//! Takes a [`Template`] (Markdown with its subject and recipients in front), fills it for one recipient ([`Words`]) and
//! writes one message ([`draft`]), or its entry in a file of many ([`mbox_entry`]). The bytes depend on nothing but what
//! goes in: no clock, no chance. Sends nothing and touches no disk.

mod address;
mod breaks;
mod cells;
mod encode;
mod header;
mod html;
mod idn;
mod links;
mod mbox;
mod plain;
mod polish;
mod template;
#[cfg(test)]
mod tests;
mod tongues;
mod words;
mod wrap;

pub use address::Mailbox;
pub use html::accent;
pub use mbox::mbox_entry;
pub use template::Template;
pub use words::Words;

use crate::base::{Ink, fnv};
use encode::Body;
use header::Head;

/// What one message is made of.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Recipients, subject and text.
    pub words: &'a Words,
    /// The colour of headings and links: see [`accent`].
    pub accent: &'a Ink,
    /// The name that the attachment is saved under, such as `water.pdf`; any characters.
    pub name: &'a str,
    /// The attachment, a PDF.
    pub pdf: &'a [u8],
}

/// Bytes of headers and of the frames of the parts, in round numbers.
const FRAME: usize = 2048;

/// Writes the message, lines ended by CRLF and none longer than 78 characters.
///
/// `X-Unsent: 1` makes mail programs open it as a message to be sent. There is no `Date` and no `Message-ID`: who sends
/// it writes both at that moment, and a date from here would be the wrong one.
pub fn draft(letter: &Letter<'_>) -> Vec<u8> {
    let words = letter.words;
    let text = Body::of(&plain::text(&words.body));
    let html = Body::of(&html::page(words, letter.accent));
    let boundary = boundary(letter, &[&text, &html]);
    let size = FRAME + text.bytes.len() + html.bytes.len() + encode::base64_size(letter.pdf.len());
    let mut out = Vec::with_capacity(size);
    let mut head = Head::new(&mut out);
    head.plain("X-Unsent", "1");
    words.from.iter().for_each(|from| head.mailboxes("From", std::slice::from_ref(from)));
    head.mailboxes("To", &words.to);
    head.mailboxes("Cc", &words.cc);
    head.mailboxes("Bcc", &words.bcc);
    head.mailboxes("Reply-To", &words.reply_to);
    head.text("Subject", &words.subject);
    head.plain("MIME-Version", "1.0");
    head.multipart("mixed", &boundary);
    let inner = format!("{boundary}_text");
    part(&mut out, &boundary).multipart("alternative", &inner);
    for (kind, body) in [("plain", &text), ("html", &html)] {
        let mut head = part(&mut out, &inner);
        head.plain("Content-Type", &format!("text/{kind}; charset=utf-8"));
        head.plain("Content-Transfer-Encoding", body.encoding);
        head.end();
        out.extend_from_slice(&body.bytes);
    }
    close(&mut out, &inner);
    let mut head = part(&mut out, &boundary);
    head.attachment(letter.name);
    head.plain("Content-Transfer-Encoding", "base64");
    head.end();
    encode::base64(letter.pdf, &mut out);
    close(&mut out, &boundary);
    out
}

/// Opens a part.
fn part<'o>(out: &'o mut Vec<u8>, boundary: &str) -> Head<'o> {
    // The line end in front belongs to the boundary; behind a header there is an empty line already.
    let first = if out.ends_with(b"\r\n\r\n") { "" } else { "\r\n" };
    out.extend_from_slice(format!("{first}--{boundary}\r\n").as_bytes());
    Head::new(out)
}

fn close(out: &mut Vec<u8>, boundary: &str) {
    out.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
}

/// A line that stands in no part: neither base64 nor quoted-printable ever writes `=_`. From the content, so that a
/// message within a message has another one.
fn boundary(letter: &Letter<'_>, bodies: &[&Body]) -> String {
    let size = letter.pdf.len().to_le_bytes();
    // The head of a PDF is the same in all; what tells them apart, its ID among it, stands at its end.
    let tail = &letter.pdf[letter.pdf.len().saturating_sub(512)..];
    let texts = [letter.words.subject.as_bytes(), letter.name.as_bytes(), &size, tail];
    let all = texts.into_iter().chain(bodies.iter().map(|b| b.bytes.as_slice()));
    format!("=_handbill_{:016x}", fnv(all.flatten()))
}
