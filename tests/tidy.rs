//! Keeps the house rules of src/ARCHITECTURE.md: layers, who may name which crate, who touches the outside,
//! sizes, module docs. Reads the source as text; `#[cfg(test)]` code may touch files and print.

#[path = "tidy/code.rs"]
mod code;

use code::{SourceFile, source_files};

/// The layers, lowest first. A module sees the layers below its own, and itself.
const LAYERS: [&[&str]; 9] = [
    &["base"],
    &["font", "edition"],
    &["text", "theme"],
    &["story"],
    &["block", "layout", "pdf"],
    &["sheet", "preflight"],
    &["fit", "mail"],
    &["project"],
    &["cli"],
];

/// Imports inside a layer: what is set is drawn, and a theme is made of text styles. Never the other way.
const WITHIN: [(&str, &str); 2] = [("pdf", "layout"), ("theme", "text")];

/// Crates with one owner: the crate, and how the paths begin that may name it.
const OWNED: &[(&str, &[&str])] = &[
    ("printpdf", &["pdf/", "pdf.rs"]),
    ("lopdf", &["pdf/", "pdf.rs", "preflight/"]),
    ("harfrust", &["text/shape/", "text/shape.rs"]),
    ("comrak", &["text/markup/", "text/markup.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("fontdb", &["project/fonts"]),
    ("tempfile", &["project/"]),
    ("annotate_snippets", &["cli/"]),
    ("encoding_rs", &["project/records"]),
    ("fast_image_resize", &["pdf/pictures/"]),
    ("flate2", &["base/icc/", "pdf/finish/", "project/records"]),
    ("hypher", &["text/hyphen"]),
    ("icu_segmenter", &["text/breaks", "text/passes"]),
    ("jpeg_encoder", &["pdf/pictures/", "pdf/raster/"]),
    ("lcms2", &["base/icc/"]),
    ("mimalloc", &["main.rs"]),
    ("qrcode", &["block/"]),
    ("quick_xml", &["project/records"]),
    (
        "rayon",
        &[
            "fit/",
            "base/icc",
            "cli/build",
            "layout/ahead",
            "layout/pages",
            "pdf/",
            "preflight/file/printed",
            "project/batch/",
        ],
    ),
    ("serde_saphyr", &["sheet/yaml/"]),
    ("strsim", &["base/meant", "project/nearby"]),
    ("schemars", &["base/", "theme/", "block/", "sheet/"]),
    ("sha2", &["layout/divided.rs", "pdf/", "project/batch/"]),
    ("skrifa", &["font/", "project/fonts", "pdf/glyphs", "preflight/reading"]),
    ("subsetter", &["pdf/glyphs"]),
    ("thiserror", &["base/icc/", "story/art", "project/", "pdf/"]),
    ("unicode_bidi", &["text/itemize"]),
    ("unicode_normalization", &["project/batch/name"]),
    ("unicode_script", &["text/", "font/script"]),
    ("usvg", &["story/art/"]),
    ("tiny_skia", &["preflight/plates"]),
    ("zune_jpeg", &["pdf/raster/"]),
];

/// Ways to the outside world.
const OUTSIDE: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
    "Instant::now",
    "SystemTime::now",
    "std::io::stdin",
];
/// Who may take them.
const OUTWARD: [&str; 2] = ["project", "cli"];

const PRINTING: [&str; 5] = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];

const MAX_FILE: usize = 600;
const MAX_FUNCTION: usize = 70;

/// Runs `rule` over every file and fails with all that it found.
fn check(why: &str, rule: impl Fn(&SourceFile) -> Vec<String>) {
    let files = source_files();
    assert!(files.len() > 20, "only {} files were read: the rule looked in the wrong place", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|f| rule(f).into_iter().map(move |what| format!("src/{}: {what}", f.path)))
        .collect();
    assert!(found.is_empty(), "\n{}\n\n{why}\n", found.join("\n"));
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

#[test]
fn modules_import_from_lower_layers_only() {
    check(
        "A module imports only from lower layers and from itself: see \"Layers\" in src/ARCHITECTURE.md.",
        |f| {
            let Some(own) = f.module() else { return Vec::new() };
            let Some(mine) = layer(own) else {
                return vec![format!(
                    "`{own}` stands in no layer: add it to LAYERS in tests/tidy.rs and to the map"
                )];
            };
            f.imports()
                .into_iter()
                .filter(|(_, to)| to != own && layer(to).is_some_and(|theirs| theirs >= mine))
                .filter(|(_, to)| !WITHIN.contains(&(own, to.as_str())))
                .map(|(line, to)| format!("line {line}: `{own}` imports from `{to}`"))
                .collect()
        },
    );
}

#[test]
fn a_crate_is_named_by_its_owner_only() {
    check("Each dependency has one owner: see the table in CONTRIBUTING.md.", |f| {
        let foreign = OWNED.iter().filter(|(_, owners)| !owners.iter().any(|o| f.path.starts_with(o)));
        foreign
            .flat_map(|(name, _)| {
                f.lines_with(&format!("{name}::")).map(move |line| format!("line {line}: names `{name}`"))
            })
            .collect()
    });
}

#[test]
fn every_dependency_has_its_line_in_contributing() {
    let (manifest, rules) = (include_str!("../Cargo.toml"), include_str!("../CONTRIBUTING.md"));
    let table = |name: &str| manifest.split_once(&format!("[{name}]\n")).expect("a table").1;
    let names = |name: &str| -> Vec<String> {
        let lines = table(name).lines().take_while(|l| !l.starts_with('['));
        lines.filter_map(|l| l.split_once(" = ")).map(|(name, _)| name.to_owned()).collect()
    };
    let (own, development) = (names("dependencies"), names("dev-dependencies"));
    assert!(own.len() > 20 && !development.is_empty(), "{own:?} {development:?}");
    // Names stand in the first column.
    let rows: Vec<&str> = rules.lines().filter_map(|l| l.strip_prefix("| `")?.split(" | ").next()).collect();
    let listed: Vec<&str> = rows.iter().flat_map(|r| r.split('`').step_by(2)).collect();
    for name in own.iter().chain(&development) {
        assert!(listed.contains(&name.as_str()), "`{name}` has no line in CONTRIBUTING.md");
    }
    for name in listed.iter().filter(|n| !n.is_empty()) {
        assert!(own.iter().chain(&development).any(|d| d == name), "`{name}` is no dependency any more");
    }
}

#[test]
fn only_project_and_cli_touch_the_outside() {
    check("Disk, network, clock and environment belong to `project` and `cli`; pass bytes in.", |f| match f
        .module()
    {
        Some(own) if !OUTWARD.contains(&own) => f.uses_of(&OUTSIDE),
        _ => Vec::new(),
    });
}

#[test]
fn only_cli_prints() {
    check("Only `cli` prints: push a diagnostic instead, and leave no `dbg!` behind.", |f| {
        match f.module() {
            Some("cli") => f.uses_of(&["dbg!"]),
            _ => f.uses_of(&PRINTING),
        }
    });
}

#[test]
fn no_hash_map_is_iterated() {
    check(
        "The order of a hash map differs from run to run: take a BTreeMap, or look up and never iterate.",
        |f| f.iterated_hash_maps(),
    );
}

#[test]
fn files_are_short() {
    check("Split it along what it says it does.", |f| match f.lines() {
        n if n > MAX_FILE => vec![format!("{n} lines, more than {MAX_FILE}")],
        _ => Vec::new(),
    });
}

#[test]
fn functions_are_short() {
    check("Name its steps and make each a function.", |f| {
        f.functions()
            .into_iter()
            .filter(|f| f.lines > MAX_FUNCTION)
            .map(|f| format!("line {}: `{}` has {} lines, more than {MAX_FUNCTION}", f.line, f.name, f.lines))
            .collect()
    });
}

#[test]
fn files_open_with_what_they_are() {
    check("Open it with `//!`: what it takes, what it gives, what it never does.", |f| {
        let documented = f.text.starts_with("//!") || f.text.starts_with("#![doc") || f.is_test();
        if documented { Vec::new() } else { vec!["has no module docs".to_owned()] }
    });
}

#[test]
fn nothing_is_left_undone() {
    check("Finish it, or push an error that says that it comes later.", |f| {
        f.uses_of(&["todo!", "unimplemented!"])
    });
}
