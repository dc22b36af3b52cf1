//! Mail drafts of a batch: what is in the folder, what they say, and what is said of rows without an address.

use super::run::Folder;
use mail_parser::{Message, MessageParser, MimeHeaders};

const SHEET: &str = "handbill: 1\nlang: en-US\ntitle: Water in {{state}}\ndate: 2026-11-15\nsections:\n  \
- heading: One\n    body: Some words for {{name}}.\ncontact: {name: Policy team, email: policy@example.org}\n";
const LIST: &str = "name,email,state\n\"O'Neil, Jr.\",jo@senate.gov,Iowa\n양진,\"jin@house.gov; staff@house.gov\",Ohio\n\
\"Al \"\"Big\"\" Kim\",al@house.gov,Utah\n";
const LETTER: &str = "---\nto: '\"{{name}}\" <{{email}}>'\nsubject: Figures for {{name}}\n---\nDear {{name}},\n\n\
see [our page](https://example.org/{{state}}).\n";
const WHOLE: &str = "---\nto: \"{{email}}\"\nsubject: Figures for {{name}}\n---\nDear {{name}},\n";

fn folder(list: &str, letter: &str) -> Folder {
    Folder::with(&[("sheet.yaml", SHEET), ("list.csv", list), ("letter.md", letter)])
}

const BATCH: [&str; 4] = ["batch", "sheet.yaml", "--recipients", "list.csv"];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&BATCH, more].concat()
}

fn read(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

/// Names and addresses.
fn to(message: &Message<'_>) -> Vec<(String, String)> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let all = message.to().into_iter().flat_map(|to| to.iter());
    all.map(|one| (text(one.name()), text(one.address()))).collect()
}

#[test]
fn every_row_has_its_draft_with_its_copy() {
    let dir = folder(LIST, WHOLE);
    dir.call(&args(&["--eml", "--mail", "letter.md", "--name", "{{state}} {{name}}", "-o", "out"])).expect(0);
    let bytes = dir.bytes("out/Ohio 양진.eml");
    let message = read(&bytes);
    assert_eq!(
        to(&message),
        [("".to_owned(), "jin@house.gov".to_owned()), ("".to_owned(), "staff@house.gov".to_owned())]
    );
    assert_eq!(message.subject(), Some("Figures for 양진"));
    assert_eq!(message.body_text(0).unwrap().trim(), "Dear 양진,");
    let file = message.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("Ohio 양진.pdf"));
    assert!(file.contents() == dir.bytes("out/Ohio 양진.pdf"));
    let manifest = dir.text("out/manifest.csv");
    assert_eq!(manifest.matches(",eml,").count(), 3, "{manifest}");
}

#[test]
fn names_with_commas_and_quotes_arrive_whole() {
    let list =
        "name,email,state\n\"O'Neil, Jr.\",jo@senate.gov,Iowa\n\"Al \"\"Big\"\" Kim\",al@house.gov,Utah\n";
    let dir = folder(list, LETTER);
    dir.call(&args(&["--eml", "--mail", "letter.md", "-o", "out"])).expect(0);
    for (file, name, address) in [
        ("out/sheet-0001.eml", "O'Neil, Jr.", "jo@senate.gov"),
        ("out/sheet-0002.eml", "Al \"Big\" Kim", "al@house.gov"),
    ] {
        let bytes = dir.bytes(file);
        let message = read(&bytes);
        assert_eq!(to(&message), [(name.to_owned(), address.to_owned())]);
        assert_eq!(message.subject(), Some(format!("Figures for {name}").as_str()));
    }
    let bytes = dir.bytes("out/sheet-0001.eml");
    let html = read(&bytes).body_html(0).unwrap().into_owned();
    assert!(html.contains("<a href=\"https://example.org/Iowa\""), "{html}");
}

#[test]
fn without_a_letter_the_sheet_speaks() {
    let dir = folder(LIST, "");
    dir.call(&args(&["--eml", "--row", "1", "-o", "out"])).expect(0);
    let bytes = dir.bytes("out/sheet-0001.eml");
    let message = read(&bytes);
    assert_eq!(to(&message), [("".to_owned(), "jo@senate.gov".to_owned())]);
    assert_eq!(message.subject(), Some("Water in Iowa"));
    assert!(message.body_text(0).unwrap().contains("policy@example.org"));
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let dir = folder(LIST, WHOLE);
    let call = args(&["--eml", "--mail", "letter.md", "--mbox", "all.mbox", "-o", "out"]);
    dir.call(&call).expect(0);
    let first: Vec<_> =
        dir.names().into_iter().filter(|n| n.contains('.')).map(|n| (dir.bytes(&n), n)).collect();
    let said = dir.call(&call).expect(0).stderr;
    assert!(said.contains("0 made, 3 there already"), "{said}");
    let second: Vec<_> =
        dir.names().into_iter().filter(|n| n.contains('.')).map(|n| (dir.bytes(&n), n)).collect();
    assert!(first == second);
    // Another letter is another draft.
    std::fs::write(dir.path("letter.md"), WHOLE.replace("Dear", "Hello")).unwrap();
    let said = dir.call(&call).expect(0).stderr;
    assert!(!said.contains("there already"), "{said}");
    assert!(read(&dir.bytes("out/sheet-0001.eml")).body_text(0).unwrap().starts_with("Hello"));
}

#[test]
fn one_file_has_all_in_the_order_of_the_list() {
    let dir = folder(LIST, WHOLE);
    dir.call(&args(&["--mail", "letter.md", "--mbox", "all.mbox", "-o", "out"])).expect(0);
    let text = dir.text("all.mbox");
    assert!(!text.contains('\r') && text.starts_with("From - Sun Nov 15 00:00:00 2026\nX-Unsent: 1\n"));
    let messages: Vec<&str> = text.split("From - Sun Nov 15 00:00:00 2026\n").skip(1).collect();
    let subjects: Vec<_> =
        messages.iter().map(|m| read(m.as_bytes()).subject().unwrap_or_default().to_owned()).collect();
    assert_eq!(subjects, ["Figures for O'Neil, Jr.", "Figures for 양진", "Figures for Al \"Big\" Kim"]);
    assert!(
        read(messages[1].as_bytes()).attachment(0).unwrap().contents() == dir.bytes("out/sheet-0002.pdf")
    );
    assert!(!dir.names().iter().any(|n| n.ends_with(".eml") || n.contains(".handbill")), "{:?}", dir.names());
}

#[test]
fn a_row_that_cannot_be_mailed_fails_alone() {
    let list =
        "name,email,state\nA,nobody,Iowa\nB,\"b@x.org\nBcc: evil@x.org\",Ohio\nC,c@x.org,Utah\nD,,Iowa\n";
    let dir = folder(list, "---\nto: '{{email | default(\"\")}}'\n---\nDear {{name}}\n");
    let said = dir.call(&args(&["--eml", "--mail", "letter.md", "-o", "out"])).expect(1).stderr;
    for told in [
        "error[mail-address]: `nobody` is no mail address: an address has one `@` (row 1)",
        "error[mail-line]: the address `b@x.org·Bcc: evil@x.org` holds a line break (row 2)",
        "warning[mail-no-recipient]: the draft has nobody to go to (row 4)",
        "2 rows failed",
    ] {
        assert!(said.contains(told), "no {told:?} in {said}");
    }
    let files = |end: &str| dir.names().into_iter().filter(|n| n.ends_with(end)).collect::<Vec<_>>();
    assert_eq!(files(".eml"), ["out/sheet-0003.eml", "out/sheet-0004.eml"]);
    assert_eq!(files(".pdf"), ["out/sheet-0003.pdf", "out/sheet-0004.pdf"]);
    assert!(read(&dir.bytes("out/sheet-0004.eml")).to().is_none());
}

#[test]
fn a_letter_is_checked_before_anything_is_written() {
    let dir = folder(LIST, "---\nto: \"{{emial}}\"\nsubjct: x\n---\nSee ^[a note].\n");
    let said = dir.call(&args(&["--eml", "--mail", "letter.md", "-o", "out"])).expect(1).stderr;
    assert!(said.contains("letter.md:3:1") && said.contains("did you mean `subject`?"), "{said}");
    assert!(said.contains("error[mail-note]") && said.contains("letter.md:5:5"), "{said}");
    std::fs::write(dir.path("letter.md"), "---\nto: \"{{emial}}\"\n---\nx\n").unwrap();
    let said = dir.call(&args(&["--eml", "--mail", "letter.md", "-o", "out"])).expect(1).stderr;
    assert!(said.contains("letter.md:2:6") && said.contains("did you mean `{{email}}`?"), "{said}");
    assert!(!dir.path("out").exists());
}

#[test]
fn only_a_file_of_mails_is_written_over() {
    let dir = folder(LIST, WHOLE);
    let said = dir.call(&args(&["--mbox", "list.csv"])).expect(2).stderr;
    assert!(said.contains("is no file of mails"), "{said}");
    assert_eq!(dir.text("list.csv"), LIST);
    dir.call(&args(&["--mail", "letter.md"])).expect(2);
}

/// A run of some rows leaves the drafts of the others on record, for a run that makes them to take away.
#[test]
fn drafts_that_are_left_stay_on_record() {
    let dir = folder(LIST, WHOLE);
    let run = |more: &[&str]| dir.call(&[&args(&["-o", "out"])[..], more].concat()).expect(0).stderr;
    run(&["--eml"]);
    let left = |said: &str, what: &str| assert!(said.contains(what), "no {what:?} in {said}");
    left(
        &run(&[]),
        "3 files of earlier runs in `out` that this one does not make: sheet-0001.eml, sheet-0002.eml,",
    );
    let said = run(&["--row", "2"]);
    left(&said, "1 file of earlier runs in `out` that this one does not make: sheet-0002.eml\n");
    left(&run(&["--row", "2", "--prune"]), "taken away: sheet-0002.eml\n");
    left(&run(&["--prune"]), "taken away: sheet-0001.eml, sheet-0003.eml\n");
    assert!(!dir.names().iter().any(|n| n.ends_with(".eml") || n.contains("/.")), "{:?}", dir.names());
    // What was made of the rows is there as before.
    left(&run(&[]), "0 made, 3 there already");
}

const TONGUES: &str = "---\nto: '{{email}}'\nsubject: {en-US: 'Figures for {{name}}', ko: '{{name}} 의원님께'}\nbody:\n  \
en: |\n    Dear {{name}},\n\n    the hearing is on {{day | date}}.\n  ko: |\n    {{name}} 의원님,\n\n    청문회는 {{day | date}}입니다.\n---\n";

/// A letter in the language of each row, as its sheet is.
#[test]
fn a_letter_speaks_the_language_of_its_row() {
    let list = "name,email,day,lang\nAnn,a@x.org,2026-12-08,en-US\n김민지,m@x.org,2026-12-08,ko\n";
    let dir = folder(list, TONGUES);
    let sheet = SHEET.replace("en-US", "\"{{lang}}\"").replace(" in {{state}}", "");
    std::fs::write(dir.path("sheet.yaml"), &sheet).unwrap();
    let call = args(&["--eml", "--mail", "letter.md", "-o", "out"]);
    let said = dir.call(&call).expect(0).stderr;
    assert!(!said.contains("mail-language"), "{said}");
    let saying = |file: &str| {
        let bytes = dir.bytes(file);
        let message = read(&bytes);
        let text = |text: Option<std::borrow::Cow<'_, str>>| text.unwrap().trim().to_owned();
        let html = text(message.body_html(0));
        (message.subject().unwrap().to_owned(), text(message.body_text(0)), html)
    };
    let (subject, body, html) = saying("out/sheet-0001.eml");
    assert_eq!((&*subject, body.contains("on December 8, 2026")), ("Figures for Ann", true), "{body}");
    assert!(html.contains("lang=\"en-US\""), "{html}");
    let (subject, body, html) = saying("out/sheet-0002.eml");
    assert_eq!((&*subject, body.contains("2026년 12월 8일입니다")), ("김민지 의원님께", true), "{body}");
    assert!(html.contains("lang=\"ko\""), "{html}");
    // A language that the letter does not have fails the row, and says what is missing where.
    std::fs::write(dir.path("list.csv"), format!("{list}Eva,e@x.org,2026-12-08,es\n")).unwrap();
    let said = dir.call(&call).expect(1).stderr;
    for told in ["row 3: the mail has no `subject` in its language, `es`", "row 3: the mail has no `body`"] {
        assert!(said.contains(told), "no {told:?} in {said}");
    }
    assert!(
        said.contains("letter.md:3:") && said.contains("add `es: …` beside `en-US: …` and `ko: …`"),
        "{said}"
    );
    // One letter for rows of several languages says which it is in.
    std::fs::write(dir.path("list.csv"), list).unwrap();
    let one = "---\nto: '{{email}}'\nsubject: Figures\n---\nOn {{day | date}}.\n";
    std::fs::write(dir.path("letter.md"), one).unwrap();
    assert!(dir.call(&call).expect(0).stderr.contains("warning[mail-language]"));
    std::fs::write(dir.path("letter.md"), one.replace("subject", "lang: en-US\nsubject")).unwrap();
    assert!(!dir.call(&call).expect(0).stderr.contains("mail-language"));
    let (_, body, html) = saying("out/sheet-0002.eml");
    assert!(body.contains("December 8, 2026") && html.contains("lang=\"en-US\""), "{body} {html}");
}

#[test]
fn texts_that_are_none_are_told() {
    for (letter, says) in [
        ("---\nsubject: [a, b]\n---\nx\n", "`subject` is no text, nor one for each language"),
        ("---\nsubject: {name: x}\n---\nx\n", "letter.md:2:11"),
        ("---\nbody: {en: x}\n---\nx\n", "the mail has two texts"),
        ("---\nbody: {en: 'See ^[a note].'}\n---\n", "error[mail-note]"),
        ("---\nbody: {en: '{{nmae}}'}\n---\n", "did you mean `{{name}}`?"),
    ] {
        let dir = folder(LIST, letter);
        let said = dir.call(&args(&["--eml", "--mail", "letter.md", "-o", "out"])).expect(1).stderr;
        assert!(said.contains(says), "no {says:?} in {said}");
    }
}

/// A lock as another run holds it, in the process of the test.
#[test]
fn two_runs_do_not_write_one_file_of_mails() {
    let dir = Folder::with(&[("sheet.yaml", SHEET), ("list.csv", LIST)]);
    let run = |out: &str, to: &str, code| {
        dir.call(&["batch", "sheet.yaml", "-r", "list.csv", "-o", out, "--mbox", to]).expect(code)
    };
    let lock = std::fs::File::create(dir.path(".handbill-all.mbox.lock")).unwrap();
    lock.lock().unwrap();
    let said = run("a", "all.mbox", 1);
    assert!(said.stderr.contains("another run is writing into `all.mbox`"), "{}", said.stderr);
    drop(lock);
    run("a", "all.mbox", 0);
    let hidden: Vec<_> = dir.names().into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(dir.path("all.mbox").is_file() && hidden.is_empty(), "{hidden:?}");
    let said = run("a", "none/all.mbox", 1);
    assert!(said.stderr.contains("`--mbox`") && !said.stderr.contains("`-o`"), "{}", said.stderr);
}
