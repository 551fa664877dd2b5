//! The learner: a conditional random field over the labels of one stretch, by steps of AdaGrad, averaged over its second
//! half. Features are left out at random, so that no rare word learns to decide alone.

use copydesk::prose::name::label::{LABELS, OUTSIDE, is_open, may_follow};

use crate::dice::Dice;

/// All labels, "outside" last.
pub const ALL: usize = LABELS + 1;
/// Weights of one thing for every label.
pub type Row = [f32; ALL];

/// One stretch of a sentence: for each token its features and its true label.
pub struct Example {
    pub features: Vec<Vec<u32>>,
    pub gold: Vec<usize>,
}

/// What the learner is told.
#[derive(Clone, Copy)]
pub struct Pace {
    pub rounds: usize,
    /// Share of the features left out each time.
    pub dropout: f32,
    /// Length of the first step.
    pub rate: f32,
}

/// Weights of every feature, and of every label after another.
pub struct Weights {
    pub rows: Vec<Row>,
    pub transitions: [Row; ALL],
}

impl Weights {
    fn new(features: usize, value: f32) -> Self {
        Self { rows: vec![[value; ALL]; features], transitions: [[value; ALL]; ALL] }
    }

    /// Adds a share of other weights.
    pub fn add(&mut self, other: &Self, share: f32) {
        let cells = self.rows.iter_mut().chain(&mut self.transitions).flatten();
        for (cell, more) in cells.zip(other.rows.iter().chain(&other.transitions).flatten()) {
            *cell += share * more;
        }
    }
}

/// The mean of several courses that differ in their dice alone; two run at a time.
pub fn committee(examples: &[Example], features: usize, pace: Pace, seeds: &[u64]) -> Weights {
    let mut mean = Weights::new(features, 0.0);
    for pair in seeds.chunks(2) {
        let courses: Vec<Weights> = std::thread::scope(|scope| {
            let started: Vec<_> =
                pair.iter().map(|&s| scope.spawn(move || learn(examples, features, pace, s))).collect();
            started.into_iter().map(|course| course.join().expect("a course does not panic")).collect()
        });
        for course in &courses {
            mean.add(course, 1.0 / seeds.len() as f32);
        }
    }
    mean
}

fn learn(examples: &[Example], features: usize, pace: Pace, seed: u64) -> Weights {
    let mut course = Course {
        weights: Weights::new(features, 0.0),
        squares: Weights::new(features, 1e-3),
        lawful: (0..ALL).flat_map(|a| (0..ALL).map(move |b| (a, b))).filter(|&(a, b)| may_follow(a, b)).collect(),
        pace,
        dice: Dice(seed),
    };
    course.squares.transitions = [[0.1; ALL]; ALL];
    let mut mean = Weights::new(features, 0.0);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let averaged = pace.rounds - pace.rounds / 2;
    for round in 0..pace.rounds {
        course.dice.shuffle(&mut order);
        let loss: f64 = order.iter().map(|&number| f64::from(course.study(&examples[number]))).sum();
        eprintln!("seed {seed}, round {}: loss {:.4} a stretch", round + 1, loss / examples.len() as f64);
        if round >= pace.rounds / 2 {
            mean.add(&course.weights, 1.0 / averaged as f32);
        }
    }
    mean
}

struct Course {
    weights: Weights,
    /// Sums of squared gradients.
    squares: Weights,
    /// Pairs of labels that may follow each other.
    lawful: Vec<(usize, usize)>,
    pace: Pace,
    dice: Dice,
}

/// The logarithm of nothing.
const NEVER: f32 = -1e30;

impl Course {
    /// Takes one step on one stretch; its loss before the step.
    fn study(&mut self, example: &Example) -> f32 {
        let kept: Vec<Vec<u32>> = example.features.iter().map(|features| self.dropped(features)).collect();
        let scores: Vec<Row> = kept.iter().map(|features| self.score(features)).collect();
        let (forward, backward) = (self.forward(&scores), self.backward(&scores));
        let last = scores.len() - 1;
        let total = log_sum(&std::array::from_fn(|y| forward[last + 1][y] + backward[last][y]));
        let before = |i: usize| if i == 0 { OUTSIDE } else { example.gold[i - 1] };
        let truth: f32 = (0..scores.len())
            .map(|i| scores[i][example.gold[i]] + self.weights.transitions[before(i)][example.gold[i]])
            .sum();
        for i in 0..scores.len() {
            let gold = example.gold[i];
            let chance = |y: usize| (forward[i + 1][y] + backward[i][y] - total).exp();
            self.step_features(&kept[i], &std::array::from_fn(|y| chance(y) - f32::from(u8::from(y == gold))));
            self.step_transitions(&forward[i], &scores[i], &backward[i], total, (before(i), gold));
        }
        total - truth
    }

    fn dropped(&mut self, features: &[u32]) -> Vec<u32> {
        features.iter().copied().filter(|_| self.dice.chance() >= self.pace.dropout).collect()
    }

    /// "Outside" stays at nought: only differences from it matter.
    fn score(&self, features: &[u32]) -> Row {
        let mut sums = [0.0; ALL];
        for &feature in features {
            for (sum, weight) in sums[..LABELS].iter_mut().zip(&self.weights.rows[feature as usize]) {
                *sum += weight;
            }
        }
        sums.map(|sum| sum / (1.0 - self.pace.dropout))
    }

    /// For each place between tokens, from the start on: the log weight of all ways to reach each label there.
    fn forward(&self, scores: &[Row]) -> Vec<Row> {
        let mut rows = vec![[NEVER; ALL]];
        rows[0][OUTSIDE] = 0.0;
        for (i, score) in scores.iter().enumerate() {
            let reached = self.spread(&rows[i], |(a, b)| (a, b));
            rows.push(std::array::from_fn(|y| reached[y] + score[y]));
        }
        rows
    }

    /// For each token: the log weight of all ways on from each of its labels.
    fn backward(&self, scores: &[Row]) -> Vec<Row> {
        let mut rows = vec![std::array::from_fn(|y| if is_open(y) { NEVER } else { 0.0 })];
        for score in scores[1..].iter().rev() {
            let ahead = &rows[rows.len() - 1];
            let weighed = std::array::from_fn(|y| ahead[y] + score[y]);
            rows.push(self.spread(&weighed, |(a, b)| (b, a)));
        }
        rows.reverse();
        rows
    }

    /// One step along all lawful pairs: `ends` says which label of a pair is left and which is reached.
    fn spread(&self, from: &Row, ends: impl Fn((usize, usize)) -> (usize, usize)) -> Row {
        let best = from.iter().copied().fold(NEVER, f32::max);
        let exps = from.map(|x| (x - best).exp());
        let mut sums = [0.0; ALL];
        for &(a, b) in &self.lawful {
            let (left, reached) = ends((a, b));
            sums[reached] += exps[left] * self.weights.transitions[a][b].exp();
        }
        sums.map(|sum| if sum > 0.0 { sum.ln() + best } else { NEVER })
    }

    fn step_features(&mut self, features: &[u32], slope: &Row) {
        if slope[..LABELS].iter().all(|s| s.abs() < 1e-3) {
            return;
        }
        for &feature in features {
            let (row, squares) = (&mut self.weights.rows[feature as usize], &mut self.squares.rows[feature as usize]);
            for y in 0..LABELS {
                squares[y] += slope[y] * slope[y];
                row[y] -= self.pace.rate * slope[y] / squares[y].sqrt();
            }
        }
    }

    fn step_transitions(&mut self, from: &Row, score: &Row, ahead: &Row, total: f32, gold: (usize, usize)) {
        for &(a, b) in &self.lawful {
            let chance = (from[a] + self.weights.transitions[a][b] + score[b] + ahead[b] - total).exp();
            let slope = chance - f32::from(u8::from((a, b) == gold));
            if slope.abs() > 1e-3 {
                self.squares.transitions[a][b] += slope * slope;
                self.weights.transitions[a][b] -= 0.1 * slope / self.squares.transitions[a][b].sqrt();
            }
        }
    }
}

fn log_sum(row: &Row) -> f32 {
    let best = row.iter().copied().fold(NEVER, f32::max);
    best + row.iter().map(|x| (x - best).exp()).sum::<f32>().ln()
}
