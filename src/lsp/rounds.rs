//! The rounds: an editor asks what is to be looked at in the whole workspace. Drafts that are open are told as they stand;
//! where the writer wants all drafts, the others are read one by one while the desk has nothing else to do.
//!
//! A question is answered once there is something new to say and waits until then: an editor asks again as soon as it is
//! answered, and a desk that said "nothing new" each time would be asked all day.

use super::drafts::superseded;
use super::inbox::Reply;
use super::newsroom::{Newsroom, path};
use crate::files;
use crate::text::format::Format;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use tower_lsp::ls_types::*;

/// The draft that is being looked at has this key: no editor has it open.
const VISITED: &str = "copydesk:visited";
/// Drafts that are looked at. More are a whole archive, which `copydesk check` is for.
const MOST: usize = 2_000;
/// Bytes of a draft that is looked at without being open: a book would keep the writer's own draft waiting.
const LONGEST: u64 = 1 << 20;
/// For an editor that does not watch files: how often the folders are walked while a question waits.
const AGAIN: Duration = Duration::from_secs(30);

/// When a file was written, and its bytes.
type Stamp = (Option<SystemTime>, u64);

/// What is known of drafts that nobody has open.
#[derive(Default)]
pub struct Rounds {
    drafts: BTreeMap<PathBuf, Visited>,
    todo: VecDeque<(PathBuf, Stamp)>,
    /// The draft that is being looked at.
    visit: Option<(PathBuf, Stamp)>,
    walking: bool,
    /// Something changed behind a walk that is under way.
    walk_again: bool,
    asked: Option<Asked>,
    /// The first question is answered whatever there is to say.
    answered: bool,
    /// Something was asked or found since the last look at what there is to say.
    stirred: bool,
    again: Option<Instant>,
}

struct Visited {
    uri: Uri,
    /// `None`: it is to be looked at again.
    stamp: Option<Stamp>,
    edition: u64,
    said: Vec<Diagnostic>,
}

/// A question that waits, and the editions that the editor has.
struct Asked {
    reply: Reply<WorkspaceDiagnosticReportResult>,
    has: HashMap<PathBuf, (Uri, String)>,
}

impl Newsroom {
    /// The editor asks about the whole workspace; an older question is dropped.
    pub fn pulled_all(&mut self, params: WorkspaceDiagnosticParams, reply: Reply<WorkspaceDiagnosticReportResult>) {
        let has = params.previous_result_ids.into_iter().map(|id| (name(&id.uri), (id.uri, id.value))).collect();
        if let Some(older) = self.rounds.asked.replace(Asked { reply, has }) {
            let _ = older.reply.send(Err(superseded()));
        }
        self.rounds.stirred = true;
        self.walk();
    }

    /// What all drafts were judged by has changed: they are looked at again.
    pub fn judge_all_anew(&mut self) {
        self.rounds.drafts.values_mut().for_each(|draft| draft.stamp = None);
        self.walk();
    }

    /// Looks which drafts there are, if somebody wants to know; beside the loop.
    pub fn walk(&mut self) {
        self.rounds.walk_again = self.rounds.walking;
        if self.rounds.asked.is_none() || self.rounds.walking {
            return;
        }
        let folders = if self.options.all_drafts { self.folders.clone() } else { Vec::new() };
        let rooms: Vec<_> = folders.iter().map(|folder| self.room_of(Some(folder))).collect();
        let records = rooms.into_iter().filter_map(|room| self.rooms[room].record.as_ref());
        let records: Vec<_> = records.flat_map(|record| record.collections()).map(|c| c.path.clone()).collect();
        let inbox = self.inbox.clone();
        self.rounds.walking = true;
        std::thread::spawn(move || {
            let found = drafts(&folders, &records);
            inbox.tell(move |room| room.walked(found));
        });
    }

    fn walked(&mut self, found: Vec<(PathBuf, Stamp)>) {
        self.rounds.walking = false;
        self.rounds.again = (!self.abilities.watches).then(|| Instant::now() + AGAIN);
        let (found, long): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, (_, bytes))| *bytes <= LONGEST);
        let left_out = |path: &Path| format!("{} is longer than 1 MB: open it to have it checked", files::shown(path));
        self.note(long.iter().map(|(path, _)| left_out(path)));
        let more = found.len().saturating_sub(MOST);
        self.note(
            (more > 0).then(|| format!("{more} drafts are left out: only {MOST} are read in the editor")).into_iter(),
        );
        let found: BTreeMap<_, _> = found.into_iter().take(MOST).collect();
        let rounds = &mut self.rounds;
        rounds.drafts.retain(|path, _| found.contains_key(path));
        let known = |path: &PathBuf, stamp: &Stamp| rounds.drafts.get(path).and_then(|d| d.stamp) == Some(*stamp);
        rounds.todo = found.into_iter().filter(|(path, stamp)| !known(path, stamp)).collect();
        rounds.stirred = true;
        if rounds.walk_again {
            self.walk();
        }
    }

    /// When the rounds go on: at the next draft, or with another walk.
    pub(super) fn next_round(&self) -> Option<Instant> {
        let rounds = &self.rounds;
        let free = rounds.asked.is_some() && !rounds.walking && rounds.visit.is_none();
        let next = if rounds.todo.is_empty() { rounds.again } else { Some(Instant::now()) };
        next.filter(|_| free)
    }

    /// Takes up the next draft, or says what was found.
    pub(super) fn go_round(&mut self) {
        if self.rounds.asked.as_ref().is_some_and(|asked| asked.reply.is_closed()) {
            self.rounds.asked = None;
        }
        if self.rounds.asked.is_none() || self.rounds.walking || self.rounds.visit.is_some() {
            return;
        }
        match self.rounds.todo.pop_front() {
            Some((path, stamp)) => self.visit(path, stamp),
            None if self.next_round().is_some_and(|at| at <= Instant::now()) => self.walk(),
            None if self.rounds.stirred => self.answer_all(),
            None => {}
        }
    }

    fn visit(&mut self, file: PathBuf, stamp: Stamp) {
        let Some((uri, format)) = Uri::from_file_path(&file).zip(Format::of_path(&file)) else { return };
        // What cannot be read now may be written this moment; it is looked at when it changes again.
        let text = files::read_text(&file).map(|(text, _)| text).unwrap_or_default();
        let mut open = self.received(VISITED, uri, format, &text, 0, Some(&file));
        open.visited = true;
        self.open.insert(VISITED.to_owned(), open);
        self.rounds.visit = Some((file, stamp));
    }

    /// A draft was looked at: what was said of it stays, the draft goes.
    pub(super) fn visited(&mut self, diagnostics: Vec<Diagnostic>) {
        let (Some(open), Some((file, stamp))) = (self.open.remove(VISITED), self.rounds.visit.take()) else { return };
        self.rooms[open.room].desk.close(VISITED);
        let known = self.rounds.drafts.get(&file).filter(|draft| draft.said == diagnostics);
        let edition = known.map_or(self.editions + 1, |draft| draft.edition);
        self.editions = self.editions.max(edition);
        let visited = Visited { uri: open.uri, stamp: Some(stamp), edition, said: diagnostics };
        self.rounds.drafts.insert(file, visited);
    }

    fn answer_all(&mut self) {
        self.rounds.stirred = false;
        let Some(asked) = &self.rounds.asked else { return };
        let said = self.open.values().filter_map(|open| Some((&open.uri, open.said.as_ref()?, open.edition)));
        let open: Vec<_> = said.map(|(uri, (version, said), edition)| (uri, Some(*version), said, edition)).collect();
        let names: Vec<_> = self.open.values().map(|open| path(&open.uri).unwrap_or_default()).collect();
        let closed = self.rounds.drafts.iter().filter(|(file, _)| !names.contains(file));
        let closed = closed.map(|(_, draft)| (&draft.uri, None, &draft.said, draft.edition));
        let now: Vec<_> = open.into_iter().chain(closed).collect();
        let has =
            |uri: &Uri, edition: u64| asked.has.get(&name(uri)).is_some_and(|(_, has)| *has == edition.to_string());
        let there: HashSet<_> = now.iter().map(|(uri, ..)| name(uri)).collect();
        let gone: Vec<_> =
            asked.has.iter().filter(|(file, _)| !there.contains(*file)).map(|(_, (uri, _))| uri).collect();
        // Of a draft that is open the editor asks by itself.
        let news = now.iter().any(|(uri, version, _, edition)| version.is_none() && !has(uri, *edition));
        if self.rounds.answered && !news && gone.is_empty() {
            return;
        }
        let mut items: Vec<_> = now
            .iter()
            .map(|(uri, version, said, edition)| {
                let said = (!has(uri, *edition)).then(|| (*said).clone());
                report(uri, *version, *edition, said)
            })
            .collect();
        items.extend(gone.into_iter().map(|uri| full(uri, None, None, Vec::new())));
        let Some(asked) = self.rounds.asked.take() else { return };
        let _ = asked.reply.send(Ok(WorkspaceDiagnosticReport { items }.into()));
        self.rounds.answered = true;
    }
}

/// The drafts in some folders, by `.gitignore` and without what is on record: the same that `copydesk check` takes up.
fn drafts(folders: &[PathBuf], records: &[PathBuf]) -> Vec<(PathBuf, Stamp)> {
    let is_draft = |path: &Path| Format::of_path(path).is_some_and(|format| format != Format::Word);
    let (found, _) = files::walk(folders, is_draft);
    let found = found.into_iter().filter(|file| !records.iter().any(|record| file.path.starts_with(record)));
    let stamped = found.filter_map(|file| {
        let about = std::fs::metadata(&file.path).ok()?;
        Some((file.path, (about.modified().ok(), about.len())))
    });
    stamped.collect()
}

/// What a draft is called, however its address is spelled.
fn name(uri: &Uri) -> PathBuf {
    uri.to_file_path().map_or_else(|| PathBuf::from(uri.as_str()), |path| path.into_owned())
}

fn report(
    uri: &Uri,
    version: Option<i32>,
    edition: u64,
    said: Option<Vec<Diagnostic>>,
) -> WorkspaceDocumentDiagnosticReport {
    match said {
        Some(said) => full(uri, version, Some(edition.to_string()), said),
        None => WorkspaceUnchangedDocumentDiagnosticReport {
            uri: uri.clone(),
            version: version.map(i64::from),
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: edition.to_string() },
        }
        .into(),
    }
}

fn full(
    uri: &Uri,
    version: Option<i32>,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceFullDocumentDiagnosticReport {
        uri: uri.clone(),
        version: version.map(i64::from),
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    }
    .into()
}
