//! Tells the program what it is built from: `HANDBILL_SOURCES` is a hash of its sources, of what is compiled in, and of
//! the versions of its libraries. Copies that another program has made are known by it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the program's work depends on.
const PARTS: [&str; 6] = ["assets", "build.rs", "Cargo.lock", "Cargo.toml", "fonts", "src"];

/// FNV-1a of 128 bits (Fowler, Noll and Vo): std's own hasher may be another in its next version, and what runs here is
/// compiled before every program.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
const _: () = assert!(fnv(BASIS, b"a") == 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);

const fn fnv(mut hash: u128, bytes: &[u8]) -> u128 {
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u128).wrapping_mul(PRIME);
        at += 1;
    }
    hash
}

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
    let mut hash = BASIS;
    for file in files {
        let bytes = fs::read(&file)?;
        let name = file.to_string_lossy().replace('\\', "/");
        // With their lengths, so that no name passes for a part of a text.
        for part in [name.as_bytes(), &bytes] {
            hash = fnv(fnv(hash, &(part.len() as u64).to_le_bytes()), part);
        }
    }
    println!("cargo::rustc-env=HANDBILL_SOURCES={hash:032x}");
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
