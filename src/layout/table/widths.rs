//! Column widths out of what the cells ask for: as few lines as can be in the room that there is. Takes numbers and
//! gives numbers; only `+ - * /` and comparisons, ties to the earlier column, so that all machines agree.

/// What a column asks for.
#[derive(Clone, Debug, Default)]
pub struct Wants {
    /// The width in which none of its words breaks.
    pub least: f64,
    /// The width in which none of its cells wraps.
    pub natural: f64,
    /// For each row that is looked at, the least widths for one line, two, three and so on, falling.
    pub needs: Vec<Vec<f64>>,
}

/// Widths are told apart from here on.
const EPS: f64 = 1e-6;
/// So many narrower widths of a column are looked at in one step.
const AHEAD: usize = 8;
/// So often a column is tried wider at the others' cost.
const ROUNDS: usize = 24;

/// Widths that fit into `room` with as few lines of all rows together as are found; what is left over goes to those
/// that wrap. Where everything fits without wrapping these are the natural widths; where not even the words fit, the
/// columns that need least get it and the others share the rest.
pub fn solve(columns: &[Wants], room: f64) -> Vec<f64> {
    let sum = |of: fn(&Wants) -> f64| columns.iter().map(of).fold(0.0, |a, b| a + b);
    if sum(|c| c.natural) <= room + EPS {
        return columns.iter().map(|c| c.natural).collect();
    }
    if sum(|c| c.least) >= room - EPS {
        return squeezed(columns, room);
    }
    let search = Search { columns, steps: columns.iter().map(steps).collect(), room };
    let mut widths = columns.iter().map(|c| c.natural).collect::<Vec<_>>();
    search.shrink(&mut widths, None);
    search.refine(&mut widths);
    search.fill(&mut widths);
    widths
}

/// How many lines all rows take in these widths.
pub fn lines(columns: &[Wants], widths: &[f64]) -> usize {
    let rows = columns.iter().map(|c| c.needs.len()).max().unwrap_or(0);
    (0..rows).map(|r| columns.iter().zip(widths).map(|(c, w)| c.lines(r, *w)).max().unwrap_or(1)).sum()
}

impl Wants {
    /// How many lines its cell in a row takes.
    fn lines(&self, row: usize, width: f64) -> usize {
        let needs = self.needs.get(row).map_or(&[][..], Vec::as_slice);
        needs.iter().position(|n| *n <= width + EPS).map_or(needs.len().max(1), |i| i + 1)
    }
}

/// The widths at which some cell of a column takes a line less, from the least up.
fn steps(column: &Wants) -> Vec<f64> {
    let needs = column.needs.iter().flatten().filter(|n| n.is_finite()).map(|n| n.max(column.least));
    let mut all: Vec<f64> = needs.chain([column.least]).collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| *a - *b < 0.25);
    all
}

struct Search<'a> {
    columns: &'a [Wants],
    steps: Vec<Vec<f64>>,
    room: f64,
}

impl Search<'_> {
    /// Narrows columns until they fit, each time the one that costs the fewest lines for what it gives; false where
    /// they cannot. The steps do not depend on the room: the more there is, the earlier they end.
    fn shrink(&self, widths: &mut [f64], locked: Option<usize>) -> bool {
        while total(widths) > self.room + EPS {
            let narrower =
                (0..widths.len()).filter(|c| Some(*c) != locked).flat_map(|c| self.narrower(c, widths));
            let Some((_, c, width)) = narrower.reduce(|a, b| if b.0 < a.0 - EPS { b } else { a }) else {
                return false;
            };
            widths[c] = width;
        }
        true
    }

    /// Narrower widths of a column: lines that they cost for each point that they give, the column, the width.
    fn narrower(&self, c: usize, widths: &[f64]) -> Vec<(f64, usize, f64)> {
        let column = &self.columns[c];
        let rows = column.needs.len();
        // What the other columns take in each row anyway.
        let others = |r: usize| {
            let all = self.columns.iter().zip(widths).enumerate().filter(|(o, _)| *o != c);
            all.map(|(_, (column, w))| column.lines(r, *w)).max().unwrap_or(1)
        };
        let others: Vec<usize> = (0..rows).map(others).collect();
        let lines = |w: f64| (0..rows).map(|r| others[r].max(column.lines(r, w))).sum::<usize>();
        let now = lines(widths[c]);
        let below = self.steps[c].iter().rev().filter(|w| **w < widths[c] - EPS).take(AHEAD);
        below.map(|w| ((lines(*w) - now) as f64 / (widths[c] - w), c, *w)).collect()
    }

    /// Tries each column wider, with the others narrowed for it, and keeps what saves lines.
    fn refine(&self, widths: &mut Vec<f64>) {
        for _ in 0..ROUNDS {
            let now = lines(self.columns, widths);
            let wider = |c: usize| {
                let above = self.steps[c].iter().filter(|w| **w > widths[c] + EPS).take(AHEAD);
                above.map(move |w| (c, *w)).collect::<Vec<_>>()
            };
            let tried = (0..widths.len()).flat_map(wider).filter_map(|(c, w)| {
                let mut new = widths.clone();
                new[c] = w;
                self.shrink(&mut new, Some(c)).then(|| (lines(self.columns, &new), new))
            });
            match tried.reduce(|a, b| if b.0 < a.0 { b } else { a }) {
                Some((fewer, new)) if fewer < now => *widths = new,
                _ => return,
            }
        }
    }

    /// Hands out what is left, by what each column still lacks.
    fn fill(&self, widths: &mut [f64]) {
        let left = self.room - total(widths);
        let lack: Vec<f64> =
            self.columns.iter().zip(&*widths).map(|(c, w)| (c.natural - w).max(0.0)).collect();
        let all = total(&lack);
        if left <= 0.0 || all <= EPS {
            return;
        }
        let share = (left / all).min(1.0);
        widths.iter_mut().zip(lack).for_each(|(w, l)| *w += l * share);
    }
}

fn total(widths: &[f64]) -> f64 {
    widths.iter().fold(0.0, |a, b| a + b)
}

/// Columns that need no more than an even part of `room` get it, so that only words which are wider break; the
/// others share the rest evenly.
fn squeezed(columns: &[Wants], room: f64) -> Vec<f64> {
    let mut narrow: Vec<f64> = columns.iter().map(|c| c.least).collect();
    narrow.sort_by(f64::total_cmp);
    let (mut rest, mut count) = (room, narrow.len());
    for need in narrow {
        if need > rest / count as f64 {
            break;
        }
        (rest, count) = (rest - need, count - 1);
    }
    let even = rest / count.max(1) as f64;
    columns.iter().map(|c| c.least.min(even)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of cells that are so many words of a width, with a space between each two.
    fn columns(cells: &[&[(usize, f64)]]) -> Vec<Wants> {
        let column = |cells: &&[(usize, f64)]| {
            let width = |words: usize, word: f64| word * words as f64 + 2.0 * (words as f64 - 1.0);
            let needs = |&(words, word): &(usize, f64)| {
                let mut out: Vec<f64> = Vec::new();
                for lines in 1..=words {
                    let need = width(words.div_ceil(lines), word);
                    if out.last().is_none_or(|l| need < *l) || words.div_ceil(lines) == 1 {
                        out.push(need);
                    }
                    if words.div_ceil(lines) == 1 {
                        break;
                    }
                }
                out
            };
            let natural = cells.iter().map(|&(n, w)| width(n, w)).fold(0.0, f64::max);
            let least = cells.iter().map(|c| c.1).fold(0.0, f64::max);
            Wants { least, natural, needs: cells.iter().map(needs).collect() }
        };
        cells.iter().map(column).collect()
    }

    /// Numbers that look random and are the same on every run.
    fn random(seed: &mut u64, to: usize) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize % to
    }

    fn random_table(seed: &mut u64) -> Vec<Wants> {
        let (count, rows) = (1 + random(seed, 6), 1 + random(seed, 9));
        let cells: Vec<Vec<(usize, f64)>> = (0..count)
            .map(|_| {
                let most = 1 + random(seed, 14);
                (0..rows).map(|_| (1 + random(seed, most), 6.0 + random(seed, 30) as f64)).collect()
            })
            .collect();
        columns(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn a_long_column_gives_way_where_that_costs_least() {
        let table = columns(&[&[(1, 20.0), (1, 20.0)], &[(3, 20.0), (12, 20.0)]]);
        let widths = solve(&table, 120.0);
        assert!((widths[0] - 20.0).abs() < 1e-6, "{widths:?}");
        // Two long cells in one row share its lines: neither gets all the room.
        let even = columns(&[&[(10, 20.0)], &[(10, 20.0)]]);
        let widths = solve(&even, 200.0);
        assert_eq!(lines(&even, &widths), 3, "{widths:?}");
    }

    #[test]
    fn widths_keep_to_the_room_and_columns_to_their_words() {
        let mut seed = 7;
        for round in 0..400 {
            let table = random_table(&mut seed);
            let least: f64 = table.iter().map(|c| c.least).sum();
            let natural: f64 = table.iter().map(|c| c.natural).sum();
            let room = least * 0.6 + random(&mut seed, 1 + natural as usize) as f64;
            let widths = solve(&table, room);
            assert!(total(&widths) <= room + 1e-6, "round {round}: {widths:?} in {room}");
            for (column, width) in table.iter().zip(&widths) {
                assert!(least > room || *width >= column.least - 1e-6, "round {round}: {widths:?}");
                assert!(*width <= column.natural + 1e-6 || least > room, "round {round}: {widths:?}");
            }
        }
    }

    #[test]
    fn more_room_never_takes_more_lines() {
        let mut seed = 11;
        for round in 0..60 {
            let table = random_table(&mut seed);
            let least: f64 = table.iter().map(|c| c.least).sum();
            let natural: f64 = table.iter().map(|c| c.natural).sum();
            let mut before = usize::MAX;
            for part in 0..=12 {
                let room = least + 0.01 + (natural - least) * f64::from(part) / 12.0;
                let now = lines(&table, &solve(&table, room));
                assert!(now <= before, "round {round}, part {part}: {now} lines after {before}");
                before = now;
            }
        }
    }

    #[test]
    fn no_shares_by_hand_take_fewer_lines() {
        let mut seed = 3;
        let (mut found, mut best) = (0, 0);
        for _ in 0..40 {
            let table: Vec<Wants> = random_table(&mut seed).into_iter().take(3).collect();
            let least: f64 = table.iter().map(|c| c.least).sum();
            let natural: f64 = table.iter().map(|c| c.natural).sum();
            let room = least + (natural - least) * 0.4;
            found += lines(&table, &solve(&table, room));
            best += by_hand(&table, room);
        }
        // Every split of the room in steps of a fiftieth; the search may miss one line in a hundred.
        assert!(found as f64 <= best as f64 * 1.01, "{found} lines, and {best} are possible");
    }

    /// The fewest lines of all splits of the room between up to three columns.
    fn by_hand(table: &[Wants], room: f64) -> usize {
        let least: Vec<f64> = table.iter().map(|c| c.least).collect();
        let free = room - total(&least);
        let mut best = usize::MAX;
        for a in 0..=50 {
            for b in 0..=(50 - a) {
                let parts = [a, b, 50 - a - b];
                let widths: Vec<f64> =
                    least.iter().zip(parts).map(|(l, p)| l + free * p as f64 / 50.0).collect();
                if table.len() > 2 || parts[2] == 0 {
                    best = best.min(lines(table, &widths));
                }
            }
        }
        best
    }

    #[test]
    fn words_that_do_not_fit_leave_the_others_whole() {
        let wants = |least: f64| Wants { least, natural: least, needs: vec![vec![least]] };
        let table = [wants(20.0), wants(2000.0), wants(900.0)];
        assert_eq!(solve(&table, 100.0), [20.0, 40.0, 40.0]);
        assert_eq!(solve(&[wants(60.0), wants(60.0)], 60.0), [30.0, 30.0]);
    }
}
