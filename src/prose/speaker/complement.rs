//! What stands behind a description's noun and belongs to it: `a spokesman for the harbour board`, `a resident of Osterby`.
//!
//! Who reads `a spokesman` asks whose. It is only told along with the speaker: whom the description means and what it is
//! the subject of is made out from the words up to its noun.

use super::look::Look;
use super::narration::{Narration, Word};
use super::source::{NEVER_A_NOUN, OPENS_A_PHRASE};
use crate::prose::cue::Class;
use crate::prose::name::Name;

/// Words that a complement has at most.
const LONGEST: usize = 12;
/// `a spokesman for the head of the board`
const LINKS: usize = 2;

/// What may follow a complement. Before any other word nobody knows whether it has ended: `for the board walked`.
const CLOSES: Class = Class::CUE
    .with(Class::AUXILIARY)
    .with(Class::RELATIVE)
    .with(Class::SUBORDINATOR)
    .with(Class::ADVERB)
    .with(Class::TIME);

/// Where the complement ends of the noun before word `to`, which a phrase that begins at `from` ends in; `to` if it has none.
/// `names` are those from there on.
pub(super) fn end(narration: &Narration, names: &[Name], from: usize, to: usize) -> usize {
    let noun = &narration.words[to - 1];
    let follows_cue = from.checked_sub(1).is_some_and(|i| narration.words[i].class.is(Class::CUE));
    let mut phrase = Phrase { narration, names, noun, at: to };
    let taken = (0..LINKS).take_while(|_| phrase.take_link(from)).count();
    let ends = taken > 0 && phrase.at - to <= LONGEST && phrase.is_closed(follows_cue);
    if ends { phrase.at } else { to }
}

struct Phrase<'n, 't> {
    narration: &'n Narration<'t>,
    names: &'n [Name],
    noun: &'n Word,
    at: usize,
}

impl<'n> Phrase<'n, '_> {
    /// The word at `i`, if no quotation and no sentence ends before it.
    fn word(&self, i: usize) -> Option<&'n Word> {
        self.narration.in_sentence(i, self.noun.sentence).filter(|word| word.quotes == self.noun.quotes)
    }

    /// Takes a preposition and the noun phrase behind it, if both stand here.
    fn take_link(&mut self, from: usize) -> bool {
        let links = self.word(self.at).is_some_and(|word| {
            word.look == Look::Lower
                && match self.narration.of_word(self.at) {
                    "for" | "of" => true,
                    // `the minister at the rally` is where he speaks, `a trader at Vesper Bank` who he is.
                    "at" | "from" => self.is_indefinite(from),
                    "by" => self.noun.class.is(Class::DOCUMENT),
                    _ => false,
                }
        });
        let behind = self.at + 1;
        let end = if links { self.noun_phrase(behind) } else { behind };
        let taken = end > behind;
        self.at = if taken { end } else { self.at };
        taken
    }

    /// `a trader`, `residents`
    fn is_indefinite(&self, from: usize) -> bool {
        let first = self.narration.of_word(from);
        let one = ["a", "an", "one", "another"].iter().any(|word| first.eq_ignore_ascii_case(word));
        one || !self.narration.words[from].class.is(OPENS_A_PHRASE)
    }

    /// Where the noun phrase ends that begins at `i`; `i` if there is none.
    fn noun_phrase(&self, i: usize) -> usize {
        let opens = self.word(i).is_some_and(|word| word.class.is(OPENS_A_PHRASE));
        let first = i + usize::from(opens);
        let mut at = first;
        // A page without a stop is not gone through to its end for each of its spokesmen.
        while let Some(word) = self.word(at).filter(|_| at <= i + LONGEST) {
            at = match self.end_of_name(word) {
                Some(end) => at + self.narration.words[at..].iter().take_while(|w| w.span.start < end).count(),
                None if self.is_inner(word) || at > first && self.goes_on(at) => at + 1,
                None => break,
            };
        }
        let timed = at > first && self.narration.words[at - 1].class.is(Class::TIME);
        if at > first && !timed { at } else { i }
    }

    fn end_of_name(&self, word: &Word) -> Option<usize> {
        let mut names = self.names.iter().take_while(|name| name.span.start <= word.span.start);
        names.find(|name| name.span.contains(word.span.start)).map(|name| name.span.end)
    }

    /// `for Ana Ruiz and Tom Lund`, `of the company's ten largest shareholders`
    fn goes_on(&self, at: usize) -> bool {
        let last = self.narration.words[at - 1];
        let name_ends = self.end_of_name(&last) == Some(last.span.end);
        let another = || self.word(at + 1).is_some_and(|next| self.end_of_name(next).is_some());
        let owned = last.look == Look::Possessive;
        owned && self.narration.words[at].look == Look::Lower
            || self.narration.of_word(at) == "and" && name_ends && another()
    }

    fn is_inner(&self, word: &Word) -> bool {
        let inner = matches!(word.look, Look::Lower | Look::Capital | Look::Number | Look::Possessive);
        let verb = word.look == Look::Lower && word.class.is(Class::CUE);
        inner && !verb && !word.class.is(NEVER_A_NOUN.with(Class::DETERMINER))
    }

    /// Whether what follows shows that the phrase has ended.
    fn is_closed(&self, follows_cue: bool) -> bool {
        self.word(self.at).is_none_or(|next| match next.look {
            Look::Comma | Look::Stop | Look::Colon | Look::Dash | Look::Closing => true,
            Look::Lower => next.class.is(CLOSES) || follows_cue && next.class.is(Class::PREPOSITION),
            _ => false,
        })
    }
}
