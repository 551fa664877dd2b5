//! `copydesk explain CODE`: a rule's page.

use super::{Outcome, print};
use crate::checks;
use crate::checks::rule::Rule;
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::settings;

#[derive(clap::Args)]
pub struct Args {
    /// The rule, as in a finding's brackets
    code: String,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let Some(rule) = checks::rule(&args.code) else { return Err(unknown(&args.code)) };
    print::out(&page(rule))?;
    Ok(Outcome::Fine)
}

/// The page, in Markdown.
fn page(rule: &Rule) -> String {
    let level = rule.severity.map_or("off", Severity::name);
    let mut page = format!("# {}\n\n{}. Level: {level}.\n\n{}\n", rule.code, sentence(rule.summary), rule.explain);
    for (title, example) in [("On record", rule.on_record), ("Found", rule.wrong), ("Left alone", rule.right)] {
        if !example.is_empty() {
            page += &format!("\n## {title}\n\n{}", indented(example));
        }
    }
    page
}

fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn indented(example: &str) -> String {
    example.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

/// An error that names the nearest rule.
pub fn unknown(code: &str) -> Error {
    let error = Error::new("looking for the rule").because(format!("there is no rule called {code}"));
    error.next(match settings::nearest(code, &checks::codes()) {
        Some(nearest) => format!("Did you mean {nearest}?"),
        None => "`copydesk rules` lists them all".to_owned(),
    })
}
