//! Page boxes. printpdf writes width and height where the far corner belongs, and no bleed box.

use super::super::PdfError;
use super::File;
use super::object::numbers;

/// Sets the boxes of every page, each within the one before it. Where there is no bleed the sheet is the page, and
/// the boxes are all one.
pub(super) fn set(file: &mut File) -> Result<(), PdfError> {
    for index in 0..file.pages.len() {
        let frame = file.frames[index];
        let [media, bleed, trim] = [frame.media(), frame.bleed(), frame.trim()];
        let page = file.page(index)?;
        page.set("MediaBox", numbers(media));
        page.set("CropBox", numbers(media));
        page.set("BleedBox", numbers(bleed));
        page.set("TrimBox", numbers(trim));
    }
    Ok(())
}
