//! Words that the desk knows to be wrong.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Who sets a misquotation right has to quote it.
static DEBUNKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:misquot\w+|misattribut\w+|never (?:said|wrote)|did not (?:say|write)|didn[’']t say|false(?:ly)?|wrong(?:ly)?|apocryphal|myth)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "known-misquote",
    summary: "a quotation on the desk's list of corrected or banned ones",
    severity: Some(Severity::Error),
    explain: "A misquotation that was corrected once comes back: the wrong words are in every archive. The desk keeps a list \
(`lists.misquotes`), a line each: the wrong words, an arrow, what to print or whom to ask.\n\n\
Left alone: paragraphs that say the words are wrong (\"never said\", \"misquoted\"), and desks without a list.\n\n\
What to do: as the list says. copydesk never changes quoted words.",
    on_record: "",
    wrong: "\"The sea owes us nothing but herring,\" Ana Lund said.\n",
    right: "Ana Lund never said \"The sea owes us nothing but herring,\" her brother wrote.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    if style.misquotes.is_empty() {
        return Vec::new();
    }
    let outer = story.quotations.iter().filter(|q| q.inside.is_none());
    outer.filter(|q| !is_debunked(story, q)).flat_map(|q| known(story, q, style)).collect()
}

fn known(story: &Story, quotation: &Quotation, style: &Style) -> Vec<Finding<Spot>> {
    let Spot { passage, span } = quotation.words;
    let found = style.misquotes.find_in(story.text(quotation.words)).into_iter();
    let finding = |(at, query): (Span<InPassage>, &crate::settings::Query)| {
        let advice = if query.advice.is_empty() { "ask the desk" } else { &query.advice };
        let message = format!("known to be wrong ({}:{}): {advice}", query.list, query.line);
        RULE.finding(Spot { passage, span: Span::new(span.start + at.start, span.start + at.end) }, message)
    };
    found.map(finding).collect()
}

fn is_debunked(story: &Story, quotation: &Quotation) -> bool {
    let Spot { passage, span } = quotation.marked;
    let text = &story.readings[passage].text;
    let (before, after) = (text.get(..span.start), text.get(span.end..));
    [before, after].into_iter().flatten().any(|words| DEBUNKS.is_match(words))
}
