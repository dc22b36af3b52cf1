//! Reads colour spaces out of a file's objects, each once.

use super::color::Space;
use super::document::Pdf;
use super::function::Function;
use super::object::{array_of, get, integer_of, numbers_of, resolve, sub, words};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Spaces in spaces: an indexed one of a separation of a profile.
const DEEPEST: usize = 8;

/// The spaces that were met, by the object that they are.
#[derive(Default)]
pub(super) struct Spaces {
    known: BTreeMap<ObjectId, Arc<Space>>,
}

impl Spaces {
    /// The space called `name` among `resources`, or by itself.
    pub(super) fn named(&mut self, pdf: &Pdf, resources: &Dictionary, name: &[u8]) -> Arc<Space> {
        self.read(pdf, resources, &Object::Name(name.to_vec()), 0)
    }
    /// The space that `object` is; `resources` give the names in it their meaning.
    pub(super) fn of(&mut self, pdf: &Pdf, resources: &Dictionary, object: &Object) -> Arc<Space> {
        self.read(pdf, resources, object, 0)
    }
    fn read(&mut self, pdf: &Pdf, resources: &Dictionary, object: &Object, depth: usize) -> Arc<Space> {
        if depth > DEEPEST {
            return Arc::new(Space::Unknown(1));
        }
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return known.clone();
        }
        let space = match resolve(pdf.document(), object) {
            Object::Name(name) => return self.by_name(pdf, resources, name, depth),
            Object::Array(parts) => Arc::new(self.family(pdf, resources, parts, depth)),
            _ => Arc::new(Space::Unknown(1)),
        };
        if let Some(id) = id {
            self.known.insert(id, space.clone());
        }
        space
    }
    fn by_name(&mut self, pdf: &Pdf, resources: &Dictionary, name: &[u8], depth: usize) -> Arc<Space> {
        let spaces = sub(pdf.document(), resources, b"ColorSpace");
        let resource = |key: &[u8]| spaces.and_then(|s| s.get(key).ok());
        let (device, default) = match name {
            b"DeviceGray" | b"G" => (Space::Gray, b"DefaultGray".as_slice()),
            b"DeviceRGB" | b"RGB" => (Space::Rgb, b"DefaultRGB".as_slice()),
            b"DeviceCMYK" | b"CMYK" => (Space::Cmyk, b"DefaultCMYK".as_slice()),
            b"Pattern" => return Arc::new(Space::Pattern { under: None }),
            b"CalRGB" => return Arc::new(Space::CalRgb),
            _ => match resource(name) {
                Some(found) => return self.read(pdf, resources, found, depth + 1),
                None => return Arc::new(Space::Unknown(1)),
            },
        };
        // ISO 32000-1, 8.6.5.6: a default space takes the place of the device's. It may not name itself.
        match resource(default) {
            Some(found) => match &*self.read(pdf, &Dictionary::new(), found, depth + 1) {
                Space::Unknown(_) => Arc::new(device),
                other => Arc::new(other.clone()),
            },
            None => Arc::new(device),
        }
    }
    fn family(&mut self, pdf: &Pdf, resources: &Dictionary, parts: &[Object], depth: usize) -> Space {
        let doc = pdf.document();
        let part = |i: usize| parts.get(i).map_or(&Object::Null, |p| resolve(doc, p));
        let Ok(family) = part(0).as_name() else { return Space::Unknown(1) };
        match family {
            b"CalGray" => Space::CalGray,
            b"CalRGB" => Space::CalRgb,
            b"Lab" => {
                let range = part(1).as_dict().ok().and_then(|d| numbers_of(doc, d, b"Range"));
                let range = range.and_then(|r| <[f64; 4]>::try_from(r).ok());
                Space::Lab { range: range.unwrap_or([-100.0, 100.0, -100.0, 100.0]) }
            }
            b"ICCBased" => profile(pdf, parts),
            b"Separation" | b"DeviceN" => self.inks(pdf, resources, parts, depth),
            b"Indexed" | b"I" => self.table(pdf, resources, parts, depth),
            b"Pattern" => Space::Pattern {
                under: parts.get(1).map(|under| self.read(pdf, resources, under, depth + 1)),
            },
            name => (*self.by_name(pdf, resources, name, depth + 1)).clone(),
        }
    }
    fn inks(&mut self, pdf: &Pdf, resources: &Dictionary, parts: &[Object], depth: usize) -> Space {
        let doc = pdf.document();
        let [_, names, alternate, tint, ..] = parts else { return Space::Unknown(1) };
        let alternate = self.read(pdf, resources, alternate, depth + 1);
        let tint = Function::read(pdf, tint);
        match resolve(doc, names) {
            Object::Name(name) => Space::Separation { name: words(name), alternate, tint },
            Object::Array(list) => {
                let name = |o: &Object| words(resolve(doc, o).as_name().unwrap_or(b"None"));
                Space::DeviceN { names: list.iter().take(64).map(name).collect(), alternate, tint }
            }
            _ => Space::Unknown(1),
        }
    }
    fn table(&mut self, pdf: &Pdf, resources: &Dictionary, parts: &[Object], depth: usize) -> Space {
        let doc = pdf.document();
        let [_, base, high, table, ..] = parts else { return Space::Unknown(1) };
        let base = self.read(pdf, resources, base, depth + 1);
        let high = resolve(doc, high).as_i64().unwrap_or(255).clamp(0, 255) as usize;
        let table = match resolve(doc, table) {
            Object::String(bytes, _) => bytes.clone(),
            Object::Stream(stream) => pdf.decode(stream).unwrap_or_default(),
            _ => Vec::new(),
        };
        Space::Indexed { base, high, table: table.into() }
    }
}

fn profile(pdf: &Pdf, parts: &[Object]) -> Space {
    let Some(id) = parts.get(1).and_then(|p| p.as_reference().ok()) else { return Space::Unknown(3) };
    match pdf.stream(id).and_then(|s| integer_of(pdf.document(), &s.dict, b"N")) {
        Some(n @ (1 | 3 | 4)) => Space::Icc { n: n as usize, profile: id },
        _ => Space::Unknown(3),
    }
}

/// The colour space of an image, by `ColorSpace` or, inline, by `CS`.
pub(super) fn of_image<'a>(pdf: &'a Pdf, dict: &'a Dictionary) -> Option<&'a Object> {
    let key: &[u8] = if dict.has(b"ColorSpace") { b"ColorSpace" } else { b"CS" };
    get(pdf.document(), dict, key)?;
    dict.get(key).ok()
}

/// The blend modes that `value` names; the first known one counts (ISO 32000-1, 11.6.3).
pub(super) fn blend_mode(pdf: &Pdf, state: &Dictionary) -> Option<String> {
    let doc = pdf.document();
    if let Some(list) = array_of(doc, state, b"BM") {
        return list.iter().find_map(|o| resolve(doc, o).as_name().ok()).map(words);
    }
    get(doc, state, b"BM")?.as_name().ok().map(words)
}
