//! The model file: header, clusters, lists and weights, read where they lie.
//!
//! Little-endian throughout: `copydesk names 4\n`; the seal (u64, see [`super::seal`]); for words, list entries and features the number of buckets (u32); 256
//! sets of list bits (u16); 41 transitions (i16); then for words, entries and features a [`Shelf`] and a value for each
//! slot: 3 bytes of clusters, 1 byte that picks a set of list bits, 16 weights of 8 bits.

use std::collections::BTreeMap;

use super::label::{LABELS, STEPS, Scores, Transitions, Ways};
use super::lexicon::Lexicon;
use super::shelf::{self, Shelf};

/// Different sets of list bits that a file can tell apart.
const SETS: usize = 256;
const MAGIC: &[u8] = b"copydesk names 4\n";

/// Bytes before the first shelf.
pub const HEAD: usize = MAGIC.len() + 8 + 12 + 2 * SETS + 2 * STEPS;

/// What the tagger knows.
pub struct Model<'m> {
    /// Clusters and lists.
    pub lexicon: Lexicon<'m>,
    /// What one label after another is worth.
    pub ways: Ways,
    /// What the features came to when it was trained.
    pub seal: u64,
    features: Shelf<'m>,
    rows: &'m [[u8; LABELS]],
    /// The number of a row of noughts: the weights of a feature that has none. Nobody can foresee which have some, so that all
    /// are fetched and added, and no wrong guess is made.
    blank: u32,
}

impl<'m> Model<'m> {
    /// Reads a model file; `None` if it is not one.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (seal, rest) = rest.split_first_chunk()?;
        let (counts, rest) = rest.split_at_checked(12)?;
        let (counts, _) = counts.as_chunks();
        let [words, entries, features] = [0, 1, 2].map(|i| u32::from_le_bytes(counts[i]) as usize);
        let (sets, rest) = rest.split_at_checked(2 * SETS)?;
        let (table, rest) = rest.split_at_checked(2 * STEPS)?;
        let (table, _) = table.as_chunks();
        let transitions: Transitions = std::array::from_fn(|step| i32::from(i16::from_le_bytes(table[step])));
        let (words, clusters, rest) = shelved(rest, words)?;
        let (entries, picks, rest) = shelved::<1>(rest, entries)?;
        let (features, rows, _) = shelved(rest, features)?;
        let lexicon = Lexicon { words, clusters, entries, picks: picks.as_flattened(), sets: sets.as_chunks().0 };
        let blank = u32::try_from(features.empty()?).ok()?;
        Some(Self { lexicon, ways: Ways::of(&transitions), seal: u64::from_le_bytes(*seal), features, rows, blank })
    }

    /// The weights of no feature yet.
    pub const fn tally(&self) -> Tally<'_> {
        Tally { model: self, features: [0; MOST], count: 0, sum: [0; LABELS] }
    }
}

/// Features noted before their weights are added up.
const MOST: usize = 32;

/// The weights of features, added up. All features are noted before the first is looked for, and all are looked for before any
/// weight is fetched: none waits for the other's.
pub struct Tally<'m> {
    model: &'m Model<'m>,
    features: [u64; MOST],
    count: usize,
    sum: Sum,
}

/// The weights of features, summed.
pub type Sum = [i16; LABELS];

impl Tally<'_> {
    /// Adds the weights of one feature, if the model has any.
    #[inline]
    pub fn feature(&mut self, feature: u64) {
        if self.count >= MOST {
            self.add_up();
        }
        self.features[self.count] = feature;
        self.count += 1;
    }

    /// What they come to.
    pub fn sum(mut self) -> Sum {
        self.add_up();
        self.sum
    }

    #[inline(never)]
    fn add_up(&mut self) {
        let Model { features, rows, blank, .. } = self.model;
        let noted = &self.features[..self.count.min(MOST)];
        let mut found = [0; MOST];
        for (row, &feature) in found.iter_mut().zip(noted) {
            let (slot, is_there) = features.look(feature);
            *row = std::hint::select_unpredictable(is_there, slot as u32, *blank);
        }
        for &row in &found[..noted.len()] {
            let weights = &rows[row as usize];
            self.sum = std::array::from_fn(|label| self.sum[label] + i16::from(weights[label] as i8));
        }
        self.count = 0;
    }
}

/// What the trainer hands over to be written.
pub struct Draft {
    /// Hash and clusters of each word.
    pub words: Vec<(u64, [u8; 3])>,
    /// Hash and list bits of each entry.
    pub entries: Vec<(u64, u16)>,
    /// What each step is worth.
    pub transitions: Transitions,
    /// What the features came to.
    pub seal: u64,
    /// Hash and weights of each feature.
    pub features: Vec<(u64, [i8; LABELS])>,
}

impl Draft {
    /// Lists and clusters, and nothing learnt yet.
    pub const fn of(words: Vec<(u64, [u8; 3])>, entries: Vec<(u64, u16)>) -> Self {
        Self { words, entries, transitions: [0; STEPS], seal: 0, features: Vec::new() }
    }

    /// The bytes of the model file.
    pub fn write(&self) -> Vec<u8> {
        let sets = self.sets();
        let pick = |bits: &u16| sets.iter().position(|set| set == bits).unwrap_or_default() as u8;
        let words = shelve(&self.words, |clusters| *clusters);
        let entries = shelve(&self.entries, |bits| [pick(bits)]);
        let features = shelve(&self.features, |row| row.map(|weight| weight as u8));
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.seal.to_le_bytes());
        for count in [words.0, entries.0, features.0] {
            bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        }
        bytes.extend(sets.iter().flat_map(|set| set.to_le_bytes()));
        for &step in &self.transitions {
            bytes.extend(i16::try_from(step).unwrap_or(i16::MIN).to_le_bytes());
        }
        bytes.extend([words.1, entries.1, features.1].concat());
        bytes
    }

    /// The commonest sets of list bits, the empty one first.
    fn sets(&self) -> [u16; SETS] {
        let mut counts = BTreeMap::new();
        for (_, bits) in &self.entries {
            *counts.entry(*bits).or_insert(0usize) += 1;
        }
        let mut common: Vec<(u16, usize)> = counts.into_iter().collect();
        common.sort_by_key(|&(bits, count)| (std::cmp::Reverse(count), bits));
        let mut sets = [0; SETS];
        for (set, (bits, _)) in sets[1..].iter_mut().zip(common) {
            *set = bits;
        }
        sets
    }
}

/// A shelf, the values of its slots, and the bytes after them.
type Shelved<'m, const WIDTH: usize> = (Shelf<'m>, &'m [[u8; WIDTH]], &'m [u8]);

/// A shelf of `buckets` off the front of `bytes`, and the values of its slots.
fn shelved<const WIDTH: usize>(bytes: &[u8], buckets: usize) -> Option<Shelved<'_, WIDTH>> {
    let (shelf, rest) = Shelf::split_off(bytes, buckets)?;
    let (values, rest) = rest.split_at_checked(WIDTH * shelf.slots())?;
    Some((shelf, values.as_chunks().0, rest))
}

/// The number of buckets, and the bytes of the shelf and its values.
fn shelve<V, const WIDTH: usize>(entries: &[(u64, V)], value: impl Fn(&V) -> [u8; WIDTH]) -> (usize, Vec<u8>) {
    let hashes: Vec<u64> = entries.iter().map(|(hash, _)| *hash).collect();
    let (buckets, slots) = shelf::build(&hashes);
    let values = slots.iter().flat_map(|slot| slot.map_or([0; WIDTH], |number| value(&entries[number].1)));
    (buckets.len(), buckets.as_flattened().iter().copied().chain(values).collect())
}

/// A token's scores, widened for adding up along a sentence.
pub fn widen(scores: &[i16; LABELS]) -> Scores {
    scores.map(i32::from)
}
