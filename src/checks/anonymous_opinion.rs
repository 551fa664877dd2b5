//! An aide said he is a bully.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use regex::Regex;
use std::sync::LazyLock;

/// Somebody without a name, of whom there are many.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    let one = "(?:an?|one|another|some|several|two|three|other|a second|a third)";
    let somebody = "(?:sources?|insiders?|aides?|officials?|advis[eo]rs?|allies|ally|colleagues?|diplomats?|lawmakers?|ministers?|\
MPs?|staffers?|employees?|executives?|operatives?|strategists?|friends?|rivals?|players?|people|person|members?|bankers?)";
    pattern(&format!(r"(?i)^{one} (?:[\w'’-]+ ){{0,4}}?{somebody}\b"))
});

/// What is thought of somebody, and not what happened.
static OPINION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:bully|bullies|liar|lying|coward\w*|fools?|foolish|idiots?|idiotic|stupid|incompeten\w+|disgrac\w+|shameful|disaster|disastrous|joke|pathetic|hopeless|useless|clueless|toxic|corrupt|crooks?|narcissis\w+|arrogan\w+|vain|lazy|weak|nasty|vicious|ruthless|delusional|unhinged|crazy|mad|insane|terrible|awful|appalling|ridiculous|absurd|worst|nightmare|finished|dead in the water|out of (?:his|her|their) depth|cannot be trusted|can't be trusted|no idea|does not care|doesn't care|brilliant|genius|best (?:leader|candidate|man|woman))\b",
    )
});

pub static RULE: Rule = Rule {
    code: "anonymous-opinion",
    summary: "an unnamed source who gives an opinion of somebody, or attacks",
    severity: None,
    explain: "Anonymity is for facts that can be had no other way, not for opinion (AP News Values), and unnamed sources may not attack \
anybody's character (NPR). The reader cannot tell what the unnamed one wins by it, and who is attacked cannot answer.\n\n\
Off until the house asks for it.\n\n\
Left alone: named speakers, spokesmen, facts from unnamed sources (see `anonymous-source`), people in the street.\n\n\
What to do: get it on the record, or leave it out.",
    on_record: "",
    wrong: "\"He is a bully who cannot be trusted with a rowing boat,\" a senior council aide said of the mayor.\n",
    right: "\"He is a bully who cannot be trusted with a rowing boat,\" Ana Lund, who ran against him, said of the mayor.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let message = "an opinion of somebody from a source without a name: on the record, or out";
    let attacks = |q: &&Quotation| {
        let speech = !matches!(q.kind, Kind::NonSpeech | Kind::Nested) && q.inside.is_none();
        let speaker = q.attribution.speaker().filter(|s| speech && s.member.is_none());
        speaker.is_some_and(|s| UNNAMED.is_match(story.text(s.mention))) && OPINION.is_match(story.text(q.words))
    };
    story.quotations.iter().filter(attacks).map(|q| RULE.finding(q.marked, message)).collect()
}
