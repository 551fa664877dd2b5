//! Three sentences of somebody, and then who it was.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::quote::Kind;
use crate::prose::speaker::{Speaker, Tie};
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;

/// A reader waits this long for a name (practice of British and American desks: one sentence, or thirty words).
const MOST_WORDS: usize = 30;
/// "No. Never." is two sentences and no wait.
const FEWEST_WORDS: usize = 12;

pub static RULE: Rule = Rule {
    code: "late-attribution",
    summary: "the speaker is named only after several sentences of quotation",
    severity: None,
    explain: "Introduce the speaker at the start or after the first sentence (Guardian style guide). Until the name comes the reader \
hears the last person who spoke.\n\n\
Off until the house asks for it.\n\n\
Left alone: one sentence of up to thirty words, a speaker introduced before the quotation, a running quotation whose first paragraph is \
attributed.\n\n\
What to do: move the attribution to the end of the first sentence.",
    on_record: "",
    wrong: "\"The boats are ready for the summer. The crews have all been paid. We open in May,\" said Ana Lund, the harbour master.\n",
    right: "\"The boats are ready for the summer,\" said Ana Lund, the harbour master. \"The crews have all been paid. We open in May.\"\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let late = |q: &Quotation| {
        let Speaker { mention, tie: Tie::Explicit, .. } = *q.attribution.speaker()? else { return None };
        let names_after = mention.passage == q.marked.passage && mention.span.start >= q.marked.span.end;
        let waited = waited(story, q).filter(|_| names_after && q.kind == Kind::Full && q.continues.is_none())?;
        let message = format!("the speaker is named after {waited} words; name them after the first sentence");
        Some(RULE.finding(mention, message))
    };
    story.quotations.iter().filter_map(late).collect()
}

/// How many words the reader has to wait, if too many.
fn waited(story: &Story, quotation: &Quotation) -> Option<usize> {
    let reading = story.readings[quotation.words.passage];
    let words = story.text(quotation.words).split_whitespace().count();
    let span = quotation.words.span;
    let inside = |s: &&std::ops::Range<usize>| {
        let start = reading.tokens[s.start].span().start;
        span.start < start && start < span.end
    };
    let several = reading.sentences.iter().filter(inside).count() > 0;
    (words > MOST_WORDS || several && words >= FEWEST_WORDS).then_some(words)
}
