//! What each kind of block asks for beyond its fields.

use super::Found;
use crate::base::address::{Fault, fault};
use crate::base::{Span, Text};
use crate::block::{Block, Chart, Contact, Content, Figure, Heading, Stat, Table};
use crate::sheet::model::Sheet;

pub(super) fn check(sheet: &Sheet, found: &mut Found<'_>) {
    if let Some(first) = sheet.stats.first() {
        stats(&sheet.stats, first.value.span, found);
    }
    if let Some(ask) = sheet.ask.as_ref().filter(|a| a.position.is_some() && a.bill.is_none()) {
        let help = "name the bill that it is on: `bill: H.R. 1369`";
        found.warning("not-obeyed", ask.text.span, "`position` is not set without a `bill`", help);
    }
    sheet.blocks().for_each(|b| block(b, found));
    sheet.qr.iter().for_each(|q| code(&q.url, found));
    sheet.contact.iter().for_each(|c| contact(c, found));
}

fn block(b: &Block, found: &mut Found<'_>) {
    match &b.content {
        Content::Heading(h) => heading(h, found),
        Content::List(l) if l.items.is_empty() => empty("list", b.place, found),
        Content::Stats(s) => stats(&s.items, b.place, found),
        Content::Figure(f) => figure(f, b.place, found),
        Content::Table(t) => table(t, b.place, found),
        Content::Chart(c) => chart(c, b.place, found),
        Content::PullQuote(q) => q.by.iter().for_each(|by| empty_text("by", by, found)),
        Content::Timeline(t) if t.items.is_empty() => empty("timeline", b.place, found),
        Content::Qr(q) => code(&q.url, found),
        Content::Contact(c) => contact(c, found),
        Content::Text(t) if t.text.is_blank() && !t.text.is_absent() => empty("text", b.place, found),
        _ => {}
    }
}

fn empty(kind: &str, at: Span, found: &mut Found<'_>) {
    if !found.is_broken(at) {
        found.error("empty-block", at, format!("this {kind} is empty"), "fill it, or remove it");
    }
}

fn empty_text(name: &str, text: &Text, found: &mut Found<'_>) {
    if text.is_blank() && !text.is_absent() {
        let message = format!("`{name}` is empty, and nothing is set for it");
        found.warning("empty-text", text.span, message, "give it a value, or remove it");
    }
}

fn heading(h: &Heading, found: &mut Found<'_>) {
    let Some(level) = h.level.filter(|l| !l.value.is_nan() && l.whole(3..=6).is_none()) else { return };
    let help = "use 3 for a heading inside a section, 4 to 6 for those below it";
    found.error("out-of-range", level.span, format!("`level` cannot be {}", level.value), help);
}

/// More than four figures in a row are too small to be large.
fn stats(items: &[Stat], at: Span, found: &mut Found<'_>) {
    if !(1..=4).contains(&items.len()) {
        let message = format!("a row of stats has one to four figures, and this has {}", items.len());
        found.error("bad-stats-count", at, message, "keep the strongest; put the others in a table");
    }
}

fn figure(f: &Figure, at: Span, found: &mut Found<'_>) {
    let said = f.alt.as_ref().is_some_and(|t| !t.is_blank() || t.is_absent());
    if !said && !f.decorative {
        let message = "this figure has no `alt` for readers who cannot see it";
        let help =
            "say in a sentence what it shows; or write `decorative: true` if it adds nothing to the text";
        found.error("missing-alt", at, message, help);
    }
}

fn chart(c: &Chart, at: Span, found: &mut Found<'_>) {
    // Of figures that could not be read something has been said.
    let mut problems = c.problems(at);
    problems.retain(|p| p.code != "empty-block" || c.csv().is_none() && !found.is_broken(at));
    found.problems.extend(problems);
}

fn table(t: &Table, at: Span, found: &mut Found<'_>) {
    let rows = &t.rows.cells;
    if rows.is_empty() && t.rows.csv.is_none() {
        return empty("table", at, found);
    }
    super::cells::check(t, at, found);
}

/// An address that a mail program can write to.
fn email(mail: &Text, found: &mut Found<'_>) {
    let words = mail.trimmed();
    let well = words.split_once('@').is_some_and(|(name, domain)| {
        let labels = domain.split('.').filter(|label| !label.is_empty()).count();
        !name.is_empty() && labels > 1 && labels == domain.split('.').count() && !domain.contains('@')
    });
    if mail.is_absent() || mail.is_blank() || well && !words.contains(char::is_whitespace) {
        return;
    }
    let message = format!("`{words}` is not an e-mail address");
    found.warning("bad-email", mail.span, message, "write `name@example.org`: a name, `@` and a domain");
}

/// The address of a code: one that leads nowhere is no code at all.
fn code(url: &Text, found: &mut Found<'_>) {
    if url.is_blank() && !url.is_absent() {
        let help = "write it in full, `https://example.org`, or remove the code";
        return found.error("empty-value", url.span, "the address of this QR code is empty", help);
    }
    address(url, found);
}

fn contact(contact: &Contact, found: &mut Found<'_>) {
    contact.web.iter().for_each(|url| address(url, found));
    contact.email.iter().for_each(|mail| email(mail, found));
}

/// Addresses with their scheme: without it no reader of PDF can follow them.
pub(super) fn address(url: &Text, found: &mut Found<'_>) {
    let words = url.trimmed();
    let bare = words.trim_matches(['“', '”', '„', '‘', '’']);
    if bare.len() < words.len() {
        let help = format!("write straight ones: `\"{bare}\"`");
        let message = "the quotation marks around this address are a part of it: YAML knows `\"` and `'`";
        return found.error("bad-url", url.span, message, help);
    }
    if !url.is_absent() {
        link(words, url.span, found);
    }
}

/// What is wrong with an address that something leads to. Signs that addresses do not have are escaped in the file.
pub(super) fn link(words: &str, at: Span, found: &mut Found<'_>) {
    let help = format!("write it in full: `https://{}`", words.trim_start_matches('/').replace(' ', "%20"));
    match fault(words) {
        None => {}
        Some(Fault::Odd(c)) if !c.is_whitespace() && !c.is_control() => {}
        Some(wrong) if wrong.is_of_scheme() => {
            found.error(
                "dead-link",
                at,
                wrong.said(words),
                "write the address of a page on the web: `https://…`",
            );
        }
        Some(Fault::Empty | Fault::NoScheme | Fault::Odd(_)) => {
            found.warning("bad-url", at, format!("`{words}` is not a full address"), help);
        }
        Some(wrong) => {
            found.warning("bad-url", at, wrong.said(words), "write it as `https://example.org/page`");
        }
    }
}
