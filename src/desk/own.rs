//! A draft is never evidence against itself: neither what lies at its own path nor another printing of the same story.

use super::draft::Draft;
use crate::corpus::article;
use crate::corpus::question::Match;
use std::collections::HashMap;
use std::sync::Arc;

/// The draft's own copies among what is on record.
pub(super) struct Own<'d> {
    draft: &'d Draft,
    prints: Option<Vec<u64>>,
    /// By the address of an article's prints, which its matches share.
    copies: HashMap<*const u64, bool>,
}

impl<'d> Own<'d> {
    pub fn of(draft: &'d Draft) -> Self {
        Self { draft, prints: None, copies: HashMap::new() }
    }

    /// The matches without the draft's own copies.
    pub fn left_out(&mut self, matches: &Arc<[Match]>) -> Arc<[Match]> {
        if matches.iter().any(|m| self.is_own(m)) {
            return matches.iter().filter(|m| !self.is_own(m)).cloned().collect();
        }
        matches.clone()
    }

    fn is_own(&mut self, found: &Match) -> bool {
        if !self.draft.path.is_empty() && found.citation.path == self.draft.path {
            return true;
        }
        let prints = self.prints.get_or_insert_with(|| self.draft.prints());
        *self.copies.entry(found.prints.as_ptr()).or_insert_with(|| article::is_copy(prints, &found.prints))
    }
}
