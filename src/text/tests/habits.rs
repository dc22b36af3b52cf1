use super::*;

fn ragged() -> ParaSetting {
    ParaSetting { align: Align::Start, ..justified() }
}

/// All ways in which `word` was broken in narrow columns, the parts joined with `|`.
fn broken(word: &str, setting: &ParaSetting) -> Vec<String> {
    let prepared = prepared(word, setting);
    let least = prepared.min_width().0;
    let mut out: Vec<String> =
        (0..60).map(|i| read(&prepared.lines(Pt(least + 2.0 * f64::from(i)))).join("|")).collect();
    out.sort();
    out.dedup();
    out
}

#[test]
fn ragged_lines_keep_their_spaces() {
    let natural = lines("a b", &ragged(), 1000.0)[0].runs[0].glyphs[1].advance;
    for line in lines(PEACE, &ragged(), 180.0) {
        for run in &line.runs {
            assert_eq!(run.x_scale, 1.0);
            let spaces = run.glyphs.iter().filter(|g| &run.text[g.start as usize..g.end as usize] == " ");
            for space in spaces.filter(|g| g.advance != Pt::ZERO) {
                // The face kerns some letters against the space.
                assert!((space.advance - natural).abs() < Pt(0.6));
            }
        }
    }
}

#[test]
fn ragged_lines_stand_where_they_are_told() {
    let place = |align| {
        let line = lines("short", &ParaSetting { align, ..justified() }, 100.0).remove(0);
        (line.runs[0].x.0, 100.0 - line.runs[0].x.0 - line.width.0)
    };
    assert!(place(Align::Start).0.abs() < 0.01);
    assert!(place(Align::End).1.abs() < 0.6);
    let (left, right) = place(Align::Center);
    assert!((left - right).abs() < 0.6);
}

#[test]
fn hyphens_are_rarer_in_ragged_lines() {
    let count = |s: &ParaSetting| lines(PEACE, s, 180.0).iter().filter(|l| l.hyphenated).count();
    assert!(count(&ragged()) <= 1);
    assert_eq!(count(&ParaSetting { hyphenate: false, ..ragged() }), 0);
}

#[test]
fn a_narrow_justified_paragraph_is_ragged() {
    let widths: Vec<f64> = lines(PEACE, &justified(), 120.0).iter().map(|l| l.width.0).collect();
    assert!(widths.iter().any(|w| *w < 110.0));
}

#[test]
fn word_spaces_are_even_in_a_column() {
    let natural = lines("a b", &ragged(), 1000.0)[0].runs[0].glyphs[1].advance;
    for measure in [232.0, 239.0, 243.0] {
        let ratios: Vec<f64> = lines(PEACE, &justified(), measure)
            .iter()
            .filter(|l| !l.last)
            .flat_map(|l| &l.runs)
            .flat_map(|r| {
                r.glyphs.iter().filter(|g| r.text.get(g.start as usize..g.end as usize) == Some(" "))
            })
            .filter(|g| g.advance != Pt::ZERO)
            .map(|g| g.advance / natural)
            .collect();
        assert!(ratios.iter().all(|r| (0.79..1.6).contains(r)), "{measure}: {ratios:?}");
    }
}

#[test]
fn a_name_is_hyphenated_only_where_it_has_no_room() {
    let mut named = rich("so said Washington, and Representative Papadimitriou of independent Washington");
    named.names = vec![8..18, 24..52];
    let parts = |measure: f64| {
        let prepared = prepare(&named, &justified(), &FontSet::new(None));
        read(&prepared.lines(Pt(measure))).join("|")
    };
    let hyphens = |parts: &str| parts.matches("-|").count();
    let mut seen = 0;
    for measure in (80..200).map(f64::from) {
        let all = parts(measure).replace("inde-|pend", "").replace("indepen-|dent", "");
        seen += hyphens(&parts(measure));
        // The last word is one that nobody knows for a name.
        let (known, _) = all.split_once(" of").or_else(|| all.split_once("|of")).expect("it says so");
        assert_eq!(hyphens(known), 0, "{measure}: {all}");
    }
    assert!(seen > 0, "other words are hyphenated");
    let narrow = parts(30.0);
    assert!(narrow.contains("Wash-|ing"), "{narrow}");
}

#[test]
fn names_go_with_their_text() {
    let mut named = rich("dear Ann Stone");
    named.names = vec![5..8, 9..14];
    let mut both = rich("to ");
    both.append(&named);
    assert_eq!(both.names, [8..11, 12..17]);
    let front = both.take_front(14);
    assert_eq!(front.names, [8..11, 12..14]);
    assert_eq!((both.names.len(), &both.names[0]), (1, &(0..3)));
}

#[test]
fn korean_in_other_languages_breaks_between_words() {
    for word in ["외교통일위원회", "제22대", "A조"] {
        let text = format!("of {word}");
        assert_eq!(broken(&text, &ragged()), [format!("of {word}"), format!("of|{word}")]);
    }
}

/// Adam Smith, *The Wealth of Nations*, book 1, chapter 2.
const BUTCHER: &str = "It is not from the benevolence of the butcher, the brewer, or the baker, that we expect our \
    dinner, but from their regard to their own interest. We address ourselves, not to their humanity, but to their \
    self-love, and never talk to them of our own necessities, but of their advantages. Nobody but a beggar chooses to \
    depend chiefly upon the benevolence of his fellow-citizens.";

#[test]
fn a_paragraph_does_not_end_on_the_rest_of_one_word() {
    for measure in (200..260).map(f64::from) {
        let lines = lines(BUTCHER, &justified(), measure);
        let [.., before, last] = &lines[..] else { unreachable!("such a text takes two lines") };
        let said: String = last.runs.iter().map(|r| r.text.as_str()).collect();
        assert!(!before.hyphenated || said.trim().contains(' '), "{measure} ends on {said:?}");
    }
}

#[test]
fn expansion_is_one_in_a_line_and_small() {
    for line in lines(PEACE, &justified(), 232.0) {
        let scale = line.runs[0].x_scale;
        assert!((0.98..=1.02).contains(&scale));
        assert!(line.runs.iter().all(|r| r.x_scale == scale));
    }
}

#[test]
fn a_drawn_hyphen_is_a_soft_one_in_the_text() {
    let lines = lines(PEACE, &justified(), 232.0);
    let line = lines.iter().find(|l| l.hyphenated).expect("a hyphenated line");
    let run = line.runs.last().unwrap();
    let glyph = run.glyphs.last().unwrap();
    assert_eq!(&run.text[glyph.start as usize..], "\u{ad}");
    assert!(glyph.advance.0 > 2.0);
}

#[test]
fn a_hyphen_hangs_out_by_half() {
    let lines = lines(PEACE, &justified(), 232.0);
    let line = lines.iter().find(|l| l.hyphenated).expect("a hyphenated line");
    let run = line.runs.last().unwrap();
    let over = (run.x + run.width()).0 - 232.0;
    let hyphen = run.glyphs.iter().rfind(|g| g.advance != Pt::ZERO).unwrap().advance.0;
    assert!((over - hyphen / 2.0).abs() < 0.1, "{over} of {hyphen}");
}

#[test]
fn an_opening_quote_hangs_out_unless_indented() {
    for text in ["“So it is.”", "„So ist es.“"] {
        let x = |indent| lines(text, &ParaSetting { indent: Pt(indent), ..justified() }, 200.0)[0].runs[0].x;
        assert!(x(0.0).0 < -1.0);
        assert_eq!(x(12.0), Pt(12.0));
    }
}

#[test]
fn hyphens_keep_two_letters_before_and_three_after() {
    let ways = broken("reconsideration", &justified());
    for way in &ways {
        let parts: Vec<usize> = way.split('|').map(|p| p.trim_end_matches('-').len()).collect();
        assert!(parts[0] >= 2 && parts[parts.len() - 1] >= 3, "{way}");
    }
    assert!(ways.iter().any(|w| w.starts_with("re-|")), "{ways:?}");
}

#[test]
fn spanish_has_its_own_hyphens() {
    let setting = ParaSetting { lang: "es".into(), ..justified() };
    let mut rich = rich("responsabilidades");
    let style = TextStyle { lang: "es".into(), ..style() };
    rich.spans[0].style = Arc::new(style);
    let prepared = prepare(&rich, &setting, &FontSet::new(None));
    let lines = read(&prepared.lines(prepared.min_width()));
    assert_eq!(lines.join("|"), "res-|pon-|sabi-|lida-|des");
}

#[test]
fn a_unit_is_not_hyphenated() {
    let ways = broken("worth 11.7\u{a0}thousandfold", &justified());
    assert!(ways.iter().all(|w| !w.contains("-|")), "{ways:?}");
    assert!(broken("worth thousandfold", &justified()).iter().any(|w| w.contains("-|")));
}

#[test]
fn some_words_are_never_hyphenated() {
    for word in
        ["UNESCONATIONS", "B2Bcommunication", "internationalMarket", "office@internationalization.org"]
    {
        for way in broken(word, &justified()) {
            assert!(!way.contains("-|"), "{way}");
        }
    }
}

#[test]
fn a_soft_hyphen_shows_only_at_a_line_end() {
    let text = "Kra\u{ad}kataurien";
    assert_eq!(
        broken(text, &ParaSetting { hyphenate: false, ..justified() }),
        ["Kra-|kataurien", "Krakataurien"]
    );
}

#[test]
fn a_ligature_is_parted_by_a_break() {
    let setting = ParaSetting { hyphenate: false, ..ragged() };
    let whole = lines("of\u{ad}fice", &setting, 200.0);
    assert_eq!(read(&whole), ["office"]);
    assert_eq!(
        read(&lines("of\u{ad}fice", &setting, prepared("of\u{ad}fice", &setting).min_width().0)),
        ["of-", "fice"]
    );
}

#[test]
fn addresses_break_after_slashes_and_before_dots() {
    for word in [
        SANCTIONS.split(['<', '>']).nth(1).unwrap(),
        "office@koreapeacenow.org",
        "koreapeacenow.org/resources/act",
    ] {
        let ways = broken(word, &justified());
        assert!(ways.len() > 1);
        for way in ways {
            assert_eq!(way.replace('|', ""), word);
            for (i, _) in way.match_indices('|') {
                let (before, after) = (&way[..i], &way[i + 1..]);
                let good =
                    before.ends_with('/') || after.starts_with(['.', '?', '&', '=', '-', '_', '#', '@']);
                assert!(good, "{way}");
                assert!(!before.ends_with("https:/") && !before.ends_with("https://"), "{way}");
            }
        }
    }
}

#[test]
fn a_sentence_after_an_address_is_not_one() {
    let found = links::addresses(&rich("The U.S. and e.g. this (see example.org/a/b), not and/or that."));
    assert_eq!(found.len(), 1);
}

#[test]
fn dashes_end_lines_rather_than_begin_them() {
    let (mut starts, mut ends) = (0, 0);
    for measure in 60..200 {
        let text = "one two—three four—five six seven—eight nine ten—eleven twelve—thirteen";
        assert!(read(&lines(text, &ragged(), f64::from(measure))).iter().all(|l| !l.starts_with('—')));
        let text = "one two — three four — five six seven — eight nine ten — eleven twelve — thirteen";
        let found = read(&lines(text, &ragged(), f64::from(measure)));
        starts += found.iter().filter(|l| l.starts_with('—')).count();
        ends += found.iter().filter(|l| l.ends_with('—')).count();
    }
    assert!(3 * starts < ends, "{starts} {ends}");
}

#[test]
fn no_break_signs_forbid_breaks() {
    for text in ["10\u{a0}km", "un\u{2060}-\u{2060}done", "state—^{1}", "“war!”^{2}"] {
        let prepared = prepared(text, &ParaSetting { hyphenate: false, ..ragged() });
        assert!((prepared.min_width() - prepared.natural_width()).abs() < Pt(0.01), "{text}");
    }
}

#[test]
fn a_short_prefix_keeps_its_hyphen() {
    let setting = ParaSetting { hyphenate: false, ..ragged() };
    for (text, parts) in [("e-mail", 1), ("X-ray", 1), ("one-sided", 2), ("Su-mi", 2), ("COVID-19", 1)] {
        let prepared = prepared(text, &setting);
        assert_eq!(prepared.lines(prepared.min_width()).len(), parts, "{text}");
    }
}

#[test]
fn no_last_line_is_a_single_short_word() {
    for measure in 190..300 {
        for line in lines(PEACE, &justified(), f64::from(measure)).iter().filter(|l| l.last) {
            let text = extracted(line);
            assert!(text.trim().contains(' ') || text.trim_end_matches('.').len() > 5, "{measure}: {text}");
            assert!(line.width.0 > 0.15 * f64::from(measure), "{measure}: {text}");
        }
    }
}

#[test]
fn balanced_lines_are_as_few_and_about_as_long() {
    let heading = "How do U.S. policies impact human rights in North Korea?";
    let plain = ParaSetting { hyphenate: false, ..ragged() };
    let balanced = ParaSetting { balance: true, ..plain.clone() };
    for measure in [120.0, 140.0, 160.0, 180.0, 210.0, 240.0] {
        let (a, b) = (lines(heading, &plain, measure), lines(heading, &balanced, measure));
        assert_eq!(a.len(), b.len());
        let least = b.iter().map(|l| l.width.0).fold(f64::INFINITY, f64::min);
        assert!(b.iter().all(|l| l.width.0 <= measure && l.width.0 - least < 60.0), "{:?}", read(&b));
        assert!(b.iter().all(|l| extracted(l).trim().contains(' ')), "{:?}", read(&b));
    }
}

#[test]
fn no_heading_line_ends_in_a_preposition() {
    let balanced = ParaSetting { balance: true, hyphenate: false, ..ragged() };
    let lines = read(&lines("The long road to a lasting peace on the Korean Peninsula", &balanced, 170.0));
    let ends = ["the", "to", "a", "on"];
    assert!(lines.iter().all(|l| !ends.iter().any(|e| l.ends_with(&format!(" {e}")))), "{lines:?}");
}

#[test]
fn a_paragraph_can_run_a_line_longer_or_shorter() {
    let mut varied = 0;
    for text in [[PEACE, SANCTIONS].join(" "), [SANCTIONS, PEACE, SANCTIONS].join(" "), PEACE.repeat(4)] {
        let prepared = prepared(&text, &justified());
        let count = |more| prepared.lines_with(Pt(232.0), more).map(|l| l.len());
        let normal = count(0).unwrap();
        assert_eq!(prepared.lines(Pt(232.0)).len(), normal);
        for more in [1, -1] {
            let Some(lines) = prepared.lines_with(Pt(232.0), more) else { continue };
            varied += 1;
            assert_eq!(lines.len() as i32, normal as i32 + more);
            assert!(lines.iter().filter(|l| !l.last).all(|l| (l.width.0 - 232.0).abs() < 0.01));
        }
        assert_eq!(count(-9), None);
        assert_eq!(count(40), None);
    }
    assert!(varied > 0, "some paragraph can be varied");
}

#[test]
fn korean_words_keep_together_in_ragged_lines() {
    let ragged = ParaSetting { lang: "ko".into(), align: Align::Start, ..justified() };
    let narrow = ParaSetting { align: Align::Justify, ..ragged.clone() };
    for (measure, setting) in [(70.0, &narrow), (256.0, &ragged), (300.0, &ragged)] {
        for line in lines(KOREAN, setting, measure).iter().filter(|l| !l.last) {
            assert!(extracted(line).ends_with([' ', '」']), "{measure}: {}", extracted(line));
        }
    }
}

#[test]
fn korean_words_are_broken_where_both_edges_are_even() {
    let setting = ParaSetting { lang: "ko".into(), ..justified() };
    let ends = |setting: &ParaSetting| {
        let broken = |m: u32| {
            let lines = lines(KOREAN, setting, f64::from(m));
            lines.iter().filter(|l| !l.last && !extracted(l).ends_with([' ', '」'])).count()
        };
        (200..240).step_by(4).map(broken).sum::<usize>()
    };
    assert!(ends(&setting) > 0);
    assert_eq!(ends(&ParaSetting { hyphenate: false, ..setting.clone() }), 0);
    assert_eq!(ends(&ParaSetting { align: Align::Start, ..setting }), 0);
}

#[test]
fn a_particle_stays_with_its_bracket() {
    let setting = ParaSetting { lang: "ko".into(), align: Align::Start, ..justified() };
    for measure in (60..160).step_by(3) {
        for line in
            lines("유엔 기구(UNESCO)는 유네스코(UNESCO)를 40%까지 도왔다", &setting, f64::from(measure))
        {
            let text = extracted(&line);
            assert!(!text.starts_with(['는', '를', '까']), "{measure}: {text}");
        }
    }
}

#[test]
fn korean_lines_may_end_after_the_hyphen_of_a_latin_word() {
    let rich = rich("그 win-win 전략");
    let setting = ParaSetting { lang: "ko".into(), ..justified() };
    let kinds: Vec<Kind> = breaks::opportunities(&rich, &setting).iter().map(|o| o.kind).collect();
    assert!(kinds.contains(&Kind::Typed), "{kinds:?}");
}

#[test]
fn korean_syllables_give_before_spaces_do() {
    let setting = ParaSetting { lang: "ko-KR".into(), ..justified() };
    let (mut scaled, mut spaces) = (0, Vec::new());
    for measure in (200..420).step_by(4).map(f64::from) {
        for line in lines(KOREAN, &setting, measure).iter().filter(|l| !l.last) {
            assert!(line.runs.iter().all(|r| (0.98..=1.02).contains(&r.x_scale)), "{}", extracted(line));
            scaled += usize::from(line.runs[0].x_scale != 1.0);
            let run = &line.runs[0];
            let space =
                run.glyphs.iter().find(|g| run.text.get(g.start as usize..g.end as usize) == Some(" "));
            spaces.extend(space.map(|g| g.advance.0 / run.size.0));
        }
    }
    let natural = 0.224;
    let even = spaces.iter().filter(|s| (0.8..1.25).contains(&(*s / natural))).count();
    assert!(scaled > 0 && even * 10 > spaces.len() * 9, "{even} of {}", spaces.len());
    assert!(spaces.iter().all(|s| s / natural < 1.5), "{spaces:?}");
}

#[test]
fn korean_amounts_keep_together() {
    let text = "한 해에 1억 4,200만 원을 쓰고 주민 한 사람에게 5만 1,000원을 주며 78.4퍼센트였던 몫은 12킬로미터 밖에 있다";
    let setting = ParaSetting { lang: "ko".into(), ..justified() };
    for measure in (90..300).step_by(3) {
        let lines = lines(text, &setting, f64::from(measure));
        let all: Vec<String> = lines.iter().map(|l| extracted(l).trim().to_owned()).collect();
        for whole in ["1억 4,200만 원", "5만 1,000원", "78.4퍼센트", "12킬로미터"] {
            assert!(all.iter().any(|l| l.contains(whole)), "{measure}: {all:?}");
        }
    }
}

#[test]
fn long_words_of_a_heading_are_hyphenated_where_they_have_no_room() {
    let setting = ParaSetting {
        lang: "de".into(),
        align: Align::Start,
        hyphenate: false,
        balance: true,
        ..justified()
    };
    let heading = "Die Krankenversicherungsbeiträge";
    assert_eq!(read(&lines(heading, &setting, 240.0)).concat(), heading);
    assert!(read(&lines(heading, &setting, 90.0)).concat().contains('-'));
    for measure in 60..150 {
        for line in lines(heading, &setting, f64::from(measure)) {
            let text = extracted(&line);
            assert!(line.last || text.ends_with([' ', '\u{ad}']), "{measure}: {text}");
        }
    }
}

#[test]
fn a_number_and_its_word_part_before_the_word_does() {
    let setting = ParaSetting { align: Align::Start, hyphenate: false, balance: true, ..justified() };
    let set = read(&lines("10.1\u{a0}million", &setting, 40.0));
    assert_eq!(set, ["10.1", "million"]);
}

#[test]
fn right_to_left_lines_begin_at_the_right() {
    let setting = ParaSetting { lang: "he".into(), align: Align::Start, ..justified() };
    let lines = lines("שלום עולם", &setting, 200.0);
    let run = &lines[0].runs[0];
    assert!((run.x + run.width() - Pt(200.0)).abs() < Pt(1.0));
    assert_eq!(run.text, "שלום עולם");
    assert_eq!(run.glyphs.first().unwrap().end as usize, run.text.len());
    assert_eq!(run.glyphs.last().unwrap().start, 0);
}

#[test]
fn mixed_directions_are_put_in_visual_order() {
    let setting = ParaSetting { lang: "he".into(), align: Align::Start, ..justified() };
    let line = lines("אבג abc דהו", &setting, 300.0).remove(0);
    let runs: Vec<&str> = line.runs.iter().map(|r| r.text.trim()).collect();
    assert_eq!(runs, ["דהו", "abc", "אבג"]);
}

#[test]
fn a_line_is_one_run_where_nothing_changes() {
    assert!(lines(PEACE, &justified(), 232.0).iter().all(|l| l.runs.len() <= 1 + 2 * l.notes.len()));
}

#[test]
fn a_space_at_a_line_end_is_kept_without_width() {
    let lines = lines(PEACE, &justified(), 232.0);
    for line in lines.iter().filter(|l| !l.last && !l.hyphenated && !extracted(l).ends_with('-')) {
        let run = line.runs.last().unwrap();
        assert!(run.text.ends_with(' '));
        assert_eq!(run.glyphs.last().unwrap().advance, Pt::ZERO);
    }
}

#[test]
fn an_empty_text_is_one_empty_line() {
    let lines = lines("", &justified(), 100.0);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].last && lines[0].runs.is_empty());
}

#[test]
fn a_line_is_as_high_as_its_highest_run() {
    let line = lines("text", &justified(), 100.0).remove(0);
    assert!(line.ascent.0 > 7.0 && line.ascent.0 < 14.0);
    assert!(line.descent.0 > 1.5 && line.descent.0 < 5.0);
}

/// The glyphs at a line's edges that can be seen, and how far the line stands out there in their advances.
fn hung(line: &Line, measure: f64) -> ((String, f64), (String, f64)) {
    let (first, last) = (&line.runs[0], line.runs.last().unwrap());
    let seen = |r: &LineRun, g: &LineGlyph| r.text[g.start as usize..g.end as usize].to_owned();
    let (left, right) = (&first.glyphs[0], last.glyphs.iter().rfind(|g| g.advance != Pt::ZERO).unwrap());
    let over = (last.x + last.width()).0 - measure;
    ((seen(first, left), -first.x.0 / left.advance.0), (seen(last, right), over / right.advance.0))
}

#[test]
fn marks_hang_at_both_edges_of_ragged_lines() {
    for (mark, share) in [("“", 0.4), ("„", 0.4), ("»", 0.4), ("–", 0.2), ("—", 0.1), ("(", 0.1)] {
        let (left, _) = hung(&lines(&format!("{mark}peace"), &ragged(), 200.0)[0], 200.0);
        assert!(left.0 == mark && (left.1 - share).abs() < 1e-6, "{left:?}");
    }
    // German closes with the marks that English opens with.
    let end = ParaSetting { align: Align::End, ..ragged() };
    for (mark, share) in [("”", 0.4), ("“", 0.4), ("‘", 0.4), ("«", 0.4), ("–", 0.2), (",", 0.5), (".", 0.7)]
    {
        let (_, right) = hung(&lines(&format!("peace{mark}"), &end, 200.0)[0], 200.0);
        assert!(right.0 == mark && (right.1 - share).abs() < 1e-6, "{right:?}");
    }
}

/// How many of the justified lines that end with `mark` let it out by `share`, and how many end flush.
fn hanging(prepared: &Prepared, mark: &str, share: f64) -> (usize, usize) {
    let of = |measure: f64| prepared.lines(Pt(measure)).into_iter().map(move |l| (l, measure));
    let all: Vec<f64> = (80..320)
        .flat_map(|measure| of(f64::from(measure)))
        .filter(|(line, _)| !line.last)
        .map(|(line, measure)| hung(&line, measure).1)
        .filter_map(|(seen, out)| (seen == mark).then_some(out))
        .collect();
    let count = |by: f64| all.iter().filter(|out| (**out - by).abs() < 0.02).count();
    (count(share), count(0.0))
}

/// The Korean family from the repository, for whoever asks for it by name.
struct Korean;

impl crate::font::Provider for Korean {
    fn find(&self, want: &crate::font::Want) -> Option<crate::font::Provided> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/noto-sans-kr/NotoSansKR-Regular.ttf");
        let crate::font::Want::Family(name, ..) = want else { return None };
        let bytes = || std::fs::read(path).unwrap().into();
        (name == "Noto Sans KR").then(|| crate::font::Provided { bytes: bytes(), index: 0, of_machine: None })
    }
}

#[test]
fn korean_stops_and_commas_hang_by_more_than_half() {
    let fonts = FontSet::new(Some(Box::new(Korean)));
    let style = Arc::new(TextStyle { family: "Noto Sans KR".into(), lang: "ko".into(), ..style() });
    let setting = ParaSetting { lang: "ko".into(), ..justified() };
    let text = "전쟁은 아직 끝나지 않았습니다. 정전협정은 전투를 멈추게 했지만, 평화로 이어지지 못했으며, 가족은 지금도 \
                만나지 못합니다. 그래서 우리는 말합니다. 끝.";
    let prepared = prepare(&Rich::plain(text, &style), &setting, &fonts);
    for (mark, share) in [(".", 0.7), (",", 0.5)] {
        let (out, flush) = hanging(&prepared, mark, share);
        // Lines that do not fill their measure end anywhere, so one may end flush.
        assert!(out > 10 * flush.max(1), "{mark} {out}, {flush}");
    }
}

/// Fullwidth marks have half an em of white on one side: at a line's edge it is outside.
#[test]
fn fullwidth_marks_are_halved_at_the_edges() {
    let fonts = FontSet::new(Some(Box::new(Korean)));
    let style = Arc::new(TextStyle { family: "Noto Sans KR".into(), lang: "ko".into(), ..style() });
    let setting = ParaSetting { lang: "ko".into(), ..justified() };
    let text = "「전쟁은」 아직、 끝나지 않았습니다。 정전협정은 「전투를」 멈추게 했지만、 평화로 이어지지 못했으며、 가족은 \
                지금도 만나지 못합니다。 그래서 「우리는」 말합니다。 끝。";
    let prepared = prepare(&Rich::plain(text, &style), &setting, &fonts);
    for mark in ["。", "、", "」"] {
        let (out, flush) = hanging(&prepared, mark, 0.5);
        assert!(out > 10 * flush.max(1), "{mark} {out}, {flush}");
    }
    let starts = (80..320).flat_map(|measure| prepared.lines(Pt(f64::from(measure))));
    let heads = starts.filter(|l| extracted(l).starts_with('「')).map(|l| hung(&l, 0.0).0.1);
    let (half, all) =
        heads.fold((0, 0), |(half, all), out| (half + usize::from((out - 0.5).abs() < 0.02), all + 1));
    assert!(all > 100 && half == all, "{half} of {all}");
}

#[test]
fn an_address_is_parted_at_a_scrap_between_slashes_only_at_need() {
    let penalties = |w: &str| {
        let mut out = Vec::new();
        links::address_breaks(w, &(0..w.len()), &mut out);
        out.retain(|o| w[..o.at].ends_with('/'));
        out.into_iter().map(|o| (o.at, o.penalty)).collect::<Vec<_>>()
    };
    let of = |w, at| penalties(w).into_iter().find(|p| p.0 == at).map(|p| p.1).expect("a break");
    let plain = of("example.org/reports/annual", 12);
    for at in [11, 13, 16] {
        assert!(of("undocs.org/A/78/526", at) > plain, "{at}");
    }
    assert_eq!(of("example.org/reports/annual", 20), plain);
}
