//! Where a noun phrase begins: back over what may stand before a noun.

use super::look::Look;
use super::narration::Narration;
use super::pronoun::is_one;
use super::source::{NEVER_A_NOUN, OPENS_A_PHRASE};
use crate::prose::cue::Class;

/// Where the noun phrase that ends with word `last` begins: back over what may stand before a noun.
pub(super) fn left(narration: &Narration, last: usize) -> usize {
    let word = narration.words[last];
    let mut from = last;
    while from > 0 && last - from < 7 {
        let before = &narration.words[from - 1];
        if before.sentence != word.sentence || before.quotes != word.quotes {
            break;
        }
        let opens = before.class.is(OPENS_A_PHRASE) && !is_relative(narration, from - 1, last);
        let hyphen = before.look == Look::Dash && before.span.end == narration.words[from].span.start;
        let inner = hyphen || matches!(before.look, Look::Lower | Look::Capital | Look::Number | Look::Possessive);
        let inner = inner || is_plural_possessive(narration, from - 1);
        // `The United States embassy`: what has a capital there is no verb.
        let verb = before.class.is(Class::CUE) && before.look == Look::Lower && !is_owned(narration, from - 1);
        if !inner || (verb || before.class.is(NEVER_A_NOUN)) && !opens {
            break;
        }
        from -= 1;
        if opens && !is_counted(narration, from) {
            break;
        }
    }
    if is_part_of(narration, from) { from - 2 } else { from }
}

/// `figures that economists call weak`: before several people `that` is no article.
fn is_relative(narration: &Narration, i: usize, noun: usize) -> bool {
    narration.words[i].class.is(Class::RELATIVE) && narration.of_word(i) == "that" && !is_one(narration.of_word(noun))
}

/// `the nine members`, `her other clients`: what counts goes with the article before it.
fn is_counted(narration: &Narration, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|_| narration.words[i].class.is(Class::DETERMINER)) else {
        return false;
    };
    let (article, counts) = (&narration.words[before], &narration.words[i]);
    let beside = article.sentence == counts.sentence && article.quotes == counts.quotes;
    beside && article.class.is(OPENS_A_PHRASE) && !article.class.is(Class::RELATIVE)
}

/// `two of the nine members`: those two, and not the nine. Who is `one of them` stands by himself.
fn is_part_of(narration: &Narration, from: usize) -> bool {
    let of = from.checked_sub(1).map(|of| &narration.words[of]).filter(|of| of.class.is(Class::PREPOSITION));
    let Some(part) = from.checked_sub(2).filter(|_| of.is_some()).map(|part| &narration.words[part]) else {
        return false;
    };
    let whole = &narration.words[from];
    let several = part.class.is(Class::DETERMINER) && !part.class.is(Class::SPEAKER.with(Class::RELATIVE));
    several
        && whole.class.is(OPENS_A_PHRASE)
        && narration.of_word(from - 1) == "of"
        && part.sentence == whole.sentence
        && part.quotes == whole.quotes
}

/// `the council's own solicitor`, `the study's lead author`: what somebody has is no verb.
fn is_owned(narration: &Narration, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|before| narration.words[before].look == Look::Possessive)
}

/// The mark behind `the traders'`.
fn is_plural_possessive(narration: &Narration, i: usize) -> bool {
    let owners = i.checked_sub(1).map(|owners| narration.words[owners].span);
    let touches = owners.is_some_and(|owners| owners.end == narration.words[i].span.start);
    touches && matches!(narration.of_word(i), "'" | "’") && narration.of_word(i - 1).ends_with('s')
}
