//! Every quotation in order, put to whoever decides on it.

use super::Question;
use super::ballot::{Ballot, Candidate, Heard, Last, Tally};
use super::features::{self, Features};
use super::voices::Voices;
use crate::prose::cast::Cast;
use crate::prose::reading::Reading;

/// Room for the candidates of one quotation after another's.
#[derive(Default)]
pub(super) struct Papers {
    candidates: Vec<Candidate>,
    rows: Vec<Features>,
}

/// Puts every outer quotation of the story to `decide`, in order; what it hears is what later quotations may carry on.
pub fn walk<'r>(readings: &[&'r Reading], cast: &Cast, mut decide: impl FnMut(&Question<'_, 'r>) -> Heard) {
    let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
    let (tally, mut papers) = (Tally::of(&all, cast), Papers::default());
    let mut last = None;
    for passage in 0..readings.len() {
        last = papers.hand_out((readings, &all, &tally), passage, last, &mut decide);
    }
}

impl Papers {
    /// The same for the quotations of one passage; `last` is the one before them, and the last of them is given back.
    pub fn hand_out<'r>(
        &mut self,
        (readings, all, tally): (&[&'r Reading], &[&'r Voices], &Tally),
        passage: usize,
        mut last: Option<Last>,
        decide: &mut impl FnMut(&Question<'_, 'r>) -> Heard,
    ) -> Option<Last> {
        let Self { candidates, rows } = self;
        for setting in &all[passage].settings {
            let last_member = last.as_ref().and_then(|last| match last.heard {
                Heard::Source(passage, index) => tally.member(passage, index),
                _ => None,
            });
            let ballot = Ballot {
                passage,
                role: readings[passage].role,
                setting,
                voices: all[passage],
                prior: passage.checked_sub(1).map(|p| all[p]),
                all,
                last: last.as_ref(),
                last_member,
                subjects: setting.cues().map(|cue| all[passage].cues[cue? as usize].subject),
                edge: all[passage].sources.partition_point(|source| source.from < setting.at),
                tally,
            };
            ballot.find_candidates(candidates);
            let common = features::of_quotation(&ballot);
            rows.clear();
            rows.resize(candidates.len(), common);
            rows.iter_mut().zip(&*candidates).for_each(|(row, candidate)| features::add_own(row, &ballot, candidate));
            let quoted = setting.quoted as usize;
            let heard =
                decide(&Question { passage, quoted, candidates, features: rows, setting, all, last: last.as_ref() });
            let (at, sentence, kind, open) = (setting.at, setting.sentence, setting.kind, setting.open);
            last = Some(Last { heard, passage, at, sentence, kind, open });
        }
        last
    }
}
