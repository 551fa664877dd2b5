//! The features of one token: hashes that the model holds weights for.
//!
//! A feature is a template's number and what stands there. The numbers are part of the model: after any change here the
//! model must be trained anew. A feature depends on one word and where it is seen from, or on a few things that most tokens
//! share; all that depend on the same are handed over together, so that a reader can remember what they come to. What two
//! words decide is seldom met again: to look for it at every token took more time than it won names.

use super::facts::{Facts, Letters};
use super::hash::pair;
use super::memory::Words;
use super::page::{Page, Stretch};

/// Stands for a neighbour beyond the sentence.
const NOBODY: u64 = 7;

/// Takes the features of one token.
pub trait Sink {
    /// The features that a word, by its number, decides by itself from its seat; `None` is what lies beyond the sentence.
    fn seated(&mut self, seat: Seat, word: Option<u32>, features: impl FnOnce(Add));

    /// Features that `key` decides: all of `features`' calls depend on nothing else. Most sentences are alike in them.
    fn together(&mut self, key: u64, features: impl FnOnce(Add));
}

/// Takes features one by one.
pub type Add<'s> = &'s mut dyn FnMut(u64);

/// Where a word stands, seen from the token whose features are asked for; a row is unbroken capitals. Two that one word often
/// has lie side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The token itself, a row alone.
    Lone,
    /// The token itself, which opens a longer row.
    First,
    /// The token itself, which ends a longer row.
    Last,
    /// The token itself, between others of its row.
    Middle,
    /// Before the token, in its row.
    Before,
    /// After the token, in its row.
    After,
    /// Before the token and its row.
    Left,
    /// After the token and its row.
    Right,
    /// One word between.
    SecondBefore,
    /// One word between.
    SecondAfter,
}

impl Seat {
    /// How many there are.
    pub const COUNT: usize = 10;

    /// Of a token by itself, which opens its row or does not, and ends it or does not.
    const fn own(opens: bool, ends: bool) -> Self {
        match (opens, ends) {
            (true, true) => Self::Lone,
            (true, false) => Self::First,
            (false, false) => Self::Middle,
            (false, true) => Self::Last,
        }
    }

    /// Hands over what `word` decides from here.
    fn features(self, word: Option<(&Facts, &Letters)>, add: Add) {
        let facts = word.map(|(facts, _)| facts);
        match self {
            Self::Lone | Self::First | Self::Middle | Self::Last => {
                let Some((word, letters)) = word else { return };
                alone(word, letters, add);
                add(pair(pair(self as u64, word.lower), 70));
                add(pair(pair(self as u64, u64::from(word.cluster[1])), 72));
                add(pair(pair(self as u64, u64::from(word.lists)), 76));
            }
            Self::Before | Self::Left => {
                beside(word, [4, 17, 33, 49, 53], add);
                add(pair(pair(self as u64, lower(facts)), 67));
                add(pair(pair(self as u64, cluster(facts, 1)), 73));
            }
            Self::After | Self::Right => {
                beside(word, [5, 18, 34, 48, 56], add);
                add(pair(pair(self as u64, lower(facts)), 68));
                add(pair(pair(self as u64, cluster(facts, 1)), 74));
            }
            Self::SecondBefore => {
                add(pair(lower(facts), 6));
                add(pair(cluster(facts, 1), 59));
            }
            Self::SecondAfter => {
                add(pair(lower(facts), 7));
                add(pair(cluster(facts, 1), 60));
            }
        }
    }
}

/// Numbers of the groups of features in keys.
mod group {
    pub const FORM: u64 = 1;
    pub const BRIEF: u64 = 2;
}

/// A token of a stretch, its neighbours in its sentence, its row of capitals, and what the sentence looks like.
pub struct Near<'p> {
    words: &'p Words,
    /// The token and two words on either side of it, by their numbers.
    around: [Option<u32>; 5],
    /// 1 where the token opens its sentence.
    opens: u64,
    looks: u64,
    /// Whether the token opens its row, and whether it ends it.
    row: [bool; 2],
    /// How many words of its row stand before it and after it.
    place: u64,
}

impl<'p> Near<'p> {
    /// What stands around token `i`, which must lie in `row`, one of a stretch's [rows](Page::rows).
    #[inline]
    pub fn of(page: &Page, words: &'p Words, row: Stretch, i: usize) -> Self {
        let sentence = page.sentence(i);
        let at = |j: usize| sentence.tokens.tokens().contains(&j).then(|| page.words[j]);
        let [before, after] = [i - row.start, row.end - 1 - i];
        Self {
            words,
            // What lies before the first word of all wraps around, beyond any sentence.
            around: std::array::from_fn(|seat| at((i + seat).wrapping_sub(2))),
            opens: u64::from(i == sentence.tokens.start),
            looks: sentence.looks,
            row: [before == 0, after == 0],
            place: (before.min(3) << 2 | after.min(3)) as u64,
        }
    }

    /// Hands over every feature of the token.
    #[inline]
    pub fn hand_over(&self, sink: &mut impl Sink) {
        let [opens, ends] = self.row;
        let seats = [
            Seat::SecondBefore,
            if opens { Seat::Left } else { Seat::Before },
            Seat::own(opens, ends),
            if ends { Seat::Right } else { Seat::After },
            Seat::SecondAfter,
        ];
        for (seat, word) in seats.into_iter().zip(self.around) {
            sink.seated(seat, word, |add| {
                seat.features(word.map(|number| (self.words.facts(number), self.words.letters(number))), add);
            });
        }
        self.form(sink);
        self.briefs(sink);
    }

    /// The classes of the letters of the word at a place of [`Near::around`].
    #[inline]
    fn brief(&self, at: usize) -> u64 {
        self.around[at].map_or(NOBODY, |number| self.words.facts(number).brief)
    }

    /// How the word stands in a sentence of this look and in its row.
    #[inline]
    fn form(&self, sink: &mut impl Sink) {
        let Self { looks, opens, place, .. } = *self;
        let here = self.brief(2);
        sink.together(pair(here, looks << 16 | opens << 12 | place << 4 | group::FORM), |add| {
            let mut put = |template: u64, what: u64| add(pair(what, template));
            put(22, opens);
            put(23, pair(opens, here));
            put(24, pair(looks, opens));
            put(25, pair(looks, here));
            put(66, place);
            put(77, pair(place, looks));
        });
    }

    /// The letters' classes of the word and its neighbours.
    #[inline]
    fn briefs(&self, sink: &mut impl Sink) {
        let looks = self.looks;
        let [before, here, after] = [1, 2, 3].map(|at| self.brief(at));
        let briefs = pair(pair(before, here), after);
        sink.together(pair(briefs, looks << 4 | group::BRIEF), |add| {
            add(pair(pair(before, here), 19));
            add(pair(pair(here, after), 20));
            add(pair(briefs, 21));
            add(pair(pair(pair(looks, before), after), 26));
        });
    }
}

/// The word by itself: its letters, shape, affixes, lists, clusters.
fn alone(word: &Facts, letters: &Letters, add: Add) {
    let mut put = |template: u64, what: u64| add(pair(what, template));
    put(1, 0);
    put(2, word.lower);
    put(3, letters.exact);
    put(15, letters.shape);
    put(16, word.brief);
    let affixes = letters.prefix[1..].iter().chain(&letters.suffix[1..]);
    for (template, &hash) in (27..).zip(affixes).filter(|(_, hash)| **hash != 0) {
        put(template, hash);
    }
    for (template, bit) in (35..).zip([0, 1, 2, 3, 4, 5, 6, 7, 10, 11]) {
        if word.lists >> bit & 1 == 1 {
            put(template, bit);
        }
    }
    put(45, u64::from(word.lists));
    for size in 0..3 {
        put(50 + size as u64, u64::from(word.cluster[size]));
    }
    put(65, pair(u64::from(word.cluster[1]), u64::from(word.lists)));
}

/// A neighbour's word, look, ending, lists and clusters, under templates of its own side.
fn beside(word: Option<(&Facts, &Letters)>, [as_word, as_look, as_ending, as_listed, as_cluster]: [u64; 5], add: Add) {
    let mut put = |template: u64, what: u64| add(pair(what, template));
    let facts = word.map(|(facts, _)| facts);
    put(as_word, lower(facts));
    put(as_look, brief(facts));
    put(as_ending, word.map_or(NOBODY, |(_, letters)| letters.suffix[2]));
    put(as_listed, lists(facts));
    for size in 0..3 {
        put(as_cluster + size as u64, cluster(facts, size));
    }
}

fn lower(word: Option<&Facts>) -> u64 {
    word.map_or(NOBODY, |f| f.lower)
}

fn brief(word: Option<&Facts>) -> u64 {
    word.map_or(NOBODY, |f| f.brief)
}

fn lists(word: Option<&Facts>) -> u64 {
    word.map_or(NOBODY << 16, |f| u64::from(f.lists))
}

fn cluster(word: Option<&Facts>, size: usize) -> u64 {
    word.map_or(NOBODY << 16, |f| u64::from(f.cluster[size]))
}
