//! What the figures of a chart count, and with how many decimals they are written.

use super::Chart;
use super::number::Amount;
use crate::base::Text;

/// What the figures count.
pub enum Unit {
    /// Nothing that is said.
    None,
    /// A sign that stands at numbers.
    Sign(String),
    /// Words that stand with the title.
    Words(Text),
}

impl Unit {
    /// What a chart says of it.
    pub fn of(chart: &Chart) -> Unit {
        match &chart.unit {
            Some(unit) if is_sign(unit.trimmed()) => Unit::Sign(unit.trimmed().to_owned()),
            Some(unit) if !unit.is_blank() => Unit::Words(unit.clone()),
            _ => Unit::None,
        }
    }
}

/// Whether a unit is so short that it stands at a number.
fn is_sign(unit: &str) -> bool {
    let letters = unit.chars().filter(|c| c.is_alphabetic()).count();
    !unit.is_empty()
        && unit.chars().count() <= 3
        && letters <= 1
        && !unit.contains(char::is_whitespace)
        && letters < unit.chars().count()
}

/// Decimals of all labels alike: as many as were written, and no more than the largest number makes worth reading.
/// `labelled` says which figures of a series are labelled.
pub fn decimals(chart: &Chart, labelled: impl Fn(&[Option<Amount>], usize) -> bool) -> usize {
    let figures = || {
        chart.figures.series.iter().flat_map(|s| {
            let own = s.figures.iter().enumerate().filter(|(i, _)| labelled(&s.figures, *i));
            own.filter_map(|(_, f)| *f)
        })
    };
    let most = figures().map(|a| a.decimals).max().unwrap_or(0);
    let mut large = figures().map(|a| a.number.abs()).fold(0.0, f64::max);
    let mut worth = 0;
    while large < 100.0 && worth < most {
        (large, worth) = (large * 10.0, worth + 1);
    }
    if most <= 2 { most } else { worth.max(2) }
}
