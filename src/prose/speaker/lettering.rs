//! Words that stand on a thing: a banner, a plaque, a mug. Nobody says them there, whoever holds it up.

use super::look::Look;
use super::narration::Narration;

/// Whether the quotation at word `at` is what a thing has on it: `a banner that says "…"`, `a mug bearing the words "…"`.
pub(super) fn is_on_a_thing(narration: &Narration, at: usize, sentence: u16) -> bool {
    let word = |i: usize| narration.in_sentence(i, sentence).map(|word| (word.look, narration.of_word(i)));
    let mut before = (0..at).rev().map_while(word).peekable();
    before.next_if(|(look, _)| matches!(look, Look::Comma | Look::Colon));
    if before.next_if(|(_, word)| matches!(*word, "word" | "words")).is_some() {
        before.next_if(|(_, word)| *word == "the");
    }
    if is_cut(before.clone().map(|(_, word)| word)) {
        return true;
    }
    let Some((_, verb)) = before.next().filter(|(_, verb)| SHOWS.contains(verb)) else { return false };
    if before.next_if(|(_, word)| matches!(*word, "that" | "which")).is_some() {
        before.next_if(|(look, _)| matches!(look, Look::Comma | Look::Dash));
    }
    let is_thing = |noun: &str| THINGS.contains(&noun.trim_end_matches('s'));
    if before.peek().is_some_and(|(_, noun)| is_thing(noun)) {
        return true;
    }
    // `a sign on one of the fountains read`; whoever stands with a sign at the gate may say something, but does not read it out.
    let back: Vec<&str> = before.take(LONGEST_PLACE).map(|(_, word)| word).collect();
    verb.starts_with("read") && back.windows(2).any(|two| PLACES.contains(&two[0]) && is_thing(two[1]))
}

/// `a stone engraved "…"`, `a card signed "…"`; where `the accord was signed` the sentence only goes on.
fn is_cut<'w>(mut back: impl Iterator<Item = &'w str>) -> bool {
    let Some(verb) = back.next().filter(|verb| CUT.contains(verb)) else { return false };
    let is_done = matches!(back.next(), Some("was" | "were" | "is" | "are" | "been" | "being"));
    verb != "signed" || !is_done
}

/// Words that tell where a thing is, at most.
const LONGEST_PLACE: usize = 6;

const PLACES: [&str; 9] = ["on", "in", "at", "outside", "above", "over", "by", "near", "across"];

const SHOWS: [&str; 9] = ["says", "said", "saying", "reads", "read", "reading", "bearing", "bore", "with"];

/// What is done to a thing alone.
const CUT: [&str; 5] = ["inscribed", "engraved", "stamped", "signed", "emblazoned"];

const THINGS: [&str; 11] =
    ["banner", "sign", "signpost", "placard", "label", "plaque", "badge", "shirt", "mug", "poster", "sticker"];
