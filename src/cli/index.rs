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
    /// Read the whole index and compare its checksums
    #[arg(long, conflicts_with_all = ["rejected"])]
    check: bool,
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
  copydesk index --check                            is it whole?
Run it again after changes: only what is new is read.";

pub fn run(args: &Args) -> Result<Outcome> {
    let house = House::of(Path::new("."), args.config.as_deref())?;
    print::problems(&house.problems);
    if let (true, Some(index)) = (args.check, &args.index) {
        return check(index);
    }
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
    if args.check {
        return check(&index);
    }
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

/// Exit 0 if every byte is as it was written, 1 if not.
fn check(index: &Path) -> Result<Outcome> {
    let Some(damaged) = Corpus::damaged(index)? else {
        return Err(Error::new("checking the index").at(index).because("there is none"));
    };
    if damaged.is_empty() {
        let size = Corpus::open(index)?.map(|corpus| corpus.size()).unwrap_or_default();
        let (articles, quotations) = (counted(size.articles, "article"), counted(size.quotations, "quotation"));
        print::out(&format!("{} is whole: {articles}, {quotations}.\n", index.display()))?;
        return Ok(Outcome::Fine);
    }
    let names: Vec<_> = damaged.iter().map(|file| file.display().to_string()).collect();
    let advice = "Delete the folder and index again: nothing but time is lost";
    print::out(&format!("{} is damaged: {}.\n{advice}.\n", index.display(), names.join(", ")))?;
    Ok(Outcome::Found)
}
