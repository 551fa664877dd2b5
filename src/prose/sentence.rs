//! Where sentences end.

use super::token::{Kind, Token};
use std::ops::Range;

/// The sentences of a passage as ranges of its tokens; together they cover all tokens. Closing marks and brackets
/// belong to the sentence they close.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    sentences_in(Vec::new(), text, tokens)
}

/// The same where other sentences lay.
pub fn sentences_in(mut sentences: Vec<Range<usize>>, text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    sentences.clear();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        if ends_sentence(text, tokens, i) {
            let mut end = i + 1;
            while tokens.get(end).is_some_and(|t| closes(text, t)) {
                end += 1;
            }
            if tokens.get(end).is_none_or(|next| begins_sentence(text, tokens, end, next)) {
                sentences.push(start..end);
                start = end;
            }
            i = end;
        } else {
            i += 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// A stop, question or exclamation mark; or a shortened word whose stop may be the sentence's too.
fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = &tokens[i];
    // Nearly all words and marks are told by their last byte.
    if !matches!(text.as_bytes()[token.span().end - 1], b'.' | b'!' | b'?' | LAST_OF_DOTS) {
        return false;
    }
    match token.kind {
        Kind::Punctuation => matches!(token.of(text), "." | "!" | "?" | "…" | "..."),
        Kind::Word => token.span().len() > 2 && token.of(text).ends_with('.'),
        _ => false,
    }
}

/// The last byte of `…`.
const LAST_OF_DOTS: u8 = 0xA6;

fn closes(text: &str, token: &Token) -> bool {
    let is_closing =
        |word| matches!(word, ")" | "]" | "”" | "\"" | "''" | "’" | "'" | "»" | "’’" | "." | "!" | "?" | "…");
    !token.spaced && is_closing(token.of(text))
}

/// After white space: a capital, a number, an opening mark or bracket, a bullet. After an initialism's own stop a
/// capital is not enough (`U.N. Secretary`, `Acme Inc. Chairman`).
fn begins_sentence(text: &str, tokens: &[Token], i: usize, next: &Token) -> bool {
    if !next.spaced {
        return false;
    }
    let after_initialism = tokens[i - 1].kind == Kind::Word;
    match next.kind {
        Kind::Word => next.has_capital() && (!after_initialism || is_starter(next.of(text))),
        Kind::Number => !after_initialism,
        Kind::Mark => true,
        _ => matches!(next.of(text), "(" | "[" | "•" | "—" | "–" | "-" | "@" | "#" | "$" | "£" | "€"),
    }
}

/// Words that begin a sentence after an initialism and hardly ever follow one as a name.
#[rustfmt::skip]
fn is_starter(word: &str) -> bool {
    matches!(
        word,
        "The" | "A" | "An" | "He" | "She" | "It" | "They" | "We" | "I" | "In" | "On" | "At" | "But" | "And" | "This" | "That"
            | "These" | "Those" | "His" | "Her" | "Its" | "If" | "When" | "For"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn split(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        let read = sentences(text, &tokens);
        read.into_iter().map(|s| text[tokens[s.start].span().start..tokens[s.end - 1].span().end].to_owned()).collect()
    }

    #[test]
    fn titles_initials_and_numbers_end_nothing() {
        assert_eq!(
            split("Mr. J. Lund paid 3.50 to the U.N. envoy. He left."),
            ["Mr. J. Lund paid 3.50 to the U.N. envoy.", "He left."]
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        assert_eq!(
            split("\"It failed.\" She left. \"Why?\" he asked."),
            ["\"It failed.\"", "She left.", "\"Why?\" he asked."]
        );
    }

    #[test]
    fn an_initialism_may_end_a_sentence() {
        assert_eq!(split("He flew to the U.S. The talks failed."), ["He flew to the U.S.", "The talks failed."]);
    }
}
