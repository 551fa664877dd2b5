//! What the corpus has answered about quotations and names.

use crate::corpus::question::{Card, Match, Question, Stated};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Answers kept before the first are forgotten: many times the quotations of any day's drafts, few megabytes.
const KEPT: usize = 20_000;

/// Answers by what was asked for.
#[derive(Default)]
pub(super) struct Answers {
    generation: u64,
    by_words: HashMap<Arc<str>, Noted<Matches>>,
    by_name: HashMap<String, Noted<Arc<Card>>>,
    stated: HashMap<Question, Noted<Arc<[Stated]>>>,
}

/// What is on record for some words.
type Matches = Arc<[Match]>;

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
        put(&mut self.by_words, words.into(), Noted { generation: self.generation, answer: matches.into() });
    }

    /// Puts down an answer about a name.
    pub fn note_card(&mut self, name: String, card: Card) {
        put(&mut self.by_name, name, Noted { generation: self.generation, answer: card.into() });
    }

    /// Puts down what stories state in answer to a question.
    pub fn note_stated(&mut self, question: Question, stated: Vec<Stated>) {
        put(&mut self.stated, question, Noted { generation: self.generation, answer: stated.into() });
    }

    /// The last answer to a question that stories answer, and whether it still holds.
    pub fn stated(&self, question: &Question) -> Option<(&Arc<[Stated]>, bool)> {
        self.stated.get(question).map(|noted| (&noted.answer, noted.generation == self.generation))
    }

    /// The last answer about a quotation, and whether it still holds.
    pub fn get(&self, words: &str) -> Option<(&Matches, bool)> {
        self.about(words).map(|(_, answer, holds)| (answer, holds))
    }

    /// The same, with the words as they were asked for.
    pub fn about(&self, words: &str) -> Option<(&Arc<str>, &Matches, bool)> {
        let (words, noted) = self.by_words.get_key_value(words)?;
        Some((words, &noted.answer, noted.generation == self.generation))
    }

    /// The last answer about a name, and whether it still holds.
    pub fn card(&self, name: &str) -> Option<(&Arc<Card>, bool)> {
        self.by_name.get(name).map(|noted| (&noted.answer, noted.generation == self.generation))
    }
}

fn put<K: Eq + Hash, A>(answers: &mut HashMap<K, Noted<A>>, key: K, noted: Noted<A>) {
    if answers.len() >= KEPT {
        answers.clear();
    }
    answers.insert(key, noted);
}
