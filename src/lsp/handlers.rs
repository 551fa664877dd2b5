//! One line a message: into the inbox.

use super::inbox::Inbox;
use super::panel::{RecordParams, Shown, Status, StatusParams};
use super::parent;
use super::pull::Numbered;
use serde_json::Value;
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

    /// `textDocument/codeAction`, see [`super::newer`].
    pub async fn actions(&self, params: CodeActionParams) -> Result<Option<Vec<Value>>> {
        self.inbox.ask(move |room| room.actions(&params)).await
    }

    /// `textDocument/diagnostic`, see [`super::pull`]: the reply comes from the newsroom.
    pub async fn diagnostics(&self, asked: Numbered) -> Result<()> {
        self.inbox.tell(|room| room.pulled(asked));
        Ok(())
    }

    /// See [`super::panel`].
    pub async fn record(&self, params: RecordParams) -> Result<Option<Shown>> {
        self.inbox.ask_for(move |room, reply| room.shown(params, reply)).await
    }

    /// See [`super::panel`].
    pub async fn status(&self, params: StatusParams) -> Result<Status> {
        self.inbox.ask_for(move |room, reply| room.status(&params, reply)).await
    }
}

impl LanguageServer for Face {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(id) = params.process_id {
            tokio::spawn(parent::watch(id, self.ended.clone()));
        }
        self.inbox.ask(move |room| room.greet(&params)).await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.inbox.tell(|room| room.begin());
    }

    async fn shutdown(&self) -> Result<()> {
        self.inbox.tell(|room| room.outbox.hush());
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.inbox.tell(|room| room.opened(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.inbox.tell_edit(|room| room.changed(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.inbox.tell(move |room| room.saved(&params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.inbox.tell(move |room| room.closed(&params.text_document.uri));
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.inbox.ask_for(move |room, reply| room.pulled_all(params, reply)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.inbox.ask_for(move |room, reply| room.hovered(&params, reply)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.inbox.ask_for(move |room, reply| room.defined(&params, reply)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.inbox.ask_for(move |room, reply| room.referred(&params.text_document_position, reply)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let ranges = self.inbox.ask(move |room| room.mentions(&params.text_document_position_params)).await?;
        Ok(ranges.map(|all| all.into_iter().map(|range| DocumentHighlight { range, kind: None }).collect()))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.inbox.ask(move |room| room.symbols(&params.text_document.uri)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.inbox.ask(move |room| room.hints(&params)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.inbox.ask_for(move |room, reply| room.completed(&params, reply)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.inbox.ask(move |room| room.renameable(&params)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.inbox.ask(move |room| room.renamed(&params)).await?
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.inbox.ask_for(move |room, reply| room.searched(&params.query, reply)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.inbox.ask(move |room| room.lenses(&params.text_document.uri)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.inbox.ask(move |room| room.executed(&params)).await?;
        Ok(None)
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.inbox.tell(move |room| room.settings_changed(&params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.inbox.tell(move |room| room.folders_changed(&params.event));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.inbox.tell(move |room| room.files_changed(&params));
    }
}
