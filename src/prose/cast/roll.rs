//! The roll: every string that is or may be a name, numbered, and taken apart once. A story's names are linked after each
//! keystroke, and an archive's stories name the same people and towns: numbers are compared faster than strings.
//!
//! A string is found again by a hash, as the tagger finds its words.

use rustc_hash::{FxHashMap, FxHasher};
use std::borrow::Cow;
use std::hash::Hasher;
use std::num::NonZeroU32;
use std::sync::Arc;

use super::form;
use super::notes::{Numbered, next};
use crate::prose::cue::{self, Class};
use crate::prose::name::role::{self, Gender};
use crate::prose::name::{self, Kind};
use crate::prose::words::{first_word, last_word};

/// A string's number on the roll, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number(NonZeroU32);

/// The number that all strings have which are compared alike: a headline's capitals are the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(NonZeroU32);

impl Numbered for Number {
    fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Numbered for Key {
    fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Strings by number.
#[derive(Default)]
pub struct Roll {
    /// By hash, as written and as compared.
    numbers: FxHashMap<u64, Number>,
    keys: FxHashMap<u64, Key>,
    lines: Vec<Line>,
    people: Vec<Person>,
}

/// A string as the cast goes by it, within one line of the machine's memory: an archive has more of them than stay at hand.
#[repr(align(64))]
pub struct Line {
    /// The string.
    pub words: Arc<str>,
    /// The string as it is compared.
    pub key: Key,
    /// Whether it is in capitals throughout.
    pub shouted: bool,
    /// What a title of courtesy tells that stands in one row with it, if it is [a name](Roll::aside).
    pub addressed: Option<Gender>,
    stands_for: Option<StandsFor>,
    /// Without a nickname in marks, and what the given name tells.
    called: Option<Number>,
    given: Option<Gender>,
    person: Apart,
    body: Option<Body>,
}

const _: () = assert!(size_of::<Line>() == 64);

/// A string taken for a person's name.
#[derive(Clone, Copy)]
enum Apart {
    NotYet,
    /// One word, of which nothing more can be said.
    Whole,
    /// Index into [`Roll::people`].
    Parts(u32),
}

/// What a string by its letters may stand for.
#[derive(Clone, Copy, Default)]
pub struct StandsFor {
    /// The letters of an acronym.
    pub letters: Option<Key>,
    /// The name without the titles that stand in one row with it, if there are any.
    pub untitled: Option<Key>,
}

/// A person's name of more than one word.
pub struct Person {
    /// The surname, and its last word if that is less.
    pub bare: [Option<Key>; 2],
    /// The first word without titles, if it is more than an initial.
    given: Option<Row>,
    /// The name without titles, if more than one word is left.
    pub full: Option<FullName>,
}

/// A person's given name and surname.
pub struct FullName {
    /// As written.
    pub words: Number,
    /// The surname's last word: namesakes share it.
    pub last: Key,
    /// The first word.
    pub first: First,
    /// The surname, its last word, the surname without its article, the given name.
    shorts: [Option<Key>; 4],
    /// Every row of words that a longer name is shortened to.
    rows: Box<[Row]>,
    /// More words and more letters make a fuller form; capitals throughout do not.
    pub fullness: (bool, usize, usize),
    /// Whether an initial comes first, title or no title.
    pub shortened: bool,
}

/// Words of a longer name.
#[derive(Clone, Copy)]
struct Row {
    key: Key,
    /// A word that English has too is no name by itself.
    is_name: bool,
}

/// The first word of a personal name, as compared.
#[derive(Clone, Copy)]
pub struct First {
    word: Key,
    letter: Option<char>,
    is_initial: bool,
}

/// A string taken for the name of something else: what that may be called for short.
#[derive(Clone, Copy)]
pub struct Body {
    /// Its initials, and the name without a legal form; `None` where that is the name.
    pub shorts: [Option<Key>; 2],
    /// Of a firm: its name without the trade.
    pub house: Option<Key>,
}

impl Roll {
    /// How many strings are on it, as written and as compared.
    pub fn count(&self) -> usize {
        self.lines.len() + self.keys.len()
    }

    /// What is known of a string.
    #[inline]
    pub fn line(&self, number: Number) -> &Line {
        &self.lines[number.place()]
    }

    fn line_mut(&mut self, number: Number) -> &mut Line {
        &mut self.lines[number.place()]
    }

    /// What a string [that may be a name](Self::aside) may stand for.
    pub fn stands_for(&self, number: Number) -> StandsFor {
        self.line(number).stands_for.unwrap_or_default()
    }

    /// A string of more than one word that was [taken apart](Self::take_apart) as a person's name.
    pub fn person(&self, number: Number) -> Option<&Person> {
        match self.line(number).person {
            Apart::Parts(at) => Some(&self.people[at as usize]),
            Apart::NotYet | Apart::Whole => None,
        }
    }

    /// A string that was [taken apart](Self::take_apart) as another name than a person's.
    pub fn body(&self, number: Number) -> Option<Body> {
        self.line(number).body
    }

    /// The number of a string.
    #[inline]
    pub fn number(&mut self, words: &str) -> Number {
        let hash = hash(words.as_bytes());
        self.numbers.get(&hash).copied().unwrap_or_else(|| self.enter(hash, words))
    }

    /// The number of a string that is a name, or may be one if the story shows it elsewhere; white space and apostrophes made
    /// plain.
    pub fn aside(&mut self, words: &str) -> Number {
        let number = self.number(words);
        if self.line(number).stands_for.is_none() {
            let stands_for = self.stood_for(words);
            let title = words.split_once(' ').map(|(first, _)| first).filter(|first| role::is_honorific(first));
            let line = self.line_mut(number);
            line.stands_for = Some(stands_for);
            line.addressed = title.and_then(role::gender);
        }
        number
    }

    /// Finds those of some strings that are on the roll as [names](Self::aside) already.
    pub fn find_names<'w>(&self, names: impl Iterator<Item = Cow<'w, str>>, found: &mut Vec<Option<Number>>) {
        let is_one = |number: &&Number| self.line(**number).stands_for.is_some();
        let hashes = names.map(|words| Some(hash(words.as_bytes())));
        glance(hashes, |hash| self.numbers.get(&hash).filter(is_one).copied(), found);
    }

    /// Finds the numbers by which strings are compared, where any on the roll is compared so.
    pub fn find_keys<'w>(&self, rows: impl Iterator<Item = Option<Cow<'w, str>>>, found: &mut Vec<Option<Key>>) {
        let hashes = rows.map(|words| words.map(|words| hash_small(&words)));
        glance(hashes, |hash| self.keys.get(&hash).copied(), found);
    }

    /// What somebody of this name is called, without a nickname in marks, and what the given name tells.
    pub fn called(&mut self, number: Number) -> (Arc<str>, Option<Gender>) {
        let called = match self.line(number).called {
            Some(called) => called,
            None => self.call(number),
        };
        (Arc::clone(&self.line(called).words), self.line(number).given)
    }

    #[cold]
    fn call(&mut self, number: Number) -> Number {
        let words = Arc::clone(&self.line(number).words);
        let name = form::without_nickname(&words);
        let called = if name.len() == words.len() { number } else { self.number(&name) };
        let line = self.line_mut(number);
        (line.called, line.given) = (Some(called), name::gender::of(&name));
        called
    }

    /// Takes a name apart as one of this kind, unless it was before.
    pub fn take_apart(&mut self, number: Number, kind: Kind) {
        let line = self.line(number);
        match kind {
            Kind::Person if matches!(line.person, Apart::NotYet) => {
                let person = self.person_called(&Arc::clone(&line.words));
                self.line_mut(number).person =
                    if person.is_some() { Apart::Parts(self.people.len() as u32) } else { Apart::Whole };
                self.people.extend(person);
            }
            Kind::Place | Kind::Organisation | Kind::Other if line.body.is_none() => {
                let body = self.body_called(&Arc::clone(&line.words), line.key);
                self.line_mut(number).body = Some(body);
            }
            _ => {}
        }
    }

    #[cold]
    fn enter(&mut self, hash: u64, words: &str) -> Number {
        let number = Number(next(self.lines.len()));
        self.numbers.insert(hash, number);
        let key = self.key(words);
        self.lines.push(Line {
            words: words.into(),
            key,
            shouted: form::is_shouted(words),
            addressed: None,
            stands_for: None,
            called: None,
            given: None,
            person: Apart::NotYet,
            body: None,
        });
        number
    }

    /// The number by which a string is compared.
    fn key(&mut self, words: &str) -> Key {
        let next = Key(next(self.keys.len()));
        *self.keys.entry(hash_small(words)).or_insert(next)
    }

    fn stood_for(&mut self, words: &str) -> StandsFor {
        let untitled = Some(form::untitled(words)).filter(|name| name.len() < words.len());
        StandsFor {
            letters: form::acronym(words).map(|letters| self.key(&letters)),
            untitled: untitled.map(|name| self.key(name)),
        }
    }

    fn person_called(&mut self, words: &str) -> Option<Person> {
        let surname = form::surname(words);
        let last = surname.map(last_word).filter(|last| Some(*last) != surname);
        let name = form::without_honorific(words);
        words.contains(' ').then(|| Person {
            bare: [surname, last].map(|bare| bare.map(|bare| self.key(bare))),
            given: form::given(name).map(|given| self.row(given)),
            full: form::surname(name).map(|surname| self.full_name(name, surname, form::has_initial(words))),
        })
    }

    fn full_name(&mut self, name: &str, surname: &str, shortened: bool) -> FullName {
        let last = last_word(surname);
        let shorts = [Some(surname), Some(last), form::without_article(surname), form::given(name)];
        FullName {
            words: self.number(name),
            last: self.key(last),
            first: self.first(name),
            shorts: shorts.map(|short| short.map(|short| self.key(short))),
            rows: form::parts(name).into_iter().map(|row| self.row(row)).collect(),
            fullness: form::fullness(name),
            shortened,
        }
    }

    fn row(&mut self, words: &str) -> Row {
        Row { key: self.key(words), is_name: words.contains(' ') || cue::class(words) == Class::NONE }
    }

    fn first(&mut self, name: &str) -> First {
        let word = first_word(name).trim_end_matches('.');
        let mut letters = word.chars().flat_map(char::to_lowercase);
        First { word: self.key(word), letter: letters.next(), is_initial: letters.next().is_none() }
    }

    fn body_called(&mut self, words: &str, own: Key) -> Body {
        let initials = form::initials(words).map(|initials| self.key(&initials));
        let shorts = [initials, Some(self.key(form::without_legal_form(words)))];
        let house = form::house_name(words).map(|house| self.key(&house));
        Body { shorts: shorts.map(|short| short.filter(|short| *short != own)), house }
    }
}

impl Person {
    /// What the person may be called besides: the first name, which in half the world is the family's, or one of several in
    /// the middle.
    pub fn called(&self) -> impl Iterator<Item = Key> {
        let rows = self.full.iter().flat_map(|name| &name.rows).chain(&self.given);
        rows.filter(|row| row.is_name).map(|row| row.key)
    }
}

impl FullName {
    /// What it is called for short.
    pub fn shorts(&self) -> impl Iterator<Item = Key> {
        self.shorts.into_iter().flatten()
    }

    /// Every row of words that a longer name is shortened to.
    pub fn rows(&self) -> impl Iterator<Item = Key> {
        self.rows.iter().map(|row| row.key)
    }
}

impl First {
    /// Whether two first names of one surname could be one person's: they are equal, or one is the other's initial.
    pub fn agrees(self, with: Self) -> bool {
        let same_letter = self.letter.is_some() && self.letter == with.letter;
        self.word == with.word || (self.is_initial || with.is_initial) && same_letter
    }
}

/// Looks up what has a hash. Nothing hangs on what is found until many are looked for, so that the machine fetches them at a
/// time: most of it goes into waiting for its memory.
fn glance<T>(
    mut hashes: impl Iterator<Item = Option<u64>>,
    find: impl Fn(u64) -> Option<T>,
    found: &mut Vec<Option<T>>,
) {
    let mut together = [None; TOGETHER];
    loop {
        let mut count = 0;
        for (own, hash) in together.iter_mut().zip(&mut hashes) {
            *own = hash;
            count += 1;
        }
        if count == 0 {
            return;
        }
        found.extend(together[..count].iter().map(|hash| find((*hash)?)));
    }
}

/// Strings looked up together: more are not on their way to the machine at a time.
const TOGETHER: usize = 32;

fn hash(words: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(words);
    hasher.finish()
}

/// The hash of a string in small letters.
fn hash_small(words: &str) -> u64 {
    let mut room = [0; LONGEST];
    let Some(small) = room.get_mut(..words.len()).filter(|_| words.is_ascii()) else {
        return hash(words.to_lowercase().as_bytes());
    };
    small.copy_from_slice(words.as_bytes());
    // All of the room: a number of bytes known beforehand is faster than just enough of them.
    room.make_ascii_lowercase();
    hash(&room[..words.len()])
}

/// Bytes of nearly any name at most.
const LONGEST: usize = 64;
