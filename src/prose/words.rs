//! A name or a description as a row of words, with a blank between each two.

use memchr::{memchr, memrchr};

/// The first word.
pub fn first_word(words: &str) -> &str {
    memchr(b' ', words.as_bytes()).map_or(words, |blank| &words[..blank])
}

/// The last word.
pub fn last_word(words: &str) -> &str {
    memrchr(b' ', words.as_bytes()).map_or(words, |blank| &words[blank + 1..])
}
