//! The command line: one file per command. The flag tables make the help page, the completions and the manual.

mod check;
mod completions;
mod config;
mod documents;
mod drafts;
mod explain;
mod extract;
mod find;
mod forget;
mod index;
mod init;
mod judging;
mod library;
mod lsp;
mod name;
mod print;
mod rules;
mod sheet;

use crate::error::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The exit status of work that could not be done.
pub const FAILED: u8 = 2;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit 0: nothing to look at, or what was asked for is there.
    Fine,
    /// Exit 1: findings at or above `--fail-on`, or nothing on record.
    Found,
    /// Exit 2: part of what was named could not be done; it has been said.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Incomplete => Self::from(FAILED),
        }
    }
}

/// What was asked for.
#[derive(Parser)]
#[command(name = "copydesk", version, about, after_help = EXAMPLES, max_term_width = 100, infer_subcommands = false)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  copydesk check drafts                        every draft in a folder
  copydesk check --notes transcripts story.md  quotations held against your own notes
  copydesk explain unattributed-quote          why a rule speaks, and what to do

Exit status: 0 nothing to look at, 1 something found, 2 the work could not be done.";

#[derive(Subcommand)]
enum Command {
    /// Check drafts: quotations, who spoke them, and what is on record
    Check(check::Args),
    /// Build the index of a corpus, or bring it up to date
    Index(index::Args),
    /// Find the same or nearly the same quotation on record
    Find(find::Args),
    /// Show what is on record about a name
    Name(name::Args),
    /// Take a story or a name off the record for good
    Forget(forget::Args),
    /// Print what a reading finds, as JSON Lines
    Extract(extract::Args),
    /// Make the page on which a fact-checker ticks off a draft
    Sheet(sheet::Args),
    /// List the rules and their levels
    Rules(rules::Args),
    /// Explain a rule: why newsrooms care, what it leaves alone, what to do
    Explain(explain::Args),
    /// Write a copydesk.toml with every key explained
    Init(init::Args),
    /// Show what holds for a draft, and who says so
    Config(config::Args),
    /// Serve an editor: the language server, over standard input and output
    Lsp(lsp::Args),
    /// Write a completion script for a shell
    Completions(completions::Args),
}

impl Args {
    /// Whether an editor is to be served: another face of the desk, which ends as the protocol wants.
    pub const fn serves_an_editor(&self) -> bool {
        matches!(self.command, Command::Lsp(_))
    }
}

/// Does what was asked for.
pub fn run(args: Args) -> Result<Outcome> {
    match args.command {
        Command::Check(args) => check::run(&args),
        Command::Index(args) => index::run(&args),
        Command::Find(args) => find::run(&args),
        Command::Name(args) => name::run(&args),
        Command::Forget(args) => forget::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Sheet(args) => sheet::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Lsp(_) => Ok(Outcome::Fine),
    }
}
