//! The threads behind the record: one asks the corpora, and its answers go back through the inbox; each index has one of its
//! own that brings it up to date beside.

use super::inbox::Inbox;
use super::outbox::{Outbox, Progress};
use crate::corpus::{Collection, Corpora, Corpus, Report};
use crate::error::Error;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Something to do with the corpora, or with none while one is being built.
type Job = Box<dyn FnOnce(&mut Shelves) + Send>;

/// Corpora that can be asked.
pub struct Record {
    jobs: Sender<Job>,
    parts: Vec<Part>,
    wire: Wire,
}

/// An index, and what it is to hold.
struct Part {
    index: PathBuf,
    collections: Vec<Collection>,
    wanted: Sender<Vec<Collection>>,
}

/// What news of a corpus travels by.
#[derive(Clone)]
struct Wire {
    room: usize,
    inbox: Inbox,
    outbox: Outbox,
}

impl Record {
    /// A record without any index yet. `room` hears of it through the inbox.
    pub fn new(room: usize, inbox: Inbox, outbox: Outbox) -> Self {
        let (jobs, todo) = channel();
        let wire = Wire { room, inbox, outbox };
        let teller = wire.clone();
        std::thread::spawn(move || attend(&todo, &teller));
        Self { jobs, parts: Vec::new(), wire }
    }

    /// Has the index in `index` hold these collections, and opens it; nothing is answered until it is there.
    pub fn hold(&mut self, index: PathBuf, collections: Vec<Collection>) {
        match self.parts.iter_mut().find(|part| part.index == index) {
            Some(part) => part.collections = collections,
            None => {
                let (wanted, todo) = channel();
                let (folder, jobs, wire) = (index.clone(), self.jobs.clone(), self.wire.clone());
                std::thread::spawn(move || keep(&folder, &todo, &jobs, &wire));
                let folder = index.clone();
                self.send(move |shelves| shelves.missing.push(folder));
                self.parts.push(Part { index, collections, wanted });
            }
        }
        self.update();
    }

    /// Does something with the corpora as soon as they are free.
    pub fn with(&self, job: impl FnOnce(Option<&mut Corpora>) + Send + 'static) {
        self.send(move |shelves| job(shelves.missing.is_empty().then_some(&mut shelves.corpora)));
    }

    /// What is held against.
    pub fn collections(&self) -> impl Iterator<Item = &Collection> {
        self.parts.iter().flat_map(|part| &part.collections)
    }

    /// Brings the indexes up to date, beside the work.
    pub fn update(&self) {
        for part in &self.parts {
            let _ = part.wanted.send(part.collections.clone());
        }
    }

    fn send(&self, job: impl FnOnce(&mut Shelves) + Send + 'static) {
        let _ = self.jobs.send(Box::new(job));
    }
}

/// What is open, and the indexes that are not there yet.
#[derive(Default)]
struct Shelves {
    corpora: Corpora,
    missing: Vec<PathBuf>,
}

impl Shelves {
    /// Opens what has been built meanwhile.
    fn look(&mut self) {
        let Self { corpora, missing } = self;
        missing.retain(|index| match Corpus::open(index) {
            Ok(Some(corpus)) => {
                corpora.put(corpus);
                false
            }
            _ => true,
        });
    }
}

fn attend(todo: &Receiver<Job>, wire: &Wire) {
    let (mut shelves, mut told) = (Shelves::default(), Shelves::default().corpora.generation());
    while let Ok(job) = todo.recv() {
        job(&mut shelves);
        shelves.look();
        let generation = shelves.corpora.generation();
        if shelves.missing.is_empty() && told != generation {
            told = generation;
            tell_reached(generation, wire);
        }
    }
}

/// Brings one index up to date whenever that is wanted; of several wishes that wait the last one counts.
fn keep(index: &Path, wanted: &Receiver<Vec<Collection>>, jobs: &Sender<Job>, wire: &Wire) {
    while let Ok(first) = wanted.recv() {
        let collections = wanted.try_iter().last().unwrap_or(first);
        let mut progress = wire.outbox.progress("Indexing");
        let show = &mut |p: crate::corpus::Progress| progress.show(p.done_bytes, p.total_bytes, p.articles);
        let updated = Corpus::update(index, &collections, show);
        drop(progress);
        let wire = wire.clone();
        // The thread that answers takes up the new index by itself; this one's handle is not needed.
        let told = move |shelves: &mut Shelves| tell_update(shelves, updated.map(|(_, report)| report), &wire);
        if jobs.send(Box::new(told)).is_err() {
            return;
        }
    }
}

fn tell_reached(generation: u64, wire: &Wire) {
    let room = wire.room;
    wire.inbox.tell(move |newsroom| newsroom.reached(room, generation));
}

fn tell_update(shelves: &mut Shelves, updated: Result<Report, Error>, wire: &Wire) {
    let room = wire.room;
    let told = match (updated, shelves.corpora.reload()) {
        (Ok(report), Ok(())) => Ok(report),
        (Err(e), _) | (_, Err(e)) => Err(e.to_string()),
    };
    wire.inbox.tell(move |newsroom| newsroom.updated(room, told));
}

impl Progress {
    fn show(&mut self, done: u64, total: u64, articles: usize) {
        let percent = u32::try_from(done * 100 / total.max(1)).unwrap_or(100).min(100);
        self.report(percent, format!("{articles} stories"));
    }
}
