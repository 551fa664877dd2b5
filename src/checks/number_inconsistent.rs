//! One count, two numbers.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::figures::{self, Amount};
use crate::prose::story::Story;
use crate::prose::toll::Toll;
use crate::settings::Style;
use crate::text::passage::Role;

pub static RULE: Rule = Rule {
    code: "number-inconsistent",
    summary: "the headline counts other dead, hurt, missing or arrested than the story",
    severity: Some(Severity::Warning),
    explain: "The headline is written first and corrected last: when a toll rises the story is changed and the headline is forgotten.\n\n\
Left alone: counts that the story does not give, ranges that agree (\"more than 40\" and 43, \"dozens\" and 41), a story that gives the \
headline's number anywhere, headlines that round, older tolls beside the new one, quoted words.\n\n\
What to do: find out which is right today.",
    on_record: "",
    wrong: "Title: Ferry fire kills 12\n\nThirteen people were killed when the night ferry caught fire, the harbour master said.\n",
    right: "Title: Ferry fire kills 13\n\nThirteen people were killed when the night ferry caught fire, the harbour master said.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let in_head: Vec<_> = tolls(story, Role::Headline).collect();
    if in_head.is_empty() {
        return Vec::new();
    }
    let in_story: Vec<_> = tolls(story, Role::Paragraph).collect();
    let differs = |(at, head): &(Spot, &Toll)| {
        let mut same = in_story.iter().filter(|(_, told)| told.harm == head.harm).peekable();
        let first = story.text(same.peek()?.0);
        if same.any(|(_, told)| told.amount.agrees(&rounded(head.amount))) || is_told(story, head.amount) {
            return None;
        }
        let (here, harm) = (story.text(*at), head.harm.name());
        Some(RULE.finding(*at, format!("{here} {harm} in the headline, {first} in the story; which is right?")))
    };
    in_head.iter().filter_map(differs).collect()
}

fn tolls<'s>(story: &'s Story, role: Role) -> impl Iterator<Item = (Spot, &'s Toll)> {
    let readings = story.readings.iter().copied().enumerate().filter(move |(_, r)| r.role == role);
    readings.flat_map(|(passage, r)| r.tolls.iter().map(move |toll| (Spot { passage, span: toll.at }, toll)))
}

/// Headlines round: 1,200 for 1,269.
fn rounded(amount: Amount) -> Amount {
    let round = amount.least == amount.most && amount.least >= 100.0 && amount.least % 10.0 == 0.0;
    let room = if round { ROUND } else { 0.0 };
    Amount { least: amount.least * (1.0 - room), most: amount.most * (1.0 + room) }
}

/// The share that a round number may be off.
const ROUND: f64 = 0.1;

/// Whether the story has the headline's number, whatever it counts there.
fn is_told(story: &Story, amount: Amount) -> bool {
    let body = story.readings.iter().filter(|r| r.role == Role::Paragraph);
    body.flat_map(|r| (0..r.tokens.len()).filter_map(|i| figures::number(r, i)))
        .any(|told| told.least == told.most && told == amount)
}
