//! Which strings stand for one person, organisation or place of the story.

use super::ledger::Entry;
use super::notes::Notes;
use super::roll::{FullName, Key, Number, Roll, StandsFor};
use crate::prose::name::Kind;

/// The fuller names behind strings.
#[derive(Default)]
pub struct Family {
    /// The strings that it was worked out from, and those of the story before; these are kept for their room.
    of: Vec<(Number, Kind)>,
    before: Vec<(Number, Kind)>,
    kin: Notes<Key, Kin>,
    /// Kept for its room.
    rows: Vec<Key>,
}

/// Strings as compared, for each of [`Kind::ALL`], counted from 1.
pub type Counted = Notes<Key, [u32; 4]>;

/// What is noted of a string as it is compared.
#[derive(Clone, Copy, Default)]
struct Kin {
    /// For each of [`Kind::ALL`].
    fuller: [Fuller; 4],
    /// Of a row of words in somebody's longer name.
    rarer: Fuller,
    /// Whether it is short for a name of the story.
    shorter: bool,
    /// Of a surname: who bears it, by their place among the story's people.
    namesake: Option<u32>,
}

/// The fuller name behind a string.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Fuller {
    #[default]
    Unknown,
    One(Number),
    /// It could stand for two.
    Several,
}

impl Family {
    /// Works out the families of a story's names, if they are not what they were.
    pub fn update(&mut self, entries: &[Entry], roll: &mut Roll, counted: &mut Counted) {
        let Self { of, before, .. } = self;
        std::mem::swap(of, before);
        find_distinct(entries, roll, counted, of);
        if of != before {
            of.iter().for_each(|(words, kind)| roll.take_apart(*words, *kind));
            self.work_out(roll);
        }
    }

    fn work_out(&mut self, roll: &Roll) {
        let Self { of, kin, rows, .. } = self;
        kin.wipe();
        let people = people(of, roll, kin);
        for person in &people {
            let shorts = person.names(roll).flat_map(FullName::shorts);
            shorts.for_each(|short| kin.on(short).fuller[Kind::Person as usize].note(person.fullest.words));
            // A surname that comes last goes before one that comes first or in the middle.
            for row in person.names(roll).flat_map(FullName::rows) {
                let fuller = &mut kin.on(row).rarer;
                rows.extend((*fuller == Fuller::Unknown).then_some(row));
                fuller.note(person.fullest.words);
            }
        }
        for row in rows.drain(..) {
            let kin = kin.on(row);
            let person = &mut kin.fuller[Kind::Person as usize];
            if *person == Fuller::Unknown {
                *person = kin.rarer;
            }
        }
        for person in &people {
            for form in person.forms() {
                kin.on(roll.line(form).key).fuller[Kind::Person as usize] = Fuller::One(person.fullest.words);
            }
        }
        for &(words, kind) in of.iter().filter(|(_, kind)| *kind != Kind::Person) {
            let Some(body) = roll.body(words) else { continue };
            let house = body.house.filter(|house| kind == Kind::Organisation && *house != roll.line(words).key);
            let shorts = body.shorts.into_iter().chain([house]).flatten();
            shorts.for_each(|short| kin.on(short).fuller[kind as usize].note(words));
        }
    }

    /// The fuller name that these words stand for, if there is one, and its kind.
    pub fn whom(&self, entry: &Entry, roll: &Roll) -> Option<(Number, Kind)> {
        let fuller = |key: Key, kind: Kind| match self.kin.of(key).fuller[kind as usize] {
            Fuller::One(whom) => Some((whom, kind)),
            Fuller::Unknown | Fuller::Several => None,
        };
        let StandsFor { letters, untitled } = roll.stands_for(entry.words);
        let untitled = untitled.filter(|_| entry.kind == Kind::Person);
        let kinds = [Kind::Organisation, Kind::Place, Kind::Other];
        fuller(roll.line(entry.words).key, entry.kind)
            .or_else(|| fuller(untitled?, Kind::Person))
            .or_else(|| kinds.into_iter().find_map(|kind| fuller(letters?, kind)))
    }
}

impl Fuller {
    fn note(&mut self, full: Number) {
        *self = match *self {
            Self::Unknown => Self::One(full),
            Self::One(other) if other == full => *self,
            Self::One(_) | Self::Several => Self::Several,
        };
    }
}

/// Every string once, with its kind, in order of first appearance; a headline's capitals give way to the text's spelling.
fn find_distinct(entries: &[Entry], roll: &Roll, counted: &mut Counted, distinct: &mut Vec<(Number, Kind)>) {
    counted.wipe();
    distinct.clear();
    for entry in entries {
        let line = roll.line(entry.words);
        let count = &mut counted.on(line.key)[entry.kind as usize];
        match count.checked_sub(1) {
            None => {
                distinct.push((entry.words, entry.kind));
                *count = distinct.len() as u32;
            }
            Some(at) => {
                let (words, _) = &mut distinct[at as usize];
                if roll.line(*words).shouted && !line.shouted {
                    *words = entry.words;
                }
            }
        }
    }
}

/// One person of the story.
struct Person<'r> {
    fullest: &'r FullName,
    /// As written, titles and all: as the story first has it, and what else it has.
    form: Number,
    others: Vec<Number>,
    /// Another one of the same surname.
    namesake: Option<u32>,
}

impl<'r> Person<'r> {
    fn forms(&self) -> impl Iterator<Item = Number> {
        std::iter::once(self.form).chain(self.others.iter().copied())
    }

    fn names(&self, roll: &'r Roll) -> impl Iterator<Item = &'r FullName> {
        self.forms().filter_map(|form| roll.person(form)?.full.as_ref())
    }

    fn take(&mut self, form: Number, name: &'r FullName) {
        if name.fullness > self.fullest.fullness {
            self.fullest = name;
        }
        self.others.push(form);
    }
}

/// Full names of one surname whose given names agree are one person; whom an initial stands for must be plain.
fn people<'r>(of: &[(Number, Kind)], roll: &'r Roll, kin: &mut Notes<Key, Kin>) -> Vec<Person<'r>> {
    let known = || {
        let people = of.iter().filter(|(_, kind)| *kind == Kind::Person);
        people.filter_map(|(words, _)| Some((*words, roll.person(*words)?)))
    };
    // `Van der Berg` is no full name where the story has a Pieter van der Berg, nor `Bustamante Quiroga` where
    // it has an Aurelio; `Van Morrison` is.
    for (_, person) in known() {
        let rows = person.full.iter().flat_map(FullName::rows);
        rows.chain(person.bare[0]).for_each(|short| kin.on(short).shorter = true);
    }
    let full = known().filter_map(|(form, person)| Some((form, person.full.as_ref()?)));
    let full = full.filter(|(form, _)| !kin.of(roll.line(*form).key).shorter);
    // Names in full come first, so that an initial meets everybody whom it could stand for.
    let (shortened, whole): (Vec<_>, Vec<_>) = full.partition(|(_, name)| name.shortened);
    let mut people: Vec<Person> = Vec::with_capacity(whole.len() + shortened.len());
    for (form, name) in whole.into_iter().chain(shortened) {
        let latest = &mut kin.on(name.last).namesake;
        let alike = std::iter::successors(*latest, |at| people[*at as usize].namesake);
        let mut same = alike.filter(|at| people[*at as usize].names(roll).all(|known| known.first.agrees(name.first)));
        match (same.next(), same.next()) {
            (Some(person), None) => people[person as usize].take(form, name),
            _ => {
                let namesake = latest.replace(people.len() as u32);
                people.push(Person { fullest: name, form, others: Vec::new(), namesake });
            }
        }
    }
    people
}
