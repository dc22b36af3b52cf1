//! Which files a run may write over: none that it reads, none among the copies, and none that has more than it makes.

use super::Args;
use crate::cli::build::target::same_file;
use crate::project::batch::Shard;
use crate::project::nearby;
use std::path::Path;

/// What is wrong with the files that the call names, where the copies go into `folder`.
pub fn wrong(args: &Args, folder: &Path) -> Option<String> {
    let read = [Some(&args.sheet), Some(&args.recipients), args.mail.as_ref()];
    let own = |path: &Path| path.file_name().and_then(|name| name.to_str()).is_some_and(Shard::names);
    let over = read.into_iter().flatten().find(|path| own(path) && is_among(path, folder));
    if let Some(path) = over {
        return Some(format!(
            "`{}` has the name of a file that the run writes for itself: name another folder with `-o`",
            path.display()
        ));
    }
    // Names there are the copies', and the manifest says what each is.
    let mails = args.mbox.as_deref().filter(|path| is_among(path, folder))?;
    Some(format!(
        "--mbox: `{}` would stand among the copies: name a file outside of `{}`",
        mails.display(),
        folder.display()
    ))
}

/// Whether a file stands or would stand in the folder.
pub fn is_among(path: &Path, folder: &Path) -> bool {
    let parent = nearby::folder_of(path);
    same_file(&parent, folder) || parent == folder
}

/// Why rows that the call names must not be put into this file, if there is one: it may have all of them.
pub fn some_of_all(args: &Args, option: &str, path: &Path) -> Option<String> {
    (!args.rows.is_empty() && path.is_file()).then(|| {
        format!(
            "`{}` is there, and `--row` would leave these rows alone in it: leave `--row` out, which makes nothing anew \
             that has not changed, or name another file after `{option}`",
            path.display()
        )
    })
}
