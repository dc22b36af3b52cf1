//! Paragraphs set to lines: what must hold of any text at any measure, and one test for each habit.

mod directions;
mod habits;
mod laws;

use super::*;
use std::sync::Arc;

/// What most tests set: English, justified, hyphenated.
fn justified() -> ParaSetting {
    ParaSetting { align: Align::Justify, indent: Pt(0.0), hyphenate: true, balance: false, lang: "en".into() }
}

fn style() -> TextStyle {
    TextStyle::sample()
}

/// Text in which `^{12}` is a note mark and `<...>` a link.
fn rich(text: &str) -> Rich {
    let style = Arc::new(style());
    let superior = Arc::new(TextStyle { position: Position::Superior, ..(*style).clone() });
    let mut rich = Rich::default();
    let mut rest = text;
    while let Some(at) = rest.find(['^', '<']) {
        rich.push(&rest[..at], &style, None);
        let close = rest[at..].find(['}', '>']).map_or(rest.len(), |c| at + c);
        match &rest[at..=at] {
            "^" => {
                let mark = &rest[at + 2..close];
                rich.push(mark, &superior, Some(Anchor::Note(NoteId(mark.parse().unwrap_or(0)))));
            }
            _ => {
                let link = &rest[at + 1..close];
                rich.push(link, &style, Some(Anchor::Link(link.into())));
            }
        }
        rest = &rest[close + 1..];
    }
    rich.push(rest, &style, None);
    rich
}

fn prepared(text: &str, setting: &ParaSetting) -> Prepared {
    prepare(&rich(text), setting, &FontSet::new(None))
}

fn lines(text: &str, setting: &ParaSetting, measure: f64) -> Vec<Line> {
    prepared(text, setting).lines(Pt(measure))
}

/// What is extracted from a line: its runs from left to right.
fn extracted(line: &Line) -> String {
    line.runs.iter().map(|r| r.text.as_str()).collect()
}

/// The lines as they would be read, without the white space at their ends; a drawn hyphen as `-`.
fn read(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|l| extracted(l).trim_end().replace('\u{ad}', "-")).collect()
}

const PEACE: &str = "Human rights in North Korea have long been a concern among the global community. While many of \
    these concerns are legitimate,^{1} they are often framed in a one-sided, simplistic narrative that obscures the \
    root cause of the problem and the potential solutions.^{2} This also absolves the global community from \
    accountability for their impact on the humanitarian conditions inside North Korea.";
const SANCTIONS: &str = "“Sanctions kill,” Park argues. “We know it and we should not accept that… We have allowed our \
    leaders and our examples of our morals to deteriorate.^{12} We have become barbarians because we accept the death \
    of children and women in the name of national and regional security” — see <https://example.org/reports/2023/\
    sanctions-and-their-humanitarian-consequences.html?lang=en&page=12> or write to office@koreapeacenow.org.";
const KOREAN: &str = "한반도에서 전쟁은 아직 끝나지 않았습니다. 1953년 7월 27일 체결된 정전협정은 전투를 멈추게 했지만 \
    평화협정으로 이어지지 못했으며,^{3} 이산가족은 지금도 서로를 만나지 못하고 있습니다. 미국 의회는 「한반도 평화법」(H.R. \
    1369)을 통해 전쟁 상태를 공식적으로 끝낼 수 있습니다.";
const HEBREW: &str = "שלום עולם, the war of 1950 לא נגמרה עד היום (ראו הערה)^{4} ולכן צריך שלום עכשיו.";
