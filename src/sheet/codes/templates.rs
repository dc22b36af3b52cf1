//! Codes of messages about page templates: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "template-cycle",
        "A page template extends itself, by way of others.",
        "Let one of them extend leave-behind, on which all templates rest, or take its line `extends` away.",
    ),
    (
        "unknown-template",
        "There is no page template of this name.",
        "`handbill templates` lists those that come along. A brand names its own under `templates: {briefing: \
         templates/briefing.yaml}`. A template of your own is a file: `handbill templates handout > ours.yaml` starts \
         one, and `page: {template: ./ours.yaml}` names it.",
    ),
];
