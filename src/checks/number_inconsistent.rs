//! One count, two numbers.

use super::figures::{self, Amount};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::passage::Role;

/// Words between a number and what it counts: `12 people were reported dead`.
const REACH: usize = 5;

pub static RULE: Rule = Rule {
    code: "number-inconsistent",
    summary: "the headline counts other dead, hurt, missing or arrested than the story",
    severity: Some(Severity::Warning),
    explain: "The headline is written first and corrected last: when a toll rises the story is changed and the headline is forgotten.\n\n\
Left alone: counts that the story does not give, ranges that agree (\"more than 40\" and 43, \"dozens\" and 41), a story that gives the \
headline's number anywhere, older tolls beside the new one, quoted words.\n\n\
What to do: find out which is right today.",
    on_record: "",
    wrong: "Title: Ferry fire kills 12\n\nThirteen people were killed when the night ferry caught fire, the harbour master said.\n",
    right: "Title: Ferry fire kills 13\n\nThirteen people were killed when the night ferry caught fire, the harbour master said.\n",
    english: true,
    check: Check::Story(check),
};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Harm {
    Killed,
    Injured,
    Missing,
    Arrested,
}

impl Harm {
    fn named(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "dead" | "killed" | "die" | "died" | "dies" | "deaths" | "kills" | "kill" | "killing" => Self::Killed,
            "injured" | "wounded" | "hurt" | "injures" | "injuring" | "wounds" | "wounding" | "injuries" => {
                Self::Injured
            }
            "missing" => Self::Missing,
            "arrested" | "detained" | "arrests" => Self::Arrested,
            _ => return None,
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Killed => "dead",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Arrested => "arrested",
        }
    }
}

struct Count {
    harm: Harm,
    amount: Amount,
    at: Spot,
}

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let counted: Vec<_> = passages(story, Role::Headline).flat_map(|(i, r)| counts(i, r)).collect();
    if counted.is_empty() {
        return Vec::new();
    }
    let body: Vec<_> = passages(story, Role::Paragraph).flat_map(|(i, r)| counts(i, r)).collect();
    let differs = |head: &Count| {
        let mut same = body.iter().filter(|b| b.harm == head.harm).peekable();
        let first = story.text(same.peek()?.at);
        if same.any(|b| b.amount.agrees(&head.amount)) {
            return None;
        }
        let (here, harm) = (story.text(head.at), head.harm.name());
        Some(RULE.finding(head.at, format!("{here} {harm} in the headline, {first} in the story; which is right?")))
    };
    counted.iter().filter_map(differs).collect()
}

fn passages<'s>(story: &'s Story, role: Role) -> impl Iterator<Item = (usize, &'s Reading)> {
    story.readings.iter().copied().enumerate().filter(move |(_, r)| r.role == role)
}

/// Every count of a paragraph outside marks. In a story there must be somebody to count: `two deaths`, not `two dead ends`.
fn counts(passage: usize, reading: &Reading) -> Vec<Count> {
    let quoted = |at: usize| reading.marks.quoted.iter().any(|q| q.marked.contains(at));
    let count = |i: usize| {
        let span = reading.tokens[i].span();
        if quoted(span.start) {
            return None;
        }
        let amount = figures::amount(reading, i)?;
        let harm = harm_after(reading, i).or_else(|| harm_before(reading, i))?;
        Some(Count { harm, amount, at: Spot { passage, span } })
    };
    (0..reading.tokens.len()).filter_map(count).collect()
}

/// `12 people were killed`: no other number, and no end of a clause, between.
fn harm_after(reading: &Reading, i: usize) -> Option<Harm> {
    let next = (i + 1..reading.tokens.len().min(i + 1 + REACH)).map(|j| (j, word(reading, j)));
    for (j, word) in next {
        if let Some(harm) = Harm::named(word).filter(|_| !is_active(word)) {
            return Some(harm);
        }
        let ends = !word.starts_with(char::is_alphanumeric)
            || figures::number(reading, j).is_some()
            || NOT_PEOPLE.contains(&word);
        if ends {
            return None;
        }
    }
    None
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
const NOT_PEOPLE: [&str; 22] = [
    "years", "year", "months", "days", "day", "hours", "minutes", "weeks", "miles", "km", "per", "percent", "times",
    "cattle", "sheep", "birds", "animals", "cows", "pigs", "chickens", "jobs", "others",
];
