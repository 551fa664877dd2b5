//! Quoted words that differ from what is on record.

use super::cited::{SAME_PERSON, named_person};
use super::rule::{Check, Rule};
use super::tidied;
use crate::corpus::question::{Change, Level, Match, Record};
use crate::finding::{Finding, Severity, Spot};
use crate::prose::name::identity;
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::settings::{Style, Tolerance};
use crate::text::span::Span;
use std::ops::Range;

/// Stock phrases: fewer words agree by chance.
const FEWEST_WORDS: usize = 5;
/// Paragraphs to the words beside a quotation at most.
const NEAR: usize = 2;

pub static RULE: Rule = Rule {
    code: "altered-quote",
    summary: "a quotation whose words differ from the record",
    severity: Some(Severity::Warning),
    explain: "Quotes are sacred (Reuters handbook): words may be left out if the sense holds, never changed. Each quotation is held \
against the reporter's own notes and transcripts first, then the archive and the wires.\n\n\
Left alone: the same words, legal shortening (an ellipsis, an editor's brackets, a cut at the end of a clause), quotations under five \
words, titles and other words that are no speech, words that somebody else said nearly so, ums and slips of grammar where the house tidies them (`tolerance`), and the draft's own copies on record. If any record of the best rank has the very \
words, there is nothing to say.\n\n\
What to do: listen to the recording or ask the reporter. copydesk never changes quoted words.",
    on_record: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    wrong: "\"We will never raise the harbour fee,\" Ana Lund said.\n",
    right: "\"We will not raise the harbour fee,\" Ana Lund said.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let altered = |quotation: &Quotation| {
        let words = story.text(quotation.words);
        let matches = record.matches(words);
        let speech = !matches.is_empty()
            && quotation.kind != Kind::NonSpeech
            && words.split_whitespace().count() >= FEWEST_WORDS;
        if !speech {
            return None;
        }
        let speaker = named_person(story, quotation).map(|(_, name)| name);
        let beside =
            |m: &Match| neighbours(story, quotation).any(|n| stands_by(record.matches(story.text(n.words)), m));
        let on_record = best_altered(matches, speaker, beside)?;
        let lawful = style.tolerance == Tolerance::Tidied && tidied::is_all(words, &on_record.changes);
        (!lawful).then(|| finding(quotation, words, on_record, matches))
    };
    story.quotations.iter().filter_map(altered).collect()
}

/// What else the same speaker says within two paragraphs: the other half of a split quotation, the paragraph before of a
/// running one.
fn neighbours<'s>(story: &'s Story, quotation: &'s Quotation) -> impl Iterator<Item = &'s Quotation> {
    let whom = |q: &Quotation| q.attribution.speaker().and_then(|s| s.member);
    let passage = quotation.words.passage;
    let from = story.quotations.partition_point(|q| q.words.passage + NEAR < passage);
    let near = story.quotations[from..].iter().take_while(move |q| q.words.passage <= passage + NEAR);
    let same =
        move |q: &&Quotation| whom(quotation).is_some() && whom(q) == whom(quotation) && q.words != quotation.words;
    near.filter(same).filter(|q| story.text(q.words).split_whitespace().count() >= FEWEST_WORDS)
}

/// Whether the article of `found` surely has these words too.
fn stands_by(all: &[Match], found: &Match) -> bool {
    let here = |m: &Match| (&m.citation.article, &m.citation.path) == (&found.citation.article, &found.citation.path);
    all.iter().any(|m| m.level <= Level::Altered && m.spoken && here(m))
}

/// The best record that is not surely another person's, unless one of its rank or better has the very words. What may be
/// the same utterance is so where the speaker's words beside it stand in the same article.
fn best_altered<'m>(matches: &'m [Match], speaker: Option<&str>, beside: impl Fn(&Match) -> bool) -> Option<&'m Match> {
    let others = |m: &&Match| {
        let there = m.speaker.as_ref().map(|(there, _)| there.as_str());
        speaker.zip(there).is_some_and(|(here, there)| identity::same_name(here, there) < SAME_PERSON)
    };
    let altered = |m: &&Match| m.level == Level::Altered || m.level == Level::Possible && m.spoken && beside(m);
    let altered = matches.iter().filter(altered).filter(|m| !others(m)).min_by_key(|m| m.rank)?;
    let confirmed = matches.iter().any(|m| m.level <= Level::Shortened && m.rank <= altered.rank);
    (!confirmed).then_some(altered)
}

fn finding(quotation: &Quotation, words: &str, on_record: &Match, matches: &[Match]) -> Finding<Spot> {
    let differences: Vec<_> = on_record.changes.iter().map(|change| Difference::of(words, change)).collect();
    let place = on_record.citation.place();
    let message = format!("on record: {} ({place}); check the quotation against it", told(words, &differences));
    let mut finding = RULE.finding(marked(quotation, &differences), message);
    let cited = matches.iter().filter(|m| m.level <= Level::Altered || std::ptr::eq(*m, on_record));
    finding.records = cited.map(|m| m.citation.clone()).collect();
    finding
}

/// A difference as a reader sees it: where words were dropped, the words on both sides of the gap are part of it.
struct Difference {
    /// Bytes of the quotation's words.
    here: Range<usize>,
    /// The words on record; empty where words were put in.
    there: String,
}

impl Difference {
    fn of(words: &str, change: &Change) -> Self {
        let Change { here, there } = change.clone();
        if !here.is_empty() {
            return Self { here, there };
        }
        let (before, after) = (words.get(..here.start).unwrap_or(words), words.get(here.end..).unwrap_or_default());
        let left = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let right = after.trim_start().split(char::is_whitespace).next().unwrap_or_default();
        let start = before.trim_end().len() - left.len();
        let end = here.end + after.len() - after.trim_start().len() + right.len();
        let there = [left, &there, right].join(" ").trim().to_owned();
        Self { here: start..end.min(words.len()), there }
    }
}

/// `"week"`, `"not … room"`, or `without "never"`.
fn told(words: &str, differences: &[Difference]) -> String {
    if differences.iter().all(|d| d.there.is_empty()) {
        let put_in: Vec<_> = differences.iter().filter_map(|d| words.get(d.here.clone())).collect();
        return format!("without \"{}\"", put_in.join(" … "));
    }
    let there: Vec<_> = differences.iter().map(|d| d.there.as_str()).filter(|there| !there.is_empty()).collect();
    format!("\"{}\"", there.join(" … "))
}

/// From the first changed word to the last.
fn marked(quotation: &Quotation, differences: &[Difference]) -> Spot {
    let Spot { passage, span } = quotation.words;
    let first = differences.iter().map(|d| d.here.start).min();
    let last = differences.iter().map(|d| d.here.end).max();
    match (first, last) {
        (Some(first), Some(last)) if first < last => {
            Spot { passage, span: Span::new(span.start + first, (span.start + last).min(span.end)) }
        }
        _ => quotation.words,
    }
}
