//! What a file says of itself, and what of that is still true of its sheets. A standard for print stays; tags are
//! in the order of pages that no sheet has any more, so a standard that asks for them goes, and the user is told.

use super::source::{MAX_STREAM, Source, follow};
use super::xmp::{Xmp, value};
use crate::base::{Diagnostic, Diagnostics};
use crate::edition::Standard;
use crate::story::Meta;
use lopdf::{Dictionary, Object};

/// What is taken over.
pub(super) struct Kept {
    /// Title, author and so on.
    pub meta: Meta,
    /// Standards that the sheets still meet.
    pub standards: Vec<Standard>,
    /// Entries of the information dictionary that a standard asks for.
    pub info: Dictionary,
    /// Entries of the catalog.
    pub catalog: Dictionary,
}

/// Entries of the catalog that are about pages' content and not about pages: what colours mean, and layers.
const CATALOG: [&str; 3] = ["OutputIntents", "OCProperties", "Lang"];
const INFO: [&str; 3] = ["Trapped", "GTS_PDFXVersion", "GTS_PDFXConformance"];

/// Reads what `source` says of itself.
pub(super) fn read(source: &Source, diags: &mut Diagnostics) -> Kept {
    let document = &source.document;
    let catalog = document.catalog().cloned().unwrap_or_default();
    let xmp = metadata(source, &catalog);
    let claims = Claims::read(source, &catalog, &xmp.text);
    tell(&claims, diags);
    let meta = meta(source, &catalog, &xmp);
    let info = document.trailer.get(b"Info").ok().and_then(|o| follow(document, o));
    let info = info.and_then(|o| o.as_dict().ok()).cloned().unwrap_or_default();
    let keeps_x = claims.kept.contains(&Standard::X4);
    let wanted = INFO.into_iter().filter(|key| keeps_x || *key == "Trapped");
    let mut info = only(&info, wanted);
    let trapped = value(&xmp.text, "pdf:Trapped").filter(|v| matches!(&**v, "True" | "False"));
    if let (false, Some(trapped)) = (info.has(b"Trapped"), trapped) {
        info.set("Trapped", Object::Name(trapped.into_bytes()));
    }
    Kept { meta, info, catalog: only(&catalog, CATALOG), standards: claims.kept }
}

/// What a file says of its title, author and so on.
pub(in crate::pdf) fn meta(source: &Source, catalog: &Dictionary, xmp: &Xmp) -> Meta {
    let lang = catalog.get(b"Lang").ok().and_then(|o| follow(&source.document, o));
    // PDF/X-4 and PDF/A ask for the packet alone (ISO 15930-7, 6.1.5).
    let said = |key: &str, name: &str| match source.info(key) {
        none if none.trim().is_empty() => xmp.text_of(name).unwrap_or_default(),
        found => found,
    };
    Meta {
        title: said("Title", "dc:title"),
        author: said("Author", "dc:creator"),
        subject: said("Subject", "dc:description"),
        lang: lang.and_then(|o| lopdf::decode_text_string(o).ok()).unwrap_or_default(),
        date: date(&said("CreationDate", "xmp:CreateDate")),
        ..Meta::default()
    }
}

fn only<'a>(dict: &Dictionary, keys: impl IntoIterator<Item = &'a str>) -> Dictionary {
    let found = keys
        .into_iter()
        .filter_map(|key| Some((key.as_bytes().to_vec(), dict.get(key.as_bytes()).ok()?.clone())));
    found.collect::<Vec<(Vec<u8>, Object)>>().into_iter().collect()
}

/// The standards that a file says it meets.
struct Claims {
    kept: Vec<Standard>,
    dropped: Vec<String>,
}

impl Claims {
    fn read(source: &Source, catalog: &Dictionary, xmp: &str) -> Claims {
        let mut claims = Claims { kept: Vec::new(), dropped: Vec::new() };
        let print = value(xmp, "pdfxid:GTS_PDFXVersion").unwrap_or_else(|| source.info("GTS_PDFXVersion"));
        match print.as_str() {
            "" => {}
            "PDF/X-4" => claims.kept.push(Standard::X4),
            // Older ones know no compressed objects, and a later part asks for more than is looked at here.
            other => claims.dropped.push(other.chars().filter(|c| !c.is_control()).take(20).collect()),
        }
        if let Some(part) = value(xmp, "pdfuaid:part") {
            claims.dropped.push(format!("PDF/UA-{part}"));
        }
        if let Some(part) = value(xmp, "pdfaid:part") {
            let level = value(xmp, "pdfaid:conformance").unwrap_or_default().to_lowercase();
            // Level b asks for no tags. Without an intent, each page with transparency would need a group.
            let stays = part == "2" && has_intent(source, catalog);
            claims.kept.extend(stays.then_some(Standard::A2b));
            if !stays || level != "b" {
                claims.dropped.push(format!("PDF/A-{part}{level}"));
            }
        }
        claims
    }
}

/// Whether the file says what its colours mean in the way of PDF/A.
fn has_intent(source: &Source, catalog: &Dictionary) -> bool {
    let document = &source.document;
    let list = catalog.get(b"OutputIntents").ok().and_then(|o| follow(document, o)?.as_array().ok());
    let mut intents = list.into_iter().flatten().filter_map(|o| follow(document, o)?.as_dict().ok());
    intents.any(|d| d.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"GTS_PDFA1"))
}

fn tell(claims: &Claims, diags: &mut Diagnostics) {
    if claims.dropped.is_empty() {
        return;
    }
    let mut what = format!("the imposed file is no longer {}", claims.dropped.join(" and "));
    if let Some(kept) = claims.kept.first() {
        what += &format!(", but {}", kept.name());
    }
    let d = Diagnostic::note("standard-left-behind", what);
    diags.push(
        d.help("give readers the file itself, whose pages are in order, and this one to the printer alone"),
    );
}

/// The XMP packet; an empty one where there is none that can be read.
pub(in crate::pdf) fn metadata(source: &Source, catalog: &Dictionary) -> Xmp {
    let stream = catalog.get(b"Metadata").ok().and_then(|o| follow(&source.document, o));
    let bytes = stream.and_then(|o| o.as_stream().ok()).map(|s| match s.dict.has(b"Filter") {
        true => s.get_plain_content_with_limit(MAX_STREAM).unwrap_or_default(),
        false => s.content.clone(),
    });
    Xmp { text: String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned() }
}

/// `D:20261115…`, or `2026-11-15…` as XMP has it.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let plain = text.trim().strip_prefix("D:").map_or_else(|| text.trim().replace('-', ""), str::to_owned);
    let part = |from: usize, to: usize| plain.get(from..to).and_then(|d| d.parse().ok());
    let (year, month, day) =
        (plain.get(..4)?.parse().ok()?, part(4, 6).unwrap_or(1), part(6, 8).unwrap_or(1));
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_read_as_either_writes_them() {
        assert_eq!(date("D:20260309000000Z"), Some((2026, 3, 9)));
        assert_eq!(date("2026-03-09T10:00:00-05:00"), Some((2026, 3, 9)));
        assert_eq!(date("2026"), Some((2026, 1, 1)));
        for none in ["", "spring", "D:", "2026-13-01"] {
            assert_eq!(date(none), None, "{none}");
        }
    }
}
