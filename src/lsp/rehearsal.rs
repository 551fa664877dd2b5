//! The rehearsal: before the first draft comes in, the desk reads the manual's own examples. Lists, patterns and the model are
//! built and brought into memory when they are first looked at, which would cost the first draft longer than all its reading.
//! It is held on the newsroom's own thread, which later uses what it warms, and only while nobody waits for anything else.

use super::convert;
use super::newsroom::Newsroom;
use crate::checks::RULES;
use crate::corpus::question::Reach;
use crate::desk::Desk;
use crate::settings::Style;
use crate::text::format::Format;
use crate::text::span::Span;

/// The key of the draft that examples are read as.
const STAGE: &str = "copydesk:rehearsal";

/// How far a rehearsal has come.
pub struct Rehearsal {
    desk: Desk,
    /// Of [`RULES`], how many had their turn.
    rules: usize,
}

impl Rehearsal {
    /// One that begins.
    pub fn new() -> Self {
        Self { desk: Desk::new(Style::default(), Reach::Absent), rules: 0 }
    }
}

impl Newsroom {
    /// Rehearses one rule's example, as it will be typed and told. With the first draft it is over: what that one needs and is
    /// not there yet, it brings in by itself.
    pub(super) fn rehearse(&mut self) {
        let Some(mut rehearsal) = self.rehearsal.take().filter(|_| self.open.is_empty()) else { return };
        let Some(rule) = RULES.get(rehearsal.rules) else { return };
        rehearsal.rules += 1;
        let desk = &mut rehearsal.desk;
        desk.open(STAGE, Format::Markdown, rule.wrong, 0);
        desk.check_typing(STAGE);
        desk.edit(STAGE, Span::new(0, 0), "A", 1);
        if let Some((verdict, draft)) = desk.check_typing(STAGE).zip(desk.draft(STAGE)) {
            let told = convert::diagnostics(draft.buffer(), &verdict.findings, &self.abilities);
            let _ = serde_json::to_vec(&told.collect::<Vec<_>>());
        }
        self.rehearsal = Some(rehearsal);
    }
}
