//! Numbers in a chart's data, as people and spreadsheets write them. What their signs mean is judged by all figures of
//! a chart together; what two languages read in two ways is never guessed.

use crate::text::{digits, numbers};

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

/// What is known of those who wrote a chart's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    /// A language of the sheet has a comma before decimals.
    pub comma: bool,
    /// The figures come from a file that parts its cells by semicolons, as spreadsheets do where a comma parts decimals.
    pub semicolons: bool,
}

impl Hand {
    /// Of a sheet in these languages, as BCP 47 tags.
    pub fn of<'t>(mut langs: impl Iterator<Item = &'t str>, semicolons: bool) -> Hand {
        Hand { comma: langs.any(|lang| digits::point(lang) == ','), semicolons }
    }

    /// The sign before the decimals of these figures; `None` where they can be read in two ways.
    pub fn point<'t>(self, cells: impl Iterator<Item = &'t str> + Clone) -> Option<char> {
        if !self.comma && !self.semicolons {
            return Some('.');
        }
        let cells =
            cells.map(|cell| sign(cell).1).filter(|d| d.chars().all(|c| c.is_ascii_digit() || parts(c)));
        let sure = |sign: char| {
            let other = if sign == '.' { ',' } else { '.' };
            cells.clone().any(|c| numbers::is_decimal(c, sign) || c.matches(other).count() > 1)
        };
        match (sure(','), sure('.')) {
            (true, _) => Some(','),
            (_, true) => Some('.'),
            _ if !cells.clone().any(is_doubtful) => Some('.'),
            // The language and the spreadsheet say the same.
            _ => (self.comma && self.semicolons).then_some(','),
        }
    }
}

/// Whether a figure is one number with a point before its decimals and another with a comma: 1.200.
pub fn is_doubtful(text: &str) -> bool {
    let digits = sign(text).1;
    let Some((whole, part)) = digits.split_once(['.', ',']) else { return false };
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    is_group(whole) && plain(whole) && part.len() == 3 && plain(part)
}

/// What a doubtful figure can be, so that no other reading is left: 1200 and 1.20 for 1.200.
pub fn readings(text: &str) -> [String; 2] {
    let whole: String = text.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let decimal = text.replace(',', ".");
    [whole, decimal.strip_suffix('0').map_or_else(|| format!("{decimal}0"), str::to_owned)]
}

/// What a cell holds, with `point` before its decimals: a number, or nothing where the value is not known.
///
/// # Errors
/// What to write instead.
pub fn amount(text: &str, point: char) -> Result<Option<Amount>, String> {
    let text = text.trim();
    // The signs for "not known" of statistical offices.
    if ["", "-", "–", "—", ".", "..", "...", "…", "~", "null", "n/a", "N/A", "NA", "n.a."].contains(&text)
    {
        return Ok(None);
    }
    let (minus, digits) = sign(text);
    if let Some(amount) = read(digits, point) {
        return Ok(Some(Amount { number: if minus { -amount.number } else { amount.number }, ..amount }));
    }
    let other = if point == '.' { ',' } else { '.' };
    let lead = if minus { "-" } else { "" };
    Err(if digits.matches(other).count() == 1 && read(digits, other).is_some() {
        let name = if point == '.' { "point" } else { "comma, as in the other figures" };
        format!(
            "write the decimals after a {name}: `{lead}{}`",
            digits.replacen(other, &point.to_string(), 1)
        )
    } else if digits.contains(|c: char| c.is_ascii_digit()) {
        let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim();
        let unit = if unit.is_empty() || unit.contains(['"', '`']) { "%" } else { unit };
        format!("write the number alone, and what it counts in `unit`: `unit: \"{unit}\"`")
    } else {
        "write a number such as 4.9 or -12, or nothing where the value is not known".to_owned()
    })
}

/// Whether a number is below zero, and its digits.
fn sign(text: &str) -> (bool, &str) {
    let text = text.trim();
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits with `point` before decimals, and thousands that are parted by the other sign, by spaces or by apostrophes:
/// 1,200 and 1 200 000.
fn read(digits: &str, point: char) -> Option<Amount> {
    let (whole, part) = digits.split_once(point).map_or((digits, None), |(w, p)| (w, Some(p)));
    let joined = match whole.chars().find(|c| parts(*c)) {
        None => whole.to_owned(),
        Some(sign) => {
            let mut groups = whole.split(sign);
            let well = groups.next().is_some_and(is_group) && groups.all(|g| g.len() == 3);
            well.then(|| whole.replace(sign, ""))?
        }
    };
    let decimals = part.unwrap_or_default();
    let plain = joined.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit());
    let number: f64 = format!("{joined}.{decimals}").parse().ok().filter(|n| plain && *n < MOST)?;
    Some(Amount { number, decimals: decimals.len().min(FINEST) })
}

/// Whether digits can be the first of groups of three.
fn is_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

/// Whether a sign parts thousands, or whole and decimals.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | '_' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let read = |text: &str| amount(text, '.').map(|a| a.map(|a| (a.number, a.decimals)));
        for (text, wanted) in [
            ("4.9", (4.9, 1)),
            ("-12", (-12.0, 0)),
            ("−0.50", (-0.5, 2)),
            ("+3", (3.0, 0)),
            ("1,200", (1200.0, 0)),
            ("1 200 000.5", (1_200_000.5, 1)),
            ("10_000", (10_000.0, 0)),
            ("1’234’567", (1_234_567.0, 0)),
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
            ("0,125", "`0.125`"),
            ("-007,500", "`-007.500`"),
            ("12,34,567", "alone"),
            ("1e999", "alone"),
            ("99999999999999999999", "alone"),
            ("inf", "nothing where"),
        ] {
            let help = amount(text, '.').expect_err(text);
            assert!(help.contains(word), "{text}: {help}");
        }
    }

    /// The figures as a chart in `lang` reads them.
    fn column(lang: &str, semicolons: bool, cells: &[&str]) -> Option<Vec<f64>> {
        let point = Hand::of([lang].into_iter(), semicolons).point(cells.iter().copied())?;
        Some(cells.iter().map(|c| amount(c, point).unwrap().unwrap().number).collect())
    }

    #[test]
    fn all_figures_together_say_which_sign_their_decimals_have() {
        for (lang, semicolons, cells, wanted) in [
            ("de", true, &["1.200", "1.350", "980"][..], &[1200.0, 1350.0, 980.0][..]),
            ("de", false, &["1.200", "4,9"], &[1200.0, 4.9]),
            ("de", false, &["1.200", "4.9"], &[1.2, 4.9]),
            ("de", false, &["1,200", "4.9"], &[1200.0, 4.9]),
            ("de", false, &["12", "980"], &[12.0, 980.0]),
            ("de", false, &["1.234.567", "1.250"], &[1_234_567.0, 1250.0]),
            ("fr", false, &["0,125", "12,345"], &[0.125, 12.345]),
            ("fr", false, &["1 200,500", "12,345"], &[1200.5, 12.345]),
            ("en", false, &["1,200", "1.350"], &[1200.0, 1.35]),
            ("en", true, &["1.200", "4,9"], &[1200.0, 4.9]),
            ("es-MX", false, &["1,200", "980"], &[1200.0, 980.0]),
        ] {
            assert_eq!(column(lang, semicolons, cells).as_deref(), Some(wanted), "{lang}: {cells:?}");
        }
    }

    #[test]
    fn what_can_be_two_numbers_is_none() {
        assert_eq!(column("de", false, &["1.200", "980"]), None);
        assert_eq!(column("de", false, &["1,200", "3.400"]), None);
        assert_eq!(column("en", true, &["1,200"]), None);
        assert_eq!(
            (readings("-1.200"), readings("1,234")),
            (["-1200".to_owned(), "-1.20".to_owned()], ["1234".to_owned(), "1.2340".to_owned()],)
        );
    }
}
