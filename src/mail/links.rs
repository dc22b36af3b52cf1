//! Links of a message: which are followed, and addresses that stand bare among the words.

use crate::base::address::{self, Fault};
use std::ops::Range;

/// What mail programs follow.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What is wrong with a link in a message, and the way out.
pub(super) fn fault(target: &str) -> Option<(String, &'static str)> {
    let shown = super::address::shown(target);
    if target.starts_with('#') {
        let help = "a message has no places to lead to: write the address of a page, or no link";
        return Some((format!("the link `{shown}` leads to no page"), help));
    }
    if let Some(fault) = address::fault(target) {
        let help = match fault {
            Fault::NoScheme | Fault::Empty => "write addresses in full, with `https://` or `mailto:`",
            _ => "write the address of a page, of a mailbox or of a telephone",
        };
        return Some((fault.said(target), help));
    }
    let (scheme, rest) = target.split_once(':')?;
    if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        let help = "write `https://`, `mailto:` or `tel:`";
        return Some((format!("mail programs do not follow the link `{shown}`"), help));
    }
    // A link that adds recipients or files to the reader's answer is a trick.
    let keys = rest.split_once('?').map_or("", |(_, keys)| keys);
    let fine = |key: &str| ["subject", "body"].contains(&key.to_ascii_lowercase().as_str());
    let mut keys = keys.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    let tricks = scheme.eq_ignore_ascii_case("mailto") && keys.any(|key| !key.is_empty() && !fine(key));
    tricks.then(|| {
        let help = "a link to a mailbox may hold `subject` and `body`, and nothing else";
        (format!("the link `{shown}` fills in more than a subject"), help)
    })
}

/// Where addresses of pages and mailboxes stand in `text`, and where each leads. In order.
pub(super) fn bare(text: &str) -> Vec<(Range<usize>, String)> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'));
    let found = words.filter_map(|word| {
        let word = word.trim_start_matches(['(', '[', '\'', '‘', '«', '„']);
        let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '\'', '’', '…', '»']);
        // A bracket that the address opens itself belongs to it.
        let word = if word.contains('(') { word } else { word.trim_end_matches([')', '.', ',']) };
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Some((start..start + word.len(), leads_to(word)?))
    });
    found.collect()
}

fn leads_to(word: &str) -> Option<String> {
    let is_page = word.starts_with("https://") || word.starts_with("http://");
    let target = match (is_page, word.starts_with("www.")) {
        (true, _) => word.to_owned(),
        (_, true) => format!("https://{word}"),
        _ if word.contains('@') => format!("mailto:{}", super::address::address(word).ok()?),
        _ => return None,
    };
    fault(&target).is_none().then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_are_found() {
        let found = |text: &str| {
            let found = bare(text).into_iter().map(|(at, to)| format!("{} -> {to}", &text[at]));
            found.collect::<Vec<_>>().join("; ")
        };
        assert_eq!(
            found("See https://x.org/a_(b), or (www.y.org)."),
            "https://x.org/a_(b) -> https://x.org/a_(b); www.y.org -> https://www.y.org"
        );
        assert_eq!(found("Write to jin@b.org."), "jin@b.org -> mailto:jin@b.org");
        assert_eq!(found("a @ b, @jin, 1/2, javascript:x, and/or"), "");
    }

    #[test]
    fn links_with_tricks_are_refused() {
        for good in ["https://x.org", "mailto:a@b.org?subject=x&body=y", "tel:+12025550100", "HTTPS://X.ORG"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "mailto:a@b.org?bcc=c@d.org",
            "mailto:a@b.org?subject=x&attach=/etc/passwd",
            "javascript:alert(1)",
            "ftp://x.org",
            "#part",
            "www.x.org",
            "cid:a",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
