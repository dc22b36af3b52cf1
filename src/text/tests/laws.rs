use super::*;

const MEASURES: [f64; 12] = [0.0, 3.0, 11.0, 27.5, 60.0, 97.3, 140.0, 188.8, 232.0, 243.0, 410.0, 2000.0];
const TEXTS: [&str; 9] = [
    PEACE,
    SANCTIONS,
    KOREAN,
    HEBREW,
    "",
    " ",
    "\n",
    "One line\n\nand  two more,\nthe la\u{ad}st of which co\u{ad}mes\u{200b}with\u{200b}breaks. \n",
    "Donaudampfschiffahrtsgesellschaftskapitänsmützenabzeichen eee\u{301}\u{301}ffifflfffi—dash—dash 👩‍👩‍👧‍👦",
];
const ALIGNS: [Align; 4] = [Align::Justify, Align::Start, Align::End, Align::Center];

/// Every text in every setting at every measure.
fn all(check: impl Fn(&str, &ParaSetting, f64, &[Line])) {
    for text in TEXTS {
        for align in ALIGNS {
            for (indent, hyphenate, balance) in [(0.0, true, false), (12.0, false, true), (12.0, true, false)]
            {
                let lang = if text == KOREAN {
                    "ko"
                } else if text == HEBREW {
                    "he"
                } else {
                    "en"
                };
                let setting =
                    ParaSetting { align, indent: Pt(indent), hyphenate, balance, lang: lang.into() };
                let prepared = prepared(text, &setting);
                for measure in MEASURES {
                    check(text, &setting, measure, &prepared.lines(Pt(measure)));
                }
            }
        }
    }
}

/// Lines that must be; a separator at the very end begins none.
fn forced(text: &str) -> usize {
    1 + text.strip_suffix('\n').unwrap_or(text).matches('\n').count()
}

fn is_control(c: char) -> bool {
    matches!(c, '\n' | '\u{ad}' | '\u{200b}' | '\u{2060}')
}

#[test]
fn every_character_comes_out_once() {
    all(|text, setting, measure, lines| {
        let wanted: String = rich(text).text.chars().filter(|&c| !is_control(c)).collect();
        let found: String = lines.iter().map(extracted).collect();
        let found: String = found.chars().filter(|&c| !is_control(c)).collect();
        if text == HEBREW {
            let sorted = |s: &str| {
                let mut chars: Vec<char> = s.chars().collect();
                chars.sort_unstable();
                chars
            };
            assert_eq!(sorted(&found), sorted(&wanted), "{setting:?} {measure}");
        } else {
            assert_eq!(found, wanted, "{setting:?} {measure}");
        }
    });
}

/// Runs of one letter that is kerned with itself in one face or another, alone and behind places where a line may
/// end: nothing in them is safe to break, so that what is shaped anew for two ends of a line meets or overlaps.
#[test]
fn a_run_that_no_line_holds_comes_out_once() {
    for letter in ["1", "v", "w", "T", "b", "x", "AV", "f", "fi", "r.", "y\u{301}", "ب", "לא"] {
        let run: String = letter.repeat(70 / letter.chars().count());
        let part = &run[..run.len() / 2 / letter.len() * letter.len()];
        for text in [
            format!("Q example.org/{run} Z"),
            format!("Q <https://example.org/{part}/{part}-{part}?q={run}> Z"),
            format!("{run}\u{ad}{part}\u{200b}{part} {run}—{run}"),
        ] {
            for (align, hyphenate) in [(Align::Start, true), (Align::Justify, false)] {
                let prepared = prepared(&text, &ParaSetting { align, hyphenate, ..justified() });
                for measure in (1..18).map(|n| f64::from(n) * 13.1) {
                    let sorted = |text: &str| {
                        let mut chars: Vec<char> = text.chars().filter(|&c| !is_control(c)).collect();
                        chars.sort_unstable();
                        chars
                    };
                    let found: String = prepared.lines(Pt(measure)).iter().map(extracted).collect();
                    assert!(sorted(&found) == sorted(&rich(&text).text), "{text} at {measure}: {found}");
                }
            }
        }
    }
}

#[test]
fn glyphs_share_out_the_text_of_their_run() {
    all(|_, setting, measure, lines| {
        for run in lines.iter().flat_map(|l| &l.runs) {
            let mut ranges: Vec<(u32, u32)> = run.glyphs.iter().map(|g| (g.start, g.end)).collect();
            ranges.retain(|r| r.0 < r.1);
            ranges.sort_unstable();
            let mut at = 0;
            for (start, end) in ranges {
                assert_eq!(start, at, "{:?} {setting:?} {measure}", run.text);
                assert!(run.text.is_char_boundary(end as usize));
                at = end;
            }
            assert_eq!(at as usize, run.text.len(), "{:?} {setting:?} {measure}", run.text);
        }
    });
}

#[test]
fn no_line_is_wider_than_its_measure() {
    all(|text, setting, measure, lines| {
        for line in lines {
            let clusters =
                line.runs.iter().flat_map(|r| &r.glyphs).filter(|g| g.end > g.start && g.advance.0 > 0.0);
            // Alone in its line, with its note mark at most, a character can do nothing but stick out.
            if clusters.count() > 4 {
                let room = measure + 0.05;
                assert!(
                    line.width.0 <= room,
                    "{} in {measure}: {:?} {text:?} {setting:?}",
                    line.width.0,
                    extracted(line)
                );
            }
        }
    });
}

#[test]
fn runs_stand_side_by_side_within_the_measure() {
    all(|text, setting, measure, lines| {
        for line in lines {
            for pair in line.runs.windows(2) {
                assert!(((pair[0].x + pair[0].width()) - pair[1].x).0.abs() < 1e-6);
            }
            let (Some(first), Some(last)) = (line.runs.first(), line.runs.last()) else { continue };
            if measure > 60.0 {
                // A quotation mark hangs out by less than a quarter of an em; a fullwidth one by its white half.
                let (left, right) = if text == KOREAN { (5.1, 5.1) } else { (2.5, 4.0) };
                assert!(first.x.0 > -left, "{setting:?} {measure}");
                assert!((last.x + last.width()).0 < measure + right, "{setting:?} {measure}");
            }
        }
    });
}

#[test]
fn notes_are_reported_by_the_line_of_their_mark() {
    all(|text, _, _, lines| {
        let found: Vec<NoteId> = lines.iter().flat_map(|l| l.notes.clone()).collect();
        assert_eq!(found, rich(text).notes().collect::<Vec<_>>());
    });
}

#[test]
fn only_forced_breaks_and_the_end_are_last_lines() {
    all(|text, _, _, lines| {
        let wanted = forced(text);
        assert_eq!(lines.iter().filter(|l| l.last).count(), wanted);
        assert!(lines.last().unwrap().last);
    });
}

#[test]
fn never_three_hyphens_in_a_row() {
    for text in [PEACE, SANCTIONS] {
        let prepared = prepared(&[text; 5].join(" "), &justified());
        for measure in 150..300 {
            let lines = prepared.lines(Pt(f64::from(measure)));
            let ends: Vec<bool> =
                lines.iter().map(|l| extracted(l).trim_end().ends_with(['\u{ad}', '-'])).collect();
            assert!(!ends.windows(3).any(|w| w == [true; 3]), "{measure}");
        }
    }
}

#[test]
fn justified_lines_fill_the_measure() {
    for text in [PEACE, KOREAN] {
        for measure in [200.0, 216.0, 232.0, 243.0] {
            let lang = if text == KOREAN { "ko" } else { "en" };
            for line in lines(text, &ParaSetting { lang: lang.into(), ..justified() }, measure) {
                assert!(line.last || (line.width.0 - measure).abs() < 0.01, "{} in {measure}", line.width.0);
            }
        }
    }
}

/// The widest word space of lines of the usual face and size, as a share of its natural width.
fn widest_space(found: &[Line]) -> f64 {
    let widest = |run: &Arc<LineRun>| {
        let space = |g: &&LineGlyph| run.text.get(g.start as usize..g.end as usize) == Some(" ");
        run.glyphs.iter().filter(space).map(|g| g.advance.0).fold(0.0, f64::max)
    };
    let of = |lines: &[Line]| lines.iter().flat_map(|l| &l.runs).map(widest).fold(0.0, f64::max);
    of(found) / of(&lines("a b", &justified(), 500.0))
}

/// Words in an order in which the least sum of badness is that of one loose line among good ones, although the
/// paragraph can be set without.
const LOOSE: [&str; 3] = [
    "that… often for because it the of accept While Korea root their that and because know framed death \
        North root our examples community While community While been absolves been to of the inside \
        community. morals absolves long potential know long the global We impact inside",
    "the concerns to potential absolves This leaders a have problem the have from are community kill,” \
        inside women of While one-sided, our accountability often accept cause We also the our “Sanctions \
        and the among concern accountability “We obscures root Human Korea. Korea. that… been become",
    "in our know the the of are our examples our the Park the long in of accept that… that… impact cause \
        accountability a global kill,” long North rights morals barbarians barbarians because community. \
        often concern rights our the global accountability North because know kill,” We",
];

#[test]
fn no_line_is_loose_where_a_tighter_paragraph_exists() {
    for text in LOOSE {
        let worst = widest_space(&lines(text, &justified(), 232.0));
        assert!(worst < 1.45, "{worst:.2} {text}");
    }
}

#[test]
fn the_same_text_gives_the_same_lines() {
    assert_eq!(lines(SANCTIONS, &justified(), 232.0), lines(SANCTIONS, &justified(), 232.0));
}

#[test]
fn natural_and_least_width_hold_what_they_promise() {
    for text in TEXTS {
        for align in ALIGNS {
            let prepared = prepared(text, &ParaSetting { align, ..justified() });
            let natural = prepared.natural_width();
            assert_eq!(prepared.lines(natural).len(), forced(text), "{text:?}");
            let least = prepared.min_width();
            assert!(least <= natural);
            for line in prepared.lines(least) {
                assert!(line.width.0 <= least.0 + 0.01, "{} in {}: {text:?}", line.width.0, least.0);
            }
        }
    }
}

#[test]
fn huge_texts_are_set() {
    let paragraph = [PEACE; 250].join(" ");
    let word = "abcdefghij".repeat(1000);
    let syllables = "ab-".repeat(3000);
    let spaces = " ".repeat(5000);
    let hebrew = "שלוםעולם".repeat(500);
    let marks = "a^{1}".repeat(2000);
    for text in [paragraph, word, syllables, spaces, hebrew, marks] {
        let count = rich(&text).text.chars().count();
        for align in [Align::Justify, Align::Start] {
            let setting = ParaSetting { align, ..justified() };
            let lines = lines(&text, &setting, 232.0);
            let found: usize = lines.iter().map(|l| extracted(l).replace('\u{ad}', "").chars().count()).sum();
            assert_eq!(found, count);
        }
    }
}
