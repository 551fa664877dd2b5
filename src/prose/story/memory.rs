//! Telling a story again after a keystroke: what the paragraphs that changed cannot have moved stays as it was told.

use super::{Quotation, Story, quote};
use crate::finding::Spot;
use crate::prose::cast::{Linked, Linker, Page};
use crate::prose::reading::Reading;
use crate::prose::speaker::{Change, Hearing};
use std::sync::Arc;

/// Strings that are kept though the story has them no more: a name leaves one behind with each letter that is typed of it.
const LEFT_OVER: usize = 10_000;

/// How a draft's story was last told.
#[derive(Default)]
pub struct Memory(Option<Told>);

#[derive(Default)]
struct Told {
    readings: Vec<Arc<Reading>>,
    /// The names of each paragraph.
    pages: Vec<Page>,
    linker: Linker,
    linked: Linked,
    hearing: Hearing,
    quotations: Arc<Vec<Quotation>>,
    stray: Vec<Spot>,
}

impl Memory {
    /// Joins readings into a story: the same as [`tell`](super::tell), in less time after a small change.
    pub fn tell<'r>(&mut self, readings: &'r [Arc<Reading>]) -> Story<'r> {
        // A fault on the way leaves nothing half told.
        let mut told = self.0.take().unwrap_or_default();
        let same = |before: usize, now: usize| Arc::ptr_eq(&told.readings[before], &readings[now]);
        let change = Change::between(told.readings.len(), readings.len(), same);
        if !change.is_none() {
            told.again(readings, &change);
        }
        let told = self.0.insert(told);
        Story {
            readings: plain(readings),
            quotations: Arc::clone(&told.quotations),
            stray: told.stray.clone(),
            cast: told.linked.cast.clone(),
            meta: None,
        }
    }
}

impl Told {
    fn again(&mut self, readings: &[Arc<Reading>], change: &Change) {
        if self.linker.known() > LEFT_OVER + 2 * self.linked.cast.mentions.len() {
            *self = Self::default();
            return self.again(readings, &Change::anew(readings.len()));
        }
        let plain = plain(readings);
        change.replace(&mut self.readings, |passage| Arc::clone(&readings[passage]));
        if !self.exchange(&plain, change) {
            change.replace(&mut self.pages, |passage| self.linker.read(plain[passage]));
            let linked = self.linker.link(&self.pages);
            self.hearing.again(&plain, change, (&self.linked, &linked));
            self.linked = linked;
        }
        let (quotations, stray) = quote(&plain, &self.hearing, &self.linked.cast);
        (self.quotations, self.stray) = (Arc::new(quotations), stray);
    }

    /// Takes up paragraphs in the place of others where all names are whose they were; false if they are not, and then the
    /// story is to be linked anew.
    fn exchange(&mut self, readings: &[&Reading], change: &Change) -> bool {
        let Some(exchanged) = change.exchanged() else { return false };
        let exchanged: Vec<usize> = exchanged.collect();
        let mut changed = Vec::with_capacity(exchanged.len());
        for &passage in &exchanged {
            let page = self.linker.read(readings[passage]);
            changed.push((passage, std::mem::replace(&mut self.pages[passage], page)));
        }
        if !self.linker.link_again(changed, &self.pages, &mut self.linked) {
            return false;
        }
        self.hearing.exchange(readings, (change, &exchanged), &self.linked);
        true
    }
}

fn plain(readings: &[Arc<Reading>]) -> Vec<&Reading> {
    readings.iter().map(AsRef::as_ref).collect()
}
