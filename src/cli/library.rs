//! The reference corpus as the command line opens it: what the settings name, and what the user names.

use super::print;
use crate::corpus::article::Rank;
use crate::corpus::question::{Answer, Match, Question, Reach};
use crate::corpus::{Collection, Corpora, Corpus, Forgotten, Progress, Report};
use crate::error::{Error, Problem, Result};
use crate::files::{self, Source};
use crate::finding::{Citation, Status};
use crate::house::House;
use crate::report::counted;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};

/// Flags that name the corpus.
#[derive(clap::Args)]
pub struct Flags {
    /// Hold quotations and names against this file or folder (repeat)
    #[arg(long, value_name = "PATH", conflicts_with = "no_corpus")]
    corpus: Vec<PathBuf>,
    /// The same for your own notes and transcripts, which outrank the rest (repeat)
    #[arg(long, value_name = "PATH", conflicts_with = "no_corpus")]
    notes: Vec<PathBuf>,
    /// Ask no corpus, whatever the settings name
    #[arg(long)]
    no_corpus: bool,
    /// Where the index is, or shall be
    #[arg(long, value_name = "DIR", conflicts_with = "no_corpus")]
    index: Option<PathBuf>,
}

/// The corpora that are open: what the settings name has its own index, so that naming one more folder for one run does
/// not index the archive anew.
#[derive(Default)]
pub struct Library {
    corpora: Corpora,
    /// Collections by their place on disk, and as the user knows them.
    places: Vec<(String, String)>,
    /// Whether there is a corpus and it answers.
    pub reach: Reach,
    /// What could not be read, and why.
    pub problems: Vec<Problem>,
    /// The workspace that asks, absolute: what is confidential elsewhere stays there.
    root: Option<PathBuf>,
    /// What is said goes to others: a CI's log, a report for programs.
    is_public: bool,
}

/// What could not be read is told in full up to here; a first look at an archive can meet thousands.
const TOLD_REJECTS: usize = 5;

impl Library {
    /// Opens what the house's settings and the flags name, indexing what is new.
    pub fn open(flags: &Flags, house: &House) -> Result<Self> {
        let root = house.workspace.root.as_deref().map(whole);
        let mut library = Self { root, is_public: std::env::var_os("CI").is_some(), ..Self::default() };
        if flags.no_corpus {
            return Ok(library);
        }
        let named = named(&flags.notes, &flags.corpus);
        if let Some(missing) = named.iter().find(|collection| !collection.path.exists()) {
            return Err(Error::new("opening the corpus").at(&missing.path).because("there is no such file or folder"));
        }
        match &flags.index {
            Some(index) if named.is_empty() => library.open_as_it_is(index)?,
            Some(index) => library.add(index, &named)?,
            None if named.is_empty() => {}
            None => library.add(&files::index_folder(&house.workspace, &paths(&named), false)?, &named)?,
        }
        let (mut own, problems) = house.collections();
        own.iter_mut().for_each(|c| c.path = files::from_here(&c.path).into());
        library.problems.extend(problems);
        if !own.is_empty() && flags.index.is_none() {
            let index = files::index_folder(&house.workspace, &paths(&own), true)?;
            library.add_or_tell(&index, &own);
        }
        Ok(library)
    }

    /// Indexes what drafts say they rest on and the corpus has not; for each draft, its sources as they are cited.
    /// Confidential ones are no sources where the public reads on.
    pub fn attach(&mut self, flags: &Flags, house: &House, drafts: &[Source]) -> Vec<Vec<String>> {
        let (own, _) = house.collections();
        let (mut rests, mut all) = (Vec::new(), Vec::new());
        for draft in drafts {
            let (mut sources, problems) = house.sources_of(Path::new(&draft.path), draft.format, &draft.text);
            self.problems.extend(problems);
            let is_confidential = |source: &PathBuf| own.iter().any(|c| c.confidential && source.starts_with(&c.path));
            sources.retain(|source| !(self.is_public && is_confidential(source)));
            rests.push(sources.iter().map(|source| files::from_here(source)).collect());
            let is_indexed = |source: &PathBuf| {
                own.iter().any(|c| source.starts_with(&c.path))
                    || self.places.iter().any(|(place, _)| whole(source).starts_with(place))
            };
            all.extend(sources.into_iter().filter(|source| !is_indexed(source)));
        }
        all.sort();
        all.dedup();
        if flags.no_corpus {
            return Vec::new();
        }
        if !all.is_empty() {
            let notes =
                all.iter().map(|path| Collection::new(files::from_here(path), files::from_here(path), Rank::Notes));
            let notes: Vec<_> = notes.collect();
            match files::index_folder(&house.workspace, &all, true) {
                Ok(index) => self.add_or_tell(&files::beside(&index, "sources"), &notes),
                Err(error) => self.problems.push(Problem::new("", error.to_string())),
            }
        }
        rests
    }

    /// An index that a user names by itself is searched, not brought up to date.
    fn open_as_it_is(&mut self, index: &Path) -> Result<()> {
        let none = "Build it with `copydesk index PATH... --index DIR`";
        let corpus = Corpus::open(index)?
            .ok_or_else(|| Error::new("opening the index").at(index).because("there is none").next(none))?;
        self.shelve(corpus);
        Ok(())
    }

    /// Brings an index up to date; if another copydesk is just writing it, it is searched as it is.
    fn add(&mut self, index: &Path, collections: &[Collection]) -> Result<()> {
        let place =
            |c: &Collection| (files::shown(&whole(&c.path)), files::shown(&c.path).trim_end_matches('/').to_owned());
        self.places.extend(collections.iter().map(place));
        match update(index, collections) {
            Ok((corpus, report)) => {
                let named = report.rejected.into_iter().map(|p| Problem { path: self.given(&p.path), ..p });
                let named: Vec<_> = named.collect();
                self.problems.extend(the_first(named));
                self.shelve(corpus);
                Ok(())
            }
            // Another copydesk may be writing it: what it last wrote whole can be read.
            Err(error) => match Corpus::open(index) {
                Ok(Some(corpus)) => {
                    self.problems.push(Problem::new("", format!("{error}; the index is used as it is")));
                    self.shelve(corpus);
                    Ok(())
                }
                _ => Err(error),
            },
        }
    }

    /// The settings' corpus may fail without stopping the work: it was not named for this run.
    fn add_or_tell(&mut self, index: &Path, collections: &[Collection]) {
        if let Err(error) = self.add(index, collections) {
            self.problems.push(Problem::new("", error.to_string()));
            self.reach = Reach::Unreached;
        }
    }

    fn shelve(&mut self, corpus: Corpus) {
        self.corpora.put(corpus);
        if self.reach == Reach::Absent {
            self.reach = Reach::Reached;
        }
    }

    /// What is said goes to others: nothing confidential is cited.
    pub const fn for_the_public(&mut self) {
        self.is_public = true;
    }

    /// Asks all corpora; an answer for each question, in order.
    pub fn ask(&self, questions: &[Question]) -> Vec<Answer> {
        self.corpora.ask(questions).into_iter().map(|answer| self.as_named(answer)).collect()
    }

    /// The same or nearly the same quotation on record, best first.
    pub fn find(&self, words: &str, limit: usize) -> Vec<Match> {
        let mut found = self.corpora.find(words, limit);
        found.retain(|m| self.may_cite(&m.citation));
        found.truncate(limit);
        found.iter_mut().for_each(|m| self.name(&mut m.citation));
        found
    }

    fn as_named(&self, mut answer: Answer) -> Answer {
        match &mut answer {
            Answer::Quotation(matches) => {
                matches.retain(|m| self.may_cite(&m.citation));
                matches.iter_mut().for_each(|m| self.name(&mut m.citation));
            }
            Answer::Name(card) => {
                card.titles.retain(|(_, citation)| self.may_cite(citation));
                card.stories.retain(|citation| self.may_cite(citation));
                card.said.retain(|citation| self.may_cite(citation));
                let titles = card.titles.iter_mut().map(|(_, citation)| citation);
                titles.chain(&mut card.stories).chain(&mut card.said).for_each(|citation| self.name(citation));
            }
            Answer::Stated(stated) => {
                stated.retain(|one| self.may_cite(&one.citation));
                stated.iter_mut().for_each(|one| self.name(&mut one.citation));
            }
            Answer::Unreached(_) => {}
        }
        answer
    }

    /// Confidential records are for the workspace they lie in, and for whoever names their folder for this run.
    fn may_cite(&self, citation: &Citation) -> bool {
        let path = Path::new(&citation.path);
        let at_home = self.root.as_ref().is_some_and(|root| path.starts_with(root));
        let named = self.places.iter().any(|(place, _)| path.starts_with(place));
        citation.status != Some(Status::Confidential) || !self.is_public && (at_home || named)
    }

    /// An index outlives the folder it was asked from, so it holds whole paths; a person wants the path as given.
    fn name(&self, citation: &mut Citation) {
        let by_path = citation.article == citation.path;
        citation.path = self.given(&citation.path);
        if by_path {
            citation.article.clone_from(&citation.path);
        }
    }

    fn given(&self, path: &str) -> String {
        let under = |(place, given): &(String, String)| Some(format!("{given}{}", path.strip_prefix(place)?));
        self.places.iter().find_map(under).unwrap_or_else(|| files::from_here(Path::new(path)))
    }
}

/// The corpus for a command that needs one.
pub fn for_search(flags: &Flags) -> Result<Library> {
    let house = House::of(Path::new("."), None)?;
    let library = Library::open(flags, &house)?;
    print::problems(&house.problems);
    print::problems(&library.problems);
    match library.reach {
        Reach::Reached => Ok(library),
        Reach::Unreached => Err(Error::new("searching").because("the corpus could not be reached")),
        Reach::Absent => Err(Error::new("searching")
            .because("there is no corpus")
            .next("Name one with --corpus or --index, or in copydesk.toml (`copydesk init` writes one)")),
    }
}

/// What the user names for one run.
pub fn named(notes: &[PathBuf], corpus: &[PathBuf]) -> Vec<Collection> {
    let collection = |path: &PathBuf, rank| Collection::new(files::shown(path), path, rank);
    let notes = notes.iter().map(|path| collection(path, Rank::Notes));
    notes.chain(corpus.iter().map(|path| collection(path, Rank::Archive))).collect()
}

/// A path that holds from every folder.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn paths(collections: &[Collection]) -> Vec<PathBuf> {
    collections.iter().map(|collection| collection.path.clone()).collect()
}

/// Brings an index up to date and shows how far it is, on a terminal.
pub fn update(index: &Path, collections: &[Collection]) -> Result<(Corpus, Report)> {
    let whole: Vec<_> = collections.iter().map(|c| Collection { path: whole(&c.path), ..c.clone() }).collect();
    showing(|show| Corpus::update(index, &whole, show))
}

/// Takes a story or a name off the record, showing how far it is.
pub fn forget(index: &Path, what: &str) -> Result<Option<Forgotten>> {
    showing(|show| Corpus::forget(index, what, show))
}

/// Bytes of text from which on people want to know how long it takes.
const LONG: u64 = 20 << 20;
/// Bytes of text read in a second, both cores of a small machine at work (news stories; measured).
const A_SECOND: u64 = 10 << 20;

/// Tells before long work how long it is, and on a terminal how far.
fn showing<T>(work: impl FnOnce(&mut dyn FnMut(Progress)) -> Result<T>) -> Result<T> {
    let bar = ProgressBar::new(0);
    let shape = "Indexing {bar:30} {bytes}/{total_bytes} {msg} {eta}";
    bar.set_style(ProgressStyle::with_template(shape).expect("a constant"));
    let mut show = |progress: Progress| {
        if progress.done_bytes == 0 && progress.articles == 0 && progress.total_bytes >= LONG {
            let (megabytes, seconds) = (progress.total_bytes >> 20, progress.total_bytes / A_SECOND + 1);
            let time = match seconds {
                ..60 => counted(seconds as usize, "second"),
                _ => counted(seconds as usize / 60 + 1, "minute"),
            };
            let message = format!("indexing {megabytes} MB, about {time}; it can be stopped and goes on where it was");
            bar.suspend(|| print::problems(&[Problem::new("", message)]));
        }
        bar.set_length(progress.total_bytes);
        bar.set_position(progress.done_bytes);
        bar.set_message(format!("{} articles", progress.articles));
    };
    let done = work(&mut show);
    bar.finish_and_clear();
    done
}

/// The first of what could not be read, and where the others are listed.
pub fn the_first(mut rejected: Vec<Problem>) -> Vec<Problem> {
    let more = rejected.len().saturating_sub(TOLD_REJECTS);
    if more > 1 {
        rejected.truncate(TOLD_REJECTS);
        let message = format!("and {more} more that could not be read; `copydesk index --rejected` lists them all");
        rejected.push(Problem::new("", message));
    }
    rejected
}
