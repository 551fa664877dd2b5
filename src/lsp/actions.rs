//! What the editor's light bulb offers: a rule's own fixes, and leave to break the rule here.

use super::convert;
use super::newsroom::Newsroom;
use crate::desk::draft::Draft;
use crate::finding::{Edit, Finding};
use crate::text::format::Format;
use crate::text::span::Span;
use std::collections::HashMap;
use tower_lsp::ls_types::*;

impl Newsroom {
    /// Fixes for what is found where the cursor is.
    pub fn actions(&mut self, params: &CodeActionParams) -> Option<CodeActionResponse> {
        let wanted = params.context.only.as_ref();
        if wanted.is_some_and(|kinds| !kinds.iter().any(|kind| "quickfix".starts_with(kind.as_str()))) {
            return None;
        }
        let uri = &params.text_document.uri;
        let found = self.found_in(uri);
        let abilities = self.abilities.clone();
        let draft = self.desk_of(uri)?.draft(uri.as_str())?;
        let at = convert::span(draft.buffer(), params.range, abilities.encoding);
        let here = found.iter().filter(|f| f.at.start <= at.end && at.start <= f.at.end);
        let mut actions = Vec::new();
        for finding in here {
            let diagnostic = convert::diagnostic(draft.buffer(), finding, &abilities);
            let offers = finding.fixes.iter().map(|fix| (fix.title.clone(), fix.edits.clone(), true));
            let offers = offers.chain(allow(draft, finding).map(|(title, edit)| (title, vec![edit], false)));
            actions.extend(offers.map(|(title, edits, preferred)| {
                let edits = edits.iter().map(|edit| convert::edit(draft.buffer(), edit, abilities.encoding)).collect();
                CodeActionOrCommand::CodeAction(CodeAction {
                    title,
                    kind: Some(CodeActionKind::QUICKFIX),
                    diagnostics: Some(vec![diagnostic.clone()]),
                    edit: Some(workspace_edit(uri, draft.version, edits, abilities.versioned_edits)),
                    is_preferred: preferred.then_some(true),
                    ..CodeAction::default()
                })
            }));
        }
        Some(actions)
    }
}

/// A comment above the paragraph. In plain text it stands apart, or it would be read as one of the paragraph's lines.
fn allow(draft: &Draft, finding: &Finding) -> Option<(String, Edit)> {
    let gap = match draft.format() {
        Format::Markdown | Format::Html => "\n",
        Format::Plain => "\n\n",
        Format::Word => return None,
    };
    let passage = draft.passage_at(finding.at.start)?;
    let start = draft.buffer().line_start(draft.extent(passage).start);
    let code = finding.code;
    let text = format!("<!-- copydesk: allow {code} -->{gap}");
    Some((format!("Allow {code} here"), Edit { at: Span::new(start, start), text }))
}

fn workspace_edit(uri: &Uri, version: i32, edits: Vec<TextEdit>, versioned: bool) -> WorkspaceEdit {
    if !versioned {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let edit = TextDocumentEdit { text_document, edits };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}
