//! Notes on numbered strings, for as long as one story takes: they lie side by side, however many strings are known besides.

use std::num::NonZeroU32;

/// What is numbered from 1 on.
pub trait Numbered: Copy + PartialEq {
    /// Its place among all of them.
    fn place(self) -> usize;
}

/// The number of what comes behind `count` others. There are never so many that none is left.
pub const fn next(count: usize) -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(count as u32)
}

/// A note on each of the strings that have one; blank on all others.
pub struct Notes<N, T> {
    /// By string, where its note lies, if that is a note on it.
    places: Vec<u32>,
    written: Vec<(N, T)>,
}

impl<N, T> Default for Notes<N, T> {
    fn default() -> Self {
        Self { places: Vec::new(), written: Vec::new() }
    }
}

impl<N: Numbered, T: Copy + Default> Notes<N, T> {
    /// Makes every note blank.
    pub fn wipe(&mut self) {
        self.written.clear();
    }

    /// The note on a string.
    #[inline]
    pub fn of(&self, number: N) -> T {
        let written = self.places.get(number.place()).and_then(|place| self.written.get(*place as usize));
        written.filter(|(whose, _)| *whose == number).map(|(_, note)| *note).unwrap_or_default()
    }

    /// The note on a string, to be written.
    #[inline]
    pub fn on(&mut self, number: N) -> &mut T {
        let at = number.place();
        if at >= self.places.len() {
            self.places.resize(at + 1, 0);
        }
        let place = &mut self.places[at];
        if self.written.get(*place as usize).is_none_or(|(whose, _)| *whose != number) {
            *place = self.written.len() as u32;
            self.written.push((number, T::default()));
        }
        &mut self.written[*place as usize].1
    }
}
