//! The story: readings joined. Running quotations are one, names are linked, speakers resolved.

use super::cast::{Cast, Linker};
use super::quote::Kind;
use super::reader::Reader;
use super::reading::Reading;
use super::speaker::{Attribution, Hearing, SourceKind, Speaker};
use crate::finding::Spot;
use crate::text::format::Meta;
use crate::text::passage::Role;
use std::sync::Arc;

pub use memory::Memory;

mod headline;
mod interview;
mod memory;
mod running;

/// A quotation in its story. A running quotation has one entry a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The words, without marks.
    pub words: Spot,
    /// The same with its marks.
    pub marked: Spot,
    /// What it is.
    pub kind: Kind,
    /// Who spoke.
    pub attribution: Attribution,
    /// The entry that this one carries on (a running quotation), by index into [`Story::quotations`].
    pub continues: Option<usize>,
    /// The entry this one is nested in.
    pub inside: Option<usize>,
}

/// A draft as read: what rules, hovers and reports work on.
#[derive(Clone, Debug)]
pub struct Story<'r> {
    /// The paragraphs' readings, in order.
    pub readings: Vec<&'r Reading>,
    /// All quotations, in order of place; an outer one before what is nested in it.
    pub quotations: Arc<Vec<Quotation>>,
    /// Marks that pair with nothing, after running quotations were joined.
    pub stray: Vec<Spot>,
    /// People, places and organisations.
    pub cast: Arc<Cast>,
    /// What the story says about itself before it begins, if it does.
    pub meta: Option<&'r Meta>,
}

/// Joins readings into a story.
pub fn tell<'r>(readings: Vec<&'r Reading>) -> Story<'r> {
    Teller::default().tell(readings)
}

/// Reads stories one after another and tells them: what it remembers of words and names makes it faster, and nothing else.
#[derive(Default)]
pub struct Teller {
    /// Reads their paragraphs.
    pub reader: Reader,
    /// Links their names.
    pub linker: Linker,
    hearing: Hearing,
}

impl Teller {
    /// Joins readings into a story.
    pub fn tell<'r>(&mut self, readings: Vec<&'r Reading>) -> Story<'r> {
        let linked = self.linker.story(&readings);
        self.hearing.once(&readings, &linked);
        let (quotations, stray) = quote(&readings, &self.hearing, &linked.cast);
        Story { readings, quotations: Arc::new(quotations), stray, cast: linked.cast, meta: None }
    }
}

/// The quotations, running ones joined, and the marks that pair with nothing.
fn quote(readings: &[&Reading], hearing: &Hearing, cast: &Cast) -> (Vec<Quotation>, Vec<Spot>) {
    let mut quotations = gather(readings, hearing);
    let stray = running::join(readings, &mut quotations);
    interview::name_the_answerer(readings, cast, &mut quotations);
    headline::ask_the_story(readings, &mut quotations);
    (quotations, stray)
}

/// Whether the words that name a speaker are of a kind: a paper, `I`.
fn is_told_by(readings: &[&Reading], speaker: &Speaker, kind: SourceKind) -> bool {
    let (sources, at) = (&readings[speaker.mention.passage].voices.sources, speaker.mention.span);
    // They stand in order, and a paragraph without an empty line may have thousands.
    let first = sources.partition_point(|source| source.whole.start < at.start);
    sources[first..].iter().take_while(|s| s.whole.start == at.start).any(|s| s.whole == at && s.kind == kind)
}

fn gather(readings: &[&Reading], hearing: &Hearing) -> Vec<Quotation> {
    let mut quotations = Vec::with_capacity(readings.iter().map(|reading| reading.marks.quoted.len()).sum());
    for (passage, (reading, verdicts)) in readings.iter().zip(hearing.verdicts()).enumerate() {
        let mut outer = None;
        for (quoted, verdict) in reading.marks.quoted.iter().zip(verdicts) {
            let spot = |span| Spot { passage, span };
            let nested = quoted.kind == Kind::Nested;
            outer = if nested { outer } else { Some(quotations.len()) };
            quotations.push(Quotation {
                words: spot(quoted.words),
                marked: spot(quoted.marked),
                kind: if verdict.no_speech { Kind::NonSpeech } else { quoted.kind },
                attribution: verdict.attribution.clone(),
                continues: None,
                inside: outer.filter(|_| nested),
            });
        }
    }
    quotations
}

impl<'r> Story<'r> {
    /// The story with what it says about itself.
    pub fn headed(self, meta: Option<&'r Meta>) -> Self {
        Self { meta, ..self }
    }

    /// The words at a spot.
    pub fn text(&self, at: Spot) -> &str {
        at.span.of(&self.readings[at.passage].text)
    }

    /// What the passage of a spot is.
    pub fn role(&self, at: Spot) -> Role {
        self.readings[at.passage].role
    }

    /// The innermost quotation whose marked words hold byte `offset` of a passage.
    pub fn quotation_at(&self, passage: usize, offset: usize) -> Option<&Quotation> {
        let begun = |q: &Quotation| (q.marked.passage, q.marked.span.start) <= (passage, offset);
        let before = self.quotations[..self.quotations.partition_point(begun)].iter().rev();
        // Back to the nearest that is in no other: one before that has ended.
        let outer = before.clone().position(|q| q.inside.is_none()).map_or(0, |outer| outer + 1);
        before.take(outer).find(|q| q.marked.passage == passage && q.marked.span.contains(offset))
    }

    /// Marks of a passage that pair with nothing, in order.
    pub fn stray_in(&self, passage: usize) -> &[Spot] {
        let from = self.stray.partition_point(|at| at.passage < passage);
        let count = self.stray[from..].partition_point(|at| at.passage == passage);
        &self.stray[from..from + count]
    }
}
