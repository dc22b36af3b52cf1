//! Names of a chart's figures that stand on a scale: numbers and dates, in which order and how round.

use super::{Chart, ChartKind};
use crate::base::Text;
use crate::text::date::parts;

/// The names in the order in which they stand, each with its place; a place is no number where names have none.
/// Only lines and columns go along a scale of numbers or dates, lines in its order.
pub fn order(chart: &Chart) -> Vec<(usize, f64)> {
    let places: Vec<Option<f64>> = chart.figures.names.iter().map(place).collect();
    let none = || (0..places.len()).map(|i| (i, f64::NAN)).collect();
    let Some(places) = places.iter().copied().collect::<Option<Vec<f64>>>() else { return none() };
    let mut order: Vec<(usize, f64)> = places.into_iter().enumerate().collect();
    if chart.kind == ChartKind::Line {
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
    }
    let grows = order.windows(2).all(|w| w[0].1 < w[1].1);
    if grows && matches!(chart.kind, ChartKind::Line | ChartKind::Column) { order } else { none() }
}

/// The name of a chart's only series, where neither title nor unit says it.
pub fn only(chart: &Chart) -> Option<&Text> {
    let [series] = chart.figures.series.as_slice() else { return None };
    let name = series.name.as_ref().filter(|n| !n.is_blank())?;
    let lower = name.trimmed().to_lowercase();
    let said = |t: &Option<Text>| t.as_ref().is_some_and(|t| t.trimmed().to_lowercase().contains(&lower));
    (!said(&chart.title) && !said(&chart.unit)).then_some(name)
}

/// Where a name stands on a scale: a number, or a date in years.
pub fn place(name: &Text) -> Option<f64> {
    let name = name.trimmed();
    if let Ok((year, Some(month), day)) = parts(name) {
        let days = f64::from(day.unwrap_or(1)) - 1.0;
        return Some(f64::from(year) + (f64::from(month) - 1.0 + days / 31.0) / 12.0);
    }
    let plain = name.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    name.parse().ok().filter(|n: &f64| plain && n.is_finite())
}

/// How round a name is: centuries, half centuries, decades, every fifth year; Januaries among months.
pub fn rank(name: &str) -> u8 {
    let number: Option<u32> = name.parse().ok();
    match number {
        Some(n) => [100, 50, 10, 5].iter().position(|step| n.is_multiple_of(*step)).unwrap_or(4) as u8,
        None => u8::from(parts(name).is_ok_and(|p| p.1.is_some_and(|m| m > 1))),
    }
}
