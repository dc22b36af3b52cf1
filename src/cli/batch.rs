//! `handbill batch`: a copy of a sheet for every row of a list.

mod ending;
mod faults;
mod gang;
mod kinds;
mod mail;
mod merge;
mod place;
mod progress;
mod shards;
mod told;

use super::build::job::{self, Editions};
use super::report::Format;
use super::{Status, wrong_call};
use crate::base::{Diagnostic, Diagnostics, FileId, Sources};
use crate::edition::{Edition, EditionKind};
use crate::project::Disk;
use crate::project::batch::{self, Kept, Leftovers, Mails, Name, News, Order, Shard};
use crate::project::records::{self, Records};
use crate::sheet::merge::{Columns, Decimal};
use crate::sheet::{ALL_EDITIONS, Master};
use shards::Chosen;
use std::path::{Path, PathBuf};
use told::Told;

/// A copy for every row of a list: merge fields such as {{name}} are filled from its columns.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Call {
    #[command(subcommand)]
    after: Option<After>,
    #[command(flatten)]
    make: Option<Args>,
}

/// What is done when the copies are made.
#[derive(clap::Subcommand)]
enum After {
    Merge(merge::Args),
}

/// Does what is asked for.
pub fn run(call: &Call) -> Status {
    match (&call.after, &call.make) {
        (Some(After::Merge(args)), _) => merge::run(args),
        (None, Some(args)) => make(args),
        (None, None) => wrong_call("name a sheet, and a list with --recipients"),
    }
}

/// A copy for every row of a list: merge fields such as {{name}} are filled from its columns.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill batch sheet.yaml --recipients offices.csv            a PDF for each row, into the folder sheet-copies
  handbill batch sheet.yaml --recipients offices.csv --row 1    the first alone, to look at
  handbill batch sheet.yaml --recipients offices.xlsx -o out --name \"{{state}}-{{name}}\"
  handbill batch sheet.yaml --recipients offices.csv --edition email --edition press
  handbill batch sheet.yaml --recipients offices.csv --eml --mail letter.md  a mail draft beside each PDF
  handbill batch sheet.yaml --recipients offices.csv --gang all.pdf    and one press file of all, for a print shop
  handbill batch sheet.yaml --recipients offices.csv -o out --shard 3/16   the third part, beside 15 other machines
  handbill batch merge out                                      one manifest, when all parts are there

In the sheet, {{name}} stands for the column `name`; {{visit | date}}, {{households | number}}, {{name | upper}} and
{{title | default(\"\")}} do something with it first. `when: state == \"Iowa\"` on a section or block makes it for some
rows only. The folder has a manifest of what there is, for spreadsheets (manifest.csv) and programs (manifest.jsonl). A
second run makes only what has changed, and one that was stopped goes on where it was.
Exit codes: 0 every copy is there, 1 a row or the sheet has errors, 2 the call is wrong.")]
pub struct Args {
    /// The sheet.
    #[arg(value_name = "SHEET")]
    sheet: PathBuf,
    /// The list: CSV, XLSX or JSON Lines, with the names of its columns in the first row.
    #[arg(short, long, value_name = "LIST")]
    recipients: PathBuf,
    /// What stands before decimals in the numbers of the list, where they do not show it: 25.3 or 25,3.
    #[arg(long, value_enum, value_name = "SIGN")]
    decimal: Option<Decimals>,
    /// The folder for the copies, which is made if it is not there [default: SHEET-copies].
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What files are called, with merge fields; {{row}} is the number of the row [default: SHEET-{{row}}].
    #[arg(short, long, value_name = "TEXT")]
    name: Option<String>,
    /// What to make of each row: email, office, press, large_print or an edition of the sheet's own; may be given
    /// several times [default: email, or press with --printer or --gang, and both where drafts are asked for, too].
    #[arg(short, long = "edition", value_name = "NAME")]
    editions: Vec<String>,
    /// Who prints the press edition, as for `build`.
    #[arg(long, value_name = "NAME|FILE")]
    printer: Option<String>,
    /// Also put all copies into one file for a print shop, with page labels and bookmarks by recipient (the column
    /// `name`, or what --name says); what they have in common is stored once.
    #[arg(long, value_name = "FILE")]
    gang: Option<PathBuf>,
    /// Set two copies side by side on the sheets of that file, on the smallest standard paper that holds them with bleed
    /// and marks: half-letter copies on tabloid, letter copies on 13 x 19 in; without bleed and marks on letter and
    /// tabloid. Cut apart, the left pile laid on the right one is in the order of the list.
    #[arg(long, value_name = "2", requires = "gang", value_parser = clap::value_parser!(u8).range(2..=2))]
    gang_up: Option<u8>,
    /// Make these rows only, counted from 1 below the header; may be given several times.
    #[arg(long = "row", value_name = "N")]
    rows: Vec<u64>,
    /// Make one part of the list of several that other machines make: part I of N, every Nth row. Tasks of a Slurm
    /// array, AWS Batch, Google Cloud Batch and Kubernetes Indexed Jobs (with HANDBILL_SHARDS) know theirs by themselves.
    #[arg(long, value_name = "I/N", conflicts_with = "rows")]
    shard: Option<Shard>,
    /// Make all rows, also where this is one of many tasks.
    #[arg(long, conflicts_with = "shard")]
    no_shard: bool,
    /// Take away files of earlier runs that this one does not make, such as those of rows that have left the list, unless
    /// somebody has changed them.
    #[arg(long)]
    prune: bool,
    /// Write a mail draft for each row, too, with its copy for e-mail attached: NAME.eml, which Outlook, Thunderbird and
    /// Apple Mail open ready to send.
    #[arg(long)]
    eml: bool,
    /// What the drafts say: Markdown with `subject:` and `to:` between two lines `---` in front, and merge fields
    /// [default: to the column `email`, with the sheet's title and contact].
    #[arg(long, value_name = "FILE")]
    mail: Option<PathBuf>,
    /// Write all drafts into one file, for a mail program to import.
    #[arg(long, value_name = "FILE")]
    mbox: Option<PathBuf>,
    /// How to say what is wrong.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What stands before decimals.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Decimals {
    /// 25.3
    Point,
    /// 25,3
    Comma,
}

impl From<Decimals> for Decimal {
    fn from(said: Decimals) -> Decimal {
        match said {
            Decimals::Point => Decimal::Point,
            Decimals::Comma => Decimal::Comma,
        }
    }
}

/// Makes the copies.
fn make(args: &Args) -> Status {
    let shard = match args.part() {
        Ok(shard) => shard,
        Err(why) => return wrong_call(why),
    };
    let mut told = Told::new(args.format, &args.sheet.display().to_string(), shard.shard);
    if let Some(why) = &shard.why {
        told.shard(why);
    }
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let ready = Ready::new(args, &mut sources, &mut diags);
    told.messages(&diags, &sources);
    match ready {
        Ok(ready) => ready.run(args, &sources, shard.shard, told),
        Err(status) => status,
    }
}

impl Args {
    /// Which part of the list to make.
    fn part(&self) -> Result<Chosen, String> {
        let all = self.no_shard || !self.rows.is_empty();
        let chosen = match self.shard {
            Some(shard) => Chosen { shard, why: None },
            None if all => Chosen { shard: Shard::WHOLE, why: None },
            None => shards::of_environment(|name| std::env::var(name).ok())?,
        };
        let one_of_all =
            [("--mbox", &self.mbox), ("--gang", &self.gang)].into_iter().find(|(_, file)| file.is_some());
        if let Some((option, _)) = one_of_all.filter(|_| chosen.shard != Shard::WHOLE) {
            return Err(format!(
                "{option} writes one file of all copies, and this is shard {} of them: merge first, then call it with \
                 --no-shard, which makes no copy anew",
                chosen.shard
            ));
        }
        Ok(chosen)
    }
}

/// All that a run needs, read and checked.
struct Ready {
    file: FileId,
    master: Master,
    records: Records,
    columns: Columns,
    editions: Vec<Edition>,
    name: Name,
    files: Kept,
    mails: Option<Mails>,
}

impl Ready {
    fn new(args: &Args, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Ready, Status> {
        let name = args.sheet.display().to_string();
        let loaded = Disk::read_named(&args.sheet).map_err(|why| {
            let d = Diagnostic::error("cannot-read", format!("cannot read `{name}`: {why}"));
            diags.push(d.help("name a file of YAML or Markdown; `handbill new` starts one"));
            Status::WrongCall
        })?;
        let text = job::text_of("sheet", &name, &loaded, sources).map_err(|d| {
            diags.push(d);
            Status::Failed
        })?;
        let file = sources.add(name.as_str(), text);
        // Both are looked at before anything is said, so that one run tells of both.
        let master = Master::read(sources, file, diags);
        let records = records::open(&args.recipients, diags);
        let (Some(master), Some(mut records)) = (master, records) else { return Err(Status::Failed) };
        records.without_rows().into_iter().for_each(|d| diags.push(d));
        let said = args.decimal.map(|said| Decimal::from(said).into());
        let decimals = said.unwrap_or_else(|| records.decimals().clone());
        let columns = Columns::new(records.header()).with_decimals(decimals);
        let files = Kept::default();
        master.check(sources, &files, &columns, diags);
        let mails = mail::read(args, (&columns, master.lang()), sources, diags)?;
        if !diags.has_errors() {
            faults::of_every_row(&args.recipients, &master, (sources, &files, &columns), diags);
        }
        let editions = editions(args, &master, (sources, &files), diags)?;
        if diags.has_errors() {
            return Err(Status::Failed);
        }
        let template = args.name.clone().unwrap_or_else(|| format!("{}-{{{{row}}}}", stem(&args.sheet)));
        let name =
            Name::new(&template, &columns, master.lang()).map_err(|e| wrong_call(format!("--name: {e}")))?;
        // Who names files says what copies are called.
        let name = if args.name.is_none() { name.called_after("name") } else { name };
        faults::named_alike(&args.recipients, &columns).for_each(|d| diags.push(d));
        Ok(Ready { file, master, records, columns, editions, name, files, mails })
    }

    fn run(mut self, args: &Args, sources: &Sources, shard: Shard, mut told: Told) -> Status {
        let shown =
            |path: &Path| path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let out =
            args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}-copies", stem(&args.sheet))));
        if let Some(wrong) = place::wrong(args, &out) {
            return wrong_call(wrong);
        }
        let mut ganged = match gang::begin(args, &self.editions, &out) {
            Ok(ganged) => ganged,
            Err(status) => return status,
        };
        let order = Order {
            master: &self.master,
            sources,
            file: self.file,
            columns: &self.columns,
            files: &self.files,
            editions: &self.editions,
            name: &self.name,
            out,
            rows: &args.rows,
            shard,
            leftovers: if args.prune { Leftovers::Prune } else { Leftovers::Tell },
            of: [shown(&args.sheet), shown(&args.recipients)],
            mails: self.mails.as_ref(),
        };
        told.expect(&args.recipients, args.rows.len() as u64);
        let end = batch::run(&order, &mut self.records, |news| match news {
            News::Folder(d) => told.message(&d, sources),
            News::Row(done) => {
                told.row(done);
                if let Some(ganged) = &mut ganged {
                    ganged.add(&order.out, done);
                }
            }
        });
        // Of a part of the rows nobody knows what holds for the others.
        if end.is_ok() && args.rows.is_empty() && shard == Shard::WHOLE {
            self.columns.idle().iter().for_each(|d| told.message(d, sources));
        }
        // A run that has stopped has not told all its rows.
        let rows = end.as_ref().ok().and_then(|end| end.rows);
        let beyond = rows.and_then(|rows| Some((order.beyond(rows).next()?, rows)));
        let ganged = ganged.filter(|_| end.is_ok() && beyond.is_none());
        let mut status = ganged.map_or(Status::Done, |ganged| gang::end(ganged, args, &told));
        if let Some((row, rows)) = beyond {
            told.message(&ending::no_such_row(row, &args.recipients, rows), &Sources::default());
            status = Status::Failed;
        }
        told.end(&order.out, end).max(status)
    }
}

/// The editions as the sheet of the first row has them: what is made of each row is not the row's to say.
fn editions(
    args: &Args,
    master: &Master,
    (sources, files): (&Sources, &Kept),
    diags: &mut Diagnostics,
) -> Result<Vec<Edition>, Status> {
    let mut read = sources.clone();
    let Some(sheet) = master.sheet(&mut read, files, None, &mut Diagnostics::default()) else {
        return Err(Status::Failed);
    };
    let mut names = match (args.editions.is_empty(), &args.printer) {
        (true, None) if args.gang.is_none() => vec![mail::EDITION.to_owned()],
        (true, _) => vec![gang::EDITION.to_owned()],
        (false, _) => args.editions.clone(),
    };
    // What a press takes, with its marks and inks, is nothing to send.
    let sent = |name: &String| {
        let found =
            if name == ALL_EDITIONS { sheet.all_editions() } else { Vec::from_iter(sheet.edition(name)) };
        found.iter().any(|edition| edition.kind != EditionKind::Press)
    };
    if (args.eml || args.mbox.is_some()) && !names.iter().any(sent) {
        names.insert(0, mail::EDITION.to_owned());
    }
    let asked = Editions { names: &names, printer: args.printer.as_deref(), marks: None };
    asked.of(&sheet, &mut read, diags).ok_or(Status::WrongCall)
}

/// The name of a file without folder and ending.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "sheet".to_owned(), |stem| stem.to_string_lossy().into_owned())
}
