//! Which strings stand for one person, organisation or place of the story.

use rustc_hash::{FxHashMap, FxHashSet};

use super::form;
use super::ledger::{Entry, key};
use crate::prose::name::Kind;

/// Whom a string stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The fullest form of the name in the story.
    pub canonical: String,
    /// The same as it is compared.
    pub key: String,
}

/// The fuller names behind strings, for each of [`Kind::ALL`]; a string that could stand for two is not in it.
#[derive(Default)]
pub struct Family {
    fuller: [FxHashMap<String, Whom>; 4],
}

/// A fuller name found for a string; `None` if there are two.
type Found = [FxHashMap<String, Option<String>>; 4];

impl Family {
    /// Works out the families of a story's names.
    pub fn of(entries: &[Entry]) -> Self {
        let distinct = distinct(entries);
        let mut found = Found::default();
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
        let mut family = Self::default();
        for (kind, found) in Kind::ALL.into_iter().zip(found) {
            for (short, full) in found {
                family.enter(short, kind, full);
            }
        }
        for person in people {
            for form in person.forms {
                family.enter(key(&form), Kind::Person, Some(person.canonical.clone()));
            }
        }
        family
    }

    fn enter(&mut self, short: String, kind: Kind, full: Option<String>) {
        if let Some(canonical) = full {
            self.fuller[kind as usize].insert(short, Whom { key: key(&canonical), canonical });
        }
    }

    /// The fuller name that these words stand for, if there is one, and its kind.
    pub fn whom(&self, entry: &Entry) -> Option<(&Whom, Kind)> {
        if let Some(whom) = self.fuller[entry.kind as usize].get(&entry.key) {
            return Some((whom, entry.kind));
        }
        let letters = key(&form::acronym(&entry.words)?);
        let kinds = [Kind::Organisation, Kind::Place, Kind::Other];
        kinds.into_iter().find_map(|kind| Some((self.fuller[kind as usize].get(&letters)?, kind)))
    }
}

/// Every string once, with its kind, in order of first appearance; a headline's capitals give way to the text's spelling.
fn distinct(entries: &[Entry]) -> Vec<(String, Kind)> {
    let mut places: [FxHashMap<&str, usize>; 4] = Default::default();
    let mut distinct: Vec<(String, Kind)> = Vec::new();
    for entry in entries {
        let at = *places[entry.kind as usize].entry(&entry.key).or_insert(distinct.len());
        match distinct.get_mut(at) {
            None => distinct.push((entry.words.clone(), entry.kind)),
            Some((words, _)) if form::is_shouted(words) && !form::is_shouted(&entry.words) => {
                words.clone_from(&entry.words)
            }
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
            let surname = form::surname(form);
            shorts.extend(
                [surname, surname.map(form::last_word), form::given(form)].into_iter().flatten().map(str::to_owned),
            );
        }
        shorts.sort();
        shorts.dedup();
        shorts
    }

    fn is_also(&self, full: &str) -> bool {
        self.forms.iter().all(|form| agree(form, full))
    }

    fn take(&mut self, full: String) {
        if fullness(&full) > fullness(&self.canonical) {
            self.canonical.clone_from(&full);
        }
        self.forms.push(full);
    }
}

/// Full names of one surname whose given names agree are one person; whom an initial stands for must be plain.
fn people(distinct: &[(String, Kind)]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let full = || distinct.iter().filter(|(words, kind)| *kind == Kind::Person && words.contains(' '));
    // `Van der Berg` is no full name where the story has a Pieter van der Berg; `Van Morrison` is.
    let surnames: FxHashSet<String> = full().filter_map(|(words, _)| form::surname(words)).map(key).collect();
    let full = full().filter(|(words, _)| !surnames.contains(&key(words)));
    // Names in full come first, so that an initial meets everybody whom it could stand for.
    let (shortened, whole): (Vec<_>, Vec<_>) = full.partition(|(words, _)| has_initial(words));
    for (words, _) in whole.into_iter().chain(shortened) {
        let Some(surname) = form::surname(words) else { continue };
        let namesakes = by_surname.entry(key(form::last_word(surname))).or_default();
        let same: Vec<usize> = namesakes.iter().copied().filter(|&i| people[i].is_also(words)).collect();
        if let [person] = same[..] {
            people[person].take(words.clone());
        } else {
            namesakes.push(people.len());
            people.push(Person { canonical: words.clone(), forms: vec![words.clone()] });
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
