//! Characters that mean something to a format, written so that they mean themselves.

/// Text for XML or HTML: their markup is written out, and `own` says what else stands for a character.
pub fn markup(text: &str, own: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => match own(c) {
                Some(written) => out.push_str(written),
                None => out.push(c),
            },
        }
    }
    out
}

/// A byte as two hexadecimal digits, as PDF, quoted-printable and addresses write it.
pub fn hexadecimal(byte: u8) -> [u8; 2] {
    let digit = |half: u8| b"0123456789ABCDEF"[usize::from(half)];
    [digit(byte >> 4), digit(byte & 15)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_means_itself() {
        let own = |c| (c == '\n').then_some(" ");
        assert_eq!(markup("a < b &\n<!-- -->", own), "a &lt; b &amp; &lt;!-- --&gt;");
    }

    #[test]
    fn bytes_are_two_digits() {
        assert_eq!([0, 10, 255].map(hexadecimal), [*b"00", *b"0A", *b"FF"]);
    }
}
