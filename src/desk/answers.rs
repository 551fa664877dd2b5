//! What the corpus has answered about quotations and names.

use crate::corpus::question::{Card, Match};
use std::collections::HashMap;
use std::sync::Arc;

/// Answers kept before the first are forgotten: many times the quotations of any day's drafts, few megabytes.
const KEPT: usize = 20_000;

/// Answers by the words or the name asked for.
#[derive(Default)]
pub(super) struct Answers {
    generation: u64,
    by_words: HashMap<String, Noted<Arc<[Match]>>>,
    by_name: HashMap<String, Noted<Arc<Card>>>,
}

struct Noted<A> {
    generation: u64,
    answer: A,
}

impl Answers {
    /// The index changed: every answer is to be asked for again, and holds until then.
    pub fn outdate(&mut self, generation: u64) {
        self.generation = generation;
    }

    /// Puts down an answer about a quotation.
    pub fn note(&mut self, words: String, matches: Vec<Match>) {
        put(&mut self.by_words, words, Noted { generation: self.generation, answer: matches.into() });
    }

    /// Puts down an answer about a name.
    pub fn note_card(&mut self, name: String, card: Card) {
        put(&mut self.by_name, name, Noted { generation: self.generation, answer: card.into() });
    }

    /// The last answer about a quotation, and whether it still holds.
    pub fn get(&self, words: &str) -> Option<(&Arc<[Match]>, bool)> {
        self.by_words.get(words).map(|noted| (&noted.answer, noted.generation == self.generation))
    }

    /// The last answer about a name, and whether it still holds.
    pub fn card(&self, name: &str) -> Option<(&Arc<Card>, bool)> {
        self.by_name.get(name).map(|noted| (&noted.answer, noted.generation == self.generation))
    }
}

fn put<A>(answers: &mut HashMap<String, Noted<A>>, key: String, noted: Noted<A>) {
    if answers.len() >= KEPT {
        answers.clear();
    }
    answers.insert(key, noted);
}
