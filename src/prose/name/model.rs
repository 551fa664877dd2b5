//! The model file: header, clusters, lists and weights, read where they lie.
//!
//! Little-endian throughout: `copydesk names 1\n`; the numbers of clustered words, list entries and features (u32); 17 x 17
//! transitions (i16); then for words, entries and features a [`Shelf`] and the values: 3, 1 and 16 bytes each.

use super::label::{LABELS, OUTSIDE, Scores, Transitions};
use super::lexicon::Lexicon;
use super::shelf::{self, Shelf};

const MAGIC: &[u8] = b"copydesk names 1\n";

/// What the tagger knows.
pub struct Model<'m> {
    /// Clusters and lists.
    pub lexicon: Lexicon<'m>,
    /// What one label after another is worth.
    pub transitions: Transitions,
    features: Shelf<'m>,
    rows: &'m [u8],
}

impl<'m> Model<'m> {
    /// Reads a model file; `None` if it is not one.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (counts, rest) = rest.split_at_checked(12)?;
        let count = |i: usize| counts[4 * i..4 * i + 4].try_into().map(|b| u32::from_le_bytes(b) as usize).ok();
        let (table, rest) = rest.split_at_checked(2 * (OUTSIDE + 1) * (OUTSIDE + 1))?;
        let mut transitions = [[0; OUTSIDE + 1]; OUTSIDE + 1];
        for (cell, bytes) in transitions.iter_mut().flatten().zip(table.chunks_exact(2)) {
            *cell = i32::from(i16::from_le_bytes([bytes[0], bytes[1]]));
        }
        let (words, clusters, rest) = shelved(rest, count(0)?, 3)?;
        let (entries, bits, rest) = shelved(rest, count(1)?, 1)?;
        let (features, rows, _) = shelved(rest, count(2)?, LABELS)?;
        Some(Self { lexicon: Lexicon { words, clusters, entries, bits }, transitions, features, rows })
    }

    /// Adds the weights of one feature, if the model has any, to a token's scores.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut [i16; LABELS]) {
        let Some(at) = self.features.find(feature) else { return };
        let Some(row) = self.rows.get(LABELS * at..LABELS * (at + 1)) else { return };
        for (score, &weight) in scores.iter_mut().zip(row) {
            *score += i16::from(weight as i8);
        }
    }
}

/// What the trainer hands over to be written.
#[derive(Default)]
pub struct Draft {
    /// Hash and clusters of each word.
    pub words: Vec<(u64, [u8; 3])>,
    /// Hash and list bits of each entry.
    pub entries: Vec<(u64, u8)>,
    /// What one label after another is worth.
    pub transitions: Transitions,
    /// Hash and weights of each feature.
    pub features: Vec<(u64, [i8; LABELS])>,
}

impl Draft {
    /// The bytes of the model file.
    pub fn write(&self) -> Vec<u8> {
        let words = shelve(&self.words, |clusters, out| out.extend(clusters));
        let entries = shelve(&self.entries, |&bits, out| out.push(bits));
        let features = shelve(&self.features, |row, out| out.extend(row.iter().map(|&w| w as u8)));
        let mut bytes = MAGIC.to_vec();
        for (count, _) in [&words, &entries, &features] {
            bytes.extend(u32::try_from(*count).unwrap_or(u32::MAX).to_le_bytes());
        }
        for &cell in self.transitions.iter().flatten() {
            bytes.extend(i16::try_from(cell).unwrap_or(i16::MIN).to_le_bytes());
        }
        for (_, part) in [words, entries, features] {
            bytes.extend(part);
        }
        bytes
    }
}

fn shelved(bytes: &[u8], count: usize, width: usize) -> Option<(Shelf<'_>, &[u8], &[u8])> {
    let (shelf, rest) = Shelf::split_off(bytes, count)?;
    let (values, rest) = rest.split_at_checked(width * count)?;
    Some((shelf, values, rest))
}

fn shelve<V>(entries: &[(u64, V)], mut put: impl FnMut(&V, &mut Vec<u8>)) -> (usize, Vec<u8>) {
    let hashes: Vec<u64> = entries.iter().map(|(hash, _)| *hash).collect();
    let (mut bytes, order) = shelf::build(&hashes);
    for &i in &order {
        put(&entries[i].1, &mut bytes);
    }
    (order.len(), bytes)
}

/// A token's scores, widened for adding up along a sentence.
pub fn widen(scores: &[i16; LABELS]) -> Scores {
    scores.map(i32::from)
}
