//! Telling a story again after a keystroke: what the paragraphs that changed cannot have moved stays as it was told.

use super::{Quotation, Story, quote};
use crate::finding::Spot;
use crate::prose::cast::{self, Cast};
use crate::prose::reading::Reading;
use crate::prose::speaker::{self, Hearing};
use std::sync::Arc;

/// More paragraphs than these changed at once are a paste, which is told from the start.
const CHANGED_AT_ONCE: usize = 8;

/// How a draft's story was last told.
#[derive(Default)]
pub struct Memory(Option<Told>);

struct Told {
    readings: Vec<Arc<Reading>>,
    cast: Arc<Cast>,
    hearing: Hearing,
    quotations: Vec<Quotation>,
    stray: Vec<Spot>,
}

impl Memory {
    /// Joins readings into a story: the same as [`tell`](super::tell), in less time after a small change.
    pub fn tell<'r>(&mut self, readings: &[&'r Arc<Reading>]) -> Story<'r> {
        // A fault on the way leaves nothing half told.
        let told = match self.0.take() {
            Some(told) if told.is_of(readings) => told,
            Some(told) => told.again(readings),
            None => Told::anew(readings),
        };
        let told = self.0.insert(told);
        Story {
            readings: plain(readings),
            quotations: told.quotations.clone(),
            stray: told.stray.clone(),
            cast: told.cast.clone(),
            meta: None,
        }
    }
}

impl Told {
    fn is_of(&self, readings: &[&Arc<Reading>]) -> bool {
        self.readings.len() == readings.len() && self.readings.iter().zip(readings).all(|(a, b)| Arc::ptr_eq(a, b))
    }

    fn anew(readings: &[&Arc<Reading>]) -> Self {
        let plain = plain(readings);
        let cast = cast::link(&plain);
        let hearing = speaker::attribute(&plain, &cast);
        Self::of(readings, Arc::new(cast), hearing)
    }

    fn again(mut self, readings: &[&Arc<Reading>]) -> Self {
        let new = plain(readings);
        let differ = |i: &usize| !Arc::ptr_eq(&self.readings[*i], readings[*i]);
        let same_length = readings.len() == self.readings.len();
        let changed: Vec<usize> = (0..readings.len()).filter(|i| same_length && differ(i)).collect();
        if !same_length || changed.len() > CHANGED_AT_ONCE {
            return Self::anew(readings);
        }
        let old: Vec<(usize, &Reading)> = changed.iter().map(|i| (*i, self.readings[*i].as_ref())).collect();
        let mut same = true;
        if !cast::moved(Arc::make_mut(&mut self.cast), &old, &new) {
            // A word beside a name makes it more or less of a name; mostly the cast is the same in the end.
            let linked = cast::link(&new);
            same = linked.is_as(&self.cast, &changed);
            self.cast = Arc::new(linked);
        }
        let again = if same { self.hearing.again(&new, &self.cast, &old) } else { None };
        let hearing = again.unwrap_or_else(|| speaker::attribute(&new, &self.cast));
        Self::of(readings, self.cast, hearing)
    }

    fn of(readings: &[&Arc<Reading>], cast: Arc<Cast>, hearing: Hearing) -> Self {
        let (quotations, stray) = quote(&plain(readings), &hearing.verdicts);
        let readings = readings.iter().map(|r| Arc::clone(r)).collect();
        Self { readings, cast, hearing, quotations, stray }
    }
}

fn plain<'r>(readings: &[&'r Arc<Reading>]) -> Vec<&'r Reading> {
    readings.iter().map(|&r| r.as_ref()).collect()
}
