//! The faces of brands, found and read once for each of the last brands; and what the machine has had of them, so that
//! a copy is made anew when it has something else.

use super::key::Hash;
use super::manifest::OfMachine;
use crate::base::Recent;
use crate::font::{FontSet, Want};
use crate::project::FontFolders;
use crate::theme::Brand;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a brand says of fonts: its folders, and its families by script.
type Wish = (Vec<PathBuf>, Vec<(String, String)>);

/// Brands whose faces are kept, with all that has been set in them; twice as many at the most.
const BRANDS: usize = 4;

/// The faces of the last brands.
pub(super) struct Brands(Mutex<Recent<Wish, Faces>>);

impl Default for Brands {
    fn default() -> Brands {
        Brands(Mutex::new(Recent::new(BRANDS)))
    }
}

impl Brands {
    /// The faces of a brand with these folders; brands that say the same share theirs.
    pub fn faces(&self, folders: &[PathBuf], brand: &Brand) -> Faces {
        let wish = (folders.to_owned(), brand.scripts.clone());
        if let Some(faces) = lock(&self.0).find(&wish) {
            return faces;
        }
        let folders = FontFolders::new(folders);
        let set = Arc::new(folders.font_set(brand).shared());
        let faces = Faces { folders, set, files: Arc::default() };
        // Who was quicker has begun to fill his.
        let mut known = lock(&self.0);
        known.find(&wish).unwrap_or_else(|| {
            known.keep(wish, faces.clone());
            faces
        })
    }
}

/// The faces of a brand.
#[derive(Clone)]
pub(super) struct Faces {
    folders: FontFolders,
    /// What sheets are set from.
    pub set: Arc<FontSet>,
    files: Arc<Mutex<Files>>,
}

/// Files of the machine that have been looked up.
#[derive(Default)]
struct Files {
    known: HashMap<Want, Option<Hash>>,
    hashes: HashMap<PathBuf, Option<Hash>>,
}

impl Faces {
    /// What the machine has for these, as a manifest says it; characters of one answer together.
    pub fn of_machine(&self, wants: &BTreeSet<Want>) -> Vec<OfMachine> {
        let mut all: Vec<OfMachine> = Vec::new();
        for want in wants {
            let sha256 = self.hash(want);
            match want {
                Want::Family(family, weight, italic) => {
                    all.push(OfMachine::Family(family.clone(), *weight, *italic, sha256));
                }
                Want::Character(c, weight) => {
                    let alike = all.iter_mut().find_map(|of| match of {
                        OfMachine::Characters(text, w, hash) if (*w, *hash) == (*weight, sha256) => {
                            Some(text)
                        }
                        _ => None,
                    });
                    match alike {
                        Some(text) => text.push(*c),
                        None => all.push(OfMachine::Characters(c.to_string(), *weight, sha256)),
                    }
                }
            }
        }
        all
    }

    /// Whether it still has the same.
    pub fn has(&self, all: &[OfMachine]) -> bool {
        all.iter().all(|of| match of {
            OfMachine::Family(family, weight, italic, hash) => {
                self.hash(&Want::Family(family.clone(), *weight, *italic)) == *hash
            }
            OfMachine::Characters(text, weight, hash) => {
                text.chars().all(|c| self.hash(&Want::Character(c, *weight)) == *hash)
            }
        })
    }

    /// Of the file that is taken for it, each looked up and read once.
    fn hash(&self, want: &Want) -> Option<Hash> {
        if let Some(known) = lock(&self.files).known.get(want) {
            return *known;
        }
        let hash = self.folders.file(want).and_then(|path| {
            let mut files = lock(&self.files);
            let read = || std::fs::read(path).ok().map(|bytes| Hash::of(&bytes));
            *files.hashes.entry(path.to_owned()).or_insert_with(read)
        });
        lock(&self.files).known.insert(want.clone(), hash);
        hash
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
