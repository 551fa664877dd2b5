//! What a house that tidies quoted words may change: ums, and slips of grammar in number and case. Never a tense, a
//! person or a word that means something.

use crate::corpus::question::Change;

const FILLERS: [&str; 8] = ["um", "umm", "uh", "er", "erm", "ah", "hm", "mm"];
/// The same word as grammar wants it: either may stand for the other.
const FORMS: [(&str, &str); 11] = [
    ("is", "are"),
    ("was", "were"),
    ("has", "have"),
    ("does", "do"),
    ("isn't", "aren't"),
    ("wasn't", "weren't"),
    ("hasn't", "haven't"),
    ("doesn't", "don't"),
    ("a", "an"),
    ("them", "those"),
    ("me", "i"),
];

/// Whether everything that differs from the record has only been tidied.
pub fn is_all(words: &str, changes: &[Change]) -> bool {
    changes.iter().all(|change| {
        let here = plain(words.get(change.here.clone()).unwrap_or_default());
        let there: Vec<_> = plain(&change.there).into_iter().filter(|word| !is_filler(word)).collect();
        here.len() == there.len() && here.iter().zip(&there).all(|(here, there)| same(here, there))
    })
}

fn plain(words: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    words.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

fn same(here: &str, there: &str) -> bool {
    here == there || FORMS.iter().any(|(a, b)| (here, there) == (*a, *b) || (here, there) == (*b, *a))
}
