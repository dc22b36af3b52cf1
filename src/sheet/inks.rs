//! What becomes of the brand's colours on a press: a note for each that is converted because the brand declares no inks
//! for it, a warning for each that takes more ink than the paper does. Changes nothing.

use super::Sheet;
use crate::base::{Diagnostic, Diagnostics, Ink, Span};
use crate::edition::{ColorSpace, Condition, Edition};

/// Says what an edition for a press does to the colours that the brand's roles have.
pub fn inks(sheet: &Sheet, edition: &Edition, diags: &mut Diagnostics) {
    if edition.color != ColorSpace::Cmyk {
        return;
    }
    for (name, at, ink) in &sheet.brand.roles {
        match ink.cmyk {
            Some(inks) if f64::from(inks.iter().sum::<f32>()) > edition.ink_limit + 0.05 => {
                diags.push(too_much(name, *at, inks, edition.ink_limit));
            }
            None if !is_neutral(ink) => converted(name, *at, ink, edition, diags),
            _ => {}
        }
    }
}

fn is_neutral(ink: &Ink) -> bool {
    let [r, g, b] = ink.rgb;
    r == g && g == b
}

fn too_much(name: &str, at: Span, inks: [f32; 4], limit: f64) -> Diagnostic {
    let sum = inks.iter().sum::<f32>().round();
    let message = format!("`{name}` takes {sum} per cent of ink in all, and the paper takes {limit}");
    let help = "lower its `inks`: as much less of cyan, magenta and yellow as there is more of black";
    Diagnostic::warning("too-much-ink", message).at(at).help(help)
}

fn converted(name: &str, at: Span, ink: &Ink, edition: &Edition, diags: &mut Diagnostics) {
    let condition = edition.condition.as_ref().unwrap_or(&Condition::Fogra39);
    // A profile that cannot be used is told where it is named.
    let Ok(press) = condition.press(edition.ink_limit) else { return };
    let inks = press.ink(ink.rgb).map(f32::round);
    let [c, m, y, k] = inks;
    let black = ink.is_nearly_black();
    let inks = format!("{c} cyan, {m} magenta, {y} yellow, {k} black");
    let message = match black {
        true => {
            format!("`{name}` has no inks of its own: type in it is printed in black alone, areas as {inks}")
        }
        false => format!("`{name}` has no inks of its own and is printed as {inks}"),
    };
    let help = match name.starts_with('#') {
        true if black => {
            "give it a name under `color: palette:`, and `[0, 0, 0, 100]` under `inks:`".to_owned()
        }
        _ if black => format!("declare it as black ink: `inks: {{{name}: [0, 0, 0, 100]}}`"),
        true => "give it a name under `color: palette:`, and its inks in per cent under `inks:`".to_owned(),
        false => {
            format!("take inks from a swatch book and declare them: `inks: {{{name}: [{c}, {m}, {y}, {k}]}}`")
        }
    };
    diags.push(Diagnostic::note("converted-ink", message).at(at).help(help));
}
