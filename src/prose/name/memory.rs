//! What a reader remembers from one paragraph to the next: words it has met, and what features that stand together are
//! worth. News repeats its words, so most of a token's eighty features are found summed up.
//!
//! Memory changes nothing but the time taken: a thing is found again by a hash of all it depends on. It is bounded, and
//! owned by whoever reads, so that readers on several threads do not meet.

use super::facts::Facts;
use super::feature::{Joint, Seat, Word};
use super::hash::pair;
use super::label::LABELS;
use super::lexicon::Lexicon;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// Words remembered, at most; some 150 bytes each.
const MOST_WORDS: usize = 1 << 15;
/// Sums remembered, at first, and at most of looks and of words; 40 bytes each.
const SUMS: [usize; 3] = [1 << 8, 1 << 13, 1 << 15];

/// Words by number, and sums of weights.
#[derive(Default)]
pub struct Memory {
    /// The words met.
    pub words: Words,
    /// What features are worth.
    pub worth: Worth,
}

impl Memory {
    /// Forgets all words if they have become many; every number is void then.
    pub fn make_room(&mut self) {
        if self.words.facts.len() > MOST_WORDS {
            self.words = Words::default();
            self.worth.by_word.clear();
        }
    }
}

/// Words with their facts. A number holds until [`Memory::make_room`] is called.
#[derive(Clone, Debug, Default)]
pub struct Words {
    numbers: FxHashMap<u64, u32>,
    facts: Vec<Facts>,
}

impl Words {
    /// The number of a word; `full` as in [`Facts::of`].
    pub fn number(&mut self, word: &str, full: bool, lexicon: &Lexicon) -> u32 {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        let key = pair(hasher.finish(), u64::from(full));
        let Self { numbers, facts } = self;
        *numbers.entry(key).or_insert_with(|| push(facts, Facts::of(word, full, lexicon)))
    }

    /// The number of the same word with more lists.
    pub fn listed(&mut self, number: u32, lists: u16) -> u32 {
        let old = self.facts[number as usize];
        if old.lists | lists == old.lists {
            return number;
        }
        let new = Facts { lists: old.lists | lists, ..old };
        let Self { numbers, facts } = self;
        *numbers.entry(pair(new.id(), 2)).or_insert_with(|| push(facts, new))
    }

    /// The word with this number.
    #[inline]
    pub fn facts(&self, number: u32) -> &Facts {
        &self.facts[number as usize]
    }
}

fn push(facts: &mut Vec<Facts>, new: Facts) -> u32 {
    facts.push(new);
    (facts.len() - 1) as u32
}

/// The weights of one token's features, summed.
pub type Sum = [i16; LABELS];

/// What features are worth that a word decides from its seat, and that are decided together.
#[derive(Clone, Debug, Default)]
pub struct Worth {
    /// By number, from 1; what lies beyond the sentence comes first.
    by_word: Vec<Seated>,
    looks: Sums,
    words: Sums,
}

/// One word's sums, and which seats are worked out, as bits.
#[derive(Clone, Debug, Default)]
struct Seated {
    known: u8,
    sums: [Sum; Seat::COUNT],
}

impl Worth {
    /// What `word` says from `seat`; `of` works it out.
    #[inline]
    pub fn seated(&mut self, seat: Seat, word: Word, of: impl FnOnce() -> Sum) -> &Sum {
        let at = word.map_or(0, |(number, _)| number as usize + 1);
        if at >= self.by_word.len() {
            self.by_word.resize(at + 1, Seated::default());
        }
        let Seated { known, sums } = &mut self.by_word[at];
        let seat = seat as usize;
        if *known >> seat & 1 == 0 {
            *known |= 1 << seat;
            sums[seat] = of();
        }
        &sums[seat]
    }

    /// What stands under `key`; `of` works it out.
    #[inline]
    pub fn together(&mut self, what: Joint, key: u64, of: impl FnOnce() -> Sum) -> &Sum {
        match what {
            Joint::Looks => self.looks.get(key, SUMS[1], of),
            Joint::Words => self.words.get(key, SUMS[2], of),
        }
    }
}

/// Sums by key, each in the one slot its key allows: a newcomer takes the place of what lay there.
#[derive(Clone, Debug, Default)]
struct Sums {
    slots: Vec<(u64, Sum)>,
    taken: usize,
}

impl Sums {
    /// The sum under `key`, worked out by `of` if it is not remembered; at most `most` are.
    #[inline]
    fn get(&mut self, key: u64, most: usize, of: impl FnOnce() -> Sum) -> &Sum {
        if self.taken >= self.slots.len() {
            self.grow(most);
        }
        let mask = self.slots.len() - 1;
        let slot = &mut self.slots[(key >> 16) as usize & mask];
        if slot.0 != key {
            *slot = (key, of());
            self.taken += 1;
        }
        &slot.1
    }

    /// More slots after as many newcomers as there were slots, up to a bound.
    #[cold]
    fn grow(&mut self, most: usize) {
        let slots = (self.slots.len() * 4).clamp(SUMS[0], most);
        self.taken = 0;
        if slots > self.slots.len() {
            self.slots = vec![(0, Sum::default()); slots];
        }
    }
}
