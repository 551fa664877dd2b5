//! `copydesk extract`: what a reading finds, as JSON Lines, one object a document.

mod names;
mod quotes;

use super::documents::{self, Document};
use super::{Outcome, print};
use crate::error::Result;
use crate::prose::reader::Reader;
use crate::prose::reading::Reading;
use crate::prose::story::Teller;
use crate::text::format;
use crate::text::passage::{self, Passage};
use crate::text::position::CodePoints;
use clap::Subcommand;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let complete = match &args.what {
        What::Quotes(args) => rows(&args.paths.paths, |document, hand| {
            let read = Read::for_quotations(document, hand);
            let row = quotes::row(&read, args.all, &mut hand.teller);
            hand.take_back(read);
            row
        }),
        What::Names(args) => rows(&args.paths, |document, hand| {
            let read = Read::for_names(document, hand);
            let linked = hand.teller.linker.story(&read.readings());
            let row = print::json(&names::of(&read, &linked.cast));
            hand.take_back(read);
            row
        }),
    }?;
    Ok(if complete { Outcome::Fine } else { Outcome::Incomplete })
}

/// Bytes of documents for each core that are read before the next ones are fetched: enough work, little to hold.
const BATCH: usize = 1 << 19;

/// Whoever reads document after document.
#[derive(Default)]
struct Hand {
    teller: Teller,
    /// Paragraphs that nobody needs any more: their room serves the next.
    spent: Vec<Passage>,
}

impl Hand {
    /// Takes back what was read when its row is written.
    fn take_back(&mut self, read: Read) {
        self.teller.reader.take_back(read.readings);
        let passages = read.document.passages.into_iter().map(|(passage, _)| passage);
        passage::keep(&mut self.spent, passages, |passage| &passage.text);
    }
}

/// Writes a row for each document, in order. `false` if a path that was named could not be read.
fn rows(paths: &[PathBuf], row: impl Fn(&Document, &mut Hand) -> Result<Vec<u8>> + Sync) -> Result<bool> {
    let mut out = print::Rows::new();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut hands: Vec<Hand> = (0..cores).map(|_| Hand::default()).collect();
    let mut write = |batch: &mut Vec<Document>| -> Result<()> {
        let made = each_by_a_hand(batch, &mut hands, &row);
        batch.clear();
        made.into_iter().try_for_each(|line| out.line(&line?))?;
        out.flush()
    };
    let mut batch: Vec<Document> = Vec::new();
    let mut bytes = 0;
    let complete = documents::read(paths, &mut |document| {
        bytes += document.text.len();
        batch.push(document);
        if bytes < BATCH * cores {
            return Ok(());
        }
        bytes = 0;
        write(&mut batch)
    })?;
    write(&mut batch)?;
    Ok(complete)
}

/// What the hands, side by side, make of the documents, in the documents' order.
fn each_by_a_hand<R: Send>(
    documents: &[Document],
    hands: &mut [Hand],
    each: impl Fn(&Document, &mut Hand) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = |hand: &mut Hand| {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, documents.get(i)?)));
        std::iter::from_fn(take).map(|(i, document)| (i, each(document, hand))).collect::<Vec<_>>()
    };
    let needed = documents.len().clamp(1, hands.len());
    let mut made: Vec<(usize, R)> = match &mut hands[..needed] {
        [hand] => work(hand),
        hands => std::thread::scope(|scope| {
            let threads: Vec<_> = hands.iter_mut().map(|hand| scope.spawn(|| work(hand))).collect();
            let made = threads.into_iter().map(|thread| thread.join());
            made.flat_map(|made| made.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        }),
    };
    made.sort_by_key(|(i, _)| *i);
    made.into_iter().map(|(_, made)| made).collect()
}

/// A document as read.
struct Read<'d> {
    doc: &'d serde_json::Value,
    text: &'d str,
    document: format::Document,
    readings: Vec<Reading>,
}

impl<'d> Read<'d> {
    fn for_names(document: &'d Document, hand: &mut Hand) -> Self {
        Self::by(hand, document, |reader, read| {
            read.passages.iter().map(|(passage, _)| reader.names(passage)).collect()
        })
    }

    fn for_quotations(document: &'d Document, hand: &mut Hand) -> Self {
        Self::by(hand, document, |reader, read| reader.quotations(read.passages.iter().map(|(passage, _)| passage)))
    }

    fn by(
        hand: &mut Hand,
        document: &'d Document,
        readings: impl FnOnce(&mut Reader, &format::Document) -> Vec<Reading>,
    ) -> Self {
        let read = format::read_in(&mut hand.spent, document.format, &document.text);
        let readings = readings(&mut hand.teller.reader, &read);
        Self { doc: &document.doc, text: &document.text, document: read, readings }
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
