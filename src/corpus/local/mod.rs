//! The embedded index: a folder that a library keeps ([tantivy](schema)), readable while it is written and whole after
//! a kill: what is not committed was never there.

mod answer;
mod build;
mod bearer;
mod card;
mod concordance;
mod folder;
pub mod forgotten;
mod lookup;
mod manifest;
mod name_key;
mod record;
pub mod rejected;
mod running;
mod schema;
mod shut;
mod stated;
mod whole;
mod writer;

use super::article::Rank;
use super::{Collection, Size};
use crate::error::{Error, Result};
use crate::finding::{Citation, Status};
use jiff::civil::Date;
use lookup::Segment;
use rustc_hash::FxHashSet;
use schema::{ArticleData, Fields, FileData, Kind};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

pub use build::update;

/// Blocks of stored text kept unpacked, in each segment.
const CACHED_BLOCKS: usize = 256;

/// An open index, as it was when it was opened or last reloaded.
pub struct Shelf {
    fields: Fields,
    reader: IndexReader,
    searcher: Searcher,
    segments: Vec<Segment>,
    collections: Vec<Collection>,
    generation: u64,
}

/// A story on record as citations need it.
struct Printed {
    citation: Citation,
    rank: Rank,
    data: ArticleData,
}

impl Shelf {
    /// Opens the index in `dir`; `None` if there is none that this program can read.
    pub fn open(dir: &Path) -> Result<Option<Self>> {
        let Some(folder) = folder::existing(dir) else { return Ok(None) };
        let failed = |e| failed("opening the index in", dir, e);
        let index = shut::open(&folder).map_err(failed)?;
        Self::of(&index).map(Some).map_err(failed)
    }

    fn of(index: &Index) -> tantivy::Result<Self> {
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.doc_store_cache_num_blocks(CACHED_BLOCKS).try_into()?;
        let mut shelf = Self {
            fields: schema::schema().1,
            searcher: reader.searcher(),
            reader,
            segments: Vec::new(),
            collections: Vec::new(),
            generation: 0,
        };
        shelf.look_again()?;
        Ok(shelf)
    }

    /// Reads the whole of the index in `dir` and compares its checksums: files that are damaged. `None` if there is no
    /// index.
    pub fn damaged(dir: &Path) -> Result<Option<Vec<PathBuf>>> {
        let Some(folder) = folder::existing(dir) else { return Ok(None) };
        let failed = |e| failed("checking the index in", dir, e);
        let index = shut::open(&folder).map_err(failed)?;
        let mut damaged: Vec<_> = index.validate_checksum().map_err(failed)?.into_iter().collect();
        damaged.sort();
        Ok(Some(damaged))
    }

    /// Takes up what was written since; whether there was anything.
    pub fn reload(&mut self) -> Result<bool> {
        let before = self.generation;
        self.reader
            .reload()
            .and_then(|()| self.look_again())
            .map_err(|e| Error::new("reading the index again").because(e))?;
        Ok(self.generation != before)
    }

    fn look_again(&mut self) -> tantivy::Result<()> {
        self.searcher = self.reader.searcher();
        let metas = self.searcher.index().load_metas()?;
        self.generation = metas.opstamp;
        self.collections = manifest::collections(metas.payload.as_deref());
        self.segments = self
            .searcher
            .segment_readers()
            .iter()
            .map(|r| Segment::new(r, &self.fields))
            .collect::<tantivy::Result<_>>()?;
        Ok(())
    }

    /// Changes whenever what is on record does.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// How much is on record.
    pub fn size(&self) -> Size {
        let mut names = FxHashSet::default();
        self.segments.iter().for_each(|segment| segment.names(&mut names));
        Size { articles: self.articles(), quotations: self.count(Kind::Quotation), names: names.len() }
    }

    /// How many articles are on record, without a look at every name.
    pub fn articles(&self) -> usize {
        self.count(Kind::Article)
    }

    fn count(&self, kind: Kind) -> usize {
        self.documents(Term::from_field_bytes(self.fields.kind, kind.term())).count()
    }

    /// Files on record.
    fn files(&self) -> Vec<FileData> {
        let files = self.documents(Term::from_field_bytes(self.fields.kind, Kind::File.term()));
        files.filter_map(|at| self.data(at)).collect()
    }

    /// Hashes of a file's articles.
    fn hashes(&self, file: u64) -> Vec<u64> {
        let records = self.documents(Term::from_field_u64(self.fields.source, file));
        records.filter_map(|at| self.segment(at).hash(at.doc_id)).collect()
    }

    /// Documents that hold a term and were not taken out.
    fn documents(&self, term: Term) -> impl Iterator<Item = DocAddress> + '_ {
        self.segments.iter().zip(0..).flat_map(move |(segment, ord)| {
            segment.documents(&term).into_iter().map(move |doc| DocAddress::new(ord, doc))
        })
    }

    fn segment(&self, at: DocAddress) -> &Segment {
        &self.segments[at.segment_ord as usize]
    }

    /// The JSON of a document; a damaged one is passed over.
    fn data<T: DeserializeOwned>(&self, at: DocAddress) -> Option<T> {
        let document: TantivyDocument = self.searcher.doc(at).ok()?;
        serde_json::from_slice(document.get_first(self.fields.data)?.as_bytes()?).ok()
    }

    fn article_of(&self, quotation: DocAddress) -> DocAddress {
        let back = self.segment(quotation).back(quotation.doc_id);
        DocAddress::new(quotation.segment_ord, quotation.doc_id - back)
    }

    fn prints(&self, article: DocAddress) -> Arc<[u64]> {
        self.segment(article).prints(article.doc_id)
    }

    fn day(&self, article: DocAddress) -> Option<i64> {
        self.segment(article).day(article.doc_id)
    }

    /// A story's citation, without words or speaker.
    fn printed(&self, article: DocAddress) -> Option<Printed> {
        let data: ArticleData = self.data(article)?;
        let collection = self.collections.iter().find(|c| c.name == data.collection);
        let root = collection.map(|c| c.path.clone()).unwrap_or_default();
        let confidential = collection.is_some_and(|c| c.confidential);
        let path = if data.path.is_empty() { root } else { root.join(&data.path) };
        let path = path.to_string_lossy().into_owned();
        let citation = Citation {
            article: if data.id.is_empty() { path.clone() } else { data.id.clone() },
            date: data.date.clone(),
            outlet: data.outlet.clone(),
            headline: data.headline.clone(),
            path,
            line: data.line,
            url: data.url.clone(),
            status: if confidential {
                Some(Status::Confidential)
            } else {
                data.status.as_deref().and_then(Status::named)
            },
            ..Citation::default()
        };
        Some(Printed { citation, rank: collection.map_or(Rank::Other, |c| c.rank), data })
    }
}

/// Days since 1970.
fn day(date: Date) -> i64 {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}

fn failed(doing: &str, dir: &Path, cause: tantivy::TantivyError) -> Error {
    Error::new(doing).at(dir).because(cause)
}

/// A document's number in its segment, for those who look inside.
type Doc = DocId;
