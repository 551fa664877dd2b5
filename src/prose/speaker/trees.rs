//! The scorer: a sum of small symmetric decision trees over features of 0 to 255.
//!
//! A symmetric tree asks the same few questions whatever the answers, so its leaf is the number that the answers spell
//! in binary: fast, small, and hard to overfit. `examples/train_speakers.rs` makes the weights.

use super::features::{Features, NAMES};

/// Questions of a tree at most.
pub const DEEPEST: usize = 6;

/// One tree: for each question a feature and the value it must exceed, and the score of each string of answers.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Feature index and threshold; the first question is the lowest bit.
    pub questions: Vec<(u8, u8)>,
    /// By answers read as a binary number.
    pub leaves: Vec<f32>,
}

impl Tree {
    /// The score of one candidate.
    pub fn score(&self, features: &Features) -> f32 {
        let answers = self.questions.iter().enumerate();
        let leaf = answers
            .fold(0, |leaf, (bit, &(feature, above))| leaf | usize::from(features[feature as usize] > above) << bit);
        self.leaves[leaf]
    }
}

/// A trained scorer.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    /// Summed.
    pub trees: Vec<Tree>,
    /// Raw chances and what they proved to be worth, ascending; between two points the line.
    pub calibration: Vec<(f32, f32)>,
}

/// A score in the weights file is a whole number of these.
const UNIT: f32 = 1.0 / 1000.0;

impl Trees {
    /// The sum over all trees.
    pub fn score(&self, features: &Features) -> f32 {
        self.trees.iter().map(|t| t.score(features)).sum()
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
        let mut trees = Self::default();
        for line in file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            match line.strip_prefix("calibration ") {
                Some(points) => trees.calibration = points.split(' ').filter_map(point).collect(),
                None => trees.trees.extend(tree(line)),
            }
        }
        trees
    }

    /// Writes the weights file.
    pub fn write(&self) -> String {
        let mut file = String::new();
        for tree in &self.trees {
            for &(feature, above) in &tree.questions {
                file += &format!("{}>{above} ", NAMES[feature as usize]);
            }
            file += ":";
            for leaf in &tree.leaves {
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
    let questions: Option<Vec<_>> = questions.split_whitespace().map(question).collect();
    let leaves: Vec<f32> = leaves.split_whitespace().filter_map(|l| Some(l.parse::<f32>().ok()? * UNIT)).collect();
    let tree = Tree { questions: questions?, leaves };
    (tree.leaves.len() == 1 << tree.questions.len()).then_some(tree)
}
