//! Full, partial or fragment, as far as the paragraph tells. What is no speech is told with the speaker.

use super::{Kind, Quoted};

/// Up to this many words are a fragment.
const FRAGMENT_WORDS: usize = 3;

/// Sets the kind of every quotation that is neither nested nor a block.
pub(super) fn judge(text: &str, quoted: &mut [Quoted]) {
    for quote in quoted {
        if quote.kind == Kind::Partial {
            quote.kind = of(text, quote);
        }
    }
}

fn of(text: &str, quote: &Quoted) -> Kind {
    let words = quote.words.of(text);
    if is_sentence(text, quote, words) {
        Kind::Full
    } else if is_long(words) {
        Kind::Partial
    } else {
        Kind::Fragment
    }
}

/// Whether it is more than a fragment.
fn is_long(words: &str) -> bool {
    words.split_whitespace().nth(FRAGMENT_WORDS).is_some()
}

/// Begins where a sentence may and like one, and ends like one, if only for the comma of an attribution.
fn is_sentence(text: &str, quote: &Quoted, words: &str) -> bool {
    let before = text[..quote.marked.start].trim_end();
    let after = text[quote.marked.end..].trim_start();
    let free = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '/'));
    let begins = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let first = || before.is_empty() && words.ends_with(['.', '!', '?']) && is_long(words);
    let ends_inside = words.ends_with(['.', '!', '?', ',', '…', '—', '–', '-', '\'', '’']);
    let ends_outside = after.is_empty() || after.starts_with(['.', ',', '!', '?', '"', '“', '«']);
    free && (begins || first()) && (ends_inside || ends_outside && words.contains(' ') || quote.open || quote.unopened)
}
