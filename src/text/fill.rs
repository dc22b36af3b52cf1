//! Shares what a line lacks or has too much among its glyphs, its word spaces and, in need, its letters.

use super::clusters::Sum;
use super::fit::Give;

/// How a line's parts change so that it fills its measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Horizontal scale of the glyphs.
    pub scale: f64,
    /// Added to each word space, as a share of it.
    pub space: f64,
    /// Added after each letter, in em.
    pub letters: f64,
}

impl Fill {
    /// Everything at its natural width.
    pub const NATURAL: Fill = Fill { scale: 1.0, space: 0.0, letters: 0.0 };
}

/// Wider word spaces than these are holes: the line is better left short.
const WIDEST: f64 = 2.5;
/// The breaker counts the gap after a line's last letter, where there is none: the others make up for it.
const OVER: f64 = 1.1;
/// Steps of expansion, as microtype's: so that a page needs few different scales.
const STEP: f64 = 0.001;

/// What brings `line` to `target`. The eye does not see 2 % on a letter, but sees a fifth on a space: glyphs
/// give first, then the spaces up to what they should, then the letters, then the spaces again.
pub fn fill(line: &Sum, target: f64, give: &Give) -> Fill {
    let missing = target - line.width;
    let mut fill = Fill::NATURAL;
    fill.scale = expansion(line, missing, give);
    let missing = missing - (fill.scale - 1.0) * line.glyphs;
    if missing < 0.0 {
        let soft = line.spaces * give.narrow;
        let part = if soft > 0.0 { (missing / soft).max(-1.0) } else { 0.0 };
        let rest = if line.letters > 0.0 { (missing - part * soft) / line.letters } else { 0.0 };
        let letters = rest.clamp(-OVER * give.tighten, 0.0);
        return Fill { space: part * give.narrow, letters, ..fill };
    }
    let soft = line.spaces * give.ample;
    let part = if soft > 0.0 { (missing / soft).min(1.0) } else { 0.0 };
    fill.space = part * give.ample;
    let missing = missing - part * soft;
    let spaced = missing.min(line.letters * give.letters).max(0.0);
    fill.letters = if line.letters > 0.0 { spaced / line.letters } else { 0.0 };
    let rest = if line.spaces > 0.0 { (missing - spaced) / line.spaces } else { 0.0 };
    if fill.space + rest > WIDEST {
        return Fill::NATURAL;
    }
    fill.space += rest;
    fill
}

fn expansion(line: &Sum, missing: f64, give: &Give) -> f64 {
    if line.glyphs <= 0.0 {
        return 1.0;
    }
    let wanted = (missing / line.glyphs).clamp(-give.expand, give.expand);
    // Without a space nothing else could make up for the rounding.
    if line.spaces > 0.0 { 1.0 + (wanted / STEP).round() * STEP } else { 1.0 + wanted }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of fifty letters and eight spaces at 10.5 pt, and everything it may be asked to fill.
    #[test]
    fn letters_give_only_where_spaces_are_ample_or_narrow() {
        let line = Sum { width: 232.0, spaces: 19.6, glyphs: 212.4, letters: 57.0 * 10.5 };
        let give = Give::TEXT.loose();
        let (mut wider, mut tighter) = (0, 0);
        for tenth in 2200..2500 {
            let filled = fill(&line, f64::from(tenth) / 10.0, &give);
            assert!((-0.0089..0.0101).contains(&filled.letters), "{filled:?}");
            wider += usize::from(filled.letters > 1e-9);
            tighter += usize::from(filled.letters < -1e-9);
            assert!(filled.letters < 1e-9 || filled.space > 0.399, "{filled:?}");
            assert!(filled.letters > -1e-9 || filled.space < -0.189, "{filled:?}");
            assert!(filled.space.abs() < 0.01 || (filled.scale - 1.0).abs() > 0.018, "{filled:?}");
        }
        assert!(wider > 0 && tighter > 0);
    }

    #[test]
    fn without_letterspacing_spaces_do_the_rest() {
        let line = Sum { width: 232.0, spaces: 19.6, glyphs: 212.4, letters: 57.0 * 10.5 };
        let filled = fill(&line, 250.0, &Give::TEXT);
        assert_eq!(filled.letters, 0.0);
        let set = line.spaces * (1.0 + filled.space) + line.glyphs * filled.scale;
        assert!((set - 250.0).abs() < 1e-9, "{filled:?}");
    }
}
