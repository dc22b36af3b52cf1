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
        "The text of a folded sheet needs more panels than the sheet has, or a cover or the flap more than its own.",
        "Six panels are all there are: the cover, three inside, the flap and the back cover. Cut as many lines as the \
         message says, or take a larger paper: `page: {template: brochure, size: legal}`.",
    ),
    (
        "short-page",
        "Margins leave a page fewer than three lines of text.",
        "Take a larger paper, or give the template smaller margins at the head and foot: `page: {margins: {top: 0.6in, \
         bottom: 0.6in}}`.",
    ),
    (
        "template-cycle",
        "A page template extends itself, by way of others.",
        "Let one of them extend leave-behind, on which all templates rest, or take its line `extends` away.",
    ),
    (
        "template-deep",
        "More page templates extend one another than anybody can keep in mind.",
        "Nine in a row are the most. Let one of them extend leave-behind, on which all templates rest, or put what two of \
         them change into one.",
    ),
    (
        "template-leaves-out",
        "A page template sets no such text, so what the sheet writes there is left out.",
        "`opening.order` of a template lists what stands at the head of its first page: header, kicker, title, dek, \
         byline, date, ask, stats; for a folded sheet `fold.flap` as well. `prepared_for` stands with the byline. Add the \
         name there, take another template, or remove the line from the sheet.",
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
