//! Which line ends would part a Korean amount: a number from its unit or counter, or one part of a number from
//! the next (KLREQ: prefix, number and suffix stay together). Takes characters only.

use super::breaks::is_hangul;

/// How two parts of an amount hold together at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// No line ends here: 1억 4,200만 원, 78.4퍼센트.
    Firm,
    /// A line rather ends elsewhere: a number in words and its counter, 스물세 명.
    Soft,
}

/// Powers of ten behind a number.
const POWERS: [char; 7] = ['십', '백', '천', '만', '억', '조', '경'];

/// Units and counters, the longer of two that begin alike first.
const UNITS: &[&str] = &[
    "퍼센트포인트",
    "퍼센트",
    "프로",
    "세제곱미터",
    "제곱킬로미터",
    "제곱미터",
    "킬로미터",
    "센티미터",
    "밀리미터",
    "미터",
    "킬로그램",
    "밀리그램",
    "그램",
    "킬로와트시",
    "메가와트시",
    "기가와트시",
    "킬로와트",
    "메가와트",
    "기가와트",
    "와트",
    "킬로칼로리",
    "칼로리",
    "밀리리터",
    "리터",
    "헥타르",
    "데시벨",
    "켈빈",
    "헤르츠",
    "볼트",
    "달러",
    "유로",
    "위안",
    "파운드",
    "시간",
    "개월",
    "주년",
    "가구",
    "세대",
    "마리",
    "그루",
    "가지",
    "군데",
    "차례",
    "사람",
    "학년",
    "원",
    "엔",
    "명",
    "인",
    "개",
    "년",
    "월",
    "일",
    "시",
    "분",
    "초",
    "주",
    "달",
    "해",
    "살",
    "세",
    "톤",
    "평",
    "권",
    "장",
    "쪽",
    "편",
    "대",
    "채",
    "곳",
    "건",
    "회",
    "번",
    "차",
    "종",
    "배",
    "도",
    "호",
    "층",
    "조",
    "항",
    "점",
    "위",
    "급",
];

/// Numbers in words, as they stand before a counter.
const TENS: [&str; 10] = ["열", "스물", "스무", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
const ONES: [&str; 9] = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];

/// What holds at byte `at` of `text`; a space before it goes with the line before.
pub fn bond(text: &str, at: usize) -> Option<Bond> {
    let (before, after) = (&text[..at], &text[at..]);
    if !before.ends_with(' ') {
        return within(before, after).then_some(Bond::Firm);
    }
    let before = before.trim_end_matches(' ');
    let word = before.rsplit(char::is_whitespace).next()?;
    let powers = word.ends_with(POWERS);
    if word.trim_end_matches(POWERS).ends_with(digit) {
        let held = if powers { after.starts_with(|c| digit(c) || is_hangul(c)) } else { unit(after) > 0 };
        return held.then_some(Bond::Firm);
    }
    (unit(after) > 0 && in_words(word)).then_some(Bond::Soft)
}

/// Whether a word is cut between its number and the end of its unit.
fn within(before: &str, after: &str) -> bool {
    let number = before.trim_end_matches(is_hangul);
    if !number.ends_with(digit) {
        return false;
    }
    let rest = &before[number.len()..];
    let done = rest.trim_start_matches(POWERS);
    let next = after.trim_start_matches(POWERS);
    if done.is_empty() && next.len() < after.len() {
        return true;
    }
    // The unit may begin before the cut: 퍼|센트.
    let whole: String = done.chars().chain(after.chars().take(8)).collect();
    unit(&whole) > done.len()
}

/// Bytes of the unit or counter that `text` begins with.
fn unit(text: &str) -> usize {
    UNITS.iter().find(|u| text.starts_with(**u)).map_or(0, |u| u.len())
}

/// Whether `word` is a number such as 스물세.
fn in_words(word: &str) -> bool {
    let ones = TENS.iter().find_map(|t| word.strip_prefix(t)).unwrap_or(word);
    ONES.contains(&ones) || ones.is_empty() && !word.is_empty()
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bond where `|` stands.
    fn at(text: &str) -> Option<Bond> {
        let at = text.find('|').unwrap();
        bond(&text.replace('|', ""), at)
    }

    #[test]
    fn amounts_are_not_parted() {
        let firm = [
            "한 해에 1억 |4,200만 원이",
            "1억 4,200만 |원이",
            "420억 |원으로",
            "5만 |1,000원을",
            "1,000만|원을",
            "3만5천|원을",
            "2억 |3천만 달러",
            "12 |킬로미터를",
            "78.4퍼|센트였고",
            "12킬로|미터 안에서",
            "26만 |톤을",
            "5|만 원",
        ];
        for text in firm {
            assert_eq!(at(text), Some(Bond::Firm), "{text}");
        }
    }

    #[test]
    fn a_number_in_words_would_rather_keep_its_counter() {
        for text in ["이웃 스물세 |명이", "오후 다섯 |시에", "열 |곳은", "세 |해 뒤"] {
            assert_eq!(at(text), Some(Bond::Soft), "{text}");
        }
    }

    #[test]
    fn other_words_may_be_parted() {
        let free = [
            "2012년|부터",
            "2023년 |11월",
            "4퍼센트 |낮아졌고",
            "690원 |남짓이다",
            "212종에 |세 번",
            "어린|이의",
            "7차 |조사",
            "신한 |은행",
            "제31호, |2023년",
        ];
        for text in free {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
