//! How far each knob can be turned on a sheet, how much room that gives, and how much it is seen: one way from
//! the loosest setting to the tightest, on which every point is the least that gives so much room.
//!
//! With distortion Σ wᵢuᵢ² (uᵢ: the turn as a share of its range) and a gain of Σ gᵢuᵢ, the least distortion for a gain
//! has every uᵢ in proportion to gᵢ/wᵢ (Lagrange), until it comes to its limit. Weights and ranges are those of our
//! design note: TeX's and InDesign's users move leading before size, and size before margins.

use crate::base::Pt;
use crate::story::{Node, Part, Role, Story, Width};
use crate::theme::knobs::{Knobs, Paragraphs, White};
use crate::theme::{Brand, PageTemplate, Theme, Writing};

/// The body size moves by this share of itself for a turn of 1.
const SIZE: f64 = 0.05;
/// The smallest body size where the brand gives none, and the least share of its own size that a larger body keeps.
const BODY_MIN: Pt = Pt(9.5);
const SMALLEST: f64 = 0.9;
/// Margins move by 3 mm for a turn of 1.
const MARGIN: f64 = 8.5;
/// Pictures are made smaller by this share of their height for a turn of 1.
const PICTURES: f64 = 0.2;
/// Share of its lines that a text saves where every paragraph that can be is a line shorter, and that it gains where
/// each is a line longer: measured on sheets of 1 500 words. Few can be shorter, as the best breaking is nearly the
/// shortest.
const PARAGRAPHS: [f64; 2] = [0.006, 0.025];
/// From these turns on they are.
const CHANGED: [f64; 2] = [0.1, 0.6];
/// Beyond its range a sheet can be set dense, for a reader who is to have so many pages and no more: leading as in
/// newspapers, margins of half an inch, smaller titles and pull quotes. Never a smaller body.
const DENSE_MARGIN: f64 = 9.5;
const DENSE_DISPLAY: f64 = 0.15;
/// What display type saves, as a share of a text: measured as above.
const DISPLAY: f64 = 0.015;
/// How much is seen of a sheet that is set dense at all, and of one that is as dense as can be.
const DENSE: [f64; 2] = [5.0, 10.0];
/// Size and leading go by steps that a typesetter would name.
const SIZE_STEP: f64 = 0.1;
const LEADING_STEP: f64 = 0.05;
const MARGIN_STEP: f64 = 0.5;

/// A knob: how much room a turn of 1 gives, as a share of the text; how much it is seen; how far it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Knob {
    gain: f64,
    weight: f64,
    most: f64,
}

/// Weights of paragraphs, leading, white, pictures, size and margins: the order of all that follows.
const WEIGHTS: [f64; 6] = [0.5, 1.0, 1.0, 2.0, 3.0, 4.0];

/// All knobs of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    size: f64,
    leading: f64,
    floor: f64,
    ratio: [f64; 2],
    dense: Dense,
    tight: [Knob; 6],
    loose: [Knob; 6],
}

/// What is left where all knobs are at their limits: how much room that gives, and the leading that it goes down to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Dense {
    gain: f64,
    leading: f64,
}

/// Knobs as they are turned, and how much that is seen.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Turned {
    /// The knobs.
    pub knobs: Knobs,
    /// Their distortion: 0 is the sheet as its brand and template have it.
    pub distortion: f64,
}

impl Reach {
    /// What can be turned on `story`, which takes `lines` of columns in the looks of `theme`.
    pub fn new(brand: &Brand, theme: &Theme, story: &Story, lines: usize) -> Reach {
        let (page, size, leading) = (&theme.page, theme.styles.text.em().0, theme.page.grid.0);
        let floor = brand.base.body_min.map_or(BODY_MIN.0.max(size * SMALLEST), |min| min.0).min(size);
        let langs = theme.second.iter().map(|t| &t.lang).chain([&theme.lang]);
        let wider = |a: [f64; 3], b: [f64; 3]| if b[1] > a[1] { b } else { a };
        let [dense, low, high] = langs.map(|lang| Writing::of(lang).leadings()).fold([0.0; 3], wider);
        let now = leading / size;
        let ratio = [low.min(now), high.max(now)];
        let share = |n: f64| n / lines.max(1) as f64;
        let content = Content::of(story, page);
        let white = share(content.spaces as f64);
        let around = 2.0 * MARGIN * (1.0 / page.body_width().0 + 1.0 / page.body_height().0);
        let side = |paragraphs: f64, leading: f64, pictures: f64, smallest: f64| {
            let gains = [paragraphs, leading, white, pictures, 2.0 * SIZE, around];
            let mosts = [1.0, 1.0, 1.0, 1.0, smallest, 1.0];
            let knob = |i: usize| Knob { gain: gains[i], weight: WEIGHTS[i], most: mosts[i] };
            std::array::from_fn(knob)
        };
        let pictures = PICTURES * share(content.pictures / page.grid.0);
        let smallest = (size - floor) / (size * SIZE);
        let tight = side(PARAGRAPHS[0], (now - ratio[0]) / now, pictures, smallest);
        let loose = side(PARAGRAPHS[1], (ratio[1] - now) / now, 0.0, 1.0);
        let least = dense.min(ratio[0]);
        let gain = (ratio[0] - least) / ratio[0] + around * DENSE_MARGIN / MARGIN / 2.0 + DISPLAY;
        Reach { size, leading, floor, ratio, dense: Dense { gain, leading: least }, tight, loose }
    }

    /// The most room that can be saved or gained, as a share of the text.
    pub fn most(&self, way: Way) -> f64 {
        self.side(way).iter().map(|k| k.gain * k.most).sum()
    }

    /// The most room that can be saved where a sheet may be dense.
    pub fn densest(&self) -> f64 {
        self.most(Way::Tighter) + self.dense.gain
    }

    fn side(&self, way: Way) -> &[Knob; 6] {
        match way {
            Way::Tighter => &self.tight,
            Way::Looser => &self.loose,
        }
    }

    /// The least turns that save `saving` of the text, or gain room where it is negative; the most there is where it
    /// is more than that.
    pub fn turned(&self, saving: f64) -> Turned {
        if saving == 0.0 {
            return Turned::default();
        }
        let beyond = (saving - self.most(Way::Tighter)).min(self.dense.gain);
        match beyond > 1e-9 {
            true => self.dense(self.within(saving), beyond / self.dense.gain),
            false => self.within(saving),
        }
    }

    /// Turned as far as it goes, and then dense by a share.
    fn dense(&self, end: Turned, share: f64) -> Turned {
        let size = self.size + end.knobs.size.0;
        let ratio = self.ratio[0] + (self.dense.leading - self.ratio[0]) * share;
        let leading =
            within(rounded(size * ratio, LEADING_STEP), size * self.dense.leading, size * ratio + 0.03);
        let knobs = Knobs {
            leading: Pt(leading - self.leading),
            margins: end.knobs.margins - Pt(rounded(DENSE_MARGIN * share, MARGIN_STEP)),
            display: 1.0 - rounded(DENSE_DISPLAY * share, 0.01),
            ..end.knobs
        };
        Turned { knobs, distortion: end.distortion + DENSE[0] + DENSE[1] * share }
    }

    fn within(&self, saving: f64) -> Turned {
        let way = if saving < 0.0 { Way::Looser } else { Way::Tighter };
        let side = self.side(way);
        let turns = turns(side, saving.abs());
        let sign = if way == Way::Tighter { -1.0 } else { 1.0 };
        let [paragraphs, leading, white, pictures, size, margins] = turns;
        let to_size = rounded(self.size * (1.0 + sign * size * SIZE), SIZE_STEP).max(self.floor);
        let to_size = if size == 0.0 { self.size } else { to_size };
        let now = self.leading / self.size;
        let limit = if way == Way::Tighter { self.ratio[0] } else { self.ratio[1] };
        let wanted = to_size * (now + (limit - now) * leading);
        let [low, high] = self.ratio.map(|r| to_size * r);
        let to_leading = if leading == 0.0 && size == 0.0 {
            self.leading
        } else {
            within(rounded(wanted, LEADING_STEP), low, high)
        };
        let knobs = Knobs {
            size: Pt(to_size - self.size),
            leading: Pt(to_leading - self.leading),
            white: white_of(way, white),
            pictures: if way == Way::Tighter { 1.0 - rounded(pictures * PICTURES, 0.01) } else { 1.0 },
            margins: Pt(sign * rounded(margins * MARGIN, MARGIN_STEP)),
            paragraphs: match way {
                Way::Tighter if paragraphs > CHANGED[0] => Paragraphs::Shorter,
                Way::Looser if paragraphs > CHANGED[1] => Paragraphs::Longer,
                _ => Paragraphs::Best,
            },
            ..Knobs::default()
        };
        let seen = |(k, u): (&Knob, f64)| k.weight * u * u;
        Turned { knobs, distortion: side.iter().zip(turns).map(seen).sum() }
    }

    /// Names of the knobs that are at their limit where all is turned as far as it goes, with what that is.
    pub fn limits(&self, way: Way) -> Vec<String> {
        let end = self.turned(if way == Way::Tighter { f64::INFINITY } else { f64::NEG_INFINITY }).knobs;
        let (size, leading) = (self.size + end.size.0, self.leading + end.leading.0);
        vec![format!("body {size:.1} pt"), format!("leading {leading:.2} pt")]
    }

    /// Body size and leading with `knobs` turned.
    pub fn body(&self, knobs: &Knobs) -> (f64, f64) {
        (self.size + knobs.size.0, self.leading + knobs.leading.0)
    }
}

/// Which way the knobs are turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The text takes less room.
    Tighter,
    /// It takes more.
    Looser,
}

/// The turns of least distortion that gain `wanted`, or all that there is.
fn turns(side: &[Knob; 6], wanted: f64) -> [f64; 6] {
    let at =
        |force: f64| side.map(|k| if k.gain > 0.0 { (force * k.gain / k.weight).min(k.most) } else { 0.0 });
    let gain = |turns: &[f64; 6]| side.iter().zip(turns).map(|(k, u)| k.gain * u).sum::<f64>();
    let full = side.iter().filter(|k| k.gain > 0.0).map(|k| k.most * k.weight / k.gain).fold(0.0, f64::max);
    if gain(&at(full)) <= wanted {
        return at(full);
    }
    let (mut low, mut high) = (0.0, full);
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if gain(&at(middle)) < wanted { low = middle } else { high = middle }
    }
    at(high)
}

fn rounded(value: f64, step: f64) -> f64 {
    // Back over a whole number, so that 12.35 is the number that one would write.
    (value / step).round() / (1.0 / step).round()
}

/// `value` between two limits, by whole steps of leading.
fn within(value: f64, low: f64, high: f64) -> f64 {
    let per = (1.0 / LEADING_STEP).round();
    let (least, most) = ((low * per - 1e-6).ceil() / per, (high * per + 1e-6).floor() / per);
    value.max(least).min(most.max(least))
}

fn white_of(way: Way, turn: f64) -> White {
    match (way, turn) {
        (_, t) if t < 1.0 / 3.0 => White::Plain,
        (Way::Tighter, t) if t < 2.0 / 3.0 => White::Less,
        (Way::Tighter, _) => White::Least,
        (Way::Looser, t) if t < 2.0 / 3.0 => White::More,
        (Way::Looser, _) => White::Most,
    }
}

/// What of a story gives room beside its text.
#[derive(Default)]
struct Content {
    /// Headings, quotes, pictures and the like: round each a line can be had.
    spaces: usize,
    /// Height of pictures in columns, those across the page once for each column.
    pictures: f64,
}

impl Content {
    fn of(story: &Story, page: &PageTemplate) -> Content {
        let mut found = Content::default();
        for part in &story.parts {
            found.spaces += usize::from(is_spaced(part));
            if let (Node::Group(group), true) = (&part.node, part.movable) {
                let wide = part.width == Width::Page;
                let room = if wide { page.body_width() } else { page.column_width() };
                let times = if wide { page.columns as f64 } else { 1.0 };
                for node in group.parts.iter().map(|p| &p.node) {
                    let Node::Figure(figure) = node else { continue };
                    let picture = story.pictures.get(figure.picture.0 as usize);
                    let width = figure.width.unwrap_or(room).min(room);
                    found.pictures += times * picture.map_or(0.0, |p| width.0 / p.aspect().max(0.1));
                }
            }
        }
        found
    }
}

fn is_spaced(part: &Part) -> bool {
    match &part.node {
        Node::Para(p) => matches!(p.role, Role::Heading(_)),
        Node::Group(_) | Node::Row(_) | Node::Table(_) => part.above > 1 || part.below > 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::PageSpec;

    fn reach(size: Option<f64>) -> Reach {
        let mut brand = Brand::plain();
        brand.base.size = size.map(Pt);
        let theme = Theme::new(&brand, &PageSpec::default(), "en");
        Reach::new(&brand, &theme, &Story::default(), 200)
    }

    #[test]
    fn leading_gives_before_size_and_size_before_margins() {
        let turned = reach(None).turned(0.04).knobs;
        assert!(turned.leading.0 <= -0.35 && turned.size.0 >= -0.1 && turned.margins.0 >= -1.0, "{turned:?}");
        assert_eq!(reach(None).turned(0.0), Turned::default());
    }

    #[test]
    fn nothing_goes_beyond_its_limits() {
        for size in [None, Some(9.0), Some(10.5), Some(12.0)] {
            let reach = reach(size);
            for saving in (-30..=30).map(|n| f64::from(n) * 0.02) {
                let turned = reach.turned(saving);
                let (size, leading) = reach.body(&turned.knobs);
                assert!(size >= reach.floor - 1e-9 && size <= reach.size * 1.05 + 0.05, "{turned:?}");
                let ratio = leading / size;
                assert!((1.1199..=1.4501).contains(&ratio), "{ratio} {turned:?}");
                assert!(turned.knobs.margins.abs() <= Pt(MARGIN + DENSE_MARGIN));
            }
        }
        assert_eq!(reach(Some(9.0)).turned(1.0).knobs.size, Pt::ZERO);
    }

    #[test]
    fn more_room_is_more_distortion() {
        let reach = reach(Some(10.5));
        let seen: Vec<f64> = (0..12).map(|n| reach.turned(f64::from(n) * 0.02).distortion).collect();
        assert!(seen.is_sorted(), "{seen:?}");
        assert!(
            (reach.turned(reach.most(Way::Tighter)).distortion - reach.within(9.0).distortion).abs() < 1e-6
        );
    }
}
