//! One spelling for what houses spell in several ways, and what a word is worth: whether it carries sense, contracts two
//! others, or is no word at all.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// What the record knows of a word, however it was spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Equal for the spellings of one word.
    pub hash: u32,
    /// The two words it contracts.
    pub contracts: Option<(u32, u32)>,
    /// It carries sense by itself.
    pub content: bool,
    /// A hesitation: no word.
    pub hesitates: bool,
}

/// The sound of a word in lower case, without accents and apostrophes. `room` is scratch space.
pub fn sound(folded: &str, room: &mut String) -> Sound {
    let full = xxh3_64(folded.as_bytes());
    if let Some(known) = KNOWN.get(&full) {
        return *known;
    }
    let american = american(folded, room);
    let hash = if american { hash(room) } else { (full >> 32) as u32 };
    Sound { hash, contracts: None, content: true, hesitates: false }
}

/// Equal for words of one spelling.
fn hash(word: &str) -> u32 {
    (xxh3_64(word.as_bytes()) >> 32) as u32
}

/// All words that are more than their letters, by their full hash: one look in place of two hundred comparisons.
static KNOWN: LazyLock<FxHashMap<u64, Sound>> = LazyLock::new(|| {
    let subjects = SUBJECTS.iter().flat_map(|s| VERBS.iter().map(move |(short, _)| format!("{s}{short}")));
    let negated = NEGATED.iter().map(|verb| format!("{verb}nt"));
    let irregular = IRREGULAR.iter().map(|(short, _)| (*short).to_owned());
    let numbers = NUMBERS.iter().map(|(name, _)| (*name).to_owned());
    let plain = EMPTY.iter().chain(&HESITATIONS).map(|word| (*word).to_owned());
    let all = subjects.chain(negated).chain(irregular).chain(numbers).chain(plain);
    all.map(|word| (xxh3_64(word.as_bytes()), looked_up(&word))).collect()
});

fn looked_up(word: &str) -> Sound {
    let word = NUMBERS.iter().find(|(name, _)| *name == word).map_or(word, |(_, figure)| figure);
    Sound {
        hash: hash(word),
        contracts: contraction(word).map(|(a, b)| (hash(a), hash(b))),
        content: !EMPTY.contains(&word),
        hesitates: HESITATIONS.contains(&word),
    }
}

/// Puts the American spelling of a British one into `room`; `false` if there is none.
fn american(word: &str, room: &mut String) -> bool {
    // Most words are done with here: none of the endings ends like them.
    let may_end = |last: &u8| matches!(last, b'g' | b'e' | b'n' | b'd' | b's' | b'r');
    if word.len() < 6 || !word.as_bytes().last().is_some_and(may_end) || !word.is_ascii() {
        return false;
    }
    for (british, american) in [("is", "iz"), ("our", "or")] {
        if !word.as_bytes().windows(british.len()).any(|w| w == british.as_bytes()) {
            continue;
        }
        let Some(stem) = ENDINGS.iter().find_map(|end| word.strip_suffix(end)?.strip_suffix(british)) else { continue };
        if stem.len() >= 3 {
            let end = &word[stem.len() + british.len()..];
            room.clear();
            room.extend([stem, american, end]);
            return true;
        }
    }
    false
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
    if let Some((_, verb)) = IRREGULAR.iter().find(|(short, _)| *short == word) {
        return Some((verb, "not"));
    }
    if let Some(verb) = word.strip_suffix("nt").filter(|verb| NEGATED.contains(verb)) {
        return Some((verb, "not"));
    }
    let (subject, rest) = SUBJECTS.iter().find_map(|s| Some((*s, word.strip_prefix(s)?)))?;
    let (_, verb) = VERBS.iter().find(|(short, _)| *short == rest)?;
    (*verb != "am" || subject == "i").then_some((subject, *verb))
}

const IRREGULAR: [(&str, &str); 4] = [("wont", "will"), ("cant", "can"), ("shant", "shall"), ("cannot", "can")];

const VERBS: [(&str, &str); 6] =
    [("m", "am"), ("re", "are"), ("ve", "have"), ("ll", "will"), ("d", "would"), ("s", "is")];

const NEGATED: [&str; 16] = [
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "would", "should", "could", "must", "need",
    "might",
];

const SUBJECTS: [&str; 13] =
    ["they", "there", "that", "what", "who", "she", "you", "he", "we", "it", "i", "here", "where"];

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
