//! What goes to the editor by itself. Nothing here waits for the editor.

use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::{Diagnostic, MessageType, Uri};

/// The way out.
#[derive(Clone)]
pub struct Outbox {
    client: Client,
    runtime: Handle,
    pages: UnboundedSender<Page>,
}

/// Diagnostics of one draft at one version.
struct Page(Uri, Vec<Diagnostic>, Option<i32>);

#[allow(dead_code)]
impl Outbox {
    /// Begins to send what is put in.
    pub fn new(client: Client, runtime: &Handle) -> Self {
        let (pages, mut queue) = unbounded_channel::<Page>();
        let to = client.clone();
        runtime.spawn(async move {
            while let Some(Page(uri, diagnostics, version)) = queue.recv().await {
                to.publish_diagnostics(uri, diagnostics, version).await;
            }
        });
        Self { client, runtime: runtime.clone(), pages }
    }

    /// Publishes; in order.
    pub fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let _ = self.pages.send(Page(uri, diagnostics, version));
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
}
