//! How the marks of a chart look: the brand's accent for the one that counts, greys, weights and outlines for the
//! others, so that nothing is told by colour alone.

use super::{Chart, ChartKind};
use crate::base::{Ink, Pt};
use crate::block::cx::Cx;
use crate::story::plot::Mark;
use crate::theme::Style;

/// The least contrast of a mark with the paper (WCAG 2.2, 1.4.11), with a little to spare for rounding.
const SEEN: f64 = 3.05;
/// Weights of lines beside labels of 8.5 pt, in ems of these: the one that counts, and the others.
const STRONG: f64 = 0.235;
const PLAIN: f64 = 0.13;
/// Dashes and the white between them, likewise: long ones, and short ones.
const LONG: (f64, f64) = (0.47, 0.235);
const SHORT: (f64, f64) = (0.18, 0.18);
/// Lines that lie behind, thick enough for any press and for office printers.
pub const HAIRLINE: Pt = Pt(0.4);

/// Looks of a chart.
pub struct Look {
    /// Labels.
    pub label: Style,
    /// Labels of what counts.
    pub strong: Style,
    /// Labels of series that step back, and of ticks.
    pub grey: Style,
    accent: Ink,
    muted: Ink,
    ink: Ink,
}

impl Look {
    /// The looks of a brand.
    pub fn new(cx: &Cx<'_>) -> Look {
        let (styles, palette) = (&cx.theme.styles, &cx.theme.palette);
        let label = styles.caption.clone();
        Look {
            strong: label.weighted(600).inked(&palette.ink),
            grey: label.inked(&palette.grey),
            label,
            accent: palette.accent.clone(),
            muted: muted(&palette.paper),
            ink: palette.ink.clone(),
        }
    }

    /// The colour of a figure that counts among others that do not.
    pub fn accent(&self) -> &Ink {
        &self.accent
    }

    /// The marks of each series; `first` is the series that counts, `one` whether a figure counts instead.
    pub fn marks(&self, chart: &Chart, first: Option<usize>, one: bool) -> Vec<Mark> {
        let count = chart.figures.series.len();
        if count == 1 {
            let line = chart.kind == ChartKind::Line;
            let ink = if one && !line { &self.muted } else { &self.accent };
            return vec![Mark { weight: self.label.em() * STRONG, ..self.mark(ink, !one) }];
        }
        // Of two dots the later one counts, of anything else the first.
        let first = first.unwrap_or(if chart.kind == ChartKind::Dot { count - 1 } else { 0 });
        let mut others = 0;
        (0..count)
            .map(|i| {
                if i == first {
                    return Mark { weight: self.label.em() * STRONG, ..self.mark(&self.accent, true) };
                }
                others += 1;
                self.other(chart.kind, others)
            })
            .collect()
    }

    /// The mark of the `n`th series that steps back.
    fn other(&self, kind: ChartKind, n: usize) -> Mark {
        let outline = || Mark { hollow: true, ..self.mark(&self.ink, false) };
        let em = self.label.em();
        let dashed = |ink: &Ink, (on, off): (f64, f64)| Mark {
            dash: Some((em * on, em * off)),
            ..self.mark(ink, false)
        };
        match (kind, n) {
            (ChartKind::Dot, _) => outline(),
            (ChartKind::Bar | ChartKind::Column, 1) => self.mark(&self.muted, false),
            (ChartKind::Bar | ChartKind::Column, _) => outline(),
            (ChartKind::Line, 1) => self.mark(&self.ink, false),
            (ChartKind::Line, 2) => dashed(&self.ink, LONG),
            (ChartKind::Line, 3) => self.mark(&self.muted, false),
            (ChartKind::Line, 4) => dashed(&self.muted, LONG),
            (ChartKind::Line, _) => dashed(&self.ink, SHORT),
        }
    }

    fn mark(&self, ink: &Ink, strong: bool) -> Mark {
        Mark { ink: ink.clone(), weight: self.label.em() * PLAIN, hollow: false, dash: None, strong }
    }
}

/// The grey of least contrast that is still seen on `paper`: in print without colours it is lighter than any accent,
/// which text can be set in.
fn muted(paper: &Ink) -> Ink {
    let steps: Vec<Ink> = (0..=100u8).map(|k| Ink::gray(f32::from(k))).collect();
    let seen = |ink: &&Ink| ink.contrast(paper) >= SEEN;
    let nearest = |a: &&Ink, b: &&Ink| a.contrast(paper).total_cmp(&b.contrast(paper));
    steps.iter().filter(seen).min_by(nearest).cloned().unwrap_or(Ink::BLACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steps_back_is_seen_on_any_paper_and_never_stronger_than_text() {
        for n in 0..216u32 {
            let step = |n: u32| (n * 51) as u8;
            let paper = Ink::rgb(step(n / 36), step(n / 6 % 6), step(n % 6));
            let contrast = muted(&paper).contrast(&paper);
            assert!((3.0..4.5).contains(&contrast), "{paper:?}: {contrast}");
        }
        assert!(muted(&Ink::WHITE).rgb[0] > 140, "light on white paper");
    }
}
