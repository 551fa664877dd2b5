//! A draft is never evidence against itself: neither what lies at its own path nor another printing of the same story.

use super::draft::Draft;
use crate::corpus::article;
use crate::corpus::question::{Match, Stated};
use crate::finding::Citation;
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

    /// What is on record without the draft's own copies.
    pub fn left_out<R: OnRecord + Clone>(&mut self, records: &Arc<[R]>) -> Arc<[R]> {
        if records.iter().any(|record| self.is_own(record)) {
            return records.iter().filter(|record| !self.is_own(*record)).cloned().collect();
        }
        records.clone()
    }

    fn is_own(&mut self, record: &impl OnRecord) -> bool {
        let (citation, prints) = record.printed();
        if !self.draft.path.is_empty() && citation.path == self.draft.path {
            return true;
        }
        let own = self.prints.get_or_insert_with(|| self.draft.prints());
        *self.copies.entry(prints.as_ptr()).or_insert_with(|| article::is_copy(own, prints))
    }
}

/// What stands in a story on record.
pub(super) trait OnRecord {
    /// Where, and the prints of its sentences.
    fn printed(&self) -> (&Citation, &Arc<[u64]>);
}

impl OnRecord for Match {
    fn printed(&self) -> (&Citation, &Arc<[u64]>) {
        (&self.citation, &self.prints)
    }
}

impl OnRecord for Stated {
    fn printed(&self) -> (&Citation, &Arc<[u64]>) {
        (&self.citation, &self.prints)
    }
}
