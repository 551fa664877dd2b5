//! How the words asked for and the words on record agree: aligned word by word, with the edits named.

mod align;

use super::question::{Change, Level, SAME_UTTERANCE};
use super::words::{Word, words};
use align::{Alignment, Script, Step};
use std::ops::Range;

pub use align::distance;

/// Stock phrases: so many words agree by chance, whoever speaks.
const STOCK_WORDS: usize = 5;
/// Two utterances that share fewer words of sense are two utterances.
const SHARED_SENSE: usize = 3;
/// A record is looked at this many words around the place where the words seem to stand.
const MARGIN: usize = 12;

/// A quotation as asked for.
#[derive(Clone, Debug)]
pub struct Query {
    text: String,
    /// Its words.
    pub words: Vec<Word>,
}

/// How a record agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// How well.
    pub level: Level,
    /// Share of the words asked for that need no edit.
    pub score: f32,
    /// Words that differ, in order.
    pub changes: Vec<Change>,
    /// Bytes of the record that stand for the words asked for.
    pub there: Range<usize>,
}

impl Query {
    /// Reads the words asked for.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), words: words(text) }
    }

    /// The speaker's own words, as hashes, one list for each part around dots or brackets.
    pub fn parts(&self) -> Vec<Vec<u32>> {
        let mut parts = vec![Vec::new()];
        for word in &self.words {
            if (word.after_gap || word.editors) && parts.last().is_some_and(|p| !p.is_empty()) {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut().filter(|_| !word.editors) {
                part.push(word.hash);
            }
        }
        parts.retain(|p| !p.is_empty());
        parts
    }
}

/// Holds a quotation against a record's text; `None` if they share too little to speak of.
pub fn agree(query: &Query, record: &str) -> Option<Agreement> {
    let there = words(record);
    let script = Alignment::new(&query.words, &there).script()?;
    Some(Verdict { query, record, there: &there, script }.agreement())
}

/// What a script means.
struct Verdict<'a> {
    query: &'a Query,
    record: &'a str,
    there: &'a [Word],
    script: Script,
}

impl Verdict<'_> {
    fn agreement(&self) -> Agreement {
        let edits: u32 = self.script.steps.iter().map(|s| s.cost()).sum();
        let asked = self.query.words.iter().filter(|w| !w.editors).count().max(1);
        let score = (1.0 - edits as f32 / asked as f32).max(0.0);
        let changes = self.changes();
        let first = self.script.start;
        let last = first + self.script.steps.iter().map(|s| s.sizes().1).sum::<usize>();
        let there = match self.there.get(first..last) {
            Some([a, .., z]) => a.at.start..z.at.end,
            Some([a]) => a.at.clone(),
            _ => 0..0,
        };
        Agreement { level: self.level(score, &changes, first..last), score, changes, there }
    }

    fn level(&self, score: f32, changes: &[Change], there: Range<usize>) -> Level {
        let (shared, sense) = self.shared();
        if changes.is_empty() {
            let whole = self.script.steps.iter().all(|s| matches!(s, Step::Same { .. }))
                && self.there.get(there.start).is_some_and(|w| w.begins)
                && self.there.get(there.end).is_none_or(|w| w.begins);
            return match whole {
                true => Level::Same,
                false if score >= SAME_UTTERANCE && shared > 0 => Level::Shortened,
                false => Level::Possible,
            };
        }
        let sure = score >= SAME_UTTERANCE && shared >= STOCK_WORDS - 1 && self.query.words.len() >= STOCK_WORDS;
        if sure && sense >= SHARED_SENSE { Level::Altered } else { Level::Possible }
    }

    /// Words that both have, and how many of them carry sense.
    fn shared(&self) -> (usize, usize) {
        let (mut i, mut words, mut sense) = (0, 0, 0);
        for step in &self.script.steps {
            let (a, _) = step.sizes();
            if matches!(step, Step::Same { .. }) {
                words += a;
                sense += self.query.words[i..i + a].iter().filter(|w| w.content).count();
            }
            i += a;
        }
        (words, sense)
    }

    /// Runs of edits. Words before the record's first or after its last are not on record and not a change.
    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let (mut i, mut j) = (0, self.script.start);
        let mut steps = self.script.steps.as_slice();
        while let Some(step) = steps.first() {
            let run = steps.iter().take_while(|s| s.is_edit()).count();
            let taken = &steps[..run.max(1)];
            let (a, b) = taken.iter().fold((0, 0), |(a, b), s| (a + s.sizes().0, b + s.sizes().1));
            let beyond = b == 0 && (j == 0 && i == 0 || j == self.there.len() && i + a == self.query.words.len());
            let at_gap = b == 0 && self.there.get(j).is_some_and(|w| w.after_gap);
            if step.is_edit() && !beyond && !at_gap {
                changes.push(self.change(i..i + a, j..j + b));
            }
            (i, j) = (i + a, j + b);
            steps = &steps[taken.len()..];
        }
        changes
    }

    fn change(&self, here: Range<usize>, there: Range<usize>) -> Change {
        let text = match &self.there[there] {
            [] => String::new(),
            [one] => self.record[one.at.clone()].to_owned(),
            [first, .., last] => self.record[first.at.start..last.at.end].to_owned(),
        };
        let words = &self.query.words;
        let place = match &words[here.clone()] {
            [] => {
                let at = words.get(here.start).map_or(self.query.text.len(), |w| w.at.start);
                at..at
            }
            some => some[0].at.start..some[some.len() - 1].at.end,
        };
        Change { here: place, there: text }
    }
}

/// The words of a long record worth aligning, when the words asked for seem to end at word `end`.
pub fn window(asked: usize, end: usize, all: usize) -> Range<usize> {
    end.saturating_sub(asked * 2 + MARGIN)..(end + MARGIN).min(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(words: &str, record: &str) -> Agreement {
        agree(&Query::new(words), record).expect("some words agree")
    }

    fn changed<'t>(words: &'t str, agreement: &Agreement) -> Vec<(&'t str, String)> {
        agreement.changes.iter().map(|c| (&words[c.here.clone()], c.there.clone())).collect()
    }

    #[test]
    fn the_same_words_in_other_marks_are_the_same() {
        let read =
            held("we won’t sell the pier, not for 40 crowns", "“We will not sell the pier -- not for forty crowns.”");
        assert_eq!((read.level, read.score), (Level::Same, 1.0));
    }

    #[test]
    fn a_changed_word_is_named_with_what_is_on_record() {
        let words = "The bridge is safe for all the lorries today";
        let read = held(words, "The bridge is safe for all the traffic today, we think.");
        assert_eq!(read.level, Level::Altered);
        assert_eq!(changed(words, &read), [("lorries", "traffic".to_owned())]);
        assert!(read.score > 0.85, "{}", read.score);
    }

    #[test]
    fn a_word_left_out_or_put_in_is_named() {
        let words = "We will be closing the ward before the year is out";
        assert_eq!(
            changed(words, &held(words, "We will not be closing the ward before the year is out")),
            [("", "not".to_owned())]
        );
        let words = "The ferry is perfectly safe for the crews that use it";
        assert_eq!(
            changed(words, &held(words, "The ferry is safe for the crews that use it")),
            [("perfectly", String::new())]
        );
    }

    #[test]
    fn dots_brackets_and_an_early_stop_are_legal() {
        let record =
            "She asked us to sell the boat twice, and twice, in May and June, the whole crew refused. It was late.";
        for words in [
            "She asked us to sell the boat twice … the whole crew refused",
            "[Van der Meulen] asked us to sell the boat twice",
            "She asked us to sell the [night] boat twice",
            "asked us to sell the boat",
            "the whole crew (of nine) refused",
        ] {
            let read = held(words, record);
            assert_eq!((read.level, read.score), (Level::Shortened, 1.0), "{words}");
        }
    }

    #[test]
    fn an_aside_of_the_note_taker_is_not_what_was_said() {
        let record = "We asked the company for help in March (check date!) and nobody from the office ever came.";
        let read = held("We asked the company for help in March and nobody from the office ever came", record);
        assert_eq!((read.score, read.changes), (1.0, vec![]));
        let read = held(
            "They asked us to sell [the boat] twice and twice the crew agreed",
            "They asked us to sell it twice and twice the crew refused.",
        );
        assert_eq!((read.level, read.changes[0].there.as_str()), (Level::Altered, "refused"));
    }

    #[test]
    fn words_changed_behind_dots_are_changed() {
        let words = "We asked the harbour office ... and nobody from the council ever came";
        let read =
            held(words, "We asked the harbour office in March and in May, and nobody from the company ever came.");
        assert_eq!(read.level, Level::Altered);
        assert_eq!(changed(words, &read), [("council", "company".to_owned())]);
    }

    #[test]
    fn a_record_that_holds_less_contradicts_nothing() {
        let read = held("We will not sell the pier to anyone, ever", "will not sell the pier to anyone, ever");
        assert_eq!(read.level, Level::Shortened);
        assert!(read.changes.is_empty());
    }

    #[test]
    fn stock_phrases_and_small_talk_are_never_altered() {
        assert_eq!(held("We are very proud", "We are very pleased").level, Level::Possible);
        assert_eq!(
            held("It was what we had to do for them", "It is what we had to do for them").level,
            Level::Possible
        );
    }
}
