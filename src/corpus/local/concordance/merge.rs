//! Several segments' words as one's, without those of documents that were taken out.

use super::Of;
use super::lists::Run;
use super::read::Concordance;
use super::write::File;
use std::iter::Peekable;
use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::plugin::PluginMergeContext;
use tantivy::{DocId, SegmentReader, TantivyError};

/// A segment to be merged.
struct Source<'r> {
    reader: &'r SegmentReader,
    words: Concordance,
    /// Number of its first document in the merged segment.
    first: DocId,
    /// Without gaps `None`; else the place of each document among those that stay.
    places: Option<Vec<DocId>>,
}

/// No place: the document was taken out.
const GONE: DocId = DocId::MAX;

pub fn merge(context: &PluginMergeContext) -> tantivy::Result<()> {
    if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
        return Err(TantivyError::InternalError("documents are never reordered".to_owned()));
    }
    let mut sources: Vec<Source> = Vec::new();
    let mut first = 0;
    for reader in context.readers {
        sources.push(Source { reader, words: Concordance::open(reader)?, first, places: places(reader) });
        first += reader.num_docs();
    }
    let mut file = File::create(context.target_segment)?;
    for of in Of::ALL {
        lists(&sources, of, &mut file)?;
    }
    let mut ends = Vec::with_capacity(first as usize);
    let mut words = 0;
    for source in &sources {
        for document in source.reader.doc_ids_alive() {
            let bytes = source.words.spoken_bytes(document);
            file.spoken(bytes)?;
            words += bytes.len() as u32 / 2;
            ends.push(words);
        }
    }
    Ok(file.finish(&ends)?)
}

fn places(reader: &SegmentReader) -> Option<Vec<DocId>> {
    reader.alive_bitset()?;
    let mut places = vec![GONE; reader.max_doc() as usize];
    for (place, document) in reader.doc_ids_alive().enumerate() {
        places[document as usize] = place as DocId;
    }
    Some(places)
}

fn lists(sources: &[Source], of: Of, file: &mut File) -> std::io::Result<()> {
    let count = sources.iter().map(|source| source.words.count(of)).sum();
    let mut out = file.lists(of, count);
    let mut heads: Vec<Peekable<_>> = sources.iter().map(|source| source.words.all(of).peekable()).collect();
    let mut runs: Vec<Option<Run>> = vec![None; sources.len()];
    while let Some(key) = heads.iter_mut().filter_map(|head| head.peek().map(|(key, _)| *key)).min() {
        for (run, head) in runs.iter_mut().zip(&mut heads) {
            *run = head.next_if(|(next, _)| *next == key).map(|(_, run)| run);
        }
        let documents = sources.iter().zip(&runs).filter_map(|(source, run)| Some((source, run.as_ref()?)));
        out.list(key, documents.flat_map(|(source, run)| source.documents(of, run)))?;
    }
    let written = out.finish();
    file.listed(of, &written)
}

impl Source<'_> {
    /// Those of a list that stay, by their new numbers.
    fn documents(&self, of: Of, run: &Run) -> impl Iterator<Item = DocId> + '_ {
        self.words.documents(of, run).filter_map(|document| {
            let place = self.places.as_ref().map_or(document, |places| places[document as usize]);
            (place != GONE).then(|| self.first + place)
        })
    }
}
