//! `copydesk extract quotes`.

use super::{Extents, Paths, Read};
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
pub struct Row<'r> {
    doc: &'r Value,
    quotes: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    start: usize,
    end: usize,
    text: String,
    kind: &'static str,
    attribution: &'static str,
    speaker: Option<Named>,
    cue: Option<Words>,
    confidence: f32,
}

#[derive(Serialize)]
struct Named {
    #[serde(flatten)]
    words: Words,
    canonical: Option<String>,
}

#[derive(Serialize)]
struct Words {
    start: usize,
    end: usize,
    text: String,
}

/// A document's quotations, one entry a paragraph of a running one.
pub fn of<'r>(read: &Read<'r>, all: bool, teller: &mut Teller) -> Row<'r> {
    let story = teller.tell(read.readings());
    let mut extents = read.extents();
    let wanted = |q: &&Quotation| all || (q.kind != Kind::NonSpeech && q.kind != Kind::Nested && q.inside.is_none());
    let quotes = story.quotations.iter().filter(wanted).map(|q| entry(q, &story, &mut extents)).collect();
    Row { doc: read.doc, quotes }
}

fn entry(quotation: &Quotation, story: &Story, extents: &mut Extents) -> Entry {
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

fn named(speaker: &Speaker, story: &Story, extents: &mut Extents) -> Named {
    Named { words: words(speaker.mention, story, extents), canonical: speaker.canonical.as_deref().map(str::to_owned) }
}

fn words(spot: Spot, story: &Story, extents: &mut Extents) -> Words {
    let (start, end) = extents.of(spot);
    Words { start, end, text: story.text(spot).to_owned() }
}
