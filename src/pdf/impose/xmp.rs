//! What a stranger's XMP packet says, read loosely: names by their usual prefix, as elements or as attributes. Takes
//! text, which need be no XML, and gives words.

/// Longest text that is believed: a title, no novel.
const LONGEST: usize = 2_000;

/// A packet.
pub(in crate::pdf) struct Xmp {
    /// As it stands in the file.
    pub text: String,
}

impl Xmp {
    /// The words of an element, or of the first item of its list; or of the attribute.
    pub(in crate::pdf) fn text_of(&self, name: &str) -> Option<String> {
        let text = self.element(name).or_else(|| self.attribute(name))?;
        let plain = unescaped(text.trim());
        let fair = !plain.is_empty() && plain.len() <= LONGEST && !plain.contains(char::is_control);
        fair.then_some(plain)
    }

    fn element(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(&format!("<{name}"))?;
        let (attributes, rest) = rest.split_once('>')?;
        if attributes.ends_with('/') {
            return None;
        }
        let (body, _) = rest.split_once(&format!("</{name}>"))?;
        match body.split_once("<rdf:li").and_then(|(_, item)| item.split_once('>')) {
            Some((_, item)) => item.split("</rdf:li").next(),
            None => (!body.contains('<')).then_some(body),
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(&format!(" {name}="))?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(value, _)| value)
    }
}

/// A property as an attribute or as an element; a few characters, all of ASCII.
pub(in crate::pdf) fn value(xmp: &str, name: &str) -> Option<String> {
    let after = xmp
        .split_once(&format!("{name}="))
        .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next())
        .or_else(|| xmp.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split('<').next()))?;
    let plain = after.trim();
    (!plain.is_empty() && plain.len() <= 20 && plain.is_ascii()).then(|| plain.to_owned())
}

/// Text with its characters in place of their names; what is no name stays.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest.find(';').and_then(|end| Some((character(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_elements_lists_and_attributes() {
        let xmp = |text: &str| Xmp { text: text.into() };
        let list = "<dc:title><rdf:Alt>\n<rdf:li xml:lang=\"x-default\">A &lt;B&gt; &#x26; C & D</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(xmp(list).text_of("dc:title").as_deref(), Some("A <B> & C & D"));
        let attribute = "<rdf:Description xmp:CreateDate='2026-03-09'/>";
        assert_eq!(xmp(attribute).text_of("xmp:CreateDate").as_deref(), Some("2026-03-09"));
        let element = "<xmp:CreateDate>2026-03-09T00:00:00Z</xmp:CreateDate>";
        assert_eq!(xmp(element).text_of("xmp:CreateDate").as_deref(), Some("2026-03-09T00:00:00Z"));
        for broken in
            ["", "<dc:title", "<dc:title/>", "<dc:title><rdf:li", "<dc:title>", "a dc:title=", "x dc:title='"]
        {
            assert_eq!(xmp(broken).text_of("dc:title"), None, "{broken}");
        }
    }
}
