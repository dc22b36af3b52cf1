//! Addresses of the web, as far as their form tells whether they lead anywhere: nobody asks the network.

/// Why an address leads nowhere, or where no reader of PDF follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is none.
    Empty,
    /// It has no scheme.
    NoScheme,
    /// A character that no address has (RFC 3986).
    Odd(char),
    /// It names no site.
    NoSite,
    /// It names no mailbox.
    NoMailbox,
    /// It has no number to dial.
    NoNumber,
    /// It runs a script.
    Script,
    /// It leads to a file on somebody's disk.
    Disk,
    /// It holds its page itself.
    Inline,
}

impl Fault {
    /// Whether the scheme is one that no reader follows, however the rest is written.
    pub fn is_of_scheme(self) -> bool {
        matches!(self, Fault::Script | Fault::Disk | Fault::Inline)
    }

    /// What is wrong with a link to `address`.
    pub fn said(self, address: &str) -> String {
        let shown = shortened(address.trim());
        match self {
            Fault::Empty => "a link has an empty address".to_owned(),
            Fault::NoScheme => format!("the link `{shown}` lacks its scheme"),
            Fault::Odd(' ') => format!("the link `{shown}` has a space in its address"),
            Fault::Odd(c) => format!("the link `{shown}` has a `{}` in its address", c.escape_default()),
            Fault::NoSite => format!("the link `{shown}` names no site"),
            Fault::NoMailbox => format!("the link `{shown}` names no mailbox"),
            Fault::NoNumber => format!("the link `{shown}` has no number"),
            Fault::Script => format!("the link `{shown}` runs a script"),
            Fault::Disk => format!("the link `{shown}` leads to a file on somebody's disk"),
            Fault::Inline => format!("the link `{shown}` holds its page itself, and no reader opens it"),
        }
    }
}

/// Most characters of an address in a message.
const SHOWN: usize = 60;

fn shortened(address: &str) -> String {
    match address.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &address[..at]),
        None => address.to_owned(),
    }
}

/// What is wrong with an address.
pub fn fault(address: &str) -> Option<Fault> {
    let address = address.trim();
    let Some((scheme, rest)) = address.split_once(':') else {
        return Some(if address.is_empty() { Fault::Empty } else { Fault::NoScheme });
    };
    let scheme = scheme.to_ascii_lowercase();
    // `example.org:80` is a site and its port: no scheme in use has a point.
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-".contains(&b));
    match scheme.as_str() {
        _ if !sound => return Some(Fault::NoScheme),
        "javascript" | "vbscript" => return Some(Fault::Script),
        "file" => return Some(Fault::Disk),
        "data" | "blob" => return Some(Fault::Inline),
        _ => {}
    }
    let odd = |c: &char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(*c);
    if let Some(odd) = address.chars().find(odd) {
        return Some(Fault::Odd(odd));
    }
    let host = rest.strip_prefix("//").map(|r| r.split(['/', '?', '#']).next().unwrap_or_default());
    match scheme.as_str() {
        "http" | "https" if !host.is_some_and(is_host) => Some(Fault::NoSite),
        "mailto" if !is_mail(rest) => Some(Fault::NoMailbox),
        "tel" if !rest.bytes().any(|b| b.is_ascii_digit()) => Some(Fault::NoNumber),
        _ => None,
    }
}

fn is_host(host: &str) -> bool {
    let host = host.rsplit('@').next().unwrap_or_default();
    !host.is_empty() && !host.starts_with(['.', ':', '-']) && !host.contains("..")
}

fn is_mail(rest: &str) -> bool {
    let list = rest.split('?').next().unwrap_or_default();
    // `mailto:?subject=…` is allowed (RFC 6068).
    let sound = |m: &str| m.split_once('@').is_some_and(|(who, host)| !who.is_empty() && is_host(host));
    (list.is_empty() && rest.contains('?')) || (!list.is_empty() && list.split(',').all(sound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_form() {
        for good in [
            "https://example.org/a?b=c#d",
            "mailto:a@b.org?subject=x",
            "tel:+1-202-555-0100",
            "http://[::1]/",
            "mailto:?subject=x",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for (bad, wrong) in [
            ("", Fault::Empty),
            ("www.example.org", Fault::NoScheme),
            ("example.org:80", Fault::NoScheme),
            ("//example.org", Fault::NoScheme),
            ("https://", Fault::NoSite),
            ("https:/example.org", Fault::NoSite),
            ("https://a b.org", Fault::Odd(' ')),
            ("mailto:nobody", Fault::NoMailbox),
            ("tel:none", Fault::NoNumber),
            ("JavaScript:alert(1)", Fault::Script),
            ("vbscript:x", Fault::Script),
            ("file:///c:/a.doc", Fault::Disk),
            ("data:text/html,<b>x</b>", Fault::Inline),
        ] {
            assert_eq!(fault(bad), Some(wrong), "{bad}");
        }
    }

    #[test]
    fn a_long_address_is_shortened_in_a_message() {
        let said = Fault::Inline.said(&format!("data:,{}", "é".repeat(500)));
        assert!(said.chars().count() < 140, "{said}");
    }
}
