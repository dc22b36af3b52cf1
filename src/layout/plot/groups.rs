//! The names of several series, each over its own column of one group. Takes where columns stand and gives where the
//! names do, or nothing where a name has no room there: a key says them then.

use super::columns::Frame;
use super::sketch::{Side, Sketch, Words};
use crate::base::Pt;

/// White between two names, in ems, and between a name and the next group.
const APART: f64 = 0.5;
/// Room above the columns that is tried, in lines.
const ROOM: [f64; 4] = [0.0, 0.5, 1.0, 1.5];

/// A name: its left edge, top and width.
struct Place {
    x: Pt,
    top: Pt,
    width: Pt,
}

/// Names over the columns of a group, one for each series.
pub(super) struct Names {
    words: Vec<Words>,
    places: Vec<Place>,
}

/// The names over the first group that has room for them all, and the frame that leaves room above; `frame` makes one
/// with so much room. Columns with `ticks` beside them are labelled only where they count.
pub(super) fn find(
    s: &Sketch<'_, '_, '_>,
    ticks: bool,
    frame: impl Fn(Pt) -> Frame,
) -> Option<(Frame, Names)> {
    let words: Vec<Words> = s.plot.series.iter().map(|k| s.words(&k.name)).collect();
    if words.len() < 2 || words.iter().any(Words::is_empty) {
        return None;
    }
    ROOM.into_iter()
        .find_map(|lines| {
            let frame = frame(s.leading() * lines);
            let mut groups =
                (0..s.plot.names.len()).filter_map(|group| over(s, &frame, group, (ticks, &words)));
            let places = groups.find(|places| places.iter().all(|p| p.top >= Pt::ZERO))?;
            Some((frame, places))
        })
        .map(|(frame, places)| (frame, Names { words, places }))
}

/// Where the names stand over a group.
fn over(
    s: &Sketch<'_, '_, '_>,
    frame: &Frame,
    group: usize,
    (ticks, words): (bool, &[Words]),
) -> Option<Vec<Place>> {
    let (count, lead, gap) = (words.len(), s.leading(), s.em() * APART);
    // The top of a column with its label; none hangs.
    let top = |k: usize| {
        let value = s.value(group, k).filter(|v| v.number >= 0.0)?;
        let labelled = !ticks || value.strong;
        Some(frame.y(value.number) - if labelled { lead } else { Pt::ZERO })
    };
    let tops = (0..count).map(top).collect::<Option<Vec<Pt>>>()?;
    let slot = (frame.left + frame.slot * group as f64, frame.left + frame.slot * (group + 1) as f64);
    let mut places: Vec<(Place, (Pt, Pt))> = Vec::new();
    for (k, words) in words.iter().enumerate() {
        // Beside a taller column a name keeps to its own.
        let taller = |j: &usize| tops[*j] < tops[k];
        let low = (0..k).rev().find(taller).map(|j| frame.x(group, j + 1, count));
        let high = (k + 1..count).find(taller).map(|j| frame.x(group, j, count));
        let (low, high) = (low.unwrap_or(slot.0 + gap * 0.5), high.unwrap_or(slot.1 - gap * 0.5));
        if high - low < words.width {
            return None;
        }
        let wanted = frame.x(group, k, count) + (frame.thick - words.width) * 0.5;
        let x = wanted.min(high - words.width).max(low);
        places.push((Place { x, top: tops[k] - lead, width: words.width }, (low, high)));
    }
    for k in 1..count {
        part(&mut places[k - 1..=k], lead, gap);
    }
    let places: Vec<Place> = places.into_iter().map(|p| p.0).collect();
    let clear = places
        .windows(2)
        .all(|w| (w[0].top - w[1].top).abs() >= lead || w[0].end() + gap <= w[1].x + Pt(0.01));
    let own = |(k, p): (usize, &Place)| {
        let middle = frame.x(group, k, count) + frame.thick * 0.5;
        p.x <= middle && middle <= p.end()
    };
    (clear && places.iter().enumerate().all(own)).then_some(places)
}

impl Place {
    fn end(&self) -> Pt {
        self.x + self.width
    }
}

/// Moves two names apart that meet, each as far as it may go.
fn part(pair: &mut [(Place, (Pt, Pt))], lead: Pt, gap: Pt) {
    let [(left, (low, _)), (right, (_, high))] = pair else { return };
    let wanted = left.end() + gap - right.x;
    if wanted <= Pt::ZERO || (left.top - right.top).abs() >= lead {
        return;
    }
    let (free, room) = (left.x - *low, *high - right.end());
    let back = (wanted * 0.5).max(wanted - room).min(free);
    left.x -= back;
    right.x += (wanted - back).min(room);
}

impl Names {
    /// Sets the names; on `grid` lines with paper behind them.
    pub fn set(&self, s: &mut Sketch<'_, '_, '_>, grid: bool) {
        for ((words, place), head) in self.words.iter().zip(&self.places).zip(s.cells.heads.clone()) {
            let at = (place.x, place.top);
            if grid {
                s.mask(words, at, Side::Left);
            }
            s.put(head, words, at, Side::Left);
        }
    }
}
