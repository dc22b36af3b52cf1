//! The few words that a sheet says by itself, by language.

mod tables;

use tables::*;

/// Words for notes, positions and labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In front of the number of an earlier note, at a sentence's start: "See note ".
    pub see_note: [&'static str; 3],
    /// Between the last two authors, with its white: in Arabic and Hebrew it is written together with the next word.
    pub and: &'static str,
    /// In place of further authors.
    pub others: &'static str,
    /// When an address was last looked at.
    pub accessed: &'static str,
    /// An archived copy.
    pub archived: &'static str,
    /// Heading of the list of sources.
    pub sources: &'static str,
    /// Editors, behind their names.
    pub editor: &'static str,
    /// Positions on a bill: support, oppose, amend.
    pub position: [&'static str; 3],
    /// In front of a QR code's address, for readers who cannot see it.
    pub qr: &'static str,
    /// The number of a page, and of all.
    pub page: &'static str,
    /// Of a note's mark, for those who hear where it leads: `{n}` is the note's number.
    pub note: &'static str,
    /// Of a note's number, which leads back to its mark.
    pub back: &'static str,
    /// Behind the caption of a table that goes on in another column.
    pub continued: &'static str,
    /// Between the parts of a record, with its white.
    pub comma: &'static str,
    /// Between records.
    pub semicolon: &'static str,
    /// At the end of a record.
    pub stop: &'static str,
}

impl Words {
    /// The words of a language; English where we do not know it.
    pub fn of(lang: &str) -> &'static Words {
        let mut parts = lang.split(['-', '_']).map(str::to_ascii_lowercase);
        let primary = parts.next().unwrap_or_default();
        match primary.as_str() {
            "es" => &ES,
            "fr" => &FR,
            "de" => &DE,
            "ko" => &KO,
            "it" => &IT,
            "pt" => &PT,
            "ar" => &AR,
            "fa" => &FA,
            "ur" => &UR,
            "he" | "iw" => &HE,
            "yi" => &YI,
            "ja" => &JA,
            "zh" if parts.any(|p| matches!(p.as_str(), "hant" | "tw" | "hk" | "mo")) => &ZH_HANT,
            "zh" => &ZH,
            _ => &EN,
        }
    }

    /// A name behind [`and`](Self::and): what is written together with the next word takes a maqaf before letters of
    /// another script.
    pub fn and_name(&self, name: &str) -> String {
        let own = name.starts_with(|c: char| matches!(c, '\u{5d0}'..='\u{5ea}'));
        let maqaf = if self.and.ends_with('ו') && !own { "־" } else { "" };
        format!("{}{maqaf}{name}", self.and)
    }
    /// A word of ours before what it introduces: a space between them, unless it ends in a maqaf.
    pub fn before(word: &str) -> String {
        let space = if word.ends_with('־') { "" } else { " " };
        format!("{word}{space}")
    }

    /// What the mark of a note says of where it leads.
    pub fn to_note(&self, number: u32) -> String {
        self.note.replace("{n}", &number.to_string())
    }
    /// What the number of a note says of where it leads.
    pub fn back_from(&self, number: u32) -> String {
        self.back.replace("{n}", &number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::written;

    const ALL: [&str; 14] =
        ["en", "es", "fr", "de", "ko", "it", "pt", "ar", "fa", "ur", "he", "yi", "ja", "zh"];

    fn all(words: &Words) -> Vec<&str> {
        let w = words;
        let parts = [w.and, w.others, w.accessed, w.archived, w.sources, w.editor, w.qr];
        let more = [w.page, w.note, w.back, w.continued, w.comma, w.semicolon, w.stop];
        parts.iter().chain(&w.position).chain(&more).copied().collect()
    }

    #[test]
    fn every_language_says_everything_in_its_own_letters() {
        for lang in ALL.into_iter().chain(["zh-TW"]) {
            let words = Words::of(lang);
            assert!(all(words).iter().all(|w| !w.is_empty()), "{lang}");
            assert!(!words.see_note.concat().trim().is_empty(), "{lang}");
            for (text, fields) in
                [(words.page, ["{folio}", "{pages}"]), (words.note, ["{n}"; 2]), (words.back, ["{n}"; 2])]
            {
                assert!(fields.iter().all(|f| text.matches(f).count() == 1), "{lang}: {text}");
            }
            let latin = ["en", "es", "fr", "de", "it", "pt"].contains(&lang);
            let bare = |w: &str| {
                w.replace("{n}", "").replace("{folio}", "").replace("{pages}", "").replace("QR", "")
            };
            let foreign = |w: &&str| !latin && bare(w).contains(|c: char| c.is_ascii_alphabetic());
            assert_eq!(all(words).iter().find(|w| foreign(w)), None, "{lang}");
            assert_ne!(words.back, if lang == "en" { "" } else { Words::of("en").back }, "{lang}");
        }
    }

    #[test]
    fn a_language_whose_dates_are_known_has_its_words() {
        let mut two = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}")));
        let dated = |lang: &String| {
            let date = written(2026, Some(11), Some(15), lang);
            date.trim_matches(['\u{2066}', '\u{2069}']) != "2026-11-15"
        };
        let wordless = |lang: &String| lang != "en" && std::ptr::eq(Words::of(lang), Words::of("en"));
        assert_eq!(two.find(|lang| dated(lang) && wordless(lang)), None);
    }

    #[test]
    fn links_of_notes_speak_the_language() {
        let of = |lang| (Words::of(lang).to_note(12), Words::of(lang).back_from(3));
        assert_eq!(of("es-MX"), ("Nota 12".into(), "Volver al texto de la nota 3".into()));
        assert_eq!(of("ko"), ("주 12".into(), "주 3의 본문으로 돌아가기".into()));
        assert_eq!(of("zh-Hant-HK").0, "註12");
        assert_eq!(of("xx").0, "Note 12");
    }
}
