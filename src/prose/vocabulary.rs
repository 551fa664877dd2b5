//! The words that a reader has met. What is asked of a word by itself, wherever it stands, is worked out when it is first met and
//! read off from then on: a thousand words are three quarters of all copy.

use super::cue::{Class, Verbs};
use super::name::lists::Lists;
use super::speaker::{Look, neighbour};
use super::token::{self, Token};
use std::sync::Arc;

/// Words remembered, at most, when a passage is begun; some 40 bytes each.
const MOST_WORDS: usize = 1 << 16;
/// Bits of a slot that number a word: no passage has more words than that without some being met anew.
const NUMBERS: u32 = 20;

/// Words as written, with what is known of each.
#[derive(Debug, Default)]
pub struct Vocabulary {
    verbs: Arc<Verbs>,
    /// Where its hash says, or right behind, the number of each word and some bits of its hash; nought is none. A power of two
    /// of them, and half at least stay empty.
    slots: Vec<u32>,
    /// In order of meeting: what is common lies together, which saves waiting for the machine's memory. The first is none.
    words: Vec<Word>,
}

/// A word by its hash.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    key: u64,
    entry: Entry,
}

/// What is known of one word as written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// What it can do; the desk's own verbs of saying count.
    pub class: Class,
    /// The numbers that the tagger gave it, with few facts and with all of them; nought as long as it has not asked.
    pub facts: [u32; 2],
    /// The closed lists it stands on.
    pub on: Lists,
    /// What it looks like in the reporter's own words.
    pub(super) look: Look,
    /// What it is to whatever stands beside it there.
    pub(super) code: u8,
}

/// A passage cut into words that a vocabulary knows.
#[derive(Clone, Copy)]
pub struct Written<'p> {
    /// Its text.
    pub text: &'p str,
    /// Its words, numbers and marks.
    pub tokens: &'p [Token],
    /// What is known of each.
    pub entries: &'p [Entry],
}

impl<'p> Written<'p> {
    /// Token `i` as written.
    pub fn of(&self, i: usize) -> &'p str {
        self.tokens[i].of(self.text)
    }
}

impl Vocabulary {
    /// Of a desk with its own verbs of saying.
    pub fn of(verbs: Arc<Verbs>) -> Self {
        Self { verbs, ..Self::default() }
    }

    /// Forgets all words.
    pub fn forget(&mut self) {
        *self = Self::of(Arc::clone(&self.verbs));
    }

    /// Whether so many words are known that they had better be forgotten.
    pub const fn is_full(&self) -> bool {
        self.words.len() > MOST_WORDS
    }

    /// Looks the tokens of a text up, and gets to know those it has not met; adds what is known of each.
    pub fn look_up(&mut self, text: &str, tokens: &[Token], entries: &mut Vec<Entry>) {
        if self.words.is_empty() {
            self.begin();
        }
        entries.reserve(tokens.len());
        for tokens in tokens.chunks(TOGETHER) {
            self.glance(text, tokens, entries);
        }
    }

    /// Looks for each word where its hash says, and only then anywhere else. Nothing hangs on what is found there, so that the
    /// machine fetches many at a time: most of the time goes into waiting for its memory.
    fn glance(&mut self, text: &str, tokens: &[Token], entries: &mut Vec<Entry>) {
        let mut keys = [0; TOGETHER];
        for (key, token) in keys.iter_mut().zip(tokens) {
            *key = key_of(text.as_bytes(), token);
        }
        let (from, slots, words) = (entries.len(), &*self.slots, &*self.words);
        let mut missed = 0_u64;
        entries.extend(keys[..tokens.len()].iter().enumerate().map(|(i, key)| {
            let word = &words[number(slots[*key as usize & (slots.len() - 1)])];
            missed |= u64::from(word.key != *key) << i;
            word.entry
        }));
        while missed != 0 {
            let i = missed.trailing_zeros() as usize;
            missed &= missed - 1;
            entries[from + i] = match self.find(keys[i]) {
                Some(word) => self.words[word].entry,
                None => self.meet(keys[i], text, &tokens[i]),
            };
        }
    }

    /// What the tagger's number is of a token that was looked up; `new` numbers it.
    #[cold]
    pub fn facts(&mut self, text: &str, token: &Token, full: bool, new: impl FnOnce(&str) -> u32) -> u32 {
        let Some(word) = self.find(key_of(text.as_bytes(), token)) else { return new(token.of(text)) };
        let number = &mut self.words[word].entry.facts[usize::from(full)];
        if *number == 0 {
            *number = new(token.of(text));
        }
        *number
    }

    /// The number of the word with this hash.
    #[inline]
    fn find(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot >> NUMBERS == mark(key) && self.words[number(slot)].key == key {
                return Some(number(slot));
            }
            if slot == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn meet(&mut self, key: u64, text: &str, token: &Token) -> Entry {
        if self.words.len() >> NUMBERS != 0 {
            self.begin();
        }
        let word = token.of(text);
        let class = if token.kind == token::Kind::Word { self.verbs.class(word) } else { Class::NONE };
        let look = Look::of(token, text);
        let code = neighbour::code(look, class, word);
        let entry = Entry { class, on: Lists::of(word, token.kind), look, code, ..Entry::default() };
        self.words.push(Word { key, entry });
        if self.words.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            (1..self.words.len()).for_each(|number| self.lay(number));
        } else {
            self.lay(self.words.len() - 1);
        }
        entry
    }

    fn begin(&mut self) {
        self.words = vec![Word::default()];
        self.slots = vec![0; FEWEST];
    }

    fn lay(&mut self, number: usize) {
        let key = self.words[number].key;
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = mark(key) << NUMBERS | number as u32;
    }
}

/// Words that are looked for at the same time: bits of a number.
const TOGETHER: usize = 64;
/// Slots for the first words.
const FEWEST: usize = 1 << 8;

/// The number of the word in a slot.
const fn number(slot: u32) -> usize {
    (slot & !(u32::MAX << NUMBERS)) as usize
}

/// Bits of a hash that do not say where its slot is.
const fn mark(key: u64) -> u32 {
    (key >> (32 + NUMBERS)) as u32
}

/// The hash of a token as written. Nearly all have sixteen bytes at most, and more of the text behind them: those are not gone
/// through byte by byte.
#[inline]
fn key_of(text: &[u8], token: &Token) -> u64 {
    let (from, to) = (token.span().start, token.span().end);
    let length = to - from;
    match text[from..].first_chunk::<16>() {
        Some(sixteen) if (1..=16).contains(&length) => {
            let (eight, others) = sixteen.split_at(8);
            let number = |eight: &[u8]| eight.try_into().map_or(0, u64::from_le_bytes);
            let [first, second] = MASKS[length % MASKS.len()];
            fold(number(eight) & first, number(others) & second)
        }
        _ => long_key(&text[from..to]),
    }
}

/// Which bits of sixteen bytes belong to a word of so many, in two numbers.
static MASKS: [[u64; 2]; 17] = {
    let mut masks = [[0; 2]; 17];
    let mut length = 1;
    while length < masks.len() {
        let whole = u128::MAX >> (8 * (16 - length));
        masks[length] = [whole as u64, (whole >> 64) as u64];
        length += 1;
    }
    masks
};

/// The same for any word.
#[cold]
fn long_key(word: &[u8]) -> u64 {
    let eight = |bytes: &[u8]| bytes.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte));
    let mut pieces = word.chunks(8).map(eight);
    let first = fold(pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default());
    pieces.fold(first, fold)
}

/// Two numbers as one; every bit of it hangs on every bit of both.
#[inline]
const fn fold(a: u64, b: u64) -> u64 {
    let whole = ((a ^ 0x9e37_79b9_7f4a_7c15) as u128) * ((b ^ 0xc2b2_ae3d_27d4_eb4f) as u128);
    whole as u64 ^ (whole >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    /// The words' numbers, in order of meeting.
    fn numbers(vocabulary: &mut Vocabulary, met: &mut u32, text: &str) -> Vec<u32> {
        let (tokens, mut entries) = (tokens(text), Vec::new());
        vocabulary.look_up(text, &tokens, &mut entries);
        let mut new = || {
            *met += 1;
            *met
        };
        tokens.iter().map(|token| vocabulary.facts(text, token, true, |_| new())).collect()
    }

    #[test]
    fn a_word_is_the_same_wherever_it_stands() {
        let (mut vocabulary, mut met) = (Vocabulary::default(), 0);
        let words = "the The they harbour harbours harbourmaster harbourmasters harbourmaster-general";
        let first = numbers(&mut vocabulary, &mut met, words);
        assert_eq!(first, [1, 2, 3, 4, 5, 6, 7, 8]);
        let words: Vec<&str> = words.split(' ').collect();
        for (word, number) in words.iter().zip(first) {
            assert_eq!(numbers(&mut vocabulary, &mut met, word), [number], "{word}");
            assert_eq!(numbers(&mut vocabulary, &mut met, &format!("{word} of the harbour"))[0], number, "{word}");
        }
    }

    #[test]
    fn many_words_are_told_apart() {
        let (mut vocabulary, mut met) = (Vocabulary::default(), 0);
        let text = (0..20_000).map(|i| format!("w{i} ")).collect::<String>();
        let first = numbers(&mut vocabulary, &mut met, &text);
        assert_eq!(first, (1..=20_000).collect::<Vec<u32>>());
        assert_eq!(numbers(&mut vocabulary, &mut met, &text), first);
    }

    #[test]
    fn a_desks_own_verb_is_known_as_one() {
        let mut verbs = Verbs::default();
        verbs.add("podcast", Class::NEUTRAL);
        let (text, mut entries) = ("Ruiz podcasted", Vec::new());
        Vocabulary::of(Arc::new(verbs)).look_up(text, &tokens(text), &mut entries);
        assert!(entries[1].class.is(Class::NEUTRAL));
        assert_eq!(entries[0].class, Class::NONE);
    }
}
