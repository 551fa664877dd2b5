//! One draft: its text, its passages, and their readings.

use crate::finding::{Problem, Spot};
use crate::prose::reading::{self, Reading};
use crate::prose::story::{self, Story};
use crate::text::format::{self, Document, Format};
use crate::text::passage::Role;
use crate::text::span::{InSource, Span};

/// A draft as it stands.
pub struct Draft {
    /// The editor's version, 0 for a file.
    pub version: i32,
    document: Document,
    readings: Vec<Reading>,
}

impl Draft {
    /// Reads a draft from its whole text.
    pub fn new(format: Format, text: &str, version: i32) -> Self {
        let document = format::read(format, text);
        let readings = document.passages.iter().map(|(passage, _)| reading::read(passage)).collect();
        Self { version, document, readings }
    }

    /// The story as it stands.
    pub fn story(&self) -> Story<'_> {
        story::tell(self.readings.iter().collect()).headed(Some(&self.document.meta))
    }

    /// Where a spot of the story stands in the source.
    pub fn to_source(&self, at: Spot) -> Span<InSource> {
        self.document.to_source(at.passage, at.span)
    }

    /// What could not be read.
    pub fn problems(&self) -> &[Problem] {
        &self.document.problems
    }

    /// Whether the writer allowed `code` in a passage, in it or just above it.
    pub fn allows(&self, passage: usize, code: &str) -> bool {
        let own = &self.document.passages[passage].0;
        let above = passage.checked_sub(1).map(|i| &self.document.passages[i].0).filter(|p| p.role == Role::Note);
        own.allows.iter().chain(above.iter().flat_map(|p| &p.allows)).any(|a| a.code == code)
    }

    /// Whether an article with these sentence prints is a copy of this draft.
    pub fn is_copy_of(&self, _prints: &[u64]) -> bool {
        false
    }
}
