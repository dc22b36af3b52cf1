//! Addresses of mail: what may stand in `To` and its like, and how it is written there.

use super::idn;
use crate::base::Diagnostic;

/// Somebody who writes or gets mail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mailbox {
    /// Their name in any characters; may be empty.
    pub name: String,
    /// Their address, in ASCII.
    pub address: String,
}

/// Why something is no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no `@`, or more than one.
    NoAt,
    /// It is a link.
    Scheme,
    /// Nobody, or no host, stands beside the `@`.
    Half,
    /// A character that it cannot have.
    Odd(char),
    /// Its first part has letters beyond ASCII, which most servers refuse (RFC 6531).
    Letters,
    /// A point at an end, or two in a row.
    Points,
    /// A host that cannot be one.
    Host(String),
    /// More characters than an address can have (RFC 5321, 4.5.3.1).
    Long,
    /// Several, where one is to stand.
    Several,
}

impl Fault {
    /// The message about `text`, which is no address for this reason.
    pub fn said(&self, text: &str) -> Diagnostic {
        let shown = shown(text);
        let why = match self {
            Fault::NoAt => "an address has one `@`".to_owned(),
            Fault::Scheme => "it is a link".to_owned(),
            Fault::Half => "something is missing beside its `@`".to_owned(),
            Fault::Odd(' ') => "it has a space in it".to_owned(),
            Fault::Odd(c) => format!("it has a `{}` in it", c.escape_default()),
            Fault::Letters => "mail servers take only letters without accents before the `@`".to_owned(),
            Fault::Points => "it has a point too many".to_owned(),
            Fault::Host(host) => format!("there can be no host `{}`", self::shown(host)),
            Fault::Long => "it is too long".to_owned(),
            Fault::Several => "one address is to stand here, and these are several".to_owned(),
        };
        let help = match self {
            Fault::Scheme => "write the address alone: `name@example.org`",
            Fault::Host(host) if !host.is_ascii() => "write the host as its servers know it, `xn--…`",
            Fault::Several => "keep one of them; `cc` and `bcc` take several",
            _ => "write `name@example.org` or `Name <name@example.org>`, and a comma between several",
        };
        Diagnostic::error("mail-address", format!("`{shown}` is no mail address: {why}")).help(help)
    }
}

/// A value in a message: short, on one line.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let text: String = text.trim().chars().map(|c| if is_control(c) { '·' } else { c }).collect();
    let text = text.replace('`', "'");
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// Whether a character has no place in a header: it ends a line, or turns or hides what stands beside it.
pub(super) fn is_control(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Reads a list of mailboxes as a person writes it: commas or semicolons between, names in quotation marks or not. A
/// comma before any `@` belongs to a name: `Yang, Jin <jin@example.org>`. With a fault goes the text that has it.
pub(super) fn list(text: &str) -> Result<Vec<Mailbox>, (Fault, String)> {
    let mut found = Vec::new();
    let mut name = String::new();
    for piece in pieces(text) {
        match piece.contains('@') {
            true => found.push(mailbox(&format!("{name}{piece}"))?),
            false => {
                name = format!("{name}{piece},");
                continue;
            }
        }
        name.clear();
    }
    let rest = name.trim_matches([',', ';', ' ']);
    if rest.is_empty() { Ok(found) } else { Err((Fault::NoAt, rest.to_owned())) }
}

/// The stretches between commas and semicolons that stand neither in quotation marks nor in angle brackets.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let (mut out, mut start, mut quoted, mut angled, mut escaped) = (Vec::new(), 0, false, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '<' if !quoted => angled = true,
            '>' if !quoted => angled = false,
            ',' | ';' if !quoted && !angled => {
                out.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

fn mailbox(text: &str) -> Result<Mailbox, (Fault, String)> {
    let text = text.trim();
    let (name, address) = match text.strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
        Some((name, address)) => (unquoted(name), address),
        None => (String::new(), text),
    };
    let address = self::address(address).map_err(|fault| (fault, text.to_owned()))?;
    Ok(Mailbox { name, address })
}

/// A name without the quotation marks around it, one space between its words.
pub(super) fn unquoted(name: &str) -> String {
    let name = name.trim();
    let inner = name.strip_prefix('"').and_then(|n| n.strip_suffix('"'));
    let plain = inner.map(|n| n.replace("\\\"", "\"").replace("\\\\", "\\"));
    let name = plain.as_deref().unwrap_or(name);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks one address and gives it in ASCII.
pub(super) fn address(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let lower = text.get(..7).map(str::to_ascii_lowercase);
    if lower.as_deref() == Some("mailto:") || text.contains("://") {
        return Err(Fault::Scheme);
    }
    let (user, host) = text.split_once('@').ok_or(Fault::NoAt)?;
    if host.contains('@') {
        return Err(Fault::NoAt);
    }
    if user.is_empty() || host.is_empty() {
        return Err(Fault::Half);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if let Some(odd) = user.chars().find(|c| !plain(*c)) {
        return Err(if odd.is_alphabetic() { Fault::Letters } else { Fault::Odd(odd) });
    }
    if user.starts_with('.') || user.ends_with('.') || user.contains("..") {
        return Err(Fault::Points);
    }
    let ascii = self::host(host)?;
    if user.len() > 64 || ascii.len() > 253 {
        return Err(Fault::Long);
    }
    Ok(format!("{user}@{ascii}"))
}

/// A host in ASCII: names of letters, digits and hyphens, with points between.
fn host(host: &str) -> Result<String, Fault> {
    if let Some(white) = host.chars().find(|c| c.is_whitespace() || is_control(*c)) {
        return Err(Fault::Odd(if white.is_control() { white } else { ' ' }));
    }
    let wrong = || Fault::Host(host.to_owned());
    let labels: Option<Vec<String>> = host.split('.').map(idn::label).collect();
    let labels = labels.ok_or_else(wrong)?;
    let fine = |label: &String| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let domain = labels.last().is_some_and(|last| last.bytes().any(|b| !b.is_ascii_digit()));
    if labels.len() < 2 || !domain || !labels.iter().all(fine) {
        return Err(wrong());
    }
    Ok(labels.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match list(text) {
            Ok(all) => all.iter().map(|m| format!("[{}]{}", m.name, m.address)).collect::<Vec<_>>().join(" "),
            Err((fault, text)) => format!("{fault:?} in {text}"),
        }
    }

    #[test]
    fn lists_are_read_as_people_write_them() {
        for (text, want) in [
            ("a@b.org", "[]a@b.org"),
            ("a@b.org, c@d.org; e@f.org,", "[]a@b.org []c@d.org []e@f.org"),
            ("Jin  Yang <jin@b.org>", "[Jin Yang]jin@b.org"),
            ("Yang, Jin <jin@b.org>, c@d.org", "[Yang, Jin]jin@b.org []c@d.org"),
            ("\"Yang, \\\"J\\\" @ home\" <jin@b.org>", "[Yang, \"J\" @ home]jin@b.org"),
            ("양진 <jin@한국.kr>", "[양진]jin@xn--3e0b707e.kr"),
            ("First.Last+tag@Mail.Example.ORG", "[]First.Last+tag@mail.example.org"),
            ("", ""),
            (" , ", ""),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for (text, fault) in [
            ("nobody", "NoAt"),
            ("a@b.org, nobody", "NoAt"),
            ("a@b@c.org", "NoAt"),
            ("mailto:a@b.org?bcc=c@d.org", "Scheme"),
            ("MAILTO:a@b.org", "Scheme"),
            ("https://x.org/@a", "Scheme"),
            ("@b.org", "Half"),
            ("a@", "Half"),
            ("a b@c.org", "Odd(' ')"),
            ("a@b.org c", "Odd(' ')"),
            ("a@b.org\r\nBcc: c", "Odd('\\r')"),
            ("a:b@c.org", "Odd(':')"),
            ("양@b.org", "Letters"),
            ("a..b@c.org", "Points"),
            ("a@localhost", "Host"),
            ("a@127.0.0.1", "Host"),
            ("a@[127.0.0.1]", "Host"),
            ("a@-b.org", "Host"),
            ("a@b..org", "Host"),
            ("a@b_c.org", "Host"),
            ("<a@b.org> x", "Odd('<')"),
        ] {
            assert!(read(text).starts_with(fault), "{text}: {}", read(text));
        }
        assert!(read(&format!("{}@b.org", "a".repeat(65))).starts_with("Long"));
    }

    #[test]
    fn a_message_shows_a_value_on_one_line() {
        let said = Fault::NoAt.said(&format!("a\n`b` {}", "c".repeat(100)));
        assert!(said.message.starts_with("`a·'b' ccc") && said.message.contains("…` is no mail address"));
    }
}
