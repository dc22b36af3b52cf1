//! More ink than the paper takes, as it adds up on the plates: pictures, overprint, transparency.

use crate::edition::Condition;
use crate::preflight::file::printed::Printed;
use crate::preflight::file::{Ask, Box4, Demand, Findings, Pdf, Rule};
use crate::preflight::plates::{Setup, Spot, coverage, plates};
use crate::preflight::reading::{self, Bounds, Mark, PdfPage, What};

pub(super) const RULE: Rule = Rule {
    code: "print-ink-coverage",
    title: "Nowhere on the page do the plates lay more ink than the paper takes.",
    reason: "Ink over the limit dries too slowly and sets off on the next sheet: 300 % on coated stock (LWW), 240 to \
             260 % on toner, newsprint and print on demand (Lightning Source, Kodak); over 280 % on more than a tenth \
             of a page dries slowly too (PeakPrint). Spots of less than a square millimetre do not count.",
    fix: "convert pictures for the printing condition, mix colours with less ink, and look at \
          `handbill check FILE --proof DIR`",
    asks: &[Ask::Press],
    check,
};

/// Pixels per inch: four to a millimetre.
const PPI: f64 = 100.0;
/// The part of a page that may have over 280 % (PeakPrint).
const HEAVY_PART: f64 = 0.10;
/// Pages that are painted. Nobody prints a handout of more.
const MOST_PAGES: usize = 64;

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    let limit = demand.edition.ink_limit;
    let condition = demand.edition.condition.clone().unwrap_or(Condition::Fogra39);
    let Ok(press) = condition.press(limit) else { return };
    let file = reading::Pdf::of(&pdf.document);
    for printed in pdf.printed().iter().take(MOST_PAGES) {
        let Printed { page, marks, .. } = printed;
        let area = page.trim.union(page.bleed);
        let made = plates(&file, page, marks, &Setup { press: &press, area, ppi: PPI });
        let found = coverage(&made, &area, limit / 100.0);
        // What a colour has by itself is told by the rule on declared colours.
        let declared = |spot: &Spot| {
            let here = marks.marks.iter().filter(|m| m.bounds.meets(&spot.worst));
            !printed.compares(marks.marks.len())
                || here.flat_map(own_inks).any(|total| total * 100.0 > limit + 0.5)
        };
        let over: Vec<&Spot> = found.over.iter().filter(|s| !declared(s)).collect();
        if let Some(worst) = over.first() {
            tell(page, &marks.marks, over.len(), worst, limit, findings);
        }
        if found.heavy > HEAVY_PART {
            let part = found.heavy * 100.0;
            findings
                .warning(format!("{part:.0} % of the page has more than 280 % ink, and dries slowly"))
                .page(page.number);
        }
    }
}

fn tell(page: &PdfPage, marks: &[Mark], count: usize, worst: &Spot, limit: f64, findings: &mut Findings) {
    let more = match count {
        1 => String::new(),
        2 => ", and there is another such place".to_owned(),
        n => format!(", and there are {} more such places", n - 1),
    };
    let message = format!(
        "{:.0} % ink, over {limit:.0} %, where there {}: {:.0} mm², {}{more}",
        worst.most * 100.0,
        below(marks, &worst.worst),
        worst.area.max(1.0),
        place(page, &worst.at),
    );
    let Bounds { x0, y0, x1, y1 } = worst.at;
    findings.error(message).page(page.number).at(Box4 { x0, y0, x1, y1 });
}

/// The ink of a mark's flat colours, 1 for a solid.
fn own_inks(mark: &Mark) -> Vec<f64> {
    let paints = match &mark.what {
        What::Fill { paint, .. } | What::Stroke { paint, .. } => vec![paint],
        What::Text(run) => vec![&run.fill, &run.stroke],
        _ => Vec::new(),
    };
    paints.into_iter().filter_map(|p| p.inks()).map(|i| i.total()).collect()
}

/// What lies at a place, the uppermost first: `is a picture`, `are text and a shape`.
fn below(marks: &[Mark], at: &Bounds) -> String {
    let mut found: Vec<&str> = Vec::new();
    for mark in marks.iter().rev().filter(|m| m.bounds.meets(at)) {
        let name = match &mark.what {
            What::Fill { .. } => "a shape",
            What::Stroke { .. } => "a line",
            What::Text(run) if run.is_invisible() => continue,
            What::Text(_) => "text",
            What::Image(_) => "a picture",
            What::Shading { .. } => "a shading",
            What::GroupBegin(_) | What::GroupEnd => continue,
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    match &found[..] {
        [] => "is something".to_owned(),
        [one] => format!("is {one}"),
        [first, second, ..] => format!("are {first} and {second}"),
    }
}

/// Where a place is, from the top left corner of the trimmed page as it is read.
fn place(page: &PdfPage, at: &Bounds) -> String {
    let (at, trim) = (at.through(&page.upright()), page.trim.through(&page.upright()));
    let say = |v: f64| format!("{:.2} in ({:.0} mm)", v / 72.0, v / 72.0 * 25.4);
    format!("{} from the left and {} from the top", say(at.x0), say(trim.y1 - at.y1))
}
