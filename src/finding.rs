//! What the desk has to say: plain data, made by rules, shown by reports and editors.

use crate::text::span::{InPassage, InSource, Span};

pub use crate::error::Problem;

/// How loudly a finding is said. Ordered: a hint is less than an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of style, shown faintly.
    Hint,
    /// Worth knowing.
    Information,
    /// Should be looked at before publication.
    Warning,
    /// Wrong as it stands.
    Error,
}

impl Severity {
    /// All levels, quietest first.
    pub const ALL: [Self; 4] = [Self::Hint, Self::Information, Self::Warning, Self::Error];

    /// The word used in settings, options and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level that a word names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// A place in a story as read: which passage, and which bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Index of the passage in the story.
    pub passage: usize,
    /// Bytes of that passage's text.
    pub span: Span<InPassage>,
}

/// One thing to look at again. `At` is [`Spot`] while rules work and a source span once the desk has mapped it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<At = Span<InSource>> {
    /// The rule's code, as in `copydesk explain CODE`.
    pub code: &'static str,
    /// How loudly; the rule's level unless this one is surer or weaker, settings decide last.
    pub severity: Severity,
    /// One line in an editor's words.
    pub message: String,
    /// The words concerned.
    pub at: At,
    /// What is on record, best first.
    pub records: Vec<Citation>,
    /// What could be done; never touches a letter or digit inside quotation marks.
    pub fixes: Vec<Fix<At>>,
}

impl<At> Finding<At> {
    /// The same finding with all its places told in another way.
    pub fn map<To>(self, place: impl Fn(At) -> To) -> Finding<To> {
        let edit = |edit: Edit<At>| Edit { at: place(edit.at), text: edit.text };
        let fix = |fix: Fix<At>| Fix { title: fix.title, edits: fix.edits.into_iter().map(edit).collect() };
        Finding {
            code: self.code,
            severity: self.severity,
            message: self.message,
            at: place(self.at),
            records: self.records,
            fixes: self.fixes.into_iter().map(fix).collect(),
        }
    }
}

/// Leave to break a rule that a finding falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Where it is written in the draft.
    pub at: Span<InSource>,
    /// The writer's reason, as written; may be empty.
    pub reason: String,
}

/// What has happened to a record since it was written, or who may see it; it is said wherever the record is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Printed with a correction.
    Corrected,
    /// Taken back.
    Retracted,
    /// Sent out under an embargo, which may be over by now.
    Embargoed,
    /// For the desk's own eyes: never in what a CI prints.
    Confidential,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Corrected, Self::Retracted, Self::Embargoed, Self::Confidential];

    /// The word used in files and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Retracted => "retracted",
            Self::Embargoed => "embargoed",
            Self::Confidential => "confidential",
        }
    }

    /// The status that a word means, as archives and agencies write it.
    pub fn named(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "corrected" | "correction" => Some(Self::Corrected),
            "retracted" | "retraction" | "withdrawn" | "killed" => Some(Self::Retracted),
            "embargoed" | "embargo" => Some(Self::Embargoed),
            "confidential" | "off-the-record" | "off the record" => Some(Self::Confidential),
            _ => None,
        }
    }
}

/// Where something is on record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The article's id: its `doc`/`id` key, else its path as given.
    pub article: String,
    /// Publication date, ISO 8601 (`2024-03-07`), if known.
    pub date: Option<String>,
    /// Who published it, if known.
    pub outlet: Option<String>,
    /// The article's headline, if known.
    pub headline: Option<String>,
    /// The speaker as named there, if one is.
    pub speaker: Option<String>,
    /// The words as they stand there, without marks.
    pub quote: String,
    /// The file that holds it.
    pub path: String,
    /// Line in that file, from 1.
    pub line: usize,
    /// Time in a recording, as written (`00:12:31.500`), for transcripts.
    pub time: Option<String>,
    /// Where it was published, if known.
    pub url: Option<String>,
    /// What a reader of the record must know about it.
    pub status: Option<Status>,
}

/// A change that the writer may choose to make.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix<At = Span<InSource>> {
    /// An imperative: "Close the quotation".
    pub title: String,
    /// Non-overlapping edits, in order.
    pub edits: Vec<Edit<At>>,
}

/// Replaces the text at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit<At = Span<InSource>> {
    /// What is replaced; empty to insert.
    pub at: At,
    /// The new text.
    pub text: String,
}
