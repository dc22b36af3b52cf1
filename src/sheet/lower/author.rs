//! Who wrote a sheet, out of its byline: for lists and catalogues, which want a name and not a line of type.

/// The words before the writer's name, by language; each is cut off where it is followed by a space. A language that
/// is not here keeps its byline as it is.
const BEFORE_WRITER: [(&str, &[&str]); 11] = [
    ("da", &["af"]),
    ("de", &["von"]),
    ("en", &["prepared by", "written by", "by"]),
    ("es", &["preparado por", "por"]),
    ("fr", &["par"]),
    ("it", &["a cura di", "di"]),
    ("ko", &["글"]),
    ("nb", &["av"]),
    ("nl", &["door"]),
    ("pt", &["por"]),
    ("sv", &["av"]),
];
/// What an English byline says where it names the reader.
const BEFORE_READER: [&str; 3] = ["prepared for", "written for", "for"];

/// The name in `byline`, in the language `lang`; the organisation's where there is none, or where the byline says for
/// whom the sheet is.
pub(super) fn author(byline: Option<&str>, organisation: &str, lang: &str) -> String {
    let Some(byline) = byline else { return organisation.to_owned() };
    let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if primary == "en" && BEFORE_READER.iter().any(|words| after(byline, words).is_some()) {
        return organisation.to_owned();
    }
    let before = BEFORE_WRITER.iter().find(|(lang, _)| *lang == primary).map_or(&[][..], |(_, words)| words);
    before.iter().find_map(|words| after(byline, words)).unwrap_or(byline).to_owned()
}

/// What follows `words` and a space, in whatever case they are written.
fn after<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let (head, rest) = line.split_at_checked(words.len())?;
    let name = rest.trim_start();
    (head.to_lowercase() == words && name.len() < rest.len() && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_left() {
        let name = |byline, lang| author(Some(byline), "The Alliance", lang);
        assert_eq!(name("By Jane Roe", "en-US"), "Jane Roe");
        assert_eq!(name("BY\u{a0}Jane Roe", "en"), "Jane Roe");
        assert_eq!(name("Prepared by the policy team", "en"), "the policy team");
        assert_eq!(name("Prepared for the Office of Senator Example", "en"), "The Alliance");
        assert_eq!(name("Byron Bay Group", "en"), "Byron Bay Group");
        assert_eq!(name("By", "en"), "By");
        assert_eq!(name("Von Anna Muster", "de-AT"), "Anna Muster");
        assert_eq!(name("글 김하나", "ko"), "김하나");
        assert_eq!(name("Di Tran", "en"), "Di Tran");
        assert_eq!(author(None, "The Alliance", "en"), "The Alliance");
    }
}
