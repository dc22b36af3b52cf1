//! What the type table does for the script that a language is written in: leading, sizes, emphasis. A brand's
//! numbers are meant for Latin letters; these are what other scripts ask of them.

use crate::text::itemize::base_level;

/// How a language is written, as far as it is set differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Letters of Latin height: Latin, Greek, Cyrillic, and whatever else nobody has told us about.
    Letters,
    /// Hangul and ideographs, which fill their squares.
    Squares,
    /// Arabic letters, with strokes far above and below their line.
    Arabic,
    /// Hebrew letters, all as high as a tall x and without capitals.
    Hebrew,
}

impl Writing {
    /// How the language of a BCP 47 tag is written.
    pub fn of(lang: &str) -> Writing {
        let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "ko" | "ja" | "zh" => Writing::Squares,
            "he" | "iw" | "yi" if base_level(lang) == 1 => Writing::Hebrew,
            _ if base_level(lang) == 1 => Writing::Arabic,
            _ => Writing::Letters,
        }
    }

    /// The least leading of running text, as a share of its size. Korean 1.6 to 1.75 (KLREQ); Arabic 1.5 to 1.7, whose
    /// strokes would touch those of the next line; Hebrew 1.35 to 1.45, whose letters leave no white above an x.
    pub fn least_leading(self) -> f64 {
        match self {
            Writing::Letters => 0.0,
            Writing::Squares => 1.6,
            Writing::Arabic => 1.65,
            Writing::Hebrew => 1.4,
        }
    }

    /// Baseline distance as a multiple of the size where a sheet is made to fit: as dense as newspapers, tightest and
    /// loosest.
    pub fn leadings(self) -> [f64; 3] {
        match self {
            Writing::Letters => [1.12, 1.20, 1.45],
            Writing::Squares => [1.5, 1.55, 1.80],
            Writing::Arabic => [1.45, 1.5, 1.85],
            Writing::Hebrew => [1.25, 1.3, 1.6],
        }
    }

    /// Size of notes, as a share of those of Latin letters: Arabic ones are small for their size, and 7.8 pt of them
    /// cannot be read.
    pub fn note_size(self) -> f64 {
        match self {
            Writing::Letters | Writing::Squares => 1.0,
            Writing::Arabic => 1.1,
            Writing::Hebrew => 1.03,
        }
    }

    /// The least leading of notes and other small type: a little less than the text's, as their lines are shorter.
    pub fn note_leading(self) -> f64 {
        match self {
            Writing::Letters => 0.0,
            Writing::Squares | Writing::Arabic => 1.5,
            Writing::Hebrew => 1.33,
        }
    }

    /// Whether there are italics. Hangul, ideographs, Arabic and Hebrew have none: only the figures among them would
    /// lean.
    pub fn slants(self) -> bool {
        self == Writing::Letters
    }

    /// Whether old-style figures are at home among the letters. Beside scripts without ascenders they look like small
    /// print.
    pub fn old_style(self) -> bool {
        self == Writing::Letters
    }

    /// How much leading display type takes in place of 1 of Latin: its lines would touch.
    pub fn display(self) -> f64 {
        match self {
            Writing::Letters | Writing::Squares => 1.0,
            Writing::Arabic => 1.25,
            Writing::Hebrew => 1.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_writing() {
        let of = |lang| Writing::of(lang);
        assert_eq!(["ar", "fa-IR", "ur", "ckb", "az-Arab"].map(of), [Writing::Arabic; 5]);
        assert_eq!(["he", "yi", "he-IL"].map(of), [Writing::Hebrew; 3]);
        assert_eq!(["en", "ru", "ar-Latn", "yi-Latn", "xx"].map(of), [Writing::Letters; 5]);
        assert_eq!(Writing::of("ko-KR"), Writing::Squares);
    }
}
