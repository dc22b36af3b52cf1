//! Cuts a text into runs that one call of the shaper can set: one style span, one bidi level, one script, one
//! face. Takes the text as written; knows no glyphs.

use super::{Caps, Position, Rich, TextStyle};
use crate::base::Direction;
use crate::font::{FaceId, FontSet};
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_script::{Script, UnicodeScript};

/// A stretch of text that is shaped in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Bytes of [`Rich::text`].
    pub range: Range<usize>,
    /// Index into [`Rich::spans`].
    pub span: usize,
    /// Bidi embedding level: odd is right to left.
    pub level: u8,
    /// The script of its letters; characters common to all scripts belong to their neighbours'.
    pub script: Script,
    /// The face that sets it.
    pub face: FaceId,
    /// How its characters are made to stand where the style says.
    pub form: Form,
}

/// How the characters of an item are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// On the baseline.
    Plain,
    /// By the face's own superiors.
    Superior,
    /// Scaled and raised, for want of the face's own.
    Raised,
}

/// Cuts `rich` into items, in logical order and without gaps. `lang` is the paragraph's.
pub fn itemize(rich: &Rich, lang: &str, fonts: &FontSet) -> Vec<Item> {
    let levels = levels(&rich.text, base_level(lang));
    let mut items: Vec<Item> = Vec::new();
    for (span, styled) in rich.spans.iter().enumerate() {
        let style = &styled.style;
        let first = fonts.resolve(&style.family, style.weight, style.italic);
        for cluster in clusters(&rich.text, styled.range.clone()) {
            let text = &rich.text[cluster.clone()];
            let last = items.last_mut().filter(|_| levels.is_none());
            if let Some(last) = last.filter(|i| goes_on(i, text, (span, style, first), fonts)) {
                last.range.end = cluster.end;
                continue;
            }
            let level = levels.as_ref().map_or(0, |l| l[cluster.start].number());
            let before = items.last().filter(|item| item.level == level).map(|item| item.script);
            let script = own_script(text).or(before);
            let script = script.unwrap_or_else(|| first_script(&rich.text[cluster.start..], lang));
            let common = own_script(text).is_none();
            let rest = (common && level % 2 == 1).then(|| &rich.text[cluster.start..]);
            let face = rest.and_then(|rest| beside_letters(text, rest, (items.last(), level), first, fonts));
            let face = face.unwrap_or_else(|| face_for(text, style, first, items.last(), fonts));
            let form = form(text, style, face, fonts);
            let item = Item { range: cluster, span, level, script, face, form };
            match items.last_mut() {
                Some(last) if joins(last, &item) => last.range.end = item.range.end,
                _ => items.push(item),
            }
        }
    }
    items
}

/// The direction of a paragraph in the language `lang` (BCP 47).
pub fn direction(lang: &str) -> Direction {
    if base_level(lang) == 1 { Direction::Left } else { Direction::Right }
}

/// The level of a paragraph in the language `lang` (BCP 47): 1 where it is written from right to left.
pub fn base_level(lang: &str) -> u8 {
    let mut parts = lang.split(['-', '_']);
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.next().filter(|p| p.len() == 4).map(str::to_ascii_lowercase);
    let rtl = match script.as_deref() {
        Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg"),
        None => {
            let languages =
                ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
            languages.contains(&language.as_str())
        }
    };
    u8::from(rtl)
}

/// Whether there are letters from left to right, and from right to left.
pub fn directions(text: &str) -> (bool, bool) {
    // Nearly every text is Latin.
    if text.is_ascii() {
        return (text.bytes().any(|b| b.is_ascii_alphabetic()), false);
    }
    let class = |wanted: fn(BidiClass) -> bool| text.chars().any(|c| wanted(bidi_class(c)));
    (class(|c| c == BidiClass::L), class(|c| matches!(c, BidiClass::R | BidiClass::AL)))
}

/// UAX 9, rule L2: the order from left to right of the segments of a line with these levels.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut i = 0;
        while i < order.len() {
            let start = i;
            while i < order.len() && levels[order[i]] >= level {
                i += 1;
            }
            order[start..i].reverse();
            i += 1;
        }
    }
    order
}

/// The characters that `c` is shown as: capitals where the style asks for all capitals.
pub fn shown<'a>(c: char, style: &TextStyle) -> impl Iterator<Item = char> + use<'a> {
    let upper = style.caps == Caps::All;
    // Turkish and Azerbaijani keep the dot (SpecialCasing.txt).
    let dotted = upper && c == 'i' && matches!(style.lang.get(..2), Some("tr" | "az"));
    let upper = (upper && !dotted).then(|| c.to_uppercase());
    let kept = upper.is_none().then_some(if dotted { 'İ' } else { c });
    upper.into_iter().flatten().chain(kept)
}

/// Whether `c` needs no glyph of its own: controls, joiners, breaks, variation selectors.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a cluster is a character of ASCII that joins the item before it, as nearly every one does: found without its
/// script and face being asked for.
fn goes_on(
    last: &Item,
    cluster: &str,
    (span, style, first): (usize, &TextStyle, FaceId),
    fonts: &FontSet,
) -> bool {
    let &[byte] = cluster.as_bytes() else { return false };
    (last.span, last.level, last.face, last.form) == (span, 0, first, Form::Plain)
        && (byte == b' ' || byte.is_ascii_graphic())
        && (last.script == Script::Latin || !byte.is_ascii_alphabetic())
        && (style.caps, style.position) == (Caps::AsWritten, Position::Baseline)
        && fonts.face(first).glyph(char::from(byte)).is_some()
}

fn joins(last: &Item, next: &Item) -> bool {
    (last.span, last.level, last.script, last.face, last.form)
        == (next.span, next.level, next.script, next.face, next.form)
}

/// The level of every byte, or `None` where all are 0, as in nearly every text.
fn levels(text: &str, base: u8) -> Option<Vec<Level>> {
    let rtl = |c: char| {
        use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, R, RLE, RLI, RLO};
        c >= '\u{590}' && matches!(bidi_class(c), R | AL | AN | RLE | RLI | RLO | LRE | LRI | LRO | FSI)
    };
    if base == 0 && !text.chars().any(rtl) || is_signed_number(text) {
        return None;
    }
    let base = if base == 0 { Level::ltr() } else { Level::rtl() };
    Some(BidiInfo::new(text, Some(base)).levels)
}

/// A number alone whose sign stands before it: at its left in every language, as CLDR writes negative numbers in Arabic
/// and Hebrew. By UAX 9 alone the sign would go to the other side.
fn is_signed_number(text: &str) -> bool {
    let Some(number) = text.trim().strip_prefix(['\u{2212}', '-', '+', '±']) else { return false };
    let is_sign = |c| matches!(bidi_class(c), BidiClass::EN | BidiClass::ET | BidiClass::CS | BidiClass::ES);
    number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(is_sign)
}

/// The script of the first letter of `text`; that of `lang` where there is none.
fn first_script(text: &str, lang: &str) -> Script {
    let of_lang = || match lang.get(..2) {
        Some("ko") => Script::Hangul,
        Some("ja" | "zh") => Script::Han,
        Some("ar" | "fa" | "ur" | "ps" | "sd" | "ug") => Script::Arabic,
        Some("he" | "yi" | "iw") => Script::Hebrew,
        Some("ru" | "uk" | "bg" | "sr") => Script::Cyrillic,
        Some("el") => Script::Greek,
        _ => Script::Latin,
    };
    text.chars().map(|c| c.script()).find(|s| is_letters(*s)).unwrap_or_else(of_lang)
}

/// The script of a cluster, unless it belongs to its neighbours' (digits, punctuation, spaces).
fn own_script(cluster: &str) -> Option<Script> {
    cluster.chars().next().map(|c| c.script()).filter(|s| is_letters(*s))
}

/// Whether a script is written from right to left.
fn runs_left(script: Script) -> bool {
    use Script::{Adlam, Arabic, Hanifi_Rohingya, Hebrew, Mandaic, Nko, Samaritan, Syriac, Thaana};
    matches!(script, Adlam | Arabic | Hanifi_Rohingya | Hebrew | Mandaic | Nko | Samaritan | Syriac | Thaana)
}

fn is_letters(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// A character with the marks that stand on it, and whatever a joiner ties to it. Enough of a grapheme
/// cluster to keep it in one face: every mark that may follow letters of several scripts is `Inherited`.
fn clusters(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let start = at;
        let mut chars = text[start..range.end].chars();
        let mut last = chars.next()?;
        at += last.len_utf8();
        // Two ASCII characters never form a cluster that matters here.
        if !(last.is_ascii() && text.as_bytes().get(at).is_none_or(u8::is_ascii)) {
            for c in chars {
                let tied = last == '\u{200d}' && !c.is_ascii();
                if !tied && c.script() != Script::Inherited {
                    break;
                }
                at += c.len_utf8();
                last = c;
            }
        }
        Some(start..at)
    })
}

/// The face for one cluster: the style's own, else the one that just served, else any that has it all.
fn face_for(cluster: &str, style: &TextStyle, first: FaceId, last: Option<&Item>, fonts: &FontSet) -> FaceId {
    let needed = || cluster.chars().flat_map(|c| shown(c, style)).filter(|c| !is_invisible(*c));
    let has_all = |id: FaceId| {
        let face = fonts.face(id);
        needed().all(|c| face.sets(c))
    };
    // What is invisible stays with its neighbours, so that it cuts no run.
    let Some(letter) = needed().next() else {
        return last.map_or(first, |item| item.face);
    };
    if has_all(first) {
        return first;
    }
    let by_letter = fonts.covering(letter, first);
    let candidates =
        || by_letter.into_iter().chain(needed().skip(1).filter_map(|c| fonts.covering(c, first)));
    candidates().find(|&id| has_all(id)).or(by_letter).unwrap_or(first)
}

/// The face of the letters that a sign or space from the right stands among, where it has that sign: the signs of a
/// Latin face are made for Latin letters. The letters are those before, of the same direction, or the next.
fn beside_letters(
    cluster: &str,
    rest: &str,
    (last, level): (Option<&Item>, u8),
    first: FaceId,
    fonts: &FontSet,
) -> Option<FaceId> {
    let before = last.filter(|item| item.level == level && runs_left(item.script)).map(|item| item.face);
    let face = before.or_else(|| {
        let letter = rest.chars().find(|c| is_letters(c.script()))?;
        matches!(bidi_class(letter), BidiClass::R | BidiClass::AL).then_some(letter)?;
        fonts.covering(letter, first)
    })?;
    let shown = |c: &char| !is_invisible(*c);
    (cluster.chars().any(|c| shown(&c)) && cluster.chars().filter(shown).all(|c| fonts.face(face).sets(c)))
        .then_some(face)
}

fn form(cluster: &str, style: &TextStyle, face: FaceId, fonts: &FontSet) -> Form {
    if style.position == Position::Baseline {
        return Form::Plain;
    }
    let face = fonts.face(face);
    let own = |c: char| is_invisible(c) || c == ' ' || face.has_superior(c);
    if face.has_superiors && cluster.chars().flat_map(|c| shown(c, style)).all(own) {
        Form::Superior
    } else {
        Form::Raised
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn style() -> TextStyle {
        TextStyle::sample()
    }

    /// The texts of the items of one style.
    fn cut(text: &str, style: TextStyle) -> Vec<String> {
        let rich = Rich::plain(text, &Arc::new(style));
        let items = itemize(&rich, "en", &FontSet::new(None));
        items.into_iter().map(|item| text[item.range].to_owned()).collect()
    }

    #[test]
    fn punctuation_and_invisible_characters_cut_nothing() {
        assert_eq!(cut("“COVID-19”\u{ad}\u{200b} (2020–\u{2060}23),\n50\u{a0}%.", style()).len(), 1);
        assert_eq!(cut("Wien, Αθήνα!", style()), ["Wien, ", "Αθήνα!"]);
        assert_eq!(cut("(שלום) x", style()), ["(", "שלום", ") x"]);
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        let sans = |text| cut(text, TextStyle { family: "Source Sans 3".into(), ..style() });
        assert_eq!(sans("e\u{301}te\u{301}"), ["e\u{301}te\u{301}"]);
        // Only the other bundled family has the square, so the mark goes there with it.
        let serif = cut("a□\u{301}b", style());
        assert_eq!(serif, ["a", "□\u{301}", "b"]);
    }

    #[test]
    fn a_span_is_an_item_of_its_own() {
        let (plain, bold) = (Arc::new(style()), Arc::new(TextStyle { weight: 700, ..style() }));
        let mut rich = Rich::plain("one ", &plain);
        rich.push("two", &bold, None);
        let fonts = FontSet::new(None);
        let items = itemize(&rich, "en", &fonts);
        assert_eq!(
            items.iter().map(|i| (i.span, i.range.clone())).collect::<Vec<_>>(),
            [(0, 0..4), (1, 4..7)]
        );
        assert_eq!(fonts.face(items[1].face).weight, 700);
    }

    #[test]
    fn a_number_alone_keeps_its_sign_at_the_left() {
        for number in ["−4.2", "-4,200%", "+3", "±0.5"] {
            assert!(levels(number, 1).is_none(), "{number}");
        }
        assert!(levels("5−4", 1).is_some() && levels("−4 מיליון", 1).is_some() && levels("−", 1).is_some());
    }

    #[test]
    fn the_language_gives_the_direction() {
        let of = |lang| base_level(lang);
        assert_eq!(["ar", "he-IL", "fa", "az-Arab", "ks-Arab-IN"].map(of), [1; 5]);
        assert_eq!(["en", "ko", "ar-Latn", "", "az"].map(of), [0; 5]);
    }
}
