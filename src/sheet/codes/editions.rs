//! Codes of messages about editions and printers: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "bad-condition",
        "A printing condition is neither FOGRA39 nor the ICC profile of a press.",
        "FOGRA39, offset on coated paper, is built in. Print shops, eci.org and color.org give the profiles of \
         others: put the ICC file beside the sheet and name it, `condition: GRACoL2013.icc`. It has to be for CMYK.",
    ),
    (
        "bad-edition-setting",
        "A setting of an edition has a value that it cannot have.",
        "bleed is a length from 0 to 0.5in, ink_limit from 150 to 400 per cent, max_size from 20 kB to 100 MB; marks is \
         true or false, sources is foot, end or both, standard is x-4 or x-1a.",
    ),
    (
        "condition-needed",
        "A printer's profile is for a paper whose colours are not built in.",
        "Ask the print shop for the ICC file of its paper, put it beside the sheet and name it: `condition: theirs.icc`. \
         Without it the colours are those of coated paper, and come out darker and duller on another.",
    ),
    (
        "edition-cycle",
        "An edition extends itself, by way of others.",
        "Let one of them extend email, office, press or large_print, on which all editions rest.",
    ),
    (
        "edition-name",
        "An edition has a name that it cannot have.",
        "Files are named after editions, so a name is made of letters, digits, - and _. email, office, press and \
         large_print have their settings and extend nothing: give one that extends another a name of its own. all \
         stands for every edition that the sheet lists.",
    ),
    (
        "printer-without-press",
        "A call names a printer, and no edition for a print shop.",
        "Bleed, inks and marks are for the press edition: add `--edition press`, or an edition of the sheet that extends \
         it.",
    ),
    (
        "unknown-printer",
        "There is no printer of this name.",
        "`handbill printers` lists those that come along, and shows their numbers. A profile of your own is a file: \
         `handbill printers coated > ours.yaml` starts one, and `printer: ours.yaml` names it.",
    ),
];
