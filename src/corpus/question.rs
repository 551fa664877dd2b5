//! What can be asked of the corpus, and what it answers: plain data, so that the desk can ask a thread, a file or one
//! day a distributed engine in the same words.

use super::article::{self, Rank};
use crate::finding::Citation;
use crate::prose::event::Count;
use crate::prose::figures::Amount;
use crate::prose::name::Kind;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// One thing to look up. Equal questions have equal answers while the index does not change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Are these words on record? The words of one quotation, without marks, as typed.
    Quotation(String),
    /// What is known about this name, as typed?
    Name(String),
    /// How many do stories on the same event count?
    Count(Count),
    /// How old is the person of this full name, as typed, in stories that say so?
    Age(String),
}

/// What the corpus says.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Records of the quotation, best first: by level, then rank, then score; at most 16.
    Quotation(Vec<Match>),
    /// The name's card; without any record, one with `count` 0 that may name the nearest spellings.
    Name(Box<Card>),
    /// Numbers that stories state in answer to [`Question::Count`] or [`Question::Age`], newest first.
    Stated(Vec<Stated>),
    /// The corpus could not be reached; the reason, for people. Not the same as "not on record".
    Unreached(String),
}

/// How the words asked for and the words on record agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The same words.
    Same,
    /// The same, legally shortened: an ellipsis, an editor's brackets, a cut at a clause's end.
    Shortened,
    /// Some words differ: surely the same utterance.
    Altered,
    /// May be the same utterance.
    Possible,
}

impl Level {
    /// The word used in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Shortened => "shortened",
            Self::Altered => "altered",
            Self::Possible => "possible",
        }
    }
}

/// A match of this score and more is surely the same utterance (origin: perturbed and made-up quotations over a real
/// archive: of a thousand made-up ones none reaches it, one changed word in five still does).
pub const SAME_UTTERANCE: f32 = 0.8;
/// Below this score, shared words are chance.
pub const POSSIBLE: f32 = 0.6;

/// One record that agrees, more or less, with a quotation.
#[derive(Clone, Debug)]
pub struct Match {
    /// How well.
    pub level: Level,
    /// Share of the words that need no edit, 0 to 1, parts around an ellipsis taken one by one.
    pub score: f32,
    /// Words that differ, in the order of the words asked for; empty for [`Level::Same`].
    pub changes: Vec<Change>,
    /// Where it stands; `speaker` as named there.
    pub citation: Citation,
    /// The resolved name of the speaker there and how sure (0 to 1), if anybody is named.
    pub speaker: Option<(String, f32)>,
    /// Weight of its collection.
    pub rank: Rank,
    /// Whether it stands there as somebody's words; else it is the story's own text, which names no speaker and proves
    /// nothing about other words.
    pub spoken: bool,
    /// Hashes of the article's sentences, normalised: to tell a draft's own copies. Shared by an article's matches.
    pub prints: Arc<[u64]>,
}

/// Matches by where they come from: printings of one story ([`article::is_copy`]) are one source, however many papers ran
/// it. Sources in the order of their first match; within one, the oldest first.
pub fn sources(matches: &[Match]) -> Vec<Vec<&Match>> {
    let mut sources: Vec<Vec<&Match>> = Vec::new();
    for found in matches {
        let is_of = |source: &&mut Vec<&Match>| source.iter().any(|other| is_one_source(other, found));
        match sources.iter_mut().find(is_of) {
            Some(source) => source.push(found),
            None => sources.push(vec![found]),
        }
    }
    sources.iter_mut().for_each(|source| source.sort_by_key(|m| (m.citation.date.is_none(), m.citation.date.clone())));
    sources
}

fn is_one_source(a: &Match, b: &Match) -> bool {
    let same_story = |a: &Citation, b: &Citation| (&a.article, &a.path) == (&b.article, &b.path);
    same_story(&a.citation, &b.citation) || article::is_copy(&a.prints, &b.prints)
}

/// Stories among matches: one that has the words twice counts once.
pub fn stories(matches: &[Match]) -> usize {
    let mut stories: Vec<_> = matches.iter().map(|m| (&m.citation.article, &m.citation.path)).collect();
    stories.sort_unstable();
    stories.dedup();
    stories.len()
}

/// A stretch of words that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the words asked for; empty where words were left out.
    pub here: Range<usize>,
    /// The words on record; empty where words were put in.
    pub there: String,
}

/// What is on record about a name: each fact with its story.
#[derive(Clone, Debug)]
pub struct Card {
    /// The spelling used most, newest on ties; as typed if nothing is on record.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// Stories that mention it.
    pub count: usize,
    /// The days of the first and the last of them that are dated, as in citations.
    pub seen: Option<(String, String)>,
    /// All spellings on record with the number of stories, most used first.
    pub spellings: Vec<(String, usize)>,
    /// The last titles, each with the newest story that gives it, newest first, at most five.
    pub titles: Vec<(String, Citation)>,
    /// The last stories, newest first, at most five.
    pub stories: Vec<Citation>,
    /// The last quotations, newest first, at most five.
    pub said: Vec<Citation>,
    /// Other people of the same surname, those of most stories first, at most five.
    pub namesakes: Vec<String>,
    /// With nothing on record: spellings that come near.
    pub nearest: Vec<String>,
}

/// How many stories, in words.
pub fn counted_stories(count: usize) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}

/// A number that a story on record states.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The number.
    pub amount: Amount,
    /// As written, with what loosens it.
    pub words: String,
    /// Where; `quote` is the sentence.
    pub citation: Citation,
    /// As of a [`Match`].
    pub prints: Arc<[u64]>,
}

/// Whether there is a corpus and it answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// No corpus is configured: rules that need one keep silent.
    #[default]
    Absent,
    /// It answers.
    Reached,
    /// It is configured and did not answer.
    Unreached,
}

impl Reach {
    /// The word used in the JSON report: `none`, `ok`, `unreached`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Absent => "none",
            Self::Reached => "ok",
            Self::Unreached => "unreached",
        }
    }
}

/// What rules see of the corpus: the answers to the story's own questions, without the draft's own copies.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Whether the corpus was there.
    pub reach: Reach,
    matches: HashMap<Arc<str>, Arc<[Match]>>,
    sources: Vec<String>,
    cards: HashMap<String, Arc<Card>>,
    stated: HashMap<Question, Arc<[Stated]>>,
}

impl Record {
    /// A record to be filled.
    pub fn new(reach: Reach) -> Self {
        Self { reach, ..Self::default() }
    }

    /// Puts down what is on record for a quotation's words.
    pub fn put(&mut self, words: Arc<str>, matches: impl Into<Arc<[Match]>>) {
        self.matches.insert(words, matches.into());
    }

    /// Puts down what the draft says it rests on: paths of files and folders of the corpus, or their ends.
    pub fn rest_on(&mut self, sources: &[String]) {
        self.sources = sources.to_vec();
    }

    /// What the draft rests on; empty if it does not say.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// Whether a match comes from what the draft rests on.
    pub fn is_source(&self, found: &Match) -> bool {
        let path = format!("/{}/", found.citation.path.replace('\\', "/"));
        self.sources.iter().any(|source| path.contains(&format!("/{}/", source.trim_matches(['/', '.']))))
    }

    /// What is on record for a quotation's words, if the corpus has answered.
    pub fn answer(&self, words: &str) -> Option<&[Match]> {
        self.matches.get(words).map(|found| &**found)
    }

    /// What is on record for a quotation's words, best first; empty if nothing is or the answer is not there yet.
    pub fn matches(&self, words: &str) -> &[Match] {
        self.matches.get(words).map_or(&[], |found| found)
    }

    /// Puts down what is on record for a name.
    pub fn put_card(&mut self, name: String, card: Arc<Card>) {
        self.cards.insert(name, card);
    }

    /// What is on record for a name; nothing if the answer is not there yet.
    pub fn card(&self, name: &str) -> Option<&Card> {
        self.cards.get(name).map(Arc::as_ref)
    }

    /// Puts down what stories state in answer to a question.
    pub fn put_stated(&mut self, question: Question, stated: Arc<[Stated]>) {
        self.stated.insert(question, stated);
    }

    /// What stories state in answer to a question, newest first; empty if none does or the answer is not there yet.
    pub fn stated(&self, question: &Question) -> &[Stated] {
        self.stated.get(question).map_or(&[], |stated| stated)
    }
}
