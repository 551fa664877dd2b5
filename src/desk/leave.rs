//! Leave to break a rule, as the draft gives it: for a paragraph, a line, a stretch or the whole file.

use super::draft::Draft;
use crate::checks::rule::Permission;
use crate::finding::{Allowed, Finding, Spot};
use crate::text::passage::{Allow, Role, Scope};
use crate::text::span::{InSource, Span};
use std::ops::Range;

/// Every permission of a draft, and whether it was needed.
pub(super) struct Leave<'d> {
    permits: Vec<Permit<'d>>,
}

/// One permission.
pub(super) struct Permit<'d> {
    /// As it is written.
    pub allow: &'d Allow,
    /// Where its comment stands.
    pub at: Span<InSource>,
    passages: Range<usize>,
    /// The bytes of the line it is for, if it is for one.
    line: Option<Range<usize>>,
    in_front_matter: bool,
    /// Whether something was found that it allows.
    pub used: bool,
}

impl<'d> Leave<'d> {
    /// Reads a draft's permissions.
    pub fn of(draft: &'d Draft) -> Self {
        let mut leave = Self { permits: Vec::new() };
        for allow in draft.meta().iter().flat_map(|meta| &meta.allows) {
            leave.permits.push(Permit {
                allow,
                at: allow.at,
                passages: 0..draft.len(),
                line: None,
                in_front_matter: true,
                used: false,
            });
        }
        for passage in 0..draft.len() {
            for allow in &draft.passage(passage).allows {
                leave.add(draft, passage, allow);
            }
        }
        leave
    }

    fn add(&mut self, draft: &Draft, passage: usize, allow: &'d Allow) {
        let at = allow.at.shifted(draft.base(passage));
        let (passages, line, used) = match allow.scope {
            Scope::Paragraph => (passage..below(draft, passage) + 1, None, false),
            Scope::Line => (0..draft.len(), Some(line(draft, at)), false),
            Scope::File => (0..draft.len(), None, false),
            Scope::Begin => (passage..draft.len(), None, false),
            // The end of what was never begun allows nothing, and is told so.
            Scope::End => (0..0, None, self.end(&allow.code, passage)),
        };
        self.permits.push(Permit { allow, at, passages, line, in_front_matter: false, used });
    }

    /// Ends the last stretch that was begun for a rule.
    fn end(&mut self, code: &str, passage: usize) -> bool {
        let begun = |p: &&mut Permit| p.allow.scope == Scope::Begin && p.allow.code == code && p.passages.end > passage;
        let begun = self.permits.iter_mut().rev().find(begun);
        begun.map(|permit| permit.passages.end = passage + 1).is_some()
    }

    /// The permission for a finding that stands at `place` in the source, the nearest first.
    pub fn allows(&mut self, finding: &Finding<Spot>, place: Span<InSource>) -> Option<Allowed> {
        let fits = |permit: &&mut Permit| {
            let on_line = permit.line.as_ref().is_none_or(|line| line.contains(&place.start));
            permit.allow.code == finding.code && permit.passages.contains(&finding.at.passage) && on_line
        };
        let permit = self.permits.iter_mut().rev().find(fits)?;
        permit.used = true;
        Some(Allowed { at: permit.at, reason: permit.allow.reason.clone() })
    }

    /// A permission as a rule sees it.
    pub fn permission<'p>(&self, permit: &'p Permit) -> Permission<'p> {
        let beside = self.permits.iter().filter(|other| other.at == permit.at).count();
        Permission { code: &permit.allow.code, at: permit.at, alone: beside == 1 && !permit.in_front_matter }
    }

    /// Those that nothing was found for.
    pub fn unused(&self) -> impl Iterator<Item = &Permit<'d>> {
        self.permits.iter().filter(|permit| !permit.used)
    }
}

/// The paragraph that a comment is for: its own, or the next one below a comment that stands alone.
fn below(draft: &Draft, passage: usize) -> usize {
    let prose = (passage..draft.len()).find(|i| draft.passage(*i).role != Role::Note);
    prose.unwrap_or(passage)
}

/// The bytes of the line that a comment stands on; of the line below, if it stands there alone.
fn line(draft: &Draft, at: Span<InSource>) -> Range<usize> {
    let buffer = draft.buffer();
    let start = buffer.line_start(at.start);
    let end = buffer.line_end(at.end);
    let alone = buffer.slice(Span::new(start, at.start)).trim().is_empty()
        && buffer.slice(Span::new(at.end, end)).trim().is_empty();
    if alone { end..buffer.line_end(end) } else { start..end }
}
