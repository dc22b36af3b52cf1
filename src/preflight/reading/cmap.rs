//! Character maps: which bytes make a code, which code is which character of a font, and which text it stands for
//! (ISO 32000-1, 9.7.5 and 9.10.3).

use super::lexer::{Lexer, Operand};
use std::collections::BTreeMap;

/// Most single codes of ranges that are written out one by one.
const MOST: usize = 1 << 17;

/// Most operands of a block. 100 entries of three each are allowed (Adobe Technical Note 5014); some programs write
/// all their codes in one.
const MOST_OPERANDS: usize = 3 << 16;

/// A character map.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    /// Lengths in bytes and the least and greatest code.
    spaces: Vec<(usize, u32, u32)>,
    /// First code, last code, the number of the first.
    cids: Vec<(u32, u32, u32)>,
    texts: BTreeMap<u32, String>,
    /// Written downwards.
    pub(super) vertical: bool,
    /// Each two bytes are a code, and the code is the number.
    identity: bool,
}

impl CMap {
    /// `Identity-H` and `Identity-V`.
    pub(super) fn identity(vertical: bool) -> CMap {
        CMap { vertical, identity: true, ..CMap::default() }
    }
    pub(super) fn parse(data: &[u8]) -> CMap {
        let (mut map, mut lexer, mut operands) =
            (CMap::default(), Lexer::keeping(data, MOST_OPERANDS), Vec::new());
        while let Some(word) = lexer.operator(&mut operands) {
            match word {
                b"endcodespacerange" => operands.chunks_exact(2).for_each(|c| map.space(c)),
                b"endcidrange" => operands.chunks_exact(3).for_each(|c| map.cid_range(c)),
                b"endcidchar" => operands.chunks_exact(2).for_each(|c| map.cid(c)),
                b"endbfchar" => operands.chunks_exact(2).for_each(|c| map.text(c)),
                b"endbfrange" => operands.chunks_exact(3).for_each(|c| map.texts(c)),
                b"def" => {
                    if let [Operand::Name(key), Operand::Number(v)] = &operands[..] {
                        map.vertical |= key == b"WMode" && *v == 1.0;
                    }
                }
                _ => {}
            }
        }
        map
    }
    fn space(&mut self, c: &[Operand]) {
        if let [Operand::Text(low), Operand::Text(high)] = c {
            self.spaces.push((low.len(), code(low), code(high)));
        }
    }
    fn cid_range(&mut self, c: &[Operand]) {
        if let [Operand::Text(low), Operand::Text(high), Operand::Number(first)] = c {
            self.cids.push((code(low), code(high), *first as u32));
        }
    }
    fn cid(&mut self, c: &[Operand]) {
        if let [Operand::Text(at), Operand::Number(cid)] = c {
            self.cids.push((code(at), code(at), *cid as u32));
        }
    }
    fn text(&mut self, c: &[Operand]) {
        if let [Operand::Text(at), Operand::Text(text)] = c {
            self.texts.insert(code(at), utf16(text));
        }
    }
    fn texts(&mut self, c: &[Operand]) {
        let [Operand::Text(low), Operand::Text(high), to] = c else { return };
        let (low, high) = (code(low), code(high));
        let count = (high.saturating_sub(low) as usize + 1).min(MOST.saturating_sub(self.texts.len()));
        for i in 0..count as u32 {
            let text = match to {
                Operand::Text(first) => utf16(&counted(first, i)),
                Operand::Array(list) => match list.get(i as usize) {
                    Some(Operand::Text(text)) => utf16(text),
                    _ => break,
                },
                _ => break,
            };
            self.texts.insert(low.wrapping_add(i), text);
        }
    }
    /// The text that `code` stands for.
    pub(super) fn text_of(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }
    /// The number of `code` in its font.
    pub(super) fn cid_of(&self, code: u32) -> u32 {
        if self.identity {
            return code;
        }
        let found = self.cids.iter().rev().find(|(low, high, _)| (*low..=*high).contains(&code));
        found.map_or(0, |(low, _, first)| first.saturating_add(code - low))
    }
    /// The code at the head of `bytes`, and its length.
    pub(super) fn next(&self, bytes: &[u8]) -> (u32, usize) {
        let most = bytes.len();
        for length in 1..=most.min(4) {
            let found = code(&bytes[..length]);
            let fits = |(n, low, high): &(usize, u32, u32)| {
                let each = |i: usize| {
                    let byte = |v: u32| v >> (8 * (n - 1 - i)) & 255;
                    (byte(*low)..=byte(*high)).contains(&byte(found))
                };
                // A space of more than four bytes has no code, and its bytes are not looked at.
                *n == length && (0..*n).all(each)
            };
            if self.spaces.iter().any(fits) {
                return (found, length);
            }
        }
        let length = if self.spaces.is_empty() { 2 } else { self.spaces[0].0.max(1) }.min(most).max(1);
        (code(&bytes[..length.min(most)]), length)
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0_u32, |v, b| v << 8 | u32::from(*b))
}

/// The last two bytes of `text` counted up by `i`.
fn counted(text: &[u8], i: u32) -> Vec<u8> {
    let mut out = text.to_vec();
    let n = out.len();
    if n >= 2 {
        let last = u32::from(out[n - 2]) << 8 | u32::from(out[n - 1]);
        out[n - 2..].copy_from_slice(&(last.wrapping_add(i) as u16).to_be_bytes());
    } else if n == 1 {
        out[0] = out[0].wrapping_add(i as u8);
    }
    out
}

fn utf16(bytes: &[u8]) -> String {
    if let [one] = bytes {
        return char::from(*one).to_string();
    }
    let units: Vec<u16> = bytes.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_blocks_are_read_whole() {
        for n in [100, 5000] {
            let line = |i: u32| format!("<{:04x}> <{:04x}> <{:04x}>\n", 2 * i, 2 * i + 1, 0x4e00 + i);
            let block = (0..n).map(line).collect::<String>() + "endbfrange";
            let map = CMap::parse(block.as_bytes());
            for i in 0..n {
                let meant = char::from_u32(0x4e00 + i).map(String::from);
                assert_eq!(map.text_of(2 * i), meant.as_deref(), "{i} of {n}");
            }
        }
    }

    #[test]
    fn numbers_beyond_all_fonts_are_no_panic() {
        let map = CMap::parse(
            b"<00000000000000> <ffffffffffffff> <00> <ff> endcodespacerange <00> <ff> 4294967295 endcidrange",
        );
        assert_eq!(map.next(&[7, 7]), (7, 1));
        assert_eq!(map.cid_of(9), u32::MAX);
    }
}
