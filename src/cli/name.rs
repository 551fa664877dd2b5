//! `copydesk name`: what is on record about a name; the card that the editor shows on hover.

use super::print::{self, Colour};
use super::{Outcome, library};
use crate::corpus::question::{Answer, Question};
use crate::error::{Error, Problem, Result};
use crate::prose::name::identity;
use crate::report::card;
use clap::ValueEnum;
use std::io::BufRead;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The name, as you would write it
    #[arg(value_name = "NAME", required_unless_present = "pairs")]
    name: Option<String>,
    /// Read two names a line, with a tab between, and answer how likely they are one
    #[arg(long, conflicts_with = "name")]
    pairs: bool,
    #[command(flatten)]
    corpus: library::Flags,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: Format,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

const EXAMPLES: &str = "\
Examples:
  copydesk name \"Ana Ruiz\"                    in the workspace's corpus
  copydesk name --corpus archive \"Ana Ruiz\"   in a folder; indexed on first use

Exit status: 0 on record, 1 not on record, 2 the corpus could not be searched.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Full,
    /// For programs
    Json,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let Some(name) = &args.name else { return pairs() };
    let library = library::for_search(&args.corpus)?;
    match library.ask(&[Question::Name(name.clone())]).pop() {
        Some(Answer::Name(found)) => {
            print::out(&match args.format {
                Format::Full => card::full(&found, args.color.look()),
                Format::Json => card::json(&found),
            })?;
            Ok(if found.count == 0 { Outcome::Found } else { Outcome::Fine })
        }
        Some(Answer::Unreached(why)) => Err(Error::new("asking the corpus").because(why)),
        _ => Err(Error::new("asking the corpus").because("it has no answer to a name")),
    }
}

/// Scores pairs of names: one name from 0.5 on.
fn pairs() -> Result<Outcome> {
    let mut out = print::Rows::new();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Error::new("reading pairs from standard input").because(e))?;
        match line.split_once('\t') {
            Some((a, b)) => out.line(format!("{a}\t{b}\t{}", identity::same_name(a, b)).as_bytes())?,
            None if line.is_empty() => {}
            None => {
                let problem = Problem::new("standard input", "no tab between two names; the line was passed over")
                    .on_line(number + 1);
                print::problems(&[problem]);
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
