//! Codes of messages about the languages of a sheet: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "brand-language",
        "The brand has words in other languages than the sheet's, and those that it names first stand.",
        "Add the sheet's language in the brand: `tagline: {en: …, ko: …, de: …}`. A language without a region, `en`, \
         serves all its regions.",
    ),
    (
        "languages-count",
        "`lang` lists more than two languages, or one of them twice.",
        "A sheet is in one language, `lang: en-US`, or in two that stand in facing columns, `lang: [en-US, ko]`. For a \
         third make a sheet of its own.",
    ),
    (
        "translation-break",
        "A page or column ends in one of two facing languages only, so it does not end there.",
        "Facing columns end together. Where each language has a `body` of its own, write the same `page_break` or \
         `columns_break` in both: what stands before it and behind it begins level.",
    ),
    (
        "translation-language",
        "A text is given in a language that the sheet does not have.",
        "The keys of such a mapping are the tags in `lang`, or their first part alone: `{en: …, ko: …}` where `lang` is \
         `[en-US, ko]`.",
    ),
    (
        "translation-missing",
        "A text of a sheet in two languages is in one of them only.",
        "Wherever a value stands, a mapping of the sheet's two languages may stand: `heading: {en-US: …, ko: …}`. Names, \
         figures, tables and pull quotes without such a mapping serve both languages; running text never does.",
    ),
    (
        "translation-qr",
        "The code at the end of a sheet in two languages has an address for each of them.",
        "One code is set, and nobody sees for which readers it is. Write one address at which both languages are found, \
         and its `label` in each; or write `qr` blocks in the sections: `- qr: {url: {en: …, es: …}}`.",
    ),
    (
        "translation-sections",
        "The two languages of a sheet have different numbers of sections.",
        "Facing columns are aligned section by section. Write one list of `sections`, and inside each section its \
         `heading` and `body` in both languages.",
    ),
    (
        "translation-width",
        "A block in one language's own list is to go across the page, which is divided between two languages.",
        "Where each language has a `body` of its own, what stands in it stays in its column. Write one list of blocks for \
         both languages, with this block once and its words as `{en: …, ko: …}`: then it goes across both columns.",
    ),
    (
        "unknown-language",
        "`lang` is not a language tag.",
        "Write a BCP 47 tag: a language of two or three letters, then a region or script if it matters: en-US, \
         es, ko, zh-Hant.",
    ),
];
