//! What a file says of itself, and what of that is still true of its sheets. A standard for print stays; tags are
//! in the order of pages that no sheet has any more, so a standard that asks for them goes, and the user is told.

use super::source::{MAX_STREAM, Source, follow};
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
    let claims = Claims::read(source, &catalog);
    tell(&claims, diags);
    let lang = catalog.get(b"Lang").ok().and_then(|o| follow(document, o));
    let meta = Meta {
        title: source.info("Title"),
        author: source.info("Author"),
        subject: source.info("Subject"),
        lang: lang.and_then(|o| lopdf::decode_text_string(o).ok()).unwrap_or_default(),
        date: date(&source.info("CreationDate")),
        ..Meta::default()
    };
    let info = document.trailer.get(b"Info").ok().and_then(|o| follow(document, o));
    let info = info.and_then(|o| o.as_dict().ok()).cloned().unwrap_or_default();
    let keeps_x = claims.kept.contains(&Standard::X4);
    let wanted = INFO.into_iter().filter(|key| keeps_x || *key == "Trapped");
    Kept { meta, info: only(&info, wanted), catalog: only(&catalog, CATALOG), standards: claims.kept }
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
    fn read(source: &Source, catalog: &Dictionary) -> Claims {
        let xmp = metadata(source, catalog);
        let mut claims = Claims { kept: Vec::new(), dropped: Vec::new() };
        let print = value(&xmp, "pdfxid:GTS_PDFXVersion").unwrap_or_else(|| source.info("GTS_PDFXVersion"));
        match print.as_str() {
            "" => {}
            "PDF/X-4" => claims.kept.push(Standard::X4),
            // Older ones know no compressed objects, and a later part asks for more than is looked at here.
            other => claims.dropped.push(other.chars().filter(|c| !c.is_control()).take(20).collect()),
        }
        if let Some(part) = value(&xmp, "pdfuaid:part") {
            claims.dropped.push(format!("PDF/UA-{part}"));
        }
        if let Some(part) = value(&xmp, "pdfaid:part") {
            let level = value(&xmp, "pdfaid:conformance").unwrap_or_default().to_lowercase();
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

/// The XMP packet as text; empty where there is none that can be read.
fn metadata(source: &Source, catalog: &Dictionary) -> String {
    let stream = catalog.get(b"Metadata").ok().and_then(|o| follow(&source.document, o));
    let bytes = stream.and_then(|o| o.as_stream().ok()).map(|s| match s.dict.has(b"Filter") {
        true => s.get_plain_content_with_limit(MAX_STREAM).unwrap_or_default(),
        false => s.content.clone(),
    });
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

/// A property of XMP, as an attribute or as an element; a few characters, all of ASCII.
fn value(xmp: &str, name: &str) -> Option<String> {
    let after = xmp
        .split_once(&format!("{name}="))
        .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next())
        .or_else(|| xmp.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split('<').next()))?;
    let plain = after.trim();
    (!plain.is_empty() && plain.len() <= 20 && plain.is_ascii()).then(|| plain.to_owned())
}

/// `D:20261115…`
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let digits = text.strip_prefix("D:")?;
    let part = |from: usize, to: usize| digits.get(from..to)?.parse().ok();
    let (year, month, day) =
        (digits.get(..4)?.parse().ok()?, part(4, 6).unwrap_or(1), part(6, 8).unwrap_or(1));
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}
