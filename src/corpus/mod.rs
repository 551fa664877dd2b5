//! What is on record?
//!
//! Everybody above asks in batches of [`question::Question`] and gets [`question::Answer`]s; only this module knows how
//! stories are stored: [`read`] takes files apart, `local` keeps them, `matching` holds words against words.

pub mod article;
mod local;
mod matching;
pub mod question;
pub mod read;
mod several;
mod words;

use crate::error::{Problem, Result};
use crate::finding::Citation;
use article::Rank;
use question::{Answer, Match, Question};
pub use read::FieldMap;
pub use several::Corpora;
use std::path::{Path, PathBuf};

/// A folder of stories, or one file of them, and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its name in settings and reports; two collections have two names.
    pub name: String,
    /// The folder or file; what it holds is cited by this path.
    pub path: PathBuf,
    /// Its weight.
    pub rank: Rank,
    /// For the desk's own eyes: all that is cited from it says so.
    pub confidential: bool,
    /// What its records call the things that copydesk looks for.
    pub fields: FieldMap,
}

impl Collection {
    /// A collection that everybody may see, with fields of the usual names.
    pub fn new(name: impl Into<String>, path: impl Into<PathBuf>, rank: Rank) -> Self {
        let fields = FieldMap::default();
        Self { name: name.into(), path: path.into(), rank, confidential: false, fields }
    }
}

/// What is on record: an embedded index. (An enum once there is a second kind.)
pub struct Corpus {
    shelf: local::Shelf,
}

/// How far an update has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read of the files that changed.
    pub done_bytes: u64,
    /// Bytes of the files that changed.
    pub total_bytes: u64,
    /// Articles put on record so far.
    pub articles: usize,
}

/// What an update did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles on record now.
    pub articles: usize,
    /// Articles put on record; a changed one counts here and under `removed`.
    pub added: usize,
    /// Articles taken out.
    pub removed: usize,
    /// Articles that were on record as they stand.
    pub unchanged: usize,
    /// What could not be read, with file, line and reason.
    pub rejected: Vec<Problem>,
}

/// What was taken off the record for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// The spellings, if it was a name: who it is, what it said, what it was called.
    pub spellings: Vec<String>,
    /// The stories concerned: taken out, or, for a name, read again without it. Their files are as they were.
    pub stories: Vec<Citation>,
}

/// How much is on record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Stories, transcripts, notes.
    pub articles: usize,
    /// Quotations, and runs of what was said.
    pub quotations: usize,
    /// Names by the ways they can be looked up.
    pub names: usize,
}

impl Corpus {
    /// Opens the index in `dir`. `None` if there is none, or one of another version: [`update`](Self::update) builds it.
    pub fn open(dir: &Path) -> Result<Option<Self>> {
        Ok(local::Shelf::open(dir)?.map(|shelf| Self { shelf }))
    }

    /// Builds or updates the index in `dir` until it holds the collections as they are and nothing else. Others may read
    /// it meanwhile; a second writer is refused.
    pub fn update(
        dir: &Path,
        collections: &[Collection],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Self, Report)> {
        let (shelf, report) = local::update(dir, collections, progress)?;
        Ok((Self { shelf }, report))
    }

    /// Takes a story, by id or path, or a name off the record in `dir`, and its bytes out of the index; it is not taken
    /// up again. `None` if nothing is on record under it.
    pub fn forget(dir: &Path, what: &str, progress: &mut dyn FnMut(Progress)) -> Result<Option<Forgotten>> {
        local::forgotten::forget(dir, what, progress)
    }

    /// Reads the whole index and compares checksums: files that are damaged; `None` if there is no index.
    pub fn damaged(dir: &Path) -> Result<Option<Vec<PathBuf>>> {
        local::Shelf::damaged(dir)
    }

    /// Everything in the index's collections that could not be read, as of the last update.
    pub fn rejected(dir: &Path) -> Vec<Problem> {
        local::rejected::list(dir)
    }

    /// Answers, in the order asked.
    pub fn ask(&self, questions: &[Question]) -> Vec<Answer> {
        self.shelf.ask(questions)
    }

    /// Where the same or nearly the same words are on record, by score, best first. Scores of
    /// [`question::POSSIBLE`] and more are worth showing to people.
    pub fn find(&self, words: &str, limit: usize) -> Vec<Match> {
        self.shelf.find(words, limit)
    }

    /// The paragraphs of a cited story that lies inside another file: a wire's, an archive's. `None` if it has its own, or
    /// if the file is not as it was read.
    pub fn story(&self, citation: &Citation) -> Option<Vec<String>> {
        self.shelf.story(citation)
    }

    /// Names on record whose last word begins as the last one typed, the others as theirs: those of most stories first.
    pub fn names(&self, typed: &str, limit: usize) -> Vec<String> {
        self.shelf.names(typed, limit)
    }

    /// Changes whenever what is on record does.
    pub const fn generation(&self) -> u64 {
        self.shelf.generation()
    }

    /// Takes up what was written since; whether there was anything.
    pub fn reload(&mut self) -> Result<bool> {
        self.shelf.reload()
    }

    /// How many articles are on record: quicker than `size`, which reads every name.
    pub fn articles(&self) -> usize {
        self.shelf.articles()
    }

    /// How much is on record.
    pub fn size(&self) -> Size {
        self.shelf.size()
    }
}
