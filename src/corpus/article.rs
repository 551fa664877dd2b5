//! One story, transcript or note of the reference corpus.

use super::words::{self, Heard};
use crate::finding::Status;
use crate::prose::reading::Reading;
use crate::text::passage::Passage;
use jiff::civil::Date;

/// How much a collection weighs when records differ; best first. The reporter's own notes and transcripts outrank
/// everything printed (practice: Ars Technica's retraction of February 2026 was about words nobody had noted).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The reporter's notes and transcripts.
    Notes,
    /// The desk's own published stories.
    Archive,
    /// Agency copy.
    Wires,
    /// Anything else.
    Other,
}

impl Rank {
    /// All ranks, best first.
    pub const ALL: [Self; 4] = [Self::Notes, Self::Archive, Self::Wires, Self::Other];

    /// The word used in settings (`kind = "notes"`) and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Archive => "archive",
            Self::Wires => "wires",
            Self::Other => "other",
        }
    }

    /// The rank that a word names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }
}

/// What is known about an article apart from its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its `doc` or `id` key, else its path as given.
    pub id: String,
    /// Headline.
    pub headline: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Day of publication or recording.
    pub date: Option<Date>,
    /// Bylines.
    pub authors: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// Language tag.
    pub lang: Option<String>,
    /// The file that holds it, as given.
    pub path: String,
    /// Line of that file where the record begins, from 1.
    pub line: usize,
    /// Weight of its collection.
    pub rank: Rank,
    /// Whether it was corrected, taken back, held back.
    pub status: Option<Status>,
}

/// An article as read from a file.
#[derive(Clone, Debug)]
pub struct Article {
    /// What is known about it.
    pub head: Head,
    /// What it says.
    pub body: Body,
}

/// What an article says.
#[derive(Clone, Debug)]
pub enum Body {
    /// A story: paragraphs in order, each with the line of the file (from 1) where it begins.
    Story(Vec<(Passage, usize)>),
    /// A transcript or notes: each sentence of each turn is on record, marks or not.
    Transcript(Vec<Turn>),
}

/// What one person says before the next does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The label, as written (`RUIZ`, `Ana Ruiz`), if there is one.
    pub speaker: Option<String>,
    /// Time in the recording, as written.
    pub time: Option<String>,
    /// The words.
    pub text: String,
    /// Line of the file, from 1.
    pub line: usize,
}

/// Two texts are copies of one story if so many of the shorter one's sentences stand in the other.
const COPY: f32 = 0.8;
/// Sentences of fewer words (`He left.`) stand in any story.
const PRINTED_WORDS: usize = 3;

/// Hashes of an article's sentences, normalised, sorted, without doubles.
pub fn prints<'r>(readings: impl IntoIterator<Item = &'r Reading>) -> Vec<u64> {
    let heard = |reading: &'r Reading| (reading, words::heard(&reading.text));
    prints_of(readings.into_iter().map(heard))
}

/// The same of readings whose words were heard before.
pub(super) fn prints_of<'r, W: AsRef<[Heard]>>(heard: impl IntoIterator<Item = (&'r Reading, W)>) -> Vec<u64> {
    let mut prints: Vec<u64> = Vec::new();
    for (reading, words) in heard {
        let words = words.as_ref();
        let before = |byte: usize| words.partition_point(|word| word.start < byte);
        for sentence in &reading.sentences {
            let (first, last) = (reading.tokens[sentence.start].span(), reading.tokens[sentence.end - 1].span());
            let sentence = &words[before(first.start)..before(last.end)];
            if sentence.len() >= PRINTED_WORDS {
                prints.push(u64::from(words::print(sentence)));
            }
        }
    }
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// Whether two articles, by their [`prints`], are printings of one story.
pub fn is_copy(a: &[u64], b: &[u64]) -> bool {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = shorter.iter().filter(|print| longer.binary_search(print).is_ok()).count();
    !shorter.is_empty() && shared as f32 >= COPY * shorter.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::format::{self, Format};

    fn printed(text: &str) -> Vec<u64> {
        let document = format::read(Format::Plain, text);
        let readings: Vec<_> = document.passages.iter().map(|(p, _)| reader::read(p)).collect();
        prints(&readings)
    }

    #[test]
    fn a_corrected_word_makes_no_new_story() {
        let first = "The boat left on Monday. The quay was empty. Nobody waved at all. It rained hard. The wall held.";
        let second = first.replace("hard", "softly");
        assert!(is_copy(&printed(first), &printed(&second)));
        assert!(is_copy(&printed(first), &printed(&format!("{first}\n\nThe mayor came later. She was late."))));
    }

    #[test]
    fn a_few_shared_sentences_make_no_copy() {
        let first = "The boat left on Monday. The quay was empty. Nobody waved at all.";
        let second = "The boat left on Monday. The mayor came later. She was late as usual.";
        assert!(!is_copy(&printed(first), &printed(second)));
        assert!(!is_copy(&[], &[]));
    }
}
