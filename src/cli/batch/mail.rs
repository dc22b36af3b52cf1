//! The mails of a batch: what the call says of them, read and checked before any row is made.

use super::Args;
use super::place::some_of_all;
use crate::base::{Diagnostic, Diagnostics, Sources};
use crate::cli::build::job;
use crate::cli::{Status, wrong_call};
use crate::mail::Template;
use crate::project::Disk;
use crate::project::batch::Mails;
use crate::sheet::merge::Columns;
use std::io::Read;
use std::path::Path;

/// What is attached to drafts.
pub const EDITION: &str = "email";

/// The mails that the call asks for; `None` where it asks for none.
pub fn read(
    args: &Args,
    (columns, sheet_lang): (&Columns, &str),
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Mails>, Status> {
    if !args.eml && args.mbox.is_none() {
        return match args.mail {
            Some(_) => Err(wrong_call("--mail says what drafts say; ask for them with --eml or --mbox FILE")),
            None => Ok(None),
        };
    }
    if let Some(path) = args.mbox.as_deref().filter(|path| is_something_else(path)) {
        return Err(wrong_call(format!(
            "--mbox: `{}` is there and is no file of mails; name another",
            path.display()
        )));
    }
    if let Some(wrong) = args.mbox.as_deref().and_then(|path| some_of_all(args, "--mbox", path)) {
        return Err(wrong_call(wrong));
    }
    let template = match &args.mail {
        Some(path) => template(path, sources, diags)?,
        None => Template::default(),
    };
    let template = template.with_columns(columns, diags);
    template.check_language(sheet_lang, diags);
    Ok(Some(Mails { template, eml: args.eml, mbox: args.mbox.clone() }))
}

fn template(path: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Template, Status> {
    let name = path.display().to_string();
    let loaded = Disk::read_named(path).map_err(|why| {
        let d = Diagnostic::error("cannot-read", format!("cannot read `{name}`: {why}"));
        diags.push(
            d.help("name a file of Markdown that begins with `subject:` and `to:` between two lines `---`"),
        );
        Status::WrongCall
    })?;
    let text = job::text_of("mail", &name, &loaded, sources).map_err(|d| {
        diags.push(d);
        Status::Failed
    })?;
    let file = sources.add(name, text);
    Template::parse(sources, file, diags).ok_or(Status::Failed)
}

/// Whether there is a file that would be lost: one that holds anything but mails.
fn is_something_else(path: &Path) -> bool {
    const FIRST: &[u8] = b"From ";
    if !path.is_file() {
        return path.is_dir();
    }
    let mut first = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(FIRST.len() as u64).read_to_end(&mut first));
    read.is_err() || !first.is_empty() && first != FIRST
}
