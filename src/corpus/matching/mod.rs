//! How the words asked for and the words on record agree: aligned word by word, with the edits named.

mod align;

use super::question::{Change, Level, SAME_UTTERANCE};
use super::words::{Word, words};
use align::{Alignment, Script, Step};
use std::ops::Range;

pub use align::Pattern;

/// Stock phrases: so many words agree by chance, whoever speaks.
const STOCK_WORDS: usize = 5;
/// Two utterances that share fewer words of sense are two utterances.
const SHARED_SENSE: usize = 3;
/// A record that holds only a part must hold this many words of it.
const LONG_OVERLAP: usize = 8;
/// Share of words that agree, to call a first or last word changed (origin: pairs of one utterance in two stories; below
/// it, three in four such words belong to another sentence).
const SURE_AT_THE_EDGE: f32 = 0.85;
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
    /// Share of the record that stands for them: of equal matches the one that says little else is nearer.
    pub share: f32,
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

/// Words, by index, that stand against words.
struct Run {
    here: Range<usize>,
    there: Range<usize>,
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
        let level = self.level(score, edits, &changes, first..last);
        let share = (last - first) as f32 / self.there.len().max(1) as f32;
        Agreement { level, score, changes: changes.into_iter().map(|run| self.change(run)).collect(), there, share }
    }

    fn level(&self, score: f32, edits: u32, changes: &[Run], there: Range<usize>) -> Level {
        let (shared, sense) = self.shared();
        let beyond = self.beyond();
        let attested = self.query.words.len().saturating_sub(beyond);
        let overlap = beyond == 0 || attested >= LONG_OVERLAP && sense > SHARED_SENSE;
        if changes.is_empty() {
            let whole = self.script.steps.iter().all(|s| matches!(s, Step::Same { .. }))
                && self.there.get(there.start).is_some_and(|w| w.begins)
                && self.there.get(there.end).is_none_or(|w| w.begins);
            let enough = shared > 0 && (score >= SAME_UTTERANCE || overlap);
            return if whole {
                Level::Same
            } else if enough {
                Level::Shortened
            } else {
                Level::Possible
            };
        }
        let agreeing = 1.0 - (edits as f32 - beyond as f32) / attested.max(1) as f32;
        let utterance = agreeing >= SAME_UTTERANCE && shared >= STOCK_WORDS - 1 && attested >= STOCK_WORDS;
        let inside = changes.iter().all(|change| self.is_inside(change, agreeing));
        if utterance && overlap && sense >= SHARED_SENSE && inside { Level::Altered } else { Level::Possible }
    }

    /// Where the quotation or the record begins or ends, other words may be another sentence: only one word may differ
    /// there, among many that agree.
    fn is_inside(&self, change: &Run, agreeing: f32) -> bool {
        let edge = change.here.start == 0
            || change.here.end == self.query.words.len()
            || change.there.start == 0
            || change.there.end == self.there.len();
        !edge || change.here.len() <= 1 && agreeing >= SURE_AT_THE_EDGE
    }

    /// Words asked for that lie before the record's first or after its last.
    fn beyond(&self) -> usize {
        self.runs().iter().filter(|run| self.is_beyond(run)).map(|run| run.here.len()).sum()
    }

    fn is_beyond(&self, run: &Run) -> bool {
        let (first, last) = (run.here.start == 0, run.here.end == self.query.words.len());
        run.there.is_empty() && (run.there.start == 0 && first || run.there.end == self.there.len() && last)
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

    /// Edits that follow each other.
    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let (mut i, mut j) = (0, self.script.start);
        for same_kind in self.script.steps.chunk_by(|a, b| a.is_edit() && b.is_edit()) {
            let (a, b) = same_kind.iter().fold((0, 0), |(a, b), s| (a + s.sizes().0, b + s.sizes().1));
            if same_kind[0].is_edit() {
                runs.push(Run { here: i..i + a, there: j..j + b });
            }
            (i, j) = (i + a, j + b);
        }
        runs
    }

    /// Runs that change what was said: what is beyond the record is not on record, and where it has dots nobody knows.
    fn changes(&self) -> Vec<Run> {
        let at_gap = |run: &Run| run.there.is_empty() && self.there.get(run.there.start).is_some_and(|w| w.after_gap);
        self.runs().into_iter().filter(|run| !self.is_beyond(run) && !at_gap(run)).collect()
    }

    fn change(&self, Run { here, there }: Run) -> Change {
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
    fn other_words_at_the_edge_are_another_sentence() {
        let record = "He spoke of a harbour fit to serve the ships of the coming winter.";
        assert_eq!(held("We are not fit to serve the ships of the coming winter", record).level, Level::Possible);
        let read = held("a harbour fit to serve the ships of the coming summer", record);
        assert_eq!((read.level, read.changes[0].there.as_str()), (Level::Altered, "winter"));
    }

    #[test]
    fn a_record_of_one_sentence_is_held_against_that_sentence() {
        let words =
            "We sold the boat twice and twice the whole crew refused. Then the winter came. Nobody asked us again.";
        let read = held(words, "We sold the pier twice and twice the whole crew refused.");
        assert_eq!((read.level, read.changes[0].there.as_str()), (Level::Altered, "pier"));
        assert!(read.score < SAME_UTTERANCE);
        assert_eq!(held(words, "twice the whole crew refused.").level, Level::Possible);
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
