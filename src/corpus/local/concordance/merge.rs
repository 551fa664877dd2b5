//! Several segments' words as one's, without those of documents that were taken out.

use super::Of;
use super::lists::Run;
use super::read::Concordance;
use super::write::File;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
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
    let mut rests: Vec<_> = sources.iter().map(|source| source.words.all(of)).collect();
    // What comes next of each source, the smallest key first, and of one key the first source.
    let mut heads: BinaryHeap<Head> =
        rests.iter_mut().enumerate().filter_map(|(number, rest)| Head::of(number, rest)).collect();
    let mut same: Vec<(usize, Run)> = Vec::with_capacity(sources.len());
    while let Some(Head { key, number, run }) = heads.pop() {
        heads.extend(Head::of(number, &mut rests[number]));
        same.push((number, run));
        if heads.peek().is_none_or(|next| next.key != key) {
            out.list(key, same.iter().flat_map(|(number, run)| sources[*number].documents(of, run)))?;
            same.clear();
        }
    }
    let written = out.finish();
    file.listed(of, &written)
}

/// A list of a source.
struct Head {
    key: u32,
    /// The source's place among them.
    number: usize,
    run: Run,
}

impl Head {
    fn of(number: usize, rest: &mut impl Iterator<Item = (u32, Run)>) -> Option<Self> {
        rest.next().map(|(key, run)| Self { key, number, run })
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.key, other.number).cmp(&(self.key, self.number))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Head {}

impl Source<'_> {
    /// Those of a list that stay, by their new numbers.
    fn documents(&self, of: Of, run: &Run) -> impl Iterator<Item = DocId> + '_ {
        self.words.documents(of, run).filter_map(|document| {
            let place = self.places.as_ref().map_or(document, |places| places[document as usize]);
            (place != GONE).then(|| self.first + place)
        })
    }
}
