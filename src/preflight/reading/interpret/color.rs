//! Colours and the parameters of `gs` (ISO 32000-1, 8.6.8 and 8.4.5).

use super::{Interpreter, Numbers};
use crate::preflight::reading::color::Space;
use crate::preflight::reading::geom::{Matrix, Xy};
use crate::preflight::reading::lexer::Operand;
use crate::preflight::reading::marks::{Paint, Pattern, Shading, SoftMask, What};
use crate::preflight::reading::object::{
    array_of, box_of, dict_of, get, integer_of, matrix_of, name_of, number_of, numbers, numbers_of, resolve,
    sub, truth_of,
};
use crate::preflight::reading::page::named;
use crate::preflight::reading::spaces::blend_mode;
use crate::preflight::reading::state::paint;
use lopdf::{Dictionary, Object};
use std::sync::Arc;

impl Interpreter<'_> {
    pub(super) fn color_operator(
        &mut self,
        word: &[u8],
        o: &[Operand],
        n: &Numbers,
        resources: &Dictionary,
    ) -> bool {
        let stroke = word[0].is_ascii_uppercase();
        let device: &[u8] = match word {
            b"g" | b"G" => b"DeviceGray",
            b"rg" | b"RG" => b"DeviceRGB",
            b"k" | b"K" => b"DeviceCMYK",
            b"cs" | b"CS" => {
                let Some(Operand::Name(name)) = o.first() else { return true };
                let space = self.cache.spaces.named(self.pdf, resources, name);
                let initial = space.initial();
                self.set_paint(stroke, paint(space, initial));
                return true;
            }
            b"sc" | b"SC" | b"scn" | b"SCN" => {
                self.set_components(stroke, o, resources);
                return true;
            }
            _ => return false,
        };
        let space = self.cache.spaces.named(self.pdf, resources, device);
        let mut components = n.list[..n.count.min(4)].to_vec();
        components.resize(space.components(), 0.0);
        self.set_paint(stroke, paint(space, components));
        true
    }
    fn set_paint(&mut self, stroke: bool, new: Paint) {
        if self.colorless {
            return;
        }
        *(if stroke { &mut self.state.stroke } else { &mut self.state.fill }) = new;
    }
    fn set_components(&mut self, stroke: bool, o: &[Operand], resources: &Dictionary) {
        let now = if stroke { &self.state.stroke } else { &self.state.fill };
        let space = now.space.clone();
        let mut components: Vec<f64> = o.iter().filter_map(Operand::number).take(64).collect();
        components.resize(space.components(), 0.0);
        let pattern = match o.last() {
            Some(Operand::Name(name)) => Some(self.pattern(resources, name)),
            _ => None,
        };
        self.set_paint(stroke, Paint { space, components: components.into(), pattern });
    }
    fn pattern(&mut self, resources: &Dictionary, name: &[u8]) -> Arc<Pattern> {
        let (pdf, unknown) = (self.pdf, Arc::new(Pattern::Unknown));
        let Some(object) = named(pdf, resources, b"Pattern", name) else { return unknown };
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.patterns.get(&id)) {
            return known.clone();
        }
        let Some(dict) = dict_of(resolve(pdf.document(), object)) else { return unknown };
        let matrix = matrix_of(pdf.document(), dict, b"Matrix").then(self.base);
        let made = match integer_of(pdf.document(), dict, b"PatternType") {
            Some(2) => match dict.get(b"Shading").ok().and_then(|s| self.read_shading(resources, s)) {
                Some(shading) => Pattern::Shading { shading, matrix },
                None => Pattern::Unknown,
            },
            _ => self.tiling(object, dict, matrix).unwrap_or(Pattern::Unknown),
        };
        let made = Arc::new(made);
        if let Some(id) = id {
            self.patterns.insert(id, made.clone());
        }
        made
    }
    fn tiling(&mut self, object: &Object, dict: &Dictionary, matrix: Matrix) -> Option<Pattern> {
        let (doc, id) = (self.pdf.document(), object.as_reference().ok()?);
        // A cell that is painted with itself.
        if self.open.contains(&id) || self.open.len() >= super::DEEPEST {
            return None;
        }
        let cell = box_of(doc, dict, b"BBox")?;
        let content = self.decoded(id)?;
        let own = sub(doc, dict, b"Resources").cloned().unwrap_or_default();
        let colored = integer_of(doc, dict, b"PaintType") != Some(2);
        self.open.push(id);
        let marks = self.inner(Matrix::IDENTITY, cell, |it| {
            it.colorless = !colored;
            it.run(&content, &own, 1);
            it.close_groups();
            std::mem::take(&mut it.marks)
        });
        self.open.pop();
        let step = |key: &[u8]| number_of(doc, dict, key).unwrap_or(0.0);
        Some(Pattern::Tiling {
            marks: Arc::new(marks),
            matrix,
            cell,
            step: Xy::new(step(b"XStep"), step(b"YStep")),
            colored,
        })
    }
    pub(super) fn read_shading(&mut self, resources: &Dictionary, object: &Object) -> Option<Arc<Shading>> {
        let doc = self.pdf.document();
        let dict = dict_of(resolve(doc, object))?;
        let space = self.cache.spaces.of(self.pdf, resources, dict.get(b"ColorSpace").ok()?);
        let kind = integer_of(doc, dict, b"ShadingType")?;
        Some(Arc::new(Shading { space, kind, dict: dict.clone(), id: object.as_reference().ok() }))
    }
    pub(super) fn shading(&mut self, o: &[Operand], resources: &Dictionary) {
        let Some(Operand::Name(name)) = o.first() else { return };
        let Some(object) = named(self.pdf, resources, b"Shading", name) else { return };
        if let Some(shading) = self.read_shading(resources, object) {
            let matrix = self.state.ctm;
            self.mark(What::Shading { shading, matrix }, self.sheet);
        }
    }
    pub(super) fn graphics_state(&mut self, o: &[Operand], resources: &Dictionary) {
        let pdf = self.pdf;
        let Some(Operand::Name(name)) = o.first() else { return };
        let object = named(pdf, resources, b"ExtGState", name).map(|o| resolve(pdf.document(), o));
        let Some(dict) = object.and_then(dict_of) else { return };
        let doc = pdf.document();
        self.overprint(dict);
        if let Some(alpha) = number_of(doc, dict, b"ca") {
            self.look().fill_alpha = alpha.clamp(0.0, 1.0);
        }
        if let Some(alpha) = number_of(doc, dict, b"CA") {
            self.look().stroke_alpha = alpha.clamp(0.0, 1.0);
        }
        if let Some(mode) = blend_mode(pdf, dict) {
            self.look().blend = mode;
        }
        self.pen_of(dict);
        if let Some([font, size]) = array_of(doc, dict, b"Font") {
            self.state.text.font = self.font(font);
            self.state.text.size = numbers(doc, std::slice::from_ref(size)).first().copied().unwrap_or(0.0);
        }
        match get(doc, dict, b"SMask") {
            Some(Object::Name(_)) => self.look().soft_mask = None,
            Some(mask) => {
                let mask = dict_of(mask).and_then(|m| self.soft_mask(m));
                self.look().soft_mask = mask;
            }
            None => {}
        }
    }
    /// `OP` alone stands for both (ISO 32000-1, table 58).
    fn overprint(&mut self, dict: &Dictionary) {
        let doc = self.pdf.document();
        let (strokes, fills) = (truth_of(doc, dict, b"OP"), truth_of(doc, dict, b"op"));
        if let Some(on) = strokes {
            self.look().overprint_stroke = on;
        }
        if let Some(on) = fills.or(strokes) {
            self.look().overprint_fill = on;
        }
        if let Some(mode) = integer_of(doc, dict, b"OPM") {
            self.look().overprint_mode = mode;
        }
    }
    fn pen_of(&mut self, dict: &Dictionary) {
        let doc = self.pdf.document();
        let pen = &mut self.state.pen;
        pen.width = number_of(doc, dict, b"LW").unwrap_or(pen.width);
        pen.cap = integer_of(doc, dict, b"LC").unwrap_or(pen.cap);
        pen.join = integer_of(doc, dict, b"LJ").unwrap_or(pen.join);
        pen.miter = number_of(doc, dict, b"ML").unwrap_or(pen.miter);
        if let Some([dashes, phase]) = array_of(doc, dict, b"D")
            && let Ok(dashes) = resolve(doc, dashes).as_array()
        {
            pen.dash = numbers(doc, dashes).into();
            pen.phase = numbers(doc, std::slice::from_ref(phase)).first().copied().unwrap_or(0.0);
        }
    }
    fn soft_mask(&mut self, mask: &Dictionary) -> Option<Arc<SoftMask>> {
        let (doc, group) = (self.pdf.document(), mask.get(b"G").ok()?.as_reference().ok()?);
        let luminosity = name_of(doc, mask, b"S") == Some(b"Luminosity");
        let form = &self.pdf.stream(group)?.dict;
        let space = sub(doc, form, b"Group").and_then(|g| g.get(b"CS").ok());
        let space = space.map(|s| self.cache.spaces.of(self.pdf, &Dictionary::new(), s));
        let (ctm, sheet) = (self.state.ctm, self.sheet);
        let marks = self.inner(ctm, sheet, |it| {
            it.form(group, &Dictionary::new(), 1);
            it.close_groups();
            std::mem::take(&mut it.marks)
        });
        let backdrop = numbers_of(doc, mask, b"BC");
        Some(Arc::new(SoftMask { luminosity, marks: Arc::new(marks), space, backdrop, id: Some(group) }))
    }
    /// The space of `n` device components, for data that names none.
    pub(super) fn device(&mut self, resources: &Dictionary, n: usize) -> Arc<Space> {
        let name: &[u8] = match n {
            1 => b"DeviceGray",
            3 => b"DeviceRGB",
            _ => b"DeviceCMYK",
        };
        self.cache.spaces.named(self.pdf, resources, name)
    }
}
