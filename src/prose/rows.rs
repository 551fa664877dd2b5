//! What is noted of each passage, in room that is kept from one story to the next.

use std::ops::{Deref, DerefMut};

/// A row for each passage of a story.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    rows: Vec<T>,
    /// Those of a longer story.
    spare: Vec<T>,
}

/// Rows that are kept: more than nearly any story has passages.
const MOST_SPARE: usize = 256;

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), spare: Vec::new() }
    }
}

impl<T: Default> Rows<T> {
    /// Makes them as many as a story has passages; what was noted of another one is still written there.
    pub fn fit(&mut self, passages: usize) {
        let Self { rows, spare } = self;
        spare.extend(rows.drain(passages.min(rows.len())..));
        spare.truncate(MOST_SPARE);
        rows.resize_with(passages, || spare.pop().unwrap_or_default());
    }
}

impl<T> Deref for Rows<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.rows
    }
}

impl<T> DerefMut for Rows<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.rows
    }
}
