//! One line a message: into the inbox.

use super::inbox::Inbox;
use super::parent;
use std::sync::Arc;
use tokio::sync::Notify;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// What the editor talks to.
pub struct Face {
    inbox: Inbox,
    ended: Arc<Notify>,
}

impl Face {
    /// `ended` is told when the editor's process is gone.
    pub const fn new(inbox: Inbox, ended: Arc<Notify>) -> Self {
        Self { inbox, ended }
    }
}

impl LanguageServer for Face {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(id) = params.process_id {
            tokio::spawn(parent::watch(id, self.ended.clone()));
        }
        self.inbox.ask(|room| room.greet(params)).await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.inbox.tell(|room| room.begin());
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.inbox.tell(|room| room.opened(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.inbox.tell(|room| room.changed(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.inbox.tell(move |room| room.saved(&params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.inbox.tell(move |room| room.closed(&params.text_document.uri));
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.inbox.ask_for(|room, reply| room.pulled(params, reply)).await
    }
}
