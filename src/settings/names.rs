//! Names that must not be printed: a source, a witness, a child. Found however they are written: in capitals, in a slug,
//! without accents, with an apostrophe behind them.

use crate::text::span::Span;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A list of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Each name's words, plain, by the first of them.
    by_first: HashMap<String, Vec<Vec<String>>>,
}

/// Characters between the words of one name: a blank, a hyphen, an entity for a blank.
const GAP: usize = 6;

impl Names {
    /// Reads lists: a name a line; `#` begins a comment, and what follows an arrow or a tab is for people.
    pub fn read<'l>(lists: impl IntoIterator<Item = &'l str>) -> Self {
        let mut names = Self::default();
        for line in lists.into_iter().flat_map(str::lines).filter(|line| !line.trim_start().starts_with('#')) {
            let name = line.split("->").next().unwrap_or(line).split('\t').next().unwrap_or(line);
            let words: Vec<String> = words(name).into_iter().map(|(_, word)| word).collect();
            if let Some(first) = words.first() {
                names.by_first.entry(first.clone()).or_default().push(words);
            }
        }
        names
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Where a name stands, in order.
    pub fn find_in<In>(&self, text: &str) -> Vec<Span<In>> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut found = Vec::new();
        let mut from = 0;
        for (i, (span, first)) in words.iter().enumerate() {
            let names = self.by_first.get(first).into_iter().flatten();
            let longest = names.filter(|name| begins(&words[i..], name, text)).max_by_key(|name| name.len());
            if let Some(name) = longest.filter(|_| i >= from) {
                from = i + name.len();
                found.push(Span::new(span.start, words[from - 1].0.end));
            }
        }
        found
    }
}

fn begins(words: &[(std::ops::Range<usize>, String)], name: &[String], text: &str) -> bool {
    let same = words.len() >= name.len() && words.iter().zip(name).all(|((_, word), wanted)| word == wanted);
    let near = |two: &[(std::ops::Range<usize>, String)]| {
        let gap = &text[two[0].0.end..two[1].0.start];
        // A stop belongs to an initial; after a longer word the sentence ends.
        let initial = two[0].1.chars().count() <= 2 && gap.trim() == ".";
        initial || gap.len() <= GAP && !gap.contains(['.', '!', '?'])
    };
    same && words[..name.len()].windows(2).all(near)
}

/// The words of a text, plain, with their bytes; `ana_lund` is two.
fn words(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let parts = text.unicode_word_indices().flat_map(|(at, word)| {
        let start = word.as_ptr() as usize;
        word.split('_').map(move |part| (at + (part.as_ptr() as usize - start), part))
    });
    parts.filter(|(_, part)| !part.is_empty()).map(|(at, part)| word(at, part)).collect()
}

/// A word without its possessive ending, in lower case, without accents.
fn word(at: usize, part: &str) -> (std::ops::Range<usize>, String) {
    let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part);
    let plain = bare.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    (at..at + bare.len(), plain.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::InPassage;

    fn found(list: &str, text: &str) -> Vec<String> {
        let spans: Vec<Span<InPassage>> = Names::read([list]).find_in(text);
        spans.iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let list = "# the source of the quay story\nÅsa Lindqvist\n";
        let text = "ÅSA LINDQVIST'S slug is asa-lindqvist or asa_lindqvist; Asa\nLindqvist’s flat.";
        assert_eq!(found(list, text), ["ÅSA LINDQVIST", "asa-lindqvist", "asa_lindqvist", "Asa\nLindqvist"]);
    }

    #[test]
    fn two_names_in_a_row_and_longer_words_are_none() {
        assert_eq!(found("Ana Lund\n", "He saw Ana. Lund left. Ana Lundberg, too."), Vec::<String>::new());
        assert_eq!(found("Lund -> the engineer\n", "Lund spoke to Lundberg."), ["Lund"]);
    }

    #[test]
    fn the_longest_name_is_told_once() {
        assert_eq!(found("Ana\nAna Lund\n", "Ana Lund and Ana."), ["Ana Lund", "Ana"]);
    }
}
