//! Gathering the words of a segment and putting them on disk.

use super::bins::Bins;
use super::lists::{ListsWriter, Place, Written};
use super::{Entry, Of, RUNNING, WORDS};
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
    /// Keys of each kind of list.
    keys: [Bins; Of::ALL.len()],
    spoken: Vec<u16>,
    /// Where in `spoken` each document's words end.
    ends: Vec<u32>,
}

impl PluginWriter for Writer {
    fn add_document(&mut self, document: DocId, entry: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let Some(entry) = entry.as_any().downcast_ref::<Entry>() else {
            return Err(TantivyError::InternalError("a document without its words".to_owned()));
        };
        for (all, of) in self.keys.iter_mut().zip(Of::ALL) {
            all.add(document, entry.keys(of));
        }
        self.spoken.extend_from_slice(entry.spoken());
        self.ends.push(self.spoken.len() as u32);
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, order: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(TantivyError::InternalError("documents are never reordered".to_owned()));
        }
        let mut file = File::create(segment)?;
        for (of, keys) in Of::ALL.into_iter().zip(self.keys) {
            let mut lists = file.lists(of, keys.count());
            keys.tell(|key, list| lists.list(key, list.iter().map(|(_, document)| *document)))?;
            let written = lists.finish();
            file.listed(of, &written)?;
        }
        let bytes: Vec<u8> = self.spoken.iter().flat_map(|word| word.to_le_bytes()).collect();
        file.spoken(&bytes)?;
        file.finish(&self.ends)?;
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        let keys: usize = self.keys.iter().map(Bins::size).sum();
        keys + self.spoken.len() * 2 + self.ends.len() * 4
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// The files of a segment: in one the running text's lists, in the other those of the other kinds, each with their table,
/// the running text's table, spoken words, where each document's end, and the places of all that.
pub struct File {
    words: WritePtr,
    /// Bytes of it so far.
    at: u64,
    running: WritePtr,
    places: Vec<Place>,
    spoken: u64,
}

impl File {
    pub fn create(segment: &Segment) -> tantivy::Result<Self> {
        let open = |extension: &str| segment.open_write(SegmentComponent::Custom(extension.to_owned()));
        Ok(Self { words: open(WORDS)?, at: 0, running: open(RUNNING)?, places: Vec::new(), spoken: 0 })
    }

    /// For the lists of the next kind: about so many.
    pub fn lists(&mut self, of: Of, count: usize) -> ListsWriter<'_, WritePtr> {
        let (file, start) = if of == Of::Running { (&mut self.running, 0) } else { (&mut self.words, self.at) };
        ListsWriter::new(file, start, count)
    }

    /// They are written.
    pub fn listed(&mut self, of: Of, written: &Written) -> std::io::Result<()> {
        let Written { start, end, count, table } = written;
        if of != Of::Running {
            self.at = *end;
        }
        let length = table.len() as u64;
        self.places.push(Place { start: *start, end: *end, table: self.at, length, count: *count });
        self.at += length * 8;
        self.spoken = self.at;
        table.iter().try_for_each(|number| self.words.write_all(&number.to_le_bytes()))
    }

    /// The next documents' words, two bytes each.
    pub fn spoken(&mut self, words: &[u8]) -> std::io::Result<()> {
        self.words.write_all(words)
    }

    /// Where each document's words end, counted in words.
    pub fn finish(mut self, ends: &[u32]) -> std::io::Result<()> {
        let places = self.places.iter().flat_map(|p| [p.start, p.end, p.table, p.length, p.count]);
        let foot: Vec<u64> = places.chain([self.spoken]).collect();
        let ends: Vec<u8> = ends.iter().flat_map(|end| end.to_le_bytes()).collect();
        self.words.write_all(&ends)?;
        for number in foot {
            self.words.write_all(&number.to_le_bytes())?;
        }
        self.running.terminate()?;
        self.words.terminate()
    }
}
