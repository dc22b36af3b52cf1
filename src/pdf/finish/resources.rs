//! A page's resources name what the page uses, and nothing else.

use super::super::paint::Spot;
use super::super::{DrawnPage, PdfError};
use super::File;
use super::object::{dict_mut, name, numbers, reference};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::{BTreeMap, BTreeSet};

/// Replaces the one dictionary that printpdf gives to all pages.
pub(super) fn prune(file: &mut File, pages: &[DrawnPage]) -> Result<(), PdfError> {
    let (mut shared, mut inks) = (BTreeSet::new(), BTreeMap::new());
    for (page, drawn) in file.pages.clone().into_iter().zip(pages) {
        let old = reference(file.document.get_dictionary(page)?, "Resources")?;
        let uses =
            [("Font", &drawn.uses.fonts), ("XObject", &drawn.uses.images), ("ExtGState", &drawn.uses.states)];
        let mut resources = Dictionary::new();
        for (category, names) in uses {
            let all = reference(file.document.get_dictionary(old)?, category)?;
            let kept = keep(&file.document, all, names)?;
            if !kept.is_empty() {
                resources.set(category, kept);
            }
            shared.insert(all);
        }
        if !drawn.uses.spots.is_empty() {
            resources.set("ColorSpace", separations(&mut file.document, &drawn.uses.spots, &mut inks));
        }
        shared.insert(reference(file.document.get_dictionary(old)?, "Shading")?);
        shared.insert(old);
        dict_mut(&mut file.document, page)?.set("Resources", resources);
    }
    for id in shared {
        file.document.objects.remove(&id);
    }
    Ok(())
}

fn keep(document: &Document, all: ObjectId, names: &BTreeSet<String>) -> Result<Dictionary, lopdf::Error> {
    let all = document.get_dictionary(all)?;
    let entry = |name: &String| Ok((name.as_bytes().to_vec(), all.get(name.as_bytes())?.clone()));
    let kept = names.iter().map(entry).collect::<Result<Vec<(Vec<u8>, Object)>, lopdf::Error>>()?;
    Ok(kept.into_iter().collect())
}

/// The spot inks of a page. An ink is one object in all the file, with the process inks of its first use: two
/// pages that disagree on a plate are refused by printers.
fn separations(
    document: &mut Document,
    spots: &BTreeMap<String, Spot>,
    inks: &mut BTreeMap<String, ObjectId>,
) -> Dictionary {
    let mut dict = Dictionary::new();
    for (resource, spot) in spots {
        let id = inks.entry(resource.clone()).or_insert_with(|| document.add_object(separation(spot)));
        dict.set(resource.as_bytes(), *id);
    }
    dict
}

/// A colour space of one ink (ISO 32000-1, 8.6.6.4); a tint is as much of its process inks.
fn separation(spot: &Spot) -> Object {
    let tints = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => numbers([0.0; 4]),
        "C1" => numbers(spot.process.map(f64::from)),
        "N" => 1,
    };
    Object::Array(vec![name("Separation"), name(&spot.name), name("DeviceCMYK"), tints.into()])
}
