//! One cheap hash for words and features, the same on every machine: the model file is keyed by it.

/// Where every hash starts; also the hash of the empty word.
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// One step of FNV-1a over the code point `letter`.
#[inline]
pub const fn step(hash: u64, letter: char) -> u64 {
    (hash ^ letter as u64).wrapping_mul(PRIME)
}

/// The hash of a word as written.
pub fn word(word: &str) -> u64 {
    word.chars().fold(SEED, step)
}

/// The hash of a word in lower case with every digit as nought, so that one date is like another.
pub fn lower(word: &str) -> u64 {
    word.chars().map(small).fold(SEED, step)
}

/// The letter as [`lower`] takes it.
#[inline]
pub fn small(letter: char) -> char {
    match letter {
        '0'..='9' => '0',
        _ if letter.is_ascii() => letter.to_ascii_lowercase(),
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// The hash of two things in this order.
#[inline]
pub const fn pair(a: u64, b: u64) -> u64 {
    let x = (a ^ b.rotate_left(29)).wrapping_mul(MIX);
    x ^ (x >> 31)
}
