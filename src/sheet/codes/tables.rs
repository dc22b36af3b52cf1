//! Codes of messages about tables and what else is set by measure: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "csv-column-unknown",
        "A table asks for a column that its CSV file does not have.",
        "`columns` names columns by the words in the first line of the file, letter by letter.",
    ),
    (
        "csv-empty",
        "The CSV file of a table or chart has no rows.",
        "It is empty, or holds its header alone, or a chart's names without figures. Save it again from your spreadsheet \
         with its rows, or remove the block.",
    ),
    (
        "csv-open-quote",
        "A cell of a CSV file begins with a quotation mark, and no other one ends it.",
        "Everything up to the end of the file would be that cell. Close it; a quotation mark within a quoted cell is \
         written twice.",
    ),
    (
        "qr-large",
        "An address is so long that its QR code is larger than an inch, or larger than its column.",
        "The modules of a code are at least 0.4 mm wide, so that a telephone reads them from office paper: the longer the \
         address, the larger the code. Use a short address that leads to the same place.",
    ),
    (
        "table-too-wide",
        "A table has more or longer words side by side than its room holds, even in smaller type.",
        "Tables shrink down to 7.5 pt, then hyphenate, and where that is not enough break words anywhere. `width: page` \
         gives a table all columns of the page; leave out columns that nobody needs, shorten the longest words, or turn \
         rows and columns round.",
    ),
];
