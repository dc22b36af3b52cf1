//! Many messages in one file, as mail programs import it (mboxrd): a line in front of each, and a `>` before lines that
//! look like that one.

use crate::sheet::Date;
use std::io::{self, Write};

/// Writes one message as an entry of such a file, with lines that end with `\n` as its readers expect. `date` stands in
/// the line in front, which some programs show: the sheet's, never the day on which this runs.
///
/// # Errors
/// Those of `out`.
pub fn mbox_entry(message: &[u8], date: Option<&Date>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "From - {}", separator(date))?;
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let quoted = line.iter().position(|byte| *byte != b'>');
        if quoted.is_some_and(|at| line[at..].starts_with(b"From ")) {
            out.write_all(b">")?;
        }
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    out.write_all(b"\n")
}

/// A date as C's `asctime` writes it, at the beginning of the day, month or year; that of Unix where there is none.
fn separator(date: Option<&Date>) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = date.map(|d| (d.year, d.month.unwrap_or(1), d.day.unwrap_or(1)));
    let (year, month, day) = date.unwrap_or((1970, 1, 1));
    let month = usize::from(month.clamp(1, 12));
    // Sakamoto's rule: where each month begins in the week, with the leap day at the end of the year before.
    let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1];
    let y = usize::from(year) - usize::from(month < 3 && year > 0);
    let weekday = (y + y / 4 - y / 100 + y / 400 + shift + usize::from(day)) % 7;
    format!("{} {} {day:2} 00:00:00 {year:04}", DAYS[weekday], MONTHS[month - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Text;

    fn date(year: u16, month: u8, day: u8) -> Date {
        Date { year, month: Some(month), day: Some(day), text: Text::made("") }
    }

    #[test]
    fn the_line_in_front_has_the_day_of_the_week() {
        assert_eq!(separator(None), "Thu Jan  1 00:00:00 1970");
        assert_eq!(separator(Some(&date(2026, 11, 15))), "Sun Nov 15 00:00:00 2026");
        assert_eq!(separator(Some(&date(2024, 2, 29))), "Thu Feb 29 00:00:00 2024");
        assert_eq!(separator(Some(&date(2000, 1, 1))), "Sat Jan  1 00:00:00 2000");
    }

    #[test]
    fn what_looks_like_that_line_is_quoted() {
        let mut out = Vec::new();
        mbox_entry(b"Subject: x\r\n\r\nFrom here\r\n>From there\r\n>> From\r\n", None, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "From - Thu Jan  1 00:00:00 1970\nSubject: x\n\n>From here\n>>From there\n>> From\n\n"
        );
    }
}
