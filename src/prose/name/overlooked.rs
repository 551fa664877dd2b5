//! Names that the tagger overlooks, or takes for another kind, where what stands beside them leaves no doubt.

use super::label::{self, OUTSIDE, Place};
use super::lexicon::list;
use super::lists::Lists;
use super::memory::Words;
use super::page::{Page, Stretch};
use super::{Kind, MODEL, Name, role};
use crate::prose::vocabulary::Written;

/// A stretch that was tagged.
pub(super) struct Overlooked<'s> {
    pub written: &'s Written<'s>,
    pub page: &'s Page,
    pub words: &'s Words,
    pub stretch: Stretch,
}

impl Overlooked<'_> {
    /// Labels what was overlooked.
    pub fn put_right(&self, path: &mut [usize]) {
        if self.is_person(path) {
            path.copy_from_slice(&[Place::First, Place::Last].map(|place| label::label(place, Kind::Person)));
        }
        if let Some(firm) = self.firm(path) {
            path[firm.tokens()].fill(label::label(Place::Middle, Kind::Organisation));
            path[firm.start] = label::label(Place::First, Kind::Organisation);
            path[firm.end - 1] = label::label(Place::Last, Kind::Organisation);
        }
        for at in 0..path.len() {
            if path[at] == OUTSIDE && self.is_place(path, at) {
                path[at] = label::label(Place::Only, Kind::Place);
            }
        }
    }

    /// Two words with capitals and nothing else beside them, inside a sentence, the second a listed surname: a person, if the
    /// first is a listed given name or they speak. Many a given name is a common word too (`Per`, `Will`).
    fn is_person(&self, path: &[usize]) -> bool {
        let start = self.stretch.start;
        let on = |at: usize, lists: u16| self.is_on(at, lists) && !self.words.facts(self.page.words[at]).capitals;
        let speaks = || {
            let after = self.written.tokens.get(self.stretch.end).map(|token| token.of(self.written.text));
            matches!(after, Some("said" | "says" | "told" | "added" | "asked"))
        };
        path == [OUTSIDE, OUTSIDE]
            && start > self.page.sentence(start).tokens.start
            && (on(start, list::GIVEN) || self.page.capital[start] && speaks())
            && on(start + 1, list::CENSUS | list::SURNAME)
    }

    /// A row of capitals that ends a stretch, and in a word for what it does (`Brannick Ferries`): a firm or an office. Where it
    /// opens the sentence its first word must be one that is never written small. The place is counted from the stretch's start.
    fn firm(&self, path: &[usize]) -> Option<Stretch> {
        let Self { page, stretch, .. } = self;
        let last = stretch.end - 1;
        if path[path.len() - 1] != OUTSIDE || !page.capital[last] || !role::is_organisation(self.written.of(last)) {
            return None;
        }
        let row = stretch.tokens().rev().take_while(|&i| page.capital[i] && path[i - stretch.start] == OUTSIDE);
        let start = row.last().filter(|&start| start < last)?;
        let opens = start == page.sentence(start).tokens.start;
        (!(opens && self.is_word(start))).then(|| Stretch { start: start - stretch.start, end: path.len() })
    }

    /// `in Bavaria`, `off Harlow in Norland`: a word by itself behind `in` that is a listed country or county, or, where a place
    /// stands before that, one that is never written small.
    fn is_place(&self, path: &[usize], at: usize) -> bool {
        let i = self.stretch.start + at;
        let alone = self.page.capital[i] && !self.page.capital.get(i + 1).is_some_and(|capital| *capital);
        if !alone || i.checked_sub(1).is_none_or(|before| self.written.of(before) != "in") {
            return false;
        }
        let before = at.checked_sub(2).map(|before| path[before]).filter(|label| *label != OUTSIDE);
        let in_place = before.is_some_and(|label| label::meaning(label).1 == Kind::Place);
        self.is_on(i, list::COUNTRY | list::REGION) || in_place && !self.is_word(i)
    }

    /// Whether a word is written small, too.
    fn is_word(&self, i: usize) -> bool {
        MODEL.lexicon.cluster(self.words.facts(self.page.words[i]).lower).is_some()
    }

    fn is_on(&self, at: usize, lists: u16) -> bool {
        self.page.capital[at] && self.words.facts(self.page.words[at]).lists & lists != 0
    }
}

/// `her uncle, Phurba, said`: whoever is kin to somebody is a person, whatever the name looks like.
pub(super) fn take_kin_for_people(names: &mut [Name], written: &Written) {
    let is = |i: Option<usize>, lists: Lists| i.and_then(|i| written.entries.get(i)).is_some_and(|e| e.on.is(lists));
    for name in names.iter_mut().filter(|name| name.kind != Kind::Person) {
        let first = written.tokens.partition_point(|token| token.span().start < name.span.start);
        let behind = written.tokens.partition_point(|token| token.span().start < name.span.end);
        let set_off = is(first.checked_sub(1), Lists::COMMA) && is(Some(behind), Lists::COMMA);
        if set_off && is(first.checked_sub(2), Lists::KIN) {
            name.lean.swap(name.kind as usize, Kind::Person as usize);
            name.kind = Kind::Person;
        }
    }
}
