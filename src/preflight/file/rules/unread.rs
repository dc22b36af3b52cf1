//! What could not be read is not passed over in silence.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const RULE: Rule = Rule {
    code: "unread-content",
    title: "All that a page paints can be read.",
    reason: "What cannot be read cannot be judged: content that is damaged, packed in a way that content is never packed \
             in, or too much for any page. Viewers leave it out or stop at it (ISO 32000-1, 7.4 and 7.8.2; PDF/A-2, \
             6.1.7.2; PDF/X-4 and PDF/UA-1 ask for a file after ISO 32000-1).",
    fix: "make the file anew from its source; a page that a viewer shows whole was too large to be judged here",
    asks: &[Ask::Any, Ask::Ua("6.1"), Ask::A("6.1.7.2"), Ask::X("6.1")],
    check,
};

fn check(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    for page in pdf.printed() {
        let gaps = page.gaps();
        if gaps.is_empty() {
            continue;
        }
        let message = format!("not all of the page could be read: {}", gaps.join("; "));
        // A mark is given, or believed, only for what was seen whole.
        if demand.claims.is_empty() { findings.warning(message) } else { findings.error(message) }
            .page(page.page.number);
    }
}
