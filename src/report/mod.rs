//! How a verdict is shown: one file per output format. Everything here turns plain data into one string.

pub mod card;
mod concise;
pub mod found;
pub mod fingerprint;
mod full;
pub mod github;
mod json;
mod junit;
pub mod manual;
mod paint;
mod sarif;
pub mod seen;
pub mod sheet;

use crate::corpus::question::Reach;
use crate::error::Problem;
use crate::finding::{Allowed, Finding, Severity};
use crate::text::position::{CodePoints, Encoding, Lines};
use crate::text::span::{InSource, Span};
use std::borrow::Cow;

/// What a run found, to be shown.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Whether there was a corpus and it answered.
    pub reach: Reach,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The drafts that were read, in order.
    pub pages: Vec<Page>,
}

/// One draft and what was found in it.
#[derive(Clone, Debug)]
pub struct Page {
    /// As given.
    pub path: String,
    /// Decoded, without byte order mark.
    pub text: String,
    /// In order of place.
    pub findings: Vec<Finding>,
    /// What the draft gives leave for, in the same order.
    pub allowed: Vec<(Finding, Allowed)>,
}

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: the line, the words marked, what is on record.
    #[default]
    Full,
    /// One line a finding: `path:line:column: severity[code] message`.
    Concise,
    /// The documented, versioned report for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands: annotations in a pull request.
    Github,
    /// A test report, which nearly every CI shows.
    Junit,
}

/// How a terminal wants it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Escape sequences for colour.
    pub colour: bool,
    /// Columns.
    pub width: usize,
}

impl Report {
    /// The report in one of the formats; ends with a line end unless it is empty.
    pub fn show(&self, format: Format, look: Look) -> String {
        match format {
            Format::Full => full::show(&self.masked(), look),
            Format::Concise => concise::show(self),
            Format::Json => json::show(self),
            Format::Sarif => sarif::show(self),
            Format::Github => github::show(self),
            Format::Junit => junit::show(&self.masked()),
        }
    }

    /// What was allowed in place of what was found: for who reviews it.
    pub fn of_what_is_allowed(mut self) -> Self {
        for page in &mut self.pages {
            let lines = Lines::new(&page.text);
            let shown = |(finding, leave): (Finding, Allowed)| {
                let line = lines.position(leave.at.start, Encoding::Utf8).line + 1;
                let reason = if leave.reason.is_empty() { "no reason given" } else { &leave.reason };
                let message = format!("allowed on line {line}: {reason} ({})", finding.message);
                Finding { message, ..finding }
            };
            page.findings = std::mem::take(&mut page.allowed).into_iter().map(shown).collect();
        }
        self
    }

    /// For formats that show the copy: names that must not be printed are no more printed by a report that CI keeps.
    fn masked(&self) -> Cow<'_, Self> {
        let protected = |finding: &&Finding| finding.code == PROTECTED;
        if !self.findings().any(|finding| protected(&finding)) {
            return Cow::Borrowed(self);
        }
        let mut masked = self.clone();
        for page in &mut masked.pages {
            for at in page.findings.iter().filter(protected).map(|finding| finding.at) {
                let stars: String = at.of(&page.text).chars().map(star).collect();
                page.text.replace_range(at.start..at.end, &stars);
            }
        }
        Cow::Owned(masked)
    }

    /// All findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.pages.iter().flat_map(|page| &page.findings)
    }

    /// The loudest finding's level.
    pub fn loudest(&self) -> Option<Severity> {
        self.findings().map(|f| f.severity).max()
    }
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Full, Self::Concise, Self::Json, Self::Sarif, Self::Github, Self::Junit];

    /// The word used in options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Junit => "junit",
        }
    }

    /// What it is, in a line.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Full => "The line, the words marked, what is on record",
            Self::Concise => "One line a finding",
            Self::Json => "For programs; documented and versioned",
            Self::Sarif => "SARIF 2.1.0, for code scanning",
            Self::Github => "Annotations in a GitHub pull request, and a summary of all",
            Self::Junit => "A test report, which nearly every CI shows",
        }
    }

    /// The format that a word names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether the format has a place for problems; otherwise they go beside it.
    pub const fn tells_problems(self) -> bool {
        !matches!(self, Self::Full | Self::Concise)
    }
}

/// The rule whose words no report repeats.
const PROTECTED: &str = "protected-name";

/// A mark as long as a letter, in bytes, so that every place stays where it is.
const fn star(letter: char) -> char {
    match letter.len_utf8() {
        1 => '*',
        2 => '¤',
        3 => '█',
        _ => '\u{1F7EB}',
    }
}

/// Where a span stands, in the units of the reports: lines from 1, columns in code points from 1, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Turns spans of one text into places.
struct Places<'t> {
    lines: Lines<'t>,
    points: CodePoints<'t>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self { lines: Lines::new(text), points: CodePoints::new(text) }
    }

    fn of(&mut self, span: Span<InSource>) -> Place {
        let from = self.lines.position(span.start, Encoding::Utf32);
        let to = self.lines.position(span.end, Encoding::Utf32);
        Place {
            start: self.points.at(span.start),
            end: self.points.at(span.end),
            line: from.line + 1,
            column: from.column + 1,
            end_line: to.line + 1,
            end_column: to.column + 1,
        }
    }
}

/// Text from a draft or a record, made safe for a terminal: a control character could move the cursor or change colours.
fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// `1 error`, `2 errors`, `2 stories`.
pub fn counted(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if count == 1 => format!("{count} {noun}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}s"),
    }
}
