//! `copydesk`: a copy desk on the command line and in the editor.

use clap::Parser;
use copydesk::cli::{self, Args};
use copydesk::lsp;
use std::process::ExitCode;

/// An index is read by some threads and written by others, and what changes hands between them keeps the system's own
/// allocator at its locks and leaves its memory in pieces: a third more memory, an eighth more time for 250 MB of news.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    if args.serves_an_editor() {
        return lsp::serve();
    }
    match cli::run(args) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("copydesk: {error}");
            ExitCode::from(cli::FAILED)
        }
    }
}
