//! Random combinations of content, paper, columns, brand and language: each is set and its pages judged by what
//! holds of every page. `COMBINATIONS=200 cargo test --test combinations` sets more of them,
//! `COMBINATION=17,4` these alone; the sheets that fail are left under the target folder's `tmp/combinations`.

#[path = "combinations/dice.rs"]
mod dice;
#[path = "combinations/kinds.rs"]
mod kinds;
#[path = "combinations/planted.rs"]
mod planted;
#[path = "combinations/rules.rs"]
mod rules;
#[path = "combinations/seen.rs"]
mod seen;
#[path = "combinations/sheet.rs"]
mod sheet;
#[path = "combinations/two.rs"]
mod two;
#[path = "combinations/writer.rs"]
mod writer;

use handbill::base::{Diagnostics, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::layout::Layout;
use handbill::project::{Disk, FontFolders};
use handbill::theme::PageTemplate;
use rules::{RULES, Rule};
use seen::Seen;
use sheet::Random;
use std::path::{Path, PathBuf};

/// How many are set where nobody asks for more: what a build without optimisation does in seconds.
const FEW: u64 = 40;

#[test]
fn pages_hold_whatever_stands_on_them() {
    let asked = |name| std::env::var(name).unwrap_or_default();
    let some: Vec<u64> = asked("COMBINATION").split(',').filter_map(|n| n.parse().ok()).collect();
    let many = 0..asked("COMBINATIONS").parse().unwrap_or(FEW);
    let sheets: Vec<u64> = if some.is_empty() { many.collect() } else { some };
    let one = |n: &u64| faults_in(*n, &sheet::sheet(*n)).0;
    let faults: Vec<Fault> = sheets.iter().flat_map(one).collect();
    judge(&faults, sheets.len(), 0);
}

/// The same with text beside all pull quotes and figures that stand in columns.
#[test]
fn pages_hold_what_text_runs_beside() {
    let many = 0..std::env::var("COMBINATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let sheets: Vec<u64> = many.collect();
    let (mut faults, mut beside) = (Vec::new(), 0);
    for number in &sheets {
        let mut sheet = sheet::sheet(*number);
        sheet.yaml =
            sheet.yaml.replace("wrap: column", "wrap: straddle").replace("width: column", "width: wrap");
        let boxes = sheet.yaml.matches("wrap: straddle").count() + sheet.yaml.matches("width: wrap").count();
        let (found, alone) = faults_in(*number, &sheet);
        beside += boxes.saturating_sub(alone);
        // A page before may end a line apart for the sake of a box: what stands beside it is level, or it is not there.
        faults.extend(found.into_iter().filter(|f| f.rule != "bottoms not level"));
    }
    judge(&faults, sheets.len(), 1);
    assert!(beside > 10, "text runs beside {beside} boxes only");
}

/// The same with charts for figures, on pages of all templates that have no folds.
#[test]
fn pages_of_any_template_hold_charts() {
    const TEMPLATES: [&str; 4] = ["leave-behind", "handout", "testimony", "poster"];
    const KINDS: [&str; 4] = ["bar", "column", "line", "dot"];
    let many = 0..std::env::var("COMBINATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW / 2);
    let sheets: Vec<u64> = many.collect();
    let (mut faults, mut charts) = (Vec::new(), 0);
    for number in &sheets {
        let at = *number as usize;
        let mut sheet = sheet::sheet(*number);
        let chart = |line: &str| match line.split_once("- figure: {image: ") {
            Some((before, rest)) => {
                let (kind, rest) = (KINDS[at % 4], rest.split_once(", ").map_or("", |r| r.1));
                let data = "data: {2019: 12.5, 2020: 14, 2021: 9.25, 2024: 31}";
                format!(
                    "{before}- chart: {{kind: {kind}, {data}, {}\n",
                    rest.replace("credit: A draughtsman, ", "")
                )
            }
            None => format!("{line}\n"),
        };
        sheet.yaml = sheet.yaml.lines().map(chart).collect();
        charts += sheet.yaml.matches("- chart:").count();
        let template = format!("page: {{template: {}, ", TEMPLATES[at / 4 % 4]);
        sheet.yaml = sheet.yaml.replace("page: {", &template);
        let found = faults_in(3_000 + *number, &sheet).0.into_iter();
        // Templates that part paragraphs by half lines keep no grid; a poster's sections, which are not cut, take what
        // room they find.
        faults.extend(found.filter(|f| GRAVE.contains(&f.rule)));
    }
    judge(&faults, sheets.len(), 0);
    assert!(charts > 5, "{charts} charts only");
}

/// Fails where a rule is broken more often than it may be in so many sheets. What may be found at all may be found
/// `more` times in a hundred besides.
fn judge(faults: &[Fault], sheets: usize, more: usize) {
    let shown: Vec<String> = faults.iter().map(|f| format!("{}: {}: {}", f.sheet, f.rule, f.what)).collect();
    for (rule, _, rarely) in RULES.iter().chain(&ALWAYS) {
        let count = faults.iter().filter(|f| f.rule == *rule).count();
        let most = if *rarely == 0 { 0 } else { rarely + more };
        assert!(count <= (sheets * most).div_ceil(100), "{count} times {rule}\n{}", shown.join("\n"));
    }
}

/// A fault of a sheet.
struct Fault {
    sheet: u64,
    rule: &'static str,
    what: String,
}

/// What is never to be found, whatever the template.
const GRAVE: [&str; 6] = [
    "outside its page",
    "overlap",
    "note on another page",
    "word broken without a hyphen",
    "too tall for its page",
    "lost words",
];

/// Faults that no rule looks for.
const ALWAYS: [Rule; 2] = [("too tall for its page", |_| Vec::new(), 0), ("lost words", |_| Vec::new(), 0)];

/// What is wrong with the sheet of a number, and how many of its boxes no text runs beside.
fn faults_in(number: u64, sheet: &Random) -> (Vec<Fault>, usize) {
    let (layout, page, tall, alone) = set(sheet);
    let seen = Seen::new(&layout, &page);
    let mut all = vec![(ALWAYS[0].0, tall), (ALWAYS[1].0, lost(&seen, sheet))];
    all.extend(RULES.map(|(name, rule, _)| (name, rule(&seen))));
    let fault = |rule: &'static str, what: String| Fault { sheet: number, rule, what };
    let out: Vec<Fault> =
        all.into_iter().flat_map(|(rule, found)| found.into_iter().map(move |w| fault(rule, w))).collect();
    if !out.is_empty() {
        keep(number, sheet);
    }
    (out, alone)
}

/// A sheet, set, with what was said of it and how many boxes no text runs beside.
fn set(sheet: &Random) -> (Layout, PageTemplate, Vec<String>, usize) {
    let mut sources = Sources::default();
    let here = folder().join("a.yaml");
    let file = sources.add(here.to_string_lossy(), sheet.yaml.clone());
    let mut diags = Diagnostics::default();
    let parsed = handbill::sheet::parse(&mut sources, file, &Disk, &mut diags);
    assert!(!diags.has_errors(), "{:?}\n{}", diags, sheet.yaml);
    let parsed = parsed.expect("a sheet without errors is read");
    let theme = handbill::sheet::theme(&parsed, &Edition::email());
    let story = handbill::sheet::lower(&parsed, &theme, &mut diags);
    let fonts = FontSet::new(Some(Box::new(FontFolders::new(&[]))));
    let layout = handbill::layout::paginate(&story, &theme.page, &fonts, &mut diags);
    let tall = diags.iter().filter(|d| d.code == "overfull-page").map(|d| d.message.clone());
    let alone = diags.iter().filter(|d| d.code == "not-wrapped").count();
    (layout, theme.page, tall.collect(), alone)
}

/// The words that do not come out, each piece whole within one element.
fn lost(seen: &Seen, sheet: &Random) -> Vec<String> {
    let mut drawn: Vec<String> = vec![String::new(); seen.layout.tags.len() + 1];
    for line in &seen.lines {
        let at = line.elem().map_or(seen.layout.tags.len(), |id| id.0 as usize);
        drawn[at].push_str(&letters(&line.words));
    }
    // A sentence that stands in a sheet twice comes out twice.
    let texts: Vec<String> = sheet.texts.iter().map(|t| letters(t)).collect();
    let times = |all: &[String], text: &str| all.iter().map(|t| t.matches(text).count()).sum::<usize>();
    let missing = |(_, text): &(&String, &String)| times(&drawn, text) < times(&texts, text);
    let wanted = sheet.texts.iter().zip(&texts).filter(missing);
    wanted.map(|(t, _)| format!("lost: {t:?}")).collect()
}

/// Letters and figures of a text, which no hyphen, space or case of ours can change.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/combinations")
}

/// Leaves a sheet where it can be built and looked at.
fn keep(number: u64, sheet: &Random) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("combinations");
    let root = env!("CARGO_MANIFEST_DIR");
    let yaml = sheet
        .yaml
        .replace("../../", &format!("{root}/"))
        .replace("../layout/", &format!("{root}/tests/layout/"));
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join(format!("{number}.yaml")), yaml));
    assert!(written.is_ok(), "{written:?}");
}
