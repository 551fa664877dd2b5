//! `copydesk config`: what holds for a draft, and who says so.

use super::{Outcome, print};
use crate::checks::RULES;
use crate::error::Result;
use crate::files;
use crate::house::House;
use crate::settings;
use crate::settings::value::By;
use crate::text::format::{self, Format};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// A draft, or a folder of drafts
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// These settings, not those of the draft's own workspace
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print the JSON schema of copydesk.toml, for editors that complete by one
    #[arg(long)]
    schema: bool,
}

pub fn run(args: &Args) -> Result<Outcome> {
    if args.schema {
        let rules: Vec<_> = RULES.iter().map(|rule| (rule.code, rule.summary)).collect();
        print::out(&format!("{:#}\n", settings::schema(&rules)))?;
        return Ok(Outcome::Fine);
    }
    let house = House::of(&args.path, args.config.as_deref())?;
    print::problems(&house.problems);
    print::out(&page(&house, &args.path))?;
    Ok(Outcome::Fine)
}

/// TOML, with each value's source behind it.
fn page(house: &House, draft: &Path) -> String {
    let section = section(draft);
    let (place, section) = (house.place_of(draft), section.as_deref());
    let file = house.workspace.settings.as_deref().map(files::from_here);
    let source = |by: &By| match by {
        By::Profile(name) => format!("profile {name}"),
        By::File(line) => format!("{}:{line}", file.as_deref().unwrap_or_default()),
        By::Editor => "the editor".to_owned(),
    };
    let mut lines = Vec::new();
    for held in house.settings.holding(&place, section) {
        let by: Vec<_> = held.by.iter().map(source).collect();
        lines.push((format!("{} = {}", held.at, held.value), by.join(", ")));
    }
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or_default();
    let head = match (&file, section) {
        (None, _) => "# No copydesk.toml here or above.\n".to_owned(),
        (Some(file), None) => format!("# By {file}.\n"),
        (Some(file), Some(section)) => format!("# By {file}; section {section}.\n"),
    };
    let lines: String = lines.iter().map(|(line, by)| format!("{line:width$}  # {by}\n")).collect();
    head + &lines + "# Every other rule speaks at its own level: `copydesk rules`.\n"
}

/// The section that a draft names as its own.
fn section(draft: &Path) -> Option<String> {
    let format = Format::of_path(draft)?;
    let (text, _) = files::read_text(draft).ok()?;
    format::read(format, &text).meta.section
}
