//! `handbill batch merge`: one manifest of those of all shards.

use super::ending;
use crate::base::{Diagnostics, Sources};
use crate::cli::report::{Format, Subject, counted, size};
use crate::cli::{Status, out};
use crate::project::batch::{Leftovers, Merged, Shard, merge};
use std::path::PathBuf;

/// Make one manifest of those of all shards, once every file is found to be what its shard has written.
#[derive(clap::Args)]
#[command(after_help = "\
Each shard leaves a manifest in the folder (manifest.3-of-16.csv). When all have come to their end this makes one of
them, the same as one run of all rows writes, and takes theirs away. Where a shard, a row or a file is missing it says
which, and changes nothing.
Exit codes: 0 every copy is there, 1 something is missing or rows have failed, 2 the call is wrong.")]
pub struct Args {
    /// The folder with the copies.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Take away files of earlier runs that these shards do not make, such as those of rows that have left the list, unless
    /// somebody has changed them.
    #[arg(long)]
    prune: bool,
    /// How to say what is wrong.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Merges.
pub fn run(args: &Args) -> Status {
    let name = args.folder.display().to_string();
    let sources = Sources::default();
    let about = Subject { name: &name, sources: &sources };
    let mut diags = Diagnostics::default();
    let leftovers = if args.prune { Leftovers::Prune } else { Leftovers::Tell };
    let merged = merge(&args.folder, leftovers, &mut diags);
    match &merged {
        Err(e) => diags.push(ending::stopped(e)),
        Ok(Some(merged)) => ending::ending(&merged.ending, &name, &mut diags),
        Ok(None) => {}
    }
    let messages: String = diags.iter().map(|d| args.format.message(d, &about)).collect();
    let end = merged.ok().flatten();
    let summary = end.as_ref().map(|merged| summary(merged, &name, args.format)).unwrap_or_default();
    match args.format {
        Format::Json => drop(out::stdout(messages + &summary)),
        Format::Human => out::status(&(messages + &summary)),
    }
    match end {
        Some(merged) if merged.failed == 0 => Status::Done,
        _ => Status::Failed,
    }
}

/// `out: 535 rows of 16 shards, 535 files, 57 MB; manifest.csv lists them`
fn summary(merged: &Merged, folder: &str, format: Format) -> String {
    let Merged { shards, rows, failed, files, bytes, .. } = *merged;
    if format == Format::Json {
        let value = serde_json::json!({
            "kind": "merge", "folder": folder, "shards": shards, "rows": rows, "failed": failed, "files": files,
            "bytes": bytes,
        });
        return format!("{value}\n");
    }
    let of = match shards {
        0 => ", merged before".to_owned(),
        n => format!(" of {}", counted(n as usize, "shard")),
    };
    let mut parts = vec![format!("{folder}: {}{of}", counted(rows as usize, "row"))];
    if failed > 0 {
        parts.push(format!("{} failed", counted(failed as usize, "row")));
    }
    parts.extend([counted(files as usize, "file"), size(bytes as usize)]);
    format!("{}; {} lists them\n", parts.join(", "), Shard::WHOLE.csv())
}
