use super::super::fit::Give;
use super::*;

/// A sequence of numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn sum(width: f64, spaces: f64) -> Sum {
    Sum { width, spaces, glyphs: width - spaces, letters: 2.0 * width }
}

/// A paragraph of `words` words with hyphens here and there.
fn stops(dice: &mut Dice, words: u64) -> Vec<Stop> {
    let start = Stop {
        upto: Sum::default(),
        from: Sum::default(),
        floor: 0.0,
        kind: Kind::Forced,
        penalty: 0.0,
        runt: usize::MAX,
        weak: false,
    };
    let (mut out, mut at) = (vec![start], sum(0.0, 0.0));
    for word in 0..words {
        if dice.roll(3) == 0 {
            at = at + sum(4.0 + dice.roll(14) as f64, 0.0);
            let kind = if dice.roll(3) == 0 { Kind::Typed } else { Kind::Hyphen };
            let upto = at + sum(3.0, 0.0);
            out.push(Stop { upto, from: at, floor: at.width, kind, penalty: 60.0, ..out[0].clone() });
        }
        at = at + sum(4.0 + dice.roll(20) as f64, 0.0);
        let forced = word + 1 == words || dice.roll(12) == 0;
        let kind = if forced { Kind::Forced } else { Kind::Space };
        let next = at + if forced { Sum::default() } else { sum(3.0, 3.0) };
        let runt = if dice.roll(2) == 0 { out.len() - 1 } else { usize::MAX };
        let weak = dice.roll(4) == 0;
        out.push(Stop { upto: at, from: next, floor: at.width, kind, penalty: 0.0, runt, weak });
        at = next;
    }
    out
}

fn pass(filling: Filling, measure: f64) -> Pass {
    Pass {
        filling,
        measure,
        first: measure - 5.0,
        em: 10.0,
        tolerance: 200.0,
        hyphens: true,
        emergency: 0.0,
        last_min: 0.2 * measure,
        always: false,
        lines: None,
        beside: Vec::new(),
    }
}

/// The least demerits of all ways there are, each tried.
fn brute(stops: &[Stop], pass: &Pass) -> Option<f64> {
    let open: Vec<usize> = (1..stops.len()).filter(|&i| pass.takes(stops[i].kind)).collect();
    let free: Vec<usize> = open.iter().copied().filter(|&i| stops[i].kind != Kind::Forced).collect();
    let ways = (0..1u32 << free.len()).filter_map(|set| {
        let chosen = |i: &usize| match free.iter().position(|f| f == i) {
            Some(bit) => set >> bit & 1 == 1,
            None => true,
        };
        let ends: Vec<usize> = open.iter().copied().filter(chosen).collect();
        cost(stops, pass, &open, &ends)
    });
    ways.fold(None, |best: Option<f64>, w| Some(best.map_or(w, |b| b.min(w))))
}

fn cost(stops: &[Stop], pass: &Pass, open: &[usize], ends: &[usize]) -> Option<f64> {
    if pass.lines.is_some_and(|l| l as usize != ends.len()) {
        return None;
    }
    let mut node = Node { stop: 0, class: 1, hyphens: 0, line: 0, total: 0.0, prev: 0 };
    for &to in ends {
        let alone = open.iter().copied().find(|&o| o > node.stop) == Some(to);
        let fit = pass.fit(stops, (node.stop, node.line), to, alone)?;
        let (cost, hyphens) = pass.demerits(stops, &node, to, fit)?;
        let line = node.line + 1;
        node = Node { stop: to, class: fit.class, hyphens, line, total: node.total + cost, ..node };
    }
    Some(node.total)
}

fn agrees(stops: &[Stop], pass: &Pass) -> bool {
    let (found, wanted) = (best(stops, pass), brute(stops, pass));
    let same = match (&found, wanted) {
        (None, None) => true,
        (Some((_, a)), Some(b)) => (a - b).abs() <= 1e-9 * b.max(1.0),
        _ => false,
    };
    assert!(same, "{:?} rather than {wanted:?} for {pass:?}", found.map(|f| f.1));
    wanted.is_some()
}

#[test]
fn no_other_way_is_cheaper() {
    let mut found = 0;
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let words = 3 + dice.roll(8);
        let stops = stops(&mut dice, words);
        let measure = 25.0 + dice.roll(60) as f64;
        let strict = pass(Filling::Flush(Give::TEXT), measure);
        let loose = Pass { filling: Filling::Flush(Give::TEXT.loose()), emergency: 10.0, ..strict.clone() };
        let any = Pass { tolerance: f64::INFINITY, always: true, ..loose.clone() };
        let bare = Pass { hyphens: false, ..loose.clone() };
        let ragged = Pass { filling: Filling::Ragged(25.0), ..any.clone() };
        for p in [strict, loose, bare, any, ragged] {
            found += usize::from(agrees(&stops, &p));
        }
    }
    assert!(found > 600, "only {found} had a result");
}

#[test]
fn the_number_of_lines_can_be_prescribed() {
    let mut found = 0;
    for seed in 0..80 {
        let mut dice = Dice(seed);
        let stops = stops(&mut dice, 9);
        for lines in 1..7 {
            let strict = Pass {
                lines: Some(lines),
                tolerance: 900.0,
                ..pass(Filling::Flush(Give::TEXT.loose()), 50.0)
            };
            let even = Filling::Even { target: 40.0, em: 10.0 };
            let even = Pass { filling: even, tolerance: f64::INFINITY, ..strict.clone() };
            found += usize::from(agrees(&stops, &strict)) + usize::from(agrees(&stops, &even));
        }
    }
    assert!(found > 40, "only {found} had a result");
}

#[test]
fn lines_beside_something_have_widths_of_their_own() {
    let mut found = 0;
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let words = 3 + dice.roll(8);
        let stops = stops(&mut dice, words);
        let ragged = (seed % 2 == 0).then_some(25.0);
        let beside: Vec<Beside> =
            (0..dice.roll(4)).map(|_| Beside { width: 30.0 + dice.roll(30) as f64, ragged }).collect();
        let strict = Pass { beside, ..pass(Filling::Flush(Give::TEXT.loose()), 60.0) };
        let any = Pass { tolerance: f64::INFINITY, always: true, emergency: 10.0, ..strict.clone() };
        found += usize::from(agrees(&stops, &strict)) + usize::from(agrees(&stops, &any));
    }
    assert!(found > 250, "only {found} had a result");
}

#[test]
fn what_fits_nowhere_still_comes_out() {
    let mut dice = Dice(7);
    let stops = stops(&mut dice, 10);
    let any = Pass { tolerance: f64::INFINITY, always: true, ..pass(Filling::Flush(Give::TEXT), 1.0) };
    assert!(agrees(&stops, &any));
}
