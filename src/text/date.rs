//! Dates as people write them in running text.

mod months;
mod read;

use super::itemize::base_level;
pub(super) use months::FR;
use months::*;
pub use read::{Order, read};

/// No-break space between a day and its month.
const NBSP: char = '\u{a0}';

/// A date in the words of `lang`, a BCP 47 tag, as precise as it is known; in digits where we do not know
/// the language's custom.
pub fn written(year: u16, month: Option<u8>, day: Option<u8>, lang: &str) -> String {
    let month = month.filter(|m| (1..=12).contains(m));
    let Some(m) = month else { return year_alone(year, lang) };
    let name = |names: &[&'static str; 12]| names[usize::from(m) - 1];
    let primary = lang.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    match (primary.as_str(), day) {
        ("en", Some(d)) if american(lang) => format!("{}{NBSP}{d}, {year}", name(&EN)),
        ("en", Some(d)) => format!("{d}{NBSP}{} {year}", name(&EN)),
        ("en", None) => format!("{} {year}", name(&EN)),
        ("es", Some(d)) => format!("{d}{NBSP}de {} de {year}", name(&ES)),
        ("es", None) => format!("{} de {year}", name(&ES)),
        ("pt", Some(d)) => format!("{d}{NBSP}de {} de {year}", name(&PT)),
        ("pt", None) => format!("{} de {year}", name(&PT)),
        ("fr", Some(1)) => format!("1er{NBSP}{} {year}", name(&FR)),
        ("fr", Some(d)) => format!("{d}{NBSP}{} {year}", name(&FR)),
        ("fr", None) => format!("{} {year}", name(&FR)),
        ("it", Some(d)) => format!("{d}{NBSP}{} {year}", name(&IT)),
        ("it", None) => format!("{} {year}", name(&IT)),
        ("de", Some(d)) => format!("{d}.{NBSP}{} {year}", name(&DE)),
        ("de", None) => format!("{} {year}", name(&DE)),
        ("ko", Some(d)) => format!("{year}년 {m}월 {d}일"),
        ("ko", None) => format!("{year}년 {m}월"),
        ("ja" | "zh", Some(d)) => format!("{year}年{m}月{d}日"),
        ("ja" | "zh", None) => format!("{year}年{m}月"),
        _ if base_level(lang) == 1 => from_the_right(&primary, lang, (year, m, day)),
        (_, Some(d)) => format!("{year}-{m:02}-{d:02}"),
        (_, None) => format!("{year}-{m:02}"),
    }
}

/// The same in languages from the right, in the figures that the rest of the sheet has.
fn from_the_right(primary: &str, lang: &str, (year, m, day): (u16, u8, Option<u8>)) -> String {
    let name = |names: &[&'static str; 12]| names[usize::from(m) - 1];
    match (primary, day) {
        ("ar", Some(d)) => format!("{d}{NBSP}{} {year}", name(arabic(lang))),
        ("ar", None) => format!("{} {year}", name(arabic(lang))),
        ("fa", Some(d)) => format!("{d}{NBSP}{} {year}", name(&FA)),
        ("fa", None) => format!("{} {year}", name(&FA)),
        ("ur", Some(d)) => format!("{d}{NBSP}{}، {year}", name(&UR)),
        ("ur", None) => format!("{} {year}", name(&UR)),
        ("he" | "iw", Some(d)) => format!("{d}{NBSP}ב{} {year}", name(&HE)),
        ("he" | "iw", None) => format!("{} {year}", name(&HE)),
        ("yi", Some(d)) => format!("{d}טן{NBSP}{} {year}", name(&YI)),
        ("yi", None) => format!("{} {year}", name(&YI)),
        // Slashes would be read in two ways; dashes between figures keep their order in every direction.
        (_, Some(d)) => format!("\u{2066}{year}-{m:02}-{d:02}\u{2069}"),
        (_, None) => format!("\u{2066}{year}-{m:02}\u{2069}"),
    }
}

/// The months as Arabs name them: after the Roman ones in Egypt and around the Gulf, after the Syriac ones in the
/// Levant and Iraq, after the French ones in Algeria and Tunisia, and Morocco's own.
fn arabic(lang: &str) -> &'static [&'static str; 12] {
    let region =
        lang.split(['-', '_']).skip(1).find(|p| p.len() == 2).unwrap_or_default().to_ascii_uppercase();
    match region.as_str() {
        "IQ" | "JO" | "LB" | "PS" | "SY" => &AR_LEVANT,
        "DZ" | "TN" => &AR_FRENCH,
        "MA" => &AR_MOROCCO,
        _ => &AR,
    }
}

fn year_alone(year: u16, lang: &str) -> String {
    match lang.split(['-', '_']).next().unwrap_or("") {
        "ko" => format!("{year}년"),
        "ja" | "zh" => format!("{year}年"),
        _ => year.to_string(),
    }
}

/// Month before day: the United States and where their custom holds.
fn american(lang: &str) -> bool {
    lang.split(['-', '_']).skip(1).any(|p| matches!(p.to_ascii_uppercase().as_str(), "US" | "PH" | "PR"))
}

/// Year, and month and day where they are known.
pub type Parts = (u16, Option<u8>, Option<u8>);

/// Reads `2026-11-15`, `2026-11` or `2026`.
///
/// # Errors
/// Why it is no date of the calendar.
pub fn parts(text: &str) -> Result<Parts, &'static str> {
    let pieces: Vec<&str> = text.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let well_formed = pieces.iter().enumerate().all(|(i, p)| digits(p, if i == 0 { 4 } else { 2 }));
    if !well_formed || pieces.len() > 3 {
        return Err("it is not written as year, month, day");
    }
    let number = |i: usize| pieces.get(i).and_then(|p| p.parse::<u16>().ok());
    let year = number(0).unwrap_or_default();
    let (month, day) = (number(1).map(|m| m as u8), number(2).map(|d| d as u8));
    if month.is_some_and(|m| !(1..=12).contains(&m)) {
        return Err("there is no such month");
    }
    if day.is_some_and(|d| d == 0 || d > days(year, month.unwrap_or(1))) {
        return Err("there is no such day in that month");
    }
    Ok((year, month, day))
}

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_by_language() {
        let cases = [
            ("en-US", "November~15, 2026", "November 2026"),
            ("en", "15~November 2026", "November 2026"),
            ("en-GB", "15~November 2026", "November 2026"),
            ("es", "15~de noviembre de 2026", "noviembre de 2026"),
            ("fr", "15~novembre 2026", "novembre 2026"),
            ("de", "15.~November 2026", "November 2026"),
            ("ko", "2026년 11월 15일", "2026년 11월"),
            ("ar", "15~نوفمبر 2026", "نوفمبر 2026"),
            ("ar-LB", "15~تشرين الثاني 2026", "تشرين الثاني 2026"),
            ("ar-MA", "15~نونبر 2026", "نونبر 2026"),
            ("fa", "15~نوامبر 2026", "نوامبر 2026"),
            ("ur", "15~نومبر، 2026", "نومبر 2026"),
            ("he", "15~בנובמבר 2026", "נובמבר 2026"),
            ("yi", "15טן~נאוועמבער 2026", "נאוועמבער 2026"),
            ("ps", "\u{2066}2026-11-15\u{2069}", "\u{2066}2026-11\u{2069}"),
            ("xx", "2026-11-15", "2026-11"),
        ];
        for (lang, day, month) in cases {
            assert_eq!(written(2026, Some(11), Some(15), lang).replace(NBSP, "~"), day, "{lang}");
            assert_eq!(written(2026, Some(11), None, lang), month, "{lang}");
        }
        assert_eq!(written(2020, None, None, "en"), "2020");
        assert_eq!(written(2020, None, None, "ko"), "2020년");
        assert_eq!(written(2024, Some(5), Some(1), "fr").replace(NBSP, " "), "1er mai 2024");
    }

    #[test]
    fn knows_the_calendar() {
        assert_eq!(parts("1953-07-27"), Ok((1953, Some(7), Some(27))));
        assert_eq!(parts("2019"), Ok((2019, None, None)));
        assert!(parts("2024-02-29").is_ok());
        for bad in ["2023-02-29", "2026-13", "2026-1-1", "15 Nov 2026", "26", "2026-11-15-1", "", "2026-00"] {
            assert!(parts(bad).is_err(), "{bad}");
        }
    }
}
