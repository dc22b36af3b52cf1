//! What a file says of itself in two places, it says alike.

use crate::preflight::file::{Ask, Demand, Family, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "metadata",
    title: "The information dictionary and the XMP metadata say the same.",
    reason: "Catalogues read one, viewers the other (PDF/A-2, 6.6.3; PDF/X-4, 6.1.5; ISO 32000-1, 14.3).",
    fix: "save it anew with one program that writes both",
    asks: &[Ask::Any, Ask::A("6.6.3"), Ask::X("6.1.5"), Ask::Ua("7.1")],
    check,
};

const PAIRS: [(&str, &str); 5] = [
    ("Title", "dc:title"),
    ("Author", "dc:creator"),
    ("Producer", "pdf:Producer"),
    ("Creator", "xmp:CreatorTool"),
    ("Keywords", "pdf:Keywords"),
];

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    if pdf.xmp().is_empty() {
        if !demand.claims.is_empty() {
            findings.error("it has no XMP metadata");
        }
        return;
    }
    // PDF/A-1 and 2, and PDF/X, ask for the two to agree. Others only suffer from titles that differ.
    let strict = demand.claims(Family::A) || demand.claims(Family::X);
    for (key, name) in PAIRS {
        let (Some(info), Some(xmp)) = (pdf.info_text(key), pdf.xmp().property(name)) else { continue };
        if squeezed(&info) == squeezed(&xmp) || (!strict && key != "Title") {
            continue;
        }
        let message = format!("its {} is `{info}` in one place and `{xmp}` in the other", key.to_lowercase());
        if strict {
            findings.error(message)
        } else {
            findings.warning(message)
        };
    }
    for (key, name) in [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")] {
        let Some(info) = pdf.info_text(key) else { continue };
        let Some(date) = Date::read(&info) else {
            findings.warning(format!("its date `{info}` is none (`/{key}`)"));
            continue;
        };
        let other = pdf.xmp().property(name).and_then(|x| Date::read(&x));
        if strict && other.is_some_and(|o| !o.agrees(&date)) {
            findings.error(format!(
                "its dates differ between the information dictionary and the XMP metadata (`/{key}`)"
            ));
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date, as far as it goes.
struct Date {
    /// Year, month, day, hour, minute.
    parts: Vec<i64>,
    /// Minutes east of Greenwich, where it says so.
    zone: Option<i64>,
}

impl Date {
    /// Reads `D:20261115093000+01'00'` and `2026-11-15T09:30:00+01:00`: at least a year.
    fn read(text: &str) -> Option<Date> {
        let text = text.trim();
        let text = text.strip_prefix("D:").unwrap_or(text);
        let dashed = text.as_bytes().get(4) == Some(&b'-');
        let zone =
            text.char_indices().skip(if dashed { 8 } else { 4 }).find(|(_, c)| matches!(c, 'Z' | '+' | '-'));
        let (time, zone) = text.split_at(zone.map_or(text.len(), |z| z.0));
        let digits: Vec<i64> = time.chars().filter_map(|c| c.to_digit(10)).map(i64::from).take(12).collect();
        let year = digits.get(..4)?;
        let number = |d: &[i64]| d.iter().fold(0, |v, d| v * 10 + d);
        let parts = std::iter::once(number(year)).chain(digits[4..].chunks_exact(2).map(number)).collect();
        Some(Date { parts, zone: offset(zone) })
    }
    /// Whether the two agree as far as both go, to the minute. A time without a zone is of some zone.
    fn agrees(&self, other: &Date) -> bool {
        let n = self.parts.len().min(other.parts.len());
        match (self.minutes(), other.minutes()) {
            (Some(a), Some(b)) => match self.zone.zip(other.zone) {
                Some((east, west)) => a - east == b - west,
                // No two zones are more than 26 hours from each other, nor a part of a quarter of an hour.
                None => (a - b).abs() <= 26 * 60 && (a - b) % 15 == 0,
            },
            _ => self.parts[..n.min(3)] == other.parts[..n.min(3)],
        }
    }
    /// Minutes since a day long ago, by the calendar of ISO 8601.
    fn minutes(&self) -> Option<i64> {
        let [year, month, day, hour, minute] = self.parts[..] else { return None };
        // Years that begin in March end with the day that some have more.
        let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days =
            365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day;
        Some((days * 24 + hour) * 60 + minute)
    }
}

/// `Z`, `+01'00'`, `-05:30` in minutes.
fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.chars().next()? {
        'Z' => return Some(0),
        '-' => -1,
        _ => 1,
    };
    let digits: Vec<i64> = zone.chars().filter_map(|c| c.to_digit(10)).map(i64::from).take(4).collect();
    let at = |i: usize| digits.get(i).copied().unwrap_or(0);
    Some(sign * ((at(0) * 10 + at(1)) * 60 + at(2) * 10 + at(3)))
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_agree_to_the_minute() {
        let agree = |a: &str, b: &str| Date::read(a).unwrap().agrees(&Date::read(b).unwrap());
        assert!(agree("D:20261115093000Z", "2026-11-15T09:30:00Z"));
        assert!(agree("D:20261115093000+01'00'", "2026-11-15T08:30:59+00:00"));
        assert!(agree("D:20261115003000+01'00'", "2026-11-14T18:30-05:00"));
        assert!(agree("D:20260301003000+01'00'", "2026-02-28T23:30Z"));
        assert!(agree("D:20261115", "2026-11-15T09:30:00Z"));
        assert!(agree("D:20261115093000", "2026-11-15T08:30:00Z"));
        for other in [
            "2026-11-15T09:31:00Z",
            "2026-11-16T09:30:00Z",
            "2025-11-15T09:30:00Z",
            "2026-11-15T09:30:00+01:00",
        ] {
            assert!(!agree("D:20261115093000Z", other), "{other}");
        }
        assert!(!agree("D:20261115", "2026-11-16"));
        assert!(Date::read("soon").is_none() && Date::read("D:99999999999999999999").is_some());
    }
}
