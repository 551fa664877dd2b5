//! One quotation, two mouths.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::cast::Mention;
use crate::prose::name::Kind as Name;
use crate::prose::quote::Kind;
use crate::prose::speaker::Tie;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use regex::Regex;
use std::sync::LazyLock;

/// Two may write one text, or sing one song.
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:statement|letters?|joint|jointly|together|wrote|writes?|written|report|study|paper|article|essay|op-ed|column|petition|e-?mail|song|sang|sings?|chant\w*|authors?|book|lawsuit|complaint|motion|brief|post|release|agreed|both)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "joint-quote",
    summary: "one quotation with two or more speakers",
    severity: Some(Severity::Warning),
    explain: "Two people do not say the same sentence at the same time. One man, one quote (KU editing course): either one of them said \
it, or the marks belong round nothing.\n\n\
Left alone: joint statements, letters, studies and songs, documents, chants, speakers who are not named; names that the \
story never gives in full, which may be a firm's.\n\n\
What to do: find out who said it; or take the marks off and report what both hold.",
    on_record: "",
    wrong: "\"We will not sell the quay to anybody,\" Ana Lund and Nils Dahl said on Monday.\n",
    right: "\"We will not sell the quay to anybody,\" Ana Lund said on Monday.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let mut pairs: Vec<Spot> = story.quotations.iter().filter_map(|q| pair(story, q)).collect();
    pairs.dedup();
    let message = |at: Spot| {
        format!(
            "{} cannot have said this in one voice; which of them did? Otherwise take the marks off",
            story.text(at)
        )
    };
    pairs.into_iter().map(|at| RULE.finding(at, message(at))).collect()
}

/// The two names, if the quotation has two speakers.
fn pair(story: &Story, quotation: &Quotation) -> Option<Spot> {
    let speaker = quotation.attribution.speaker().filter(|s| s.tie == Tie::Explicit)?;
    let said = matches!(quotation.kind, Kind::Full | Kind::Partial) && quotation.inside.is_none();
    let (passage, cue) = (speaker.mention.passage, speaker.cue?);
    let text = &story.readings[passage].text;
    let people: Vec<_> = beside(story, speaker.mention).filter(|m| story.cast.member(m).kind == Name::Person).collect();
    let in_full = |m: &Mention| story.cast.member(m).canonical.contains(' ');
    let two = people.windows(2).find(|two| {
        let joined = matches!(text.get(two[0].at.span.end..two[1].at.span.start), Some(" and "));
        joined
            && two.iter().all(|m| in_full(m))
            // `a spokeswoman for Lund and Dahl`: one person, who speaks for both.
            && two.iter().filter(|m| m.at.span.overlaps(&speaker.mention.span)).count() == 1
            && two[0].member != two[1].member
    })?;
    let both = two[0].at.span.cover(&two[1].at.span);
    // The verb belongs to both only right after the second or right before the first.
    let between = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.trim().is_empty());
    // `said Lund and Dahl Ltd's captain`: a third person.
    let owner = text[both.end..].starts_with(['\'', '’']);
    let governed = between(both.end, cue.span.start) || between(cue.span.end, both.start);
    (said && governed && !owner && !TOGETHER.is_match(text)).then_some(Spot { passage, span: both })
}

/// The names at `at`, with the one before and the one behind: `Lund and Dahl said` needs no others, and a paragraph may hold
/// thousands.
fn beside<'s>(story: &'s Story, at: Spot) -> impl Iterator<Item = &'s Mention> {
    let here = story.cast.mentions_in(at.passage);
    let first = here.partition_point(|m| m.at.span.end <= at.span.start);
    let behind = here.partition_point(|m| m.at.span.start < at.span.end);
    here[first.saturating_sub(1)..here.len().min(behind + 1)].iter()
}
