//! `copydesk sheet`: a page on which a fact-checker ticks off a draft.

use super::drafts;
use super::library::{self, Library};
use super::{Outcome, print};
use crate::corpus::question::{Answer, Card, Question};
use crate::desk::Desk;
use crate::error::{Error, Problem, Result};
use crate::files::{self, Source};
use crate::finding::Citation;
use crate::house::House;
use crate::prose::name::Kind;
use crate::prose::story::Story;
use crate::report::sheet::Sheet;
use std::path::{Component, Path, PathBuf};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The draft; - for standard input
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// Where the page goes; standard output if nowhere
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    corpus: library::Flags,
    /// Settings file, instead of the copydesk.toml found upward from the draft
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  copydesk sheet story.md -o sheet.html                      the story with everything to tick off
  copydesk sheet story.md --notes transcripts > sheet.html   held against your own notes

The page stands by itself: it fetches nothing, and ticks stay in the browser that opened it.";

pub fn run(args: &Args) -> Result<Outcome> {
    let read = drafts::read(std::slice::from_ref(&args.draft), None)?;
    print::problems(&read.problems);
    let [source] = &read.sources[..] else {
        let why = if read.sources.is_empty() { "it could not be read" } else { "it holds several drafts" };
        return Err(Error::new("making a sheet").at(&args.draft).because(why).next("Name one draft"));
    };
    if args.output.as_ref().is_some_and(|output| is_same(output, &args.draft)) {
        return Err(Error::new("making a sheet").at(&args.draft).because("the page would replace the draft"));
    }
    let house = House::of(Path::new(&source.path), args.config.as_deref())?;
    let library = library_of(&house, &args.corpus)?;
    let (page, problems) = page(source, &house, &library, args.output.as_deref());
    print::problems(&problems);
    match &args.output {
        Some(output) => {
            std::fs::write(output, page)
                .map_err(|e| Error::new("writing the sheet").at(output).because(files::plain(&e)))?;
        }
        None => print::out(&page)?,
    }
    Ok(Outcome::Fine)
}

fn library_of(house: &House, flags: &library::Flags) -> Result<Library> {
    let library = Library::open(flags, house)?;
    print::problems(&house.problems);
    print::problems(&library.problems);
    Ok(library)
}

fn page(source: &Source, house: &House, library: &Library, output: Option<&Path>) -> (String, Vec<Problem>) {
    let key = source.path.as_str();
    let mut desk = Desk::new(house.settings.book.clone(), library.reach);
    desk.open(key, source.format, &source.text, 0);
    desk.belongs(key, house.place_of(Path::new(key)));
    let mut verdict = desk.check(key).unwrap_or_default();
    if !verdict.questions.is_empty() {
        let answers = library.ask(&verdict.questions);
        desk.answered(verdict.questions.into_iter().zip(answers));
        verdict = desk.check(key).unwrap_or_default();
    }
    let Some(draft) = desk.draft(key) else { return (String::new(), verdict.problems) };
    let story = draft.story();
    let sheet = Sheet {
        path: key,
        story: &story,
        reach: desk.reach(),
        matches: &|words| desk.matches(key, words).unwrap_or_default(),
        cards: &cards(&story, library),
        findings: &verdict.findings,
        place: &|spot| draft.to_source(spot),
        link: &|citation| link(citation, output),
    };
    (sheet.page(), verdict.problems)
}

/// What is on record of every person, body and place.
fn cards(story: &Story, library: &Library) -> Vec<(usize, Card)> {
    let listed = |(_, member): &(usize, &crate::prose::cast::Member)| member.kind != Kind::Other;
    let members: Vec<_> = story.cast.members.iter().enumerate().filter(listed).collect();
    let questions: Vec<_> = members.iter().map(|(_, member)| Question::Name(member.canonical.to_string())).collect();
    let answers = library.ask(&questions);
    let card = |((i, _), answer): (&(usize, _), Answer)| match answer {
        Answer::Name(card) => Some((*i, *card)),
        _ => None,
    };
    members.iter().zip(answers).filter_map(card).collect()
}

/// From the page to a file on record, as a relative address: it works wherever the folder is moved to.
fn link(citation: &Citation, output: Option<&Path>) -> Option<String> {
    let here = output?.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let (from, to) = (here?.canonicalize().ok()?, Path::new(&citation.path).canonicalize().ok()?);
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).filter_map(|part| match part {
        Component::Normal(name) => Some(encoded(&name.to_string_lossy())),
        _ => None,
    });
    let address = up.chain(down).collect::<Vec<_>>().join("/");
    Some(format!("./{address}"))
}

/// One part of a path as a part of an address.
fn encoded(name: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    name.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
