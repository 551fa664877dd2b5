//! The tokens of one passage as the tagger sees them: which may be part of a name, and what stands around them.

use super::hash;
use super::lexicon::{Lexicon, list, phrase};
use super::lists::Lists;
use super::memory::Words;
use crate::prose::token::{Case, Kind, Token};
use crate::prose::vocabulary::{Entry, Vocabulary, Written};
use memchr::memchr;
use std::ops::Range;

/// How far apart two capitals may stand to be of one name.
const REACH: usize = 3;
/// A gap between capitals of so many tokens holds none that belongs to both.
const WIDE: usize = 2 * REACH;
/// How many tokens of its sentence on each side of a name's token features look at.
const WINDOW: usize = 2;
/// Longest listed phrase, in tokens.
const LONGEST_PHRASE: usize = 6;

/// The number of a word that no feature looks at.
const UNREAD: u32 = u32::MAX;

/// A half-open range of token numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The first token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Stretch {
    /// The numbers of its tokens.
    pub const fn tokens(self) -> Range<usize> {
        self.start..self.end
    }

    /// The same with up to [`WINDOW`] more on each side, of the tokens of `sentence`.
    fn widened(self, sentence: Self) -> Range<usize> {
        sentence.start.max(self.start.saturating_sub(WINDOW))..sentence.end.min(self.end + WINDOW)
    }
}

/// One passage, ready for tagging.
#[derive(Debug, Default)]
pub struct Page {
    /// One entry a token: the word's number in the reader's memory; far from any possible name it was not looked up.
    pub words: Vec<u32>,
    /// Maximal stretches of tokens that may be part of names; none crosses a sentence.
    pub stretches: Vec<Stretch>,
    /// Has a capital.
    pub capital: Vec<bool>,
    /// One entry a token: the sentence it belongs to, as an index into `sentences`.
    pub sentence_of: Vec<u32>,
    /// The sentences, with what they look like.
    pub sentences: Vec<Sentence>,
}

/// One sentence, headline or line of a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Stretch,
    /// Looks, for features: bit 0 no word in lower case, 1 two numbers or more, 2 eight tokens or fewer, 3 in capitals.
    pub looks: u64,
}

impl Page {
    /// Reads a passage; `sentences` are ranges of its tokens. The room of the passage read before is used again.
    pub fn read(
        &mut self,
        written: &Written,
        sentences: &[Range<usize>],
        lexicon: &Lexicon,
        vocabulary: &mut Vocabulary,
        memory: &mut Words,
    ) {
        let Written { text, tokens, entries } = *written;
        self.clear(tokens.len());
        self.capital.extend(tokens.iter().map(Token::has_capital));
        lines(text, tokens, sentences, &mut self.sentences);
        for (number, sentence) in self.sentences.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            self.sentence_of[sentence.tokens.tokens()].fill(number);
            find_stretches(written, &self.capital, sentence.tokens, &mut self.stretches);
        }
        let is_alone = |at: &Stretch| at.end - at.start == 1 && at.end < tokens.len();
        self.stretches.retain(|stretch| !(is_alone(stretch) && entries[stretch.start].on.is(Lists::OPENS)));
        let words = &mut self.words;
        for stretch in &self.stretches {
            let sentence = self.sentences[self.sentence_of[stretch.start] as usize].tokens;
            for i in stretch.widened(sentence) {
                let full = stretch.tokens().contains(&i);
                if full || words[i] == UNREAD {
                    let read = |word: &str| memory.read(word, full, lexicon) + 1;
                    let known = entries[i].facts[usize::from(full)];
                    let unknown = known == 0;
                    words[i] = if unknown { vocabulary.facts(text, &tokens[i], full, read) } else { known } - 1;
                }
            }
            mark_phrases(*stretch, words, lexicon, memory);
        }
    }

    fn clear(&mut self, tokens: usize) {
        self.capital.clear();
        self.sentences.clear();
        self.stretches.clear();
        self.sentence_of.clear();
        self.sentence_of.resize(tokens, 0);
        self.words.clear();
        self.words.resize(tokens, UNREAD);
    }

    /// The longest rows of tokens with capitals in a stretch, and what stands between them, each token a row by itself.
    pub fn rows(&self, stretch: Stretch) -> impl Iterator<Item = Stretch> {
        let rows = self.capital[stretch.tokens()].chunk_by(|one, next| *one && *next);
        rows.scan(stretch.start, |start, row| {
            let row = Stretch { start: *start, end: *start + row.len() };
            *start = row.end;
            Some(row)
        })
    }

    /// The sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> &Sentence {
        &self.sentences[self.sentence_of[i] as usize]
    }
}

/// The sentences, cut where a line ends that is not wrapped: a headline, a byline or a row of a table ends no sentence
/// with a stop.
fn lines(text: &str, tokens: &[Token], sentences: &[Range<usize>], lines: &mut Vec<Sentence>) {
    let line =
        |start: usize, end: usize| Sentence { tokens: Stretch { start, end }, looks: looks(&tokens[start..end]) };
    if memchr(b'\n', text.as_bytes()).is_none() || is_wrapped(text) {
        lines.extend(sentences.iter().map(|sentence| line(sentence.start, sentence.end)));
        return;
    }
    let ends_line = |i: usize| text[tokens[i - 1].span().end..tokens[i].span().start].contains('\n');
    for sentence in sentences {
        let mut start = sentence.start;
        for i in sentence.start + 1..=sentence.end {
            if i == sentence.end || ends_line(i) {
                lines.push(line(start, i));
                start = i;
            }
        }
    }
}

/// Whether the line ends are only those of a narrow page: each line but the last had no room for the next line's word.
fn is_wrapped(text: &str) -> bool {
    let length = |line: &str| line.chars().count();
    let first_word = |line: &str| line.split_whitespace().next().map_or(0, length);
    let lines: Vec<(usize, usize)> = text.lines().map(|line| (length(line), first_word(line))).collect();
    let width = lines.iter().map(|line| line.0).max().unwrap_or(0);
    let loose = lines.windows(2).filter(|pair| pair[0].0 + 1 + pair[1].1 <= width).count();
    // A long line over a short one proves nothing unless it is about as long as a page is wide.
    loose * 10 <= lines.len() && (lines.len() > 3 || width >= 55)
}

fn looks(sentence: &[Token]) -> u64 {
    let (mut capitals, mut numbers, mut small, mut spelt) = (0, 0, 0, 0);
    for tokens in sentence.chunks(u16::MAX as usize) {
        let counts = tokens.iter().map(|token| COUNTS[token.case as usize][token.kind as usize]).sum::<u64>();
        let [a, b, c, d] = [0, 16, 32, 48].map(|bits| counts >> bits & 0xffff);
        (capitals, numbers, small, spelt) = (capitals + a, numbers + b, small + c, spelt + d);
    }
    let shouted = capitals >= 2 && spelt <= capitals / 4;
    let no_small = small == 0;
    u64::from(no_small) | u64::from(numbers >= 2) << 1 | u64::from(sentence.len() <= 8) << 2 | u64::from(shouted) << 3
}

/// What a token of a case and a kind counts as, sixteen bits each: in capitals, a number, a word in small letters, spelt with
/// small letters.
const COUNTS: [[u64; 5]; 5] = {
    let mut counts = [[0; 5]; 5];
    let mut case = 0;
    while case < 5 {
        let mut kind = 0;
        while kind < 5 {
            let is_small = case == Case::Lower as usize && kind == Kind::Word as usize;
            let is_spelt = is_small || case == Case::Capital as usize || case == Case::Mixed as usize;
            counts[case][kind] = (case == Case::Upper as usize) as u64
                | ((kind == Kind::Number as usize) as u64) << 16
                | (is_small as u64) << 32
                | (is_spelt as u64) << 48;
            kind += 1;
        }
        case += 1;
    }
    counts
};

/// The stretches of a sentence: its capitals, and what stands between two of them or beside one and may belong to a name.
fn find_stretches(written: &Written, capital: &[bool], sentence: Stretch, into: &mut Vec<Stretch>) {
    let Written { tokens, entries, .. } = *written;
    let mut open: Option<Stretch> = None;
    let mut take = |i: usize| match &mut open {
        Some(stretch) if stretch.end == i => stretch.end += 1,
        _ => into.extend(open.replace(Stretch { start: i, end: i + 1 })),
    };
    let mut last = None;
    let mut from = sentence.start;
    loop {
        let next = (from..sentence.end).find(|&i| capital[i]);
        let to = next.unwrap_or(sentence.end);
        match (last, next) {
            (Some(last), Some(next)) if to - from < WIDE => {
                let belongs = |i: &usize| belongs(&tokens[*i], &entries[*i], i - last, next - i);
                (from..to).filter(belongs).for_each(&mut take);
            }
            // Of any other gap no more than a number that touches a capital.
            _ => {
                let ends = [last.and(Some(from)), next.and(to.checked_sub(1))].into_iter().flatten();
                let is_number = |i: &usize| (from..to).contains(i) && tokens[*i].kind == Kind::Number;
                ends.filter(is_number).for_each(&mut take);
            }
        }
        let Some(capital) = next else { break };
        take(capital);
        (last, from) = (next, capital + 1);
    }
    into.extend(open);
}

/// Whether a token may be part of a name with the capital so far before it and the one so far after it.
fn belongs(token: &Token, entry: &Entry, before: usize, after: usize) -> bool {
    match (before == 1, after == 1) {
        (true, true) => true,
        (true, _) | (_, true) if token.kind == Kind::Number => true,
        _ => before <= REACH && after <= REACH && entry.on.is(Lists::JOINS),
    }
}

/// Gives each word of the longest listed phrase that phrase's lists.
fn mark_phrases(stretch: Stretch, words: &mut [u32], lexicon: &Lexicon, memory: &mut Words) {
    let mut i = stretch.start;
    while i + 1 < stretch.end {
        if !memory.facts(words[i]).opens {
            i += 1;
            continue;
        }
        let (mut hash, mut best) = (hash::SEED, None);
        for (length, &word) in words[i..stretch.end].iter().take(LONGEST_PHRASE).enumerate() {
            hash = phrase(hash, memory.facts(word).lower);
            let lists = if length > 0 { lexicon.lists(hash) } else { 0 };
            best = if lists != 0 { Some((i + length + 1, lists)) } else { best };
        }
        let Some((end, lists)) = best else {
            i += 1;
            continue;
        };
        for (at, word) in words[i..end].iter_mut().enumerate() {
            *word = memory.listed(*word, lists | if at == 0 { list::PHRASE } else { list::PHRASE_GOES_ON });
        }
        i = end;
    }
}
