//! The reporter's own words of a paragraph, with the quotations taken out.
//!
//! Who speaks is told outside the marks. Places are counted in narration words here (stops and commas count), so that a
//! long quotation between a name and its verb does not drive them apart.

use super::look::Look;
use crate::prose::cue::Class;
use crate::prose::name::lists::Lists;
use crate::prose::quote::{Kind as QuoteKind, Quoted};
use crate::prose::token::{Case, Kind, Token};
use crate::prose::vocabulary::{Entry, Written};
use crate::text::span::{InPassage, Span};
use std::ops::Range;

/// One word or stop of the narration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub span: Span<InPassage>,
    pub class: Class,
    pub on: Lists,
    pub look: Look,
    /// What it is to whatever stands beside it: a code of [`super::neighbour`].
    pub code: u8,
    /// Narration sentence, from 0.
    pub sentence: u16,
    /// Outer quotations that begin before it.
    pub quotes: u16,
    /// Whether it begins a narration sentence.
    pub begins: bool,
}

/// Where an outer quotation stands in the narration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Index into [`Quoted`]s of the paragraph.
    pub quoted: usize,
    /// Index of the first narration word after it.
    pub at: usize,
    /// The narration sentence it stands in.
    pub sentence: u16,
    pub inner: Inner,
}

/// What the quoted words tell of themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inner {
    /// Whether I, we, you or the like stand in it.
    pub person: bool,
    /// Whether a verb's helper or a pronoun does: a clause, not a term.
    pub clause: bool,
    /// Words that only hold others together.
    pub small: u8,
    /// Codes of the first and last word.
    pub first: u8,
    pub last: u8,
    pub count: Count,
}

/// How many words there are between blanks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// At most [`MOST_COUNTED`].
    pub words: u8,
    /// Longer ones, and those of them that have a capital, among the first [`MOST_WEIGHED`].
    pub long: u8,
    pub capital: u8,
}

const MOST_COUNTED: usize = 60;
const MOST_WEIGHED: usize = 40;

/// A paragraph less its quotations.
pub(super) struct Narration<'t> {
    pub text: &'t str,
    pub words: Vec<Word>,
    pub gaps: Vec<Gap>,
    /// The words that may be a cue.
    pub telling: Vec<u32>,
}

/// Where narrations are written: the room of one serves the next.
#[derive(Default)]
pub struct Sheet {
    words: Vec<Word>,
    gaps: Vec<Gap>,
    telling: Vec<u32>,
}

/// What may be a cue: a verb of saying or what stands for one.
pub(super) const TELLING: Class = Class::CUE.with(Class::STATEMENT).with(Class::ACCORDING);

impl<'t> Narration<'t> {
    pub fn of(written: Written<'t>, quoted: &[Quoted], sheet: &mut Sheet) -> Self {
        let Written { text, tokens, .. } = written;
        let Sheet { mut words, mut gaps, mut telling } = std::mem::take(sheet);
        words.clear();
        gaps.clear();
        telling.clear();
        words.reserve(tokens.len());
        let mut reader = Reader { text, tokens, written, words, gaps, telling, sentence: 0, cut_at: LONGEST_SENTENCE };
        reader.read(quoted);
        let Reader { words, gaps, telling, .. } = reader;
        let mut narration = Self { text, words, gaps, telling };
        let begins = narration.dateline();
        narration.words.iter_mut().skip(begins).take(1).for_each(|word| word.begins = true);
        narration
    }

    /// Leaves its room for the next, unless it was a book without an empty line.
    pub fn leave(self, sheet: &mut Sheet) {
        if self.words.len() <= MOST_WORDS {
            *sheet = Sheet { words: self.words, gaps: self.gaps, telling: self.telling };
        }
    }

    /// Words of a dateline at the paragraph's head, `OSTERBY, June 19 (Meridian) –`: neither place nor agency speaks there.
    pub fn dateline(&self) -> usize {
        let head = &self.words[..self.words.len().min(DATELINE)];
        let plain = |w: &Word| {
            matches!(
                w.look,
                Look::Capital | Look::Number | Look::Comma | Look::Opening | Look::Closing | Look::Stop | Look::Other
            )
        };
        let dash = head.iter().position(|w| !plain(w)).filter(|&i| head[i].look == Look::Dash && head[i].quotes == 0);
        let shouts = |w: &Word| {
            w.span.len() > 2 && w.span.of(self.text).chars().all(|c| c.is_uppercase() || c == '\'' || c == '-')
        };
        // `Osterby (Meridian) – The harbour`
        let credited = |dash: &usize| {
            let credit = (3..=4).filter_map(|words| head.get(dash.checked_sub(words)?..*dash));
            let agency = credit
                .filter_map(|c| c.first().zip(c.last()))
                .any(|(first, last)| first.look == Look::Opening && last.look == Look::Closing);
            agency && self.words.get(dash + 1).is_some_and(|w| w.look == Look::Capital)
        };
        let dateline = dash.filter(|dash| head.first().is_some_and(shouts) || credited(dash));
        // Most paragraphs begin with a word in small letters.
        let capitals = || self.text.get(1..2).is_some_and(|second| second.as_bytes()[0].is_ascii_uppercase());
        dateline.or_else(|| if capitals() { self.label(shouts) } else { None }).map_or(0, |i| i + 1)
    }

    /// The colon of `OSTERBY: The court`, `EXCLUSIVE: The mayor`, which has the reporter's own words behind it.
    fn label(&self, shouts: impl Fn(&Word) -> bool) -> Option<usize> {
        let colon = self.words.iter().take(LABEL).position(|w| w.look == Look::Colon).filter(|&i| i > 0)?;
        let own = |w: &Word| w.quotes == 0 && w.look == Look::Capital && !shouts(w);
        let goes_on = self.words.get(colon + 1).is_some_and(own);
        (goes_on && self.words[colon].quotes == 0 && self.words[..colon].iter().all(shouts)).then_some(colon)
    }

    /// `in the words of Ruiz`: whoever comes next spoke, and the words are no term.
    pub fn is_in_the_words_of(&self, i: usize) -> bool {
        let is = |at: Option<usize>, said: &str| {
            let here = at.filter(|at| self.in_sentence(*at, self.words[i].sentence).is_some());
            here.is_some_and(|at| self.of_word(at).eq_ignore_ascii_case(said))
        };
        self.of_word(i) == "words" && is(Some(i + 1), "of") && is(i.checked_sub(1), "the") && is(i.checked_sub(2), "in")
    }

    /// The word at `i`, if it stands in the same narration sentence as `sentence`.
    pub fn in_sentence(&self, i: usize, sentence: u16) -> Option<&Word> {
        self.words.get(i).filter(|w| w.sentence == sentence)
    }

    pub fn of_word(&self, i: usize) -> &'t str {
        self.words[i].span.of(self.text)
    }

    /// Whether a quotation stands right before word `i`, or would but for a comma.
    pub fn follows_quote(&self, i: usize) -> bool {
        let comma = i > 0 && self.words[i - 1].look == Look::Comma;
        self.is_behind_quote(i) || comma && self.is_behind_quote(i - 1)
    }

    fn is_behind_quote(&self, i: usize) -> bool {
        self.words[i].quotes != i.checked_sub(1).map_or(0, |before| self.words[before].quotes)
    }

    /// The quotations that stand right before word `i`. They stand in order, and a paragraph may have thousands.
    pub fn gaps_at(&self, i: usize) -> impl Iterator<Item = &Gap> {
        let first = self.gaps.partition_point(|g| g.at < i);
        self.gaps[first..].iter().take_while(move |g| g.at == i)
    }
}

/// Words and stops of the longest sentence. A longer one is no sentence, and is cut: whoever speaks is looked for all over one.
const LONGEST_SENTENCE: usize = 500;
/// Sentences, quotations and words of saying that are read of one paragraph: more than any book without an empty line has.
const MOST: usize = 60_000;
/// Words of the longest narration whose room is kept; 32 bytes each.
const MOST_WORDS: usize = 1 << 14;
/// Words and stops of a dateline at most, and of a label with its colon.
const DATELINE: usize = 14;
const LABEL: usize = 4;

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    written: Written<'t>,
    words: Vec<Word>,
    gaps: Vec<Gap>,
    telling: Vec<u32>,
    sentence: u16,
    /// The narration word before which the sentence is cut.
    cut_at: usize,
}

/// How the quotation just passed ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    No,
    WithStop,
    WithQuestion,
}

impl Reader<'_> {
    fn read(&mut self, quoted: &[Quoted]) {
        let mut outer = quoted.iter().enumerate().filter(|(_, q)| q.kind != QuoteKind::Nested).peekable();
        let mut ended = Ended::No;
        let mut begins = true;
        let mut i = 0;
        while i < self.tokens.len() && self.most() < MOST {
            let start = self.tokens[i].span().start;
            if let Some((index, quote)) = outer.next_if(|(_, q)| q.marked.start <= start) {
                self.end_sentence(ended != Ended::No);
                let marked = i..i + self.tokens[i..].partition_point(|t| t.span().start < quote.marked.end);
                let inner = self.inner(marked.clone(), quote.words);
                self.gaps.push(Gap { quoted: index, at: self.words.len(), sentence: self.sentence, inner });
                i = marked.end;
                ended = self.ending(quote);
                continue;
            }
            if ended != Ended::No {
                let closed = ended == Ended::WithStop && self.words.last().is_some_and(|w| w.look == Look::Colon);
                begins = self.tokens[i].has_capital() && (closed || !self.attribution_follows(i, ended));
                self.end_sentence(begins);
                ended = Ended::No;
            }
            let stop = outer.peek().map_or(usize::MAX, |(_, q)| q.marked.start);
            (i, begins) = self.tell(i, stop, begins);
        }
    }

    /// Adds the tokens from `i` to the quotation at byte `stop`; which one comes next, and whether it begins a sentence.
    fn tell(&mut self, i: usize, stop: usize, mut begins: bool) -> (usize, bool) {
        let tokens = &self.tokens[i..];
        // A token adds one at most to all that is counted.
        let tokens = &tokens[..tokens.len().min(MOST.saturating_sub(self.most()))];
        let tokens = &tokens[..tokens.partition_point(|token| token.span().start < stop)];
        for (at, (token, entry)) in tokens.iter().zip(&self.written.entries[i..]).enumerate() {
            begins = self.push(token, entry, begins) && self.ends_sentence(i + at);
            self.end_sentence(begins);
        }
        (i + tokens.len(), begins)
    }

    /// How many sentences, quotations or words of saying were read, whichever are the most.
    fn most(&self) -> usize {
        usize::from(self.sentence).max(self.gaps.len()).max(self.telling.len())
    }

    fn end_sentence(&mut self, ends: bool) {
        if ends {
            self.sentence += 1;
            self.cut_at = self.words.len() + LONGEST_SENTENCE;
        }
    }

    fn class(&self, i: usize) -> Class {
        self.written.entries[i].class
    }

    fn ending(&self, quote: &Quoted) -> Ended {
        match quote.words.of(self.text).trim_end_matches(['\'', '’', ')']).chars().next_back() {
            Some('.' | '…') => Ended::WithStop,
            Some('?' | '!') => Ended::WithQuestion,
            _ if quote.open => Ended::WithStop,
            _ => Ended::No,
        }
    }

    fn inner(&self, marked: Range<usize>, words: Span<InPassage>) -> Inner {
        let me = Class::FIRST_PERSON.with(Class::SECOND_PERSON);
        let clausal = Class::AUXILIARY.with(Class::SUBJECT).with(Class::OBJECT).with(me);
        let mut inner = Inner { count: Count::of(&self.tokens[marked.clone()], words), ..Inner::default() };
        let holds = Class::ARTICLE.with(Class::PREPOSITION).with(Class::CONJUNCTION).with(clausal);
        let mut all = Class::NONE;
        let code = |i: usize| self.written.entries[i].code;
        let mut last = None;
        for i in marked.filter(|&i| self.tokens[i].kind == Kind::Word) {
            let class = self.class(i);
            inner.first = if last.is_none() { code(i) } else { inner.first };
            inner.small = inner.small.saturating_add(u8::from(class.is(holds)));
            all = all.with(class);
            last = Some(i);
        }
        Inner { person: all.is(me), clause: all.is(clausal), last: last.map_or(0, code), ..inner }
    }

    /// After `"Really?"` or, by slip, `"Really."`: does `Ruiz asked.` follow? What a colon brings in has had its attribution.
    fn attribution_follows(&self, i: usize, ended: Ended) -> bool {
        let mut next = (i..self.tokens.len()).take(8);
        let cue = next.clone().take(6).position(|i| self.class(i).is(Class::SAYING));
        let stop = next.position(|i| matches!(self.written.of(i), "." | "!" | "?"));
        // `Ruiz pressed.`: with nothing behind it, even a verb that need not report words does.
        let pressed = |stop: usize| {
            let last = stop.checked_sub(1).map(|last| self.class(i + last));
            last.is_some_and(|class| class.is(Class::WEAK))
        };
        match (ended, cue, stop) {
            (Ended::WithQuestion, None, Some(stop)) if stop < 6 => pressed(stop),
            (Ended::WithQuestion, Some(cue), stop) => stop.is_none_or(|stop| cue < stop),
            (_, Some(cue), Some(stop)) => cue < stop,
            _ => false,
        }
    }

    /// Adds a token; whether it is a stop.
    fn push(&mut self, token: &Token, entry: &Entry, begins: bool) -> bool {
        let Entry { class, on, look, code, .. } = *entry;
        if class.is(TELLING) {
            self.telling.push(self.words.len() as u32);
        }
        let quotes = self.gaps.len() as u16;
        self.end_sentence(self.words.len() == self.cut_at);
        self.words.push(Word { span: token.span(), class, on, look, code, sentence: self.sentence, quotes, begins });
        look == Look::Stop
    }

    /// Whether the stop that was just added, token `i`, ends a sentence.
    fn ends_sentence(&self, i: usize) -> bool {
        // After a closing mark it does even where the space behind it was lost.
        let after_mark = self.gaps.last().is_some_and(|g| g.at + 1 == self.words.len());
        self.tokens.get(i + 1).is_none_or(|next| (next.spaced || after_mark) && !is_lower(next))
    }
}

impl Count {
    fn of(tokens: &[Token], words: Span<InPassage>) -> Self {
        // Of three single marks in a row one may belong to the words, whatever token it lies in.
        let from = tokens.partition_point(|t| t.span().end <= words.start);
        let to = tokens.partition_point(|t| t.span().start < words.end);
        let mut count = Self::default();
        for word in tokens.get(from..to).unwrap_or_default().chunk_by(|_, next| !next.spaced).take(MOST_COUNTED) {
            let (first, last) = (&word[0], &word[word.len() - 1]);
            let end = last.span().end.min(words.end);
            let long = first.kind == Kind::Word && end - first.span().start > 3;
            if long && usize::from(count.words) < MOST_WEIGHED {
                count.long += 1;
                count.capital += u8::from(matches!(first.case, Case::Capital | Case::Upper));
            }
            count.words += 1;
        }
        count
    }
}

fn is_lower(token: &Token) -> bool {
    token.case == Case::Lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::{Passage, Role};

    /// How many words of saying and sources the paragraph has, and how many of each its longest sentence.
    fn longest_sentence(text: &str) -> [usize; 2] {
        let voices = reader::read(&Passage::verbatim(Role::Paragraph, text, 0)).voices;
        let longest = |sentences: Vec<u16>| sentences.chunk_by(|a, b| a == b).map(<[u16]>::len).max().unwrap_or(0);
        let cues = voices.cues.iter().map(|cue| cue.sentence).collect();
        [longest(cues), longest(voices.sources.iter().map(|source| source.sentence).collect())]
    }

    #[test]
    fn whoever_speaks_in_an_endless_sentence_is_not_looked_for_all_over_it() {
        let endless = ["a man who said ", "he said, ", "\"a\" he ", "Ana Ruiz, who said ", "I said we "];
        for words in endless {
            let [cues, sources] = longest_sentence(&words.repeat(2000));
            assert!(cues <= LONGEST_SENTENCE && sources <= LONGEST_SENTENCE, "{words}: {cues} {sources}");
        }
    }

    #[test]
    fn a_paragraph_longer_than_a_book_is_read_as_far_as_it_can_be_counted() {
        for words in [". ", "said ", "\"a\" ", "\"a\" he said. "] {
            let voices = reader::read(&Passage::verbatim(Role::Paragraph, &words.repeat(MOST + 10_000), 0)).voices;
            assert!(
                voices.cues.len() <= MOST && voices.settings.len() <= MOST && usize::from(voices.sentences) <= MOST + 1
            );
        }
    }
}
