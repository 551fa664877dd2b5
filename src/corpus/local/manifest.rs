//! Which files are on record, and as they were when: what need not be read again.

use super::schema::FileData;
use crate::corpus::FieldMap;
use crate::corpus::article::Rank;
use crate::corpus::{Collection, read};
use crate::error::Problem;
use ignore::WalkBuilder;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file written this shortly before it is read may change again without its time showing it.
const UNSURE: Duration = Duration::from_secs(2);
/// Documents that people keep among stories and that are not read.
const KNOWN_UNREAD: [&str; 4] = ["doc", "pdf", "rtf", "odt"];

/// A file of a collection.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: PathBuf,
    /// What its collection calls the things looked for.
    pub fields: FieldMap,
    /// What is known of it before it is read: no hash, no count.
    pub state: FileData,
}

/// The files of the collections, in order, and what could not be looked at.
#[derive(Default)]
pub struct Listing {
    pub files: Vec<Found>,
    pub problems: Vec<Problem>,
    /// Collections that are not there; their records stay until the settings drop them.
    pub missing: Vec<String>,
}

/// Looks through the collections.
pub fn list(collections: &[Collection]) -> Listing {
    let mut listing = Listing::default();
    for collection in collections {
        if !collection.path.exists() {
            let message = "no such file or folder; what is on record from it stays";
            listing.problems.push(Problem::new(collection.path.to_string_lossy(), message));
            listing.missing.push(collection.name.clone());
        }
        listing.walk(collection);
    }
    listing
}

/// A collection as it is kept with the index.
#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    path: String,
    rank: String,
    confidential: bool,
    fields: Vec<(String, String)>,
}

/// How the collections are kept with the index: they may move without being read again.
pub fn payload(collections: &[Collection]) -> String {
    let entry = |c: &Collection| Entry {
        name: c.name.clone(),
        path: c.path.to_string_lossy().into_owned(),
        rank: c.rank.name().to_owned(),
        confidential: c.confidential,
        fields: c.fields.0.clone(),
    };
    serde_json::to_string(&collections.iter().map(entry).collect::<Vec<_>>()).unwrap_or_default()
}

/// Reads [`payload`].
pub fn collections(payload: Option<&str>) -> Vec<Collection> {
    let entries: Vec<Entry> = payload.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let collection = |entry: Entry| Collection {
        confidential: entry.confidential,
        fields: FieldMap(entry.fields),
        ..Collection::new(entry.name, entry.path, Rank::named(&entry.rank).unwrap_or(Rank::Other))
    };
    entries.into_iter().map(collection).collect()
}

impl Listing {
    fn walk(&mut self, collection: &Collection) {
        let root = &collection.path;
        // Notes are often kept out of version control: ignore files do not hide them. Hidden files stay hidden.
        let walk = WalkBuilder::new(root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(false)
            .sort_by_file_path(Path::cmp)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.path().is_file() => self.take(collection, entry.path()),
                Ok(_) => {}
                Err(e) if root.exists() => self.problems.push(Problem::new("", e.to_string())),
                Err(_) => {}
            }
        }
    }

    fn take(&mut self, collection: &Collection, path: &Path) {
        let named = path == collection.path;
        if !read::is_read(path) {
            let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            if named || KNOWN_UNREAD.contains(&extension.as_str()) {
                let message = "left out: not a kind of file that copydesk reads; export it as text";
                self.problems.push(Problem::new(path.to_string_lossy(), message));
            }
            return;
        }
        let inner = path.strip_prefix(&collection.path).unwrap_or(Path::new(""));
        match std::fs::metadata(path) {
            Ok(meta) => self.files.push(Found {
                path: path.to_owned(),
                fields: collection.fields.clone(),
                state: state(collection, inner, &meta),
            }),
            Err(e) => self.problems.push(Problem::new(path.to_string_lossy(), format!("left out: {e}"))),
        }
    }
}

fn state(collection: &Collection, inner: &Path, meta: &std::fs::Metadata) -> FileData {
    let modified = meta.modified().unwrap_or(UNIX_EPOCH);
    let settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > UNSURE);
    let nanoseconds = modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos() as u64;
    FileData {
        collection: collection.name.clone(),
        path: inner.to_string_lossy().into_owned(),
        size: meta.len(),
        modified: if settled { nanoseconds } else { 0 },
        rank: collection.rank.name().to_owned(),
        fields: fields_hash(&collection.fields),
        ..FileData::default()
    }
}

fn fields_hash(fields: &FieldMap) -> u64 {
    if fields.0.is_empty() { 0 } else { xxhash_rust::xxh3::xxh3_64(format!("{:?}", fields.0).as_bytes()) }
}

/// Whether a file is as it was, without reading it.
pub fn is_settled(now: &FileData, then: &FileData) -> bool {
    let terms = |f: &FileData| (f.size, f.modified, f.rank.clone(), f.fields);
    now.modified != 0 && terms(now) == terms(then)
}
