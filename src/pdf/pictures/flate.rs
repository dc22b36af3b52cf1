//! Samples without loss: PNG's row filters, then deflate.

use super::super::finish::deflate;

/// Rows of `width` pixels of so many components each, filtered and deflated: what `/FlateDecode` with `/Predictor 15`
/// takes.
pub(super) fn deflated(samples: &[u8], width: u32, components: u8) -> Vec<u8> {
    let row = width as usize * usize::from(components);
    deflate(&filtered(samples, row.max(1), usize::from(components)))
}

/// Rows with PNG filters 0 to 2 (none, left, up), each row with the one that leaves the smallest sum of
/// differences, the heuristic of the PNG specification (12.8). Paeth and average gain little more and cost most.
fn filtered(samples: &[u8], row: usize, step: usize) -> Vec<u8> {
    let zeros = vec![0; row];
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row);
    let mut above: &[u8] = &zeros;
    for line in samples.chunks_exact(row) {
        let left = |i: usize| if i < step { 0 } else { line[i - step] };
        let cost = |v: u8| u64::from((v as i8).unsigned_abs());
        let none: u64 = line.iter().map(|v| cost(*v)).sum();
        let sub: u64 = (0..row).map(|i| cost(line[i].wrapping_sub(left(i)))).sum();
        let up: u64 = line.iter().zip(above).map(|(v, a)| cost(v.wrapping_sub(*a))).sum();
        if up < none && up <= sub {
            out.push(2);
            out.extend(line.iter().zip(above).map(|(v, a)| v.wrapping_sub(*a)));
        } else if sub < none {
            out.push(1);
            out.extend((0..row).map(|i| line[i].wrapping_sub(left(i))));
        } else {
            out.push(0);
            out.extend_from_slice(line);
        }
        above = line;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_chosen_by_row() {
        // Equal to the row above: filter 2 leaves zeros.
        assert_eq!(filtered(&[9, 200, 50, 9, 200, 50], 3, 1)[4..], [2, 0, 0, 0]);
    }
}
