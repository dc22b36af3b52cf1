//! The rules for print against faults that are planted here one by one, and against clean twins.

use crate::edition::Edition;
use crate::preflight::file::{Demand, Pdf, examine};
use crate::preflight::reading::tests::page_of;
use lopdf::{Dictionary, Document, Object, dictionary};

/// The codes of the rules for print.
const PRINT: [&str; 12] = [
    "print-ink-coverage",
    "print-image-coarse",
    "print-black-text",
    "print-overprint",
    "print-rgb",
    "print-spot-names",
    "print-thin-rule",
    "print-small-type",
    "print-reversed-type",
    "print-safe-area",
    "print-bleed",
    "print-contrast",
];

/// Every rule for print is named here, and planted below or in a test of its own.
#[test]
fn every_rule_for_print_is_planted() {
    let source = include_str!("print_tests.rs");
    let rules = crate::preflight::file::RULES.iter().filter(|r| r.code.starts_with("print-"));
    for code in rules.map(|r| r.code) {
        let listed = PRINT.contains(&code) || code == "print-ink-limit";
        assert!(listed && source.matches(&format!("\"{code}\"")).count() >= 2, "{code}");
    }
}

/// A trimmed page of 400 by 300 points at 20, 20, with a bleed of 9 points.
fn sheet(content: &str) -> Document {
    let font = |name: &str| {
        Object::Dictionary(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding",
        })
    };
    let spot = |name: &str| {
        let black = dictionary! {
            "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
            "C0" => vec![0.into(); 4], "C1" => vec![0.into(), 1.into(), 1.into(), 0.into()],
        };
        Object::Array(vec!["Separation".into(), name.into(), "DeviceCMYK".into(), Object::Dictionary(black)])
    };
    let resources = dictionary! {
        "Font" => dictionary! { "F" => font("Helvetica"), "B" => font("Helvetica-Bold"), "S" => font("Times-Roman") },
        "ExtGState" => dictionary! {
            "O" => dictionary! { "OP" => true, "op" => true, "OPM" => 1 },
            "N" => dictionary! { "OP" => false, "op" => false },
        },
        "ColorSpace" => dictionary! { "P" => spot("PANTONE 300 C"), "Q" => spot("Pantone 300 CV"), "All" => spot("All") },
    };
    let mut doc = page_of(content.as_bytes(), resources);
    let boxed = |a: i64, b: i64, c: i64, d: i64| Object::Array(vec![a.into(), b.into(), c.into(), d.into()]);
    for object in doc.objects.values_mut() {
        let Object::Dictionary(page) = object else { continue };
        if page.has_type(b"Page") {
            set(page, [("MediaBox", boxed(0, 0, 440, 340)), ("TrimBox", boxed(20, 20, 420, 320))]);
            set(page, [("BleedBox", boxed(11, 11, 429, 329)), ("Rotate", 0.into())]);
        }
    }
    doc
}

fn set<const N: usize>(page: &mut Dictionary, entries: [(&str, Object); N]) {
    entries.into_iter().for_each(|(key, value)| page.set(key, value));
}

/// What the rules for print say of `content`, in the demand of `edition`.
fn said(content: &str, edition: &Edition) -> Vec<(&'static str, String)> {
    let doc = sheet(content);
    let pdf = Pdf::of(&doc).expect("a page");
    let all = examine(&pdf, &Demand::of(edition, &pdf)).into_iter();
    all.filter(|f| PRINT.contains(&f.code) || f.code == "print-ink-limit")
        .map(|f| (f.code, f.message))
        .collect()
}

/// `bad` breaks the rule `code` and no other for print, and its twin `good` breaks none.
fn planted(code: &str, bad: &str, good: &str) {
    let found = said(bad, &Edition::press());
    assert!(!found.is_empty() && found.iter().all(|(c, _)| *c == code), "{bad}: {found:?}");
    assert_eq!(said(good, &Edition::press()), [], "{good}");
}

const TEXT: &str = "BT /F 10 Tf 100 100 Td (A line of text) Tj ET";
/// A cyan band that is carried past the trim at its left, right and top.
const BAND: &str = "1 0 0 0 k 0 280 440 60 re f";

#[test]
fn black_text_stands_on_one_plate() {
    let twin = format!("0 0 0 1 k {TEXT}");
    planted("print-black-text", &format!("0.6 0.4 0.4 1 k {TEXT}"), &twin);
    planted("print-black-text", &format!("0.75 0.68 0.67 0.9 k {TEXT}"), &format!("0 g {TEXT}"));
    // Large type may be rich, and a navy is no black.
    assert_eq!(said("0.6 0.4 0.4 1 k BT /B 40 Tf 100 100 Td (Large) Tj ET", &Edition::press()), []);
    assert_eq!(said(&format!("1 0.8 0.2 0.3 k {TEXT}"), &Edition::press()), []);
}

#[test]
fn light_is_no_ink() {
    planted("print-rgb", "0.8 0.1 0.1 rg 100 100 50 50 re f", "0 1 1 0 k 100 100 50 50 re f");
    let image =
        |space: &str| format!("q 70 0 0 70 100 100 cm BI /W 300 /H 300 /BPC 8 /CS /{space} ID x EI Q");
    planted("print-rgb", &image("RGB"), &image("CMYK"));
    let found = said("0 0 1 rg 100 100 9 9 re f 100 120 9 9 re f 100 140 9 9 re f", &Edition::press());
    assert!(found.len() == 1 && found[0].1.contains("and 2 more like it"), "{found:?}");
    assert!(found[0].1.contains("1.11 in (28 mm) from the left"), "{found:?}");
}

#[test]
fn black_overprints_and_white_does_not() {
    let on = |state: &str, color: &str| {
        format!("{BAND} /{state} gs {color} k BT /B 14 Tf 100 286 Td (Heading) Tj ET")
    };
    planted("print-overprint", &on("N", "0 0 0 1"), &on("O", "0 0 0 1"));
    let found = said(&on("O", "0 0 0 0"), &Edition::press());
    assert!(found.iter().any(|(c, m)| *c == "print-overprint" && m.contains("is not printed")), "{found:?}");
    // On bare paper nothing is cut out.
    assert_eq!(said(&format!("/N gs 0 0 0 1 k {TEXT}"), &Edition::press()), []);
}

#[test]
fn pictures_have_pixels() {
    let image = |size: usize, bits: usize| {
        format!("q 72 0 0 72 100 100 cm BI /W {size} /H {size} /BPC {bits} /CS /G ID x EI Q")
    };
    planted("print-image-coarse", &image(150, 8), &image(300, 8));
    planted("print-image-coarse", &image(300, 1), &image(1200, 1));
    // Scaled by the matrix, not by its own size.
    planted("print-image-coarse", &format!("q 3 0 0 3 -200 -200 cm {} Q", image(300, 8)), &image(200, 8));
}

#[test]
fn an_ink_has_one_name() {
    let two = "/P cs 1 scn 100 100 9 9 re f /Q cs 1 scn 120 100 9 9 re f";
    planted("print-spot-names", two, "/P cs 1 scn 100 100 9 9 re f 120 100 9 9 re f");
}

#[test]
fn rules_have_a_width() {
    let line = |width: &str| format!("0 0 0 1 K {width} w 100 100 m 200 100 l S");
    planted("print-thin-rule", &line("0"), &line("0.25"));
    planted("print-thin-rule", &line("0.1"), &line("0.5"));
    planted("print-thin-rule", &format!("q 0.2 0 0 0.2 50 50 cm {} Q", line("1")), &line("1"));
    planted("print-thin-rule", "0 0 0 1 k 100 100 100 0.1 re f", "0 0 0 1 k 100 100 100 0.3 re f");
    // A crop mark is for the knife.
    assert_eq!(said("0 0 0 1 K 0.1 w 0 20 m 8 20 l S", &Edition::press()), []);
}

#[test]
fn type_has_a_size() {
    let text = |size: &str| format!("0 0 0 1 k BT /F {size} Tf 100 100 Td (Source: a list) Tj ET");
    planted("print-small-type", &text("5.2"), &text("6"));
    planted("print-small-type", &format!("0.5 0 0 0.5 50 50 cm {}", text("10")), &text("10"));
    // A note mark is smaller.
    assert_eq!(said("0 0 0 1 k BT /F 5 Tf 100 100 Td (12) Tj ET", &Edition::press()), []);
}

#[test]
fn reversed_type_is_sturdy() {
    let text = |font: &str, size: u32| {
        format!(
            "1 1 0 0.4 k 0 250 440 90 re f /N gs 0 0 0 0 k BT /{font} {size} Tf 100 280 Td (Reversed) Tj ET"
        )
    };
    planted("print-reversed-type", &text("F", 12), &text("B", 12));
    planted("print-reversed-type", &text("S", 14), &text("S", 20));
    planted("print-reversed-type", &text("B", 10), &text("B", 13));
    // A solid of one spot ink: no other plate that could be out of register.
    let spot = |size: u32| text("F", size).replace("1 1 0 0.4 k", "/P cs 1 scn");
    planted("print-reversed-type", &spot(7), &spot(9));
}

#[test]
fn text_stands_clear_of_the_knife() {
    let text = |x: u32| format!("0 0 0 1 k BT /F 10 Tf {x} 100 Td (Text) Tj ET");
    planted("print-safe-area", &text(25), &text(40));
    planted("print-safe-area", &text(34), &text(39));
    planted("print-safe-area", &text(15), &text(60));
    let office = said("0 0 0 1 k 22 100 9 9 re f", &Edition::office());
    assert!(office.iter().any(|(c, _)| *c == "print-safe-area"), "{office:?}");
}

#[test]
fn what_touches_the_trim_bleeds() {
    planted("print-bleed", "1 0 0 0 k 20 280 400 40 re f", BAND);
    planted("print-bleed", "1 0 0 0 k 16 200 100 40 re f", "1 0 0 0 k 11 200 100 40 re f");
    // A bleed may be a shape of its own, and white needs none.
    planted("print-bleed", "1 0 0 0 k 20 100 50 50 re f", "1 0 0 0 k 20 100 50 50 re f 10 90 20 70 re f");
    assert_eq!(said("0 0 0 0 k 20 20 400 300 re f", &Edition::press()), []);
}

#[test]
fn text_stands_out() {
    let gray = |k: &str| format!("0 0 0 {k} k {TEXT}");
    planted("print-contrast", &gray("0.4"), &gray("0.75"));
    let on = |color: &str| format!("{BAND} /O gs {color} k BT /B 12 Tf 100 286 Td (Heading) Tj ET");
    planted("print-contrast", &on("0.3 0.9 0 0"), &on("0 0 0 1"));
    // In gray, red on green is nothing.
    let red = "0.2 0.6 0.2 rg 80 80 200 50 re f 0.7 0.25 0.2 rg BT /B 12 Tf 100 100 Td (Stop) Tj ET";
    assert!(said(red, &Edition::office()).iter().any(|(c, m)| *c == "print-contrast" && m.contains("gray")));
}

#[test]
fn ink_adds_up_on_the_plates() {
    let page = |gs: &str| format!("0.9 0.8 0.6 0 k 100 100 50 50 re f {gs} gs 0 0 0 1 k 110 120 20 20 re f");
    planted("print-ink-coverage", &page("/O"), &page("/N"));
    let found = said(&page("/O"), &Edition::press());
    // The square begins 90 points from the left of the trim, and 180 from its top.
    let words = &found[0].1;
    assert!(words.starts_with("330 % ink, over 300 %") && words.contains("(32 mm) from the left"), "{words}");
    assert!(words.contains("(64 mm) from the top"), "{words}");
}

#[test]
fn ink_has_a_limit() {
    planted("print-ink-limit", "1 1 0.8 0.7 k 100 100 50 50 re f", "1 1 0.3 0.6 k 100 100 50 50 re f");
    planted("print-ink-limit", "/All cs 1 scn 100 100 50 50 re f", "/All cs 1 scn 2 100 10 0.3 re f");
}
