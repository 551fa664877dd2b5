//! Words, numbers and marks.

use crate::text::span::{InPassage, Span};

/// One token: a stretch of a passage without white space in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is.
    pub kind: Kind,
    /// How it is capitalised.
    pub case: Case,
    /// Whether white space or the passage's start stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with inner hyphens, apostrophes and stops: `al-Amin`, `O'Hara`, `don't`, `U.N.`, `Mr.`
    Word,
    /// Begins with a digit: `12`, `1,200.50`, `3rd`, `2024-03-07`.
    Number,
    /// A possessive ending, split off its word: `'s`, `’s`, or the apostrophe of `workers'`
    /// only where the word ends in `s` and no opening mark is near is left to the reader of marks.
    Possessive,
    /// One quotation mark, or two single ones that stand for a double.
    Mark,
    /// Anything else, one character each, but `...` is one.
    Punctuation,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letter, or none with case.
    None,
    /// `ferry`
    Lower,
    /// `Ferry`, `O'Hara`, `I`
    Capital,
    /// `UN`, `U.N.`: two letters or more, no small one.
    Upper,
    /// `iPhone`, `al-Amin`: begins small, has a capital.
    Mixed,
}

impl Token {
    /// The token's bytes.
    pub fn span(&self) -> Span<InPassage> {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The token as written.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }

    /// Whether it could begin or be a name: it has a capital letter.
    pub fn has_capital(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// Whether `c` may open or close a quotation: double marks of all kinds, and single ones, which may be apostrophes.
pub const fn is_mark(c: char) -> bool {
    is_double_mark(c) || is_single_mark(c)
}

/// Double quotation marks, straight, curly, low, angle.
pub const fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Single quotation marks and apostrophes.
pub const fn is_single_mark(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`')
}

/// Cuts a passage into tokens. Passages over 4 GB are cut short.
pub fn tokens(text: &str) -> Vec<Token> {
    tokens_in(Vec::new(), text)
}

/// The same where other tokens lay.
pub fn tokens_in(mut room: Vec<Token>, text: &str) -> Vec<Token> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    room.clear();
    room.reserve(text.len() / 4);
    let mut cutter = Cutter { text, at: 0, spaced: true, out: room };
    while cutter.step() {}
    cutter.out
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    spaced: bool,
    out: Vec<Token>,
}

impl Cutter<'_> {
    /// Takes one token or one space; false at the end.
    fn step(&mut self) -> bool {
        if self.plain_word() || self.plain_stop() {
            return true;
        }
        let Some(c) = self.peek(self.at) else { return false };
        if is_mark(c) {
            let double = matches!(c, '\'' | '’' | '‘' | '`') && self.peek(self.at + c.len_utf8()) == Some(c);
            self.push(self.at + c.len_utf8() * if double { 2 } else { 1 }, Kind::Mark, Case::None);
        } else if c.is_whitespace() {
            self.at += c.len_utf8();
            self.spaced = true;
        } else if is_letter(c) {
            self.word(self.at);
        } else if c.is_numeric() {
            let end = self.run(self.at, |c, next| c.is_alphanumeric() || is_inner_of_number(c, next));
            self.push(end, Kind::Number, Case::None);
        } else {
            let length = if self.text[self.at..].starts_with("...") { 3 } else { c.len_utf8() };
            self.push(self.at + length, Kind::Punctuation, Case::None);
        }
        true
    }

    /// Takes a word that begins with a plain letter, if one stands here. Of nine in ten nothing needs deciding: the byte behind
    /// the small letters tells.
    fn plain_word(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).map_or(Byte::Plain, |b| BYTES[usize::from(*b)]);
        let first = byte(self.at);
        if !matches!(first, Byte::Small | Byte::Capital) {
            return false;
        }
        let mut end = end_of_small(bytes, self.at + 1);
        // A stop behind so long a word is the sentence's: none of those is shortened.
        let stops = || {
            let next = bytes.get(end + 1);
            bytes.get(end) == Some(&b'.') && next.is_none_or(|b| b.is_ascii() && !b.is_ascii_alphabetic())
        };
        if byte(end) == Byte::Plain || end - self.at > LONGEST_SHORTENED && stops() {
            self.push(end, Kind::Word, if first == Byte::Small { Case::Lower } else { Case::Capital });
            return true;
        }
        while matches!(byte(end), Byte::Small | Byte::Capital | Byte::Figure) {
            end += 1;
        }
        self.word(end);
        true
    }

    /// Takes a comma, a stop or the like, if one stands here that is no part of a row of three.
    fn plain_stop(&mut self) -> bool {
        let next = self.text.as_bytes().get(self.at + 1);
        let plain = match self.text.as_bytes().get(self.at) {
            Some(b',' | b';' | b':' | b'?' | b'!' | b'(' | b')') => true,
            Some(b'.') => next != Some(&b'.'),
            _ => false,
        };
        if plain {
            self.push(self.at + 1, Kind::Punctuation, Case::None);
        }
        plain
    }

    /// Takes the word here, which is plain as far as `plain`.
    fn word(&mut self, plain: usize) {
        let mut end = self.end_of_word(plain);
        let possessive = possessive_length(&self.text[self.at..end]);
        if possessive > 0 {
            end -= possessive;
        } else if self.peek(end) == Some('.') && is_abbreviated(&self.text[self.at..end]) {
            end += 1;
        }
        self.push(end, Kind::Word, case_of(&self.text[self.at..end]));
        if possessive > 0 {
            self.push(end + possessive, Kind::Possessive, Case::None);
        }
    }

    /// Byte by byte as far as the word is ASCII, which in English is nearly always to its end, or to a curly mark.
    fn end_of_word(&self, mut end: usize) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            let joint = match bytes.get(end..).unwrap_or_default() {
                [b, ..] if b.is_ascii_alphanumeric() => 0,
                [b'\'' | b'-' | b'.' | b'&', ..] => 1,
                [0xe2, 0x80, 0x99, ..] => '’'.len_utf8(),
                // Dashes, dots and marks: of that block only the hyphen that never breaks is part of a word, too.
                [0xe2, 0x80, last, ..] if *last != 0x91 => return end,
                [b, ..] if !b.is_ascii() => break,
                _ => return end,
            };
            match bytes.get(end + joint) {
                Some(next) if joint == 0 || next.is_ascii_alphabetic() => end += joint + 1,
                next if next.is_none_or(u8::is_ascii) => return end,
                _ => break,
            }
        }
        self.run(end, |c, next| is_letter(c) || c.is_numeric() || is_inner_of_word(c) && next.is_some_and(is_letter))
    }

    fn push(&mut self, end: usize, kind: Kind, case: Case) {
        self.out.push(Token { start: self.at as u32, end: end as u32, kind, case, spaced: self.spaced });
        // Behind most tokens stands a blank.
        self.spaced = self.text.as_bytes().get(end) == Some(&b' ');
        self.at = end + usize::from(self.spaced);
    }

    /// The end of the run of characters that `inside` accepts; it is shown the next one too.
    fn run(&self, from: usize, inside: impl Fn(char, Option<char>) -> bool) -> usize {
        let mut chars = self.text[from..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if !inside(c, chars.peek().map(|n| n.1)) {
                return from + i;
            }
        }
        self.text.len()
    }

    fn peek(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() { Some(byte as char) } else { self.text[at..].chars().next() }
    }
}

/// The end of the small letters from `at` on, eight bytes at a time: most words end within that, and no guess is wrong.
fn end_of_small(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * ONES;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let low = eight & !TOPS;
        let from_a = low + (0x80 - b'a' as u64) * ONES;
        let past_z = low + (0x7f - b'z' as u64) * ONES;
        let other = !(from_a & !past_z & !eight) & TOPS;
        if other != 0 {
            return at + other.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at
}

/// What a byte does to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// Ends it.
    Plain,
    Small,
    Capital,
    Figure,
    /// May join two parts of it.
    Joint,
    /// Part of a character that is not ASCII.
    Foreign,
}

/// [`Byte`] for each.
static BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Foreign; 256];
    let mut at = 0;
    while at < 128 {
        bytes[at] = match at as u8 {
            b'a'..=b'z' => Byte::Small,
            b'A'..=b'Z' => Byte::Capital,
            b'0'..=b'9' => Byte::Figure,
            b'\'' | b'-' | b'.' | b'&' => Byte::Joint,
            _ => Byte::Plain,
        };
        at += 1;
    }
    bytes
};

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && (c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c))
}

fn is_inner_of_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '‑' | '.' | '&')
}

fn is_inner_of_number(c: char, next: Option<char>) -> bool {
    matches!(c, '.' | ',' | '-' | '/' | ':') && next.is_some_and(char::is_numeric)
}

/// Bytes of a final `'s` or `’s`.
fn possessive_length(word: &str) -> usize {
    if !matches!(word.as_bytes().last(), Some(b's' | b'S')) {
        return 0;
    }
    ["'s", "’s", "'S", "’S"].iter().find(|s| word.len() > s.len() && word.ends_with(**s)).map_or(0, |s| s.len())
}

/// Whether a stop after `word` belongs to it: an initial, an initialism with stops, a title or a month.
fn is_abbreviated(word: &str) -> bool {
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I";
    single || word.contains('.') && word.split('.').all(|p| p.chars().count() <= 2) || is_shortened(word)
}

/// Letters of the longest of them.
const LONGEST_SHORTENED: usize = 6;

/// Words that end in a stop without ending a sentence: titles, months, firms, American states as agencies shorten them.
#[rustfmt::skip]
fn is_shortened(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Prof" | "Sen" | "Sens" | "Rep" | "Reps" | "Gov" | "Govs" | "Gen"
            | "Lt" | "Col" | "Maj" | "Capt" | "Cmdr" | "Cpl" | "Sgt" | "Pvt" | "Adm" | "Rev" | "Hon" | "Pres"
            | "Supt" | "Det" | "Insp" | "Atty" | "Amb" | "Sec" | "Fr" | "St" | "Ste" | "Mt" | "Ft" | "Jr" | "Sr"
            | "Esq" | "No" | "Nos" | "vs" | "v" | "cf" | "ca" | "approx" | "Jan" | "Feb" | "Mar" | "Apr" | "Aug"
            | "Sept" | "Sep" | "Oct" | "Nov" | "Dec" | "Messrs" | "Mme" | "Mlle" | "Brig" | "Corp" | "Inc"
            | "Co" | "Cos" | "Ltd" | "Bros" | "Ala" | "Ariz" | "Ark" | "Calif" | "Colo" | "Conn" | "Del" | "Fla"
            | "Ga" | "Ill" | "Kan" | "Ky" | "Md" | "Mass" | "Mich" | "Minn" | "Mo" | "Mont" | "Neb" | "Nev"
            | "Okla" | "Ore" | "Pa" | "Tenn" | "Tex" | "Va" | "Vt" | "Wash" | "Wis" | "Wyo"
    )
}

fn case_of(word: &str) -> Case {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Case::Lower;
    }
    let mut first = None;
    let (mut upper, mut lower) = (0, 0);
    for c in word.chars() {
        let is_upper = if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
        let is_lower = if c.is_ascii() { c.is_ascii_lowercase() } else { c.is_lowercase() };
        if is_upper || is_lower {
            first.get_or_insert(is_upper);
        }
        upper += usize::from(is_upper);
        lower += usize::from(is_lower);
    }
    match (first, upper, lower) {
        (None, ..) => Case::None,
        (_, 0, _) => Case::Lower,
        (Some(true), 2.., 0) => Case::Upper,
        (Some(true), ..) => Case::Capital,
        (Some(false), ..) => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn words_keep_their_hyphens_apostrophes_and_stops() {
        assert_eq!(words("Mr. al-Amin didn't see O'Hara."), ["Mr.", "al-Amin", "didn't", "see", "O'Hara", "."]);
        assert_eq!(words("The U.N. envoy, J. Lund"), ["The", "U.N.", "envoy", ",", "J.", "Lund"]);
        assert_eq!(words("at 10.30, 1,200 men"), ["at", "10.30", ",", "1,200", "men"]);
    }

    #[test]
    fn a_possessive_is_split_off() {
        assert_eq!(words("Lund's boat, the city’s"), ["Lund", "'s", "boat", ",", "the", "city", "’s"]);
        assert_eq!(tokens("Lund's")[1].kind, Kind::Possessive);
    }

    #[test]
    fn marks_stand_alone_and_two_single_ones_are_a_double() {
        assert_eq!(words("''No,'' she said"), ["''", "No", ",", "''", "she", "said"]);
        assert_eq!(words("“No,” «да» 'x'"), ["“", "No", ",", "”", "«", "да", "»", "'", "x", "'"]);
    }

    #[test]
    fn three_stops_are_one_token_and_a_blank_behind_a_stop_is_seen() {
        assert_eq!(words("Wait... no. (Yes!)."), ["Wait", "...", "no", ".", "(", "Yes", "!", ")", "."]);
        let spaced: Vec<_> = tokens("No, (yes) no,no").iter().map(|t| t.spaced).collect();
        assert_eq!(spaced, [true, false, true, false, false, true, false, false]);
    }

    #[test]
    fn case_tells_names_from_words() {
        let cases: Vec<_> = tokens("Ferry UN iPhone ferry I U.N. 12").iter().map(|t| t.case).collect();
        assert_eq!(
            cases,
            [Case::Capital, Case::Upper, Case::Mixed, Case::Lower, Case::Capital, Case::Upper, Case::None]
        );
    }
}
