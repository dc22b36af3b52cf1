//! Forms, images and what annotations show (ISO 32000-1, 8.8 to 8.10 and 12.5.5).

use super::{DEEPEST, Interpreter};
use crate::preflight::reading::document::filters;
use crate::preflight::reading::geom::{Bounds, Matrix, Outline};
use crate::preflight::reading::lexer::{Lexer, Operand};
use crate::preflight::reading::marks::{
    ClipShape, FillRule, Group, Image, ImageData, ImageMask, Look, Source, What,
};
use crate::preflight::reading::object::{
    array_of, box_of, dict_of, get, id_of, integer_of, matrix_of, name_of, numbers_of, resolve, sub,
    truth_of, words,
};
use crate::preflight::reading::page::{PdfPage, named};
use crate::preflight::reading::spaces::of_image;
use lopdf::{Dictionary, Object, ObjectId};
use std::sync::Arc;

/// The unit square, which an image fills.
const UNIT: Bounds = Bounds { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };

impl Interpreter<'_> {
    pub(super) fn xobject(&mut self, o: &[Operand], resources: &Dictionary, depth: usize) {
        let Some(Operand::Name(name)) = o.first() else { return };
        let Some(id) = named(self.pdf, resources, b"XObject", name).and_then(|o| o.as_reference().ok())
        else {
            return;
        };
        let Some(stream) = self.pdf.stream(id) else { return };
        if stream.dict.get(b"OC").is_ok_and(|layer| self.is_off(layer)) {
            return;
        }
        match name_of(self.pdf.document(), &stream.dict, b"Subtype") {
            Some(b"Image") => self.image(&stream.dict, ImageData::Stream(id), resources),
            Some(b"Form") => self.form(id, resources, depth),
            _ => {}
        }
    }
    /// Follows a form. One that shows itself, or stands too deep, is left.
    pub(super) fn form(&mut self, id: ObjectId, resources: &Dictionary, depth: usize) {
        if depth >= DEEPEST || self.open.contains(&id) {
            return self.gap("a form shows itself or stands too deep".into());
        }
        let pdf = self.pdf;
        let (Some(stream), Some(content)) = (pdf.stream(id), self.decoded(id)) else { return };
        let (doc, dict) = (pdf.document(), &stream.dict);
        let outer = (self.state.clone(), std::mem::take(&mut self.text), self.base);
        self.state.ctm = matrix_of(doc, dict, b"Matrix").then(self.state.ctm);
        self.base = self.state.ctm;
        if let Some(cell) = box_of(doc, dict, b"BBox") {
            let outline = Outline::rectangle(cell).through(&self.state.ctm);
            let bounds = outline.bounds();
            self.clip_to(ClipShape::Outline(Arc::new(outline), FillRule::NonZero), bounds);
        }
        let group = sub(doc, dict, b"Group").filter(|g| name_of(doc, g, b"S") == Some(b"Transparency"));
        if let Some(group) = group {
            self.begin_group(group, resources);
        }
        self.open.push(id);
        let own = sub(doc, dict, b"Resources");
        self.run(&content, own.unwrap_or(resources), depth + 1);
        self.open.pop();
        (self.state, self.text, self.base) = outer;
        if group.is_some() {
            self.groups -= 1;
            self.mark(What::GroupEnd, Bounds::EMPTY);
        }
    }
    /// What was asked of the whole is asked of the group; within, its marks begin anew (11.6.6).
    fn begin_group(&mut self, group: &Dictionary, resources: &Dictionary) {
        let doc = self.pdf.document();
        let truth = |key: &[u8]| truth_of(doc, group, key).unwrap_or(false);
        let (isolated, knockout) = (truth(b"I"), truth(b"K"));
        let space = group.get(b"CS").ok().map(|s| self.cache.spaces.of(self.pdf, resources, s));
        let bounds = self.state.clip.as_ref().map_or(self.sheet, |c| c.bounds);
        self.mark(What::GroupBegin(Group { isolated, knockout, space }), bounds);
        self.groups += 1;
        let own = Look {
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
            blend: "Normal".into(),
            soft_mask: None,
            ..(*self.state.look).clone()
        };
        self.state.look = Arc::new(own);
    }
    pub(super) fn inline_image(&mut self, lexer: &mut Lexer<'_>, resources: &Dictionary) {
        if let Some((dict, data)) = lexer.inline_image() {
            let data = ImageData::Inline(Arc::new(dict.clone()), data.into());
            self.image(&dict, data, resources);
        }
    }
    fn image(&mut self, dict: &Dictionary, data: ImageData, resources: &Dictionary) {
        let doc = self.pdf.document();
        let whole = |long: &[u8], short: &[u8]| {
            integer_of(doc, dict, long).or_else(|| integer_of(doc, dict, short)).unwrap_or(0)
        };
        let stencil = truth_of(doc, dict, b"ImageMask").or(truth_of(doc, dict, b"IM")).unwrap_or(false);
        let space = match of_image(self.pdf, dict) {
            Some(object) if !stencil => Some(self.cache.spaces.of(self.pdf, resources, object)),
            _ => None,
        };
        let names: Vec<String> = filters(doc, dict).iter().map(|f| words(f)).collect();
        let space = match space {
            None if !stencil && !names.iter().any(|f| f == "JPXDecode") => Some(self.device(resources, 1)),
            other => other,
        };
        let matrix = self.state.ctm;
        let image = Image {
            matrix,
            width: whole(b"Width", b"W").clamp(0, 1 << 24) as usize,
            height: whole(b"Height", b"H").clamp(0, 1 << 24) as usize,
            bits: if stencil { 1 } else { whole(b"BitsPerComponent", b"BPC").max(1) },
            space,
            paint: stencil.then(|| self.state.fill.clone()),
            filters: names,
            decode: numbers_of(doc, dict, b"Decode").or_else(|| numbers_of(doc, dict, b"D")),
            mask: mask(doc, dict),
            data,
        };
        self.mark(What::Image(Arc::new(image)), UNIT.through(&matrix));
    }
    /// What the annotations of `page` show on paper.
    pub(super) fn annotations(&mut self, page: &PdfPage) {
        let doc = self.pdf.document();
        let Some(dict) = doc.objects.get(&page.id).and_then(dict_of) else { return };
        let list = array_of(doc, dict, b"Annots").unwrap_or_default();
        self.source = Source::Annotation;
        for object in list.iter().take(10_000) {
            if let Some(annotation) = dict_of(resolve(doc, object)) {
                self.annotation(annotation);
            }
        }
    }
    fn annotation(&mut self, annotation: &Dictionary) {
        let doc = self.pdf.document();
        // Bits 2 and 3: hidden; printed.
        let flags = integer_of(doc, annotation, b"F").unwrap_or(0);
        let popup = name_of(doc, annotation, b"Subtype") == Some(b"Popup");
        if flags >> 1 & 1 == 1 || flags >> 2 & 1 == 0 || popup {
            return;
        }
        let Some(normal) = sub(doc, annotation, b"AP").and_then(|ap| appearance(doc, ap, annotation)) else {
            return;
        };
        let (Some(place), Some(stream)) = (box_of(doc, annotation, b"Rect"), self.pdf.stream(normal)) else {
            return;
        };
        let cell = box_of(doc, &stream.dict, b"BBox").unwrap_or(place);
        let shown = cell.through(&matrix_of(doc, &stream.dict, b"Matrix"));
        if shown.width() <= 0.0 || shown.height() <= 0.0 {
            return;
        }
        let (sx, sy) = (place.width() / shown.width(), place.height() / shown.height());
        let to_place = Matrix([sx, 0.0, 0.0, sy, place.x0 - shown.x0 * sx, place.y0 - shown.y0 * sy]);
        self.state = super::State::new(to_place);
        self.form(normal, &Dictionary::new(), 0);
    }
}

/// The normal appearance, of the state that the annotation is in.
fn appearance(doc: &lopdf::Document, ap: &Dictionary, annotation: &Dictionary) -> Option<ObjectId> {
    match get(doc, ap, b"N")? {
        Object::Dictionary(states) => id_of(states, name_of(doc, annotation, b"AS")?),
        _ => id_of(ap, b"N"),
    }
}

fn mask(doc: &lopdf::Document, dict: &Dictionary) -> ImageMask {
    if let Some(id) = id_of(dict, b"SMask") {
        return ImageMask::Soft(id);
    }
    match (dict.get(b"Mask"), get(doc, dict, b"Mask")) {
        (_, Some(Object::Array(_))) => ImageMask::Keyed,
        (Ok(Object::Reference(id)), Some(Object::Stream(_))) => ImageMask::Stencil(*id),
        _ => ImageMask::None,
    }
}
