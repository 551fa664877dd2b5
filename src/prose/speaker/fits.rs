//! Whom a pronoun can mean: by gender, by number, by what they are.

use super::pronoun::{Resolver, Whom, gender, is_one};
use super::source::Kind;
use super::trail::Step;
use crate::prose::cast::{Gender, Member};
use crate::prose::name::Kind as NameKind;
use crate::prose::reading::Reading;

impl Resolver<'_> {
    /// Whether a pronoun can mean somebody.
    pub(super) fn fits(&self, pronoun: Kind, whom: Whom) -> bool {
        let member = match whom {
            Whom::Member(member) => &self.cast.members[member],
            Whom::Described(passage, index) => return self.fits_description(pronoun, passage, index),
        };
        match pronoun {
            Kind::He => member.kind == NameKind::Person && self.gender_told(whom, member) != Some(Gender::Female),
            Kind::She => member.kind == NameKind::Person && self.gender_told(whom, member) != Some(Gender::Male),
            Kind::It => matches!(member.kind, NameKind::Organisation | NameKind::Place),
            _ => member.kind == NameKind::Organisation,
        }
    }

    /// `Ellis agrees. He says`, `a boy called Ellis`: whoever was he or a boy just now is no she.
    fn gender_told(&self, whom: Whom, member: &Member) -> Option<Gender> {
        let called = |step: &Step| match self.readings[step.passage].voices.sources[step.index].kind {
            Kind::He => Some(Gender::Male),
            Kind::She => Some(Gender::Female),
            Kind::Described => gender(self.words(step.passage, step.index)),
            _ => None,
        };
        let mut back = self.meanings.trail.back().iter().rev().filter(|step| step.whom == whom);
        member.gender.or_else(|| back.find_map(called))
    }

    /// `The Unionists have promised a cut.`: those of one name, whom the story takes for nobody it knows.
    pub(super) fn is_a_party(&self, (passage, index): (usize, usize)) -> bool {
        let Reading { text, voices, .. } = self.readings[passage];
        let source = &voices.sources[index];
        let definite = || text[..source.span.start].ends_with("The ");
        source.kind.is_of_no_person() && definite() && !is_one(self.words(passage, index))
    }

    /// Whether a pronoun can mean whoever is described: a person, a body or a paper, or more than one.
    pub(super) fn fits_description(&self, pronoun: Kind, passage: usize, index: usize) -> bool {
        let words = self.words(passage, index);
        let (kind, gender, one) = (self.readings[passage].voices.sources[index].kind, gender(words), is_one(words));
        let office = || kind.is_of_no_person() && self.is_an_office((passage, index));
        let person_or_phrase = matches!(kind, Kind::Described | Kind::Phrase);
        let person = one && (person_or_phrase || office());
        match pronoun {
            Kind::He => person && gender != Some(Gender::Female),
            Kind::She => person && gender != Some(Gender::Male),
            Kind::It => matches!(kind, Kind::Group | Kind::Document) && one,
            Kind::They => kind == Kind::Group || person_or_phrase && !one || self.is_a_party((passage, index)),
            _ => false,
        }
    }
}
