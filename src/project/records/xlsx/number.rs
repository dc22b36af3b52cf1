//! Numbers of a worksheet as texts: dates as ISO 8601, everything else as its value with a full stop, in the digits that
//! a spreadsheet shows.

/// From which day a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Epoch {
    /// 1 is 1 January 1900.
    #[default]
    Y1900,
    /// 0 is 1 January 1904, as on old Macintoshes.
    Y1904,
}

/// What a number of a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Format {
    #[default]
    Plain,
    Date,
    Time,
    /// Date and time.
    Moment,
    /// Hours, of which there may be more than a day has.
    Elapsed,
    /// In hundredths, with so many decimals.
    Percent(usize),
    /// A code of so many digits, with its leading zeros: a postal code.
    Code(usize),
}

impl Format {
    /// The format with this number (ECMA-376 part 1, 18.8.30). From 27 on they are dates of eastern Asia.
    pub fn built_in(id: u32) -> Format {
        match id {
            9 => Format::Percent(0),
            10 => Format::Percent(2),
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Date,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Format::Time,
            22 => Format::Moment,
            46 => Format::Elapsed,
            _ => Format::Plain,
        }
    }

    /// The format that `code` writes, by its part for positive numbers.
    pub fn of(code: &str) -> Format {
        let signs = signs(code);
        if signs == "general" {
            return Format::Plain;
        }
        if signs.len() > 1 && signs.bytes().all(|b| b == b'0') {
            return Format::Code(signs.len());
        }
        if signs.contains('%') {
            let part = signs.split_once('.').map_or("", |(_, part)| part);
            return Format::Percent(part.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count());
        }
        if signs.contains('[') {
            return Format::Elapsed;
        }
        let has = |these: &[char]| signs.contains(these);
        match (has(&['y', 'd']), has(&['h', 's'])) {
            (true, true) => Format::Moment,
            (true, false) => Format::Date,
            (false, true) => Format::Time,
            // Minutes stand beside hours or seconds only.
            (false, false) if has(&['m']) => Format::Date,
            (false, false) => Format::Plain,
        }
    }

    /// The number that is written as `text`.
    pub fn shown(self, text: &str, epoch: Epoch) -> String {
        let Ok(number) = text.parse::<f64>() else { return text.to_owned() };
        let as_time = match self {
            Format::Plain => None,
            Format::Percent(decimals) => {
                return percent(number, decimals).unwrap_or_else(|| plain(text, number));
            }
            Format::Code(digits) => return padded(plain(text, number), digits),
            Format::Date => moment(number.floor(), epoch),
            Format::Time => moment(number.fract(), Epoch::Y1904).map(|t| t[11.min(t.len())..].to_owned()),
            Format::Moment => moment(number, epoch),
            Format::Elapsed => elapsed(number),
        };
        match as_time {
            Some(time) if !time.is_empty() => time,
            Some(_) => "00:00".to_owned(),
            None => plain(text, number),
        }
    }
}

/// The letters of a format's first part that stand for digits and dates, in lower case.
fn signs(code: &str) -> String {
    let mut signs = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => _ = chars.find(|c| *c == '"'),
            '\\' | '_' | '*' => _ = chars.next(),
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Hours past 24, minutes past 60: a sign that is none of a format's own. Anything else is a colour, a condition or a language.
                if !inner.is_empty() && inner.to_lowercase().chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    signs.push('[');
                }
            }
            c => signs.extend(c.to_lowercase()),
        }
    }
    signs
}

/// A plain value: what is written, where that is a whole number, else in the 15 digits that spreadsheets keep, which
/// drops the noise of the binary form.
fn plain(text: &str, number: f64) -> String {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0') {
        return text.to_owned();
    }
    if !number.is_finite() {
        return text.to_owned();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// `25.3%` for 0.253, rounded as a spreadsheet shows it.
fn percent(number: f64, decimals: usize) -> Option<String> {
    const MOST: usize = 9;
    let decimals = decimals.min(MOST);
    let hundredths: f64 = format!("{:.13e}", number * 100.0).parse().ok()?;
    // Halves go away from zero, which those of the decimal form are not always.
    let shift = 10_f64.powi(decimals as i32);
    let rounded = (hundredths * shift).round() / shift;
    rounded.is_finite().then(|| format!("{:.decimals$}%", rounded + 0.0))
}

fn padded(number: String, digits: usize) -> String {
    if number.bytes().all(|b| b.is_ascii_digit()) { format!("{number:0>digits$}") } else { number }
}

/// `2026-11-15 14:30`, without a time of midnight; nothing for what is no day of the calendar.
fn moment(number: f64, epoch: Epoch) -> Option<String> {
    // The last day of the year 9999.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = (number * 86_400.0).round() as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let day = match (epoch, day) {
        (Epoch::Y1904, day) => day + 1_461,
        // 1900 is counted as a leap year, for Lotus 1-2-3's sake: 60 is a day that never was.
        (Epoch::Y1900, 60) => return None,
        (Epoch::Y1900, day @ 1..60) => day,
        (Epoch::Y1900, 0) => return None,
        (Epoch::Y1900, day) => day - 1,
    };
    let (year, month, day) = civil(day - 25_568);
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(match (second / 3600, second / 60 % 60, second % 60) {
        (0, 0, 0) => date,
        (h, m, 0) => format!("{date} {h:02}:{m:02}"),
        (h, m, s) => format!("{date} {h:02}:{m:02}:{s:02}"),
    })
}

/// `36:05`, of a number of days.
fn elapsed(days: f64) -> Option<String> {
    let minutes = (0.0..1e6).contains(&days).then(|| (days * 1440.0).round() as i64)?;
    Some(format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// Year, month and day so many days after 1 January 1970 (H. Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// A date that is written as ISO 8601: `2026-11-15T14:30:00.000` as `2026-11-15 14:30`.
pub(super) fn iso(text: &str) -> String {
    let Some((date, time)) = text.split_once('T') else { return text.to_owned() };
    let time = time.trim_end_matches('Z');
    let time = time.split_once('.').map_or(
        time,
        |(whole, part)| {
            if part.bytes().all(|b| b == b'0') { whole } else { time }
        },
    );
    match time.strip_suffix(":00").filter(|t| t.len() >= 5).unwrap_or(time) {
        "00:00" => date.to_owned(),
        time => format!("{date} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_signs() {
        for (code, format) in [
            ("General", Format::Plain),
            ("#,##0.00", Format::Plain),
            ("0%", Format::Percent(0)),
            ("0.0%;[Red]-0.0%", Format::Percent(1)),
            ("0.00\"%\"", Format::Plain),
            ("[$$-409]#,##0.00", Format::Plain),
            ("\"day \"0", Format::Plain),
            ("[Red]0.00;[Blue]-0.00", Format::Plain),
            ("yyyy\\-mm\\-dd", Format::Date),
            ("[$-409]d mmm yyyy;@", Format::Date),
            ("mmmm", Format::Date),
            ("h:mm AM/PM", Format::Time),
            ("[h]:mm", Format::Elapsed),
            ("dd.mm.yyyy hh:mm", Format::Moment),
            ("00000", Format::Code(5)),
            ("0", Format::Plain),
        ] {
            assert_eq!(Format::of(code), format, "{code}");
        }
    }

    #[test]
    fn numbers_come_as_they_are_meant() {
        for (format, text, shown) in [
            (Format::Plain, "12", "12"),
            (Format::Plain, "12.0", "12"),
            (Format::Plain, "12.100000000000001", "12.1"),
            (Format::Plain, "0.30000000000000004", "0.3"),
            (Format::Plain, "0.4", "0.4"),
            (Format::Plain, "-0", "0"),
            (Format::Plain, "1.5E+3", "1500"),
            (Format::Plain, "2025551234", "2025551234"),
            (Format::Plain, "12345678901234567890", "12345678901234567890"),
            (Format::Plain, "1E-7", "0.0000001"),
            (Format::Plain, "NaN", "NaN"),
            (Format::Code(5), "2134", "02134"),
            (Format::Percent(1), "0.253", "25.3%"),
            (Format::Percent(0), "0.125", "13%"),
            (Format::Percent(1), "0.2525", "25.3%"),
            (Format::Percent(2), "-0.05", "-5.00%"),
            (Format::Percent(1), "1", "100.0%"),
            (Format::Percent(0), "-0.001", "0%"),
            (Format::Date, "46341", "2026-11-15"),
            (Format::Date, "1", "1900-01-01"),
            (Format::Date, "59", "1900-02-28"),
            (Format::Date, "60", "60"),
            (Format::Date, "61", "1900-03-01"),
            (Format::Date, "2958465", "9999-12-31"),
            (Format::Date, "2958466", "2958466"),
            (Format::Date, "-1", "-1"),
            (Format::Date, "1e300", &format!("1{}", "0".repeat(300))),
            (Format::Moment, "46341.6041666667", "2026-11-15 14:30"),
            (Format::Moment, "46341", "2026-11-15"),
            (Format::Time, "0.604178240740741", "14:30:01"),
            (Format::Time, "0", "00:00"),
            (Format::Time, "46341.5", "12:00"),
            (Format::Elapsed, "1.5", "36:00"),
        ] {
            assert_eq!(format.shown(text, Epoch::Y1900), shown, "{format:?} {text}");
        }
        assert_eq!(Format::Date.shown("44879", Epoch::Y1904), "2026-11-15");
        assert_eq!(iso("2026-11-15T14:30:00.000Z"), "2026-11-15 14:30");
        assert_eq!(iso("2026-11-15T00:00:00"), "2026-11-15");
        assert_eq!(iso("2026-11-15"), "2026-11-15");
    }
}
