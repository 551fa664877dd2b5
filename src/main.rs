//! `copydesk`: a copy desk on the command line and in the editor.

use clap::Parser;
use copydesk::cli::{self, Args};
use copydesk::lsp;
use std::process::ExitCode;

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
