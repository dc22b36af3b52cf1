//! What a thing is, for the tag tree and for a reader who cannot see it.

/// Role of a piece of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A section with its heading.
    Section,
    /// The title of the sheet: tagged as heading of level 1.
    Title,
    /// A heading of level 2 to 6.
    Heading(u8),
    /// A paragraph: kicker, dek, byline, text.
    Paragraph,
    /// A list, by what stands before its items.
    List(Labels),
    /// An item of a list.
    ListItem,
    /// The label of an item.
    Label,
    /// The body of an item.
    ItemBody,
    /// A block quotation.
    BlockQuote,
    /// A pull quote whose words do not stand in the body; one that repeats it is an artifact.
    PullQuote,
    /// A box beside the text: ask, callout, stats, contact.
    Aside,
    /// The text of a note.
    Note,
    /// A picture with its alternative text.
    Figure,
    /// The caption of a figure or table.
    Caption,
    /// A table.
    Table,
    /// A row.
    TableRow,
    /// A header cell of a column.
    TableHeader,
    /// A cell that says what its row is about.
    RowHeader,
    /// A cell across so many columns that says what the rows below it are about.
    GroupHeader(u16),
    /// A cell.
    TableCell,
    /// Not content: decoration, or a repetition.
    Artifact(ArtifactKind),
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// The same mark before each.
    Marks,
    /// Numbers.
    Numbers,
    /// Words of each item's own, such as dates.
    Words,
}

/// Why something is not content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArtifactKind {
    /// Running header.
    Header,
    /// Running footer.
    Footer,
    /// Rules, grounds, separators.
    Layout,
    /// Words that stand in the body already.
    Repeat,
    /// What a print shop needs around the page: crop marks, targets, the slug line.
    Page,
}
