//! Colours of a brand: names and numbers become inks.

use super::fields::{ColorFields, InkFields};
use super::{Inputs, unknown_color};
use crate::base::meant::suggest;
use crate::base::{Ink, Number, Span, Text};
use crate::theme::Brand;
use crate::theme::brand::hex_color;
use crate::theme::palette::{LEGIBLE, is_dark};

/// Sets the palette and the roles of `brand`.
pub(super) fn set(brand: &mut Brand, colors: ColorFields, inks: InkFields, inputs: &mut Inputs<'_>) {
    let mut palette = Vec::new();
    for (name, color) in &colors.palette.0 {
        if let Some(rgb) = rgb(color, &colors, inputs) {
            palette.push((name.value.clone(), Ink { rgb, cmyk: None, spot: None }));
        }
    }
    let names: Vec<&str> = colors.palette.iter().map(|(name, _)| name.value.as_str()).collect();
    declare(&mut palette, &names, &inks, inputs);
    let mut role = |text: &Option<Text>, role: &mut Ink| {
        let Some(text) = text.as_ref().filter(|t| !t.is_absent()) else { return };
        let named = palette.iter().find(|(n, _)| n == text.trimmed()).map(|(_, ink)| ink.clone());
        let ink = named.or_else(|| hex_color(text.trimmed()).map(|[r, g, b]| Ink::rgb(r, g, b)));
        match ink {
            Some(ink) => *role = ink,
            // A name whose own colour was wrong has been reported there.
            None if names.contains(&text.trimmed()) => {}
            None => unknown_color(text, &names, inputs),
        }
    };
    role(&colors.foreground, &mut brand.foreground);
    role(&colors.background, &mut brand.background);
    role(&colors.primary, &mut brand.primary);
    role(&colors.tint, &mut brand.tint);
    for unused in unused(&colors) {
        role(unused, &mut Ink::rgb(0, 0, 0));
    }
    brand.palette = palette;
    brand.roles = roles(&colors, brand);
    for (name, text, ink) in
        [("foreground", &colors.foreground, &brand.foreground), ("primary", &colors.primary, &brand.primary)]
    {
        if let Some(text) = text {
            contrast((name, text), ink, &brand.background, inputs);
        }
    }
}

/// Warns of a colour that is too pale for text; white on a band of it is as hard to read as it on white.
fn contrast((name, text): (&str, &Text), ink: &Ink, paper: &Ink, inputs: &mut Inputs<'_>) {
    let ratio = ink.contrast(paper);
    if ratio < LEGIBLE {
        // Rounded down, so that it never reads as enough.
        let ratio = (ratio * 10.0).floor() / 10.0;
        let message = format!("`{name}` has a contrast of {ratio:.1}:1 with the paper; text needs 4.5:1");
        let help = match is_dark(paper) {
            true => "choose a lighter colour: handbill lightens text set in this one",
            false => "choose a darker colour: handbill darkens text set in this one",
        };
        inputs.warning("low-contrast", text.span, message, help);
    }
}

/// The colours that roles are given: as the file names them, where, and what they are.
fn roles(c: &ColorFields, brand: &Brand) -> Vec<(String, Span, Ink)> {
    let all = [
        (&c.foreground, &brand.foreground),
        (&c.background, &brand.background),
        (&c.primary, &brand.primary),
        (&c.tint, &brand.tint),
    ];
    let given =
        all.into_iter().filter_map(|(text, ink)| Some((text.as_ref().filter(|t| !t.is_absent())?, ink)));
    given.map(|(text, ink)| (text.trimmed().to_owned(), text.span, ink.clone())).collect()
}

/// What brand.yml knows and sheets do not use: checked all the same.
fn unused(c: &ColorFields) -> [&Option<Text>; 8] {
    [&c.secondary, &c.tertiary, &c.success, &c.info, &c.warning, &c.danger, &c.light, &c.dark]
}

/// A colour of the palette: a number, or the name of another (brand.yml has such aliases).
fn rgb(color: &Text, colors: &ColorFields, inputs: &mut Inputs<'_>) -> Option<[u8; 3]> {
    let mut word = color;
    // As many steps as there are names: an alias that leads back to itself ends in the message.
    for _ in 0..=colors.palette.0.len() {
        if let Some(rgb) = hex_color(word.trimmed()) {
            return Some(rgb);
        }
        let Some(next) = colors.palette.get(word.trimmed()) else { break };
        word = next;
    }
    if !color.is_absent() {
        unknown_color(color, &[], inputs);
    }
    None
}

/// Gives the colours of the palette the inks that the brand declares for them.
fn declare(palette: &mut [(String, Ink)], names: &[&str], inks: &InkFields, inputs: &mut Inputs<'_>) {
    for (name, parts) in &inks.process {
        known(name, names, inputs);
        let cmyk = process(name, parts, inputs);
        if let Some((_, ink)) = palette.iter_mut().find(|(n, _)| *n == name.value) {
            ink.cmyk = cmyk;
        }
    }
    for (name, spot) in inks.spot.iter() {
        known(name, names, inputs);
        if let Some(why) = no_spot(spot.trimmed()) {
            let help =
                "write the name in the swatch book, such as `PANTONE 228 C`; process inks are four numbers";
            inputs.error("bad-ink", spot.span, format!("`{}` {why}", printable(spot)), help);
            continue;
        }
        if let Some((_, ink)) = palette.iter_mut().find(|(n, _)| *n == name.value) {
            ink.spot = (!spot.is_blank()).then(|| spot.trimmed().into());
        }
    }
}

/// What keeps a word from being the name of a spot ink; `None` where nothing does.
fn no_spot(name: &str) -> Option<&'static str> {
    /// Names that a press file gives another meaning (ISO 32000-1, 8.6.6.4).
    const TAKEN: [&str; 6] = ["cyan", "magenta", "yellow", "black", "all", "none"];
    /// Bytes of a name in a PDF at the most (ISO 32000-1, annex C).
    const LONGEST: usize = 127;
    match name {
        n if TAKEN.contains(&n.to_ascii_lowercase().as_str()) => Some("is no spot ink: every press has it"),
        n if n.len() > LONGEST => Some("is longer than the name of an ink can be, 127 bytes"),
        n if n.chars().any(char::is_control) => Some("holds a character that cannot be seen"),
        _ => None,
    }
}

/// The beginning of a name, without what would upset a terminal.
fn printable(name: &Text) -> String {
    name.trimmed().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(40).collect()
}

fn known(name: &Text, names: &[&str], inputs: &mut Inputs<'_>) {
    if !names.contains(&name.value.as_str()) {
        let message = format!("`{}` is not a colour of the palette", name);
        let help =
            if names.is_empty() { "add it under `color: palette:`".into() } else { suggest(name, names) };
        inputs.error("bad-ink", name.span, message, help);
    }
}

fn process(name: &Text, parts: &[Number], inputs: &mut Inputs<'_>) -> Option<[f32; 4]> {
    let per_cent = |n: &Number| (0.0..=100.0).contains(&n.value);
    match parts {
        [c, m, y, k] if parts.iter().all(per_cent) => Some([c, m, y, k].map(|n| n.value as f32)),
        _ => {
            if !parts.iter().any(|n| n.value.is_nan()) {
                let at = parts.first().map_or(name.span, |n| n.span);
                let message = format!("the ink of `{}` is not four numbers from 0 to 100", name);
                let help = "write per cent of cyan, magenta, yellow and black: `[0, 0, 0, 100]`";
                inputs.error("bad-ink", at, message, help);
            }
            None
        }
    }
}
