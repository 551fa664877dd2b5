//! The same words in another mouth.

use super::cited::{SAME_PERSON, named_person};
use super::rule::{Check, Rule};
use crate::corpus::question::{Level, Match, Record, SAME_UTTERANCE};
use crate::finding::{Finding, Severity, Spot};
use crate::prose::name::identity;
use crate::prose::quote::Kind;
use crate::prose::speaker::Speaker;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use std::cmp::Ordering;

/// Stock phrases, slogans: fewer words are said by many.
const FEWEST_WORDS: usize = 5;
/// Both speakers must be at least this sure for a warning.
const SURE: f32 = 0.8;

pub static RULE: Rule = Rule {
    code: "conflicting-attribution",
    summary: "the same words are on record from another speaker",
    severity: Some(Severity::Warning),
    explain: "One of the two is wrong, or one quotes the other. copydesk shows both and names no winner.\n\n\
Left alone: other words, quotations under five words or inside another, speakers who are not named in the sentence (\"he\", \"the mayor\"), organisations, whose words \
are often their chief's, speakers that could not be told, and the draft's own copies. If better records name the same speaker as the \
draft, there is nothing to say; if records of the same rank differ among themselves, that is information.\n\n\
What to do: follow the links, ask who was there, correct this story or the record.",
    on_record: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    wrong: "\"We will not raise the harbour fee,\" Erik Dahl said.\n",
    right: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let conflicting = |q: &Quotation| {
        let words = story.text(q.words);
        let matches = Some(record.matches(words)).filter(|matches| !matches.is_empty())?;
        let (speaker, name) = named_person(story, q)?;
        let own = q.kind != Kind::NonSpeech && q.kind != Kind::Nested && q.inside.is_none();
        let long = own && words.split_whitespace().count() >= FEWEST_WORDS;
        if long { conflict(speaker, name, matches) } else { None }
    };
    story.quotations.iter().filter_map(conflicting).collect()
}

/// A record that names its speaker, and how sure that is.
struct Attributed<'m> {
    record: &'m Match,
    speaker: &'m str,
    sure: f32,
}

impl<'m> Attributed<'m> {
    fn of(record: &'m Match) -> Option<Self> {
        record.speaker.as_ref().map(|(speaker, sure)| Self { record, speaker, sure: *sure })
    }
}

fn conflict(speaker: &Speaker, name: &str, matches: &[Match]) -> Option<Finding<Spot>> {
    let attributed: Vec<_> = matches.iter().filter(|m| is_the_same(m)).filter_map(Attributed::of).collect();
    let agrees = |a: &&Attributed| identity::same_name(name, a.speaker) >= SAME_PERSON;
    let other = attributed.iter().filter(|a| !agrees(a)).min_by_key(|a| a.record.rank)?;
    let confirmed = attributed.iter().filter(agrees).map(|a| a.record.rank).min();
    let confirmed = confirmed.map_or(Ordering::Greater, |rank| rank.cmp(&other.record.rank));
    if confirmed == Ordering::Less {
        return None;
    }
    let both_sure = other.sure >= SURE && speaker.confidence >= SURE && confirmed == Ordering::Greater;
    let possibly = if both_sure { "" } else { "possibly " };
    let (there, place) = (other.speaker, other.record.citation.place());
    let message = format!("on record: {possibly}{there} ({place}), here {name}; compare the sources");
    let mut finding = RULE.finding(speaker.mention, message);
    finding.severity = if both_sure { Severity::Warning } else { Severity::Information };
    finding.records = attributed.iter().map(|a| a.record.citation.clone()).collect();
    Some(finding)
}

/// The same words, and not only some of them: who quotes another says more than was quoted.
fn is_the_same(found: &Match) -> bool {
    found.level <= Level::Shortened && found.score >= SAME_UTTERANCE
}
