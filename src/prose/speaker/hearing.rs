//! What was decided on every quotation of a story, kept so that a keystroke decides anew only what it can have moved.

use super::ballot::{Heard, Last, Tally};
use super::change::{Change, Recast};
use super::names::Names;
use super::pronoun::{Meanings, Scene};
use super::trees::Sums;
use super::voices::Voices;
use super::walk::Papers;
use super::{Attribution, Verdict, decide};
use crate::finding::Spot;
use crate::prose::cast::{Cast, Linked};
use crate::prose::quote::Kind;
use crate::prose::reading::Reading;
use crate::prose::rows::Rows;
use std::sync::Arc;

/// How far a quotation's candidates are looked for: paragraphs before it, and after it.
const SEEN_BEFORE: usize = 2;
const SEEN_AFTER: usize = 1;

/// Everybody heard in a story.
#[derive(Default)]
pub struct Hearing {
    tally: Tally,
    meanings: Meanings,
    /// By passage.
    turns: Rows<Turn>,
    booth: Booth,
}

/// Room for what it takes to decide on a quotation.
#[derive(Default)]
struct Booth {
    papers: Papers,
    sums: Sums,
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

    /// Hears a story that is told once, whatever was heard before: what only another telling would ask is left open.
    /// Nested quotations belong to the speaker of the outer.
    pub fn once(&mut self, readings: &[&Reading], linked: &Linked) {
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let Self { tally, meanings, turns, booth } = self;
        tally.anew(&all, &linked.cast);
        meanings.anew(readings.len());
        turns.fit(readings.len());
        let mut names = Names { scene: Scene { readings, cast: &linked.cast, tally }, meanings };
        let mut now = None;
        for (passage, turn) in turns.iter_mut().enumerate() {
            turn.hear((&mut names, booth), &all, passage, now);
            now = turn.after;
        }
    }

    /// Takes up a change of the story and its cast (as it was, as it is).
    pub fn again(&mut self, readings: &[&Reading], change: &Change, (old, new): (&Linked, &Linked)) {
        self.take_up(readings, change, (old, new));
        let Self { tally, meanings, .. } = self;
        meanings.make_out(Scene { readings, cast: &new.cast, tally }, readings.len());
    }

    /// Takes up paragraphs that took the place of others, where every name of the story stands for whom it stood for.
    pub fn exchange(&mut self, readings: &[&Reading], (change, exchanged): (&Change, &[usize]), linked: &Linked) {
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let (mut recast, mut moved) = (Recast::same(linked), vec![false; readings.len()]);
        self.tally.exchange(&all, (exchanged, &mut recast), &linked.cast, &mut moved);
        // A name is called as the story first has it, be its apostrophe straight or curly.
        let curls = |passage: &usize| readings[*passage].text.contains(['\'', '’', '‘', 'ʼ']);
        let all_anew = exchanged.iter().any(curls);
        self.decide((readings, &all), &linked.cast, (change, &recast), (moved, all_anew));
    }

    fn take_up(&mut self, readings: &[&Reading], change: &Change, (old, new): (&Linked, &Linked)) {
        let all: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let (mut recast, mut moved) = (Recast::of(old, new), vec![false; readings.len()]);
        self.tally.again(&all, (change, &mut recast), (&old.cast, &new.cast), &mut moved);
        self.decide((readings, &all), &new.cast, (change, &recast), (moved, true));
    }

    /// Decides what may be decided otherwise, after the names were tallied, which moved some passages. Other speakers are
    /// called by the name that the story has for them now: those in passages that moved, or `all_anew`.
    fn decide(
        &mut self,
        (readings, all): (&[&Reading], &[&Voices]),
        cast: &Cast,
        (change, recast): (&Change, &Recast),
        (mut moved, all_anew): (Vec<bool>, bool),
    ) {
        let Self { tally, meanings, turns, booth } = self;
        let named = moved.clone();
        let scene = Scene { readings, cast, tally };
        meanings.again(scene, (change, recast), &mut moved);
        change.replace(turns, |_| Turn::default());
        let mut names = Names { scene, meanings };
        let mut now = None;
        for (passage, turn) in turns.iter_mut().enumerate() {
            let stale = !turn.shift(passage, change) || turn.before != now;
            let lines = passage.saturating_sub(SEEN_BEFORE)..=(passage + SEEN_AFTER).min(readings.len() - 1);
            let in_sight = change.is_seen_from(passage, SEEN_BEFORE, SEEN_AFTER) || named[lines].contains(&true);
            let carried = |last: Last| match last.heard {
                Heard::Source(there, _) => moved[there] || change.is_fresh(there),
                _ => false,
            };
            if stale || in_sight || moved[passage] || now.is_some_and(carried) {
                turn.hear((&mut names, booth), all, passage, now);
            } else {
                turn.name(&mut names, |there| all_anew || moved[there]);
            }
            now = turn.after;
        }
    }
}

impl Turn {
    /// Decides on the quotations of a passage, whatever was decided there before.
    fn hear(
        &mut self,
        (names, booth): (&mut Names, &mut Booth),
        all: &[&Voices],
        passage: usize,
        before: Option<Last>,
    ) {
        let Scene { readings, tally, .. } = names.scene;
        let reading = readings[passage];
        let silent = Verdict { attribution: Attribution::Unsure, no_speech: false };
        let Booth { papers, sums } = booth;
        let decided = &mut self.decided;
        decided.clear();
        decided.resize(reading.marks.quoted.len(), Decided { verdict: silent, source: None });
        self.before = before;
        self.after = papers.hand_out((readings, all, tally), passage, before, &mut |question| {
            let (verdict, heard) = decide(question, names, sums);
            let source = match heard {
                Heard::Source(passage, index) => verdict.attribution.speaker().map(|_| (passage, index)),
                _ => None,
            };
            decided[question.quoted] = Decided { verdict, source };
            heard
        });
        give_to_inner(reading, decided);
    }

    /// Calls the speakers that stand in passages of some kind by the name that the story has for them now.
    fn name(&mut self, names: &mut Names, stands_there: impl Fn(usize) -> bool) {
        for decided in &mut self.decided {
            if decided.source.is_some_and(|(passage, _)| stands_there(passage)) {
                decided.name(names);
            }
        }
    }

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

    fn name(&mut self, names: &mut Names) {
        let (Some((passage, index)), Attribution::Found(speaker)) = (self.source, &mut self.verdict.attribution) else {
            return;
        };
        let resolver = names.of(passage, index);
        let (member, name) = resolver.called(passage, index);
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
