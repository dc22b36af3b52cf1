//! Numbers as a language writes them: which sign parts the decimals, what parts the thousands, a real minus.

/// A narrow space at which no line ends.
const NARROW: char = '\u{202f}';

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Custom {
    /// Between the whole part and its decimals.
    point: char,
    /// Between groups of three digits.
    group: char,
    /// Digits of the whole part from which on groups are parted.
    from: usize,
}

impl Custom {
    fn of(lang: &str) -> Custom {
        let mut parts = lang.split(['-', '_']);
        let primary = parts.next().unwrap_or("").to_ascii_lowercase();
        let region = parts.find(|p| p.len() == 2).unwrap_or("").to_ascii_uppercase();
        let custom = |point, group, from| Custom { point, group, from };
        match (primary.as_str(), region.as_str()) {
            ("de" | "fr" | "it", "CH" | "LI") => custom('.', '’', 5),
            // Mexico and Central America write as the United States do.
            ("es", "US" | "MX" | "PR" | "GT" | "HN" | "NI" | "SV" | "DO" | "PA") => custom('.', ',', 4),
            // RAE and BIPM: a space, from five digits on.
            ("es" | "pl", _) | ("pt", "PT") => custom(',', NARROW, 5),
            ("de" | "it" | "nl" | "da" | "id" | "tr" | "el" | "pt", _) => custom(',', '.', 4),
            ("fr", _) => custom(',', NARROW, 4),
            (
                "ru" | "uk" | "be" | "bg" | "cs" | "sk" | "sl" | "hr" | "sv" | "fi" | "nb" | "nn" | "no"
                | "hu" | "ro",
                _,
            ) => custom(',', NARROW, 4),
            _ => custom('.', ',', 4),
        }
    }
}

/// What `lang`, a BCP 47 tag, writes between the whole part and its decimals.
pub fn point(lang: &str) -> char {
    Custom::of(lang).point
}

/// A number with so many decimals, as `lang`, a BCP 47 tag, writes it.
pub fn written(value: f64, decimals: usize, lang: &str) -> String {
    let custom = Custom::of(lang);
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::new();
    // What is rounded to nothing has no sign.
    if value < 0.0 && digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('\u{2212}');
    }
    let grouped = whole.len() >= custom.from;
    for (i, digit) in whole.chars().enumerate() {
        if grouped && i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(custom.group);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(custom.point);
        out.push_str(part);
    }
    out
}

/// A number that is written already with the sign for what it counts, such as `%` or `$`, where `lang` puts it.
pub fn with_sign(number: &str, sign: &str, lang: &str) -> String {
    let primary = lang.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let money = sign.chars().any(|c| matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₹' | '₱' | '฿' | '₫'));
    let before = ["en", "ko", "ja", "zh", "nl"].contains(&primary.as_str());
    if money && before {
        return match number.strip_prefix('\u{2212}') {
            Some(number) => format!("\u{2212}{sign}{number}"),
            None => format!("{sign}{number}"),
        };
    }
    let spaced =
        ["de", "fr", "es", "sv", "fi", "nb", "no", "da", "cs", "sk", "ru", "uk"].contains(&primary.as_str());
    let white = match money {
        true => "\u{a0}",
        false if spaced => "\u{202f}",
        false => "",
    };
    format!("{number}{white}{sign}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_signs() {
        let cases = [
            ("en-US", "1,234,567.5"),
            ("de", "1.234.567,5"),
            ("de-CH", "1’234’567.5"),
            ("fr", "1_234_567,5"),
            ("es", "1_234_567,5"),
            ("es-MX", "1,234,567.5"),
            ("ko", "1,234,567.5"),
            ("xx", "1,234,567.5"),
        ];
        for (lang, wanted) in cases {
            let number = written(1_234_567.5, 1, lang).replace(NARROW, "_");
            assert_eq!(number, wanted, "{lang}");
        }
        assert_eq!(written(1234.0, 0, "es"), "1234");
        assert_eq!(written(1234.0, 0, "de"), "1.234");
    }

    #[test]
    fn signs_and_decimals() {
        assert_eq!(written(-4.25, 1, "en"), "−4.2");
        assert_eq!(written(-0.01, 1, "en"), "0.0");
        assert_eq!(written(999.0, 0, "en"), "999");
        assert_eq!(written(5.0, 2, "fr"), "5,00");
    }

    #[test]
    fn what_is_counted_stands_where_the_language_puts_it() {
        assert_eq!(with_sign("40", "%", "en-US"), "40%");
        assert_eq!(with_sign("40", "%", "de"), "40\u{202f}%");
        assert_eq!(with_sign("−3", "$", "en"), "−$3");
        assert_eq!(with_sign("3", "€", "fr"), "3\u{a0}€");
    }

    #[test]
    fn digits_come_out_as_they_went_in() {
        for n in 0..2000u32 {
            let number = f64::from(n * n * 7);
            for lang in ["en", "de", "fr", "es", "de-CH"] {
                let digits: String = written(number, 0, lang).chars().filter(char::is_ascii_digit).collect();
                assert_eq!(digits, format!("{number}"));
            }
        }
    }
}
