//! What stands beside a source or a quotation, as small numbers for the scorer. Its trees were trained on these: a number, once
//! given, stays.

use super::look::Look;
use super::narration::Narration;
use crate::prose::cue::Class;

pub(super) const NOTHING: u8 = 0;
/// The end of the sentence, or its beginning.
pub(super) const END: u8 = 1;
pub(super) const QUOTATION: u8 = 2;
const STOP: u8 = 3;
pub(super) const COMMA: u8 = 4;
pub(super) const COLON: u8 = 5;
const DASH: u8 = 6;
const BRACKET: u8 = 7;
pub(super) const POSSESSIVE: u8 = 8;
const BY: u8 = 11;
pub(super) const AS: u8 = 14;
/// Any other.
const PREPOSITION: u8 = 15;
/// `and`, `but`.
pub(super) const CONJUNCTION: u8 = 18;
pub(super) const ARTICLE: u8 = 25;
/// Or `which`.
pub(super) const WHO: u8 = 16;

/// Whether it is a preposition, which governs what it stands before.
pub(super) const fn governs(neighbour: u8) -> bool {
    matches!(neighbour, BY..=PREPOSITION)
}

/// Whether it sets off what stands beside it: `, Ana Ruiz,`.
pub(super) const fn sets_off(neighbour: u8) -> bool {
    matches!(neighbour, COMMA | DASH | BRACKET)
}

/// Whether what stands before it ends there: at every mark but a colon.
pub(super) const fn closes(neighbour: u8) -> bool {
    neighbour <= COMMA || sets_off(neighbour)
}

/// What stands before the source that begins with word `from`.
pub(super) fn before(narration: &Narration, from: usize) -> u8 {
    let Some(word) = from.checked_sub(1).map(|i| &narration.words[i]) else { return NOTHING };
    match narration.words.get(from) {
        Some(first) if first.begins => END,
        Some(first) if first.quotes != word.quotes => QUOTATION,
        // `As for Ruiz, she`
        _ if from > 1 && narration.of_word(from - 1) == "for" && narration.of_word(from - 2) == "As" => END,
        _ => word.code,
    }
}

/// What stands after a source that ends before word `to`.
pub(super) fn after(narration: &Narration, to: usize, sentence: u16, quotes: u16) -> u8 {
    match narration.words.get(to) {
        Some(w) if w.quotes == quotes && w.sentence == sentence => w.code,
        Some(w) if w.sentence == sentence => QUOTATION,
        _ if narration.gaps_at(to).any(|g| g.sentence == sentence) => QUOTATION,
        Some(_) => END,
        None => NOTHING,
    }
}

/// What stands before word `at` in its sentence.
pub(super) fn before_word(narration: &Narration, at: usize, sentence: u16) -> u8 {
    match at.checked_sub(1).map(|i| &narration.words[i]) {
        None => NOTHING,
        Some(word) if word.sentence == sentence => word.code,
        Some(word) if word.look == Look::Colon => COLON,
        Some(_) => END,
    }
}

/// What stands at word `at`, if it is of the sentence.
pub(super) fn from_word(narration: &Narration, at: usize, sentence: u16) -> u8 {
    match narration.words.get(at) {
        None => NOTHING,
        Some(word) if word.sentence == sentence => word.code,
        Some(_) => END,
    }
}

/// A word or stop beside something, in the order that matters for attribution.
pub(in crate::prose) fn code(look: Look, class: Class, word: &str) -> u8 {
    match look {
        Look::Stop => return STOP,
        Look::Comma => return COMMA,
        Look::Colon => return COLON,
        Look::Dash => return DASH,
        Look::Opening | Look::Closing => return BRACKET,
        Look::Possessive => return POSSESSIVE,
        Look::Number => return 9,
        Look::Other => return 10,
        Look::Lower | Look::Capital => {}
    }
    of_word(class, word, look == Look::Capital)
}

fn of_word(class: Class, word: &str, capital: bool) -> u8 {
    let unlisted = if capital { 34 } else { 35 };
    if class == Class::NONE {
        return unlisted;
    }
    if class.is(Class::PREPOSITION) {
        return match word {
            "by" => BY,
            "to" => 12,
            "of" => 13,
            "as" => AS,
            _ => PREPOSITION,
        };
    }
    let classes = [
        (Class::RELATIVE, WHO),
        (Class::SUBORDINATOR, 17),
        (Class::CONJUNCTION, CONJUNCTION),
        (Class::NEUTRAL, 19),
        (Class::LOADED, 20),
        (Class::THOUGHT, 21),
        (Class::TERM, 22),
        (Class::WEAK.with(Class::NO_SPEECH), 23),
        (Class::AUXILIARY, 24),
        (Class::ARTICLE, ARTICLE),
        (Class::DETERMINER, 26),
        (Class::SUBJECT, 27),
        (Class::OBJECT.with(Class::REFLEXIVE), 28),
        (Class::WORK, 29),
        (Class::STATEMENT, 30),
        (Class::SPEAKER.with(Class::GROUP), 31),
        (Class::ADVERB, 32),
        (Class::TIME, 33),
    ];
    classes.into_iter().find(|(c, _)| class.is(*c)).map_or(unlisted, |(_, n)| n)
}
