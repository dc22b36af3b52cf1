//! Objects that every copy has, one below the other in rows as wide as the widest, so that PNG's filter 2 (ISO 32000-1,
//! 7.4.4.4) leaves of each what differs from the one above: in the next copy every number is greater by one. Where the
//! same differs again and again, deflate has next to nothing to write.

use crate::base::fnv;

/// What rows are about as wide as: an object is set among those of its width.
const WIDTHS: [usize; 8] = [60, 80, 100, 150, 200, 250, 500, 1_000];
/// Widths are multiples of this, so that offsets end alike.
const ROUND: usize = 10;
/// A row has room for the number and the offset of one object.
const LEAST: usize = 20;
/// And may have for so many: what all of them grow by from row to row is then a round number.
const PAIRS: [usize; 6] = [50, 20, 10, 5, 2, 1];
/// The filter of each row.
const UP: u8 = 2;

/// The content of an object stream whose predictor is PNG's.
pub(super) struct Rows {
    /// Bytes of a row, without that of its filter.
    pub width: usize,
    /// Where the first object is, once the filter is undone.
    pub first: usize,
    pub content: Vec<u8>,
}

/// How wide the rows of objects of this length are at the most.
pub(super) fn widest(length: usize) -> usize {
    let fits = WIDTHS.into_iter().find(|w| *w > length);
    fits.unwrap_or_else(|| (length + 1).next_multiple_of(WIDTHS[WIDTHS.len() - 1]))
}

/// What an object is but for its numbers: those for which it is the same stand below each other.
pub(super) fn shape(object: &[u8]) -> u64 {
    fnv(object.iter().filter(|b| !b.is_ascii_digit()))
}

/// Sets objects, in the syntax of a file and with their numbers, in rows: first where they are, then they themselves.
pub(super) fn rows(objects: &[(u32, &[u8])]) -> Rows {
    let longest = objects.iter().map(|(_, o)| o.len()).max().unwrap_or(0);
    let width = (longest + 1).max(LEAST).next_multiple_of(ROUND);
    let mut plain = places(objects, width);
    let first = plain.len();
    for (_, object) in objects {
        plain.extend(*object);
        end_row(&mut plain, width);
    }
    Rows { width, first, content: filtered(&plain, width) }
}

/// Numbers and offsets of the objects.
fn places(objects: &[(u32, &[u8])], width: usize) -> Vec<u8> {
    let digits = |n: usize| n.to_string().len();
    let highest = objects.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let (numbers, offsets) = (digits(highest as usize), digits(objects.len() * width));
    let pairs = PAIRS.into_iter().find(|p| p * (numbers + offsets + 2) <= width).unwrap_or(1);
    let mut plain = Vec::new();
    for (row, some) in objects.chunks(pairs).enumerate() {
        for (i, (number, _)) in some.iter().enumerate() {
            let offset = (row * pairs + i) * width;
            plain.extend(format!("{number:>numbers$} {offset:>offsets$} ").into_bytes());
        }
        end_row(&mut plain, width);
    }
    plain
}

fn end_row(plain: &mut Vec<u8>, width: usize) {
    plain.resize(plain.len().next_multiple_of(width), b' ');
}

/// Rows less those above them.
fn filtered(plain: &[u8], width: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(plain.len() + plain.len() / width);
    let zeros = vec![0; width];
    let mut above = &zeros[..];
    for row in plain.chunks_exact(width) {
        out.push(UP);
        out.extend(row.iter().zip(above).map(|(now, was)| now.wrapping_sub(*was)));
        above = row;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Object, ObjectStream, Stream, dictionary};

    /// As a reader undoes it.
    fn read(rows: Rows, count: usize) -> ObjectStream {
        let dict = dictionary! {
            "Type" => "ObjStm", "N" => count as i64, "First" => rows.first as i64, "Filter" => "FlateDecode",
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => rows.width as i64 },
        };
        let mut stream = Stream::new(dict, crate::pdf::finish::deflate(&rows.content));
        ObjectStream::new(&mut stream).expect("an object stream")
    }

    #[test]
    fn objects_come_back_whatever_their_lengths() {
        let long = format!("[{}]", "7 0 R ".repeat(300));
        let texts: Vec<String> = (0..400)
            .map(|i| match i % 7 {
                0 => "[]".to_owned(),
                1 => long.clone(),
                _ => format!("<</S/P/K {i}>>"),
            })
            .collect();
        for count in [1, 2, 9, 400] {
            let objects: Vec<(u32, &[u8])> =
                (0u32..).map(|i| 95 + i * 50).zip(texts.iter().map(String::as_bytes)).take(count).collect();
            let found = read(rows(&objects), count).objects;
            assert_eq!(found.len(), count);
            for (i, (number, _)) in objects.iter().enumerate() {
                let object = &found[&(*number, 0)];
                match i % 7 {
                    0 => assert_eq!(object.as_array().map(Vec::len).ok(), Some(0)),
                    1 => assert_eq!(object.as_array().map(Vec::len).ok(), Some(300)),
                    _ => {
                        let kid = object.as_dict().and_then(|d| d.get(b"K")).and_then(Object::as_i64);
                        assert_eq!(kid.ok(), Some(i as i64));
                    }
                }
            }
        }
    }

    /// An object of some fifty bytes and its place take hardly more than one, where numbers grow by one.
    #[test]
    fn what_grows_by_one_takes_hardly_any_room() {
        let size = |copies: u32| {
            let texts: Vec<String> =
                (0..copies).map(|i| format!("<</S/P/P {} 0 R/K 3/Pg {} 0 R>>", 2050 + i, 2000 + i)).collect();
            let objects: Vec<(u32, &[u8])> = (3000u32..).zip(texts.iter().map(String::as_bytes)).collect();
            crate::pdf::finish::deflate(&rows(&objects).content).len()
        };
        let (few, many) = (size(50), size(450));
        assert!(many - few < 400 * 3 / 2, "{few} bytes for 50, {many} for 450");
    }

    #[test]
    fn widths_have_room_for_a_space() {
        for (length, width) in [(0, 60), (59, 60), (60, 80), (999, 1_000), (1_000, 2_000), (2_000, 3_000)] {
            assert_eq!(widest(length), width);
        }
        assert_eq!(shape(b"<</K 17/P 12 0 R>>"), shape(b"<</K 9/P 312 0 R>>"));
        assert_ne!(shape(b"<</K 17/P 12 0 R>>"), shape(b"<</K[17 12]/P 12 0 R>>"));
    }
}
