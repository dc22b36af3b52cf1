//! A file can be sent and found again.

use crate::preflight::file::{Ask, Demand, Findings, Pdf, Rule};

pub(super) const SIZE: Rule = Rule {
    code: "file-size",
    title: "A file for an inbox is small.",
    reason: "Base64 adds a third on the way and many inboxes stop at 5 to 10 MB: aim at 2 MB, never send more than 5 MB \
             (inference from the limits of mail servers).",
    fix: "bring photos down to 150 pixels per inch, and embed fonts as subsets",
    asks: &[Ask::Screen],
    check: size,
};

pub(super) const NAME: Rule = Rule {
    code: "file-name",
    title: "A file's name is short and says what it is; where it goes on the web it has no spaces.",
    reason: "Spaces become %20 in addresses, and long names are cut in lists: 20 to 30 characters (Benetech).",
    fix: "name it by its subject in a few words with hyphens: `water-rights.pdf`",
    asks: &[Ask::Screen],
    check: name,
};

fn size(pdf: &Pdf, demand: &Demand, findings: &mut Findings) {
    const NEVER: usize = 5_000_000;
    let Some(size) = pdf.size else { return };
    let aim = demand.edition.max_size.map_or(usize::MAX, |s| usize::try_from(s).unwrap_or(usize::MAX));
    let mega = size as f64 / 1e6;
    if size > NEVER.max(aim) {
        findings.error(format!("it has {mega:.1} MB, too much for many inboxes"));
    } else if size > aim {
        findings.warning(format!("it has {mega:.1} MB, more than the {:.1} MB to aim at", aim as f64 / 1e6));
    }
}

fn name(pdf: &Pdf, _: &Demand, findings: &mut Findings) {
    /// Above the 30 of the source by as much as an edition's name takes.
    const LONGEST: usize = 40;
    let Some(name) = &pdf.name else { return };
    let stem = name.rsplit_once('.').map_or(name.as_str(), |s| s.0);
    if name.contains(char::is_whitespace) {
        // Names of people have them, and in a mailbox they do no harm.
        findings.note(format!("the file's name has spaces, which become %20 in an address: `{name}`"));
    }
    if stem.chars().count() > LONGEST {
        findings.warning(format!("the file's name has {} characters", stem.chars().count()));
    }
    if name.chars().any(|c| "<>:\"/\\|?*#%".contains(c)) {
        findings.warning(format!(
            "the file's name has characters that addresses or Windows do not take: `{name}`"
        ));
    }
    const SAYS_NOTHING: [&str; 8] =
        ["document", "untitled", "output", "final", "scan", "new", "draft", "file"];
    if SAYS_NOTHING.contains(&stem.to_ascii_lowercase().as_str()) {
        findings.warning(format!("the file's name `{name}` says nothing of what is in it"));
    }
}
