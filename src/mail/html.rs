//! A message as HTML: plain elements with the few styles that all mail programs know, nothing that is fetched.

use super::{Words, cells, links};
use crate::base::{Direction, Ink, escape};
use crate::text::itemize::direction;
use crate::text::markup::{self, Block, BlockKind, ColumnAlign, Inline, InlineKind};
use crate::theme::{Brand, Palette};

/// The brand's colour for headings and links, dark enough to be read on white.
pub fn accent(brand: &Brand) -> Ink {
    let on_white = Brand { background: Ink::WHITE, tint: Ink::WHITE, ..brand.clone() };
    // Its greys are not asked for.
    Palette::of(&on_white, [100.0; 3]).accent
}

/// The whole page.
pub(super) fn page(words: &Words, accent: &Ink) -> String {
    let [r, g, b] = accent.rgb;
    let (start, end) = if turned(&words.lang) == "rtl" { ("right", "left") } else { ("left", "right") };
    let page = Page { accent: format!("#{r:02x}{g:02x}{b:02x}"), start, end };
    let lang = escaped(&words.lang);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{}\">\n<head>\n\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n</head>\n<body>\n<div lang=\"{lang}\" dir=\"{0}\" style=\"font-family:{};font-size:11pt;\
         line-height:1.5;max-width:38em\">\n",
        turned(&words.lang),
        escaped(&words.subject),
        families(&words.lang),
    );
    page.blocks(&words.body, &mut out);
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

fn turned(lang: &str) -> &'static str {
    if direction(lang) == Direction::Left { "rtl" } else { "ltr" }
}

/// Faces that machines have. The one for Korean stands first: a Latin face would hand its letters to any other.
fn families(lang: &str) -> &'static str {
    match lang.split(['-', '_']).next().unwrap_or_default() {
        // Its lines end between words, as in the sheet.
        "ko" => "'Malgun Gothic','Apple SD Gothic Neo','Noto Sans KR',Arial,sans-serif;word-break:keep-all",
        _ => "Arial,Helvetica,sans-serif",
    }
}

/// Text with all signs of HTML written out.
fn escaped(text: &str) -> String {
    escape::markup(text, |c| match c {
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\u{a0}' => Some("&nbsp;"),
        // What HTML has no place for.
        c if c.is_control() && c != '\n' => Some("\u{fffd}"),
        _ => None,
    })
}

const BELOW: &str = "margin:0 0 1em 0";

/// Words of a line, one behind the other.
#[derive(Default)]
struct Gathered {
    text: String,
    /// Where signs stand that make no address: the writer escaped them, or a list has filled them in.
    no_address: Vec<usize>,
}

struct Page {
    /// As CSS writes it.
    accent: String,
    /// The side at which lines begin and the one at which they end.
    start: &'static str,
    /// See `start`.
    end: &'static str,
}

impl Page {
    fn blocks(&self, blocks: &[Block], out: &mut String) {
        blocks.iter().for_each(|block| self.block(block, out));
    }

    fn block(&self, block: &Block, out: &mut String) {
        match &block.kind {
            BlockKind::Para(inlines) => self.element("p", BELOW, inlines, out),
            BlockKind::Heading(level, inlines) => self.heading(*level, inlines, out),
            BlockKind::List { start, tight, items } => self.list(*start, *tight, items, out),
            BlockKind::Quote(blocks) => {
                let (start, accent) = (self.start, &self.accent);
                let style =
                    format!("{BELOW};padding:0;padding-{start}:1em;border-{start}:3px solid {accent}");
                out.push_str(&format!("<blockquote style=\"{style}\">\n"));
                self.blocks(blocks, out);
                out.push_str("</blockquote>\n");
            }
            BlockKind::Table { align, header, rows } => self.table(align, header, rows, out),
            BlockKind::Code(code) => {
                let style = "margin:0 0 1em 0;font-family:Consolas,Menlo,monospace;font-size:10pt";
                out.push_str(&format!("<pre style=\"{style}\">{}</pre>\n", escaped(code)));
            }
            BlockKind::Rule => {
                out.push_str("<hr style=\"border:0;border-top:1px solid #cccccc;margin:1.5em 0\">\n")
            }
        }
    }

    fn element(&self, name: &str, style: &str, inlines: &[Inline], out: &mut String) {
        out.push_str(&format!("<{name} style=\"{style}\">{}</{name}>\n", self.inlines(inlines)));
    }

    fn heading(&self, level: u8, inlines: &[Inline], out: &mut String) {
        let size = match level {
            1 => "15pt",
            2 => "13pt",
            _ => "11pt",
        };
        let color = &self.accent;
        let style =
            format!("font-size:{size};line-height:1.3;font-weight:bold;color:{color};margin:1.2em 0 0.4em 0");
        self.element(&format!("h{}", level.clamp(1, 6)), &style, inlines, out);
    }

    fn list(&self, start: Option<usize>, tight: bool, items: &[Vec<Block>], out: &mut String) {
        let (name, first) = match start {
            Some(1) => ("ol", String::new()),
            Some(n) => ("ol", format!(" start=\"{n}\"")),
            None => ("ul", String::new()),
        };
        out.push_str(&format!("<{name}{first} style=\"margin:0 0 1em 0;padding:0 1.6em\">\n"));
        for item in items {
            out.push_str("<li style=\"margin:0 0 0.3em 0\">");
            match item.as_slice() {
                [Block { kind: BlockKind::Para(inlines), .. }, rest @ ..] if tight => {
                    out.push_str(&self.inlines(inlines));
                    self.blocks(rest, out);
                }
                blocks => self.blocks(blocks, out),
            }
            out.push_str("</li>\n");
        }
        out.push_str(&format!("</{name}>\n"));
    }

    fn table(
        &self,
        align: &[Option<ColumnAlign>],
        header: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        out: &mut String,
    ) {
        let plain: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| markup::plain(cell)).collect()).collect();
        let side = |i: usize| match align.get(i).copied().flatten() {
            Some(ColumnAlign::Center) => "center",
            _ if cells::to_the_right(align, &plain, i) => self.end,
            _ => self.start,
        };
        let cell = |tag: &str, color: &str, i: usize, inlines: &Vec<Inline>| {
            let name = &tag[..2];
            let style = format!(
                "padding:0.25em 0;padding-{}:1.2em;border-bottom:1px solid {color};vertical-align:top;text-align:{}",
                self.end,
                side(i)
            );
            format!("<{tag} style=\"{style}\">{}</{name}>", self.inlines(inlines))
        };
        out.push_str("<table style=\"border-collapse:collapse;font:inherit;margin:0 0 1em 0\">\n");
        if header.iter().any(|cell| !cell.is_empty()) {
            let cells = header.iter().enumerate().map(|(i, c)| cell("th scope=\"col\"", &self.accent, i, c));
            out.push_str(&format!("<thead><tr>{}</tr></thead>\n", cells.collect::<String>()));
        }
        out.push_str("<tbody>\n");
        for row in rows {
            let cells = row.iter().enumerate().map(|(i, c)| cell("td", "#cccccc", i, c));
            out.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        let mut words = Gathered::default();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    words.text.push_str(text);
                    continue;
                }
                // A sign that was escaped may stand within an address, but makes none.
                InlineKind::Literal(text) => {
                    words.no_address.extend(text.starts_with(['@', ':', '.']).then_some(words.text.len()));
                    words.text.push_str(text);
                    continue;
                }
                _ => self.words(&mut words, &mut out),
            }
            let wrapped =
                |open: &str, kids: &[Inline], close: &str| format!("{open}{}{close}", self.inlines(kids));
            out.push_str(&match &inline.kind {
                InlineKind::Emph(kids) => wrapped("<em>", kids, "</em>"),
                InlineKind::Strong(kids) => wrapped("<strong>", kids, "</strong>"),
                InlineKind::Link(target, kids) => self.link(target, &self.bare(kids)),
                InlineKind::Passage(lang, kids) => {
                    let open = format!("<span lang=\"{}\" dir=\"{}\">", escaped(lang), turned(lang));
                    wrapped(&open, kids, "</span>")
                }
                InlineKind::Code(code) => {
                    let style = "font-family:Consolas,Menlo,monospace;font-size:10pt";
                    format!("<code style=\"{style}\">{}</code>", escaped(code))
                }
                InlineKind::Break => "<br>\n".to_owned(),
                _ => String::new(),
            });
        }
        self.words(&mut words, &mut out);
        out
    }

    /// Adds words that have been gathered; an address among them becomes a link.
    fn words(&self, words: &mut Gathered, out: &mut String) {
        let Gathered { text, no_address } = std::mem::take(words);
        let mut done = 0;
        for (at, target) in links::bare(&text) {
            if no_address.iter().any(|i| at.contains(i)) {
                continue;
            }
            out.push_str(&escaped(&text[done..at.start]));
            out.push_str(&self.link(&target, &escaped(&text[at.clone()])));
            done = at.end;
        }
        out.push_str(&escaped(&text[done..]));
    }

    fn link(&self, target: &str, inner: &str) -> String {
        format!("<a href=\"{}\" style=\"color:{}\">{inner}</a>", escaped(target), self.accent)
    }

    /// What a link holds: no link within a link.
    fn bare(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            out.push_str(&match &inline.kind {
                InlineKind::Text(text) | InlineKind::Literal(text) | InlineKind::Code(text) => escaped(text),
                InlineKind::Emph(kids) => format!("<em>{}</em>", self.bare(kids)),
                InlineKind::Strong(kids) => format!("<strong>{}</strong>", self.bare(kids)),
                InlineKind::Link(_, kids) | InlineKind::Passage(_, kids) => self.bare(kids),
                InlineKind::Break => "<br>\n".to_owned(),
                InlineKind::Cite(_) | InlineKind::Note(..) => String::new(),
            });
        }
        out
    }
}
