//! Shape plans, made once for each face, script, direction, language and set of features, and kept with the
//! face: making one costs as much as shaping a paragraph.

use crate::font::Face;
use harfrust::{Direction, Feature, Language, Script, ShapePlan, ShapePlanKey};
use std::sync::{Arc, PoisonError, RwLock};

/// The plans of one face so far.
#[derive(Default)]
struct Plans(RwLock<Vec<Arc<ShapePlan>>>);

/// The plan for these properties, made at the first call.
pub fn plan(
    face: &Face,
    direction: Direction,
    script: Option<Script>,
    language: Option<&Language>,
    features: &[Feature],
) -> Arc<ShapePlan> {
    let make = || Arc::new(ShapePlan::new(face.font(), direction, script, language, features));
    let Some(Plans(plans)) = face.shaping(Plans::default) else {
        return make();
    };
    let key = ShapePlanKey::new(face.font(), script, direction).language(language).features(features);
    let known = |list: &[Arc<ShapePlan>]| list.iter().find(|p| key.matches(p)).cloned();
    let found = known(&plans.read().unwrap_or_else(PoisonError::into_inner));
    found.unwrap_or_else(|| {
        let plan = make();
        let mut list = plans.write().unwrap_or_else(PoisonError::into_inner);
        known(&list).unwrap_or_else(|| {
            list.push(plan.clone());
            plan
        })
    })
}
