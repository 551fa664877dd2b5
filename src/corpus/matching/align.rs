//! Aligning words with words: the cheapest way to turn what was asked for into a run of what is on record.

use crate::corpus::words::Word;

/// One step of an alignment; indices of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `here` words say what `there` words say.
    Same { here: u8, there: u8 },
    /// Changed, where no editor says so.
    Changed,
    /// Put in.
    Added,
    /// Left out.
    Dropped,
    /// Changed, added or dropped under the editor's hand: brackets, dots.
    Marked { here: u8, there: u8 },
    /// A word asked for where the record has the editor's: nobody knows what was said.
    Unknown,
}

impl Step {
    pub const fn sizes(self) -> (usize, usize) {
        match self {
            Self::Same { here, there } | Self::Marked { here, there } => (here as usize, there as usize),
            Self::Changed | Self::Unknown => (1, 1),
            Self::Added => (1, 0),
            Self::Dropped => (0, 1),
        }
    }

    pub const fn cost(self) -> u32 {
        match self {
            Self::Same { .. } | Self::Marked { .. } => 0,
            _ => 1,
        }
    }

    pub const fn is_edit(self) -> bool {
        matches!(self, Self::Changed | Self::Added | Self::Dropped)
    }
}

/// Steps from the first word asked for to the last; `start` is the first word of the record that takes part.
pub struct Script {
    pub start: usize,
    pub steps: Vec<Step>,
}

/// The table of the cheapest ways to turn words asked for into some run of the record's.
pub struct Alignment<'w> {
    here: &'w [Word],
    there: &'w [Word],
    /// Row by row: cost and the last step.
    cells: Vec<(u32, Step)>,
}

impl<'w> Alignment<'w> {
    pub fn new(here: &'w [Word], there: &'w [Word]) -> Self {
        let width = there.len() + 1;
        let cells = vec![(0, Step::Dropped); width * (here.len() + 1)];
        let mut table = Self { here, there, cells };
        for i in 1..=here.len() {
            for j in 0..width {
                table.cells[i * width + j] = table.best(i, j);
            }
        }
        table
    }

    fn best(&self, i: usize, j: usize) -> (u32, Step) {
        let mut best = (u32::MAX, Step::Added);
        let mut offer = |step: Step| {
            let (a, b) = step.sizes();
            if a <= i && b <= j {
                let cost = self.cost(i - a, j - b) + step.cost();
                if cost < best.0 {
                    best = (cost, step);
                }
            }
        };
        self.same_words(i, j, &mut offer);
        self.marked(i, j, &mut offer);
        offer(Step::Changed);
        offer(Step::Added);
        offer(Step::Dropped);
        best
    }

    fn cost(&self, i: usize, j: usize) -> u32 {
        self.cells[i * (self.there.len() + 1) + j].0
    }

    fn same_words(&self, i: usize, j: usize, offer: &mut impl FnMut(Step)) {
        if j == 0 {
            return;
        }
        let (here, there) = (&self.here[i - 1], &self.there[j - 1]);
        if here.hash == there.hash {
            offer(Step::Same { here: 1, there: 1 });
        }
        if i > 1 && is_one(&self.here[i - 2], here, there) {
            offer(Step::Same { here: 2, there: 1 });
        }
        if j > 1 && is_one(&self.there[j - 2], there, here) {
            offer(Step::Same { here: 1, there: 2 });
        }
    }

    fn marked(&self, i: usize, j: usize, offer: &mut impl FnMut(Step)) {
        let before = &self.here[i - 1];
        let after = self.here.get(i);
        if before.editors {
            offer(Step::Marked { here: 1, there: 1 });
            offer(Step::Marked { here: 1, there: 0 });
        }
        let gap = after.is_some_and(|w| w.after_gap || w.editors) || before.editors && after.is_some();
        if j > 0 && (gap || self.there[j - 1].editors) {
            offer(Step::Marked { here: 0, there: 1 });
        }
        if j > 0 && self.there[j - 1].editors {
            offer(Step::Unknown);
        }
    }

    /// `None` if nothing agrees.
    pub fn script(&self) -> Option<Script> {
        let last = self.here.len();
        // Of equal ends the last: a changed last word is held against the record's, not put in after it.
        let end = (0..=self.there.len()).rev().min_by_key(|&j| self.cost(last, j))?;
        let (mut i, mut j) = (last, end);
        let mut steps = Vec::new();
        while i > 0 {
            let step = self.cells[i * (self.there.len() + 1) + j].1;
            let (a, b) = step.sizes();
            (i, j) = (i - a, j - b);
            steps.push(step);
        }
        steps.reverse();
        steps.iter().any(|s| matches!(s, Step::Same { .. })).then_some(Script { start: j, steps })
    }
}

/// Whether `first second` is what `whole` says: `per cent` and `percent`, `will not` and `won't`.
fn is_one(first: &Word, second: &Word, whole: &Word) -> bool {
    first.joined == Some(whole.hash) || whole.contracts == Some((first.hash, second.hash))
}

/// Words to be looked for in many records. Parts over 64 words are held by their first 64.
pub struct Pattern {
    words: Vec<u32>,
    /// Places in the part of the words whose last byte it is.
    places: [u64; 256],
}

impl Pattern {
    pub fn new(words: impl IntoIterator<Item = u32>) -> Self {
        let words: Vec<u32> = words.into_iter().take(64).collect();
        let mut places = [0; 256];
        words.iter().enumerate().for_each(|(place, word)| places[(word & 0xff) as usize] |= 1 << place);
        Self { words, places }
    }

    /// Words looked for.
    pub const fn len(&self) -> usize {
        self.words.len()
    }

    /// Places of a word.
    fn of(&self, word: u32) -> u64 {
        let (mut maybe, mut places) = (self.places[(word & 0xff) as usize], 0);
        while maybe != 0 {
            let place = maybe.trailing_zeros();
            places |= u64::from(self.words[place as usize] == word) << place;
            maybe &= maybe - 1;
        }
        places
    }

    /// Fewest edits that turn the part into some run of a record's words, and the word where that run ends
    /// (Myers' bit-parallel distance).
    pub fn distance(&self, record: impl Iterator<Item = u32>) -> (u32, usize) {
        let high = 1_u64 << (self.words.len().max(1) - 1);
        let (mut plus, mut minus, mut score) = (u64::MAX, 0_u64, self.words.len() as u32);
        let mut best = (score, 0);
        for (at, word) in record.enumerate() {
            let equal = self.of(word);
            let vertical = equal | minus;
            let across = (((equal & plus).wrapping_add(plus)) ^ plus) | equal;
            let mut up = minus | !(across | plus);
            let mut down = plus & across;
            if up & high != 0 {
                score += 1;
            } else if down & high != 0 {
                score -= 1;
                if score < best.0 {
                    best = (score, at + 1);
                }
            }
            up <<= 1;
            down <<= 1;
            plus = down | !(vertical | up);
            minus = up & vertical;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits_to_the_nearest_run() {
        let record = [9, 1, 2, 3, 4, 5, 0x109];
        let distance =
            |part: &[u32], record: std::array::IntoIter<u32, 7>| Pattern::new(part.to_vec()).distance(record);
        assert_eq!(distance(&[1, 2, 3, 4], record.into_iter()), (0, 5));
        assert_eq!(distance(&[1, 2, 7, 4], record.into_iter()).0, 1);
        assert_eq!(distance(&[7, 8], record.into_iter()).0, 2);
        assert_eq!(distance(&[5, 9, 8], record.into_iter()).0, 2, "a word is more than its last byte");
    }
}
