//! Where everything for the newsroom comes together, in order: edits, questions of the editor, answers of the record.

use super::newsroom::Newsroom;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};

/// Something for the newsroom to do.
pub type Note = Box<dyn FnOnce(&mut Newsroom) + Send>;

/// Where a reply goes; dropped without one, the editor is told that it was a fault of ours.
pub type Reply<T> = oneshot::Sender<Result<T>>;

/// The slot in the newsroom's door. Never waits.
#[derive(Clone)]
pub struct Inbox {
    notes: mpsc::Sender<Note>,
    /// Notes that lie in the inbox, and edits among them.
    all: Arc<AtomicUsize>,
    edits: Arc<AtomicUsize>,
}

impl Inbox {
    /// An inbox, and the end that the newsroom reads.
    pub fn new() -> (Self, mpsc::Receiver<Note>) {
        let (sender, notes) = mpsc::channel();
        (Self { notes: sender, all: Arc::default(), edits: Arc::default() }, notes)
    }

    /// Leaves a note.
    pub fn tell(&self, note: impl FnOnce(&mut Newsroom) + Send + 'static) {
        let all = Arc::clone(&self.all);
        all.fetch_add(1, Ordering::Relaxed);
        let _ = self.notes.send(Box::new(move |room| {
            all.fetch_sub(1, Ordering::Relaxed);
            note(room);
        }));
    }

    /// Leaves word of an edit: what is being found in the older text need not be finished.
    pub fn tell_edit(&self, note: impl FnOnce(&mut Newsroom) + Send + 'static) {
        let edits = Arc::clone(&self.edits);
        edits.fetch_add(1, Ordering::Relaxed);
        self.tell(move |room| {
            edits.fetch_sub(1, Ordering::Relaxed);
            note(room);
        });
    }

    /// Whether anything waits to be done.
    pub fn any_waits(&self) -> bool {
        self.all.load(Ordering::Relaxed) > 0
    }

    /// Whether an edit waits to be made.
    pub fn edit_waits(&self) -> bool {
        self.edits.load(Ordering::Relaxed) > 0
    }

    /// Leaves a question that the newsroom answers at once.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Newsroom) -> T + Send + 'static,
    ) -> Result<T> {
        self.ask_for(|room, reply| drop(reply.send(Ok(question(room))))).await
    }

    /// Leaves a question whose reply may take its time.
    pub async fn ask_for<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Newsroom, Reply<T>) + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(move |room| {
            // Cancelled while it waited in line: nobody listens any more.
            if !reply.is_closed() {
                question(room, reply);
            }
        });
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}
