//! `copydesk`: a copy desk on the command line and in the editor.

use clap::Parser;
use copydesk::cli::{self, Args};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(Args::parse()) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("copydesk: {error}");
            ExitCode::from(cli::FAILED)
        }
    }
}
