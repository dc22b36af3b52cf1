//! Standard output and standard error. A reader that has gone away (`handbill schema | head -1`) is no error.

use super::Status;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// Writes a result to standard output.
pub fn stdout(bytes: impl AsRef<[u8]>) -> Status {
    let mut out = io::stdout().lock();
    match out.write_all(bytes.as_ref()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => {
            status(&format!("error: cannot write to standard output: {e}\n"));
            Status::Failed
        }
        _ => Status::Done,
    }
}

/// Writes a word to the user to standard error. Where that fails there is nobody left to tell.
pub fn status(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether standard error is a terminal, where a bar that redraws itself has a place.
pub fn on_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Whether words to the user are coloured: on a terminal that can, unless `NO_COLOR` is set (no-color.org).
pub fn colored() -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|v| v.is_empty());
    on_terminal() && unset("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}
