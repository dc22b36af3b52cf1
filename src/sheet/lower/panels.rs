//! A folded sheet: its front cover, the text inside, the flap and the back cover, in the order in which they are read.
//! Each is laid out as a page; `layout::panels` puts them on the sides of the sheet.

use super::super::Sheet;
use super::{closing, header};
use crate::base::Ink;
use crate::block::cx::Cx;
use crate::story::{Node, Panels, Part};
use crate::theme::template::Ground;
use crate::theme::{Palette, Theme};

/// The looks of the covers of a folded sheet, front and back: the theme's, on the ground of each.
pub struct Covers {
    front: Theme,
    back: Theme,
}

impl Covers {
    /// Those of `theme`; `None` where its sheet is not folded.
    pub fn of(theme: &Theme) -> Option<Covers> {
        theme.page.fold?;
        let fold = theme.template.fold.as_ref()?;
        Some(Covers { front: on(theme, fold.cover), back: on(theme, fold.back) })
    }
}

/// The same looks with words that can be read on a ground.
fn on(theme: &Theme, ground: Ground) -> Theme {
    let palette = &theme.palette;
    let words = match ground {
        Ground::None => return theme.clone(),
        Ground::Tint => palette.ink_on_tint.clone(),
        Ground::Band => palette.on_band.clone(),
    };
    // The accent can be read on the tint as it can on paper.
    let accent = if ground == Ground::Tint { palette.accent.clone() } else { words.clone() };
    let inked = |ink: &Ink| if *ink == palette.accent { accent.clone() } else { words.clone() };
    Theme {
        styles: theme.styles.map(|style| style.inked(&inked(&style.text.ink))),
        palette: Palette {
            ink: words.clone(),
            grey: words.clone(),
            faint: words.clone(),
            rule: words.clone(),
            accent: accent.clone(),
            ..palette.clone()
        },
        second: theme.second.as_deref().map(|second| Box::new(on(second, ground))),
        ..theme.clone()
    }
}

/// Fills the panels one after the other.
pub fn lower<'a>(sheet: &Sheet, covers: &'a Covers, cx: &mut Cx<'a>) {
    let inside = cx.theme;
    let Some(fold) = &inside.template.fold else { return };
    let grounds = [fold.cover, fold.back].map(|ground| cx.ground(ground));
    let [cover_ground, back_ground] = grounds;
    cx.theme = &covers.front;
    header::opening(sheet, cx, &inside.template.opening.order);
    cx.theme = inside;
    turn(cx);
    super::body(sheet, cx);
    let flap = cx.capture(|cx| header::opening(sheet, cx, &fold.flap));
    let on_flap = !flap.is_empty();
    if on_flap {
        turn(cx);
        flap.into_iter().for_each(|p| cx.push(p));
    }
    cx.theme = &covers.back;
    let back = cx.capture(|cx| closing::back(sheet, cx).into_iter().for_each(|p| cx.push(p)));
    let on_back = !back.is_empty();
    if on_back {
        turn(cx);
        back.into_iter().for_each(|p| cx.push(p));
    }
    cx.theme = inside;
    cx.story.story.panels = Panels { flap: on_flap, back: on_back, cover_ground, back_ground };
}

/// Goes on to the next panel.
fn turn(cx: &mut Cx<'_>) {
    cx.push(Part::new(Node::PageBreak));
    cx.flush = true;
}

/// Whether a sheet's cover has dark ground, on which a logo of one colour stands.
pub fn dark_cover(theme: &Theme) -> bool {
    theme.template.fold.as_ref().is_some_and(|fold| fold.cover == Ground::Band)
}
