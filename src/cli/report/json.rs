//! Messages as JSON, one object a line. Lines and columns count from 1, columns in characters; the end is
//! past the last character. What a message does not have is `null`.

use super::{Imposed, Subject, Written};
use crate::base::{Diagnostic, Severity};
use crate::fit::Trial;
use crate::pdf::impose::Flip;
use serde_json::{Value, json};

/// One message.
pub fn message(d: &Diagnostic, about: &Subject) -> String {
    let place = d.span.map(|s| {
        let (line, column) = about.sources.place(s.file, s.start);
        let (end_line, end_column) = about.sources.place(s.file, s.end.max(s.start));
        (about.sources.get(s.file).name.as_str(), [line, column, end_line, end_column])
    });
    let elsewhere = d.elsewhere.as_ref();
    let file = place.map_or(elsewhere.map_or(about.name, |e| &e.file), |(name, _)| name);
    let at = |i: usize| place.map(|(_, numbers)| numbers[i]);
    // In a file whose text is not kept, the line is all that is known.
    let line_of = |i: usize| at(i).or_else(|| elsewhere?.line.map(|line| line as usize));
    line(json!({
        "code": d.code,
        "severity": severity(d.severity),
        "message": d.message,
        "file": file,
        "line": line_of(0),
        "column": at(1),
        "endLine": line_of(2),
        "endColumn": at(3),
        "help": d.help,
    }))
}

/// A file that has been written: a note with its figures beside it.
pub fn summary(w: &Written, about: &Subject) -> String {
    let own = json!({
        "output": w.path,
        "pages": w.facts.pages,
        "notes": w.facts.notes,
        "images": w.facts.images,
        "bytes": w.bytes,
        "milliseconds": w.time.as_millis() as u64,
    });
    fact("written", super::human::summary(w).trim_end(), about, own)
}

/// A trial of fitting. Lengths in points.
pub fn trial(edition: &str, t: &Trial, about: &Subject) -> String {
    let own = json!({
        "edition": edition,
        "pages": t.extent.pages,
        "lastPage": (t.extent.last * 1000.0).round() / 1000.0,
        "linesOver": t.extent.over,
        "distortion": (t.distortion * 1000.0).round() / 1000.0,
        "body": t.body.0,
        "leading": t.body.1,
        "margins": t.knobs.margins.0,
        "leftOut": t.left_out,
        "chosen": t.chosen,
    });
    fact("fit-trial", &super::trials::said(t), about, own)
}

/// An imposed file that has been written. Lengths in points.
pub fn imposed(w: &Imposed, about: &Subject) -> String {
    let own = json!({
        "output": w.path,
        "pages": w.facts.pages,
        "sheets": w.facts.sheets,
        "paper": [w.facts.paper.w.0, w.facts.paper.h.0],
        "flip": match w.facts.flip {
            Flip::Long => "long",
            Flip::Short => "short",
            Flip::OneSided => "none",
        },
        "bytes": w.bytes,
        "milliseconds": w.time.as_millis() as u64,
    });
    fact("written", super::human::imposed(w).trim_end(), about, own)
}

/// A note about a whole file, and behind what all messages have what this one has of its own.
fn fact(code: &str, message: &str, about: &Subject, own: Value) -> String {
    let mut all = json!({
        "code": code,
        "severity": "note",
        "message": message,
        "file": about.name,
        "line": null,
        "column": null,
        "endLine": null,
        "endColumn": null,
        "help": null,
    });
    if let (Some(all), Value::Object(own)) = (all.as_object_mut(), own) {
        all.extend(own);
    }
    line(all)
}

fn severity(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn line(value: Value) -> String {
    format!("{value}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Sources, Span};

    #[test]
    fn has_every_field() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "lang: en\ntitel: x\n");
        let d =
            Diagnostic::error("unknown-field", "unknown field `titel`").at(Span { file, start: 9, end: 14 });
        let text = message(&d, &Subject { name: "a.yaml", sources: &sources });
        let v: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&v["file"], &v["line"], &v["column"]), (&json!("a.yaml"), &json!(2), &json!(1)));
        assert_eq!((&v["endLine"], &v["endColumn"], &v["help"]), (&json!(2), &json!(6), &Value::Null));
        assert_eq!((&v["severity"], &v["code"]), (&json!("error"), &json!("unknown-field")));
        let d = Diagnostic::error("list-quotes", "row 6").within("list.csv", 7);
        let text = message(&d, &Subject { name: "a.yaml", sources: &sources });
        let v: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&v["file"], &v["line"], &v["column"]), (&json!("list.csv"), &json!(7), &Value::Null));
    }
}
