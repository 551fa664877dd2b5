//! What ties a pronoun to a mention of somebody before it, and how strongly.

use super::neighbour;
use super::pronoun::{Resolver, Whom, gender};
use super::source::{Kind, Source};
use super::verb::of_sentence;
use std::sync::LazyLock;

/// What is weighed of a mention that a pronoun may go back to.
type Bond = [f32; WEIGHTS.len()];

/// In the order of [`Mention::bond`].
const WEIGHTS: [f32; 12] = [-0.49, -1.75, -0.05, 0.41, 1.68, -0.96, -1.64, -0.1, 0.16, -1.29, -0.4, -0.35];

/// From so many namings on more of them weigh nothing.
const MOST_NAMED: u32 = 20;

static HEFTS: LazyLock<[f32; MOST_NAMED as usize + 1]> =
    LazyLock::new(|| std::array::from_fn(|named| (named as f32).ln_1p()));

/// What it weighs that somebody is named so often.
pub(super) fn heft(named: u32) -> f32 {
    HEFTS[named.min(MOST_NAMED) as usize]
}

/// A mention before a pronoun.
pub(super) struct Mention<'s> {
    pub source: &'s Source,
    pub passage: usize,
    pub whom: Whom,
    /// Other people mentioned between.
    pub nearer: u8,
    /// Paragraphs back.
    pub back: usize,
    /// Sentences back.
    pub sentences: usize,
    pub pronoun: &'s Source,
}

impl Mention<'_> {
    /// `Brandt made light of Tellan's remarks.`: it is not Tellan who speaks there.
    fn is_anothers_topic(&self, resolver: &Resolver) -> bool {
        let source = self.source;
        let sources = &resolver.readings[self.passage].voices.sources;
        let person = |s: &Source| matches!(s.kind, Kind::Person | Kind::He | Kind::She | Kind::Described);
        let leader = || of_sentence(sources, source.sentence).any(|(_, s)| s.leads && person(s));
        source.after == neighbour::POSSESSIVE && !source.leads && leader()
    }

    /// How strongly the pronoun hangs on it.
    pub fn weight(&self, resolver: &Resolver) -> f32 {
        self.bond(resolver).iter().zip(WEIGHTS).map(|(b, w)| b * w).sum()
    }

    fn bond(&self, resolver: &Resolver) -> Bond {
        let yes = |b: bool| if b { 1.0 } else { 0.0 };
        let source = self.source;
        let (known, named) = match self.whom {
            Whom::Member(m) => (resolver.cast.members[m].gender, resolver.tally.named_of(m)),
            Whom::Described(p, i) => (gender(resolver.words(p, i)), 1),
        };
        let leads = source.leads;
        let speaks = source.cue.is_some() && !self.is_anothers_topic(resolver);
        let governed = neighbour::governs(source.before) || source.after == neighbour::POSSESSIVE;
        let repeated = source.kind == self.pronoun.kind;
        [
            yes(self.back == 0),
            self.sentences.min(6) as f32 / 2.0,
            f32::from(self.nearer.min(4)),
            yes(leads),
            yes(speaks),
            yes(governed),
            yes(repeated),
            heft(named),
            yes(known.is_some()),
            self.back as f32,
            yes(self.sentences == 0 && self.back == 0),
            yes(leads && speaks),
        ]
    }
}
