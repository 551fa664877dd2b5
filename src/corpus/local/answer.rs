//! Answers: the candidates' texts aligned with the words asked for.

use super::lookup::Candidate;
use super::schema::QuotationData;
use super::{Shelf, card};
use crate::corpus::matching::{self, Query};
use crate::corpus::question::{Answer, Level, Match, POSSIBLE, Question, SAME_UTTERANCE};
use crate::corpus::words::heard;

/// Matches in an answer.
const MOST_MATCHES: usize = 16;
/// Candidates whose texts are read.
const ALIGNED: usize = 20;
/// Longer than any quotation; the rest of a draft that lacks a mark.
const LONGEST_QUESTION: usize = 1000;
/// Records of fewer bytes are aligned, and cited, as a whole.
const SHORT_RECORD: usize = 500;
/// A candidate this far behind the best is another utterance.
const FAR_BEHIND: f32 = 0.35;
/// The first look knows no contractions: it may think so much less of a candidate than it deserves.
const SLACK: f32 = 0.1;
/// `find` shows what is at least this near.
const FAINTEST: f32 = 0.3;

impl Shelf {
    /// Answers in the order asked.
    pub fn ask(&self, questions: &[Question]) -> Vec<Answer> {
        let answer = |question: &Question| match question {
            Question::Quotation(words) => Answer::Quotation(self.quotation(words)),
            Question::Name(name) => Answer::Name(Box::new(card::card(self, name))),
            Question::Count(count) => Answer::Stated(self.counts(count)),
            Question::Age(name) => Answer::Stated(self.ages(name)),
        };
        questions.iter().map(answer).collect()
    }

    /// By level, then rank, then score.
    fn quotation(&self, words: &str) -> Vec<Match> {
        let mut matches = self.matches(words, MOST_MATCHES);
        matches.retain(|m| m.score >= POSSIBLE || m.level <= Level::Altered);
        matches.sort_by(|a, b| (a.level, a.rank).cmp(&(b.level, b.rank)).then(b.score.total_cmp(&a.score)));
        matches
    }

    /// By score, best first, however faint.
    pub fn find(&self, words: &str, limit: usize) -> Vec<Match> {
        let mut matches = self.matches(words, limit.max(1));
        matches.retain(|m| m.score >= FAINTEST || m.level <= Level::Altered);
        matches.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.level, a.rank).cmp(&(b.level, b.rank))));
        matches.truncate(limit);
        matches
    }

    /// By how little else the record says: later sorting keeps that order among equals.
    fn matches(&self, words: &str, limit: usize) -> Vec<Match> {
        let query = Query::new(words);
        if query.words.is_empty() || query.words.len() > LONGEST_QUESTION {
            return Vec::new();
        }
        let candidates = self.candidates(&query);
        let floor = candidates.first().map_or(0.0, |best| (best.worth - FAR_BEHIND).max(FAINTEST - SLACK));
        let near = candidates.iter().take(ALIGNED.min(limit + 4)).take_while(|c| c.worth >= floor);
        let mut matches: Vec<_> = near.filter_map(|c| self.align(&query, c)).collect();
        if matches.iter().all(|(found, _)| found.score < SAME_UTTERANCE) {
            matches.extend(self.in_running_text(&query));
        }
        // Of equals the oldest first, and always in one order: threads put records down as they come.
        let place =
            |m: &Match| (m.citation.date.is_none(), m.citation.date.clone(), m.citation.path.clone(), m.citation.line);
        matches.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| place(&a.0).cmp(&place(&b.0))));
        matches.into_iter().map(|(found, _)| found).collect()
    }

    /// The match, and which share of the record it is.
    fn align(&self, query: &Query, candidate: &Candidate) -> Option<(Match, f32)> {
        let record: QuotationData = self.data(candidate.at)?;
        let article = self.article_of(candidate.at);
        let printed = self.printed(article)?;
        let (from, to) = near(query, candidate, &record.text);
        let agreement = matching::agree(query, &record.text[from..to])?;
        let there = agreement.there.start + from..agreement.there.end + from;
        let place = record.places.iter().rev().find(|(at, ..)| *at <= there.start).or(record.places.first());
        let is_nested = record.nested.iter().any(|(start, end)| *start <= there.start && there.end <= *end);
        let mut citation = printed.citation;
        citation.quote = quoted(&record, there.clone());
        citation.speaker = record.speaker.filter(|_| !is_nested);
        if let Some((_, line, time)) = place {
            citation.line = *line;
            citation.time = time.clone();
        }
        let found = Match {
            level: agreement.level,
            score: agreement.score,
            changes: agreement.changes,
            citation,
            speaker: record.name.filter(|_| !is_nested),
            rank: printed.rank,
            spoken: true,
            prints: self.prints(article),
        };
        Some((found, agreement.share))
    }
}

/// Of a long run, the words around those that agree.
fn near(query: &Query, candidate: &Candidate, text: &str) -> (usize, usize) {
    let Some(end) = candidate.end else { return (0, text.len()) };
    if text.len() <= SHORT_RECORD {
        return (0, text.len());
    }
    let words = heard(text);
    let window = matching::window(query.words.len(), end, words.len());
    let to = words.get(window.end).map_or(text.len(), |w| w.start);
    (words.get(window.start).map_or(0, |w| w.start), to)
}

/// A quotation is cited whole; of a run, the sentences that hold the words.
fn quoted(record: &QuotationData, there: std::ops::Range<usize>) -> String {
    if record.places.len() < 2 && record.text.len() <= SHORT_RECORD {
        return record.text.clone();
    }
    sentences(&record.text, there)
}

/// The sentences of a text that hold a stretch of it.
pub fn sentences(text: &str, there: std::ops::Range<usize>) -> String {
    let stop = |c: char| matches!(c, '.' | '!' | '?');
    let start =
        text[..there.start].char_indices().rev().skip_while(|(_, c)| !stop(*c)).map(|(i, c)| i + c.len_utf8()).next();
    let end = text[there.end..].find(stop).map_or(text.len(), |i| there.end + i + 1);
    text[start.unwrap_or(0)..end].trim().to_owned()
}
