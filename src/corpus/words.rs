//! Words as the record compares them: what a page may change without changing what was said is made equal.

mod ear;
mod spelling;

pub use ear::Ear;
use spelling::Sound;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One spoken word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text it was cut from.
    pub at: Range<usize>,
    /// Equal for words that only differ on the page: case, accents, apostrophes, `forty` and `40`, `-ise` and `-ize`.
    pub hash: u32,
    /// The hash of this word and the next written as one (`per cent`, `U.N.`), if there is a next.
    pub joined: Option<u32>,
    /// The two words this one contracts (`won't`).
    pub contracts: Option<(u32, u32)>,
    /// It stands in brackets: the editor's word, not the speaker's.
    pub editors: bool,
    /// Words were left out before it, and dots say so.
    pub after_gap: bool,
    /// A stop, a question or an exclamation mark, or nothing, stands before it.
    pub begins: bool,
    /// It carries sense by itself; `the`, `we`, `will` do not.
    pub content: bool,
}

/// A word as the index counts it: much quicker to have than a [`Word`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its first byte in the text.
    pub start: usize,
    /// As [`Word::hash`].
    pub hash: u32,
    /// As [`Word::content`].
    pub content: bool,
}

/// Cuts a text into spoken words; hesitations (`um`, `er`) are not words.
pub fn words(text: &str) -> Vec<Word> {
    let mut reader = Reader { begins: true, asides: asides(text), gap: false };
    let mut ear = Ear::default();
    let mut out = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Between(between) => reader.between(between),
            Piece::Word(at) => {
                let sound = ear.word(&text[at.clone()]);
                if !sound.hesitates {
                    out.push(reader.word(at, sound));
                }
            }
        }
    }
    join(&mut out, text, &mut ear);
    out
}

/// The same words, as the index counts them.
pub fn heard(text: &str) -> Vec<Heard> {
    let mut out = Vec::with_capacity(text.len() / 6);
    Ear::default().hear(text, &mut out);
    out
}

/// The hash of words in their order: what two printings of a sentence share.
pub fn print(words: &[Heard]) -> u32 {
    let mix =
        |print: u64, word: &Heard| print.rotate_left(5).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(word.hash);
    let print = words.iter().fold(0, mix);
    (print.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// Lower case without accents and apostrophes.
pub fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_letters(text, &mut out);
    out
}

/// A longer stretch in brackets is no editor's.
const LONGEST_ASIDE: usize = 80;

/// What stands in brackets, square or round (the agencies' way): the editor's words, or the note-taker's.
fn asides(text: &str) -> Vec<Range<usize>> {
    let mut asides = Vec::new();
    let mut open = None;
    for (i, b) in text.bytes().enumerate() {
        match (b, open) {
            (b'[' | b'(', _) => open = Some(i),
            (b']' | b')', Some(start)) if i - start <= LONGEST_ASIDE => {
                asides.push(start..i);
                open = None;
            }
            _ => {}
        }
    }
    asides
}

/// State between words.
struct Reader {
    asides: Vec<Range<usize>>,
    gap: bool,
    begins: bool,
}

impl Reader {
    fn between(&mut self, text: &str) {
        self.begins |= text.contains(['.', '!', '?']);
        let dots = text.chars().filter(|c| *c == '.').count();
        self.gap |= text.contains('…') || dots >= 3;
    }

    fn word(&mut self, at: Range<usize>, sound: Sound) -> Word {
        let gap = std::mem::take(&mut self.gap);
        let begins = std::mem::take(&mut self.begins);
        let next = self.asides.partition_point(|aside| aside.end <= at.start);
        let editors = self.asides.get(next).is_some_and(|aside| aside.start < at.start);
        let Sound { hash, contracts, content, .. } = sound;
        Word { at, hash, joined: None, contracts, editors, after_gap: gap, begins, content }
    }
}

fn join(words: &mut [Word], text: &str, ear: &mut Ear) {
    let mut both = String::new();
    for i in 1..words.len() {
        let gap = &text[words[i - 1].at.end..words[i].at.start];
        if gap.contains(['!', '?', ',', ';', ':', '"', '[', ']', '(', ')']) {
            continue;
        }
        both.clear();
        words[i - 1..=i].iter().for_each(|word| both.push_str(ear.folded(&text[word.at.clone()])));
        words[i - 1].joined = Some(ear.sound(&both).hash);
    }
}

enum Piece<'t> {
    Word(Range<usize>),
    Between(&'t str),
}

/// Words and what stands between them, in order.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let piece = piece(text, at)?;
        at = match &piece {
            Piece::Word(word) => word.end,
            Piece::Between(between) => at + between.len(),
        };
        Some(piece)
    })
}

/// What begins at a byte. A letter in brackets at a word's start (`[T]he`) is part of the word.
fn piece(text: &str, start: usize) -> Option<Piece<'_>> {
    let rest = &text[start..];
    let first = rest.chars().next()?;
    let capped = if first == '[' { capped_letter(rest) } else { None };
    if capped.is_none() && !first.is_alphanumeric() {
        let begins = |(i, c): (usize, char)| (c.is_alphanumeric() || c == '[' && i > 0).then_some(i);
        return Some(Piece::Between(&rest[..rest.char_indices().find_map(begins).unwrap_or(rest.len())]));
    }
    let mut end = start + capped.unwrap_or(first.len_utf8());
    if !is_ideograph(first) {
        end += plain_letters(&text[end..]);
        let before = text[..end].chars().next_back().unwrap_or(first);
        end += word_end(before, &text[end..]);
    }
    Some(Piece::Word(start..end))
}

/// Length of `[T]` where letters follow at once.
fn capped_letter(rest: &str) -> Option<usize> {
    let mut chars = rest.chars().skip(1);
    let letter = chars.next().filter(|c| c.is_alphabetic())?;
    (chars.next() == Some(']') && chars.next().is_some_and(char::is_alphabetic)).then(|| 2 + letter.len_utf8())
}

/// How many plain letters and figures come first.
fn plain_letters(rest: &str) -> usize {
    rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

/// Where the word that begins with `before` ends in the `rest` of the text.
fn word_end(mut before: char, rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let inner = c.is_alphanumeric() && !is_ideograph(c) || is_combining_mark(c);
        let apostrophe = is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let thousands = c == ','
            && before.is_ascii_digit()
            && rest.as_bytes().get(i + 1..i + 4).is_some_and(|three| three.iter().all(u8::is_ascii_digit));
        if !inner && !apostrophe && !thousands {
            return i;
        }
        before = c;
    }
    rest.len()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Scripts written without spaces: each sign is a word.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn fold_letters(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        if !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            out.retain(|c| c.is_ascii_alphanumeric());
        }
        return;
    }
    let letters = word.nfkd().filter(|c| c.is_alphanumeric());
    out.extend(letters.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        words(text).iter().map(|w| w.hash).collect()
    }

    #[test]
    fn the_page_may_change_case_accents_apostrophes_and_figures() {
        assert_eq!(hashes("Don't ask Halász for forty crowns"), hashes("DON’T ASK HALASZ — for 40 crowns."));
        assert_eq!(hashes("We organise the colours"), hashes("we organize the colors"));
        assert_eq!(hashes("We will, um, not"), hashes("We will not"));
        assert_ne!(hashes("fourteen"), hashes("forty"));
    }

    #[test]
    fn joined_and_contracted_words_know_their_other_form() {
        let two = words("per cent");
        assert_eq!(two[0].joined, Some(words("percent")[0].hash));
        let initials = words("U.N.");
        assert_eq!(initials[0].joined, Some(words("UN")[0].hash));
        let not = words("will not");
        assert_eq!(words("won't")[0].contracts, Some((not[0].hash, not[1].hash)));
    }

    #[test]
    fn brackets_and_dots_are_the_editors() {
        let read = words("[T]he boat … sails [on Friday] at 1,200");
        let flags: Vec<_> = read.iter().map(|w| (w.editors, w.after_gap)).collect();
        assert_eq!(read[0].hash, words("the")[0].hash);
        assert_eq!(
            flags,
            [
                (false, false),
                (false, false),
                (false, true),
                (true, false),
                (true, false),
                (false, false),
                (false, false)
            ]
        );
        assert_eq!(read[6].hash, words("1200")[0].hash);
    }

    #[test]
    fn what_is_heard_is_what_is_read() {
        for text in ["Don’t ask Halász for 1,200 crowns, um, [or] $4.5m - \"it's\" 'colours'", "港は[T]he quay’s 🙂 é"]
        {
            let read: Vec<_> = words(text).iter().map(|w| (w.at.start, w.hash, w.content)).collect();
            let heard: Vec<_> = heard(text).iter().map(|w| (w.start, w.hash, w.content)).collect();
            assert_eq!(read, heard);
        }
    }

    #[test]
    fn a_sentence_prints_alike_whatever_its_marks() {
        let print = |text: &str| print(&heard(text));
        assert_eq!(print("“It failed,” she said."), print("\"It failed\" She said"));
        assert_ne!(print("It failed"), print("It sailed"));
        assert_ne!(print("It failed"), print("Failed it"));
    }
}
