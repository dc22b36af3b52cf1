//! Codes of messages about mail drafts: code, meaning, advice, in the order of the alphabet.

/// As in [`super`].
pub(super) const TABLE: &[(&str, &str, &str)] = &[
    (
        "mail-address",
        "A recipient of a mail has an address that no mail can be sent to.",
        "Write name@example.org or Name <name@example.org>, and commas or semicolons between several. A host with letters \
         beyond ASCII is written as mail servers know it by itself; letters with accents before the @ are taken by few of \
         them. Links (mailto:…) are refused, because they can hold more than an address.",
    ),
    (
        "mail-language",
        "A mail has no text in the language of a row, or is one and the same for rows of several languages.",
        "A letter takes the words of each row's language where `subject` and `body` in front of it are mappings, as in a \
         sheet: `subject: {en-US: Figures for Iowa, ko: 아이오와의 수치}`; nothing stands below them then. A letter in one \
         language says which with `lang: en-US`, so that dates, numbers and readers' voices follow it.",
    ),
    (
        "mail-line",
        "A subject, name or address holds a line break or a character that nobody sees, or is too long.",
        "A line break there would begin another line in front of the mail, such as one more recipient. Correct the cell of \
         the list; no draft is written for its row.",
    ),
    (
        "mail-link",
        "A link in a mail leads nowhere, or mail programs do not follow it.",
        "Links lead to pages (https://…), mailboxes (mailto:…, which may fill in subject and body) and telephones \
         (tel:…). Anything else is taken out by the programs of those who get it.",
    ),
    (
        "mail-no-recipient",
        "A draft has nobody to go to.",
        "It is written all the same, and its To line is filled in by hand. Recipients come from `to`, `cc` and `bcc` of the \
         mail template; without them from the column `email` of the list.",
    ),
    (
        "mail-note",
        "The text of a mail cites a source or holds a note.",
        "Notes stand at the foot of pages, and a mail has none. Link to the source instead; the sheet that is attached \
         has it with its note.",
    ),
];
