//! Lines of plain text: how wide they are on a screen of one width for all letters, and where they end.

/// Columns that a text takes: letters of Korean, Chinese and Japanese take two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        _ if is_wide(c) => 2,
        _ => 1,
    }
}

/// The wide and fullwidth blocks of Unicode's EastAsianWidth.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Breaks each line of `text` at its spaces into lines of at most `measure` columns. A word that is longer stays whole,
/// an address among them; words of wide letters are written without spaces and may end anywhere.
pub(super) fn wrap(text: &str, measure: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for given in text.split('\n') {
        let mut line = String::new();
        for word in given.split(' ').filter(|w| !w.is_empty()) {
            add(word, measure, &mut line, &mut lines);
        }
        lines.push(line);
    }
    // A no-break space has done its work.
    lines.iter_mut().for_each(|line| *line = line.replace(['\u{a0}', '\u{202f}'], " "));
    lines
}

fn add(word: &str, measure: usize, line: &mut String, lines: &mut Vec<String>) {
    let space = usize::from(!line.is_empty());
    if width(line) + space + width(word) <= measure {
        line.push_str(if space == 1 { " " } else { "" });
        return line.push_str(word);
    }
    let mut rest = word;
    if has_no_spaces(word) {
        line.push_str(if space == 1 { " " } else { "" });
        while width(line) + width(rest) > measure {
            let at = fitting(rest, measure.saturating_sub(width(line)));
            line.push_str(&rest[..at]);
            rest = &rest[at..];
            lines.push(std::mem::take(line).trim_end().to_owned());
        }
    } else if space == 1 {
        lines.push(std::mem::take(line));
    }
    line.push_str(rest);
}

/// Whether a word is longer than words are, because its script puts no spaces.
fn has_no_spaces(word: &str) -> bool {
    let wide = |c: char| is_wide(c) && !matches!(c, '\u{ac00}'..='\u{d7a3}');
    word.chars().filter(|c| wide(*c)).count() > 8
}

/// Bytes of `text` that fit in so many columns, and may stand without the rest: behind a wide letter, before none of
/// the signs that begin no line.
fn fitting(text: &str, room: usize) -> usize {
    const NEVER_FIRST: &str = "、。，．！？）」』】》〉：；・ーっゃゅょ)]}.,!?";
    let (mut used, mut best, mut before) = (0, 0, None);
    for (at, c) in text.char_indices() {
        if before.is_some_and(is_wide) && !NEVER_FIRST.contains(c) && used <= room {
            best = at;
        }
        if used > room {
            break;
        }
        used += columns(c);
        before = Some(c);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_spaces() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(
            wrap("see https://example.org/long/path now", 12),
            ["see", "https://example.org/long/path", "now"]
        );
        assert_eq!(wrap("a\n\nb c", 8), ["a", "", "b c"]);
        assert_eq!(wrap("한국어 문장은 띄어 쓴다", 14), ["한국어 문장은", "띄어 쓴다"]);
    }

    #[test]
    fn words_without_spaces_end_anywhere_but_before_a_stop() {
        let lines = wrap("日本語の文章は空白なしで書かれます。そして続く。", 20);
        assert!(lines.len() == 3 && lines.iter().all(|l| width(l) <= 20), "{lines:?}");
        assert!(lines.iter().all(|l| !l.starts_with('。')), "{lines:?}");
    }
}
