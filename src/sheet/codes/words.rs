//! Codes of messages about words that are not what they seem: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "bad-email",
        "An e-mail address is not one.",
        "It has a name, `@` and a domain with a point: `name@example.org`. Nobody can write to another from the file.",
    ),
    (
        "citation-bare",
        "The name of a source stands in brackets, without the `@` of a citation.",
        "It is set as it is written and makes no note. Write `[@key]`; for the word itself in brackets, `\\[key\\]`.",
    ),
    (
        "code-indented",
        "Prose is set as code, because its lines begin four or more spaces further in than the text around it.",
        "Begin them in the column of the other paragraphs. Code that is meant stands between two lines of three \
         backticks.",
    ),
    (
        "emphasis-open",
        "Two asterisks stand before a word, and none close what they open.",
        "They are set as they are written. Strong words stand between `**` and `**`, without white inside; for the \
         signs themselves write `\\*\\*`.",
    ),
    (
        "table-no-rule",
        "Lines between bars are no table, because no line of `---` stands below the first.",
        "They are set as they are written. Write `|---|---|` below the header, with as many parts as it has cells, or \
         use a `table` block.",
    ),
    (
        "wrong-total",
        "A table's last row is marked as the sum of the others and is not.",
        "`total: true` sets a rule above the last row, and readers add up. Correct the sum or a figure, add the row, or \
         leave out `total: true`. What rounding can explain is not told, nor are percentages and rates.",
    ),
];
