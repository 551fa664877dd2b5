//! Where a word that is listed as a verb of saying is none.

use super::look::Look;
use super::narration::Narration;
use crate::prose::cue::Class;

/// Whether the word at `i` is no verb of saying there.
pub(super) fn is_silent(narration: &Narration, i: usize) -> bool {
    is_noun_here(narration, i) || is_motion(narration, i)
}

/// `reasons she would not go into`: who goes somewhere or by a name says nothing; who `goes on` may.
fn is_motion(narration: &Narration, i: usize) -> bool {
    let into = || narration.in_sentence(i + 1, narration.words[i].sentence).map(|_| narration.of_word(i + 1));
    matches!(narration.of_word(i), "go" | "goes" | "went" | "gone" | "going")
        && into().is_some_and(|into| {
            matches!(into, "into" | "to" | "by" | "through" | "from" | "back" | "out" | "over" | "home")
        })
}

/// `a call`, `Ruiz's claim`, `in reply`, `told state television`.
pub(super) fn is_noun_here(narration: &Narration, i: usize) -> bool {
    let word = &narration.words[i];
    let Some(before) = i.checked_sub(1).map(|j| &narration.words[j]).filter(|w| w.sentence == word.sentence) else {
        return false;
    };
    let name = narration.of_word(i - 1);
    let after_preposition =
        before.class.is(Class::PREPOSITION) && name != "to" && !before.class.is(Class::SUBORDINATOR);
    // `Polling shows that "…", said Ruiz.`
    let tells = name == "that" && before.quotes != word.quotes;
    let determined = before.class.is(Class::ARTICLE.with(Class::DETERMINER)) && !tells;
    let counted = determined && !stands_for_a_noun(narration, i - 1);
    let possessed = counted || before.look == Look::Possessive;
    let object = word.class.is(Class::BASE) && before.class.is(Class::SAYING);
    // `Vespera state media`: one body does not `state`.
    let next = narration.in_sentence(i + 1, word.sentence);
    let modifies = word.class.is(Class::BASE)
        && before.look == Look::Capital
        && next.is_some_and(|w| w.look == Look::Lower && w.class.is(Class::GROUP.with(Class::WORK)));
    !word.class.is(Class::ING) && (possessed || after_preposition || object || modifies)
}

/// `One asked the coxswain`, `some said that`; in `one proposed law` it only counts.
fn stands_for_a_noun(narration: &Narration, i: usize) -> bool {
    let verb = narration.of_word(i + 1);
    let past = verb.ends_with("ed") || matches!(verb, "said" | "told" | "wrote");
    let opens_an_object = Class::ARTICLE.with(Class::DETERMINER).with(Class::OBJECT).with(Class::SUBORDINATOR);
    let object = narration.in_sentence(i + 2, narration.words[i].sentence);
    past && narration.words[i].class.is(Class::SPEAKER) && object.is_some_and(|w| w.class.is(opens_an_object))
}
