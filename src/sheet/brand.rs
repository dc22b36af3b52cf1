//! The brand's file: its fields as they are written, and the [`Brand`] that they make.

use super::check::plain;
use super::inputs::Inputs;
use super::{read as reader, yaml};
use crate::base::meant::suggest;
use crate::base::{Pairs, Text};
use crate::theme::Brand;

mod colors;
mod fields;

pub use fields::BrandFields;

use crate::base::{Number, Pt};
use crate::theme::brand::{Header, Logo, LogoFile, Typeface};
use fields::{FaceFields, LogoFields, TypographyFields};

/// Reads the brand that `path` names; the plain one without a path, or where it cannot be read.
pub(super) fn read(path: Option<&Text>, inputs: &mut Inputs<'_>) -> Brand {
    path.and_then(|path| from_file(path, inputs)).unwrap_or_else(Brand::plain)
}

fn from_file(path: &Text, inputs: &mut Inputs<'_>) -> Option<Brand> {
    let file = inputs.text(path)?;
    let text = inputs.sources.get(file).text.clone();
    let node = yaml::load(&text, file, 0, &mut inputs.problems)?;
    let (node, lent) = match inputs.languages.clone() {
        Some(languages) => languages.choose(&node, inputs.side, &mut inputs.problems),
        None => (node, Vec::new()),
    };
    let before = inputs.problems.len();
    let fields: BrandFields = reader::read(&node, &mut inputs.problems)?;
    reader::remark::explain(&mut inputs.problems[before..], &text);
    Some(Brand { lent, ..resolve(fields, inputs) })
}

/// Complains of notes in what is set as it is written.
fn plain_texts(f: &BrandFields, inputs: &mut Inputs<'_>) {
    let instead = "in `tagline`, `boilerplate` or `disclosure`, or in the prose of a sheet";
    let meta = f.meta.iter();
    let names = meta.clone().filter_map(|m| m.name.as_ref()).flat_map(|n| [&n.full, &n.short]).flatten();
    let links = meta.flat_map(|m| m.links.iter()).map(|(name, url)| (name.value.as_str(), url));
    let alt = f.logo.iter().filter_map(|l| l.alt.as_ref()).map(|t| ("alt", t));
    let footer = f.footer.iter().map(|t| ("footer", t));
    let all = names.map(|t| ("name", t)).chain(links).chain(alt).chain(footer);
    inputs.problems.extend(all.filter_map(|(field, text)| plain::problem(field, text, instead)));
}

fn resolve(f: BrandFields, inputs: &mut Inputs<'_>) -> Brand {
    plain_texts(&f, inputs);
    let meta = f.meta.unwrap_or_default();
    let name = meta.name.and_then(|n| n.full.or(n.short)).map(|n| n.value).unwrap_or_default();
    let type_ = f.typography.unwrap_or_default();
    let faces = [&type_.base, &type_.headings].into_iter().flatten().filter_map(|face| face.family.as_ref());
    let families = faces.chain(type_.scripts.iter().map(|(_, family)| family)).cloned().collect();
    let mut brand = Brand {
        families,
        logo: f.logo.map(|l| logo(l, &name, inputs)),
        base: type_.base.as_ref().map(|face| typeface(face, &type_, inputs)).unwrap_or_default(),
        headings: type_.headings.as_ref().map(|face| typeface(face, &type_, inputs)).unwrap_or_default(),
        korean: type_.korean,
        scripts: scripts(type_.scripts, inputs),
        tagline: meta.tagline,
        links: meta.links.0.into_iter().map(|(k, v)| (k.value, v.value)).collect(),
        fonts: f.fonts,
        footer: f.footer,
        boilerplate: f.boilerplate,
        disclosure: f.disclosure,
        templates: f.templates.0,
        name,
        ..Brand::plain()
    };
    if let Some(header) = f.header {
        brand.header = Header {
            first: header.first.unwrap_or(brand.header.first),
            rest: header.rest.unwrap_or_default(),
        };
    }
    colors::set(&mut brand, f.color.unwrap_or_default(), f.inks.unwrap_or_default(), inputs);
    brand
}

fn logo(f: LogoFields, name: &str, inputs: &mut Inputs<'_>) -> Logo {
    let mut file = |path: Option<Text>| path.map(|path| LogoFile { file: inputs.bytes(&path), path });
    let (wide, mono) = (file(f.wide.or(f.medium).or(f.large).or(f.small)), file(f.mono));
    let min_width = f.min_width.and_then(|t| length(&t, inputs));
    Logo { wide, mono, alt: f.alt.map_or_else(|| name.to_owned(), |t| t.value), min_width }
}

fn length(text: &Text, inputs: &mut Inputs<'_>) -> Option<Pt> {
    let length = Pt::parse(text);
    if length.is_none() && !text.is_absent() {
        let message = format!("`{}` is not a length", text.trimmed());
        inputs.error("bad-length", text.span, message, "write a number with its unit: `10pt`, `1in`, `25mm`");
    }
    length
}

fn typeface(f: &FaceFields, type_: &TypographyFields, inputs: &mut Inputs<'_>) -> Typeface {
    let mut number = |n: Option<Number>, least: f64, most: f64, name: &str| {
        let n = n.filter(|n| !n.value.is_nan())?;
        if (least..=most).contains(&n.value) {
            return Some(n.value);
        }
        let help = format!("write a number from {least} to {most}");
        inputs.error("out-of-range", n.span, format!("`{name}` cannot be {}", n.value), help);
        None
    };
    // 1 to 1000: the range of OpenType's usWeightClass.
    let weight = number(f.weight, 1.0, 1000.0, "weight").map(|w| w as u16);
    let leading = number(f.leading.or(f.line_height), 1.0, 3.0, "leading");
    let mut size = |text: &Option<Text>, name: &str| {
        let text = text.as_ref()?;
        let size = length(text, inputs)?;
        // Under 4 pt nothing can be read; a body over 48 pt does not fill a line with words.
        if (Pt(4.0)..=Pt(48.0)).contains(&size) {
            return Some(size);
        }
        let message = format!("`{name}` cannot be {}", text.trimmed());
        inputs.error("out-of-range", text.span, message, "write a length from 4pt to 48pt");
        None
    };
    let family = f.family.as_ref().filter(|t| !t.is_blank()).map(|t| t.value.clone());
    let (size, body_min) = (size(&f.size, "size"), size(&type_.body_min, "body_min"));
    Typeface { family, weight, size, leading, body_min }
}

/// Families by script; a script is four letters (ISO 15924).
fn scripts(scripts: Pairs<Text>, inputs: &mut Inputs<'_>) -> Vec<(String, String)> {
    for (tag, _) in scripts.iter() {
        if tag.len() != 4 || !tag.bytes().all(|b| b.is_ascii_alphabetic()) {
            let message = format!("`{}` is not the tag of a script", tag);
            let help = "write four letters as in ISO 15924: `Hang`, `Cyrl`, `Arab`";
            inputs.error("unknown-script", tag.span, message, help);
        }
    }
    scripts.0.into_iter().map(|(tag, family)| (tag.value, family.value)).collect()
}

fn unknown_color(text: &Text, known: &[&str], inputs: &mut Inputs<'_>) {
    let message = format!("`{}` is not a colour", text.trimmed());
    let help = match text.starts_with('#') || known.is_empty() {
        true => "write `\"#RRGGBB\"` in quotation marks, with digits 0 to 9 and letters A to F".to_owned(),
        false => suggest(text.trimmed(), known),
    };
    inputs.error("bad-color", text.span, message, help);
}
