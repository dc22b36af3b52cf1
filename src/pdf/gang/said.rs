//! What the copies say of themselves, and what of that is true of all together. Each copy was judged when it was
//! built; the file carries a standard's mark where every copy does and means the same colours.

use super::super::finish::{self, name, text};
use super::super::impose::keep;
use super::super::impose::source::{Source, follow};
use super::super::impose::xmp::value;
use super::GangError;
use super::share::Carrier;
use crate::edition::Standard;
use crate::story::Meta;
use lopdf::{Dictionary, Object, Stream};
use std::io::Write;

/// PDF/A-2 has no more objects (ISO 19005-2, 6.1.13).
const MOST_OF_A: u32 = 8_388_607;

/// The version of PDF that a copy's standards ask for: PDF/X-4 is written for 1.6 (ISO 15930-7, 6.1.2).
pub(super) fn version(source: &Source) -> &'static str {
    match source.document.version.as_str() {
        "1.4" | "1.5" | "1.6" => "1.6",
        _ => "1.7",
    }
}

/// What all copies say.
pub(super) struct Said {
    meta: Meta,
    /// How many came after the first.
    others: usize,
    /// Whether all have one title.
    one_title: bool,
    claims: Vec<Standard>,
    /// Claims of any copy.
    all_claims: Vec<Standard>,
    /// Entries of the catalog.
    catalog: Dictionary,
}

/// Entries of the catalog that are about what colours mean, and about how the file is shown.
const INTENTS: &str = "OutputIntents";
const SHOWN: [&str; 2] = ["ViewerPreferences", "Lang"];

impl Said {
    /// What one copy says.
    pub(super) fn read<W: Write>(source: &Source, carrier: &mut Carrier<W>) -> Result<Said, GangError> {
        let empty = Dictionary::new();
        let catalog = source.document.catalog().unwrap_or(&empty);
        let xmp = keep::metadata(source, catalog);
        let claims = claims(source, &xmp.text);
        let mut kept = Dictionary::new();
        for key in SHOWN.into_iter().chain([INTENTS]) {
            if let Some(found) = catalog.get(key.as_bytes()).ok().and_then(|o| follow(&source.document, o)) {
                kept.set(key, carrier.carry(found)?.0);
            }
        }
        Ok(Said {
            meta: keep::meta(source, catalog, &xmp),
            others: 0,
            one_title: true,
            all_claims: claims.clone(),
            claims,
            catalog: kept,
        })
    }

    /// The language of the first copy.
    pub(super) fn lang(&self) -> Object {
        self.catalog.get(b"Lang").cloned().unwrap_or(Object::Null)
    }

    /// Takes another copy in.
    pub(super) fn join(&mut self, other: Said) {
        self.others += 1;
        self.one_title &= self.meta.title == other.meta.title;
        let one = |own: &mut String, other: &str| {
            if own != other {
                own.clear();
            }
        };
        one(&mut self.meta.author, &other.meta.author);
        one(&mut self.meta.subject, &other.meta.subject);
        self.meta.date = self.meta.date.max(other.meta.date);
        let same = self.catalog.get(INTENTS.as_bytes()).ok() == other.catalog.get(INTENTS.as_bytes()).ok();
        // Tags alone do not ask what colours mean.
        self.claims.retain(|s| other.claims.contains(s) && (same || *s == Standard::Ua1));
        for claim in other.all_claims {
            if !self.all_claims.contains(&claim) {
                self.all_claims.push(claim);
            }
        }
    }

    /// Tags are left behind; `objects` are in the file. Whether these are more than its marks allow.
    pub(super) fn settle(&mut self, has_tags: bool, objects: u32) -> bool {
        // It knows no packed objects (ISO 15930-4, 6.2).
        self.claims.retain(|s| *s != Standard::X1a);
        if !has_tags {
            self.claims.retain(|s| *s != Standard::Ua1);
            self.claims.iter_mut().filter(|s| **s == Standard::A2a).for_each(|s| *s = Standard::A2b);
        }
        let claimed = self.claims.len();
        if objects > MOST_OF_A {
            self.claims.retain(|s| !matches!(s, Standard::A2a | Standard::A2b));
        }
        self.claims.len() < claimed
    }

    /// Those whose marks a copy carried and the file does not.
    pub(super) fn lost(&self) -> Vec<Standard> {
        self.all_claims.iter().copied().filter(|s| !self.claims.contains(s)).collect()
    }

    /// Title, author and so on of the file.
    fn meta(&self) -> Meta {
        let mut meta = self.meta.clone();
        if !self.one_title {
            meta.title = format!("{} and {} more", meta.title, self.others);
        }
        meta
    }

    /// The metadata stream of a file with this identity.
    pub(super) fn packet(&self, id: &[u8; 16]) -> Stream {
        finish::packet(&self.meta(), id, &self.claims)
    }

    /// The information dictionary, which says the same.
    pub(super) fn info(&self) -> Dictionary {
        let meta = self.meta();
        let mut info = Dictionary::new();
        for (key, value) in [("Title", &meta.title), ("Author", &meta.author), ("Subject", &meta.subject)] {
            if !value.is_empty() {
                info.set(key, text(value));
            }
        }
        if self.claims.contains(&Standard::X4) {
            info.set("Trapped", name("False"));
        }
        info.set("Creator", text(finish::CREATOR));
        info.set("Producer", text(finish::PRODUCER));
        if let Some((year, month, day)) = meta.date {
            let date = text(&format!("D:{year:04}{month:02}{day:02}000000Z"));
            info.set("CreationDate", date.clone());
            info.set("ModDate", date);
        }
        info
    }

    /// The catalog, as far as it is the copies'.
    pub(super) fn catalog(&self) -> Dictionary {
        self.catalog.clone()
    }
}

/// The standards that a copy says it meets, of those that editions have.
fn claims(source: &Source, xmp: &str) -> Vec<Standard> {
    let mut claims = Vec::new();
    if value(xmp, "pdfuaid:part").as_deref() == Some("1") {
        claims.push(Standard::Ua1);
    }
    if value(xmp, "pdfaid:part").as_deref() == Some("2") {
        match value(xmp, "pdfaid:conformance").as_deref() {
            Some("A" | "a") => claims.push(Standard::A2a),
            Some(_) => claims.push(Standard::A2b),
            None => {}
        }
    }
    match value(xmp, "pdfxid:GTS_PDFXVersion") {
        Some(version) if version == "PDF/X-4" => claims.push(Standard::X4),
        _ if source.info("GTS_PDFXVersion").starts_with("PDF/X-1a") => claims.push(Standard::X1a),
        _ => {}
    }
    claims
}
