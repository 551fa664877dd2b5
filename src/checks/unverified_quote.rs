//! A quotation that the draft's own sources do not have.

use super::rule::{Check, Rule};
use crate::corpus::question::{Level, Match, POSSIBLE, Record};
use crate::finding::{Finding, Spot};
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;

/// Fewer words are written down by nobody.
const FEWEST_WORDS: usize = 5;

pub static RULE: Rule = Rule {
    code: "unverified-quote",
    summary: "a quotation that is not in the notes and transcripts the draft rests on",
    severity: Some(crate::finding::Severity::Warning),
    explain: "A draft says what it rests on: in its front matter (`copydesk: {sources: [notes/ruiz.vtt]}`, relative to the draft), or \
in a folder beside it with its own name and `.sources` (`ferry.md`, `ferry.sources/`). Then every quotation must be in there. In \
February 2026 a technology magazine took a story back because nobody had held its quotations against what was said.\n\n\
Left alone: drafts without sources, quotations under five words or inside another, titles and other words that are no speech, and \
words that the sources have nearly so: those are `altered-quote`'s.\n\n\
What to do: find the place in the recording, attach the source it comes from, or take the marks off.",
    on_record: "Ana Lund told the council: \"We will not raise the harbour fee before the new quay is paid for.\"\n",
    wrong: "---\ncopydesk:\n  sources: [archive/on-record.txt]\n---\n\n\"The ferry has never once been late in winter,\" Ana Lund said.\n",
    right: "---\ncopydesk:\n  sources: [archive/on-record.txt]\n---\n\n\"We will not raise the harbour fee before the new quay is paid for,\" Ana Lund said.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    if record.sources().is_empty() {
        return Vec::new();
    }
    let unverified = |quotation: &&Quotation| {
        let words = story.text(quotation.words);
        let speech = !matches!(quotation.kind, Kind::NonSpeech | Kind::Nested | Kind::Fragment) && !is_title(words);
        let own = speech && quotation.inside.is_none() && words.split_whitespace().count() >= FEWEST_WORDS;
        own && record.answer(words).is_some_and(|matches| !matches.iter().any(|m| has_it(record, m)))
    };
    let message = "not in the sources of this draft; find the place, attach its source, or paraphrase";
    story.quotations.iter().filter(unverified).map(|q| RULE.finding(q.words, message)).collect()
}

/// `A Short History of the Harbour`: most words have capitals.
fn is_title(words: &str) -> bool {
    let capitals = words.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 2 > words.split_whitespace().count()
}

/// Whether a source has the words, or has them nearly so.
fn has_it(record: &Record, found: &Match) -> bool {
    record.is_source(found) && (found.level <= Level::Altered || found.score >= POSSIBLE)
}
