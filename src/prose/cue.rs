//! Words that tie a quotation to a speaker, and the other words that attribution turns on.
//!
//! The lists are plain text ([`cue/verbs.txt`](../../../src/prose/cue/verbs.txt), `cue/words.txt`), compiled for copydesk,
//! and parsed once. A word is looked up as a number: its letters in lower case, without allocation.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can do, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Class(u32);

/// What a verb of saying tells of the reporter's stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// said, told, added: takes no side.
    Neutral,
    /// claimed, admitted, blasted.
    Loaded,
    /// praised, dismissed, called: may or may not report words.
    Weak,
    /// thinks, believes, feels.
    Thought,
    /// smiled, laughed: no words are uttered that way.
    NoSpeech,
}

macro_rules! classes {
    ($($name:ident = $bit:literal $word:literal;)*) => {
        impl Class {
            $(#[doc = concat!("`", $word, "` in the lists.")] pub const $name: Self = Self(1 << $bit);)*

            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    NEUTRAL = 0 "neutral";
    LOADED = 1 "loaded";
    WEAK = 2 "weak";
    THOUGHT = 3 "thought";
    NO_SPEECH = 4 "no-speech";
    ING = 5 "-ing form";
    BASE = 6 "base form";
    STATEMENT = 7 "statement";
    SPEAKER = 8 "speaker";
    GROUP = 9 "group";
    DOCUMENT = 10 "document";
    WORK = 11 "work";
    TERM = 12 "term";
    ARTICLE = 13 "article";
    DETERMINER = 14 "determiner";
    SUBJECT = 15 "subject";
    SHE = 16 "subject-she";
    HE = 17 "subject-he";
    OBJECT = 18 "object";
    REFLEXIVE = 19 "reflexive";
    RELATIVE = 20 "relative";
    PREPOSITION = 21 "preposition";
    CONJUNCTION = 22 "conjunction";
    SUBORDINATOR = 23 "subordinator";
    AUXILIARY = 24 "auxiliary";
    ADVERB = 25 "adverb";
    TIME = 26 "time";
    REPORTING = 27 "reporting";
    FIRST_PERSON = 28 "first-person";
    SECOND_PERSON = 29 "second-person";
    HEDGE = 30 "hedge";
    ACCORDING = 31 "according";
}

impl Class {
    /// No class at all.
    pub const NONE: Self = Self(0);
    /// Every verb that can report words.
    pub const CUE: Self = Self(Self::NEUTRAL.0 | Self::LOADED.0 | Self::WEAK.0 | Self::THOUGHT.0 | Self::NO_SPEECH.0);
    /// Verbs that by themselves say that somebody spoke.
    pub const SAYING: Self = Self(Self::NEUTRAL.0 | Self::LOADED.0);

    /// Whether the word has any of the classes of `other`.
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The desk's own verbs of saying: they go before those that copydesk knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verbs {
    own: FxHashMap<Box<[u8]>, Class>,
}

impl Verbs {
    /// Adds a verb: the base form of a regular one, or five forms with `/` between them.
    pub fn add(&mut self, verb: &str, class: Class) {
        for (form, inflection) in forms(&verb.trim().to_lowercase()) {
            self.own.insert(form.as_bytes().into(), class.with(inflection));
        }
    }

    /// The class of a word in any case.
    pub fn class(&self, word: &str) -> Class {
        let known = class(word);
        // Few desks have verbs of their own.
        if self.own.is_empty() {
            return known;
        }
        self.own(word).map_or(known, |own| Class(known.0 & !Class::CUE.0).with(own))
    }

    /// What a verb of saying tells of the reporter's stance, if it is one.
    pub fn stance(&self, word: &str) -> Option<Stance> {
        stance_of(self.class(word))
    }

    /// Whether the desk itself named the verb.
    pub fn are_of_the_desk(&self, word: &str) -> bool {
        self.own(word).is_some()
    }

    fn own(&self, word: &str) -> Option<Class> {
        self.own.get(word.to_lowercase().as_bytes()).copied()
    }
}

/// The class of a word in any case; [`Class::NONE`] for words in no list.
pub fn class(word: &str) -> Class {
    match number(word).and_then(|number| LEXICON.get(&number)) {
        Some(class) if !is_acronym(word) => *class,
        _ => Class::NONE,
    }
}

/// Whether `word` is a verb of saying that stands for speech by itself.
pub fn is_saying(word: &str) -> bool {
    class(word).is(Class::SAYING)
}

/// What a verb of saying tells of the reporter's stance, if it is one.
pub fn stance(word: &str) -> Option<Stance> {
    stance_of(class(word))
}

fn stance_of(class: Class) -> Option<Stance> {
    let stances = [
        (Class::NEUTRAL, Stance::Neutral),
        (Class::LOADED, Stance::Loaded),
        (Class::WEAK, Stance::Weak),
        (Class::THOUGHT, Stance::Thought),
        (Class::NO_SPEECH, Stance::NoSpeech),
    ];
    stances.into_iter().find(|(c, _)| class.is(*c)).map(|(_, s)| s)
}

/// A country, a body and a trade; in small letters they are pronouns.
fn is_acronym(word: &str) -> bool {
    matches!(word, "US" | "WHO" | "IT")
}

type Lexicon = FxHashMap<u128, Class>;

/// The bytes of a word of up to sixteen, in ASCII lower case, as one number; no listed word is longer.
fn number(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else {
        return Some(lower(short(bytes)).into());
    };
    let half = |bytes: &[u8; 8]| u128::from(lower(u64::from_le_bytes(*bytes)));
    // The first and the last few bytes may overlap: they say the same there.
    (bytes.len() <= 16).then(|| half(first) | half(last) << (8 * (bytes.len() - 8)))
}

/// Up to seven bytes as one number. Half of all words are that short, so none is gone through byte by byte.
fn short(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        return half(first) | half(last) << (8 * (bytes.len() - 4));
    }
    let (middle, last) = (bytes.len() / 2, bytes.len().saturating_sub(1));
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    byte(0) | byte(middle) | byte(last)
}

/// Eight bytes in ASCII lower case.
const fn lower(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let low = eight & (0x7f * ONES);
    let capitals = (low + (0x80 - b'A' as u64) * ONES) & !(low + (0x7f - b'Z' as u64) * ONES) & !eight;
    eight | (capitals & (0x80 * ONES)) >> 2
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (class, words) in lines(include_str!("cue/verbs.txt")) {
        for verb in words.split_whitespace() {
            for (form, inflection) in forms(verb) {
                add(&mut lexicon, &form, class.with(inflection));
            }
        }
    }
    for (class, words) in lines(include_str!("cue/words.txt")) {
        words.split_whitespace().for_each(|word| add(&mut lexicon, word, class));
    }
    lexicon
});

fn add(lexicon: &mut Lexicon, word: &str, class: Class) {
    let Some(number) = number(word) else { return };
    let entry = lexicon.entry(number).or_default();
    *entry = entry.with(class);
}

/// The lines of a list that name a class.
fn lines(list: &'static str) -> impl Iterator<Item = (Class, &'static str)> {
    list.lines().filter_map(|line| {
        let (name, words) = line.split_once(' ')?;
        Some((Class::named(name)?, words))
    })
}

/// The forms of a verb as listed: irregular ones as given, regular ones by rule.
fn forms(verb: &str) -> Vec<(String, Class)> {
    let given: Vec<&str> = verb.split('/').collect();
    let own = |form: &str, class| (form.to_owned(), class);
    if let [base, third, past, participle, ing] = given[..] {
        return vec![
            own(base, Class::BASE),
            own(third, Class::NONE),
            own(past, Class::NONE),
            own(participle, Class::NONE),
            own(ing, Class::ING),
        ];
    }
    let sibilant = verb.ends_with(['s', 'x', 'z']) || verb.ends_with("sh") || verb.ends_with("ch") || verb == "go";
    let third = format!("{verb}{}", if sibilant { "es" } else { "s" });
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    vec![
        own(verb, Class::BASE),
        (third, Class::NONE),
        (format!("{stem}ed"), Class::NONE),
        (format!("{stem}ing"), Class::ING),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_in_every_form_and_case() {
        for form in ["say", "Says", "said", "SAYING", "announces", "announced", "replying", "quipped", "went"] {
            assert!(is_saying(form), "{form}");
        }
        assert!(!is_saying("walked") && !is_saying("the"));
    }

    #[test]
    fn no_listed_word_is_too_long_and_capitals_make_no_other_word() {
        let listed = |list| lines(list).flat_map(|(_, words)| words.split_whitespace());
        let verbs = listed(include_str!("cue/verbs.txt")).flat_map(forms).map(|(form, _)| form);
        for word in verbs.chain(listed(include_str!("cue/words.txt")).map(str::to_owned)) {
            assert!(number(&word).is_some(), "{word}");
            assert_eq!(number(&word), number(&word.to_ascii_uppercase()), "{word}");
        }
        assert_ne!(number("a@"), number("a`"));
        assert_ne!(number("[é"), number("{é"));
    }

    #[test]
    fn a_verb_has_a_stance() {
        assert_eq!(stance("said"), Some(Stance::Neutral));
        assert_eq!(stance("claimed"), Some(Stance::Loaded));
        assert_eq!(stance("smiles"), Some(Stance::NoSpeech));
        assert_eq!(stance("ferry"), None);
    }

    #[test]
    fn the_desks_own_verbs_go_first() {
        let mut verbs = Verbs::default();
        verbs.add("podcast", Class::NEUTRAL);
        verbs.add("Reply/replies/replied/replied/replying", Class::LOADED);
        assert_eq!(verbs.stance("Podcasted"), Some(Stance::Neutral));
        assert_eq!((stance("replied"), verbs.stance("replied")), (Some(Stance::Neutral), Some(Stance::Loaded)));
        assert!(verbs.class("replying").is(Class::ING) && verbs.are_of_the_desk("replies"));
        assert_eq!(verbs.class("letter"), class("letter"));
    }

    #[test]
    fn a_word_may_have_several_classes() {
        assert!(class("letter").is(Class::STATEMENT) && class("letter").is(Class::DOCUMENT));
    }
}
