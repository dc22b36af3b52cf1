//! Which of a family's weights stands in for one that it lacks.

/// The weight among `available` that CSS Fonts 4, 5.2 takes for `wanted`.
pub fn nearest(wanted: u16, available: impl Iterator<Item = u16>) -> Option<u16> {
    available.min_by_key(|&w| distance(wanted, w))
}

/// How far `w` is from `wanted` by CSS Fonts 4, 5.2, first the side and then the distance: from 400 to 500
/// first the heavier up to 500, then the lighter, then the heavier; below 400 the lighter first, above 500 the
/// heavier first.
pub fn distance(wanted: u16, w: u16) -> (u8, u16) {
    let heavier = w > wanted;
    let side = match wanted {
        _ if w == wanted => 0,
        400..=500 if heavier && w <= 500 => 1,
        400..=500 if !heavier => 2,
        400..=500 => 3,
        ..400 => 1 + u8::from(heavier),
        501.. => 1 + u8::from(!heavier),
    };
    (side, w.abs_diff(wanted))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_missing_weight_is_found_as_css_says() {
        let bundled = [400, 600, 700];
        let of = |w| nearest(w, bundled.into_iter()).unwrap();
        assert_eq!(
            [200, 400, 450, 500, 550, 600, 650, 900].map(of),
            [400, 400, 400, 400, 600, 600, 700, 700]
        );
        assert_eq!(nearest(400, [300, 500, 700].into_iter()), Some(500));
        assert_eq!(nearest(500, [400, 600].into_iter()), Some(400));
        assert_eq!(nearest(300, [100, 200, 400].into_iter()), Some(200));
        assert_eq!(nearest(400, [].into_iter()), None);
    }
}
