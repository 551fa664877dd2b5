//! The language server: the desk behind an editor.
//!
//! ```text
//! stdin ─ wire ─▶ transport ─ ingress ─▶ inbox ─▶ newsroom (a plain thread; owns all desks) ─▶ outbox ─▶ transport ─ wire ─▶ stdout
//!                                                                                              └─ diagnostics ─ wire ─▶
//!                                                     ▲ answers          │ questions
//!                                                     └── record (a thread per corpus) ◀──┘
//! ```
//!
//! Between the greeting and the first draft the newsroom rehearses, so that what is built once is built by then.
//! Everything from the editor passes through `ingress`, in wire order, and does nothing there but join the inbox.
//! Nothing awaits the editor, so a flood of edits cannot lock the two up. Protocol types are named only under this room.

mod abilities;
mod actions;
mod archive;
mod attribution;
mod commands;
mod completion;
mod convert;
mod copies;
mod drafts;
mod handlers;
mod hover;
mod inbox;
mod ingress;
mod lens;
mod listing;
mod newer;
mod newsroom;
mod options;
mod outbox;
mod panel;
mod parent;
mod places;
mod pull;
mod record;
mod rehearsal;
mod rename;
mod room;
mod rounds;
mod sheet;
mod wire;

pub use wire::messages;

use handlers::Face;
use inbox::Inbox;
use ingress::Ingress;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tower_lsp::{LspService, Server};

/// Requests under way at once. A pull for diagnostics may wait for the typist's pause; a hover must not wait behind it.
const UNDER_WAY: usize = 256;
/// How long replies on their way may take when the editor says good-bye.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Serves one editor over standard input and output until it says good-bye or is gone. The exit status is the
/// protocol's: 0 after `shutdown`, else 1.
pub fn serve() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        // The message may hold words of the draft; the place is enough to find the fault.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        eprintln!("copydesk: a fault at {place}; the server goes on");
    }));
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_time().build() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("copydesk: starting the server: {e}");
            return ExitCode::from(2);
        }
    };
    let ended = Arc::new(tokio::sync::Notify::new());
    let (input, output, written) = wire::open(ended.clone());
    let (inbox, notes) = Inbox::new();
    let (service, socket) = LspService::build(|client| {
        newsroom::open(notes, inbox.clone(), outbox::Outbox::new(client, runtime.handle(), output.aside()));
        Face::new(inbox.clone(), ended.clone())
    })
    .custom_method(newer::CODE_ACTION, Face::actions)
    .custom_method(pull::PULL, Face::diagnostics)
    .custom_method("copydesk/record", Face::record)
    .custom_method("copydesk/status", Face::status)
    .finish();
    let ingress = Ingress::new(service, inbox, ended.clone());
    let manners = ingress.manners();
    runtime.block_on(async {
        let serving = Server::new(input, output, socket).concurrency_level(UNDER_WAY).serve(ingress);
        tokio::pin!(serving);
        tokio::select! {
            () = &mut serving => {}
            () = ended.notified() => drop(tokio::time::timeout(LAST_WORDS, serving).await),
        }
    });
    written.wait(LAST_WORDS);
    if manners.took_leave() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
