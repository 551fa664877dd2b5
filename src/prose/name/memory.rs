//! What a reader remembers from one paragraph to the next: words it has met, and what features that stand together are
//! worth. News repeats its words, so most of a token's sixty features are found summed up.
//!
//! Memory changes nothing but the time taken: a thing is found again by a hash of all it depends on. It is bounded, and
//! owned by whoever reads, so that readers on several threads do not meet.

use super::facts::{Facts, Letters};
use super::feature::Seat;
use super::hash::pair;
use super::label::{LABELS, Path, Scores};
use super::lexicon::Lexicon;
use super::model::Sum;
use super::page::Page;
use rustc_hash::FxHashMap;

/// Words remembered, at most; some 450 bytes each.
const MOST_WORDS: usize = 1 << 15;
/// Sums of looks remembered, at first and at most; 40 bytes each.
const SUMS: [usize; 2] = [1 << 8, 1 << 13];

/// Words by number, and sums of weights.
#[derive(Default)]
pub struct Memory {
    /// The words met.
    pub words: Words,
    /// What features are worth.
    pub worth: Worth,
    /// Passages that are read together, kept for their room.
    pub pages: Vec<Page>,
    /// The scores of the last stretch.
    pub scores: Vec<Scores>,
    /// Its labels.
    pub path: Path,
}

impl Memory {
    /// Whether so many words are remembered that they had better be forgotten.
    pub const fn is_full(&self) -> bool {
        self.words.facts.len() > MOST_WORDS
    }

    /// Forgets all words; every number is void then.
    pub fn forget(&mut self) {
        self.words = Words::default();
        self.worth.by_word.clear();
    }
}

/// Words with their facts, by number. The vocabulary holds the numbers.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// By hash: words of listed phrases.
    listed: FxHashMap<u64, u32>,
    facts: Vec<Facts>,
    letters: Vec<Letters>,
}

impl Words {
    /// Numbers a word; `full` as in [`Facts::of`].
    pub fn read(&mut self, word: &str, full: bool, lexicon: &Lexicon) -> u32 {
        self.add(Facts::of(word, full, lexicon))
    }

    /// The number of the same word with more lists.
    pub fn listed(&mut self, number: u32, lists: u16) -> u32 {
        let (old, letters) = (*self.facts(number), *self.letters(number));
        let lists = old.lists | lists;
        if lists == old.lists {
            return number;
        }
        let key = pair(pair(letters.exact, u64::from(lists)), 2);
        if let Some(known) = self.listed.get(&key) {
            return *known;
        }
        let number = self.add((Facts { lists, ..old }, letters));
        self.listed.insert(key, number);
        number
    }

    fn add(&mut self, (facts, letters): (Facts, Letters)) -> u32 {
        let number = self.facts.len() as u32;
        self.facts.push(facts);
        self.letters.push(letters);
        number
    }

    /// The word with this number.
    #[inline]
    pub fn facts(&self, number: u32) -> &Facts {
        &self.facts[number as usize]
    }

    /// The letters of the word with this number.
    pub fn letters(&self, number: u32) -> &Letters {
        &self.letters[number as usize]
    }
}

/// What features are worth that a word decides from its seat, and that are decided together.
#[derive(Clone, Debug, Default)]
pub struct Worth {
    /// By number, from 1; what lies beyond the sentence comes first.
    by_word: Vec<Box<[Seated; SHEET]>>,
    looks: Sums,
}

/// Words whose sums lie together: more room for more words moves nothing.
const SHEET: usize = 64;

/// One word's sums by seat.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Seated([Sum; Seat::COUNT]);

/// A sum not worked out yet: weights of eight bits do not come to that.
const UNKNOWN: Sum = [i16::MIN; LABELS];

impl Worth {
    /// What the word of this number, if there is one, says from `seat`; `of` works it out.
    #[inline]
    pub fn seated(&mut self, seat: Seat, word: Option<u32>, of: impl FnOnce() -> Sum) -> &Sum {
        let at = word.map_or(0, |number| number as usize + 1);
        while at / SHEET >= self.by_word.len() {
            self.by_word.push(Box::new([const { Seated([UNKNOWN; Seat::COUNT]) }; SHEET]));
        }
        let sum = &mut self.by_word[at / SHEET][at % SHEET].0[seat as usize];
        if sum[0] == UNKNOWN[0] {
            *sum = of();
        }
        sum
    }

    /// What stands under `key`; `of` works it out.
    #[inline]
    pub fn together(&mut self, key: u64, of: impl FnOnce() -> Sum) -> &Sum {
        self.looks.get(key, of)
    }
}

/// Sums by key, each in the one slot its key allows: a newcomer takes the place of what lay there.
#[derive(Clone, Debug, Default)]
struct Sums {
    slots: Vec<(u64, Sum)>,
    taken: usize,
}

impl Sums {
    /// The sum under `key`, worked out by `of` if it is not remembered.
    #[inline]
    fn get(&mut self, key: u64, of: impl FnOnce() -> Sum) -> &Sum {
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
        let slots = (self.slots.len() * 4).clamp(SUMS[0], SUMS[1]);
        self.taken = 0;
        if slots > self.slots.len() {
            self.slots = vec![(0, Sum::default()); slots];
        }
    }
}
