//! The few letters of a legend, five by seven dots each.

use super::Picture;

/// A letter, row by row, the leftmost dot in the fifth bit.
fn dots(c: char) -> [u8; 7] {
    match c {
        '0' => [14, 17, 19, 21, 25, 17, 14],
        '1' => [4, 12, 4, 4, 4, 4, 14],
        '2' => [14, 17, 1, 2, 4, 8, 31],
        '3' => [31, 2, 4, 2, 1, 17, 14],
        '4' => [2, 6, 10, 18, 31, 2, 2],
        '5' => [31, 16, 30, 1, 1, 17, 14],
        '6' => [6, 8, 16, 30, 17, 17, 14],
        '7' => [31, 1, 2, 4, 8, 8, 8],
        '8' => [14, 17, 17, 14, 17, 17, 14],
        '9' => [14, 17, 17, 15, 1, 2, 12],
        '%' => [24, 25, 2, 4, 8, 19, 3],
        't' => [8, 8, 28, 8, 8, 9, 6],
        'o' => [0, 0, 14, 17, 17, 17, 14],
        '>' => [8, 4, 2, 1, 2, 4, 8],
        _ => [0; 7],
    }
}

/// Writes `words` with their upper left corner at a place, each dot `size` pixels wide.
pub(super) fn write(out: &mut Picture, x: usize, y: usize, size: usize, words: &str) {
    for (i, c) in words.chars().enumerate() {
        for (row, bits) in dots(c).into_iter().enumerate() {
            for column in (0..5).filter(|n| bits >> (4 - n) & 1 == 1) {
                for dot in 0..size * size {
                    let (dx, dy) = (dot % size, dot / size);
                    out.set(x + (i * 6 + column) * size + dx, y + row * size + dy, [40; 3]);
                }
            }
        }
    }
}
