//! `copydesk forget`: takes a story or a name off the record for good.

use super::{Outcome, library, print};
use crate::corpus::question::counted_stories;
use crate::corpus::{Corpus, Forgotten};
use crate::error::{Error, Result};
use crate::files;
use crate::house::House;
use clap::ValueHint;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A story, by its id or its path, or a name
    #[arg(value_name = "NAME|STORY")]
    what: String,
    /// The index [default: every index of this workspace]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  copydesk forget archive/2026-03-07-ferry.md   a story, with all its quotations
  copydesk forget \"Ana Ruiz\"                    a name: its card, its titles, its quotations
The files themselves stay as they are; copydesk takes nothing up again from them.

Exit status: 0 forgotten, 1 nothing on record under it, 2 it could not be done.";

pub fn run(args: &Args) -> Result<Outcome> {
    let mut any = false;
    for index in indexes(args)? {
        if let Some(forgotten) = library::forget(&index, &args.what)? {
            any = true;
            print::out(&told(&forgotten, &files::from_here(&index)))?;
        }
    }
    if any {
        files::forget_copies()?;
    } else {
        print::out(&format!("{} is not on record.\n", args.what))?;
    }
    Ok(if any { Outcome::Fine } else { Outcome::Found })
}

/// All that the workspace keeps: what the settings name, what was named once on the command line, drafts' sources.
fn indexes(args: &Args) -> Result<Vec<PathBuf>> {
    if let Some(index) = &args.index {
        return match Corpus::open(index)? {
            Some(_) => Ok(vec![index.clone()]),
            None => Err(Error::new("opening the index").at(index).because("there is none")),
        };
    }
    let house = House::of(Path::new("."), None)?;
    let paths: Vec<_> = house.collections().0.into_iter().map(|collection| collection.path).collect();
    let own = files::index_folder(&house.workspace, &paths, true)?;
    let beside = own.parent().map(std::fs::read_dir).and_then(std::result::Result::ok).into_iter().flatten().flatten();
    let in_workspace = house.workspace.root.as_ref().is_some_and(|root| own.starts_with(root));
    let mut indexes: Vec<_> = beside.map(|entry| entry.path()).filter(|_| in_workspace).collect();
    indexes.push(own);
    indexes.sort();
    indexes.dedup();
    indexes.retain(|index| index.is_dir() && Corpus::open(index).is_ok_and(|corpus| corpus.is_some()));
    Ok(indexes)
}

fn told(forgotten: &Forgotten, index: &str) -> String {
    let stories = counted_stories(forgotten.stories.len());
    let mut out = if forgotten.spellings.is_empty() {
        format!("Forgotten in {index}: {stories}.\n")
    } else {
        format!("Forgotten in {index}: {}, in {stories}.\n", forgotten.spellings.join(", "))
    };
    for story in &forgotten.stories {
        out += &format!("  still in the file: {}:{}\n", files::from_here(Path::new(&story.path)), story.line);
    }
    out
}
