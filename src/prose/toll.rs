//! Counts of people: how many were killed, injured, are missing or were arrested.

use super::figures::{self, Amount};
use super::reading::Reading;
use super::token::Kind;
use crate::text::span::{InPassage, Span};

/// Words between a number and what it counts: `12 people were reported dead`.
const REACH: usize = 5;
/// Words of a remark between them: `six people, including two sailors, were hurt`.
const REMARK: usize = 8;

/// Bytes of the longest word of harm.
const LONGEST_HARM: usize = 8;

/// What befell those who are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Harm {
    Killed,
    Injured,
    Missing,
    Arrested,
}

impl Harm {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Killed, Self::Injured, Self::Missing, Self::Arrested];

    /// The word used in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Killed => "dead",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Arrested => "arrested",
        }
    }

    fn named(word: &str) -> Option<Self> {
        // Three of four words are sent away by their length and first letter.
        let first = word.as_bytes().first()?.to_ascii_lowercase();
        let mut small = [0; LONGEST_HARM];
        let small = small.get_mut(..word.len()).filter(|_| word.len() > 2 && b"adhikmw".contains(&first))?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        Some(match &*small {
            b"dead" | b"killed" | b"die" | b"died" | b"dies" | b"deaths" | b"kills" | b"kill" | b"killing" => {
                Self::Killed
            }
            b"injured" | b"wounded" | b"hurt" | b"injures" | b"injuring" | b"wounds" | b"wounding" | b"injuries" => {
                Self::Injured
            }
            b"missing" => Self::Missing,
            b"arrested" | b"detained" | b"arrests" => Self::Arrested,
            _ => return None,
        })
    }
}

/// One count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Toll {
    /// What befell them.
    pub harm: Harm,
    /// How many.
    pub amount: Amount,
    /// The number, less what loosens it.
    pub at: Span<InPassage>,
}

impl Toll {
    /// The number with the words that loosen it: `more than 40`.
    pub fn words(&self, reading: &Reading) -> Span<InPassage> {
        let number = reading.tokens.partition_point(|token| token.span().start < self.at.start);
        let is_loose = |i: &usize| LOOSE.contains(&word(reading, *i).to_ascii_lowercase().as_str());
        let loose = (0..number).rev().take_while(is_loose);
        loose.last().map_or(self.at, |first| reading.tokens[first].span().cover(&self.at))
    }
}

/// Whether a text may count anybody: quicker than reading it.
pub fn may_count(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| Harm::named(word).is_some())
}

/// Every count of a paragraph outside marks. There must be somebody to count: `two deaths`, not `two dead ends`.
pub fn tolls(reading: &Reading) -> Vec<Toll> {
    if !reading.tokens.iter().any(|t| t.kind == Kind::Word && Harm::named(t.of(&reading.text)).is_some()) {
        return Vec::new();
    }
    let quoted = |at: usize| reading.marks.quoted.iter().any(|q| q.marked.contains(at));
    let toll = |i: usize| {
        let at = reading.tokens[i].span();
        let of_those = i > 0 && matches!(word(reading, i - 1), "including" | "them");
        if quoted(at.start) || of_those {
            return None;
        }
        let amount = figures::amount(reading, i)?;
        let harm = harm_after(reading, i).or_else(|| harm_before(reading, i))?;
        Some(Toll { harm, amount, at })
    };
    (0..reading.tokens.len()).filter_map(toll).collect()
}

/// `12 people were killed`: no other number, and no end of a clause, between.
fn harm_after(reading: &Reading, i: usize) -> Option<Harm> {
    let mut left = REACH;
    let mut j = i + 1;
    while left > 0 && j < reading.tokens.len() {
        if let Some(after) = remark_end(reading, j) {
            j = after;
            continue;
        }
        let word = word(reading, j);
        if let Some(harm) = Harm::named(word).filter(|_| !is_active(word)) {
            return (!is_a_thing(reading, j) && !counts_on(reading, j)).then_some(harm);
        }
        let ends = !word.starts_with(char::is_alphanumeric)
            || NOT_PEOPLE.contains(&word)
            || figures::number(reading, j).is_some();
        if ends {
            return None;
        }
        (left, j) = (left - 1, j + 1);
    }
    None
}

/// `trapped 44 and killed at least one`: the deed counts what follows it, unless it was done to those before.
fn counts_on(reading: &Reading, j: usize) -> bool {
    let done = matches!(word(reading, j - 1), "were" | "was" | "been" | "people" | "others");
    let next = (j + 1..reading.tokens.len()).find(|k| !LOOSE.contains(&word(reading, *k)));
    !done && next.is_some_and(|k| figures::number(reading, k).is_some())
}

/// Where the sentence goes on after `including two sailors` or `, including two sailors,`.
fn remark_end(reading: &Reading, j: usize) -> Option<usize> {
    let comma = word(reading, j) == ",";
    let begins = if comma { j + 1 } else { j };
    if begins >= reading.tokens.len() || word(reading, begins) != "including" {
        return None;
    }
    if !comma {
        return Some((begins + 3).min(reading.tokens.len()));
    }
    let end = (begins..reading.tokens.len().min(begins + REMARK)).find(|k| word(reading, *k) == ",")?;
    Some(end + 1)
}

/// `two dead ends`, `12 missing pages`: what is dead or missing is a thing.
fn is_a_thing(reading: &Reading, j: usize) -> bool {
    let next = reading.tokens.get(j + 1).map_or("", |t| t.of(&reading.text));
    matches!(word(reading, j), "dead" | "missing")
        && matches!(next, "ends" | "end" | "heats" | "pages" | "links" | "trees")
}

/// `kills 12`, `leaves 12 dead` is the other; `killed at least 12`. What is counted must not be a thing.
fn harm_before(reading: &Reading, i: usize) -> Option<Harm> {
    let harm = (i.saturating_sub(3)..i).rev().find_map(|j| {
        let between_is_loose = (j + 1..i).all(|k| LOOSE.contains(&word(reading, k)));
        Harm::named(word(reading, j)).filter(|_| between_is_loose)
    })?;
    let after = reading.tokens.get(i + 1).map_or("", |t| t.of(&reading.text));
    (!NOT_PEOPLE.contains(&after) && !matches!(harm, Harm::Missing)).then_some(harm)
}

fn word(reading: &Reading, i: usize) -> &str {
    reading.tokens[i].of(&reading.text)
}

/// The fire kills: what stands before it is not the count.
fn is_active(word: &str) -> bool {
    matches!(word, "kills" | "kill" | "killing" | "injures" | "injuring" | "wounds" | "wounding" | "arrests")
}

const LOOSE: [&str; 12] =
    ["at", "least", "more", "than", "over", "nearly", "almost", "about", "some", "around", "up", "to"];

/// What follows a number that does not count people.
const NOT_PEOPLE: [&str; 23] = [
    "years", "year", "months", "days", "day", "hours", "minutes", "weeks", "miles", "km", "per", "percent", "pct",
    "times", "cattle", "sheep", "birds", "animals", "cows", "pigs", "chickens", "jobs", "others",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reader;
    use crate::text::passage::{Passage, Role};

    fn told(text: &str) -> Vec<(Harm, f64)> {
        let reading = reader::read(&Passage::verbatim(Role::Paragraph, text, 0));
        reading.tolls.iter().map(|t| (t.harm, t.amount.least)).collect()
    }

    #[test]
    fn those_among_them_are_not_the_count() {
        assert_eq!(told("At least six people, including three sailors, were hurt."), [(Harm::Injured, 6.0)]);
        assert_eq!(told("Six people including four sailors were killed."), [(Harm::Killed, 6.0)]);
    }

    #[test]
    fn numbers_of_two_words_are_one() {
        assert_eq!(told("Two hundred are feared dead."), [(Harm::Killed, 200.0)]);
    }

    #[test]
    fn a_deed_may_count_what_follows_it() {
        assert_eq!(told("The fire trapped 44 miners and killed at least one."), [(Harm::Killed, 1.0)]);
        assert_eq!(told("Nine died, 12 were hurt."), [(Harm::Killed, 9.0), (Harm::Injured, 12.0)]);
    }

    #[test]
    fn things_are_nobody() {
        assert_eq!(told("The inquiry ran into two dead ends and found 12 missing pages."), []);
        assert_eq!(told("The flu killed 300 sheep. It lasted 12 days. Nobody died."), []);
    }
}
