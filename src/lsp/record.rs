//! The thread that asks the corpus. Its answers go back through the inbox; building the index goes on beside it.

use super::inbox::Inbox;
use super::outbox::{Outbox, Progress};
use crate::corpus::{Collection, Corpus, Report};
use crate::error::Error;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Something to do with the corpus, or with none while it is being built.
type Job = Box<dyn FnOnce(Option<&mut Corpus>) + Send>;

/// A corpus that can be asked.
pub struct Record {
    jobs: Sender<Job>,
    index: PathBuf,
    collections: Vec<Collection>,
    wire: Wire,
}

/// What news of a corpus travels by.
#[derive(Clone)]
struct Wire {
    room: usize,
    inbox: Inbox,
    outbox: Outbox,
}

impl Record {
    /// Opens the index in `index`, and brings it up to date beside. `room` hears of it through the inbox.
    pub fn open(room: usize, index: PathBuf, collections: Vec<Collection>, inbox: Inbox, outbox: Outbox) -> Self {
        let (jobs, todo) = channel();
        let wire = Wire { room, inbox, outbox };
        let (folder, teller) = (index.clone(), wire.clone());
        std::thread::spawn(move || attend(&folder, &todo, &teller));
        let record = Self { jobs, index, collections, wire };
        record.update();
        record
    }

    /// Does something with the corpus as soon as it is free.
    pub fn with(&self, job: impl FnOnce(Option<&mut Corpus>) + Send + 'static) {
        let _ = self.jobs.send(Box::new(job));
    }

    /// What is held against.
    pub fn collections(&self) -> &[Collection] {
        &self.collections
    }

    /// Brings the index up to date, beside the work.
    pub fn update(&self) {
        let (index, collections) = (self.index.clone(), self.collections.clone());
        let (jobs, wire) = (self.jobs.clone(), self.wire.clone());
        std::thread::spawn(move || {
            let mut progress = wire.outbox.progress("Indexing");
            let updated =
                Corpus::update(&index, &collections, &mut |p| progress.show(p.done_bytes, p.total_bytes, p.articles));
            drop(progress);
            // The thread that answers takes up the new index by itself; this one's handle is not needed.
            let _ = jobs.send(Box::new(move |corpus| tell_update(corpus, updated.map(|(_, report)| report), &wire)));
        });
    }
}

fn attend(index: &Path, todo: &Receiver<Job>, wire: &Wire) {
    let mut corpus = open(index, wire);
    while let Ok(job) = todo.recv() {
        let before = corpus.as_ref().map(Corpus::generation);
        job(corpus.as_mut());
        if corpus.is_none() {
            corpus = Corpus::open(index).ok().flatten();
        }
        let after = corpus.as_ref().map(Corpus::generation);
        if let Some(generation) = after.filter(|_| after != before) {
            tell_reached(generation, wire);
        }
    }
}

/// The index as it was last written whole, if there is one.
fn open(index: &Path, wire: &Wire) -> Option<Corpus> {
    let corpus = Corpus::open(index).ok().flatten()?;
    tell_reached(corpus.generation(), wire);
    Some(corpus)
}

fn tell_reached(generation: u64, wire: &Wire) {
    let room = wire.room;
    wire.inbox.tell(move |newsroom| newsroom.reached(room, generation));
}

fn tell_update(corpus: Option<&mut Corpus>, updated: Result<Report, Error>, wire: &Wire) {
    let room = wire.room;
    let reloaded = corpus.map_or(Ok(false), Corpus::reload);
    let told = match (updated, reloaded) {
        (Ok(report), Ok(_)) => Ok(report),
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
