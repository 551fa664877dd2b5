//! A stretch of the draft that can be read without the rest, as read.

use crate::corpus::article;
use crate::error::Problem;
use crate::prose::reader::{self, Reader};
use crate::prose::reading::Reading;
use crate::text::format::{self, Format, Meta};
use crate::text::passage::{Passage, Role};
use rustc_hash::FxHashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What a block holds; positions are relative to its first byte.
pub(super) struct Block {
    /// Length in bytes.
    pub len: usize,
    /// What the story says about itself, if this is its front matter.
    pub meta: Option<Meta>,
    /// Its paragraphs.
    pub passages: Vec<Passage>,
    /// Their readings, one each.
    pub readings: Vec<Arc<Reading>>,
    /// Hashes of their sentences, one set each.
    pub prints: Vec<Arc<[u64]>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Block {
    /// Reads a block; passages that stand in `old` as they are now are not read again.
    pub fn read(format: Format, text: &str, first: bool, old: &[Arc<Self>], reader: &mut Reader) -> Self {
        let mut block = catch_unwind(|| format.read_block(text, first))
            .unwrap_or_else(|_| format::Block { problems: vec![unread()], ..format::Block::default() });
        let old = old.iter().take(NEAR).flat_map(|b| b.readings.iter().zip(&b.prints));
        let known: FxHashMap<_, _> = old
            .map(|(reading, prints)| ((reading.role, reading.refers, reading.text.as_str()), (reading, prints)))
            .collect();
        let known = |passage: &Passage| {
            let known = known.get(&(passage.role, passage.refers, passage.text.as_str()));
            known.map(|(reading, prints)| (Arc::clone(reading), Arc::clone(prints)))
        };
        let problems = &mut block.problems;
        let mut fresh = |passage: &Passage, problems: &mut Vec<Problem>| {
            let reading = carefully(passage, reader, problems);
            let prints = article::prints([reading.as_ref()]).into();
            (reading, prints)
        };
        let (readings, prints) = block.passages.iter().map(|p| known(p).unwrap_or_else(|| fresh(p, problems))).unzip();
        Self { len: text.len(), meta: block.meta, readings, prints, passages: block.passages, problems: block.problems }
    }
}

/// How many of the replaced blocks are searched for a passage: an edit moves text by a block or two.
const NEAR: usize = 8;

/// A fault of ours in one paragraph loses that paragraph only.
fn carefully(passage: &Passage, reader: &mut Reader, problems: &mut Vec<Problem>) -> Arc<Reading> {
    Arc::new(catch_unwind(AssertUnwindSafe(|| reader.read(passage))).unwrap_or_else(|_| {
        // What the reader remembers may be half written down.
        reader.forget();
        problems.push(unread());
        reader::read(&Passage::new(Role::Note))
    }))
}

fn unread() -> Problem {
    Problem::new("", "a paragraph could not be read; this is a fault of copydesk, and the rest is checked")
}
