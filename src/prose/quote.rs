//! Quotations as one paragraph shows them: which marks pair with which.

use super::token::Token;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};

/// What kind of quotation a pair of marks holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A sentence, or more, by itself.
    Full,
    /// Part of the reporter's sentence.
    Partial,
    /// Up to three words, or cut mid-phrase.
    Fragment,
    /// Inside another quotation.
    Nested,
    /// A block quote: no marks.
    Block,
    /// No speech: a title of a work, a nickname, a term, a scare quote.
    NonSpeech,
}

impl Kind {
    /// The word used in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Fragment => "fragment",
            Self::Nested => "nested",
            Self::Block => "block",
            Self::NonSpeech => "non-speech",
        }
    }
}

/// A quotation in one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The words, without marks and without white space at the ends.
    pub words: Span<InPassage>,
    /// The same with the marks that are there.
    pub marked: Span<InPassage>,
    /// What it is, as far as the paragraph tells.
    pub kind: Kind,
    /// No closing mark in the paragraph: it runs on into the next, or the mark is missing.
    pub open: bool,
    /// No opening mark: it runs on from the paragraph before, or the mark is missing.
    pub unopened: bool,
}

/// The quotations of a paragraph and the marks that pair with nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In order of their first byte; an outer one before what is nested in it.
    pub quoted: Vec<Quoted>,
    /// Marks without a partner, apart from those of `open` and `unopened` quotations.
    pub stray: Vec<Span<InPassage>>,
}

/// Pairs the marks of a paragraph. A stray mark costs its own quotation at most, never the rest.
pub fn pair(text: &str, tokens: &[Token], role: Role) -> Marks {
    let _ = role;
    let doubles: Vec<_> =
        tokens.iter().filter(|t| t.of(text).chars().next().is_some_and(super::token::is_double_mark)).collect();
    let mut marks = Marks::default();
    for pair in doubles.chunks(2) {
        let [open, close] = pair else {
            marks.stray.push(pair[0].span());
            continue;
        };
        let inner = &text[open.span().end..close.span().start];
        let start = open.span().end + inner.len() - inner.trim_start().len();
        let words = Span::new(start, (start + inner.trim().len()).max(start));
        let full = inner.trim_end().ends_with(['.', '!', '?', ',']);
        let kind = if full { Kind::Full } else { Kind::Partial };
        marks.quoted.push(Quoted {
            words,
            marked: open.span().cover(&close.span()),
            kind,
            open: false,
            unopened: false,
        });
    }
    marks
}
