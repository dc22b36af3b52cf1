//! A profile of sRGB that the program makes itself: half a kilobyte, because its curve is written as a formula; the
//! files that systems ship take three.

/// The connection space's white, D50 (ICC.1:2004-10, 7.2.16).
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// What the three primaries of sRGB are in the connection space (IEC 61966-2-1, adapted to D50 by Bradford).
const PRIMARIES: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.43607, 0.22249, 0.01392]),
    (b"gXYZ", [0.38515, 0.71687, 0.09708]),
    (b"bXYZ", [0.14307, 0.06061, 0.71410]),
];
/// Bradford's adaptation from D65 to D50, row by row.
const ADAPTATION: [f64; 9] =
    [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
/// The curve of sRGB: gamma, a, b, c, d of a parametric curve of type 3 (ICC.1:2004-10, 10.15).
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];
const HEADER: usize = 128;

/// A display profile of sRGB, version 4.2, the newest that PDF/A-2 admits.
pub fn srgb() -> Vec<u8> {
    let mut tags: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"desc", words("sRGB")),
        (*b"cprt", words("No copyright, use freely")),
        (*b"wtpt", xyz(D50)),
        (*b"chad", numbers(b"sf32", &ADAPTATION)),
    ];
    tags.extend(PRIMARIES.iter().map(|(name, value)| (**name, xyz(*value))));
    let curve = tags.len();
    tags.push((*b"rTRC", numbers(b"para", &CURVE)));
    // The function's type stands before its parameters.
    tags[curve].1.splice(8..8, [0, 3, 0, 0]);
    assemble(&tags, &[*b"gTRC", *b"bTRC"])
}

/// A file of `tags`, the last of which `aliases` share.
fn assemble(tags: &[([u8; 4], Vec<u8>)], aliases: &[[u8; 4]]) -> Vec<u8> {
    let count = tags.len() + aliases.len();
    let mut table = (count as u32).to_be_bytes().to_vec();
    let (mut data, mut last) = (Vec::new(), Vec::new());
    for (name, content) in tags {
        let at = HEADER + 4 + 12 * count + data.len();
        last = [(at as u32).to_be_bytes(), (content.len() as u32).to_be_bytes()].concat();
        table.extend(name);
        table.extend(&last);
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for name in aliases {
        table.extend(name);
        table.extend(&last);
    }
    let mut out = header(HEADER + table.len() + data.len());
    out.extend(table);
    out.extend(data);
    out
}

fn header(size: usize) -> Vec<u8> {
    let mut out = (size as u32).to_be_bytes().to_vec();
    out.extend([0; 4]);
    out.extend([4, 0x20, 0, 0]);
    out.extend(b"mntrRGB XYZ ");
    // A day and an hour that never change.
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.resize(68, 0);
    out.extend(D50.iter().flat_map(|v| fixed(*v)));
    out.resize(HEADER, 0);
    out
}

/// A signed number of sixteen bits before the point and sixteen behind it.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn xyz(value: [f64; 3]) -> Vec<u8> {
    numbers(b"XYZ ", &value)
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    out.extend(values.iter().flat_map(|v| fixed(*v)));
    out
}

/// English words, as one record of a multi-localised text.
fn words(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0".to_vec();
    for number in [1, 12, u32::from_be_bytes(*b"enUS"), utf16.len() as u32, 28] {
        out.extend(number.to_be_bytes());
    }
    out.extend(utf16);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8], at: usize) -> usize {
        u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
    }

    #[test]
    fn the_table_leads_to_every_tag() {
        let profile = srgb();
        assert_eq!(number(&profile, 0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        let mut names = Vec::new();
        for entry in 0..number(&profile, HEADER) {
            let at = HEADER + 4 + 12 * entry;
            let (offset, size) = (number(&profile, at + 4), number(&profile, at + 8));
            assert!(offset % 4 == 0 && offset + size <= profile.len());
            assert!(profile[offset..].starts_with(match &profile[at..at + 4] {
                b"desc" | b"cprt" => b"mluc",
                b"chad" => b"sf32",
                name if name.ends_with(b"TRC") => b"para",
                _ => b"XYZ ",
            }));
            names.push(profile[at..at + 4].to_vec());
        }
        for needed in
            [b"desc", b"cprt", b"wtpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"]
        {
            assert!(names.contains(&needed.to_vec()));
        }
    }

    /// White is where the primaries meet.
    #[test]
    fn the_primaries_add_up_to_white() {
        for (axis, white) in D50.iter().enumerate() {
            let sum: f64 = PRIMARIES.iter().map(|(_, p)| p[axis]).sum();
            assert!((sum - white).abs() < 3e-4, "{sum} for {white}");
        }
    }
}
