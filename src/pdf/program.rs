//! TrueType programs without what no reader of a PDF looks at: names, licence texts and the names of glyphs make a
//! fifth of a small subset. Outlines, metrics and instructions stay as they are.

/// The tables that an embedded program may have (ISO 32000-1, 9.9: these are required, all others are not used).
const KEPT: [&[u8; 4]; 9] = [b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"];
/// Of the header of a file and of each of its entries.
const HEADER: usize = 12;
const ENTRY: usize = 16;
/// In `head`: what makes the sum of the whole file [`SUM`] (OpenType, "Calculating checksums").
const ADJUSTMENT: usize = 8;
const SUM: u32 = 0xb1b0_afba;

/// The program with the tables that are used; as it is where it is no TrueType program.
pub(super) fn slim(program: Vec<u8>) -> Vec<u8> {
    match program.starts_with(&[0, 1, 0, 0]) {
        true => rebuilt(&program).unwrap_or(program),
        false => program,
    }
}

fn rebuilt(program: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(program.get(4..6)?.try_into().ok()?));
    let mut tables: Vec<([u8; 4], &[u8])> = Vec::new();
    for entry in program.get(HEADER..HEADER + count * ENTRY)?.chunks_exact(ENTRY) {
        let number = |at: usize| u32::from_be_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]);
        let tag: [u8; 4] = entry[..4].try_into().ok()?;
        let (start, length) = (number(8) as usize, number(12) as usize);
        tables.push((tag, program.get(start..start.checked_add(length)?)?));
    }
    tables.retain(|(tag, _)| KEPT.contains(&tag));
    Some(assembled(&tables))
}

/// A file of these tables, which are sorted by their tags already.
fn assembled(tables: &[([u8; 4], &[u8])]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.checked_ilog2().unwrap_or(0);
    let range = (ENTRY as u16) << power;
    let mut out = vec![0, 1, 0, 0];
    for field in [count, range, power as u16, (count * ENTRY as u16).saturating_sub(range)] {
        out.extend(field.to_be_bytes());
    }
    let mut start = HEADER + tables.len() * ENTRY;
    let mut head = None;
    for (tag, data) in tables {
        out.extend(tag);
        for field in [sum(tag, data), start as u32, data.len() as u32] {
            out.extend(field.to_be_bytes());
        }
        if tag == b"head" && data.len() >= ADJUSTMENT + 4 {
            head = Some(start + ADJUSTMENT);
        }
        start += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        out.extend(*data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    if let Some(at) = head {
        out[at..at + 4].fill(0);
        let adjustment = SUM.wrapping_sub(sum(b"", &out));
        out[at..at + 4].copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

/// The sum of a table as big-endian words; that of `head` without its adjustment.
fn sum(tag: &[u8], data: &[u8]) -> u32 {
    let word = |chunk: &[u8]| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_be_bytes(word)
    };
    let all = data.chunks(4).fold(0_u32, |sum, chunk| sum.wrapping_add(word(chunk)));
    match data.get(ADJUSTMENT..ADJUSTMENT + 4) {
        Some(adjustment) if tag == b"head" => all.wrapping_sub(word(adjustment)),
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reader_uses_stays() {
        let tables: [([u8; 4], &[u8]); 4] =
            [(*b"glyf", b"outlines"), (*b"head", &[7; 54]), (*b"name", b"a licence"), (*b"post", b"names")];
        let whole = assembled(&tables);
        let small = slim(whole.clone());
        assert_eq!(small, assembled(&tables[..2]));
        // A file of which the words, adjustment and all, make the sum that OpenType asks for.
        assert_eq!(sum(b"", &small), SUM);
        assert_eq!(slim(small.clone()), small);
        assert_eq!(slim(b"OTTO and more".to_vec()), b"OTTO and more");
        assert_eq!(slim(whole[..60].to_vec()), whole[..60], "a broken one is left alone");
    }
}
