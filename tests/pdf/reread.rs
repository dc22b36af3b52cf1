//! A written file, read again with lopdf as a reader would.

use crate::bytes;
use crate::sheet::Maker;
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, Stream};
use std::collections::BTreeMap;

/// A file opened again.
pub struct Reread(pub Document);

impl Reread {
    pub fn new(maker: &Maker) -> Reread {
        Reread(Document::load_mem(&bytes(maker)).expect("a file that opens"))
    }
    pub fn of<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object {
            Object::Reference(id) => self.0.get_object(*id).expect("an object"),
            other => other,
        }
    }
    pub fn get<'a>(&'a self, dict: &'a Dictionary, path: &str) -> &'a Object {
        let mut keys = path.split('/').peekable();
        let mut dict = dict;
        loop {
            let key = keys.next().expect("a key");
            let value =
                self.of(dict.get(key.as_bytes()).unwrap_or_else(|_| panic!("no `{key}` of `{path}`")));
            if keys.peek().is_none() {
                return value;
            }
            dict = value.as_dict().expect("a dictionary");
        }
    }
    pub fn page(&self, number: u32) -> &Dictionary {
        self.0.get_dictionary(self.0.get_pages()[&number]).expect("a page")
    }
    pub fn catalog(&self) -> &Dictionary {
        self.0.catalog().expect("a catalog")
    }
    pub fn numbers(&self, dict: &Dictionary, path: &str) -> Vec<f64> {
        self.get(dict, path).as_array().expect("numbers").iter().map(number).collect()
    }
    pub fn fonts(&self) -> BTreeMap<String, Embedded> {
        let pages = self.0.get_pages();
        let mut fonts = BTreeMap::new();
        for id in pages.values() {
            let page = self.0.get_dictionary(*id).expect("a page");
            for (name, font) in self.get(page, "Resources/Font").as_dict().expect("fonts").iter() {
                let name = String::from_utf8_lossy(name).into_owned();
                fonts.insert(name, self.embedded(self.of(font).as_dict().expect("a font")));
            }
        }
        fonts
    }
    pub fn embedded(&self, font: &Dictionary) -> Embedded {
        let cid = self.of(&self.get(font, "DescendantFonts").as_array().expect("one")[0]);
        let cid = cid.as_dict().expect("a font");
        let widths = self.get(cid, "W").as_array().expect("widths");
        let program = self.get(cid, "FontDescriptor/FontFile2").as_stream().expect("a program");
        let cmap = self.get(font, "ToUnicode").as_stream().expect("a map");
        Embedded {
            name: String::from_utf8_lossy(self.get(font, "BaseFont").as_name().expect("a name")).into(),
            widths: widths[1].as_array().expect("widths").iter().map(number).collect(),
            program: unpacked(program),
            unicode: to_unicode(&unpacked(cmap)),
        }
    }
}

pub struct Embedded {
    pub name: String,
    pub widths: Vec<f64>,
    pub program: Vec<u8>,
    pub unicode: BTreeMap<u16, String>,
}

pub fn number(object: &Object) -> f64 {
    object.as_float().map(f64::from).expect("a number")
}

pub fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}

pub fn to_unicode(cmap: &[u8]) -> BTreeMap<u16, String> {
    let text = String::from_utf8_lossy(cmap).into_owned();
    let mut map = BTreeMap::new();
    let code = |part: &str| u16::from_str_radix(part, 16).expect("a code");
    for line in text.lines().filter(|l| l.starts_with('<')) {
        let parts: Vec<&str> = line.split(['<', '>', '[', ']', ' ']).filter(|p| !p.is_empty()).collect();
        // A range of codes with the text of each, or one code with its text.
        let (first, texts) = match line.ends_with(']') {
            true => (code(parts[0]), &parts[2..]),
            false => (code(parts[0]), &parts[1..]),
        };
        if line.ends_with(']') {
            assert_eq!(usize::from(code(parts[1]) - first) + 1, texts.len());
        } else if parts == ["0000", "FFFF"] {
            continue;
        }
        for (code, text) in (first..).zip(texts) {
            let units = text.as_bytes().chunks(4);
            let units = units.map(|u| u16::from_str_radix(&String::from_utf8_lossy(u), 16).expect("UTF-16"));
            map.insert(code, String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16"));
        }
    }
    map
}

/// Operators of a page.
pub fn operators(file: &Reread, page: u32) -> Vec<Operation> {
    let id = file.0.get_pages()[&page];
    lopdf::content::Content::decode(&file.0.get_page_content(id)).expect("operators").operations
}

/// The codes of a string that a page shows: two bytes each.
fn codes(shown: &[u8]) -> impl Iterator<Item = u16> + '_ {
    assert!(shown.len().is_multiple_of(2), "whole codes");
    shown.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]))
}

/// Origins of all glyphs, as a reader computes them (ISO 32000-1, 9.4.4).
pub fn origins(operators: &[Operation], fonts: &BTreeMap<String, Embedded>) -> Vec<[f64; 2]> {
    let (mut line, mut x) = ([0.0, 0.0], 0.0);
    let (mut size, mut stretch, mut rise) = (0.0, 1.0, 0.0);
    let mut font: Option<&Embedded> = None;
    let mut out = Vec::new();
    for op in operators {
        let n = |i: usize| number(&op.operands[i]);
        match op.operator.as_str() {
            "BT" => line = [0.0, 0.0],
            "Td" => {
                line = [line[0] + n(0), line[1] + n(1)];
                x = line[0];
            }
            "Tf" => {
                font = fonts.get(&*String::from_utf8_lossy(op.operands[0].as_name().expect("a name")));
                size = n(1);
            }
            "Tz" => stretch = n(0) / 100.0,
            "Ts" => rise = n(0),
            "TJ" => {
                for item in op.operands[0].as_array().expect("an array") {
                    if let Object::String(shown, _) = item {
                        for code in codes(shown) {
                            out.push([x, line[1] + rise]);
                            x += font.expect("a font").widths[usize::from(code)] / 1000.0 * size * stretch;
                        }
                    } else {
                        x -= number(item) / 1000.0 * size * stretch;
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// The text of a page as a reader that honours `/ActualText` has it.
pub fn extracted(file: &Reread, page: u32) -> String {
    texts(file, page).into_iter().map(|(_, text)| text).collect()
}

/// The text of each marked-content sequence of a page, by its MCID.
pub fn marked(file: &Reread, page: u32) -> BTreeMap<i64, String> {
    let mut out: BTreeMap<i64, String> = BTreeMap::new();
    for (mcid, text) in texts(file, page) {
        if let Some(mcid) = mcid {
            out.entry(mcid).or_default().push_str(&text);
        }
    }
    out
}

/// A marked-content sequence that is open.
struct Open {
    mcid: Option<i64>,
    replaced: bool,
}

/// The pieces of a page's text with their MCIDs, in the order of the content stream.
fn texts(file: &Reread, page: u32) -> Vec<(Option<i64>, String)> {
    let fonts = file.fonts();
    let (mut font, mut out, mut open) = (None, Vec::new(), Vec::<Open>::new());
    for op in operators(file, page) {
        let mcid = open.iter().rev().find_map(|o| o.mcid);
        match op.operator.as_str() {
            "BDC" => {
                let actual = op.operands[1].as_dict().ok().and_then(actual_text);
                let own = op.operands[1].as_dict().and_then(|d| d.get(b"MCID")).and_then(Object::as_i64);
                open.push(Open { mcid: own.ok(), replaced: actual.is_some() });
                out.extend(actual.map(|a| (mcid, a)));
            }
            "EMC" => _ = open.pop(),
            "Tf" => font = fonts.get(&*String::from_utf8_lossy(op.operands[0].as_name().expect("a name"))),
            "TJ" if !open.iter().any(|o| o.replaced) => {
                let items = op.operands[0].as_array().expect("an array").iter();
                for code in items.filter_map(|o| o.as_str().ok()).flat_map(codes) {
                    out.push((mcid, font.expect("a font").unicode[&code].clone()));
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "marked content is closed");
    out
}

/// The `/ActualText` of a property list or an element.
pub fn actual_text(dict: &Dictionary) -> Option<String> {
    lopdf::decode_text_string(dict.get(b"ActualText").ok()?).ok()
}
