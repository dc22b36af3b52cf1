//! README.md tells the truth: its table of blocks is the registry's, and its sheet builds.

use handbill::block::KINDS;
use std::path::Path;
use std::process::Command;

const OPEN: &str = "<!-- blocks: tests/readme.rs keeps this table -->\n";
const CLOSE: &str = "<!-- /blocks -->";

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .unwrap()
        .replace("\r\n", "\n")
}

/// What stands between two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let start = text.find(open).unwrap_or_else(|| panic!("no {open:?} in README.md")) + open.len();
    &text[start..start + text[start..].find(close).unwrap()]
}

#[test]
fn the_table_of_blocks_is_that_of_the_registry() {
    let mut table = String::from("| block | what it is | its fields |\n|---|---|---|\n");
    for kind in KINDS {
        let fields: Vec<String> = kind.fields().iter().map(|f| format!("`{}`", f.name)).collect();
        table +=
            &format!("| `{}` | {} | {} |\n", kind.name, kind.summary().replace('\n', " "), fields.join(", "));
    }
    let readme = readme();
    let now = between(&readme, OPEN, CLOSE);
    assert!(now == table, "the table in README.md is not this one:\n\n{table}");
}

/// Every call that the README shows of a batch, in its order, with its own list, sheet and letter.
#[test]
fn the_calls_of_a_batch_work_as_they_stand() {
    let dir = tempfile::tempdir().unwrap();
    let readme = readme();
    let part = between(&readme, "### A copy for every office\n", "To come: ");
    let [list, sheet, letter] =
        ["csv", "yaml", "markdown"].map(|kind| between(part, &format!("```{kind}\n"), "```\n"));
    for (name, text) in [("sheet.yaml", sheet), ("offices.csv", list), ("letter.md", letter)] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let mut calls = 0;
    let blocks = part.split("```sh\n").skip(1).filter_map(|block| block.split("```\n").next());
    for line in blocks.flat_map(str::lines).filter(|line| line.starts_with("handbill ")) {
        // Those of the sheets that come along are made above.
        if line.contains("sheets/") {
            continue;
        }
        let call = line.split(" #").next().unwrap_or_default();
        // A list of two rows has two shards.
        let shards = if call.contains("3/16") { vec!["1/2", "2/2"] } else { vec![""] };
        for shard in shards {
            let args = words(&call.replace("3/16", shard));
            let out = Command::new(env!("CARGO_BIN_EXE_handbill"))
                .args(&args[1..])
                .current_dir(dir.path())
                .output()
                .unwrap();
            assert!(out.status.success(), "{call}: {}", String::from_utf8_lossy(&out.stderr));
            calls += 1;
        }
    }
    assert!(calls > 7, "{calls}");
    for name in ["pdf", "press.pdf", "eml"] {
        for row in ["Iowa-Ann Stone", "Oregon-Robert “Bob” Wu"] {
            assert!(dir.path().join(format!("sheet-copies/{row}.{name}")).is_file(), "{row}.{name}");
        }
    }
}

/// The words of a call, as a shell takes them.
fn words(call: &str) -> Vec<String> {
    let parts = call.split('"').enumerate();
    let each = parts.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    each.collect()
}

#[test]
fn the_first_sheet_builds() {
    let dir = tempfile::tempdir().unwrap();
    let readme = readme();
    std::fs::write(dir.path().join("a.yaml"), between(&readme, "```yaml\n", "```\n")).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_handbill"))
        .args(["build", "a.yaml", "--strict"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(dir.path().join("a.email.pdf").is_file());
}

#[test]
fn the_list_and_its_sheet_make_copies() {
    let dir = tempfile::tempdir().unwrap();
    let readme = readme();
    // The one that shows all that a sheet can say of a row.
    let behind = &readme[readme.find("#### What a sheet can say of a row\n").unwrap()..];
    std::fs::write(dir.path().join("list.csv"), between(behind, "```csv\n", "```\n")).unwrap();
    std::fs::write(dir.path().join("a.yaml"), between(behind, "```yaml\n", "```\n")).unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, call, copies) in [
        (dir.path(), ["batch", "a.yaml", "--recipients", "list.csv"], 2),
        (own, ["batch", "sheets/offices/taps.yaml", "--recipients", "sheets/offices/offices.csv"], 4),
    ] {
        assert!(folder != own || readme.contains(&call.join(" ")), "{call:?} is not in README.md");
        let out = dir.path().join(copies.to_string());
        let ran = Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args(call)
            .arg("-o")
            .arg(&out)
            .current_dir(folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success() && !said.contains("warning["), "{said}");
        let made = std::fs::read_dir(&out).unwrap().flatten().map(|file| file.path());
        assert_eq!(made.filter(|path| path.extension().is_some_and(|e| e == "pdf")).count(), copies);
    }
}
