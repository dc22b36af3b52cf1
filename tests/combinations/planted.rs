//! Faults planted in pages that are right: each rule must see its own.

use super::rules::RULES;
use super::seen::Seen;
use super::{lost, set, sheet};
use handbill::base::{Point, Pt};
use handbill::layout::{Draw, Layout, Owner};
use handbill::story::Role;
use handbill::theme::PageTemplate;

/// A sheet of several pages and two columns with notes, headings and paragraphs in all of them.
const SHEET: u64 = 136;

type Plant = fn(&mut Layout, &PageTemplate);

#[test]
fn every_rule_sees_its_fault() {
    let plants: [(&str, Plant); 11] = [
        ("outside its page", |l, page| lines(l, |at, i| Point { x: at.x + page.size.w * of(i == 3), ..at })),
        ("overlap", |l, page| lines(l, |at, i| Point { y: at.y - page.grid * of(i == 3), ..at })),
        ("note on another page", |l, _| {
            l.places.iter_mut().filter(|(name, _)| name.ends_with("-mark")).for_each(|(_, p)| p.page += 1);
        }),
        ("stranded heading", |l, _| {
            of_role(l, |r| matches!(r, Role::Heading(_)), |at, _| Point { y: Pt(9e3), ..at });
        }),
        ("widow", |l, _| lines(l, |at, i| Point { y: at.y * of(i != 3), ..at })),
        ("orphan", |l, _| lines(l, |at, i| Point { y: at.y - Pt(400.0) * of((1..=3).contains(&i)), ..at })),
        ("hyphen at a column's end", |l, _| texts(l, |text| text.push('\u{ad}'))),
        ("word broken without a hyphen", |l, _| texts(l, |text| *text = text.trim_end().to_owned())),
        ("empty column", |l, page| lines(l, |at, _| Point { x: page.left, ..at })),
        ("off the grid", |l, _| lines(l, |at, _| Point { y: at.y + Pt(3.0), ..at })),
        ("bottoms not level", |l, page| {
            let right = page.left + page.column_width();
            lines(l, |at, _| Point { y: at.y + page.grid * of(at.x > right), ..at });
        }),
    ];
    let sheet = sheet::sheet(SHEET);
    let (layout, page, ..) = set(&sheet);
    let rule = |name: &str| RULES.iter().find(|r| r.0 == name).expect("a rule of that name").1;
    for (name, plant) in plants {
        assert_eq!(rule(name)(&Seen::new(&layout, &page)), [""; 0], "{name}");
        let mut wrong = layout.clone();
        plant(&mut wrong, &page);
        assert!(!rule(name)(&Seen::new(&wrong, &page)).is_empty(), "{name} is not seen");
    }
    let mut wrong = layout.clone();
    texts(&mut wrong, |text| *text = text.replace('e', ""));
    assert!(lost(&Seen::new(&layout, &page), &sheet).is_empty());
    assert!(!lost(&Seen::new(&wrong, &page), &sheet).is_empty());
}

/// 1 or nothing.
fn of(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// Changes the place of every line of running text, counted from the sheet's first paragraph in a section.
fn lines(layout: &mut Layout, change: impl Fn(Point, usize) -> Point) {
    of_role(layout, |r| *r == Role::Paragraph, change);
}

fn of_role(layout: &mut Layout, is: impl Fn(&Role) -> bool, change: impl Fn(Point, usize) -> Point) {
    let tags = &layout.tags;
    let (mut line, mut before) = (0, None);
    for placed in layout.pages.iter_mut().flat_map(|p| &mut p.items) {
        let Owner::Elem(id) = placed.owner else { continue };
        let elem = tags.get(id);
        let section = elem.parent.is_some_and(|p| tags.get(p).role == Role::Section);
        if !is(&elem.role) || !section {
            continue;
        }
        for draw in &mut placed.draws {
            let Draw::Text { at, .. } = draw else { continue };
            line += usize::from(before.is_some_and(|y: Pt| (y - at.y).abs() > Pt(5.0)));
            before = Some(at.y);
            *at = change(*at, line);
        }
    }
}

/// Changes the characters of every run.
fn texts(layout: &mut Layout, change: impl Fn(&mut String)) {
    for draw in layout.pages.iter_mut().flat_map(|p| &mut p.items).flat_map(|i| &mut i.draws) {
        if let Draw::Text { run, .. } = draw {
            change(&mut std::sync::Arc::make_mut(run).text);
        }
    }
}
