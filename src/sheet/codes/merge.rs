//! Codes of messages about merge fields: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "batch-stopped",
        "A batch has ended before its last row.",
        "What is there is whole, and the manifest lists it. The message says what stood in the way; a second run of the \
         same call goes on from there.",
    ),
    (
        "merge-column",
        "A merge field or a condition names a column that the list does not have.",
        "`{{name}}` takes the column whose header is `name`, in the same capitals. The message lists what there is; \
         nothing has been made yet.",
    ),
    (
        "merge-field",
        "A merge field or a condition is written in a way that nothing can be made of.",
        "A field is a column and, behind bars, what is done with it: `{{name}}`, `{{name | upper}}`, `{{visit | date}}`, \
         `{{share | number(1)}}`, `{{title | default(\"\")}}`. A condition compares: `when: state == \"Iowa\"`, \
         `when: households > 1000 and not rural`, `when: zip in [\"02139\", \"10001\"]`. Beside a text in quotation marks a \
         cell is a text, beside a number it is a number. There are no sums: make a column for them. For the braces themselves write `{{ \"{{\" }}`.",
    ),
    (
        "merge-idle",
        "A condition has held for no row of the list.",
        "What stands under it is in no copy. Most often a word is written in another way in the list: capitals count, and \
         so do spaces within it. If it is meant so, for rows that are still to come, there is nothing to do.",
    ),
    (
        "merge-language",
        "A row asks for a language that the sheet is not written in.",
        "With `lang: \"{{lang}}\"` each copy is in the language of its row, a tag such as `en-US`, `es` or `ko`; wherever the \
         sheet has a mapping of languages (`title: {en: Water, es: Agua}`) that one has to be there. `en` takes what \
         stands behind `en-US`, and the other way round, where there is one English alone. Only this copy is not made.",
    ),
    (
        "merge-missing",
        "A row has nothing in a column that the sheet sets.",
        "Fill the cell, or say in the sheet what stands in for it: `{{title | default(\"Member\")}}`; with \
         `default(\"\")` nothing does, which is a gap in a chart. In a condition an empty cell is no number: \
         `when: households | default(0) > 1000` says what it counts as. Only this copy is not made.",
    ),
    (
        "merge-open",
        "A sheet with merge fields is built by itself.",
        "`handbill build` has no list. `handbill batch SHEET --recipients LIST.csv --row 1` makes the first copy, to look \
         at; without `--row`, all of them. Where only words are missing, `build` sets the fields as they are written, \
         with everything under `when`; where a figure, a date, a path or the language is, it makes nothing.",
    ),
    (
        "merge-path",
        "A value would lead a path out of its folder.",
        "What a list fills into the name of a file is a name and no path: letters, digits, spaces, `-` and `_`.",
    ),
    (
        "merge-value",
        "A value is not what its filter takes.",
        "`date` takes days as 2026-11-15, 15.11.2026 or with the month in words of the sheet's language or of English; \
         11/12/2026 can be two days, so `date(\"m/d/y\")` or `date(\"d/m/y\")` says which. `number` takes 1234.5, \
         1,234.5, $1,290 and 25.3%; what stands before decimals the column says, or the list, and `--decimal comma` \
         where they do not or say both. A cell that a condition compares with a number has to be one. Only this copy is not made.",
    ),
    (
        "name-taken",
        "Two rows would have files of one name.",
        "The later ones have a number behind it. Give `--name` a field that tells the rows apart, or `{{row}}`. Capitals \
         do not tell names apart: some systems take `Kim.pdf` and `kim.pdf` for one file.",
    ),
];
