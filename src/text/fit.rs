//! How well a line fills its measure: stretch, badness, fitness class.

use super::clusters::Sum;

/// How much each part of a line may give, as shares of its width or of the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Give {
    /// A word space, wider. A font's usual half would make one and a half spaces as good as natural ones: with
    /// a fifth the mean stays near 1.05 (measured on columns of 232 to 243 pt).
    pub widen: f64,
    /// A word space, wider, before letters give: from here on a space is seen more than they are.
    pub ample: f64,
    /// A word space, narrower. A little under a fifth, so that rounding never shows more.
    pub narrow: f64,
    /// Glyphs, wider or narrower (microtype's ±2 %; luatexko sets Hangul by them too).
    pub expand: f64,
    /// Letterspacing in em, more; only in the last passes, and there only in lines whose spaces are ample.
    pub letters: f64,
    /// Letterspacing in em, less; only in the last passes, and there only in lines whose spaces are narrow.
    pub tighten: f64,
}

impl Give {
    /// Running text, Latin as well as Korean: a Hangul syllable hides 2 % as a letter does, where the same white
    /// between syllables is seen as loose.
    pub const TEXT: Give =
        Give { widen: 0.2, ample: 0.4, narrow: 0.19, expand: 0.02, letters: 0.0, tighten: 0.0 };

    /// The same with letterspacing, for the last passes: a tenth of a point at most in text sizes, which is not
    /// seen. Half of what designers allow themselves: measured on four texts at 222 to 243 pt, more of it makes no line
    /// better that a hyphen or a neighbour could not mend.
    pub fn loose(self) -> Give {
        Give { letters: 0.01, tighten: 0.008, ..self }
    }
    /// How much wider a line may become.
    pub fn stretch(&self, s: &Sum) -> f64 {
        s.spaces * self.widen + s.glyphs * self.expand + s.letters * self.letters
    }
    /// How much narrower.
    pub fn shrink(&self, s: &Sum) -> f64 {
        s.spaces * self.narrow + s.glyphs * self.expand + s.letters * self.tighten
    }
}

/// How lines are to fill their measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Filling {
    /// Both edges.
    Flush(Give),
    /// One edge; the other may stay back this far before a line is bad.
    Ragged(f64),
    /// All lines as near to `target` as can be; `em` is the unit of what is missing.
    Even {
        /// The width wanted.
        target: f64,
        /// The size.
        em: f64,
    },
}

/// How a line fills its measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// TeX's badness: 100 where all stretch is used.
    pub badness: f64,
    /// 0 tight, 1 decent, 2 loose, 3 very loose.
    pub class: u8,
}

/// What rounding may add up to.
const ROUNDING: f64 = 1e-6;
/// From here on badness grows in a straight line, so that sums of very bad lines can still be compared.
const STEEP: f64 = 10_000.0;

impl Filling {
    /// How `line` fills `measure`; `None` where it is too wide. `slope` is extra stretch: emergency stretch,
    /// or the white after a last line.
    pub fn fit(&self, line: &Sum, measure: f64, slope: f64) -> Option<Fit> {
        let slack = measure - line.width;
        match self {
            Filling::Flush(give) if slack < 0.0 => {
                let shrink = give.shrink(line);
                (slack + shrink >= -ROUNDING)
                    .then(|| of_ratio(if shrink > 0.0 { slack / shrink } else { 0.0 }))
            }
            Filling::Flush(give) => Some(of_ratio(ratio(slack, give.stretch(line) + slope))),
            _ if slack < -ROUNDING => None,
            Filling::Ragged(stretch) => {
                Some(Fit { badness: of_ratio(ratio(slack.max(0.0), stretch + slope)).badness, class: 1 })
            }
            Filling::Even { target, em } => {
                let off = (line.width - target) / em;
                Some(Fit { badness: 10.0 * off * off, class: 1 })
            }
        }
    }
}

fn ratio(slack: f64, stretch: f64) -> f64 {
    if slack <= 0.0 {
        0.0
    } else if stretch * 1000.0 <= slack {
        1000.0
    } else {
        slack / stretch
    }
}

fn of_ratio(r: f64) -> Fit {
    let cube = 100.0 * r * r * r;
    let cube = if cube < 0.0 { -cube } else { cube };
    let badness = if cube > STEEP { STEEP + 1000.0 * (r - 4.6) } else { cube };
    let class = match r {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    };
    Fit { badness, class }
}
