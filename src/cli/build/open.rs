//! Shows a file in the system's viewer.

use crate::cli::out;
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens `path` and does not wait. That nothing could be opened is told and is no failure: the file is there.
pub fn show(path: &Path) {
    let mut command = viewer(path);
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(e) = quiet.spawn() {
        let program = quiet.get_program().to_string_lossy().into_owned();
        out::status(&format!("warning: `{}` was not opened: cannot run `{program}`: {e}\n", path.display()));
    }
}

fn viewer(path: &Path) -> Command {
    // A name that begins with a dash would be read as an option.
    let path = if path.is_relative() { Path::new(".").join(path) } else { path.to_owned() };
    if cfg!(windows) {
        let mut command = Command::new("cmd");
        // `start` takes its first quoted argument as the title of a window.
        command.args(["/C", "start", ""]).arg(path);
        return command;
    }
    let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
    command.arg(path);
    command
}
