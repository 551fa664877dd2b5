//! Bringing the index up to date: files that changed are read again, those that are gone are taken out, and a kill at
//! any moment costs what was done since the last commit.

use super::concordance::{Backlog, Blank, Entry};
use super::manifest::{self, Found, Listing};
use super::record::{Clerk, Place};
use super::schema::{self, FileData, Kind, article_key, file_key};
use super::writer::{self, clear_remains, commit, lock, open};
use super::{Shelf, failed, folder, forgotten, rejected};
use crate::corpus::article::Rank;
use crate::corpus::read::{self, Raw};
use crate::corpus::{Collection, Progress, Report};
use crate::error::{Error, Problem, Result};
use std::collections::{HashMap, HashSet};
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::schema::Field;
use tantivy::{TantivyError, Term};

type IndexWriter = tantivy::IndexWriter<Entry>;

/// Work that a kill may cost.
const COMMIT_AFTER: Duration = Duration::from_secs(20);
/// Text handed to a reader at once.
const BATCH_BYTES: usize = 256 << 10;
/// So many bytes of changes are merged once, at the end.
const BULK: u64 = 16 << 20;
/// More readers than this wait for the writer.
const MOST_READERS: usize = 8;

/// Builds or updates the index in `dir` so that it holds the collections and nothing else.
pub fn update(dir: &Path, collections: &[Collection], progress: &mut dyn FnMut(Progress)) -> Result<(Shelf, Report)> {
    let folder = folder::prepare(dir)?;
    let broken = |e| failed("writing the index in", dir, e);
    let index = open(&folder).map_err(broken)?;
    let mut writer = Some(lock(&index, dir)?);
    let shelf = Shelf::of(&index).map_err(broken)?;
    let mut work = Work::plan(&shelf, collections);
    if work.is_needed() {
        let taken = writer.take().ok_or_else(|| Error::new("writing the index"))?;
        if let Err(e) = work.run(taken, &shelf, &forgotten::List::of(dir), progress) {
            clear_remains(&index);
            return Err(broken(e).next("What was on record is intact; make room and run it again"));
        }
    }
    drop(writer);
    rejected::update(dir, &work.kept, &work.report.rejected);
    folder::clear_others(dir);
    let shelf = Shelf::of(&index).map_err(broken)?;
    let mut report = work.report;
    report.articles = shelf.articles();
    Ok((shelf, report))
}

fn readers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MOST_READERS)
}

/// What is to be done.
struct Work {
    payload: String,
    same_payload: bool,
    changed: Vec<(Found, Option<FileData>)>,
    gone: Vec<FileData>,
    /// Files that are on record as they are.
    kept: HashSet<PathBuf>,
    report: Report,
}

impl Work {
    fn plan(shelf: &Shelf, collections: &[Collection]) -> Self {
        let Listing { files, problems, missing } = manifest::list(collections);
        let known = shelf.files().into_iter().map(|f| ((f.collection.clone(), f.path.clone()), f));
        let mut known: HashMap<_, _> = known.collect();
        let mut report = Report { rejected: problems, ..Report::default() };
        let (mut changed, mut kept) = (Vec::new(), HashSet::new());
        for found in files {
            let then = known.remove(&(found.state.collection.clone(), found.state.path.clone()));
            match then {
                Some(then) if manifest::is_settled(&found.state, &then) => {
                    report.unchanged += then.articles;
                    kept.insert(found.path);
                }
                then => changed.push((found, then)),
            }
        }
        let payload = manifest::payload(collections);
        Self {
            same_payload: payload == manifest::payload(&shelf.collections),
            payload,
            changed,
            kept,
            gone: known.into_values().filter(|f| !missing.contains(&f.collection)).collect(),
            report,
        }
    }

    fn is_needed(&self) -> bool {
        !(self.changed.is_empty() && self.gone.is_empty() && self.same_payload)
    }

    fn run(
        &mut self,
        writer: IndexWriter,
        shelf: &Shelf,
        forgotten: &forgotten::List,
        progress: &mut dyn FnMut(Progress),
    ) -> tantivy::Result<()> {
        let total = self.changed.iter().map(|(f, _)| f.state.size).sum();
        let bulk = total >= BULK;
        if bulk {
            writer.set_merge_policy(Box::new(NoMergePolicy));
        }
        // What a killed update left behind takes room that this one may need.
        writer.garbage_collect_files().wait()?;
        let writer = Mutex::new(writer);
        let backlog = Arc::new(Backlog::default());
        let (jobs, to_do) = sync_channel(readers());
        let (done, results) = channel();
        let to_do = Mutex::new(to_do);
        std::thread::scope(|threads| {
            for _ in 0..readers() {
                let (done, writer, to_do, fields, backlog) = (done.clone(), &writer, &to_do, &shelf.fields, &backlog);
                threads.spawn(move || read_all(fields, writer, forgotten, backlog, to_do, &done));
            }
            let now = Progress { total_bytes: total, ..Progress::default() };
            let mut desk = Desk {
                shelf,
                writer: &writer,
                jobs,
                results,
                open: 0,
                payload: &self.payload,
                now,
                progress,
                committed: Instant::now(),
                report: &mut self.report,
            };
            // Before anything is done, it is told how much there is to do.
            (desk.progress)(now);
            desk.remove(&self.gone)?;
            for (found, then) in &self.changed {
                desk.file(found, then.as_ref())?;
            }
            desk.commit()
        })?;
        let mut writer = writer.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        if bulk {
            writer::merge(&mut writer)?;
        }
        writer.wait_merging_threads()
    }
}

/// Records to be read and put on record together.
#[derive(Default)]
struct Job {
    collection: String,
    path: String,
    file: u64,
    taken_out: Vec<Term>,
    raws: Vec<(Raw, u64)>,
    bytes: usize,
    /// The file's own document, when nothing else of it is to come.
    state: Option<FileData>,
}

/// What came of a job.
struct Done {
    problems: Vec<Problem>,
    articles: usize,
    result: tantivy::Result<()>,
}

/// Hands out work in order, keeps count, commits.
struct Desk<'a> {
    shelf: &'a Shelf,
    writer: &'a Mutex<IndexWriter>,
    jobs: SyncSender<Job>,
    results: Receiver<Done>,
    /// Jobs handed out and not yet answered.
    open: usize,
    payload: &'a str,
    now: Progress,
    progress: &'a mut dyn FnMut(Progress),
    committed: Instant,
    report: &'a mut Report,
}

impl Desk<'_> {
    fn remove(&mut self, gone: &[FileData]) -> tantivy::Result<()> {
        for file in gone {
            self.report.removed += file.articles;
            let key = file_key(&file.collection, &file.path);
            self.hand_out(Job { taken_out: self.all_of(key).into(), ..Job::default() })?;
        }
        Ok(())
    }

    /// Reads a file whose size or time changed: only records that are not on record as they stand are read anew.
    fn file(&mut self, found: &Found, then: Option<&FileData>) -> tantivy::Result<()> {
        let state = &found.state;
        let key = file_key(&state.collection, &state.path);
        let job =
            || Job { collection: state.collection.clone(), path: state.path.clone(), file: key, ..Job::default() };
        let same_rank = then.is_none_or(|then| (&then.rank, then.fields) == (&state.rank, state.fields));
        let mut old: HashSet<u64> = self.shelf.hashes(key).into_iter().collect();
        let mut first = job();
        if !same_rank {
            self.report.removed += old.len();
            old.clear();
            first.taken_out.push(Term::from_field_u64(self.shelf.fields.source, key));
        }
        let mut batch = first;
        let mut articles = 0;
        let mut stopped = Ok(());
        let rank = Rank::named(&state.rank).unwrap_or(Rank::Other);
        let mut take = |mut raw: Raw| {
            articles += 1;
            raw.head.rank = rank;
            raw.head.path = found.path.to_string_lossy().into_owned();
            let hash = raw.hash();
            if old.remove(&hash) {
                self.report.unchanged += 1;
                return;
            }
            batch.bytes += raw.size();
            batch.raws.push((raw, hash));
            if batch.bytes >= BATCH_BYTES && stopped.is_ok() {
                stopped = self.hand_out(std::mem::replace(&mut batch, job()));
            }
        };
        let read = std::fs::File::open(&found.path).and_then(|file| {
            read::split(&found.path, state.size, BufReader::with_capacity(1 << 20, file), &found.fields, &mut take)
        });
        stopped?;
        let path = found.path.to_string_lossy();
        match read {
            Ok(problems) => {
                self.report.rejected.extend(problems.into_iter().map(|p| Problem { path: path.to_string(), ..p }));
            }
            Err(e) => self.report.rejected.push(Problem::new(path, format!("could not be read: {e}"))),
        }
        self.report.removed += old.len();
        let article = |hash: &u64| Term::from_field_u64(self.shelf.fields.article, article_key(key, *hash));
        batch.taken_out.extend(old.iter().map(article));
        batch.taken_out.push(Term::from_field_u64(self.shelf.fields.file, key));
        batch.state = Some(FileData { articles, ..state.clone() });
        if articles > 1 {
            // The file's own document says that all of it is on record: it comes last.
            let last = Job { taken_out: std::mem::take(&mut batch.taken_out), state: batch.state.take(), ..job() };
            self.hand_out(batch)?;
            self.wait()?;
            batch = last;
        }
        self.hand_out(batch)?;
        self.now.done_bytes += state.size;
        (self.progress)(self.now);
        Ok(())
    }

    fn all_of(&self, key: u64) -> [Term; 2] {
        let fields = &self.shelf.fields;
        let term = |field: Field| Term::from_field_u64(field, key);
        [term(fields.source), term(fields.file)]
    }

    fn hand_out(&mut self, job: Job) -> tantivy::Result<()> {
        let bytes = job.bytes as u64;
        self.open += 1;
        self.jobs.send(job).map_err(|_| TantivyError::SystemError("the readers are gone".to_owned()))?;
        while let Ok(done) = self.results.try_recv() {
            self.take(done)?;
        }
        if bytes > 0 {
            let done_bytes = (self.now.done_bytes + bytes).min(self.now.total_bytes);
            (self.progress)(Progress { done_bytes, ..self.now });
        }
        if self.committed.elapsed() > COMMIT_AFTER { self.commit() } else { Ok(()) }
    }

    fn take(&mut self, done: Done) -> tantivy::Result<()> {
        self.open -= 1;
        self.now.articles += done.articles;
        self.report.added += done.articles;
        self.report.rejected.extend(done.problems);
        done.result
    }

    fn wait(&mut self) -> tantivy::Result<()> {
        while self.open > 0 {
            let gone = |_| TantivyError::SystemError("the readers are gone".to_owned());
            let done = self.results.recv().map_err(gone)?;
            self.take(done)?;
        }
        Ok(())
    }

    fn commit(&mut self) -> tantivy::Result<()> {
        self.wait()?;
        let mut writer = self.writer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        commit(&mut writer, self.payload)?;
        self.committed = Instant::now();
        Ok(())
    }
}

fn read_all(
    fields: &schema::Fields,
    writer: &Mutex<IndexWriter>,
    forgotten: &forgotten::List,
    backlog: &Arc<Backlog>,
    to_do: &Mutex<Receiver<Job>>,
    done: &Sender<Done>,
) {
    let mut clerk = Clerk::new(backlog.clone());
    loop {
        let next = to_do.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).recv();
        let Ok(job) = next else { return };
        backlog.wait();
        if done.send(put_on_record(fields, writer, forgotten, &mut clerk, job)).is_err() {
            return;
        }
    }
}

/// What is taken out and what is put in stand and fall together, article by article.
fn put_on_record(
    fields: &schema::Fields,
    writer: &Mutex<IndexWriter>,
    forgotten: &forgotten::List,
    clerk: &mut Clerk,
    job: Job,
) -> Done {
    let mut problems = Vec::new();
    let mut articles = 0;
    let mut groups: Vec<Vec<Entry>> = Vec::new();
    for (raw, hash) in job.raws {
        let line = raw.head.line;
        let path = raw.head.path.clone();
        if forgotten.has_story(if raw.head.id.is_empty() { &path } else { &raw.head.id }) {
            continue;
        }
        let place = Place {
            collection: &job.collection,
            path: &job.path,
            file: job.file,
            article: article_key(job.file, hash),
            hash,
            offset: raw.offset,
            forgotten,
        };
        match catch_unwind(AssertUnwindSafe(|| clerk.documents(fields, place, &raw.read()))) {
            Ok(documents) => {
                articles += 1;
                groups.push(documents);
            }
            Err(_) => {
                problems.push(Problem::new(path, "left out: a fault in copydesk, please report it").on_line(line))
            }
        }
    }
    groups.extend(job.state.map(|state| file_document(fields, job.file, &state)));
    let taken_out = job.taken_out.into_iter().map(UserOperation::Delete);
    let operations: Vec<_> = taken_out.chain(groups.into_iter().flatten().map(UserOperation::Add)).collect();
    // One at a time: the library numbers what it is asked before it queues it, and two callers at once can queue a later
    // deletion before an earlier one, which then also takes out what was put in after it.
    let writer = writer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let result = writer.run(operations).map(drop);
    Done { problems, articles, result }
}

fn file_document(fields: &schema::Fields, key: u64, state: &FileData) -> Vec<Entry> {
    let mut blank = Blank::default();
    blank.add_bytes(fields.kind, Kind::File.term());
    blank.add_u64(fields.file, key);
    blank.add_json(fields.data, state);
    blank.end();
    blank.entries()
}
