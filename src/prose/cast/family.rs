//! Which strings stand for one person, organisation or place of the story.

use std::collections::HashMap;

use super::form;
use super::ledger::{Entry, key};
use crate::prose::name::Kind;

/// The fuller name behind each string.
pub struct Family {
    /// By string and kind; a string that could stand for two is not in it.
    fuller: HashMap<(String, Kind), String>,
}

/// A fuller name found for a string, or the knowledge that there are two.
enum Finding {
    One(String),
    Several,
}

type Found = HashMap<(String, Kind), Finding>;

impl Family {
    /// Works out the families of a story's names.
    pub fn of(entries: &[Entry]) -> Self {
        let distinct = distinct(entries);
        let mut found = Found::new();
        let people = people(&distinct);
        for person in &people {
            for short in person.shorts() {
                note(&mut found, &short, Kind::Person, &person.canonical);
            }
        }
        for (words, kind) in distinct.iter().filter(|(_, kind)| *kind != Kind::Person) {
            for short in [form::initials(words), Some(form::without_legal_form(words).to_owned())].into_iter().flatten()
            {
                if short != *words {
                    note(&mut found, &short, *kind, words);
                }
            }
        }
        let one = |finding| match finding {
            Finding::One(name) => Some(name),
            Finding::Several => None,
        };
        let mut fuller: HashMap<_, _> = found.into_iter().filter_map(|(k, f)| Some((k, one(f)?))).collect();
        for person in people {
            for form in person.forms {
                fuller.insert((key(&form), Kind::Person), person.canonical.clone());
            }
        }
        Self { fuller }
    }

    /// The fullest form of the name that these words stand for, and its kind.
    pub fn whom<'f>(&'f self, entry: &'f Entry) -> (&'f str, Kind) {
        let direct = self.fuller.get(&(key(&entry.words), entry.kind));
        if let Some(name) = direct {
            return (name, entry.kind);
        }
        let letters = form::acronym(&entry.words).map(|letters| key(&letters));
        let by_letters = letters.and_then(|letters| {
            [Kind::Organisation, Kind::Place, Kind::Other]
                .into_iter()
                .find_map(|kind| Some((self.fuller.get(&(letters.clone(), kind))?.as_str(), kind)))
        });
        by_letters.unwrap_or((&entry.words, entry.kind))
    }
}

/// Every string once, with its kind, in order of first appearance; a headline's capitals give way to the text's spelling.
fn distinct(entries: &[Entry]) -> Vec<(String, Kind)> {
    let mut place: HashMap<(String, Kind), usize> = HashMap::new();
    let mut distinct: Vec<(String, Kind)> = Vec::new();
    for entry in entries {
        let at = *place.entry((key(&entry.words), entry.kind)).or_insert(distinct.len());
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
    let finding = found.entry((key(short), kind)).or_insert_with(|| Finding::One(full.to_owned()));
    if matches!(finding, Finding::One(known) if known != full) {
        *finding = Finding::Several;
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
    let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
    let full = distinct.iter().filter(|(words, kind)| *kind == Kind::Person && words.contains(' '));
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
