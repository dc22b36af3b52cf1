//! What has been found, for the reader: the messages of a build, then the findings with their pages, then one line.

use super::subject::{Facts, Judged};
use crate::base::Severity;
use crate::cli::report::{Format, Subject, counted, size};
use crate::preflight::file::{Finding, Purpose};
use serde_json::{Value, json};

/// The report on a file.
pub fn report(judged: &Judged, format: Format) -> String {
    let about = Subject { name: &judged.name, sources: &judged.sources };
    let mut out: String = judged.diags.iter().map(|d| format.message(d, &about)).collect();
    match format {
        Format::Human => {
            out.extend(grouped(&judged.findings).iter().map(|g| human(g, judged)));
            out.push_str(&judged.proofs.report(&judged.name, format));
            out.push_str(&format!("{}: {}\n", judged.name, verdict(judged)));
        }
        Format::Json => {
            out.extend(judged.findings.iter().map(|f| format!("{}\n", json(f, judged))));
            out.push_str(&judged.proofs.report(&judged.name, format));
            out.push_str(&format!("{}\n", summary(judged)));
        }
    }
    out
}

/// Findings that say the same of several pages.
fn grouped(findings: &[Finding]) -> Vec<(&Finding, Vec<usize>)> {
    let mut groups: Vec<(&Finding, Vec<usize>)> = Vec::new();
    for finding in findings {
        let same = |g: &&mut (&Finding, Vec<usize>)| {
            (g.0.code, g.0.severity, &g.0.message) == (finding.code, finding.severity, &finding.message)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.1.extend(finding.page),
            None => groups.push((finding, finding.page.into_iter().collect())),
        }
    }
    groups.iter_mut().for_each(|g| g.1.dedup());
    groups
}

fn human((finding, pages): &(&Finding, Vec<usize>), judged: &Judged) -> String {
    let name = match &pages[..] {
        [] => judged.name.clone(),
        [one] => format!("{}, page {one}", judged.name),
        many => format!("{}, pages {}", judged.name, listed(many)),
    };
    let about = Subject { name: &name, sources: &judged.sources };
    Format::Human.message(&finding.diagnostic(), &about)
}

/// `1–3, 7`; of very many, the first.
fn listed(pages: &[usize]) -> String {
    const ENOUGH: usize = 8;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some(run) if page == run.1 + 1 => run.1 = page,
            Some(run) if page == run.1 => {}
            _ => runs.push((page, page)),
        }
    }
    let text =
        |r: &(usize, usize)| if r.0 == r.1 { r.0.to_string() } else { format!("{}\u{2013}{}", r.0, r.1) };
    let mut parts: Vec<String> = runs.iter().take(ENOUGH).map(text).collect();
    if runs.len() > ENOUGH {
        parts.push("…".to_owned());
    }
    parts.join(", ")
}

/// `fit for e-mail: no, 2 errors, 1 warning (4 pages, 96 kB, marked PDF/UA-1)`
fn verdict(judged: &Judged) -> String {
    let Some(facts) = &judged.facts else { return format!("not judged, {}", counts(judged)) };
    let fit = if judged.severities().any(|s| s == Severity::Error) { "no" } else { "yes" };
    let counts = counts(judged);
    let counts = if counts.is_empty() { String::new() } else { format!(", {counts}") };
    let marks: Vec<String> = facts.demand.claims.iter().map(ToString::to_string).collect();
    let marked = if marks.is_empty() { String::new() } else { format!(", marked {}", marks.join(" and ")) };
    let figures = format!("{}, {}{marked}", counted(facts.pages, "page"), size(facts.bytes));
    format!("fit for {}: {fit}{counts} ({figures})", purpose(facts))
}

fn counts(judged: &Judged) -> String {
    let of = |severity| said(judged, severity);
    let named = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let some = named.into_iter().map(|(s, name)| (of(s), name)).filter(|(n, _)| *n > 0);
    some.map(|(n, name)| counted(n, name)).collect::<Vec<_>>().join(", ")
}

/// How many things of a severity are said: what holds for several pages counts once.
fn said(judged: &Judged, severity: Severity) -> usize {
    let build = judged.diags.iter().filter(|d| d.severity == severity).count();
    build + grouped(&judged.findings).iter().filter(|g| g.0.severity == severity).count()
}

fn purpose(facts: &Facts) -> &'static str {
    match facts.demand.purpose {
        Purpose::Screen => "e-mail",
        Purpose::Office => "an office printer",
        Purpose::Press => "a print shop",
    }
}

fn severity(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The fields of a build's messages, with the page and the place on it in points from its lower left corner.
fn json(f: &Finding, judged: &Judged) -> Value {
    json!({
        "code": f.code,
        "severity": severity(f.severity),
        "message": f.message,
        "file": judged.name,
        "line": null,
        "column": null,
        "endLine": null,
        "endColumn": null,
        "help": f.help,
        "page": f.page,
        "box": f.at.map(|b| [b.x0, b.y0, b.x1, b.y1]),
    })
}

fn summary(judged: &Judged) -> Value {
    let of = |severity| said(judged, severity);
    let claims: Vec<String> =
        judged.facts.iter().flat_map(|f| &f.demand.claims).map(ToString::to_string).collect();
    json!({
        "code": "checked",
        "severity": "note",
        "message": verdict(judged),
        "file": judged.name,
        "line": null,
        "column": null,
        "endLine": null,
        "endColumn": null,
        "help": null,
        "purpose": judged.facts.as_ref().map(purpose),
        "claims": claims,
        "pages": judged.facts.as_ref().map(|f| f.pages),
        "bytes": judged.facts.as_ref().map(|f| f.bytes),
        "errors": of(Severity::Error),
        "warnings": of(Severity::Warning),
    })
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn pages_are_listed_in_runs() {
        assert_eq!(listed(&[1, 2, 3, 7, 7, 9]), "1\u{2013}3, 7, 9");
        assert!(listed(&(0..40).map(|n| n * 2).collect::<Vec<_>>()).ends_with("…"));
    }
}
