//! Names of hosts beyond ASCII as mail servers know them: `xn--…` (RFC 3492, Punycode).

/// A label of a host's name in ASCII, lower case. `None` where its letters have to be changed before they can be
/// written so, which takes tables that are not kept here: letters in two parts, of full width, or in the wrong order.
pub(super) fn label(text: &str) -> Option<String> {
    if text.is_ascii() {
        return Some(text.to_ascii_lowercase());
    }
    let lower: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let fine = |c: &char| {
        let jamo = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}');
        let wide = matches!(c, '\u{ff00}'..='\u{ffef}' | '\u{f900}'..='\u{faff}');
        (c.is_alphanumeric() || *c == '-') && !jamo && !wide
    };
    lower.iter().all(fine).then(|| punycode(&lower)).flatten().map(|code| format!("xn--{code}"))
}

const BASE: u32 = 36;
const FEWEST: u32 = 1;
const MOST: u32 = 26;

fn punycode(label: &[char]) -> Option<String> {
    let mut out: String = label.iter().filter(|c| c.is_ascii()).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('-');
    }
    let (mut next, mut delta, mut bias, mut done) = (128, 0u32, 72, basic);
    while (done as usize) < label.len() {
        let least = label.iter().map(|c| *c as u32).filter(|c| *c >= next).min()?;
        delta = delta.checked_add((least - next).checked_mul(done + 1)?)?;
        next = least;
        for c in label.iter().map(|c| *c as u32) {
            if c < next {
                delta = delta.checked_add(1)?;
            } else if c == next {
                integer(delta, bias, &mut out);
                bias = adapted(delta, done + 1, done == basic);
                (delta, done) = (0, done + 1);
            }
        }
        (delta, next) = (delta.checked_add(1)?, next + 1);
    }
    Some(out)
}

/// A number in digits whose base changes from place to place.
fn integer(mut value: u32, bias: u32, out: &mut String) {
    for k in (BASE..).step_by(BASE as usize) {
        let threshold = k.saturating_sub(bias).clamp(FEWEST, MOST);
        if value < threshold {
            break;
        }
        out.push(digit(threshold + (value - threshold) % (BASE - threshold)));
        value = (value - threshold) / (BASE - threshold);
    }
    out.push(digit(value));
}

fn digit(value: u32) -> char {
    let signs = b"abcdefghijklmnopqrstuvwxyz0123456789";
    char::from(signs[value as usize % signs.len()])
}

fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    const SKEW: u32 = 38;
    const DAMP: u32 = 700;
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - FEWEST) * MOST / 2 {
        delta /= BASE - FEWEST;
        k += BASE;
    }
    k + (BASE - FEWEST + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_those_that_registries_know() {
        for (name, ascii) in [
            ("example", "example"),
            ("Bücher", "xn--bcher-kva"),
            ("münchen", "xn--mnchen-3ya"),
            ("한국", "xn--3e0b707e"),
            ("例え", "xn--r8jz45g"),
            ("пример", "xn--e1afmkfd"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
        ] {
            assert_eq!(label(name).as_deref(), Some(ascii), "{name}");
        }
        for parted in ["bu\u{308}cher", "\u{1112}\u{1161}\u{11ab}", "ｅxample"] {
            assert_eq!(label(parted), None, "{parted}");
        }
    }
}
