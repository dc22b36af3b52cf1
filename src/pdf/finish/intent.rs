//! The output intent: what the colours of the file mean.

use super::File;
use super::object::text;
use crate::base::icc;
use crate::edition::{ColorSpace, Edition, Standard};
use lopdf::{ObjectId, Stream, dictionary};

/// Says that device colours are sRGB, where a standard for archiving asks for it (ISO 19005-2, 6.2.3).
pub(super) fn add(file: &mut File, edition: &Edition, standards: &[Standard]) -> Option<ObjectId> {
    if edition.color != ColorSpace::Rgb || !standards.contains(&Standard::A2a) {
        return None;
    }
    let profile = file.document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"),
        "RegistryName" => text("http://www.color.org"),
        "Info" => text("sRGB"),
        "DestOutputProfile" => profile,
    };
    Some(file.document.add_object(intent))
}
