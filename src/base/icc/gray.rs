//! Neutral colours in black ink: a table of how much ink each takes, so that it is as dark on paper as between white
//! and black on a screen.

/// Per cent of black for each of 256 steps, 0 being black. `shown` gives what so much ink looks like. Luminance is
/// stretched to that of full ink, as black point compensation does, so that black is all ink and no step is lost.
pub(super) fn scale(shown: impl Fn(f32) -> [u8; 3]) -> [f32; 256] {
    let light = |[r, g, b]: [u8; 3]| crate::base::Ink::rgb(r, g, b).luminance() as f32;
    let ramp: Vec<f32> = (0..=100_u8).map(|k| light(shown(f32::from(k)))).collect();
    let (white, black) = (ramp[0], ramp[100]);
    let mut table = [0.0; 256];
    for (value, ink) in (0..=255_u8).zip(&mut table) {
        let goal = black + (white - black) * light([value; 3]);
        // The ramp falls; the first step that is as dark or darker.
        let at = ramp.iter().position(|l| *l <= goal).unwrap_or(100);
        let before = ramp[at.saturating_sub(1)];
        let part = if before > ramp[at] { (before - goal) / (before - ramp[at]) } else { 1.0 };
        let k = if at == 0 { 0.0 } else { (at - 1) as f32 + part.clamp(0.0, 1.0) };
        *ink = (k * 10.0).round() / 10.0;
    }
    table
}
