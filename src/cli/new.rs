//! `handbill new`: a sheet to start from, with a brand and a logo beside it. Writes over nothing.

use super::{Status, out, wrong_call};
use crate::project::{nearby, write_atomically};
use crate::sheet::template_text;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The sheets to start from, by the templates that they are for; the first is for all others.
const SHEETS: [(&str, &str); 4] = [
    ("leave-behind", include_str!("new/sheet.yaml")),
    ("brochure", include_str!("new/brochure.yaml")),
    ("testimony", include_str!("new/testimony.yaml")),
    ("poster", include_str!("new/poster.yaml")),
];
const BRAND: &str = include_str!("new/brand.yaml");
const LOGO: &str = include_str!("new/logo.svg");

/// Start a sheet: writes NAME.yaml and, where they are missing, brand.yaml and logo.svg beside it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill new water-rights             then: handbill build water-rights.yaml
  handbill new sheets/2026/water-rights the folder is made
  handbill new water-day -t brochure    a sheet for another page template: `handbill templates`

Nothing is written over. Sheets in one folder share brand.yaml.")]
pub struct Args {
    /// The sheet's name, without an ending; its words become the title.
    name: PathBuf,
    /// The page template that it is for.
    #[arg(short, long, value_name = "NAME", default_value = SHEETS[0].0)]
    template: String,
}

/// Writes the files.
pub fn run(args: &Args) -> Status {
    if let Err(help) = template_text(&args.template) {
        return wrong_call(format!("there is no template `{}`: {help}", args.template));
    }
    let sheet = match sheet_path(&args.name) {
        Ok(path) => path,
        Err(message) => return wrong_call(message),
    };
    let folder = nearby::folder_of(&sheet);
    if let Err(e) = std::fs::create_dir_all(&folder) {
        return wrong_call(format!("cannot make the folder `{}`: {e}", folder.display()));
    }
    let file = quoted(Path::new(sheet.file_name().unwrap_or_default()));
    let start = SHEETS.iter().find(|s| s.0 == args.template).unwrap_or(&SHEETS[0]).1;
    let text = start.replace("{{TITLE}}", &title(&sheet)).replace("{{FILE}}", &file);
    let text = text.replace("{{DATE}}", &today()).replace("{{TEMPLATE}}", &args.template);
    let files = [
        (sheet.clone(), text.as_str()),
        (beside(&sheet, "brand.yaml"), BRAND),
        (beside(&sheet, "logo.svg"), LOGO),
    ];
    for (path, text) in &files {
        let verb = if path.exists() {
            "kept "
        } else if let Err(e) = write_atomically(path, text.as_bytes()) {
            out::status(&format!("error: {e}\n"));
            return Status::Failed;
        } else {
            "wrote"
        };
        out::status(&format!("{verb} {}\n", path.display()));
    }
    out::status(&format!("next: handbill build {} --open\n", quoted(&sheet)));
    Status::Done
}

/// The file to write.
///
/// # Errors
/// That it is there already, or that the name is none.
fn sheet_path(name: &Path) -> Result<PathBuf, String> {
    let stem = name.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = stem.strip_suffix(".yaml").or(stem.strip_suffix(".yml")).unwrap_or(&stem);
    if stem.is_empty() || stem.starts_with('.') || stem.starts_with('-') || stem.chars().any(char::is_control)
    {
        return Err(format!("`{}` cannot be the name of a sheet", name.display()));
    }
    if stem == "brand" {
        return Err("`brand.yaml` is the brand beside the sheets: take another name".to_owned());
    }
    let path = name.with_file_name(format!("{stem}.yaml"));
    if path.symlink_metadata().is_ok() {
        return Err(format!(
            "`{}` is there already: take another name, nothing is written over",
            path.display()
        ));
    }
    Ok(path)
}

fn beside(sheet: &Path, name: &str) -> PathBuf {
    sheet.with_file_name(name)
}

/// The date, in UTC: somebody starts to write today. A build never asks the clock.
fn today() -> String {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (year, month, day) = civil(since_1970.as_secs() / 86_400);
    format!("{year}-{month:02}-{day:02}")
}

/// Year, month and day of a count of days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
/// algorithms"): years begin in March, so that a leap day is the last.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year_of_era + later, month, day)
}

/// `water-rights` as `Water rights`, fit to stand between double quotes in YAML.
fn title(sheet: &Path) -> String {
    let stem = sheet.file_stem().unwrap_or_default().to_string_lossy().replace(['-', '_'], " ");
    let mut chars = stem.trim().chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect::<String>().replace('\\', "\\\\").replace('"', "\\\"")
}

/// The path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:+,@%".contains(c);
    match text.chars().all(plain) {
        true => text,
        false if cfg!(windows) => format!("\"{text}\""),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(
            [0, 11_016, 11_017, 20_778].map(civil),
            [(1970, 1, 1), (2000, 2, 29), (2000, 3, 1), (2026, 11, 21)]
        );
    }

    #[cfg(not(windows))]
    #[test]
    fn a_name_is_one_word_to_a_shell() {
        assert_eq!(quoted(Path::new("a/water-rights.yaml")), "a/water-rights.yaml");
        assert_eq!(quoted(Path::new("winter reading.yaml")), "'winter reading.yaml'");
        assert_eq!(quoted(Path::new("it's $5.yaml")), "'it'\\''s $5.yaml'");
    }

    #[test]
    fn a_name_becomes_a_title() {
        assert_eq!(title(Path::new("a/water-rights_2026.yaml")), "Water rights 2026");
        assert_eq!(title(Path::new("say \"no\".yaml")), "Say \\\"no\\\"");
        assert_eq!(sheet_path(Path::new("no/x.yml")), Ok(PathBuf::from("no/x.yaml")));
        assert!(sheet_path(Path::new("..")).is_err());
    }
}
