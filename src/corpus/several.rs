//! Corpora asked as one: what the settings name has an index of its own, and so has what the user names for one run, and what
//! drafts rest on.

use super::Corpus;
use super::question::{Answer, Match, Question};
use crate::error::Result;
use crate::finding::Citation;

/// Matches of one quotation that are kept.
const MOST_MATCHES: usize = 16;

/// Any number of corpora.
#[derive(Default)]
pub struct Corpora(Vec<Corpus>);

impl Corpora {
    /// One more.
    pub fn put(&mut self, corpus: Corpus) {
        self.0.push(corpus);
    }

    /// Answers, in the order asked; see [`Corpus::ask`].
    pub fn ask(&self, questions: &[Question]) -> Vec<Answer> {
        let mut answers = self.0.iter().map(|corpus| corpus.ask(questions));
        let first = answers.next().unwrap_or_default();
        answers.fold(first, |all, more| all.into_iter().zip(more).map(|(a, b)| joined(a, b)).collect())
    }

    /// The same or nearly the same words on record, best first: at most `limit` of each corpus. See [`Corpus::find`].
    pub fn find(&self, words: &str, limit: usize) -> Vec<Match> {
        let mut found: Vec<_> = self.0.iter().flat_map(|corpus| corpus.find(words, limit)).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.level, a.rank).cmp(&(b.level, b.rank))));
        found
    }

    /// See [`Corpus::story`].
    pub fn story(&self, citation: &Citation) -> Option<Vec<String>> {
        self.0.iter().find_map(|corpus| corpus.story(citation))
    }

    /// Names on record, each once; see [`Corpus::names`].
    pub fn names(&self, typed: &str, limit: usize) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.0.iter().flat_map(|corpus| corpus.names(typed, limit)) {
            if names.len() < limit && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Changes whenever what is on record in one of them does, and when there is one more.
    pub fn generation(&self) -> u64 {
        self.0.iter().fold(0, |all, corpus| all.wrapping_mul(31).wrapping_add(corpus.generation() + 1))
    }

    /// Takes up what was written since.
    pub fn reload(&mut self) -> Result<()> {
        self.0.iter_mut().try_for_each(|corpus| corpus.reload().map(drop))
    }

    /// How many articles are on record.
    pub fn articles(&self) -> usize {
        self.0.iter().map(Corpus::articles).sum()
    }
}

fn joined(a: Answer, b: Answer) -> Answer {
    match (a, b) {
        (Answer::Quotation(a), Answer::Quotation(b)) => Answer::Quotation(best([a, b].concat(), MOST_MATCHES)),
        (Answer::Name(a), Answer::Name(b)) => Answer::Name(if b.count > a.count { b } else { a }),
        (Answer::Stated(a), Answer::Stated(b)) => Answer::Stated([a, b].concat()),
        (Answer::Unreached(_), reached) | (reached, _) => reached,
    }
}

fn best(mut matches: Vec<Match>, limit: usize) -> Vec<Match> {
    matches.sort_by(|a, b| (a.level, a.rank).cmp(&(b.level, b.rank)).then(b.score.total_cmp(&a.score)));
    matches.truncate(limit);
    matches
}
