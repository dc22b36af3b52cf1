//! From a chart's fields to a plot in the story: names and numbers in the sheet's language, ranks, scales and looks;
//! title above, caption and credit below.

use super::look::{HAIRLINE, Look};
use super::names::{only, order, rank};
use super::number::Amount;
use super::unit::{Unit, decimals};
use super::{Chart, ChartHeight, ChartKind, ChartWidth, scale};
use crate::base::{Ink, Pt, Text};
use crate::block::cx::Cx;
use crate::story::plot::{Form, Name, Scale, Series, Value};
use crate::story::{Group, Node, Part, Plot, Role, Width};
use crate::text::date::{parts, written};
use crate::text::{Rich, digits, markup};

/// More ticks than this are a grid, and no help.
const MOST_TICKS: usize = 6;
/// Lines behind the marks, in per cent of black: seen where one looks for them, and not before.
const GRID: f32 = 25.0;
/// A scale of names that is longer than this is not one of years.
const MOST_YEARS: f64 = 500.0;
/// Heights of columns and lines, in lines of the grid.
const HEIGHTS: (f64, f64) = (9.0, 13.0);

/// A chart being lowered.
struct Lowering<'c> {
    chart: &'c Chart,
    look: Look,
    unit: Unit,
    lang: String,
    /// The series that is highlighted, and the name.
    series: Option<usize>,
    name: Option<usize>,
    /// Decimals of what is read out, and of what is set.
    decimals: usize,
    set: usize,
}

impl Chart {
    /// Sets the chart with its title above, caption and credit below.
    pub fn lower(&self, cx: &mut Cx<'_>, cite: &[Text]) {
        if self.figures.is_empty() {
            return;
        }
        let width = if self.width == ChartWidth::Page { Width::Page } else { Width::Column };
        cx.spread(width, |cx| {
            let lowering = Lowering::new(self, cx);
            // The source is marked below the chart, else behind its title, else at the last of its names.
            let on = |here: bool| if here { cite } else { &[] };
            let below = self.caption.is_some() || self.credit.is_some();
            let title = lowering.title(cx, on(!below));
            let plot = lowering.plot(cx, on(!below && title.is_none()));
            let plot = Part::new(Node::Plot(Box::new(plot))).spaced(u16::from(title.is_some()), 0);
            let mut parts: Vec<Part> = title.into_iter().chain([plot]).collect();
            parts.extend(cx.below_picture(self.caption.as_ref(), self.credit.as_ref(), cite));
            let group = Group { role: Some(Role::Aside), ..Group::of(parts) };
            cx.push(Part::group(group).spaced(2, 2).movable());
        });
        cx.flush = true;
    }
}

impl<'c> Lowering<'c> {
    fn new(chart: &'c Chart, cx: &Cx<'_>) -> Lowering<'c> {
        let wanted = chart.highlight.as_ref().map(|h| h.trimmed());
        let named = |t: Option<&Text>| t.is_some_and(|t| Some(t.trimmed()) == wanted);
        let series = chart.figures.series.iter().position(|s| named(s.name.as_ref()));
        let name = chart.figures.names.iter().position(|n| named(Some(n))).filter(|_| series.is_none());
        let lang = cx.lang().to_owned();
        // Lines are labelled at their ends.
        let order = order(chart);
        let set = |figures: &[Option<Amount>], i: usize| {
            let mut known =
                order.iter().map(|o| o.0).filter(|o| figures.get(*o).is_some_and(Option::is_some));
            let ends = [known.next(), known.next_back()];
            // Points without a scale become bars where their names have no room, each with its figure.
            let bars = order.iter().any(|o| o.1.is_nan());
            ends.contains(&Some(i)) || chart.kind != ChartKind::Line || bars
        };
        Lowering {
            chart,
            look: Look::new(cx),
            unit: Unit::of(chart),
            lang,
            series,
            name,
            decimals: decimals(chart, |_, _| true),
            set: decimals(chart, set),
        }
    }

    /// The title, and behind it the name of the only series and what the figures count.
    fn title(&self, cx: &mut Cx<'_>, cite: &[Text]) -> Option<Part> {
        let style = cx.theme.styles.subheading.clone();
        let title = self.chart.title.as_ref().filter(|t| !t.is_blank());
        let unit = if let Unit::Words(unit) = &self.unit { Some(unit) } else { None };
        // The mark stands at the end of all.
        let last = |at: bool| if at { cite } else { &[] };
        let name = only(self.chart);
        let bold: Vec<&Text> =
            if title.is_some() { title.into_iter().collect() } else { name.into_iter().collect() };
        let grey: Vec<&Text> = name.filter(|_| title.is_some()).into_iter().chain(unit).collect();
        let mut rich = Rich::default();
        for text in &bold {
            rich = match last(grey.is_empty()) {
                [] => cx.headline(text, &style),
                cite => cx.line(text, &style, cite),
            };
        }
        let grey_style = cx.theme.styles.caption.inked(&cx.theme.palette.grey);
        for (i, text) in grey.iter().enumerate() {
            let comma = !rich.text.ends_with(['.', '?', '!', ':', ',', '…']);
            if !rich.text.is_empty() {
                rich.push(if comma { ", " } else { " " }, &grey_style.text, None);
            }
            rich.append(&cx.line(text, &grey_style, last(i + 1 == grey.len())));
        }
        let source = bold.first().or(grey.first()).map(|t| t.span);
        let set = !rich.text.is_empty();
        set.then(|| Part::para(cx.para(Role::Paragraph, &style, rich)).from(source))
    }

    fn plot(&self, cx: &mut Cx<'_>, cite: &[Text]) -> Plot {
        let chart = self.chart;
        let order = order(self.chart);
        let (order, places): (Vec<usize>, Vec<f64>) = order.into_iter().unzip();
        let evenly = places.iter().any(|p| p.is_nan());
        let places = if evenly { Vec::new() } else { places };
        let last = order.last().copied();
        let names =
            order.iter().map(|i| self.name(cx, *i, if Some(*i) == last { cite } else { &[] })).collect();
        let palette = &cx.theme.palette;
        let (label, grid) = (&self.look.label, cx.theme.page.grid);
        Plot {
            form: form(chart.kind),
            alt: chart.alt.trimmed().to_owned(),
            names,
            places: places.clone(),
            rounds: self.rounds(&places),
            heading: chart.figures.heading.as_ref().map_or(String::new(), plain),
            axis: (HAIRLINE, palette.ink.clone()),
            grid: (HAIRLINE, Ink::gray(GRID)),
            paper: palette.paper.clone(),
            setting: label.setting.clone(),
            size: label.text.size,
            leading: label.leading,
            height: height(chart.height, cx.measure, grid, cx.theme.knobs.pictures),
            scales: self.scales(),
            gap: Rich::plain("–", &self.look.grey.text),
            source: chart.data.first().map(|t| t.span),
            series: self.all(cx, &order),
        }
    }

    fn name(&self, cx: &mut Cx<'_>, at: usize, cite: &[Text]) -> Name {
        let text = &self.chart.figures.names[at];
        let style = if self.name == Some(at) { &self.look.strong } else { &self.look.label };
        // A date is set as the language writes it; a year alone stays the number that it is.
        let date = parts(text.trimmed()).ok().filter(|p| p.1.is_some());
        let words = date.map(|(y, m, d)| Text::new(written(y, m, d, &self.lang), text.span));
        let text = words.as_ref().unwrap_or(text);
        Name { rich: cx.line(text, style, cite), spoken: plain(text), rank: rank(text.trimmed()) }
    }

    /// Round years between the first and the last, from every year to centuries.
    fn rounds(&self, places: &[f64]) -> Vec<Vec<(f64, Rich)>> {
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
        let whole = places.iter().all(|p| *p == p.round());
        if self.chart.kind != ChartKind::Line || !whole || last - first > MOST_YEARS {
            return Vec::new();
        }
        let every = |step: f64| {
            let label = |n: i32| {
                let place = f64::from(n) * step;
                (place, Rich::plain(format!("{place}"), &self.look.label.text))
            };
            let (from, to) = ((first / step).floor() as i32 + 1, (last / step).ceil() as i32 - 1);
            (from..=to).map(label).collect()
        };
        [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].map(every).into()
    }

    fn all(&self, cx: &mut Cx<'_>, order: &[usize]) -> Vec<Series> {
        let figures = &self.chart.figures;
        let marks = self.look.marks(self.chart, self.series, self.name.is_some());
        let mut signed = false;
        let mut out = Vec::new();
        for (s, (series, mark)) in figures.series.iter().zip(marks).enumerate() {
            let mut values: Vec<Option<Value>> = Vec::new();
            for i in order {
                let line = self.chart.kind == ChartKind::Line && mark.strong;
                let strong = self.name == Some(*i) || self.series == Some(s) || line;
                let value = series.figures.get(*i).copied().flatten();
                values.push(value.map(|amount| {
                    // What is counted is said once, and where the eye is drawn to.
                    let sign = !std::mem::replace(&mut signed, true) || self.name == Some(*i) || line;
                    self.value(amount.number, sign, strong)
                }));
            }
            let alone = figures.series.len() == 1;
            let style = match mark.strong {
                true => self.look.strong.inked(&mark.ink),
                false => self.look.grey.clone(),
            };
            let name = series.name.as_ref().filter(|_| !alone);
            let rich = name.map_or_else(Rich::default, |n| cx.line(n, &style, &[]));
            let spoken = series.name.as_ref().map_or_else(|| self.counted(), plain);
            out.push(Series { name: rich, spoken, values, mark });
        }
        out
    }

    fn value(&self, number: f64, sign: bool, strong: bool) -> Value {
        let style = if strong { &self.look.strong } else { &self.look.label };
        let written = |decimals: usize| {
            // Nothing is nothing to any precision.
            digits::written(number, if number == 0.0 { 0 } else { decimals }, &self.lang)
        };
        let bare = written(self.set);
        let label = if sign { self.signed(&bare) } else { bare };
        let spoken = self.signed(&written(self.decimals));
        // Among several series the colour says which one it is.
        let alone = self.chart.figures.series.len() == 1;
        let counts = self.name.is_some() && self.chart.kind != ChartKind::Line;
        let ink = (strong && alone && counts).then(|| self.look.accent().clone());
        Value { number, label: Rich::plain(label, &style.text), spoken, ink, strong }
    }

    fn signed(&self, number: &str) -> String {
        match &self.unit {
            Unit::Sign(sign) => digits::with_sign(number, sign, &self.lang),
            _ => number.to_owned(),
        }
    }

    /// What a column of the only series is headed with, for those who hear it.
    fn counted(&self) -> String {
        let chart = self.chart;
        plain(chart.unit.as_ref().or(chart.title.as_ref()).unwrap_or(&chart.alt))
    }

    fn scales(&self) -> Vec<Scale> {
        let figures = self.chart.figures.series.iter().flat_map(|s| s.figures.iter().flatten());
        let numbers: Vec<f64> = figures.map(|a| a.number).collect();
        let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let grown = matches!(self.chart.kind, ChartKind::Bar | ChartKind::Column);
        // A line that begins near nothing is drawn from nothing; one far above it would be flat.
        let near = |a: f64, b: f64| a >= 0.0 && a < b * 0.5;
        let low = if grown || near(low, high) { low.min(0.0) } else { low };
        let high = if grown || near(-high, -low) { high.max(0.0) } else { high };
        let scales = scale::scales(low, high, MOST_TICKS);
        let labelled = |s: scale::Round| {
            let last = s.ticks.len() - 1;
            let label = |(i, tick): (usize, &f64)| {
                let number = digits::written(*tick, s.decimals, &self.lang);
                let number = if i == last { self.signed(&number) } else { number };
                (*tick, Rich::plain(number, &self.look.grey.text))
            };
            let ticks = s.ticks.iter().enumerate().map(label).collect();
            Scale { from: s.from, to: s.to, ticks }
        };
        scales.into_iter().map(labelled).collect()
    }
}

fn form(kind: ChartKind) -> Form {
    match kind {
        ChartKind::Bar => Form::Bars,
        ChartKind::Column => Form::Columns,
        ChartKind::Line => Form::Lines,
        ChartKind::Dot => Form::Dots,
    }
}

/// Whole lines of the grid; `fit` is what fitting makes of pictures.
fn height(height: ChartHeight, width: Pt, grid: Pt, fit: f64) -> Pt {
    let lines = (width * 0.5 / grid).clamp(HEIGHTS.0, HEIGHTS.1);
    let lines = match height {
        ChartHeight::Short => lines * 2.0 / 3.0,
        ChartHeight::Medium => lines,
        ChartHeight::Tall => lines * 1.5,
    };
    grid * (lines * fit).round()
}

/// Words of a Markdown line without its marks.
fn plain(text: &Text) -> String {
    markup::plain(&markup::known_line(text).0).split_whitespace().collect::<Vec<_>>().join(" ")
}
