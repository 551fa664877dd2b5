//! The same words in another mouth.

use super::rule::{Check, Rule};
use crate::corpus::question::{Level, Match, Record};
use crate::finding::{Finding, Severity, Spot};
use crate::prose::name::identity;
use crate::prose::speaker::Speaker;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;

/// Stock phrases, slogans: fewer words are said by many.
const FEWEST_WORDS: usize = 5;
/// Both speakers must be at least this sure for a warning.
const SURE: f32 = 0.8;
/// Names that agree less than this are two people.
const SAME_PERSON: f32 = 0.5;

pub static RULE: Rule = Rule {
    code: "conflicting-attribution",
    summary: "the same words are on record from another speaker",
    severity: Some(Severity::Warning),
    explain: "One of the two is wrong, or one quotes the other. copydesk shows both and names no winner.\n\n\
Left alone: quotations under five words, speakers that are descriptions or could not be told, the draft's own copies. If a record \
names the same speaker too, the conflict is among the records and is shown as information.\n\n\
What to do: follow the links, ask who was there, correct this story or the record.",
    on_record: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    wrong: "\"We will not raise the harbour fee,\" Per Dahl said.\n",
    right: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let conflicting = |q: &Quotation| {
        let words = story.text(q.words);
        let speaker = q.attribution.speaker()?;
        let name = story.cast.members[speaker.member?].canonical.as_str();
        if words.split_whitespace().count() < FEWEST_WORDS {
            return None;
        }
        conflict(speaker, name, record.matches(words))
    };
    story.quotations.iter().filter_map(conflicting).collect()
}

fn conflict(speaker: &Speaker, name: &str, matches: &[Match]) -> Option<Finding<Spot>> {
    let attributed: Vec<_> = matches
        .iter()
        .filter(|m| m.level <= Level::Altered)
        .filter_map(|m| m.speaker.as_ref().map(|(other, sure)| (m, other.as_str(), *sure)))
        .collect();
    let agrees = |other: &str| identity::same_name(name, other) >= SAME_PERSON;
    let (other, sure) =
        attributed.iter().find(|(_, other, _)| !agrees(other)).map(|&(_, other, sure)| (other, sure))?;
    let confirmed = attributed.iter().any(|(_, other, _)| agrees(other));
    let both_sure = sure >= SURE && speaker.confidence >= SURE && !confirmed;
    let possibly = if both_sure { "" } else { "possibly " };
    let message = format!("these words are on record: {possibly}{other}, here {name}; compare the sources");
    let mut finding = RULE.finding(speaker.mention, message);
    finding.severity = if both_sure { Severity::Warning } else { Severity::Information };
    finding.records = attributed.iter().map(|(m, ..)| m.citation.clone()).collect();
    Some(finding)
}
