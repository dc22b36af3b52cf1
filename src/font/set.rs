//! The faces of one build, found by family, weight and slant, or by a character that needs one.

use super::face::FontData;
use super::wanted::Wanted;
use super::{Face, FaceId, Slant, bundle, script};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A face that somebody needs and the bundle lacks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Want {
    /// This family, in this weight, italic or not.
    Family(String, u16, bool),
    /// Any face that has this character, in this weight.
    Character(char, u16),
}

/// Finds font files outside the program: beside the binary, in the brand's folders, in the system. Names of
/// families are the same in upper and lower case. It is asked once for each want, and must answer the same
/// want alike.
pub trait Provider: Send + Sync {
    /// The file's bytes and the index of the face in it.
    fn find(&self, want: &Want) -> Option<(Arc<[u8]>, u32)>;
}

/// What could not be had; for warnings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Nobody has this family; the default serif is set instead.
    Family(String),
    /// The file found for this family holds no font that can be read.
    Unreadable(String),
    /// Nobody has this character; U+FFFD is set instead.
    Character(char),
    /// This family has no small capitals, upright or (`true`) in italics; the letters stand as written.
    SmallCapitals(String, bool),
}

/// The family asked for where neither the style's nor a bundled face has a Korean, Chinese or Japanese
/// character.
const CJK: &str = "Noto Sans KR";

/// How many faces beside the bundled ones a set holds. Ten brand families in all weights are a tenth of it.
const ROOM: usize = 512;

/// The faces of one build. Bundled faces are parsed when first asked for.
///
/// Bundled faces always have the same handles; the others get theirs in the order in which they are first
/// asked for, so handles must not decide an order that reaches the output: sort by
/// [`Face::ps_name`](super::Face) or by first use on the page instead.
pub struct FontSet {
    provider: Option<Box<dyn Provider>>,
    /// Boxed: half a kilobyte for each that nobody asks for would be cleared at every start.
    extra: Box<[OnceLock<Box<Face>>]>,
    /// Whether many sheets are set from it.
    shared: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// How many of `extra` are filled.
    filled: usize,
    families: HashMap<(String, u16, bool), Option<FaceId>>,
    characters: HashMap<(char, FaceId), Option<FaceId>>,
    scripts: BTreeMap<String, String>,
    problems: BTreeSet<Problem>,
    memos: BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

impl FontSet {
    /// The compiled-in Latin faces, with `provider` for everything else.
    pub fn new(provider: Option<Box<dyn Provider>>) -> FontSet {
        let extra = (0..ROOM).map(|_| OnceLock::new()).collect();
        FontSet { provider, extra, shared: false, state: Mutex::default() }
    }
    /// Says that characters of the script `tag` (ISO 15924, such as `Hang`, or `Kore` for all that Korean is
    /// written in) are set from `family` where the
    /// style's own family lacks them. Call it before anything is shaped.
    pub fn set_script_family(&self, tag: &str, family: &str) {
        let mut state = self.state();
        state.scripts.insert(script::title_case(tag), family.to_owned());
        state.characters.clear();
    }
    /// The face of `family` nearest to `weight` and slant (CSS Fonts 4, 5.2); the default serif where the
    /// family is unknown (then [`FontSet::problems`] names it).
    pub fn resolve(&self, family: &str, weight: u16, italic: bool) -> FaceId {
        if let Some(name) = bundle::family(family) {
            return bundle::resolve(name, weight, italic);
        }
        let mut state = self.state();
        self.family(&mut state, family, weight, italic).unwrap_or_else(|| {
            state.problems.insert(Problem::Family(family.trim().to_owned()));
            bundle::resolve(bundle::SERIF, weight, italic)
        })
    }
    /// The face that sets `c` when `first` does not have it: the brand's fallback for its script, a bundled
    /// family, then the provider's. `None` where nobody has it (then [`FontSet::problems`] names it).
    pub fn covering(&self, c: char, first: FaceId) -> Option<FaceId> {
        if self.face(first).sets(c) {
            return Some(first);
        }
        let mut state = self.state();
        if let Some(&known) = state.characters.get(&(c, first)) {
            return known;
        }
        let found = self.fallback(&mut state, c, first);
        if found.is_none() {
            state.problems.insert(Problem::Character(c));
        }
        state.characters.insert((c, first), found);
        found
    }
    /// The face behind a handle. A handle of another set gives the default serif.
    pub fn face(&self, id: FaceId) -> &Face {
        match usize::from(id.0).checked_sub(bundle::COUNT) {
            None => bundle::face(id),
            Some(at) => self
                .extra
                .get(at)
                .and_then(OnceLock::get)
                .map_or_else(|| bundle::face(FaceId(0)), Box::as_ref),
        }
    }
    /// Says that small capitals are asked of a face; where it has none, [`FontSet::problems`] names it. `all`: for
    /// capitals too.
    pub fn ask_small_capitals(&self, id: FaceId, all: bool) {
        let face = self.face(id);
        if !face.has_feature(b"smcp") || (all && !face.has_feature(b"c2sc")) {
            let problem = Problem::SmallCapitals(face.family.clone(), face.slant == Slant::Italic);
            self.state().problems.insert(problem);
        }
    }
    /// What could not be had so far, sorted.
    pub fn problems(&self) -> Vec<Problem> {
        self.state().problems.iter().cloned().collect()
    }

    /// The same for one sheet of several: of the characters those that it has.
    pub fn problems_of(&self, has: impl Fn(char) -> bool) -> Vec<Problem> {
        let mine = |p: &Problem| !self.shared || !matches!(p, Problem::Character(c) if !has(*c));
        self.problems().into_iter().filter(mine).collect()
    }
    /// The same set for many sheets. What has been made with its faces may be kept with it: see [`FontSet::memo`].
    pub fn shared(self) -> FontSet {
        FontSet { shared: true, ..self }
    }
    /// Where a layer keeps what it has made of texts with these faces, so that the next sheet finds it; `None` where
    /// there is no next sheet. What is kept must be what would be made again.
    pub fn memo<T: Default + Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        if !self.shared {
            return None;
        }
        let mut state = self.state();
        let kept = state.memos.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        kept.clone().downcast().ok()
    }

    /// A panic elsewhere leaves nothing half done in the state: it is a cache.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fallback(&self, state: &mut State, c: char, first: FaceId) -> Option<FaceId> {
        let Face { weight, slant, serif, .. } = *self.face(first);
        let italic = slant == Slant::Italic;
        let has = |id: &FaceId| self.face(*id).sets(c);
        if let Some(id) = self.of_brand(state, c, weight, italic).filter(has) {
            return Some(id);
        }
        let alike = if serif { [bundle::SERIF, bundle::SANS] } else { [bundle::SANS, bundle::SERIF] };
        let bundled = alike.map(|family| bundle::resolve(family, weight, italic));
        if let Some(id) = bundled.into_iter().find(has) {
            return Some(id);
        }
        if script::is_cjk(c)
            && let Some(id) = self.family(state, CJK, weight, false).filter(has)
        {
            return Some(id);
        }
        if let Some(id) = self.wanted(state, c, (weight, serif)).filter(has) {
            return Some(id);
        }
        self.provided(state, &Want::Character(c, weight), weight, italic).ok().flatten().filter(has)
    }

    /// The face of the family that we would ask for by name, before any that a system happens to have.
    fn wanted(&self, state: &mut State, c: char, (weight, serif): (u16, bool)) -> Option<FaceId> {
        let wanted = Wanted::of(c, "")?;
        let (first, second) = if serif { (wanted.text, wanted.sans) } else { (wanted.sans, wanted.text) };
        self.family(state, first, weight, false).or_else(|| self.family(state, second, weight, false))
    }

    /// The face of the family that the brand names for the script of `c`.
    fn of_brand(&self, state: &mut State, c: char, weight: u16, italic: bool) -> Option<FaceId> {
        let family = script::tags(c).into_iter().find_map(|tag| state.scripts.get(tag).cloned())?;
        if let Some(name) = bundle::family(&family) {
            return Some(bundle::resolve(name, weight, italic));
        }
        let found = self.family(state, &family, weight, italic);
        if found.is_none() {
            state.problems.insert(Problem::Family(family));
        }
        found
    }

    /// The provider's face of `family`, asked for once.
    fn family(&self, state: &mut State, family: &str, weight: u16, italic: bool) -> Option<FaceId> {
        let key = (family.trim().to_lowercase(), weight, italic);
        if let Some(&known) = state.families.get(&key) {
            return known;
        }
        let want = Want::Family(family.trim().to_owned(), weight, italic);
        let found = self.provided(state, &want, weight, italic).unwrap_or_else(|Unreadable| {
            state.problems.insert(Problem::Unreadable(family.trim().to_owned()));
            None
        });
        state.families.insert(key, found);
        found
    }

    /// Asks the provider and takes the face in, or finds the one that is already here.
    fn provided(
        &self,
        state: &mut State,
        want: &Want,
        weight: u16,
        italic: bool,
    ) -> Result<Option<FaceId>, Unreadable> {
        let Some((bytes, index)) = self.provider.as_ref().and_then(|p| p.find(want)) else {
            return Ok(None);
        };
        if state.filled == ROOM {
            return Ok(None);
        }
        let id = FaceId((bundle::COUNT + state.filled) as u16);
        let face = Face::parse(id, FontData::Shared(bytes), index, weight, italic).ok_or(Unreadable)?;
        let known = self.extra[..state.filled].iter().filter_map(OnceLock::get).find(|f| is_same(f, &face));
        if let Some(known) = known {
            return Ok(Some(known.id));
        }
        let _ = self.extra[state.filled].set(Box::new(face));
        state.filled += 1;
        Ok(Some(id))
    }
}

/// The provider's file is no font.
struct Unreadable;

/// Whether two faces come out of one file at one place on its axes. Two asks for one family may end at the
/// same file; it must not be embedded twice.
fn is_same(a: &Face, b: &Face) -> bool {
    a.ps_name == b.ps_name
        && a.index == b.index
        && a.variations == b.variations
        && a.data.bytes().len() == b.data.bytes().len()
}

#[cfg(test)]
mod tests;
