//! What a mail says in the language of its recipient: one text for all, or one for each language, as in a sheet
//! (`subject: {en-US: …, ko: …}`).

use crate::base::{Diagnostic, Span, Text, Tree};
use crate::sheet::{is_tag, of_language};

/// A text for all recipients, or one for each language.
#[derive(Clone, Debug)]
pub(super) enum Tongues {
    One(Text),
    /// With their tags.
    Each(Vec<(Text, Text)>),
}

impl Tongues {
    /// What stands behind the key `name`; `None` where that is nothing, or none of both, which is told.
    pub fn of(tree: Tree, name: &str, found: &mut Vec<Diagnostic>) -> Option<Tongues> {
        let at = tree.first().map(|text| text.span);
        let pairs = match tree {
            Tree::Text(text) => return (!text.is_blank()).then_some(Tongues::One(text)),
            Tree::Pairs(pairs) => pairs.0,
            Tree::List(_) => Vec::new(),
        };
        let text = |(tag, value): (Text, Tree)| match value {
            Tree::Text(text) if is_tag(tag.trimmed()) => Ok((tag, text)),
            _ => Err(Some(tag.span)),
        };
        let each: Result<Vec<_>, Option<Span>> = pairs.into_iter().map(text).collect();
        match each.and_then(|each| if each.is_empty() { Err(at) } else { Ok(each) }) {
            Ok(each) => Some(Tongues::Each(each)),
            Err(at) => {
                let d = Diagnostic::error(
                    "mail-language",
                    format!("`{name}` is no text, nor one for each language"),
                );
                let help = format!("write `{name}: Figures for Iowa`, or `{name}: {{en-US: …, ko: …}}`");
                found.push(d.at(at).help(help));
                None
            }
        }
    }

    /// The one in this language, a BCP 47 tag.
    ///
    /// # Errors
    /// There is none.
    pub fn choose(&self, lang: &str, name: &str, row: u64) -> Result<&Text, Diagnostic> {
        let each = match self {
            Tongues::One(text) => return Ok(text),
            Tongues::Each(each) => each,
        };
        let tags: Vec<&str> = each.iter().map(|(tag, _)| tag.trimmed()).collect();
        of_language(&tags, lang).map(|i| &each[i].1).ok_or_else(|| {
            let what = format!("row {row}: the mail has no `{name}` in its language, `{lang}`");
            let help = format!("add `{lang}: …` beside `{}: …`", tags.join(": …` and `"));
            Diagnostic::error("mail-language", what).at(each[0].0.span).help(help)
        })
    }

    /// The same with something else for each text.
    pub fn map(self, make: impl Fn(&Text) -> Text) -> Tongues {
        match self {
            Tongues::One(text) => Tongues::One(make(&text)),
            Tongues::Each(each) => {
                Tongues::Each(each.into_iter().map(|(tag, text)| (tag, make(&text))).collect())
            }
        }
    }

    /// All of them.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Tongues::One(text) => vec![text],
            Tongues::Each(each) => each.iter().map(|(_, text)| text).collect(),
        }
    }

    /// The text that all recipients get.
    pub fn for_all(&self) -> Option<&Text> {
        match self {
            Tongues::One(text) => Some(text),
            Tongues::Each(_) => None,
        }
    }
}
