//! He claimed, she admitted.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Severity, Spot};
use crate::prose::cue::Stance;
use crate::prose::quote::Kind;
use crate::prose::speaker::Tie;
use crate::prose::story::{Quotation, Story};
use crate::prose::token::is_mark;
use crate::settings::Style;
use regex::Regex;
use std::sync::LazyLock;

/// Where admitting is the news.
static COURT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:court|trial|judge|jury|suit|lawsuit|plea|pleaded|pleads|charges?|charged|guilty|offen[cs]es?|sentenced|convicted|prosecut\w+|police)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "loaded-attribution-verb",
    summary: "a verb of saying that takes sides: claimed, admitted, insisted, blasted",
    severity: Some(Severity::Information),
    explain: "Said is neutral. Claimed casts doubt, admitted implies guilt, insisted says that nobody believes it, blasted is a headline \
(Bender, Writing and Reporting for the Media). The words themselves show how they were meant.\n\n\
Left alone: pleas and confessions in court stories, indirect speech, quoted words, verbs of saying that only describe the act (accused, \
denied, promised).\n\n\
What to do: write said. The fix puts said, says or saying in place of the verb, outside the marks. Keep the verb where the admission \
is the news.",
    on_record: "",
    wrong: "\"We are three weeks late,\" the harbour master, Ana Lund, admitted.\n",
    right: "\"We are three weeks late,\" the harbour master, Ana Lund, said.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let mut cues: Vec<Spot> =
        story.quotations.iter().filter_map(|q| cue(story, q)).filter(|c| is_loaded(story, *c, style)).collect();
    cues.sort();
    cues.dedup();
    cues.into_iter().map(|cue| finding(story, cue)).collect()
}

fn cue(story: &Story, quotation: &Quotation) -> Option<Spot> {
    let speech = !matches!(quotation.kind, Kind::NonSpeech | Kind::Nested);
    let speaker = quotation.attribution.speaker().filter(|s| speech && s.tie == Tie::Explicit)?;
    speaker.cue.filter(|cue| is_verb(story, *cue, speaker.mention))
}

/// `a nativist rant`, `compensation claims` are nouns: in the present tense the speaker must stand beside the verb.
fn is_verb(story: &Story, cue: Spot, speaker: Spot) -> bool {
    let past = story.text(cue).ends_with("ed") || story.text(cue).ends_with("ing");
    let text = &story.readings[cue.passage].text;
    let gap = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.len() <= 1);
    let beside = gap(speaker.span.end, cue.span.start) || gap(cue.span.end, speaker.span.start);
    past || speaker.passage == cue.passage && beside && !story.text(speaker).contains(" of ")
}

fn is_loaded(story: &Story, cue: Spot, style: &Style) -> bool {
    let verb = story.text(cue);
    style.verbs.stance(verb) == Some(Stance::Loaded)
        && (style.verbs.are_of_the_desk(verb) || takes_sides(verb))
        && reports(story, cue)
        && !COURT.is_match(&story.readings[cue.passage].text)
}

/// The verb reports words and has no object of its own: not `claimed victory`, `bragged about it`, `blasts the owners`.
fn reports(story: &Story, cue: Spot) -> bool {
    let text = &story.readings[cue.passage].text;
    let (before, after) = (text[..cue.span.start].trim_end(), text[cue.span.end..].trim_start());
    let next = after.split_whitespace().next().unwrap_or_default();
    let inverted = before.ends_with(is_mark);
    inverted
        || after.starts_with(|c: char| matches!(c, ',' | '.' | ':') || is_mark(c))
        || matches!(
            next,
            "that" | "to" | "in" | "on" | "at" | "during" | "when" | "as" | "last" | "later" | "yesterday"
        )
}

/// Of the loaded verbs, those for which plain "said" says the same thing.
fn takes_sides(verb: &str) -> bool {
    const STEMS: [&str; 24] = [
        "claim", "admit", "insist", "conced", "alleg", "confess", "boast", "brag", "gush", "quip", "fum", "rant",
        "blast", "slam", "rail", "thunder", "bellow", "bark", "snap", "scoff", "sneer", "moan", "groan", "gloat",
    ];
    let verb = verb.to_ascii_lowercase();
    STEMS.iter().any(|stem| verb.starts_with(stem))
}

fn finding(story: &Story, cue: Spot) -> Finding<Spot> {
    let verb = story.text(cue);
    let neutral = match verb {
        _ if verb.ends_with("ing") => "saying",
        _ if verb.ends_with("ed") => "said",
        _ if verb.ends_with('s') => "says",
        _ => "say",
    };
    let message = format!("“{verb}” takes sides; {neutral} does not");
    let mut finding = RULE.finding(cue, message);
    let edit = Edit { at: cue, text: neutral.to_owned() };
    finding.fixes.push(Fix { title: format!("Write {neutral}"), edits: vec![edit] });
    finding
}
