//! What a single word tells the tagger, worked out once and used by all its neighbours.

use super::hash::{SEED, small, step};
use super::lexicon::{Lexicon, list};

/// Cluster numbers of a word unknown to the clusters.
pub const NO_CLUSTER: [u16; 3] = [0x7f, 0x7ff, 0x7fff];

/// One token, seen by itself: what features ask of it wherever it stands. Half a cache line, as a token's features ask for
/// its neighbours' too.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub struct Facts {
    /// Hash of the word in lower case, every digit as nought.
    pub lower: u64,
    /// Hash of the classes of its letters with repeats left out (`Xx9`).
    pub brief: u64,
    /// Clusters among 64, 256 and 1,024.
    pub cluster: [u16; 3],
    /// The lists the word, or the longest listed phrase it belongs to, stands in: see [`super::lexicon`].
    pub lists: u16,
    /// Two letters or more, all capitals.
    pub capitals: bool,
    /// Some listed phrase begins with it.
    pub opens: bool,
}

/// What features ask of a token seldom: where what it says from its seat is not remembered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letters {
    /// Hash of the word as written.
    pub exact: u64,
    /// Hash of the first eight letters' classes (`Xxxx9`).
    pub shape: u64,
    /// Hashes of the first one to four letters in lower case; nought where the word is no longer than that.
    pub prefix: [u64; 4],
    /// Hashes of the last one to four letters.
    pub suffix: [u64; 4],
}

impl Facts {
    /// Reads one word. `full` adds what only words that may be part of a name need: affixes and lists.
    pub fn of(word: &str, full: bool, lexicon: &Lexicon) -> (Self, Letters) {
        let mut facts = Self { lower: SEED, brief: SEED, ..Self::default() };
        let mut own = Letters { exact: SEED, shape: SEED, ..Letters::default() };
        let mut title = SEED;
        let mut tail = ['\0'; 4];
        let (mut letters, mut uppers, mut last_class) = (0usize, 0usize, '\0');
        for (at, letter) in word.chars().enumerate() {
            let class = class_of(letter);
            let small = small(letter);
            own.exact = step(own.exact, letter);
            title = step(title, if at == 0 { letter } else { small });
            facts.lower = step(facts.lower, small);
            if at < 8 {
                own.shape = step(own.shape, class);
            }
            if class != last_class {
                facts.brief = step(facts.brief, class);
                last_class = class;
            }
            if at < 4 {
                own.prefix[at] = facts.lower;
            }
            tail = [small, tail[0], tail[1], tail[2]];
            letters += usize::from(matches!(class, 'X' | 'x'));
            uppers += usize::from(class == 'X');
        }
        let length = word.chars().count();
        let mut hash = SEED;
        for (at, &letter) in tail.iter().enumerate().take(length.saturating_sub(1)) {
            hash = step(hash, letter);
            own.suffix[at] = hash;
        }
        for at in length.saturating_sub(1)..4 {
            (own.prefix[at], own.suffix[at]) = (0, 0);
        }
        facts.capitals = uppers > 1 && uppers == letters;
        facts.cluster = lexicon
            .cluster(own.exact)
            .or_else(|| facts.capitals.then(|| lexicon.cluster(title)).flatten())
            .or_else(|| (uppers > 0).then(|| lexicon.cluster(facts.lower)).flatten())
            .unwrap_or(NO_CLUSTER);
        if full {
            let lists = lexicon.lists(facts.lower);
            facts.lists = lists & list::SEEN;
            facts.opens = lists & list::OPENS != 0;
        }
        (facts, own)
    }
}

fn class_of(letter: char) -> char {
    match letter {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => '9',
        _ if letter.is_ascii() => letter,
        _ if letter.is_uppercase() => 'X',
        _ if letter.is_alphabetic() => 'x',
        _ if letter.is_numeric() => '9',
        _ => letter,
    }
}
