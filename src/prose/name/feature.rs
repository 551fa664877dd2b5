//! The features of one token: hashes that the model holds weights for.
//!
//! A feature is a template's number and what stands there. The numbers are part of the model: after any change here the
//! model must be trained anew. Features that depend on the same few words are handed over together, so that a reader can
//! remember what they come to.

use super::facts::{Facts, Letters};
use super::hash::pair;
use super::memory::Words;
use super::page::{Page, Stretch};

/// Stands for a neighbour beyond the sentence.
const NOBODY: u64 = 7;

/// Takes the features of one token.
pub trait Sink {
    /// One feature.
    fn add(&mut self, feature: u64);

    /// The features that a word, by its number, decides by itself from its seat; `None` is what lies beyond the sentence.
    fn seated(&mut self, seat: Seat, word: Option<u32>, features: impl FnOnce(Add));

    /// Features that `key` decides: all of `features`' calls depend on nothing else. Most sentences are alike in them.
    fn together(&mut self, key: u64, features: impl FnOnce(Add));
}

/// Takes features one by one.
pub type Add<'s> = &'s mut dyn FnMut(u64);

/// A word with its number in the reader's memory; `None` for what lies beyond the sentence.
type Word<'p> = Option<(u32, &'p Facts)>;

/// Where a word stands, seen from the token whose features are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The token itself, in a longer row of capitals.
    InRow,
    /// The token itself, and no neighbour with a capital.
    Lone,
    /// Before the token.
    Before,
    /// Before the token, which is a row by itself.
    BeforeLone,
    /// After the token.
    After,
    /// After the token, which is a row by itself.
    AfterLone,
    /// One word between.
    SecondBefore,
    /// One word between.
    SecondAfter,
}

impl Seat {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// Hands over what `word` decides from here.
    fn features(self, word: Option<(&Facts, &Letters)>, add: Add) {
        let facts = word.map(|(facts, _)| facts);
        match (self, word) {
            (Self::InRow, Some((word, letters))) => alone(word, letters, add),
            (Self::Lone, Some((word, letters))) => {
                alone(word, letters, add);
                ends_of_row(word, word, LONE, add);
            }
            (Self::InRow | Self::Lone, None) => {}
            (Self::Before, word) => one_before(word, add),
            (Self::BeforeLone, word) => {
                one_before(word, add);
                left_of_row(facts, LONE, add);
            }
            (Self::After, word) => one_after(word, add),
            (Self::AfterLone, word) => {
                one_after(word, add);
                right_of_row(facts, LONE, add);
            }
            (Self::SecondBefore, _) => {
                add(pair(lower(facts), 6));
                add(pair(cluster(facts, 1), 59));
            }
            (Self::SecondAfter, _) => {
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
    pub const CLUSTER: u64 = 3;
    pub const LISTED_BEFORE: u64 = 4;
    pub const LISTED_AFTER: u64 = 5;
}

/// The place of a word that is a row by itself: see [`Near::place`].
const LONE: u64 = pair(0, 0);

/// A token of a stretch, its neighbours in its sentence, its row of capitals, and what the sentence looks like.
pub struct Near<'p> {
    words: &'p Words,
    here: Word<'p>,
    word: &'p Facts,
    before: Word<'p>,
    after: Word<'p>,
    second_before: Word<'p>,
    second_after: Word<'p>,
    looks: u64,
    /// 1 where the token opens its sentence.
    opens: u64,
    row: Row<'p>,
}

/// The unbroken row of capitals around a token.
struct Row<'p> {
    first: &'p Facts,
    last: &'p Facts,
    /// What stands at either side.
    left: Option<&'p Facts>,
    right: Option<&'p Facts>,
    /// How many of its words stand before the token and after it.
    place: u64,
    is_long: bool,
}

impl<'p> Near<'p> {
    /// What stands around token `i`, which must lie in `row`, one of a stretch's [rows](Page::rows).
    #[inline]
    pub fn of(page: &Page, words: &'p Words, row: Stretch, i: usize) -> Self {
        let sentence = page.sentence(i);
        let facts = |j: usize| words.facts(page.words[j]);
        let at = |j: Option<usize>| -> Word<'p> {
            let j = j.filter(|j| sentence.tokens.tokens().contains(j))?;
            Some((page.words[j], facts(j)))
        };
        Self {
            words,
            here: at(Some(i)),
            word: facts(i),
            before: at(i.checked_sub(1)),
            after: at(Some(i + 1)),
            second_before: at(i.checked_sub(2)),
            second_after: at(Some(i + 2)),
            looks: sentence.looks,
            opens: u64::from(i == sentence.tokens.start),
            row: Row {
                first: facts(row.start),
                last: facts(row.end - 1),
                left: known(at(row.start.checked_sub(1))),
                right: known(at(Some(row.end))),
                place: pair(((i - row.start).min(3)) as u64, ((row.end - 1 - i).min(3)) as u64),
                is_long: row.end - row.start > 1,
            },
        }
    }

    /// Hands over every feature of the token.
    #[inline]
    pub fn hand_over(&self, sink: &mut impl Sink) {
        self.seats(sink);
        self.looks(sink);
        self.words(sink);
    }

    #[inline]
    fn seats(&self, sink: &mut impl Sink) {
        let [own, before, after] = match self.row.is_long {
            true => [Seat::InRow, Seat::Before, Seat::After],
            false => [Seat::Lone, Seat::BeforeLone, Seat::AfterLone],
        };
        let seats = [
            (own, self.here),
            (before, self.before),
            (after, self.after),
            (Seat::SecondBefore, self.second_before),
            (Seat::SecondAfter, self.second_after),
        ];
        for (seat, word) in seats {
            sink.seated(seat, word.map(|(number, _)| number), |add| {
                seat.features(word.map(|(number, facts)| (facts, self.words.letters(number))), add);
            });
        }
    }

    /// What few things decide together: each kind apart, as there are far fewer of each than of all at once.
    #[inline]
    fn looks(&self, sink: &mut impl Sink) {
        let Self { word, looks, opens, row: Row { place, .. }, .. } = *self;
        let form = pair(word.brief, looks << 1 | opens);
        sink.together(pair(form, pair(place, group::FORM)), |add| self.form(add));
        let cluster = u64::from(word.cluster[1]);
        sink.together(pair(pair(cluster, looks << 1 | opens), group::CLUSTER), |add| {
            add(pair(pair(cluster, opens), 64));
            add(pair(pair(looks, cluster), 84));
        });
        self.listed(sink);
        self.briefs(sink);
    }

    /// The lists of the word and its neighbours.
    #[inline]
    fn listed(&self, sink: &mut impl Sink) {
        let (looks, here) = (self.looks, u64::from(self.word.lists));
        let (before, after) = (lists(known(self.before)), lists(known(self.after)));
        sink.together(pair(pair(before, here << 8 | looks), group::LISTED_BEFORE), |add| {
            add(pair(pair(looks, here), 83));
            add(pair(pair(before, here), 47));
        });
        sink.together(pair(pair(here, after), group::LISTED_AFTER), |add| add(pair(pair(here, after), 46)));
    }

    /// The letters' classes of the word and its neighbours.
    #[inline]
    fn briefs(&self, sink: &mut impl Sink) {
        let (looks, here) = (self.looks, self.word.brief);
        let (before, after) = (brief(known(self.before)), brief(known(self.after)));
        let briefs = pair(pair(before, here), after);
        sink.together(pair(briefs, looks << 8 | group::BRIEF), |add| {
            add(pair(pair(before, here), 19));
            add(pair(pair(here, after), 20));
            add(pair(briefs, 21));
            add(pair(pair(pair(looks, before), after), 26));
        });
    }

    /// What two words or three decide: they seldom meet again, so nobody remembers it.
    #[inline]
    fn words(&self, sink: &mut impl Sink) {
        let word = self.word;
        let (before, after) = (known(self.before), known(self.after));
        let mut add = |feature: u64| sink.add(feature);
        add(pair(pair(lower(before), word.lower), 8));
        add(pair(pair(word.lower, lower(after)), 9));
        let Row { first, last, left, right, place, is_long } = self.row;
        if is_long {
            ends_of_row(first, last, place, &mut add);
            left_of_row(left, place, &mut add);
            right_of_row(right, place, &mut add);
        }
    }

    /// How the word stands in a sentence of this look and in its row.
    fn form(&self, add: Add) {
        let Self { word, looks, opens, row: Row { place, .. }, .. } = *self;
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(22, opens);
        put(23, pair(opens, word.brief));
        put(24, pair(looks, opens));
        put(25, pair(looks, word.brief));
        put(66, place);
        put(77, pair(place, looks));
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

fn one_before(word: Option<(&Facts, &Letters)>, add: Add) {
    beside(word, [4, 17, 33, 49, 53], add);
}

fn one_after(word: Option<(&Facts, &Letters)>, add: Add) {
    beside(word, [5, 18, 34, 48, 56], add);
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

fn left_of_row(left: Option<&Facts>, place: u64, mut add: impl FnMut(u64)) {
    add(pair(pair(place, lower(left)), 67));
    add(pair(pair(place, cluster(left, 1)), 73));
}

fn right_of_row(right: Option<&Facts>, place: u64, mut add: impl FnMut(u64)) {
    add(pair(pair(place, lower(right)), 68));
    add(pair(pair(place, cluster(right, 1)), 74));
}

fn ends_of_row(first: &Facts, last: &Facts, place: u64, mut add: impl FnMut(u64)) {
    let (first, last) = (Some(first), Some(last));
    let mut put = |template: u64, what: u64| add(pair(what, template));
    put(69, pair(place, lower(last)));
    put(70, pair(place, lower(first)));
    put(71, pair(place, cluster(last, 1)));
    put(72, pair(place, cluster(first, 1)));
    put(75, pair(place, lists(last)));
    put(76, pair(place, lists(first)));
}

fn known(word: Word<'_>) -> Option<&Facts> {
    word.map(|(_, facts)| facts)
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
