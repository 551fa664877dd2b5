//! Quotations as one paragraph shows them: which marks pair with which.

mod kind;
mod mark;
mod pairing;
mod slip;

use super::token::{self, Token};
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
    /// No closing mark in the paragraph: it runs on into the next, or the mark is missing. Where an attribution follows
    /// the words (`"We open in May, Ruiz said.`) the mark is surely missing, and the words end before it.
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

impl Marks {
    /// None, where others were.
    pub fn cleared(mut self) -> Self {
        self.quoted.clear();
        self.stray.clear();
        self
    }
}

/// Whether there may be marks in a text that [`pair`] looks at: an apostrophe inside a word is none. Two of three stories of
/// an agency quote nobody, and most of their paragraphs need not even be cut into tokens to know.
pub fn may_be_in(text: &str) -> bool {
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|b| BEGINS_A_MARK[usize::from(*b)]) {
        at += next;
        let Some(c) = text[at..].chars().next() else { return false };
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        if token::is_mark(c) && !is_inside_a_word(before, c, after) {
            return true;
        }
        at += c.len_utf8();
    }
    false
}

/// Whether a byte may be the first of a mark.
const BEGINS_A_MARK: [bool; 256] = {
    let mut begins = [false; 256];
    let first = *b"\"'`\xC2\xE2\xEF";
    let mut i = 0;
    while i < first.len() {
        begins[first[i] as usize] = true;
        i += 1;
    }
    begins
};

/// `Ruiz's`, `don't`: plain letters from a blank to the apostrophe, and one behind it.
fn is_inside_a_word(before: &str, c: char, after: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    matches!(c, '\'' | '’') && plain && after.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Pairs the marks of a paragraph. A stray mark costs its own quotation at most, never the rest.
///
/// A block quote that holds no marks is one quotation as a whole.
pub fn pair(text: &str, tokens: &[Token], role: Role) -> Marks {
    pair_in(&mut Sheet::default(), Marks::default(), text, tokens, role)
}

/// Where marks are weighed and paired: the room of one paragraph serves the next.
#[derive(Default)]
pub struct Sheet {
    found: Vec<mark::Mark>,
    chain: pairing::Chain,
}

/// Marks whose room is kept; some 80 bytes each.
const MOST_MARKS: usize = 1 << 10;

/// The same on a sheet, where other marks lay.
pub fn pair_in(sheet: &mut Sheet, marks: Marks, text: &str, tokens: &[Token], role: Role) -> Marks {
    let mut marks = marks.cleared();
    mark::marks(&mut sheet.found, text, tokens, role);
    pairing::pair(&mut marks, text, &sheet.found, &mut sheet.chain);
    if role == Role::BlockQuote && !marks.quoted.iter().any(|q| covers_most(q, text)) {
        marks.quoted.retain(|q| !q.open && !q.unopened);
        block_quote(text, &mut marks.quoted);
    }
    slip::trim(text, &mut marks.quoted);
    kind::judge(text, tokens, &mut marks.quoted);
    if sheet.found.len() > MOST_MARKS {
        *sheet = Sheet::default();
    }
    marks
}

/// A block quote whose text stands in marks of its own needs no second pair around it.
fn covers_most(quoted: &Quoted, text: &str) -> bool {
    quoted.marked.len() * 10 > text.trim().len() * 9
}

/// The whole text, less a last line that signs it (`— Rosa Lund`).
fn block_quote(text: &str, quoted: &mut Vec<Quoted>) {
    let signed = text.rfind('\n').filter(|&at| text[at..].trim_start().starts_with(['—', '–', '-']));
    let body = &text[..signed.unwrap_or(text.len())];
    let start = body.len() - body.trim_start().len();
    let words = Span::new(start, start + body.trim().len());
    if words.is_empty() || body.trim_start().starts_with(['—', '–']) {
        return;
    }
    for inner in quoted.iter_mut() {
        inner.kind = Kind::Nested;
    }
    quoted.insert(0, Quoted { words, marked: words, kind: Kind::Block, open: false, unopened: false });
}

#[cfg(test)]
mod tests;
