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
         `when: households > 1000 and not rural`. For the braces themselves write `{{ \"{{\" }}`.",
    ),
    (
        "merge-missing",
        "A row has nothing in a column that the sheet sets.",
        "Fill the cell, or say in the sheet what stands in for it: `{{title | default(\"Member\")}}`; with \
         `default(\"\")` nothing does. Only this copy is not made.",
    ),
    (
        "merge-open",
        "A sheet with merge fields is built by itself.",
        "`handbill build` has no list and sets the fields as they are written, with everything under `when`: to look at. \
         `handbill batch SHEET --recipients LIST.csv` makes the copies; with `--row 1` the first alone.",
    ),
    (
        "merge-path",
        "A value would lead a path out of its folder.",
        "What a list fills into the name of a file is a name and no path: letters, digits, spaces, `-` and `_`.",
    ),
    (
        "merge-value",
        "A value is not what its filter takes.",
        "`date` takes days as 2026-11-15, `number` takes numbers as 1234.5 or as the copy's language writes them. Only \
         this copy is not made.",
    ),
    (
        "name-taken",
        "Two rows would have files of one name.",
        "The later ones have a number behind it. Give `--name` a field that tells the rows apart, or `{{row}}`. Capitals \
         do not tell names apart: some systems take `Kim.pdf` and `kim.pdf` for one file.",
    ),
];
