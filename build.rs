//! Tells the program what it is built from: `HANDBILL_SOURCES` is a hash of its sources, of what is compiled in, and of
//! the versions of its libraries. Copies that another program has made are known by it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// What the program's work depends on.
const PARTS: [&str; 6] = ["assets", "build.rs", "Cargo.lock", "Cargo.toml", "fonts", "src"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        // A package from a registry may lack its list of versions.
        if Path::new(part).exists() {
            collect(Path::new(part), &mut files)?;
        }
    }
    files.sort();
    // Two hashes of 64 bits that begin otherwise are as good as one of 128.
    let mut halves = [DefaultHasher::new(), DefaultHasher::new()];
    1_u8.hash(&mut halves[1]);
    for file in files {
        let bytes = fs::read(&file)?;
        let name = file.to_string_lossy().replace('\\', "/");
        halves.iter_mut().for_each(|half| (&name, &bytes).hash(half));
    }
    let [first, second] = halves.map(|half| half.finish());
    println!("cargo::rustc-env=HANDBILL_SOURCES={first:016x}{second:016x}");
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}
