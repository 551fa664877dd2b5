//! Gathering the words of a segment and putting them on disk.

use super::lists::{ListsWriter, Place};
use super::{EXTENSION, Entry};
use std::any::Any;
use std::io::Write;
use tantivy::directory::{TerminatingWrite, WritePtr};
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::PluginWriter;
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::{DocId, Segment, TantivyError};

/// Words of the documents that came so far.
#[derive(Default)]
pub struct Writer {
    /// A key and, lower, the document that has it, for each kind of list.
    keys: [Vec<u64>; 3],
    spoken: Vec<u16>,
    /// Where in `spoken` each document's words end.
    ends: Vec<u32>,
}

impl PluginWriter for Writer {
    fn add_document(&mut self, document: DocId, entry: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let Some(Entry { words, .. }) = entry.as_any().downcast_ref() else {
            return Err(TantivyError::InternalError("a document without its words".to_owned()));
        };
        for (all, keys) in self.keys.iter_mut().zip(&words.keys) {
            all.extend(keys.iter().map(|key| u64::from(*key) << 32 | u64::from(document)));
        }
        self.spoken.extend(&words.spoken);
        self.ends.push(self.spoken.len() as u32);
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, order: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(TantivyError::InternalError("documents are never reordered".to_owned()));
        }
        let mut file = File::create(segment)?;
        for mut keys in self.keys {
            keys.sort_unstable();
            let same = |a: &u64, b: &u64| a >> 32 == b >> 32;
            let count = keys.chunk_by(same).count();
            let mut lists = file.lists(count);
            for list in keys.chunk_by(same) {
                lists.list((list[0] >> 32) as u32, list.iter().map(|entry| *entry as u32))?;
            }
            let place = lists.finish()?;
            file.lists_end(place);
        }
        let bytes: Vec<u8> = self.spoken.iter().flat_map(|word| word.to_le_bytes()).collect();
        file.spoken(&bytes)?;
        file.finish(&self.ends)?;
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        let keys: usize = self.keys.iter().map(|keys| keys.len() * 8).sum();
        keys + self.spoken.len() * 2 + self.ends.len() * 4
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// The file of a segment, from its front to its end: lists of each kind, spoken words, where each document's end, and
/// the places of all that.
pub struct File {
    out: WritePtr,
    at: u64,
    places: Vec<Place>,
    spoken: u64,
}

impl File {
    pub fn create(segment: &Segment) -> tantivy::Result<Self> {
        let out = segment.open_write(SegmentComponent::Custom(EXTENSION.to_owned()))?;
        Ok(Self { out, at: 0, places: Vec::new(), spoken: 0 })
    }

    /// For the lists of the next kind: so many, or fewer.
    pub fn lists(&mut self, count: usize) -> ListsWriter<'_, WritePtr> {
        ListsWriter::new(&mut self.out, self.at, count)
    }

    /// They are written.
    pub fn lists_end(&mut self, place: Place) {
        self.at = place.end;
        self.spoken = place.end;
        self.places.push(place);
    }

    /// The next documents' words, two bytes each.
    pub fn spoken(&mut self, words: &[u8]) -> std::io::Result<()> {
        self.at += words.len() as u64;
        self.out.write_all(words)
    }

    /// Where each document's words end, counted in words.
    pub fn finish(mut self, ends: &[u32]) -> std::io::Result<()> {
        let places = self.places.iter().flat_map(|p| [p.lists, p.table, p.end, p.count]);
        let foot: Vec<u64> = places.chain([self.spoken, self.at]).collect();
        let ends: Vec<u8> = ends.iter().flat_map(|end| end.to_le_bytes()).collect();
        self.out.write_all(&ends)?;
        for number in foot {
            self.out.write_all(&number.to_le_bytes())?;
        }
        self.out.terminate()
    }
}
