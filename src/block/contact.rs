//! `contact`: whom to ask.

use super::cx::Cx;
use super::set::{Item, short_address};
use crate::base::{Text, fields::short_form};
use crate::story::{Group, Part, Role};
use crate::text::Anchor;
use schemars::JsonSchema;
use serde::Deserialize;

/// Whom to ask, and how to reach them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "contact", deny_unknown_fields)]
#[schemars(transform = short_form::<Contact>)]
pub struct Contact {
    /// A person or a team.
    pub name: Text,
    /// What they do there.
    pub title: Option<Text>,
    /// Electronic mail.
    pub email: Option<Text>,
    /// Telephone.
    pub phone: Option<Text>,
    /// Address on the web.
    pub web: Option<Text>,
    /// Postal address.
    pub address: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- contact: {name: Policy team, email: policy@example.org, web: \"https://example.org\"}
";

impl Contact {
    /// Sets the lines as a block of their own.
    pub fn lower(&self, cx: &mut Cx<'_>) {
        let parts = self.lines(cx);
        let group = Group { role: Some(Role::Aside), ..Group::of(parts) };
        cx.push(Part::group(group).spaced(1, 1));
        cx.flush = true;
    }

    /// The ways to reach them: as each is written, and where it leads.
    pub fn reach(&self) -> impl Iterator<Item = (&Text, String)> {
        let ways = [(&self.email, "mailto:"), (&self.phone, "tel:"), (&self.web, "")];
        ways.into_iter()
            .filter_map(|(text, scheme)| text.as_ref().map(|text| (text, address(text.trimmed(), scheme))))
    }

    /// Name, office, and the ways to reach them, a line each.
    pub fn lines(&self, cx: &mut Cx<'_>) -> Vec<Part> {
        let style = cx.theme.styles.contact.clone();
        let mut parts = vec![cx.line_part(Role::Paragraph, &style.weighted(600), &self.name)];
        for text in [&self.title, &self.address].into_iter().flatten() {
            parts.push(cx.line_part(Role::Paragraph, &style, text));
        }
        for (text, link) in self.reach() {
            let item =
                Item::literal(short_address(text.trimmed()), &style.text, Some(Anchor::Link(link.into())));
            let rich = cx.set(vec![item], Some(text.span));
            parts.push(Part::para(cx.para(Role::Paragraph, &style, rich)).from(text.span));
        }
        parts
    }
}

/// A full address for a link.
fn address(text: &str, scheme: &str) -> String {
    match scheme {
        "tel:" => telephone(text),
        "" if !text.contains("://") => format!("https://{text}"),
        _ if text.starts_with(scheme) => text.to_owned(),
        _ => format!("{scheme}{text}"),
    }
}

/// A telephone number as RFC 3966 writes it: digits, a plus, and an extension behind `;ext=`. A zero in brackets
/// behind the country's number is dialled from within the country only.
fn telephone(text: &str) -> String {
    let lower = text.to_lowercase();
    let at = ["ext", "durchwahl", "poste", " x"].iter().find_map(|word| lower.find(word));
    // Lower case may be longer than what was written.
    let (number, extension) = text.split_at_checked(at.unwrap_or(text.len())).unwrap_or((text, ""));
    let number =
        if number.trim_start().starts_with('+') { number.replace("(0)", "") } else { number.to_owned() };
    let dialled = |t: &str| t.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    match dialled(extension) {
        e if e.is_empty() => format!("tel:{}", dialled(&number)),
        e => format!("tel:{};ext={e}", dialled(&number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_whole() {
        assert_eq!(address("p@x.org", "mailto:"), "mailto:p@x.org");
        assert_eq!(address("x.org/a", ""), "https://x.org/a");
        assert_eq!(address("+1 (202) 555-0143", "tel:"), "tel:+12025550143");
        assert_eq!(address("+44 (0)20 7946 0000", "tel:"), "tel:+442079460000");
        assert_eq!(address("202-555-0143 ext. 12", "tel:"), "tel:2025550143;ext=12");
    }
}
