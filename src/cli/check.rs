//! `copydesk check`: drafts in, findings out.

use super::print::Colour;
use super::{Outcome, explain, print};
use crate::checks;
use crate::corpus::question::Reach;
use crate::desk::Desk;
use crate::error::{Problem, Result};
use crate::files::{self, Named, Source};
use crate::finding::Severity;
use crate::report::{self, Page, Report};
use crate::settings::Style;
use crate::text::format::Format;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// Drafts, or folders of drafts (.md, .txt, .html, .docx); - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to show what was found
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: ReportFormat,
    /// Only these rules, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these rules, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Exit with 1 if a finding is at least this loud
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    fail_on: FailOn,
    /// A file name for standard input: its ending tells the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportFormat {
    /// The line, the words marked, what is on record
    Full,
    /// One line a finding
    Concise,
    /// For programs; documented and versioned
    Json,
}

impl From<ReportFormat> for report::Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Full => Self::Full,
            ReportFormat::Concise => Self::Concise,
            ReportFormat::Json => Self::Json,
        }
    }
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
    let style = style(args)?;
    let (named, mut problems) = files::walk(&args.paths, |path| Format::of_path(path).is_some());
    let mut desk = Desk::new(style, Reach::Absent);
    let (mut pages, mut complete) = (Vec::new(), true);
    for file in named {
        match source(&file, args.stdin_filename.as_deref()) {
            Ok((source, note)) => {
                problems.extend(note);
                pages.push(judge(&mut desk, source, &mut problems));
            }
            Err(problem) => {
                complete &= !file.by_itself;
                problems.push(problem);
            }
        }
    }
    let report = Report { reach: Reach::Absent, problems, pages };
    let format = args.format.into();
    if !report::Format::tells_problems(format) {
        print::problems(&report.problems);
    }
    print::out(&report.show(format, args.color.look()))?;
    Ok(outcome(&report, args.fail_on, complete))
}

fn outcome(report: &Report, fail_on: FailOn, complete: bool) -> Outcome {
    let loud = fail_on.level().is_some_and(|level| report.loudest().is_some_and(|loudest| loudest >= level));
    match (complete, loud) {
        (false, _) => Outcome::Incomplete,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Fine,
    }
}

/// The desk's style with `--select` and `--ignore` on top.
fn style(args: &Args) -> Result<Style> {
    let mut style = Style::default();
    if let Some(code) = args.select.iter().chain(&args.ignore).find(|code| checks::rule(code).is_none()) {
        return Err(explain::unknown(code));
    }
    for rule in checks::RULES {
        let selected = args.select.is_empty() || args.select.iter().any(|code| code == rule.code);
        if !selected || args.ignore.iter().any(|code| code == rule.code) {
            style.levels.insert(rule.code.to_owned(), None);
        }
    }
    Ok(style)
}

/// Reads one draft.
fn source(file: &Named, stdin_filename: Option<&str>) -> std::result::Result<(Source, Option<Problem>), Problem> {
    let stdin = file.path.as_os_str() == files::STDIN;
    let path = if stdin { stdin_filename.unwrap_or(files::STDIN).to_owned() } else { files::shown(&file.path) };
    let format = Format::of_path(Path::new(&path)).or(stdin.then_some(Format::Plain));
    let Some(format) = format.or_else(|| unknown_type_is_missing(&file.path)) else {
        return Err(Problem::new(
            path,
            "not a kind of file that copydesk checks (.md, .txt, .html, .docx); passed over",
        ));
    };
    let (text, note) = if stdin { files::read_stdin(&path)? } else { files::read_text(&file.path)? };
    Ok((Source { path, format, text }, note))
}

/// A file that is not there is told as such, whatever its name ends in.
fn unknown_type_is_missing(path: &Path) -> Option<Format> {
    (!path.exists()).then_some(Format::Plain)
}

/// Checks one draft and takes it off the desk.
fn judge(desk: &mut Desk, source: Source, problems: &mut Vec<Problem>) -> Page {
    let Source { path, format, text } = source;
    desk.open(&path, format, &text, 0);
    let verdict = desk.check(&path).unwrap_or_default();
    desk.close(&path);
    problems.extend(verdict.problems.into_iter().map(|p| Problem { path: path.clone(), ..p }));
    Page { path, text, findings: verdict.findings }
}
