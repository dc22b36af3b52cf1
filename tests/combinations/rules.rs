//! What holds of every page. A rule looks at what a reader sees and says what is wrong with it; a new one is one
//! line in [`RULES`].

use super::seen::{Line, Seen};
use handbill::layout::ElemId;
use handbill::story::Role;

/// What is looked for, how, and how many times in a hundred sheets it may be found: where a few lines stand between
/// blocks that cannot be cut, somewhere the least evil is taken.
pub type Rule = (&'static str, fn(&Seen) -> Vec<String>, usize);

pub const RULES: [Rule; 11] = [
    ("outside its page", outside, 0),
    ("overlap", overlap, 0),
    ("note on another page", notes, 0),
    ("stranded heading", stranded, 0),
    ("widow", widows, 1),
    ("orphan", orphans, 1),
    ("hyphen at a column's end", hyphens, 2),
    ("word broken without a hyphen", broken, 0),
    ("empty column", empty, 0),
    ("off the grid", grid, 0),
    ("bottoms not level", bottoms, 8),
];

/// How far marks hang into a margin, those of a poster's quotes the farthest.
const HANGS: f64 = 18.0;

fn outside(seen: &Seen) -> Vec<String> {
    let page = seen.page;
    let (left, right) = (page.left.0 - HANGS, page.size.w.0 - page.right.0 + HANGS);
    let bottom = page.size.h.0 - page.bottom.0 + 4.0;
    let mut out = Vec::new();
    for line in &seen.lines {
        let foot = if line.is_furniture() { page.size.h.0 - 9.0 } else { bottom };
        if line.x0 < left || line.x1 > right || line.y - 0.7 * line.size < 6.0 || line.y > foot {
            out.push(format!("p{} {}", line.page + 1, shown(line)));
        }
    }
    for (number, r) in &seen.pictures {
        let far = r.x.0 < left || (r.x + r.w).0 > right || r.y.0 < 0.0 || (r.y + r.h).0 > bottom;
        if far {
            out.push(format!("p{} a picture at {:?}", number + 1, r));
        }
    }
    out
}

fn overlap(seen: &Seen) -> Vec<String> {
    let mut out = Vec::new();
    let shared = |a: [f64; 4], b: [f64; 4]| {
        let (w, h) = (a[2].min(b[2]) - a[0].max(b[0]), a[3].min(b[3]) - a[1].max(b[1]));
        w > 1.0 && h > 0.8
    };
    for (i, a) in seen.lines.iter().enumerate() {
        for b in seen.lines[i + 1..].iter().filter(|b| b.page == a.page) {
            if shared(a.core(), b.core()) {
                out.push(format!("p{} {} and {}", a.page + 1, shown(a), shown(b)));
            }
        }
        for (_, r) in seen.pictures.iter().filter(|p| p.0 == a.page && !seen.is_label(a)) {
            let rect = [r.x.0, r.y.0, (r.x + r.w).0, (r.y + r.h).0];
            if shared(a.core(), rect) {
                out.push(format!("p{} {} and a picture", a.page + 1, shown(a)));
            }
        }
    }
    out
}

/// Every note has one mark and one text, and both begin on one page.
fn notes(seen: &Seen) -> Vec<String> {
    let pages = |name: String| -> Vec<usize> {
        seen.layout.places.iter().filter(|(n, _)| **n == *name).map(|(_, p)| p.page).collect()
    };
    let wrong = |n: &usize| {
        let (mark, text) = (pages(format!("note-{n}-mark")), pages(format!("note-{n}")));
        mark.len() != 1 || mark != text
    };
    (1..=seen.layout.note_count).filter(wrong).map(|n| format!("note {n}")).collect()
}

/// A heading has two lines of what follows below it in its column, or a block.
fn stranded(seen: &Seen) -> Vec<String> {
    let elems = seen.by_element();
    let is_heading = |id: ElemId| matches!(seen.layout.tags.get(id).role, Role::Heading(_));
    let mut out = Vec::new();
    for (i, (id, lines)) in elems.iter().enumerate() {
        let Some(last) = lines.last().filter(|_| is_heading(*id)) else { continue };
        let next = elems[i + 1..].iter().find(|(_, l)| !l.is_empty());
        if next.is_none_or(|(id, _)| is_heading(*id)) {
            continue;
        }
        let after: Vec<&&Line> = elems[i + 1..]
            .iter()
            .take_while(|(id, l)| l.is_empty() || !is_heading(*id))
            // What closes the sheet is of no section.
            .filter(|(_, l)| {
                l.first().is_some_and(|l| !seen.is_note(l) && seen.within(l, |r| *r == Role::Section))
            })
            .flat_map(|(_, l)| l)
            .collect();
        // A line may be several pieces, such as words and a link.
        let same = |a: &Line, b: &Line| a.page == b.page && (a.y - b.y).abs() < 1.0;
        let after: Vec<&&Line> = after.chunk_by(|a, b| same(a, b)).map(|l| l[0]).collect();
        let below = |l: &Line| l.page == last.page && l.y > last.y && l.beside(last.x0, last.x1);
        let shown_below = after.iter().filter(|l| below(l)).count();
        let repeated =
            seen.lines.iter().filter(|l| l.elem().is_none() && !l.is_furniture() && below(l)).count();
        let drawn = seen.pictures.iter().any(|(p, r)| {
            *p == last.page
                && r.y.0 > last.y
                && r.y.0 < last.y + 60.0
                && r.x.0 < last.x1
                && (r.x + r.w).0 > last.x0
        });
        if shown_below + repeated < after.len().min(2) && !drawn {
            out.push(format!("p{} {}", last.page + 1, shown(last)));
        }
    }
    out
}

/// The lines of each paragraph by columns.
fn fragments<'a>(seen: &'a Seen) -> Vec<Vec<Vec<&'a Line>>> {
    let mut out = Vec::new();
    for (_, lines) in seen.by_element() {
        let Some(first) = lines.first() else { continue };
        if !matches!(seen.role(first), Some(Role::Paragraph | Role::ItemBody)) || seen.is_note(first) {
            continue;
        }
        let goes_on = |a: &&Line, b: &&Line| a.page == b.page && b.y >= a.y - 0.5;
        out.push(lines.chunk_by(goes_on).map(<[_]>::to_vec).collect());
    }
    out
}

fn widows(seen: &Seen) -> Vec<String> {
    let alone = |parts: &Vec<Vec<&Line>>| parts.len() > 1 && parts.last().is_some_and(|p| p.len() == 1);
    let all = fragments(seen);
    all.iter()
        .filter(|p| alone(p))
        .map(|p| format!("p{} {}", p[p.len() - 1][0].page + 1, shown(p[p.len() - 1][0])))
        .collect()
}

fn orphans(seen: &Seen) -> Vec<String> {
    let all = fragments(seen);
    all.iter()
        .filter(|p| p.len() > 1 && p[0].len() == 1)
        .map(|p| format!("p{} {}", p[0][0].page + 1, shown(p[0][0])))
        .collect()
}

fn hyphens(seen: &Seen) -> Vec<String> {
    let all = fragments(seen);
    let ends = all.iter().flat_map(|parts| parts[..parts.len() - 1].iter().filter_map(|p| p.last()));
    ends.filter(|l| l.text.ends_with('\u{ad}')).map(|l| format!("p{} {}", l.page + 1, shown(l))).collect()
}

fn broken(seen: &Seen) -> Vec<String> {
    let mut out = Vec::new();
    for (_, lines) in seen.by_element() {
        let text = |l: &Line| l.words.clone();
        for pair in lines.windows(2) {
            let (end, start) = (text(pair[0]).chars().next_back(), text(pair[1]).chars().next());
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
            let address =
                pair[0].text.contains("//") || pair[0].text.contains(".org") || pair[0].text.contains('@');
            if letter(end) && letter(start) && pair[1].y > pair[0].y && !address {
                out.push(format!("p{} {} | {}", pair[0].page + 1, shown(pair[0]), shown(pair[1])));
            }
        }
    }
    out
}

/// A column of a page that is not the last holds something.
fn empty(seen: &Seen) -> Vec<String> {
    let mut out = Vec::new();
    let size = body_size(seen);
    for number in 0..seen.layout.pages.len().saturating_sub(1) {
        // A page of tables and pictures alone has no columns.
        if !seen.lines.iter().any(|l| l.page == number && is_body(seen, l, size)) {
            continue;
        }
        for c in 0..seen.page.columns {
            let (left, right) = seen.column(c);
            let line =
                |l: &Line| l.page == number && !l.is_furniture() && !seen.is_note(l) && l.beside(left, right);
            let picture =
                seen.pictures.iter().any(|(p, r)| *p == number && r.x.0 < right && (r.x + r.w).0 > left);
            if !picture && !seen.lines.iter().any(line) {
                out.push(format!("p{} column {}", number + 1, c + 1));
            }
        }
    }
    out
}

/// Whether a line is one of running text, which keeps the grid.
fn is_body(seen: &Seen, line: &Line, size: f64) -> bool {
    let other = |r: &Role| {
        matches!(
            r,
            Role::Aside | Role::BlockQuote | Role::PullQuote | Role::Note | Role::ListItem | Role::Table
        )
    };
    (line.size - size).abs() < 0.01
        && seen.role(line) == Some(&Role::Paragraph)
        && seen.within(line, |r| *r == Role::Section)
        && !seen.within(line, other)
}

/// The size that most letters have.
fn body_size(seen: &Seen) -> f64 {
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for line in seen.lines.iter().filter(|l| seen.role(l) == Some(&Role::Paragraph)) {
        let size = (line.size * 100.0).round() as i64;
        match sizes.iter_mut().find(|s| s.0 == size) {
            Some(s) => s.1 += line.text.len(),
            None => sizes.push((size, line.text.len())),
        }
    }
    sizes.iter().max_by_key(|s| s.1).map_or(10.0, |s| s.0 as f64 / 100.0)
}

fn grid(seen: &Seen) -> Vec<String> {
    let size = body_size(seen);
    let off = |line: &Line| {
        let lines = (line.y - (seen.page.top + seen.page.first_baseline).0) / seen.page.grid.0;
        (lines - lines.round()).abs() > 0.02
    };
    let lines = seen.lines.iter().filter(|l| is_body(seen, l, size) && off(l));
    lines.map(|l| format!("p{} {}", l.page + 1, shown(l))).collect()
}

/// Columns of text end on one line, on all pages but the last.
fn bottoms(seen: &Seen) -> Vec<String> {
    let size = body_size(seen);
    let mut out = Vec::new();
    for number in 0..seen.layout.pages.len().saturating_sub(1) {
        let here = |l: &&Line| l.page == number && !l.is_furniture() && !seen.is_note(l);
        let mut lowest: Vec<Option<&Line>> = vec![None; seen.page.columns];
        for line in seen.lines.iter().filter(here) {
            let Some(c) = seen.column_of(line.x0, line.x1) else { continue };
            if lowest[c].is_none_or(|l| l.y < line.y) {
                lowest[c] = Some(line);
            }
        }
        let all: Vec<&Line> = lowest.into_iter().flatten().collect();
        let picture = |l: &Line| {
            seen.pictures
                .iter()
                .any(|(p, r)| *p == number && (r.y + r.h).0 > l.y && l.beside(r.x.0, (r.x + r.w).0))
        };
        if all.len() < seen.page.columns || all.iter().any(|l| !is_body(seen, l, size) || picture(l)) {
            continue;
        }
        let most = all.iter().map(|l| l.y).fold(0.0, f64::max);
        let least = all.iter().map(|l| l.y).fold(f64::MAX, f64::min);
        if most - least > 0.5 {
            out.push(format!("p{} by {:.1} lines", number + 1, (most - least) / seen.page.grid.0));
        }
    }
    out
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn shown(line: &Line) -> String {
    let text: String = line.text.chars().take(40).collect();
    format!("{text:?} at {:.0},{:.0}", line.x0, line.y)
}
