//! The showcase, written and read again: a reader that follows the structure tree has every paragraph whole, in
//! the order in which it was written, with ligatures, small figures, note marks and hyphens as the characters
//! that they stand for.

use crate::reread::{Reread, actual_text, marked, number, operators};
use handbill::base::{Diagnostics, Sources};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::project::{Disk, FontFolders};
use handbill::story::{Node, Part, Role, Story};
use handbill::{layout, pdf, sheet};
use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The sheets of the showcase, and the Korean fixtures.
fn sheets() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(root.join("sheets")).expect("the showcase");
    let mut all: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    all.retain(|p| p.extension().is_some_and(|e| e == "yaml"));
    all.push(root.join("tests/layout/korean.yaml"));
    all.push(root.join("tests/layout/korean-columns.yaml"));
    all.sort();
    all
}

fn written(path: &Path) -> (Story, Reread) {
    let mut sources = Sources::default();
    let text = std::fs::read_to_string(path).expect("a sheet");
    let file = sources.add(path.to_string_lossy(), text);
    let mut diags = Diagnostics::default();
    let sheet = sheet::parse(&mut sources, file, &Disk, &mut diags).expect("a sheet without errors");
    let theme = sheet::theme(&sheet, &Edition::email());
    let story = sheet::lower(&sheet, &theme, &mut diags);
    let folders = [Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts")];
    let fonts = FontSet::new(Some(Box::new(FontFolders::new(&folders))));
    let layout = layout::paginate(&story, &theme.page, &fonts, &mut diags);
    let bytes =
        pdf::write(&layout, &fonts, &Edition::email(), &[], &mut Diagnostics::default()).expect("a file");
    (story, Reread(Document::load_mem(&bytes).expect("a file that opens")))
}

/// The text of the structure tree, in its order.
pub fn tree_text(file: &Reread) -> String {
    let pages: BTreeMap<ObjectId, BTreeMap<i64, String>> =
        file.0.get_pages().into_iter().map(|(number, id)| (id, marked(file, number))).collect();
    let root = file.get(file.catalog(), "StructTreeRoot").as_dict().expect("a tree");
    let mut out = String::new();
    read(file, root.get(b"K").expect("a document"), None, &pages, &mut out);
    out
}

fn read(
    file: &Reread,
    kid: &Object,
    page: Option<ObjectId>,
    pages: &BTreeMap<ObjectId, BTreeMap<i64, String>>,
    out: &mut String,
) {
    let mut show = |page: Option<ObjectId>, mcid: i64| {
        out.push_str(pages[&page.expect("a page")].get(&mcid).map_or("", String::as_str));
    };
    match file.of(kid) {
        Object::Integer(mcid) => show(page, *mcid),
        Object::Array(kids) => kids.iter().for_each(|k| read(file, k, page, pages, out)),
        Object::Dictionary(d) if d.has_type(b"OBJR") => {}
        Object::Dictionary(d) => {
            if let Some(actual) = actual_text(d) {
                return out.push_str(&actual);
            }
            let page = d.get(b"Pg").and_then(Object::as_reference).ok().or(page);
            match (d.get(b"MCID").and_then(Object::as_i64), d.get(b"K")) {
                (Ok(mcid), _) => show(page, mcid),
                (_, Ok(kids)) => read(file, kids, page, pages, out),
                _ => {}
            }
        }
        other => panic!("{other:?} in the tree"),
    }
}

/// A story's paragraphs in the order of its parts, without what repeats others (pull quotes) and is no content.
fn paragraphs(parts: &[Part], out: &mut Vec<String>) {
    for part in parts {
        match &part.node {
            Node::Para(p) => out.push(p.rich.text.clone()),
            Node::Group(g) if matches!(g.role, Some(Role::Artifact(_))) => {}
            Node::Group(g) => paragraphs(&g.parts, out),
            Node::Row(r) => r.cells.iter().for_each(|c| paragraphs(&c.parts, out)),
            Node::Parallel(p) => paragraphs(&p.parts().cloned().collect::<Vec<_>>(), out),
            _ => {}
        }
    }
}

/// What is left where white space and the breaker's signs are taken away.
fn solid(text: &str) -> String {
    let sign = |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}');
    text.chars().filter(|c| !sign(*c)).collect()
}

/// Readers part a word where a glyph is raised (poppler, PDFium): the text of a vowel sign stands on the baseline, and
/// what is seen of it is a path.
#[test]
fn vowel_signs_keep_to_the_baseline() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, file) = written(&root.join("tests/layout/arabic.yaml"));
    let (mut unseen, mut rise, mut mode, mut curves) = (0, 0.0, 0.0, 0);
    for operator in operators(&file, 1) {
        let value = || operator.operands.first().map_or(0.0, number);
        match operator.operator.as_str() {
            "Ts" => rise = value(),
            "Tr" => mode = value(),
            "TJ" if mode == 3.0 => {
                assert_eq!(rise, 0.0);
                unseen += 1;
            }
            "c" => curves += 1,
            _ => {}
        }
    }
    assert!(unseen > 3 && curves > unseen && mode == 0.0, "{unseen} signs, {curves} curves");
    let text = solid(&tree_text(&file));
    assert!(text.contains("يُبقي") || text.contains(&"يُبقي".chars().rev().collect::<String>()), "{text}");
}

#[test]
fn paragraphs_come_out_whole_and_in_order() {
    for path in sheets() {
        let (story, file) = written(&path);
        let tree = solid(&tree_text(&file));
        let mut wanted = Vec::new();
        paragraphs(&story.parts, &mut wanted);
        assert!(wanted.len() > 3, "{}", path.display());
        let mut from = 0;
        for text in wanted.iter().map(|t| solid(t)) {
            let at = tree[from..].find(&text);
            from += at.unwrap_or_else(|| panic!("{}: {text}\nnot in\n{}", path.display(), &tree[from..]));
            from += text.len();
        }
        for note in &story.notes {
            let text = &note.para.rich.text;
            assert!(tree.contains(&solid(text)), "{}: note {text}", path.display());
        }
    }
}
