//! `copydesk explain CODE`: a rule's page.

use super::{Outcome, print};
use crate::checks;
use crate::error::{Error, Result};
use crate::report::manual;
use crate::settings;

#[derive(clap::Args)]
pub struct Args {
    /// The rule, as in a finding's brackets
    code: String,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let Some(rule) = checks::rule(&args.code) else { return Err(unknown(&args.code)) };
    print::out(&manual::rule(rule, 1))?;
    Ok(Outcome::Fine)
}

/// An error that names the nearest rule.
pub fn unknown(code: &str) -> Error {
    let error = Error::new("looking for the rule").because(format!("there is no rule called {code}"));
    error.next(match settings::nearest(code, &checks::codes()) {
        Some(nearest) => format!("Did you mean {nearest}?"),
        None => "`copydesk rules` lists them all".to_owned(),
    })
}
