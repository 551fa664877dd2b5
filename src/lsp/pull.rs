//! Diagnostics for an editor that asks for them. It asks at every key, and the answer holds all that was found: it goes past
//! the transport, as what is published does. So the newsroom alone answers such a question, once, and hears that it is
//! cancelled; to the transport it is answered as soon as it lies in the inbox.

use super::drafts::{Open, superseded};
use super::newsroom::Newsroom;
use super::outbox::Outbox;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Id, Request, Response, Result};
use tower_lsp::ls_types::{Diagnostic, DocumentDiagnosticParams};

/// What diagnostics are asked for by behind the door.
pub const PULL: &str = "copydesk/diagnostic";

/// A question as it comes through the door: with the number that its reply must bear.
#[derive(Deserialize)]
pub struct Numbered {
    id: Id,
    asked: DocumentDiagnosticParams,
}

/// A message as the house takes it.
pub fn inward(request: Request) -> Request {
    if request.method() != "textDocument/diagnostic" {
        return request;
    }
    let (_, id, params) = request.into_parts();
    let turned = Request::build(PULL).params(json!({"id": id, "asked": params}));
    match id {
        Some(id) => turned.id(id).finish(),
        None => turned.finish(),
    }
}

/// What the transport need not say: that the question lies in the inbox. Why it does not, it says.
pub fn outward(response: Option<Response>) -> Option<Response> {
    response.filter(Response::is_error)
}

/// The question that an editor no longer wants answered.
pub fn cancelled(params: Option<&Value>) -> Option<Id> {
    Id::deserialize(params?.get("id")?).ok()
}

/// A question that waits. Dropped without an answer, the editor is told that it was a fault of ours.
pub struct Pull {
    /// `None` once it is answered.
    id: Option<Id>,
    /// The edition that the editor has.
    has: Option<String>,
    outbox: Outbox,
}

/// What was found in one draft.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Report<'d> {
    Full {
        #[serde(skip_serializing_if = "Option::is_none")]
        result_id: Option<String>,
        items: &'d [Diagnostic],
    },
    Unchanged {
        result_id: String,
    },
}

impl Pull {
    /// What was said of a draft; that it has not changed, to an editor that has this edition.
    pub fn answer(self, open: &Open) {
        let edition = open.edition.to_string();
        let report = match &open.said {
            _ if self.has.as_ref() == Some(&edition) => Report::Unchanged { result_id: edition },
            Some((_, items)) => Report::Full { result_id: Some(edition), items },
            None => Report::Full { result_id: Some(edition), items: &[] },
        };
        self.reply(Ok(report));
    }

    /// There is no such draft.
    pub fn answer_nothing(self) {
        self.reply(Ok(Report::Full { result_id: None, items: &[] }));
    }

    /// Why there is no answer.
    pub fn refuse(self, error: Error) {
        self.reply(Err(error));
    }

    fn reply(mut self, outcome: Result<Report>) {
        if let Some(id) = self.id.take() {
            self.outbox.reply(&id, outcome);
        }
    }
}

impl Drop for Pull {
    fn drop(&mut self) {
        if let Some(id) = self.id.take() {
            self.outbox.reply::<Report>(&id, Err(Error::internal_error()));
        }
    }
}

impl Newsroom {
    /// The editor asks for a draft's diagnostics; an older question for the same is dropped.
    pub fn pulled(&mut self, Numbered { id, asked }: Numbered) {
        let pull = Pull { id: Some(id), has: asked.previous_result_id, outbox: self.outbox.clone() };
        let key = asked.text_document.uri.as_str();
        let Some(open) = self.open.get_mut(key) else {
            pull.answer_nothing();
            return self.asked_early(key);
        };
        let room = &self.rooms[open.room];
        let version = room.desk.draft(key).map(|draft| draft.version);
        if open.is_told(version) {
            return pull.answer(open);
        }
        if let Some(older) = open.pull.replace(pull) {
            older.refuse(superseded());
        }
        open.checked_after(room.delay);
    }

    /// The editor no longer wants to know.
    pub fn cancelled(&mut self, id: &Id) {
        let asked = |open: &mut Open| open.pull.take_if(|pull| pull.id.as_ref() == Some(id));
        if let Some(pull) = self.open.values_mut().find_map(asked) {
            pull.refuse(Error::request_cancelled());
        }
    }
}
