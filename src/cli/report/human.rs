//! Messages as text: file, line, column, the line underlined, and the way out.

use super::{Imposed, Subject, Written};
use crate::base::{Diagnostic, Elsewhere, Severity, Span};
use crate::pdf::impose::{Flip, paper_name};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Lines of prose are long; what is cut from them is far from the place that is meant.
const WIDTH: usize = 110;

/// One message.
pub fn message(d: &Diagnostic, about: &Subject, colored: bool) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(d.message.as_str()).id(d.code));
    group = match (d.span, d.elsewhere.as_deref()) {
        (Some(span), _) => group.element(snippet(span, about)),
        (None, Some(Elsewhere { file, line })) => {
            let origin = Origin::path(file.as_str());
            group.element(line.map_or(origin.clone(), |line| origin.line(line as usize)))
        }
        (None, None) => group.element(Origin::path(about.name)),
    };
    if let Some(help) = &d.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colored { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n\n", renderer.term_width(WIDTH).render(&[group]))
}

/// The line in which the span starts, underlined as far as the span goes in it. A section of forty lines is
/// better named by its first.
fn snippet<'a>(span: Span, about: &Subject<'a>) -> Snippet<'a, Annotation<'a>> {
    let source = about.sources.get(span.file);
    let text = source.text.as_str();
    let start = boundary(text, span.start as usize);
    let first = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let last = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let end = boundary(text, (span.end as usize).min(last)).max(start);
    let (line, _) = about.sources.place(span.file, span.start);
    Snippet::source(&text[first..last])
        .line_start(line)
        .path(source.name.as_str())
        .annotation(AnnotationKind::Primary.span(start - first..end - first))
}

fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `water-rights.email.pdf: 2 pages, 14 notes, 1 image, 96 kB, 0.21 s`
pub fn summary(w: &Written) -> String {
    let path = if w.path == "-" { "standard output" } else { &w.path };
    let f = &w.facts;
    let counts = [counted(f.pages, "page"), counted(f.notes, "note"), counted(f.images, "image")].join(", ");
    format!("{path}: {counts}, {}, {:.2} s\n", size(w.bytes), w.time.as_secs_f64())
}

/// `handout.2-up.pdf: 4 pages on 1 sheet (letter landscape), flip on the short edge, 96 kB, 0.21 s`
pub fn imposed(w: &Imposed) -> String {
    let path = if w.path == "-" { "standard output" } else { &w.path };
    let f = &w.facts;
    let counts = format!("{} on {}", counted(f.pages, "page"), counted(f.sheets, "sheet"));
    let flip = match f.flip {
        Flip::Long => "print on both sides, flip on the long edge",
        Flip::Short => "print on both sides, flip on the short edge",
        Flip::OneSided => "print on one side",
    };
    let paper = paper_name(f.paper);
    format!("{path}: {counts} ({paper}), {flip}, {}, {:.2} s\n", size(w.bytes), w.time.as_secs_f64())
}

/// `1 page`, `2 pages`.
pub fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Bytes as a person says them.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Sources;

    #[test]
    fn underlines_the_place() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "handbill: 1\ntitel: 물 권리\nlang: en\n");
        let d = Diagnostic::error("unknown-field", "unknown field `titel`")
            .at(Span { file, start: 12, end: 17 })
            .help("did you mean `title`?");
        let text = message(&d, &Subject { name: "a.yaml", sources: &sources }, false);
        assert_eq!(
            text,
            "error[unknown-field]: unknown field `titel`\n --> a.yaml:2:1\n  |\n2 | titel: 물 권리\n  | ^^^^^\n  |\n  \
             = help: did you mean `title`?\n\n"
        );
    }

    #[test]
    fn a_span_past_the_end_or_inside_a_character_is_no_panic() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "한글\n한");
        let about = Subject { name: "a.yaml", sources: &sources };
        for (start, end) in [(1, 2), (0, 99), (7, 7), (99, 120), (8, 9)] {
            let d = Diagnostic::warning("x", "y").at(Span { file, start, end });
            assert!(message(&d, &about, true).contains("a.yaml"));
        }
    }

    #[test]
    fn without_a_place_it_names_the_sheet() {
        let sources = Sources::default();
        let d = Diagnostic::warning("system-font", "`Arial` comes from this machine");
        let text = message(&d, &Subject { name: "a.yaml", sources: &sources }, false);
        assert_eq!(text, "warning[system-font]: `Arial` comes from this machine\n--> a.yaml\n\n");
    }

    #[test]
    fn sizes_are_rounded() {
        assert_eq!(
            [size(999), size(1_499), size(96_400), size(2_040_000)],
            ["999 bytes", "1 kB", "96 kB", "2.0 MB"]
        );
    }
}
