//! `handbill explain`: what a message's code means and what to do.

use super::{Status, out, wrong_call};
use crate::base::meant::nearest;
use crate::preflight::file;
use crate::sheet::codes;

/// Say what the code of a message means and what to do about it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill explain unknown-field
  handbill explain                      list all codes")]
pub struct Args {
    /// The code, as it stands in brackets after `error`; without it, all codes are listed.
    code: Option<String>,
}

/// Prints the explanation.
pub fn run(args: &Args) -> Status {
    let Some(code) = &args.code else {
        return out::stdout(list());
    };
    match codes::explain(code).or_else(|| file::explain(code)) {
        Some(text) => out::stdout(format!("{code}: {}\n", text.trim_end())),
        None => wrong_call(unknown(code)),
    }
}

fn list() -> String {
    let all = all();
    let wide = all.iter().map(|c| c.0.len()).max().unwrap_or(0);
    all.iter().map(|(code, summary)| format!("{code:wide$}  {summary}\n")).collect()
}

/// The codes of builds and of checks, in the order of the alphabet.
fn all() -> Vec<(&'static str, &'static str)> {
    let rules = file::RULES.iter().map(|r| (r.code, r.title));
    let mut all: Vec<_> = codes::all().chain(rules).collect();
    all.sort_unstable();
    all
}

fn unknown(code: &str) -> String {
    let all: Vec<&str> = all().iter().map(|c| c.0).collect();
    match nearest(code, &all) {
        Some(near) => format!("no message has the code `{code}`: did you mean `{near}`?"),
        None => format!("no message has the code `{code}`; `handbill explain` lists all codes"),
    }
}
