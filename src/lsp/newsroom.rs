//! The one loop that owns the desks. Notes come in order; checks are made when the typist pauses.

use super::abilities::{Abilities, encoding_kind};
use super::commands;
use super::drafts::Open;
use super::inbox::{Inbox, Note};
use super::options::Options;
use super::outbox::Outbox;
use super::record::Record;
use super::rehearsal::Rehearsal;
use super::room::Room;
use super::rounds::Rounds;
use crate::corpus::Report;
use crate::corpus::question::{Answer, Question, Reach};
use crate::files::{self, SETTINGS, Workspace};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;
use tower_lsp::ls_types::*;

/// Drafts that were asked for and are not open: more are forgotten.
const EARLY: usize = 1_000;

/// Opens the newsroom on a thread of its own.
pub fn open(notes: Receiver<Note>, inbox: Inbox, outbox: Outbox) {
    std::thread::spawn(move || Newsroom::new(inbox, outbox).run(&notes));
}

/// All open drafts and what is needed to judge them.
pub struct Newsroom {
    pub(super) abilities: Abilities,
    pub(super) options: Options,
    pub(super) rooms: Vec<Room>,
    pub(super) open: HashMap<String, Open>,
    pub(super) outbox: Outbox,
    pub(super) inbox: Inbox,
    /// Folders that the editor works in; a buffer without a file belongs to the first.
    pub(super) folders: Vec<PathBuf>,
    pub(super) rounds: Rounds,
    /// From when the editor has its greeting, until all is rehearsed or there is a draft.
    pub(super) rehearsal: Option<Rehearsal>,
    /// Drafts that were asked for before they were opened.
    pub(super) early: HashSet<String>,
    /// Sets of diagnostics so far, of all drafts. A number is never given twice, by the server that comes after this one
    /// neither: an editor may still ask with it.
    pub(super) editions: u64,
    /// Faults that were told: each is told once.
    pub(super) told: HashSet<String>,
}

impl Newsroom {
    fn new(inbox: Inbox, outbox: Outbox) -> Self {
        Self {
            abilities: Abilities::of(&InitializeParams::default()),
            options: Options::default(),
            rooms: Vec::new(),
            open: HashMap::new(),
            outbox,
            inbox,
            folders: Vec::new(),
            rounds: Rounds::default(),
            rehearsal: None,
            early: HashSet::new(),
            editions: u64::from(std::process::id()) << 32,
            told: HashSet::new(),
        }
    }

    fn run(mut self, notes: &Receiver<Note>) {
        loop {
            let note = match self.due() {
                None => notes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => notes.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match note {
                Ok(note) => self.guarded(note),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            // Everything that came meanwhile first: a newer edit makes a check of the older text needless.
            notes.try_iter().for_each(|note| self.guarded(note));
            self.guarded(Box::new(Self::attend));
        }
    }

    /// A fault of ours in one note loses that note; its reply says so.
    fn guarded(&mut self, note: Note) {
        let _ = catch_unwind(AssertUnwindSafe(|| note(self)));
    }

    /// The editor introduces itself.
    pub fn greet(&mut self, params: &InitializeParams) -> InitializeResult {
        self.abilities = Abilities::of(params);
        self.outbox.shows_progress(self.abilities.progress);
        self.folders = folders(params);
        let problems = self.options.take(params.initialization_options.as_ref().unwrap_or(&Value::Null));
        self.tell(problems.iter().map(ToString::to_string));
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        InitializeResult {
            server_info: Some(ServerInfo { name: "copydesk".to_owned(), version }),
            capabilities: self.capabilities(),
            ..InitializeResult::default()
        }
    }

    fn capabilities(&self) -> ServerCapabilities {
        let pull = DiagnosticOptions {
            identifier: Some("copydesk".to_owned()),
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        };
        let fixes = CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        };
        ServerCapabilities {
            position_encoding: Some(encoding_kind(self.abilities.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            })),
            diagnostic_provider: self.abilities.pulls.then_some(DiagnosticServerCapabilities::Options(pull)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_action_provider: self
                .abilities
                .literal_actions
                .then_some(CodeActionProviderCapability::Options(fixes)),
            inlay_hint_provider: Some(OneOf::Left(true)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(["\"", "”", "»"].map(str::to_owned).to_vec()),
                ..CompletionOptions::default()
            }),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: commands::COMMANDS.map(str::to_owned).to_vec(),
                ..ExecuteCommandOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                ..WorkspaceServerCapabilities::default()
            }),
            ..ServerCapabilities::default()
        }
    }

    /// The editor is ready: what it can be asked for is asked for, once.
    pub fn begin(&mut self) {
        self.rehearsal = Some(Rehearsal::new());
        if self.abilities.configuration {
            self.outbox.ask_settings(self.inbox.clone());
        }
        let registrations = [
            self.abilities.told_of_settings.then(|| registration("workspace/didChangeConfiguration", Value::Null)),
            self.abilities.watches.then(|| {
                let patterns = [
                    "**/copydesk.toml",
                    "**/copydesk.seen",
                    "**/*.{md,markdown,txt,html,docx,vtt,srt,json,jsonl,csv,tsv}",
                ];
                let watchers: Vec<_> = patterns.iter().map(|p| json!({"globPattern": p})).collect();
                registration("workspace/didChangeWatchedFiles", json!({"watchers": watchers}))
            }),
        ];
        let registrations: Vec<_> = registrations.into_iter().flatten().collect();
        if !registrations.is_empty() {
            self.outbox.register(registrations);
        }
    }

    /// The editor's settings changed; an editor that only says so is asked what they are.
    pub fn settings_changed(&mut self, said: &Value) {
        if self.abilities.configuration {
            self.outbox.ask_settings(self.inbox.clone());
        } else {
            self.told_settings(said.get("copydesk").unwrap_or(said));
        }
    }

    /// The editor's settings as they are.
    pub fn told_settings(&mut self, said: &Value) {
        let (hints, lenses) = (self.options.hints, self.options.lenses);
        let problems = self.options.take(said);
        self.tell(problems.iter().map(ToString::to_string));
        if self.abilities.refreshes_hints && self.options.hints != hints {
            self.outbox.refresh_hints();
        }
        if self.abilities.refreshes_lenses && self.options.lenses != lenses {
            self.outbox.refresh_lenses();
        }
        self.settle_all();
    }

    /// Folders come and go.
    pub fn folders_changed(&mut self, event: &WorkspaceFoldersChangeEvent) {
        let paths = |folders: &[WorkspaceFolder]| folders.iter().filter_map(|f| path(&f.uri)).collect::<Vec<_>>();
        let removed = paths(&event.removed);
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(paths(&event.added));
        self.walk();
    }

    /// Files changed on disk: settings are read again, a collection is brought up to date.
    pub fn files_changed(&mut self, params: &DidChangeWatchedFilesParams) {
        let paths: Vec<_> = params.changes.iter().filter_map(|change| path(&change.uri)).collect();
        self.written(&paths);
    }

    /// For an editor that watches no files: whether settings are still what they were when they were read, and what it has
    /// saved itself.
    pub(super) fn look_round(&mut self, saved: &[PathBuf]) {
        if self.abilities.watches {
            return;
        }
        if self.rooms.iter().any(Room::is_outdated) {
            self.settle_all();
        }
        self.written(saved);
    }

    /// What has been written on disk, as far as it is told.
    pub(super) fn written(&mut self, paths: &[PathBuf]) {
        let decides =
            |path: &PathBuf| path.ends_with(SETTINGS) || self.rooms.iter().any(|room| room.house.has_list(path));
        if paths.iter().any(decides) {
            self.settle_all();
        }
        for room in &mut self.rooms {
            let mut collections = room.record.iter().flat_map(Record::collections);
            let touched = collections.any(|c| paths.iter().any(|path| path.starts_with(&c.path)));
            drop(collections);
            if touched {
                room.update();
            }
        }
        self.walk();
    }

    pub(super) fn settle_all(&mut self) {
        for room in &mut self.rooms {
            room.resettle(&self.options, &self.inbox, &self.outbox);
        }
        self.rehouse();
        self.open.values_mut().for_each(Open::hurry);
        self.judge_all_anew();
    }

    /// The room of a draft, opened if it is the first of its workspace.
    pub(super) fn room_of(&mut self, file: Option<&Path>) -> usize {
        let place = file.or(self.folders.first().map(PathBuf::as_path));
        let workspace = place.map_or_else(Workspace::default, files::workspace);
        if let Some(i) = self.rooms.iter().position(|room| room.house.workspace == workspace) {
            return i;
        }
        let number = self.rooms.len();
        self.rooms.push(Room::open(number, workspace, &self.options, &self.inbox, &self.outbox));
        number
    }

    /// A corpus can be asked, or has changed.
    pub fn reached(&mut self, room: usize, generation: u64) {
        self.rooms[room].desk.reaches(Reach::Reached, generation);
        self.open.values_mut().filter(|open| open.room == room).for_each(Open::hurry);
        self.judge_all_anew();
    }

    /// A draft is asked for that is not open. It may be about to be: an editor that has its answer does not ask again, and is
    /// to be told when there is another one.
    pub(super) fn asked_early(&mut self, key: &str) {
        if self.early.len() >= EARLY {
            self.early.clear();
        }
        self.early.insert(key.to_owned());
    }

    /// An index was brought up to date, or not.
    pub fn updated(&mut self, room: usize, outcome: Result<Report, String>) {
        match outcome {
            Ok(report) => {
                let rejected = report.rejected.iter().map(ToString::to_string);
                let summary = format!("{} stories on record", report.articles);
                let lines = std::iter::once(summary).chain(rejected).collect::<Vec<_>>();
                self.outbox.log(MessageType::INFO, lines.join("\n"));
            }
            Err(reason) => {
                if self.rooms[room].desk.reach() != Reach::Reached {
                    self.rooms[room].desk.reaches(Reach::Unreached, 0);
                }
                self.tell(std::iter::once(reason));
            }
        }
    }

    /// The corpus has answered.
    pub fn answered(&mut self, room: usize, questions: Vec<Question>, answers: Vec<Answer>) {
        self.rooms[room].answered(questions, answers);
        self.open.values_mut().filter(|open| open.room == room).for_each(Open::answered);
        // The editor asked for them when the draft was opened, and nothing was answered yet.
        if self.abilities.refreshes_lenses && self.options.lenses {
            self.outbox.refresh_lenses();
        }
    }

    /// Writes into the log, each line once.
    pub(super) fn note(&mut self, messages: impl Iterator<Item = String>) {
        for message in messages {
            if self.told.insert(message.clone()) {
                self.outbox.log(MessageType::INFO, message);
            }
        }
    }

    /// Tells the writer of faults, each once.
    pub(super) fn tell(&mut self, messages: impl Iterator<Item = String>) {
        for message in messages {
            if self.told.insert(message.clone()) {
                self.outbox.show(MessageType::WARNING, format!("copydesk: {message}"));
            }
        }
    }
}

fn registration(method: &str, options: Value) -> Registration {
    let register_options = (!options.is_null()).then_some(options);
    Registration { id: format!("copydesk {method}"), method: method.to_owned(), register_options }
}

fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let named: Vec<_> = params.workspace_folders.iter().flatten().filter_map(|f| path(&f.uri)).collect();
    #[allow(deprecated, reason = "older editors say only this")]
    let root = params.root_uri.as_ref().and_then(path);
    if named.is_empty() { root.into_iter().collect() } else { named }
}

/// The file that an address names, if it names one.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.as_str().starts_with("file:") {
        return None;
    }
    let path = uri.to_file_path()?.into_owned();
    Some(path.canonicalize().unwrap_or(path))
}
