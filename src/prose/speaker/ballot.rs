//! The candidates for one quotation, and what the story so far tells of them.

use super::change::{Change, Recast};
use super::source::{Kind, Source};
use super::verb::Manner;
use super::voices::{Setting, Voices};
use crate::prose::cast::{Cast, Mention};
use crate::prose::rows::Rows;
use crate::text::passage::Role;

/// Somebody who could have spoken, nobody, or no speech at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// Source `index` of a passage.
    Source {
        /// The passage's index in the story.
        passage: usize,
        /// Index into its [`Voices::sources`].
        index: usize,
    },
    /// Speech that nothing ties to anybody.
    Nobody,
    /// A title, a nickname, a term.
    NoSpeech,
}

/// What was decided on a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Passage and source.
    Source(usize, usize),
    /// Nobody.
    Nobody,
    /// No speech.
    NoSpeech,
}

/// The quotation before the one in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    pub(super) heard: Heard,
    pub(super) passage: usize,
    pub(super) at: u32,
    pub(super) sentence: u16,
    pub(super) kind: u8,
    pub(super) open: bool,
}

impl Last {
    /// Puts down where the passages it refers to stand now; false if one is gone.
    pub(super) fn shift(&mut self, now: impl Fn(usize) -> Option<usize>) -> bool {
        let Some(passage) = now(self.passage) else { return false };
        self.passage = passage;
        if let Heard::Source(there, index) = self.heard {
            let Some(there) = now(there) else { return false };
            self.heard = Heard::Source(there, index);
        }
        true
    }
}

/// Everything known when a quotation's speaker is chosen.
pub(super) struct Ballot<'b> {
    pub passage: usize,
    pub role: Role,
    pub setting: &'b Setting,
    pub voices: &'b Voices,
    /// The paragraph before, if there is one.
    pub prior: Option<&'b Voices>,
    /// All paragraphs of the story.
    pub all: &'b [&'b Voices],
    pub last: Option<&'b Last>,
    /// The member of the cast that spoke then, if it is called by its name.
    pub last_member: Option<usize>,
    /// Sources of the paragraph that begin before the quotation.
    pub edge: usize,
    /// Who is the subject of its [cues](Setting::cues), among them.
    pub subjects: [Option<u16>; 3],
    pub tally: &'b Tally,
}

/// Sources looked at in the quotation's own paragraph, in the one before, and after it.
const NEAREST: usize = 14;
const PRIOR: usize = 5;
const NEXT: usize = 2;
/// Sources of a paragraph before it among which those who say something are looked for.
const SPEAKERS: usize = 9;

impl Ballot<'_> {
    /// All candidates, each once, are `found`.
    pub fn find_candidates(&self, found: &mut Vec<Candidate>) {
        found.clear();
        found.push(Candidate::Nobody);
        if !self.setting.is_plain_sentence() {
            found.push(Candidate::NoSpeech);
        }
        let heard = self.last.and_then(|last| match last.heard {
            Heard::Source(passage, index) => Some(Candidate::Source { passage, index }),
            _ => None,
        });
        found.extend(heard);
        let mut add = |passage, index| {
            let candidate = Candidate::Source { passage, index };
            if heard != Some(candidate) {
                found.push(candidate);
            }
        };
        let own = nearest(self).filter(|&i| self.could_speak_here(&self.voices.sources[i]));
        own.for_each(|i| add(self.passage, i));
        for (before, passage) in (0..self.passage).rev().take(2).enumerate() {
            let voices = self.all[passage];
            let count = voices.sources.len();
            let speaks = |s: &Source| s.cue.is_some_and(|c| voices.cues[c as usize].manner < Manner::Noun);
            let late = count.saturating_sub(if before == 0 { PRIOR } else { 1 });
            voices
                .sources
                .iter()
                .enumerate()
                .skip(count.saturating_sub(SPEAKERS))
                .filter(|(i, s)| (*i >= late || speaks(s)) && could_speak_elsewhere(s, before))
                .for_each(|(i, _)| add(passage, i));
        }
        if self.voices.words < 6
            && let Some(next) = self.all.get(self.passage + 1)
        {
            let first = next.sources.iter().take(NEXT).enumerate();
            first.filter(|(_, s)| could_speak_elsewhere(s, 0)).for_each(|(i, _)| add(self.passage + 1, i));
        }
    }

    /// Whether a source of the quotation's own paragraph may be asked: not one that only passes words on, and of those in
    /// a later sentence that say nothing only a person.
    fn could_speak_here(&self, source: &Source) -> bool {
        let later = source.from >= self.setting.at && source.sentence != self.setting.sentence;
        !source.relays && (!later || source.cue.is_some() || source.kind == Kind::Person)
    }
}

/// Whether a source of another paragraph may be asked, so many paragraphs lying `between`. One that says nothing there must
/// bear a person's name, or one that nobody knows, or be a document; nobody goes back over a paragraph to a description.
fn could_speak_elsewhere(source: &Source, between: usize) -> bool {
    let stays_in_mind = matches!(source.kind, Kind::Person | Kind::OtherName | Kind::Document);
    let fades = matches!(source.kind, Kind::Described | Kind::Phrase);
    (stays_in_mind || source.cue.is_some()) && !(fades && between > 0)
}

/// The nearest sources of the quotation's own paragraph, by narration words.
fn nearest(&Ballot { voices, setting, edge, .. }: &Ballot) -> impl Iterator<Item = usize> {
    let (mut low, mut high) = (edge, edge);
    for _ in 0..NEAREST.min(voices.sources.len()) {
        let left = low.checked_sub(1).map(|i| setting.at - voices.sources[i].from);
        let right = voices.sources.get(high).map(|s| s.from - setting.at);
        match (left, right) {
            (Some(l), Some(r)) if r < l => high += 1,
            (Some(_), _) => low -= 1,
            (None, _) => high += 1,
        }
    }
    low..high
}

/// How often the cast's members are named and speak, by source.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    turns: Rows<Turn>,
    spoke: Vec<u32>,
    named: Vec<u32>,
}

/// Who is named in a passage: for each source the member that it names.
#[derive(Clone, Debug, Default)]
struct Turn(Vec<Option<Named>>);

/// A member of the cast where it is named.
#[derive(Clone, Copy, Debug)]
struct Named {
    member: u32,
    /// Whether it is the subject of a cue there.
    speaks: bool,
}

impl Turn {
    fn of(voices: &Voices, mentions: &[Mention]) -> Self {
        let mut turn = Self::default();
        turn.take(voices, mentions);
        turn
    }

    /// Takes up who is named in a passage, whoever was before.
    fn take(&mut self, voices: &Voices, mut mentions: &[Mention]) {
        let named = |source: &Source| {
            // Both stand in order, so that each is passed once.
            let behind = mentions.iter().take_while(|m| m.at.span.end <= source.span.start).count();
            mentions = &mentions[behind..];
            let overlapping = mentions.iter().take_while(|m| m.at.span.start < source.span.end);
            let mention = overlapping.filter(|m| source.is_named_by(m.at.span)).last()?;
            Some(Named { member: mention.member as u32, speaks: source.cue.is_some() })
        };
        self.0.clear();
        self.0.extend(voices.sources.iter().map(named));
    }

    fn named(&self) -> impl Iterator<Item = &Named> {
        self.0.iter().flatten()
    }

    /// The members that are the subject of a cue, once for each.
    fn speaking(&self) -> impl Iterator<Item = usize> {
        self.named().filter(|named| named.speaks).map(|named| named.member as usize)
    }

    /// Puts today's numbers on its members, who all are in the cast still.
    fn renumber(&mut self, recast: &Recast) {
        for named in self.0.iter_mut().flatten() {
            named.member = recast.now(named.member as usize).map_or(named.member, |now| now as u32);
        }
    }
}

impl Tally {
    pub fn of(all: &[&Voices], cast: &Cast) -> Self {
        let mut tally = Self::default();
        tally.anew(all, cast);
        tally
    }

    /// Takes up a story that was not told before.
    pub fn anew(&mut self, all: &[&Voices], cast: &Cast) {
        self.turns.fit(all.len());
        for counts in [&mut self.spoke, &mut self.named] {
            counts.clear();
            counts.resize(cast.members.len(), 0);
        }
        for (passage, voices) in all.iter().enumerate() {
            let here = cast.mentions_in(passage);
            self.turns[passage].take(voices, here);
            self.count(passage, here);
        }
    }

    /// Takes up a change of the story and its cast. A passage in which a source names somebody else than before, or
    /// somebody of whom other things are told, is put down in `moved`.
    pub fn again(
        &mut self,
        all: &[&Voices],
        (change, recast): (&Change, &mut Recast),
        (old, new): (&Cast, &Cast),
        moved: &mut [bool],
    ) {
        let mut tally = Self { turns: std::mem::take(&mut self.turns), ..Self::blank(new) };
        change.replace(&mut tally.turns, |_| Turn::default());
        for (passage, voices) in all.iter().enumerate() {
            let here = new.mentions_in(passage);
            let there = change.before(passage).map(|passage| old.mentions_in(passage));
            if there.is_none_or(|there| !are_same(there, here, recast)) {
                tally.turns[passage] = Turn::of(voices, here);
                moved[passage] = true;
            } else if !recast.same_numbers {
                tally.turns[passage].renumber(recast);
            }
            tally.count(passage, here);
        }
        recast.count(self, &tally);
        tally.stir(recast, moved);
        *self = tally;
    }

    /// The same where every name stands for whom it stood for, and the paragraphs `exchanged` took the place of others.
    pub fn exchange(
        &mut self,
        all: &[&Voices],
        (exchanged, recast): (&[usize], &mut Recast),
        cast: &Cast,
        moved: &mut [bool],
    ) {
        let before = self.spoke.clone();
        for &passage in exchanged {
            let turn = Turn::of(all[passage], cast.mentions_in(passage));
            self.turns[passage].speaking().for_each(|m| self.spoke[m] -= 1);
            turn.speaking().for_each(|m| self.spoke[m] += 1);
            self.turns[passage] = turn;
            moved[passage] = true;
        }
        for (member, (before, now)) in before.into_iter().zip(&self.spoke).enumerate() {
            recast.recount(member, (before, *now), self.named[member]);
        }
        self.stir(recast, moved);
    }

    /// Puts down in `moved` where somebody is named of whom other things are told.
    fn stir(&self, recast: &Recast, moved: &mut [bool]) {
        if recast.any_stirred {
            for (turn, moved) in self.turns.iter().zip(moved) {
                *moved |= turn.named().any(|named| recast.is_stirred(named.member as usize));
            }
        }
    }

    fn blank(cast: &Cast) -> Self {
        let nought = vec![0; cast.members.len()];
        Self { turns: Rows::default(), spoke: nought.clone(), named: nought }
    }

    fn count(&mut self, passage: usize, mentions: &[Mention]) {
        mentions.iter().for_each(|m| self.named[m.member] += 1);
        self.turns[passage].speaking().for_each(|m| self.spoke[m] += 1);
    }

    /// The member of the cast that a source names.
    pub fn member(&self, passage: usize, index: usize) -> Option<usize> {
        self.turns[passage].0[index].map(|named| named.member as usize)
    }

    /// How often a member is the subject of a cue.
    pub fn spoke_of(&self, member: usize) -> u32 {
        self.spoke[member]
    }

    /// How often a member is named.
    pub fn named_of(&self, member: usize) -> u32 {
        self.named[member]
    }
}

/// Whether the same words name the same members as before.
fn are_same(before: &[Mention], now: &[Mention], recast: &Recast) -> bool {
    let same = |(a, b): (&Mention, &Mention)| a.at.span == b.at.span && recast.now(a.member) == Some(b.member);
    before.len() == now.len() && before.iter().zip(now).all(same)
}
