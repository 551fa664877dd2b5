//! Which strings stand for one person, organisation or place of the story.

use super::ledger::Entry;
use super::roll::{FullName, Notes, Number, Roll, StandsFor};
use crate::prose::name::Kind;

/// The fuller names behind strings.
#[derive(Default)]
pub struct Family {
    /// The strings that it was worked out from.
    of: Vec<(Number, Kind)>,
    /// By string as compared, for each of [`Kind::ALL`].
    fuller: Notes<[Fuller; 4]>,
    desk: Desk,
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

/// What is noted while a family is worked out, kept for its room.
#[derive(Default)]
struct Desk {
    places: Notes<[Option<u32>; 4]>,
    shorter: Notes<bool>,
    namesakes: Notes<Option<u32>>,
    rarer: Notes<Fuller>,
    rows: Vec<Number>,
}

impl Family {
    /// Works out the families of a story's names, if they are not what they were.
    pub fn update(&mut self, entries: &[Entry], roll: &mut Roll) {
        let of = distinct(entries, roll, &mut self.desk.places);
        if self.of != of {
            of.iter().for_each(|(words, kind)| roll.take_apart(*words, *kind));
            self.of = of;
            self.work_out(roll);
        }
    }

    fn work_out(&mut self, roll: &Roll) {
        let Self { of, fuller, desk } = self;
        fuller.wipe();
        desk.rarer.wipe();
        let people = people(of, roll, desk);
        for person in &people {
            let shorts = person.names(roll).flat_map(|name| &name.shorts);
            shorts.for_each(|short| fuller.on(*short)[Kind::Person as usize].note(person.fullest.words));
            // A surname that comes last goes before one that comes first or in the middle.
            let rows = person.names(roll).flat_map(|name| &name.rows);
            for &row in rows {
                let fuller = desk.rarer.on(row);
                desk.rows.extend((*fuller == Fuller::Unknown).then_some(row));
                fuller.note(person.fullest.words);
            }
        }
        for row in desk.rows.drain(..) {
            let person = &mut fuller.on(row)[Kind::Person as usize];
            if *person == Fuller::Unknown {
                *person = desk.rarer.of(row);
            }
        }
        for person in &people {
            for &form in &person.forms {
                fuller.on(roll.line(form).key)[Kind::Person as usize] = Fuller::One(person.fullest.words);
            }
        }
        for &(words, kind) in of.iter().filter(|(_, kind)| *kind != Kind::Person) {
            let Some(body) = roll.body(words) else { continue };
            let house = body.house.filter(|house| kind == Kind::Organisation && *house != roll.line(words).key);
            let shorts = body.shorts.into_iter().chain([house]).flatten();
            shorts.for_each(|short| fuller.on(short)[kind as usize].note(words));
        }
    }

    /// The fuller name that these words stand for, if there is one, and its kind.
    pub fn whom(&self, entry: &Entry, roll: &Roll) -> Option<(Number, Kind)> {
        let fuller = |words: Number, kind: Kind| match self.fuller.of(words)[kind as usize] {
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
fn distinct(entries: &[Entry], roll: &Roll, places: &mut Notes<[Option<u32>; 4]>) -> Vec<(Number, Kind)> {
    places.wipe();
    let mut distinct: Vec<(Number, Kind)> = Vec::new();
    for entry in entries {
        let line = roll.line(entry.words);
        let place = &mut places.on(line.key)[entry.kind as usize];
        match *place {
            None => {
                *place = Some(distinct.len() as u32);
                distinct.push((entry.words, entry.kind));
            }
            Some(at) => {
                let (words, _) = &mut distinct[at as usize];
                if roll.line(*words).shouted && !line.shouted {
                    *words = entry.words;
                }
            }
        }
    }
    distinct
}

/// One person of the story.
struct Person<'r> {
    fullest: &'r FullName,
    /// As written, titles and all.
    forms: Vec<Number>,
    /// Another one of the same surname.
    namesake: Option<u32>,
}

impl<'r> Person<'r> {
    fn names(&self, roll: &'r Roll) -> impl Iterator<Item = &'r FullName> {
        self.forms.iter().filter_map(|form| roll.person(*form)?.full.as_ref())
    }

    fn take(&mut self, form: Number, name: &'r FullName) {
        if name.fullness > self.fullest.fullness {
            self.fullest = name;
        }
        self.forms.push(form);
    }
}

/// Full names of one surname whose given names agree are one person; whom an initial stands for must be plain.
fn people<'r>(of: &[(Number, Kind)], roll: &'r Roll, desk: &mut Desk) -> Vec<Person<'r>> {
    let Desk { shorter, namesakes, .. } = desk;
    shorter.wipe();
    namesakes.wipe();
    let known = || {
        let people = of.iter().filter(|(_, kind)| *kind == Kind::Person);
        people.filter_map(|(words, _)| Some((*words, roll.person(*words)?)))
    };
    // `Van der Berg` is no full name where the story has a Pieter van der Berg, nor `Bustamante Quiroga` where
    // it has an Aurelio; `Van Morrison` is.
    for (_, person) in known() {
        let rows = person.full.iter().flat_map(|name| &name.rows);
        rows.copied().chain(person.bare[0]).for_each(|short| *shorter.on(short) = true);
    }
    let full = || {
        let people = known().filter(|(form, _)| !shorter.of(roll.line(*form).key));
        people.filter_map(|(form, person)| Some((form, person.full.as_ref()?)))
    };
    // Names in full come first, so that an initial meets everybody whom it could stand for.
    let whole = full().filter(|(_, name)| !name.shortened);
    let mut people: Vec<Person> = Vec::new();
    for (form, name) in whole.chain(full().filter(|(_, name)| name.shortened)) {
        let latest = namesakes.on(name.last);
        let alike = std::iter::successors(*latest, |at| people[*at as usize].namesake);
        let mut same = alike.filter(|at| people[*at as usize].names(roll).all(|known| known.first.agrees(name.first)));
        match (same.next(), same.next()) {
            (Some(person), None) => people[person as usize].take(form, name),
            _ => {
                let namesake = latest.replace(people.len() as u32);
                people.push(Person { fullest: name, forms: vec![form], namesake });
            }
        }
    }
    people
}
