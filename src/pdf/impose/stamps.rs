//! What is printed with a page and is no part of its content: filled fields, stamps, comments. Their appearances are
//! placed as a printer would print them (ISO 32000-1, 12.5.5); links and all that is not for paper go.

use super::super::finish::numbers;
use super::source::{Page, bounds, follow, real};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::fmt::Write;

/// Kinds that print nothing, or what is outside of the trim.
const SILENT: [&[u8]; 4] = [b"Link", b"Popup", b"PrinterMark", b"TrapNet"];
/// Flags of an annotation (ISO 32000-1, table 165).
const HIDDEN: i64 = 1 << 1;
const PRINT: i64 = 1 << 2;

/// The form of a page with what is printed on it, from its own `form`, which it may be itself; and how many
/// annotations say how they look to no printer.
pub(super) fn add(document: &mut Document, page: &Page, form: ObjectId) -> (ObjectId, usize) {
    let (stamps, lost) = stamps(document, page);
    if stamps.is_empty() {
        return (form, lost);
    }
    let mut content = String::from("/Page Do\n");
    let mut forms = dictionary! { "Page" => form };
    for (i, (id, [a, d, e, f])) in stamps.into_iter().enumerate() {
        let _ = writeln!(content, "q {a:.5} 0 0 {d:.5} {e:.5} {f:.5} cm /S{i} Do Q");
        forms.set(format!("S{i}"), id);
        if let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut) {
            // Some writers leave it out, because it can be nothing else.
            stream.dict.set("Subtype", "Form");
        }
    }
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => numbers(page.bleed),
        "Resources" => dictionary! { "XObject" => forms },
    };
    (document.add_object(Stream::new(dict, content.into_bytes())), lost)
}

/// Scale and shift of an appearance.
type Fit = [f64; 4];

fn stamps(document: &Document, page: &Page) -> (Vec<(ObjectId, Fit)>, usize) {
    let entry = document.get_dictionary(page.id).ok().and_then(|d| d.get(b"Annots").ok());
    let list = entry.and_then(|o| follow(document, o)).and_then(|o| o.as_array().ok());
    let annotations = list.into_iter().flatten().filter_map(|o| follow(document, o)?.as_dict().ok());
    let printed: Vec<Option<(ObjectId, Fit)>> =
        annotations.filter(|a| is_printed(document, a)).map(|a| appearance(document, a)).collect();
    let lost = printed.iter().filter(|p| p.is_none()).count();
    (printed.into_iter().flatten().collect(), lost)
}

fn is_printed(document: &Document, annotation: &Dictionary) -> bool {
    let kind = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let flags = annotation.get(b"F").ok().and_then(|o| follow(document, o)?.as_i64().ok()).unwrap_or(0);
    !SILENT.contains(&kind) && flags & PRINT != 0 && flags & HIDDEN == 0
}

/// The appearance of an annotation in its present state, and how it is brought into its rectangle
/// (ISO 32000-1, algorithm 8.1).
fn appearance(document: &Document, annotation: &Dictionary) -> Option<(ObjectId, Fit)> {
    let at = |dict: &Dictionary, key: &[u8]| dict.get(key).ok().cloned();
    let looks = follow(document, annotation.get(b"AP").ok()?)?.as_dict().ok()?;
    let mut normal = at(looks, b"N")?;
    if let Some(Object::Dictionary(states)) = follow(document, &normal) {
        let state = annotation.get(b"AS").and_then(Object::as_name).ok()?;
        normal = at(states, state)?;
    }
    let id = normal.as_reference().ok()?;
    let form = &follow(document, &normal)?.as_stream().ok()?.dict;
    let rect = bounds(document, annotation.get(b"Rect").ok()?)?;
    let b = bounds(document, form.get(b"BBox").ok()?)?;
    let matrix = form.get(b"Matrix").ok().and_then(|o| follow(document, o)?.as_array().ok());
    let m: Vec<f64> = matrix.into_iter().flatten().filter_map(|o| real(follow(document, o)?)).collect();
    let m: [f64; 6] = m.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [[b[0], b[1]], [b[2], b[1]], [b[0], b[3]], [b[2], b[3]]];
    let xs = corners.map(|[x, y]| m[0] * x + m[2] * y + m[4]);
    let ys = corners.map(|[x, y]| m[1] * x + m[3] * y + m[5]);
    let [x, y] =
        [xs, ys].map(|v| (v.into_iter().fold(f64::MAX, f64::min), v.into_iter().fold(f64::MIN, f64::max)));
    let (a, d) = ((rect[2] - rect[0]) / (x.1 - x.0), (rect[3] - rect[1]) / (y.1 - y.0));
    let fit = [a, d, rect[0] - a * x.0, rect[1] - d * y.0];
    fit.iter().all(|v| v.is_finite()).then_some((id, fit))
}
