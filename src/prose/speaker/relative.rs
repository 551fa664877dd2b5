//! Whom `who` means: whoever stands before it in its sentence.

use super::neighbour;
use super::pronoun::{Resolver, Whom};
use super::source::Kind;

/// Sources before a `who` among which a description is looked for that holds the nearest.
const NEAR_WHO: usize = 3;

impl Resolver<'_> {
    /// Whom `who` means: in `Ruiz, who` the source before.
    pub(super) fn before(&self, passage: usize, index: usize) -> Option<Whom> {
        self.whom(passage, self.who_follows(passage, index)?)
    }

    /// The source that a `who` follows: in `a lawyer for the family, who` the lawyer, in `Ana Ruiz, 67, of Duxley, who` Ruiz.
    fn who_follows(&self, passage: usize, index: usize) -> Option<usize> {
        let sources = &self.readings[passage].voices.sources;
        let near = |i: &usize| sources[*i].sentence == sources[index].sentence;
        let nearest = index.checked_sub(1).filter(near)?;
        let holds = |i: &usize| sources[*i].whole.end >= sources[nearest].span.end;
        let stands = &sources[nearest];
        let is_home = stands.kind.is_of_no_person() && neighbour::governs(stands.before);
        let lives = |i: &usize| is_home && matches!(sources[*i].kind, Kind::Person | Kind::Described);
        let mut before = (0..nearest).rev().take_while(near).take(NEAR_WHO);
        let outer = before.clone().find(holds).or_else(|| before.find(lives));
        Some(outer.unwrap_or(nearest))
    }

    /// `a government source, who`: nobody has a name, so the description stands for one.
    pub(super) fn who_is_described(&self, passage: usize, index: usize) -> Option<&str> {
        let sources = &self.readings[passage].voices.sources;
        let before = self.who_follows(passage, index)?;
        let described = matches!(sources[before].kind, Kind::Described | Kind::Group | Kind::Document | Kind::Phrase);
        described.then(|| self.in_full(passage, before))
    }
}
