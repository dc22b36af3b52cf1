//! Codes of messages about lists of recipients: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "list-cell-count",
        "A row of the list has more or fewer cells than the header has columns.",
        "The row is not used, because its values may stand in the wrong columns. In CSV, a cell that holds a comma or \
         a line end stands in quotation marks, and empty cells keep their commas. Some spreadsheet programs leave out \
         commas behind the last cell of a row: fill the last column, or save the list as XLSX.",
    ),
    (
        "list-cell-error",
        "A cell of the list holds an error, or a formula without a result, and the sheet asks for it.",
        "#REF!, #N/A, #DIV/0! and their like are no values for a page: mend the formula. A workbook that a program has \
         written, and no spreadsheet has opened since, may hold formulas that were never calculated: open and save it.",
    ),
    (
        "list-characters",
        "A cell of the list holds what no page can show: a control character, or bytes that are no text.",
        "Most often two files in different encodings have been joined, or a text was pasted from a PDF. Write the word \
         again and save the list as \"CSV UTF-8\". Tabs and line ends are fine.",
    ),
    (
        "list-empty",
        "The list has no header, or no row below it.",
        "The first row names the columns, and each row below it is one recipient: `name,state`, then `Kim,Ohio`.",
    ),
    (
        "list-encoding",
        "The list is not written in UTF-8.",
        "Where its bytes can be Windows-1252 (Latin-1), they are read so, and the message shows a word by which to \
         judge it. Others (Macintosh, DOS, Cyrillic, eastern Asia) are not guessed. In Excel, save as \"CSV UTF-8\"; XLSX has no such question.",
    ),
    (
        "list-header",
        "The first row of the list does not name its columns.",
        "Each column has a name. A title above the table, or a table without a first row of names, is no header: delete the \
         one and write the other. Two columns of one name are a warning where no field asks for them, and else an error \
         with the place of that field.",
    ),
    (
        "list-json",
        "A row of the list is no JSON object of plain values, or has keys that the first one lacks.",
        "In JSON Lines each line is an object: `{\"name\": \"Kim\", \"state\": \"Ohio\"}`. The keys of the first are the \
         columns; later objects may leave some out, which are then empty. Values are texts, numbers (taken as they are \
         written), true, false and null (empty). An array of objects is read too, but after a missing brace or quotation \
         mark nothing more of it.",
    ),
    (
        "list-kind",
        "The file is no list of rows under a header.",
        "Lists are CSV (between commas, semicolons, tabs or bars), XLSX and JSON Lines. Every spreadsheet program can save them so.",
    ),
    (
        "list-mixed-encodings",
        "Some rows of the list are written in another encoding than the rest.",
        "Two files have been joined as they were. The rows in question are refused one by one, so that no name is \
         garbled. Open each file by itself, save it as \"CSV UTF-8\", and join them then.",
    ),
    (
        "list-not-read",
        "The list cannot be read.",
        "See whether the path is right, the file may be read, and its disk is there. Pipes cannot be read, because a \
         list is read more than once: write it to a file first.",
    ),
    (
        "list-quotes",
        "A quotation mark of the list has no partner.",
        "In CSV, a cell that opens with a quotation mark ends with one, and a mark inside is written twice: \
         `\"Kim \"\"Tiny\"\" Lee\"`. A mark that is never closed takes all rows behind it with it, so these cannot be read.",
    ),
    (
        "list-too-large",
        "A cell, a row or a list is larger than any that is meant.",
        "A cell holds a text for a page, at most a megabyte. Often a quotation mark or the ends of the lines are \
         missing. Of a workbook, the texts may unpack to 256 MB and a worksheet to 2 GB: CSV has no such limit.",
    ),
    (
        "list-worksheet",
        "The workbook has several worksheets, and one of them is read.",
        "It is the first that can be seen and holds anything. Name another one behind the file: `list.xlsx#Sheet2`.",
    ),
];
