//! The roles of the type table, one value for each: looks in a template, styles in a theme. The list of roles stands
//! here and nowhere else.

use schemars::JsonSchema;
use serde::Deserialize;

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $role:ident,)+) => {
        /// The type table: how the text of each role is set.
        #[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
        #[serde(rename = "type table", deny_unknown_fields)]
        #[schemars(rename = "type table")]
        pub struct Roles<T> {
            $($(#[doc = $doc])+ pub $role: T,)+
        }

        impl<T> Roles<T> {
            /// The same roles with something made of each.
            pub fn map<U>(&self, mut make: impl FnMut(&T) -> U) -> Roles<U> {
                Roles { $($role: make(&self.$role),)+ }
            }
        }
    };
}

roles! {
    /// The small label above the title.
    kicker,
    /// The title; its size is that of a title of middle length.
    title,
    /// The sentence below the title.
    dek,
    /// Who wrote it, and for whom.
    byline,
    /// The organisation's name in the header.
    organisation,
    /// Its tagline there.
    tagline,
    /// The date there.
    header_date,
    /// Headings of sections.
    heading,
    /// Headings within sections.
    subheading,
    /// Running text.
    text,
    /// Block quotations.
    quote,
    /// Code.
    code,
    /// What the reader should do.
    ask,
    /// Large figures.
    stat_value,
    /// What they count.
    stat_label,
    /// Pull quotes.
    pull_quote,
    /// Who said them.
    attribution,
    /// Captions of figures and tables.
    caption,
    /// Credits of pictures.
    credit,
    /// Notes.
    note,
    /// Running header and footer.
    running,
    /// Titles of callouts.
    callout_title,
    /// Text of callouts.
    callout,
    /// Header rows of tables.
    table_header,
    /// Tables.
    table,
    /// Whom to ask.
    contact,
    /// Who we are.
    boilerplate,
    /// Who paid for it.
    small,
}
