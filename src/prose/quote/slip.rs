//! A missing closing mark: `"We open in May, Ruiz said.` The attribution is not speech.

use super::{Kind, Quoted};
use crate::prose::cue;
use crate::text::span::Span;

/// Words of an attribution at a paragraph's end at most.
const ATTRIBUTION_WORDS: usize = 8;

/// Ends open quotations before an attribution that closes the paragraph.
pub(super) fn trim(text: &str, quoted: &mut [Quoted]) {
    for quote in quoted.iter_mut().filter(|q| q.open && q.kind != Kind::Nested) {
        if let Some(length) = speech_before_attribution(quote.words.of(text)) {
            quote.words = Span::new(quote.words.start, quote.words.start + length);
            quote.marked = Span::new(quote.marked.start, quote.words.end);
        }
    }
}

/// Bytes of `words` before a closing `, Ruiz said.` or `, the mayor, Ana Ruiz, said.`; the comma is still speech.
fn speech_before_attribution(words: &str) -> Option<usize> {
    let sentence = words.strip_suffix('.')?;
    let mut commas = sentence.rmatch_indices(',').map(|(at, _)| at);
    let mut comma = commas.next()?;
    if sentence[comma + 1..].split_whitespace().count() == 1 {
        comma = commas.nth(1).unwrap_or(comma);
    }
    let mut rest = sentence[comma + 1..].split_whitespace();
    let (first, last) = (rest.clone().next()?, rest.clone().next_back()?);
    let subject = first.starts_with(char::is_uppercase) || matches!(first, "he" | "she" | "they" | "it" | "the" | "a");
    let short = rest.clone().count() <= ATTRIBUTION_WORDS;
    let after_subject = subject && cue::is_saying(last);
    let before_subject = matches!(first, "said" | "says") && rest.nth(1).is_some();
    (short && (after_subject || before_subject)).then_some(comma + 1)
}
