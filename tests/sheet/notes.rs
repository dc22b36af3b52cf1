//! A note, a citation and a link in every field: set, or refused with its place. The schema says which fields
//! there are, so that none can be forgotten.

use super::{files, read_named};
use handbill::base::{Diagnostics, Severity};
use handbill::edition::Edition;
use handbill::font::FontSet;
use handbill::layout::{self, Draw, Owner, Target};
use handbill::sheet;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is put in the place of `@`, and the letters that must then be in the file; an address counts as well.
const MARKS: [(&str, &str); 3] = [
    ("^[Qzx note.]", "Qzxnote"),
    ("[@src]", "Qzxsource"),
    ("[words](https://qzx.example)", "https://qzx.example"),
];

/// Fields that hold words, each in a sheet (or brand) that sets them.
pub const WORDS: &[(&str, &str)] = &[
    ("sheet.kicker", "kicker: \"K@\"\n"),
    ("sheet.title", "title: \"T@\"\n"),
    ("sheet.dek", "dek: \"D@\"\n"),
    ("sheet.byline", "byline: \"B@\"\n"),
    ("sheet.date", "date: \"2026@\"\n"),
    ("sheet.prepared_for", "prepared_for: \"P@\"\n"),
    ("sheet.end_mark", "end_mark: \"###@\"\n"),
    ("ask.text", "ask: \"Cosponsor it@, today\"\n"),
    ("ask.bill", "ask: {text: Do., bill: \"H.R. 1@\", position: support}\n"),
    ("stat.value", "stats: [{value: \"40%@\", label: l}]\n"),
    ("stat.label", "stats: [{value: 1, label: \"l@\"}]\n"),
    ("contact.name", "contact: \"N@\"\n"),
    ("contact.title", "contact: {name: N, title: \"T@\"}\n"),
    ("contact.email", "contact: {name: N, email: \"a@b@\"}\n"),
    ("contact.phone", "contact: {name: N, phone: \"1@\"}\n"),
    ("contact.web", "contact: {name: N, web: \"https://a.org@\"}\n"),
    ("contact.address", "contact: {name: N, address: \"A@\"}\n"),
    ("qr.url", "qr: \"https://a.org@\"\n"),
    ("qr.label", "qr: {url: \"https://a.org\", label: \"L@\"}\n"),
    ("section.heading", "sections: [{heading: \"H@\", body: x}]\n"),
    ("section.body", "sections: [{body: \"H@\"}]\n"),
    ("text.text", "- text: \"x@\"\n"),
    ("heading.text", "- heading: \"x@\"\n"),
    ("item.text", "- list: [\"x@\", {text: \"y\", items: [z]}]\n"),
    ("quote.text", "- quote: \"x@\"\n"),
    ("quote.by", "- quote: {text: x, by: \"y@\"}\n"),
    ("pull_quote.text", "- pull_quote: {text: \"x@\", by: y}\n"),
    ("pull_quote.by", "- pull_quote: {text: x, by: \"y@\"}\n"),
    ("callout.body", "- callout: \"x@\"\n"),
    ("callout.title", "- callout: {title: \"T@\", body: x}\n"),
    ("figure.alt", "- figure: {image: dot.svg, alt: \"x@\"}\n"),
    ("figure.caption", "- figure: {image: dot.svg, alt: x, caption: \"x@\"}\n"),
    ("figure.credit", "- figure: {image: dot.svg, alt: x, credit: \"x@\"}\n"),
    ("table.header", "- table: {header: [\"a@\", b], rows: [[1, 2]]}\n"),
    ("table.rows", "- table: {header: [a, b], rows: [[\"1@\", 2]]}\n"),
    ("table.caption", "- table: {caption: \"c@\", rows: [[1, 2]]}\n"),
    ("chart.title", "- chart: {data: {a: 1}, alt: a, title: \"t@\"}\n"),
    ("chart.unit", "- chart: {data: {a: 1}, alt: a, unit: \"t@\"}\n"),
    ("chart.alt", "- chart: {data: {a: 1}, alt: \"a@\"}\n"),
    ("chart.highlight", "- chart: {data: {a: 1}, alt: a, highlight: \"a@\"}\n"),
    ("chart.caption", "- chart: {data: {a: 1}, alt: a, caption: \"c@\"}\n"),
    ("chart.credit", "- chart: {data: {a: 1}, alt: a, credit: \"c@\"}\n"),
    ("chart.data", "- chart: {data: {\"a@\": 1}, alt: a}\n"),
    ("chart.data", "- chart: {data: {\"a@\": {b: 1}, c: {b: 2}}, kind: line, alt: a}\n"),
    ("chart.data", "- chart: {data: {a: \"1@\"}, alt: a}\n"),
    ("event.date", "- timeline: [{date: \"1950s@\", text: x}]\n"),
    ("event.text", "- timeline: [{date: 1950, text: \"x@\"}]\n"),
    ("source.author", "sources: {src: {author: \"A@\"}}\n"),
    ("source.editor", "sources: {src: {editor: \"A@\"}}\n"),
    ("source.title", "sources: {src: {title: \"A@\"}}\n"),
    ("source.journal", "sources: {src: {journal: \"A@\"}}\n"),
    ("source.volume", "sources: {src: {volume: \"A@\"}}\n"),
    ("source.issue", "sources: {src: {issue: \"A@\"}}\n"),
    ("source.pages", "sources: {src: {pages: \"A@\"}}\n"),
    ("source.publisher", "sources: {src: {publisher: \"A@\"}}\n"),
    ("source.place", "sources: {src: {place: \"A@\"}}\n"),
    ("source.date", "sources: {src: {date: \"2026@\"}}\n"),
    ("source.url", "sources: {src: {url: \"https://a.org@\"}}\n"),
    ("source.doi", "sources: {src: {doi: \"A@\"}}\n"),
    ("source.isbn", "sources: {src: {isbn: \"A@\"}}\n"),
    ("source.accessed", "sources: {src: {accessed: \"2026@\"}}\n"),
    ("source.archived", "sources: {src: {archived: \"https://a.org@\"}}\n"),
    ("stat.cite", "stats: [{value: 1, label: a, cite: \"src, p. 1@\"}]\n"),
    ("item.cite", "- list: [{text: x, cite: \"src, p. 1@\"}]\n"),
    ("event.cite", "- timeline: [{date: 1950, text: x, cite: \"src, p. 1@\"}]\n"),
    ("quote.cite", "- quote: {text: x, cite: \"src, p. 1@\"}\n"),
    ("brand.footer", "footer: \"x · @\"\n"),
    ("brand.boilerplate", "boilerplate: \"x@\"\n"),
    ("brand.disclosure", "disclosure: \"x@\"\n"),
    ("name.full", "meta: {name: \"x@\"}\n"),
    ("name.short", "meta: {name: {full: y, short: \"x@\"}}\n"),
    ("meta.tagline", "meta: {name: y, tagline: \"x@\"}\nheader: band\n"),
    ("meta.tagline", "meta: {name: y, tagline: \"x@\"}\nheader: none\n"),
    ("meta.links", "meta: {name: y, links: {home: \"https://a.org@\"}}\n"),
    ("logo.alt", "meta: {name: y}\nlogo: {wide: dot.svg, alt: \"x@\"}\n"),
];

/// Fields that hold keys, paths, numbers and settings: nobody looks for words in them.
const VALUES: &str = "\
    sheet.lang section.when sheet.brand sheet.bibliography table.columns section.id section.body_file page.size page.template notes.style figure.image \
    source.quotes edition.paper edition.condition edition.bleed edition.marks edition.ink_limit \
    edition.max_size edition.sources edition.extends edition.printer edition.standard brand.fonts brand.templates colors.palette colors.foreground \
    colors.background colors.primary colors.tint colors.secondary colors.tertiary colors.success colors.info \
    colors.warning colors.danger colors.light colors.dark logo.wide logo.mono logo.small logo.medium logo.large \
    logo.min_width typeface.family typeface.size typography.body_min typography.scripts";

#[test]
fn every_field_sets_notes_and_links_or_refuses_them() {
    let fonts = FontSet::new(None);
    let mut lost = Vec::new();
    for (field, written) in WORDS {
        for (mark, wanted) in MARKS {
            if let Err(why) = set(field, &written.replace('@', mark), (mark, wanted), &fonts) {
                lost.push(format!("{field} with {mark}: {why}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn the_fields_above_are_all_that_there_are() {
    let mut there = BTreeSet::new();
    for (name, schema) in [("sheet", sheet::schema()), ("brand", sheet::brand_schema())] {
        texts(&serde_json::from_str(&schema).unwrap(), name, &mut there);
    }
    let known: BTreeSet<&str> = WORDS.iter().map(|w| w.0).chain(VALUES.split_whitespace()).collect();
    // The short form of a block is the first of its fields.
    let missing = |f: &&String| !f.starts_with("block.") && !known.contains(f.as_str());
    let missing: Vec<_> = there.iter().filter(missing).collect();
    assert!(missing.is_empty(), "add these to WORDS: {missing:?}");
}

#[test]
fn a_note_longer_than_a_page_is_cut_in_the_closing_block_too() {
    let long = format!("disclosure: \"x^[Qzx {}end.]\"\n", "word ".repeat(3000));
    let wanted = format!("Qzx{}end", "word".repeat(3000));
    set("brand.disclosure", &long, ("^[Qzx", &wanted), &FontSet::new(None)).unwrap();
}

#[test]
fn thousands_of_problems_in_a_text_are_few_messages() {
    let sheet = whole(&format!("sections: [{{body: \"{}x^[y\"}}]\n", "<b>x</b> ".repeat(3000)));
    let outcome = read_named("sheet.yaml", &sheet, &files());
    let mut diags = Diagnostics::default();
    let sheet = outcome.sheet.unwrap();
    sheet::lower(&sheet, &sheet::theme(&sheet, &Edition::email()), &mut diags);
    assert!(diags.has_errors(), "the note at the end is malformed");
    assert!(diags.iter().any(|d| d.code == "more-problems") && diags.iter().count() < 60);
}

/// Sets a sheet with `written` in it. `Err` where neither the mark nor an error at it comes out.
fn set(field: &str, written: &str, mark: (&str, &str), fonts: &FontSet) -> Result<(), String> {
    let of_brand = ["brand.", "name.", "meta.", "logo."].iter().any(|o| field.starts_with(o));
    let files = files().with("dot.svg", DOT).with("mine.yaml", if of_brand { written } else { "{}" });
    let sheet = if of_brand { whole("brand: mine.yaml\n") } else { whole(written) };
    let mut outcome = read_named("sheet.yaml", &sheet, &files);
    let mut drawn = String::new();
    if let Some(sheet) = &outcome.sheet {
        let mut diags = Diagnostics::default();
        let theme = sheet::theme(sheet, &Edition::email());
        let story = sheet::lower(sheet, &theme, &mut diags);
        drawn = all(&layout::paginate(&story, &theme.page, fonts, &mut diags));
        outcome.diags.extend(diags);
    }
    let errors: Vec<_> = outcome.diags.iter().filter(|d| d.severity == Severity::Error).collect();
    let name = if of_brand { "mine.yaml" } else { "sheet.yaml" };
    let pointed = errors.iter().any(|d| {
        let Some(span) = d.span else { return false };
        let source = outcome.sources.get(span.file);
        let at = source.text.find(mark.0).unwrap_or(usize::MAX);
        // At the mark, or at the field that holds it.
        let line = source.text[..at.min(source.text.len())].rfind('\n').map_or(0, |i| i + 1);
        source.name == name && (line..at + mark.0.len()).contains(&(span.start as usize)) && d.help.is_some()
    });
    match (errors.is_empty(), pointed, drawn.contains(mark.1)) {
        (true, _, true) | (false, true, _) => Ok(()),
        _ => Err(format!("{:?}", outcome.messages())),
    }
}

pub const DOT: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>";

/// A sheet around some of its lines.
pub fn whole(lines: &str) -> String {
    let mut sheet = "handbill: 1\nlang: en-US\n".to_owned();
    if lines.starts_with("- ") {
        sheet += &format!("sections:\n- body:\n  {lines}");
    } else {
        sheet += lines;
    }
    let rest = [
        ("title:", "title: Title\n"),
        ("sections:", "sections: [{body: Prose.}]\n"),
        ("sources:", "sources: {src: {title: Qzx source, author: A, url: \"https://src.example\"}}\n"),
    ];
    for (key, line) in rest {
        if !sheet.lines().any(|l| l.starts_with(key)) {
            sheet += line;
        }
    }
    sheet
}

/// The letters of all words on all pages, and all addresses that links lead to; nothing where signs of Markdown
/// are set.
fn all(layout: &layout::Layout) -> String {
    let mut words = String::new();
    for page in &layout.pages {
        let tagged = page.items.iter().filter(|i| matches!(i.owner, Owner::Elem(_)));
        for draw in tagged.flat_map(|i| &i.draws) {
            // What stands off the paper is lost.
            if let Draw::Text { at, run } = draw
                && (0.0..page.size.h.0).contains(&at.y.0)
            {
                words += &run.text;
            }
        }
    }
    if ["^[", "[@", "]("].iter().any(|sign| words.contains(sign)) {
        return String::new();
    }
    let mut out: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    for link in &layout.links {
        if let Target::Uri(to) = &link.target {
            out = format!("{out} {to}");
        }
    }
    out
}

/// All fields of a schema that take text, each as `owner.field`.
fn texts(schema: &Value, owner: &str, out: &mut BTreeSet<String>) {
    match schema {
        Value::Array(list) => list.iter().for_each(|v| texts(v, owner, out)),
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("properties" | "$defs", Value::Object(fields)) => {
                        for (name, field) in fields {
                            if key == "properties" && takes_text(field) {
                                out.insert(format!("{owner}.{name}"));
                            }
                            texts(field, name, out);
                        }
                    }
                    _ => texts(value, owner, out),
                }
            }
        }
        _ => {}
    }
}

/// A text is what editors may see as a number, too, alone, in a list or by name.
fn takes_text(field: &Value) -> bool {
    let kinds = field["type"].as_array();
    kinds.is_some_and(|k| k.contains(&"string".into()) && k.contains(&"number".into()))
        || ["items", "additionalProperties"].iter().any(|k| field.get(k).is_some_and(takes_text))
        || field["anyOf"].as_array().is_some_and(|forms| forms.iter().any(takes_text))
}
