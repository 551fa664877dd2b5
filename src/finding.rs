//! What the desk has to say: plain data, made by rules, shown by reports and editors.

use crate::text::span::{InPassage, InSource, Span};
use std::path::is_separator;

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

impl Citation {
    /// What the record is called: its id, or the name of its file where the path is all there is; never a whole path.
    pub fn name(&self) -> &str {
        let by_path = self.article == self.path;
        if by_path { self.path.rsplit(is_separator).next().unwrap_or_default() } else { &self.article }
    }

    /// Which record: `2024-03-07-taxes.md`, with the date where the name does not tell it, the time in a recording, and
    /// `retracted`.
    pub fn place(&self) -> String {
        self.told([Some(self.name()), self.dated()])
    }

    /// Where it comes from: `2024-03-07, Halvard Courier`. A note has no publisher and goes by its name, as does a
    /// recording: a time says nothing without it.
    pub fn origin(&self) -> String {
        match &self.outlet {
            Some(outlet) if self.time.is_none() => self.told([self.date.as_deref(), Some(outlet)]),
            _ => self.told([self.dated(), Some(self.name())]),
        }
    }

    /// The date, where the record's name does not tell it.
    fn dated(&self) -> Option<&str> {
        self.date.as_deref().filter(|date| !self.name().contains(date))
    }

    fn told(&self, first: [Option<&str>; 2]) -> String {
        let rest = [self.time.as_deref(), self.status.map(Status::name)];
        first.into_iter().chain(rest).flatten().collect::<Vec<_>>().join(", ")
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(article: &str, path: &str, date: Option<&str>) -> Citation {
        let date = date.map(str::to_owned);
        Citation { article: article.to_owned(), path: path.to_owned(), date, line: 1, ..Citation::default() }
    }

    #[test]
    fn a_note_goes_by_the_name_of_its_file_and_a_date_is_told_once() {
        let note = cited("desk/notes/lund.txt", "desk/notes/lund.txt", None);
        assert_eq!((note.place(), note.origin()), ("lund.txt".to_owned(), "lund.txt".to_owned()));
        let dated = cited("notes/2026-11-10-lund.txt", "notes/2026-11-10-lund.txt", Some("2026-11-10"));
        assert_eq!((dated.place(), dated.origin()), (String::from("2026-11-10-lund.txt"), dated.place()));
        let undated = cited("notes/lund.txt", "notes/lund.txt", Some("2026-11-10"));
        assert_eq!(undated.place(), "lund.txt, 2026-11-10");
        assert_eq!(undated.origin(), "2026-11-10, lund.txt");
    }

    #[test]
    fn a_time_stands_beside_the_recording_it_is_of() {
        let time = Some("00:01:10.000".to_owned());
        let recording = Citation { time, ..cited("notes/lund.vtt", "notes/lund.vtt", None) };
        assert_eq!((recording.origin(), recording.place()), ("lund.vtt, 00:01:10.000".to_owned(), recording.origin()));
        let published = Citation { outlet: Some("Halvard Courier".to_owned()), ..recording };
        assert_eq!(published.origin(), "lund.vtt, 00:01:10.000");
    }

    #[test]
    fn a_story_goes_by_its_paper_where_it_is_shown_and_by_its_id_where_it_is_looked_for() {
        let outlet = Some("Halvard Courier".to_owned());
        let status = Some(Status::Retracted);
        let story = Citation { outlet, status, ..cited("w17", "wires.jsonl", Some("2026-03-07")) };
        assert_eq!(story.origin(), "2026-03-07, Halvard Courier, retracted");
        assert_eq!(story.place(), "w17, 2026-03-07, retracted");
    }
}
