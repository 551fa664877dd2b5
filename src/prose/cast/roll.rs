//! The roll: every string that is or may be a name, numbered, and taken apart once. A story's names are linked after each
//! keystroke, and an archive's stories name the same people and towns: numbers are compared faster than strings.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

use super::form;
use crate::prose::cue::{self, Class};
use crate::prose::name::role::{self, Gender};
use crate::prose::name::{self, Kind};

/// A string's number on the roll.
pub type Number = u32;

/// Strings by number.
#[derive(Default)]
pub struct Roll {
    numbers: FxHashMap<Arc<str>, Number>,
    lines: Vec<Line>,
}

/// A string as the cast goes by it, within one line of the machine's memory: an archive has more of them than stay at hand.
#[repr(align(64))]
pub struct Line {
    /// The string.
    pub words: Arc<str>,
    /// The string as it is compared.
    pub key: Number,
    /// Whether it is in capitals throughout.
    pub shouted: bool,
    stands_for: Option<StandsFor>,
    called: Option<Box<Called>>,
    person: Option<Box<Person>>,
    body: Option<Box<Body>>,
}

const _: () = assert!(size_of::<Line>() == 64);

/// A person's name to print, and the gender that it tells.
type Called = (Arc<str>, Option<Gender>);

/// What a string by its letters may stand for, as compared.
#[derive(Clone, Copy, Default)]
pub struct StandsFor {
    /// The letters of an acronym.
    pub letters: Option<Number>,
    /// The name without the titles that stand in one row with it, if there are any.
    pub untitled: Option<Number>,
}

/// A string taken for a person's name.
pub struct Person {
    /// What the title of courtesy tells that stands in one row with the name.
    pub addressed: Option<Gender>,
    /// The surname, and its last word if that is less, as compared.
    pub bare: [Option<Number>; 2],
    /// What the person may be called besides, as compared: the first name, which in half the world is the family's, or one
    /// of several in the middle. A word that English has too is none by itself.
    pub called: Vec<Number>,
    /// The name without titles, if more than one word is left.
    pub full: Option<FullName>,
}

/// A person's given name and surname. What it is called for short is told as compared.
pub struct FullName {
    /// As written.
    pub words: Number,
    /// The surname's last word: namesakes share it.
    pub last: Number,
    /// The first word.
    pub first: First,
    /// The surname, its last word, the surname without its article, the given name.
    pub shorts: Vec<Number>,
    /// Every row of words that a longer name is shortened to.
    pub rows: Vec<Number>,
    /// More words and more letters make a fuller form; capitals throughout do not.
    pub fullness: (bool, usize, usize),
    /// Whether an initial comes first, title or no title.
    pub shortened: bool,
}

/// The first word of a personal name, as compared.
#[derive(Clone, Copy)]
pub struct First {
    word: Number,
    letter: Option<char>,
    is_initial: bool,
}

/// A string taken for the name of something else: what that may be called for short, as compared.
pub struct Body {
    /// Its initials, and the name without a legal form; `None` where that is the name.
    pub shorts: [Option<Number>; 2],
    /// Of a firm: its name without the trade.
    pub house: Option<Number>,
}

/// How strings are compared: a headline's capitals are the same name.
fn key(words: &str) -> Cow<'_, str> {
    let is_small = words.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_small { words.into() } else { words.to_lowercase().into() }
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

    /// What a string [that may be a name](Self::aside) may stand for.
    pub fn stands_for(&self, number: Number) -> StandsFor {
        self.line(number).stands_for.unwrap_or_default()
    }

    /// A string that was [taken apart](Self::take_apart) as a person's name.
    pub fn person(&self, number: Number) -> Option<&Person> {
        self.line(number).person.as_deref()
    }

    /// A string that was [taken apart](Self::take_apart) as another name than a person's.
    pub fn body(&self, number: Number) -> Option<&Body> {
        self.line(number).body.as_deref()
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
            let key = self.numbers.get(&*lower).copied().unwrap_or_else(|| self.enter(&lower));
            self.lines[own as usize].key = key;
        }
        own
    }

    /// The number of a string that is a name, or may be one if the story shows it elsewhere; white space and apostrophes made
    /// plain.
    pub fn aside(&mut self, words: &str) -> Number {
        let number = self.number(words);
        if self.line(number).stands_for.is_none() {
            let stands_for = self.stood_for(words);
            self.lines[number as usize].stands_for = Some(stands_for);
        }
        number
    }

    /// The same, of a string that is on the roll as it stands or as it is compared: no other is a name of this story.
    pub fn aside_on_it(&mut self, words: &str) -> Option<Number> {
        let is_on_it = self.numbers.contains_key(words) || self.numbers.contains_key(&*key(words));
        is_on_it.then(|| self.aside(words))
    }

    /// What somebody of this name is called, without a nickname in marks, and what the given name tells.
    pub fn called(&mut self, number: Number) -> Called {
        let line = &mut self.lines[number as usize];
        let called = || {
            let name = form::without_nickname(&line.words);
            let gender = name::gender::of(&name);
            let name = if name.len() == line.words.len() { Arc::clone(&line.words) } else { Arc::from(name) };
            Box::new((name, gender))
        };
        Called::clone(line.called.get_or_insert_with(called))
    }

    /// Takes a name apart as one of this kind, unless it was before.
    pub fn take_apart(&mut self, number: Number, kind: Kind) {
        let line = self.line(number);
        match kind {
            Kind::Person if line.person.is_none() => {
                let person = self.person_called(&Arc::clone(&line.words));
                self.lines[number as usize].person = Some(Box::new(person));
            }
            Kind::Place | Kind::Organisation | Kind::Other if line.body.is_none() => {
                let body = self.body_called(&Arc::clone(&line.words), line.key);
                self.lines[number as usize].body = Some(Box::new(body));
            }
            _ => {}
        }
    }

    fn enter(&mut self, words: &str) -> Number {
        let (number, words) = (self.lines.len() as Number, Arc::<str>::from(words));
        self.numbers.insert(Arc::clone(&words), number);
        let shouted = form::is_shouted(&words);
        self.lines.push(Line { words, key: number, shouted, stands_for: None, called: None, person: None, body: None });
        number
    }

    /// The number of a string as it is compared.
    fn key(&mut self, words: &str) -> Number {
        let key = key(words);
        self.numbers.get(&*key).copied().unwrap_or_else(|| self.enter(&key))
    }

    fn stood_for(&mut self, words: &str) -> StandsFor {
        let untitled = Some(form::without_honorific(words)).filter(|name| name.len() < words.len());
        StandsFor {
            letters: form::acronym(words).map(|letters| self.key(&letters)),
            untitled: untitled.map(|name| self.key(name)),
        }
    }

    fn person_called(&mut self, words: &str) -> Person {
        let title = words.split_once(' ').map(|(first, _)| first).filter(|first| role::is_honorific(first));
        let surname = form::surname(words);
        let last = surname.map(form::last_word).filter(|last| Some(*last) != surname);
        let name = form::without_honorific(words);
        let rows = form::parts(name).into_iter().chain(form::given(name));
        let called = rows.filter(|row| row.contains(' ') || cue::class(row) == Class::NONE);
        Person {
            addressed: title.and_then(role::gender),
            bare: [surname, last].map(|bare| bare.map(|bare| self.key(bare))),
            called: called.map(|row| self.key(row)).collect(),
            full: form::surname(name).map(|surname| self.full_name(name, surname, form::has_initial(words))),
        }
    }

    fn full_name(&mut self, name: &str, surname: &str, shortened: bool) -> FullName {
        let last = form::last_word(surname);
        let shorts = [Some(surname), Some(last), form::without_article(surname), form::given(name)];
        FullName {
            words: self.number(name),
            last: self.key(last),
            first: self.first(name),
            shorts: shorts.into_iter().flatten().map(|short| self.key(short)).collect(),
            rows: form::parts(name).into_iter().map(|row| self.key(row)).collect(),
            fullness: form::fullness(name),
            shortened,
        }
    }

    fn first(&mut self, name: &str) -> First {
        let word = self.key(name.split(' ').next().unwrap_or_default().trim_end_matches('.'));
        let mut letters = self.line(word).words.chars();
        First { word, letter: letters.next(), is_initial: letters.next().is_none() }
    }

    fn body_called(&mut self, words: &str, own: Number) -> Body {
        let shorts = [form::initials(words), Some(form::without_legal_form(words).to_owned())];
        let shorts = shorts.map(|short| short.map(|short| self.key(&short)).filter(|short| *short != own));
        Body { shorts, house: form::house_name(words).map(|house| self.key(&house)) }
    }
}

impl First {
    /// Whether two first names of one surname could be one person's: they are equal, or one is the other's initial.
    pub fn agrees(self, with: Self) -> bool {
        let same_letter = self.letter.is_some() && self.letter == with.letter;
        self.word == with.word || (self.is_initial || with.is_initial) && same_letter
    }
}

/// A note on each string of a roll, blank at first. To wipe them takes no time, however many were written.
#[derive(Default)]
pub struct Notes<T> {
    /// Each with the round it was written in; those of other rounds are blank.
    notes: Vec<(u32, T)>,
    /// How often they were wiped.
    round: u32,
}

impl<T: Copy + Default> Notes<T> {
    /// Makes every note blank.
    pub fn wipe(&mut self) {
        if self.round == u32::MAX {
            self.notes.clear();
        }
        self.round = self.round.wrapping_add(1);
    }

    /// The note on a string.
    pub fn of(&self, number: Number) -> T {
        let note = self.notes.get(number as usize).filter(|(round, _)| *round == self.round);
        note.map(|(_, note)| *note).unwrap_or_default()
    }

    /// The note on a string, to be written.
    #[inline]
    pub fn on(&mut self, number: Number) -> &mut T {
        let at = number as usize;
        if at >= self.notes.len() {
            self.notes.resize(at + 1, (self.round, T::default()));
        }
        let (round, note) = &mut self.notes[at];
        if *round != self.round {
            (*round, *note) = (self.round, T::default());
        }
        note
    }
}
