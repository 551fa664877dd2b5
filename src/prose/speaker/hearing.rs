//! What was decided on every quotation of a story, kept so that a keystroke decides anew only what it can have moved.

use super::ballot::{Heard, Last};
use super::change::{Change, Recast};
use super::pronoun::{Meanings, Resolver};
use super::voices::Voices;
use super::{Attribution, Verdict, decide, walk_one};
use crate::finding::Spot;
use crate::prose::cast::{Cast, Linked};
use crate::prose::quote::Kind;
use crate::prose::reading::Reading;
use std::sync::Arc;

/// How far a quotation's candidates are looked for: paragraphs before it, and after it.
const SEEN_BEFORE: usize = 2;
const SEEN_AFTER: usize = 1;

/// Everybody heard in a story.
#[derive(Default)]
pub struct Hearing {
    meanings: Meanings,
    /// By passage.
    turns: Vec<Turn>,
}

/// What was heard in one passage.
#[derive(Clone, Default)]
struct Turn {
    /// The quotation before the passage, and the last one when it ends.
    before: Option<Last>,
    after: Option<Last>,
    /// By quotation.
    decided: Vec<Decided>,
}

/// A verdict, and the passage and source of the speaker it names.
#[derive(Clone)]
struct Decided {
    verdict: Verdict,
    source: Option<(usize, usize)>,
}

impl Hearing {
    /// The verdicts on the quotations of each passage.
    pub fn verdicts(&self) -> impl Iterator<Item = impl Iterator<Item = &Verdict>> {
        self.turns.iter().map(|turn| turn.decided.iter().map(|decided| &decided.verdict))
    }

    /// Takes up a change of the story and its cast (as it was, as it is).
    pub fn again(&mut self, readings: &[&Reading], change: &Change, (old, new): (&Linked, &Linked)) {
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let (mut recast, mut moved) = (Recast::of(old, new), vec![false; readings.len()]);
        self.meanings.tally.again(&all, (change, &mut recast), (&old.cast, &new.cast), &mut moved);
        self.decide((readings, &all), &new.cast, (change, &recast), moved);
        self.name(readings, &new.cast, |_| true);
    }

    /// Takes up paragraphs that took the place of others, where every name of the story stands for whom it stood for.
    pub fn exchange(&mut self, readings: &[&Reading], (change, exchanged): (&Change, &[usize]), linked: &Linked) {
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let (mut recast, mut moved) = (Recast::same(linked), vec![false; readings.len()]);
        self.meanings.tally.exchange(&all, (exchanged, &mut recast), &linked.cast, &mut moved);
        let moved = self.decide((readings, &all), &linked.cast, (change, &recast), moved);
        // A name is called as the story first has it, be its apostrophe straight or curly.
        let curls = |passage: &usize| readings[*passage].text.contains(['\'', '’', '‘', 'ʼ']);
        let all_anew = exchanged.iter().any(curls);
        self.name(readings, &linked.cast, |there| all_anew || moved[there]);
    }

    /// Decides what may be decided otherwise, after the names were tallied, which moved some passages. All that moved.
    fn decide(
        &mut self,
        (readings, all): (&[&Reading], &[&Voices]),
        cast: &Cast,
        (change, recast): (&Change, &Recast),
        mut moved: Vec<bool>,
    ) -> Vec<bool> {
        let named = moved.clone();
        self.meanings.again(readings, cast, (change, recast), &mut moved);
        change.replace(&mut self.turns, |_| Turn::default());
        let mut now = None;
        for passage in 0..readings.len() {
            let stale = !self.turns[passage].shift(passage, change) || self.turns[passage].before != now;
            let lines = passage.saturating_sub(SEEN_BEFORE)..=(passage + SEEN_AFTER).min(readings.len() - 1);
            let in_sight = change.is_seen_from(passage, SEEN_BEFORE, SEEN_AFTER) || named[lines].contains(&true);
            let carried = |last: Last| match last.heard {
                Heard::Source(there, _) => moved[there] || change.is_fresh(there),
                _ => false,
            };
            if stale || in_sight || moved[passage] || now.is_some_and(carried) {
                self.turns[passage] = self.hear(readings, all, cast, passage, now);
            }
            now = self.turns[passage].after;
        }
        moved
    }

    fn hear(&self, readings: &[&Reading], all: &[&Voices], cast: &Cast, passage: usize, before: Option<Last>) -> Turn {
        let reading = readings[passage];
        let silent = Verdict { attribution: Attribution::Unsure, no_speech: false };
        let mut decided = vec![Decided { verdict: silent, source: None }; reading.marks.quoted.len()];
        let names = self.meanings.resolver(readings, cast);
        let after = walk_one(readings, all, &self.meanings.tally, passage, before, &mut |question| {
            let (verdict, heard) = decide(question, &names);
            let source = match heard {
                Heard::Source(passage, index) => verdict.attribution.speaker().map(|_| (passage, index)),
                _ => None,
            };
            decided[question.quoted] = Decided { verdict, source };
            heard
        });
        give_to_inner(reading, &mut decided);
        Turn { before, after, decided }
    }

    /// Calls the speakers that stand in passages of some kind by the name that the story has for them now.
    fn name(&mut self, readings: &[&Reading], cast: &Cast, stands_there: impl Fn(usize) -> bool) {
        let names = self.meanings.resolver(readings, cast);
        for decided in self.turns.iter_mut().flat_map(|turn| &mut turn.decided) {
            if decided.source.is_some_and(|(passage, _)| stands_there(passage)) {
                decided.name(&names);
            }
        }
    }
}

impl Turn {
    /// Moves what it refers to where it stands now; false if that is gone, or at another distance than before.
    fn shift(&mut self, passage: usize, change: &Change) -> bool {
        if !change.shifts(passage) {
            return true;
        }
        let mut whole = true;
        for last in [&mut self.before, &mut self.after].into_iter().flatten() {
            whole &= last.shift(|there| change.now_behind(there));
        }
        for decided in &mut self.decided {
            whole &= decided.shift(|there| change.now(there));
        }
        whole
    }
}

impl Decided {
    fn shift(&mut self, now: impl Fn(usize) -> Option<usize>) -> bool {
        let (Some((passage, _)), Attribution::Found(speaker)) = (&mut self.source, &mut self.verdict.attribution)
        else {
            return true;
        };
        let Some(there) = now(*passage) else { return false };
        *passage = there;
        speaker.mention.passage = there;
        // Words of saying stand with the quotation, in the passage of the one who says them.
        speaker.cue = speaker.cue.map(|cue| Spot { passage: there, ..cue });
        true
    }

    fn name(&mut self, names: &Resolver) {
        let (Some((passage, index)), Attribution::Found(speaker)) = (self.source, &mut self.verdict.attribution) else {
            return;
        };
        let (member, name) = names.called(passage, index);
        speaker.member = member;
        if speaker.canonical.as_deref() != name.as_deref() {
            speaker.canonical = name.map(Arc::from);
        }
    }
}

fn give_to_inner(reading: &Reading, decided: &mut [Decided]) {
    let mut outer = None;
    for (i, quoted) in reading.marks.quoted.iter().enumerate() {
        match (quoted.kind, outer) {
            (Kind::Nested, Some(o)) => decided[i] = decided[o as usize].clone(),
            _ => outer = Some(i as u32),
        }
    }
}
