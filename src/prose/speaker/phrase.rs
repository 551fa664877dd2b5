//! Noun phrases that no list knows, where a verb of saying asks for somebody.

use super::edge;
use super::look::Look;
use super::narration::{Narration, Word};
use super::opening;
use super::silent;
use super::source::{self, Kind, Source};
use super::verb;
use crate::prose::cue::Class;
use crate::prose::name::lists::Lists;

/// Adds noun phrases beside a verb of saying where no known source stands.
pub(super) fn add(narration: &Narration, sources: &mut Vec<Source>) {
    let known = sources.len();
    for i in narration.telling.iter().map(|i| *i as usize) {
        let before = &sources[..known];
        let overlaps = |a: &Source| verb::of_sentence(before, a.sentence).any(|(_, s)| s.from < a.to && a.from < s.to);
        let added = beside(narration, before, i).filter(|a| !overlaps(a));
        sources.extend(added);
    }
    if sources.len() > known {
        sources.sort_by_key(|s| s.from);
        sources.dedup_by_key(|s| s.from);
        source::rank(sources);
    }
}

/// The noun phrase beside the verb of saying at `i`, if it is one that no known source speaks.
fn beside(narration: &Narration, known: &[Source], i: usize) -> Option<Source> {
    let word = &narration.words[i];
    if !word.class.is(Class::SAYING.with(Class::WEAK)) || silent::is_noun_here(narration, i) {
        return None;
    }
    if word.begins || narration.follows_quote(i) {
        let unknown = word.class.is(Class::SAYING) && verb::after(narration, known, i + 1, 4).is_none();
        return unknown.then(|| beginning_at(narration, i + 1)).flatten();
    }
    let last = i.checked_sub(if is_perceived(narration, i) { 3 } else { 1 })?;
    if narration.words[last].sentence != word.sentence {
        return None;
    }
    let mut here = verb::of_sentence(known, word.sentence);
    let is_known = here.any(|(_, s)| (s.from as usize) <= last && last < s.to as usize);
    if is_known || narration.words[last].begins && opening::is_a_clause(narration, last) {
        return None;
    }
    // `a geologist has said`, `quoted a geologist as saying`
    let between = narration.words[last].class.is(Class::AUXILIARY)
        || word.class.is(Class::ING) && narration.of_word(last) == "as";
    ending_at(narration, if between { last.saturating_sub(1) } else { last })
}

/// `a voice is heard shouting`: the participle between is no noun.
fn is_perceived(narration: &Narration, i: usize) -> bool {
    let helps = || i > 2 && narration.words[i - 2].class.is(Class::AUXILIARY);
    narration.words[i].class.is(Class::ING)
        && matches!(narration.of_word(i - 1), "heard" | "overheard" | "seen" | "caught")
        && helps()
}

/// The noun phrase around a noun that no list knows, where a verb of saying asks for one; `alternately` is none.
fn ending_at(narration: &Narration, last: usize) -> Option<Source> {
    let word = &narration.words[last];
    let noun = matches!(word.look, Look::Lower | Look::Capital) && !word.class.is(source::NEVER_A_NOUN);
    let from = edge::left(narration, last);
    let adverb = !narration.words[from].class.is(source::OPENS_A_PHRASE) && word.on.is(Lists::LY);
    (noun && !adverb).then(|| source::source(narration, Kind::Phrase, from, last + 1).completed(narration, &[]))
}

/// The noun phrase that begins at `first`: up to a preposition, a comma, a verb or a quotation.
fn beginning_at(narration: &Narration, first: usize) -> Option<Source> {
    let sentence = narration.words.get(first)?.sentence;
    let ends = |w: &Word| {
        !matches!(w.look, Look::Lower | Look::Capital | Look::Number | Look::Possessive)
            || w.class.is(source::NEVER_A_NOUN)
    };
    let length = (first..).map_while(|i| narration.in_sentence(i, sentence)).take(7);
    let length =
        length.enumerate().take_while(|(k, w)| !ends(w) || *k == 0 && w.class.is(source::OPENS_A_PHRASE)).count();
    (length > 0).then(|| source::source(narration, Kind::Phrase, first, first + length).completed(narration, &[]))
}
