//! Looking words up.

use super::lists::{Lists, Place, Run};
use super::{Of, RUNNING, WORDS};
use tantivy::directory::{FileSlice, OwnedBytes};
use tantivy::index::SegmentComponent;
use tantivy::{DocId, HasLen, SegmentReader, TantivyError};

/// Numbers at the end of the file that say where everything is.
const FOOT: usize = 16;

/// The words of a segment.
pub struct Concordance {
    lists: [Lists; 3],
    words: OwnedBytes,
    spoken: usize,
    ends: usize,
    documents: u32,
}

impl Concordance {
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let file = |extension: &str| segment.open_read(SegmentComponent::Custom(extension.to_owned()));
        let damaged = || TantivyError::InternalError("the list of words is damaged".to_owned());
        Self::of(&file(WORDS)?, &file(RUNNING)?, segment.max_doc()).ok_or_else(damaged)
    }

    fn of(words: &FileSlice, running: &FileSlice, documents: u32) -> Option<Self> {
        let foot = words.len().checked_sub(FOOT * 8)?;
        let numbers = words.read_bytes_slice(foot..words.len()).ok()?;
        let numbers: Vec<u64> =
            numbers.chunks_exact(8).filter_map(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?))).collect();
        let open = |of: Of| {
            let file = if of == Of::Running { running } else { words };
            let n = &numbers[of as usize * 5..];
            Lists::open(file, words, Place { start: n[0], end: n[1], table: n[2], length: n[3], count: n[4] })
        };
        let lists = [open(Of::Pair)?, open(Of::Word)?, open(Of::Running)?];
        let spoken = numbers[15] as usize;
        let ends = foot.checked_sub(documents as usize * 4).filter(|ends| spoken <= *ends)?;
        Some(Self { lists, words: words.read_bytes().ok()?, spoken, ends, documents })
    }

    /// How many lists there are of a kind.
    pub const fn count(&self, of: Of) -> usize {
        self.lists[of as usize].count()
    }

    /// The list of a key; documents that were taken out are still in it.
    pub fn find(&self, of: Of, key: u32) -> Option<Run> {
        self.lists[of as usize].find(key)
    }

    /// A list's documents, in order.
    pub fn documents(&self, of: Of, run: &Run) -> impl Iterator<Item = DocId> + use<> {
        let most = self.documents;
        self.lists[of as usize].documents(run).take_while(move |document| *document < most)
    }

    /// All lists of a kind.
    pub fn all(&self, of: Of) -> impl Iterator<Item = (u32, Run)> + '_ {
        self.lists[of as usize].all()
    }

    /// A document's words in order, [`spoken`](super::spoken).
    pub fn spoken(&self, document: DocId) -> impl Iterator<Item = u16> + '_ {
        self.spoken_bytes(document).chunks_exact(2).map(|word| u16::from_le_bytes([word[0], word[1]]))
    }

    /// The same as they stand in the file.
    pub fn spoken_bytes(&self, document: DocId) -> &[u8] {
        let start = document.checked_sub(1).map_or(0, |before| self.end(before));
        self.words.get(self.spoken + start * 2..self.spoken + self.end(document) * 2).unwrap_or_default()
    }

    /// How many spoken words come before the end of a document.
    fn end(&self, document: DocId) -> usize {
        let at = self.ends + document as usize * 4;
        let end = self.words.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
        (end as usize).min((self.ends - self.spoken) / 2)
    }
}
