//! Stories and names that shall not be on record: kept as hashes beside the index, so that the list does not say what it
//! wants forgotten, and nothing is taken up again from files that still hold it.

use super::schema::{article_key, file_key};
use super::{Shelf, build, card, failed, folder, writer};
use crate::corpus::words::folded;
use crate::corpus::{Forgotten, Progress};
use crate::error::{Error, Result};
use rustc_hash::FxHashSet;
use std::io::Write;
use std::path::Path;
use tantivy::{DocAddress, Term};
use xxhash_rust::xxh3::xxh3_64;

/// Its name in the index's folder.
pub const LIST: &str = "forgotten";

/// What shall not be on record.
#[derive(Default)]
pub struct List(FxHashSet<u64>);

impl List {
    /// The list of an index.
    pub fn of(dir: &Path) -> Self {
        let text = std::fs::read_to_string(dir.join(LIST)).unwrap_or_default();
        Self(text.lines().filter_map(|line| u64::from_str_radix(line.trim(), 16).ok()).collect())
    }

    /// Whether a story is forgotten, by its id or its path.
    pub fn has_story(&self, id: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&story(id))
    }

    /// Whether a name is forgotten, by its spelling.
    pub fn has_name(&self, spelling: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&name(spelling))
    }
}

fn story(id: &str) -> u64 {
    xxh3_64(format!("story\0{id}").as_bytes())
}

fn name(spelling: &str) -> u64 {
    xxh3_64(format!("name\0{}", folded(spelling)).as_bytes())
}

/// Takes a story (by id or path) or a name off the record, and its bytes out of the index. `None` if nothing is on
/// record under it.
pub fn forget(dir: &Path, what: &str, progress: &mut dyn FnMut(Progress)) -> Result<Option<Forgotten>> {
    let Some(shelf) = Shelf::open(dir)? else { return Ok(None) };
    let mut stories = shelf.stories_called(what);
    let spellings = if stories.is_empty() { card::own_spellings(&shelf, what) } else { Vec::new() };
    if !spellings.is_empty() {
        stories.extend(card::stories_of(&shelf, what));
        stories.extend(spellings.iter().flat_map(|spelling| shelf.stories_quoting(spelling)));
    }
    stories.sort_unstable();
    stories.dedup();
    if stories.is_empty() {
        return Ok(None);
    }
    let printed: Vec<_> = stories.iter().filter_map(|story| Some((*story, shelf.printed(*story)?))).collect();
    let hashes: Vec<u64> = if spellings.is_empty() {
        printed.iter().map(|(_, printed)| story(&printed.citation.article)).collect()
    } else {
        spellings.iter().map(|spelling| name(spelling)).collect()
    };
    note(dir, &hashes)?;
    let broken = |e| failed("writing the index in", dir, e);
    let index = writer::open(&folder::prepare(dir)?).map_err(broken)?;
    let mut writer = writer::lock(&index, dir)?;
    for (story, printed) in &printed {
        let file = file_key(&printed.data.collection, &printed.data.path);
        if let Some(hash) = shelf.segment(*story).hash(story.doc_id) {
            writer.delete_term(Term::from_field_u64(shelf.fields.article, article_key(file, hash)));
        }
        // Without its own document a file is read again.
        writer.delete_term(Term::from_field_u64(shelf.fields.file, file));
    }
    writer::commit(&mut writer, &super::manifest::payload(&shelf.collections)).map_err(broken)?;
    drop(writer);
    build::update(dir, &shelf.collections, progress)?;
    writer::purge(dir)?;
    Ok(Some(Forgotten { spellings, stories: printed.into_iter().map(|(_, printed)| printed.citation).collect() }))
}

fn note(dir: &Path, hashes: &[u64]) -> Result<()> {
    let lines: String = hashes.iter().map(|hash| format!("{hash:016x}\n")).collect();
    let list = dir.join(LIST);
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(&list);
    let written = opened.and_then(|mut file| file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|e| Error::new("writing").at(&list).because(e).next("Nothing was forgotten"))
}

impl Shelf {
    /// Stories of that id or path; the end of a path will do.
    fn stories_called(&self, what: &str) -> Vec<DocAddress> {
        let end = format!("/{}", what.trim_start_matches("./"));
        let articles = self.documents(Term::from_field_bytes(self.fields.kind, super::Kind::Article.term()));
        let is_called = |at: &DocAddress| {
            let Some(printed) = self.printed(*at) else { return false };
            let own_file = printed.data.id.is_empty();
            printed.citation.article == what || own_file && format!("/{}", printed.citation.path).ends_with(&end)
        };
        articles.filter(is_called).collect()
    }

    /// Stories in which somebody speaks.
    fn stories_quoting(&self, spelling: &str) -> Vec<DocAddress> {
        let said = self.documents(Term::from_field_bytes(self.fields.said_by, spelling.as_bytes()));
        said.map(|at| self.article_of(at)).collect()
    }
}
