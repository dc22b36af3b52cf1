//! What a language does with quotes and spaces.

/// The habits of one language, and where they differ one country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Primary subtag, for the word lists.
    pub(super) lang: Lang,
    /// Outer quotes.
    pub(super) double: (char, char),
    /// Quotes within quotes.
    pub(super) single: (char, char),
    /// White inside the outer quotes.
    pub(super) quote_space: Option<char>,
    /// White before `; ! ?`, where the language wants one.
    pub(super) high_space: Option<char>,
    /// White before a colon.
    pub(super) colon_space: Option<char>,
}

/// Languages whose words we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    English,
    Spanish,
    French,
    German,
    Other,
}

/// U+00A0.
pub(super) const NBSP: char = '\u{a0}';
/// U+202F.
pub(super) const NARROW: char = '\u{202f}';

impl Locale {
    /// The habits behind a BCP 47 tag; those of English quotes where nobody knows the language.
    pub fn of(tag: &str) -> Locale {
        let mut parts = tag.split(['-', '_']);
        let primary = parts.next().unwrap_or("").to_ascii_lowercase();
        let region = parts.find(|p| p.len() == 2 || p.len() == 3 && p.bytes().all(|b| b.is_ascii_digit()));
        let region = region.unwrap_or("").to_ascii_uppercase();
        let lang = match primary.as_str() {
            "en" => Lang::English,
            "es" => Lang::Spanish,
            "fr" => Lang::French,
            "de" => Lang::German,
            _ => Lang::Other,
        };
        let plain = Locale {
            lang,
            double: ('“', '”'),
            single: ('‘', '’'),
            quote_space: None,
            high_space: None,
            colon_space: None,
        };
        Locale::with_quotes(plain, &primary, &region)
    }

    fn with_quotes(plain: Locale, primary: &str, region: &str) -> Locale {
        let guillemets = Locale { double: ('«', '»'), single: ('“', '”'), ..plain };
        match (primary, region) {
            ("es", "" | "ES")
            | ("it" | "pt", "" | "IT" | "PT")
            | ("ca" | "eu" | "gl" | "el" | "no" | "nb", _) => guillemets,
            ("fr", "CA") => Locale { quote_space: Some(NBSP), colon_space: Some(NBSP), ..guillemets },
            ("fr", "CH") => Locale { single: ('‹', '›'), quote_space: Some(NARROW), ..guillemets },
            ("fr", _) => Locale {
                quote_space: Some(NARROW),
                high_space: Some(NARROW),
                colon_space: Some(NBSP),
                ..guillemets
            },
            ("de", "CH") => Locale { single: ('‹', '›'), ..guillemets },
            ("de" | "cs" | "sk" | "sl", _) => {
                Locale { double: ('„', '“'), single: ('‚', '‘'), ..plain }
            }
            ("pl" | "ro" | "hu" | "hr", _) => {
                Locale { double: ('„', '”'), single: ('‚', '’'), ..plain }
            }
            ("ru" | "uk" | "be" | "bg", _) => Locale { single: ('„', '“'), ..guillemets },
            // Mirrored where they are set from right to left, as brackets are.
            ("ar" | "fa" | "ckb" | "ps" | "ug", _) => Locale { single: ('‹', '›'), ..guillemets },
            // Not mirrored: the mark that opens stands at the right (CLDR).
            ("ur" | "sd", _) => Locale { double: ('”', '“'), single: ('’', '‘'), ..plain },
            ("he" | "iw", _) => Locale { double: ('”', '”'), single: ('’', '’'), ..plain },
            ("yi", _) => Locale { double: ('„', '”'), single: ('‚', '’'), ..plain },
            ("sv" | "fi", _) => Locale { double: ('”', '”'), single: ('’', '’'), ..plain },
            _ => plain,
        }
    }

    /// Whether note marks stand after the punctuation that follows the word. French sets them before.
    pub fn marks_after_punctuation(&self) -> bool {
        self.lang != Lang::French
    }
}
