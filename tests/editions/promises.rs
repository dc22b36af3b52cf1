//! What messages about the press edition promise and advise is so.

use super::parse;
use handbill::base::{Diagnostics, Severity};
use handbill::edition::Edition;
use handbill::preflight::file::{Demand, Pdf, examine};
use handbill::project::FontFolders;
use handbill::{Output, compile};

/// What becomes of a sheet whose brand has `inks`.
fn built(inks: &str, more: &str, edition: &Edition) -> (Option<Output>, Diagnostics) {
    let folder = tempfile::tempdir().expect("a folder");
    let colors =
        "color:\n  palette: {ink: \"#1B1B22\", river: \"#00607A\"}\n  foreground: ink\n  primary: river\n";
    let brand = format!("meta: {{name: Us}}\n{colors}inks: {{{inks}}}\n");
    std::fs::write(folder.path().join("brand.yaml"), brand).expect("a brand");
    let name = folder.path().join("sheet.yaml").display().to_string();
    let head = "handbill: 1\nlang: en\ntitle: A title\ndate: 2026-11\nbrand: brand.yaml\n";
    let sheet =
        parse(&name, format!("{head}{more}sections:\n  - heading: One\n    body: Words of a body. [@a]\n"));
    let mut diags = Diagnostics::default();
    let fonts = FontFolders::new(&[]);
    let fonts = handbill::font::FontSet::new(Some(Box::new(fonts)));
    (compile(&sheet, edition, &fonts, &mut diags), diags)
}

const SOURCES: &str = "sources: {a: {author: A, title: T, date: 2020, url: \"https://a.example\"}}\n";

/// Text that is black to the eye stands on one plate, whatever inks are declared; the advice says so.
#[test]
fn advice_about_inks_makes_good_files() {
    let (_, diags) = built("", SOURCES, &Edition::press());
    let help = |name: &str| {
        let of = diags.iter().find(|d| d.code == "converted-ink" && d.message.contains(name)).expect(name);
        let help = of.help.clone().unwrap_or_default();
        let (start, end) = (help.find("inks: {").expect("inks") + 7, help.rfind('}').expect("a brace"));
        help[start..end].to_owned()
    };
    let advised = format!("{}, {}", help("`ink`"), help("`river`"));
    assert!(advised.starts_with("ink: [0, 0, 0, 100], river: ["), "{advised}");
    for inks in ["", &advised, "ink: [81, 72, 49, 86], river: [86, 37, 26, 36]"] {
        let (output, diags) = built(inks, SOURCES, &Edition::press());
        let output = output.unwrap_or_else(|| panic!("{diags:?}"));
        let pdf = Pdf::read(&output.pdf, None).expect("a PDF");
        let found = examine(&pdf, &Demand::of(&Edition::press(), &pdf));
        let errors: Vec<_> = found.iter().filter(|f| f.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{inks}: {errors:?}");
        assert_eq!(diags.iter().any(|d| d.code == "converted-ink"), inks.is_empty());
    }
}

/// A warning on a screen, where it can still be mended; nothing is printed with it.
#[test]
fn the_press_edition_does_not_go_out_with_an_unresolved_source() {
    let unresolved = SOURCES.replace(", url: \"https://a.example\"", "");
    for (edition, severity) in [(Edition::email(), Severity::Warning), (Edition::press(), Severity::Error)] {
        let (output, diags) = built("", &unresolved, &edition);
        let told: Vec<_> =
            diags.iter().filter(|d| d.code == "source-unresolved").map(|d| d.severity).collect();
        assert_eq!((told, output.is_some()), (vec![severity], severity == Severity::Warning));
    }
}
