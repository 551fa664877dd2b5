//! Who of those spoken of before a pronoun is the likeliest: the mentions of one person add up.

use super::trail::SOURCES;

/// The mentions before a source, the last one first.
pub(super) struct Mentions {
    /// The last mention of the same person, which for the last is itself; [`NOBODY`] if they do not fit.
    of: [usize; SOURCES],
    /// Of those who fit.
    weights: [f32; SOURCES],
    people: usize,
}

/// Stands for somebody who does not fit.
const NOBODY: usize = SOURCES;

/// Below this chance nobody is named.
const SURE: f32 = 0.5;

impl Default for Mentions {
    fn default() -> Self {
        Self { of: [NOBODY; SOURCES], weights: [0.0; SOURCES], people: 0 }
    }
}

impl Mentions {
    /// Whether mention `i` counts, whose person has the last mention `nearest`.
    pub fn admit(&mut self, i: usize, nearest: usize, fits: impl Fn() -> bool) -> bool {
        self.of[i] = if nearest < i {
            self.of[nearest]
        } else if fits() {
            self.people += 1;
            i
        } else {
            NOBODY
        };
        self.of[i] != NOBODY
    }

    /// Puts down what mention `i` weighs, which counts.
    pub const fn weigh(&mut self, i: usize, weight: f32) {
        self.weights[i] = weight;
    }

    /// How many people fit.
    pub const fn people(&self) -> usize {
        self.people
    }

    /// The last mention of whom all `count` of them make the likeliest.
    pub fn likeliest(&self, count: usize) -> Option<usize> {
        let mentions = || (0..count).filter(|i| self.of[*i] != NOBODY).map(|i| (self.of[i], self.weights[i]));
        let highest = mentions().map(|(_, weight)| weight).fold(f32::MIN, f32::max);
        let (mut sum, mut shares) = (0.0, [0.0; SOURCES]);
        for (nearest, weight) in mentions() {
            let share = (weight - highest).exp();
            sum += share;
            shares[nearest] += share;
        }
        let chances = mentions().map(|(nearest, _)| (nearest, shares[nearest] / sum));
        let (best, chance) = chances.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (chance >= SURE).then_some(best)
    }
}
