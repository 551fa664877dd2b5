//! `copydesk extract`: what a reading finds, as JSON Lines, one object a document.

mod names;
mod quotes;

use super::documents::{self, Document};
use super::{Outcome, print};
use crate::error::Result;
use crate::prose::reading::{Reader, Reading};
use crate::text::format;
use crate::text::passage::Passage;
use crate::text::position::CodePoints;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Every quotation with its speaker
    Quotes(quotes::Args),
    /// Every name with its kind and full form
    Names(Paths),
}

/// What to read.
#[derive(clap::Args)]
struct Paths {
    /// Documents, folders, or a .jsonl file with a document a line; - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let mut rows = print::Rows::new();
    let mut reader = Reader::default();
    let complete = match &args.what {
        What::Quotes(args) => {
            let mut each =
                |document: Document| rows.row(&quotes::of(&Read::new(&document, |p| reader.read(p)), args.all));
            documents::read(&args.paths.paths, &mut each)?
        }
        What::Names(args) => {
            let mut each = |document: Document| rows.row(&names::of(&Read::new(&document, |p| reader.names(p))));
            documents::read(&args.paths, &mut each)?
        }
    };
    rows.flush()?;
    Ok(if complete { Outcome::Fine } else { Outcome::Incomplete })
}

/// A document as read.
struct Read<'d> {
    doc: &'d serde_json::Value,
    text: &'d str,
    document: format::Document,
    readings: Vec<Reading>,
}

impl<'d> Read<'d> {
    fn new(document: &Document<'d>, mut reading: impl FnMut(&Passage) -> Reading) -> Self {
        let read = format::read(document.format, document.text);
        let readings = read.passages.iter().map(|(passage, _)| reading(passage)).collect();
        Self { doc: document.doc, text: document.text, document: read, readings }
    }

    fn readings(&self) -> Vec<&Reading> {
        self.readings.iter().collect()
    }

    fn extents(&self) -> Extents<'_> {
        Extents { document: &self.document, points: CodePoints::new(self.text) }
    }
}

/// From spots to code points of the document's text.
struct Extents<'r> {
    document: &'r format::Document,
    points: CodePoints<'r>,
}

impl Extents<'_> {
    /// Start and end, in code points.
    fn of(&mut self, spot: crate::finding::Spot) -> (usize, usize) {
        let span = self.document.to_source(spot.passage, spot.span);
        (self.points.at(span.start), self.points.at(span.end))
    }
}
