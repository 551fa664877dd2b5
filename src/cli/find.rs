//! `copydesk find`: the same or nearly the same quotation on record.

use super::Outcome;
use super::library::{self, Library};
use super::print::{self, Colour};
use crate::corpus::question::{Match, POSSIBLE};
use crate::error::{Error, Result};
use crate::report::found;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::BufRead;
use std::time::Instant;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The words, without marks
    #[arg(value_name = "WORDS", required_unless_present = "jsonl")]
    words: Option<String>,
    /// Read {"id","text"} from standard input, one a line, and answer each on a line
    #[arg(long, conflicts_with = "words")]
    jsonl: bool,
    #[command(flatten)]
    corpus: library::Flags,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "full", conflicts_with = "jsonl")]
    format: Format,
    /// How many records at most
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

const EXAMPLES: &str = "\
Examples:
  copydesk find \"we will not raise the harbour fee\"          in the workspace's corpus
  copydesk find --corpus archive \"the harbour fee\"           in a folder; indexed on first use
  copydesk find --format csv --limit 100 \"the harbour fee\"   where else did we print this?
  copydesk find --index ~/archive.index --jsonl < ask.jsonl  many at once, for programs

Exit status: 0 found, 1 nothing on record, 2 the corpus could not be searched.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: copies of one story under the oldest
    Full,
    /// A table for the correction desk: where else was this printed?
    Csv,
    /// For programs
    Json,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let library = library::for_search(&args.corpus)?;
    match &args.words {
        Some(words) => {
            let mut matches = library.find(words, args.limit);
            matches.retain(|m| m.score >= POSSIBLE);
            print::out(&match args.format {
                Format::Full => found::show(words, &matches, args.color.look()),
                Format::Csv => found::csv(&matches),
                Format::Json => found::json(words, &matches),
            })?;
            Ok(if matches.is_empty() { Outcome::Found } else { Outcome::Fine })
        }
        None => rows(&library, args.limit),
    }
}

#[derive(Deserialize)]
struct Ask {
    id: Value,
    text: String,
}

#[derive(Serialize)]
struct Row<'r> {
    id: Value,
    micros: u64,
    matches: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    score: f32,
    article: &'r str,
    quote: &'r str,
    speaker: Option<&'r str>,
    date: Option<&'r str>,
    outlet: Option<&'r str>,
}

/// Answers line by line; what is written is handed on as soon as no further line is waiting, so that another program can
/// ask and wait.
fn rows(library: &Library, limit: usize) -> Result<Outcome> {
    let failed = |e: std::io::Error| Error::new("reading questions from standard input").because(e);
    let mut input = std::io::stdin().lock();
    let mut output = print::Rows::new();
    let mut line = Vec::new();
    let mut any = false;
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        match serde_json::from_slice::<Ask>(&line) {
            Ok(ask) => any |= answer(library, ask, limit, &mut output)?,
            Err(_) if line.trim_ascii().is_empty() => {}
            Err(e) => print::problems(&[print::bad_row("standard input", number, &e)]),
        }
        if !input.fill_buf().map_err(failed)?.contains(&b'\n') {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(if any { Outcome::Fine } else { Outcome::Found })
}

fn answer(library: &Library, ask: Ask, limit: usize, output: &mut print::Rows) -> Result<bool> {
    let begun = Instant::now();
    let matches = library.find(&ask.text, limit);
    let micros = begun.elapsed().as_micros().try_into().unwrap_or(u64::MAX);
    output.row(&Row { id: ask.id, micros, matches: matches.iter().map(entry).collect() })?;
    Ok(!matches.is_empty())
}

fn entry(found: &Match) -> Entry<'_> {
    let citation = &found.citation;
    Entry {
        score: found.score,
        article: &citation.article,
        quote: &citation.quote,
        speaker: citation.speaker.as_deref(),
        date: citation.date.as_deref(),
        outlet: citation.outlet.as_deref(),
    }
}
