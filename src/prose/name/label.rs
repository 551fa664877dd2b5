//! Labels of tokens inside names, and the best sequence of them.

use super::Kind;
use std::array::from_fn;

/// Labels other than "outside": four kinds at each of four places.
pub const LABELS: usize = PLACES * KINDS;
const PLACES: usize = 4;
const KINDS: usize = Kind::ALL.len();
/// Scores of the sixteen labels of one token, against a score of nought for "outside".
pub type Scores = [i32; LABELS];
/// The label of a token outside every name.
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
    place as usize * KINDS + kind as usize
}

/// Whether a name is still open after this label.
pub const fn is_open(label: usize) -> bool {
    label < CLOSED
}

/// The first of the labels that close a name; "outside" is the last.
const CLOSED: usize = Place::Last as usize * KINDS;

/// Kind and place of a label other than [`OUTSIDE`].
pub fn meaning(label: usize) -> (Place, Kind) {
    let place = [Place::First, Place::Middle, Place::Last, Place::Only][label / KINDS];
    (place, Kind::ALL[label % KINDS])
}

/// What each [step] is worth.
pub type Transitions = [i32; STEPS];
/// Steps that are told apart: within names by places and kind, between names by their kinds alone.
pub const STEPS: usize = WITHIN + 4 * KINDS;
const WITHIN: usize = (KINDS + 1) * (KINDS + 1);

/// The step from a label to the one after it, if there may be one: an open name must go on in its kind, a new one may start
/// only when none is open.
pub const fn step(before: usize, after: usize) -> Option<usize> {
    let (from, to) = (before / KINDS, after / KINDS);
    match (is_open(before), matches!(to, 1 | 2)) {
        (true, true) if before % KINDS == after % KINDS => Some(WITHIN + (2 * from + to - 1) * KINDS + after % KINDS),
        (false, false) => Some(side(before) * (KINDS + 1) + side(after)),
        _ => None,
    }
}

/// What a label counts as for its neighbour in another name: its kind, or outside.
const fn side(label: usize) -> usize {
    if label == OUTSIDE { KINDS } else { label % KINDS }
}

/// One number for each kind.
type Lanes = [i32; KINDS];

/// The best sum of a way to each label of a token, against the best to "outside".
type Reached = [i32; LABELS];

/// The sum of what cannot be.
const NEVER: i32 = i32::MIN / 4;

/// The labels of a stretch's tokens.
#[derive(Default)]
pub struct Path {
    /// One a token.
    pub labels: Vec<usize>,
    /// One a token.
    reached: Vec<Reached>,
}

/// What one label after another is worth, laid out for [`decode`](Self::decode).
pub struct Ways {
    /// From each kind, and from outside, to a name of each kind.
    names: [Lanes; KINDS + 1],
    /// The same to outside.
    outside: [i32; KINDS + 1],
    /// In a name of each kind: from its first word to a middle one, to the last; from a middle one to another, to the last.
    within: [Lanes; 4],
}

impl Ways {
    /// Lays transitions out.
    pub fn of(all: &Transitions) -> Self {
        let from = |side: usize| &all[side * (KINDS + 1)..];
        Self {
            names: from_fn(|side| from_fn(|kind| from(side)[kind])),
            outside: from_fn(|side| from(side)[KINDS]),
            within: from_fn(|way| from_fn(|kind| all[WITHIN + way * KINDS + kind])),
        }
    }

    /// The best lawful labels for a stretch of tokens between two that are outside.
    pub fn decode(&self, scores: &[Scores], path: &mut Path) {
        let Path { labels, reached } = path;
        labels.clear();
        if let [only] = scores {
            labels.push(self.alone(only));
            return;
        }
        reached.clear();
        let mut here = [NEVER; LABELS];
        for token in scores {
            here = self.reach(&here, token);
            reached.push(here);
        }
        let Some((last, others)) = reached.split_last() else { return };
        let mut label = (CLOSED..=OUTSIDE).max_by_key(|&label| worth(last, label)).unwrap_or(OUTSIDE);
        labels.push(label);
        for before in others.iter().rev() {
            label = self.before(before, label);
            labels.push(label);
        }
        labels.reverse();
    }

    /// A stretch of one token, as most are: a name of one word, or none.
    fn alone(&self, scores: &Scores) -> usize {
        let from_outside = self.names[KINDS];
        let worth = |&label: &usize| scores[label] + from_outside[label % KINDS];
        let best = (label(Place::Only, Kind::ALL[0])..OUTSIDE).max_by_key(worth);
        best.filter(|best| worth(best) > self.outside[KINDS]).unwrap_or(OUTSIDE)
    }

    /// The best sums for the next token. Nobody can foresee which way is best, so nothing branches on it, and which it was is
    /// found out on the way back.
    #[inline]
    fn reach(&self, before: &Reached, token: &Scores) -> Reached {
        let [first, middle, last, only] = from_fn(|place| from_fn(|kind| before[place * KINDS + kind]));
        let closed: Lanes = greater(last, only);
        let (mut begun, mut outside) = (self.names[KINDS], self.outside[KINDS]);
        for (kind, sum) in closed.into_iter().enumerate() {
            begun = greater(begun, self.names[kind].map(|worth| worth + sum));
            outside = outside.max(self.outside[kind] + sum);
        }
        let [first_on, first_last, on, on_last] = self.within;
        let gone_on = greater(plus(first, first_on), plus(middle, on));
        let ended = greater(plus(first, first_last), plus(middle, on_last));
        let places = [begun, gone_on, ended, begun];
        // Only differences matter, and these stay small however long the stretch is.
        from_fn(|label| places[label / KINDS][label % KINDS] + token[label] - outside)
    }

    /// The label of the token before on the best way to this one.
    fn before(&self, reached: &Reached, after: usize) -> usize {
        let kind = after % KINDS;
        if step(OUTSIDE, after).is_none() {
            let to_last = after / KINDS - Place::Middle as usize;
            let [begun, gone_on] =
                [0, 1].map(|from| reached[from * KINDS + kind] + self.within[2 * from + to_last][kind]);
            return if gone_on > begun { KINDS + kind } else { kind };
        }
        let onward =
            |label: usize| if after == OUTSIDE { self.outside[side(label)] } else { self.names[side(label)][kind] };
        (CLOSED..=OUTSIDE).max_by_key(|&label| worth(reached, label) + onward(label)).unwrap_or(OUTSIDE)
    }
}

/// The sum of the best way to a label.
fn worth(reached: &Reached, label: usize) -> i32 {
    reached.get(label).copied().unwrap_or_default()
}

fn greater(one: Lanes, other: Lanes) -> Lanes {
    from_fn(|kind| one[kind].max(other[kind]))
}

fn plus(one: Lanes, other: Lanes) -> Lanes {
    from_fn(|kind| one[kind] + other[kind])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every lawful sequence, tried.
    fn best_of_all(all: &Transitions, scores: &[Scores]) -> i32 {
        fn on(all: &Transitions, scores: &[Scores], before: usize) -> Option<i32> {
            let [token, rest @ ..] = scores else { return (!is_open(before)).then_some(0) };
            let ways = (0..=OUTSIDE).filter_map(|after| {
                let score = token.get(after).copied().unwrap_or_default();
                Some(all[step(before, after)?] + score + on(all, rest, after)?)
            });
            ways.max()
        }
        on(all, scores, OUTSIDE).expect("all tokens may be outside")
    }

    fn sum_of(all: &Transitions, scores: &[Scores], labels: &[usize]) -> i32 {
        let befores = std::iter::once(OUTSIDE).chain(labels.iter().copied());
        let steps = befores.zip(labels).map(|(before, &after)| all[step(before, after).expect("a lawful step")]);
        let worth = labels.iter().zip(scores).map(|(&label, token)| token.get(label).copied().unwrap_or_default());
        steps.chain(worth).sum()
    }

    #[test]
    fn no_lawful_sequence_is_better_than_the_one_that_is_taken() {
        let mut dice = 7_u32;
        let mut roll = || {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (dice >> 20) as i32 % 200 - 100
        };
        for length in (1..=4).cycle().take(60) {
            let all: Transitions = from_fn(|_| roll());
            let scores: Vec<Scores> = (0..length).map(|_| from_fn(|_| roll())).collect();
            let mut path = Path::default();
            Ways::of(&all).decode(&scores, &mut path);
            assert_eq!(path.labels.len(), length);
            assert!(!is_open(path.labels[length - 1]));
            assert_eq!(sum_of(&all, &scores, &path.labels), best_of_all(&all, &scores));
        }
    }

    #[test]
    fn every_step_has_a_number_of_its_own_kind() {
        let steps = (0..=OUTSIDE).flat_map(|before| (0..=OUTSIDE).filter_map(move |after| step(before, after)));
        let mut numbers: Vec<usize> = steps.collect();
        assert_eq!(numbers.len(), 97);
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers, (0..STEPS).collect::<Vec<_>>());
    }
}
