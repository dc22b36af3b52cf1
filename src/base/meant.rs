//! "Did you mean": the known word that a mistaken one stands for.

/// "did you mean", or all that there is.
pub fn suggest(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", listed(known)),
    }
}

/// The one of `known` that `word` is probably meant to be.
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |w: &str| w.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    let distance = |k: &str| strsim::damerau_levenshtein(&word, &plain(k));
    // A third of the letters wrong is still a slip; more is another word.
    let slip = |k: &str| distance(k) <= 1.max(word.chars().count().max(k.chars().count()) / 3);
    let by_slip = known.iter().copied().filter(|k| slip(k)).min_by_key(|k| distance(k));
    by_slip.or_else(|| known.iter().copied().find(|k| word.len() > 3 && plain(k).starts_with(&word)))
}

/// Words in backticks, with commas between.
pub fn listed(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_no_strangers() {
        let known = ["title", "dek", "page", "prepared_for"];
        for (word, meant) in
            [("titel", "title"), ("Dek", "dek"), ("prepared-for", "prepared_for"), ("pages", "page")]
        {
            assert_eq!(nearest(word, &known), Some(meant), "{word}");
        }
        assert_eq!(nearest("prepared", &known), Some("prepared_for"));
        assert_eq!(nearest("font", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
