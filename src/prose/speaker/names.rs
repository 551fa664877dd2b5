//! Whom the sources name or mean, as the quotations ask for it. Most speakers are called by their names, and whom a pronoun
//! means below the last quotation nobody asks: a story that is told once need not have it made out.

use super::pronoun::{Meanings, Resolver, Scene};
use super::source::Kind;

/// Knows names, and makes out meanings as far down as it is asked.
pub(super) struct Names<'n> {
    pub scene: Scene<'n>,
    pub meanings: &'n mut Meanings,
}

impl Names<'_> {
    /// To ask whom a source names or means.
    pub fn of(&mut self, passage: usize, index: usize) -> Resolver<'_> {
        let source = &self.scene.readings[passage].voices.sources[index];
        let is_named = !source.kind.is_of_no_person() && self.scene.tally.member(passage, index).is_some();
        if !is_named && source.kind != Kind::Person {
            self.meanings.make_out(self.scene, passage + 1);
        }
        self.meanings.resolver(self.scene)
    }

    /// The words of a source.
    pub fn words(&self, passage: usize, index: usize) -> &str {
        self.scene.readings[passage].voices.sources[index].span.of(&self.scene.readings[passage].text)
    }
}
