//! The values of an edition's settings: each is what it means, or is reported with its place and a way out.

use super::super::assemble::page_size;
use super::super::inputs::Inputs;
use crate::base::meant::suggest;
use crate::base::{Pt, Size, Text};
use crate::edition::{Condition, Marks, Sources, Standard};
use crate::theme::PageSpec;

/// The code of a value that a setting cannot have.
const CODE: &str = "bad-edition-setting";

/// Shops ask for 0.125 to 0.25 in (Edwards Brothers, Canon, Princeton Alumni Weekly); more than twice that is a slip.
const MOST_BLEED: Pt = Pt::inches(0.5);
/// Newspapers hold 240 % (Kodak), no condition under 150; four full plates are 400.
const INK: std::ops::RangeInclusive<f64> = 150.0..=400.0;
/// Fonts and tags of one page take some 20 kB; mail servers stop long before 100 MB.
const SIZE: std::ops::RangeInclusive<f64> = 20e3..=100e6;

fn wrong(field: &str, text: &Text, help: impl Into<String>, inputs: &mut Inputs<'_>) {
    inputs.error(CODE, text.span, format!("`{field}` cannot be `{}`", text.trimmed()), help);
}

/// A paper; one with a name lies as the sheet's page does.
pub(super) fn paper(size: &[Text], page: &PageSpec, inputs: &mut Inputs<'_>) -> Option<Size> {
    let paper = page_size(size, inputs)?;
    let turned = (paper.w > paper.h) != (page.size.w > page.size.h) && size.len() == 1;
    Some(if turned { Size { w: paper.h, h: paper.w } } else { paper })
}

pub(super) fn bleed(text: &Text, inputs: &mut Inputs<'_>) -> Option<Pt> {
    let none = matches!(text.trimmed(), "0" | "none" | "false");
    let length = if none { Some(Pt::ZERO) } else { Pt::parse(text) };
    let bleed = length.filter(|l| *l <= MOST_BLEED);
    if bleed.is_none() {
        let help = "write a length from 0 to 0.5in, as the shop asks for it: `0.125in`, `3mm`";
        wrong("bleed", text, help, inputs);
    }
    bleed
}

pub(super) fn marks(text: &Text, inputs: &mut Inputs<'_>) -> Option<Marks> {
    match text.trimmed() {
        "true" | "crop" => Some(Marks::Crop),
        "false" | "none" => Some(Marks::None),
        _ => {
            wrong("marks", text, "write `true` or `false`", inputs);
            None
        }
    }
}

pub(super) fn ink_limit(text: &Text, inputs: &mut Inputs<'_>) -> Option<f64> {
    let number = text.trimmed().trim_end_matches('%').trim_end().parse::<f64>().ok();
    let limit = number.filter(|n| INK.contains(n));
    if limit.is_none() {
        let help =
            "write the per cent of all inks together, from 150 to 400: coated paper takes `300`, toner `260`";
        wrong("ink_limit", text, help, inputs);
    }
    limit
}

/// Bytes: thousands and millions, as mail programs and file managers count.
pub(super) fn max_size(text: &Text, inputs: &mut Inputs<'_>) -> Option<u64> {
    let words = text.trimmed();
    let number = words.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match words[number.len()..].to_ascii_lowercase().as_str() {
        "kb" => Some(1e3),
        "mb" => Some(1e6),
        _ => None,
    };
    let size = unit.zip(number.trim_end().parse::<f64>().ok()).map(|(unit, n)| unit * n);
    let size = size.filter(|s| SIZE.contains(s));
    if size.is_none() {
        let help = "write a size from 20 kB to 100 MB with its unit: `2 MB`, `500 kB`";
        wrong("max_size", text, help, inputs);
    }
    size.map(|s| s.round() as u64)
}

pub(super) fn sources(text: &Text, inputs: &mut Inputs<'_>) -> Option<Sources> {
    match text.trimmed() {
        "foot" => Some(Sources::Foot),
        "end" => Some(Sources::End),
        "both" => Some(Sources::Both),
        word => {
            wrong("sources", text, suggest(word, &["foot", "end", "both"]), inputs);
            None
        }
    }
}

pub(super) fn standard(text: &Text, inputs: &mut Inputs<'_>) -> Option<&'static [Standard]> {
    let plain = text.trimmed().to_lowercase().replace("pdf/", "");
    match plain.as_str() {
        "x-4" | "x4" => Some(&[Standard::X4]),
        "x-1a" | "x1a" | "x-1a:2003" => Some(&[Standard::X1a]),
        _ => {
            wrong("standard", text, "write `x-4`, or `x-1a` for a shop that asks for it", inputs);
            None
        }
    }
}

/// In a printer's profile: the sheet is to name the condition.
pub(super) const ASK: &str = "ask";

pub(super) fn condition(text: &Text, inputs: &mut Inputs<'_>) -> Option<Condition> {
    let word = text.trimmed();
    if matches!(word.to_lowercase().as_str(), "fogra39" | "fogra39l") {
        return Some(Condition::Fogra39);
    }
    if word == ASK {
        return None;
    }
    let ending = word.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !word.contains(['.', '/', '\\']) {
        let message = format!("`{word}` is not built in: `FOGRA39` is");
        let help =
            "ask the print shop for the ICC file of its condition and name it: `condition: GRACoL2013.icc`";
        inputs.error("bad-condition", text.span, message, help);
        return None;
    }
    let loaded = inputs.bytes(text)?;
    // Without its folder: the file that is made is the same wherever the sheet stands.
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word).into();
    let condition = Condition::File { name, profile: loaded.bytes.clone() };
    // The limit matters to no table.
    let damaged = || condition.press(*INK.end()).err().map(|why| format!("not to be used: {why}"));
    match not_a_press(&loaded.bytes).or_else(damaged) {
        None => Some(condition),
        Some(what) => {
            let message = format!("`{word}` is {what}");
            let help = match ending.as_str() {
                "icc" | "icm" => "take the profile of a press, with CMYK inks; print shops give theirs",
                _ => "name an ICC file, which ends in `.icc` or `.icm`",
            };
            inputs.error("bad-condition", text.span, message, help);
            None
        }
    }
}

/// Why bytes are no profile of a printing condition (ICC.1:2022, 7.2: size at 0, class at 12, colour space at 16,
/// signature at 36).
fn not_a_press(profile: &[u8]) -> Option<String> {
    let part = |at: usize| profile.get(at..at + 4);
    let size = part(0).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes);
    if part(36) != Some(b"acsp") {
        return Some("no ICC profile".to_owned());
    }
    if size.is_some_and(|s| s as usize > profile.len()) {
        return Some("an ICC profile that is cut off".to_owned());
    }
    match (part(12), part(16)) {
        (Some(b"prtr"), Some(b"CMYK")) => None,
        (_, Some(b"CMYK")) => Some("not the profile of a printing condition, but of another kind".to_owned()),
        (_, space) => {
            let space = String::from_utf8_lossy(space.unwrap_or_default()).trim().to_owned();
            Some(format!("a profile for {space}, and a press prints with CMYK"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_known_by_its_header() {
        let fogra: &[u8] = include_bytes!("../../../assets/icc/FOGRA39L_coated.icc");
        assert_eq!(not_a_press(fogra), None);
        assert!(not_a_press(&fogra[..4000]).is_some_and(|w| w.contains("cut off")));
        assert!(not_a_press(b"nothing").is_some_and(|w| w.contains("no ICC")));
        assert!(not_a_press(&crate::base::icc::srgb()).is_some_and(|w| w.contains("RGB")));
    }
}
