//! The lines of a file, each read by itself as YAML would: what it opens and does not close.

/// A line.
pub(super) struct Row<'t> {
    /// Byte of the text at which it begins.
    pub start: usize,
    pub text: &'t str,
    /// Whether it belongs to a text behind `|` or `>`, where no sign has a meaning.
    pub is_prose: bool,
}

/// All lines of `text`.
pub(super) fn all(text: &str) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    // The column of the key that a text stands behind, and that of its first line.
    let mut prose: Option<(usize, Option<usize>)> = None;
    for text in text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line.trim_end_matches(['\n', '\r'])))
    }) {
        let mut row = Row { start: text.0, text: text.1, is_prose: false };
        let blank = row.text.trim().is_empty();
        if let Some((key, first)) = prose {
            let first = first.or((!blank).then(|| row.indent()));
            row.is_prose = blank || first.is_some_and(|first| first > key && row.indent() >= first);
            prose = row.is_prose.then_some((key, first));
        }
        if !row.is_prose && opens_prose(row.text) {
            prose = Some((row.body(), None));
        }
        rows.push(row);
    }
    rows
}

/// Whether a line ends in the `|` or `>` of a text on the lines below.
fn opens_prose(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let line = line.trim_end_matches(|c: char| matches!(c, '-' | '+') || c.is_ascii_digit());
    let key = line.strip_suffix(['|', '>']).map(str::trim_end);
    key.is_some_and(|key| key.is_empty() || key.ends_with([':', '-']))
}

/// What stands open at the end of a line, all places in bytes of the text.
#[derive(Default)]
pub(super) struct Walk {
    /// The quotation mark of the value that is not closed.
    pub quote: Option<(usize, char)>,
    /// Brackets that are not closed, outermost first.
    pub open: Vec<(usize, char)>,
    /// A bracket that closes another than the one that is open.
    pub wrong: Option<usize>,
    /// A bracket that closes nothing, behind a value in brackets.
    pub extra: Option<usize>,
    /// Words right behind a closed quotation mark, inside brackets.
    pub behind: Option<usize>,
}

impl<'t> Row<'t> {
    /// The white before its first sign.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }
    /// Where its key or value begins, behind the `- ` of items, in bytes of the line.
    pub fn body(&self) -> usize {
        let mut rest = self.text.trim_start_matches(' ');
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start_matches(' ');
        }
        self.text.len() - rest.len()
    }
    /// Where its last word ends, in bytes of the text.
    pub fn end(&self) -> usize {
        self.start + self.text.trim_end().len()
    }
    /// The key at its beginning: a word with a colon.
    pub fn key(&self) -> Option<&'t str> {
        let body = &self.text[self.body()..];
        let key = &body[..word(body)];
        let rest = &body[key.len()..];
        (!key.is_empty() && (rest.starts_with(": ") || rest.trim_end() == ":")).then_some(key)
    }
    /// Reads the line as YAML would, as if nothing were open before it.
    pub fn walk(&self) -> Walk {
        let mut walk = Walk::default();
        let bytes = self.text.as_bytes();
        let (mut i, mut fresh, mut flow) = (self.body(), true, false);
        while let Some(&byte) = bytes.get(i) {
            let (place, inside) = (self.start + i, !walk.open.is_empty());
            match byte {
                b'"' | b'\'' if fresh => {
                    let Some(end) = closing(self.text, i) else {
                        walk.quote = Some((place, char::from(byte)));
                        return walk;
                    };
                    i = end;
                    fresh = false;
                    let rest = self.text[end + 1..].trim_start();
                    if inside && !rest.is_empty() && !rest.starts_with([',', ']', '}', ':', '#']) {
                        walk.behind.get_or_insert(self.start + self.text.len() - rest.len());
                    }
                }
                b'[' | b'{' if fresh || inside => {
                    walk.open.push((place, char::from(byte)));
                    (fresh, flow) = (true, true);
                }
                b']' | b'}' if inside => {
                    fresh = false;
                    if walk.open.last().is_some_and(|(_, open)| end_of(*open) != char::from(byte)) {
                        walk.wrong = Some(place);
                        return walk;
                    }
                    walk.open.pop();
                }
                b']' | b'}' if flow => walk.extra = walk.extra.or(Some(place)),
                b'#' if i > 0 && bytes[i - 1] == b' ' => return walk,
                b',' if inside => fresh = true,
                b':' if matches!(bytes.get(i + 1), None | Some(b' ')) => fresh = true,
                b' ' => {}
                _ => fresh = false,
            }
            i += 1;
        }
        walk
    }
}

/// The mark that closes the value whose opening mark stands at byte `at`.
pub(super) fn closing(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mark = bytes[at];
    let mut i = at + 1;
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b'\\' if mark == b'"' => i += 1,
            b'\'' if mark == b'\'' && bytes.get(i + 1) == Some(&b'\'') => i += 1,
            _ if byte == mark => return Some(i),
            _ => {}
        }
        i += 1;
    }
    None
}

/// The bracket that closes `open`.
pub(super) fn end_of(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// Bytes of the word at the beginning of `text`, as fields are called.
pub(super) fn word(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(text.len())
}

/// The keys inside the brackets of a line, with the bytes of the line where each begins and its value begins.
pub(super) fn keys(line: &str) -> Vec<(usize, usize)> {
    let starts = line.char_indices().filter_map(|(i, c)| match c {
        '{' | ',' => Some(i + 1 + line[i + 1..].len() - line[i + 1..].trim_start().len()),
        _ => None,
    });
    let pair = |i: usize| {
        let length = word(&line[i..]);
        (length > 0 && line[i + length..].starts_with(": ")).then_some((i, i + length + 2))
    };
    starts.filter_map(pair).collect()
}
