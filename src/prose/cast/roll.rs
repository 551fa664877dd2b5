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
    parts: Option<Parts>,
    called: Vec<Number>,
}

/// What a name may be called for short, as compared.
#[derive(Clone, Copy, Default)]
pub struct Parts {
    /// Of a person: the surname, and its last word if that is less.
    pub bare: [Option<Number>; 2],
    /// Of a firm: its name without the trade.
    pub house: Option<Number>,
    /// The letters of an acronym.
    pub letters: Option<Number>,
    /// The name without the titles that stand in one row with it, if there are any.
    pub untitled: Option<Number>,
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

    /// What a string that was [entered as a name](Self::name) may be called for short.
    pub fn parts(&self, number: Number) -> Parts {
        self.line(number).parts.unwrap_or_default()
    }

    /// What somebody of that name may be called for short besides the surname, as compared: the first name, which in half
    /// the world is the family's, or one of several in the middle. A word that English has too is none by itself.
    pub fn called(&self, number: Number) -> &[Number] {
        &self.line(number).called
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
            let known = self.numbers.get(lower.as_str()).copied();
            let key = known.unwrap_or_else(|| self.enter(&lower));
            self.lines[own as usize].key = key;
        }
        own
    }

    /// The number of a string that is or may be a name, white space and apostrophes made plain.
    pub fn name(&mut self, words: &str) -> Number {
        let number = self.number(words);
        if self.line(number).parts.is_none() {
            let parts = self.taken_apart(words);
            let called = self.short_for(form::without_honorific(words));
            let line = &mut self.lines[number as usize];
            (line.parts, line.called) = (Some(parts), called);
        }
        number
    }

    /// The number of a string as it is compared.
    pub fn key(&mut self, words: &str) -> Number {
        let number = self.number(words);
        self.line(number).key
    }

    fn enter(&mut self, words: &str) -> Number {
        let (number, words) = (self.lines.len() as Number, Arc::<str>::from(words));
        self.numbers.insert(Arc::clone(&words), number);
        self.lines.push(Line {
            shouted: form::is_shouted(&words),
            words,
            key: number,
            parts: None,
            called: Vec::new(),
        });
        number
    }

    fn taken_apart(&mut self, words: &str) -> Parts {
        let surname = form::surname(words);
        let last = surname.map(form::last_word).filter(|last| Some(*last) != surname);
        let untitled = Some(form::without_honorific(words)).filter(|name| name.len() < words.len());
        let mut key = |words: &str| self.key(words);
        Parts {
            untitled: untitled.map(&mut key),
            bare: [surname.map(&mut key), last.map(&mut key)],
            house: form::house_name(words).map(|house| key(&house)),
            letters: form::acronym(words).map(|letters| key(&letters)),
        }
    }

    fn short_for(&mut self, name: &str) -> Vec<Number> {
        let rows = form::parts(name).into_iter().chain(form::given(name));
        let rows = rows.filter(|row| row.contains(' ') || cue::class(row) == Class::NONE);
        rows.map(|row| self.key(row)).collect()
    }
}
