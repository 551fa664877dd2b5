//! One story, transcript or note of the reference corpus.

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
