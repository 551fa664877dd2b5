//! The roll: every string that is or may be a name, numbered, and taken apart once. A story's names are linked after each
//! keystroke, and numbers are compared faster than strings.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::form;
use crate::prose::cue::{self, Class};

/// A string's number on the roll.
pub type Number = u32;

/// Strings by number.
#[derive(Default)]
pub struct Roll {
    numbers: FxHashMap<Arc<str>, Number>,
    lines: Vec<Line>,
}

/// A string as the cast goes by it.
pub struct Line {
    /// The string.
    pub words: Arc<str>,
    /// The string as it is compared.
    pub key: Number,
    /// Whether it is in capitals throughout.
    pub shouted: bool,
    stands_for: Option<StandsFor>,
    shorts: Option<Shorts>,
}

/// What a string by its letters may stand for, as compared.
#[derive(Clone, Copy, Default)]
pub struct StandsFor {
    /// The letters of an acronym.
    pub letters: Option<Number>,
    /// The name without the titles that stand in one row with it, if there are any.
    pub untitled: Option<Number>,
}

/// What a name may be called for short, as compared.
pub struct Shorts {
    /// Of a person: the surname, and its last word if that is less.
    pub bare: [Option<Number>; 2],
    /// Of a person besides the surname: the first name, which in half the world is the family's, or one of several in the
    /// middle. A word that English has too is none by itself.
    pub called: Vec<Number>,
    /// Of a firm: its name without the trade.
    pub house: Option<Number>,
}

/// How strings are compared: a headline's capitals are the same name.
pub fn key(words: &str) -> String {
    words.to_lowercase()
}

impl Roll {
    /// How many strings are on it.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// What is known of a string.
    pub fn line(&self, number: Number) -> &Line {
        &self.lines[number as usize]
    }

    /// What a string that [is](Self::name) or [may be a name](Self::aside) may stand for.
    pub fn stands_for(&self, number: Number) -> StandsFor {
        self.line(number).stands_for.unwrap_or_default()
    }

    /// What a string that was [entered as a name](Self::name) may be called for short.
    pub fn shorts(&self, number: Number) -> Option<&Shorts> {
        self.line(number).shorts.as_ref()
    }

    /// The number of a string.
    pub fn number(&mut self, words: &str) -> Number {
        if let Some(&number) = self.numbers.get(words) {
            return number;
        }
        let lower = key(words);
        let own = self.enter(words);
        if lower != words {
            // What is compared is compared as it stands, whatever small letters its own small letters have.
            let key = self.numbers.get(lower.as_str()).copied().unwrap_or_else(|| self.enter(&lower));
            self.lines[own as usize].key = key;
        }
        own
    }

    /// The number of a string that is a name, white space and apostrophes made plain.
    pub fn name(&mut self, words: &str) -> Number {
        let number = self.aside(words);
        if self.line(number).shorts.is_none() {
            let shorts = self.shortened(words);
            self.lines[number as usize].shorts = Some(shorts);
        }
        number
    }

    /// The number of a string that may be a name if the story shows it elsewhere.
    pub fn aside(&mut self, words: &str) -> Number {
        let number = self.number(words);
        if self.line(number).stands_for.is_none() {
            let stands_for = self.stood_for(words);
            self.lines[number as usize].stands_for = Some(stands_for);
        }
        number
    }

    /// The number of a string as it is compared.
    pub fn key(&mut self, words: &str) -> Number {
        let key = key(words);
        self.numbers.get(key.as_str()).copied().unwrap_or_else(|| self.enter(&key))
    }

    fn enter(&mut self, words: &str) -> Number {
        let (number, words) = (self.lines.len() as Number, Arc::<str>::from(words));
        self.numbers.insert(Arc::clone(&words), number);
        let shouted = form::is_shouted(&words);
        self.lines.push(Line { words, key: number, shouted, stands_for: None, shorts: None });
        number
    }

    fn stood_for(&mut self, words: &str) -> StandsFor {
        let untitled = Some(form::without_honorific(words)).filter(|name| name.len() < words.len());
        StandsFor {
            letters: form::acronym(words).map(|letters| self.key(&letters)),
            untitled: untitled.map(|name| self.key(name)),
        }
    }

    fn shortened(&mut self, words: &str) -> Shorts {
        let surname = form::surname(words);
        let last = surname.map(form::last_word).filter(|last| Some(*last) != surname);
        let name = form::without_honorific(words);
        let rows = form::parts(name).into_iter().chain(form::given(name));
        let called = rows.filter(|row| row.contains(' ') || cue::class(row) == Class::NONE);
        Shorts {
            bare: [surname.map(|surname| self.key(surname)), last.map(|last| self.key(last))],
            called: called.map(|row| self.key(row)).collect(),
            house: form::house_name(words).map(|house| self.key(&house)),
        }
    }
}
