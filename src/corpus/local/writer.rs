//! Writing to the index's folder: one writer at a time, and what was not committed was never there.

use super::concordance::{self, Entry};
use super::{failed, folder, schema};
use crate::error::{Error, Result};
use std::path::Path;
use tantivy::{Index, IndexSettings, IndexWriter, SegmentMeta, TantivyError};

/// Memory of the library's writing threads together before they put a segment on disk: what fits twice is never merged, and
/// to merge takes more memory than to gather. 250 MB of news fill 245 MB.
const WRITING_BYTES: usize = 192 << 20;
/// One writing thread keeps up with so many that read.
const READERS: usize = 4;
/// Segments that a bulk is left in, each merged by a thread of its own: every lookup asks every segment.
const SEGMENTS: usize = 2;
/// Text packed together; a lookup unpacks one for each record it shows.
const STORED_BLOCK: usize = 8 << 10;

/// The index in its folder; made if there is none.
pub fn open(folder: &Path) -> tantivy::Result<Index> {
    let (schema, _) = schema::schema();
    let settings = IndexSettings { docstore_blocksize: STORED_BLOCK, ..IndexSettings::default() };
    let builder = concordance::kept_in(Index::builder().schema(schema).settings(settings));
    builder.open_or_create(tantivy::directory::MmapDirectory::open(folder)?)
}

/// The only writer.
pub fn lock(index: &Index, dir: &Path) -> Result<IndexWriter<Entry>> {
    let threads = (std::thread::available_parallelism().map_or(1, usize::from) / READERS).clamp(1, 2);
    index.writer_with_num_threads(threads, WRITING_BYTES).map_err(|e| match e {
        TantivyError::LockFailure(..) => Error::new("updating the index in")
            .at(dir)
            .because("another copydesk is writing to it")
            .next("Wait until it is done, or end it; reading goes on meanwhile"),
        other => failed("updating the index in", dir, other),
    })
}

/// Makes what was written hold.
pub fn commit(writer: &mut IndexWriter<Entry>, payload: &str) -> tantivy::Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(payload);
    commit.commit().map(drop)
}

/// Leaves few segments, of about one size. One that is hardly anything but gaps is written anew too.
pub fn merge(writer: &mut IndexWriter<Entry>) -> tantivy::Result<()> {
    let mut metas = writer.index().searchable_segment_metas()?;
    metas.sort_by_key(|meta| std::cmp::Reverse(meta.num_docs()));
    let mut groups: [(u32, Vec<SegmentMeta>); SEGMENTS] = Default::default();
    for meta in metas {
        if let Some((documents, group)) = groups.iter_mut().min_by_key(|(documents, _)| *documents) {
            *documents += meta.num_docs();
            group.push(meta);
        }
    }
    let is_whole =
        |group: &[SegmentMeta]| group.len() < 2 && group.iter().all(|m| m.num_deleted_docs() <= m.num_docs());
    let ids = |group: Vec<SegmentMeta>| group.iter().map(SegmentMeta::id).collect::<Vec<_>>();
    // Ids alone: the files of a segment stay as long as anybody holds its meta.
    let groups: Vec<_> = groups.into_iter().map(|(_, group)| group).filter(|group| !is_whole(group)).map(ids).collect();
    let begun: Vec<_> = groups.iter().map(|group| writer.merge(group)).collect();
    begun.into_iter().try_for_each(|merge| merge.wait().map(drop))?;
    writer.garbage_collect_files().wait().map(drop)
}

/// Writes everything anew without what was taken out: until then its bytes lie in the old files.
pub fn purge(dir: &Path) -> Result<()> {
    let broken = |e| failed("writing the index in", dir, e);
    let index = open(&folder::prepare(dir)?).map_err(broken)?;
    let mut writer = lock(&index, dir)?;
    let merge = |writer: &mut IndexWriter<Entry>| {
        let segments = writer.index().searchable_segment_ids()?;
        if !segments.is_empty() {
            writer.merge(&segments).wait()?;
        }
        writer.garbage_collect_files().wait().map(drop)
    };
    merge(&mut writer).map_err(broken)?;
    writer.wait_merging_threads().map_err(broken)
}

/// Takes away what an update that failed had begun to write: on a full disk it would stand in the way of the next.
pub fn clear_remains(index: &Index) {
    if let Ok(writer) = index.writer_with_num_threads::<Entry>(1, WRITING_BYTES) {
        // What cannot be removed now goes with the next update.
        let _ = writer.garbage_collect_files().wait();
    }
}
