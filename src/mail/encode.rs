//! How bytes and texts are written in messages: base64 and quoted-printable (RFC 2045), in lines of 76 characters.

use crate::base::escape;

/// Bytes that fill a line of base64.
const LINE: usize = 57;
/// The longest line of quoted-printable.
const LONGEST: usize = 76;

/// A text as a part of a message holds it.
#[derive(Debug)]
pub(super) struct Body {
    /// `quoted-printable` or `base64`.
    pub encoding: &'static str,
    /// The lines.
    pub bytes: Vec<u8>,
}

impl Body {
    /// Encodes `text`, whose lines end with `\n`, whichever way is shorter: Korean takes three times its bytes when it
    /// is quoted.
    pub fn of(text: &str) -> Body {
        let quoted = quoted(text);
        let lines = text.replace('\n', "\r\n");
        if quoted.len() <= base64_size(lines.len()) {
            return Body { encoding: "quoted-printable", bytes: quoted };
        }
        let mut bytes = Vec::new();
        base64(lines.as_bytes(), &mut bytes);
        Body { encoding: "base64", bytes }
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The two signs of each twelve bits: half the look-ups of one sign at a time.
static PAIRS: [[u8; 2]; 4096] = {
    let mut pairs = [[0; 2]; 4096];
    let mut n = 0;
    while n < 4096 {
        pairs[n] = [ALPHABET[n >> 6], ALPHABET[n & 63]];
        n += 1;
    }
    pairs
};

/// Bytes that so many bytes take in base64, line ends included.
pub(super) fn base64_size(bytes: usize) -> usize {
    bytes.div_ceil(3) * 4 + 2 * bytes.div_ceil(LINE)
}

/// Adds `bytes` in base64, in lines.
pub(super) fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    out.reserve(base64_size(bytes.len()));
    let mut full = bytes.chunks_exact(LINE);
    for chunk in &mut full {
        let mut line = [0; LINE / 3 * 4 + 2];
        for (three, four) in chunk.chunks_exact(3).zip(line.chunks_exact_mut(4)) {
            let bits = usize::from(three[0]) << 16 | usize::from(three[1]) << 8 | usize::from(three[2]);
            four[..2].copy_from_slice(&PAIRS[bits >> 12]);
            four[2..].copy_from_slice(&PAIRS[bits & 0xfff]);
        }
        let end = line.len() - 2;
        line[end..].copy_from_slice(b"\r\n");
        out.extend_from_slice(&line);
    }
    if !full.remainder().is_empty() {
        out.extend(base64_word(full.remainder()).bytes());
        out.extend_from_slice(b"\r\n");
    }
}

/// A few bytes in base64, without line ends.
pub(super) fn base64_word(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(base64_size(bytes.len()));
    for chunk in bytes.chunks(3) {
        let at = |i: usize| usize::from(chunk.get(i).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let signs = [PAIRS[bits >> 12], PAIRS[bits & 0xfff]].concat();
        let used = chunk.len() + 1;
        out.extend(signs.iter().take(used).map(|sign| char::from(*sign)));
        out.extend(std::iter::repeat_n('=', 4 - used));
    }
    out
}

/// `text` in quoted-printable.
fn quoted(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + text.len() / 8);
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        quoted_line(line, &mut out);
        out.extend_from_slice(b"\r\n");
    }
    out
}

fn quoted_line(line: &str, out: &mut Vec<u8>) {
    let mut column = 0;
    // Programs that pass mail on change lines that begin so.
    let guarded = line.starts_with("From ") || line.starts_with('.');
    for (at, c) in line.char_indices() {
        let last = at + c.len_utf8() == line.len();
        let plain = matches!(c, '!'..='<' | '>'..='~') || matches!(c, ' ' | '\t') && !last;
        let plain = plain && !(at == 0 && guarded);
        let width = if plain { 1 } else { 3 * c.len_utf8() };
        // The last column is that of the sign that the line goes on.
        if column + width > LONGEST - 1 {
            out.extend_from_slice(b"=\r\n");
            column = 0;
        }
        column += width;
        let mut utf8 = [0; 4];
        for byte in c.encode_utf8(&mut utf8).bytes() {
            if plain {
                out.push(byte);
            } else {
                out.push(b'=');
                out.extend(escape::hexadecimal(byte));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (bytes, word) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64_word(bytes.as_bytes()), word);
        }
        let mut out = Vec::new();
        base64(&[0xff; 58], &mut out);
        assert_eq!(out, format!("{}\r\n/w==\r\n", "/".repeat(76)).into_bytes());
        assert_eq!(out.len(), base64_size(58));
    }

    #[test]
    fn quoted_lines_are_short_and_end_with_no_white() {
        let long = format!("{} = ü \nFrom here\n.\n\n", "word ".repeat(40));
        let text = String::from_utf8(quoted(&long)).unwrap();
        assert!(text.split("\r\n").all(|l| l.len() <= 76 && !l.ends_with(' ')), "{text}");
        assert!(text.ends_with("=3D =C3=BC=20\r\n=46rom here\r\n=2E\r\n\r\n"), "{text}");
    }

    #[test]
    fn korean_goes_in_base64() {
        assert_eq!(Body::of("한국어로 쓴 편지입니다.\n").encoding, "base64");
        assert_eq!(Body::of("Café, and a letter that is mostly ASCII.\n").encoding, "quoted-printable");
    }
}
