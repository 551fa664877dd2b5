//! `copydesk index`: build the index of a corpus, or bring it up to date.

use super::{Outcome, library, print};
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::files;
use crate::house::House;
use crate::report::counted;
use clap::ValueHint;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Stories, notes and transcripts: files or folders (.txt, .md, .jsonl, .vtt, .srt) [default: what copydesk.toml names]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The same for your own notes and transcripts, which outrank the rest (repeat)
    #[arg(long, value_name = "PATH")]
    notes: Vec<PathBuf>,
    /// Where the index shall be [default: the workspace's .copydesk folder]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,
    /// List all that could not be read, not only what is new
    #[arg(long)]
    rejected: bool,
    /// These settings, not those of the workspace
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  copydesk index                                    what copydesk.toml names
  copydesk index --index ~/archive.index news.jsonl an archive of its own
Run it again after changes: only what is new is read.";

pub fn run(args: &Args) -> Result<Outcome> {
    let house = House::of(Path::new("."), args.config.as_deref())?;
    print::problems(&house.problems);
    let named = library::named(&args.notes, &args.paths);
    let by_settings = named.is_empty();
    let (collections, problems) = if by_settings { house.collections() } else { (named, Vec::new()) };
    print::problems(&problems);
    if collections.is_empty() {
        let next = "Name a file or folder, or collections in copydesk.toml (`copydesk init` writes one)";
        return Err(Error::new("indexing").because("there is nothing to index").next(next));
    }
    let paths: Vec<_> = collections.iter().map(|collection| collection.path.clone()).collect();
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(Error::new("indexing").at(missing).because("there is no such file or folder"));
    }
    let index = match &args.index {
        Some(index) => index.clone(),
        None => files::index_folder(&house.workspace, &paths, by_settings)?,
    };
    let (corpus, report) = library::update(&index, &collections)?;
    match args.rejected {
        true => print::problems(&Corpus::rejected(&index)),
        false => print::problems(&library::the_first(report.rejected.clone())),
    }
    let size = corpus.size();
    print::out(&format!(
        "On record: {}, {}, {} ({} new, {} unchanged, {} removed, {} not read).\nThe index is in {}.\n",
        counted(report.articles, "article"),
        counted(size.quotations, "quotation"),
        counted(size.names, "name"),
        report.added,
        report.unchanged,
        report.removed,
        report.rejected.len(),
        index.display(),
    ))?;
    Ok(Outcome::Fine)
}
