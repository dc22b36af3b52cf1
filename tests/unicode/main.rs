//! Unicode's own test data, run through our functions and not only through the crates below them. What the files
//! are and how they were thinned is in README.md beside them.

mod bidi;
mod lines;

use handbill::base::{Ink, Pt};
use handbill::text::{Caps, Figures, Position, Rich, TextStyle};
use std::io::Read;
use std::sync::Arc;

/// The lines of a compressed file, without comments.
fn data(file: &[u8]) -> Vec<String> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("test data");
    text.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect()
}

/// The character of a code point written in hexadecimal.
fn character(code: &str) -> char {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character")
}

fn rich(text: &str) -> Rich {
    let style = TextStyle {
        family: "Source Serif 4".into(),
        weight: 400,
        italic: false,
        size: Pt(10.0),
        ink: Ink::BLACK,
        tracking: 0.0,
        figures: Figures::Lining,
        caps: Caps::AsWritten,
        position: Position::Baseline,
        lang: "".into(),
    };
    Rich::plain(text, &Arc::new(style))
}
