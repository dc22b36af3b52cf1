//! The tokens of a content stream (ISO 32000-1, 7.8.2). Takes any bytes; gives operators with their operands, and
//! reads on behind what makes no sense.

use super::geom::tame;
use lopdf::{Dictionary, Object, StringFormat};

/// An operand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Operand>),
    Dict(Dictionary),
    Other(bool),
}

impl Operand {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(v) => Some(*v),
            _ => None,
        }
    }
    fn object(self) -> Object {
        match self {
            Operand::Number(v) if v.fract() == 0.0 => Object::Integer(v as i64),
            Operand::Number(v) => Object::Real(v as f32),
            Operand::Name(n) => Object::Name(n),
            Operand::Text(t) => Object::String(t, StringFormat::Literal),
            Operand::Array(a) => Object::Array(a.into_iter().map(Operand::object).collect()),
            Operand::Dict(d) => Object::Dictionary(d),
            Operand::Other(b) => Object::Boolean(b),
        }
    }
}

/// The operands that any operator may have; those before them are dropped (ISO 32000-1, annex C, asks for 33).
const MOST_OPERANDS: usize = 256;
/// Arrays and dictionaries in each other.
const DEEPEST: usize = 24;

pub(super) struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
    /// Operands that are kept.
    most: usize,
}

enum Token<'a> {
    Value(Operand),
    Word(&'a [u8]),
    /// `]`, `>>`, `}` or `)`: it ends what is open, or means nothing.
    End,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(data: &'a [u8]) -> Lexer<'a> {
        Lexer { data, at: 0, most: MOST_OPERANDS }
    }
    /// One that keeps up to `most` operands, for text that is no content of a page.
    pub(super) fn keeping(data: &'a [u8], most: usize) -> Lexer<'a> {
        Lexer { data, at: 0, most }
    }
    /// The next operator; `operands` become what stands before it.
    pub(super) fn operator(&mut self, operands: &mut Vec<Operand>) -> Option<&'a [u8]> {
        operands.clear();
        loop {
            match self.token(0)? {
                Token::Word(word) => {
                    operands.drain(..operands.len().saturating_sub(self.most));
                    return Some(word);
                }
                Token::Value(value) => {
                    // Many at once, so that each is moved but once.
                    if operands.len() >= 2 * self.most {
                        operands.drain(..self.most);
                    }
                    operands.push(value);
                }
                Token::End => {}
            }
        }
    }
    /// The dictionary and the data of an inline image, behind `BI`.
    pub(super) fn inline_image(&mut self) -> Option<(Dictionary, &'a [u8])> {
        let mut dict = Dictionary::new();
        let mut key = None;
        loop {
            match self.token(0)? {
                Token::Word(b"ID") => break,
                Token::Word(b"EI") => return None,
                Token::Value(value) => match (key.take(), value) {
                    (None, Operand::Name(name)) => key = Some(name),
                    (None, _) => {}
                    (Some(name), value) => dict.set(name, value.object()),
                },
                _ => {}
            }
        }
        // One white space stands between ID and the data.
        let start = (self.at + 1).min(self.data.len());
        let end = self.end_of_image(start);
        Some((dict, &self.data[start..end]))
    }
    /// The data ends at an `EI` between white space behind which text goes on.
    fn end_of_image(&mut self, start: usize) -> usize {
        let mut from = start;
        while let Some(i) = self.data[from..].windows(2).position(|w| w == b"EI") {
            let at = from + i;
            let before = at == start || is_white(self.data[at - 1]);
            let after = self.data.get(at + 2).is_none_or(|b| is_white(*b));
            let rest = &self.data[at + 2..(at + 12).min(self.data.len())];
            let plain = rest.iter().all(|b| matches!(b, b'\n' | b'\r' | b'\t' | 32..=126));
            if before && after && plain {
                self.at = at + 2;
                return if at > start { at - 1 } else { at };
            }
            from = at + 2;
        }
        self.at = self.data.len();
        self.data.len()
    }
    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        self.blank();
        let first = *self.data.get(self.at)?;
        Some(match first {
            b'0'..=b'9' | b'+' | b'-' | b'.' => Token::Value(Operand::Number(self.number())),
            b'/' => Token::Value(Operand::Name(self.name())),
            b'(' => Token::Value(Operand::Text(self.literal())),
            b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Token::Value(Operand::Dict(self.dictionary(depth + 1)))
            }
            b'<' => Token::Value(Operand::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                Token::Value(Operand::Array(self.array(depth + 1)))
            }
            b']' | b'>' | b'{' | b'}' | b')' => {
                self.at += 1;
                Token::End
            }
            _ => self.word(),
        })
    }
    /// Over white space and remarks.
    fn blank(&mut self) {
        while let Some(&b) = self.data.get(self.at) {
            if b == b'%' {
                let end = self.data[self.at..].iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at = end.map_or(self.data.len(), |n| self.at + n);
            } else if is_white(b) {
                self.at += 1;
            } else {
                return;
            }
        }
    }
    fn regular(&mut self) -> &'a [u8] {
        let start = self.at;
        let length = self.data[start..].iter().position(|b| is_white(*b) || is_delimiter(*b));
        self.at = length.map_or(self.data.len(), |n| start + n);
        &self.data[start..self.at]
    }
    fn word(&mut self) -> Token<'a> {
        match self.regular() {
            b"true" => Token::Value(Operand::Other(true)),
            b"false" => Token::Value(Operand::Other(false)),
            b"null" => Token::End,
            word => Token::Word(word),
        }
    }
    /// Numbers as they are found: signs in the middle and second points end them.
    fn number(&mut self) -> f64 {
        let (mut value, mut scale, mut negative, mut digits) = (0.0_f64, 0.0_f64, false, 0);
        while let Some(&b) = self.data.get(self.at) {
            match b {
                b'0'..=b'9' => {
                    digits += 1;
                    let digit = f64::from(b - b'0');
                    if scale > 0.0 {
                        value += digit * scale;
                        scale /= 10.0;
                    } else {
                        value = value * 10.0 + digit;
                    }
                }
                b'.' if scale == 0.0 => scale = 0.1,
                b'-' if digits == 0 => negative = true,
                b'+' if digits == 0 => {}
                _ => break,
            }
            self.at += 1;
        }
        // What sticks to a number, as in `0.5.5` or `1-2`, belongs to no other token.
        if self.data.get(self.at).is_some_and(|b| matches!(b, b'.' | b'-' | b'+')) {
            self.regular();
        }
        tame(if negative { -value } else { value })
    }
    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let (mut out, mut i) = (Vec::with_capacity(raw.len()), 0);
        while i < raw.len() {
            let hex = raw.get(i + 1..i + 3).and_then(|h| std::str::from_utf8(h).ok());
            match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                Some(byte) if raw[i] == b'#' => {
                    out.push(byte);
                    i += 3;
                }
                _ => {
                    out.push(raw[i]);
                    i += 1;
                }
            }
        }
        out
    }
    fn hexadecimal(&mut self) -> Vec<u8> {
        let start = self.at + 1;
        let length = self.data[start..].iter().position(|b| *b == b'>').unwrap_or(self.data.len() - start);
        self.at = (start + length + 1).min(self.data.len());
        let digits = self.data[start..start + length].iter().filter_map(|b| char::from(*b).to_digit(16));
        let digits: Vec<u8> = digits.map(|d| d as u8).collect();
        digits.chunks(2).map(|c| c[0] << 4 | c.get(1).unwrap_or(&0)).collect()
    }
    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut open) = (Vec::new(), 1_usize);
        while let Some(&b) = self.data.get(self.at) {
            self.at += 1;
            match b {
                b'(' => open += 1,
                b')' if open == 1 => break,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(b);
        }
        out
    }
    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(&b) = self.data.get(self.at) else { return };
        self.at += 1;
        match b {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => self.at += usize::from(self.data.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(b - b'0');
                for _ in 0..2 {
                    let Some(d @ b'0'..=b'7') = self.data.get(self.at) else { break };
                    code = code * 8 + u32::from(d - b'0');
                    self.at += 1;
                }
                out.push(code as u8);
            }
            other => out.push(other),
        }
    }
    fn array(&mut self, depth: usize) -> Vec<Operand> {
        let mut out = Vec::new();
        if depth >= DEEPEST {
            return out;
        }
        loop {
            self.blank();
            if self.data.get(self.at) == Some(&b']') {
                self.at += 1;
                break;
            }
            match self.token(depth) {
                Some(Token::Value(value)) => out.push(value),
                // An operator in an array: its bracket is missing.
                Some(Token::Word(word)) => {
                    self.at -= word.len();
                    break;
                }
                Some(Token::End) => {}
                None => break,
            }
        }
        out
    }
    fn dictionary(&mut self, depth: usize) -> Dictionary {
        let mut out = Dictionary::new();
        let mut key = None;
        if depth >= DEEPEST {
            return out;
        }
        loop {
            self.blank();
            if self.data[self.at..].starts_with(b">>") {
                self.at += 2;
                break;
            }
            match self.token(depth) {
                Some(Token::Value(value)) => match (key.take(), value) {
                    (None, Operand::Name(name)) => key = Some(name),
                    (None, _) => {}
                    (Some(name), value) => out.set(name, value.object()),
                },
                Some(_) => {}
                None => break,
            }
        }
        out
    }
}

pub(super) fn is_white(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(b: u8) -> bool {
    matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<(Vec<Operand>, Vec<u8>)> {
        let mut lexer = Lexer::new(text);
        let (mut operands, mut out) = (Vec::new(), Vec::new());
        while let Some(word) = lexer.operator(&mut operands) {
            out.push((operands.clone(), word.to_vec()));
        }
        out
    }

    #[test]
    fn operands_stand_before_their_operator() {
        let found = read(b"1 -.5 m % gone\n/F#31 12 Tf [(a\\)b) -20 <4142>]TJ /Span<</MCID 3/A[1 2]>>BDC");
        assert_eq!(found[0], (vec![Operand::Number(1.0), Operand::Number(-0.5)], b"m".to_vec()));
        assert_eq!(found[1].0[0], Operand::Name(b"F1".to_vec()));
        let Operand::Array(shown) = &found[2].0[0] else { panic!("{:?}", found[2]) };
        assert_eq!(shown[0], Operand::Text(b"a)b".to_vec()));
        assert_eq!(shown[2], Operand::Text(b"AB".to_vec()));
        let Operand::Dict(properties) = &found[3].0[1] else { panic!("{:?}", found[3]) };
        assert_eq!(properties.get(b"MCID").unwrap().as_i64().unwrap(), 3);
    }

    #[test]
    fn an_inline_image_ends_where_its_data_does() {
        let mut lexer = Lexer::new(b"BI /W 2 /H 1 ID \xff\x00EI\x01\x02 EI Q");
        let mut operands = Vec::new();
        assert_eq!(lexer.operator(&mut operands), Some(b"BI".as_slice()));
        let (dict, data) = lexer.inline_image().unwrap();
        assert_eq!((dict.len(), data), (2, b"\xff\x00EI\x01\x02".as_slice()));
        assert_eq!(lexer.operator(&mut operands), Some(b"Q".as_slice()));
    }

    #[test]
    fn nonsense_ends() {
        for text in
            ["[[[[", "<<<<", "((((", ">>>>", "]]] ] )) }", "<", "/", "1e99 --5 +-.", "\\", "[ 1 Q ] Q"]
        {
            read(text.as_bytes());
        }
        read(&b"[".repeat(100_000));
        read(&b"<<".repeat(100_000));
        assert_eq!(
            read(b"[ 1 2 Q"),
            vec![(vec![Operand::Array(vec![Operand::Number(1.0), Operand::Number(2.0)])], b"Q".to_vec())]
        );
    }
}
