//! SVG drawings as filled paths. `usvg` resolves styles, `use` and transforms; strokes become outlines here, with
//! their dashes, caps and joins. What a path with a flat colour cannot show is reported.

mod shapes;

use super::{ArtError, Drawing};
use crate::base::{Pt, Size};
use usvg::{ImageHrefResolver, Options, Tree, roxmltree};

/// A CSS pixel is a 96th of an inch.
const PT_PER_PX: f64 = 72.0 / 96.0;
/// Elements of a file, before anything is made of them.
const MAX_NODES: u32 = 200_000;
/// `usvg` recurses up to 1024 elements deep, which overflows the usual stack of a thread.
const STACK: usize = 64 << 20;
/// So few tags, each within the one before, fit the usual stack: at a sixteenth of a megabyte each, which is what the
/// stack above has for them.
const FEW: usize = 24;

/// Whether a text is an SVG document: `<svg` among its first bytes, behind declarations and comments.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let start = head.iter().find(|b| !b.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(b));
    start == Some(&b'<') && head.windows(4).any(|w| w == b"<svg")
}

/// Reads a drawing, and what it lost.
pub(super) fn load(bytes: &[u8], name: &str) -> Result<(Drawing, Vec<String>), ArtError> {
    let damaged = |reason: String| ArtError::Damaged { name: name.into(), reason };
    let text = std::str::from_utf8(bytes).map_err(|_| damaged("its text is not UTF-8".into()))?;
    if is_flat(text) {
        let parsed = std::panic::catch_unwind(|| read(text, name));
        return parsed.unwrap_or_else(|_| Err(damaged("its parser gave up".into())));
    }
    // A thread of its own for its stack; that a panic in it is caught is welcome too.
    let parsed = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let worker = thread.spawn_scoped(scope, || read(text, name)).map_err(|e| e.to_string())?;
        worker.join().map_err(|_| "its parser gave up".to_owned())
    });
    parsed.map_err(damaged)?
}

/// Whether a drawing needs no stack of its own: most logos are a few shapes, and to start a thread takes as long as to
/// read them. Entities could stand for any number of tags.
fn is_flat(text: &str) -> bool {
    !text.contains("<!") && text.matches('<').count() <= FEW
}

fn read(text: &str, name: &str) -> Result<(Drawing, Vec<String>), ArtError> {
    let damaged = |reason: String| ArtError::Damaged { name: name.into(), reason };
    // Illustrator writes its namespaces as entities; `roxmltree` bounds their expansion.
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let xml = roxmltree::Document::parse_with_options(text, options).map_err(|e| damaged(e.to_string()))?;
    let tree = Tree::from_xmltree(&xml, &strict()).map_err(|e| damaged(e.to_string()))?;
    let mut shapes = shapes::Shapes::default();
    if has_words(&xml) {
        shapes.lose("its text is left out: convert text to outlines in the drawing program");
    }
    shapes.group(tree.root(), 1.0);
    let (w, h) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let size = Size { w: Pt(w * PT_PER_PX), h: Pt(h * PT_PER_PX) };
    let (items, lost) = shapes.finish(PT_PER_PX).ok_or_else(|| ArtError::TooComplex(name.into()))?;
    let outside = outside(&xml).map(|to| format!("`{to}` is a file of its own and is left out"));
    let lost = lost.into_iter().map(str::to_owned).chain(outside).collect();
    Ok((Drawing { size, items }, lost))
}

/// Options under which a drawing reaches no file beside itself.
fn strict() -> Options<'static> {
    let keep = ImageHrefResolver::default_data_resolver();
    Options {
        image_href_resolver: ImageHrefResolver { resolve_data: keep, resolve_string: Box::new(|_, _| None) },
        ..Options::default()
    }
}

/// What the drawing takes from elsewhere: pictures and shapes in other files, of which nothing is fetched.
fn outside<'x>(xml: &'x roxmltree::Document<'_>) -> impl Iterator<Item = &'x str> {
    let takes = |n: &roxmltree::Node<'_, '_>| matches!(n.tag_name().name(), "image" | "use" | "feImage");
    let hrefs = xml.descendants().filter(takes).flat_map(|n| n.attributes());
    let hrefs = hrefs.filter(|a| a.name() == "href").map(|a| a.value().trim());
    hrefs.filter(|to| !to.is_empty() && !to.starts_with('#') && !to.starts_with("data:"))
}

/// Whether there are letters in a `text` element. The parser, built without fonts, drops them silently.
fn has_words(xml: &roxmltree::Document<'_>) -> bool {
    let texts = xml.descendants().filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let words = |n: roxmltree::Node<'_, '_>| n.text().is_some_and(|t| !t.trim().is_empty());
    texts.into_iter().any(|t| t.descendants().any(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Ink, Point, Seg};

    fn drawing(body: &str) -> (Drawing, Vec<String>) {
        let open = r#"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 32 16">"#;
        load(format!("{open}{body}</svg>").as_bytes(), "a.svg").expect("a drawing")
    }

    fn lost(body: &str) -> String {
        drawing(body).1.join("; ")
    }

    #[test]
    fn paths_are_placed_in_points() {
        let (drawing, lost) =
            drawing(r##"<g transform="translate(8 0)"><rect width="8" height="16" fill="#123456"/></g>"##);
        assert_eq!((drawing.size, lost), (Size { w: Pt(72.0), h: Pt(36.0) }, vec![]));
        let item = &drawing.items[0];
        assert_eq!(item.fill, Some((Ink::rgb(0x12, 0x34, 0x56), false)));
        assert_eq!(item.path.segs[0], Seg::Move(Point::new(Pt(18.0), Pt(0.0))));
        assert_eq!(item.path.segs[2], Seg::Line(Point::new(Pt(36.0), Pt(36.0))));
    }

    #[test]
    fn a_few_tags_need_no_stack_of_their_own_however_deep_they_stand() {
        let nested = |n: usize| {
            let rect = r#"<rect width="8" height="8"/>"#;
            format!("{}{rect}{}", "<g>".repeat(n), "</g>".repeat(n))
        };
        let most = (FEW - 3) / 2;
        for (deep, flat) in [(most, true), (most + 1, false)] {
            let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg">{}</svg>"#, nested(deep));
            assert_eq!(is_flat(&svg), flat, "{deep}");
            assert_eq!(drawing(&nested(deep)).0.items.len(), 1, "{deep}");
        }
        assert!(!is_flat("<!DOCTYPE svg [<!ENTITY a '<g></g>'>]><svg>&a;</svg>"));
    }

    #[test]
    fn opacity_multiplies_through_groups() {
        let (drawing, _) = drawing(r#"<g opacity=".5"><rect width="8" height="8" fill-opacity=".5"/></g>"#);
        assert!((drawing.items[0].opacity - 0.25).abs() < 0.005, "{}", drawing.items[0].opacity);
    }

    #[test]
    fn strokes_become_outlines() {
        let line = r#"<path d="M0 8H32" stroke="red" stroke-width="2" stroke-dasharray="4 4"/>"#;
        let (drawing, lost) = drawing(line);
        assert_eq!((drawing.items.len(), lost.len()), (1, 0));
        assert_eq!(drawing.items[0].fill, Some((Ink::rgb(255, 0, 0), false)));
        let starts = drawing.items[0].path.segs.iter().filter(|s| matches!(s, Seg::Move(_))).count();
        assert_eq!(starts, 4);
    }

    #[test]
    fn gradients_become_their_mean() {
        let body = r##"<linearGradient id="g"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#fff"/>
            </linearGradient><rect width="8" height="8" fill="url(#g)"/>"##;
        let (drawing, lost) = drawing(body);
        assert_eq!(drawing.items[0].fill, Some((Ink::rgb(128, 128, 128), false)));
        assert_eq!(lost, ["gradients are set as one flat colour"]);
    }

    #[test]
    fn what_is_lost_is_said() {
        assert!(lost("<text>Ohio</text>").contains("text is left out"));
        assert_eq!(lost("<text> </text>"), "");
        let clipped = r##"<clipPath id="c"><circle r="3"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>"##;
        assert!(lost(clipped).contains("clipping"));
        let image = r#"<image width="8" height="8" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="/>"#;
        assert!(lost(image).contains("image"), "{}", lost(image));
    }

    #[test]
    fn a_clip_around_everything_is_no_loss() {
        let body = r##"<clipPath id="c"><rect width="32" height="16"/></clipPath>
            <g clip-path="url(#c)"><rect x="2" y="2" width="9" height="9"/></g>"##;
        assert_eq!(lost(body), "");
    }

    #[test]
    fn hostile_documents_are_errors() {
        let deep = format!(
            "<svg xmlns='http://www.w3.org/2000/svg'>{}{}</svg>",
            "<g>".repeat(9000),
            "</g>".repeat(9000)
        );
        assert!(load(deep.as_bytes(), "a").is_err());
        let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY a0 'ha'>");
        for i in 1..30 {
            laughs += &format!("<!ENTITY a{i} '&a{};&a{};'>", i - 1, i - 1);
        }
        laughs += "]><svg xmlns='http://www.w3.org/2000/svg'>&a29;</svg>";
        assert!(load(laughs.as_bytes(), "a").is_err());
        assert!(load(b"<svg", "a").is_err());
        assert!(load(b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='5'/>", "a").is_err());
    }

    #[test]
    fn no_file_is_read() {
        let (drawing, _) = drawing(r#"<image width="8" height="8" href="/etc/passwd"/>"#);
        assert!(drawing.items.is_empty());
    }

    #[test]
    fn files_outside_are_named() {
        assert_eq!(
            lost(r#"<image width="8" height="8" href="photo.jpg"/>"#),
            "`photo.jpg` is a file of its own and is left out"
        );
        let linked = r#"<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="icons.svg#sun"/>"#;
        assert_eq!(lost(linked), "`icons.svg#sun` is a file of its own and is left out");
        assert_eq!(lost(r##"<g id="a"><rect width="8" height="8"/></g><use href="#a" x="9"/>"##), "");
    }
}
