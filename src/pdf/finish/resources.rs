//! A page's resources name what the page uses, and nothing else.

use super::super::{DrawnPage, PdfError};
use super::File;
use super::object::{dict_mut, reference};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// Replaces the one dictionary that printpdf gives to all pages.
pub(super) fn prune(file: &mut File, pages: &[DrawnPage]) -> Result<(), PdfError> {
    let mut shared = BTreeSet::new();
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
