//! The trees as they are asked: of all candidates of a quotation side by side, and no longer than it takes to tell who wins.
//! A keystroke scores every candidate of the draft, so this is its dearest loop.

use super::super::features::{Features, NAMES, OWN};
use super::{DEEPEST, LEAVES, Tree};

/// Room for the sums of one quotation's candidates after another's.
#[derive(Default)]
pub struct Sums {
    scores: Vec<f32>,
    /// The rows that are asked further.
    open: Vec<usize>,
}

/// Trees laid out to be asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Abreast(Vec<Asked>);

/// A tree laid out for [`ABREAST`] candidates: one instruction asks a question of them all.
#[derive(Clone, Debug)]
struct Asked {
    /// For each question a feature, and the value that it must exceed, once for each candidate.
    questions: [(u8, [u8; ABREAST]); DEEPEST],
    leaves: [f32; LEAVES],
}

/// Candidates scored side by side.
const ABREAST: usize = 16;
/// Trees whose leaves are looked for before they are added up.
const BLOCK: usize = 8;
/// Features, and as many more as make their numbers whole bits: then none need be told from one too many.
const FEATURES: usize = NAMES.len().next_power_of_two();

/// By feature, the values of candidates side by side.
type Columns = [[u8; ABREAST]; FEATURES];

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

const HALTS: [Halt; 3] = [
    Halt { after: 40, won: 4.0, lost: 7.0, grows: 1.24 },
    Halt { after: 80, won: 3.5, lost: 6.0, grows: 1.14 },
    Halt { after: 160, won: 3.0, lost: 5.0, grows: 1.07 },
];

impl Abreast {
    /// Lays trees out.
    pub fn of(trees: &[Tree]) -> Self {
        let blank = Tree::of(&[], &[]);
        let whole = trees.len().next_multiple_of(BLOCK);
        Self(trees.iter().chain(std::iter::repeat(&blank)).take(whole).map(Asked::of).collect())
    }

    /// The sums over the trees, a row for each candidate.
    pub fn scores<'s>(&self, rows: &[Features], sums: &'s mut Sums) -> &'s mut [f32] {
        let Self(trees) = self;
        let Sums { scores, open } = sums;
        scores.clear();
        scores.resize(rows.len(), 0.0);
        open.clear();
        open.extend(0..rows.len());
        let mut columns = rows.first().map_or([[0; ABREAST]; FEATURES], alike);
        let mut asked = 0;
        for halt in HALTS.iter().filter(|halt| halt.after < trees.len()) {
            ask(&trees[asked..halt.after], rows, &mut columns, (open, scores));
            asked = halt.after;
            halt.settle(open, scores);
        }
        ask(&trees[asked..], rows, &mut columns, (open, scores));
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

/// Adds to the scores of the rows still open what some trees say.
fn ask(trees: &[Asked], rows: &[Features], columns: &mut Columns, (open, scores): (&[usize], &mut [f32])) {
    for open in open.chunks(ABREAST) {
        for (i, &row) in open.iter().enumerate() {
            columns.iter_mut().zip(&rows[row][..OWN]).for_each(|(column, value)| column[i] = *value);
        }
        for block in trees.as_chunks::<BLOCK>().0 {
            let leaves = block.each_ref().map(|tree| tree.leaves(columns));
            for (i, &row) in open.iter().enumerate() {
                let said = block.iter().zip(&leaves).map(|(tree, leaves)| tree.leaves[usize::from(leaves[i]) % LEAVES]);
                scores[row] = said.fold(scores[row], |sum, score| sum + score);
            }
        }
    }
}

impl Asked {
    fn of(tree: &Tree) -> Self {
        Self { questions: tree.questions.map(|(feature, above)| (feature, [above; ABREAST])), leaves: tree.leaves }
    }

    /// For each candidate the leaf it comes to.
    fn leaves(&self, columns: &Columns) -> [u8; ABREAST] {
        let mut leaves = [0; ABREAST];
        for (bit, (feature, above)) in self.questions.iter().enumerate() {
            let column = &columns[usize::from(*feature) % FEATURES];
            let yes: [u8; ABREAST] = std::array::from_fn(|i| u8::from(column[i] > above[i]) << bit);
            leaves.iter_mut().zip(yes).for_each(|(leaf, yes)| *leaf |= yes);
        }
        leaves
    }
}

/// Rows that are alike in what their quotation tells.
fn alike(row: &Features) -> Columns {
    let mut columns = [[0; ABREAST]; FEATURES];
    columns.iter_mut().zip(row).skip(OWN).for_each(|(column, value)| *column = [*value; ABREAST]);
    columns
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
        assert_eq!(scores, [40.0 * 1.24, 0.0]);
    }

    #[test]
    fn the_trees_that_are_left_choose_between_two_who_are_close_and_not_whom_both_have_beaten() {
        let early = Tree::of(&[(0, 10), (1, 10)], &[0.0, 1.0, 1.0, 1.0]);
        let late = Tree::of(&[(0, 10), (1, 10)], &[100.0, 2.0, 3.0, 0.0]);
        let scores = scores(&before_and_after_a_halt(early, late), &[row(20, 0), row(0, 20), row(0, 0)]);
        assert_eq!(scores, [42.0, 43.0, 0.0]);
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
