//! The faces of one build, found by family, weight and slant, or by a character that needs one.

use super::asked::{Asked, Problem, Want};
use super::face::FontData;
use super::wanted::Wanted;
use super::{Face, FaceId, Slant, bundle, script};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Finds font files outside the program: beside the binary, in the brand's folders, in the system. Names of
/// families are the same in upper and lower case. It is asked once for each want, and must answer the same
/// want alike.
pub trait Provider: Send + Sync {
    /// The file with the face.
    fn find(&self, want: &Want) -> Option<Provided>;
}

/// A face that a provider has.
pub struct Provided {
    /// The bytes of its file.
    pub bytes: Arc<[u8]>,
    /// Which face of the file.
    pub index: u32,
    /// Its family, where it is the machine's and does not come with the sheet or with the program.
    pub of_machine: Option<String>,
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
    faces: Arc<Faces>,
    /// Whether many sheets are set from it.
    shared: bool,
    /// What has come of asking this set, whoever has asked the faces before.
    asked: Mutex<Asked>,
}

/// The faces with what is known of them.
struct Faces {
    provider: Option<Box<dyn Provider>>,
    /// Boxed: half a kilobyte for each that nobody asks for would be cleared at every start.
    extra: Box<[OnceLock<Box<Face>>]>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// How many of `extra` are filled.
    filled: usize,
    families: HashMap<(String, u16, bool), Answer>,
    characters: HashMap<(char, FaceId), Answer>,
    scripts: BTreeMap<String, String>,
    /// Families of the machine by their faces.
    of_machine: HashMap<FaceId, String>,
    memos: BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

/// A face, or none, and what is to be said of it to whoever asks.
#[derive(Clone, Default)]
struct Answer {
    face: Option<FaceId>,
    asked: Arc<Asked>,
}

impl FontSet {
    /// The compiled-in Latin faces, with `provider` for everything else.
    pub fn new(provider: Option<Box<dyn Provider>>) -> FontSet {
        let extra = (0..ROOM).map(|_| OnceLock::new()).collect();
        let faces = Arc::new(Faces { provider, extra, state: Mutex::default() });
        FontSet { faces, shared: false, asked: Mutex::default() }
    }
    /// Says that characters of the script `tag` (ISO 15924, such as `Hang`, or `Kore` for all that Korean is
    /// written in) are set from `family` where the
    /// style's own family lacks them. Call it before anything is shaped.
    pub fn set_script_family(&self, tag: &str, family: &str) {
        let mut state = self.faces.state();
        state.scripts.insert(script::title_case(tag), family.to_owned());
        state.characters.clear();
    }
    /// The face of `family` nearest to `weight` and slant (CSS Fonts 4, 5.2); the default serif where the
    /// family is unknown (then [`FontSet::problems`] names it).
    pub fn resolve(&self, family: &str, weight: u16, italic: bool) -> FaceId {
        if let Some(name) = bundle::family(family) {
            return bundle::resolve(name, weight, italic);
        }
        let mut state = self.faces.state();
        let mut asked = Asked::default();
        let found = self.faces.family(&mut state, (family, weight, italic), &mut asked);
        match found {
            Some(face) => asked.takes(state.of_machine.get(&face)),
            None => asked.lacks(family),
        }
        self.note(&asked);
        found.unwrap_or_else(|| bundle::resolve(bundle::SERIF, weight, italic))
    }
    /// The face that sets `c` when `first` does not have it: the brand's fallback for its script, a bundled
    /// family, then the provider's. `None` where nobody has it (then [`FontSet::problems`] names it).
    pub fn covering(&self, c: char, first: FaceId) -> Option<FaceId> {
        if self.face(first).sets(c) {
            return Some(first);
        }
        let mut state = self.faces.state();
        if let Some(known) = state.characters.get(&(c, first)) {
            self.note(&known.asked);
            return known.face;
        }
        let mut asked = Asked::default();
        let face = self.faces.fallback(&mut state, (c, first), &mut asked);
        match face {
            Some(face) => asked.takes(state.of_machine.get(&face)),
            None => drop(asked.problems.insert(Problem::Character(c))),
        }
        self.note(&asked);
        state.characters.insert((c, first), Answer { face, asked: Arc::new(asked) });
        face
    }
    /// The face behind a handle. A handle of another set gives the default serif.
    pub fn face(&self, id: FaceId) -> &Face {
        self.faces.face(id)
    }
    /// Says that small capitals are asked of a face; where it has none, [`FontSet::problems`] names it. `all`: for
    /// capitals too.
    pub fn ask_small_capitals(&self, id: FaceId, all: bool) {
        let face = self.face(id);
        if !face.has_feature(b"smcp") || (all && !face.has_feature(b"c2sc")) {
            let problem = Problem::SmallCapitals(face.family.clone(), face.slant == Slant::Italic);
            self.asked().problems.insert(problem);
        }
    }
    /// What could not be had so far, sorted.
    pub fn problems(&self) -> Vec<Problem> {
        self.asked().problems.iter().cloned().collect()
    }
    /// What has come of asking for the faces of one sheet. Where many are set from this set, `ask` asks it for them
    /// once more: what other sheets have asked for is none of this one's business, and what has been made before does
    /// not ask again.
    pub fn asked_by(&self, ask: impl FnOnce(&FontSet)) -> Asked {
        if !self.shared || *self.asked() == Asked::default() {
            return self.asked().clone();
        }
        let listener = FontSet { faces: self.faces.clone(), shared: false, asked: Mutex::default() };
        ask(&listener);
        listener.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
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
        let mut state = self.faces.state();
        let kept = state.memos.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        kept.clone().downcast().ok()
    }

    fn note(&self, asked: &Asked) {
        if *asked != Asked::default() {
            self.asked().extend(asked);
        }
    }
    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Faces {
    /// The face behind a handle; the default serif behind one of another set.
    fn face(&self, id: FaceId) -> &Face {
        let extra = usize::from(id.0).checked_sub(bundle::COUNT);
        match extra.map(|at| self.extra.get(at).and_then(OnceLock::get)) {
            None => bundle::face(id),
            Some(face) => face.map_or_else(|| bundle::face(FaceId(0)), Box::as_ref),
        }
    }

    /// A panic elsewhere leaves nothing half done in the state: it is a cache.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fallback(&self, state: &mut State, (c, first): (char, FaceId), asked: &mut Asked) -> Option<FaceId> {
        let Face { weight, slant, serif, .. } = *self.face(first);
        let italic = slant == Slant::Italic;
        let has = |id: &FaceId| self.face(*id).sets(c);
        if let Some(id) = self.of_brand(state, c, (weight, italic), asked).filter(has) {
            return Some(id);
        }
        let alike = if serif { [bundle::SERIF, bundle::SANS] } else { [bundle::SANS, bundle::SERIF] };
        let bundled = alike.map(|family| bundle::resolve(family, weight, italic));
        if let Some(id) = bundled.into_iter().find(has) {
            return Some(id);
        }
        if script::is_cjk(c)
            && let Some(id) = self.family(state, (CJK, weight, false), asked).filter(has)
        {
            return Some(id);
        }
        if let Some(id) = self.wanted(state, c, (weight, serif), asked).filter(has) {
            return Some(id);
        }
        let any = self.provided(state, &Want::Character(c, weight), italic, asked);
        any.ok().flatten().filter(has)
    }

    /// The face of the family that we would ask for by name, before any that a system happens to have.
    fn wanted(
        &self,
        state: &mut State,
        c: char,
        (weight, serif): (u16, bool),
        asked: &mut Asked,
    ) -> Option<FaceId> {
        let wanted = Wanted::of(c, "")?;
        let (first, second) = if serif { (wanted.text, wanted.sans) } else { (wanted.sans, wanted.text) };
        let found = self.family(state, (first, weight, false), asked);
        found.or_else(|| self.family(state, (second, weight, false), asked))
    }

    /// The face of the family that the brand names for the script of `c`.
    fn of_brand(
        &self,
        state: &mut State,
        c: char,
        (weight, italic): (u16, bool),
        asked: &mut Asked,
    ) -> Option<FaceId> {
        let family = script::tags(c).into_iter().find_map(|tag| state.scripts.get(tag).cloned())?;
        if let Some(name) = bundle::family(&family) {
            return Some(bundle::resolve(name, weight, italic));
        }
        let found = self.family(state, (&family, weight, italic), asked);
        if found.is_none() {
            asked.lacks(&family);
        }
        found
    }

    /// The provider's face of a family, asked for once.
    fn family(
        &self,
        state: &mut State,
        (family, weight, italic): (&str, u16, bool),
        asked: &mut Asked,
    ) -> Option<FaceId> {
        let key = (family.trim().to_lowercase(), weight, italic);
        if let Some(known) = state.families.get(&key) {
            asked.extend(&known.asked);
            return known.face;
        }
        let want = Want::Family(family.trim().to_owned(), weight, italic);
        let mut own = Asked::default();
        let face = self.provided(state, &want, italic, &mut own).unwrap_or_else(|Unreadable| {
            own.problems.insert(Problem::Unreadable(family.trim().to_owned()));
            None
        });
        asked.extend(&own);
        state.families.insert(key, Answer { face, asked: Arc::new(own) });
        face
    }

    /// Asks the provider and takes the face in, or finds the one that is already here.
    fn provided(
        &self,
        state: &mut State,
        want: &Want,
        italic: bool,
        asked: &mut Asked,
    ) -> Result<Option<FaceId>, Unreadable> {
        let provided = self.provider.as_ref().and_then(|p| p.find(want));
        if provided.as_ref().is_none_or(|p| p.of_machine.is_some()) {
            asked.of_machine.insert(want.clone());
        }
        let Some(Provided { bytes, index, of_machine }) = provided.filter(|_| state.filled < ROOM) else {
            return Ok(None);
        };
        let (Want::Family(_, weight, _) | Want::Character(_, weight)) = *want;
        let id = FaceId((bundle::COUNT + state.filled) as u16);
        let face = Face::parse(id, FontData::Shared(bytes), index, weight, italic).ok_or(Unreadable)?;
        let known = self.extra[..state.filled].iter().filter_map(OnceLock::get).find(|f| is_same(f, &face));
        if let Some(known) = known {
            return Ok(Some(known.id));
        }
        let _ = self.extra[state.filled].set(Box::new(face));
        state.filled += 1;
        state.of_machine.extend(of_machine.map(|family| (id, family)));
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
