//! Whom a pronoun means, and whom a description.
//!
//! Every he and she of the story is resolved in order, so that a later one can lean on an earlier. Each mention of a person
//! before it is weighed by a few properties; mentions of one person add up; where two people fit nearly as well, nobody is
//! named. The weights are learned, see `docs/models/speakers.md`.

use super::ballot::Tally;
use super::source::{Kind, Source};
use crate::prose::cast::{Cast, Gender};
use crate::prose::name::Kind as NameKind;
use crate::prose::reading::Reading;

/// For each source of the story whom it means. Kept from one telling to the next.
pub(super) struct Meanings {
    /// Who is named where, and how often.
    pub tally: Tally,
    /// For each passage and source whom a pronoun or description means, if that is sure enough.
    meant: Vec<Vec<Option<u32>>>,
}

/// Resolves sources to members of the cast.
pub(super) struct Resolver<'r> {
    readings: &'r [&'r Reading],
    cast: &'r Cast,
    meanings: &'r Meanings,
}

/// What is weighed of a mention that a pronoun may go back to.
pub type Bond = [f32; WEIGHTS.len()];

/// In the order of [`Mention::bond`].
const WEIGHTS: [f32; 12] = [-0.49, -1.75, -0.05, 0.41, 1.68, -0.96, -1.64, -0.1, 0.16, -1.29, -0.4, -0.35];

/// Below this chance nobody is named.
const SURE: f32 = 0.5;
/// Paragraphs and sources looked back.
const PARAGRAPHS: usize = 5;
const SOURCES: usize = 30;

impl Meanings {
    pub fn of(readings: &[&Reading], cast: &Cast, tally: Tally) -> Self {
        let mut meanings = Self { tally, meant: Vec::with_capacity(readings.len()) };
        for passage in 0..readings.len() {
            meanings.meant.push(Vec::new());
            meanings.read(readings, cast, passage);
        }
        meanings
    }

    /// Takes up passages that changed while the cast and its tally did not; whether all others mean what they meant.
    pub fn again(&mut self, readings: &[&Reading], cast: &Cast, changed: &[usize]) -> bool {
        let mut passages: Vec<usize> = changed.iter().flat_map(|c| *c..(c + PARAGRAPHS).min(readings.len())).collect();
        passages.sort_unstable();
        passages.dedup();
        passages.into_iter().all(|passage| {
            let before = std::mem::take(&mut self.meant[passage]);
            self.read(readings, cast, passage);
            changed.contains(&passage) || self.meant[passage] == before
        })
    }

    /// To ask whom a source means.
    pub fn resolver<'r>(&'r self, readings: &'r [&'r Reading], cast: &'r Cast) -> Resolver<'r> {
        Resolver { readings, cast, meanings: self }
    }

    fn read(&mut self, readings: &[&Reading], cast: &Cast, passage: usize) {
        let sources = &readings[passage].voices.sources;
        self.meant[passage] = vec![None; sources.len()];
        for (index, source) in sources.iter().enumerate() {
            let resolver = self.resolver(readings, cast);
            self.meant[passage][index] = match source.kind {
                Kind::He | Kind::She | Kind::It | Kind::They => resolver.antecedent(passage, index),
                Kind::Relative => resolver.before(passage, index),
                Kind::Described => resolver.titled(passage, source),
                _ => None,
            };
        }
    }
}

impl Resolver<'_> {
    /// The member of the cast that a source names or means, and the name to print.
    pub fn resolve(&self, passage: usize, index: usize) -> (Option<usize>, Option<String>) {
        let source = &self.readings[passage].voices.sources[index];
        let member = self.whom(passage, index);
        let canonical = member.map(|m| self.cast.members[m].canonical.clone());
        let as_it_stands = || source.span.of(&self.readings[passage].text).to_owned();
        let canonical = canonical.or_else(|| (!source.kind.is_pronoun()).then(as_it_stands));
        (member, canonical)
    }

    fn whom(&self, passage: usize, index: usize) -> Option<usize> {
        let named = self.meanings.tally.member(passage, index);
        named.or_else(|| self.meanings.meant.get(passage)?.get(index)?.map(|m| m as usize))
    }

    fn antecedent(&self, passage: usize, index: usize) -> Option<u32> {
        let mentions = self.mentions(passage, index);
        let scores: Vec<f32> = mentions.iter().map(|(_, bond)| weigh(bond)).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|s| (s - highest).exp()).collect();
        let sum: f32 = shares.iter().sum();
        let chance = |member: usize| {
            let own = mentions.iter().zip(&shares).filter(|((m, _), _)| *m == member);
            own.map(|(_, share)| share).sum::<f32>() / sum
        };
        let best = mentions.iter().map(|(m, _)| *m).max_by(|a, b| chance(*a).total_cmp(&chance(*b)))?;
        (chance(best) >= SURE).then_some(best as u32)
    }

    /// The mentions that the pronoun at `index` may go back to, with their bonds.
    pub fn mentions(&self, passage: usize, index: usize) -> Vec<(usize, Bond)> {
        let pronoun = &self.readings[passage].voices.sources[index];
        let mut found: Vec<(usize, Bond)> = Vec::new();
        let mut looked = 0;
        for back in 0..PARAGRAPHS.min(passage + 1) {
            let there = passage - back;
            let voices = &self.readings[there].voices;
            let end = if back == 0 { index } else { voices.sources.len() };
            for (i, source) in voices.sources[..end].iter().enumerate().rev() {
                looked += 1;
                let Some(member) = self.whom(there, i).filter(|m| looked <= SOURCES && self.fits(pronoun.kind, *m))
                else {
                    continue;
                };
                let nearer = distinct(&found, member);
                let sentences = if back == 0 {
                    pronoun.sentence - source.sentence
                } else {
                    pronoun.sentence + voices.sentences - source.sentence
                };
                let mention = Mention { source, member, nearer, back, sentences, pronoun };
                found.push((member, mention.bond(self)));
            }
        }
        found
    }

    fn fits(&self, pronoun: Kind, member: usize) -> bool {
        let member = &self.cast.members[member];
        match pronoun {
            Kind::He => member.kind == NameKind::Person && member.gender != Some(Gender::Female),
            Kind::She => member.kind == NameKind::Person && member.gender != Some(Gender::Male),
            Kind::It => matches!(member.kind, NameKind::Organisation | NameKind::Place),
            _ => member.kind == NameKind::Organisation,
        }
    }

    /// `Ruiz, who`: the source before, in the same sentence.
    fn before(&self, passage: usize, index: usize) -> Option<u32> {
        let sources = &self.readings[passage].voices.sources;
        let before = index.checked_sub(1).filter(|&i| sources[i].sentence == sources[index].sentence)?;
        self.whom(passage, before).map(|m| m as u32)
    }

    /// `the harbour master`: the one person whom the story has given that title.
    fn titled(&self, passage: usize, source: &Source) -> Option<u32> {
        let words = source.span.of(&self.readings[passage].text);
        let title = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "))?;
        let holds = |held: &String| {
            held.len() >= title.len()
                && held.as_bytes().windows(title.len()).any(|w| w.eq_ignore_ascii_case(title.as_bytes()))
        };
        let mut holders = self.cast.members.iter().enumerate().filter(|(_, m)| m.titles.iter().any(holds));
        let holder = holders.next()?;
        holders.next().is_none().then_some(holder.0 as u32)
    }
}

fn distinct(found: &[(usize, Bond)], member: usize) -> usize {
    let mut seen: Vec<usize> = found.iter().map(|f| f.0).filter(|m| *m != member).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

fn weigh(bond: &Bond) -> f32 {
    bond.iter().zip(WEIGHTS).map(|(b, w)| b * w).sum()
}

/// A mention before a pronoun.
struct Mention<'s> {
    source: &'s Source,
    member: usize,
    /// Other people mentioned between.
    nearer: usize,
    /// Paragraphs back.
    back: usize,
    /// Sentences back.
    sentences: u16,
    pronoun: &'s Source,
}

impl Mention<'_> {
    fn bond(&self, resolver: &Resolver) -> Bond {
        let yes = |b: bool| if b { 1.0 } else { 0.0 };
        let source = self.source;
        let person = &resolver.cast.members[self.member];
        let leads = source.rank == 0 && source.before <= 2;
        let governed = matches!(source.before, 11..=15) || source.after == 8;
        let repeated = source.kind == self.pronoun.kind;
        [
            yes(self.back == 0),
            f32::from(self.sentences.min(6)) / 2.0,
            self.nearer.min(4) as f32,
            yes(leads),
            yes(source.cue.is_some()),
            yes(governed),
            yes(repeated),
            (resolver.meanings.tally.named_of(self.member) as f32).min(20.0).ln_1p(),
            yes(person.gender.is_some()),
            self.back as f32,
            yes(self.sentences == 0 && self.back == 0),
            yes(leads && source.cue.is_some()),
        ]
    }
}
