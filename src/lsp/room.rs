//! One workspace: its settings, its desk, its record.

use super::inbox::Inbox;
use super::options::Options;
use super::outbox::Outbox;
use super::record::Record;
use crate::corpus::Collection;
use crate::corpus::article::Rank;
use crate::corpus::question::{Question, Reach};
use crate::desk::Desk;
use crate::error::{Problem, Result};
use crate::files::{self, Workspace};
use crate::finding::Finding;
use crate::house::House;
use crate::report::Page;
use crate::report::seen::{self, Seen};
use crate::settings::Style;
use crate::text::format::Format;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use tower_lsp::ls_types::MessageType;

/// Quiet before a check while somebody types. A practised typist leaves 100 to 200 ms between keys: this waits out a word,
/// not a thought.
const DELAY: Duration = Duration::from_millis(150);
/// Questions asked of the corpus at once: a hover need not wait for a whole draft's.
const BATCH: usize = 32;
/// An editor that does not watch files: how long the index is trusted.
const TRUSTED: Duration = Duration::from_secs(300);

/// A workspace at work.
pub struct Room {
    /// Its number in the newsroom.
    number: usize,
    /// Where it is, and what it has decided.
    pub house: House,
    /// Its drafts.
    pub desk: Desk,
    /// Quiet before a check.
    pub delay: Duration,
    /// Its corpus, if it has one.
    pub record: Option<Record>,
    /// What its settings and the editor's name as its corpus.
    collections: Vec<Collection>,
    /// What drafts that were opened rest on and its collections do not hold.
    sources: Vec<PathBuf>,
    /// Questions under way.
    asked: HashSet<Question>,
    updated: Instant,
    /// When the files that decide for it were written, as far as they are there.
    stamps: Vec<Option<SystemTime>>,
    /// What somebody has looked at and found fine.
    seen: Seen,
}

impl Room {
    /// Opens a workspace: reads its settings and opens what they name.
    pub fn open(number: usize, workspace: Workspace, options: &Options, inbox: &Inbox, outbox: &Outbox) -> Self {
        let mut room = Self {
            number,
            house: House::at(workspace),
            desk: Desk::new(Style::default(), Reach::Absent),
            delay: DELAY,
            record: None,
            collections: Vec::new(),
            sources: Vec::new(),
            asked: HashSet::new(),
            updated: Instant::now(),
            stamps: Vec::new(),
            seen: Seen::default(),
        };
        room.settle(options, inbox, outbox);
        room
    }

    /// Reads the settings again, wherever they are by now, and does as they say.
    pub fn resettle(&mut self, options: &Options, inbox: &Inbox, outbox: &Outbox) {
        let workspace = self.house.workspace.root.as_deref().map(files::workspace).unwrap_or_default();
        self.house = House::at(workspace);
        self.settle(options, inbox, outbox);
    }

    /// Whether what decides for it was written since it was last read.
    pub fn is_outdated(&self) -> bool {
        self.stamps != self.stamps()
    }

    fn stamps(&self) -> Vec<Option<SystemTime>> {
        let seen = self.house.workspace.root.iter().map(|root| root.join(seen::FILE));
        let written = |file: PathBuf| std::fs::metadata(file).and_then(|about| about.modified()).ok();
        self.house.deciding().into_iter().chain(seen).map(written).collect()
    }

    fn settle(&mut self, options: &Options, inbox: &Inbox, outbox: &Outbox) {
        self.stamps = self.stamps();
        let house = &self.house;
        self.delay = options.delay(&house.settings, DELAY);
        let (mut collections, missing) = house.collections();
        let problems = house.problems.iter().chain(&missing);
        problems.for_each(|problem| outbox.show(MessageType::WARNING, problem.to_string()));
        let (file, text) = house.own_file(seen::FILE).unwrap_or_default();
        let (seen, problems) = Seen::read(&text);
        let problems = problems.into_iter().map(|p| Problem { path: files::from_here(&file), ..p });
        problems.for_each(|problem| outbox.show(MessageType::WARNING, problem.to_string()));
        self.seen = seen;
        self.desk.restyle(house.settings.book.clone().over(&options.settings.book));
        collections.extend(options.collections.iter().filter(|c| c.path.exists()).cloned());
        if self.collections != collections {
            self.collections = collections;
            self.reopen(options, inbox, outbox);
        }
    }

    fn reopen(&mut self, options: &Options, inbox: &Inbox, outbox: &Outbox) {
        self.record = None;
        self.asked.clear();
        self.desk.reaches(Reach::Absent, 0);
        if !self.collections.is_empty() {
            let paths: Vec<_> = self.collections.iter().map(|c| c.path.clone()).collect();
            let index = files::index_folder(&self.house.workspace, &paths, options.collections.is_empty());
            self.hold(index, self.collections.clone(), inbox, outbox);
        }
        self.hold_sources(inbox, outbox);
    }

    /// What the drafts here rest on has an index of its own: the collections' one is CI's and other editors' too.
    fn hold_sources(&mut self, inbox: &Inbox, outbox: &Outbox) {
        let Some(first) = self.sources.first() else { return };
        let index = files::index_folder(&self.house.workspace, std::slice::from_ref(first), true);
        let notes = |path: &PathBuf| Collection::new(files::shown(path), path, Rank::Notes);
        let notes = self.sources.iter().map(notes).collect();
        self.hold(index.map(|index| files::beside(&index, "drafts")), notes, inbox, outbox);
    }

    fn hold(&mut self, index: Result<PathBuf>, collections: Vec<Collection>, inbox: &Inbox, outbox: &Outbox) {
        let new = || Record::new(self.number, inbox.clone(), outbox.clone());
        match index {
            Ok(index) => self.record.get_or_insert_with(new).hold(index, collections),
            Err(e) => {
                outbox.show(MessageType::ERROR, e.to_string());
                self.desk.reaches(Reach::Unreached, 0);
            }
        }
    }

    /// What of the findings in a draft nobody has marked as seen; nothing in a house list, which is no draft.
    pub fn unseen(&self, key: &str, findings: Vec<Finding>) -> Vec<Finding> {
        let Some(draft) = self.desk.draft(key) else { return findings };
        if self.house.has_list(Path::new(&draft.path)) {
            return Vec::new();
        }
        if self.seen.is_empty() {
            return findings;
        }
        let mut page = Page { path: String::new(), text: draft.buffer().text(), findings, allowed: Vec::new() };
        self.seen.leave_out(&mut page);
        page.findings
    }

    /// What a draft rests on, as far as the record holds it.
    pub fn sources_of(&self, file: &Path, format: Format, text: &str) -> Vec<String> {
        let (mut sources, _) = self.house.sources_of(file, format, text);
        sources.retain(|source| self.holds(source));
        sources.iter().map(|source| files::shown(source)).collect()
    }

    /// Puts on record what a draft in the editor rests on, and tells what of it is not there. Until it is read, nobody is
    /// told what is not in it.
    pub fn take_sources(
        &mut self,
        file: &Path,
        format: Format,
        text: &str,
        inbox: &Inbox,
        outbox: &Outbox,
    ) -> Vec<Problem> {
        let (sources, problems) = self.house.sources_of(file, format, text);
        let new: Vec<_> = sources.into_iter().filter(|source| !self.holds(source)).collect();
        if !new.is_empty() {
            self.sources.extend(new);
            self.desk.reaches(Reach::Absent, 0);
            self.hold_sources(inbox, outbox);
        }
        problems
    }

    fn holds(&self, source: &Path) -> bool {
        let collections = self.collections.iter().map(|c| &c.path);
        collections.chain(&self.sources).any(|held| source.starts_with(held))
    }

    /// Asks the corpus what is not being asked already; whether answers are to come.
    pub fn ask(&mut self, questions: Vec<Question>, inbox: &Inbox) -> bool {
        let Some(record) = self.record.as_ref().filter(|_| self.desk.reach() == Reach::Reached) else { return false };
        let fresh: Vec<_> = questions.iter().filter(|q| self.asked.insert((*q).clone())).cloned().collect();
        for batch in fresh.chunks(BATCH) {
            let (batch, inbox, number) = (batch.to_vec(), inbox.clone(), self.number);
            record.with(move |corpus| {
                let answers = corpus.map(|corpus| corpus.ask(&batch)).unwrap_or_default();
                inbox.tell(move |newsroom| newsroom.answered(number, batch, answers));
            });
        }
        !questions.is_empty()
    }

    /// Answers came.
    pub fn answered(&mut self, questions: Vec<Question>, answers: Vec<crate::corpus::question::Answer>) {
        for question in &questions {
            self.asked.remove(question);
        }
        self.desk.answered(questions.into_iter().zip(answers));
    }

    /// Where the editor does not watch files: brings an index up to date that was not for a while.
    pub fn refresh(&mut self) {
        if self.updated.elapsed() >= TRUSTED {
            self.update();
        }
    }

    /// Brings the index up to date.
    pub fn update(&mut self) {
        self.updated = Instant::now();
        if let Some(record) = &self.record {
            record.update();
        }
    }
}
