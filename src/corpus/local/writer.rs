//! Writing to the index's folder: one writer at a time, and what was not committed was never there.

use super::concordance::{self, Entry};
use super::{failed, folder, schema};
use crate::error::{Error, Result};
use std::path::Path;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyError};

/// Memory of each of the library's writing threads before it puts a segment on disk.
const SEGMENT_BYTES: usize = 48 << 20;
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
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(2);
    index.writer_with_num_threads(threads, SEGMENT_BYTES * threads).map_err(|e| match e {
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
    if let Ok(writer) = index.writer_with_num_threads::<Entry>(1, SEGMENT_BYTES) {
        // What cannot be removed now goes with the next update.
        let _ = writer.garbage_collect_files().wait();
    }
}
