//! What the editor's light bulb offers: a rule's own fixes, a speaker for a quotation that has none, and leave to break the
//! rule: here, in this draft, in the project, or for this one finding because somebody has looked. On a name, whether anything
//! is found there or not: put it on the house list.

use super::attribution::{self, Attributed};
use super::convert;
use super::newer;
use super::newsroom::Newsroom;
use crate::desk::Desk;
use crate::desk::draft::Draft;
use crate::finding::{Edit, Finding};
use crate::text::format::Format;
use crate::text::span::Span;
use serde_json::{Value, json};
use std::collections::HashMap;
use tower_lsp::ls_types::*;

impl Newsroom {
    /// Fixes for what is found where the cursor is.
    pub fn actions(&mut self, params: &CodeActionParams) -> Option<Vec<Value>> {
        let wanted = params.context.only.as_ref();
        if wanted.is_some_and(|kinds| !kinds.iter().any(|kind| "quickfix".starts_with(kind.as_str()))) {
            return None;
        }
        let uri = &params.text_document.uri;
        let found = self.found_in(uri);
        let abilities = self.abilities.clone();
        let desk = self.desk_of(uri)?;
        let draft = desk.draft(uri.as_str())?;
        let at = convert::span(draft.buffer(), params.range, abilities.encoding);
        let here = found.iter().enumerate().filter(|(_, f)| f.at.start <= at.end && at.start <= f.at.end);
        let mut actions = Vec::new();
        let mut commands = Vec::new();
        let diagnostics = convert::diagnostics(draft.buffer(), here.clone().map(|(_, f)| f), &abilities);
        for ((nth, finding), diagnostic) in here.zip(diagnostics) {
            let action = |title: String, edits: &[Edit], preferred: bool| {
                let edits = edits.iter().map(|edit| convert::edit(draft.buffer(), edit, abilities.encoding)).collect();
                let edit = workspace_edit(uri, draft.version, edits, abilities.versioned_edits);
                json!(CodeAction {
                    edit: Some(edit),
                    is_preferred: preferred.then_some(true),
                    ..fix(title, &diagnostic)
                })
            };
            actions.extend(finding.fixes.iter().map(|fix| action(fix.title.clone(), &fix.edits, true)));
            actions.extend(speaker(desk, uri.as_str(), draft, finding).map(|attributed| {
                let mut action = action(attributed.title(), &[attributed.edit()], false);
                let edit = action.pointer_mut("/edit/documentChanges/0/edits/0").filter(|_| abilities.snippets);
                if let Some(edit) = edit {
                    *edit = newer::snippet_edit(&edit["range"], &attributed.snippet());
                }
                action
            }));
            let allows = [ALLOW_HERE, ALLOW_IN_FILE].into_iter().filter_map(|scope| allow(draft, finding, scope));
            actions.extend(allows.map(|(title, edit)| action(title, &[edit], false)));
            commands.push((nth, diagnostic));
        }
        for (nth, diagnostic) in commands {
            let offers = self.offers(uri, nth).into_iter();
            let action = |c: Command| CodeAction { command: Some(c.clone()), ..fix(c.title, &diagnostic) };
            actions.extend(offers.map(|command| json!(action(command))));
        }
        actions.extend(self.listing(uri, params.range).map(|command| {
            json!(CodeAction {
                title: command.title.clone(),
                kind: Some(CodeActionKind::QUICKFIX),
                command: Some(command),
                ..CodeAction::default()
            })
        }));
        Some(actions)
    }
}

fn fix(title: String, diagnostic: &Diagnostic) -> CodeAction {
    let diagnostics = Some(vec![diagnostic.clone()]);
    CodeAction { title, kind: Some(CodeActionKind::QUICKFIX), diagnostics, ..CodeAction::default() }
}

/// The speaker of a quotation that has none, from the record where it is sure.
fn speaker(desk: &Desk, key: &str, draft: &Draft, finding: &Finding) -> Option<Attributed> {
    if finding.code != "unattributed-quote" {
        return None;
    }
    let story = draft.story();
    let quotation = story.quotations.iter().find(|q| draft.to_source(q.marked) == finding.at)?;
    let matches = desk.matches(key, story.text(quotation.words)).unwrap_or_default();
    attribution::attribute(draft, &story, finding, attribution::on_record(&matches))
}

/// The words of a permission, and what it is for.
type Scope = (&'static str, &'static str);
const ALLOW_HERE: Scope = ("allow", "here");
const ALLOW_IN_FILE: Scope = ("allow-file", "in this file");

/// A comment above the paragraph. In plain text it stands apart, or it would be read as one of the paragraph's lines.
fn allow(draft: &Draft, finding: &Finding, (word, scope): Scope) -> Option<(String, Edit)> {
    let gap = match draft.format() {
        Format::Markdown | Format::Html => "\n",
        Format::Plain => "\n\n",
        Format::Word => return None,
    };
    let passage = draft.passage_at(finding.at.start)?;
    let start = draft.buffer().line_start(draft.extent(passage).start);
    let code = finding.code;
    let text = format!("<!-- copydesk: {word} {code} -->{gap}");
    Some((format!("Allow {code} {scope}"), Edit { at: Span::new(start, start), text }))
}

/// Edits of one draft, for the version they were made for where the editor can tell.
pub(super) fn workspace_edit(uri: &Uri, version: i32, edits: Vec<TextEdit>, versioned: bool) -> WorkspaceEdit {
    if !versioned {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let edit = TextDocumentEdit { text_document, edits };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}
