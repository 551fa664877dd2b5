//! Labels of tokens inside names, and the best sequence of them.

use super::Kind;

/// Labels other than "outside": four positions for each of four kinds.
pub const LABELS: usize = 16;
/// Scores of the sixteen labels of one token, against a score of nought for "outside".
pub type Scores = [i32; LABELS];
/// What one label after another is worth: `[before][after]`, with "outside" last.
pub type Transitions = [[i32; LABELS + 1]; LABELS + 1];
/// The label of a token outside every name, as an index into [`Transitions`].
pub const OUTSIDE: usize = LABELS;

/// Where in its name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first of several.
    First = 0,
    /// Neither first nor last.
    Middle = 1,
    /// The last of several.
    Last = 2,
    /// A name of one token.
    Only = 3,
}

/// The label of a token at `place` in a name of `kind`.
pub const fn label(place: Place, kind: Kind) -> usize {
    kind as usize * 4 + place as usize
}

/// Whether a name is still open after this label.
pub const fn is_open(label: usize) -> bool {
    label != OUTSIDE && label % 4 < 2
}

/// Whether `after` may follow `before`: an open name must go on in its kind, a new one may start only when none is open.
pub const fn may_follow(before: usize, after: usize) -> bool {
    if is_open(before) {
        after != OUTSIDE && after / 4 == before / 4 && matches!(after % 4, 1 | 2)
    } else {
        after == OUTSIDE || matches!(after % 4, 0 | 3)
    }
}

/// Kind and place of a label other than [`OUTSIDE`].
pub fn meaning(label: usize) -> (Place, Kind) {
    let place = [Place::First, Place::Middle, Place::Last, Place::Only][label % 4];
    (place, Kind::ALL[label / 4])
}

/// Labels that a name may begin with, and "outside".
const OPENING: [usize; 9] = [0, 4, 8, 12, 3, 7, 11, 15, OUTSIDE];
/// Labels that close a name, and "outside"; of two equally good ones before a token the first is taken.
const CLOSED: [usize; 9] = [2, 6, 10, 14, 3, 7, 11, 15, OUTSIDE];
/// [`OPENING`], made up to whole rows of a machine's lanes.
const LANES: usize = 12;
/// The score of what cannot be.
const NEVER: i32 = i32::MIN / (4 * TIES);
/// A sum times this has room for the place in [`CLOSED`] of the label it comes from: the greatest tells both.
const TIES: i32 = 16;

/// The labels of a stretch's tokens.
#[derive(Default)]
pub struct Path {
    /// One a token.
    pub labels: Vec<usize>,
    /// For each token but the first, by its label, the best label before it.
    from: Vec<[u8; LABELS + 1]>,
}

/// What one label after another is worth, laid out for [`decode`](Self::decode).
pub struct Ways {
    all: Transitions,
    /// From each of [`CLOSED`] to each of [`OPENING`], times [`TIES`], and more for what comes earlier in `CLOSED`.
    between: [[i32; LANES]; CLOSED.len()],
}

impl Ways {
    /// Lays transitions out.
    pub fn of(all: Transitions) -> Self {
        let mut between = [[NEVER * TIES; LANES]; CLOSED.len()];
        for ((row, before), earlier) in between.iter_mut().zip(CLOSED).zip((0..TIES).rev()) {
            for (worth, after) in row.iter_mut().zip(OPENING) {
                *worth = all[before][after] * TIES + earlier;
            }
        }
        Self { all, between }
    }

    /// The best lawful labels for a stretch of tokens between two that are outside.
    pub fn decode(&self, scores: &[Scores], path: &mut Path) {
        let Path { labels, from } = path;
        labels.clear();
        from.clear();
        let [first, others @ ..] = scores else { return };
        if others.is_empty() {
            labels.push(self.alone(first));
            return;
        }
        let mut best = [NEVER; LABELS + 1];
        for after in OPENING {
            best[after] = self.all[OUTSIDE][after] + first.get(after).copied().unwrap_or_default();
        }
        for token in others {
            let (mut next, back) = self.step(&best);
            next.iter_mut().zip(token).for_each(|(sum, score)| *sum += score);
            // Only differences matter, and these stay small however long the stretch is.
            best = next.map(|sum| sum - next[OUTSIDE]);
            from.push(back);
        }
        let mut last = CLOSED.into_iter().max_by_key(|&l| (best[l], l)).unwrap_or(OUTSIDE);
        for back in from.iter().rev() {
            labels.push(last);
            last = usize::from(back[last]);
        }
        labels.push(last);
        labels.reverse();
    }

    /// A stretch of one token, as most are: a name of one word, or none.
    fn alone(&self, scores: &Scores) -> usize {
        let worth = |label: usize| self.all[OUTSIDE][label] + scores.get(label).copied().unwrap_or_default();
        [3, 7, 11, 15, OUTSIDE].into_iter().max_by_key(|&label| (worth(label), label)).unwrap_or(OUTSIDE)
    }

    /// The best sum for each label of the next token, before its own score, and the label it comes from. Nobody can foresee
    /// which is best, so nothing branches on it; what cannot be stays far below what can.
    #[inline]
    fn step(&self, best: &Scored) -> (Scored, [u8; LABELS + 1]) {
        let (mut next, mut back) = ([NEVER; LABELS + 1], [OUTSIDE as u8; LABELS + 1]);
        let mut sums = [i32::MIN; LANES];
        // Whatever closed a name, or stood outside, may be followed by the same labels.
        for (before, row) in CLOSED.into_iter().zip(&self.between) {
            let so_far = best[before] * TIES;
            sums = std::array::from_fn(|lane| sums[lane].max(so_far + row[lane]));
        }
        for (sum, after) in sums.into_iter().zip(OPENING) {
            let before = CLOSED[(TIES - 1 - sum.rem_euclid(TIES)) as usize];
            (next[after], back[after]) = (sum.div_euclid(TIES), before as u8);
        }
        // An open name goes on in its kind.
        for first in (0..LABELS).step_by(4) {
            for after in [first + 1, first + 2] {
                let [begun, gone_on] = [first, first + 1].map(|before| best[before] + self.all[before][after]);
                next[after] = begun.max(gone_on);
                back[after] = first as u8 + u8::from(gone_on > begun);
            }
        }
        (next, back)
    }
}

/// Sums along a path, for each label and "outside".
type Scored = [i32; LABELS + 1];
