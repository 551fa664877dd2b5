//! What somebody denies and what somebody is answered: words that are not those of whoever stands nearest.

use super::narration::Narration;
use super::verb::{Cue, Manner};

/// Words between the verb and what is denied: `denied the latest, wildest claims`.
const BETWEEN: usize = 4;

#[rustfmt::skip]
const DENIES: [&str; 20] = [
    "deny", "denies", "denied", "denying", "reject", "rejects", "rejected", "rejecting", "dismiss", "dismisses", "dismissed",
    "dismissing", "refute", "refutes", "refuted", "rebuts", "rebutted", "disputes", "disputed", "disputing",
];

#[rustfmt::skip]
const CLAIMS: [&str; 18] = [
    "claim", "claims", "allegation", "allegations", "accusation", "accusations", "suggestion", "suggestions", "report", "reports",
    "criticism", "charge", "charges", "rumours", "rumors", "speculation", "notion", "complaints",
];

/// The verb of `the mayor rejected claims that the bridge was "a death trap"`, among the `cues` of the sentence before word `at`:
/// somebody else calls it that. What is behind a further verb of saying, or an `as`, is the mayor's again.
pub(super) fn verb_before(narration: &Narration, cues: &[Cue], at: usize) -> Option<usize> {
    let mut back = cues.iter().rev().skip_while(|cue| cue.at as usize >= at);
    let word = |cue: &Cue| narration.of_word(cue.at as usize);
    let denies = |cue: &&Cue| word(cue).starts_with(['d', 'r']) && DENIES.contains(&word(cue));
    let says = |cue: &&Cue| cue.manner <= Manner::Loaded && !CLAIMS.contains(&word(cue));
    let cue = back.find(|cue| says(cue) || denies(cue)).filter(denies)?;
    let (verb, last) = (cue.at as usize, at - 1);
    let opens = |i: usize| matches!(narration.of_word(i), "that" | "of" | "he" | "she" | "they" | "it");
    let mut behind = verb + 1..last.min(verb + 1 + BETWEEN);
    let claims = behind.any(|i| CLAIMS.contains(&narration.of_word(i)) && opens(i + 1));
    (claims && narration.of_word(last) != "as").then_some(verb)
}

/// Whether a quotation at word `at` is a reply: `"Not today," came the reply.`
pub(super) fn is_reply(narration: &Narration, at: usize, sentence: u16) -> bool {
    let word = |i: usize| narration.in_sentence(i, sentence).map_or("", |_| narration.of_word(i));
    let noun = |i: usize| matches!(word(i), "reply" | "answer" | "response" | "retort" | "rejoinder");
    matches!(word(at), "came" | "comes" | "was" | "is" | "went")
        && matches!(word(at + 1), "the" | "a" | "his" | "her" | "their")
        && (noun(at + 2) || noun(at + 3))
}
