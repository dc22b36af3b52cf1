//! A layout made by hand: two pages with everything that a file can hold.

use handbill::base::{Ink, Path, Point, Pt, Rect, Seg, Size};
use handbill::font::FontSet;
use handbill::layout::{Bookmark, Draw, ElemId, Layout, Link, Owner, Page, Place, Placed, Target};
use handbill::story::{ArtifactKind, Labels, Meta, Picture, PictureId, Raster, RasterData, Role};
use handbill::text::{
    self, Align, Anchor, Caps, Figures, LineRun, NoteId, ParaSetting, Position, Rich, TextStyle,
};
use std::sync::Arc;

pub const SIZE: Size = Size { w: Pt(612.0), h: Pt(792.0) };
const LEFT: Pt = Pt(72.0);
const WIDTH: Pt = Pt(300.0);
const NAVY: Ink = Ink { rgb: [20, 45, 105], cmyk: Some([100.0, 80.0, 20.0, 25.0]), spot: None };

/// Lays things on pages, one under the other.
pub struct Maker {
    pub layout: Layout,
    pub fonts: FontSet,
    y: Pt,
}

pub fn style(family: &str, weight: u16, size: f64) -> TextStyle {
    TextStyle {
        family: family.into(),
        weight,
        italic: false,
        size: Pt(size),
        ink: Ink::BLACK,
        tracking: 0.0,
        figures: Figures::OldStyle,
        caps: Caps::AsWritten,
        position: Position::Baseline,
        lang: "en".into(),
    }
}

/// Two pages of text in two faces, links, a note, a table, images of each kind, bookmarks.
pub fn full(photo: &[u8]) -> Maker {
    let mut m = Maker::new();
    m.layout.pictures = pictures(photo);
    m.first_page();
    m.second_page();
    m.layout.places.sort_by(|a, b| a.0.cmp(&b.0));
    m
}

/// A photo as it is passed through, gray pixels, colour pixels with transparency.
fn pictures(photo: &[u8]) -> Vec<Picture> {
    let raster = |width, height, data| {
        let name = "picture".to_owned();
        Picture::Raster(Raster { width, height, orientation: 1, data, profile: None, source: None, name })
    };
    let gray: Vec<u8> = (0..64 * 32).map(|i| (i % 64 * 4) as u8).collect();
    let color: Vec<u8> = (0..32 * 32).flat_map(|i| [i as u8, 90, (i / 32 * 8) as u8]).collect();
    let alpha: Vec<u8> = (0..32 * 32).map(|i| (i % 32 * 8) as u8).collect();
    let pixels = |samples: Vec<u8>, components, alpha: Option<Vec<u8>>| RasterData::Pixels {
        samples: samples.into(),
        components,
        alpha: alpha.map(Into::into),
    };
    vec![
        raster(48, 32, RasterData::Jpeg { bytes: photo.into(), components: 3, inverted: false }),
        raster(64, 32, pixels(gray, 1, None)),
        raster(32, 32, pixels(color, 3, Some(alpha))),
    ]
}

impl Maker {
    pub fn new() -> Maker {
        let meta = Meta {
            title: "Protect clean water — now".into(),
            author: "Riverkeepers <Ohio> & friends".into(),
            subject: "Why the bill matters".into(),
            lang: "en-US".into(),
            date: Some((2026, 3, 9)),
            ..Meta::default()
        };
        let pages = vec![Page { size: SIZE, ..Page::default() }];
        let layout = Layout { pages, meta, note_count: 1, ..Layout::default() };
        Maker { layout, fonts: FontSet::new(None), y: Pt(72.0) }
    }

    fn first_page(&mut self) {
        let band = Draw::Rect { rect: Rect::new(Pt(-9.0), Pt(-9.0), Pt(630.0), Pt(50.0)), ink: NAVY };
        self.place(Owner::Artifact(ArtifactKind::Layout), vec![band]);
        let sect = self.layout.tags.add(Role::Section, None);
        let kicker = TextStyle { caps: Caps::All, tracking: 60.0, ..style("Source Sans 3", 600, 9.0) };
        self.para(Role::Paragraph, Some(sect), &Rich::plain("Fact sheet for 2026", &Arc::new(kicker)));
        self.mark(1, "Protect clean water");
        let title = Arc::new(TextStyle { ink: NAVY, ..style("Source Serif 4", 700, 24.0) });
        self.para(Role::Title, Some(sect), &Rich::plain("Protect clean water", &title));
        self.para(Role::Paragraph, Some(sect), &body());
        self.mark(2, "What it costs — in full");
        let head = Arc::new(style("Source Sans 3", 700, 13.0));
        self.para(Role::Heading(2), Some(sect), &Rich::plain("What it costs — in full", &head));
        self.list(sect);
        self.table(sect);
        let text = Arc::new(style("Source Serif 4", 400, 8.0));
        let foot = Rich::plain("Page 1 of 2", &text);
        self.y = Pt(740.0);
        let draws = self.lines(&foot, None);
        self.place(Owner::Artifact(ArtifactKind::Footer), draws);
    }

    fn second_page(&mut self) {
        self.layout.pages.push(Page { size: SIZE, ..Page::default() });
        self.y = Pt(72.0);
        for (number, alt) in ["A photo", "A gray ramp", "A fading square"].into_iter().enumerate() {
            let elem = self.layout.tags.add(Role::Figure, None);
            self.layout.tags.describe(elem, alt);
            let rect = Rect::new(LEFT, self.y, Pt(120.0), Pt(80.0));
            self.place(Owner::Elem(elem), vec![Draw::Picture { picture: PictureId(number as u32), rect }]);
            self.y += Pt(100.0);
        }
        let elem = self.layout.tags.add(Role::Figure, None);
        self.layout.tags.describe(elem, "A ring");
        self.place(Owner::Elem(elem), vec![ring(LEFT, self.y)]);
        self.y += Pt(120.0);
        self.note();
    }

    fn list(&mut self, sect: ElemId) {
        let list = self.layout.tags.add(Role::List(Labels::Marks), Some(sect));
        let text = Arc::new(style("Source Serif 4", 400, 10.0));
        for words in ["Cost: $1,200 for 5 mg", "Affluent offices first, finally"] {
            let item = self.layout.tags.add(Role::ListItem, Some(list));
            let y = self.y;
            self.para(Role::Label, Some(item), &Rich::plain("•", &text));
            self.y = y;
            self.para(Role::ItemBody, Some(item), &Rich::plain(format!("     {words}"), &text));
        }
    }

    fn table(&mut self, sect: ElemId) {
        let table = self.layout.tags.add(Role::Table, Some(sect));
        let text = Arc::new(TextStyle { figures: Figures::Tabular, ..style("Source Sans 3", 400, 9.0) });
        for (row, cells) in [["Year", "Cost"], ["2025", "1,234"], ["2026", ""]].into_iter().enumerate() {
            let role = if row == 0 { Role::TableHeader } else { Role::TableCell };
            let line = self.layout.tags.add(Role::TableRow, Some(table));
            for words in cells {
                let y = self.y;
                self.para(role.clone(), Some(line), &Rich::plain(words, &text));
                self.y = y;
            }
            self.y += Pt(14.0);
        }
    }

    fn note(&mut self) {
        let note = self.layout.tags.add(Role::Note, None);
        let place = Place { page: 1, at: Point::new(LEFT, self.y) };
        self.layout.places.push(("note-1".into(), place));
        let text = Arc::new(style("Source Serif 4", 400, 8.0));
        let mut rich = Rich::default();
        rich.push("1.", &text, Some(Anchor::NoteNumber(NoteId(0))));
        rich.push(" See the agency’s report at ", &text, None);
        let long = "https://example.org/reports/2026/clean-water/à-la-carte.pdf";
        rich.push(long, &text, Some(Anchor::Link(long.into())));
        rich.push(" for 한국어 text.", &text, None);
        self.para(Role::Paragraph, Some(note), &rich);
    }

    fn mark(&mut self, level: u8, title: &str) {
        let place = Place { page: self.layout.pages.len() - 1, at: Point::new(LEFT, self.y) };
        self.layout.outline.push(Bookmark { level, title: title.into(), place });
    }

    /// Sets a paragraph below what is there already.
    pub fn para(&mut self, role: Role, parent: Option<ElemId>, rich: &Rich) -> ElemId {
        let elem = self.layout.tags.add(role, parent);
        let draws = self.lines(rich, Some(elem));
        self.place(Owner::Elem(elem), draws);
        elem
    }

    fn lines(&mut self, rich: &Rich, elem: Option<ElemId>) -> Vec<Draw> {
        let setting = ParaSetting {
            align: Align::Justify,
            indent: Pt::ZERO,
            hyphenate: true,
            balance: false,
            lang: "en".into(),
        };
        let mut draws = Vec::new();
        for line in text::prepare(rich, &setting, &self.fonts).lines(WIDTH) {
            let size = rich.spans.first().map_or(Pt(10.0), |s| s.style.size);
            self.y += size * 1.3;
            for run in line.runs {
                self.link(&run, elem, line.ascent + line.descent);
                draws.push(Draw::Text { at: Point::new(LEFT + run.x, self.y - run.rise), run });
            }
        }
        self.y += Pt(8.0);
        draws
    }

    fn link(&mut self, run: &LineRun, elem: Option<ElemId>, height: Pt) {
        let page = self.layout.pages.len() - 1;
        let (target, note) = match &run.anchor {
            Some(Anchor::Link(uri)) => (Target::Uri(uri.clone()), None),
            Some(Anchor::Note(n)) => {
                let place = Place { page, at: Point::new(LEFT, self.y) };
                self.layout.places.push(("note-1-mark".into(), place));
                (Target::Place("note-1".into()), Some(*n))
            }
            Some(Anchor::NoteNumber(_)) => (Target::Place("note-1-mark".into()), None),
            _ => return,
        };
        let rect = Rect::new(LEFT + run.x, self.y - height * 0.8, run.width(), height);
        match self.layout.links.last_mut() {
            Some(last) if last.page == page && last.target == target => last.rects.push(rect),
            _ => {
                let description = format!("leads to {target:?}");
                self.layout.links.push(Link { page, rects: vec![rect], target, description, note, elem });
            }
        }
    }

    fn place(&mut self, owner: Owner, draws: Vec<Draw>) {
        if let Some(page) = self.layout.pages.last_mut() {
            page.items.push(Placed { owner, draws });
        }
    }
}

/// Ligatures, kerning, hyphens at line ends and within words, a link, a note mark.
fn body() -> Rich {
    let text = Arc::new(style("Source Serif 4", 400, 10.0));
    let superior = Arc::new(TextStyle { position: Position::Superior, ..(*text).clone() });
    let mut rich = Rich::default();
    rich.push(
        "The legislature’s well-known affirmation of international environmental responsibilities \
         efficiently reconfigures office infrastructure. AVAILABLE to Tokyo, “quoted” material finds \
         unconstitutional counterrevolutionary internationalization.",
        &text,
        None,
    );
    rich.push("1", &superior, Some(Anchor::Note(NoteId(0))));
    rich.push(" Read on at ", &text, None);
    rich.push("example.org/é", &text, Some(Anchor::Link("https://example.org/é".into())));
    rich.push(" before the hearing, please.", &text, None);
    rich
}

/// Two contours with the even-odd rule, half transparent, with an outline.
fn ring(x: Pt, y: Pt) -> Draw {
    let mut path = Path::rect(Rect::new(x, y, Pt(100.0), Pt(100.0)));
    let at = |dx: f64, dy: f64| Point::new(x + Pt(dx), y + Pt(dy));
    path.segs.extend([
        Seg::Move(at(20.0, 50.0)),
        Seg::Cubic(at(20.0, 10.0), at(80.0, 10.0), at(80.0, 50.0)),
        Seg::Cubic(at(80.0, 90.0), at(20.0, 90.0), at(20.0, 50.0)),
        Seg::Close,
    ]);
    let stroke = Some((Ink::rgb(200, 60, 30), Pt(2.0)));
    Draw::Path { path, fill: Some((NAVY, true)), stroke, opacity: 0.5 }
}
