//! The look of every role: a brand's faces and colours in the proportions of a template's type table. Takes a brand,
//! a template and a page, gives styles that need no further thought. Measures no text and knows no block.

use super::brand::{Korean, Typeface};
use super::template::{Face, InkRole, Leading, Look};
use super::{Brand, Knobs, PageSpec, PageTemplate, Palette, Roles, Template, Writing};
use crate::base::{Direction, Ink, Pt};
use crate::edition::Sources;
use crate::text::breaks::is_hangul;
use crate::text::isolate::has_right_to_left;
use crate::text::itemize::base_level;
use crate::text::{Align, Caps, Figures, ParaSetting, Position, TextStyle};
use std::sync::Arc;

/// A brand on a page: everything that lowering needs to know of looks.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Forms that are no style: of the opening, of headings, of running lines.
    pub template: Arc<Template>,
    /// The page.
    pub page: PageTemplate,
    /// Colours by role.
    pub palette: Palette,
    /// Type by role.
    pub styles: Styles,
    /// Rules thinner than this are never set.
    pub hairline: Pt,
    /// Whether the address of a link in prose becomes a note.
    pub link_notes: bool,
    /// Where notes stand, where it is not where the sheet says.
    pub sources: Option<Sources>,
    /// BCP 47 tag.
    pub lang: Arc<str>,
    /// What it departs in from brand and template.
    pub knobs: Knobs,
    /// The looks of the second language, in a sheet of two.
    pub second: Option<Box<Theme>>,
}

/// How the text of one role is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Its characters.
    pub text: Arc<TextStyle>,
    /// Its lines.
    pub setting: ParaSetting,
    /// Baseline distance.
    pub leading: Pt,
}

/// The type table: one style a role.
pub type Styles = Roles<Style>;

/// From this body size on a sheet is set for readers with low vision: nothing is much smaller than the text,
/// nothing is in italics or capitals (American Council of the Blind).
pub const LARGE: f64 = 16.0;

impl Theme {
    /// A brand in a template on a page, for a sheet in `lang`, with some departures from it.
    pub fn of(
        brand: &Brand,
        template: &Arc<Template>,
        page: &PageSpec,
        (lang, knobs): (&str, &Knobs),
    ) -> Theme {
        let (size, plain) = body(brand, template, lang);
        let (size, leading) = (size + knobs.size, plain + knobs.leading);
        let page = PageTemplate::of(template, page, size, leading);
        let mut page = PageTemplate { direction: direction(lang), ..page };
        knobs.turn(&mut page);
        let palette = Palette::of(brand, template.greys);
        let sheet = Sheet {
            brand,
            template,
            palette: &palette,
            size: size.0,
            leading,
            page: &page,
            lang: lang.into(),
        };
        let mut styles = sheet.styles();
        if knobs.display != 1.0 {
            // On its own leading: its box is rounded to whole lines anyway.
            let size = styles.pull_quote.text.size * knobs.display;
            styles.pull_quote = styles.pull_quote.sized(size, size * 1.2);
            styles.note = smaller(&styles.note, 1.0 - (1.0 - knobs.display) / 3.0);
        }
        // Notes stand off the grid; half as much as the body's leading gives, theirs gives too.
        styles.note.leading = styles.note.leading * (1.0 + 0.5 * (knobs.leading / plain));
        Theme {
            template: template.clone(),
            styles,
            page,
            palette,
            hairline: Pt(0.25),
            link_notes: false,
            sources: None,
            lang: lang.into(),
            knobs: *knobs,
            second: None,
        }
    }

    /// A brand on a page in the template that sheets have where they name none.
    #[cfg(test)]
    pub fn new(brand: &Brand, page: &PageSpec, lang: &str) -> Theme {
        Theme::tuned(brand, page, lang, &Knobs::default())
    }

    /// The same with some departures from it.
    #[cfg(test)]
    pub fn tuned(brand: &Brand, page: &PageSpec, lang: &str, knobs: &Knobs) -> Theme {
        Theme::of(brand, &Arc::new(Template::leave_behind()), page, (lang, knobs))
    }

    /// The title's style for a title of so many characters: the shorter, the larger.
    pub fn title(&self, characters: usize) -> Style {
        let style = &self.styles.title;
        let (opening, look) = (&self.template.opening, &self.template.roles.title);
        let of_length = opening.titles.iter().find(|(most, _)| characters <= *most).or(opening.titles.last());
        let size = of_length.map_or(look.size, |(_, size)| *size);
        // The style holds the size for a title of middle length; a narrow page takes less.
        let narrow = (self.page.body_width() / opening.title_width).clamp(0.72, 1.0);
        let size = (style.text.size * (size / look.size) * narrow * self.knobs.display).0.round();
        let between = if let Leading::Of(leading) = look.leading { leading - look.size } else { Pt(2.0) };
        Style {
            text: Arc::new(TextStyle { size: Pt(size), ..(*style.text).clone() }),
            leading: (Pt(size) + between) * Writing::of(&self.lang).display(),
            setting: style.setting.clone(),
        }
    }

    /// A text that is emphasised: in italics, or bold for readers with low vision, whom slanted letters slow
    /// down (American Council of the Blind), and for words from the right, which have no italics.
    pub fn emphasis(&self, text: &TextStyle, words: &str) -> TextStyle {
        let large = is_large(self.styles.text.text.size, &self.template);
        if large || has_right_to_left(words) || words.contains(is_hangul) {
            return TextStyle { weight: text.weight.max(700), ..text.clone() };
        }
        TextStyle { italic: !text.italic, ..text.clone() }
    }

    /// Half of a line of the grid.
    pub fn half_line(&self) -> Pt {
        self.page.grid * 0.5
    }
}

impl Style {
    /// The same with another colour.
    pub fn inked(&self, ink: &Ink) -> Style {
        let text = Arc::new(TextStyle { ink: ink.clone(), ..(*self.text).clone() });
        Style { text, ..self.clone() }
    }
    /// The same at another size and leading.
    pub fn sized(&self, size: Pt, leading: Pt) -> Style {
        let text = Arc::new(TextStyle { size, ..(*self.text).clone() });
        Style { text, leading, ..self.clone() }
    }
    /// The same in another language: its characters, not how lines break.
    pub fn speaking(&self, lang: &str) -> Style {
        let text = Arc::new(TextStyle { lang: lang.into(), ..(*self.text).clone() });
        Style { text, ..self.clone() }
    }
    /// The same in another weight.
    pub fn weighted(&self, weight: u16) -> Style {
        let text = Arc::new(TextStyle { weight, ..(*self.text).clone() });
        Style { text, ..self.clone() }
    }
    /// The same at another edge.
    pub fn aligned(&self, align: Align) -> Style {
        let setting = ParaSetting { align, ..self.setting.clone() };
        Style { setting, ..self.clone() }
    }
    /// The same with a first line that is indented.
    pub fn indented(&self, indent: Pt) -> Style {
        let setting = ParaSetting { indent, ..self.setting.clone() };
        Style { setting, ..self.clone() }
    }
    /// One em.
    pub fn em(&self) -> Pt {
        self.text.size
    }
}

/// In columns of fewer syllables Korean words that are kept whole leave spaces that tear: the right edge is ragged.
const WHOLE_WORDS: f64 = 25.0;
/// Body size and baseline distance that a brand and a template ask for in a language, before any departure.
pub fn body(brand: &Brand, template: &Template, lang: &str) -> (Pt, Pt) {
    let look = &template.text;
    let asked = look.brand_size.then_some(&brand.base);
    let size = asked.and_then(|face| face.size).unwrap_or(look.size);
    let leading = asked.and_then(|face| face.leading).unwrap_or(look.leading);
    (size, half_points(size * leading.max(Writing::of(lang).least_leading())))
}

/// Body leading falls on half points, so that the grid is a number one can say.
fn half_points(v: Pt) -> Pt {
    Pt((v.0 * 2.0).round() / 2.0)
}

/// Which way a page of this language runs.
fn direction(lang: &str) -> Direction {
    if base_level(lang) == 1 { Direction::Left } else { Direction::Right }
}

/// Languages of square characters.
pub fn is_cjk(lang: &str) -> bool {
    ["ko", "ja", "zh"].contains(&lang.split(['-', '_']).next().unwrap_or(""))
}

/// What the type table is filled from.
struct Sheet<'a> {
    brand: &'a Brand,
    template: &'a Template,
    palette: &'a Palette,
    size: f64,
    leading: Pt,
    page: &'a PageTemplate,
    lang: Arc<str>,
}

impl Sheet<'_> {
    /// Set large for readers with low vision. A poster is large by itself.
    fn large(&self) -> bool {
        is_large(Pt(self.size), self.template)
    }

    /// A size of the table at this sheet's body size. Small type keeps a floor of legibility, which in large print
    /// is the text itself; display type grows less than the text does.
    fn scale(&self, size: f64) -> f64 {
        let body = self.template.roles.text.size.0;
        let k = self.size / body;
        let scaled = match size {
            s if s > body * 1.5 => s * k.min(1.3),
            s if self.large() => (s * k).max(self.size),
            s => (s * k).max(s.min(7.0)),
        };
        (scaled * 20.0).round() / 20.0
    }

    /// The style that a line of the table comes to.
    fn style(&self, look: &Look) -> Style {
        let size = self.scale(look.size.0);
        let (face, fallback, weight) = match look.face {
            Face::Headings => (&self.brand.headings, "Source Sans 3", 700),
            Face::Base => (&self.brand.base, "Source Serif 4", 400),
        };
        let large = self.large();
        let text = TextStyle {
            family: self.family(face, fallback).into(),
            weight: look.weight.or(face.weight).unwrap_or(weight),
            italic: look.italic && self.slants(),
            size: Pt(size),
            ink: self.ink(look.ink).clone(),
            // Spread capitals are read letter by letter.
            tracking: if large { look.tracking.min(0.0) } else { look.tracking },
            figures: self.figures(look),
            caps: if large { Caps::AsWritten } else { look.caps },
            position: Position::Baseline,
            lang: self.lang.clone(),
        };
        // Small type on the grid keeps the grid; anything else keeps its proportion.
        let leading = match look.leading {
            Leading::Grid => self.leading,
            Leading::Of(leading) => self.apart(Pt(size * leading.0 / look.size.0), size),
        };
        let style = Style { text: Arc::new(text), setting: self.setting(look), leading };
        if look.align == Align::Justify { self.justified(style) } else { style }
    }

    /// The family of a face. Where text is in Hangul its figures and Latin words are in the family of the Hangul, which
    /// has them in its own size and weight; without one they are in a sans, as the Hangul is that comes along.
    fn family<'b>(&'b self, face: &'b Typeface, fallback: &'b str) -> &'b str {
        let squares = self.writing() == Writing::Squares;
        let hangul =
            |(tag, _): &&(String, String)| matches!(tag.to_ascii_lowercase().as_str(), "hang" | "kore");
        match self.brand.scripts.iter().find(hangul).filter(|_| squares && self.lang.starts_with("ko")) {
            Some((_, family)) => family,
            None if squares => face.family.as_deref().unwrap_or("Source Sans 3"),
            None => face.family.as_deref().unwrap_or(fallback),
        }
    }

    fn writing(&self) -> Writing {
        Writing::of(&self.lang)
    }

    /// The leading of type off the grid, as its script wants it.
    fn apart(&self, leading: Pt, size: f64) -> Pt {
        let writing = self.writing();
        let display = size > self.template.roles.text.size.0 * 1.5;
        match writing {
            Writing::Letters | Writing::Squares => leading,
            _ if display => leading * writing.display(),
            _ => leading.max(Pt(size * writing.note_leading())),
        }
    }

    fn ink(&self, role: InkRole) -> &Ink {
        match role {
            InkRole::Ink => &self.palette.ink,
            InkRole::Accent => &self.palette.accent,
            InkRole::Grey => &self.palette.grey,
            InkRole::Faint => &self.palette.faint,
            InkRole::InkOnTint => &self.palette.ink_on_tint,
        }
    }

    fn figures(&self, look: &Look) -> Figures {
        let of_face = if look.face == Face::Headings { Figures::Lining } else { Figures::OldStyle };
        match look.figures.unwrap_or(of_face) {
            Figures::OldStyle if !self.writing().old_style() => Figures::Lining,
            figures => figures,
        }
    }

    fn setting(&self, look: &Look) -> ParaSetting {
        ParaSetting {
            align: look.align,
            indent: Pt::ZERO,
            hyphenate: look.hyphenate && !self.large(),
            balance: look.balance,
            lang: self.lang.clone(),
        }
    }

    fn styles(&self) -> Styles {
        let mut styles = self.template.roles.map(|look| self.style(look));
        styles.heading = self.heading(styles.heading);
        styles.pull_quote = self.pull_quote(styles.pull_quote);
        let writing = self.writing();
        let size = (styles.note.text.size.0 * writing.note_size() * 20.0).round() / 20.0;
        let size = if self.large() { styles.note.text.size } else { Pt(size) };
        let leading = styles.note.leading.max(size * writing.note_leading());
        styles.note = styles.note.sized(size, leading);
        // Most of what notes name is written in Latin letters, with titles in italics.
        let family = self.brand.base.family.as_deref().unwrap_or("Source Serif 4");
        let note = TextStyle { family: family.into(), ..(*styles.note.text).clone() };
        styles.note.text = Arc::new(note);
        styles
    }

    /// It is a little deeper than a line of the grid, so that it takes three half lines, or five where it runs
    /// to two lines: with the white around it these are whole lines.
    fn heading(&self, style: Style) -> Style {
        let odd = style.leading.0 > self.leading.0 && style.leading.0 <= self.leading.0 * 1.25;
        if odd || self.large() { style } else { Style { leading: self.leading * 1.25, ..style } }
    }

    /// Its leading is three half lines, so that it takes whole lines with what surrounds it.
    fn pull_quote(&self, style: Style) -> Style {
        let grid = self.leading * 1.5;
        if (grid.0 - style.leading.0).abs() < 2.0 { Style { leading: grid, ..style } } else { style }
    }

    /// Whether a style may be in italics.
    fn slants(&self) -> bool {
        !self.large() && self.writing().slants()
    }

    /// Running text: on both edges where the column is wide enough for even spaces.
    fn justified(&self, style: Style) -> Style {
        // Half an em a character (PRINT: "ragged right under 40"). Korean is set on both edges (KLREQ), because its
        // lines may end within words; its syllables are an em wide, and under 16 of them too few are left to choose.
        let (character, least) = if is_cjk(&self.lang) { (1.0, 16.0) } else { (0.5, 40.0) };
        let characters = self.page.column_width() / (style.text.size * character);
        // Between syllables spaces stay even in columns of every width (a deviation of 4 to 7 per cent, where whole
        // words have 20 in 39 syllables): only a brand that asks for it has its words whole.
        let whole = self.lang.starts_with("ko") && self.brand.korean == Some(Korean::Word);
        // Words that are kept whole leave too few places to end a narrow line.
        let least = if whole { WHOLE_WORDS } else { least };
        let align = if characters < least || self.large() { Align::Start } else { Align::Justify };
        let hyphenate = style.setting.hyphenate && !whole;
        Style { setting: ParaSetting { align, hyphenate, ..style.setting }, ..style }
    }
}

/// Whether a body of this size is set for readers with low vision, who asked for it, and is no poster.
pub fn is_large(size: Pt, template: &Template) -> bool {
    size.0 >= LARGE && template.text.size.0 < LARGE
}

/// A style of small type, smaller; 7 pt is the least that is read in print.
fn smaller(style: &Style, share: f64) -> Style {
    let size = (style.text.size * share).max(Pt(7.0).min(style.text.size));
    style.sized(size, style.leading * (size / style.text.size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::paper;

    fn theme(size: Option<f64>, paper_name: &str) -> Theme {
        let mut brand = Brand::plain();
        brand.base.size = size.map(Pt);
        let spec = PageSpec { size: paper(paper_name).unwrap_or_default(), columns: None };
        Theme::new(&brand, &spec, "en-US")
    }

    #[test]
    fn text_stands_on_the_grid() {
        let t = theme(None, "letter");
        assert_eq!((t.styles.text.text.size, t.styles.text.leading), (Pt(10.0), Pt(13.0)));
        assert_eq!(t.styles.text.setting.align, Align::Justify);
        let t = theme(Some(10.5), "letter");
        assert_eq!((t.styles.text.leading, t.page.grid), (Pt(13.5), Pt(13.5)));
        assert_eq!(t.styles.subheading.leading, t.page.grid);
    }

    #[test]
    fn korean_has_more_leading_and_lining_figures() {
        let t = Theme::new(&Brand::plain(), &PageSpec::default(), "ko");
        assert_eq!(t.page.grid, Pt(16.0));
        assert_eq!(t.styles.text.text.figures, Figures::Lining);
        assert!(!t.styles.dek.text.italic);
    }

    #[test]
    fn korean_columns_are_even_down_to_sixteen_syllables() {
        let align = |columns| {
            let spec = PageSpec { columns: Some(columns), ..PageSpec::default() };
            Theme::new(&Brand::plain(), &spec, "ko").styles.text.setting.align
        };
        assert_eq!([1, 2, 3].map(align), [Align::Justify, Align::Justify, Align::Start]);
    }

    #[test]
    fn titles_shrink_with_length() {
        let t = theme(None, "letter");
        let sizes: Vec<f64> = [10, 60, 120].iter().map(|n| t.title(*n).text.size.0).collect();
        assert_eq!(sizes, [30.0, 26.0, 22.0]);
    }

    #[test]
    fn narrow_columns_are_ragged() {
        let spec = PageSpec { columns: Some(3), ..PageSpec::default() };
        let t = Theme::new(&Brand::plain(), &spec, "en");
        assert_eq!(t.styles.text.setting.align, Align::Start);
    }

    #[test]
    fn large_print_has_no_small_type() {
        let t = theme(Some(18.0), "letter");
        assert_eq!((t.styles.note.text.size, t.styles.credit.text.size), (Pt(18.0), Pt(18.0)));
        assert_eq!(t.styles.kicker.text.caps, Caps::AsWritten);
        assert!(!t.styles.dek.text.italic);
    }

    #[test]
    fn greys_can_be_read() {
        let p = theme(None, "a4").palette;
        for ink in [&p.grey, &p.faint, &p.accent, &p.ink] {
            assert!(ink.contrast(&p.paper) >= 4.5, "{ink:?}");
        }
        assert!(p.on_band.contrast(&p.band) >= 4.5);
    }
}
