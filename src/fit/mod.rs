//! Copyfitting: makes a sheet take the pages that it asks for, by the least that is seen. Takes a sheet, gives the
//! theme in which it fits, and the sheet without the optional parts that have to go; or says why it cannot be done.
//! Measures pages, and never places or draws one.

mod optional;
mod reach;
pub mod say;
mod search;
mod sets;
mod trial;

pub use trial::Trial;

use crate::base::{Diagnostic, Diagnostics};
use crate::edition::{Edition, EditionKind};
use crate::font::FontSet;
use crate::layout::{self, Extent};
use crate::sheet::{self, Fit, Sheet};
use crate::story::Story;
use crate::theme::{Knobs, Theme};
use optional::{Piece, longest, optional, without};
use reach::{Reach, Way};
use search::{AtMost, From, search};
use sets::Sets;
use std::borrow::Cow;
use trial::{Bench, Variant};

/// A sheet as it is to be set.
pub struct Fitted<'s> {
    /// The sheet, without what had to go.
    pub sheet: Cow<'s, Sheet>,
    /// Its looks.
    pub theme: Theme,
}

/// The least that a last page is to be filled.
const LEAST: f64 = 0.6;
/// So many sets of optional parts are tried. Each tells how far the next has to go.
const SETS: usize = 8;

/// The theme in which a sheet takes the pages that it asks for; its own where it asks for none, and for readers with
/// low vision, whose size is not to be touched. All that was tried is added to `tried`. `None` where nothing fits, which
/// is then said.
pub fn fit<'s>(
    sheet: &'s Sheet,
    edition: &Edition,
    fonts: &FontSet,
    tried: &mut Vec<Trial>,
    diags: &mut Diagnostics,
) -> Option<Fitted<'s>> {
    let theme = sheet::theme(sheet, edition);
    let as_is = |theme| Some(Fitted { sheet: Cow::Borrowed(sheet), theme });
    let Some(ask) = sheet.fit.filter(|_| edition.kind != EditionKind::LargePrint) else {
        return as_is(theme);
    };
    if theme.page.fold.is_some() {
        let d = Diagnostic::note("not-obeyed", "a folded sheet has six panels, whatever `fit` asks for");
        diags
            .push(d.at(ask.span).help("remove `fit`; the build says how many lines are too many or missing"));
        return as_is(theme);
    }
    let mut said = Diagnostics::default();
    let story = sheet::lower(sheet, &theme, &mut said);
    // What is wrong with the sheet is said when it is lowered for good.
    if said.has_errors() {
        return as_is(theme);
    }
    let fitting = Fitting::new(sheet, edition, fonts, (&theme, &story, ask));
    let outcome = fitting.run();
    tried.extend(outcome.trials);
    match outcome.result {
        Ok((chosen, sheet)) => {
            say::fitted(&chosen, ask).into_iter().for_each(|d| diags.push(d));
            let theme = sheet::tuned_theme(&sheet, edition, &chosen.knobs);
            Some(Fitted { sheet, theme })
        }
        Err(problem) => {
            diags.push(*problem);
            None
        }
    }
}

/// One sheet to be fitted.
struct Fitting<'s, 'b> {
    sheet: &'s Sheet,
    ask: Fit,
    bench: Bench<'b>,
    /// The sheet as it stands.
    plain: Trial,
    /// Lines of columns on a full page, and words in such a line.
    measure: (usize, f64),
}

/// What has come of it, and all that was tried.
struct Outcome<'s> {
    trials: Vec<Trial>,
    result: Result<(Trial, Cow<'s, Sheet>), Box<Diagnostic>>,
}

impl<'s, 'b> Fitting<'s, 'b> {
    fn new(
        sheet: &'s Sheet,
        edition: &'b Edition,
        fonts: &'b FontSet,
        (theme, story, ask): (&Theme, &Story, Fit),
    ) -> Fitting<'s, 'b> {
        let mut theme = theme.clone();
        theme.page.pages = Some(ask.pages);
        let extent = layout::extent(story, &theme.page, fonts);
        let lines = extent.lines;
        let page = &theme.page;
        let per_page = (page.body_height() / page.grid * page.columns as f64).round() as usize;
        let words_a_line = words(story) as f64 / lines.max(1) as f64;
        let reach = Reach::new(&sheet.brand, &theme, story, lines);
        let bench = Bench { edition, fonts, reach, wanted: ask.pages };
        let knobs = Knobs { pages: Some(ask.pages), ..Knobs::default() };
        let plain = Trial {
            saving: 0.0,
            knobs,
            distortion: 0.0,
            body: bench.reach.body(&knobs),
            left_out: Vec::new(),
            extent,
            chosen: false,
        };
        Fitting { sheet, ask, bench, plain, measure: (per_page, words_a_line) }
    }

    fn run(&self) -> Outcome<'s> {
        let mut trials = vec![self.plain.clone()];
        let result = self.search(&mut trials);
        if let Ok((chosen, _)) = &result {
            let same = |t: &&mut Trial| *t == chosen;
            trials.iter_mut().find(same).into_iter().for_each(|t| t.chosen = true);
        }
        Outcome { trials, result }
    }

    /// The sheet as it stands; then with notes in a column more, then without optional parts, and then dense.
    fn search(&self, trials: &mut Vec<Trial>) -> Result<(Trial, Cow<'s, Sheet>), Box<Diagnostic>> {
        let plain = Variant { sheet: self.sheet, left_out: &[], note_columns: 0 };
        let from = From::Plain(Box::new(self.plain.clone()));
        if let Some(chosen) = self.one(plain, from, trials)? {
            return Ok((chosen, Cow::Borrowed(self.sheet)));
        }
        let tightest = self.tightest(plain, trials);
        let narrow = Variant { note_columns: 1, ..plain };
        let (notes, over) = match self.tightest(narrow, trials) {
            end if end.extent.pages <= self.ask.pages => (1, 0),
            end if end.extent.over < tightest.extent.over => (1, end.extent.over),
            _ => (0, tightest.extent.over),
        };
        if over == 0
            && let Some(chosen) =
                self.one(narrow, From::Plain(Box::new(self.bench.try_out(narrow, 0.0))), trials)?
        {
            return Ok((chosen, Cow::Borrowed(self.sheet)));
        }
        let pieces = optional(self.sheet, &tightest.extent);
        self.leave_out(&pieces, (over, notes), trials)
    }

    /// The sheet without the least that makes it fit, and else dense. What a part saves is told a little too low, as
    /// white and notes go with its text; each set that is tried tells more of it.
    fn leave_out(
        &self,
        pieces: &[Piece],
        (over, notes): (usize, usize),
        trials: &mut Vec<Trial>,
    ) -> Result<(Trial, Cow<'s, Sheet>), Box<Diagnostic>> {
        let sets = Sets::new(pieces);
        let (mut low, mut high, mut wanted) = (0, usize::MAX, over * 4 / 5);
        let mut short = None;
        for _ in 0..SETS {
            let Some((lines, set)) = sets.near(wanted, low, high) else { break };
            match self.without(&set, notes, trials) {
                Without::Fits(trial, sheet) => return Ok((*trial, Cow::Owned(*sheet))),
                Without::Long(over) => (low, wanted) = (lines, lines + (over * 4 / 5).max(1)),
                Without::Short(problem) => {
                    (high, wanted, short) = (lines, low + (lines - low) / 2, Some(problem));
                }
            }
        }
        let set = match &short {
            Some(_) => sets.exactly(low),
            None => pieces.iter().collect(),
        };
        self.dense((&set, pieces), notes, trials).map_err(|long| short.unwrap_or(long))
    }

    /// Searches one variant; an error where it is too short.
    fn one(
        &self,
        variant: Variant<'_>,
        from: From,
        trials: &mut Vec<Trial>,
    ) -> Result<Option<Trial>, Box<Diagnostic>> {
        let at_most = if self.ask.at_most { AtMost::Yes } else { AtMost::No };
        let found = search(&self.bench, variant, at_most, from);
        let best = found.best.map(|i| found.trials[i].clone());
        trials.extend(found.trials.into_iter().filter(|t| !trials.contains(t)).collect::<Vec<_>>());
        let Some(best) = best else { return Ok(None) };
        let short = best.extent.pages < self.ask.pages || best.extent.last < LEAST;
        if at_most == AtMost::No && short && best.saving <= 0.0 {
            return Err(Box::new(say::too_short(&self.bench, &best, self.measure, self.ask.span)));
        }
        Ok(Some(best))
    }

    /// A variant as tight as reads well.
    fn tightest(&self, variant: Variant<'_>, trials: &mut Vec<Trial>) -> Trial {
        let most = self.bench.reach.most(Way::Tighter);
        let same = |t: &&Trial| {
            t.saving == most && t.knobs.note_columns == variant.note_columns && t.left_out == variant.left_out
        };
        if let Some(known) = trials.iter().find(same) {
            return known.clone();
        }
        let trial = self.bench.try_out(variant, most);
        trials.push(trial.clone());
        trial
    }

    /// The sheet without some of its optional parts.
    fn without(&self, set: &[&Piece], note_columns: usize, trials: &mut Vec<Trial>) -> Without {
        let (shorter, left_out) = (without(self.sheet, set), names(set));
        let variant = Variant { sheet: &shorter, left_out: &left_out, note_columns };
        let tightest = self.tightest(variant, trials);
        if tightest.extent.pages > self.ask.pages {
            return Without::Long(tightest.extent.over);
        }
        let mut columns = vec![0, note_columns];
        columns.dedup();
        for note_columns in columns {
            let variant = Variant { note_columns, ..variant };
            let plain = self.bench.try_out(variant, 0.0);
            match self.one(variant, From::Plain(Box::new(plain)), trials) {
                Ok(Some(chosen)) => return Without::Fits(Box::new(chosen), Box::new(shorter)),
                Ok(None) => {}
                Err(problem) => return Without::Short(problem),
            }
        }
        Without::Long(0)
    }

    /// The sheet without some of its optional `pieces`, denser than reads well; an error where not even that fits.
    fn dense(
        &self,
        (set, pieces): (&[&Piece], &[Piece]),
        note_columns: usize,
        trials: &mut Vec<Trial>,
    ) -> Result<(Trial, Cow<'s, Sheet>), Box<Diagnostic>> {
        let sheet = match set.is_empty() {
            true => Cow::Borrowed(self.sheet),
            false => Cow::Owned(without(self.sheet, set)),
        };
        let left_out = names(set);
        let variant = Variant { sheet: &sheet, left_out: &left_out, note_columns };
        let end = self.bench.try_out(variant, self.bench.reach.densest());
        trials.push(end.clone());
        if end.extent.pages <= self.ask.pages
            && let Some(chosen) = self.dense_search(variant, end.clone(), trials)?
        {
            return Ok((chosen, sheet));
        }
        let sections = longest(&sheet, &end.extent);
        let about = (sections.as_slice(), pieces);
        let words = self.words_a_line(&end.extent);
        Err(Box::new(say::too_long(&self.bench, &end, about, words, self.ask.span)))
    }

    fn dense_search(
        &self,
        variant: Variant<'_>,
        end: Trial,
        trials: &mut Vec<Trial>,
    ) -> Result<Option<Trial>, Box<Diagnostic>> {
        let both = Box::new([self.tightest(variant, trials), end]);
        self.one(variant, From::Dense(both), trials)
    }

    /// Words in a line of `extent`: a smaller size has more.
    fn words_a_line(&self, extent: &Extent) -> f64 {
        self.measure.1 * self.plain.extent.lines as f64 / extent.lines.max(1) as f64
    }
}

/// What has come of leaving parts out.
enum Without {
    /// What is left fits.
    Fits(Box<Trial>, Box<Sheet>),
    /// It is still so many lines too long.
    Long(usize),
    /// It no longer fills its pages.
    Short(Box<Diagnostic>),
}

fn names(set: &[&Piece]) -> Vec<String> {
    set.iter().map(|p| p.name.clone()).collect()
}

/// Words in the columns of a story.
fn words(story: &Story) -> usize {
    story.parts.iter().flat_map(|p| p.texts()).map(|t| t.text.split_whitespace().count()).sum()
}
