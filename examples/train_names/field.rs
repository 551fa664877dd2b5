//! The learner: a conditional random field over the labels of one stretch, by steps of AdaGrad, averaged over its second
//! half. Features are left out at random, so that no rare word learns to decide alone.

use copydesk::prose::name::label::{LABELS, OUTSIDE, STEPS, is_open, step};

use crate::dice::Dice;

/// All labels, "outside" last.
const ALL: usize = LABELS + 1;
/// Weights of one feature for every label; "outside" stays at nought, as only differences from it matter.
pub type Row = [f32; LABELS];
/// A chance, or what is in proportion to one, for every label.
type Chances = [f32; ALL];

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

/// Weights of every feature, and of every step from label to label.
pub struct Weights {
    pub rows: Vec<Row>,
    pub steps: [f32; STEPS],
}

impl Weights {
    fn new(features: usize) -> Self {
        Self { rows: vec![[0.0; LABELS]; features], steps: [0.0; STEPS] }
    }

    /// Adds a share of other weights.
    fn add(&mut self, other: &Self, share: f32) {
        let cells = self.rows.as_flattened_mut().iter_mut().chain(&mut self.steps);
        for (cell, more) in cells.zip(other.rows.as_flattened().iter().chain(&other.steps)) {
            *cell += share * more;
        }
    }
}

/// The mean of several courses that differ in their dice alone; two run at a time.
pub fn committee(examples: &[Example], features: usize, pace: Pace, seeds: &[u64]) -> Weights {
    let mut mean = Weights::new(features);
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
    let mut course = Course::new(features, pace, seed);
    let mut mean = Weights::new(features);
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
    /// Pairs of labels that may follow each other, and the step that is.
    lawful: Vec<(usize, usize, usize)>,
    pace: Pace,
    dice: Dice,
}

impl Course {
    fn new(features: usize, pace: Pace, seed: u64) -> Self {
        let pairs = (0..ALL).flat_map(|before| (0..ALL).map(move |after| (before, after)));
        Self {
            weights: Weights::new(features),
            squares: Weights { rows: vec![[1e-3; LABELS]; features], steps: [0.1; STEPS] },
            lawful: pairs.filter_map(|(before, after)| Some((before, after, step(before, after)?))).collect(),
            pace,
            dice: Dice(seed),
        }
    }

    /// Takes one step on one stretch; its loss before the step.
    fn study(&mut self, example: &Example) -> f32 {
        let kept: Vec<Vec<u32>> = example.features.iter().map(|features| self.dropped(features)).collect();
        let tokens: Vec<(Chances, f32)> = kept.iter().map(|features| self.chances(features)).collect();
        let onward = self.onward();
        let (forward, mut loss) = forward(&tokens, &onward);
        let backward = backward(&tokens, &onward);
        let mut slopes = [0.0; STEPS];
        for (i, &gold) in example.gold.iter().enumerate() {
            let before = if i == 0 { OUTSIDE } else { example.gold[i - 1] };
            let taken = step(before, gold).expect("what is learnt is lawful");
            let ahead: Chances = std::array::from_fn(|y| tokens[i].0[y] * backward[i][y]);
            self.expect(&forward[i], &onward, &ahead, &mut slopes);
            slopes[taken] -= 1.0;
            let chance = whole(std::array::from_fn(|y| forward[i + 1][y] * backward[i][y]));
            loss -= tokens[i].0[gold].ln() + tokens[i].1 + self.weights.steps[taken];
            self.step_features(&kept[i], &std::array::from_fn(|y| chance[y] - f32::from(u8::from(y == gold))));
        }
        self.step_steps(&slopes);
        loss
    }

    fn dropped(&mut self, features: &[u32]) -> Vec<u32> {
        features.iter().copied().filter(|_| self.dice.chance() >= self.pace.dropout).collect()
    }

    /// What the features make of each label, in proportion to the likeliest, and the logarithm of that.
    fn chances(&self, features: &[u32]) -> (Chances, f32) {
        let mut sums = [0.0; LABELS];
        for &feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.weights.rows[feature as usize]) {
                *sum += weight;
            }
        }
        let score = |y: usize| sums.get(y).map_or(0.0, |sum| sum / (1.0 - self.pace.dropout));
        let scores: Chances = std::array::from_fn(score);
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        (scores.map(|score| (score - most).exp()), most)
    }

    /// How likely each label makes each next one, in proportion.
    fn onward(&self) -> [Chances; ALL] {
        let worth = self.weights.steps.map(f32::exp);
        let mut onward = [[0.0; ALL]; ALL];
        for &(before, after, step) in &self.lawful {
            onward[before][after] = worth[step];
        }
        onward
    }

    /// Adds how likely each step is between a token and the one before it.
    fn expect(&self, before: &Chances, onward: &[Chances; ALL], ahead: &Chances, slopes: &mut [f32; STEPS]) {
        let chance = |&(a, b, _): &(usize, usize, usize)| before[a] * onward[a][b] * ahead[b];
        let all: f32 = self.lawful.iter().map(chance).sum();
        for pair in &self.lawful {
            slopes[pair.2] += chance(pair) / all;
        }
    }

    fn step_features(&mut self, features: &[u32], slope: &Row) {
        if slope.iter().all(|s| s.abs() < 1e-3) {
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

    fn step_steps(&mut self, slopes: &[f32; STEPS]) {
        for (step, slope) in slopes.iter().enumerate().filter(|(_, slope)| slope.abs() > 1e-3) {
            self.squares.steps[step] += slope * slope;
            self.weights.steps[step] -= 0.1 * slope / self.squares.steps[step].sqrt();
        }
    }
}

/// For each place between tokens, from the start on: how likely each label is there by what stands before; and the logarithm of
/// the weight of all ways together.
fn forward(tokens: &[(Chances, f32)], onward: &[Chances; ALL]) -> (Vec<Chances>, f32) {
    let mut rows = vec![std::array::from_fn(|y| f32::from(u8::from(y == OUTSIDE)))];
    let mut total = 0.0;
    for (i, (token, most)) in tokens.iter().enumerate() {
        let mut reached = [0.0; ALL];
        for (chance, ways) in rows[i].iter().zip(onward).filter(|(chance, _)| **chance > 0.0) {
            reached = std::array::from_fn(|y| reached[y] + chance * ways[y]);
        }
        let ends = i + 1 == tokens.len();
        let row: Chances = std::array::from_fn(|y| if ends && is_open(y) { 0.0 } else { reached[y] * token[y] });
        total += most + row.iter().sum::<f32>().ln();
        rows.push(whole(row));
    }
    (rows, total)
}

/// For each token: how likely each of its labels is by what stands after it.
fn backward(tokens: &[(Chances, f32)], onward: &[Chances; ALL]) -> Vec<Chances> {
    let mut rows: Vec<Chances> = vec![std::array::from_fn(|y| f32::from(u8::from(!is_open(y))))];
    for (token, _) in tokens[1..].iter().rev() {
        let ahead = &rows[rows.len() - 1];
        let weighed: Chances = std::array::from_fn(|y| ahead[y] * token[y]);
        rows.push(whole(onward.map(|ways| ways.iter().zip(&weighed).map(|(way, chance)| way * chance).sum())));
    }
    rows.reverse();
    rows
}

/// The same in proportion, together one.
fn whole(row: Chances) -> Chances {
    let sum: f32 = row.iter().sum();
    row.map(|chance| chance / sum)
}
