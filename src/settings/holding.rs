//! What holds for a draft, and who says so.

use super::Settings;
use super::key::{KEYS, Place, Takes};
use super::value::{By, Said, Value};

/// A key that is set for a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Its whole name.
    pub at: String,
    /// What holds.
    pub value: Value,
    /// Who says so: one, but for lists that add up.
    pub by: Vec<By>,
}

impl Settings {
    /// What is set for a draft, in the order of the manual: `path` relative to the workspace, `section` as it names its own.
    pub fn holding(&self, path: &str, section: Option<&str>) -> Vec<Holding> {
        let mut holding: Vec<Holding> = Vec::new();
        for said in self.said.iter().chain(self.book.said(path, section)) {
            match holding.iter_mut().find(|h| h.at == said.at()) {
                Some(before) => lay_over(before, said),
                None => holding.push(Holding { at: said.at(), value: said.value.clone(), by: vec![said.by] }),
            }
        }
        let place = |h: &Holding| KEYS.iter().position(|key| key.table() == h.at.split('.').next().unwrap_or_default());
        holding.sort_by_cached_key(|h| (place(h), h.at.clone()));
        holding
    }
}

/// Lists of a style add up; of anything else the later word goes.
fn lay_over(before: &mut Holding, said: &Said) {
    match (&mut before.value, &said.value) {
        (Value::Texts(all), Value::Texts(more))
            if said.key.place == Place::Anywhere && said.key.takes == Takes::Texts =>
        {
            all.extend(more.iter().cloned());
            before.by.push(said.by);
        }
        (value, said_now) => {
            *value = said_now.clone();
            before.by = vec![said.by];
        }
    }
}
