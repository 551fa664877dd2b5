//! The words of the index. For each word, and each two words that stand near each other, the list of the records that
//! have them; for each record its words in order, to verify with. Two files beside the library's own in every segment: the
//! library writes, merges and commits them together with those, and checks their sums.
//!
//! Why not the library's own terms: pairs of words are as many as all other terms together, nobody ever asks for them in
//! their order, and a dictionary that can is built, merged and asked slower. Measured on 22 MB of news: with lists of
//! numbers the threads that write the index have less than half the work.

mod backlog;
mod bins;
mod entry;
mod lists;
mod merge;
mod read;
mod write;

use std::sync::Arc;
use tantivy::IndexBuilder;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};

pub use backlog::Backlog;
pub use entry::{Blank, Entry};
pub use lists::Run;
pub use read::Concordance;

/// Ends the names of the files that every look-up goes through.
const WORDS: &str = "words";
/// Ends the names of the files of the running text's lists: a third of all words, and only asked for what nobody is quoted
/// with.
pub const RUNNING: &str = "running";
/// Bits of a key: of a word's or a pair's hash.
const KEY_BITS: u32 = 30;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Two words that stand near each other in a quotation.
    Pair,
    /// A word of a quotation that carries sense.
    Word,
    /// The same, of a story's own text.
    Running,
}

impl Of {
    /// In the order in which they are written.
    const ALL: [Self; 3] = [Self::Pair, Self::Word, Self::Running];
}

/// The key of a word.
pub const fn word_key(word: u32) -> u32 {
    word >> (32 - KEY_BITS)
}

/// What is kept of a word to verify with: two words in 65,536 look alike, and the text decides in the end.
pub const fn spoken(word: u32) -> u16 {
    (word >> 16) as u16
}

/// Keys of all pairs of a text's words: neighbours, and those with one between. Asked for and kept alike, so that a word
/// dropped or put in leaves half of the pairs around it.
pub fn pair_keys(words: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let near = |step: usize| words.iter().zip(words.iter().skip(step)).map(|(a, b)| pair_key(*a, *b));
    near(1).chain(near(2))
}

fn pair_key(first: u32, second: u32) -> u32 {
    let mixed = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (64 - KEY_BITS)) as u32
}

/// An index that keeps a concordance.
pub fn kept_in(builder: IndexBuilder) -> IndexBuilder {
    builder.register_plugin(Arc::new(Plugin))
}

struct Plugin;

impl SegmentPlugin for Plugin {
    fn extensions(&self) -> &[&str] {
        &[WORDS, RUNNING]
    }

    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::<write::Writer>::default())
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        merge::merge(&context)
    }
}
