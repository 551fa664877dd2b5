//! Which strings stand for one person, organisation or place of the story.

use rustc_hash::{FxHashMap, FxHashSet};

use super::form;
use super::ledger::Entry;
use super::roll::{Number, Roll, StandsFor, key};
use crate::prose::name::Kind;

/// The fuller names behind strings, for each of [`Kind::ALL`]; a string that could stand for two is not in it.
#[derive(Default)]
pub struct Family {
    /// The strings that it was worked out from.
    of: Vec<(Number, Kind)>,
    fuller: [FxHashMap<Number, Number>; 4],
}

/// A fuller name found for a string; `None` if there are two.
type Found = [FxHashMap<String, Option<String>>; 4];

impl Family {
    /// Works out the families of a story's names, if they are not what they were.
    pub fn update(&mut self, entries: &[Entry], roll: &mut Roll) {
        let of = distinct(entries, roll);
        if self.of != of {
            *self = Self::of(of, roll);
        }
    }

    fn of(of: Vec<(Number, Kind)>, roll: &mut Roll) -> Self {
        let distinct: Vec<_> =
            of.iter().map(|(words, kind)| (String::from(&*roll.line(*words).words), *kind)).collect();
        let (mut found, mut rarer) = (Found::default(), Found::default());
        let people = people(&distinct);
        for person in &people {
            for short in person.shorts() {
                note(&mut found, &short, Kind::Person, &person.canonical);
            }
        }
        for (words, kind) in distinct.iter().filter(|(_, kind)| *kind != Kind::Person) {
            let trade_left_out =
                Some(words).filter(|_| *kind == Kind::Organisation).and_then(|words| form::house_name(words));
            let shorts = [form::initials(words), Some(form::without_legal_form(words).to_owned()), trade_left_out];
            for short in shorts.into_iter().flatten() {
                if short != *words {
                    note(&mut found, &short, *kind, words);
                }
            }
        }
        // A surname that comes last goes before one that comes first or in the middle.
        for person in &people {
            person.parts().for_each(|part| note(&mut rarer, part, Kind::Person, &person.canonical));
        }
        for (short, full) in std::mem::take(&mut rarer[Kind::Person as usize]) {
            found[Kind::Person as usize].entry(short).or_insert(full);
        }
        let mut fuller: [FxHashMap<Number, Number>; 4] = Default::default();
        for (fuller, found) in fuller.iter_mut().zip(found) {
            for (short, full) in found {
                fuller.extend(full.map(|full| (roll.number(&short), roll.number(&full))));
            }
        }
        for person in people {
            let canonical = roll.number(&person.canonical);
            fuller[Kind::Person as usize].extend(person.forms.iter().map(|form| (roll.key(form), canonical)));
        }
        Self { of, fuller }
    }

    /// The fuller name that these words stand for, if there is one, and its kind.
    pub fn whom(&self, entry: &Entry, roll: &Roll) -> Option<(Number, Kind)> {
        let key = roll.line(entry.words).key;
        if let Some(&whom) = self.fuller[entry.kind as usize].get(&key) {
            return Some((whom, entry.kind));
        }
        let StandsFor { letters, untitled } = roll.stands_for(entry.words);
        let untitled = untitled.filter(|_| entry.kind == Kind::Person);
        if let Some(&whom) = untitled.and_then(|name| self.fuller[Kind::Person as usize].get(&name)) {
            return Some((whom, Kind::Person));
        }
        let letters = letters?;
        let kinds = [Kind::Organisation, Kind::Place, Kind::Other];
        kinds.into_iter().find_map(|kind| Some((*self.fuller[kind as usize].get(&letters)?, kind)))
    }
}

/// Every string once, with its kind, in order of first appearance; a headline's capitals give way to the text's spelling.
fn distinct(entries: &[Entry], roll: &Roll) -> Vec<(Number, Kind)> {
    let mut places = vec![[usize::MAX; 4]; roll.count()];
    let mut distinct: Vec<(Number, Kind)> = Vec::new();
    for entry in entries {
        let line = roll.line(entry.words);
        let at = &mut places[line.key as usize][entry.kind as usize];
        match distinct.get_mut(*at) {
            None => {
                *at = distinct.len();
                distinct.push((entry.words, entry.kind));
            }
            Some((words, _)) if roll.line(*words).shouted && !line.shouted => *words = entry.words,
            Some(_) => {}
        }
    }
    distinct
}

fn note(found: &mut Found, short: &str, kind: Kind, full: &str) {
    let finding = found[kind as usize].entry(key(short)).or_insert_with(|| Some(full.to_owned()));
    if finding.as_deref() != Some(full) {
        *finding = None;
    }
}

/// One person of the story.
struct Person {
    canonical: String,
    forms: Vec<String>,
}

impl Person {
    /// What may stand for the person alone: surname, its last word, given name.
    fn shorts(&self) -> Vec<String> {
        let mut shorts: Vec<String> = Vec::new();
        for form in &self.forms {
            let form = form::without_honorific(form);
            let surname = form::surname(form);
            let bare = surname.and_then(form::without_article);
            shorts.extend(
                [surname, surname.map(form::last_word), bare, form::given(form)]
                    .into_iter()
                    .flatten()
                    .map(str::to_owned),
            );
        }
        shorts.sort();
        shorts.dedup();
        shorts
    }

    /// The rows of words that longer names are shortened to.
    fn parts(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().flat_map(|form| form::parts(form::without_honorific(form)))
    }

    fn is_also(&self, full: &str) -> bool {
        self.forms.iter().all(|form| agree(form::without_honorific(form), full))
    }

    fn take(&mut self, full: String) {
        let name = form::without_honorific(&full);
        if fullness(name) > fullness(&self.canonical) {
            self.canonical = name.to_owned();
        }
        self.forms.push(full);
    }
}

/// Full names of one surname whose given names agree are one person; whom an initial stands for must be plain.
fn people(distinct: &[(String, Kind)]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let full = || distinct.iter().filter(|(words, kind)| *kind == Kind::Person && words.contains(' '));
    // `Van der Berg` is no full name where the story has a Pieter van der Berg, nor `Bustamante Quiroga` where
    // it has an Aurelio; `Van Morrison` is.
    let mut shorter: FxHashSet<String> = full().filter_map(|(words, _)| form::surname(words)).map(key).collect();
    shorter.extend(full().flat_map(|(words, _)| form::parts(form::without_honorific(words))).map(key));
    let full = full().filter(|(words, _)| !shorter.contains(&key(words)));
    // Names in full come first, so that an initial meets everybody whom it could stand for.
    let (shortened, whole): (Vec<_>, Vec<_>) = full.partition(|(words, _)| has_initial(words));
    for (words, _) in whole.into_iter().chain(shortened) {
        let name = form::without_honorific(words);
        let Some(surname) = form::surname(name) else { continue };
        let namesakes = by_surname.entry(key(form::last_word(surname))).or_default();
        let same: Vec<usize> = namesakes.iter().copied().filter(|&i| people[i].is_also(name)).collect();
        if let [person] = same[..] {
            people[person].take(words.clone());
        } else {
            namesakes.push(people.len());
            people.push(Person { canonical: name.to_owned(), forms: vec![words.clone()] });
        }
    }
    people
}

fn has_initial(words: &str) -> bool {
    words.split(' ').next().is_some_and(|first| first.trim_end_matches('.').chars().count() == 1)
}

/// More words and more letters make a fuller form; capitals throughout do not.
fn fullness(words: &str) -> (bool, usize, usize) {
    (
        !form::is_shouted(words),
        words.split(' ').filter(|w| w.trim_end_matches('.').chars().count() > 1).count(),
        words.len(),
    )
}

/// Whether two full names of one surname could be one person's: first names equal, or one the other's initial.
fn agree(a: &str, b: &str) -> bool {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let (a, b) = (first(a), first(b));
    let is_initial_of = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a == b || is_initial_of(&a, &b) || is_initial_of(&b, &a)
}
