//! Numbers in the cells of a list, as people and spreadsheets write them: `1290`, `1,290.5`, `$1,290`, `25.3%`. Which
//! sign stands before decimals is the list's to say; what can be two numbers is never guessed.

use crate::block::chart::number::{Amount, Hand, amount, is_doubtful, readings};
use crate::text::{digits, numbers};

/// What stands before the decimals of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimal {
    /// A full stop.
    Point,
    /// A comma.
    Comma,
    /// Nothing says it: each number is read by itself, and by the language of its copy.
    #[default]
    Unsaid,
    /// Nothing says it, but cells are parted by semicolons, as where a comma stands before decimals.
    Semicolons,
    /// Some numbers have a full stop and others a comma: one that can be two is none.
    Both,
}

/// What stands before the decimals of a list, and of those columns whose own numbers say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimals {
    list: Decimal,
    columns: Vec<Option<Decimal>>,
}

impl Decimals {
    /// Of a list, and of its columns in their order.
    pub fn new(list: Decimal, columns: Vec<Option<Decimal>>) -> Decimals {
        Decimals { list, columns }
    }

    /// Those of a column; of the list, where it is none or says nothing.
    pub fn of(&self, column: Option<usize>) -> Decimal {
        column.and_then(|i| *self.columns.get(i)?).unwrap_or(self.list)
    }
}

impl From<Decimal> for Decimals {
    /// The same in all columns.
    fn from(list: Decimal) -> Decimals {
        Decimals { list, columns: Vec::new() }
    }
}

/// Why a cell is no number, and what to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct NoNumber {
    /// What is wrong with it.
    pub why: String,
    /// What to do.
    pub help: String,
}

/// The number in a cell of a list that writes decimals so, in a copy in `lang`. The sign of a currency or `%` beside
/// it is passed over; `None` where a sign says that the number is not known, such as `–`.
///
/// # Errors
/// Why it is none.
pub fn read(cell: &str, decimal: Decimal, lang: &str) -> Result<Option<Amount>, NoNumber> {
    let digits = bare(cell);
    let point = match decimal {
        Decimal::Point => '.',
        Decimal::Comma => ',',
        Decimal::Unsaid | Decimal::Semicolons | Decimal::Both => {
            let hand = match decimal {
                // No language settles what the list's own numbers leave open.
                Decimal::Both => Hand { comma: false, semicolons: true },
                _ => Hand::of(std::iter::once(lang), decimal == Decimal::Semicolons),
            };
            hand.point(std::iter::once(digits.as_str())).ok_or_else(|| doubtful(cell, &digits))?
        }
    };
    amount(&digits, point).map_err(|_| none(cell, &digits, point))
}

/// The number in digits that a chart of a sheet in `lang` reads in this one way: three decimals could be thousands.
pub fn clear(amount: Amount, lang: &str) -> String {
    let doubt = amount.decimals == 3 && digits::point(lang) == ',';
    let decimals = amount.decimals + usize::from(doubt);
    format!("{:.decimals$}", amount.number)
}

/// What stands before the decimals of a cell, where it is a number that can be read in one way alone and has them, or
/// has thousands that say it: `25,3`, `1.234.567`.
pub fn sign(cell: &str) -> Option<char> {
    let digits = bare(cell);
    let digits = digits.strip_prefix('-').unwrap_or(&digits);
    let reads = |point: char| amount(digits, point).is_ok_and(|read| read.is_some());
    let shows = |point: char, other: char| {
        reads(point) && (numbers::is_decimal(digits, point) || digits.matches(other).count() > 1)
    };
    match (shows('.', ','), shows(',', '.')) {
        (true, false) => Some('.'),
        (false, true) => Some(','),
        _ => None,
    }
}

/// The cell without the one sign for what it counts: `-$1,290` as `-1,290`.
fn bare(cell: &str) -> String {
    let (minus, rest) = minus(cell.trim());
    let rest = rest.trim().strip_prefix(is_currency).unwrap_or(rest).trim();
    let rest = rest.strip_suffix(|c| is_currency(c) || c == '%').unwrap_or(rest).trim();
    let (second, rest) = if minus { (false, rest) } else { self::minus(rest) };
    format!("{}{}", if minus || second { "-" } else { "" }, rest.trim())
}

fn minus(text: &str) -> (bool, &str) {
    let digits = |rest: &&str| rest.contains(|c: char| c.is_ascii_digit());
    match text.strip_prefix(['-', '\u{2212}']).filter(digits) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '฿' | '\u{20a0}'..='\u{20c0}')
}

fn doubtful(cell: &str, digits: &str) -> NoNumber {
    let [whole, part] = readings(digits);
    NoNumber {
        why: format!("`{cell}` can be {whole} or {part}"),
        help: "say what stands before decimals in this list: `--decimal comma` or `--decimal point`"
            .to_owned(),
    }
}

fn none(cell: &str, digits: &str, point: char) -> NoNumber {
    let (other, own, option) = if point == '.' { (',', "point", "comma") } else { ('.', "comma", "point") };
    let why = format!("`{cell}` is not a number");
    let turned = amount(digits, other).is_ok_and(|read| read.is_some()) && !is_doubtful(digits);
    let help = match turned {
        true => format!(
            "numbers of this list have a {own} before their decimals: write `{}`, or say `--decimal {option}` where all \
             of them are written so",
            digits.replace(other, &point.to_string())
        ),
        false => "write the number alone in that cell of the list, such as 1290 or 25.3".to_owned(),
    };
    NoNumber { why, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(cell: &str, decimal: Decimal, lang: &str) -> Result<Option<f64>, String> {
        read(cell, decimal, lang)
            .map(|read| read.map(|a| a.number))
            .map_err(|e| format!("{}: {}", e.why, e.help))
    }

    #[test]
    fn numbers_come_with_the_signs_of_spreadsheets() {
        use Decimal::{Both, Comma, Point, Semicolons, Unsaid};
        for (cell, decimal, lang, want) in [
            ("1290", Unsaid, "en", 1290.0),
            ("$1,290", Unsaid, "en-US", 1290.0),
            ("-$1,290.50", Unsaid, "en-US", -1290.5),
            ("$-5", Unsaid, "en-US", -5.0),
            ("25.3%", Unsaid, "en-US", 25.3),
            ("1.290,50 €", Unsaid, "de", 1290.5),
            ("25,3\u{a0}%", Comma, "en-US", 25.3),
            ("1.290", Comma, "en-US", 1290.0),
            ("1.290", Point, "de", 1.29),
            ("1.290", Semicolons, "de", 1290.0),
            ("25,3", Semicolons, "en-US", 25.3),
            ("25.3", Semicolons, "en-US", 25.3),
            ("25,3", Both, "en-US", 25.3),
            ("25.3", Both, "de", 25.3),
            ("1,234.5", Both, "en-US", 1234.5),
            ("1290", Both, "en-US", 1290.0),
            ("₩1,200,000", Unsaid, "ko", 1_200_000.0),
        ] {
            assert_eq!(number(cell, decimal, lang), Ok(Some(want)), "{cell}");
        }
        assert_eq!(number("–", Point, "en"), Ok(None));
    }

    #[test]
    fn what_is_no_number_says_what_to_do() {
        for (cell, decimal, lang, word) in [
            ("1.290", Decimal::Semicolons, "en-US", "can be 1290 or 1.29: say what stands before decimals"),
            ("1.290", Decimal::Unsaid, "de", "--decimal comma"),
            ("1.290", Decimal::Both, "en-US", "can be 1290 or 1.29"),
            ("1,290", Decimal::Both, "de", "can be 1290 or 1.29"),
            ("25,3", Decimal::Point, "de", "write `25.3`, or say `--decimal comma`"),
            ("25.3", Decimal::Comma, "de", "write `25,3`, or say `--decimal point`"),
            ("abc", Decimal::Unsaid, "en", "write the number alone"),
            ("12 kg", Decimal::Unsaid, "en", "write the number alone"),
        ] {
            let told = number(cell, decimal, lang).expect_err(cell);
            assert!(told.contains(word), "{told}");
        }
    }
}
