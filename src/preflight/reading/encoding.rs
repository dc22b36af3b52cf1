//! What the codes of a simple font are called, and so which text they stand for (ISO 32000-1, 9.6.6 and annex D).

use super::font::FontKind;
use super::names::{NAMES, STANDARD};
use super::object::{array_of, dict_of, get, name_of, number, resolve, words};
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The glyph names of a simple font's codes.
#[derive(Clone, Debug)]
pub(super) struct Names {
    base: Base,
    differences: BTreeMap<u32, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// What the font itself says.
    BuiltIn,
    Standard,
    WinAnsi,
    MacRoman,
}

impl Names {
    pub(super) fn read(doc: &Document, font: &Dictionary, kind: FontKind, flags: i64, name: &str) -> Names {
        let none = Names { base: Base::BuiltIn, differences: BTreeMap::new() };
        if kind == FontKind::Composite {
            return none;
        }
        let symbolic = flags >> 2 & 1 == 1 || name.contains("Symbol") || name.contains("Dingbats");
        let otherwise = if symbolic { Base::BuiltIn } else { Base::Standard };
        let named = |n: &[u8]| match n {
            b"WinAnsiEncoding" => Base::WinAnsi,
            b"MacRomanEncoding" => Base::MacRoman,
            b"StandardEncoding" => Base::Standard,
            _ => otherwise,
        };
        match get(doc, font, b"Encoding") {
            Some(Object::Name(n)) => Names { base: named(n), ..none },
            Some(object) => match dict_of(object) {
                Some(dict) => Names {
                    base: name_of(doc, dict, b"BaseEncoding").map_or(otherwise, named),
                    differences: differences(doc, array_of(doc, dict, b"Differences").unwrap_or_default()),
                },
                None => none,
            },
            None => Names { base: otherwise, ..none },
        }
    }
    /// The name of `code`, where the file gives it one.
    pub(super) fn name(&self, code: u32) -> Option<String> {
        if let Some(name) = self.differences.get(&code) {
            return Some(name.clone());
        }
        let byte = u8::try_from(code).ok()?;
        match self.base {
            Base::BuiltIn => None,
            Base::Standard => called(standard(byte)?),
            Base::WinAnsi => called(windows(byte)?),
            Base::MacRoman => called(macintosh(byte)?),
        }
    }
    /// Whether the file says nothing of `code`, so that the font's own names count.
    pub(super) fn is_built_in(&self, code: u32) -> bool {
        self.base == Base::BuiltIn && !self.differences.contains_key(&code)
    }
    /// The text that `code` stands for.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if !self.differences.contains_key(&code) {
            let byte = u8::try_from(code).ok()?;
            match self.base {
                Base::WinAnsi => return windows(byte).map(String::from),
                Base::MacRoman => return macintosh(byte).map(String::from),
                Base::Standard => return standard(byte).map(String::from),
                Base::BuiltIn => {}
            }
        }
        text_of(&self.name(code)?)
    }
}

/// Characters by name and names by character.
type Known = (BTreeMap<&'static str, char>, BTreeMap<char, &'static str>);

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let words: Vec<&str> = NAMES.split_ascii_whitespace().collect();
    let pairs = words.chunks_exact(2).filter_map(|p| Some((p[0].chars().next()?, p[1])));
    let (mut by_name, mut by_char) = (BTreeMap::from([("space", ' ')]), BTreeMap::from([(' ', "space")]));
    for (c, name) in pairs {
        by_name.insert(name, c);
        by_char.insert(c, name);
    }
    (by_name, by_char)
});

/// A name without the variant behind its point: `a` of `a.sc`.
pub(super) fn plain(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The text that a glyph's name stands for, by the rules of the Adobe Glyph List.
fn text_of(name: &str) -> Option<String> {
    let part = |part: &str| {
        let mut chars = part.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => return Some(only),
            (None, _) => return None,
            _ => {}
        }
        let digits = part.strip_prefix("uni").filter(|d| d.len() == 4).or_else(|| part.strip_prefix('u'));
        let coded = digits.filter(|d| d.len() >= 4).and_then(|d| u32::from_str_radix(d, 16).ok());
        KNOWN.0.get(part).copied().or_else(|| char::from_u32(coded?))
    };
    let text: String = plain(name).split('_').filter_map(part).collect();
    (!text.is_empty()).then_some(text)
}

fn called(c: char) -> Option<String> {
    if c.is_ascii_alphabetic() {
        return Some(c.to_string());
    }
    let c = match c {
        '\u{a0}' => ' ',
        '\u{ad}' => '-',
        other => other,
    };
    KNOWN.1.get(&c).map(|n| (*n).to_owned())
}

/// Adobe's standard encoding.
fn standard(byte: u8) -> Option<char> {
    match byte {
        0x27 => Some('’'),
        0x60 => Some('‘'),
        32..=126 => Some(char::from(byte)),
        161..=255 => STANDARD.chars().nth(usize::from(byte) - 161).filter(|c| *c != '\0'),
        _ => None,
    }
}

/// Codes and names of a `Differences` array.
pub(super) fn differences(doc: &Document, list: &[Object]) -> BTreeMap<u32, String> {
    let (mut out, mut code) = (BTreeMap::new(), 0_u32);
    for object in list {
        match resolve(doc, object) {
            Object::Name(name) => {
                out.insert(code, words(name));
                code = code.saturating_add(1);
            }
            other => code = number(other).unwrap_or(0.0).clamp(0.0, 65535.0) as u32,
        }
    }
    out
}

/// Windows code page 1252; codes without a character are bullets (ISO 32000-1, annex D.2).
fn windows(byte: u8) -> Option<char> {
    const UPPER: [char; 32] = [
        '€', '•', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '•', 'Ž', '•', '•', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '•', 'ž', 'Ÿ',
    ];
    match byte {
        0..=31 => None,
        127 => Some('•'),
        128..=159 => Some(UPPER[usize::from(byte) - 128]),
        _ => Some(char::from(byte)),
    }
}

/// Mac OS Roman.
fn macintosh(byte: u8) -> Option<char> {
    const UPPER: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
    match byte {
        0..=31 | 127 => None,
        32..=126 => Some(char::from(byte)),
        _ => UPPER.chars().nth(usize::from(byte) - 128),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_and_texts() {
        let names = Names { base: Base::WinAnsi, differences: BTreeMap::from([(7, "f_i".to_owned())]) };
        assert_eq!(names.name(0x93).as_deref(), Some("quotedblleft"));
        assert_eq!(names.text(0x80).as_deref(), Some("€"));
        assert_eq!(names.text(7).as_deref(), Some("fi"));
        assert_eq!((macintosh(0xde), macintosh(0xca), macintosh(255)), (Some('ﬁ'), Some(' '), Some('ˇ')));
        let standard = Names { base: Base::Standard, differences: BTreeMap::new() };
        assert_eq!((standard.name(65).as_deref(), standard.name(1)), (Some("A"), None));
    }
}
