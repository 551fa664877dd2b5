//! `copydesk rules try CODE --against PATH`: a style editor sees what a rule would have said of what was published, and
//! how often, before anybody else does.

use crate::checks;
use crate::cli::documents;
use crate::cli::judging;
use crate::cli::library::{self, Library};
use crate::cli::{Outcome, explain, print};
use crate::error::{Error, Result};
use crate::files::Source;
use crate::house::House;
use crate::report::{Format, Report, counted};
use crate::settings::Stylebook;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The rule
    #[arg(value_name = "CODE")]
    code: String,
    /// Published stories: files, folders, or an archive of rows (.jsonl) (repeat)
    #[arg(long, value_name = "PATH", required = true)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    corpus: library::Flags,
    /// These settings, not those of the workspace
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  copydesk rules try late-attribution --against archive.jsonl
  copydesk rules try house-list --against published | less";

/// Stories judged at once: enough for all cores, little enough to hold.
const BATCH: usize = 256;

pub fn run(args: &Args) -> Result<Outcome> {
    let code = &args.code;
    if checks::rule(code).is_none() {
        return Err(explain::unknown(code));
    }
    if let Some(missing) = args.against.iter().find(|path| !path.exists()) {
        return Err(Error::new("reading the stories").at(missing).because("there is no such file or folder"));
    }
    let house = House::of(Path::new("."), args.config.as_deref())?;
    let library = Library::open(&args.corpus, &house)?;
    print::problems(&house.problems);
    print::problems(&library.problems);
    let book = house.settings.book.clone().only(&checks::codes(), std::slice::from_ref(code), &[]);
    let mut trial = Trial { book, house, library, waiting: Vec::new(), stories: 0, words: 0, findings: 0 };
    let complete = documents::read(&args.against, &mut |document| {
        let path = document.doc.as_str().map_or_else(|| document.doc.to_string(), str::to_owned);
        trial.take(Source { path, format: document.format, text: document.text.to_owned() })
    })?;
    trial.judge()?;
    print::out(&trial.summary(code))?;
    Ok(if complete { Outcome::Fine } else { Outcome::Incomplete })
}

/// A rule on trial.
struct Trial {
    book: Stylebook,
    house: House,
    library: Library,
    waiting: Vec<Source>,
    stories: usize,
    words: usize,
    findings: usize,
}

impl Trial {
    fn take(&mut self, story: Source) -> Result<()> {
        self.stories += 1;
        self.words += story.text.split_whitespace().count();
        self.waiting.push(story);
        if self.waiting.len() >= BATCH { self.judge() } else { Ok(()) }
    }

    fn judge(&mut self) -> Result<()> {
        let stories = std::mem::take(&mut self.waiting);
        let mut report = Report::default();
        for (page, problems) in judging::all(&stories, &[], &self.book, &self.house, &self.library) {
            print::problems(&problems);
            report.pages.push(page);
        }
        self.findings += report.findings().count();
        print::out(&report.show(Format::Concise, print::Colour::Auto.look()))
    }

    fn summary(&self, code: &str) -> String {
        let rate = self.findings as f64 * 1000.0 / self.words.max(1) as f64;
        let (findings, stories) = (counted(self.findings, "finding"), counted(self.stories, "story"));
        format!("{code}: {findings} in {stories}, {} words: {rate:.2} per 1,000 words.\n", self.words)
    }
}
