//! Dates as people and spreadsheets write them, which is in many ways: what can be one day alone is read, and what can
//! be two is not guessed.

use super::{Parts, days, months};

/// In which order a list writes days of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 12/8/2026 is the eighth of December, as in the United States.
    MonthFirst,
    /// 12/8/2026 is the twelfth of August, as elsewhere.
    DayFirst,
}

impl Order {
    /// The order that is called so: `m/d/y`, `d/m/y`.
    pub fn named(name: &str) -> Option<Order> {
        match name.to_lowercase().as_str() {
            "m/d/y" | "mdy" => Some(Order::MonthFirst),
            "d/m/y" | "dmy" => Some(Order::DayFirst),
            _ => None,
        }
    }
}

/// Why a text is no date, and what to do about it.
type Problem = (&'static str, &'static str);

const WRITE: &str = "write it as 2026-12-08 in the list";
const TWO: Problem = (
    "it can be two days",
    "say how the list writes days, `date(\"m/d/y\")` or `date(\"d/m/y\")`; or give that column the format yyyy-mm-dd in \
     the spreadsheet, or save the list as XLSX",
);
const SHORT: Problem = (
    "its year has two digits",
    "say how the list writes days, `date(\"m/d/y\")` or `date(\"d/m/y\")`; or give that column the format yyyy-mm-dd in \
     the spreadsheet",
);
const SERIAL: Problem = (
    "it is the number by which a spreadsheet counts days",
    "give that column a date's format in the spreadsheet, such as yyyy-mm-dd, and save the list again",
);
const NONE: Problem = ("it is not written as one", WRITE);

/// The day, month or year that `text` says, with months in words of `lang`, a BCP 47 tag, or of English. A time behind
/// it is passed over. `order` says what three numbers mean.
///
/// # Errors
/// Why it is none, and what to do.
pub fn read(text: &str, order: Option<Order>, lang: &str) -> Result<Parts, Problem> {
    let text = without_time(text.trim());
    if let Ok(parts) = super::parts(text) {
        return Ok(parts);
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match text.len() {
        8 if digits => return numbers(&[&text[..4], &text[4..6], &text[6..]], '-', order),
        5 if digits => return Err(SERIAL),
        _ => {}
    }
    for sign in ['-', '/', '.'] {
        let pieces: Vec<&str> = text.split(sign).map(str::trim).collect();
        let plain = |p: &&str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
        if pieces.len() == 3 && pieces.iter().all(plain) {
            return numbers(&pieces, sign, order);
        }
    }
    words(text, lang)
}

/// The text up to a time of day: `2026-12-08 14:30`, `2026-12-08T10:00Z`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    match hour.strip_suffix('T').or_else(|| hour.strip_suffix([' ', '\u{a0}', '\u{202f}'])) {
        Some(date) if hour.len() < colon => date.trim_end().trim_end_matches(','),
        _ => text,
    }
}

/// Three numbers parted by `sign`. A year of four digits that stands first is followed by its month, and points part
/// days from months.
fn numbers(pieces: &[&str], sign: char, order: Option<Order>) -> Result<Parts, Problem> {
    let number = |i: usize| pieces[i].parse::<u16>().unwrap_or(u16::MAX);
    if pieces[0].len() == 4 {
        return whole(number(0), number(1), number(2));
    }
    let year = match (pieces[2].len(), order) {
        (4, _) => number(2),
        // As spreadsheets take them.
        (2, Some(_)) => number(2) + if number(2) < 30 { 2000 } else { 1900 },
        (1 | 2, None) => return Err(SHORT),
        _ => return Err(NONE),
    };
    let (first, second) = (number(0), number(1));
    match order {
        Some(Order::MonthFirst) => whole(year, first, second),
        Some(Order::DayFirst) => whole(year, second, first),
        None if sign == '.' || first > 12 || first == second => whole(year, second, first),
        None if second > 12 => whole(year, first, second),
        None => Err(TWO),
    }
}

/// A day of the calendar.
fn whole(year: u16, month: u16, day: u16) -> Result<Parts, Problem> {
    if !(1..=12).contains(&month) {
        return Err(("there is no such month", WRITE));
    }
    let month = month as u8;
    match u8::try_from(day).ok().filter(|day| (1..=days(year, month)).contains(day)) {
        Some(day) => Ok((year, Some(month), Some(day))),
        None => Err(("there is no such day in that month", WRITE)),
    }
}

/// A date with its month in words, or with the signs of eastern Asia: a year, at most one day, and the month.
fn words(text: &str, lang: &str) -> Result<Parts, Problem> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut put = |number: u16, length: usize, named: Option<char>| -> Option<()> {
        let place = match named {
            Some('년' | '年') => &mut year,
            Some('월' | '月') => &mut month,
            Some('일' | '日') => &mut day,
            _ if length == 4 => &mut year,
            _ => &mut day,
        };
        place.replace(number).is_none().then_some(())
    };
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let number = rest[..digits].parse().map_err(|_| NONE)?;
            rest = &rest[digits..];
            let sign = rest.chars().next().filter(|c| "년年월月일日".contains(*c));
            rest = &rest[sign.map_or(0, char::len_utf8)..];
            put(number, digits, sign).ok_or(NONE)?;
        } else if c.is_alphabetic() {
            let end =
                rest.find(|c: char| c.is_ascii_digit() || matches!(c, ',' | '،' | '.')).unwrap_or(rest.len());
            names.push(rest[..end].trim());
            rest = &rest[end..];
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    for name in names.iter().flat_map(|name| unjoined(name)) {
        match (month, months::named(name, lang)) {
            (None, Some(named)) => month = Some(u16::from(named)),
            _ => return Err(NONE),
        }
    }
    let (year, month) = year.zip(month).ok_or(NONE)?;
    match day {
        Some(day) => whole(year, month, day),
        None => whole(year, month, 1).map(|(year, month, _)| (year, month, None)),
    }
}

/// The words between the numbers of a date that may be a month: none of those that join them.
fn unjoined(words: &str) -> Option<&str> {
    const JOINS: [&str; 9] = ["de", "del", "of", "the", "st", "nd", "rd", "th", "er"];
    let mut name = words;
    for join in JOINS {
        name = name
            .strip_prefix(join)
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
            .unwrap_or(name)
            .trim();
        name = name
            .strip_suffix(join)
            .filter(|rest| rest.is_empty() || rest.ends_with(' '))
            .unwrap_or(name)
            .trim();
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_lists_have_them() {
        for (text, lang) in [
            ("2026-12-08", "en"),
            ("2026-12-8", "en"),
            ("2026/12/08", "en"),
            ("20261208", "en"),
            ("2026-12-08 14:30", "en"),
            ("2026-12-08T10:00Z", "en"),
            ("2026-12-08 00:00:00", "en"),
            ("08.12.2026", "de"),
            ("8.12.2026", "en-US"),
            ("08.12.2026 14:30", "de"),
            ("December 8, 2026", "en-US"),
            ("Dec 8 2026", "en-US"),
            ("Dec. 8, 2026", "en-US"),
            ("December 8th, 2026", "en-US"),
            ("8 December 2026", "de"),
            ("8-Dec-2026", "en"),
            ("8. Dezember 2026", "de"),
            ("8. Dez. 2026", "de"),
            ("8 de diciembre de 2026", "es"),
            ("8 décembre 2026", "fr"),
            ("2026년 12월 8일", "ko"),
            ("2026年12月8日", "ja"),
        ] {
            assert_eq!(read(text, None, lang), Ok((2026, Some(12), Some(8))), "{text}");
        }
        assert_eq!(read("25/12/2026", None, "en-US"), Ok((2026, Some(12), Some(25))));
        assert_eq!(read("12/25/2026", None, "en-US"), Ok((2026, Some(12), Some(25))));
        assert_eq!(read("December 2026", None, "en-US"), Ok((2026, Some(12), None)));
        assert_eq!(read("1er mai 2024", None, "fr"), Ok((2024, Some(5), Some(1))));
        assert_eq!(read("2026", None, "en"), Ok((2026, None, None)));
    }

    #[test]
    fn what_can_be_two_days_is_none() {
        let why = |text: &str, order| read(text, order, "en-US").map_err(|(why, _)| why);
        assert_eq!(why("12/8/2026", None), Err("it can be two days"));
        assert_eq!(why("12-8-2026", None), Err("it can be two days"));
        assert_eq!(why("8/12/26", None), Err("its year has two digits"));
        assert_eq!(why("12/8/2026", Order::named("m/d/y")), Ok((2026, Some(12), Some(8))));
        assert_eq!(why("12/8/26", Order::named("d/m/y")), Ok((2026, Some(8), Some(12))));
        assert_eq!(why("46364", None), Err(SERIAL.0));
        assert_eq!(why("2026-02-29", None), Err("there is no such day in that month"));
        for bad in
            ["", "soon", "jui 8, 2026", "8 2026", "12 8 9", "May", "1:30", "8 Dec Jan 2026", "1/2/3/2026"]
        {
            assert_eq!(why(bad, None), Err("it is not written as one"), "{bad}");
        }
    }
}
