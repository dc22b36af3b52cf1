//! Runs the binary in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The smallest sheet that is one.
pub const PLAIN: &str = "handbill: 1\nlang: en-US\ntitle: Water\ndate: 2026-11-15\nsections:\n  - heading: One\n    body: Some words.\n";

/// A folder with files, taken away at the end.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folder.path(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}; there is {:?}", self.names()))
    }
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }
    /// All files and folders in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        list(self.0.path(), self.0.path(), &mut names);
        names.sort();
        names
    }
    pub fn call<'a>(&'a self, args: &[&str]) -> Call<'a> {
        Call::new(self, args)
    }
}

fn list(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        names.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
        if path.is_dir() {
            list(root, &path, names);
        }
    }
}

/// A call that has not been made yet.
pub struct Call<'a> {
    folder: &'a Folder,
    args: Vec<String>,
    stdin: String,
}

/// What a call said.
pub struct Said {
    pub code: i32,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl<'a> Call<'a> {
    pub fn new(folder: &'a Folder, args: &[&str]) -> Call<'a> {
        Call { folder, args: args.iter().map(|a| (*a).to_owned()).collect(), stdin: String::new() }
    }
    pub fn stdin(mut self, text: &str) -> Call<'a> {
        self.stdin = text.to_owned();
        self
    }
    /// Makes the call, which must end with `code`.
    pub fn expect(self, code: i32) -> Said {
        let args = self.args.join(" ");
        let said = self.make(Stdio::piped());
        assert_eq!(said.code, code, "handbill {args}\n{}", said.stderr);
        said
    }
    /// Makes the call with a standard output that nobody reads.
    #[cfg(unix)]
    pub fn into_closed_pipe(self) -> Said {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        self.make(writer.into())
    }
    fn make(self, stdout: Stdio) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
        command
            .args(&self.args)
            .current_dir(self.folder.0.path())
            .stdin(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.stdout(stdout).spawn().unwrap();
        // A call that does not read its input has closed it: no concern of the test.
        let _ = child.stdin.take().unwrap().write_all(self.stdin.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        Said { code: status.code().unwrap_or(-1), stdout, stderr: String::from_utf8(stderr).unwrap() }
    }
}

impl Said {
    pub fn text(self) -> String {
        String::from_utf8(self.stdout).unwrap()
    }
    pub fn json(&self) -> Vec<serde_json::Value> {
        let text = std::str::from_utf8(&self.stdout).unwrap();
        text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
    }
}
