//! FNV-1a, for what need not be kept from anybody: a quick hash that is the same on every machine and in every version.

/// The 64 bits of FNV-1a (Fowler, Noll and Vo).
pub fn fnv<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_that_of_its_authors() {
        let cases =
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)];
        for (text, hash) in cases {
            assert_eq!(super::fnv(text.as_bytes()), hash, "{text}");
        }
    }
}
