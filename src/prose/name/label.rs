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

/// Labels that a name may begin with, those first that leave it open, and "outside".
const OPENING: [usize; 9] = [0, 4, 8, 12, 3, 7, 11, 15, OUTSIDE];
/// Labels that close a name, and "outside"; of two equally good ones before a token the first is taken.
const CLOSED: [usize; 9] = [2, 6, 10, 14, 3, 7, 11, 15, OUTSIDE];
/// The score of what cannot be.
const NEVER: i32 = i32::MIN / 4;

/// The best lawful labels for a stretch of tokens between two that are outside.
pub fn decode(scores: &[Scores], transitions: &Transitions, path: &mut Vec<usize>) {
    path.clear();
    if let [only] = scores {
        path.push(alone(only, transitions));
        return;
    }
    let mut best = [NEVER; LABELS + 1];
    best[OUTSIDE] = 0;
    let mut from = Vec::with_capacity(scores.len());
    for (i, token) in scores.iter().enumerate() {
        let (mut next, back) = step(&best, transitions, i + 1 == scores.len());
        for (sum, score) in next.iter_mut().zip(token) {
            *sum += score;
        }
        best = next;
        from.push(back);
    }
    let mut last = (0..=LABELS).filter(|&l| !is_open(l)).max_by_key(|&l| (best[l], l)).unwrap_or(OUTSIDE);
    for back in from.iter().rev() {
        path.push(last);
        last = usize::from(back[last]);
    }
    path.reverse();
}

/// A stretch of one token, as most are: a name of one word, or none.
fn alone(scores: &Scores, transitions: &Transitions) -> usize {
    let worth = |label: usize| transitions[OUTSIDE][label] + scores.get(label).copied().unwrap_or_default();
    [3, 7, 11, 15, OUTSIDE].into_iter().max_by_key(|&label| (worth(label), label)).unwrap_or(OUTSIDE)
}

/// The best sum for each label of the next token, before its own score, and the label it comes from; of the last token
/// only for labels that close.
#[inline]
fn step(best: &Scored, transitions: &Transitions, is_last: bool) -> (Scored, [u8; LABELS + 1]) {
    let (mut next, mut back) = ([NEVER; LABELS + 1], [OUTSIDE as u8; LABELS + 1]);
    let mut take = |before: usize, after: usize| {
        let sum = best[before] + transitions[before][after];
        if sum > next[after] {
            (next[after], back[after]) = (sum, before as u8);
        }
    };
    let opening = if is_last { &OPENING[4..] } else { &OPENING };
    // Whatever closed a name, or stood outside, may be followed by the same labels; the last token leaves no name open.
    for before in CLOSED.into_iter().filter(|&before| best[before] > NEVER) {
        opening.iter().for_each(|&after| take(before, after));
    }
    for kind in (0..LABELS).step_by(4) {
        for before in [kind, kind + 1].into_iter().filter(|&before| best[before] > NEVER) {
            take(before, kind + 1);
            take(before, kind + 2);
        }
    }
    (next, back)
}

/// Sums along a path, for each label and "outside".
type Scored = [i32; LABELS + 1];
