//! Codes of messages about page templates: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "panels-empty",
        "The text of a folded sheet ends before its panels do.",
        "A brochure has three panels for text inside, and the flap where the sheet has neither ask nor stats. Write more, \
         add a figure or a pull quote, or let a section begin a panel with `page_break`.",
    ),
    (
        "panels-overrun",
        "The text of a folded sheet needs more panels than the sheet has.",
        "Six panels are all there are: the cover, three inside, the flap and the back cover. Cut as many lines as the \
         message says, or take a larger paper: `page: {template: brochure, size: legal}`.",
    ),
    (
        "template-cycle",
        "A page template extends itself, by way of others.",
        "Let one of them extend leave-behind, on which all templates rest, or take its line `extends` away.",
    ),
    (
        "too-many-pages",
        "A poster runs on to a second page.",
        "A poster is one page with few words. Cut as many lines as the message says, or take a larger paper.",
    ),
    (
        "unknown-template",
        "There is no page template of this name.",
        "`handbill templates` lists those that come along. A brand names its own under `templates: {briefing: \
         templates/briefing.yaml}`. A template of your own is a file: `handbill templates handout > ours.yaml` starts \
         one, and `page: {template: ./ours.yaml}` names it.",
    ),
];
