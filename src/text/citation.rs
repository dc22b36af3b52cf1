//! Finds citations in Markdown: `[@key]`, `[@key, p. 14]`, `[see @one; @two]` as Pandoc and Quarto write them.

use std::ops::Range;

/// A citation with one or more sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The bytes from `[` to `]`.
    pub range: Range<usize>,
    /// What it cites, in order.
    pub items: Vec<Cited>,
}

/// One source of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its key.
    pub key: String,
    /// The key's bytes, without the `@`.
    pub key_range: Range<usize>,
    /// What stands before the `@`: "see".
    pub prefix: String,
    /// The place in the source: "p. 14".
    pub locator: Option<String>,
}

/// All citations in `text`, in order. Code spans and escaped brackets hold none.
pub fn citations(text: &str) -> Vec<Citation> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        at = match bytes[at] {
            b'\\' => at + 2,
            b'`' => after_code(text, at),
            b'[' => match citation_at(text, at) {
                Some(c) => {
                    let end = c.range.end;
                    found.push(c);
                    end
                }
                None => at + 1,
            },
            _ => at + 1,
        };
    }
    found
}

/// The citation whose `[` stands at `start`, if one does.
pub fn citation_at(text: &str, start: usize) -> Option<Citation> {
    let inner = text.get(start..)?.strip_prefix('[')?;
    let close = inner.find(['[', ']'])?;
    if inner.as_bytes()[close] != b']' {
        return None;
    }
    let mut items = Vec::new();
    let mut at = start + 1;
    for part in inner[..close].split(';') {
        items.push(cited(part, at)?);
        at += part.len() + 1;
    }
    Some(Citation { range: start..start + close + 2, items })
}

fn cited(part: &str, start: usize) -> Option<Cited> {
    let sign = part.find('@')?;
    let prefix = part[..sign].trim();
    if part[..sign].ends_with(|c: char| c.is_alphanumeric()) {
        return None; // an address for mail
    }
    let rest = &part[sign + 1..];
    let key = &rest[..rest.find(|c: char| !is_key(c)).unwrap_or(rest.len())];
    // Pandoc: punctuation inside a key, never at its end.
    let key = key.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
    if key.is_empty() {
        return None;
    }
    let locator = rest[key.len()..].trim_start_matches(',').trim();
    let from = start + sign + 1;
    Some(Cited {
        key: key.to_owned(),
        key_range: from..from + key.len(),
        prefix: prefix.trim_end_matches('-').trim().to_owned(),
        locator: (!locator.is_empty()).then(|| locator.to_owned()),
    })
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || "_-:.#$%&+?<>~/".contains(c)
}

/// The offset behind the code span that opens at `start`, or behind its backticks where none closes it.
fn after_code(text: &str, start: usize) -> usize {
    let ticks = text[start..].bytes().take_while(|b| *b == b'`').count();
    let mut at = start + ticks;
    while let Some(next) = text[at..].find('`') {
        let run = text[at + next..].bytes().take_while(|b| *b == b'`').count();
        at += next + run;
        if run == ticks {
            return at;
        }
    }
    start + ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        citations(text).into_iter().flat_map(|c| c.items).map(|i| i.key).collect()
    }

    #[test]
    fn finds_keys() {
        assert_eq!(keys("a [@one], [@two, p. 3; see @three_x]."), ["one", "two", "three_x"]);
    }

    #[test]
    fn passes_over_code_escapes_links_and_mail() {
        assert_eq!(keys(r"`[@no]` \[@no] [text](@no) [me@example.org] [@yes.]"), ["yes"]);
    }

    #[test]
    fn gives_places_and_locators() {
        let text = "é [see @wfp-2019, p. 14]";
        let c = &citations(text)[0];
        assert_eq!(&text[c.range.clone()], "[see @wfp-2019, p. 14]");
        assert_eq!(&text[c.items[0].key_range.clone()], "wfp-2019");
        assert_eq!(c.items[0].locator.as_deref(), Some("p. 14"));
        assert_eq!(c.items[0].prefix, "see");
    }
}
