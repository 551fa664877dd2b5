//! What was decided on every quotation of a story, kept so that a keystroke decides anew only what it can have moved.

use super::ballot::{Heard, Last};
use super::pronoun::Meanings;
use super::voices::Voices;
use super::{Attribution, Verdict, decide, give_to_inner, walk_one};
use crate::prose::cast::Cast;
use crate::prose::reading::Reading;

/// How far a quotation's candidates are looked for: paragraphs before it, and after it.
const SEEN_BEFORE: usize = 2;
const SEEN_AFTER: usize = 1;

/// Everybody heard in a story.
pub struct Hearing {
    /// By passage, then quotation.
    pub verdicts: Vec<Vec<Verdict>>,
    meanings: Meanings,
    /// The quotation before each passage; one more for what is last of all.
    lasts: Vec<Option<Last>>,
}

impl Hearing {
    pub(super) fn begin(readings: &[&Reading], cast: &Cast, meanings: Meanings) -> Self {
        let mut hearing =
            Self { verdicts: vec![Vec::new(); readings.len()], meanings, lasts: vec![None; readings.len() + 1] };
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        for passage in 0..readings.len() {
            hearing.hear(readings, &all, cast, passage);
        }
        hearing
    }

    /// The same story after some of its paragraphs changed (with the readings they had) and its cast did not. `None` if
    /// the change reaches farther than its neighbours: then the whole is to be heard.
    pub fn again(mut self, readings: &[&Reading], cast: &Cast, changed: &[(usize, &Reading)]) -> Option<Self> {
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let tally = &mut self.meanings.tally;
        let steady = changed.iter().all(|(p, old)| tally.again(*p, (&old.voices, all[*p]), cast));
        if !steady || !self.meanings.again(readings, cast, changed) {
            return None;
        }
        let changed: Vec<usize> = changed.iter().map(|(p, _)| *p).collect();
        let in_sight = |p: usize| changed.iter().any(|c| *c <= p + SEEN_AFTER && p <= *c + SEEN_BEFORE);
        let carried = |last: Option<Last>| match last.map(|l| l.heard) {
            Some(Heard::Source(passage, _)) => changed.contains(&passage),
            _ => false,
        };
        let mut moved = false;
        for passage in 0..readings.len() {
            if moved || in_sight(passage) || carried(self.lasts[passage]) {
                let before = self.lasts[passage + 1];
                self.hear(readings, &all, cast, passage);
                moved = self.lasts[passage + 1] != before;
            }
        }
        Some(self)
    }

    fn hear(&mut self, readings: &[&Reading], all: &[&Voices], cast: &Cast, passage: usize) {
        let reading = readings[passage];
        let silent = Verdict { attribution: Attribution::Unsure, no_speech: false };
        let mut verdicts = vec![silent; reading.marks.quoted.len()];
        let names = self.meanings.resolver(readings, cast);
        let last = walk_one(readings, all, &self.meanings.tally, passage, self.lasts[passage], &mut |question| {
            let (verdict, heard) = decide(question, &names);
            verdicts[question.quoted] = verdict;
            heard
        });
        give_to_inner(reading, &mut verdicts);
        self.verdicts[passage] = verdicts;
        self.lasts[passage + 1] = last;
    }
}
