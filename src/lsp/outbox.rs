//! What goes to the editor by itself. Nothing here waits for the editor.

use super::inbox::Inbox;
use super::wire::Aside;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Id, Result};
use tower_lsp::ls_types::*;

/// Work that takes less shows no progress: it would only flicker.
const WORTH_SHOWING: Duration = Duration::from_millis(300);

/// The way out.
#[derive(Clone)]
pub struct Outbox {
    client: Client,
    runtime: Handle,
    aside: Aside,
    /// The editor has said good-bye.
    hushed: Arc<AtomicBool>,
    shows_progress: Arc<AtomicBool>,
    /// Progress shown so far: each has a token of its own.
    shown: Arc<AtomicU32>,
}

/// Diagnostics of one draft at one version.
#[derive(Serialize)]
struct Page<'p> {
    uri: &'p Uri,
    diagnostics: &'p [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

impl Outbox {
    /// A way out by the transport, and one past it.
    pub fn new(client: Client, runtime: &Handle, aside: Aside) -> Self {
        Self {
            client,
            runtime: runtime.clone(),
            aside,
            hushed: Arc::default(),
            shows_progress: Arc::default(),
            shown: Arc::default(),
        }
    }

    /// The editor has said good-bye: nothing is published any more.
    pub fn hush(&self) {
        self.hushed.store(true, Ordering::Relaxed);
    }

    /// The editor shows progress.
    pub fn shows_progress(&self, shows: bool) {
        self.shows_progress.store(shows, Ordering::Relaxed);
    }

    /// Publishes; in order.
    pub fn publish(&self, uri: &Uri, diagnostics: &[Diagnostic], version: Option<i32>) {
        if !self.hushed.load(Ordering::Relaxed) {
            self.aside.notify("textDocument/publishDiagnostics", &Page { uri, diagnostics, version });
        }
    }

    /// Answers a question that the transport left to us.
    pub fn reply<R: Serialize>(&self, id: &Id, outcome: Result<R>) {
        self.aside.reply(id, outcome);
    }

    /// Writes into the editor's log of this server.
    pub fn log(&self, kind: MessageType, message: String) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.log_message(kind, message).await });
    }

    /// Shows the writer a message.
    pub fn show(&self, kind: MessageType, message: String) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.show_message(kind, message).await });
    }

    /// Asks the editor to pull diagnostics again.
    pub fn refresh(&self) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.workspace_diagnostic_refresh().await });
    }

    /// Asks the editor to ask for lenses again.
    pub fn refresh_lenses(&self) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.code_lens_refresh().await });
    }

    /// Asks the editor to ask for inlay hints again.
    pub fn refresh_hints(&self) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.inlay_hint_refresh().await });
    }

    /// Asks for the editor's settings; the reply goes into the inbox.
    pub fn ask_settings(&self, inbox: Inbox) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some("copydesk".to_owned()) };
            if let Ok(said) = client.configuration(vec![item]).await {
                inbox.tell(move |room| said.iter().for_each(|said| room.told_settings(said)));
            }
        });
    }

    /// Asks to be told of changes: to the settings, or to files by pattern.
    pub fn register(&self, registrations: Vec<Registration>) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.register_capability(registrations).await });
    }

    /// Progress of something that may take long; shown once it does, ended when dropped.
    pub fn progress(&self, title: &'static str) -> Progress {
        Progress { outbox: self.clone(), title, begun: Instant::now(), last: 0, steps: OnceLock::new() }
    }

    fn begin(&self, title: &'static str) -> UnboundedSender<WorkDoneProgress> {
        let token = ProgressToken::String(format!("copydesk-{}", self.shown.fetch_add(1, Ordering::Relaxed)));
        let (steps, mut queue) = unbounded_channel();
        let client = self.client.clone();
        self.runtime.spawn(async move {
            if client.create_work_done_progress(token.clone()).await.is_err() {
                return;
            }
            while let Some(step) = queue.recv().await {
                let params = ProgressParams { token: token.clone(), value: ProgressParamsValue::WorkDone(step) };
                client.send_notification::<notification::Progress>(params).await;
            }
        });
        let begin = WorkDoneProgressBegin { title: title.to_owned(), percentage: Some(0), ..Default::default() };
        let _ = steps.send(WorkDoneProgress::Begin(begin));
        steps
    }
}

/// How far something has come.
pub struct Progress {
    outbox: Outbox,
    title: &'static str,
    begun: Instant,
    last: u32,
    steps: OnceLock<UnboundedSender<WorkDoneProgress>>,
}

impl Progress {
    /// Shows how far it is, in percent, and what that means.
    pub fn report(&mut self, percent: u32, message: String) {
        let shows = self.outbox.shows_progress.load(Ordering::Relaxed);
        if !shows || self.begun.elapsed() < WORTH_SHOWING || percent == self.last {
            return;
        }
        self.last = percent;
        let steps = self.steps.get_or_init(|| self.outbox.begin(self.title));
        let report = WorkDoneProgressReport { message: Some(message), percentage: Some(percent), ..Default::default() };
        let _ = steps.send(WorkDoneProgress::Report(report));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(steps) = self.steps.get() {
            let _ = steps.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
        }
    }
}
