//! Broken sheets, each with all that is to be said of it.

use super::{HEAD, read, read_named};
use handbill::project::Memory;

/// Fails unless reading HEAD and `rest` gives these messages and no other.
#[track_caller]
fn check(rest: &str, wanted: &[&str]) {
    let text = if rest.contains("sections:") {
        format!("{HEAD}{rest}")
    } else {
        format!("{HEAD}{rest}sections: [{{body: Prose.}}]\n")
    };
    whole(&text, wanted);
}

#[track_caller]
fn whole(text: &str, wanted: &[&str]) {
    let outcome = read(text);
    let messages = outcome.messages();
    assert!(messages == wanted, "{text}\n gives {messages:#?}\n and not {wanted:#?}");
}

#[test]
fn words_behind_a_sign_are_not_lost_as_a_remark() {
    check(
        "dek: Reason #1 of two\nsections: [{body: x}] # fine\nkicker: a #fine # and\n",
        &["warning read-as-remark 5:13", "warning read-as-remark 7:11"],
    );
}

#[test]
fn fields() {
    check("", &[]);
    check("dekk: x\n", &["error unknown-field 5:1"]);
    check(
        "sources: {a: {titel: t, place: Rome}}\n",
        &["warning source-unused 5:11", "error unknown-field 5:15"],
    );
    whole(
        "handbill: 1\nlang: en\ntitel: x\ndate: 2026\nsections: [{body: x, place: y}]\n",
        &["error unknown-field 3:1", "error unknown-field 5:22"],
    );
    check("font: x\n", &["error unknown-field 5:1"]);
    check("dek: x\ndek: y\n", &["error duplicate-field 6:1"]);
    check("dek:\n", &["error empty-value 5:1"]);
    check("dek: [x]\n", &["error mistyped-value 5:6"]);
    check("fit: {pages: two}\n", &["error mistyped-value 5:14"]);
    check("fit: {pages: 2, at_most: yes}\n", &["error mistyped-value 5:26"]);
    check("notes: {place: food}\n", &["error unknown-value 5:16"]);
    check("notes: [foot]\n", &["error mistyped-value 5:8"]);
    check("sections: words\n", &["error mistyped-value 5:11"]);
    check("qr: {label: x}\n", &["error missing-field 5:1"]);
    check(
        "qr: {url: \"https://a.example\", label: English, Spanish and Korean}\n",
        &["error unknown-field 5:39"],
    );
    whole(
        "lang: en\n",
        &[
            "error missing-field 1:1",
            "error missing-field 1:1",
            "warning missing-date 1:1",
            "warning no-sections 1:1",
        ],
    );
}

#[test]
fn all_at_once() {
    let rest = "dekk: x\npage: {columns: 9, size: a7}\nsections:\n  - body:\n      - figure: {image: no.jpg, alt: x}\n      - qoute: x\n";
    let wanted = [
        "error unknown-field 5:1",
        "error out-of-range 6:17",
        "error bad-page-size 6:26",
        "error missing-file 9:25",
        "error unknown-block 10:9",
    ];
    check(rest, &wanted);
}

#[test]
fn values() {
    whole(
        "handbill: 2\nlang: english\ntitle: \"\"\ndate: 15 Nov 2026\nsections: [{body: x}]\n",
        &[
            "error unknown-version 1:11",
            "error unknown-language 2:7",
            "error empty-value 3:8",
            "error bad-date 4:7",
        ],
    );
    check("page: {size: [6, 9in]}\n", &["error bad-page-size 5:15"]);
    check("page: {size: [1in, 9in, 2in]}\n", &["error bad-page-size 5:25"]);
    check("page: {columns: 2.5}\n", &["error out-of-range 5:17"]);
    check("page: {size: [2in, 9in], columns: 4}\n", &["error narrow-column 5:35"]);
    check("page: [2in, 2in]\n", &["warning narrow-column 5:8"]);
    // Its way out is one: as wide as it says, or with fewer columns.
    check("page: {size: [3in, 3in], columns: 3}\n", &["warning narrow-column 5:35"]);
    check("page: {size: [4.6in, 3in], columns: 3}\n", &[]);
    check("page: {size: [3in, 3in], columns: 1}\n", &[]);
    check("fit: 0\n", &["error out-of-range 5:6"]);
    check("stats: []\nqr: example.org\n", &["warning bad-url 6:5"]);
    check("qr: \"\"\n", &["error empty-value 5:5"]);
    check("qr: \"javascript:alert(1)\"\n", &["error dead-link 5:5"]);
    check("qr: \"file:///etc/passwd\"\n", &["error dead-link 5:5"]);
    check("contact: {name: X, web: \"data:text/html,x\"}\n", &["error dead-link 5:25"]);
    check("contact: {name: X, email: office}\n", &["warning bad-email 5:27"]);
    check("contact: {name: X, web: \"https://\"}\n", &["warning bad-url 5:25"]);
    check("stats: [{value: 1, label: a}, {value: 2}]\n", &["error missing-field 5:31"]);
    let five = "- {value: 1, label: a}\n".repeat(5);
    check(&format!("stats:\n{five}"), &["error bad-stats-count 6:11"]);
    check("ask: {text: Do., position: support}\n", &["warning not-obeyed 5:13"]);
    check("bibliography: a.bib\n", &["warning bibliography-not-read 5:15"]);
    check(
        "prepared_for: \"{{name}}\"\nnotes: {style: apa}\n",
        &["warning merge-open 5:15", "note not-obeyed 6:16"],
    );
}

#[test]
fn blocks() {
    let block = |block: &str| format!("sections:\n  - body:\n      - {block}\n");
    let one = |text: &str, wanted: &str| check(&block(text), &[wanted]);
    one("figure: {image: photo.jpg}", "error missing-alt 7:9");
    one("figure: photo.jpg", "error missing-alt 7:9");
    one("figure: {image: photo.jpg, alt: \"\"}", "error missing-alt 7:9");
    one("figure: {alt: x}", "error missing-field 7:9");
    one("quote: x\n        by: Me", "error unknown-field 8:9");
    one("quote: x\n        figure: photo.jpg", "error two-blocks 8:9");
    one("keep: together", "error unknown-block 7:9");
    one("heading: {text: x, cite: y}", "error unknown-field 7:28");
    one("heading: {text: x, level: 1}", "error out-of-range 7:35");
    one("list: []", "error empty-block 7:9");
    one("timeline: [{date: 1953}]", "error missing-field 7:20");
    one("table: {header: [a, b], rows: [[1, 2], [3]]}", "error wrong-cell-count 7:49");
    // One cell heads rows where these follow.
    one("table: {rows: [[a], [b], [1, 2]]}", "error wrong-cell-count 7:25");
    one("table: table.csv", "error wrong-cell-count table.csv:3:1");
    one("table: empty.csv", "error csv-empty 7:16");
    one("table: header.csv", "error csv-empty 7:16");
    one("table: {rows: header.csv, columns: [Year]}", "error csv-empty 7:23");
    one("table: {rows: {a: b}}", "error mistyped-value 7:23");
    one("pull_quote: x", "warning unattributed-quote 7:21");
    one("pull_quote: {text: x, by: Me, must_match: true}", "error quote-not-found 7:28");
    one("- x", "error mistyped-value 7:9");
    check("sections:\n  - heading: Nothing here\n", &["warning empty-section 6:5"]);
    check(
        "sections:\n  - body: x\n    body_file: latin1.md\n",
        &["error two-bodies 7:16", "error not-utf8 latin1.md:1:4"],
    );
}

#[test]
fn charts() {
    let one = |chart: &str, wanted: &str| {
        check(&format!("sections:\n  - body:\n      - chart: {chart}\n"), &[wanted]);
    };
    one("{data: {a: 1}}", "error missing-field 7:9");
    one("{alt: x}", "error missing-field 7:9");
    one("{data: {a: 1}, alt: \"\"}", "error missing-alt 7:9");
    one("{data: {}, alt: x}", "error empty-block 7:9");
    one("{data: {a: , b: –}, alt: x}", "error empty-block 7:9");
    one("{data: {a: many}, alt: x}", "error chart-value 7:27");
    one("{data: {a: {b: 1}, c: 2}, alt: x}", "error chart-shape 7:35");
    one("{data: [[a, 1], [b, 2, 3]], alt: x}", "error wrong-cell-count 7:33");
    one("{data: [1, 2], alt: x}", "error chart-shape 7:24");
    one("{data: [[Land, 2018], [Korea, 4.9]], alt: x}", "error chart-header 7:25");
    let german = "sections:\n  - body:\n      - chart: {data: {a: 1.200, b: 980}, alt: x}\n";
    whole(&(HEAD.replace("en-US", "de") + german), &["error chart-doubtful 7:27"]);
    one("{data: {a: 1, a: 2}, alt: x}", "error duplicate-field 7:30");
    one("{data: figures.csv, alt: x}", "error chart-value figures.csv:3:6");
    one("{data: empty.csv, alt: x}", "error csv-empty 7:23");
    one("{data: header.csv, alt: x}", "error csv-empty 7:23");
    one("{data: gaps.csv, alt: x}", "error csv-empty 7:23");
    one("{data: nowhere.csv, alt: x}", "error missing-file 7:23");
    one("{data: {North: {1: 1}, South: {1: 2}}, highlight: nord, alt: x}", "error chart-highlight 7:66");
    let four: Vec<String> = (0..4).map(|n| format!("s{n}: {{a: 1}}")).collect();
    one(&format!("{{data: {{{}}}, alt: x}}", four.join(", ")), "error chart-series 7:24");
    let names: Vec<String> = (0..31).map(|n| format!("n{n}: 1")).collect();
    one(&format!("{{data: {{{}}}, alt: x}}", names.join(", ")), "warning chart-crowded 7:24");
}

#[test]
fn links_in_prose_lead_somewhere() {
    for (target, wanted) in [
        ("javascript:alert(1)", "error dead-link"),
        ("VBScript:x", "error dead-link"),
        ("file:///etc/passwd", "error dead-link"),
        ("data:text/html,x", "error dead-link"),
        ("foo", "warning bad-url"),
        ("mailto:nobody", "warning bad-url"),
    ] {
        let wanted = format!("{wanted} 5:24");
        check(&format!("sections: [{{body: \"See [a]({target}).\"}}]\n"), &[&wanted]);
    }
    for sound in
        ["https://example.org/a_(b)?c={d}|e", "mailto:a@b.org", "tel:+12025550100", "<https://a.org/b c>"]
    {
        check(&format!("sections: [{{body: \"See [a]({sound}).\"}}]\n"), &[]);
    }
}

#[test]
fn a_highlight_is_guessed_from_names_and_series() {
    for (word, meant) in [("Nort", "North"), ("2109", "2019")] {
        let data = "{North: {2018: 1, 2019: 2}, South: {2018: 3}}";
        let chart =
            format!("sections: [{{body: [{{chart: {{data: {data}, alt: x, highlight: {word}}}}}]}}]\n");
        let outcome = read(&format!("{HEAD}{chart}"));
        let help: Vec<_> = outcome.diags.iter().filter_map(|d| d.help.as_deref()).collect();
        assert_eq!(help, [format!("did you mean `{meant}`?")]);
    }
}

#[test]
fn citations_and_references() {
    let sources = "sources:\n  wfp-2019: {title: t, author: a, url: \"https://a.example\"}\n";
    check(
        &format!(
            "sections:\n  - body: |\n      One [@wfp-2018]\n\n      and *two [@wfp-2019; @x]*.\n{sources}"
        ),
        &["error source-unknown 7:13", "error source-unknown 9:29"],
    );
    check(
        &format!("stats: [{{value: 1, label: a, cite: [wfp-2019, wfp]}}]\n{sources}"),
        &["error source-unknown 5:47"],
    );
    check(sources, &["warning source-unused 6:3"]);
    check("sections: [{body_file: body.md}]\n", &["error source-unknown body.md:1:21"]);
    check(
        "sections:\n  - {id: a, body: \"[see](#aa) [b](#b)\"}\n  - {id: a, body: x}\n  - {id: a b, body: x}\n",
        &[
            "error reference-unknown 6:20",
            "error reference-unknown 6:31",
            "error duplicate-id 7:10",
            "error bad-id 8:10",
        ],
    );
    check("sources: {a: {date: 2019-13}}\n", &["warning source-unused 5:11", "error bad-date 5:21"]);
    check("sources: {a: x}\n", &["warning source-unused 5:11", "error mistyped-value 5:14"]);
}

#[test]
fn yaml() {
    let one = |text: &str, place: &str, words: &str| {
        let outcome = read(text);
        assert_eq!(outcome.messages(), [format!("error yaml-syntax {place}")], "{text}");
        assert!(outcome.words().contains(words), "{text}: {}", outcome.words());
        assert!(outcome.sheet.is_none());
    };
    one("title: Sanctions: a primer\n", "1:17", "a colon and a space");
    one("title: \"open\ndek: x\n", "1:8", "opened and not closed");
    one("title: 'it's'\n", "1:12", "double quotation marks");
    one("title: \"a\" b\n", "1:12", "words follow");
    one("title: *Emphasis*\n", "1:8", "alias");
    one("title: @home\n", "1:8", "cannot start with `@`");
    one("footer: {{org}} · x\n", "1:9", "read as a mapping");
    one("body: [see](x) and\n", "1:7", "read as a list");
    one("page: {size: a4\ntitle: x\n", "1:7", "opened and not closed");
    one("title:\n\tdek: x\n", "2:2", "tab");
    one("title: x\n dek: y\n", "2:2", "line up");
    one("title: x\nno key here\n", "2:1", "neither");
    one("body: | x\n  y\n", "1:7", "on the line below");
    one("title: \"\\q\"\n", "1:8", "escape");
    one("title: a\u{7}b\n", "1:9", "U+0007");
    one("title: x\n---\ntitle: y\n---\n", "2:1", "second YAML document");
    one("title: !important x\n", "1:8", "cannot start with `!`");
    one("stats: [{value: 1, label: of many^[A note.]}]\n", "1:34", "double quotation marks");
    one("title: x\n? [a]\n: b\n", "2:3", "write `key: value`");
    one("title: x\n? {a: b}\n: c\n", "2:3", "a key is one word");
    assert_eq!(read("").messages(), ["error empty-file 1:1"]);
    assert_eq!(read("# only this\n").messages(), ["error empty-file 1:1"]);
    assert_eq!(read("just words\n").messages(), ["error mistyped-value 1:1"]);
    assert_eq!(read("a: &a [*a]\n").messages(), ["error yaml-alias-loop 1:8"]);
}

#[test]
fn brands() {
    check(
        "brand: brand.yaml\n",
        &[
            "error missing-file brand.yaml:2:30",
            "error bad-length brand.yaml:2:54",
            "error bad-color brand.yaml:4:35",
            "error bad-color brand.yaml:6:12",
            "error bad-ink brand.yaml:7:14",
            "error bad-ink brand.yaml:7:29",
            "error bad-length brand.yaml:8:27",
            "error mistyped-value brand.yaml:8:39",
            "error unknown-script brand.yaml:8:57",
            "error unknown-field brand.yaml:9:1",
            "error unknown-value brand.yaml:10:17",
        ],
    );
    check("brand: gone.yaml\n", &["error missing-file 5:8"]);
}

#[test]
fn help_names_what_was_meant() {
    let says = |rest: &str, words: &str| {
        let body = if rest.contains("sections") { "" } else { "sections: [{body: Prose.}]\n" };
        let outcome = read(&format!("{HEAD}{rest}{body}"));
        assert!(outcome.words().contains(words), "{rest}: {}", outcome.words());
    };
    says("dekk: x\n", "did you mean `dek`?");
    says("Kicker: x\n", "did you mean `kicker`?");
    says("prepared-for: x\n", "did you mean `prepared_for`?");
    says("colour: red\n", "belong to the brand");
    says("page: {size: A4}\n", "did you mean `a4`?");
    says("notes: end-notes\n", "`end`");
    says("sections: [{body: [{pullquote: x}]}]\n", "did you mean `pull_quote`?");
    says("sections: [{body: [{quote: x, bye: y}]}]\n", "indent it below `quote:`, as `by`");
    says("sections: [{body: \"[@wpf-2019]\"}]\nsources: {wfp-2019: {}}\n", "did you mean `wfp-2019`?");
}

#[test]
fn markdown_sheets() {
    let front = "---\nhandbill: 1\nlang: en\ntitle: T\ndate: 2026\n---\n";
    let outcome = read_named("a.md", &format!("{front}Intro.\n\n## One\n\nText [@gone].\n"), &super::files());
    assert_eq!(outcome.messages(), ["error source-unknown a.md:11:8"]);
    let words = |text: &str| {
        let outcome = read_named("a.md", text, &super::files());
        assert_eq!(outcome.messages(), ["error front-matter a.md:1:1"], "{text}");
        outcome.words()
    };
    assert!(words(front.trim_end_matches("---\n")).contains("no end"));
    assert!(
        words(&format!("{}\n## One\n\nProse: more.\n", front.trim_end_matches("---\n"))).contains("no end")
    );
    assert!(words("# Title\n\nProse: more.\n").contains("begins with its fields"));
    let text = format!("---\n{HEAD}sections: [{{body: x}}]\n---\nMore.\n");
    assert_eq!(read(&text).messages(), ["error two-bodies 6:12"]);
}

#[test]
fn what_beginners_write() {
    let says = |text: &str, place: &str, words: &str| {
        let outcome = read(text);
        assert_eq!(outcome.messages()[0], place, "{text}");
        assert!(outcome.words().contains(words), "{text}: {}", outcome.words());
    };
    let bar = "text over several lines needs `|` after `body:` / write `body: |`";
    says("sections:\n  - body:\n      Some prose\n      with this: a list\n", "error yaml-syntax 2:3", bar);
    says(
        "sections:\n  - heading: x\n    body: Prose\n      and more prose: a list\n",
        "error yaml-syntax 3:5",
        bar,
    );
    let dash = "line up this `-` with the others";
    says("sections:\n  - body:\n    - text: x\n     - pull_quote: y\n", "error yaml-syntax 4:6", dash);
    says("sections:\n  - body:\n     - text: x\n    - pull_quote: y\n", "error yaml-syntax 4:5", dash);
    let columns = "`image` begins in column 6 and `alt` in column 5";
    says("body:\n- figure:\n     image: a.jpg\n    alt: x\n", "error yaml-syntax 4:5", columns);
    says(
        &format!("{HEAD}sections: [{{body: [{{figure: {{image: photo.jpg, alt: x, width: 60%}}}}]}}]\n"),
        "error unknown-value 5:63",
        "`width` cannot be `60%` / write `column`, `page` or `wrap`",
    );
    says(
        &format!("{HEAD}sections: [{{body: [{{pull_quote: {{text: x, by: \"\"}}}}]}}]\n"),
        "warning empty-text 5:47",
        "nothing is set for it",
    );
    says("meta: {name: x}\nlogo: a.svg\n", "error brand-not-sheet 1:1", "this is a brand, not a sheet");
}

#[test]
fn a_forgotten_bar_is_told_and_its_help_helps() {
    let body = |lines: &str| format!("{HEAD}sections:\n  - heading: x\n    body:{lines}");
    let torn = [
        "\n      One.\n\n      Two.\n",
        " One.\n\n      Two.\n",
        "\n      One:\n      - two\n      - three\n",
        "\n      ## Heading\n      One.\n",
        "\n      One.\n      ## Heading\n",
        " >\n      One.\n\n      - two\n",
        " \"One.\n\n      Two.\"\n",
        "\n      Note: this is text.\n",
        "\n      A note: this is text.\n\n      And more.\n",
        "\n      - One: a\n      - Two\n",
    ];
    for lines in torn {
        let outcome = read(&body(lines));
        let said = outcome.messages();
        assert!(!said.is_empty() && outcome.words().contains("`|`"), "{lines} gives {said:?}");
        // As the help says: a bar, and all of the text below it.
        let text = lines.trim_start_matches([' ', '>', '\n']).replace('"', "");
        let mended = read(&body(&format!(" |\n      {text}")));
        assert_eq!(mended.messages(), [""; 0], "{text}");
    }
    for fine in [" One\n      two.\n", " >\n      One\n      two.\n", "\n      # a remark\n      One.\n"] {
        assert_eq!(read(&body(fine)).messages(), [""; 0], "{fine}");
    }
}

#[test]
fn colours_of_brands() {
    let brand = |text: &str| {
        let files = super::files().with("mine.yaml", text.as_bytes());
        read_named("sheet.yaml", &format!("{HEAD}brand: mine.yaml\nsections: [{{body: x}}]\n"), &files)
    };
    let outcome = brand("color:\n  palette:\n    sand: #FBF1E0\n    ink: \"#111\"\n");
    assert_eq!(outcome.messages(), ["error empty-value mine.yaml:3:5"]);
    assert!(outcome.words().contains("`sand: \"#FBF1E0\"`"), "{}", outcome.words());
    let outcome = brand("color: {primary: \"#F5A623\", foreground: \"#111\"}\n");
    assert_eq!(outcome.messages(), ["warning low-contrast mine.yaml:1:18"]);
    assert!(outcome.words().contains("2.0:1"), "{}", outcome.words());
}

/// A spot ink has a name of its own, and one that a file can hold.
#[test]
fn spot_inks_have_names() {
    for (name, says) in [
        ("Black", "every press has it"),
        ("all", "every press has it"),
        ("\"a\\u0001b\"", "cannot be seen"),
        (&"X".repeat(128), "127 bytes"),
    ] {
        let brand = format!(
            "color: {{palette: {{teal: \"#007070\"}}, primary: teal}}\ninks: {{spot: {{teal: {name}}}}}\n"
        );
        let files = Memory::default().with("b.yaml", brand.as_str());
        let text = format!("{HEAD}brand: b.yaml\nsections: [{{body: Prose.}}]\n");
        let outcome = read_named("sheet.yaml", &text, &files);
        assert_eq!(outcome.messages().iter().filter(|m| m.starts_with("error bad-ink b.yaml:2:")).count(), 1);
        assert!(outcome.words().contains(says), "{name}: {}", outcome.words());
    }
}
