//! Whom a statement speaks of: whoever makes it does not call himself by his name.

use super::neighbour;
use super::pronoun::{Resolver, Whom};
use super::verb::of_sentence;
use crate::prose::cue::{self, Class};
use crate::prose::name::Kind as NameKind;
use crate::prose::reading::Reading;
use crate::prose::words::last_word;
use crate::text::span::{InPassage, Span};

/// Words before his own name that a speaker says: `I am Ana Ruiz`, `call me Ruiz`.
const OWN: [&str; 8] = ["am", "I'm", "I’m", "is", "me", "called", "as", "I"];

impl Resolver<'_> {
    /// Whether a pronoun's words of saying report a statement that speaks of somebody by name.
    pub(super) fn speaks_of(&self, (passage, index): (usize, usize), whom: Whom) -> bool {
        let Whom::Member(number) = whom else { return false };
        let member = &self.cast.members[number];
        let says = self.readings[passage].voices.sources[index].cue.is_some();
        // A body does: `The board will sell,` it said.
        says && member.kind == NameKind::Person
            && (self.quotes((passage, index), &member.canonical) || self.tells_of((passage, index), whom))
    }

    /// `"The man for the club is Ferrant," he said.`
    fn quotes(&self, (passage, index): (usize, usize), full: &str) -> bool {
        let Reading { text, voices, marks, names, asides, .. } = self.readings[passage];
        let sentence = voices.sources[index].sentence;
        let first = voices.settings.partition_point(|setting| setting.sentence < sentence);
        let mut here = voices.settings[first..].iter().take_while(|setting| setting.sentence == sentence);
        here.any(|setting| {
            let words = marks.quoted[setting.quoted as usize].words;
            let names = within(names, |name| name.span, words).map(|name| name.span);
            let named = names.filter(|name| is_part(name.of(text), full));
            // What only the story shows to be a name: `Ferrant has gone`.
            let asides = within(asides, |aside| *aside, words).copied();
            let called = asides.filter(|aside| aside.of(text) == last_word(full) && is_no_word(aside.of(text)));
            named.chain(called).any(|name| !is_own(text, name))
        })
    }

    /// `Ferrant has the hunger of old, he said.`
    fn tells_of(&self, (passage, index): (usize, usize), whom: Whom) -> bool {
        let Reading { text, voices, .. } = self.readings[passage];
        let pronoun = &voices.sources[index];
        let ends = pronoun.cue.is_some_and(|cue| text[voices.cues[usize::from(cue)].span.end..].starts_with('.'));
        let stands_last = ends && matches!(pronoun.before, neighbour::COMMA | neighbour::QUOTATION);
        let mut before = of_sentence(&voices.sources, pronoun.sentence).take_while(|(i, _)| stands_last && *i < index);
        before.any(|(i, source)| {
            // `Though Ferrant had lived there, the town had changed, he said.`
            let leads = source.leads || source.before == neighbour::CONJUNCTION;
            let told = leads && source.cue.is_none() && source.after != neighbour::POSSESSIVE;
            let joined = !text[source.span.end..pronoun.span.start].contains(':');
            told && joined && self.whom(passage, i) == Some(whom) && !source.kind.is_pronoun()
        })
    }
}

/// Those of some spans in order that lie in another.
fn within<T>(spans: &[T], span: impl Fn(&T) -> Span<InPassage>, words: Span<InPassage>) -> impl Iterator<Item = &T> {
    let first = spans.partition_point(|one| span(one).start < words.start);
    spans[first..].iter().take_while(move |one| span(one).end <= words.end)
}

/// Whether a speaker may say the name as his own.
fn is_own(text: &str, name: Span<InPassage>) -> bool {
    let before = text[..name.start].trim_end();
    before.ends_with(',') || OWN.contains(&last_word(before))
}

/// `Ferrant`, but not `May`.
fn is_no_word(name: &str) -> bool {
    cue::class(name) == Class::NONE
}

/// Whether all words of a name are words of the full one.
fn is_part(name: &str, full: &str) -> bool {
    name.split(' ').all(|word| full.split(' ').any(|of_full| of_full == word))
}
