//! A layout as text, for goldens: no rasteriser is needed to see that a line has moved.

use super::frame::{Draw, Layout, Owner, Page, Placed};
use crate::base::{Point, Pt};
use crate::font::FontSet;
use crate::text::LineRun;
use std::fmt::Write;

/// Pages, roles and lines with their places in points (one decimal), in drawing order.
pub fn dump(layout: &Layout, fonts: &FontSet) -> String {
    let mut out = String::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let _ = writeln!(out, "page {} {} x {}", number + 1, tenth(page.size.w), tenth(page.size.h));
        items(&mut out, layout, page, fonts);
    }
    for mark in &layout.outline {
        let _ = writeln!(out, "bookmark {} p{} {}", mark.level, mark.place.page + 1, mark.title);
    }
    for (name, place) in &layout.places {
        let _ = writeln!(out, "place {name} p{} {}", place.page + 1, at(place.at));
    }
    out
}

fn items(out: &mut String, layout: &Layout, page: &Page, fonts: &FontSet) {
    for placed in &page.items {
        let _ = writeln!(out, "  {}", role(layout, placed));
        let mut line: Option<(Point, String, &LineRun)> = None;
        for draw in &placed.draws {
            match draw {
                Draw::Text { at: here, run } => match &mut line {
                    Some((start, text, _)) if (start.y - here.y).abs() < Pt(4.0) => text.push_str(&run.text),
                    _ => {
                        flush(out, line.take(), fonts);
                        line = Some((*here, run.text.clone(), run));
                    }
                },
                other => {
                    flush(out, line.take(), fonts);
                    shape(out, other);
                }
            }
        }
        flush(out, line, fonts);
    }
}

fn flush(out: &mut String, line: Option<(Point, String, &LineRun)>, fonts: &FontSet) {
    if let Some((start, text, run)) = line {
        let face = &fonts.face(run.face).ps_name;
        let _ = writeln!(out, "    {} {face} {} {text:?}", at(start), tenth(run.size));
    }
}

fn shape(out: &mut String, draw: &Draw) {
    let _ = match draw {
        Draw::Rect { rect: r, .. } => {
            writeln!(out, "    rect {} {} x {}", at(Point::new(r.x, r.y)), tenth(r.w), tenth(r.h))
        }
        Draw::Picture { rect: r, picture } => {
            writeln!(
                out,
                "    picture {} {} {} x {}",
                picture.0,
                at(Point::new(r.x, r.y)),
                tenth(r.w),
                tenth(r.h)
            )
        }
        Draw::Path { path, .. } => writeln!(out, "    path of {} segments", path.segs.len()),
        Draw::Text { .. } => Ok(()),
    };
}

fn role(layout: &Layout, placed: &Placed) -> String {
    match placed.owner {
        Owner::Artifact(kind) => format!("artifact {kind:?}"),
        Owner::Elem(mut id) => {
            let mut names = Vec::new();
            loop {
                let elem = layout.tags.get(id);
                names.push(format!("{:?}", elem.role));
                match elem.parent {
                    Some(parent) => id = parent,
                    None => break,
                }
            }
            names.reverse();
            names.join(" > ")
        }
    }
}

fn at(p: Point) -> String {
    format!("{},{}", tenth(p.x), tenth(p.y))
}

fn tenth(v: Pt) -> String {
    format!("{:.1}", v.0 + 0.0)
}
