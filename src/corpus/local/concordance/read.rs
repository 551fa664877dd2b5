//! Looking words up.

use super::lists::{Lists, Place, Run};
use super::{EXTENSION, Of};
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentComponent;
use tantivy::{DocId, SegmentReader, TantivyError};

/// Numbers at the end of the file that say where everything is.
const FOOT: usize = 14;

/// The words of a segment.
pub struct Concordance {
    lists: [Lists; 3],
    file: OwnedBytes,
    spoken: usize,
    ends: usize,
    documents: u32,
}

impl Concordance {
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let file = segment.open_read(SegmentComponent::Custom(EXTENSION.to_owned()))?.read_bytes()?;
        let damaged = || TantivyError::InternalError("the list of words is damaged".to_owned());
        Self::of(file, segment.max_doc()).ok_or_else(damaged)
    }

    fn of(file: OwnedBytes, documents: u32) -> Option<Self> {
        let foot = file.len().checked_sub(FOOT * 8)?;
        let numbers: Vec<u64> =
            file[foot..].chunks_exact(8).filter_map(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?))).collect();
        let lists = |i: usize| {
            let n = &numbers[i * 4..];
            Lists::open(&file, Place { lists: n[0], table: n[1], end: n[2], count: n[3] })
        };
        let lists = [lists(0)?, lists(1)?, lists(2)?];
        let (spoken, ends) = (numbers[12] as usize, numbers[13] as usize);
        let whole = spoken <= ends && ends.checked_add(documents as usize * 4)? == foot;
        whole.then_some(Self { lists, file, spoken, ends, documents })
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
    pub fn documents(&self, of: Of, run: &Run) -> impl Iterator<Item = DocId> + '_ {
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
        self.file.get(self.spoken + start * 2..self.spoken + self.end(document) * 2).unwrap_or_default()
    }

    /// How many spoken words come before the end of a document.
    fn end(&self, document: DocId) -> usize {
        let at = self.ends + document as usize * 4;
        let end = self.file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
        (end as usize).min((self.ends - self.spoken) / 2)
    }
}
