//! Runs that are killed at any moment.

use super::{batch, files, folder, list};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often; `KILLS=50` for more.
fn kills() -> u64 {
    std::env::var("KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

#[test]
fn a_killed_run_is_finished_by_the_next() {
    let fresh = folder(&list(24));
    let started = std::time::Instant::now();
    batch(&fresh, &[], 0);
    let whole = started.elapsed();
    let want = files(&fresh, "out");
    let mut partly = 0;
    for kill in 1..=kills() {
        let dir = folder(&list(24));
        // Some of them twice, and over a folder that has files of rows that are gone.
        for part in 0..=kill % 2 {
            let mut child = Command::new(env!("CARGO_BIN_EXE_handbill"))
                .args(["batch", "sheet.yaml", "--recipients", "list.csv", "-o", "out"])
                .current_dir(dir.path("."))
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Moments all over the run, in an order that looks like chance and is the same every time.
            let moment = (kill * 7 + part * 3) % (kills() + 1);
            std::thread::sleep(Duration::from_micros(whole.as_micros() as u64 * moment / (kills() + 1)));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let left = if dir.path("out").is_dir() { files(&dir, "out").len() } else { 0 };
        partly += u64::from(left > 0 && left < want.len());
        batch(&dir, &[], 0);
        let now = files(&dir, "out");
        assert!(now == want, "kill {kill}: {:?}", now.keys());
    }
    assert!(partly > 0, "no run was killed on its way");
}

#[test]
fn what_a_killed_run_left_of_other_names_goes() {
    let dir = folder(&list(3));
    std::fs::create_dir(dir.path("out")).unwrap();
    for name in [
        ".handbill-gone.pdf.part",
        ".handbill.lock",
        ".handbill.2-of-5-x-y.pdf.part",
        ".handbill.2-of-5.lock",
    ] {
        std::fs::write(dir.path("out").join(name), "half").unwrap();
    }
    std::fs::write(dir.path("out/.handbill-mine"), "not ours").unwrap();
    batch(&dir, &[], 0);
    let names: Vec<_> = files(&dir, "out").into_keys().collect();
    assert_eq!(
        names,
        [
            ".handbill-mine",
            "manifest.csv",
            "manifest.jsonl",
            "sheet-0001.pdf",
            "sheet-0002.pdf",
            "sheet-0003.pdf"
        ]
    );
}
