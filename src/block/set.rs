//! From a line of Markdown to styled text: quotes curl across emphasis and links, note marks move behind the
//! punctuation and get their numbers in reading order.

use super::cx::Cx;
use super::names;
use super::notes::{Cited, Mark};
use crate::base::{Diagnostic, Span, Text};
use crate::text::isolate;
use crate::text::markup::{self, Inline, InlineKind};
use crate::text::typography::{self, Locale, Piece};
use crate::text::{Anchor, Figures, Position, Rich, TextStyle};
use crate::theme::Style;
use std::rc::Rc;
use std::sync::Arc;

/// A piece of a paragraph before it is set.
#[derive(Clone, Debug)]
pub enum Item {
    /// Characters of one look.
    Words(Words),
    /// A forced line break.
    Break,
    /// A note's mark.
    Mark(Mark),
}

/// Characters of one look.
#[derive(Clone, Debug)]
pub struct Words {
    /// The characters.
    pub text: String,
    /// Their look.
    pub style: Arc<TextStyle>,
    /// Where they lead.
    pub anchor: Option<Anchor>,
    /// Code, addresses, escaped signs: kept as they are.
    pub literal: bool,
    /// A name, which is not hyphenated.
    pub name: bool,
}

impl Words {
    /// A sign in the look of where it stands.
    fn plain(sign: char, look: &Look) -> Words {
        let (style, anchor) = (look.style.clone(), look.anchor.clone());
        Words { text: sign.into(), style, anchor, literal: false, name: false }
    }
}

impl Item {
    /// Prose of a look.
    pub fn words(text: impl Into<String>, style: &Arc<TextStyle>) -> Item {
        Item::Words(Words {
            text: text.into(),
            style: style.clone(),
            anchor: None,
            literal: false,
            name: false,
        })
    }
    /// Characters that stay as they are and may lead somewhere.
    pub fn literal(text: impl Into<String>, style: &Arc<TextStyle>, anchor: Option<Anchor>) -> Item {
        Item::Words(Words { text: text.into(), style: style.clone(), anchor, literal: true, name: false })
    }
}

/// The look of where we are in a tree of inlines.
#[derive(Clone)]
struct Look {
    style: Arc<TextStyle>,
    anchor: Option<Anchor>,
    in_note: bool,
}

impl Cx<'_> {
    /// Sets a line of Markdown; `cite` are the sources of the whole.
    pub fn line(&mut self, text: &Text, style: &Style, cite: &[Text]) -> Rich {
        let line = markup::known_line(text);
        let (inlines, problems) = &*line;
        self.report(text, problems);
        self.inlines(inlines, text, style, cite)
    }

    /// Sets a line of Markdown whose lines break at sense: titles and headings.
    pub fn headline(&mut self, text: &Text, style: &Style) -> Rich {
        let line = markup::known_line(text);
        let (mut inlines, problems) = (line.0.clone(), &line.1);
        self.report(text, problems);
        bind_slight_words(&mut inlines, self.theme.lang.as_ref());
        self.inlines(&inlines, text, style, &[])
    }

    /// Sets plain characters without any markup.
    pub fn plain(&mut self, text: &str, style: &Style) -> Rich {
        self.set(vec![Item::words(text, &style.text)], None)
    }

    /// Sets inlines that were read from `source`.
    pub fn inlines(&mut self, inlines: &[Inline], source: &Text, style: &Style, cite: &[Text]) -> Rich {
        let mut items = Vec::new();
        let look = Look { style: style.text.clone(), anchor: None, in_note: false };
        self.items(inlines, source, &look, &mut items);
        if let Some(mark) = self.mark_of(cite) {
            items.push(Item::Mark(mark));
        }
        let filled =
            inlines.iter().any(|i| source.filled().any(|r| r.start <= i.at.end && i.at.start <= r.end));
        Rich { filled, ..self.set(items, Some(source.span)) }
    }

    /// The mark for the sources of a whole block.
    pub fn mark_of(&mut self, cite: &[Text]) -> Option<Mark> {
        let cited: Vec<Cited> = cite.iter().filter(|c| !c.is_blank()).map(Cited::of_field).collect();
        (!cited.is_empty()).then_some(Mark::Cite(cited))
    }

    /// The items of a note's own words.
    pub fn note_items(&mut self, inlines: &[Inline], source: &Text, style: &Style) -> Vec<Item> {
        let mut items = Vec::new();
        let look = Look { style: style.text.clone(), anchor: None, in_note: true };
        self.items(inlines, source, &look, &mut items);
        items
    }

    fn items(&mut self, inlines: &[Inline], source: &Text, look: &Look, out: &mut Vec<Item>) {
        for inline in inlines {
            self.item(inline, source, look, out);
        }
    }

    fn item(&mut self, inline: &Inline, source: &Text, look: &Look, out: &mut Vec<Item>) {
        let words = |text: &str, literal, name| {
            let (style, anchor) = (look.style.clone(), look.anchor.clone());
            Item::Words(Words { text: text.to_owned(), style, anchor, literal, name })
        };
        match &inline.kind {
            InlineKind::Text(t) => {
                let parts = names::parts(t, inline.at.clone(), source, &self.theme.lang);
                out.extend(parts.into_iter().map(|(part, name)| words(part, false, name)));
            }
            InlineKind::Literal(t) => out.push(words(t, true, false)),
            InlineKind::Code(t) => {
                let style = Arc::new(TextStyle { figures: Figures::Tabular, ..self.code_style(&look.style) });
                out.push(Item::literal(t, &style, look.anchor.clone()));
            }
            InlineKind::Break => out.push(Item::Break),
            InlineKind::Emph(kids) => {
                let words = markup::plain(kids);
                let look = look.styled(self.theme.emphasis(&look.style, &words));
                self.apart(&words, &look, out, |cx, out| cx.items(kids, source, &look, out));
            }
            InlineKind::Strong(kids) => {
                let weight = if look.style.weight < 600 { 700 } else { look.style.weight };
                let look = look.styled(TextStyle { weight, ..(*look.style).clone() });
                let words = markup::plain(kids);
                self.apart(&words, &look, out, |cx, out| cx.items(kids, source, &look, out));
            }
            InlineKind::Passage(lang, kids) => {
                let look = look.styled(TextStyle { lang: lang.as_str().into(), ..(*look.style).clone() });
                let words = markup::plain(kids);
                self.apart(&words, &look, out, |cx, out| cx.items(kids, source, &look, out));
            }
            InlineKind::Link(to, kids) => self.link(to, kids, source, look, out),
            InlineKind::Cite(refs) => {
                let cited: Vec<Cited> = refs.iter().map(|r| Cited::of_prose(r, source)).collect();
                match look.in_note {
                    true => out.extend(self.citation(&cited, &look.style)),
                    false => out.push(Item::Mark(Mark::Cite(cited))),
                }
            }
            InlineKind::Note(name, kids) if !look.in_note => {
                out.push(Item::Mark(Mark::Note(name.clone(), kids.clone(), source.clone())));
            }
            InlineKind::Note(..) => {}
        }
    }

    /// What `add` adds, for `words` that are marked off from those around: kept to themselves where they are of the
    /// other direction.
    fn apart(
        &mut self,
        words: &str,
        look: &Look,
        out: &mut Vec<Item>,
        add: impl FnOnce(&mut Self, &mut Vec<Item>),
    ) {
        let foreign = isolate::is_foreign(words, &self.theme.lang);
        let sign = |c: char| Item::Words(Words { literal: true, ..Words::plain(c, look) });
        out.extend(foreign.then(|| sign(isolate::OPEN)));
        add(self, out);
        out.extend(foreign.then(|| sign(isolate::CLOSE)));
    }

    /// Code in running text: the sans at the size of the x-height beside it.
    fn code_style(&self, around: &TextStyle) -> TextStyle {
        let code = &self.theme.styles.code.text;
        let size = around.size * (code.size / self.theme.styles.text.text.size);
        TextStyle { family: code.family.clone(), size, ..around.clone() }
    }

    fn link(&mut self, to: &str, kids: &[Inline], source: &Text, look: &Look, out: &mut Vec<Item>) {
        if to.strip_prefix('#').is_some_and(|id| self.gone.iter().any(|gone| gone == id)) {
            return self.lost_link(to, kids, source, look, out);
        }
        let anchor = super::cx::anchor(to);
        let bare = markup::plain(kids) == to;
        let style = TextStyle { ink: self.link_ink(&look.style), ..(*look.style).clone() };
        if bare {
            out.push(Item::literal(short_address(to), &Arc::new(style), Some(anchor)));
            return;
        }
        let noted = self.link_notes && !look.in_note && matches!(anchor, Anchor::Link(_));
        let look = Look { anchor: Some(anchor), ..look.styled(style) };
        self.apart(&markup::plain(kids), &look, out, |cx, out| cx.items(kids, source, &look, out));
        if noted {
            let at = kids.first().map_or(0..0, |k| k.at.clone());
            let words = Inline { kind: InlineKind::Text(to.to_owned()), at: at.clone() };
            let address = Inline { kind: InlineKind::Link(to.to_owned(), vec![words]), at };
            out.push(Item::Mark(Mark::Note(None, vec![address], source.clone())));
        }
    }

    /// The words of a link to a part that has been left out.
    fn lost_link(&mut self, to: &str, kids: &[Inline], source: &Text, look: &Look, out: &mut Vec<Item>) {
        let message = format!("`{to}` is left out so that the sheet fits, and this link leads nowhere");
        let at = kids.first().map_or(source.span, |k| source.place(k.at.clone()));
        let d = Diagnostic::warning("fit-link-lost", message).at(at);
        self.diags.push(d.help("say in the sentence what is said there, or remove its `optional: true`"));
        self.items(kids, source, look, out);
    }

    /// Links are told by colour where the text is black; on bands and tints they keep the text's colour.
    fn link_ink(&self, style: &TextStyle) -> crate::base::Ink {
        let p = &self.theme.palette;
        if style.ink == p.ink { p.accent.clone() } else { style.ink.clone() }
    }

    /// Sets items: white collapses, marks move, quotes curl, notes are numbered.
    pub fn set(&mut self, items: Vec<Item>, source: Option<Span>) -> Rich {
        let locale = Locale::of(&self.theme.lang);
        let items = place_marks(collapse(items), locale.marks_after_punctuation());
        let polished = self.polish(&items);
        let mut words = polished.iter();
        let mut rich = Rich { source, ..Rich::default() };
        let mut after_mark: Option<Arc<TextStyle>> = None;
        let mut around = self.around(&items);
        for item in items {
            match item {
                Item::Words(w) => {
                    let text = words.next().map_or("", String::as_str);
                    let apart = if w.literal { isolate::isolated } else { isolate::prose };
                    let text = apart(text, &self.theme.lang);
                    let at = rich.text.len();
                    rich.push(&text, &w.style, w.anchor);
                    rich.names.extend(w.name.then_some(at..rich.text.len()));
                    (around, after_mark) = (w.style, None);
                }
                Item::Break => rich.push("\n", &around, None),
                Item::Mark(mark) => {
                    let superior = superior(&around);
                    if after_mark.is_some() {
                        rich.push(self.words().comma.trim_end(), &superior, None);
                    }
                    if let Some(sign) = isolate::mark(&rich.text, &self.theme.lang) {
                        rich.push(sign, &superior, None);
                    }
                    self.number(mark, &superior, &mut rich);
                    after_mark = Some(superior);
                }
            }
        }
        rich
    }

    /// The look of the first words: that of marks with nothing before them.
    fn around(&self, items: &[Item]) -> Arc<TextStyle> {
        let first =
            items.iter().find_map(|i| if let Item::Words(w) = i { Some(w.style.clone()) } else { None });
        first.unwrap_or_else(|| self.theme.styles.text.text.clone())
    }

    fn polish(&self, items: &[Item]) -> Rc<Vec<String>> {
        let words = items.iter().filter_map(|i| if let Item::Words(w) = i { Some(w) } else { None });
        let pieces: Vec<Piece<'_>> = words.map(|w| Piece { text: &w.text, literal: w.literal }).collect();
        typography::polished(&pieces, &self.theme.lang)
    }
}

impl Look {
    fn styled(&self, style: TextStyle) -> Look {
        Look { style: Arc::new(style), ..self.clone() }
    }
}

/// The look of a note mark behind words of some look.
pub fn superior(style: &TextStyle) -> Arc<TextStyle> {
    let upright = TextStyle { italic: false, tracking: 0.0, figures: Figures::Lining, ..style.clone() };
    Arc::new(TextStyle { position: Position::Superior, ..upright })
}

/// An address as people read it: no scheme, no `www.`, no slash at the end.
pub fn short_address(url: &str) -> String {
    let bare =
        ["https://", "http://", "mailto:", "tel:"].iter().find_map(|s| url.strip_prefix(s)).unwrap_or(url);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.strip_suffix('/').unwrap_or(bare).to_owned()
}

fn bind_slight_words(inlines: &mut [Inline], lang: &str) {
    // Only a headline without markup is bound as one: words across emphasis are rare there.
    if let [Inline { kind: InlineKind::Text(t), .. }] = inlines {
        *t = typography::headline(t, lang);
    }
}

/// Runs of white become one space; none at the start, at the end and around forced breaks.
fn collapse(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut white = true;
    for mut item in items {
        match &mut item {
            Item::Words(w) if !w.literal => {
                let mut text = String::with_capacity(w.text.len());
                for c in w.text.chars() {
                    let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
                    if !(blank && white) {
                        text.push(if blank { ' ' } else { c });
                    }
                    white = blank;
                }
                w.text = text;
            }
            Item::Words(_) => white = false,
            Item::Break => {
                trim_end(&mut out);
                white = true;
            }
            // What stands before a mark goes, what stands behind it stays.
            Item::Mark(_) => white = false,
        }
        out.push(item);
    }
    trim_end(&mut out);
    out.retain(|i| !matches!(i, Item::Words(w) if w.text.is_empty()));
    out
}

/// Drops white at the end of the last words.
fn trim_end(items: &mut [Item]) {
    let last = items.iter_mut().rev().find(|i| !matches!(i, Item::Mark(_)));
    if let Some(Item::Words(w)) = last
        && !w.literal
    {
        w.text.truncate(w.text.trim_end_matches([' ', '\u{a0}']).len());
    }
}

/// Puts marks right behind the word, and behind the punctuation that follows it.
fn place_marks(items: Vec<Item>, after_punctuation: bool) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut waiting: Vec<Item> = Vec::new();
    // White behind a mark: dropped where another mark follows.
    let mut white: Option<Item> = None;
    for item in items {
        match item {
            Item::Mark(_) => {
                if waiting.is_empty() {
                    trim_end(&mut out);
                }
                white = None;
                waiting.push(item);
            }
            Item::Words(w) if !waiting.is_empty() && !w.literal && white.is_none() => {
                if w.text.trim().is_empty() {
                    white = Some(Item::Words(w));
                    continue;
                }
                let cut = if after_punctuation { punctuation(&w.text) } else { 0 };
                let (head, tail) = w.text.split_at(cut);
                push_words(&mut out, Words { text: head.to_owned(), ..w.clone() });
                out.append(&mut waiting);
                push_words(&mut out, Words { text: tail.to_owned(), ..w });
            }
            other => {
                out.append(&mut waiting);
                out.extend(white.take());
                out.push(other);
            }
        }
    }
    out.append(&mut waiting);
    out
}

fn push_words(out: &mut Vec<Item>, words: Words) {
    if !words.text.is_empty() {
        out.push(Item::Words(words));
    }
}

/// How many bytes of punctuation a mark moves behind: points, and quotes that close.
fn punctuation(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|n| n.1);
        let point = ".,;:!?…。、，．！？；：،؛؟۔".contains(c);
        let quote = "\"'”’»".contains(c) && !next.is_some_and(char::is_alphanumeric);
        if !point && !quote {
            return i;
        }
    }
    text.len()
}
