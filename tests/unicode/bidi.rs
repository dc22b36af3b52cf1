//! BidiTest.txt and BidiCharacterTest.txt (UAX 9) against the levels of the items that a paragraph is cut into
//! and the order in which a line has them.
//!
//! Rule L1 is for white space at a line's end and for tabs. Ours has neither: what is white at a line's end is
//! dropped ([`handbill::text::line`]), and a tab is a space like any other. So where it speaks nothing is
//! compared, and these places are counted. So are marks behind an invisible sign for direction: the mark stays in
//! the item of the sign, which has no level of its own and shows nothing.

use super::{character, data, rich};
use handbill::font::FontSet;
use handbill::text::itemize::{base_level, itemize, visual_order};
use unicode_bidi::{BidiClass, bidi_class};

/// A text with what Unicode expects of it.
struct Case<'a> {
    chars: &'a [char],
    /// Of each character, or nothing where rule X9 removes it.
    levels: &'a [Option<u8>],
    /// Indices from left to right.
    order: &'a [usize],
    lang: &'static str,
    line: &'a str,
}

/// What has been compared.
#[derive(Debug, Default, PartialEq)]
struct Count {
    levels: usize,
    left_to_l1: usize,
    marks_of_nothing: usize,
    orders: usize,
    signed_numbers: usize,
}

const FROM_LEFT: &str = "en";
const FROM_RIGHT: &str = "he";

impl Case<'_> {
    fn check(&self, fonts: &FontSet, count: &mut Count) {
        let text: String = self.chars.iter().collect();
        // A protocol of ours (HL4): a number alone keeps its sign at its left, as CLDR writes it.
        if self.lang == FROM_RIGHT && is_signed_number(&text) {
            count.signed_numbers += 1;
            return;
        }
        let mut levels = Vec::new();
        for item in itemize(&rich(&text), self.lang, fonts) {
            levels.extend(text[item.range].chars().map(|_| item.level));
        }
        assert_eq!(levels.len(), self.chars.len(), "the items cover {}", self.line);
        let (white, stray) = (white_by_l1(self.chars), marks_of_nothing(self.chars));
        for (i, expected) in self.levels.iter().enumerate() {
            match expected {
                Some(_) if white[i] => count.left_to_l1 += 1,
                Some(_) if stray[i] => count.marks_of_nothing += 1,
                Some(level) => {
                    assert_eq!(levels[i], *level, "character {i} of {}, {}", self.line, self.lang);
                    count.levels += 1;
                }
                None => {}
            }
        }
        // A line ends at a separator of paragraphs, and what is turned round at one of segments.
        if !self.chars.iter().any(|c| separates(*c)) {
            let compared = |i: &usize| self.levels[*i].is_some() && !white[*i] && !stray[*i];
            let shown: Vec<usize> = (0..self.chars.len()).filter(compared).collect();
            let of_shown: Vec<u8> = shown.iter().map(|&i| levels[i]).collect();
            let ours: Vec<usize> = visual_order(&of_shown).into_iter().map(|k| shown[k]).collect();
            let theirs: Vec<usize> = self.order.iter().copied().filter(compared).collect();
            assert_eq!(ours, theirs, "the order of {}, {}", self.line, self.lang);
            count.orders += 1;
        }
    }
}

fn is_signed_number(text: &str) -> bool {
    let mut chars = text.trim().chars();
    let begins = [chars.next(), chars.next()] == [Some('+'), Some('1')];
    begins && chars.all(|c| "1+%,".contains(c))
}

/// Separators of paragraphs (rule L1.2) and of segments (L1.1).
fn separates(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::B | BidiClass::S)
}

/// The characters that rule L1 sets to the level of the paragraph.
fn white_by_l1(chars: &[char]) -> Vec<bool> {
    use BidiClass::{BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, WS};
    let mut white = vec![false; chars.len()];
    let mut at_end = true;
    for (i, c) in chars.iter().enumerate().rev() {
        let blank = matches!(bidi_class(*c), WS | FSI | LRI | RLI | PDI | BN | LRE | RLE | LRO | RLO | PDF);
        at_end = separates(*c) || at_end && blank;
        white[i] = at_end;
    }
    white
}

/// The marks that stand on a sign for direction or another invisible one.
fn marks_of_nothing(chars: &[char]) -> Vec<bool> {
    use BidiClass::{BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO};
    let mut nothing = false;
    let stray = |c: &char| {
        nothing = match bidi_class(*c) {
            BidiClass::NSM => nothing,
            class => matches!(class, BN | FSI | LRI | RLI | PDI | LRE | RLE | LRO | RLO | PDF),
        };
        nothing && bidi_class(*c) == BidiClass::NSM
    };
    chars.iter().map(stray).collect()
}

fn levels(field: &str) -> Vec<Option<u8>> {
    field.split_whitespace().map(|l| l.parse().ok()).collect()
}

fn order(field: &str) -> Vec<usize> {
    field.split_whitespace().map(|i| i.parse().expect("an index")).collect()
}

#[test]
fn characters_have_unicodes_levels_and_order() {
    let fonts = FontSet::new(None);
    let mut count = Count::default();
    for line in data(include_bytes!("BidiCharacterTest.txt.gz")) {
        let fields: Vec<&str> = line.split(';').collect();
        let chars: Vec<char> = fields[0].split_whitespace().map(character).collect();
        let lang = if fields[1] == "0" { FROM_LEFT } else { FROM_RIGHT };
        assert_eq!(base_level(lang).to_string(), fields[2], "{line}");
        let (levels, order) = (levels(fields[3]), order(fields[4]));
        let case = Case { chars: &chars, levels: &levels, order: &order, lang, line: &line };
        case.check(&fonts, &mut count);
    }
    assert_eq!(
        count,
        Count { levels: 149_380, left_to_l1: 0, marks_of_nothing: 12, orders: 19_296, signed_numbers: 0 }
    );
}

/// One character of each class of BidiTest.txt.
fn sample(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5d0}',
        "AL" => '\u{627}',
        "EN" => '1',
        "ES" => '+',
        "ET" => '%',
        "AN" => '\u{661}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{ad}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202a}',
        "RLE" => '\u{202b}',
        "PDF" => '\u{202c}',
        "LRO" => '\u{202d}',
        "RLO" => '\u{202e}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("the class {other}"),
    }
}

#[test]
fn classes_have_unicodes_levels_and_order() {
    let fonts = FontSet::new(None);
    let mut count = Count::default();
    let (mut of_all, mut in_order) = (Vec::new(), Vec::new());
    for line in data(include_bytes!("BidiTest.txt.gz")) {
        if let Some(field) = line.strip_prefix("@Levels:") {
            of_all = levels(field);
        } else if let Some(field) = line.strip_prefix("@Reorder:") {
            in_order = order(field);
        } else if let Some((classes, bits)) = line.split_once(';') {
            let chars: Vec<char> = classes.split_whitespace().map(sample).collect();
            let bits: u8 = bits.trim().parse().expect("a bit set");
            for (bit, lang) in [(2, FROM_LEFT), (4, FROM_RIGHT)] {
                if bits & bit != 0 {
                    let case = Case { chars: &chars, levels: &of_all, order: &in_order, lang, line: &line };
                    case.check(&fonts, &mut count);
                }
            }
        }
    }
    let wanted = Count {
        levels: 57_799,
        left_to_l1: 18_564,
        marks_of_nothing: 1678,
        orders: 21_485,
        signed_numbers: 4,
    };
    assert_eq!(count, wanted);
}
