//! Who of those spoken of before a pronoun is the likeliest: the mentions of one person add up.

use super::pronoun::Whom;
use super::trail::{SOURCES, Step};

/// The mentions before a source, the last one first.
pub(super) struct Mentions<'s> {
    /// The last one last.
    steps: &'s [Step],
    /// By mention: whose it is, counting those who fit from the last one mentioned; or [`NOBODY`], or [`UNTOLD`].
    of: [u8; SOURCES],
    /// How many people fit.
    people: u8,
}

/// Stands for somebody who does not fit.
const NOBODY: u8 = SOURCES as u8;
/// Stands for somebody not met yet.
const UNTOLD: u8 = NOBODY + 1;

/// Below this chance nobody is named.
const SURE: f32 = 0.5;

impl<'s> Mentions<'s> {
    /// Tells the people apart who are mentioned, and asks of each once whether they fit. The last step is the last mention.
    pub fn of(steps: &'s [Step], fits: impl Fn(Whom) -> bool) -> Self {
        let mut mentions = Self { steps, of: [NOBODY; SOURCES], people: 0 };
        mentions.of[..steps.len()].fill(UNTOLD);
        for (i, step) in steps.iter().rev().enumerate() {
            if mentions.of[i] == UNTOLD {
                let fits = fits(step.whom);
                mentions.of[i] = if fits { mentions.people } else { NOBODY };
                mentions.people += u8::from(fits);
            }
            if step.same > 0 && i + usize::from(step.same) < steps.len() {
                mentions.of[i + usize::from(step.same)] = mentions.of[i];
            }
        }
        mentions
    }

    /// Who of those who fit is the likeliest, if that is sure enough; `weigh` says what a mention weighs, given how many
    /// others who fit are mentioned later.
    pub fn likeliest(&self, weigh: impl Fn(&Step, u8) -> f32) -> Option<Whom> {
        let likeliest = match self.people {
            0 => return None,
            1 => 0,
            _ => self.weighed(weigh)?,
        };
        self.of.iter().position(|person| *person == likeliest).map(|last| self.whom(last))
    }

    fn weighed(&self, weigh: impl Fn(&Step, u8) -> f32) -> Option<u8> {
        let fitting =
            || self.of.iter().enumerate().filter(|(_, person)| **person != NOBODY).map(|(i, person)| (i, *person));
        let (mut weights, mut highest, mut nearer) = ([0.0; SOURCES], f32::MIN, 0);
        for (i, person) in fitting() {
            nearer = person.max(nearer);
            weights[i] = weigh(self.step(i), nearer);
            highest = weights[i].max(highest);
        }
        let (mut sum, mut shares) = (0.0, [0.0; SOURCES]);
        for (i, person) in fitting() {
            let share: f32 = (weights[i] - highest).exp();
            sum += share;
            shares[usize::from(person)] += share;
        }
        let chances = fitting().map(|(_, person)| (person, shares[usize::from(person)] / sum));
        let (best, chance) = chances.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (chance >= SURE).then_some(best)
    }

    const fn step(&self, i: usize) -> &'s Step {
        &self.steps[self.steps.len() - 1 - i]
    }

    const fn whom(&self, i: usize) -> Whom {
        self.step(i).whom
    }
}
