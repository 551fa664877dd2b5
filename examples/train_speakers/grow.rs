//! Boosted symmetric trees for choosing one of a group: each tree follows the gradient of the chance given to what is right.

use copydesk::prose::speaker::{DEEPEST, Features, NAMES, Tree, Trees};
use std::ops::Range;

/// Trees unless told otherwise.
pub const TREES: usize = 320;
const STEP: f32 = 0.12;
/// Against leaves that few rows stand behind.
const DAMPING: f32 = 3.0;
const BINS: usize = 64;

/// The candidates of one quotation.
pub struct Group {
    pub rows: Range<usize>,
    pub weight: f32,
}

/// All candidates of all quotations.
#[derive(Default)]
pub struct Rows {
    pub features: Vec<Features>,
    pub right: Vec<bool>,
    pub groups: Vec<Group>,
}

impl Rows {
    /// Adds a group, unless none of it is right.
    pub fn add(&mut self, features: &[Features], right: &[bool], weight: f32) {
        if weight > 0.0 && right.contains(&true) {
            let from = self.features.len();
            self.features.extend_from_slice(features);
            self.right.extend_from_slice(right);
            self.groups.push(Group { rows: from..self.features.len(), weight });
        }
    }

    pub fn extend(&mut self, other: Self) {
        let by = self.features.len();
        self.features.extend(other.features);
        self.right.extend(other.right);
        let moved = other.groups.into_iter().map(|g| Group { rows: g.rows.start + by..g.rows.end + by, ..g });
        self.groups.extend(moved);
    }
}

/// Grows a scorer.
pub fn grow(rows: &Rows, count: usize) -> Trees {
    let columns = Columns::of(&rows.features);
    let mut scores = vec![0.0f32; rows.features.len()];
    let mut trees = Vec::new();
    for _ in 0..count {
        let pull = gradient(rows, &scores);
        let (tree, leaves) = columns.tree(&pull);
        for (score, leaf) in scores.iter_mut().zip(leaves) {
            *score += tree.leaves[leaf as usize];
        }
        trees.push(tree);
    }
    Trees::of(trees)
}

/// First and second derivative of each row's score.
fn gradient(rows: &Rows, scores: &[f32]) -> Vec<(f32, f32)> {
    let mut pull = vec![(0.0, 0.0); scores.len()];
    for group in &rows.groups {
        let highest = scores[group.rows.clone()].iter().copied().fold(f32::MIN, f32::max);
        let (mut sum, mut right) = (0.0, 0.0);
        for row in group.rows.clone() {
            let share = (scores[row] - highest).exp();
            sum += share;
            right += if rows.right[row] { share } else { 0.0 };
        }
        for row in group.rows.clone() {
            let share = (scores[row] - highest).exp();
            let chance = share / sum;
            let target = if rows.right[row] { share / right.max(1e-12) } else { 0.0 };
            pull[row] = (group.weight * (target - chance), group.weight * (chance * (1.0 - chance)).max(1e-4));
        }
    }
    pull
}

/// Features by column, in few bins.
struct Columns {
    bins: Vec<Vec<u8>>,
    /// For each feature the value that a bin's members do not exceed.
    tops: Vec<Vec<u8>>,
}

impl Columns {
    fn of(features: &[Features]) -> Self {
        let (mut bins, mut tops) = (Vec::new(), Vec::new());
        for f in 0..NAMES.len() {
            let mut counts = [0usize; 256];
            features.iter().for_each(|row| counts[row[f] as usize] += 1);
            let (map, top) = binned(&counts, features.len());
            bins.push(features.iter().map(|row| map[row[f] as usize]).collect());
            tops.push(top);
        }
        Self { bins, tops }
    }

    /// The tree that follows the pull best, and each row's leaf.
    fn tree(&self, pull: &[(f32, f32)]) -> (Tree, Vec<u8>) {
        let mut leaf = vec![0u8; pull.len()];
        let mut questions = Vec::new();
        for depth in 0..DEEPEST {
            let Some((feature, bin)) = self.best_question(pull, &leaf, 1 << depth) else { break };
            for (row, leaf) in leaf.iter_mut().enumerate() {
                *leaf |= u8::from(self.bins[feature][row] > bin) << depth;
            }
            questions.push((feature as u8, self.tops[feature][bin as usize]));
        }
        let mut sums = vec![(0.0f32, 0.0f32); 1 << questions.len()];
        for (row, pull) in pull.iter().enumerate() {
            let sum = &mut sums[leaf[row] as usize];
            *sum = (sum.0 + pull.0, sum.1 + pull.1);
        }
        let leaves = sums.iter().map(|(g, h)| (STEP * g / (h + DAMPING) * 1000.0).round() / 1000.0);
        (Tree::of(&questions, &leaves.collect::<Vec<_>>()), leaf)
    }

    fn best_question(&self, pull: &[(f32, f32)], leaf: &[u8], leaves: usize) -> Option<(usize, u8)> {
        let half = NAMES.len() / 2;
        let search = |features: Range<usize>| {
            features.filter_map(|f| self.best_cut(f, pull, leaf, leaves).map(|(gain, bin)| (gain, f, bin))).fold(
                None,
                |best: Option<(f32, usize, u8)>, next| {
                    if best.is_none_or(|b| next.0 > b.0) { Some(next) } else { best }
                },
            )
        };
        let (a, b) = std::thread::scope(|scope| {
            let other = scope.spawn(|| search(half..NAMES.len()));
            (search(0..half), other.join().expect("the search does not panic"))
        });
        let best = match (a, b) {
            (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
            (a, b) => a.or(b),
        };
        best.filter(|b| b.0 > 1e-6).map(|(_, feature, bin)| (feature, bin))
    }

    fn best_cut(&self, feature: usize, pull: &[(f32, f32)], leaf: &[u8], leaves: usize) -> Option<(f32, u8)> {
        let bins = self.tops[feature].len();
        let mut sums = vec![(0.0f32, 0.0f32); leaves * BINS];
        for ((bin, leaf), pull) in self.bins[feature].iter().zip(leaf).zip(pull) {
            let sum = &mut sums[*leaf as usize * BINS + *bin as usize];
            *sum = (sum.0 + pull.0, sum.1 + pull.1);
        }
        let totals: Vec<(f32, f32)> =
            sums.chunks(BINS).map(|c| c.iter().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1))).collect();
        let worth = |g: f32, h: f32| g * g / (h + DAMPING);
        let base: f32 = totals.iter().map(|t| worth(t.0, t.1)).sum();
        let mut low = vec![(0.0f32, 0.0f32); leaves];
        let mut best = None;
        for bin in 0..bins.saturating_sub(1) {
            let mut gain = -base;
            for (l, low) in low.iter_mut().enumerate() {
                let sum = sums[l * BINS + bin];
                *low = (low.0 + sum.0, low.1 + sum.1);
                gain += worth(low.0, low.1) + worth(totals[l].0 - low.0, totals[l].1 - low.1);
            }
            if best.is_none_or(|(g, _)| gain > g) {
                best = Some((gain, bin as u8));
            }
        }
        best
    }
}

/// From value to bin, and each bin's highest value: one a value if they are few, else of equal weight.
fn binned(counts: &[usize; 256], rows: usize) -> ([u8; 256], Vec<u8>) {
    let distinct = counts.iter().filter(|c| **c > 0).count();
    let share = if distinct <= BINS { 0 } else { rows / BINS };
    let (mut map, mut tops, mut inside) = ([0u8; 256], Vec::new(), 0);
    for value in 0..256 {
        map[value] = tops.len().min(BINS - 1) as u8;
        inside += counts[value];
        if inside > share && tops.len() < BINS - 1 && counts[value] > 0 {
            tops.push(value as u8);
            inside = 0;
        }
    }
    tops.push(255);
    (map, tops)
}

/// Chance given -> share right, never falling: pools neighbours until it is so.
pub fn isotonic(mut outcomes: Vec<(f32, bool)>) -> Vec<(f32, f32)> {
    const LEAST: f32 = 60.0;
    outcomes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pools: Vec<(f32, f32, f32)> = Vec::new();
    for (chance, right) in outcomes {
        pools.push((chance, f32::from(u8::from(right)), 1.0));
        while let [.., (c0, r0, n0), (c1, r1, n1)] = pools[..]
            && (r0 / n0 >= r1 / n1 || n0 < LEAST)
        {
            pools.truncate(pools.len() - 2);
            pools.push((c0 + c1, r0 + r1, n0 + n1));
        }
    }
    pools.iter().map(|(c, r, n)| (c / n, r / n)).collect()
}
