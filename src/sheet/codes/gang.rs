//! Codes of messages about a file of all copies: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "gang-empty",
        "No copy could be put into the file that `--gang` names.",
        "No row has been made: the messages before this one say why. The file is not written, and one that was there \
         is as it was.",
    ),
    (
        "gang-incomplete",
        "The file of all copies has not a copy for every row.",
        "Rows that failed have no copy: the messages before this one and the manifest name them. Mend them and run the \
         same call again; copies that are there already are not made anew.",
    ),
    (
        "gang-unmarked",
        "The file of all copies lacks the mark of a standard that copies carry.",
        "All pages of a file have to meet what its mark promises, and mean their colours in the same way. A copy that \
         does not carry the mark has had a message of its own: mend that row. PDF/A-2 allows some eight million \
         objects, so part a list of tens of thousands and make a file of each part. PDF/X-1a allows no packed objects, so \
         many copies in one file are never marked so.",
    ),
];
