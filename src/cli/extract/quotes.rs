//! `copydesk extract quotes`.

use super::{Extents, Paths, Read};
use crate::cli::print;
use crate::error::Result;
use crate::finding::Spot;
use crate::prose::quote::Kind;
use crate::prose::speaker::Speaker;
use crate::prose::story::{Quotation, Story, Teller};
use serde::Serialize;
use serde_json::Value;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub paths: Paths,
    /// Quotations inside others too, and what is no speech: titles, nicknames, terms
    #[arg(long)]
    pub all: bool,
}

#[derive(Serialize)]
struct Row<'r> {
    doc: &'r Value,
    quotes: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'s> {
    start: usize,
    end: usize,
    text: &'s str,
    kind: &'static str,
    attribution: &'static str,
    speaker: Option<Named<'s>>,
    cue: Option<Words<'s>>,
    confidence: f32,
}

#[derive(Serialize)]
struct Named<'s> {
    start: usize,
    end: usize,
    text: &'s str,
    canonical: Option<&'s str>,
}

#[derive(Serialize)]
struct Words<'s> {
    start: usize,
    end: usize,
    text: &'s str,
}

/// The row of a document's quotations, one entry a paragraph of a running one.
pub fn row(read: &Read, all: bool, teller: &mut Teller) -> Result<Vec<u8>> {
    let story = teller.tell(read.readings());
    let mut extents = read.extents();
    let wanted = |q: &&Quotation| all || (q.kind != Kind::NonSpeech && q.kind != Kind::Nested && q.inside.is_none());
    let quotes = story.quotations.iter().filter(wanted).map(|q| entry(q, &story, &mut extents)).collect();
    print::json(&Row { doc: read.doc, quotes })
}

fn entry<'s>(quotation: &'s Quotation, story: &'s Story, extents: &mut Extents) -> Entry<'s> {
    let Words { start, end, text } = words(quotation.words, story, extents);
    let speaker = quotation.attribution.speaker();
    Entry {
        start,
        end,
        text,
        kind: quotation.kind.name(),
        attribution: quotation.attribution.name(),
        speaker: speaker.map(|s| named(s, story, extents)),
        cue: speaker.and_then(|s| s.cue).map(|cue| words(cue, story, extents)),
        confidence: speaker.map_or(0.0, |s| s.confidence),
    }
}

fn named<'s>(speaker: &'s Speaker, story: &'s Story, extents: &mut Extents) -> Named<'s> {
    let Words { start, end, text } = words(speaker.mention, story, extents);
    Named { start, end, text, canonical: speaker.canonical.as_deref() }
}

fn words<'s>(spot: Spot, story: &'s Story, extents: &mut Extents) -> Words<'s> {
    let (start, end) = extents.of(spot);
    Words { start, end, text: story.text(spot) }
}
