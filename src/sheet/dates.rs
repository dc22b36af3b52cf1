//! Dates as people write them in a sheet: a year, a month or a day of the calendar.

use super::inputs::Inputs;
use super::model::Date;
use crate::base::Text;
use crate::text::date::parts;

/// The date in `text`; reported where it is none.
pub(super) fn read(text: Option<Text>, name: &str, inputs: &mut Inputs<'_>) -> Option<Date> {
    let text = text.filter(|t| !t.is_absent())?;
    match parts(text.trimmed()) {
        Ok((year, month, day)) => Some(Date { year, month, day, text }),
        Err(why) => {
            let message = format!("`{}` is not a date that `{name}` can take: {why}", text.trimmed());
            inputs.error("bad-date", text.span, message, "write `2026-11-15`, `2026-11` or `2026`");
            None
        }
    }
}
