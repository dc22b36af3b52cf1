//! Which family sets a script that the bundled ones lack: the names that are looked for unasked, and that a message
//! asks for where none is found. All are of Google's Noto project, under the OFL.

use super::script;

/// A script with the families that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// ISO 15924 tag, as a brand names it under `typography.scripts`.
    pub tag: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// A family for running text.
    pub text: &'static str,
    /// A family that goes with a sans serif; the same where there is but one.
    pub sans: &'static str,
}

const fn of(tag: &'static str, name: &'static str, text: &'static str, sans: &'static str) -> Wanted {
    Wanted { tag, name, text, sans }
}

/// The scripts, by their tags.
const TABLE: &[Wanted] = &[
    of("Adlm", "Adlam", "Noto Sans Adlam", "Noto Sans Adlam"),
    of("Arab", "Arabic", "Noto Naskh Arabic", "Noto Sans Arabic"),
    of("Armn", "Armenian", "Noto Serif Armenian", "Noto Sans Armenian"),
    of("Beng", "Bengali", "Noto Serif Bengali", "Noto Sans Bengali"),
    of("Cans", "Canadian syllabic", "Noto Sans Canadian Aboriginal", "Noto Sans Canadian Aboriginal"),
    of("Cher", "Cherokee", "Noto Sans Cherokee", "Noto Sans Cherokee"),
    of("Cyrl", "Cyrillic", "Noto Serif", "Noto Sans"),
    of("Deva", "Devanagari", "Noto Serif Devanagari", "Noto Sans Devanagari"),
    of("Ethi", "Ethiopic", "Noto Serif Ethiopic", "Noto Sans Ethiopic"),
    of("Geor", "Georgian", "Noto Serif Georgian", "Noto Sans Georgian"),
    of("Grek", "Greek", "Noto Serif", "Noto Sans"),
    of("Gujr", "Gujarati", "Noto Serif Gujarati", "Noto Sans Gujarati"),
    of("Guru", "Gurmukhi", "Noto Serif Gurmukhi", "Noto Sans Gurmukhi"),
    of("Hang", "Korean", "Noto Sans KR", "Noto Sans KR"),
    of("Hans", "Chinese", "Noto Serif SC", "Noto Sans SC"),
    of("Hant", "Chinese", "Noto Serif TC", "Noto Sans TC"),
    of("Hebr", "Hebrew", "Noto Serif Hebrew", "Noto Sans Hebrew"),
    of("Jpan", "Japanese", "Noto Serif JP", "Noto Sans JP"),
    of("Khmr", "Khmer", "Noto Serif Khmer", "Noto Sans Khmer"),
    of("Knda", "Kannada", "Noto Serif Kannada", "Noto Sans Kannada"),
    of("Laoo", "Lao", "Noto Serif Lao", "Noto Sans Lao"),
    of("Latn", "Latin", "Noto Serif", "Noto Sans"),
    of("Mlym", "Malayalam", "Noto Serif Malayalam", "Noto Sans Malayalam"),
    of("Mong", "Mongolian", "Noto Sans Mongolian", "Noto Sans Mongolian"),
    of("Mymr", "Myanmar", "Noto Serif Myanmar", "Noto Sans Myanmar"),
    of("Nkoo", "N’Ko", "Noto Sans NKo", "Noto Sans NKo"),
    of("Orya", "Odia", "Noto Serif Oriya", "Noto Sans Oriya"),
    of("Sinh", "Sinhala", "Noto Serif Sinhala", "Noto Sans Sinhala"),
    of("Syrc", "Syriac", "Noto Sans Syriac", "Noto Sans Syriac"),
    of("Taml", "Tamil", "Noto Serif Tamil", "Noto Sans Tamil"),
    of("Telu", "Telugu", "Noto Serif Telugu", "Noto Sans Telugu"),
    of("Tfng", "Tifinagh", "Noto Sans Tifinagh", "Noto Sans Tifinagh"),
    of("Thaa", "Thaana", "Noto Sans Thaana", "Noto Sans Thaana"),
    of("Thai", "Thai", "Noto Serif Thai", "Noto Sans Thai"),
    of("Tibt", "Tibetan", "Noto Serif Tibetan", "Noto Serif Tibetan"),
];

/// Languages whose script does not follow from Latin letters, with its tag.
const LANGUAGES: &[(&str, &str)] = &[
    ("am", "Ethi"),
    ("ar", "Arab"),
    ("be", "Cyrl"),
    ("bg", "Cyrl"),
    ("bn", "Beng"),
    ("bo", "Tibt"),
    ("ckb", "Arab"),
    ("dv", "Thaa"),
    ("el", "Grek"),
    ("fa", "Arab"),
    ("gu", "Gujr"),
    ("he", "Hebr"),
    ("hi", "Deva"),
    ("hy", "Armn"),
    ("ja", "Jpan"),
    ("ka", "Geor"),
    ("km", "Khmr"),
    ("kn", "Knda"),
    ("ko", "Hang"),
    ("lo", "Laoo"),
    ("ml", "Mlym"),
    ("mr", "Deva"),
    ("my", "Mymr"),
    ("ne", "Deva"),
    ("or", "Orya"),
    ("pa", "Guru"),
    ("ps", "Arab"),
    ("ru", "Cyrl"),
    ("sd", "Arab"),
    ("si", "Sinh"),
    ("syr", "Syrc"),
    ("ta", "Taml"),
    ("te", "Telu"),
    ("th", "Thai"),
    ("ti", "Ethi"),
    ("ug", "Arab"),
    ("uk", "Cyrl"),
    ("ur", "Arab"),
    ("yi", "Hebr"),
    ("zh", "Hans"),
];

impl Wanted {
    /// What sets `c`, in a text of the language `lang` (BCP 47): ideographs are drawn as their readers know them.
    /// `None` for signs that belong to no script.
    pub fn of(c: char, lang: &str) -> Option<&'static Wanted> {
        let tags = script::tags(c);
        let own = Wanted::of_language(lang).filter(|w| tags.contains(&w.tag));
        // Every tag of an ideograph says where it may be read; most are read in China.
        let ideograph = tags.contains(&"Hani");
        own.or_else(|| if ideograph { by_tag("Hans") } else { tags.iter().find_map(|tag| by_tag(tag)) })
    }

    /// What sets the letters of a language that is not written in Latin ones.
    pub fn of_language(lang: &str) -> Option<&'static Wanted> {
        let mut parts = lang.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let rest: Vec<String> = parts.map(script::title_case).collect();
        if let Some(named) = rest.iter().find_map(|tag| by_tag(tag)) {
            return Some(named).filter(|w| w.tag != "Latn");
        }
        let region = |names: &[&str]| rest.iter().any(|r| names.contains(&r.as_str()));
        let tag = LANGUAGES.iter().find(|(l, _)| *l == language)?.1;
        by_tag(if language == "zh" && region(&["Tw", "Hk", "Mo"]) { "Hant" } else { tag })
    }

    /// Where its family for running text is to be had.
    pub fn address(&self) -> String {
        address(self.text)
    }
}

/// Where a family of the Noto project is to be had.
pub fn address(family: &str) -> String {
    format!("https://fonts.google.com/noto/specimen/{}", family.trim().replace(' ', "+"))
}

fn by_tag(tag: &str) -> Option<&'static Wanted> {
    TABLE.binary_search_by(|w| w.tag.cmp(tag)).ok().map(|i| &TABLE[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(TABLE.is_sorted_by(|a, b| a.tag < b.tag));
        assert!(LANGUAGES.iter().all(|(_, tag)| by_tag(tag).is_some()));
    }

    #[test]
    fn every_script_has_its_family() {
        let text = |c, lang| Wanted::of(c, lang).map(|w| w.text);
        let cases = [
            ('ش', "en", "Noto Naskh Arabic"),
            ('،', "ar", "Noto Naskh Arabic"),
            ('\u{64e}', "ar", "Noto Naskh Arabic"),
            ('ש', "he", "Noto Serif Hebrew"),
            ('क', "hi", "Noto Serif Devanagari"),
            ('।', "hi", "Noto Serif Devanagari"),
            ('한', "en", "Noto Sans KR"),
            ('語', "ja", "Noto Serif JP"),
            ('語', "zh-TW", "Noto Serif TC"),
            ('語', "zh-Hant", "Noto Serif TC"),
            ('語', "en", "Noto Serif SC"),
            ('か', "en", "Noto Serif JP"),
            ('ẛ', "en", "Noto Serif"),
        ];
        for (c, lang, family) in cases {
            assert_eq!(text(c, lang), Some(family), "{c} in {lang}");
        }
        assert_eq!(text('∀', "en"), None);
        assert_eq!(Wanted::of_language("ar-Latn"), None);
        assert_eq!(Wanted::of_language("en"), None);
        assert_eq!(address("Noto Naskh Arabic"), "https://fonts.google.com/noto/specimen/Noto+Naskh+Arabic");
    }
}
