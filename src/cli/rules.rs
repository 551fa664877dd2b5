//! `copydesk rules`: what is checked, and how loudly.

use super::{Outcome, print};
use crate::checks::RULES;
use crate::error::Result;
use crate::finding::Severity;

/// No flags yet.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_: &Args) -> Result<Outcome> {
    let code = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let level = Severity::ALL.iter().map(|level| level.name().len()).max().unwrap_or_default();
    let line = |rule: &&crate::checks::rule::Rule| {
        format!("{:code$}  {:level$}  {}\n", rule.code, rule.severity.map_or("off", Severity::name), rule.summary)
    };
    print::out(&RULES.iter().map(line).collect::<String>())?;
    Ok(Outcome::Fine)
}
