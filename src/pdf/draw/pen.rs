//! The graphics state of a page: an operator is written only when it changes something.

use super::super::pages::{round2, round3};
use super::super::paint::Tone;
use crate::base::Pt;
use printpdf::{
    DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, FontId, Op, OverprintMode, PdfDocument,
    PdfFontHandle,
};
use std::collections::BTreeSet;

/// The state that paints over, and the one that cuts out.
const OVER: &str = "Over";
const OUT: &str = "Out";

/// Operators of a page so far, with the state that they leave behind.
#[derive(Clone, Default)]
pub(super) struct Pen {
    /// What has been written.
    pub ops: Vec<Op>,
    fill: Option<Tone>,
    stroke: Option<Tone>,
    width: Option<f32>,
    /// Whether what is painted goes over what lies below; a page starts without.
    overprint: bool,
    /// In thousandths; a page starts opaque.
    see_through: u16,
    font: Option<(String, f32)>,
    stretch: Option<f32>,
    rise: f32,
    /// Origin of the current line of a text object, where one is open.
    cursor: Option<[f32; 2]>,
}

impl Pen {
    /// The state without what has been written.
    pub(super) fn state(&self) -> Pen {
        let Pen { fill, stroke, width, overprint, see_through, font, stretch, rise, cursor, .. } = self;
        Pen {
            ops: Vec::new(),
            fill: fill.clone(),
            stroke: stroke.clone(),
            width: *width,
            overprint: *overprint,
            see_through: *see_through,
            font: font.clone(),
            stretch: *stretch,
            rise: *rise,
            cursor: *cursor,
        }
    }
    /// Whether what is written next comes out the same.
    pub(super) fn is_like(&self, other: &Pen) -> bool {
        let part = |pen: &Pen| (pen.width, pen.overprint, pen.see_through, pen.stretch, pen.rise, pen.cursor);
        part(self) == part(other)
            && self.fill == other.fill
            && self.stroke == other.stroke
            && self.font == other.font
    }
    /// Sets the fill colour.
    pub(super) fn fill(&mut self, tone: Tone) {
        if self.fill.as_ref() != Some(&tone) {
            match tone.color() {
                Some(col) => self.ops.push(Op::SetFillColor { col }),
                None => self.separation(&tone, ["cs", "scn"]),
            }
            self.fill = Some(tone);
        }
    }
    /// Sets colour and width of strokes.
    pub(super) fn stroke(&mut self, tone: Tone, width: Pt) {
        if self.stroke.as_ref() != Some(&tone) {
            match tone.color() {
                Some(col) => self.ops.push(Op::SetOutlineColor { col }),
                None => self.separation(&tone, ["CS", "SCN"]),
            }
            self.stroke = Some(tone);
        }
        let width = round3(width.0);
        if self.width != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(width) });
            self.width = Some(width);
        }
    }
    /// Sets a spot ink: its colour space, then the tint.
    fn separation(&mut self, tone: &Tone, [space, tint]: [&str; 2]) {
        let Tone::Spot(spot, strength) = tone else { return };
        let name = DictItem::Name(spot.resource().into_bytes());
        self.ops.push(Op::Unknown { key: space.into(), value: vec![name] });
        self.ops.push(Op::Unknown { key: tint.into(), value: vec![DictItem::Real(*strength)] });
    }
    /// Sets whether everything that follows goes over what lies below; gives the name of the state that was needed
    /// for it.
    pub(super) fn overprint(&mut self, overprint: bool) -> Option<String> {
        if overprint == self.overprint {
            return None;
        }
        self.overprint = overprint;
        let name = if overprint { OVER } else { OUT };
        self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(name.into()) });
        Some(name.into())
    }
    /// Sets the opacity of everything that follows; gives the name of the state that was needed for it.
    pub(super) fn opacity(&mut self, opacity: f64) -> Option<String> {
        let see_through = 1000 - (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16;
        if see_through == self.see_through {
            return None;
        }
        self.see_through = see_through;
        let name = format!("O{}", 1000 - see_through);
        self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(name.clone()) });
        Some(name)
    }
    /// Sets face and size.
    pub(super) fn font(&mut self, resource: &str, size: Pt) {
        let size = round3(size.0);
        if self.font.as_ref().is_none_or(|(r, s)| r != resource || *s != size) {
            let font = PdfFontHandle::External(FontId(resource.to_owned()));
            self.ops.push(Op::SetFont { font, size: printpdf::Pt(size) });
            self.font = Some((resource.to_owned(), size));
        }
    }
    /// Sets the horizontal scale, 1 being as designed.
    pub(super) fn stretch(&mut self, scale: f64) {
        let percent = round3(scale * 100.0);
        if percent != self.stretch.unwrap_or(100.0) {
            self.ops.push(Op::SetHorizontalScaling { percent });
            self.stretch = Some(percent);
        }
    }
    /// Sets the height above the baseline.
    pub(super) fn rise(&mut self, rise: Pt) {
        let rise = round2(rise.0);
        if rise != self.rise {
            self.ops.push(Op::SetLineOffset { multiplier: rise });
            self.rise = rise;
        }
    }
    /// Moves to a point on a baseline, in a text object. Relative moves (`Td`), because printpdf rewrites text
    /// after a text matrix with the widths that it has truncated.
    pub(super) fn go(&mut self, point: [f64; 2]) {
        let to = point.map(round2);
        let from = self.cursor.unwrap_or_else(|| {
            self.ops.push(Op::StartTextSection);
            [0.0, 0.0]
        });
        let step = |i: usize| printpdf::Pt(round2(f64::from(to[i]) - f64::from(from[i])));
        self.ops.push(Op::SetTextCursor { pos: printpdf::Point { x: step(0), y: step(1) } });
        self.cursor = Some(to);
    }
    /// Ends the text object, where one is open.
    pub(super) fn leave_text(&mut self) {
        if self.cursor.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }
}

/// Adds the states that [`Pen::opacity`] and [`Pen::overprint`] named to the document.
pub(super) fn register_states(document: &mut PdfDocument, names: &BTreeSet<String>) {
    for name in names {
        let state = match name.as_str() {
            OVER | OUT => overprinting(name == OVER),
            _ => opaque(name.trim_start_matches('O').parse().unwrap_or(1000.0) / 1000.0),
        };
        document.resources.extgstates.map.insert(ExtendedGraphicsStateId(name.clone()), state);
    }
}

fn opaque(part: f32) -> ExtendedGraphicsState {
    ExtendedGraphicsState::default().with_current_fill_alpha(part).with_current_stroke_alpha(part)
}

/// In mode 1 a plate without ink is left as it is (ISO 32000-1, 8.6.7).
fn overprinting(on: bool) -> ExtendedGraphicsState {
    ExtendedGraphicsState::default()
        .with_overprint_fill(on)
        .with_overprint_stroke(on)
        .with_overprint_mode(OverprintMode::KeepUnderlying)
}
