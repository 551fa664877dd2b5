//! The scorer: a sum of small symmetric decision trees over features of 0 to 255.
//!
//! A symmetric tree asks the same few questions whatever the answers, so its leaf is the number that the answers spell
//! in binary: fast, small, and hard to overfit. `examples/train_speakers.rs` makes the weights.

mod abreast;

use super::features::{Features, NAMES};
use abreast::Abreast;
pub(super) use abreast::Sums;

/// Questions of a tree at most.
pub const DEEPEST: usize = 6;
const LEAVES: usize = 1 << DEEPEST;

/// One tree: for each question a feature and the value it must exceed, and the score of each string of answers.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Feature index and threshold; the first question is the lowest bit. What a tree does not ask is [`UNASKED`].
    pub questions: [(u8, u8); DEEPEST],
    /// By answers read as a binary number.
    pub leaves: [f32; LEAVES],
}

/// A question that is always answered no.
const UNASKED: (u8, u8) = (0, u8::MAX);

impl Tree {
    /// A tree of up to [`DEEPEST`] questions, with a leaf for each string of answers.
    pub fn of(questions: &[(u8, u8)], leaves: &[f32]) -> Self {
        let mut tree = Self { questions: [UNASKED; DEEPEST], leaves: [0.0; LEAVES] };
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
    /// The same as they are asked.
    abreast: Abreast,
    /// Raw chances and what they proved to be worth, ascending; between two points the line.
    pub calibration: Vec<(f32, f32)>,
}

/// A score in the weights file is a whole number of these.
const UNIT: f32 = 1.0 / 1000.0;

impl Trees {
    /// A scorer that is not calibrated yet.
    pub fn of(trees: Vec<Tree>) -> Self {
        Self { abreast: Abreast::of(&trees), trees, calibration: Vec::new() }
    }

    /// The sums over all trees, a row for each candidate of one quotation, which tells the same of itself in all of them.
    /// Who can hardly win any more has what it would come to.
    pub fn scores(&self, rows: &[Features]) -> Vec<f32> {
        self.scores_in(rows, &mut Sums::default()).to_vec()
    }

    /// The same in room that other sums took up.
    pub(super) fn scores_in<'s>(&self, rows: &[Features], sums: &'s mut Sums) -> &'s mut [f32] {
        self.abreast.scores(rows, sums)
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
    let leaves: Vec<f32> =
        leaves.split_ascii_whitespace().filter_map(|leaf| Some(f32::from(leaf.parse::<i16>().ok()?) * UNIT)).collect();
    let whole = questions.len() <= DEEPEST && leaves.len() == 1 << questions.len();
    whole.then(|| Tree::of(&questions, &leaves))
}
