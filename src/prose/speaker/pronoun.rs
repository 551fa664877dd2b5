//! Whom a pronoun means, and whom a description.
//!
//! Every he and she of the story is resolved in order, so that a later one can lean on an earlier. Each mention of a person
//! before it is weighed by a few properties; mentions of one person add up; where two people fit nearly as well, nobody is
//! named. The weights are learned, see `docs/models/speakers.md`.

use super::ballot::Tally;
use super::bond::Mention;
use super::change::{Change, Recast};
use super::description::{AGED_PARAGRAPHS, definite, is_anybody};
use super::mentions::Mentions;
use super::neighbour;
use super::source::{Kind, Source};
use super::stranger::{is_nobody_in_particular, is_of_the_teller, speaks, speaks_as_object};
use super::trail::{PARAGRAPHS, SOURCES, Trail};
use crate::finding::Spot;
use crate::prose::cast::{Cast, Gender};
use crate::prose::name::role;
use crate::prose::reading::Reading;
use crate::prose::rows::Rows;
use crate::prose::words::{first_word, last_word};
use std::borrow::Cow;
use std::sync::Arc;

/// What is settled of a story before anybody is heard.
#[derive(Clone, Copy)]
pub(super) struct Scene<'r> {
    pub readings: &'r [&'r Reading],
    pub cast: &'r Cast,
    /// Who is named where, and how often.
    pub tally: &'r Tally,
}

/// For each source of the story whom it means. Kept from one telling to the next.
#[derive(Default)]
pub(super) struct Meanings {
    /// For each passage and source whom a pronoun or description means, if that is sure enough.
    meant: Rows<Vec<Option<Whom>>>,
    /// Whether somebody whom the story only describes is meant in a passage.
    by_description: Vec<bool>,
    /// The passages, from the first on, of which that is made out.
    made_out: usize,
    /// Whoever stands before the source that is being resolved.
    pub(super) trail: Trail,
}

/// Whom a source means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// A member of the cast.
    Member(usize),
    /// Somebody whom the story only describes, as it first does so: passage and source.
    Described(usize, usize),
}

/// Resolves sources to members of the cast.
pub(super) struct Resolver<'r> {
    pub(super) readings: &'r [&'r Reading],
    pub(super) cast: &'r Cast,
    pub(super) tally: &'r Tally,
    pub(super) meanings: &'r Meanings,
}

impl Meanings {
    /// Forgets what was made out, for a story that is new; nothing of it is made out [before it is asked](Self::make_out).
    pub fn anew(&mut self, passages: usize) {
        self.meant.fit(passages);
        self.meant.iter_mut().for_each(Vec::clear);
        self.by_description.clear();
        self.by_description.resize(passages, false);
        self.made_out = 0;
        self.trail.begin_at(0);
    }

    /// Takes up a change of the story, whose names are tallied anew. A passage in which somebody may be meant who was not
    /// is put down in `moved`. Of a story that is new nothing is made out [before it is asked](Self::make_out).
    pub fn again(&mut self, scene: Scene, (change, recast): (&Change, &Recast), moved: &mut [bool]) {
        let Scene { readings, .. } = scene;
        let is_new = self.meant.is_empty();
        change.replace(&mut self.meant, |_| Vec::new());
        change.replace(&mut self.by_description, |_| false);
        self.made_out = if is_new { 0 } else { readings.len() };
        let quiet = recast.is_quiet() && change.exchanged().is_some();
        self.trail.begin_at(0);
        let mut stirred_at: Option<usize> = None;
        for passage in 0..self.made_out {
            let in_sight = change.is_seen_from(passage, PARAGRAPHS - 1, 0);
            let below = |reach: usize| stirred_at.is_some_and(|at| passage - at < reach);
            let may_age = change.is_seen_from(passage, AGED_PARAGRAPHS - 1, 0) || below(AGED_PARAGRAPHS);
            let aged = may_age && goes_by_age(readings[passage]);
            let near = in_sight || aged || moved[passage] || below(PARAGRAPHS);
            // Most of a long story most of the time: nobody there is, or has another number than before.
            if quiet && !near && !self.by_description[passage] {
                continue;
            }
            let fresh = change.is_fresh(passage);
            let mut stale = fresh || !self.renumber(passage, (change, recast), moved) || in_sight || aged;
            stirred_at = if fresh || moved[passage] { Some(passage) } else { stirred_at };
            stale |= stirred_at.is_some_and(|at| passage - at < PARAGRAPHS);
            let is_described = |source: &Source| matches!(source.kind, Kind::Described | Kind::Phrase);
            stale |= recast.retitled && readings[passage].voices.sources.iter().any(is_described);
            if stale {
                let before = std::mem::take(&mut self.meant[passage]);
                self.read(scene, passage);
                if self.meant[passage] != before {
                    moved[passage] = true;
                    stirred_at = Some(passage);
                }
            }
        }
    }

    /// Puts today's numbers on those meant in a passage; false if somebody has none any more. Notes if somebody is meant of
    /// whom other things are told than before.
    fn renumber(&mut self, passage: usize, (change, recast): (&Change, &Recast), moved: &mut [bool]) -> bool {
        let mut known = true;
        for whom in self.meant[passage].iter_mut().flatten() {
            let now = match *whom {
                Whom::Member(member) => recast.now(member).map(Whom::Member),
                Whom::Described(there, index) => change.now(there).map(|there| Whom::Described(there, index)),
            };
            match now {
                Some(Whom::Member(member)) => moved[passage] |= recast.is_stirred(member),
                Some(_) => {}
                None => moved[passage] = true,
            }
            known &= now.is_some();
            *whom = now.unwrap_or(*whom);
        }
        known
    }

    /// Makes out who is meant in so many passages from the first on.
    pub fn make_out(&mut self, scene: Scene, passages: usize) {
        while self.made_out < passages {
            self.read(scene, self.made_out);
            self.made_out += 1;
        }
    }

    /// To ask whom a source means.
    pub fn resolver<'r>(&'r self, Scene { readings, cast, tally }: Scene<'r>) -> Resolver<'r> {
        Resolver { readings, cast, tally, meanings: self }
    }

    fn read(&mut self, scene: Scene, passage: usize) {
        let voices = &scene.readings[passage].voices;
        let sources = &voices.sources;
        self.meant[passage].clear();
        self.meant[passage].resize(sources.len(), None);
        self.by_description[passage] = false;
        if self.trail.passage != passage {
            self.retrace(scene, passage);
        }
        for (index, source) in sources.iter().enumerate() {
            let resolver = self.resolver(scene);
            self.meant[passage][index] = match source.kind {
                Kind::He | Kind::She | Kind::It | Kind::They => resolver.antecedent(passage, index),
                Kind::Object if speaks_as_object(voices, source) => resolver.antecedent(passage, index),
                Kind::Relative => resolver.before(passage, index),
                Kind::Described | Kind::Group | Kind::Phrase => resolver.named(passage, index),
                kind if kind.is_of_no_person() && source.cue.is_some() => resolver.of_a_people(passage, index),
                _ => None,
            };
            self.by_description[passage] |= matches!(self.meant[passage][index], Some(Whom::Described(..)));
            self.step(scene, (passage, index));
        }
        self.trail.end_paragraph(voices);
    }

    /// Begins the trail as far above a paragraph as may be looked back from it.
    fn retrace(&mut self, scene: Scene, passage: usize) {
        let first = (passage + 1).saturating_sub(PARAGRAPHS);
        self.trail.begin_at(first);
        let voices = |there: usize| &scene.readings[there].voices;
        let sources = |there| voices(there).sources.len();
        for there in first..passage {
            let after: usize = (there + 1..passage).map(sources).sum();
            let out_of_reach = (sources(there) + after).saturating_sub(SOURCES).min(sources(there));
            self.trail.sources += out_of_reach;
            (out_of_reach..sources(there)).for_each(|index| self.step(scene, (there, index)));
            self.trail.end_paragraph(voices(there));
        }
    }

    fn step(&mut self, scene: Scene, (passage, index): (usize, usize)) {
        let whom = self.resolver(scene).person(passage, index);
        self.trail.pass(index, &scene.readings[passage].voices.sources[index], whom);
    }
}

impl Resolver<'_> {
    /// The member of the cast that a source names or means, and the name to print.
    pub fn resolve(&self, passage: usize, index: usize) -> (Option<usize>, Option<Arc<str>>) {
        let (member, name) = self.called(passage, index);
        let own = member.map(|member| &self.cast.members[member].canonical);
        let own = own.filter(|own| name.as_deref() == Some(&***own));
        (member, own.cloned().or_else(|| name.map(Arc::from)))
    }

    /// The same without a copy of the name.
    pub fn called(&self, passage: usize, index: usize) -> (Option<usize>, Option<Cow<'_, str>>) {
        let source = &self.readings[passage].voices.sources[index];
        match self.whom(passage, index) {
            Some(Whom::Member(member)) => (Some(member), Some(self.as_spelt(member))),
            // `One, who did not give her name, said`: whoever she is, she is not called One.
            Some(Whom::Described(p, i)) => {
                let words = self.in_full(p, i);
                (None, (words.contains(' ') || self.is_a_party((p, i))).then_some(Cow::Borrowed(words)))
            }
            None if source.kind == Kind::Relative => (None, self.who_is_described(passage, index).map(Cow::Borrowed)),
            None => (None, (!source.kind.is_pronoun()).then(|| Cow::Borrowed(self.in_full(passage, index)))),
        }
    }

    /// A name with its apostrophes as the story first has them.
    fn as_spelt(&self, member: usize) -> Cow<'_, str> {
        let name = &self.cast.members[member].canonical;
        let first = || self.cast.mentions.iter().find(|m| m.member == member);
        let curly = |at: Spot| at.span.of(&self.readings[at.passage].text).contains('’');
        if name.contains('\'') && first().is_some_and(|m| curly(m.at)) {
            return Cow::Owned(name.replace('\'', "’"));
        }
        Cow::Borrowed(name)
    }

    /// Whom a source names or means.
    pub fn whom(&self, passage: usize, index: usize) -> Option<Whom> {
        let source = &self.readings[passage].voices.sources[index];
        let named = || self.tally.member(passage, index).map(Whom::Member);
        let meant = || *self.meanings.meant.get(passage)?.get(index)?;
        // `the Dane said` names a people, and means a person.
        if source.kind.is_of_no_person() { meant().or_else(named) } else { named().or_else(meant) }
    }

    /// The same, and somebody whom the story brings in without a name stands for himself where he speaks; the
    /// storyteller's own people (`My father worked the tugs.`) wherever a sentence is about them.
    pub(super) fn person(&self, passage: usize, index: usize) -> Option<Whom> {
        self.whom(passage, index).or_else(|| self.is_alone(passage, index).then_some(Whom::Described(passage, index)))
    }

    pub(super) fn is_alone(&self, passage: usize, index: usize) -> bool {
        let voices = &self.readings[passage].voices;
        let source = &voices.sources[index];
        let words = || self.words(passage, index);
        let shown = || source.leads && (is_of_the_teller(words()) || is_nobody_in_particular(words()));
        // `He has never been one for promising starts.`
        let brought_in = || speaks(voices, source) && is_brought_in(words()) && words() != "one" || shown();
        // `She was told by a professor`: no later she or he is that one.
        source.kind == Kind::Described
            && !neighbour::governs(source.before)
            && brought_in()
            && !self.asks_another(passage, index)
    }

    /// The words of a source.
    pub(super) fn words(&self, passage: usize, index: usize) -> &str {
        described(self.readings[passage], index).unwrap_or_default()
    }

    /// The same with what belongs to them, as a reader wants to be told.
    pub(super) fn in_full(&self, passage: usize, index: usize) -> &str {
        let reading = self.readings[passage];
        reading.voices.sources[index].whole.of(&reading.text)
    }

    fn antecedent(&self, passage: usize, index: usize) -> Option<Whom> {
        let pronoun = match self.readings[passage].voices.sources[index].kind {
            // `quoted him as saying`
            Kind::Object if self.words(passage, index).eq_ignore_ascii_case("him") => Kind::He,
            Kind::Object if self.words(passage, index).eq_ignore_ascii_case("her") => Kind::She,
            kind => kind,
        };
        let asked_of = self.asked_of(passage, index);
        let is_asked_of = |whom: Whom| asked_of.iter().any(|&(p, i)| self.person(p, i) == Some(whom));
        let fits =
            |whom: Whom| self.fits(pronoun, whom) && !is_asked_of(whom) && !self.speaks_of((passage, index), whom);
        let topic = self.topic(passage, index).filter(|whom| self.fits(pronoun, *whom));
        let stranger = || self.stranger((passage, index), pronoun, &asked_of);
        let clear = |whom: &Whom| !self.is_crossed((passage, index), pronoun, *whom);
        let asked = || self.asked((passage, index), pronoun);
        topic.or_else(asked).or_else(stranger).or_else(|| self.likeliest(passage, index, fits).filter(clear))
    }

    /// Whom the mentions that the pronoun or description at `index` may go back to make the likeliest of those who fit, if
    /// that is sure enough: those of one person add up.
    pub(super) fn likeliest(&self, passage: usize, index: usize, fits: impl Fn(Whom) -> bool) -> Option<Whom> {
        let pronoun = &self.readings[passage].voices.sources[index];
        let trail = &self.meanings.trail;
        let at = trail.sentences + usize::from(pronoun.sentence);
        Mentions::of(trail.back(), fits).likeliest(|step, nearer| {
            let source = &self.readings[step.passage].voices.sources[step.index];
            let (back, sentences) = (passage - step.passage, at.saturating_sub(step.sentences));
            let mention = Mention { source, passage: step.passage, whom: step.whom, nearer, back, sentences, pronoun };
            mention.weight(self)
        })
    }
}

/// Whether somebody speaks there who is described by an age, which may be told far above.
fn goes_by_age(reading: &Reading) -> bool {
    let sources = 0..reading.voices.sources.len();
    let words = sources.filter_map(|index| described(reading, index)).filter_map(definite);
    words.into_iter().any(is_anybody)
}

pub(super) fn described(reading: &Reading, index: usize) -> Option<&str> {
    reading.voices.sources.get(index).map(|source| source.span.of(&reading.text))
}

/// `a harbour official`, `their mother`: one person, not named before. `The official` may be anybody named above.
pub(super) fn is_brought_in(words: &str) -> bool {
    let first = first_word(words);
    ["a", "an", "one", "another", "his", "her", "their"].iter().any(|w| first.eq_ignore_ascii_case(w)) && is_one(words)
}

pub(super) fn gender(words: &str) -> Option<Gender> {
    match last_word(words) {
        "man" | "boy" => Some(Gender::Male),
        "girl" => Some(Gender::Female),
        noun => role::gender(noun),
    }
}

/// What a description calls somebody.
pub(super) fn noun(words: &str) -> &str {
    role::last_part(last_word(words))
}

/// One person: a pronoun in the singular can mean them.
pub(super) fn is_one(words: &str) -> bool {
    let noun = noun(words);
    let many = noun.ends_with('s') && !noun.ends_with("ss") || noun.ends_with("men");
    !many && !matches!(noun, "people" | "family" | "couple" | "crew" | "crowd" | "audience" | "staff" | "public")
}
