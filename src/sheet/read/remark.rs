//! Values that YAML takes for a remark, because they begin with `#`.

use crate::base::Diagnostic;

/// Says in the messages of empty values where a remark stands in place of the value; `text` is their file's.
pub fn explain(found: &mut [Diagnostic], text: &str) {
    for d in found.iter_mut().filter(|d| d.code == "empty-value") {
        let Some(span) = d.span else { continue };
        let Some((key, rest)) =
            text.get(span.start as usize..span.end as usize).zip(text.get(span.end as usize..))
        else {
            continue;
        };
        let remark = rest.lines().next().and_then(|l| l.trim_start().strip_prefix(':')).map(str::trim);
        let Some(remark) = remark.filter(|r| r.starts_with('#')) else { continue };
        d.message = format!("`{key}` has no value, because `#` begins a remark in YAML");
        let word = remark.split_whitespace().next().unwrap_or(remark);
        d.help = Some(match crate::theme::brand::hex_color(word) {
            Some(_) => format!("put the colour in quotation marks: `{key}: \"{word}\"`"),
            None => "give it a value in front of the remark, or in quotation marks".to_owned(),
        });
    }
}
