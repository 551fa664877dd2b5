//! The trees as they are asked: of all candidates of a quotation side by side, and no longer than it takes to tell who wins.
//! A keystroke scores every candidate of the draft, so this is its dearest loop.

use super::super::features::{Features, OWN};
use super::{DEEPEST, LEAVES, Tree};

/// Room for the sums of one quotation's candidates after another's.
#[derive(Default)]
pub struct Sums {
    scores: Vec<f32>,
    /// The rows that are asked further.
    open: Vec<usize>,
    /// What [`ABREAST`] rows each tell of themselves.
    columns: Vec<Columns>,
}

/// Trees laid out to be asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Abreast(Vec<Four>);

/// Trees laid out for [`ABREAST`] candidates: one instruction asks a question of them all.
#[derive(Clone, Debug)]
struct Four {
    /// For each question a feature, and the value that it must exceed, once for each candidate.
    questions: [[(u8, Beside); DEEPEST]; SHARED],
    /// One tree's leaves behind another's.
    leaves: [f32; SHARED * LEAVES],
}

/// Candidates scored side by side.
const ABREAST: usize = 16;
/// So many trees have as many leaves as a byte can tell apart.
const SHARED: usize = 256 / LEAVES;
/// Trees whose leaves are looked for before they are added up.
const BLOCK: usize = 4 * SHARED;

/// A value of each candidate.
type Beside = [i8; ABREAST];

/// By feature, the values of candidates side by side. There are as many columns as a byte can name.
type Columns = [Beside; 256];

/// A value as it is compared: machines tell which of two signed bytes is greater, not of two unsigned ones.
const fn level(value: u8) -> i8 {
    value.wrapping_sub(128).cast_signed()
}

/// Where it is seen who can still win. Mostly one candidate stands out by then, and the trees that are left hardly ever tell
/// otherwise: `docs/models/speakers.md` has how often.
struct Halt {
    /// Trees asked before it.
    after: usize,
    /// Who leads all others by so much has won.
    won: f32,
    /// Who is so far behind the best has lost.
    lost: f32,
    /// What a sum comes to in the end, in times of what it is here: leads grow alike, be they small or great.
    grows: f32,
}

const HALTS: [Halt; 5] = [
    Halt { after: 32, won: 4.0, lost: 7.5, grows: 1.28 },
    Halt { after: 64, won: 3.75, lost: 6.5, grows: 1.15 },
    Halt { after: 112, won: 3.3, lost: 5.5, grows: 1.09 },
    Halt { after: 160, won: 2.8, lost: 5.0, grows: 1.05 },
    Halt { after: 224, won: 2.2, lost: 5.0, grows: 1.02 },
];

impl Abreast {
    /// Lays trees out.
    pub fn of(trees: &[Tree]) -> Self {
        let blank = Tree::of(&[], &[]);
        let whole = trees.len().next_multiple_of(BLOCK);
        let padded: Vec<&Tree> = trees.iter().chain(std::iter::repeat(&blank)).take(whole).collect();
        Self(padded.as_chunks().0.iter().map(Four::of).collect())
    }

    /// The sums over the trees, a row for each candidate.
    pub fn scores<'s>(&self, rows: &[Features], sums: &'s mut Sums) -> &'s mut [f32] {
        let Self(trees) = self;
        let Sums { scores, open, columns } = sums;
        scores.clear();
        scores.resize(rows.len(), 0.0);
        open.clear();
        open.extend(0..rows.len());
        stand_abreast(rows, columns);
        let mut asked = 0;
        for halt in HALTS.iter().filter(|halt| halt.after < trees.len() * SHARED) {
            let after = halt.after / SHARED;
            ask(&trees[asked..after], columns, open, scores);
            asked = after;
            halt.settle(open, scores);
        }
        ask(&trees[asked..], columns, open, scores);
        scores
    }
}

impl Halt {
    /// Leaves open only those rows that are to be asked further.
    fn settle(&self, open: &mut Vec<usize>, scores: &mut [f32]) {
        let best = open.iter().map(|row| scores[*row]).fold(f32::MIN, f32::max);
        let is_won = open.iter().filter(|row| scores[**row] >= best - self.won).count() == 1;
        open.retain(|&row| {
            let is_settled = is_won || scores[row] < best - self.lost;
            scores[row] *= if is_settled { self.grows } else { 1.0 };
            !is_settled
        });
    }
}

/// Sets side by side what rows tell, which are alike in what their quotation tells.
fn stand_abreast(rows: &[Features], columns: &mut Vec<Columns>) {
    let needed = rows.len().div_ceil(ABREAST);
    columns.resize(needed.max(columns.len()), [[0; ABREAST]; 256]);
    for (rows, columns) in rows.chunks(ABREAST).zip(columns) {
        columns.iter_mut().zip(&rows[0]).skip(OWN).for_each(|(column, value)| *column = [level(*value); ABREAST]);
        for (i, row) in rows.iter().enumerate() {
            columns.iter_mut().zip(&row[..OWN]).for_each(|(column, value)| column[i] = level(*value));
        }
    }
}

/// Adds to the scores of the rows still open what some trees say.
fn ask(trees: &[Four], columns: &[Columns], open: &[usize], scores: &mut [f32]) {
    for open in open.chunk_by(|a, b| a / ABREAST == b / ABREAST) {
        let columns = &columns[open[0] / ABREAST];
        for block in trees.as_chunks::<{ BLOCK / SHARED }>().0 {
            let mut leaves = [[[0; ABREAST]; SHARED]; BLOCK / SHARED];
            block.iter().zip(&mut leaves).for_each(|(trees, leaves)| trees.find_leaves(columns, leaves));
            for &row in open {
                let said = block.iter().zip(&leaves).flat_map(|(trees, leaves)| {
                    leaves.iter().map(|leaves| trees.leaves[usize::from(leaves[row % ABREAST])])
                });
                scores[row] = said.fold(scores[row], |sum, score| sum + score);
            }
        }
    }
}

impl Four {
    fn of(trees: &[&Tree; SHARED]) -> Self {
        Self {
            questions: trees.map(|tree| tree.questions.map(|(feature, above)| (feature, [level(above); ABREAST]))),
            leaves: std::array::from_fn(|i| trees[i / LEAVES].leaves[i % LEAVES]),
        }
    }

    /// For each tree and each candidate the leaf it comes to.
    fn find_leaves(&self, columns: &Columns, found: &mut [[u8; ABREAST]; SHARED]) {
        for (tree, (questions, found)) in self.questions.iter().zip(found).enumerate() {
            *found = [(tree * LEAVES) as u8; ABREAST];
            for (bit, (feature, above)) in questions.iter().enumerate() {
                let column = &columns[usize::from(*feature)];
                let yes: [u8; ABREAST] = std::array::from_fn(|i| u8::from(column[i] > above[i]) << bit);
                found.iter_mut().zip(yes).for_each(|(leaf, yes)| *leaf |= yes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_each_row_gets_its_own_leaf() {
        let tree = Tree::of(&[(0, 10), (1, 20)], &[1.0, 2.0, 4.0, 8.0]);
        let rows: Vec<_> = (0..40).map(|i| row(i, 60 - i)).collect();
        let alone = |r: &Features| 2.0 * [1.0, 2.0, 4.0, 8.0][usize::from(r[0] > 10) + 2 * usize::from(r[1] > 20)];
        assert_eq!(scores(&[tree.clone(), tree], &rows), rows.iter().map(alone).collect::<Vec<_>>());
    }

    #[test]
    fn who_leads_by_far_is_asked_no_further() {
        let early = Tree::of(&[(0, 10)], &[0.0, 1.0]);
        let late = Tree::of(&[(0, 10)], &[100.0, 0.0]);
        let scores = scores(&before_and_after_a_halt(early, late), &[row(20, 0), row(0, 0)]);
        assert_eq!(scores, [32.0 * 1.28, 0.0]);
    }

    #[test]
    fn the_trees_that_are_left_choose_between_two_who_are_close_and_not_whom_both_have_beaten() {
        let early = Tree::of(&[(0, 10), (1, 10)], &[0.0, 1.0, 1.0, 1.0]);
        let late = Tree::of(&[(0, 10), (1, 10)], &[100.0, 2.0, 3.0, 0.0]);
        let scores = scores(&before_and_after_a_halt(early, late), &[row(20, 0), row(0, 20), row(0, 0)]);
        assert_eq!(scores, [34.0, 35.0, 0.0]);
    }

    fn scores(trees: &[Tree], rows: &[Features]) -> Vec<f32> {
        Abreast::of(trees).scores(rows, &mut Sums::default()).to_vec()
    }

    fn before_and_after_a_halt(early: Tree, late: Tree) -> Vec<Tree> {
        [vec![early; HALTS[0].after], vec![late]].concat()
    }

    fn row(a: u8, b: u8) -> Features {
        let mut row = [0; crate::prose::speaker::NAMES.len()];
        (row[0], row[1]) = (a, b);
        row
    }
}
