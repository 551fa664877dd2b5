//! The features of one token: hashes that the model holds weights for.
//!
//! A feature is a template's number and what stands there. Templates number themselves by their order in [`features`], so
//! the order is part of the model: after any change here the model must be trained anew.

use super::facts::Facts;
use super::hash::pair;
use super::page::{Page, Stretch};

/// Stands for a neighbour beyond the sentence.
const NOBODY: u64 = 7;

/// Calls `sink` with every feature of token `i`, which must lie in `stretch`, one of the page's stretches.
#[inline]
pub fn features(page: &Page, stretch: Stretch, i: usize, sink: impl FnMut(u64)) {
    let sentence = page.sentence(i);
    let at = |offset: isize| -> Option<&Facts> {
        let j = i.checked_add_signed(offset)?;
        sentence.tokens.tokens().contains(&j).then(|| &page.facts[j])
    };
    let word = &page.facts[i];
    let (before, after, second_before, second_after) = (at(-1), at(1), at(-2), at(2));
    let opens = u64::from(i == sentence.tokens.start);
    let lower = |f: Option<&Facts>| f.map_or(NOBODY, |f| f.lower);
    let brief = |f: Option<&Facts>| f.map_or(NOBODY, |f| f.brief);
    let lists = |f: Option<&Facts>| f.map_or(NOBODY << 16, |f| u64::from(f.lists));
    let cluster = |f: Option<&Facts>, size: usize| f.map_or(NOBODY << 16, |f| u64::from(f.cluster[size]));

    let mut sheet = Sheet { template: 0, sink };
    sheet.add(0);
    // The word, its neighbours, and pairs of them.
    sheet.add(word.lower);
    sheet.add(word.exact);
    sheet.add(lower(before));
    sheet.add(lower(after));
    sheet.add(lower(second_before));
    sheet.add(lower(second_after));
    sheet.add(pair(lower(before), word.lower));
    sheet.add(pair(word.lower, lower(after)));
    sheet.add(pair(lower(second_before), lower(before)));
    sheet.add(pair(lower(after), lower(second_after)));
    sheet.add(pair(lower(before), word.brief));
    sheet.add(pair(lower(after), word.brief));
    sheet.add(pair(lower(before), lower(after)));

    // Shapes.
    sheet.add(word.shape);
    sheet.add(word.brief);
    sheet.add(brief(before));
    sheet.add(brief(after));
    sheet.add(pair(brief(before), word.brief));
    sheet.add(pair(word.brief, brief(after)));
    sheet.add(pair(pair(brief(before), word.brief), brief(after)));
    sheet.add(opens);
    sheet.add(pair(opens, word.brief));
    sheet.add(pair(sentence.looks, opens));
    sheet.add(pair(sentence.looks, word.brief));
    sheet.add(pair(pair(sentence.looks, brief(before)), brief(after)));

    // Affixes.
    for &hash in word.prefix[1..].iter().chain(&word.suffix[1..]) {
        if hash == 0 { sheet.skip(1) } else { sheet.add(hash) }
    }
    sheet.add(before.map_or(NOBODY, |f| f.suffix[2]));
    sheet.add(after.map_or(NOBODY, |f| f.suffix[2]));

    // Lists.
    for bit in [0, 1, 2, 3, 4, 5, 6, 7, 10, 11] {
        if word.lists >> bit & 1 == 1 {
            sheet.add(bit);
        } else {
            sheet.skip(1);
        }
    }
    sheet.add(u64::from(word.lists));
    sheet.add(pair(u64::from(word.lists), lists(after)));
    sheet.add(pair(lists(before), u64::from(word.lists)));
    sheet.add(lists(after));
    sheet.add(lists(before));

    // Clusters.
    for near in [Some(word), before, after] {
        for size in 0..3 {
            sheet.add(cluster(near, size));
        }
    }
    sheet.add(cluster(second_before, 1));
    sheet.add(cluster(second_after, 1));
    sheet.add(pair(cluster(before, 1), cluster(Some(word), 1)));
    sheet.add(pair(cluster(Some(word), 1), cluster(after, 1)));
    sheet.add(pair(cluster(before, 1), cluster(after, 1)));
    sheet.add(pair(cluster(Some(word), 1), opens));
    sheet.add(pair(cluster(Some(word), 1), u64::from(word.lists)));

    // The unbroken row of capitals around the word: its ends, its length, and what stands at either side.
    let row = row_of_capitals(page, stretch, i);
    let (first, last) = (&page.facts[row.start], &page.facts[row.end - 1]);
    let beyond = |j: Option<usize>| j.filter(|j| sentence.tokens.tokens().contains(j)).map(|j| &page.facts[j]);
    let (left, right) = (beyond(row.start.checked_sub(1)), beyond(Some(row.end)));
    let place = pair(((i - row.start).min(3)) as u64, ((row.end - 1 - i).min(3)) as u64);
    sheet.add(place);
    sheet.add(pair(place, lower(left)));
    sheet.add(pair(place, lower(right)));
    sheet.add(pair(place, last.lower));
    sheet.add(pair(place, first.lower));
    sheet.add(pair(place, cluster(Some(last), 1)));
    sheet.add(pair(place, cluster(Some(first), 1)));
    sheet.add(pair(place, cluster(left, 1)));
    sheet.add(pair(place, cluster(right, 1)));
    sheet.add(pair(place, u64::from(last.lists)));
    sheet.add(pair(place, u64::from(first.lists)));
    sheet.add(pair(place, sentence.looks));
    sheet.add(pair(lower(left), lower(right)));
    sheet.add(pair(cluster(left, 0), cluster(right, 0)));
    let ends = pair(u64::from(first.lists), u64::from(last.lists));
    sheet.add(pair(place, ends));
    sheet.add(pair(place, pair(cluster(Some(first), 0), cluster(Some(last), 0))));
    sheet.add(pair(pair(cluster(before, 0), cluster(Some(word), 0)), cluster(after, 0)));
    sheet.add(pair(sentence.looks, u64::from(word.lists)));
    sheet.add(pair(sentence.looks, cluster(Some(word), 1)));
    sheet.add(pair(sentence.looks, place));
    sheet.add(pair(pair(sentence.looks, brief(after)), u64::from(word.lists)));
}

/// Numbers the templates as they come.
struct Sheet<Sink> {
    template: u64,
    sink: Sink,
}

impl<Sink: FnMut(u64)> Sheet<Sink> {
    #[inline]
    fn add(&mut self, what: u64) {
        self.template += 1;
        (self.sink)(pair(what, self.template));
    }

    /// Leaves the next templates out.
    #[inline]
    fn skip(&mut self, templates: u64) {
        self.template += templates;
    }
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
