//! One word of a name, and how like another it is.

use super::given;
use super::spelling::{consonants, is_vowel, opens_alike, skeleton};
use crate::prose::name::is_listed_person;
use std::cell::OnceCell;
use std::ops::Deref;

/// A word in ASCII and small letters. How it sounds is worked out when first asked for: a name is compared with thousands.
#[derive(Clone, Debug)]
pub struct Word {
    letters: String,
    sound: OnceCell<Sound>,
    is_known: OnceCell<bool>,
}

/// How a word sounds, its stop left out.
#[derive(Clone, Debug)]
struct Sound {
    skeleton: String,
    /// The same with one s for `ch`, which some alphabets write for it.
    hissed: String,
    /// The consonants of that.
    bones: String,
}

impl From<String> for Word {
    fn from(letters: String) -> Self {
        Self { letters, sound: OnceCell::new(), is_known: OnceCell::new() }
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.letters
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters
    }
}

impl Word {
    /// The word in the spelling that all ways of writing its sound share.
    pub fn skeleton(&self) -> &str {
        &self.sound().skeleton
    }

    /// Whether it is on the lists of given names or surnames.
    pub fn is_known(&self) -> bool {
        *self.is_known.get_or_init(|| is_listed_person(self.bare()))
    }

    /// Whether it is the first letters with a stop.
    pub fn is_shortened(&self) -> bool {
        self.ends_with('.')
    }

    /// An initial, or the first letters with a stop: `A` and `Ant.` for `Antoine`.
    pub fn is_short_for(&self, long: &Self) -> bool {
        let stem = self.bare();
        (stem.len() == 1 || stem.len() < self.len()) && long.starts_with(stem)
    }

    /// How alike two words of names are: nought if they cannot be one.
    ///
    /// Two words that are both names in their own right are two names, however alike (Daniel, Danielle; Becker, Bakker),
    /// unless they only differ as alphabets and ears do. Where one is on no list, it may be the other in another spelling.
    pub fn likeness(&self, other: &Self, surnames: bool) -> f32 {
        if self == other {
            return 1.0;
        }
        if self.is_short_for(other) || other.is_short_for(self) {
            return 0.75;
        }
        match given::is_one(self.bare(), other.bare()).filter(|_| !surnames) {
            Some(true) => return 0.9,
            Some(false) => return 0.0,
            None => {}
        }
        if self.bare().len() == 1 || other.bare().len() == 1 {
            return 0.0;
        }
        self.heard_like(other, surnames)
    }

    /// How alike two words sound.
    fn heard_like(&self, other: &Self, surnames: bool) -> f32 {
        let (a, b) = (self.sound(), other.sound());
        if a.skeleton == b.skeleton {
            return 0.97;
        }
        let (x, y) = (a.hissed.as_str(), b.hissed.as_str());
        if stem(x) == stem(y) && stem(x).len() > 3 {
            return 0.85;
        }
        let ends_alike = || x.ends_with(is_vowel) == y.ends_with(is_vowel);
        if self.is_known() && other.is_known() {
            let near = || match surnames {
                true => strsim::damerau_levenshtein(x, y) == 1 && !are_two_surnames(x, y),
                false => ends_alike(),
            };
            let heard_alike = a.bones == b.bones && a.bones.len() > 3 && near();
            return if heard_alike { 0.85 } else { 0.0 };
        }
        // A listed given name is itself first; another word must be very near to be it.
        let is_given = !surnames && (self.is_known() || other.is_known());
        if !opens_alike(x, y) || is_given && !ends_alike() {
            return 0.0;
        }
        let (distance, length) = (strsim::damerau_levenshtein(x, y), x.len().max(y.len()));
        let same_bones = a.bones == b.bones && a.bones.len() > if surnames { 1 } else { 2 };
        if same_bones && distance * if is_given { 3 } else { 2 } <= length {
            return 0.9;
        }
        let near = strsim::jaro_winkler(x, y) as f32;
        if distance * 3 <= length || near > if is_given { 0.88 } else { 0.75 } { near.min(0.85) } else { 0.0 }
    }

    fn sound(&self) -> &Sound {
        self.sound.get_or_init(|| {
            let skeleton = skeleton(self.bare());
            let hissed = skeleton.replace("ch", "s");
            Sound { bones: consonants(&hissed), hissed, skeleton }
        })
    }

    /// Without the stop of a shortened one.
    fn bare(&self) -> &str {
        self.letters.trim_end_matches('.')
    }
}

/// Surnames that differ by what tells families apart: `Hansen` and `Hanson`, `Petrov` and `Petrova`.
fn are_two_surnames(x: &str, y: &str) -> bool {
    let differ = |one: &str, other: &str| {
        one.ends_with("sen") && other.ends_with("son") || other.strip_suffix('a').is_some_and(|stem| stem == one)
    };
    differ(x, y) || differ(y, x)
}

/// A skeleton without the ending that Latin, Greek and the Baltic languages put to a man's name: `Johannes`, `Jacobus`.
fn stem(skeleton: &str) -> &str {
    ["ius", "us", "os", "is", "as", "es"].iter().find_map(|end| skeleton.strip_suffix(end)).unwrap_or(skeleton)
}
