//! What one paragraph says by itself: all that a story needs of it.

use super::name::Name;
use super::name::introduction::Introduction;
use super::quote::Marks;
use super::speaker::voices::Voices;
use super::token::Token;
use super::toll::Toll;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use std::ops::Range;

/// What a careful reader notices in one paragraph.
#[derive(Clone, Debug, Default)]
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
