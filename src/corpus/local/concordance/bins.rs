//! Keys and the documents that have them, gathered as documents come and told key by key. A key goes into the bin of its
//! highest bits with the rest of it and the step from the bin's last document, in four bytes; a bin is sorted when it is
//! told, in the processor's own memory. As pairs of key and document in one list they took twice the room, and sorting
//! took longer than all the rest of putting a segment on disk.

use super::KEY_BITS;
use tantivy::DocId;

/// Bits of a key that name its bin.
const BIN_BITS: u32 = 8;
/// The others.
const REST_BITS: u32 = KEY_BITS - BIN_BITS;
/// A larger step is written out as a number of its own, behind this one.
const LONG_STEP: u32 = (1 << (32 - REST_BITS)) - 1;
/// Bins that are looked at to say how many keys there are in all: keys are hashes, and fall into all alike.
const SAMPLE: usize = 16;
/// Bits of a key that are sorted by at once.
const DIGIT_BITS: u32 = REST_BITS / 2;

/// Keys of one kind.
pub struct Bins {
    bins: Vec<Bin>,
    /// Numbers in all bins.
    length: usize,
}

#[derive(Clone, Default)]
struct Bin {
    numbers: Vec<u32>,
    last: DocId,
}

impl Default for Bins {
    fn default() -> Self {
        Self { bins: vec![Bin::default(); 1 << BIN_BITS], length: 0 }
    }
}

impl Bins {
    /// Puts down keys of the next document; one that comes twice is told once.
    pub fn add(&mut self, document: DocId, keys: &[u32]) {
        self.length += keys.len();
        for key in keys {
            let bin = &mut self.bins[(key >> REST_BITS) as usize];
            let rest = key & ((1 << REST_BITS) - 1);
            let step = document - bin.last;
            bin.numbers.push(step.min(LONG_STEP) << REST_BITS | rest);
            if step >= LONG_STEP {
                bin.numbers.push(step);
            }
            bin.last = document;
        }
    }

    /// Bytes it takes.
    pub const fn size(&self) -> usize {
        self.length * 4
    }

    /// How many keys there are, nearly.
    pub fn count(&self) -> usize {
        let mut room = Room::default();
        let keys = |bin: &Bin| room.sorted(bin).chunk_by(|a, b| a.0 == b.0).count();
        self.bins[..SAMPLE].iter().map(keys).sum::<usize>() * self.bins.len() / SAMPLE
    }

    /// Tells each key with its documents, both in order.
    pub fn tell<E>(self, mut take: impl FnMut(u32, &[Pair]) -> Result<(), E>) -> Result<(), E> {
        let mut room = Room::default();
        for (bin, first) in self.bins.into_iter().zip(0..) {
            for list in room.sorted(&bin).chunk_by(|a, b| a.0 == b.0) {
                take(first << REST_BITS | list[0].0, list)?;
            }
        }
        Ok(())
    }
}

/// The rest of a key, and a document.
pub type Pair = (u32, DocId);

/// Room to sort a bin in.
#[derive(Default)]
struct Room {
    pairs: Vec<Pair>,
    others: Vec<Pair>,
}

impl Room {
    /// By key, each pair once; documents come in order, and stay so.
    fn sorted(&mut self, bin: &Bin) -> &[Pair] {
        let mut document = 0;
        let mut numbers = bin.numbers.iter();
        self.pairs.clear();
        while let Some(number) = numbers.next() {
            document += match number >> REST_BITS {
                LONG_STEP => numbers.next().copied().unwrap_or_default(),
                step => step,
            };
            self.pairs.push((number & ((1 << REST_BITS) - 1), document));
        }
        self.others.resize(self.pairs.len(), (0, 0));
        by_digit(&self.pairs, &mut self.others, 0);
        by_digit(&self.others, &mut self.pairs, DIGIT_BITS);
        self.pairs.dedup();
        &self.pairs
    }
}

/// Puts pairs in the order of some bits of their keys; those that are alike stay in the order in which they are.
fn by_digit(from: &[Pair], to: &mut [Pair], shift: u32) {
    let digit = |pair: &Pair| (pair.0 >> shift) as usize & ((1 << DIGIT_BITS) - 1);
    let mut places = [0_u32; 1 << DIGIT_BITS];
    from.iter().for_each(|pair| places[digit(pair)] += 1);
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    for pair in from {
        let place = &mut places[digit(pair)];
        to[*place as usize] = *pair;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn told(bins: Bins) -> BTreeMap<u32, Vec<DocId>> {
        let mut all = BTreeMap::new();
        let mut before = None;
        let take = |key: u32, list: &[Pair]| {
            assert!(before.is_none_or(|before| before < key));
            before = Some(key);
            all.insert(key, list.iter().map(|(_, document)| *document).collect());
            Ok::<_, ()>(())
        };
        bins.tell(take).unwrap();
        all
    }

    #[test]
    fn every_key_is_told_with_its_documents_however_far_apart() {
        let mut bins = Bins::default();
        let mut all: BTreeMap<u32, Vec<DocId>> = BTreeMap::new();
        let far = [0, 1, 2, 1023, 1024, 2047, 3071, 1 << 20, u32::MAX - 1];
        for (document, count) in far.into_iter().zip(1..) {
            let keys: Vec<u32> = (0..count * 40).map(|i: u32| i.wrapping_mul(0x9E37_79B9) >> 2).collect();
            bins.add(document, &keys);
            bins.add(document, &keys[..count as usize]);
            keys.into_iter().for_each(|key| all.entry(key).or_default().push(document));
        }
        assert_eq!(told(bins), all);
        assert_eq!(told(Bins::default()), BTreeMap::new());
    }

    #[test]
    fn keys_are_counted_nearly() {
        let mut bins = Bins::default();
        let keys: Vec<u32> = (0..50_000_u32).map(|i| i.wrapping_mul(0x9E37_79B9) >> 2).collect();
        (0..3).for_each(|document| bins.add(document, &keys));
        assert!((45_000..55_000).contains(&bins.count()), "{}", bins.count());
    }
}
