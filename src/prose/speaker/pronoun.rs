//! Whom a pronoun means.

use super::ballot::Tally;
use super::source::Kind;
use super::voices::Voices;
use crate::prose::cast::Cast;
use crate::prose::reading::Reading;

/// Resolves sources to names.
pub(super) struct Resolver<'r> {
    readings: &'r [&'r Reading],
    voices: Vec<&'r Voices>,
    cast: &'r Cast,
    tally: Tally,
}

impl<'r> Resolver<'r> {
    pub fn new(readings: &'r [&'r Reading], cast: &'r Cast) -> Self {
        let voices: Vec<&Voices> = readings.iter().map(|r| &r.voices).collect();
        let tally = Tally::of(&voices, cast);
        Self { readings, voices, cast, tally }
    }

    /// The member of the cast that a source names or means, and the name to print.
    pub fn resolve(&self, passage: usize, index: usize) -> (Option<usize>, Option<String>) {
        let source = &self.voices[passage].sources[index];
        let member =
            if source.kind.is_pronoun() { self.antecedent(passage, index) } else { self.tally.member(passage, index) };
        let canonical = member.map(|m| self.cast.members[m].canonical.clone());
        let as_it_stands = || source.span.of(&self.readings[passage].text).to_owned();
        let canonical = canonical.or_else(|| (!source.kind.is_pronoun()).then(as_it_stands));
        (member, canonical)
    }

    fn antecedent(&self, passage: usize, index: usize) -> Option<usize> {
        let own = self.voices[passage].sources[..index].iter().enumerate().rev();
        let own = own.filter(|(_, s)| s.kind == Kind::Person).find_map(|(i, _)| self.tally.member(passage, i));
        own.or_else(|| {
            let prior = passage.checked_sub(1)?;
            let sources = self.voices[prior].sources.iter().enumerate();
            sources.rev().filter(|(_, s)| s.kind == Kind::Person).find_map(|(i, _)| self.tally.member(prior, i))
        })
    }
}
