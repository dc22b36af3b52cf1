//! The Latin faces that are compiled in. Each is parsed when first asked for, once per process.

use super::weight::nearest;
use super::{Face, FaceId, FontData};
use std::sync::OnceLock;

/// The family for running text, also the last resort for a family that nobody has.
pub const SERIF: &str = "Source Serif 4";
/// The family for headings and tables.
pub const SANS: &str = "Source Sans 3";
/// How many faces there are; their handles are 0 to `COUNT - 1`.
pub const COUNT: usize = FACES.len();

struct Bundled {
    family: &'static str,
    weight: u16,
    italic: bool,
    bytes: &'static [u8],
}

macro_rules! bundled {
    ($($family:ident $folder:literal $stem:literal: $($weight:literal $italic:literal $style:literal),*;)*) => {
        [$($(Bundled {
            family: $family,
            weight: $weight,
            italic: $italic,
            bytes: include_bytes!(concat!("../../fonts/", $folder, "/", $stem, "-", $style, ".ttf")),
        }),*),*]
    };
}

static FACES: [Bundled; 12] = bundled! {
    SERIF "source-serif-4" "SourceSerif4":
        400 false "Regular", 400 true "Italic", 600 false "SemiBold", 600 true "SemiBoldItalic",
        700 false "Bold", 700 true "BoldItalic";
    SANS "source-sans-3" "SourceSans3":
        400 false "Regular", 400 true "Italic", 600 false "SemiBold", 600 true "SemiBoldItalic",
        700 false "Bold", 700 true "BoldItalic";
};

static PARSED: [OnceLock<Face>; COUNT] = [const { OnceLock::new() }; COUNT];

/// The name of the bundled family that `family` means, in any case. CSS's generic names are understood.
pub fn family(family: &str) -> Option<&'static str> {
    let is = |name: &str| family.trim().eq_ignore_ascii_case(name);
    if is(SERIF) || is("serif") {
        Some(SERIF)
    } else if is(SANS) || is("sans-serif") {
        Some(SANS)
    } else {
        None
    }
}

/// The face of a bundled family nearest to `weight`; `family` as [`family`] gives it.
pub fn resolve(family: &str, weight: u16, italic: bool) -> FaceId {
    let alike = || FACES.iter().enumerate().filter(|(_, f)| f.family == family && f.italic == italic);
    let weight = nearest(weight, alike().map(|(_, f)| f.weight));
    let found = alike().find(|(_, f)| Some(f.weight) == weight);
    FaceId(found.map_or(0, |(i, _)| i as u16))
}

/// Family, weight and whether italic of each face.
pub fn list() -> impl Iterator<Item = (&'static str, u16, bool)> {
    FACES.iter().map(|f| (f.family, f.weight, f.italic))
}

/// The face behind a handle below [`COUNT`].
pub fn face(id: FaceId) -> &'static Face {
    let at = usize::from(id.0);
    PARSED[at].get_or_init(|| {
        let b = &FACES[at];
        Face::parse(id, FontData::Static(b.bytes), 0, b.weight, b.italic)
            .expect("a bundled font is well formed: every one is parsed by a test")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Slant;

    #[test]
    fn every_bundled_face_is_what_the_table_says() {
        for (i, b) in FACES.iter().enumerate() {
            let f = face(FaceId(i as u16));
            assert_eq!((f.family.as_str(), f.weight), (b.family, b.weight), "{}", f.ps_name);
            assert_eq!(f.slant == Slant::Italic, b.italic, "{}", f.ps_name);
            assert_eq!(f.serif, b.family == SERIF, "{}", f.ps_name);
            assert!(f.has_superiors, "{}", f.ps_name);
            assert!((0.4..0.6).contains(&f.x_height) && (0.6..0.75).contains(&f.cap_height));
            assert!(f.ascent > 0.7 && f.descent < -0.2 && f.italic_angle <= 0.0);
        }
    }
}
