//! `copydesk completions SHELL`: from the same flag table as the help page.

use super::{Outcome, print};
use crate::error::Result;
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(clap::Args)]
pub struct Args {
    /// bash, elvish, fish, powershell or zsh
    shell: Shell,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "copydesk", &mut script);
    print::out(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
