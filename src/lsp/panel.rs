//! What an editor with room for a panel asks beyond the protocol: the record line by line, and how much is on record.
//!
//! | request | parameters | result |
//! | --- | --- | --- |
//! | `copydesk/record` | `{textDocument, position, words?}` | `{lines: [{kind, words, to?}]}`, or `null` if nothing stands at `position` |
//! | `copydesk/status` | `{textDocument}` | `{record: "none" \| "reached" \| "unreached", stories?}` |
//!
//! `kind` is `head`, `about` (said of the head), `paragraph` or `item`; `to` a URI with `#L` and the line from 1. With
//! `words` the record is asked for these instead of what stands at `position`, as a name and as a quotation.

use super::hover;
use super::inbox::Reply;
use super::newsroom::Newsroom;
use super::sheet::{Line, Sheet};
use crate::corpus::question::{Answer, Question, Reach};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{TextDocumentIdentifier, TextDocumentPositionParams};

/// Parameters of `copydesk/record`.
#[derive(Deserialize)]
pub struct RecordParams {
    #[serde(flatten)]
    at: TextDocumentPositionParams,
    words: Option<String>,
}

/// Result of `copydesk/record`.
#[derive(Serialize)]
pub struct Shown {
    lines: Vec<Line>,
}

/// Parameters of `copydesk/status`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    text_document: TextDocumentIdentifier,
}

/// Result of `copydesk/status`.
#[derive(Serialize)]
pub struct Status {
    record: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<usize>,
}

impl Newsroom {
    /// The panel asks what to show.
    pub fn shown(&mut self, params: RecordParams, reply: Reply<Option<Shown>>) {
        match params.words.filter(|words| !words.trim().is_empty()) {
            None => self.look(&params.at, reply, |sheet, _| Shown { lines: sheet.lines() }),
            Some(words) => self.look_up_words(&params.at.text_document, words, reply),
        }
    }

    fn look_up_words(&mut self, draft: &TextDocumentIdentifier, words: String, reply: Reply<Option<Shown>>) {
        let room = self.open.get(draft.uri.as_str()).map(|open| &self.rooms[open.room]);
        let Some(record) = room.and_then(|room| room.record.as_ref()) else {
            let mut sheet = Sheet::default();
            sheet.head(&words, "");
            sheet.paragraph("There is no record to ask: name a folder of stories or notes in copydesk.toml");
            let _ = reply.send(Ok(Some(Shown { lines: sheet.lines() })));
            return;
        };
        record.with(move |corpus| {
            let questions = [Question::Name(words.clone()), Question::Quotation(words.clone())];
            let answers = corpus.map(|corpus| corpus.ask(&questions)).unwrap_or_default();
            let _ = reply.send(Ok(Some(Shown { lines: sheet_of(&words, &answers).lines() })));
        });
    }

    /// The panel asks how much there is to ask.
    pub fn status(&mut self, params: &StatusParams, reply: Reply<Status>) {
        let room = self.open.get(params.text_document.uri.as_str()).map(|open| &self.rooms[open.room]);
        let (reach, record) = room.map_or((Reach::Absent, None), |room| (room.desk.reach(), room.record.as_ref()));
        match (reach, record) {
            (Reach::Reached, Some(record)) => record.with(move |corpus| {
                let stories = corpus.map(|corpus| corpus.articles());
                let _ = reply.send(Ok(Status { record: "reached", stories }));
            }),
            (Reach::Absent, None) => drop(reply.send(Ok(Status { record: "none", stories: None }))),
            _ => drop(reply.send(Ok(Status { record: "unreached", stories: None }))),
        }
    }
}

/// A name if it is one on record, else a quotation.
fn sheet_of(words: &str, answers: &[Answer]) -> Sheet {
    let mut sheet = Sheet::default();
    match answers {
        [Answer::Name(card), ..] if card.count > 0 => hover::write_card(&mut sheet, card, words, 0),
        [_, Answer::Quotation(matches)] => {
            sheet.head(&format!("“{words}”"), "");
            hover::write_matches(&mut sheet, words, matches);
        }
        _ => {
            sheet.head(words, "");
            sheet.paragraph("The record could not be reached");
        }
    }
    sheet
}
