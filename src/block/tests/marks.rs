//! Where marks stand, what numbers they get and what their notes say.

use super::*;

const A: &str = "World Food Programme, /The a report/, May 2019. <wfp.org/a>";

#[test]
fn marks_stand_behind_the_punctuation() {
    check_line("en", "Hunger grew [@a].", "Hunger grew.^1");
    check_line("en", "Hunger grew[@a], and fell.", "Hunger grew,^1 and fell.");
    check_line("en", "Hunger grew.[@a] It fell.", "Hunger grew.^1 It fell.");
    check_line("en", "Hunger grew [@a] and fell.", "Hunger grew^1 and fell.");
    check_line("en", "He said \"never [@a].\" Then", "He said “never.”^1 Then");
    check_line("en", "He said \"never\"[@a]; then", "He said “never”;^1 then");
    check_line("en", "(as *they* say [@a])", "(as /they/ say^1)");
    check_line("en", "the UN[@a]'s count", "the UN^1’s count");
    check_line("fr", "La faim [@a].", "La faim^1.");
    check_line("en", "*Hunger [@a].* It", "/Hunger./^1 It");
}

#[test]
fn neighbours_are_parted_by_a_comma() {
    check_line("en", "Hunger grew [@a] [@b].", "Hunger grew.^1^,^2");
    check_line("en", "Hunger grew[@a]^[Own.]. It", "Hunger grew.^1^,^2 It");
}

#[test]
fn notes_are_numbered_in_reading_order() {
    check_prose(
        "One [@b, p. 4]. Two^[An *interview*, see [@c, pp. 1-2]].\n\nThree [@a; @c].",
        &[
            "Paragraph One.^1 Two.^2",
            "Paragraph >Three.^3",
            "1: World Food Programme, /The b report/, May 2019, p.~4. <wfp.org/b>",
            "2: An /interview/, see World Food Programme, /The c report/, May 2019, pp.~1–2. <wfp.org/c>",
            &format!("3: {A}; World Food Programme, /The c report/, May 2019. <wfp.org/c>"),
        ],
    );
}

#[test]
fn a_source_cited_again_refers_to_its_note() {
    check_prose(
        "One [@a]. Two [@a, p. 14]. Three [@b; @a].",
        &[
            "Paragraph One.^1 Two.^2 Three.^3",
            &format!("1: {A}"),
            "2: See <note~1>, p.~14.",
            "3: World Food Programme, /The b report/, May 2019. <wfp.org/b>; see <note~1>.",
        ],
    );
}

#[test]
fn or_the_same_number_again() {
    let setup = Setup { repeat: Repeat::Same, ..PLAIN };
    let prose = Prose { text: text("One [@a]. Two [@a]. Three [@a, p. 2].") };
    let (story, _) = lowered(setup, |cx| prose.lower(cx, &[]));
    let want =
        ["Paragraph One.^1 Two.^=1 Three.^2".to_owned(), format!("1: {A}"), "2: See <note~1>, p.~2.".into()];
    assert_eq!(lines(&story), want);
}

#[test]
fn a_note_marked_twice_prints_its_words_once() {
    let words = "One[^x]. Two^[Own.]. Three[^x]. Four^[Own.].\n\n[^x]: A *count* of ours.";
    let see =
        ["Paragraph One.^1 Two.^2 Three.^3 Four.^4", "1: A /count/ of ours.", "2: Own.", "3: See <note~1>."];
    check_prose(words, &[&see[..], &["4: Own."]].concat());
    let setup = Setup { repeat: Repeat::Same, ..PLAIN };
    let (story, _) = lowered(setup, |cx| Prose { text: text(words) }.lower(cx, &[]));
    let same = ["Paragraph One.^1 Two.^2 Three.^=1 Four.^3", "1: A /count/ of ours.", "2: Own.", "3: Own."];
    assert_eq!(lines(&story), same);
}

#[test]
fn an_address_is_noted_once() {
    let see = ["Paragraph One.^1 Two.^2", "1: <harbor.org>", "2: See <note~1>."];
    check_prose("One^[<https://harbor.org/>]. Two^[<https://harbor.org/>].", &see);
    let setup = Setup { repeat: Repeat::Same, ..PLAIN };
    let links =
        "One [harbor](https://harbor.org/). Two [ships](https://harbor.org/). Three [x](https://x.org/).";
    let (story, _) = lowered(setup, |cx| {
        cx.link_notes = true;
        Prose { text: text(links) }.lower(cx, &[]);
    });
    let same = ["Paragraph One <harbor>.^1 Two <ships>.^=1 Three <x>.^2", "1: <harbor.org>", "2: <x.org>"];
    assert_eq!(lines(&story), same);
}

#[test]
fn full_notes_say_more() {
    let setup = Setup { detail: Detail::Full, ..PLAIN };
    let full = Record {
        journal: Some("Journal of Peace".into()),
        volume: Some("12".into()),
        issue: Some("3".into()),
        pages: Some("1–9".into()),
        accessed: Some("November 1, 2026".into()),
        archived: Some("https://archive.org/x".into()),
        author: vec!["Park, Kee".into(), "Lee, A.".into()],
        ..record("a")
    };
    let (story, _) = lowered(setup, |cx| {
        let style = cx.theme.styles.note.clone();
        let items = full.items(Detail::Full, "p. 2", &style.text, "en-US");
        let rich = cx.set(items, None);
        let para = cx.para(crate::story::Role::Note, &style, rich);
        cx.push(Part::para(para));
    });
    let want = "Note Kee Park and A. Lee, “The a report,” /Journal of Peace/, 12 (3), May 2019, 1–9, p.~2. \
                <wfp.org/a>, accessed November~1, 2026, archived at <archive.org/x>";
    assert_eq!(lines(&story), [want]);
}

#[test]
fn unknown_and_unresolved_sources_are_told() {
    let (_, diags) = lowered(PLAIN, |cx| Prose { text: text("One [@wfq].") }.lower(cx, &[]));
    assert!(diags.iter().any(|d| d.code == "source-unknown" && d.span.is_some_and(|s| s.start == 6)));
    let theme = Theme::new(&Brand::plain(), &PageSpec::default(), "en");
    let records = [Record { url: None, ..record("x") }];
    let mut diags = Diagnostics::default();
    let notes = Notes::new(&records, Detail::Short, Repeat::See, Gather::Pages);
    Prose { text: text("One [@x].") }.lower(&mut Cx::new(&theme, notes, &mut diags), &[]);
    assert!(diags.iter().any(|d| d.code == "source-unresolved" && d.message.contains("`url`")));
}

#[test]
fn korean_notes_refer_in_korean() {
    let setup = Setup { lang: "ko", ..PLAIN };
    let (story, _) = lowered(setup, |cx| Prose { text: text("하나 [@a]. 둘 [@a].") }.lower(cx, &[]));
    assert_eq!(lines(&story)[2], "2: <주~1> 참조.");
}

#[test]
fn notes_from_the_right_refer_in_their_language_and_keep_latin_names_whole() {
    let cases = [
        ("he", "2: ראו <הערה~1>."),
        ("ar", "2: انظر <الحاشية~1>."),
        ("fa", "2: نگاه کنید به <یادداشت~1>."),
        ("ur", "2: دیکھیے <حاشیہ~1>۔"),
    ];
    for (lang, see) in cases {
        let setup = Setup { lang, ..PLAIN };
        let (story, _) = lowered(setup, |cx| Prose { text: text("1946 [@a]. 2 [@a].") }.lower(cx, &[]));
        let lines = lines(&story);
        assert_eq!(lines[2], see);
        // A number before a mark does not draw it in: 1946.1 would be one number.
        assert!(lines[0].contains("1946.^\u{200f}^1"), "{}", lines[0]);
        assert!(lines[1].contains('\u{2068}') && lines[1].contains('\u{2069}'), "{}", lines[1]);
    }
}

#[test]
fn emphasis_leans_for_latin_words_only() {
    let setup = Setup { lang: "he", ..PLAIN };
    let (story, _) = lowered(setup, |cx| Prose { text: text("*שלום* *peace!*") }.lower(cx, &[]));
    assert_eq!(lines(&story)[0], "Paragraph שלום /\u{2068}peace!\u{2069}/");
}

#[test]
fn names_that_a_list_fills_in_are_known() {
    let value = "So said *Delegate Ann Stone* of Iowa.";
    let filled = [(9, 17), (18, 27), (32, 36)];
    let prose = Prose { text: text(value).with_filled(filled.to_vec()) };
    let (story, _) = lowered(PLAIN, |cx| prose.lower(cx, &[]));
    let Node::Para(para) = &story.parts[0].node else { panic!("a paragraph") };
    let names: Vec<&str> = para.rich.names.iter().map(|n| &para.rich.text[n.clone()]).collect();
    assert_eq!(names, ["Delegate", "Ann Stone"]);
}
