//! The scorer: a sum of small symmetric decision trees over features of 0 to 255.
//!
//! A symmetric tree asks the same few questions whatever the answers, so its leaf is the number that the answers spell
//! in binary: fast, small, and hard to overfit. `examples/train_speakers.rs` makes the weights.

use super::features::{Features, NAMES};

/// Questions of a tree at most.
pub const DEEPEST: usize = 6;

/// One tree: for each question a feature and the value it must exceed, and the score of each string of answers.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Feature index and threshold; the first question is the lowest bit. What a tree does not ask is [`UNASKED`].
    pub questions: [(u8, u8); DEEPEST],
    /// By answers read as a binary number.
    pub leaves: [f32; 1 << DEEPEST],
}

/// A question that is always answered no.
const UNASKED: (u8, u8) = (0, u8::MAX);

impl Tree {
    /// A tree of up to [`DEEPEST`] questions, with a leaf for each string of answers.
    pub fn of(questions: &[(u8, u8)], leaves: &[f32]) -> Self {
        let mut tree = Self { questions: [UNASKED; DEEPEST], leaves: [0.0; 1 << DEEPEST] };
        tree.questions.iter_mut().zip(questions).for_each(|(own, question)| *own = *question);
        tree.leaves.iter_mut().zip(leaves).for_each(|(own, leaf)| *own = *leaf);
        tree
    }
}

/// A trained scorer.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    /// Summed.
    trees: Vec<Tree>,
    /// The trees' questions as they are asked.
    asked: Vec<[Threshold; DEEPEST]>,
    /// Raw chances and what they proved to be worth, ascending; between two points the line.
    pub calibration: Vec<(f32, f32)>,
}

/// The value that a feature must exceed, once for each candidate side by side: one instruction compares them all.
#[derive(Clone, Copy, Debug)]
struct Threshold {
    feature: u8,
    above: [u8; ABREAST],
}

/// A score in the weights file is a whole number of these.
const UNIT: f32 = 1.0 / 1000.0;

/// Candidates scored side by side: one instruction then asks a question of all of them.
const ABREAST: usize = 16;
/// Of these, how many are added up by one instruction.
const ADDED: usize = 4;
/// One for each feature, and more up to a power of two: then none need be told from one too many.
const COLUMNS: usize = NAMES.len().next_power_of_two();

impl Trees {
    /// A scorer that is not calibrated yet.
    pub fn of(trees: Vec<Tree>) -> Self {
        let threshold = |(feature, above)| Threshold { feature, above: [above; ABREAST] };
        let asked = trees.iter().map(|tree| tree.questions.map(threshold)).collect();
        Self { trees, asked, calibration: Vec::new() }
    }

    /// The sums over all trees, a row each. A keystroke scores every candidate of the draft, so this is its dearest loop.
    pub fn scores(&self, rows: &[Features]) -> Vec<f32> {
        let mut scores = Vec::with_capacity(rows.len());
        rows.chunks(ABREAST).for_each(|rows| scores.extend_from_slice(&self.abreast(rows)[..rows.len()]));
        scores
    }

    fn abreast(&self, rows: &[Features]) -> [f32; ABREAST] {
        let mut columns = [[0; ABREAST]; COLUMNS];
        for (i, row) in rows.iter().enumerate() {
            columns.iter_mut().zip(row).for_each(|(column, value)| column[i] = *value);
        }
        let mut sums = [0.0; ABREAST];
        let (fours, _) = sums.as_chunks_mut::<ADDED>();
        let fours = &mut fours[..rows.len().div_ceil(ADDED)];
        for (tree, asked) in self.trees.iter().zip(&self.asked) {
            let mut leaves = [0_u8; ABREAST];
            for (bit, question) in asked.iter().enumerate() {
                let column = &columns[usize::from(question.feature) % COLUMNS];
                let yes: [u8; ABREAST] = std::array::from_fn(|i| u8::from(column[i] > question.above[i]) << bit);
                leaves.iter_mut().zip(yes).for_each(|(leaf, yes)| *leaf |= yes);
            }
            for (sums, leaves) in fours.iter_mut().zip(leaves.as_chunks::<ADDED>().0) {
                let scored = leaves.map(|leaf| tree.leaves[leaf as usize % (1 << DEEPEST)]);
                sums.iter_mut().zip(scored).for_each(|(sum, score)| *sum += score);
            }
        }
        sums
    }

    /// For each value of a feature how many thresholds lie below it: the trees cannot tell values of one rank apart.
    pub fn ranks(&self, feature: usize) -> [u8; 256] {
        let questions = self.trees.iter().flat_map(|tree| &tree.questions);
        let mut above: Vec<u8> =
            questions.filter(|(asked, _)| usize::from(*asked) == feature).map(|(_, above)| *above).collect();
        above.sort_unstable();
        above.dedup();
        std::array::from_fn(|value| above.partition_point(|above| usize::from(*above) < value) as u8)
    }

    /// What a raw chance proved to be worth.
    pub fn calibrated(&self, raw: f32) -> f32 {
        let above = self.calibration.partition_point(|p| p.0 < raw);
        match (above.checked_sub(1).map(|i| self.calibration[i]), self.calibration.get(above)) {
            (Some((x0, y0)), Some(&(x1, y1))) if x1 > x0 => y0 + (y1 - y0) * (raw - x0) / (x1 - x0),
            (_, Some(&(_, y))) | (Some((_, y)), None) => y,
            (None, None) => raw,
        }
    }

    /// Reads the weights file: a line a tree, `feature>value … : leaves`, then `calibration raw:worth …`.
    pub fn read(file: &str) -> Self {
        let (mut trees, mut calibration) = (Vec::new(), Vec::new());
        for line in file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            match line.strip_prefix("calibration ") {
                Some(points) => calibration = points.split(' ').filter_map(point).collect(),
                None => trees.extend(tree(line)),
            }
        }
        Self { calibration, ..Self::of(trees) }
    }

    /// Writes the weights file.
    pub fn write(&self) -> String {
        let mut file = String::new();
        for tree in &self.trees {
            let asked: Vec<_> = tree.questions.iter().filter(|question| **question != UNASKED).collect();
            for &(feature, above) in &asked {
                file += &format!("{}>{above} ", NAMES[*feature as usize]);
            }
            file += ":";
            for leaf in &tree.leaves[..1 << asked.len()] {
                file += &format!(" {}", (leaf / UNIT).round());
            }
            file += "\n";
        }
        let points: Vec<_> = self.calibration.iter().map(|(x, y)| format!("{x:.4}:{y:.4}")).collect();
        file + "calibration " + &points.join(" ") + "\n"
    }
}

fn point(word: &str) -> Option<(f32, f32)> {
    let (raw, worth) = word.split_once(':')?;
    Some((raw.parse().ok()?, worth.parse().ok()?))
}

fn tree(line: &str) -> Option<Tree> {
    let (questions, leaves) = line.split_once(':')?;
    let question = |word: &str| {
        let (name, above) = word.split_once('>')?;
        Some((NAMES.iter().position(|n| *n == name)? as u8, above.parse().ok()?))
    };
    let questions: Vec<_> = questions.split_whitespace().map(question).collect::<Option<_>>()?;
    let leaves: Vec<f32> = leaves.split_whitespace().filter_map(|l| Some(l.parse::<f32>().ok()? * UNIT)).collect();
    let whole = questions.len() <= DEEPEST && leaves.len() == 1 << questions.len();
    whole.then(|| Tree::of(&questions, &leaves))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_each_row_gets_its_own_leaf() {
        let tree = Tree::of(&[(0, 10), (1, 20)], &[1.0, 2.0, 4.0, 8.0]);
        let scorer = Trees::of(vec![tree.clone(), tree]);
        let row = |a, b| {
            let mut row = [0; NAMES.len()];
            (row[0], row[1]) = (a, b);
            row
        };
        let rows: Vec<_> = (0..40).map(|i| row(i, 60 - i)).collect();
        let alone = |r: &Features| 2.0 * [1.0, 2.0, 4.0, 8.0][usize::from(r[0] > 10) + 2 * usize::from(r[1] > 20)];
        assert_eq!(scorer.scores(&rows), rows.iter().map(alone).collect::<Vec<_>>());
    }
}
