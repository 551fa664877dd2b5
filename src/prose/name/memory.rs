//! What a reader remembers from one paragraph to the next: words it has met, and what features that stand together are
//! worth. News repeats its words, so most of a token's eighty features are found summed up.
//!
//! Memory changes nothing but the time taken: a thing is found again by a hash of all it depends on. It is bounded, and
//! owned by whoever reads, so that readers on several threads do not meet.

use super::facts::Facts;
use super::hash::{self, pair};
use super::label::LABELS;
use super::lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// Words remembered, at most; some 150 bytes each.
const MOST_WORDS: usize = 1 << 15;
/// Sums remembered, at most, and at first; 40 bytes each.
const SUMS: [usize; 2] = [1 << 8, 1 << 15];

/// Words by number, and sums of weights.
#[derive(Default)]
pub struct Memory {
    /// The words met.
    pub words: Words,
    /// What features that stand together are worth.
    pub sums: Sums,
}

/// Words with their facts. A number holds until [`Words::make_room`] is called.
#[derive(Clone, Debug, Default)]
pub struct Words {
    numbers: FxHashMap<u64, u32>,
    facts: Vec<Facts>,
}

impl Words {
    /// Forgets all words if they have become many; every number is void then.
    pub fn make_room(&mut self) {
        if self.facts.len() > MOST_WORDS {
            self.numbers.clear();
            self.facts.clear();
        }
    }

    /// The number of a word; `full` as in [`Facts::of`].
    pub fn number(&mut self, word: &str, full: bool, lexicon: &Lexicon) -> u32 {
        let key = pair(hash::word(word), u64::from(full));
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

/// Sums by key, each in the one slot its key allows: a newcomer takes the place of what lay there.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    slots: Vec<(u64, Sum)>,
    taken: usize,
}

impl Sums {
    /// The sum under `key`, worked out by `of` if it is not remembered.
    #[inline]
    pub fn get(&mut self, key: u64, of: impl FnOnce() -> Sum) -> &Sum {
        if self.taken >= self.slots.len() {
            self.grow();
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
    fn grow(&mut self) {
        let [first, most] = SUMS;
        let slots = (self.slots.len() * 4).clamp(first, most);
        self.taken = 0;
        if slots > self.slots.len() {
            self.slots = vec![(0, Sum::default()); slots];
        }
    }
}
