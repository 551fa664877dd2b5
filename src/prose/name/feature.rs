//! The features of one token: hashes that the model holds weights for.
//!
//! A feature is a template's number and what stands there. The numbers are part of the model: after any change here the
//! model must be trained anew. Features that depend on the same few words are handed over together, so that a reader can
//! remember what they come to.

use super::facts::Facts;
use super::hash::pair;
use super::memory::Words;
use super::page::{Page, Stretch};

/// Stands for a neighbour beyond the sentence.
const NOBODY: u64 = 7;

/// Takes the features of one token.
pub trait Sink {
    /// One feature.
    fn add(&mut self, feature: u64);

    /// Features that `key` decides: all of `features`' calls depend on nothing else.
    fn together(&mut self, key: u64, features: impl FnOnce(&mut dyn FnMut(u64)));
}

/// Hands over every feature of token `i`, which must lie in `stretch`, one of the page's stretches.
#[inline]
pub fn features(page: &Page, words: &Words, stretch: Stretch, i: usize, sink: &mut impl Sink) {
    let sentence = page.sentence(i);
    let at = |offset: isize| -> Option<&Facts> {
        let j = i.checked_add_signed(offset)?;
        sentence.tokens.tokens().contains(&j).then(|| words.facts(page.words[j]))
    };
    let word = words.facts(page.words[i]);
    let opens = u64::from(i == sentence.tokens.start);
    let near = Near {
        word,
        before: at(-1),
        after: at(1),
        second_before: at(-2),
        second_after: at(2),
        looks: sentence.looks,
        opens,
    };
    let ahead = pair(sentence.looks << 1 | opens, group::WORD);
    sink.together(pair(word.id(), ahead), |add| near.alone(add));
    sink.together(pair(id(near.before), group::BEFORE), |add| near.one_before(add));
    sink.together(pair(id(near.after), group::AFTER), |add| near.one_after(add));
    sink.together(pair(id(near.second_before), group::SECOND_BEFORE), |add| near.two_before(add));
    sink.together(pair(id(near.second_after), group::SECOND_AFTER), |add| near.two_after(add));
    sink.together(pair(pair(id(near.before), word.id()), group::WITH_BEFORE), |add| near.with_before(add));
    let with_after = pair(sentence.looks, group::WITH_AFTER);
    sink.together(pair(pair(word.id(), id(near.after)), with_after), |add| near.with_after(add));
    near.wide(|feature| sink.add(feature));
    row_features(page, words, stretch, i, sink);
}

/// Numbers of the groups of features in keys.
mod group {
    pub const WORD: u64 = 1;
    pub const BEFORE: u64 = 2;
    pub const AFTER: u64 = 3;
    pub const SECOND_BEFORE: u64 = 4;
    pub const SECOND_AFTER: u64 = 5;
    pub const WITH_BEFORE: u64 = 6;
    pub const WITH_AFTER: u64 = 7;
    pub const ROW: u64 = 8;
    pub const LEFT: u64 = 9;
    pub const RIGHT: u64 = 10;
}

/// A token, its neighbours in its sentence, and what the sentence looks like.
struct Near<'p> {
    word: &'p Facts,
    before: Option<&'p Facts>,
    after: Option<&'p Facts>,
    second_before: Option<&'p Facts>,
    second_after: Option<&'p Facts>,
    looks: u64,
    /// 1 where the token opens its sentence.
    opens: u64,
}

type Add<'s> = &'s mut dyn FnMut(u64);

impl Near<'_> {
    /// The word by itself, and how it stands in a sentence of this look: its letters, shape, affixes, lists, clusters.
    fn alone(&self, add: Add) {
        let Self { word, looks, opens, .. } = *self;
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(1, 0);
        put(2, word.lower);
        put(3, word.exact);
        put(15, word.shape);
        put(16, word.brief);
        put(22, opens);
        put(23, pair(opens, word.brief));
        put(24, pair(looks, opens));
        put(25, pair(looks, word.brief));
        let affixes = word.prefix[1..].iter().chain(&word.suffix[1..]);
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
        let cluster = u64::from(word.cluster[1]);
        put(64, pair(cluster, opens));
        put(65, pair(cluster, u64::from(word.lists)));
        put(83, pair(looks, u64::from(word.lists)));
        put(84, pair(looks, cluster));
    }

    fn one_before(&self, add: Add) {
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(4, lower(self.before));
        put(17, brief(self.before));
        put(33, self.before.map_or(NOBODY, |f| f.suffix[2]));
        put(49, lists(self.before));
        for size in 0..3 {
            put(53 + size as u64, cluster(self.before, size));
        }
    }

    fn one_after(&self, add: Add) {
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(5, lower(self.after));
        put(18, brief(self.after));
        put(34, self.after.map_or(NOBODY, |f| f.suffix[2]));
        put(48, lists(self.after));
        for size in 0..3 {
            put(56 + size as u64, cluster(self.after, size));
        }
    }

    fn two_before(&self, add: Add) {
        add(pair(lower(self.second_before), 6));
        add(pair(cluster(self.second_before, 1), 59));
    }

    fn two_after(&self, add: Add) {
        add(pair(lower(self.second_after), 7));
        add(pair(cluster(self.second_after, 1), 60));
    }

    fn with_before(&self, add: Add) {
        let Self { word, before, .. } = *self;
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(8, pair(lower(before), word.lower));
        put(12, pair(lower(before), word.brief));
        put(19, pair(brief(before), word.brief));
        put(47, pair(lists(before), u64::from(word.lists)));
        put(61, pair(cluster(before, 1), u64::from(word.cluster[1])));
    }

    fn with_after(&self, add: Add) {
        let Self { word, after, looks, .. } = *self;
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(9, pair(word.lower, lower(after)));
        put(13, pair(lower(after), word.brief));
        put(20, pair(word.brief, brief(after)));
        put(46, pair(u64::from(word.lists), lists(after)));
        put(62, pair(u64::from(word.cluster[1]), cluster(after, 1)));
        put(86, pair(pair(looks, brief(after)), u64::from(word.lists)));
    }

    /// What hangs on words that do not stand side by side, or on three of them.
    #[inline]
    fn wide(&self, mut add: impl FnMut(u64)) {
        let Self { word, before, after, second_before, second_after, looks, .. } = *self;
        let mut put = |template: u64, what: u64| add(pair(what, template));
        put(10, pair(lower(second_before), lower(before)));
        put(11, pair(lower(after), lower(second_after)));
        put(14, pair(lower(before), lower(after)));
        put(21, pair(pair(brief(before), word.brief), brief(after)));
        put(26, pair(pair(looks, brief(before)), brief(after)));
        put(63, pair(cluster(before, 1), cluster(after, 1)));
        put(82, pair(pair(cluster(before, 0), u64::from(word.cluster[0])), cluster(after, 0)));
    }
}

/// The unbroken row of capitals around the word: its ends, its length, and what stands at either side.
#[inline]
fn row_features(page: &Page, words: &Words, stretch: Stretch, i: usize, sink: &mut impl Sink) {
    let sentence = page.sentence(i);
    let row = row_of_capitals(page, stretch, i);
    let facts = |j: usize| words.facts(page.words[j]);
    let beyond = |j: Option<usize>| j.filter(|j| sentence.tokens.tokens().contains(j)).map(facts);
    let (left, right) = (beyond(row.start.checked_sub(1)), beyond(Some(row.end)));
    let place = pair(((i - row.start).min(3)) as u64, ((row.end - 1 - i).min(3)) as u64);
    let (first, last) = (facts(row.start), facts(row.end - 1));
    let key = pair(pair(first.id(), last.id()), pair(place, sentence.looks << 8 | group::ROW));
    sink.together(key, |add| ends_of_row(first, last, place, sentence.looks, add));
    sink.together(pair(id(left), pair(place, group::LEFT)), |add| {
        add(pair(pair(place, lower(left)), 67));
        add(pair(pair(place, cluster(left, 1)), 73));
    });
    sink.together(pair(id(right), pair(place, group::RIGHT)), |add| {
        add(pair(pair(place, lower(right)), 68));
        add(pair(pair(place, cluster(right, 1)), 74));
    });
    sink.add(pair(pair(lower(left), lower(right)), 78));
    sink.add(pair(pair(cluster(left, 0), cluster(right, 0)), 79));
}

fn ends_of_row(first: &Facts, last: &Facts, place: u64, looks: u64, add: Add) {
    let (first, last) = (Some(first), Some(last));
    let mut put = |template: u64, what: u64| add(pair(what, template));
    put(66, place);
    put(69, pair(place, lower(last)));
    put(70, pair(place, lower(first)));
    put(71, pair(place, cluster(last, 1)));
    put(72, pair(place, cluster(first, 1)));
    put(75, pair(place, lists(last)));
    put(76, pair(place, lists(first)));
    put(77, pair(place, looks));
    put(80, pair(place, pair(lists(first), lists(last))));
    put(81, pair(place, pair(cluster(first, 0), cluster(last, 0))));
    put(85, pair(looks, place));
}

fn id(word: Option<&Facts>) -> u64 {
    word.map_or(NOBODY, Facts::id)
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

/// The longest row of tokens with capitals around token `i`, or the token itself where it has none.
fn row_of_capitals(page: &Page, stretch: Stretch, i: usize) -> Stretch {
    if !page.capital[i] {
        return Stretch { start: i, end: i + 1 };
    }
    let start = (stretch.start..i).rev().take_while(|&j| page.capital[j]).last().unwrap_or(i);
    let end = (i..stretch.end).take_while(|&j| page.capital[j]).last().unwrap_or(i) + 1;
    Stretch { start, end }
}
