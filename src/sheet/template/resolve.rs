//! From a template's fields to a [`Template`]: words become lengths, and numbers that no page can have are reported.

use super::fields::*;
use crate::base::{Number, Pt, Size, Text};
use crate::sheet::fields::Orientation;
use crate::sheet::inputs::Inputs;
use crate::text::{Align, Caps, Figures};
use crate::theme::page::NotePlace;
use crate::theme::template::{
    AskLook, ClosingLook, FoldLook, HeadingLook, Leading, Look, Margins, Opening, PageForm, PageLook,
    RunningLook, StatsLook, TextLook,
};
use crate::theme::{Roles, Template};
use std::ops::RangeInclusive;

/// Lengths on a page: to 10 in, more than any margin or rule needs.
const ANY: RangeInclusive<Pt> = Pt::ZERO..=Pt::inches(10.0);
/// Widths of pages.
const WIDTHS: RangeInclusive<Pt> = Pt::ZERO..=Pt::inches(200.0);
/// Sizes of type. Under 4 pt nothing can be read; over 30 cm no letter stands on a page.
const SIZES: RangeInclusive<Pt> = Pt(4.0)..=Pt(850.0);
/// Sizes of running text, as brands may set them.
const BODIES: RangeInclusive<Pt> = Pt(4.0)..=Pt(48.0);

/// The template that the fields make; `None` where something is wrong, which is reported.
pub(super) fn template(f: TemplateFields, name: &str, inputs: &mut Inputs<'_>) -> Option<Template> {
    let before = inputs.problems.len();
    let mut r = Resolver { inputs };
    let template = Template {
        name: name.to_owned(),
        page: r.page(&f.page),
        text: TextLook {
            size: r.length(&f.text.size, BODIES),
            leading: r.number(&f.text.leading, 1.0..=3.0),
            brand_size: f.text.brand_size,
            paragraphs: f.text.paragraphs,
            whole_sections: f.text.whole_sections,
        },
        ask: r.ask(&f.ask),
        stats: StatsLook {
            set: f.stats.set,
            gap: r.length(&f.stats.gap, ANY),
            divider: r.length(&f.stats.divider, ANY),
            rule: r.length(&f.stats.rule, ANY),
            white: r.white(&f.stats.above, &f.stats.below),
        },
        heading: HeadingLook {
            white: r.white(&f.heading.above, &f.heading.below),
            rule: r.length(&f.heading.rule, ANY),
        },
        callout_ground: f.callout.ground,
        notes: (
            match f.notes.place {
                NotesAt::Foot => NotePlace::Foot,
                NotesAt::Column => NotePlace::Column,
            },
            r.whole(&f.notes.columns, 1..=4),
        ),
        running: RunningLook { footer: f.running.footer, folio: f.running.folio, rule: f.running.rule },
        closing: ClosingLook {
            rule: r.length(&f.closing.rule, ANY),
            gap: r.length(&f.closing.gap, ANY),
            code: r.length(&f.closing.code, Pt::inches(0.5)..=*ANY.end()),
        },
        fold: f.fold.as_ref().map(|fold| r.fold(fold)),
        large: None,
        greys: [&f.colors.grey, &f.colors.faint, &f.colors.rule].map(|n| r.number(n, 0.0..=100.0) as f32),
        opening: r.opening(&f.opening),
        roles: r.roles(&f.roles),
    };
    (inputs.problems[before..].iter().all(|d| d.severity != crate::base::Severity::Error)).then_some(template)
}

struct Resolver<'r, 'i> {
    inputs: &'r mut Inputs<'i>,
}

impl Resolver<'_, '_> {
    fn length(&mut self, text: &Text, range: RangeInclusive<Pt>) -> Pt {
        let length = Pt::parse(text).or((text.trimmed() == "0").then_some(Pt::ZERO));
        match length {
            Some(length) if range.contains(&length) => return length,
            _ if text.is_absent() => {}
            Some(_) => {
                let (least, most) = (range.start().0, range.end().0);
                let message = format!("`{}` is too small or too large here", text.trimmed());
                self.inputs.error(
                    "out-of-range",
                    text.span,
                    message,
                    format!("write a length from {least}pt to {most}pt"),
                );
            }
            None => {
                let message = format!("`{}` is not a length", text.trimmed());
                let help = "write a number with its unit: `10pt`, `1in`, `25mm`";
                self.inputs.error("bad-length", text.span, message, help);
            }
        }
        *range.start()
    }

    fn number(&mut self, n: &Number, range: RangeInclusive<f64>) -> f64 {
        if range.contains(&n.value) {
            return n.value;
        }
        if !n.value.is_nan() {
            let help = format!("write a number from {} to {}", range.start(), range.end());
            self.inputs.error("out-of-range", n.span, format!("{} cannot stand here", n.value), help);
        }
        *range.start()
    }

    fn whole(&mut self, n: &Number, range: RangeInclusive<u32>) -> usize {
        let whole = n.whole(range.clone());
        if whole.is_none() && !n.value.is_nan() {
            let help = format!("write a whole number from {} to {}", range.start(), range.end());
            self.inputs.error("out-of-range", n.span, format!("{} cannot stand here", n.value), help);
        }
        whole.unwrap_or(*range.start()) as usize
    }

    /// White in half lines.
    fn white(&mut self, above: &Number, below: &Number) -> (u16, u16) {
        (self.whole(above, 0..=60) as u16, self.whole(below, 0..=60) as u16)
    }

    fn page(&mut self, f: &PageForms) -> PageLook {
        let size = crate::sheet::assemble::page_size(&f.paper, self.inputs).unwrap_or_default();
        let lies = size.w > size.h;
        let turn = f.paper.len() == 1 && (f.orientation == Orientation::Landscape) != lies;
        let form = PageForm {
            margins: self.margins(&f.margins),
            columns: self.whole(&f.columns, 1..=4),
            header: self.length(&f.header, ANY),
            footer: self.length(&f.footer, ANY),
        };
        let small = PageForm {
            margins: self.margins(&f.small.margins),
            columns: self.whole(&f.small.columns, 1..=4),
            header: self.length(&f.small.header, ANY),
            footer: self.length(&f.small.footer, ANY),
        };
        PageLook {
            size: if turn { Size { w: size.h, h: size.w } } else { size },
            form,
            small: (self.length(&f.small.below, WIDTHS), small),
            wide: (self.length(&f.wide.from, WIDTHS), self.whole(&f.wide.columns, 1..=4)),
            gutter: self.length(&f.gutter, ANY),
            pages: f.pages.as_ref().map(|n| self.whole(n, 1..=100)),
            max_measure: self.length(&f.max_measure, Pt::inches(1.0)..=*WIDTHS.end()),
        }
    }

    fn margins(&mut self, f: &MarginFields) -> Margins {
        Margins {
            top: self.length(&f.top, ANY),
            sides: self.length(&f.sides, ANY),
            bottom: self.length(&f.bottom, ANY),
        }
    }

    fn opening(&mut self, f: &OpeningFields) -> Opening {
        let mut titles: Vec<(usize, Pt)> = Vec::new();
        for size in &f.title.sizes {
            let most = size.to.as_ref().map_or(usize::MAX, |n| self.whole(n, 1..=10_000));
            titles.push((most, self.length(&size.size, SIZES)));
        }
        titles.sort_by_key(|t| t.0);
        Opening {
            header: f.header.kind(),
            order: f.order.clone(),
            white: self.white(&f.above, &f.below),
            dek: self.number(&f.dek, 5.0..=200.0),
            logo: self.length(&f.logo, ANY),
            band: (self.length(&f.band.above, ANY), self.length(&f.band.below, ANY)),
            rule: self.length(&f.rule, ANY),
            title_width: self.length(&f.title.width, Pt::inches(1.0)..=*WIDTHS.end()),
            titles,
        }
    }

    fn fold(&mut self, f: &FoldFields) -> FoldLook {
        let narrower: Vec<Pt> = f.narrower.iter().map(|t| self.length(t, Pt::ZERO..=Pt::INCH)).collect();
        let metric = narrower.get(1).or(narrower.first()).copied().unwrap_or_default();
        let narrower = [narrower.first().copied().unwrap_or_default(), metric];
        FoldLook { narrower, cover: f.cover, back: f.back, flap: f.flap.clone() }
    }

    fn ask(&mut self, f: &AskFields) -> AskLook {
        let padding: Vec<Pt> = f.padding.iter().map(|t| self.length(t, ANY)).collect();
        let padding = match padding.as_slice() {
            [all] => [*all; 4],
            [top, right, bottom, left] => [*top, *right, *bottom, *left],
            _ => {
                if let Some(last) = f.padding.last() {
                    let help = "write one length for all sides, or four: top, right, bottom, left";
                    self.inputs.error("out-of-range", last.span, "a box has four sides", help);
                }
                [Pt::ZERO; 4]
            }
        };
        let white = self.white(&f.above, &f.below);
        AskLook { ground: f.ground, bar: self.length(&f.bar, ANY), padding, white }
    }

    fn roles(&mut self, f: &Roles<RoleFields>) -> Roles<Look> {
        f.map(|role| self.role(role))
    }

    fn role(&mut self, f: &RoleFields) -> Look {
        let leading = match f.leading.trimmed() {
            "grid" => Leading::Grid,
            _ => Leading::Of(self.length(&f.leading, SIZES)),
        };
        Look {
            face: f.face,
            weight: f.weight.as_ref().and_then(|w| self.weight(w)),
            size: self.length(&f.size, SIZES),
            leading,
            ink: f.color,
            italic: f.italic,
            tracking: f.tracking.as_ref().map_or(0.0, |n| self.number(n, -100.0..=500.0)),
            caps: match f.caps {
                Some(CapsWord::All) => Caps::All,
                Some(CapsWord::Small) => Caps::Small,
                Some(CapsWord::AllSmall) => Caps::AllSmall,
                Some(CapsWord::AsWritten) | None => Caps::AsWritten,
            },
            figures: f.figures.map(|word| match word {
                FiguresWord::OldStyle => Figures::OldStyle,
                FiguresWord::Lining => Figures::Lining,
                FiguresWord::Tabular => Figures::Tabular,
            }),
            align: match f.align {
                Some(AlignWord::Justify) => Align::Justify,
                Some(AlignWord::Center) => Align::Center,
                Some(AlignWord::End) => Align::End,
                Some(AlignWord::Start | AlignWord::Ragged) | None => Align::Start,
            },
            hyphenate: matches!(f.align, Some(AlignWord::Justify | AlignWord::Ragged)),
            balance: f.balance,
        }
    }

    /// 1 to 1000: the range of OpenType's usWeightClass. `brand` leaves it to the brand.
    fn weight(&mut self, text: &Text) -> Option<u16> {
        let weight = text.trimmed().parse().ok().filter(|w| (1..=1000).contains(w));
        if weight.is_none() && text.trimmed() != "brand" && !text.is_absent() {
            let message = format!("`{}` is not a weight", text.trimmed());
            let help = "write a number from 1 to 1000, such as `400` or `700`, or `brand`";
            self.inputs.error("out-of-range", text.span, message, help);
        }
        weight
    }
}
