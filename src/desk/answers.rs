//! What the corpus has answered about quotations.

use crate::corpus::question::Match;
use std::collections::HashMap;
use std::sync::Arc;

/// Answers kept before the first are forgotten: many times the quotations of any day's drafts, few megabytes.
const KEPT: usize = 20_000;

/// Answers by the words asked for.
#[derive(Default)]
pub(super) struct Answers {
    generation: u64,
    by_words: HashMap<String, Noted>,
}

struct Noted {
    generation: u64,
    matches: Arc<[Match]>,
}

impl Answers {
    /// The index changed: every answer is to be asked for again, and holds until then.
    pub fn outdate(&mut self, generation: u64) {
        self.generation = generation;
    }

    /// Puts down an answer.
    pub fn note(&mut self, words: String, matches: Vec<Match>) {
        if self.by_words.len() >= KEPT {
            self.by_words.clear();
        }
        self.by_words.insert(words, Noted { generation: self.generation, matches: matches.into() });
    }

    /// The last answer, and whether it still holds.
    pub fn get(&self, words: &str) -> Option<(&Arc<[Match]>, bool)> {
        self.by_words.get(words).map(|noted| (&noted.matches, noted.generation == self.generation))
    }
}
