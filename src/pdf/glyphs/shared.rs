//! Subsets that copies of a sheet share, though one says Kim and the other Peña: every face has the letters, figures and
//! signs of ASCII; and where a copy shows one letter of a block beyond them, or one figure of a style, its face has all.
//! Codes follow the face's own order and not that of the text. So a copy's subsets depend on which glyphs it shows and
//! on nothing else, and few copies differ in that.

use super::super::PdfError;
use super::{Collector, Subset, clusters, extracted};
use crate::base::{Ink, Pt, Recent};
use crate::font::{FaceId, FontSet, Slant};
use crate::layout::Draw;
use crate::text::{Caps, Figures, LineRun, Position, Rich, TextStyle, shape};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What a subset has to have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::pdf) enum Need {
    /// A glyph, what it shows by itself, and whether it is drawn as a path.
    Glyph(FaceId, u16, Option<String>, bool),
    /// A group of its face.
    Group(FaceId, usize),
}

/// Glyphs, each with what it shows.
type Glyphs = BTreeSet<(u16, String)>;
/// Glyphs of a face: what each shows by itself, and whether it is drawn as a path.
type Shown = BTreeSet<(u16, Option<String>, bool)>;

/// What goes into the subset of a face together, by face.
pub(in crate::pdf) struct Common(BTreeMap<FaceId, Arc<Groups>>);

/// Subsets that have been made, for the next file that shows the same glyphs.
struct Made {
    groups: Mutex<BTreeMap<FaceId, Arc<Groups>>>,
    subsets: Mutex<Recent<Whole, Arc<Subset>>>,
}

impl Default for Made {
    fn default() -> Made {
        Made { groups: Mutex::default(), subsets: Mutex::new(Recent::new(MOST)) }
    }
}

/// All that a subset depends on: its face, its number in the file, its glyphs.
type Whole = (FaceId, usize, Shown);

/// So many subsets are kept of the latest, and as many before them: some thirty kilobytes each.
const MOST: usize = 48;

impl Made {
    fn groups(&self, id: FaceId, fonts: &FontSet) -> Arc<Groups> {
        let mut known = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(id).or_insert_with(|| Arc::new(Groups::of(id, fonts))).clone()
    }

    fn subset(&self, whole: Whole, fonts: &FontSet) -> Result<Arc<Subset>, PdfError> {
        let lock = || self.subsets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = lock().find(&whole) {
            return Ok(found);
        }
        let made = Arc::new(subset(&whole, fonts)?);
        lock().keep(whole, made.clone());
        Ok(made)
    }
}

fn subset((face, number, glyphs): &Whole, fonts: &FontSet) -> Result<Subset, PdfError> {
    let mut collector = Collector::new(fonts.face(*face));
    glyphs.iter().for_each(|(gid, text, sign)| collector.add(*gid, text.as_deref(), *sign));
    collector.finish(*number)
}

struct Groups {
    /// What every subset has.
    always: Glyphs,
    /// What a subset has where one of it is shown.
    together: Vec<Glyphs>,
}

impl Groups {
    fn of(id: FaceId, fonts: &FontSet) -> Groups {
        let face = fonts.face(id);
        let glyph = |c: char| Some((face.glyph(c).filter(|g| *g != 0)?, c.to_string()));
        let all = |range: std::ops::RangeInclusive<char>| range.filter_map(glyph).collect::<Glyphs>();
        let always = all(' '..='~').into_iter().chain("’–".chars().filter_map(glyph)).collect();
        let figures = [Figures::OldStyle, Figures::Lining, Figures::Tabular];
        let together = LETTERS.map(all).into_iter().chain(figures.map(|kind| digits(id, kind, fonts)));
        Groups { always, together: together.collect() }
    }
}

/// Letters of names in blocks of Unicode: Latin-1 and Latin Extended-A, Greek, Cyrillic, Vietnamese.
const LETTERS: [std::ops::RangeInclusive<char>; 4] =
    ['À'..='ſ', '\u{370}'..='\u{3ff}', '\u{400}'..='\u{45f}', '\u{1e00}'..='\u{1ef9}'];

/// The figures of a kind.
fn digits(id: FaceId, figures: Figures, fonts: &FontSet) -> Glyphs {
    let face = fonts.face(id);
    let style = TextStyle {
        family: face.family.as_str().into(),
        weight: face.weight,
        italic: face.slant == Slant::Italic,
        size: Pt(10.0),
        ink: Ink::BLACK,
        tracking: 0.0,
        figures,
        caps: Caps::AsWritten,
        position: Position::Baseline,
        lang: "en".into(),
    };
    let mut found = Glyphs::new();
    for digit in "0123456789".chars() {
        let rich = Rich::plain(digit, &Arc::new(style.clone()));
        let shaped = shape::shape(&rich, "en", fonts);
        let own = shaped.runs.into_iter().filter(|run| run.face == id);
        found.extend(own.flat_map(|run| run.glyphs).map(|glyph| (glyph.gid, digit.to_string())));
    }
    found
}

impl Common {
    /// What is shown beyond what every subset has. A glyph of a group stands for all of it.
    pub(in crate::pdf) fn beyond(&self, draws: &[Draw]) -> BTreeSet<Need> {
        let mut found = BTreeSet::new();
        for run in runs(draws.iter()) {
            let Some(groups) = self.0.get(&run.face) else { continue };
            each(run, |gid, text, sign| {
                let (face, plain) = (run.face, text.map(|text| (gid, text.to_owned())));
                match plain.filter(|_| !sign) {
                    Some(plain) if groups.always.contains(&plain) => {}
                    Some(plain) => match groups.together.iter().position(|g| g.contains(&plain)) {
                        Some(group) => {
                            found.insert(Need::Group(face, group));
                        }
                        None => {
                            found.insert(Need::Glyph(face, gid, Some(plain.1), sign));
                        }
                    },
                    None => {
                        found.insert(Need::Glyph(face, gid, text.map(str::to_owned), sign));
                    }
                }
            });
        }
        found
    }
}

/// Calls for each glyph of a run: the glyph, what it shows by itself, whether it is drawn as a path.
fn each(run: &LineRun, mut call: impl FnMut(u16, Option<&str>, bool)) {
    for cluster in clusters(run) {
        let text = extracted(run, cluster.bytes.clone());
        let whole = cluster.glyphs.len() == 1 && !text.is_empty();
        for glyph in &run.glyphs[cluster.glyphs] {
            call(glyph.gid, whole.then_some(&*text), cluster.sign);
        }
    }
}

fn runs<'a>(draws: impl Iterator<Item = &'a Draw>) -> impl Iterator<Item = &'a LineRun> {
    draws.filter_map(|d| if let Draw::Text { run, .. } = d { Some(&**run) } else { None })
}

/// Subsets of all faces that `draws` show, with what every subset has, in the order of the faces' names.
pub(in crate::pdf) fn shared_subsets<'a>(
    draws: impl Iterator<Item = &'a Draw>,
    fonts: &FontSet,
) -> Result<(Vec<Arc<Subset>>, Common), PdfError> {
    let made = fonts.memo::<Made>().unwrap_or_default();
    let mut needs: BTreeMap<FaceId, Shown> = BTreeMap::new();
    for run in runs(draws) {
        let of_face = needs.entry(run.face).or_default();
        each(run, |gid, text, sign| {
            of_face.insert((gid, text.map(str::to_owned), sign));
        });
    }
    let common: BTreeMap<FaceId, Arc<Groups>> =
        needs.keys().map(|face| (*face, made.groups(*face, fonts))).collect();
    let mut order: Vec<FaceId> = needs.keys().copied().collect();
    order.sort_by(|a, b| (&fonts.face(*a).ps_name, a).cmp(&(&fonts.face(*b).ps_name, b)));
    let subset = |(number, face): (usize, FaceId)| {
        let mut all = needs.remove(&face).unwrap_or_default();
        let groups = &common[&face];
        let shown = |g: &(u16, String)| all.contains(&(g.0, Some(g.1.clone()), false));
        let together = groups.together.iter().filter(|group| group.iter().any(shown));
        let more: Vec<_> = together.chain([&groups.always]).flatten().cloned().collect();
        all.extend(more.into_iter().map(|(gid, text)| (gid, Some(text), false)));
        made.subset((face, number, all), fonts)
    };
    let subsets = order.into_iter().enumerate().map(subset).collect::<Result<_, _>>()?;
    Ok((subsets, Common(common)))
}

/// Whether subsets have all glyphs that `draws` show, each for what it shows there.
pub(in crate::pdf) fn known(subsets: &[Arc<Subset>], draws: &[Draw]) -> bool {
    runs(draws.iter()).all(|run| {
        let Some(subset) = subsets.iter().find(|s| s.face == run.face) else { return false };
        let mut all = true;
        each(run, |gid, text, sign| {
            let shown = match text {
                Some(text) => subset.code_for(gid, text).is_some(),
                None => subset.remap.get(gid).is_some(),
            };
            all &= shown && (!sign || subset.outline(gid).is_some());
        });
        all
    })
}
