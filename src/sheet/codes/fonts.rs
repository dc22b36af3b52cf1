//! Codes of messages about fonts: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "missing-character",
        "No font has some of the characters.",
        "They are set as empty boxes. Where their script is known, the message names a free family that has them, and where \
         it is to be had; name it under `typography: scripts:` in the brand.",
    ),
    (
        "missing-font",
        "A family that the brand names is not found.",
        "Put its files in a folder and name the folder under `fonts` in the brand.",
    ),
    (
        "missing-script",
        "No font has the letters of the language that the sheet is written in.",
        "The message names a free family that has them, and where it is to be had. Install it on the system, or put its \
         files into a folder that the brand names: `fonts: [fonts]`. `typography: {scripts: {Arab: Noto Naskh Arabic}}` in \
         the brand says which family sets a script; scripts are named by their tags of four letters, as Arab, Hebr, Deva, \
         Thai, Hans. `handbill fonts` lists what is there.",
    ),
    (
        "no-small-capitals",
        "The template asks for small capitals of a face that has none.",
        "Letters stay as they are written: capitals of a smaller size would be too thin beside the others. The built-in \
         families have small capitals upright, in all weights, and none in italics.",
    ),
];
