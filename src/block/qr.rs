//! `qr`: a QR code with its label.

use super::cx::Cx;
use super::set::{Item, short_address};
use crate::base::{Diagnostic, Ink, Path, Pt, Rect, Size, Text, fields::short_form};
use crate::story::{
    self, Cell, CellWidth, Drawing, DrawingItem, Group, Node, Part, Picture, Role, Row, VAlign,
};
use crate::text::{Anchor, Rich};
use qrcode::{Color, EcLevel, QrCode};
use schemars::JsonSchema;
use serde::Deserialize;

/// A QR code that leads to an address.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "qr", deny_unknown_fields)]
#[schemars(transform = short_form::<Qr>)]
pub struct Qr {
    /// The address.
    pub url: Text,
    /// What is behind it, in a few words.
    pub label: Option<Text>,
}

/// How the block is written.
pub const EXAMPLE: &str = "\
- qr: {url: \"https://example.org/sheet\", label: Sources and full text}
";

/// Light modules around a QR code (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;
/// The least side of one module: what a telephone still reads from office paper. The least side of the whole is the
/// template's: an inch on a sheet that is read in the hand.
const LEAST_MODULE: Pt = Pt::mm(0.4);

/// White between the code and its words, and the least room for these; with less they stand below it.
const GAP: Pt = Pt(6.0);
const BESIDE: Pt = Pt(72.0);
/// A code is larger than an inch from here on: what is a sixteenth over nobody sees.
const LARGE: f64 = 72.0 * 17.0 / 16.0;

impl Qr {
    /// Sets the code with its label and its address at the right. On white paper its quiet zone is the white around it,
    /// so that the code itself stands on the column's edge.
    pub fn lower(&self, cx: &mut Cx<'_>) {
        let white = cx.theme.palette.paper == Ink::WHITE;
        let Some(code) = self.encode(cx) else { return };
        let least = cx.theme.template.closing.code;
        let quiet = if white { module(&code, least) * QUIET as f64 } else { Pt::ZERO };
        let (code, side) = self.figure(cx, drawing(&code, if white { 0 } else { QUIET }, least));
        let steps = (quiet / cx.theme.half_line()).ceil().max(1.0) as u16;
        let gap = GAP.max(quiet);
        if cx.measure - side - gap < BESIDE {
            let words = self.words(cx);
            let below =
                words.into_iter().enumerate().map(|(i, w)| w.spaced(if i == 0 { steps } else { 0 }, 0));
            let parts = std::iter::once(code).chain(below).collect();
            cx.push(Part::group(Group::of(parts)).together().spaced(steps, 2).from(self.url.span));
            cx.flush = true;
            return;
        }
        let cells = vec![
            Cell::new(CellWidth::Fixed(side), vec![code]),
            Cell::new(CellWidth::Share(1.0), self.words(cx)),
        ];
        let row = Row { cells, gap, divider: None, align: VAlign::Middle, role: None };
        cx.push(Part::new(Node::Row(row)).together().spaced(steps, steps).from(self.url.span));
        cx.flush = true;
    }

    /// The code as a figure and its side.
    pub fn code(&self, cx: &mut Cx<'_>) -> Option<(Part, Pt)> {
        let code = self.encode(cx)?;
        Some(self.figure(cx, drawing(&code, QUIET, cx.theme.template.closing.code)))
    }

    /// The code without its quiet zone, for a place with white around it, so that the modules stand on the
    /// margin.
    pub fn flush_code(&self, cx: &mut Cx<'_>) -> Option<(Part, Pt)> {
        let code = self.encode(cx)?;
        Some(self.figure(cx, drawing(&code, 0, cx.theme.template.closing.code)))
    }

    fn encode(&self, cx: &mut Cx<'_>) -> Option<QrCode> {
        let url = self.url.trimmed();
        // Level Q, as print-size guides ask; a long address has M before its code outgrows the inch.
        let code = |level| QrCode::with_error_correction_level(url, level).ok();
        let small = |code: &QrCode| LEAST_MODULE * code.width() as f64 <= Pt::INCH;
        let Some(code) = code(EcLevel::Q).filter(small).or_else(|| code(EcLevel::M)) else {
            let message = format!("the address of {} characters does not fit into a QR code", url.len());
            let help = "use a shorter address";
            cx.diags.push(Diagnostic::error("qr-too-long", message).at(self.url.span).help(help));
            return None;
        };
        self.judge(cx, &code);
        Some(code)
    }

    /// Says of a code that it is larger than people expect, or than its column.
    fn judge(&self, cx: &mut Cx<'_>, code: &QrCode) {
        let least = cx.theme.template.closing.code;
        let side = module(code, least) * code.width() as f64;
        let whole = module(code, least) * (code.width() + 2 * QUIET) as f64;
        let message = match () {
            () if whole > cx.measure => {
                format!(
                    "the QR code takes {:.0} mm, and its column is {:.0} mm wide",
                    mm(whole),
                    mm(cx.measure)
                )
            }
            () if side.0 > LARGE.max(least.0 * 17.0 / 16.0) => {
                let count = self.url.trimmed().chars().count();
                format!("the address of {count} characters takes a QR code of {:.0} mm", mm(side))
            }
            () => return,
        };
        let help = "use a short address that leads to the same place";
        cx.diags.push(Diagnostic::warning("qr-large", message).at(self.url.span).help(help));
    }

    fn figure(&self, cx: &mut Cx<'_>, drawing: Drawing) -> (Part, Pt) {
        let url = self.url.trimmed();
        let side = drawing.size.w;
        let picture = cx.story.picture(Picture::Drawing(drawing));
        let alt = Some(format!("{} {url}", cx.words().qr));
        let figure = story::Figure { picture, width: Some(side), alt };
        (Part::new(Node::Figure(figure)).from(self.url.span), side)
    }

    /// Label and address in one line.
    pub fn line(&self, cx: &mut Cx<'_>) -> Part {
        let style = cx.theme.styles.boilerplate.clone();
        let url = self.url.trimmed();
        let mut rich = Rich::default();
        if let Some(label) = &self.label {
            let bold = style.weighted(600);
            rich.append(&cx.line(label, &bold, &[]));
            rich.push("\u{2002}", &style.text, None);
        }
        let address = Item::literal(short_address(url), &style.text, Some(Anchor::Link(url.into())));
        rich.append(&cx.set(vec![address], Some(self.url.span)));
        Part::para(cx.para(Role::Paragraph, &style, rich)).from(self.url.span)
    }

    /// Label and address.
    pub fn words(&self, cx: &mut Cx<'_>) -> Vec<Part> {
        let style = cx.theme.styles.contact.clone();
        let mut parts = Vec::new();
        if let Some(label) = &self.label {
            parts.push(cx.line_part(Role::Paragraph, &style.weighted(600), label));
        }
        let url = self.url.trimmed();
        let address = Item::literal(short_address(url), &style.text, Some(Anchor::Link(url.into())));
        let rich = cx.set(vec![address], Some(self.url.span));
        parts.push(Part::para(cx.para(Role::Paragraph, &style, rich)));
        parts
    }
}

/// The side of a module.
fn module(code: &QrCode, least: Pt) -> Pt {
    (least / code.width() as f64).max(LEAST_MODULE)
}

/// A length in millimetres, for messages.
fn mm(length: Pt) -> f64 {
    length / Pt::mm(1.0)
}

/// The code with its quiet zone, one path of runs, so that no seam can show between modules.
fn drawing(code: &QrCode, quiet: usize, least: Pt) -> Drawing {
    let n = code.width();
    let module = module(code, least);
    let side = module * (n + 2 * quiet) as f64;
    let colors = code.to_colors();
    let mut path = Path::default();
    for (y, line) in colors.chunks(n).enumerate() {
        let mut x = 0;
        while x < n {
            let run = line[x..].iter().take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                let at = |i: usize| module * (i + quiet) as f64;
                path.segs.extend(Path::rect(Rect::new(at(x), at(y), module * run as f64, module)).segs);
            }
            x += run.max(1);
        }
    }
    let paper = Path::rect(Rect::new(Pt::ZERO, Pt::ZERO, side, side));
    let item = |path, ink| DrawingItem { path, fill: Some((ink, false)), stroke: None, opacity: 1.0 };
    Drawing { size: Size { w: side, h: side }, items: vec![item(paper, Ink::WHITE), item(path, Ink::BLACK)] }
}
