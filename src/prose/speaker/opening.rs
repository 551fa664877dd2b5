//! What stands before a name and belongs to it: titles, and whatever a sentence opens with before its subject.

use super::look::Look;
use super::narration::{Narration, Word};
use super::source::{NEVER_A_NOUN, OPENS_A_PHRASE};
use crate::prose::cue::Class;
use crate::prose::name::lists::Lists;
use crate::prose::name::{Kind as NameKind, Name};

/// `Norland Gov. Ana Ruiz`, `Vespera manager Terje Solbakk`: whether the words from `at` on are a title and then a person.
/// What stands before them, a state or a club, does not speak.
pub(super) fn titles_a_person(narration: &Narration, names: &[Name], at: usize) -> bool {
    let words = &narration.words;
    let plain = |w: &Word| {
        let word = matches!(w.look, Look::Lower | Look::Capital) && !w.class.is(NEVER_A_NOUN);
        word || w.span.of(narration.text) == "."
    };
    let Some(first) = words.get(at).filter(|first| plain(first)) else { return false };
    let (sentence, quotes) = (words[at - 1].sentence, words[at - 1].quotes);
    let here = words[at..].iter().take(TITLE_WORDS).take_while(|w| w.sentence == sentence && w.quotes == quotes);
    let next = names.partition_point(|name| name.span.start < first.span.start);
    let mut next = names[next..].iter().take(TITLE_WORDS);
    let Some(person) = next.find(|name| name.kind == NameKind::Person) else { return false };
    let Some(name) = here.clone().position(|w| w.span.start == person.span.start) else { return false };
    let office = |w: &Word| w.class.is(Class::SPEAKER) || w.on.is(Lists::ROLE.with(Lists::HONORIFIC));
    here.clone().take(name).all(plain) && here.take(name).any(office)
}

/// `Ruiz spokesman Tom Lund`, `Vespera boss Tom Lund`: whether whoever stands before word `at` only tells whose office it is
/// that a person holds. A club that reads as a person's name is one of these; `Ruiz coaches Tom Lund` is what somebody does.
pub(super) fn owns_an_office(narration: &Narration, names: &[Name], at: usize) -> bool {
    let office = |w: &&Word| w.look == Look::Lower && w.class.is(Class::SPEAKER) && !w.class.is(Class::CUE);
    let Some(word) = narration.words.get(at).filter(office) else { return false };
    let noun = word.span.of(narration.text);
    (!noun.ends_with('s') || noun.ends_with("ss")) && titles_a_person(narration, names, at)
}

/// Words of a title before a name, and of what stands before the comma: `On his return to Osterby on Friday, Harbour Minister`.
const TITLE_WORDS: usize = 6;
const OPENING_WORDS: usize = 14;

/// Whether a sentence begins with the words `from..to`, as its subject does.
pub(super) fn leads(narration: &Narration, from: usize, to: usize) -> bool {
    let sentence = narration.words[from].sentence;
    let next = narration.in_sentence(to, sentence);
    let only_modifies =
        next.is_some_and(|w| w.look == Look::Possessive || w.class.is(Class::SPEAKER.with(Class::GROUP)));
    let titles = NEVER_A_NOUN.with(Class::CUE);
    let in_title = |w: &Word| {
        matches!(w.look, Look::Lower | Look::Capital | Look::Possessive)
            && (w.class.is(OPENS_A_PHRASE) || !w.class.is(titles) || w.class.is(Class::SPEAKER))
    };
    let mut at = from;
    while !narration.words[at].begins && at > 0 && from - at < TITLE_WORDS && in_title(&narration.words[at - 1]) {
        at -= 1;
    }
    let opened = || {
        let comma = at.checked_sub(1).filter(|&i| narration.words[i].look == Look::Comma)?;
        let first = (comma.saturating_sub(OPENING_WORDS)..comma).rev().find(|&i| narration.words[i].begins)?;
        let word = &narration.words[first];
        let before = &narration.words[first..comma];
        let opens = Class::PREPOSITION.with(Class::SUBORDINATOR).with(Class::ADVERB).with(Class::TIME);
        let clean = before.iter().all(|w| w.sentence == sentence && w.look != Look::Comma);
        // `His opposite number, Lachlan Fordyce,`
        let phrase =
            before.iter().find(|w| !w.class.is(Class::CONJUNCTION)).is_some_and(|w| w.class.is(OPENS_A_PHRASE));
        let apposed =
            phrase && !before.iter().any(|w| w.class.is(Class::CUE.with(Class::AUXILIARY).with(Class::SUBJECT)));
        let participle = narration.of_word(first).ends_with("ing") || is_put_to(narration.of_word(first));
        Some(clean && (word.class.is(opens) || apposed || participle))
    };
    !only_modifies && (narration.words[at].begins || opened().unwrap_or(false))
}

/// `Reacting, the mayor said`, `Chanting "No more", they marched`, `Stop calling it "progress"`, `Ask why`: a word that is a clause by itself
/// or bids somebody do something, and no name.
pub(super) fn is_a_clause(narration: &Narration, at: usize) -> bool {
    let next = narration.in_sentence(at + 1, narration.words[at].sentence);
    let word = narration.words[at];
    let doing = narration.of_word(at).ends_with("ing");
    let bids = narration.of_word(at) == "Ask" && next.is_some_and(|next| next.look == Look::Lower);
    let breaks_off = next.is_some_and(|next| next.look == Look::Comma || next.quotes != word.quotes);
    bids || doing && breaks_off || next.is_some_and(|next| next.look == Look::Lower && next.class.is(Class::ING))
}

/// What is done to somebody who is asked.
pub(super) fn is_put_to(word: &str) -> bool {
    matches!(word, "Asked" | "Pressed" | "Questioned" | "Quizzed" | "Challenged")
}
