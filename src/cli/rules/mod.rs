//! `copydesk rules`: what is checked, and how loudly; `copydesk rules try`: what a rule would say of published stories.

mod trial;

use super::{Outcome, print};
use crate::checks::RULES;
use crate::error::Result;
use crate::finding::Severity;
use crate::settings::OFF;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Try a rule on published stories before switching it on: what it would have said, and how often
    Try(trial::Args),
}

pub fn run(args: &Args) -> Result<Outcome> {
    if let Some(Command::Try(args)) = &args.command {
        return trial::run(args);
    }
    let code = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let level = Severity::ALL.iter().map(|level| level.name().len()).max().unwrap_or_default();
    let line = |rule: &&crate::checks::rule::Rule| {
        format!("{:code$}  {:level$}  {}\n", rule.code, rule.severity.map_or(OFF, Severity::name), rule.summary)
    };
    print::out(&RULES.iter().map(line).collect::<String>())?;
    Ok(Outcome::Fine)
}
