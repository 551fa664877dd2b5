//! Quoted words that differ from what is on record.

use super::rule::{Check, Rule};
use crate::corpus::question::{Level, Match, Record};
use crate::finding::{Finding, Severity, Spot};
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use crate::text::span::Span;

/// Stock phrases: fewer words agree by chance.
const FEWEST_WORDS: usize = 5;

pub static RULE: Rule = Rule {
    code: "altered-quote",
    summary: "a quotation whose words differ from the record",
    severity: Some(Severity::Warning),
    explain: "Quotes are sacred (Reuters handbook): words may be left out if the sense holds, never changed. Each quotation is held \
against the reporter's own notes and transcripts first, then the archive and the wires.\n\n\
Left alone: the same words, legal shortening (an ellipsis, an editor's brackets, a cut at the end of a clause), quotations under five \
words, and the draft's own copies on record. If any record of the best rank has the very words, there is nothing to say.\n\n\
What to do: listen to the recording or ask the reporter. copydesk never changes quoted words.",
    on_record: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    wrong: "\"We will never raise the harbour fee,\" Ana Lund said.\n",
    right: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let altered = |q: &Quotation| {
        let words = story.text(q.words);
        let long = words.split_whitespace().count() >= FEWEST_WORDS;
        let on_record =
            if long && q.kind != Kind::NonSpeech { best_altered(record.matches(words))? } else { return None };
        Some(finding(q, on_record, record.matches(words)))
    };
    story.quotations.iter().filter_map(altered).collect()
}

/// The best record, unless one of its rank or better has the very words.
fn best_altered(matches: &[Match]) -> Option<&Match> {
    let altered = matches.iter().filter(|m| m.level == Level::Altered).min_by_key(|m| m.rank)?;
    let confirmed = matches.iter().any(|m| m.level <= Level::Shortened && m.rank <= altered.rank);
    (!confirmed).then_some(altered)
}

fn finding(quotation: &Quotation, on_record: &Match, matches: &[Match]) -> Finding<Spot> {
    let there: Vec<_> = on_record.changes.iter().map(|c| if c.there.is_empty() { "—" } else { &c.there }).collect();
    let citation = &on_record.citation;
    let place = [Some(citation.article.as_str()), citation.date.as_deref(), citation.time.as_deref()];
    let place: Vec<_> = place.into_iter().flatten().collect();
    let there = there.join(" … ");
    let what = if there == "—" { "these words are not".to_owned() } else { format!("\"{there}\"") };
    let message = format!("on record: {what} ({}); check the words, they are quoted", place.join(", "));
    let mut finding = RULE.finding(changed_words(quotation, on_record), message);
    let cited = matches.iter().filter(|m| m.level <= Level::Altered);
    finding.records = cited.map(|m| m.citation.clone()).collect();
    finding
}

/// From the first changed word to the last.
fn changed_words(quotation: &Quotation, on_record: &Match) -> Spot {
    let Spot { passage, span } = quotation.words;
    let first = on_record.changes.iter().map(|c| c.here.start).min();
    let last = on_record.changes.iter().map(|c| c.here.end).max();
    match (first, last) {
        (Some(first), Some(last)) if first < last => {
            Spot { passage, span: Span::new(span.start + first, (span.start + last).min(span.end)) }
        }
        _ => quotation.words,
    }
}
