//! "Seen, fine": marks that editors have put on findings, kept beside the settings so that the next editor and CI know.
//!
//! A line a mark: `CODE FINGERPRINT INITIALS DATE note`. The [fingerprint](super::fingerprint) goes by words, not by place:
//! a mark stays with its copy when the story moves. The file is for review; take a line out and its finding is told again.

use super::{Page, fingerprint};
use crate::error::Problem;
use crate::finding::Allowed;
use jiff::civil::Date;
use std::fmt;

/// The file's name, in the folder of `copydesk.toml`.
pub const FILE: &str = "copydesk.seen";

/// What a new file begins with.
pub const HEADING: &str = "\
# Findings that somebody has looked at and found fine: copydesk does not tell them again, in editors or in CI.
# A line each: rule, fingerprint, initials, day, and a note if you like. Take a line out and its finding is told.
";

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The rule.
    pub code: String,
    /// The finding's fingerprint.
    pub print: String,
    /// Who looked.
    pub initials: String,
    /// When.
    pub date: Date,
    /// Why it is fine, if they said.
    pub note: String,
}

/// All marks of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<Mark>);

impl Seen {
    /// Reads the file. A line that is no mark is told and passed over; problems name the line, not the file.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let (mut marks, mut problems) = (Vec::new(), Vec::new());
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
            match mark(line) {
                Some(mark) => marks.push(mark),
                None => problems.push(
                    Problem::new("", "not a mark: rule, fingerprint, initials, day (2026-03-07), note; passed over")
                        .on_line(i + 1),
                ),
            }
        }
        (Self(marks), problems)
    }

    /// Whether nobody has marked anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Moves what was seen in a page to what is allowed there, with who looked and when.
    pub fn leave_out(&self, page: &mut Page) {
        if self.is_empty() || page.findings.is_empty() {
            return;
        }
        let prints = fingerprint::of(page);
        let mut left = Vec::new();
        for (finding, print) in page.findings.drain(..).zip(prints) {
            match self.0.iter().find(|mark| mark.code == finding.code && mark.print == print) {
                Some(mark) => {
                    let allowed = Allowed { at: finding.at, reason: mark.reason() };
                    page.allowed.push((finding, allowed));
                }
                None => left.push(finding),
            }
        }
        page.findings = left;
        page.allowed.sort_by(|(a, _), (b, _)| (a.at, a.code).cmp(&(b.at, b.code)));
    }
}

impl Mark {
    fn reason(&self) -> String {
        let gap = if self.note.is_empty() { "" } else { ": " };
        format!("seen by {} on {}{gap}{}", self.initials, self.date, self.note)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.code, self.print, self.initials, self.date)?;
        if self.note.is_empty() { Ok(()) } else { write!(f, " {}", self.note) }
    }
}

fn mark(line: &str) -> Option<Mark> {
    let mut words = line.split_whitespace();
    let mut word = || words.next().map(str::to_owned);
    let (code, print, initials, date) = (word()?, word()?, word()?, word()?);
    let is_print = print.len() == 16 && print.bytes().all(|b| b.is_ascii_hexdigit());
    let note = words.collect::<Vec<_>>().join(" ");
    let date = date.parse().ok().filter(|_| is_print)?;
    Some(Mark { code, print, initials, date, note })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Severity};
    use crate::text::span::Span;

    const CODE: &str = "unattributed-quote";

    fn page(text: &str) -> Page {
        let finding = |(at, marked): (usize, &str)| Finding {
            code: CODE,
            severity: Severity::Warning,
            message: String::new(),
            at: Span::new(at, at + marked.len()),
            records: Vec::new(),
            fixes: Vec::new(),
        };
        let findings = text.match_indices("\"No.\"").map(finding).collect();
        Page { path: "a.md".to_owned(), text: text.to_owned(), findings, allowed: Vec::new() }
    }

    fn marked(page: &Page, nth: usize) -> Seen {
        let print = fingerprint::of(page).swap_remove(nth);
        let mark = Mark {
            code: CODE.into(),
            print,
            initials: "IL".into(),
            date: Date::constant(2026, 3, 7),
            note: "a chant".into(),
        };
        Seen::read(&format!("{HEADING}{mark}\n")).0
    }

    #[test]
    fn a_mark_takes_out_its_own_finding_wherever_it_stands_by_now() {
        let seen = marked(&page("\"No.\" The crowd left.\n"), 0);
        let mut moved = page("New top.\n\n\"No.\" The crowd left.\n\n\"No.\" Nobody came.\n");
        seen.leave_out(&mut moved);
        assert_eq!((moved.findings.len(), moved.allowed.len()), (1, 1));
        assert_eq!(moved.allowed[0].1.reason, "seen by IL on 2026-03-07: a chant");
    }

    #[test]
    fn other_words_are_another_finding() {
        let seen = marked(&page("\"No.\" The crowd left.\n"), 0);
        let mut other = page("\"No.\" The crowd stayed.\n");
        seen.leave_out(&mut other);
        assert_eq!(other.findings.len(), 1);
    }

    #[test]
    fn a_line_that_is_no_mark_is_told_and_the_rest_holds() {
        let (seen, problems) = Seen::read("# ours\nfine by me\njoint-quote 0123456789abcdef IL 2026-03-07\n");
        assert_eq!((seen.0.len(), problems[0].line), (1, Some(2)));
    }
}
