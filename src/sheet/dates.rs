//! Dates as people write them in a sheet: a year, a month or a day of the calendar.

use super::inputs::Inputs;
use super::model::Date;
use crate::base::Text;

/// The date in `text`; reported where it is none.
pub(super) fn read(text: Option<Text>, name: &str, inputs: &mut Inputs<'_>) -> Option<Date> {
    let text = text.filter(|t| !t.is_absent())?;
    match parts(text.trimmed()) {
        Ok((year, month, day)) => Some(Date { year, month, day, text }),
        Err(why) => {
            let message = format!("`{}` is not a date that `{name}` can take: {why}", text.trimmed());
            inputs.error("bad-date", text.span, message, "write `2026-11-15`, `2026-11` or `2026`");
            None
        }
    }
}

type Parts = (u16, Option<u8>, Option<u8>);

fn parts(text: &str) -> Result<Parts, &'static str> {
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
    fn knows_the_calendar() {
        assert_eq!(parts("1953-07-27"), Ok((1953, Some(7), Some(27))));
        assert_eq!(parts("2019"), Ok((2019, None, None)));
        assert!(parts("2024-02-29").is_ok());
        for bad in ["2023-02-29", "2026-13", "2026-1-1", "15 Nov 2026", "26", "2026-11-15-1", "", "2026-00"] {
            assert!(parts(bad).is_err(), "{bad}");
        }
    }
}
