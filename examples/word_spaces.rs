//! Prints how evenly paragraphs are set: `word_spaces FILE [MEASURE [SIZE [LANG [show]]]]`. Each line of the
//! file is a paragraph; `^{12}` is a note mark.

use handbill::base::{Ink, Pt};
use handbill::font::{FontSet, Provided, Provider, Want};
use handbill::text::*;
use std::sync::Arc;

/// The Korean face of this repository.
struct Korean;

impl Provider for Korean {
    fn find(&self, want: &Want) -> Option<Provided> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/noto-sans-kr/NotoSansKR-Regular.ttf");
        let Want::Family(name, ..) = want else { return None };
        let bytes = (name == "Noto Sans KR").then(|| std::fs::read(path).ok())??;
        Some(Provided { bytes: bytes.into(), index: 0, of_machine: None })
    }
}

/// What is counted over all lines but last ones.
#[derive(Default)]
struct Count {
    ratios: Vec<f64>,
    jumps: Vec<f64>,
    hyphens: usize,
    ladder: usize,
    runts: usize,
    over: f64,
    lines: usize,
    scales: (f64, f64),
    tracked: usize,
    within: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, or: f64| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(or);
    let (measure, size) = (number(1, 232.0), number(2, 10.0));
    let lang: Arc<str> = args.get(3).map_or("en", |l| l).into();
    let text = std::fs::read_to_string(args.first().expect("a file of paragraphs")).expect("readable text");
    let fonts = FontSet::new(Some(Box::new(Korean)));
    let style = Arc::new(TextStyle {
        family: if &*lang == "ko" { "Noto Sans KR" } else { "Source Serif 4" }.into(),
        weight: 400,
        italic: false,
        size: Pt(size),
        ink: Ink::BLACK,
        tracking: 0.0,
        figures: Figures::OldStyle,
        caps: Caps::AsWritten,
        position: Position::Baseline,
        lang: lang.clone(),
    });
    let indent = Pt(if args.iter().any(|a| a == "indent") { size } else { 0.0 });
    let setting = ParaSetting { align: Align::Justify, indent, hyphenate: true, balance: false, lang };
    let sample = ParaSetting { align: Align::Start, ..setting.clone() };
    let sample =
        prepare(&rich(if &*setting.lang == "ko" { "가 가" } else { "n n" }, &style), &sample, &fonts);
    let natural = sample.lines(Pt(1000.0))[0].runs[0].glyphs[1].advance.0;
    let mut count = Count { scales: (1.0, 1.0), ..Count::default() };
    for paragraph in text.lines().filter(|l| !l.trim().is_empty()) {
        let prepared = prepare(&rich(paragraph, &style), &setting, &fonts);
        let lines = prepared.lines(Pt(measure));
        add(&mut count, &lines, measure, natural, args.iter().any(|a| a == "show"));
    }
    report(&count);
}

fn rich(paragraph: &str, style: &Arc<TextStyle>) -> Rich {
    let superior = Arc::new(TextStyle { position: Position::Superior, ..(**style).clone() });
    let mut rich = Rich::default();
    for (i, part) in paragraph.split("^{").enumerate() {
        match part.split_once('}') {
            Some((mark, rest)) if i > 0 => {
                rich.push(mark, &superior, Some(Anchor::Note(NoteId(i as u32))));
                rich.push(rest, style, None);
            }
            _ => rich.push(part, style, None),
        }
    }
    rich
}

fn add(count: &mut Count, lines: &[Line], measure: f64, natural: f64, show: bool) {
    let (mut ladder, mut before) = (0, None);
    for (i, line) in lines.iter().enumerate() {
        let text: String = line.runs.iter().map(|r| r.text.as_str()).collect();
        let ratio = ratio(line, natural);
        if show {
            let scale = line.runs.first().map_or(1.0, |r| r.x_scale);
            println!("{:5.2} {scale:.3} {text}", ratio.unwrap_or(f64::NAN));
        }
        let typed = text.trim_end().ends_with(['-', '\u{ad}']);
        ladder = if typed { ladder + 1 } else { 0 };
        count.hyphens += usize::from(typed);
        count.ladder = count.ladder.max(ladder);
        count.over = count.over.max(line.width.0 - measure);
        count.lines += 1;
        for run in &line.runs {
            count.scales = (count.scales.0.min(run.x_scale), count.scales.1.max(run.x_scale));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if i > 0 && i + 1 == lines.len() {
            let letters = words.first().map_or(0, |w| w.chars().filter(|c| c.is_alphabetic()).count());
            count.runts += usize::from((words.len() == 1 && letters < 6) || line.width.0 < 0.1 * measure);
        } else if i + 1 < lines.len() {
            count.within += usize::from(!text.ends_with(char::is_whitespace) && !typed);
            count.ratios.extend(ratio);
            count.tracked += usize::from(line.width.0 < measure - 0.5);
            if let (Some(a), Some(b)) = (before, ratio) {
                count.jumps.push(f64::abs(a - b));
            }
            before = ratio;
        }
    }
    if show {
        println!();
    }
}

/// Median of actual to natural word spaces of a line.
fn ratio(line: &Line, natural: f64) -> Option<f64> {
    let mut all: Vec<f64> = Vec::new();
    for run in &line.runs {
        let spaces = run
            .glyphs
            .iter()
            .filter(|g| g.end > g.start && &run.text[g.start as usize..g.end as usize] == " ");
        all.extend(spaces.filter(|g| g.advance.0 > 0.0).map(|g| g.advance.0 / natural));
    }
    all.sort_by(f64::total_cmp);
    (!all.is_empty()).then(|| all[all.len() / 2])
}

fn report(count: &Count) {
    let v = &count.ratios;
    let n = v.len().max(1) as f64;
    let mean = v.iter().sum::<f64>() / n;
    let sigma = (v.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / n).sqrt();
    let share = |f: &dyn Fn(f64) -> bool| 100.0 * v.iter().filter(|r| f(**r)).count() as f64 / n;
    let jump = count.jumps.iter().sum::<f64>() / count.jumps.len().max(1) as f64;
    println!("lines {} (measured {}), mean {mean:.3}, sigma {sigma:.3}", count.lines, v.len());
    println!("above 1.5: {:.1} %, below 0.8: {:.1} %", share(&|r| r > 1.5), share(&|r| r < 0.8));
    println!("max {:.2}, jump {jump:.3}", v.iter().copied().fold(0.0, f64::max));
    println!(
        "hyphens {} ({:.1} %), ladder {}",
        count.hyphens,
        100.0 * count.hyphens as f64 / n,
        count.ladder
    );
    println!("within words {} ({:.1} %)", count.within, 100.0 * count.within as f64 / n);
    println!(
        "runts {}, over {:.3}, short {}, scale {:?}",
        count.runts, count.over, count.tracked, count.scales
    );
}
