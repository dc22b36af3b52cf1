//! Says which boxes fill their columns although text was to run beside them, and why.

use super::{What, Wrap};
use crate::base::{Diagnostic, Diagnostics};
use crate::layout::plan::{Body, Plan};
use crate::layout::segment::Segment;
use crate::story::Beside;

/// Tells of every box that no text runs beside.
pub fn report(segments: &[Segment], plans: &[Plan], diags: &mut Diagnostics) {
    for (number, segment) in segments.iter().enumerate().filter(|(_, s)| !s.wraps.is_empty()) {
        let strips = plans.iter().flat_map(|p| &p.strips).filter(|s| s.segment == number);
        let rounds =
            strips.filter_map(|s| if let Body::Beside(round) = &s.body { Some(round) } else { None });
        let pieces = rounds.flat_map(|round| round.columns.iter().flat_map(|c| c.iter()));
        let stands: Vec<usize> =
            pieces.filter_map(|p| if let What::Wrap(i) = p.what { Some(i) } else { None }).collect();
        let alone = segment.wraps.iter().enumerate().filter(|(i, _)| !stands.contains(i));
        alone.for_each(|(_, wrap)| diags.push(tell(wrap)));
    }
}

fn tell(wrap: &Wrap) -> Diagnostic {
    let what = match wrap.place {
        Beside::Side => "figure",
        Beside::Gutter => "pull quote",
    };
    let (why, help) = match &wrap.narrow {
        None => {
            ("the columns are too narrow for both", "fewer columns on the page leave room for text beside it")
        }
        Some(_) => (
            "headings, notes or the ends of columns are too near to its place",
            "it may fit a paragraph further up or down",
        ),
    };
    let message = format!("no text runs beside this {what}, which fills its column: {why}");
    Diagnostic::note("not-wrapped", message).at(wrap.source).help(help)
}
