//! The brand: what an organisation's sheets have in common. Plain, checked values; `sheet::brand` reads them
//! from a file.

use super::style::Style;
use crate::base::{Ink, Loaded, Pt, Span, Text};

/// An organisation's looks and standing words.
#[derive(Clone, Debug)]
pub struct Brand {
    /// Name of the organisation; empty in the plain brand.
    pub name: String,
    /// What it says of itself in a line.
    pub tagline: Option<Text>,
    /// Addresses by name (`home`), in the order of the file.
    pub links: Vec<(String, String)>,
    /// The logo.
    pub logo: Option<Logo>,
    /// All named colours, in the order of the file.
    pub palette: Vec<(String, Ink)>,
    /// Colours that the brand's file gives to a role: as it names each, where, and what that is.
    pub roles: Vec<(String, Span, Ink)>,
    /// Text.
    pub foreground: Ink,
    /// Paper.
    pub background: Ink,
    /// Headings, rules, marks.
    pub primary: Ink,
    /// Grounds of bands and callouts.
    pub tint: Ink,
    /// Body text.
    pub base: Typeface,
    /// Headings, labels, captions.
    pub headings: Typeface,
    /// Families by script, as ISO 15924 tag: (`Hang`, `Noto Sans KR`).
    pub scripts: Vec<(String, String)>,
    /// Where Korean lines may end; between syllables where the brand does not say.
    pub korean: Option<Korean>,
    /// All families as the brand's file names them.
    pub families: Vec<Text>,
    /// Folders of fonts, as written in the brand's file, and that file's name.
    pub fonts: Vec<Text>,
    /// Header of the first page and of the others.
    pub header: Header,
    /// Running footer, with `{{org}}`, `{{title}}`, `{{date}}`, `{{folio}}`, `{{pages}}`.
    pub footer: Option<Text>,
    /// Who we are, one paragraph in Markdown.
    pub boilerplate: Option<Text>,
    /// Who paid for it.
    pub disclosure: Option<Text>,
    /// Page templates of its own: what sheets call each, and the path as written.
    pub templates: Vec<(Text, Text)>,
    /// Fields whose words are in another language than the sheet's, because the brand has none in that: each with the
    /// tag of their language.
    pub lent: Vec<(String, String)>,
}

/// Where the lines of Korean text may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "korean", rename_all = "snake_case")]
pub enum Korean {
    /// Between any two syllables.
    Syllable,
    /// Between words.
    Word,
}

/// The logo in its variants.
#[derive(Clone, Debug)]
pub struct Logo {
    /// The variant for a light ground.
    pub wide: Option<LogoFile>,
    /// The variant of one colour.
    pub mono: Option<LogoFile>,
    /// What it says, for readers who cannot see it; the organisation's name where the brand gives none.
    pub alt: String,
    /// It is never set narrower.
    pub min_width: Option<Pt>,
}

/// A file of the logo.
#[derive(Clone, Debug)]
pub struct LogoFile {
    /// The path as written.
    pub path: Text,
    /// Its bytes; none where reading failed and was reported.
    pub file: Option<Loaded>,
}

/// A family with what the brand says of it; what it leaves open is the template's.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Typeface {
    /// Name of the family.
    pub family: Option<String>,
    /// OpenType weight class.
    pub weight: Option<u16>,
    /// Body size.
    pub size: Option<Pt>,
    /// Baseline distance as a multiple of the size.
    pub leading: Option<f64>,
    /// Smallest body size that fitting may go down to.
    pub body_min: Option<Pt>,
}

/// What stands at the head of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// On the first page.
    pub first: HeaderKind,
    /// On the others.
    pub rest: HeaderKind,
}

/// A kind of header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "header", rename_all = "snake_case")]
pub enum HeaderKind {
    /// Nothing.
    #[default]
    None,
    /// A band of colour to the edges of the page.
    Band,
    /// A rule.
    Rule,
}

impl Brand {
    /// The built-in brand: black and one quiet blue, no logo, no name.
    pub fn plain() -> Brand {
        Brand {
            name: String::new(),
            tagline: None,
            links: Vec::new(),
            logo: None,
            palette: Vec::new(),
            roles: Vec::new(),
            foreground: Ink { rgb: [0x1a, 0x1a, 0x1a], ..Ink::BLACK },
            background: Ink::WHITE,
            primary: Ink { rgb: [0x1f, 0x4e, 0x79], cmyk: Some([95.0, 65.0, 20.0, 15.0]), spot: None },
            tint: Ink { rgb: [0xee, 0xf2, 0xf6], cmyk: Some([7.0, 3.0, 2.0, 0.0]), spot: None },
            base: Typeface::default(),
            headings: Typeface::default(),
            scripts: Vec::new(),
            korean: None,
            families: Vec::new(),
            fonts: Vec::new(),
            header: Header { first: HeaderKind::Rule, rest: HeaderKind::None },
            footer: None,
            boilerplate: None,
            disclosure: None,
            templates: Vec::new(),
            lent: Vec::new(),
        }
    }
    /// The language that words of the brand are lent in, where it is not the sheet's: the words of the first of
    /// `fields` that is lent.
    pub fn lent(&self, fields: &[&str]) -> Option<&str> {
        self.lent.iter().find(|(field, _)| fields.contains(&field.as_str())).map(|(_, lang)| lang.as_str())
    }
    /// A style for the words of `fields`, in the language that they are in.
    pub fn style(&self, style: &Style, fields: &[&str]) -> Style {
        self.lent(fields).map_or_else(|| style.clone(), |lang| style.speaking(lang))
    }
    /// A colour by its name in the palette.
    pub fn color(&self, name: &str) -> Option<&Ink> {
        self.palette.iter().find(|(n, _)| n == name).map(|(_, ink)| ink)
    }
}

/// Reads `#RGB` or `#RRGGBB`.
pub fn hex_color(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let byte = |range| u8::from_str_radix(&digits[range], 16).ok();
    match digits.len() {
        3 => Some([byte(0..1)? * 17, byte(1..2)? * 17, byte(2..3)? * 17]),
        6 => Some([byte(0..2)?, byte(2..4)?, byte(4..6)?]),
        _ => None,
    }
}
