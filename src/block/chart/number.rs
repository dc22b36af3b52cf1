//! Numbers in a chart's data, as people and spreadsheets write them.

/// A number and how many decimals it was written with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The number.
    pub number: f64,
    /// Its decimals.
    pub decimals: usize,
}

/// Larger numbers than this, and more decimals, are no facts of a fact sheet: they belong into another unit.
const MOST: f64 = 1e15;
const FINEST: usize = 9;

/// What a cell holds: a number, or nothing where the value is not known.
///
/// # Errors
/// What to write instead.
pub fn amount(text: &str) -> Result<Option<Amount>, String> {
    let text = text.trim();
    // The signs for "not known" of statistical offices.
    if ["", "-", "–", "—", ".", "..", "...", "…", "~", "null", "n/a", "N/A", "NA", "n.a."].contains(&text)
    {
        return Ok(None);
    }
    let plain = text.replace('\u{2212}', "-");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    if let Some(amount) = parse(digits) {
        return Ok(Some(Amount { number: amount.number * sign, ..amount }));
    }
    let bare: String = digits.chars().filter(|c| !is_white(*c)).collect();
    if let Some(grouped) = ungrouped(digits) {
        return Ok(Some(Amount { number: grouped.number * sign, ..grouped }));
    }
    Err(if bare.contains(',') && parse(&bare.replacen(',', ".", 1)).is_some() {
        format!("write the decimals after a point: `{}`", plain.replacen(',', ".", 1))
    } else if bare.chars().any(|c| c.is_ascii_digit()) {
        let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim();
        let unit = if unit.is_empty() || unit.contains(['"', '`']) { "%" } else { unit };
        format!("write the number alone, and what it counts in `unit`: `unit: \"{unit}\"`")
    } else {
        "write a number such as 4.9 or -12, or nothing where the value is not known".to_owned()
    })
}

/// Digits with a point.
fn parse(digits: &str) -> Option<Amount> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: f64 = digits.parse().ok().filter(|n| plain && *n < MOST)?;
    let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len()).min(FINEST);
    Some(Amount { number, decimals })
}

/// Thousands that are parted by commas, or by spaces: 1,200 and 1 200 000.
fn ungrouped(digits: &str) -> Option<Amount> {
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let sign = whole.chars().find(|c| *c == ',' || is_white(*c))?;
    let groups: Vec<&str> = whole.split(sign).collect();
    let first = groups.first()?;
    let well = (1..=3).contains(&first.len()) && groups[1..].iter().all(|g| g.len() == 3);
    let joined = groups.concat();
    let digits = part.map_or_else(|| joined.clone(), |p| format!("{joined}.{p}"));
    parse(&digits).filter(|_| well)
}

fn is_white(c: char) -> bool {
    c.is_whitespace() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let read = |text: &str| amount(text).map(|a| a.map(|a| (a.number, a.decimals)));
        for (text, wanted) in [
            ("4.9", (4.9, 1)),
            ("-12", (-12.0, 0)),
            ("−0.50", (-0.5, 2)),
            ("+3", (3.0, 0)),
            ("1,200", (1200.0, 0)),
            ("1 200 000.5", (1_200_000.5, 1)),
            ("10_000", (10_000.0, 0)),
        ] {
            assert_eq!(read(text), Ok(Some(wanted)), "{text}");
        }
        for gap in ["", "–", "n/a", "..", "~"] {
            assert_eq!(read(gap), Ok(None), "{gap}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_how_to_become_one() {
        for (text, word) in [
            ("4,9", "`4.9`"),
            ("40%", "unit"),
            ("$3.2", "unit"),
            ("many", "nothing where"),
            ("12,34,567", "alone"),
            ("1e999", "alone"),
            ("99999999999999999999", "alone"),
            ("inf", "nothing where"),
        ] {
            let help = amount(text).expect_err(text);
            assert!(help.contains(word), "{text}: {help}");
        }
    }
}
