//! The codes of all messages: what each means and what to do, for `handbill explain`.
//!
//! A stage that adds a message adds its line here; the test below reads the source text and insists on it.

mod batch;
mod beside;
mod charts;
mod editions;
mod fitting;
mod fonts;
mod gang;
mod imposition;
mod languages;
mod mail;
mod merge;
mod records;
mod tables;
mod templates;
mod words;

/// All codes, each with what it means in a sentence.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries().map(|(code, meaning, _)| (*code, *meaning))
}

/// What the message with this code means, and what to do.
pub fn explain(code: &str) -> Option<String> {
    let (_, meaning, advice) = entries().find(|entry| entry.0 == code)?;
    Some(format!("{meaning}\n\n{advice}"))
}

fn entries() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    let first = [
        TABLE,
        batch::TABLE,
        beside::TABLE,
        charts::TABLE,
        editions::TABLE,
        fitting::TABLE,
        fonts::TABLE,
        gang::TABLE,
        imposition::TABLE,
    ];
    let second = [
        languages::TABLE,
        mail::TABLE,
        merge::TABLE,
        records::TABLE,
        tables::TABLE,
        templates::TABLE,
        words::TABLE,
    ];
    first.into_iter().chain(second).flatten()
}

/// Code, meaning, advice; in the order of the alphabet.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "bad-color",
        "A brand names a colour that is none.",
        "Colours are written \"#RGB\" or \"#RRGGBB\", in quotation marks because YAML reads # as a comment, or as \
         a name of the brand's palette.",
    ),
    (
        "bad-date",
        "A date is not one of the calendar, or not written as year, month, day.",
        "Write 2026-11-15, or 2026-11 or 2026 where the day or month is not known. The sheet's language decides \
         how it is set.",
    ),
    (
        "bad-id",
        "An id holds a space, begins with # or is empty.",
        "An id is one word: `id: experts`. A link leads to it with `[see below](#experts)`.",
    ),
    (
        "bad-ink",
        "A brand's `inks` name a colour that the palette lacks, or are not four numbers.",
        "Under `inks`, a name of the palette stands for per cent of cyan, magenta, yellow and black, each from 0 to \
         100: `plum: [30, 95, 35, 25]`. Spot inks stand under `spot`.",
    ),
    (
        "bad-length",
        "A length lacks its unit or its number.",
        "Write the number with its unit: 10pt, 0.5in, 12mm, 1.2cm.",
    ),
    (
        "bad-page-size",
        "The page's size is no paper that is known, or has sides that no page has.",
        "Write letter, legal, half-letter, tabloid, a3, a4 or a5, or width and height with their units: `size: [6in, 9in]`. A \
         side is from 2 to 200 inches long.",
    ),
    (
        "bad-stats-count",
        "A row of stats has no figure, or more than four.",
        "More than four large figures are read by nobody. Keep the strongest and put the others in a table or the \
         prose.",
    ),
    (
        "bad-url",
        "An address is not written in full.",
        "Without its scheme, an address in a PDF leads nowhere. Write https:// in front; the scheme is left out \
         again where the address is set.",
    ),
    (
        "bibliography-not-read",
        "Files of sources are not read yet.",
        "Write what the sheet cites under `sources`.",
    ),
    (
        "blank-pages",
        "A booklet has been filled up with blank pages, or places of the last sheet are left blank.",
        "A folded sheet has four pages, so a booklet has a multiple of four. Blank ones stand at the end; \
         write or cut a page if the back cover is not to be blank.",
    ),
    (
        "booklet-one-sided",
        "A booklet was asked for on one side of its sheets.",
        "Each of its sheets carries pages on both sides. Leave out `--flip none`: where a printer cannot turn \
         the paper, print the odd pages, put the sheets back and print the even ones.",
    ),
    (
        "brand-not-sheet",
        "The file that is to be built is a brand.",
        "A brand has no pages of its own. Name it in a sheet, `brand: brand.yaml`, and build the sheet.",
    ),
    (
        "cannot-read",
        "A sheet's file cannot be read.",
        "See whether the path is right and the file may be read.",
    ),
    (
        "cannot-write",
        "The finished file cannot be written.",
        "See whether the folder exists and may be written, and whether the disk is full. The file that stood there \
         before is untouched.",
    ),
    (
        "citation-malformed",
        "Something in brackets begins like a citation and is none.",
        "A citation is `[@key]`, with a place in the source `[@key, p. 14]`, and several `[@one; @two]`. For a \
         bracket that is text, write a backslash in front.",
    ),
    (
        "converted-ink",
        "A colour of the brand has no inks and was converted for the press.",
        "A file for a print shop holds inks, not the light of a screen. Where the brand declares none, the printing \
         condition's ICC profile says which come nearest. To have the same colour from every shop, look it up in a \
         swatch book and declare it: `inks: {plum: [30, 95, 35, 25]}`, in per cent of cyan, magenta, yellow and black. \
         Type that is black to the eye is printed in black ink alone in any case; such a colour is `[0, 0, 0, 100]`.",
    ),
    (
        "drawing-empty",
        "An SVG drawing has no shape that can be drawn.",
        "Its place on the page stays empty. Pictures in other files, text and hidden layers are not drawn: export it \
         once more, with text turned into paths, or as a PNG of 300 ppi.",
    ),
    (
        "drawing-simplified",
        "An SVG drawing has something that is not drawn: text, gradients, filters, clips.",
        "Export it once more with text turned into paths and effects flattened, or as a PNG of 300 ppi.",
    ),
    (
        "duplicate-field",
        "The same key stands twice in one mapping.",
        "YAML would keep one of the two without a word. Remove one.",
    ),
    (
        "duplicate-id",
        "Two sections or blocks have the same id.",
        "A link to it could lead to either. Give each an id of its own.",
    ),
    ("empty-block", "A block holds nothing.", "Fill it, or remove it."),
    (
        "empty-file",
        "The file holds no sheet.",
        "A sheet begins with `handbill: 1`, `lang` and `title`. `handbill new` writes one to start from.",
    ),
    (
        "empty-section",
        "A section has a heading and nothing below it.",
        "Give it a `body` or a `body_file`, or remove it.",
    ),
    (
        "empty-text",
        "A text that may be left out is written and empty.",
        "Nothing is set for it. Give it a value, or remove it.",
    ),
    (
        "empty-value",
        "A key stands there without a value.",
        "Give it a value, or remove the line. A text that is to be empty is written \"\".",
    ),
    (
        "fields-left-out",
        "A PDF has fields or comments that no printer can show.",
        "They carry no appearance: the viewer is to invent one. Open the file in a viewer that shows them and \
         print it to a PDF; impose that.",
    ),
    (
        "file-too-large",
        "The file has more bytes than the edition may have, with its pictures as coarse as can be.",
        "The message says what each picture takes. Show the largest one smaller, crop it, or leave one out; an SVG takes \
         less than a picture of a chart. `max_size` of the edition says how many bytes there may be.",
    ),
    (
        "footer",
        "A brand's footer names an unknown field, or is longer than its line.",
        "A footer is one line. What it can fill in is {{org}}, {{title}}, {{date}}, {{web}}, {{folio}} and {{pages}}.",
    ),
    (
        "front-matter",
        "A sheet in Markdown does not begin with its fields, or they have no end.",
        "The fields of such a sheet stand at its beginning, between two lines that hold three hyphens and no more. \
         What follows is the text.",
    ),
    (
        "grey-alike",
        "Two colours of a drawing are the same grey on a printer without colours.",
        "Bars that only differ in hue cannot be told apart then. Make one lighter, or say which is which in words.",
    ),
    (
        "grey-contrast",
        "Text in a colour is hard to read on its ground when both are printed as grey.",
        "Office printers make grey of colours: red on green is one and the same. Text needs a contrast of 4.5, text of \
         18 pt and more of 3 (WCAG 1.4.3). Choose a darker colour for the text or a lighter ground in the brand.",
    ),
    (
        "html-with-words",
        "Prose holds a block of HTML with words in it.",
        "Prose is Markdown, and nothing inside such a block is set. Write the words without the tags around them.",
    ),
    (
        "image-in-prose",
        "Prose holds an image in Markdown.",
        "Pictures are blocks, so that they get their alternative text, caption and place: write a `figure` between \
         two blocks of `text`.",
    ),
    (
        "image-unreadable",
        "A picture's file is damaged, or of a kind that is not read.",
        "Pictures are JPEG, PNG, WebP, TIFF or SVG. Open it in another program and save it again.",
    ),
    (
        "internal-error",
        "Handbill itself has a fault, which this sheet brought to light.",
        "Please report it with the sheet, or the part of it that is enough.",
    ),
    (
        "leaf-repeated",
        "The document has one leaf, and it fills the sheet.",
        "To cut one leaf out of a sheet and throw the rest away is seldom meant. `--order read` sets each \
         page once.",
    ),
    (
        "link-malformed",
        "Something is written like a link and leads nowhere.",
        "A link is `[words](https://example.org)`: words, an address without spaces, and no other link among the \
         words.",
    ),
    (
        "link-title",
        "A link has a title, which no page shows.",
        "Say it in the words around the link, or in a note.",
    ),
    (
        "low-contrast",
        "A colour of the brand is too pale for text on the page.",
        "Text needs a contrast of 4.5:1 with its ground (WCAG 2.2). Text in this colour is darkened, and text on a \
         band of it may be black. Choose a darker colour.",
    ),
    (
        "markup-misplaced",
        "A text that is set as it is written holds signs of emphasis.",
        "Names, addresses, alternative texts and running lines know no Markdown: the signs would be printed. Leave \
         them out.",
    ),
    (
        "missing-alt",
        "A figure has no text for readers who cannot see it.",
        "Say in `alt` what the picture shows and why it is here, in a sentence. A picture that adds nothing to the \
         text takes `decorative: true`, and screen readers pass over it.",
    ),
    (
        "missing-bar",
        "A text over several lines stands behind its key without a vertical bar.",
        "YAML runs its lines together, so that paragraphs, lists and headings are lost, and takes lines that begin \
         with # for remarks. Write `key: |`, and the text on the lines below, indented by two spaces more than the \
         key.",
    ),
    (
        "missing-date",
        "The sheet has no date.",
        "Readers ask first whether facts still hold. Write `date` with the day on which they were checked.",
    ),
    (
        "missing-field",
        "A field that must be given is not.",
        "Add it. `handbill schema` lists all fields for editors that complete them.",
    ),
    (
        "missing-file",
        "A file that the sheet or brand names cannot be read.",
        "Paths are relative to the file in which they stand. See whether the name is right, capitals included: \
         they count on other machines even where they do not on yours.",
    ),
    (
        "mistyped-value",
        "A value is of another kind than its field takes: a list in place of text, a word in place of a number.",
        "Text that starts with [ or {, or holds a colon and a space, must stand in quotation marks. Truth is \
         `true` or `false`.",
    ),
    (
        "more-problems",
        "There are more problems than are shown.",
        "Mend those that are shown first: one mistake often makes many.",
    ),
    (
        "narrow-column",
        "A column of the page is too narrow for words.",
        "Give the page fewer columns, or a larger size. A column that is good to read holds 40 characters and more.",
    ),
    (
        "nested-too-deep",
        "Prose nests lists or quotations deeper than a reader can follow.",
        "Unnest it. What lies deeper is set on the deepest level.",
    ),
    ("no-sections", "The sheet has no sections.", "Add `sections`, each with a `heading` and a `body`."),
    (
        "no-such-folder",
        "A folder of fonts does not exist.",
        "The folders under `fonts` are relative to the brand's file.",
    ),
    (
        "not-obeyed",
        "Something is part of the format, and this version does not do it yet.",
        "The file is made without it. It may stay where it is: a later version will do what it says.",
    ),
    ("not-utf8", "A text file is not UTF-8.", "Save it as UTF-8; spreadsheets call this \"CSV UTF-8\"."),
    (
        "note-in-note",
        "A note stands inside another note.",
        "Notes have no notes. Join the two, or cite the source in the outer one.",
    ),
    (
        "note-malformed",
        "Something begins like a note and is none.",
        "A note is `^[Its text.]`, closed with a bracket of its own. For the signs themselves, write a backslash in \
         front.",
    ),
    (
        "note-misplaced",
        "A note or a link stands where none can be set.",
        "Names, addresses, alternative texts, running lines and sources are set as they are written. The message \
         names a field that takes notes.",
    ),
    (
        "note-undefined",
        "A note's mark names a note that is written nowhere.",
        "Write the note where it belongs: `^[Its text.]`.",
    ),
    (
        "note-unmarked",
        "A note is written and nothing marks it, or two notes have one name.",
        "Put its mark, such as [^1], behind the words that it belongs to. Mark and note stand in the same text.",
    ),
    (
        "out-of-range",
        "A number is larger or smaller than its field takes.",
        "The message says from where to where it may go.",
    ),
    (
        "overfull-page",
        "Something is taller than a page.",
        "Make it smaller, or split it: what does not fit would be cut off.",
    ),
    (
        "pages-differ",
        "Pages of one PDF have different sizes.",
        "Sheets are cut and folded by one size, that of the largest page; a smaller one stands in the middle \
         of it. Bring the pages to one size, or look at the result before it is cut.",
    ),
    (
        "pages-scaled",
        "Pages have been made smaller to go on the sheet.",
        "With `--scale fit` the sheet decides. Small type may become too small; a larger `--sheet` keeps the \
         size.",
    ),
    (
        "panels",
        "The pages do not make the panels of a tri-fold.",
        "Give two pages, the outside and the inside of the whole sheet laid wide, or six, one a panel: cover, the three \
         of the inside from left to right, the flap that is folded in, the back. On Letter the panels are \
         3.6875 in wide and the flap 3.625 in, or it would buckle; on A4 they are 100 and 97 mm.",
    ),
    (
        "pdf",
        "The PDF file could not be made.",
        "The message says what stood in the way. If it makes no sense for your sheet, please report it.",
    ),
    (
        "pdf-damaged",
        "A PDF cannot be read.",
        "The file is cut off or not what its name says. Make it anew, or open it in a viewer and save a copy.",
    ),
    (
        "pdf-locked",
        "A PDF is encrypted.",
        "Its pages cannot be taken out of it without its password, and handbill asks for none. Save a copy \
         without encryption.",
    ),
    (
        "qr-too-long",
        "An address is too long for a QR code that cameras can read.",
        "Use a shorter address that leads to the same place.",
    ),
    (
        "quote-not-found",
        "A pull quote with `must_match` does not stand in the body or in its source, word for word.",
        "Quotation marks, punctuation and capitals do not count, and an ellipsis may leave words out. Quote the \
         body as it is, or add the passage to the `quotes` of the source that the pull quote cites.",
    ),
    (
        "raw-html",
        "Prose holds HTML.",
        "Prose is Markdown without HTML. Use *emphasis*, **strong** and blocks; write \\< for the sign itself.",
    ),
    (
        "read-as-remark",
        "Words behind a value begin with # and are read as a remark.",
        "To YAML, a space and # begin a remark. Put the whole value in quotation marks; if it is a remark, write a \
         space behind the sign.",
    ),
    (
        "reference-unknown",
        "A link leads to an id that nothing has.",
        "Give the section or block that it means an `id`, or mend the link.",
    ),
    (
        "resampled-pictures",
        "Pictures have more pixels than the page shows, and were brought down to what it does.",
        "Nothing has to be done: at the size of the page nothing is lost, and the files of the sheet stay as they are. \
         A screen gets 150 pixels an inch and paper 300, drawings and screenshots twice as many.",
    ),
    (
        "sheet-too-small",
        "The pages do not go on the sheet that is asked for.",
        "Pages keep their size unless `--scale fit` allows for less. Name a larger paper after `--sheet`, or \
         leave it out: then it is the smallest that holds them.",
    ),
    (
        "short-last-page",
        "The last page holds only a few lines.",
        "A sheet that ends on a full page is cheaper to print and looks finished. Cut a sentence or two, drop a part, or add what the page has room for.",
    ),
    (
        "source-unknown",
        "A citation names a key that no source has.",
        "Mend the key, or add the source under `sources`. In prose a citation is `[@key]`, in a block `cite: key`.",
    ),
    (
        "source-unresolved",
        "A source lacks what a reader needs to find it.",
        "Give it a `title`, an `author` (or `publisher`) and a `url` (or `doi` or `isbn`). It is a warning, and an \
         error in the press edition: what is printed cannot be mended any more.",
    ),
    (
        "source-unused",
        "Nothing cites a source.",
        "It will not be printed. Cite it where it supports a statement, or remove it.",
    ),
    (
        "squeezed-pictures",
        "The file was too large for its edition, and its pictures were made coarser until it fitted.",
        "Look at the pictures at 200 %. To keep them finer, show them smaller, leave one out, or raise `max_size` of the \
         edition.",
    ),
    (
        "standard-left-behind",
        "The imposed file does not say of itself what the source says.",
        "PDF/UA and PDF/A level a promise tags in reading order, and a printer's sheet has its pages in \
         another order. The source still keeps its promise: give it to readers, and the sheets to the \
         printer. PDF/X-4 stays where the sheets meet it.",
    ),
    (
        "standard-not-met",
        "The file lacks something that a standard for accessible or lasting files asks for.",
        "The file is written, without that standard's mark. The message says what to mend.",
    ),
    (
        "strict",
        "With --strict, warnings keep the file from being written.",
        "Mend what the warnings name, or leave out --strict.",
    ),
    (
        "system-font",
        "A font comes from this machine and not from the brand's folders.",
        "On another machine the sheet would break differently. Copy the font's files into a folder and name it \
         under `fonts` in the brand.",
    ),
    (
        "too-much-ink",
        "A colour of the brand, or a photo that comes in process inks, takes more ink than the paper can hold.",
        "Wet ink smears and comes off on the next sheet. Coated paper takes 300 per cent of all four inks together. \
         Take away the same amount of cyan, magenta and yellow and add it as black: the hue stays.",
    ),
    (
        "two-blocks",
        "One item of a body holds two kinds of block.",
        "Each block begins with a `- ` of its own.",
    ),
    (
        "two-bodies",
        "A body is given twice: in the sheet and in a file, or as sections and as Markdown.",
        "Keep one of the two.",
    ),
    (
        "unattributed-quote",
        "A pull quote is not from the body, and nobody is named for it.",
        "Name the speaker with `by`, or the source with `cite`.",
    ),
    (
        "unknown-block",
        "A block is of a kind that does not exist, or names none.",
        "A block is its kind and, behind the colon, its fields: `- pull_quote: {text: …, by: …}`. The message names \
         the kinds.",
    ),
    (
        "unknown-edition",
        "Settings are given for an edition that does not exist.",
        "The editions are email, office, press and large_print. One of your own starts from one of them: \
         `extends: press`.",
    ),
    (
        "unknown-field",
        "A key is not a field of what it stands in.",
        "The message names the field that you may have meant, or those that there are. Looks have no fields in a \
         sheet: colours and type belong to the brand.",
    ),
    (
        "unknown-script",
        "A script under `typography: scripts:` is not a tag of ISO 15924.",
        "Write four letters: Hang for Korean, Jpan for Japanese, Cyrl for Cyrillic, Arab for Arabic.",
    ),
    (
        "unknown-value",
        "A word is none of those that its field takes.",
        "The message names the word that you may have meant, or those that there are.",
    ),
    (
        "unknown-version",
        "The sheet is written for another version of the format.",
        "This program reads `handbill: 1`.",
    ),
    (
        "unreadable-font",
        "A font's file is damaged, or of a kind that is not read.",
        "Fonts are TrueType or OpenType files (.ttf, .otf).",
    ),
    (
        "unreadable-pdf",
        "A file that is to be checked is no PDF, damaged, empty, or locked with a password.",
        "Open it in a viewer. What opens there can be printed or saved to a new file, which can be checked. Ask whoever \
         locked it for a copy without a password.",
    ),
    (
        "wrong-cell-count",
        "A row of a table has more or fewer cells than the table has columns.",
        "Write \"\" for an empty cell. In a CSV file, a cell that holds a comma stands in quotation marks. One cell alone \
         is the heading of the rows that follow it.",
    ),
    ("yaml-alias-loop", "A YAML alias stands inside the value that it repeats.", "Write the value out."),
    (
        "yaml-syntax",
        "The file is not YAML at this place.",
        "Most often a value holds a colon and a space, or begins with one of * & [ { @ ` % !, or a line is indented \
         by the wrong number of spaces. Values in quotation marks, or on the lines below after |, are always safe.",
    ),
    (
        "yaml-too-deep",
        "Lists and mappings are nested too deep.",
        "A sheet needs a handful of levels. A bracket may be left open above.",
    ),
    (
        "yaml-too-large",
        "The file holds more than a sheet can.",
        "Look for aliases that repeat each other. Long texts belong in files of their own: `body_file`.",
    ),
];

#[cfg(test)]
mod tests;
