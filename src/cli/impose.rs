//! `handbill impose`: a sheet or a PDF arranged for printing, folding and cutting.

mod run;

use super::report::Format;
use super::{Status, wrong_call};
use crate::base::Pt;
use crate::pdf::impose::{self, Impose};
use std::path::PathBuf;

/// Arrange pages on sheets of paper: two or four a side, a booklet, a tri-fold.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  handbill impose handout.pdf --as 2-up        write handout.2-up.pdf; a single leaf is repeated
  handbill impose zine.pdf --as booklet --paper-thickness 0.1mm
  handbill impose report.pdf --as 2-up --order read --sheet letter --scale fit
                                               to save paper: 1 and 2 side by side, made smaller
  handbill impose postcard.yaml --as 4-up      typeset, then arrange: postcard.press.4-up.pdf
  handbill impose leaflet.pdf --as tri-fold    two pages, outside and inside, or six panels

Pages keep their size and bleed. Without --sheet it is the smallest standard paper that holds them; pages
with bleed are given room for crop marks. Front and back meet: a page's back is the page after it. The
tags of a PDF stay with its pages, so give the imposed file to the printer and the other to readers.
Exit codes: 0 the file is written, 1 the sheet or PDF has errors, 2 the call is wrong.")]
pub struct Args {
    /// A sheet or a PDF; `-` reads it from standard input.
    #[arg(value_name = "SHEET|PDF")]
    input: PathBuf,
    /// How to arrange the pages.
    #[arg(long = "as", value_enum, value_name = "SCHEME")]
    scheme: Scheme,
    /// Where to write: a file, a folder, or `-` for standard output.
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// What to make of a sheet before its pages are arranged [default: press].
    #[arg(short, long, value_name = "NAME")]
    edition: Option<String>,
    /// The paper: letter, legal, tabloid, a4, sra4, a3, sra3, a2, or width and height as in 12x18in.
    #[arg(long, value_name = "PAPER", value_parser = paper)]
    sheet: Option<crate::base::Size>,
    /// Make pages smaller where the sheet cannot hold them.
    #[arg(long, value_enum, default_value_t)]
    scale: Scale,
    /// Which pages share a side of 2-up and 4-up.
    #[arg(long, value_enum)]
    order: Option<Order>,
    /// Each leaf in all places of its sheet: the same as `--order repeat`.
    #[arg(long, conflicts_with = "order")]
    repeat: bool,
    /// About which edge the printer turns the sheet; without it, so that no back is upside down.
    #[arg(long, value_enum)]
    flip: Option<Flip>,
    /// White between the pages of 2-up and 4-up; without it, room for their bleed.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    gutter: Option<Pt>,
    /// Thickness of the paper of a booklet: its inner pages are pushed towards the fold.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    paper_thickness: Option<Pt>,
    /// Crop and fold marks outside the bleed.
    #[arg(long, value_enum, default_value_t)]
    marks: Marks,
    /// Open the file in the system's viewer when it is written.
    #[arg(long)]
    open: bool,
    /// How to say what is wrong.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Scheme {
    /// Two pages a side, to be cut apart.
    #[value(name = "2-up")]
    TwoUp,
    /// Four pages a side, to be cut apart.
    #[value(name = "4-up")]
    FourUp,
    /// Folded in the middle and stapled through the fold.
    Booklet,
    /// One sheet folded twice like a letter.
    TriFold,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Order {
    /// Leaf after leaf; a document of one leaf is repeated.
    #[default]
    Leaves,
    /// Each leaf in all places of its sheet.
    Repeat,
    /// So that the cut piles, put one upon another, are in order.
    Stack,
    /// Page after page on each side, to be read and not to be cut.
    Read,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Scale {
    /// They keep their size.
    #[default]
    Keep,
    /// They are made smaller if need be.
    Fit,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Flip {
    /// The long edge.
    Long,
    /// The short edge.
    Short,
    /// It prints on one side.
    None,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Marks {
    /// Where the sheet has room for them.
    #[default]
    Auto,
    /// On a sheet with room for them.
    Always,
    /// None.
    None,
}

/// Imposes what the call names.
pub fn run(args: &Args) -> Status {
    match run::plan(args) {
        Ok(job) => run::run(&job, args),
        Err(message) => wrong_call(message),
    }
}

impl Args {
    fn ask(&self) -> Impose {
        Impose {
            scheme: match self.scheme {
                Scheme::TwoUp => impose::Scheme::TwoUp,
                Scheme::FourUp => impose::Scheme::FourUp,
                Scheme::Booklet => impose::Scheme::Booklet,
                Scheme::TriFold => impose::Scheme::TriFold,
            },
            order: match self.order.unwrap_or_default() {
                _ if self.repeat => impose::Order::Repeat,
                Order::Leaves => impose::Order::Leaves,
                Order::Repeat => impose::Order::Repeat,
                Order::Stack => impose::Order::Stack,
                Order::Read => impose::Order::Read,
            },
            sheet: self.sheet,
            scale: match self.scale {
                Scale::Keep => impose::Scale::Keep,
                Scale::Fit => impose::Scale::Fit,
            },
            flip: self.flip.map(|flip| match flip {
                Flip::Long => impose::Flip::Long,
                Flip::Short => impose::Flip::Short,
                Flip::None => impose::Flip::OneSided,
            }),
            gutter: self.gutter,
            thickness: self.paper_thickness.unwrap_or(Pt::ZERO),
            marks: match self.marks {
                Marks::Auto => impose::Marks::Room,
                Marks::Always => impose::Marks::Always,
                Marks::None => impose::Marks::Never,
            },
        }
    }

    /// No option is passed over in silence.
    fn check(&self) -> Result<(), String> {
        let cut = matches!(self.scheme, Scheme::TwoUp | Scheme::FourUp);
        let booklet = matches!(self.scheme, Scheme::Booklet);
        let given = [
            ("--order", self.order.is_some(), cut, "2-up and 4-up"),
            ("--repeat", self.repeat, cut, "2-up and 4-up"),
            ("--gutter", self.gutter.is_some(), cut, "2-up and 4-up"),
            ("--paper-thickness", self.paper_thickness.is_some(), booklet, "a booklet"),
        ];
        match given.into_iter().find(|(_, given, serves, _)| *given && !serves) {
            Some((name, .., whom)) => {
                Err(format!("`{name}` is for {whom}: leave it out for `{}`", self.name()))
            }
            None => Ok(()),
        }
    }

    /// The scheme as calls and file names write it.
    fn name(&self) -> &'static str {
        match self.scheme {
            Scheme::TwoUp => "2-up",
            Scheme::FourUp => "4-up",
            Scheme::Booklet => "booklet",
            Scheme::TriFold => "tri-fold",
        }
    }
}

fn length(text: &str) -> Result<Pt, String> {
    // More is a mistake in the unit: 2 in.
    let found = Pt::parse(text).filter(|v| v.0 <= 144.0);
    found.ok_or_else(|| "write a number up to 2in with its unit: 0.1mm, 0.25in, 9pt".to_owned())
}

fn paper(text: &str) -> Result<crate::base::Size, String> {
    impose::paper(text).ok_or_else(|| {
        "write letter, legal, tabloid, a4, sra4, a3, sra3 or a2, or a size such as 12x18in".to_owned()
    })
}
