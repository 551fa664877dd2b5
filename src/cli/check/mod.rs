//! `copydesk check`: drafts in, findings out.

mod baseline;
mod changed;

use super::drafts::{self, Drafts};
use super::judging;
use super::library::{self, Library};
use super::print::Colour;
use super::{Outcome, explain, print};
use crate::checks;
use crate::corpus::question::Reach;
use crate::error::{Problem, Result};
use crate::files::{self, Source, Workspace};
use crate::finding::Severity;
use crate::house::House;
use crate::report::seen::{self, Seen};
use crate::report::{self, Report, counted};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Drafts, or folders of drafts (.md, .txt, .html, .docx); - for standard input [default: the workspace's drafts]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    corpus: library::Flags,
    /// These settings, not those of the drafts' own workspaces
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How to show what was found
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = format())]
    format: report::Format,
    /// Only these rules, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these rules, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Exit with 1 if a finding is at least this loud
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    fail_on: FailOn,
    /// Only findings on lines changed since this git revision
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Leave out the findings that this file knows
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings into the baseline file
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
    /// Show what drafts give leave for, with the reasons, instead of what is found; exits with 0
    #[arg(long, conflicts_with = "baseline")]
    show_allowed: bool,
    /// A file name for standard input: its ending tells the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

const EXAMPLES: &str = "\
Examples:
  copydesk check                                 the workspace's drafts, by its copydesk.toml
  copydesk check --notes interviews story.md     quotations held against your own transcripts
  copydesk check --corpus archive.jsonl drafts   against an archive; indexed on first use
  copydesk check --format json drafts            for programs
  pandoc story.docx -t plain | copydesk check -  what another program writes";

/// Takes the name of a format.
fn format() -> impl TypedValueParser<Value = report::Format> {
    let value = |format: &report::Format| PossibleValue::new(format.name()).help(format.about());
    PossibleValuesParser::new(report::Format::ALL.iter().map(value))
        .map(|name| report::Format::named(&name).expect("one of them"))
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    Never,
}

impl FailOn {
    const fn level(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Information => Some(Severity::Information),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }
}

pub fn run(args: &Args) -> Result<Outcome> {
    if let Some(code) = args.select.iter().chain(&args.ignore).find(|code| checks::rule(code).is_none()) {
        return Err(explain::unknown(code));
    }
    let Drafts { mut sources, problems, complete } = drafts::read(&args.paths, args.stdin_filename.as_deref())?;
    if let Some(baseline) = args.baseline.as_ref().filter(|_| args.paths.is_empty()) {
        let baseline = Path::new(".").join(baseline).canonicalize().ok();
        sources.retain(|source| baseline.is_none() || Path::new(&source.path).canonicalize().ok() != baseline);
    }
    let mut report = Report { reach: Reach::Absent, problems, pages: Vec::new() };
    for (house, mut sources) in by_house(sources, args.config.as_deref())? {
        // A hook names every file that changed: a list of words to ask about is no draft that has them.
        sources.retain(|source| !Path::new(&source.path).canonicalize().is_ok_and(|path| house.has_list(&path)));
        check(&house, &sources, args, &mut report)?;
    }
    if args.show_allowed {
        report = report.of_what_is_allowed();
    }
    if let Some(rev) = &args.changed_since {
        changed::keep(&mut report, rev)?;
    }
    match &args.baseline {
        Some(file) if args.write_baseline => {
            baseline::write(&report, file)?;
            print::problems(&report.problems);
            print::out(&format!("{} written to {}.\n", counted(report.findings().count(), "finding"), file.display()))?;
            return Ok(if complete { Outcome::Fine } else { Outcome::Incomplete });
        }
        Some(file) => baseline::keep_new(&mut report, file)?,
        None => {}
    }
    tell(&report, args)?;
    Ok(outcome(&report, if args.show_allowed { FailOn::Never } else { args.fail_on }, complete))
}

fn tell(report: &Report, args: &Args) -> Result<()> {
    let format = args.format;
    if !format.tells_problems() {
        print::problems(&report.problems);
    }
    if let (report::Format::Github, Some(page)) = (format, std::env::var_os("GITHUB_STEP_SUMMARY")) {
        print::append(Path::new(&page), &report::github::summary(report))?;
    }
    print::out(&report.show(format, args.color.look()))
}

fn outcome(report: &Report, fail_on: FailOn, complete: bool) -> Outcome {
    let loud = fail_on.level().is_some_and(|level| report.loudest().is_some_and(|loudest| loudest >= level));
    match (complete, loud) {
        (false, _) => Outcome::Incomplete,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Fine,
    }
}

/// Drafts with the house each comes from, in the order in which houses turn up.
fn by_house(sources: Vec<Source>, config: Option<&Path>) -> Result<Vec<(House, Vec<Source>)>> {
    if config.is_some() {
        return Ok(vec![(House::of(Path::new("."), config)?, sources)]);
    }
    let mut folders: HashMap<PathBuf, Workspace> = HashMap::new();
    let mut houses: Vec<(House, Vec<Source>)> = Vec::new();
    for source in sources {
        let folder = Path::new(&source.path).parent().unwrap_or(Path::new("")).to_owned();
        let workspace =
            folders.entry(folder).or_insert_with_key(|folder| files::workspace(&Path::new(".").join(folder)));
        match houses.iter_mut().find(|(house, _)| house.workspace == *workspace) {
            Some((_, sources)) => sources.push(source),
            None => houses.push((House::at(workspace.clone()), vec![source])),
        }
    }
    Ok(houses)
}

/// Checks the drafts of one house.
fn check(house: &House, sources: &[Source], args: &Args, report: &mut Report) -> Result<()> {
    let mut library = Library::open(&args.corpus, house)?;
    let public = !matches!(args.format, report::Format::Full);
    if public {
        library.for_the_public();
    }
    let rests = library.attach(&args.corpus, house, sources);
    report.problems.extend(house.problems.iter().chain(&library.problems).cloned());
    report.reach = match (report.reach, library.reach) {
        (Reach::Unreached, _) | (_, Reach::Unreached) => Reach::Unreached,
        (Reach::Reached, _) | (_, Reach::Reached) => Reach::Reached,
        _ => Reach::Absent,
    };
    let book = house.settings.book.clone().only(&checks::codes(), &args.select, &args.ignore);
    let (file, text) = house.own_file(seen::FILE).unwrap_or_default();
    let (seen, problems) = Seen::read(&text);
    report.problems.extend(problems.into_iter().map(|p| Problem { path: files::from_here(&file), ..p }));
    for (mut page, problems) in judging::all(sources, &rests, &book, house, &library) {
        seen.leave_out(&mut page);
        report.problems.extend(problems);
        report.pages.push(page);
    }
    Ok(())
}
