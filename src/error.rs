//! What went wrong: [`Error`], for what the machine refuses, and [`Problem`], for what input holds that could not be
//! read. The first ends a command, the second is told and stepped over.

use std::path::{Path, PathBuf};

/// Why a command could not do its work. Input that reads badly is never an error but a
/// [`Problem`]; this is for what the machine refuses.
#[derive(Debug)]
pub struct Error {
    /// What was being done, as a present participle: "reading the draft".
    doing: String,
    path: Option<PathBuf>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// What the user can do, or what happens next; a full sentence.
    next: Option<String>,
}

/// A result whose error is for the user's eyes.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error while `doing` (a present participle, no capital, no stop).
    pub fn new(doing: impl Into<String>) -> Self {
        Self { doing: doing.into(), path: None, cause: None, next: None }
    }

    /// Names the file or folder concerned.
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Keeps what the system or a library said.
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds a full sentence on what to do or what happens next.
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.doing)?;
        if let Some(path) = &self.path {
            write!(f, " {}", path.display())?;
        }
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        if let Some(next) = &self.next {
            write!(f, ". {next}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Something about the input that kept part of the work from being done: a bad line, a wrong key, a missing file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The file, as given; empty for the whole.
    pub path: String,
    /// Line in it, from 1, if one can be named.
    pub line: Option<usize>,
    /// What is wrong and what was done about it.
    pub message: String,
}

impl Problem {
    /// A problem with a whole file.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, message: message.into() }
    }

    /// The same, at a line (from 1).
    pub fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.path.as_str(), self.line) {
            ("", _) => write!(f, "{}", self.message),
            (path, None) => write!(f, "{path}: {}", self.message),
            (path, Some(line)) => write!(f, "{path}:{line}: {}", self.message),
        }
    }
}
