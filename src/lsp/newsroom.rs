//! The one loop that owns the desks. Notes come in order; checks are made when the typist pauses.

use super::abilities::{Abilities, encoding_kind};
use super::convert;
use super::inbox::{Inbox, Note, Reply};
use super::outbox::Outbox;
use crate::corpus::question::Reach;
use crate::desk::Desk;
use crate::settings::Style;
use crate::text::format::Format;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::*;

/// Quiet before a check while somebody types. A practised typist leaves 100 to 200 ms between keys: this waits out a word,
/// not a thought, and a pause any shorter than this reads as none.
const DELAY: Duration = Duration::from_millis(150);
/// Quiet after which the paragraph at the cursor has no more grace: the writer has stopped to read.
const REST: Duration = Duration::from_millis(1500);
/// Bytes of a long draft that are read before the inbox is looked at again: about five milliseconds' work.
const STEP: usize = 64 << 10;

/// Opens the newsroom on a thread of its own.
pub fn open(notes: Receiver<Note>, inbox: Inbox, outbox: Outbox) {
    std::thread::spawn(move || Newsroom::new(inbox, outbox).run(&notes));
}

/// All open drafts and what is needed to judge them.
pub struct Newsroom {
    abilities: Abilities,
    delay: Duration,
    desk: Desk,
    open: HashMap<String, Open>,
    outbox: Outbox,
    #[allow(dead_code)]
    inbox: Inbox,
}

/// A draft that an editor shows.
struct Open {
    uri: Uri,
    /// When it is to be checked.
    due: Option<Instant>,
    /// The last edit.
    edited: Option<Instant>,
    /// How long the last check took.
    cost: Duration,
    /// What was last said of it, and of which version.
    said: Option<(i32, Vec<Diagnostic>)>,
    pull: Option<Reply<DocumentDiagnosticReportResult>>,
}

impl Newsroom {
    fn new(inbox: Inbox, outbox: Outbox) -> Self {
        Self {
            abilities: Abilities::of(&InitializeParams::default()),
            delay: DELAY,
            desk: Desk::new(Style::default(), Reach::Absent),
            open: HashMap::new(),
            outbox,
            inbox,
        }
    }

    fn run(mut self, notes: &Receiver<Note>) {
        loop {
            let note = match self.due() {
                None => notes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => notes.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match note {
                Ok(note) => self.read_note(note),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            // Everything that came meanwhile first: a newer edit makes a check of the older text needless.
            notes.try_iter().for_each(|note| self.read_note(note));
            self.attend();
        }
    }

    /// A fault of ours in one note loses that note; its reply says so.
    fn read_note(&mut self, note: Note) {
        let _ = catch_unwind(AssertUnwindSafe(|| note(self)));
    }

    /// When there is something to do.
    fn due(&self) -> Option<Instant> {
        let rest = |o: &Open| o.edited.map(|at| at + REST);
        self.open.values().flat_map(|o| [o.due, rest(o)]).flatten().min()
    }

    /// Does what is due: reads on, checks, ends the grace of those who rest.
    fn attend(&mut self) {
        let keys: Vec<_> = self.open.keys().cloned().collect();
        for key in keys {
            let now = Instant::now();
            let Some(open) = self.open.get_mut(&key) else { continue };
            if open.edited.is_some_and(|at| at + REST <= now) {
                open.edited = None;
                if self.desk.rest(&key) {
                    open.due = Some(now);
                }
            }
            if open.due.is_some_and(|due| due <= now) && self.desk.read_on(&key, STEP) {
                open.due = None;
                self.check(&key);
            }
        }
    }

    fn check(&mut self, key: &str) {
        let begun = Instant::now();
        let Some(verdict) = self.desk.check_typing(key) else { return };
        let (Some(open), Some(draft)) = (self.open.get_mut(key), self.desk.draft(key)) else { return };
        let show = |f| convert::diagnostic(draft.buffer(), f, &self.abilities);
        let diagnostics: Vec<_> = verdict.findings.iter().map(show).collect();
        let same = open.said.as_ref().is_some_and(|(_, said)| *said == diagnostics);
        let again = open.said.as_ref().is_some_and(|(version, _)| *version == verdict.version);
        open.said = Some((verdict.version, diagnostics));
        open.cost = begun.elapsed();
        if let Some(reply) = open.pull.take() {
            let _ = reply.send(Ok(report(open)));
        } else if self.abilities.pulls {
            if !same {
                self.outbox.refresh();
            }
        } else if !(same && again) {
            let diagnostics = open.said.as_ref().map(|(_, d)| d.clone()).unwrap_or_default();
            self.outbox.publish(open.uri.clone(), diagnostics, Some(verdict.version));
        }
    }
}

impl Newsroom {
    /// The editor introduces itself.
    pub fn greet(&mut self, params: InitializeParams) -> InitializeResult {
        self.abilities = Abilities::of(&params);
        let delay = params.initialization_options.as_ref().and_then(|o| o.get("delay")).and_then(LSPAny::as_u64);
        self.delay = delay.map_or(DELAY, Duration::from_millis);
        let pull = DiagnosticOptions { identifier: Some("copydesk".to_owned()), ..DiagnosticOptions::default() };
        InitializeResult {
            server_info: Some(ServerInfo {
                name: "copydesk".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            capabilities: ServerCapabilities {
                position_encoding: Some(encoding_kind(self.abilities.encoding)),
                text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                    ..TextDocumentSyncOptions::default()
                })),
                diagnostic_provider: self.abilities.pulls.then_some(DiagnosticServerCapabilities::Options(pull)),
                ..ServerCapabilities::default()
            },
            ..InitializeResult::default()
        }
    }

    /// The editor is ready.
    pub fn begin(&mut self) {}

    /// A draft is opened.
    pub fn opened(&mut self, item: TextDocumentItem) {
        let key = item.uri.to_string();
        self.desk.receive(&key, Format::of_language_id(&item.language_id), &item.text, item.version);
        let due = (!self.abilities.pulls).then(Instant::now);
        let open = Open { uri: item.uri, due, edited: None, cost: Duration::ZERO, said: None, pull: None };
        self.open.insert(key, open);
    }

    /// A draft is edited.
    pub fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let key = params.text_document.uri.as_str();
        let version = params.text_document.version;
        let Some(open) = self.open.get_mut(key) else { return };
        for change in params.content_changes {
            match (change.range, self.desk.draft(key)) {
                (Some(range), Some(draft)) => {
                    let at = convert::span(draft.buffer(), range, self.abilities.encoding);
                    self.desk.edit(key, at, &change.text, version);
                }
                _ => self.desk.replace(key, &change.text, version),
            }
        }
        let now = Instant::now();
        open.edited = Some(now);
        if open.pull.is_some() || !self.abilities.pulls {
            open.due = Some(now + pause(self.delay, open.cost));
        }
    }

    /// A draft is saved: no more grace, no more waiting.
    pub fn saved(&mut self, uri: &Uri) {
        self.desk.rest(uri.as_str());
        if let Some(open) = self.open.get_mut(uri.as_str()) {
            open.edited = None;
            open.due = Some(Instant::now());
        }
    }

    /// A draft is closed; its squiggles go.
    pub fn closed(&mut self, uri: &Uri) {
        self.desk.close(uri.as_str());
        if self.open.remove(uri.as_str()).is_some() && !self.abilities.pulls {
            self.outbox.publish(uri.clone(), Vec::new(), None);
        }
    }

    /// The editor asks for a draft's diagnostics; an older question for the same is dropped.
    pub fn pulled(&mut self, params: DocumentDiagnosticParams, reply: Reply<DocumentDiagnosticReportResult>) {
        let key = params.text_document.uri.as_str();
        let version = self.desk.draft(key).map(|d| d.version);
        let Some(open) = self.open.get_mut(key) else {
            let _ = reply.send(Ok(full(Vec::new(), None)));
            return;
        };
        if open.due.is_none() && open.said.as_ref().map(|(said, _)| *said) == version {
            let _ = reply.send(Ok(report(open)));
            return;
        }
        if let Some(older) = open.pull.replace(reply) {
            let _ = older.send(Err(superseded()));
        }
        let pause = pause(self.delay, open.cost);
        open.due = Some(open.edited.map_or_else(Instant::now, |at| at + pause));
    }
}

/// Quiet before a check: what the writer set; more where a check is so long that typing would stumble over it.
fn pause(delay: Duration, cost: Duration) -> Duration {
    if cost > Duration::from_millis(20) { delay.max(cost * 2) } else { delay }
}

fn superseded() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "a newer question for the same draft came in".into(),
        data: Some(serde_json::json!({"retriggerRequest": false})),
    }
}

fn report(open: &Open) -> DocumentDiagnosticReportResult {
    let (version, items) = open.said.clone().unwrap_or_default();
    full(items, Some(version.to_string()))
}

fn full(items: Vec<Diagnostic>, result_id: Option<String>) -> DocumentDiagnosticReportResult {
    let full = FullDocumentDiagnosticReport { result_id, items };
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full,
    }))
}
