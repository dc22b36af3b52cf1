//! White round headings, quotes and pictures, a little more or less than blocks ask for: what fitting takes first,
//! because it moves no word within its paragraph.

use super::{Node, Part, Role, Story, Width};
use crate::theme::knobs::White;

/// Changes the white in the flow of a story; what stands within a group keeps its own.
pub fn tune(story: &mut Story, white: White) {
    if white == White::Plain {
        return;
    }
    let by = white.half_lines();
    story.parts.iter_mut().for_each(|part| tune_part(part, by));
}

fn tune_part(part: &mut Part, (round_headings, round_others): (i32, i32)) {
    match &mut part.node {
        Node::Parallel(both) => both.parts_mut().for_each(|p| tune_part(p, (round_headings, round_others))),
        // A heading belongs to what follows: more white stands above it, less is taken on both sides. Whole lines
        // either way, because its box fills up what the white around it leaves of one.
        Node::Para(p) if matches!(p.role, Role::Heading(_)) && round_headings != 0 => {
            let below = round_headings.min(0);
            change(part, if below < 0 { below } else { 2 * round_headings }, below);
        }
        // The head of the first page, across its columns: each line there is one in every column.
        Node::Para(_) if part.width == Width::Page && round_headings < 0 => {
            change(part, round_headings, round_headings);
        }
        Node::Group(_) | Node::Row(_) | Node::Stats(_) | Node::Table(_) | Node::Figure(_) => {
            change(part, round_others, round_others);
        }
        _ => {}
    }
}

/// White of half a line stays: less of it would be none.
const LEAST: u16 = 2;

fn change(part: &mut Part, above: i32, below: i32) {
    let heading = matches!(&part.node, Node::Para(p) if matches!(p.role, Role::Heading(_)));
    let to = |white: u16, by: i32| match white {
        w if w >= LEAST || (heading && w > 0) => u16::try_from(i32::from(w) + by).unwrap_or(0),
        w => w,
    };
    (part.above, part.below) = (to(part.above, above), to(part.below, below));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Group, Para};
    use crate::text::Rich;
    use crate::theme::{Brand, PageSpec, Theme};

    fn story() -> Story {
        let theme = Theme::new(&Brand::plain(), &PageSpec::default(), "en");
        let style = &theme.styles.heading;
        let para = Para {
            role: Role::Heading(2),
            rich: Rich::plain("Water", &style.text),
            setting: style.setting.clone(),
            leading: style.leading,
            left: Default::default(),
            right: Default::default(),
            label: None,
        };
        let heading = Part::para(para).spaced(2, 1);
        let quote = Part::group(Group::of(Vec::new())).spaced(2, 2);
        let tight = Part::group(Group::of(Vec::new())).spaced(1, 1);
        Story { parts: vec![heading, quote, tight], ..Story::default() }
    }

    #[test]
    fn white_is_changed_by_kind_and_never_goes_away() {
        let white = |w| {
            let mut story = story();
            tune(&mut story, w);
            story.parts.iter().map(|p| (p.above, p.below)).collect::<Vec<_>>()
        };
        assert_eq!(white(White::Plain), [(2, 1), (2, 2), (1, 1)]);
        assert_eq!(white(White::Less), [(2, 1), (1, 1), (1, 1)]);
        assert_eq!(white(White::Least), [(1, 0), (1, 1), (1, 1)]);
        assert_eq!(white(White::More), [(2, 1), (3, 3), (1, 1)]);
        assert_eq!(white(White::Most), [(4, 1), (3, 3), (1, 1)]);
    }
}
