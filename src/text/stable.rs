//! A hash that is the same in every run, version and machine: for names of folders and fingerprints in files.

/// FNV-1a, 64 bits: fixed for good, unlike the standard library's and those made for speed.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_value() {
        assert_eq!(super::hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
