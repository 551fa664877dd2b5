//! One paragraph, read by itself: everything a story needs of it. Cached by role and text.

use super::cue::Verbs;
use super::name::introduction::{self, Introduction};
use super::name::memory::Memory;
use super::name::{self, Name};
use super::quote::{self, Marks};
use super::sentence;
use super::speaker::{self, Voices};
use super::token::{self, Token};
use super::toll::{self, Toll};
use crate::text::passage::{Passage, Role};
use crate::text::span::{InPassage, Span};
use std::ops::Range;
use std::sync::Arc;

/// What a careful reader notices in one paragraph.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What the paragraph is in the story.
    pub role: Role,
    /// The paragraph's text; spans of this reading are bytes of it.
    pub text: String,
    /// Whether words of it link somewhere, or a note hangs on it.
    pub refers: bool,
    /// Words, numbers and marks.
    pub tokens: Vec<Token>,
    /// Sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Quotations and stray marks.
    pub marks: Marks,
    /// Names.
    pub names: Vec<Name>,
    /// Titles and roles that stand with the names.
    pub introductions: Vec<Introduction>,
    /// Rows of words with capitals that belong to no name here.
    pub asides: Vec<Span<InPassage>>,
    /// Who could be speaking.
    pub voices: Voices,
    /// How many were killed, hurt, are missing or were arrested.
    pub tolls: Vec<Toll>,
}

/// Reads paragraphs one after another: what it remembers of the words it met makes it faster, and nothing else.
#[derive(Default)]
pub struct Reader {
    memory: Memory,
    verbs: Arc<Verbs>,
}

impl Reader {
    /// A reader who knows the desk's own verbs of saying.
    pub fn of(verbs: Arc<Verbs>) -> Self {
        Self { verbs, ..Self::default() }
    }

    /// Forgets the words they met.
    pub fn forget(&mut self) {
        self.memory = Memory::default();
    }

    /// Reads a paragraph.
    pub fn read(&mut self, passage: &Passage) -> Reading {
        let mut reading = self.names(passage);
        let Reading { text, tokens, names, .. } = &reading;
        let marks = quote::pair(text, tokens, passage.role);
        reading.voices = speaker::read(text, tokens, &marks.quoted, names, &self.verbs);
        reading.marks = marks;
        reading.tolls = toll::tolls(&reading);
        reading
    }

    /// Reads a story's paragraphs, counting nothing. Where nothing is quoted, nobody need be heard: two of three stories of
    /// an agency.
    pub fn story<'p>(&mut self, passages: impl IntoIterator<Item = &'p Passage>) -> Vec<Reading> {
        let mut readings: Vec<_> = passages.into_iter().map(|passage| self.names(passage)).collect();
        for reading in &mut readings {
            reading.marks = quote::pair(&reading.text, &reading.tokens, reading.role);
        }
        if readings.iter().any(|reading| !reading.marks.quoted.is_empty()) {
            for Reading { text, tokens, names, marks, voices, .. } in &mut readings {
                *voices = speaker::read(text, tokens, &marks.quoted, names, &self.verbs);
            }
        }
        readings
    }

    /// Reads a paragraph for its names alone: as if it held no quotation marks, nobody spoke and nothing was counted.
    pub fn names(&mut self, passage: &Passage) -> Reading {
        let text = passage.text.clone();
        let tokens = token::tokens(&text);
        let sentences = sentence::sentences(&text, &tokens);
        let names = name::tag(&text, &tokens, &sentences, &mut self.memory);
        let introductions = introduction::introductions(&text, &tokens, &sentences, &names);
        let asides = introduction::asides(&text, &tokens, &names);
        let (marks, voices, tolls) = (Marks::default(), Voices::default(), Vec::new());
        Reading {
            role: passage.role,
            refers: passage.refers,
            text,
            tokens,
            sentences,
            marks,
            names,
            introductions,
            asides,
            voices,
            tolls,
        }
    }
}

/// Reads one paragraph by itself.
pub fn read(passage: &Passage) -> Reading {
    Reader::default().read(passage)
}

/// Whether a paragraph quotes anything: much quicker than reading it.
pub fn quotes(passage: &Passage) -> bool {
    let text = &passage.text;
    let could = passage.role == Role::BlockQuote || quote::may_be_in(text);
    could && !quote::pair(text, &token::tokens(text), passage.role).quoted.is_empty()
}
