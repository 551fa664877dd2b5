//! Drafts as they are opened, typed in, checked, saved and closed.

use super::convert;
use super::newsroom::{Newsroom, path};
use super::pull::Pull;
use crate::desk::Desk;
use crate::finding::Finding;
use crate::text::format::Format;
use std::path::Path;
use std::time::{Duration, Instant};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::*;

/// Quiet after which the paragraph at the cursor has no more grace: the writer has stopped to read.
const REST: Duration = Duration::from_millis(1500);
/// Bytes of a long draft that are read before the inbox is looked at again: about five milliseconds' work.
const STEP: usize = 64 << 10;
/// Bytes of a draft that are read at once for a question about it.
const GLANCE: usize = 4 * STEP;
/// How long what is found may wait for what is on record, so that a squiggle does not go and come back at each key.
const HOLD: Duration = Duration::from_millis(100);
/// A check that takes longer lets questions go before.
const PATIENCE: Duration = Duration::from_millis(8);
/// A check that takes longer makes a typist stumble, who then types on for a while.
const SLOW: Duration = Duration::from_millis(20);

/// A draft that an editor shows.
pub struct Open {
    pub(super) uri: Uri,
    /// Index of its room.
    pub(super) room: usize,
    /// What was last found, and in which version.
    pub(super) found: Option<(i32, Vec<Finding>)>,
    /// Whether all of it is read.
    read: bool,
    /// When it is to be checked.
    due: Option<Instant>,
    /// Until when it waits for the corpus.
    hold: Option<Instant>,
    /// Published without all answers.
    unanswered: bool,
    /// The last edit.
    edited: Option<Instant>,
    /// How long the last check took.
    cost: Duration,
    /// What was last said, and of which version.
    pub(super) said: Option<(i32, Vec<Diagnostic>)>,
    /// The number of what was said last: an editor that has it already need not get it again.
    pub(super) edition: u64,
    /// Nobody has it open: it is looked at on the rounds.
    pub(super) visited: bool,
    /// A question for diagnostics that waits.
    pub(super) pull: Option<Pull>,
}

impl Open {
    /// Something else than the text changed: it is to be checked again.
    pub fn hurry(&mut self) {
        self.due = Some(Instant::now());
    }

    /// Whether what was said last is said of a version, and nothing is to be said anew.
    pub fn is_told(&self, version: Option<i32>) -> bool {
        self.due.is_none() && self.said.as_ref().map(|(said, _)| *said) == version
    }

    /// Somebody waits: it is to be checked as soon as the typist has paused for `delay`.
    pub fn checked_after(&mut self, delay: Duration) {
        let pause = pause(delay, self.cost);
        self.due = Some(self.edited.map_or_else(Instant::now, |at| at + pause));
    }

    /// Answers came: if it waits for some, it is checked again.
    pub fn answered(&mut self) {
        if self.hold.is_some() || self.unanswered {
            self.hurry();
        }
    }
}

impl Newsroom {
    /// When there is something to do.
    pub(super) fn due(&self) -> Option<Instant> {
        let unread = |o: &Open| (!o.read).then(Instant::now);
        let rest = |o: &Open| o.edited.map(|at| at + REST);
        let aside = [self.next_round(), self.rehearsal.as_ref().map(|_| Instant::now())];
        self.open.values().flat_map(|o| [o.due, rest(o), unread(o)]).chain(aside).flatten().min()
    }

    /// Does what is due: reads on, checks, ends the grace of those who rest.
    pub(super) fn attend(&mut self) {
        let keys: Vec<_> = self.open.keys().cloned().collect();
        for key in keys {
            let now = Instant::now();
            let Some(open) = self.open.get_mut(&key) else { continue };
            let desk = &mut self.rooms[open.room].desk;
            if !open.read {
                open.read = desk.read_on(&key, STEP);
            }
            if open.edited.is_some_and(|at| at + REST <= now) {
                open.edited = None;
                if desk.rest(&key) {
                    open.due = Some(now);
                }
            }
            if open.read && open.due.is_some_and(|due| due <= now) {
                open.due = None;
                self.check(&key);
            }
        }
        self.go_round();
        self.rehearse();
    }

    fn check(&mut self, key: &str) {
        let begun = Instant::now();
        let Some(open) = self.open.get_mut(key) else { return };
        let room = &mut self.rooms[open.room];
        let inbox = &self.inbox;
        let give_way = || inbox.edit_waits() || inbox.any_waits() && begun.elapsed() > PATIENCE;
        // What was found in paragraphs up to there is kept: the check goes on once the questions are answered.
        let looked = room.desk.look_unless(key, &give_way);
        let verdict = if looked { room.desk.tell_unless(key, &|| inbox.edit_waits()) } else { None };
        let Some(verdict) = verdict else {
            // An edit of another draft may have come between.
            open.cost = open.cost.max(begun.elapsed());
            open.due = Some(begun);
            return;
        };
        // A first check is of the whole draft, and tells nothing of what a key costs.
        open.cost = if open.found.is_some() { begun.elapsed() } else { Duration::ZERO };
        open.unanswered = room.ask(verdict.questions, &self.inbox);
        let hold = *open.hold.get_or_insert(begun + HOLD);
        if open.unanswered && (open.visited || begun < hold) {
            open.due = (!open.visited).then_some(hold);
            return;
        }
        open.hold = None;
        open.found = Some((verdict.version, room.unseen(key, verdict.findings)));
        self.say(key);
        // What cannot be read at a line of the draft is half typed, more often than not: a word in the log is enough.
        let (own, faults): (Vec<_>, Vec<_>) = verdict.problems.iter().partition(|p| p.line.is_some());
        self.tell(faults.into_iter().map(ToString::to_string));
        self.note(own.into_iter().map(ToString::to_string));
    }

    /// Says what was found, by push or as the reply to a pull.
    fn say(&mut self, key: &str) {
        let (Some(open), abilities) = (self.open.get_mut(key), &self.abilities) else { return };
        let Some((draft, (version, found))) = self.rooms[open.room].desk.draft(key).zip(open.found.as_ref()) else {
            return;
        };
        let diagnostics: Vec<_> = convert::diagnostics(draft.buffer(), found.iter(), abilities).collect();
        if open.visited {
            return self.visited(diagnostics);
        }
        let same = open.said.as_ref().is_some_and(|(_, said)| *said == diagnostics);
        let again = open.said.as_ref().is_some_and(|(said, _)| said == version);
        if !same {
            self.editions += 1;
            open.edition = self.editions;
        }
        if abilities.pulls {
            open.said = Some((*version, diagnostics));
            match open.pull.take() {
                Some(pull) => pull.answer(open),
                None if !same => self.outbox.refresh(),
                None => {}
            }
        } else if !(same && again) {
            self.outbox.publish(&open.uri, &diagnostics, Some(*version));
            open.said = Some((*version, diagnostics));
        }
    }

    /// A draft is opened.
    pub fn opened(&mut self, item: TextDocumentItem) {
        self.look_round(&[]);
        let key = item.uri.to_string();
        let file = path(&item.uri);
        let format = format(&item, file.as_deref());
        self.take_sources(format, &item.text, file.as_deref());
        let open = self.received(&key, item.uri, format, &item.text, item.version, file.as_deref());
        let due = open.due.filter(|_| self.early.remove(&key) || !self.abilities.pulls);
        self.rooms[open.room].refresh();
        self.open.insert(key, Open { due, ..open });
    }

    /// A workspace may have been founded around a draft, or given up: it moves to the desk where it belongs now.
    pub(super) fn rehouse(&mut self) {
        for key in self.open.keys().cloned().collect::<Vec<_>>() {
            let open = &self.open[&key];
            let (uri, old) = (open.uri.clone(), open.room);
            let Some(file) = path(&uri).filter(|_| !open.visited) else { continue };
            if self.room_of(Some(&file)) == old {
                continue;
            }
            let desk = &mut self.rooms[old].desk;
            let Some(draft) = desk.draft(&key) else { continue };
            let (format, text, version) = (draft.format(), draft.buffer().text(), draft.version);
            desk.close(&key);
            self.take_sources(format, &text, Some(&file));
            let moved = self.received(&key, uri, format, &text, version, Some(&file));
            if let Some(open) = self.open.get_mut(&key) {
                (open.room, open.found, open.read, open.hold) = (moved.room, None, false, None);
            }
        }
    }

    /// Puts on record what a draft in the editor rests on.
    fn take_sources(&mut self, format: Format, text: &str, file: Option<&Path>) {
        let Some(file) = file else { return };
        let room = self.room_of(Some(file));
        let problems = self.rooms[room].take_sources(file, format, text, &self.inbox, &self.outbox);
        self.tell(problems.iter().map(ToString::to_string));
    }

    /// Takes a draft on the desk of its room, to be checked at once.
    pub(super) fn received(
        &mut self,
        key: &str,
        uri: Uri,
        format: Format,
        text: &str,
        version: i32,
        file: Option<&Path>,
    ) -> Open {
        let room = self.room_of(file);
        let place = file.map(|file| self.rooms[room].house.place_of(file)).unwrap_or_default();
        let sources = file.map(|file| self.rooms[room].sources_of(file, format, text)).unwrap_or_default();
        let desk = &mut self.rooms[room].desk;
        desk.receive(key, format, text, version);
        desk.belongs(key, place);
        desk.rests_on(key, sources);
        desk.lies_at(key, file.map(|f| f.to_string_lossy().into_owned()).unwrap_or_default());
        Open {
            uri,
            room,
            found: None,
            read: false,
            due: Some(Instant::now()),
            hold: None,
            unanswered: false,
            edited: None,
            cost: Duration::ZERO,
            said: None,
            edition: 0,
            visited: false,
            pull: None,
        }
    }

    /// A draft is edited.
    pub fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let key = params.text_document.uri.as_str();
        let version = params.text_document.version;
        let Some(open) = self.open.get_mut(key) else { return };
        let room = &mut self.rooms[open.room];
        // An edit for a text that is no longer there would land in the wrong words.
        if room.desk.draft(key).is_some_and(|draft| version < draft.version) {
            self.note(std::iter::once(format!("an edit of {key} came out of order and was left out")));
            return;
        }
        for change in params.content_changes {
            match (change.range, room.desk.draft(key)) {
                (Some(range), Some(draft)) => {
                    let at = convert::span(draft.buffer(), range, self.abilities.encoding);
                    room.desk.edit(key, at, &change.text, version);
                }
                _ => room.desk.replace(key, &change.text, version),
            }
        }
        let now = Instant::now();
        open.read = room.desk.draft(key).is_none_or(|draft| draft.is_read());
        open.edited = Some(now);
        open.hold = None;
        if open.pull.is_some() || !self.abilities.pulls {
            open.due = Some(now + pause(room.delay, open.cost));
        }
    }

    /// A draft is saved: no more grace, no more waiting.
    pub fn saved(&mut self, uri: &Uri) {
        let Some(open) = self.open.get_mut(uri.as_str()) else { return };
        let room = &mut self.rooms[open.room];
        room.desk.rest(uri.as_str());
        room.refresh();
        open.edited = None;
        open.hurry();
        self.look_round(path(uri).as_slice());
        self.rest_anew(uri);
    }

    /// What a draft rests on stands in itself, and may have been written just now.
    fn rest_anew(&mut self, uri: &Uri) {
        let (key, file) = (uri.as_str(), path(uri));
        let draft = self.desk_of(uri).and_then(|desk| desk.draft(key));
        let Some((format, text)) = draft.map(|draft| (draft.format(), draft.buffer().text())) else { return };
        self.take_sources(format, &text, file.as_deref());
        let room = &mut self.rooms[self.open[key].room];
        let sources = file.map(|file| room.sources_of(&file, format, &text)).unwrap_or_default();
        room.desk.rests_on(key, sources);
    }

    /// A draft is closed; its squiggles go.
    pub fn closed(&mut self, uri: &Uri) {
        let Some(open) = self.open.remove(uri.as_str()) else { return };
        self.rooms[open.room].desk.close(uri.as_str());
        if let Some(pull) = open.pull {
            pull.answer_nothing();
        }
        if !self.abilities.pulls {
            self.outbox.publish(uri, &[], None);
        }
        self.walk();
    }

    /// The desk of a draft, the draft read as far as a question about it needs.
    pub(super) fn desk_of(&mut self, uri: &Uri) -> Option<&Desk> {
        let open = self.open.get_mut(uri.as_str())?;
        let desk = &mut self.rooms[open.room].desk;
        if !open.read {
            open.read = desk.read_on(uri.as_str(), GLANCE);
        }
        Some(desk)
    }

    /// What is found in a draft as it stands now.
    pub(super) fn found_in(&mut self, uri: &Uri) -> Vec<Finding> {
        let Some(version) = self.desk_of(uri).and_then(|d| d.draft(uri.as_str())).map(|d| d.version) else {
            return Vec::new();
        };
        let Some(open) = self.open.get_mut(uri.as_str()) else { return Vec::new() };
        if open.found.as_ref().is_none_or(|(of, _)| *of != version) {
            let room = &mut self.rooms[open.room];
            // What is found in a text that is about to change is of no use to anybody.
            let verdict = room.desk.check_unless(uri.as_str(), &|| self.inbox.edit_waits());
            let Some(verdict) = verdict else { return Vec::new() };
            open.found = Some((version, room.unseen(uri.as_str(), verdict.findings)));
        }
        open.found.as_ref().map(|(_, found)| found.clone()).unwrap_or_default()
    }
}

/// The file's own ending says more than the editor's word for it: `plaintext` is what editors call anything.
fn format(item: &TextDocumentItem, file: Option<&Path>) -> Format {
    match Format::of_language_id(&item.language_id) {
        Format::Plain => file.and_then(Format::of_path).filter(|f| *f != Format::Word).unwrap_or(Format::Plain),
        format => format,
    }
}

/// Quiet before a check: what the writer set; more where a check is so long that typing would stumble over it.
fn pause(delay: Duration, cost: Duration) -> Duration {
    if cost > SLOW { delay.max(cost * 2) } else { delay }
}

pub(super) fn superseded() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "a newer question for the same draft came in".into(),
        data: Some(serde_json::json!({"retriggerRequest": false})),
    }
}
