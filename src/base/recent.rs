//! What has been made of late, to be found again: a map that forgets what nobody has asked for in a while. What is
//! found must be what would be made again.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// The latest values by their keys. `most` are kept of the youngest, and as many of those before them; whatever is
/// asked for counts as young again.
pub struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    most: usize,
}

impl<K: Hash + Eq, V: Clone> Recent<K, V> {
    /// Nothing yet; at most twice `most` later.
    pub fn new(most: usize) -> Recent<K, V> {
        Recent { young: HashMap::new(), old: HashMap::new(), most }
    }

    /// What is kept under `key`.
    pub fn find<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        if let Some(found) = self.young.get(key) {
            return Some(found.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.keep(key, value.clone());
        Some(value)
    }

    /// Keeps a value under `key`.
    pub fn keep(&mut self, key: K, value: V) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut recent: Recent<String, usize> = Recent::new(3);
        for n in 0..100 {
            recent.keep(format!("{n}"), n);
            assert!(n == 0 || recent.find("0").is_some(), "asked for at {n}");
            assert!(recent.young.len() + recent.old.len() <= 6);
        }
        assert_eq!(recent.find("99"), Some(99));
        assert_eq!(recent.find("50"), None);
    }
}
