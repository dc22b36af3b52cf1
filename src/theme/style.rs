//! The look of every role: a brand's faces and colours in the proportions of our type table. Takes a brand
//! and a page, gives styles that need no further thought. Measures no text and knows no block.

use super::{Brand, Knobs, PageSpec, PageTemplate, Palette};
use crate::base::{Ink, Pt};
use crate::edition::Sources;
use crate::text::{Align, Caps, Figures, ParaSetting, Position, TextStyle};
use std::sync::Arc;

/// A brand on a page: everything that lowering needs to know of looks.
#[derive(Clone, Debug)]
pub struct Theme {
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
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names are the roles of the type table
pub struct Styles {
    pub kicker: Style,
    pub title: Style,
    pub dek: Style,
    pub byline: Style,
    pub organisation: Style,
    pub tagline: Style,
    pub header_date: Style,
    pub heading: Style,
    pub subheading: Style,
    pub text: Style,
    pub quote: Style,
    pub code: Style,
    pub ask: Style,
    pub stat_value: Style,
    pub stat_label: Style,
    pub pull_quote: Style,
    pub attribution: Style,
    pub caption: Style,
    pub credit: Style,
    pub note: Style,
    pub running: Style,
    pub callout_title: Style,
    pub callout: Style,
    pub table_header: Style,
    pub table: Style,
    pub contact: Style,
    pub boilerplate: Style,
    pub small: Style,
}

/// From this body size on a sheet is set for readers with low vision: nothing is much smaller than the text,
/// nothing is in italics or capitals (American Council of the Blind).
pub const LARGE: f64 = 16.0;
/// Body size and leading where the brand gives none.
const BODY: f64 = 10.0;
const LEADING: f64 = 1.3;
/// Korean is set with leading of 1.6 to 1.75.
const CJK_LEADING: f64 = 1.6;
/// Leading of a note of 7.8 pt in Korean: 1.5, a little less than the body's, as a note's lines are shorter.
const CJK_NOTE: f64 = 11.7;

impl Theme {
    /// A brand on a page, for a sheet in `lang`.
    pub fn new(brand: &Brand, page: &PageSpec, lang: &str) -> Theme {
        Theme::tuned(brand, page, lang, &Knobs::default())
    }

    /// The same with some departures from it.
    pub fn tuned(brand: &Brand, page: &PageSpec, lang: &str, knobs: &Knobs) -> Theme {
        let (size, plain) = body(brand, lang);
        let (size, leading) = (size + knobs.size, plain + knobs.leading);
        let mut page = PageTemplate::new(page, size, leading);
        knobs.turn(&mut page);
        let palette = Palette::new(brand);
        let sheet = Sheet { brand, palette: &palette, size: size.0, leading, page: &page, lang: lang.into() };
        let mut styles = sheet.styles();
        // Notes stand off the grid; half as much as the body's leading gives, theirs gives too.
        styles.note.leading = styles.note.leading * (1.0 + 0.5 * (knobs.leading / plain));
        Theme {
            styles,
            page,
            palette,
            hairline: Pt(0.25),
            link_notes: false,
            sources: None,
            lang: lang.into(),
            knobs: *knobs,
        }
    }

    /// The title's style for a title of so many characters: the shorter, the larger.
    pub fn title(&self, characters: usize) -> Style {
        let style = &self.styles.title;
        let size = match characters {
            0..=32 => 30.0,
            33..=48 => 28.0,
            49..=64 => 26.0,
            65..=90 => 24.0,
            _ => 22.0,
        };
        // The style holds the size for a title of middle length; a narrow page takes less.
        let narrow = (self.page.body_width() / Pt::inches(7.0)).clamp(0.72, 1.0);
        let size = (style.text.size * (size / 26.0) * narrow).0.round();
        Style {
            text: Arc::new(TextStyle { size: Pt(size), ..(*style.text).clone() }),
            leading: Pt(size + 2.0),
            setting: style.setting.clone(),
        }
    }

    /// A text that is emphasised: in italics, or bold for readers with low vision, whom slanted letters slow
    /// down (American Council of the Blind).
    pub fn emphasis(&self, text: &TextStyle) -> TextStyle {
        if self.styles.text.text.size.0 >= LARGE {
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

/// Body size and baseline distance that a brand asks for in a language, before any departure.
pub fn body(brand: &Brand, lang: &str) -> (Pt, Pt) {
    let size = brand.base.size.unwrap_or(Pt(BODY));
    let leading = brand.base.leading.unwrap_or(LEADING);
    // A brand's leading is meant for Latin letters; Hangul and ideographs fill their squares.
    (size, half_points(size * if is_cjk(lang) { leading.max(CJK_LEADING) } else { leading }))
}

/// Body leading falls on half points, so that the grid is a number one can say.
fn half_points(v: Pt) -> Pt {
    Pt((v.0 * 2.0).round() / 2.0)
}

/// Languages of square characters, beside which old-style figures look like small print.
pub fn is_cjk(lang: &str) -> bool {
    ["ko", "ja", "zh"].contains(&lang.split(['-', '_']).next().unwrap_or(""))
}

/// What the type table is filled from.
struct Sheet<'a> {
    brand: &'a Brand,
    palette: &'a Palette,
    size: f64,
    leading: Pt,
    page: &'a PageTemplate,
    lang: Arc<str>,
}

/// A line of the type table, for a body of 10 pt.
struct Spec<'a> {
    sans: bool,
    weight: u16,
    size: f64,
    leading: f64,
    ink: &'a Ink,
}

impl Sheet<'_> {
    fn large(&self) -> bool {
        self.size >= LARGE
    }

    /// A size of the table at this sheet's body size. Small type keeps a floor of legibility, which in large print
    /// is the text itself; display type grows less than the text does.
    fn scale(&self, size: f64) -> f64 {
        let k = self.size / BODY;
        let scaled = match size {
            s if s > 15.0 => s * k.min(1.3),
            s if self.large() => (s * k).max(self.size),
            s => (s * k).max(s.min(7.0)),
        };
        (scaled * 20.0).round() / 20.0
    }

    fn style(&self, spec: Spec<'_>) -> Style {
        let size = self.scale(spec.size);
        let (family, fallback) = match spec.sans {
            true => (&self.brand.headings.family, "Source Sans 3"),
            false => (&self.brand.base.family, "Source Serif 4"),
        };
        let text = TextStyle {
            family: family.as_deref().unwrap_or(fallback).into(),
            weight: spec.weight,
            italic: false,
            size: Pt(size),
            ink: spec.ink.clone(),
            tracking: 0.0,
            figures: if spec.sans || is_cjk(&self.lang) { Figures::Lining } else { Figures::OldStyle },
            caps: Caps::AsWritten,
            position: Position::Baseline,
            lang: self.lang.clone(),
        };
        // Small type on the grid keeps the grid; anything else keeps its proportion.
        let on_grid = spec.leading == 13.0 && spec.size <= 12.5;
        let leading = if on_grid { self.leading } else { Pt(size * spec.leading / spec.size) };
        Style { text: Arc::new(text), setting: self.setting(Align::Start), leading }
    }

    fn setting(&self, align: Align) -> ParaSetting {
        ParaSetting { align, indent: Pt::ZERO, hyphenate: false, balance: false, lang: self.lang.clone() }
    }

    fn sans(&self, weight: u16, size: f64, leading: f64, ink: &Ink) -> Style {
        self.style(Spec { sans: true, weight, size, leading, ink })
    }

    fn serif(&self, size: f64, leading: f64, ink: &Ink) -> Style {
        let weight = self.brand.base.weight.unwrap_or(400);
        self.style(Spec { sans: false, weight, size, leading, ink })
    }

    fn styles(&self) -> Styles {
        let p = self.palette;
        let bold = self.brand.headings.weight.unwrap_or(700);
        Styles {
            kicker: self.kicker(),
            title: with(self.sans(bold, 26.0, 28.0, &p.ink), |t| t.tracking = -10.0, |s| s.balance = true),
            dek: with(self.serif(13.0, 17.0, &p.grey), |t| t.italic = self.slants(), |s| s.balance = true),
            byline: self.sans(400, 9.0, 12.0, &p.grey),
            organisation: self.sans(bold, 11.5, 14.0, &p.ink),
            tagline: self.sans(400, 8.5, 11.0, &p.grey),
            header_date: self.sans(400, 9.5, 12.0, &p.grey),
            heading: self.heading(bold),
            subheading: with(self.sans(bold, 10.0, 13.0, &p.ink), |_| (), |s| s.balance = true),
            text: self.body(10.0),
            quote: self.body(9.5),
            code: with(self.sans(400, 9.0, 13.0, &p.ink), |t| t.figures = Figures::Tabular, |_| ()),
            ask: self.sans(400, 11.5, 15.0, &p.ink),
            stat_value: with(self.sans(bold, 28.0, 30.0, &p.accent), |t| t.tracking = -5.0, |_| ()),
            stat_label: with(self.sans(400, 9.0, 12.0, &p.ink), |_| (), |s| s.balance = true),
            pull_quote: self.pull_quote(),
            attribution: with(self.sans(400, 9.0, 12.0, &p.grey), |_| (), |s| s.balance = true),
            caption: self.sans(400, 8.5, 11.0, &p.ink),
            credit: self.sans(400, 7.0, 11.0, &p.grey),
            note: with(
                self.serif(7.8, if is_cjk(&self.lang) { CJK_NOTE } else { 9.75 }, &p.ink),
                |t| t.figures = Figures::Lining,
                |_| (),
            ),
            running: self.sans(400, 8.0, 10.0, &p.faint),
            callout_title: self.sans(bold, 9.5, 13.0, &p.ink_on_tint),
            callout: self.sans(400, 9.5, 13.0, &p.ink_on_tint),
            table_header: self.table(600),
            table: self.table(400),
            contact: self.sans(400, 8.5, 11.0, &p.ink),
            boilerplate: with(self.sans(400, 8.5, 11.0, &p.ink), |_| (), |s| s.balance = true),
            small: self.sans(400, 7.5, 10.0, &p.grey),
        }
    }

    fn kicker(&self) -> Style {
        let style = self.sans(600, 9.0, 13.0, &self.palette.accent);
        if self.large() {
            return style;
        }
        with(style, |t| (t.tracking, t.caps) = (60.0, Caps::All), |_| ())
    }

    /// It is a little deeper than a line of the grid, so that it takes three half lines, or five where it runs
    /// to two lines: with the white around it these are whole lines.
    fn heading(&self, weight: u16) -> Style {
        let style = with(self.sans(weight, 12.5, 15.0, &self.palette.accent), |_| (), |s| s.balance = true);
        let odd = style.leading.0 > self.leading.0 && style.leading.0 <= self.leading.0 * 1.25;
        if odd || self.large() { style } else { Style { leading: self.leading * 1.25, ..style } }
    }

    /// Its leading is three half lines, so that it takes whole lines with what surrounds it.
    fn pull_quote(&self) -> Style {
        let style = with(self.sans(600, 15.0, 19.0, &self.palette.accent), |_| (), |s| s.balance = true);
        let grid = self.leading * 1.5;
        if (grid.0 - style.leading.0).abs() < 2.0 { Style { leading: grid, ..style } } else { style }
    }

    fn table(&self, weight: u16) -> Style {
        with(self.sans(weight, 9.0, 12.0, &self.palette.ink), |t| t.figures = Figures::Tabular, |_| ())
    }

    /// Whether a style may be in italics. Hangul and ideographs have none: only the figures among them would lean.
    fn slants(&self) -> bool {
        !self.large() && !is_cjk(&self.lang)
    }

    /// Running text: on both edges where the column is wide enough for even spaces.
    fn body(&self, size: f64) -> Style {
        let style = self.serif(size, 13.0, &self.palette.ink);
        // Half an em a character (PRINT: "ragged right under 40"). Korean is set on both edges (KLREQ), because its
        // lines may end within words; its syllables are an em wide, and under 16 of them too few are left to choose.
        let (character, least) = if is_cjk(&self.lang) { (1.0, 16.0) } else { (0.5, 40.0) };
        let characters = self.page.column_width() / (style.text.size * character);
        let align = if characters < least || self.large() { Align::Start } else { Align::Justify };
        with(style, |_| (), |s| (s.align, s.hyphenate) = (align, !self.large()))
    }
}

fn with(style: Style, text: impl Fn(&mut TextStyle), setting: impl Fn(&mut ParaSetting)) -> Style {
    let mut t = (*style.text).clone();
    text(&mut t);
    let mut s = style.setting;
    setting(&mut s);
    Style { text: Arc::new(t), setting: s, leading: style.leading }
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
