//! What a sheet says of its editions: what is obeyed, and what is said of the rest.

use super::{HEAD, Outcome, files, read_named};
use handbill::base::Pt;
use handbill::edition::{Condition, Edition, Marks, Sources, Standard};
use handbill::sheet;

/// A profile whose tables are all zeros behind a sound header.
fn emptied() -> Vec<u8> {
    let mut profile = FOGRA.to_vec();
    profile[4000..].fill(0);
    profile
}

const FOGRA: &[u8] = include_bytes!("../../assets/icc/FOGRA39L_coated.icc");

/// A profile with another colour space in its header.
fn rgb_profile() -> Vec<u8> {
    [&FOGRA[..16], b"RGB ", &FOGRA[20..]].concat()
}

fn read(editions: &str) -> Outcome {
    let ours = "about: Ours\nbleed: 5mm\nink_limit: 320\ncondition: icc/ours.icc\n";
    let files = files()
        .with("ours.icc", FOGRA)
        .with("rgb.icc", rgb_profile())
        .with("cut.icc", &FOGRA[..9000])
        .with("bad.icc", emptied())
        .with("shop/ours.yaml", ours)
        .with("shop/icc/ours.icc", FOGRA)
        .with("shop/bad.yaml", "about: Bad\nbleed: 3in\nsize: 1\n");
    read_named("sheet.yaml", &format!("{HEAD}editions: {editions}\nsections: [{{body: Prose.}}]\n"), &files)
}

/// The editions of a sheet with nothing to say about them.
fn editions(text: &str) -> Vec<Edition> {
    read(text).sheet().editions.clone()
}

#[track_caller]
fn one(text: &str) -> Edition {
    editions(text).remove(0)
}

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    assert_eq!(read(text).messages(), wanted, "{text}");
}

#[test]
fn what_a_sheet_says_is_obeyed() {
    let press = one("{press: {bleed: 3mm, marks: false, ink_limit: 280%, standard: x-1a, paper: a4}}");
    assert_eq!((press.bleed, press.marks, press.ink_limit), (Pt::mm(3.0), Marks::None, 280.0));
    assert_eq!(press.standards, [Standard::X1a]);
    assert_eq!(press.paper.map(|p| p.w), Some(Pt::mm(210.0)));
    assert_eq!(press.condition, Some(Condition::Fogra39));
    let email = one("{email: {max_size: 500 kB, sources: end}}");
    assert_eq!((email.max_size, email.sources), (Some(500_000), Some(Sources::End)));
    assert_eq!(one("{email: {max_size: 1.5MB}}").max_size, Some(1_500_000));
    assert_eq!(one("{press: {bleed: 0}}").bleed, Pt::ZERO);
    assert_eq!(one("{press: {}}"), Edition::press());
}

#[test]
fn an_edition_starts_from_another() {
    let list = editions(
        "{board: {extends: office, paper: legal}, shop: {extends: ours, marks: false}, ours: {extends: press, bleed: 0.25in}}",
    );
    let names: Vec<&str> = list.iter().map(|e| &*e.name).collect();
    assert_eq!(names, ["board", "shop", "ours"]);
    assert_eq!((list[0].kind, list[0].paper.map(|p| p.h)), (Edition::office().kind, Some(Pt::inches(14.0))));
    assert_eq!((list[1].bleed, list[1].marks), (Pt(18.0), Marks::None));
    assert_eq!((list[2].bleed, list[2].marks), (Pt(18.0), Marks::Crop));
    // Settings of one of the four are its heirs' too.
    let list = editions("{press: {ink_limit: 250}, shop: {extends: press}}");
    assert_eq!(list[1].ink_limit, 250.0);
}

#[test]
fn a_name_stands_for_one_of_the_sheet_or_one_of_the_four() {
    let outcome = read("{press: {bleed: 3mm}, board: {extends: office}}");
    let sheet = outcome.sheet();
    assert_eq!(sheet.edition("press").map(|e| e.bleed), Some(Pt::mm(3.0)));
    assert_eq!(sheet.edition("email"), Some(Edition::email()));
    assert_eq!(sheet.edition("bored"), None);
    assert_eq!(sheet.all_editions().len(), 2);
    assert_eq!(read("{}").sheet().all_editions().len(), 4);
}

#[test]
fn a_paper_lies_as_the_sheet_does() {
    let text = format!(
        "{HEAD}page: {{size: letter, orientation: landscape}}\neditions: {{press: {{paper: a4}}}}\nsections: [{{body: Prose.}}]\n"
    );
    let sheet = read_named("sheet.yaml", &text, &files());
    assert_eq!(sheet.sheet().editions[0].paper.map(|p| p.h), Some(Pt::mm(210.0)));
}

#[test]
fn printers_bring_their_numbers_and_the_sheet_has_the_last_word() {
    let toner = one("{press: {printer: toner}}");
    assert_eq!((toner.ink_limit, toner.bleed, toner.marks), (260.0, Pt(9.0), Marks::Crop));
    let quarter = one("{press: {printer: Quarter-Inch, ink_limit: 270}}");
    assert_eq!((quarter.ink_limit, quarter.bleed), (270.0, Pt(18.0)));
    let ours = one("{press: {printer: shop/ours.yaml}}");
    assert_eq!((ours.ink_limit, ours.bleed), (320.0, Pt::mm(5.0)));
    assert!(matches!(ours.condition, Some(Condition::File { name, .. }) if &*name == "ours.icc"));
    check("{press: {printer: uncoated}}", &["warning condition-needed 5:29"]);
    check("{press: {printer: uncoated, condition: ours.icc}}", &[]);
    check(
        "{press: {printer: shop/bad.yaml}}",
        &["error bad-edition-setting shop/bad.yaml:2:8", "error unknown-field shop/bad.yaml:3:1"],
    );
    check("{press: {printer: tonr}}", &["error unknown-printer 5:29"]);
    assert!(read("{press: {printer: tonr}}").words().contains("did you mean `toner`?"));
    check("{press: {printer: gone.yaml}}", &["error missing-file 5:29"]);
    check("{email: {printer: toner}}", &["warning not-obeyed 5:29"]);
}

#[test]
fn every_wrong_value_has_its_place() {
    for (value, column) in [
        ("bleed: -3mm", 28),
        ("bleed: 3in", 28),
        ("bleed: 3", 28),
        ("marks: perhaps", 28),
        ("ink_limit: 20", 32),
        ("ink_limit: lots", 32),
        ("max_size: 2", 31),
        ("max_size: 2 TB", 31),
        ("max_size: 1 kB", 31),
        ("sources: side", 30),
        ("standard: x-5", 31),
    ] {
        check(&format!("{{press: {{{value}}}}}"), &[&format!("error bad-edition-setting 5:{}", column - 1)]);
        assert!(
            read(&format!("{{press: {{{value}}}}}")).words().contains(" / write")
                || value.starts_with("sources")
        );
    }
    check("{press: {paper: a44}}", &["error bad-page-size 5:27"]);
    check("{press: {paper: [2in, 2in]}}", &["warning narrow-column 5:28"]);
    check("{press: {condition: FOGRA51}}", &["error bad-condition 5:31"]);
    check("{press: {condition: gone.icc}}", &["error missing-file 5:31"]);
    for file in ["rgb.icc", "cut.icc", "bad.icc", "photo.jpg"] {
        check(&format!("{{press: {{condition: {file}}}}}"), &["error bad-condition 5:31"]);
    }
    assert!(read("{press: {condition: rgb.icc}}").words().contains("RGB"));
    check("{email: {bleed: 3mm, marks: true}}", &["warning not-obeyed 5:27", "warning not-obeyed 5:39"]);
}

#[test]
fn names_and_bases_are_checked() {
    check(
        "{emial: {}, mine: {extends: pres}}",
        &["error unknown-edition 5:12", "error unknown-edition 5:39"],
    );
    check("{a: {extends: b}, b: {extends: a}}", &["error edition-cycle 5:25", "error edition-cycle 5:42"]);
    check("{a: {extends: a}}", &["error edition-cycle 5:25"]);
    check("{a/b: {extends: press}}", &["error edition-name 5:12"]);
    check("{all: {extends: press}}", &["error edition-name 5:12"]);
    check("{press: {extends: office}}", &["error edition-name 5:29"]);
}

#[test]
fn a_call_can_name_the_printer() {
    let said = |name: &str| {
        let mut sources = handbill::base::Sources::default();
        let mut diags = handbill::base::Diagnostics::default();
        let files = files().with("shop/ours.yaml", "about: Ours\nbleed: 5mm\n");
        let made = sheet::for_printer(&Edition::press(), name, (&mut sources, &files), &mut diags);
        (made, diags.iter().map(|d| d.code).collect::<Vec<_>>())
    };
    assert_eq!(said("newsprint").0.map(|e| e.bleed), Some(Pt::ZERO));
    assert_eq!(said("newsprint").1, ["condition-needed"]);
    assert_eq!(said("shop/ours.yaml").0.map(|e| e.bleed), Some(Pt::mm(5.0)));
    assert_eq!(said("nobody"), (None, vec!["unknown-printer"]));
}

#[test]
fn profiles_can_be_listed_and_shown() {
    let names: Vec<&str> = sheet::printers().map(|p| p.0).collect();
    assert!(names.contains(&"toner") && names.is_sorted(), "{names:?}");
    assert!(names.iter().all(|n| sheet::printer_text(n).is_ok_and(|t| t.contains("notes:"))));
    assert_eq!(sheet::printer_text("toner2").unwrap_err(), "did you mean `toner`?");
}
