//! Codes of messages about copyfitting: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "fit-link-lost",
        "A link leads to a part that has been left out, so that the sheet fits its pages.",
        "Its words are set without the link. Name the other place, or say in the sentence what it said; or remove the \
         `optional: true` of the part, so that something else has to give.",
    ),
    (
        "fit-too-long",
        "The text does not fit into the pages that `fit` asks for.",
        "Leading, white, body size, margins and pictures have been made as small as a reader can bear, and everything \
         `optional` has been left out. Cut the lines that the message counts, ask for a page more, or mark what can \
         go. A brand may allow a smaller body with `body_min` under `typography: base`; 9.5pt is the least otherwise. \
         `--explain-fit` shows all that was tried.",
    ),
    (
        "fit-too-short",
        "The text does not fill the pages that `fit` asks for.",
        "Leading, white, body size and margins have been made as large as looks natural, and the last page is still \
         not filled to three fifths. Write more, add a figure, or ask for fewer pages. `fit: {pages: 2, at_most: true}` \
         takes fewer pages, or a last page with white on it.",
    ),
    (
        "fitted",
        "The sheet has been set a little looser or tighter than its brand says, so that it fills its pages.",
        "Nothing is wrong. To keep the brand's own measures write a little more or less, or leave out `fit`. \
         `--explain-fit` shows all that was tried.",
    ),
    (
        "fitted-dense",
        "The sheet fits its pages, but only denser than reads well.",
        "All that is seen little was not enough: leading is as narrow as in newspapers, margins are down to half an \
         inch, notes, titles and pull quotes are smaller. Cut the text, mark what can go with `optional: true`, or ask \
         for a page more.",
    ),
    (
        "fitted-short",
        "The sheet takes its pages, but leaves the last of them emptier than three fifths.",
        "A little looser it takes a page more, a little tighter it leaves this hole: what cannot be parted, such as a \
         picture or a table, jumps from one page to the next. Write a little more or less, or write `fit: {pages: 2, \
         at_most: true}` if white at the end is welcome.",
    ),
];
