//! Word clusters and lists of names, looked up by hash in the model file.

use super::hash;
use super::shelf::Shelf;

/// Bits of [`Lexicon::lists`], one for each list of names.
pub mod list {
    /// Given names.
    pub const GIVEN: u16 = 1;
    /// Surnames of one country's census.
    pub const CENSUS: u16 = 2;
    /// Common surnames of many countries.
    pub const SURNAME: u16 = 4;
    /// Towns.
    pub const CITY: u16 = 8;
    /// Other spellings of large towns.
    pub const CITY_ALSO: u16 = 16;
    /// Countries.
    pub const COUNTRY: u16 = 32;
    /// States, provinces and counties.
    pub const REGION: u16 = 64;
    /// What people of a place are called.
    pub const DEMONYM: u16 = 128;
    /// Given names of women that are popular somewhere. Whom a name tells of is asked of [`super::gender`], which knows more.
    pub const FEMALE: u16 = 256;
    /// The same of men.
    pub const MALE: u16 = 512;
    /// Lists that the tagger sees: a name's gender says nothing of its kind.
    pub const SEEN: u16 = !(FEMALE | MALE | OPENS);
    /// Not a list: the word stands here as the first of a listed phrase of several words.
    pub const PHRASE: u16 = 1024;
    /// Not a list: the word goes on in one.
    pub const PHRASE_GOES_ON: u16 = 2048;
    /// Not a list: some listed phrase begins with the word, wherever that stands.
    pub const OPENS: u16 = 4096;
}

/// The lists and clusters of the model file.
#[derive(Clone, Copy)]
pub struct Lexicon<'m> {
    /// Words with clusters.
    pub words: Shelf<'m>,
    /// Three cluster numbers for each slot of `words`: 6, 8 and 10 bits.
    pub clusters: &'m [[u8; 3]],
    /// Entries of the lists: words, and phrases by [`phrase`].
    pub entries: Shelf<'m>,
    /// For each slot of `entries`, which of `sets`.
    pub picks: &'m [u8],
    /// Sets of list bits.
    pub sets: &'m [[u8; 2]],
}

impl Lexicon<'_> {
    /// The clusters of the word with this hash, among 64, 256 and 1,024.
    #[inline]
    pub fn cluster(&self, word: u64) -> Option<[u16; 3]> {
        self.words.find(word).map(|at| unpack(self.clusters[at]))
    }

    /// The lists that hold the word or phrase with this hash.
    #[inline]
    pub fn lists(&self, entry: u64) -> u16 {
        self.entries.find(entry).map_or(0, |at| u16::from_le_bytes(self.sets[usize::from(self.picks[at])]))
    }
}

/// The hash of a phrase, from the lower-case hashes of its words in order.
pub fn phrase(before: u64, word: u64) -> u64 {
    hash::pair(before, word)
}

/// Three cluster numbers in three bytes.
pub const fn pack(cluster: [u16; 3]) -> [u8; 3] {
    let [a, b, c] = cluster;
    [b as u8, c as u8, (a as u8 & 0x3f) | ((c >> 8) as u8) << 6]
}

const fn unpack(bytes: [u8; 3]) -> [u16; 3] {
    let [b, c, a] = bytes;
    [(a & 0x3f) as u16, b as u16, c as u16 | ((a >> 6) as u16) << 8]
}
