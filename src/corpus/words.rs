//! Words as the record compares them: what a page may change without changing what was said is made equal.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

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

/// Cuts a text into spoken words; hesitations (`um`, `er`) are not words.
pub fn words(text: &str) -> Vec<Word> {
    let mut reader = Reader { begins: true, asides: asides(text), gap: false };
    let mut folded = String::new();
    let mut out = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Between(between) => reader.between(between),
            Piece::Word(at) => {
                fold(&text[at.clone()], &mut folded);
                if !HESITATIONS.contains(&folded.as_str()) {
                    out.push(reader.word(at, &folded));
                }
            }
        }
    }
    join(&mut out, text);
    out
}

/// The hash of a text's words in their order, and how many they are: what two printings of a sentence share.
pub fn print(text: &str) -> (u32, usize) {
    let mut folded = String::new();
    let (mut hash, mut count) = (0_u64, 0);
    for piece in pieces(text) {
        if let Piece::Word(at) = piece {
            fold_letters(&text[at], &mut folded);
            hash = hash.rotate_left(5).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ xxh3_64(folded.as_bytes());
            count += 1;
        }
    }
    ((hash >> 32) as u32, count)
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

    fn word(&mut self, at: Range<usize>, folded: &str) -> Word {
        let gap = std::mem::take(&mut self.gap);
        let begins = std::mem::take(&mut self.begins);
        let next = self.asides.partition_point(|aside| aside.end <= at.start);
        let editors = self.asides.get(next).is_some_and(|aside| aside.start < at.start);
        Word {
            at,
            hash: hash(folded),
            joined: None,
            contracts: contraction(folded).map(|(a, b)| (hash(a), hash(b))),
            editors,
            after_gap: gap,
            begins,
            content: is_content(folded),
        }
    }
}

fn hash(folded: &str) -> u32 {
    (xxh3_64(folded.as_bytes()) >> 32) as u32
}

fn join(words: &mut [Word], text: &str) {
    let (mut folded, mut both) = (String::new(), String::new());
    for i in 1..words.len() {
        let gap = &text[words[i - 1].at.end..words[i].at.start];
        if gap.contains(['!', '?', ',', ';', ':', '"', '[', ']', '(', ')']) {
            continue;
        }
        both.clear();
        for word in &words[i - 1..=i] {
            fold_letters(&text[word.at.clone()], &mut folded);
            both.push_str(&folded);
        }
        words[i - 1].joined = Some(hash(same_spelling(&both, &mut folded)));
    }
}

enum Piece<'t> {
    Word(Range<usize>),
    Between(&'t str),
}

/// Words and what stands between them, in order. A letter in brackets at a word's start (`[T]he`) is part of the word.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let start = at;
        let is_capped = first == '[' && capped_letter(rest).is_some();
        if !is_capped && !first.is_alphanumeric() {
            let mut end = rest.len();
            for (i, c) in rest.char_indices() {
                if c.is_alphanumeric() || c == '[' && i > 0 {
                    end = i;
                    break;
                }
            }
            at += end;
            return Some(Piece::Between(&text[start..at]));
        }
        at += if is_capped { capped_letter(rest).unwrap_or(1) } else { first.len_utf8() };
        if !is_ideograph(first) {
            at += word_end(first, &text[at..]);
        }
        Some(Piece::Word(start..at))
    })
}

/// Length of `[T]` where letters follow at once.
fn capped_letter(rest: &str) -> Option<usize> {
    let mut chars = rest.chars().skip(1);
    let letter = chars.next().filter(|c| c.is_alphabetic())?;
    (chars.next() == Some(']') && chars.next().is_some_and(char::is_alphabetic)).then(|| 2 + letter.len_utf8())
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

fn fold(word: &str, out: &mut String) {
    fold_letters(word, out);
    let mut spelled = String::new();
    let same = same_spelling(out, &mut spelled);
    if same.len() != out.len() || !std::ptr::eq(same.as_ptr(), out.as_ptr()) {
        *out = same.to_owned();
    }
}

fn fold_letters(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    let letters = word.nfkd().filter(|c| c.is_alphanumeric());
    out.extend(letters.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)));
}

/// The one spelling for words that houses spell in several ways: figures for numbers, American endings.
fn same_spelling<'a>(word: &'a str, room: &'a mut String) -> &'a str {
    if let Some((_, figure)) = NUMBERS.iter().find(|(name, _)| *name == word) {
        return figure;
    }
    if word.len() < 6 || !word.is_ascii() {
        return word;
    }
    for (british, american) in [("is", "iz"), ("our", "or")] {
        let Some(stem) = ENDINGS.iter().find_map(|end| word.strip_suffix(end)?.strip_suffix(british)) else { continue };
        if stem.len() >= 3 {
            let end = &word[stem.len() + british.len()..];
            room.clear();
            room.extend([stem, american, end]);
            return room;
        }
    }
    word
}

/// After `-is-` and `-our-`.
const ENDINGS: [&str; 8] = ["ing", "able", "ation", "ed", "es", "e", "s", ""];

const HESITATIONS: [&str; 11] = ["um", "umm", "uh", "uhh", "uhm", "er", "erm", "hm", "hmm", "mm", "mhm"];

const NUMBERS: [(&str, &str); 28] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("ok", "okay"),
];

/// What a contraction stands for; written without its apostrophe, as tape and page differ over it.
fn contraction(word: &str) -> Option<(&str, &str)> {
    let irregular = [("wont", "will"), ("cant", "can"), ("shant", "shall"), ("cannot", "can")];
    if let Some((_, verb)) = irregular.iter().find(|(short, _)| *short == word) {
        return Some((verb, "not"));
    }
    if let Some(verb) = word.strip_suffix("nt").filter(|verb| NEGATED.contains(verb)) {
        return Some((verb, "not"));
    }
    let (subject, rest) = SUBJECTS.iter().find_map(|s| Some((*s, word.strip_prefix(s)?)))?;
    let verb = match rest {
        "m" if subject == "i" => "am",
        "re" => "are",
        "ve" => "have",
        "ll" => "will",
        "d" => "would",
        "s" => "is",
        _ => return None,
    };
    Some((subject, verb))
}

const NEGATED: [&str; 16] = [
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "would", "should", "could", "must", "need",
    "might",
];

const SUBJECTS: [&str; 13] =
    ["they", "there", "that", "what", "who", "she", "you", "he", "we", "it", "i", "here", "where"];

fn is_content(word: &str) -> bool {
    !EMPTY.contains(&word)
}

/// Words that any two English sentences share.
const EMPTY: [&str; 110] = [
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "being", "but", "by", "can", "could", "did", "do", "does", "doing", "done", "for", "from", "get", "go", "going",
    "got", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its",
    "just", "know", "like", "me", "more", "my", "no", "not", "now", "of", "on", "1", "or", "our", "out", "over",
    "said", "say", "she", "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "thing", "think", "this", "those", "to", "too", "up", "us", "very", "want", "was", "we", "well", "were",
    "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your", "im", "dont", "thats",
    "ive", "weve", "only", "one",
];

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
    fn a_sentence_prints_alike_whatever_its_marks() {
        assert_eq!(print("“It failed,” she said."), print("\"It failed\" She said"));
        assert_ne!(print("It failed").0, print("It sailed").0);
    }
}
