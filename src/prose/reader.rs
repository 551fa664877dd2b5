//! Reads one paragraph by itself. A reading is cached by the paragraph's role and text.

use super::cue::Verbs;
use super::name::memory::Memory;
use super::name::{self, introduction};
use super::quote;
use super::reading::Reading;
use super::sentence;
use super::speaker::{self, Sheet};
use super::token;
use super::toll;
use super::vocabulary::{Entry, Vocabulary, Written};
use crate::text::passage::{self, Passage, Role};
use std::sync::Arc;

/// Reads paragraphs one after another: what it remembers of the words it met makes it faster, and nothing else.
#[derive(Default)]
pub struct Reader {
    vocabulary: Vocabulary,
    /// What is known of the words of the paragraphs that are being read.
    entries: Vec<Entry>,
    memory: Memory,
    marks: quote::Sheet,
    sheet: Sheet,
    /// Readings that nobody needs any more: their room serves the next.
    spent: Vec<Reading>,
}

/// Paragraphs whose names are found together.
const TOGETHER: usize = 64;
/// Words of the longest story of whose words the room is kept; 16 bytes each.
const MOST_WORDS: usize = 1 << 15;

impl Reader {
    /// A reader who knows the desk's own verbs of saying.
    pub fn of(verbs: Arc<Verbs>) -> Self {
        Self { vocabulary: Vocabulary::of(verbs), ..Self::default() }
    }

    /// Forgets the words they met.
    pub fn forget(&mut self) {
        self.vocabulary.forget();
        self.memory = Memory::default();
        self.spent = Vec::new();
    }

    /// Takes back readings that nobody needs any more.
    pub fn take_back(&mut self, spent: impl IntoIterator<Item = Reading>) {
        passage::keep(&mut self.spent, spent, |reading| &reading.text);
    }

    /// Reads a paragraph.
    pub fn read(&mut self, passage: &Passage) -> Reading {
        let mut reading = self.cut_and_pair(passage);
        self.name(std::slice::from_mut(&mut reading));
        self.hear(std::slice::from_mut(&mut reading));
        reading.tolls = toll::tolls(&reading);
        reading
    }

    /// Reads a story's paragraphs, counting nothing. Where nothing is quoted, nobody need be heard: two of three stories of
    /// an agency.
    pub fn story<'p>(&mut self, passages: impl IntoIterator<Item = &'p Passage>) -> Vec<Reading> {
        let mut readings: Vec<_> = passages.into_iter().map(|passage| self.cut_and_pair(passage)).collect();
        self.name(&mut readings);
        if readings.iter().any(quotes) {
            self.hear(&mut readings);
        }
        readings
    }

    /// Reads a story's paragraphs for its quotations, counting nothing: where nothing is quoted, nothing is read.
    pub fn quotations<'p>(&mut self, passages: impl Iterator<Item = &'p Passage> + Clone) -> Vec<Reading> {
        let quoting = passages.clone().enumerate().find_map(|(i, passage)| Some((i, self.quoting(passage)?)));
        let Some((first, quoting)) = quoting else { return Vec::new() };
        let (above, below) = (passages.clone().take(first), passages.skip(first + 1));
        let mut readings = Vec::with_capacity(first + 1 + below.size_hint().0);
        readings.extend(above.map(|passage| self.cut_and_pair(passage)));
        readings.push(quoting);
        readings.extend(below.map(|passage| self.cut_and_pair(passage)));
        self.name(&mut readings);
        self.hear(&mut readings);
        readings
    }

    /// A paragraph cut and paired, if it quotes anything. Of most that quote nothing the bytes alone tell.
    fn quoting(&mut self, passage: &Passage) -> Option<Reading> {
        let could = passage.role == Role::BlockQuote || quote::may_be_in(&passage.text);
        let reading = could.then(|| self.cut_and_pair(passage))?;
        if quotes(&reading) {
            return Some(reading);
        }
        self.take_back([reading]);
        None
    }

    /// Reads a paragraph for its names alone: as if it held no quotation marks, nobody spoke and nothing was counted.
    pub fn names(&mut self, passage: &Passage) -> Reading {
        let mut reading = self.cut(passage);
        self.name(std::slice::from_mut(&mut reading));
        reading
    }

    /// Cuts a paragraph and pairs its marks.
    fn cut_and_pair(&mut self, passage: &Passage) -> Reading {
        let mut reading = self.cut(passage);
        let marks = std::mem::take(&mut reading.marks);
        reading.marks = quote::pair_in(&mut self.marks, marks, &reading.text, &reading.tokens, reading.role);
        reading
    }

    /// Cuts a paragraph into tokens and sentences.
    fn cut(&mut self, passage: &Passage) -> Reading {
        let Reading { mut text, tokens, sentences, marks, names, introductions, asides, voices, .. } =
            self.spent.pop().unwrap_or_default();
        text.clone_from(&passage.text);
        let tokens = token::tokens_in(tokens, &text);
        let sentences = sentence::sentences_in(sentences, &text, &tokens);
        Reading {
            role: passage.role,
            refers: passage.refers,
            text,
            tokens,
            sentences,
            marks: marks.cleared(),
            names,
            introductions,
            asides,
            voices: voices.cleared(),
            tolls: Vec::new(),
        }
    }

    /// Finds the names of paragraphs that were cut, and looks their words up. One thing is done for all of them before the
    /// next: what it takes stays at hand.
    fn name(&mut self, readings: &mut [Reading]) {
        if self.entries.capacity() > MOST_WORDS {
            self.entries = Vec::new();
        }
        self.entries.clear();
        readings.chunks_mut(TOGETHER).for_each(|readings| self.tag(readings));
        for (reading, entries) in with_entries(readings, &self.entries) {
            let Reading { text, tokens, sentences, names, introductions, asides, .. } = reading;
            let written = Written { text, tokens, entries };
            *introductions = introduction::introductions(std::mem::take(introductions), &written, sentences, names);
            *asides = introduction::asides(std::mem::take(asides), &written, names);
        }
    }

    /// Looks the words of paragraphs up, and finds their names.
    fn tag(&mut self, readings: &mut [Reading]) {
        if self.vocabulary.is_full() || self.memory.is_full() {
            self.vocabulary.forget();
            self.memory.forget();
        }
        let from = self.entries.len();
        for Reading { text, tokens, .. } in &*readings {
            self.vocabulary.look_up(text, tokens, &mut self.entries);
        }
        for (page, (reading, entries)) in with_entries(readings, &self.entries[from..]).enumerate() {
            let Reading { text, tokens, sentences, .. } = reading;
            let written = Written { text, tokens, entries };
            name::prepare(page, &written, sentences, &mut self.vocabulary, &mut self.memory);
        }
        for (page, (reading, entries)) in with_entries(readings, &self.entries[from..]).enumerate() {
            let Reading { text, tokens, names, .. } = reading;
            let written = Written { text, tokens, entries };
            *names = name::tag(std::mem::take(names), page, &written, &mut self.memory);
        }
    }

    /// Hears who could be speaking in paragraphs: those whose words were looked up last.
    fn hear(&mut self, readings: &mut [Reading]) {
        for (reading, entries) in with_entries(readings, &self.entries) {
            speaker::read(reading, entries, &mut self.sheet);
        }
    }
}

/// Paragraphs, each with what is known of its words.
fn with_entries<'r>(
    readings: &'r mut [Reading],
    mut entries: &'r [Entry],
) -> impl Iterator<Item = (&'r mut Reading, &'r [Entry])> {
    readings.iter_mut().map(move |reading| {
        let (own, rest) = entries.split_at(reading.tokens.len());
        entries = rest;
        (reading, own)
    })
}

fn quotes(reading: &Reading) -> bool {
    !reading.marks.quoted.is_empty()
}

/// Reads one paragraph by itself.
pub fn read(passage: &Passage) -> Reading {
    Reader::default().read(passage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::format::{self, Format};

    const STORY: &str = "OSTERBY (Meridian) - The ferry's night service ends in May.\n\n\
        \"We cannot pay for it,\" harbour master Ana Ruiz said.\n\n\
        Mayor Tom Lund, 47, a former pilot, called it \"a blow\".\n\n\
        He told the Osterby Post: 'It will not stand.'\n";
    const QUIET: &str = "The ferry's night service ends in May.\n\nNobody at Osterby Harbour would speak.\n";

    fn passages(source: &str) -> Vec<Passage> {
        format::read(Format::Plain, source).passages.into_iter().map(|(passage, _)| passage).collect()
    }

    #[test]
    fn a_story_reads_as_its_paragraphs_do_one_by_one() {
        let passages = passages(STORY);
        let mut reader = Reader::default();
        let story = reader.story(&passages);
        let alone: Vec<_> = passages.iter().map(|p| Reading { tolls: Vec::new(), ..read(p) }).collect();
        assert_eq!(format!("{story:?}"), format!("{alone:?}"));
        reader.take_back(story);
        assert_eq!(format!("{:?}", reader.story(&passages)), format!("{alone:?}"), "where other readings lay");
    }

    #[test]
    fn for_its_quotations_a_story_is_read_as_a_whole_or_not_at_all() {
        let mut reader = Reader::default();
        let (story, quiet) = (passages(STORY), passages(QUIET));
        let read = reader.quotations(story.iter());
        assert_eq!(format!("{read:?}"), format!("{:?}", reader.story(&story)));
        assert!(reader.quotations(quiet.iter()).is_empty());
    }
}
