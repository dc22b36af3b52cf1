//! Rust source as the rules see it: without comments, strings and tests, but with its lines where they were.

use std::path::Path;

/// A file of src/.
pub struct SourceFile {
    /// Below src/, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Comments, strings and characters blanked.
    code: String,
    /// `code` without test modules.
    shipped: String,
}

/// A function with its size.
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

/// All files of src/, sorted by path.
pub fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(SourceFile::new(name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

impl SourceFile {
    pub fn new(path: String, text: String) -> SourceFile {
        let code = blanked(&text);
        let mut file = SourceFile { path, text, code, shipped: String::new() };
        if !file.is_test() {
            file.shipped = without_tests(&file.code);
        }
        file
    }
    /// Whether all of it is tests.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }
    /// The top module that it belongs to; none for lib.rs and main.rs, which see everything.
    pub fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next().unwrap();
        let name = first.strip_suffix(".rs").unwrap_or(first);
        (!matches!(name, "lib" | "main")).then_some(name)
    }
    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }
    /// Lines, from 1, of shipped code in which `word` stands on its own.
    pub fn lines_with(&self, word: &str) -> impl Iterator<Item = usize> + use<'_> {
        let word = word.to_owned();
        let has = move |line: &str| words(line, &word).next().is_some();
        self.shipped.lines().enumerate().filter(move |(_, line)| has(line)).map(|(n, _)| n + 1)
    }
    /// Findings for each of `names`.
    pub fn uses_of(&self, names: &[&str]) -> Vec<String> {
        names
            .iter()
            .flat_map(|n| self.lines_with(n).map(move |line| format!("line {line}: uses `{n}`")))
            .collect()
    }
    /// Top modules that shipped code names through `crate::` or `super::`, with the line.
    pub fn imports(&self) -> Vec<(usize, String)> {
        let code = self.shipped.as_str();
        let climb = "super::".repeat(self.depth());
        let mut found = Vec::new();
        for root in ["crate::", &climb] {
            words(code, root).for_each(|at| heads(code, at + root.len(), &mut found));
        }
        found
    }
    /// How many `super` lead from this file to the crate's root.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }
    /// Places where something declared as a hash map or set is iterated.
    pub fn iterated_hash_maps(&self) -> Vec<String> {
        let mut names: Vec<String> =
            ["HashMap", "HashSet"].iter().flat_map(|t| declared(&self.shipped, t)).collect();
        names.sort_unstable();
        names.dedup();
        let mut found = Vec::new();
        for (n, line) in self.shipped.lines().enumerate() {
            let hit = names.iter().find(|name| words(line, name).any(|at| iterates(line, at, name)));
            found.extend(hit.map(|name| format!("line {}: iterates `{name}`, a hash map or set", n + 1)));
        }
        found
    }
    /// All functions with a body.
    pub fn functions(&self) -> Vec<Function> {
        words(&self.code, "fn").filter_map(|at| self.function(at)).collect()
    }
    fn function(&self, at: usize) -> Option<Function> {
        let rest = &self.code[at..];
        let name = identifier(rest[2..].trim_start());
        let open = rest.find(['{', ';']).filter(|i| rest[*i..].starts_with('{'))?;
        let mut depth = 0usize;
        let close = rest[open..].char_indices().find_map(|(i, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(open + i)
        })?;
        let line = self.code[..at].matches('\n').count() + 1;
        (!name.is_empty()).then(|| Function { name, line, lines: rest[..close].matches('\n').count() + 1 })
    }
}

/// The first names of a path, or of each path of a `{…}`, that starts at `at`.
fn heads(code: &str, at: usize, found: &mut Vec<(usize, String)>) {
    let line = code[..at].matches('\n').count() + 1;
    let rest = &code[at..];
    let Some(group) = rest.strip_prefix('{') else {
        found.push((line, identifier(rest)));
        return;
    };
    let (mut depth, mut start) = (0, true);
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && c.is_alphabetic() => {
                found.push((line, identifier(&group[i..])));
                start = false;
            }
            _ => {}
        }
    }
}

/// Names that are declared with a type that has `kind` in it, or made by its constructor.
fn declared(code: &str, kind: &str) -> Vec<String> {
    words(code, kind)
        .filter_map(|at| {
            let line = &code[code[..at].rfind('\n').map_or(0, |i| i + 1)..at];
            let before = line
                .trim_start()
                .trim_start_matches("pub ")
                .trim_start_matches("let ")
                .trim_start_matches("mut ");
            let name = identifier(before);
            let after = before[name.len()..].trim_start();
            let declares = after.starts_with(": ") || after.starts_with("= ");
            (declares && !name.is_empty()).then_some(name)
        })
        .collect()
}

/// Whether `line` iterates the `name` that stands at `at`.
fn iterates(line: &str, at: usize, name: &str) -> bool {
    const METHODS: [&str; 9] = [
        ".iter()",
        ".iter_mut()",
        ".keys()",
        ".values()",
        ".values_mut()",
        ".drain(",
        ".into_iter()",
        ".into_keys()",
        ".into_values()",
    ];
    let after = &line[at + name.len()..];
    let called = METHODS.iter().any(|m| after.starts_with(m));
    let before = line[..at].trim_end_matches("self.").trim_end_matches("mut ").trim_end_matches('&');
    let looped = before.ends_with(" in ") && after.trim_start().starts_with('{');
    called || looped
}

/// Where `word` stands in `code` with no name running on into it or out of it.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let named = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code[..*at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let runs_out = word.ends_with(named) && after.is_some_and(named);
        !before.is_some_and(named) && !runs_out
    })
}

fn identifier(code: &str) -> String {
    code.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// `code` without what follows `#[cfg(test)]`: a module in braces, or a declaration up to its semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_owned();
    while let Some(start) = out.find(MARK) {
        let end = end_of_item(&out, start + MARK.len());
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

fn end_of_item(code: &str, from: usize) -> usize {
    let mut depth = 0usize;
    for (i, c) in code[from..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return from + i + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return from + i + 1,
            _ => {}
        }
    }
    code.len()
}

/// Comments, strings and characters as spaces; every line keeps its number.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = opaque(rest, out.chars().next_back());
        if skip == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.extend(rest[..skip].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[skip..];
        }
    }
    out
}

/// How many bytes at the start of `code` are a comment, string or character; 0 where it is code.
fn opaque(code: &str, before: Option<char>) -> usize {
    let until = |end: &str, from: usize| code[from..].find(end).map_or(code.len(), |i| from + i + end.len());
    if code.starts_with("//") {
        return code.find('\n').unwrap_or(code.len());
    }
    if code.starts_with("/*") {
        return until("*/", 2);
    }
    if code.starts_with('"') {
        return quoted(code, '"');
    }
    let in_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let raw = code.strip_prefix("br").or(code.strip_prefix('r')).filter(|_| !in_name);
    if let Some(raw) = raw {
        let hashes = raw.chars().take_while(|c| *c == '#').count();
        if raw[hashes..].starts_with('"') {
            let open = code.len() - raw.len() + hashes + 1;
            return until(&format!("\"{}", "#".repeat(hashes)), open);
        }
    }
    let mut chars = code.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('\''), Some('\\'), _) => quoted(code, '\''),
        (Some('\''), Some(c), Some('\'')) => c.len_utf8() + 2,
        _ => 0,
    }
}

/// Length of a literal in which a backslash escapes.
fn quoted(code: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in code.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return i + c.len_utf8(),
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(path.to_owned(), text.to_owned())
    }

    #[test]
    fn sees_code_and_not_what_is_said_about_it() {
        let f = file(
            "a/b.rs",
            "// println!\nlet s = \"println!\\\" {\"; let c = '{'; let r = r#\"dbg!\"#;\nprintln!();\n",
        );
        assert_eq!(f.lines_with("println!").collect::<Vec<_>>(), [3]);
        assert!(f.uses_of(&["dbg!"]).is_empty());
    }

    #[test]
    fn tests_may_do_what_shipped_code_may_not() {
        let f = file(
            "a.rs",
            "fn f<'a>() { }\n#[cfg(test)]\nmod tests { fn g() { println!() } }\nfn h() { print!() }\n",
        );
        assert_eq!(f.uses_of(&["println!", "print!"]), ["line 4: uses `print!`"]);
        let names: Vec<String> = f.functions().into_iter().map(|f| f.name).collect();
        assert_eq!(names, ["f", "g", "h"]);
    }

    #[test]
    fn imports_are_found_however_they_are_written() {
        let f = file(
            "a/b.rs",
            "use crate::{text::{self, Rich}, font};\nuse super::super::pdf::x;\nfn f(x: crate::cli::X) {}\n",
        );
        let names: Vec<String> = f.imports().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["text", "font", "cli", "pdf"]);
    }

    #[test]
    fn hash_maps_may_be_asked_and_not_iterated() {
        let f = file(
            "a.rs",
            "let mut seen: HashMap<u8, u8> = x;\nseen.get(&1);\nfor (k, v) in &seen {\n}\nseen.keys();\n",
        );
        assert_eq!(f.iterated_hash_maps().len(), 2);
    }

    #[test]
    fn a_function_is_as_long_as_its_lines() {
        let f = file("a.rs", "trait T { fn none(&self); }\nfn two(\n) {\n}\n");
        let two: Vec<(String, usize, usize)> =
            f.functions().into_iter().map(|f| (f.name, f.line, f.lines)).collect();
        assert_eq!(two, [("two".to_owned(), 2, 3)]);
    }
}
