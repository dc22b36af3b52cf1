//! The XMP packet, read as loosely as search engines and print shops read it: properties by their usual prefix, as
//! elements or as attributes. A packet that is not XML has what can be found in it.

/// A packet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xmp {
    text: String,
}

impl Xmp {
    /// Reads UTF-8, or UTF-16 with its mark.
    pub fn new(bytes: &[u8]) -> Xmp {
        let wide = |little: bool| {
            let unit = |c: &[u8]| {
                if little { u16::from_le_bytes([c[0], c[1]]) } else { u16::from_be_bytes([c[0], c[1]]) }
            };
            String::from_utf16_lossy(&bytes.chunks_exact(2).map(unit).collect::<Vec<_>>())
        };
        let text = match bytes.get(..2) {
            Some([0xff, 0xfe]) => wide(true),
            Some([0xfe, 0xff]) => wide(false),
            _ => String::from_utf8_lossy(bytes).into_owned(),
        };
        Xmp { text }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The value of `prefix:name`: the text of its element, of the first item of its list, or its attribute.
    pub fn property(&self, name: &str) -> Option<String> {
        self.element(name).or_else(|| self.attribute(name))
    }

    fn element(&self, name: &str) -> Option<String> {
        let open = format!("<{name}");
        for (at, _) in self.text.match_indices(&open) {
            let rest = &self.text[at + open.len()..];
            if !rest.starts_with(['>', ' ', '\n', '\r', '\t', '/']) {
                continue;
            }
            let (tag, rest) = rest.split_once('>')?;
            if tag.ends_with('/') {
                return Some(String::new());
            }
            let body = rest.split(&format!("</{name}")).next()?;
            let item = body.split_once("<rdf:li").and_then(|(_, r)| r.split_once('>'));
            let value = item.map_or(body, |(_, r)| r.split("</rdf:li").next().unwrap_or_default());
            return Some(unescaped(value.trim()));
        }
        None
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let key = format!("{name}=");
        let at = self
            .text
            .match_indices(&key)
            .find(|(at, _)| self.text[..*at].ends_with([' ', '\n', '\t', '\r']))?
            .0;
        let rest = &self.text[at + key.len()..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next().map(unescaped)
    }
}

fn unescaped(text: &str) -> String {
    let plain = |entity: &str| match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        e => {
            let digits = e.strip_prefix('#')?;
            let code = digits
                .strip_prefix(['x', 'X'])
                .map_or_else(|| digits.parse(), |h| u32::from_str_radix(h, 16));
            char::from_u32(code.ok()?)
        }
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = match after.split_once(';').and_then(|(e, r)| plain(e).map(|c| (c, r))) {
            Some((c, r)) => {
                out.push(c);
                r
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_lists_and_attributes_are_found() {
        let xmp = Xmp::new(
            b"<rdf:Description pdfuaid:part=\"1\" pdf:Trapped='False'><dc:title><rdf:Alt><rdf:li xml:lang=\"x\">A &amp; \
              B</rdf:li></rdf:Alt></dc:title><xmp:CreateDate>2026</xmp:CreateDate></rdf:Description>",
        );
        let get = |name| xmp.property(name);
        assert_eq!(get("pdfuaid:part").as_deref(), Some("1"));
        assert_eq!(get("pdf:Trapped").as_deref(), Some("False"));
        assert_eq!(get("dc:title").as_deref(), Some("A & B"));
        assert_eq!(get("xmp:CreateDate").as_deref(), Some("2026"));
        assert_eq!(get("xmp:Create"), None);
    }
}
