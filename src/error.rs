//! The one error of the edges: what could not be done, and what happens next.

use std::path::{Path, PathBuf};

/// Why a command could not do its work. Input that reads badly is never an error but a
/// [`Problem`](crate::finding::Problem); this is for what the machine refuses.
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
