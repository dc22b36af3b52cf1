//! Text from right to left, and texts of both directions.

use super::*;
use crate::font::{Provided, Provider, Want};
use proptest::prelude::*;

/// The faces of `tests/fonts`.
struct Folder;

impl Provider for Folder {
    fn find(&self, want: &Want) -> Option<Provided> {
        let Want::Family(name, weight, _) = want else { return None };
        let family = ["Noto Naskh Arabic", "Noto Serif Hebrew"].into_iter().find(|f| f == name)?;
        let style = if *weight >= 600 { "Bold" } else { "Regular" };
        let file = format!("{}-{style}.ttf", family.replace(' ', ""));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts").join(file);
        Some(Provided { bytes: std::fs::read(path).ok()?.into(), index: 0, of_machine: None })
    }
}

fn fonts() -> FontSet {
    FontSet::new(Some(Box::new(Folder)))
}

const HEBREW_PROSE: &str = "ילדים רבים מגיעים לבית הספר רעבים, וילד רעב אינו לומד. לכן מממנות ממשלות ברחבי העולם \
    ארוחות לכ־418 מיליון ילדים, ומחקרים מראים שארוחה בבית הספר מעלה את שיעור הנוכחות, בעיקר בקרב בנות.";
const ARABIC_PROSE: &str = "يصل كثير من الأطفال إلى المدرسة وهم جائعون، والجائع لا يتعلم. لذلك تموّل الحكومات وجبات \
    مدرسية لنحو 418 مليون طفل حول العالم، وتبيّن الدراسات أن الوجبة المدرسية ترفع نسبة الالتحاق بالمدارس.";

fn set(text: &str, lang: &str, indent: f64) -> Vec<Line> {
    let style = Arc::new(TextStyle { lang: lang.into(), ..style() });
    let setting = ParaSetting { indent: Pt(indent), lang: lang.into(), ..justified() };
    prepare(&Rich::plain(text, &style), &setting, &fonts()).lines(Pt(232.0))
}

fn edges(line: &Line) -> (f64, f64) {
    let starts = line.runs.iter().map(|r| r.x.0).fold(f64::INFINITY, f64::min);
    (starts, line.runs.iter().map(|r| (r.x + r.width()).0).fold(0.0, f64::max))
}

#[test]
fn lines_begin_at_the_right_and_end_at_the_left() {
    for (text, lang) in [(HEBREW_PROSE, "he"), (ARABIC_PROSE, "ar")] {
        let lines = set(text, lang, 12.0);
        assert!(lines.len() > 3, "{lang}");
        let (_, first) = edges(&lines[0]);
        assert!((first - 220.0).abs() < 0.01, "{lang}: the indent stands at the right, {first}");
        let (last_left, last_right) = edges(&lines[lines.len() - 1]);
        assert!(last_left > 5.0 && last_right > 231.0, "{lang}: {last_left} {last_right}");
        for line in &lines[1..lines.len() - 1] {
            let (left, right) = edges(line);
            // Points hang out at the left, where lines end.
            assert!(left < 0.01 && left > -4.0 && (right - 232.0).abs() < 0.01, "{lang}: {left} {right}");
            assert!(!line.hyphenated);
        }
    }
}

#[test]
fn a_comma_hangs_out_where_the_line_ends() {
    let lines = set(HEBREW_PROSE, "he", 0.0);
    let ends = |l: &&Line| {
        (**l)
            .clone()
            .read()
            .iter()
            .map(|r| r.text.as_str())
            .collect::<String>()
            .trim_end()
            .ends_with([',', '.'])
    };
    let hung = lines.iter().find(ends).map(|l| edges(l).0);
    assert!(hung.is_some_and(|x| x < -0.5), "{hung:?}");
}

#[test]
fn joined_letters_are_never_spaced() {
    let width = |text: &str, tracking| {
        let style = Arc::new(TextStyle { tracking, lang: "ar".into(), ..style() });
        let setting = ParaSetting { lang: "ar".into(), ..justified() };
        prepare(&Rich::plain(text, &style), &setting, &fonts()).natural_width().0
    };
    assert_eq!(width("المدرسة", 100.0), width("المدرسة", 0.0));
    assert!(width("אבג", 100.0) > width("אבג", 0.0) + 1.0);
}

#[test]
fn a_joiner_takes_no_room_and_stays_in_the_text() {
    let run = |text: &str| set(text, "fa", 0.0)[0].runs[0].clone();
    let (joined, apart) = (run("می\u{200c}شود"), run("میشود"));
    assert!(joined.text.contains('\u{200c}'));
    let drawn: Vec<u16> = joined.glyphs.iter().filter(|g| g.advance > Pt::ZERO).map(|g| g.gid).collect();
    assert_eq!(drawn.len(), apart.glyphs.len());
    assert_ne!(drawn, apart.glyphs.iter().map(|g| g.gid).collect::<Vec<_>>(), "the letters part");
}

#[test]
fn points_among_letters_from_the_right_are_of_their_face() {
    let fonts = fonts();
    let style = Arc::new(TextStyle { lang: "ar".into(), ..style() });
    let items = itemize::itemize(&Rich::plain("«سلام»، Kee Park (2020)", &style), "ar", &fonts);
    let face = |at: usize| {
        let item = items.iter().find(|i| i.range.contains(&at));
        item.map(|i| fonts.face(i.face).family.as_str())
    };
    assert_eq!((face(0), face(2)), (Some("Noto Naskh Arabic"), Some("Noto Naskh Arabic")));
    assert_eq!(face("«سلام»، K".len()), Some("Source Serif 4"));
}

/// Words, figures, points and signs of both directions.
const PIECES: [&str; 18] = [
    "שלום",
    "ארה״ב",
    "الجائع",
    "مدرسة،",
    "peace",
    "H.R. 1369",
    "(2020)",
    "1990–2000",
    "−4%",
    "«سلام»",
    "\u{2068}Kee Park\u{2069}",
    "example.org/a/",
    "“no”",
    "וגם",
    "و",
    "می\u{200c}شود",
    "50 km",
    "?",
];

proptest! {
    #[test]
    fn any_mix_is_read_as_it_was_written(
        picks in proptest::collection::vec(0..PIECES.len(), 1..40),
        lang in proptest::sample::select(vec!["he", "ar", "fa", "en"]),
        measure in 20.0..400.0,
    ) {
        let text = picks.iter().map(|i| PIECES[*i]).collect::<Vec<_>>().join(" ");
        let style = Arc::new(TextStyle { lang: lang.into(), ..style() });
        let setting = ParaSetting { lang: lang.into(), ..justified() };
        let lines = prepare(&Rich::plain(&*text, &style), &setting, &fonts()).lines(Pt(measure));
        let read: String = lines.into_iter().flat_map(Line::read).map(|r| r.text.clone()).collect();
        let written: String = text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
        prop_assert_eq!(read.replace('\u{ad}', ""), written);
    }
}
