//! The figures of a chart sorted out: names along one side, series along the other, a number or a gap for each pair.
//! Takes what was written in the sheet or the rows of a CSV file, and says what in it is no figure.

use super::header::{First, first};
use super::number::{Amount, Hand, amount, is_doubtful, readings};
use crate::base::{Diagnostic, Pairs, Span, Text, Tree};

/// The figures of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// What the names are: the first cell of a header.
    pub heading: Option<Text>,
    /// What the figures are of, in order.
    pub names: Vec<Text>,
    /// The series, each with a figure or a gap for every name.
    pub series: Vec<Series>,
}

/// Figures that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Its name; the only series may have none.
    pub name: Option<Text>,
    /// A figure for each name.
    pub figures: Vec<Option<Amount>>,
}

const SHAPE: &str = "chart-shape";
const HELP: &str = "write `data: {2018: 4.9, 2019: 4.6}`, or for several series `data: {North: {2018: 4.9}, South: {2018: 3.1}}`";

impl Figures {
    /// The figures in a sheet, written by `hand`; `at` is the place of the chart.
    pub fn of_tree(tree: &Tree, hand: Hand, at: Span, found: &mut Vec<Diagnostic>) -> Figures {
        let pairs = match tree {
            Tree::Pairs(pairs) => pairs,
            Tree::List(rows) => return Figures::listed(rows, hand, at, found),
            Tree::Text(_) => return Figures::default(),
        };
        let cells = pairs.iter().flat_map(|(_, value)| match value {
            Tree::Pairs(values) => values.iter().filter_map(|(_, v)| v.text()).collect(),
            value => Vec::from_iter(value.text()),
        });
        let mut reader = Reader::of(cells.collect(), hand, found);
        match pairs.iter().all(|(_, v)| v.text().is_some()) {
            true => Figures::single(pairs, &mut reader),
            false => Figures::several(pairs, &mut reader),
        }
    }

    /// The figures in rows, written by `hand`; the first may be a header.
    pub fn of_rows(rows: &[Vec<Text>], hand: Hand, found: &mut Vec<Diagnostic>) -> Figures {
        let Some(top) = rows.first() else { return Figures::default() };
        let mut reader = Reader::of(rows.iter().flat_map(|r| r.iter().skip(1)).collect(), hand, found);
        let (header, body) = match first(rows, reader.point) {
            First::Header => (Some(top), &rows[1..]),
            First::Figures => (None, rows),
            First::Doubtful => {
                reader.found.push(unclear(top));
                (None, rows)
            }
        };
        let columns = top.len().max(2);
        let mut out = Figures { heading: header.and_then(|h| h.first().cloned()), ..Figures::default() };
        out.series = (1..columns)
            .map(|c| Series { name: header.and_then(|h| h.get(c).cloned()), figures: Vec::new() })
            .collect();
        for row in body {
            let Some(name) = row.first() else { continue };
            if row.len() != columns {
                reader.found.push(uneven(name.span, row.len(), columns));
            }
            out.names.push(name.clone());
            for (c, series) in out.series.iter_mut().enumerate() {
                series.figures.push(row.get(c + 1).and_then(|cell| reader.figure(cell, name)));
            }
        }
        if let ([only], Some(_)) = (out.series.as_mut_slice(), header) {
            only.name = only.name.take().filter(|n| !n.is_blank());
        }
        out
    }

    /// Names with a figure each.
    fn single(pairs: &Pairs<Tree>, reader: &mut Reader<'_>) -> Figures {
        let names: Vec<Text> = pairs.iter().map(|(name, _)| name.clone()).collect();
        let figure = |(name, value): &(Text, Tree)| value.text().and_then(|t| reader.figure(t, name));
        let figures = pairs.iter().map(figure).collect();
        Figures { heading: None, names, series: vec![Series { name: None, figures }] }
    }

    /// Series with names and figures.
    fn several(pairs: &Pairs<Tree>, reader: &mut Reader<'_>) -> Figures {
        let mut out = Figures::default();
        for (name, value) in pairs.iter() {
            let Tree::Pairs(values) = value else {
                let message =
                    format!("`{}` is no series of names and figures, as others are", name.trimmed());
                reader.found.push(Diagnostic::error(SHAPE, message).at(name.span).help(HELP));
                continue;
            };
            let mut figures = vec![None; out.names.len()];
            for (own, value) in values.iter() {
                let at = out.names.iter().position(|n| n.trimmed() == own.trimmed()).unwrap_or_else(|| {
                    out.names.push(own.clone());
                    figures.push(None);
                    out.names.len() - 1
                });
                figures[at] = match value {
                    Tree::Text(text) => reader.figure(text, own),
                    _ => {
                        let message = format!("`{}` stands for more than one figure", own.trimmed());
                        reader.found.push(Diagnostic::error(SHAPE, message).at(own.span).help(HELP));
                        None
                    }
                };
            }
            out.series.push(Series { name: Some(name.clone()), figures });
        }
        let count = out.names.len();
        out.series.iter_mut().for_each(|s| s.figures.resize(count, None));
        out
    }

    /// Rows of cells, as in a CSV file.
    fn listed(rows: &[Tree], hand: Hand, at: Span, found: &mut Vec<Diagnostic>) -> Figures {
        let cells = |row: &Tree| match row {
            Tree::List(cells) => cells.iter().map(|c| c.text().cloned()).collect::<Option<Vec<Text>>>(),
            _ => None,
        };
        match rows.iter().map(cells).collect::<Option<Vec<_>>>() {
            Some(rows) => Figures::of_rows(&rows, hand, found),
            None => {
                let place = rows.iter().find_map(Tree::first).map_or(at, |t| t.span);
                let message = "a list of figures has rows, each with a name and its figures";
                let help =
                    "write `data: [[Year, North, South], [2018, 4.9, 3.1]]`, or names with their figures";
                found.push(Diagnostic::error(SHAPE, message).at(place).help(help));
                Figures::default()
            }
        }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.series.iter().flat_map(|s| &s.figures).all(Option::is_none)
    }
}

/// Reads the figures of one chart.
struct Reader<'f> {
    /// The sign before decimals.
    point: char,
    /// What can be read in two ways, until that has been said.
    doubt: Option<bool>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'f> Reader<'f> {
    fn of(cells: Vec<&Text>, hand: Hand, found: &'f mut Vec<Diagnostic>) -> Reader<'f> {
        let point = hand.point(cells.iter().map(|c| c.trimmed()));
        Reader { point: point.unwrap_or('.'), doubt: point.is_none().then_some(false), found }
    }

    /// The figure of `name`. Of many that can be read in two ways the first is named: one clear figure settles all.
    fn figure(&mut self, cell: &Text, name: &Text) -> Option<Amount> {
        if let Some(told) = self.doubt.as_mut().filter(|_| is_doubtful(cell)) {
            if !std::mem::replace(told, true) {
                self.found.push(doubtful(cell, name));
            }
            return None;
        }
        amount(cell, self.point).unwrap_or_else(|help| {
            let message =
                format!("`{}`, the figure of `{}`, is not a number", cell.trimmed(), name.trimmed());
            self.found.push(Diagnostic::error("chart-value", message).at(cell.span).help(help));
            None
        })
    }
}

fn doubtful(cell: &Text, name: &Text) -> Diagnostic {
    let [whole, decimal] = readings(cell.trimmed());
    let message =
        format!("`{}`, the figure of `{}`, can be {whole} or {decimal}", cell.trimmed(), name.trimmed());
    let help = format!("write `{whole}` or `{decimal}`; one figure that is clear settles all of them");
    Diagnostic::error("chart-doubtful", message).at(cell.span).help(help)
}

fn unclear(row: &[Text]) -> Diagnostic {
    let words: Vec<&str> = row.iter().map(|c| c.trimmed()).collect();
    let message = format!("`{}` can be a header or the first figures", words.join(", "));
    let help = "put a header above it, such as `Region, Tonnes`; or, if it is the header, leave its first cell empty";
    let at = row.first().map(|c| c.span);
    let found = Diagnostic::error("chart-header", message).help(help);
    if let Some(at) = at { found.at(at) } else { found }
}

fn uneven(at: Span, has: usize, wanted: usize) -> Diagnostic {
    let cells = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let message = format!("this row has {} and the first has {}", cells(has), cells(wanted));
    let help = "leave a cell empty where a value is not known, but keep its comma";
    Diagnostic::error("wrong-cell-count", message).at(at).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;

    const AT: Span = Span { file: FileId(0), start: 0, end: 0 };

    fn text(s: &str) -> Text {
        Text::new(s, AT)
    }

    fn rows(rows: &[&[&str]]) -> (Figures, Vec<&'static str>) {
        let rows: Vec<Vec<Text>> = rows.iter().map(|r| r.iter().map(|c| text(c)).collect()).collect();
        let mut found = Vec::new();
        let figures = Figures::of_rows(&rows, Hand::default(), &mut found);
        (figures, found.iter().map(|d| d.code).collect())
    }

    fn show(figures: &Figures) -> String {
        let series = figures.series.iter().map(|s| {
            let name = s.name.as_ref().map_or("-", |n| n.trimmed());
            let values: Vec<String> =
                s.figures.iter().map(|f| f.map_or("?".to_owned(), |a| a.number.to_string())).collect();
            format!("{name}: {}", values.join(" "))
        });
        let names: Vec<&str> = figures.names.iter().map(|n| n.trimmed()).collect();
        format!("{} | {}", names.join(" "), series.collect::<Vec<_>>().join(" | "))
    }

    fn pairs(list: &[(&str, Tree)]) -> Tree {
        Tree::Pairs(Pairs(list.iter().map(|(k, v)| (text(k), v.clone())).collect()))
    }

    fn one(s: &str) -> Tree {
        Tree::Text(text(s))
    }

    #[test]
    fn rows_have_a_header_unless_it_is_all_numbers() {
        let (figures, found) =
            rows(&[&["Year", "North", "South"], &["2018", "4.9", ""], &["2019", "4.6", "3"]]);
        assert_eq!((show(&figures), found.len()), ("2018 2019 | North: 4.9 4.6 | South: ? 3".to_owned(), 0));
        assert_eq!(figures.heading, Some(text("Year")));
        let (figures, _) = rows(&[&["2018", "4.9"], &["2019", "4.6"]]);
        assert_eq!(show(&figures), "2018 2019 | -: 4.9 4.6");
    }

    #[test]
    fn uneven_rows_and_words_are_reported() {
        let (_, found) = rows(&[&["Year", "t"], &["2018", "many"], &["2019"]]);
        assert_eq!(found, ["chart-value", "wrong-cell-count"]);
    }

    #[test]
    fn series_keep_their_gaps() {
        let mut found = Vec::new();
        let north = pairs(&[("2018", one("1")), ("2019", one("2"))]);
        let south = pairs(&[("2019", one("3")), ("2020", one("4"))]);
        let figures =
            Figures::of_tree(&pairs(&[("North", north), ("South", south)]), Hand::default(), AT, &mut found);
        assert_eq!(show(&figures), "2018 2019 2020 | North: 1 2 ? | South: ? 3 4");
        assert!(found.is_empty());
    }

    #[test]
    fn shapes_that_are_none_are_reported() {
        let mut found = Vec::new();
        let mixed = pairs(&[("North", pairs(&[("2018", one("1"))])), ("South", one("3"))]);
        Figures::of_tree(&mixed, Hand::default(), AT, &mut found);
        Figures::of_tree(&Tree::List(vec![one("3"), one("4")]), Hand::default(), AT, &mut found);
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), [SHAPE, SHAPE]);
    }

    #[test]
    fn figures_that_can_be_two_numbers_are_none() {
        let hand = Hand { comma: true, semicolons: false };
        let mut found = Vec::new();
        let data = pairs(&[("Nord", one("1.250")), ("West", one("980"))]);
        let figures = Figures::of_tree(&data, hand, AT, &mut found);
        assert_eq!(show(&figures), "Nord West | -: ? 980");
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["chart-doubtful"]);
        assert_eq!(found[0].message, "`1.250`, the figure of `Nord`, can be 1250 or 1.25");
    }

    #[test]
    fn a_row_of_years_is_no_row_of_figures() {
        let (figures, found) = rows(&[&["Country", "2018", "2019"], &["Korea", "4.9", "4.6"]]);
        assert_eq!((show(&figures).as_str(), found.len()), ("Korea | 2018: 4.9 | 2019: 4.6", 0));
        let (_, found) = rows(&[&["Country", "2018"], &["Korea", "4.9"]]);
        assert_eq!(found, ["chart-header"]);
    }
}
