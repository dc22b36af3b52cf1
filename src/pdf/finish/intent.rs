//! The output intent: what the colours of the file mean.

use super::File;
use super::object::text;
use crate::base::icc;
use crate::edition::{ColorSpace, Condition, Edition, Standard};
use lopdf::{ObjectId, Stream, dictionary};

/// Adds the intent: the printing condition, or sRGB where a standard for archiving asks for it; none otherwise.
pub(super) fn add(file: &mut File, edition: &Edition, standards: &[Standard]) -> Option<ObjectId> {
    match edition.color {
        ColorSpace::Cmyk => Some(press(file, edition.condition.as_ref().unwrap_or(&Condition::Fogra39))),
        ColorSpace::Rgb if standards.contains(&Standard::A2a) => Some(screen(file)),
        ColorSpace::Rgb => None,
    }
}

/// The printing condition, with its profile (ISO 15930-7, 6.2; ISO 32000-1, 14.11.5). The one that is built in is in
/// the registry of the ICC under its name.
fn press(file: &mut File, condition: &Condition) -> ObjectId {
    let mut dict = dictionary! { "N" => 4 };
    let (name, words, content) = match condition {
        Condition::Fogra39 => {
            dict.set("Filter", "FlateDecode");
            let words = "Offset on coated stock, ISO 12647-2:2004 (FOGRA39L)";
            ("FOGRA39", words, icc::FOGRA39_DEFLATED.to_vec())
        }
        Condition::File { name, profile } => ("Custom", &**name, profile.to_vec()),
    };
    let profile = file.document.add_object(Stream::new(dict, content));
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text(name),
        "OutputCondition" => text(words),
        "Info" => text(words),
        "DestOutputProfile" => profile,
    };
    // No registry knows one of a user's own.
    if *condition == Condition::Fogra39 {
        intent.set("RegistryName", text("http://www.color.org"));
    }
    file.document.add_object(intent)
}

/// Device colours are sRGB (ISO 19005-2, 6.2.3).
fn screen(file: &mut File) -> ObjectId {
    let profile = file.document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"),
        "RegistryName" => text("http://www.color.org"),
        "Info" => text("sRGB"),
        "DestOutputProfile" => profile,
    };
    file.document.add_object(intent)
}
