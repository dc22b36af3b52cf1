use super::*;
use crate::font::{Problem, Provided, Provider, Want};
use crate::text::{Caps, Figures, Position};

/// The Korean family from the repository, for whoever asks for it by name.
struct Korean;

impl Provider for Korean {
    fn find(&self, want: &Want) -> Option<Provided> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/noto-sans-kr/NotoSansKR-Regular.ttf");
        match want {
            Want::Family(name, ..) if name == "Noto Sans KR" => {
                Some(Provided { bytes: std::fs::read(path).unwrap().into(), index: 0, of_machine: None })
            }
            _ => None,
        }
    }
}

fn style() -> TextStyle {
    TextStyle::sample()
}

fn rich(text: &str, style: TextStyle) -> Rich {
    Rich::plain(text, &Arc::new(style))
}

/// Shapes one text in one style without a provider.
fn set(text: &str, style: TextStyle) -> Shaped {
    shape(&rich(text, style), "en", &FontSet::new(None))
}

fn gids(shaped: &Shaped) -> Vec<u16> {
    shaped.runs.iter().flat_map(|r| &r.glyphs).map(|g| g.gid).collect()
}

fn width(shaped: &Shaped) -> f64 {
    shaped.runs.iter().map(|r| r.width().0).sum()
}

#[test]
fn a_pair_is_kerned() {
    let apart = width(&set("A", style())) + width(&set("V", style()));
    assert!(width(&set("AV", style())) < apart - 0.2);
}

#[test]
fn a_ligature_stands_for_its_letters() {
    let fi = set("fit", style());
    let at: Vec<u32> = fi.runs[0].glyphs.iter().map(|g| g.cluster).collect();
    assert_eq!(at, [0, 2]);
    let spaced = set("fit", TextStyle { tracking: 50.0, ..style() });
    assert_eq!(spaced.runs[0].glyphs.len(), 3);
}

#[test]
fn tracking_follows_every_visible_character() {
    let plain = set("no\u{ad}on", TextStyle { tracking: 1e-9, ..style() });
    let spaced = set("no\u{ad}on", TextStyle { tracking: 100.0, ..style() });
    assert!((width(&spaced) - width(&plain) - 4.0).abs() < 1e-6);
}

#[test]
fn figures_have_three_forms() {
    let with = |figures| set("1830", TextStyle { figures, ..style() });
    let (old, lining, tabular) = (with(Figures::OldStyle), with(Figures::Lining), with(Figures::Tabular));
    assert_ne!(gids(&old), gids(&lining));
    let widths: Vec<Pt> = tabular.runs[0].glyphs.iter().map(|g| g.advance).collect();
    assert!(widths.iter().all(|w| *w == widths[0]));
    assert_ne!(width(&lining), width(&tabular));
}

#[test]
fn superiors_are_the_faces_own_or_raised() {
    let shaped = set("12†", TextStyle { position: Position::Superior, ..style() });
    assert_eq!(shaped.runs.len(), 2);
    let (own, raised) = (&shaped.runs[0], &shaped.runs[1]);
    assert_ne!(own.glyphs[0].gid, set("1", style()).runs[0].glyphs[0].gid);
    assert_eq!((own.size, own.rise, own.form), (Pt(10.0), Pt::ZERO, Form::Superior));
    assert_eq!((raised.size, raised.form), (Pt(6.2), Form::Raised));
    assert!((raised.rise.0 - 3.4).abs() < 1e-9);
}

#[test]
fn capitals_keep_the_written_places() {
    let all = set("Straße 5", TextStyle { caps: Caps::All, ..style() });
    let upper = set("STRASSE 5", TextStyle { caps: Caps::All, ..style() });
    assert_eq!(gids(&all), gids(&upper));
    let sharp: Vec<u32> = all.runs[0].glyphs.iter().map(|g| g.cluster).collect();
    assert_eq!(sharp, [0, 1, 2, 3, 4, 4, 6, 7, 8]);
    assert_ne!(gids(&set("abc", TextStyle { caps: Caps::Small, ..style() })), gids(&set("abc", style())));
}

#[test]
fn every_byte_belongs_to_a_cluster() {
    let text = "Of\u{ad}fice\n\t“naïve” e\u{301} 50\u{a0}% — \u{200b}안녕 שלום\u{2028}x\u{1}";
    let shaped = set(text, style());
    let mut at = 0;
    for run in &shaped.runs {
        assert_eq!(run.range.start, at);
        at = run.range.end;
        let mut clusters: Vec<u32> = run.glyphs.iter().map(|g| g.cluster).collect();
        if run.is_rtl() {
            clusters.reverse();
        }
        assert!(clusters.is_sorted());
        assert_eq!(clusters[0] as usize, run.range.start);
        assert!(clusters.iter().all(|c| text.is_char_boundary(*c as usize)));
        for (i, c) in text.char_indices().filter(|(_, c)| "\n\u{ad}\u{200b}\u{2028}\u{1}".contains(*c)) {
            let glyph = run.glyphs.iter().find(|g| g.cluster as usize == i);
            assert!(glyph.is_none_or(|g| g.advance == Pt::ZERO), "{c:?} takes room");
        }
    }
    assert_eq!(at, text.len());
}

#[test]
fn what_nobody_has_is_shown_and_reported() {
    let fonts = FontSet::new(None);
    let shaped = shape(&rich("a안b", style()), "en", &fonts);
    let glyph = |c| set(c, style()).runs[0].glyphs[0].gid;
    let shown = shaped.runs[1].glyphs[0];
    assert!(shown.gid != 0 && shown.gid != glyph(" ") && shown.advance > Pt::ZERO);
    assert_eq!(fonts.problems(), [Problem::Character('안')]);
    let unknown = TextStyle { family: "Nobody Sans".into(), ..style() };
    shape(&rich("a", unknown), "en", &fonts);
    assert_eq!(fonts.problems(), [Problem::Family("Nobody Sans".into()), Problem::Character('안')]);
}

#[test]
fn korean_comes_from_the_provider() {
    let fonts = FontSet::new(Some(Box::new(Korean)));
    let shaped = shape(&rich("한국 KCDC 발표", style()), "ko", &fonts);
    let families: Vec<&str> = shaped.runs.iter().map(|r| fonts.face(r.face).family.as_str()).collect();
    assert_eq!(families[0], "Noto Sans KR");
    assert!(families.contains(&"Source Serif 4"));
    assert!(gids(&shaped).iter().all(|g| *g != 0));
    assert!(fonts.problems().is_empty());
}

#[test]
fn brackets_of_korean_titles_are_half_an_em_wide() {
    let fonts = FontSet::new(Some(Box::new(Korean)));
    let width = |text: &str, lang: &str| {
        let style = TextStyle { lang: lang.into(), ..style() };
        let shaped = shape(&rich(text, style), lang, &fonts);
        shaped.runs.iter().map(ShapedRun::width).sum::<Pt>()
    };
    let brackets = |lang| (width("책《한국》을", lang) - width("책한국을", lang)).0;
    assert!((brackets("ko") - 10.0).abs() < 0.5, "{}", brackets("ko"));
    assert!((brackets("ja") - 20.0).abs() < 0.5, "{}", brackets("ja"));
}

#[test]
fn hebrew_runs_from_right_to_left() {
    let shaped = set("ab שלום cd", style());
    let levels: Vec<u8> = shaped.runs.iter().map(|r| r.level).collect();
    assert_eq!(levels, [0, 1, 0]);
    let hebrew: Vec<u32> = shaped.runs[1].glyphs.iter().map(|g| g.cluster).collect();
    assert_eq!(hebrew, [9, 7, 5, 3]);
    assert_eq!(shape(&rich("a", style()), "he", &FontSet::new(None)).base_level, 1);
}

#[test]
fn a_part_is_shaped_by_itself() {
    let fonts = FontSet::new(None);
    let text = rich("office", style());
    let run = &shape(&text, "en", &fonts).runs[0];
    let broken = run.glyphs.iter().find(|g| g.cluster == 2);
    assert!(broken.is_none_or(|g| g.unsafe_to_break));
    let of = reshape(run, &text, 0..2, Tail::Hyphen, &fonts);
    let clusters: Vec<u32> = of.iter().map(|g| g.cluster).collect();
    assert_eq!(clusters, [0, 1, 2]);
    assert_eq!(hyphen(run, &text, &fonts)[0].gid, of[2].gid);
    assert_eq!(reshape(run, &text, 0..6, Tail::Nothing, &fonts), run.glyphs);
}

#[test]
fn faces_and_plans_are_shared_between_threads() {
    let fonts = FontSet::new(None);
    let text = rich("Vaccines save lives; 154 million since 1974.", style());
    let alone = shape(&text, "en", &fonts);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| shape(&text, "en", &fonts))).collect();
        threads.into_iter().for_each(|t| assert_eq!(t.join().unwrap(), alone));
    });
}

#[test]
fn a_soft_hyphen_changes_nothing_unless_it_is_taken() {
    for (soft, plain) in [("T\u{ad}o", "To"), ("of\u{ad}fice", "office")] {
        let (soft, plain) = (set(soft, style()), set(plain, style()));
        assert!((width(&soft) - width(&plain)).abs() < 1e-9);
    }
}

#[test]
fn capitals_take_lining_figures_and_turkish_keeps_its_dot() {
    let caps = TextStyle { caps: Caps::All, ..style() };
    let lining = TextStyle { figures: Figures::Lining, ..caps.clone() };
    assert_eq!(gids(&set("1830", caps.clone())), gids(&set("1830", lining)));
    let turkish = TextStyle { lang: "tr".into(), ..caps.clone() };
    assert_eq!(gids(&set("i", turkish)), gids(&set("İ", caps)));
}

#[test]
fn an_empty_text_has_no_runs() {
    assert!(set("", style()).runs.is_empty());
}

/// All that may go wrong in one string: marks without letters, joiners, controls, several scripts.
fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let odd = "\u{301}\u{200d}\u{ad}\n\u{202e}\u{2069}\u{fe0f}\u{200f}ffi1–שلاन한ß👩";
    let odd: Vec<char> = odd.chars().collect();
    proptest::collection::vec(prop_oneof![proptest::sample::select(odd), any::<char>()], 0..24)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest::proptest! {
    #[test]
    fn any_text_is_shaped_whole(text in any_text(), all_caps: bool, raised: bool, rtl: bool) {
        let style = TextStyle {
            caps: if all_caps { Caps::All } else { Caps::AsWritten },
            position: if raised { Position::Superior } else { Position::Baseline },
            ..style()
        };
        let (rich, fonts) = (rich(&text, style), FontSet::new(None));
        let shaped = shape(&rich, if rtl { "ar" } else { "en" }, &fonts);
        let mut at = 0;
        for run in &shaped.runs {
            assert_eq!(run.range.start, at);
            at = run.range.end;
            let first = run.glyphs.iter().map(|g| g.cluster).min();
            assert_eq!(first, Some(run.range.start as u32));
            assert!(run.glyphs.iter().all(|g| g.gid != 0 && text.is_char_boundary(g.cluster as usize)));
            assert!(run.glyphs.iter().all(|g| (g.cluster as usize) < run.range.end));
            assert_eq!(reshape(run, &rich, run.range.clone(), Tail::Nothing, &fonts), run.glyphs);
        }
        assert_eq!(at, text.len());
    }
}

#[test]
fn small_capitals_are_the_faces_own_or_none() {
    let shaped = |text, caps, italic| {
        let fonts = FontSet::new(None);
        let set = shape(&rich(text, TextStyle { caps, italic, ..style() }), "en", &fonts);
        (gids(&set), fonts.problems())
    };
    let (small, problems) = shaped("nato", Caps::Small, false);
    assert_eq!(problems, []);
    assert_eq!(shaped("NATO", Caps::AllSmall, false), (small.clone(), vec![]));
    assert_ne!(shaped("NATO", Caps::Small, false).0, small);
    // Source Serif has none in its italics.
    let lacking = Problem::SmallCapitals("Source Serif 4".into(), true);
    let (as_written, _) = shaped("nato", Caps::AsWritten, true);
    assert_eq!(shaped("nato", Caps::Small, true), (as_written, vec![lacking]));
    assert_eq!(shaped("1953", Caps::Small, true).1, []);
}

#[test]
fn figures_of_names_in_capitals_are_as_high_as_they() {
    let with = |figures, text| gids(&set(text, TextStyle { figures, ..style() }));
    let lining = |text| with(Figures::OldStyle, text) == with(Figures::Lining, text);
    for name in ["COVID-19", "A4", "CO2", "5G", "B61-12", "S/RES/2270", "F-35s", "MI6,"] {
        assert!(lining(name), "{name}");
    }
    for name in ["H.R. 1369", "2020s", "Mk-82", "Route 66", "1953–1954", "1953", "3Com", "L’an-1950"] {
        assert!(!lining(name), "{name}");
    }
    // Only those of the name.
    let both = with(Figures::OldStyle, "A4 1953");
    assert_eq!(both[..2], with(Figures::Lining, "A4")[..]);
    assert_eq!(both[3..], with(Figures::OldStyle, "1953")[..]);
}
