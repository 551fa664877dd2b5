//! Hearing one text after another. News repeats its words: what one of up to fifteen plain letters sounds like is found
//! again by the letters themselves, taken from the text sixteen bytes at once.

use super::spelling::{Sound, sound};
use super::{Heard, Piece, fold_letters, piece};

/// Words remembered, at most; 32 bytes each. The last one met takes the place of another of its number.
const REMEMBERED_BITS: u32 = 13;
/// Bytes looked at together.
const WINDOW: usize = 16;

/// Hears words, with room to spell them in.
#[derive(Default)]
pub struct Ear {
    folded: String,
    room: String,
    /// By number; nothing where nothing is to be remembered.
    known: Vec<Known>,
}

/// A word of plain letters.
#[derive(Clone, Copy, Default)]
struct Known {
    /// In lower case, the first lowest; none is no word.
    letters: u128,
    hash: u32,
    content: bool,
    hesitates: bool,
}

impl Ear {
    /// For one text after another.
    pub fn with_memory() -> Self {
        Self { known: vec![Known::default(); 1 << REMEMBERED_BITS], ..Self::default() }
    }

    /// Puts the words of a text behind what was heard before.
    pub fn hear(&mut self, text: &str, out: &mut Vec<Heard>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            if first.is_ascii() && !first.is_ascii_alphanumeric() && *first != b'[' {
                at += 1;
                continue;
            }
            if let Some((length, Known { hash, content, hesitates, .. })) = self.plain(window(&bytes[at..])) {
                if !hesitates {
                    out.push(Heard { start: at, hash, content });
                }
                at += length;
                continue;
            }
            at = match piece(text, at) {
                Some(Piece::Word(word)) => {
                    let Sound { hash, content, hesitates, .. } = self.word(&text[word.clone()]);
                    if !hesitates {
                        out.push(Heard { start: at, hash, content });
                    }
                    word.end
                }
                Some(Piece::Between(between)) => at + between.len(),
                None => return,
            }
        }
    }

    /// A word as it is written.
    pub fn word(&mut self, word: &str) -> Sound {
        fold_letters(word, &mut self.folded);
        sound(&self.folded, &mut self.room)
    }

    /// A word in lower case, without accents and apostrophes.
    pub fn sound(&mut self, folded: &str) -> Sound {
        sound(folded, &mut self.room)
    }

    /// Such a word.
    pub fn folded(&mut self, word: &str) -> &str {
        fold_letters(word, &mut self.folded);
        &self.folded
    }

    /// The word that a window begins with, and its length: one of plain letters and figures that surely ends there.
    fn plain(&mut self, window: u128) -> Option<(usize, Known)> {
        let length = plain_letters(window);
        let next = window.checked_shr(length as u32 * 8)? as u8;
        if length == 0 || !next.is_ascii() || matches!(next, b'\'' | b',') {
            return None;
        }
        let letters = (window | each(0x20)) & ((1 << (length * 8)) - 1);
        let number = number(letters);
        if let Some(known) = self.known.get(number).filter(|known| known.letters == letters) {
            return Some((length, *known));
        }
        let known = self.met(letters, length)?;
        if let Some(place) = self.known.get_mut(number) {
            *place = known;
        }
        Some((length, known))
    }

    #[cold]
    fn met(&mut self, letters: u128, length: usize) -> Option<Known> {
        let bytes = letters.to_le_bytes();
        let Sound { hash, content, hesitates, .. } = self.sound(std::str::from_utf8(&bytes[..length]).ok()?);
        Some(Known { letters, hash, content, hesitates })
    }
}

/// The next bytes, the first lowest; nothing behind the last.
fn window(rest: &[u8]) -> u128 {
    let mut bytes = [0; WINDOW];
    match rest.first_chunk() {
        Some(chunk) => bytes = *chunk,
        None => bytes[..rest.len()].copy_from_slice(rest),
    }
    u128::from_le_bytes(bytes)
}

/// A byte in all places.
const fn each(byte: u8) -> u128 {
    byte as u128 * (u128::MAX / 0xff)
}

/// How many plain letters and figures a window begins with. All bytes are compared at once: one that is not less than
/// another overflows into its own highest bit, which no plain one has.
const fn plain_letters(window: u128) -> usize {
    let lower = window | each(0x20);
    let letter = not_less(lower, b'a') & !not_less(lower, b'z' + 1);
    let figure = not_less(window, b'0') & !not_less(window, b'9' + 1);
    let others = (!(letter | figure) | window) & each(0x80);
    others.trailing_zeros() as usize / 8
}

const fn not_less(bytes: u128, least: u8) -> u128 {
    bytes.wrapping_add(each(0x80 - least))
}

/// Where a word is remembered.
const fn number(letters: u128) -> usize {
    let mixed = (letters as u64 ^ ((letters >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (64 - REMEMBERED_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_end_at_any_other_sign() {
        for other in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric()) {
            assert_eq!(plain_letters(window(&[b'A', b'z', b'0', b'9', b'Z', b'a', other, b'q'])), 6, "{other}");
        }
        assert_eq!([window(b""), window(b"quay"), window(b"harbourmasters1st")].map(plain_letters), [0, 4, 16]);
    }

    #[test]
    fn what_is_remembered_sounds_as_when_it_was_met() {
        let texts =
            ["The Colours of the QUAY, um, organise 1,200 boats", "colours quay organised don’t [T]he 港は quays’", ""];
        let mut ear = Ear::with_memory();
        for text in texts.iter().cycle().take(9) {
            let mut heard = Vec::new();
            ear.hear(text, &mut heard);
            assert_eq!(heard, super::super::heard(text));
        }
    }
}
