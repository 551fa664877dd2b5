//! Quotations whose owner stands in the copy around them, though no words of saying tie the two.

use super::wording::pattern;
use crate::prose::reading::Reading;
use crate::prose::story::{Quotation, Story};
use crate::text::passage::Role;
use regex::Regex;
use std::sync::LazyLock;

/// Words of the longest line that signs a pull quote.
const SIGNATURE: usize = 9;

/// A text that is about to be quoted.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:extracts?|excerpts?|lyrics|placards?|banners?|slogans?|motto|inscription|as follows|the following|read out|had (?:a|one) question|(?:continued|went on with) (?:his|her|their))\b",
    )
});

/// A text that is about to be quoted if the sentence ends with it: `It answered in a statement.`
static ANNOUNCED_AT_THE_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:communiqu\w+|statement|letter|memo|outlined)(?: [\w’'-]+){0,3}$"));

/// `These are the questions`, `That quote from Ana Lund`: what was just quoted.
static POINTS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:These|Those|This|That|Such)(?: (?:is|are|was|were|an?|the|\w+))? ?(?:\w+ )?(?:questions?|words?|quotes?|quotation|lines?|sentences?|slogans?|messages?|sentiments?|advice|verdict|refrain|statement)|The (?:\w+ )?(?:questions?|words|quotes?|quotation|lines?|slogans?|messages?|refrain|statement))\b",
    )
});

/// Whether the copy around a quotation owns it: announced as a text before, spoken of after, the answer to the reporter's
/// own question, one of a row, a turn of questions and answers, more of what the paragraph above reports, or a pull quote that
/// the next line signs.
pub fn is_owned(story: &Story, quotation: &Quotation) -> bool {
    let (before, after) = around(story, quotation);
    let same = || story.readings[quotation.marked.passage].text[..quotation.marked.span.start].trim();
    before.ends_with('?') && !same().is_empty()
        || before.ends_with(". . .")
        || after.starts_with(". . .")
        || ANNOUNCED.is_match(last_sentence(before))
        || ANNOUNCED_AT_THE_END.is_match(last_sentence(before))
        || POINTS_BACK.is_match(after)
        || matches!(same(), "Q:" | "A:" | "Q." | "A.")
        || is_a_turn(story, quotation)
        || is_reported_above(story, quotation)
        || is_signed(story, quotation)
}

/// `"Do you sleep late now?"` and, in the next paragraph, `"I have never slept past five."`: of two who talk, each turn says
/// whose it is.
fn is_a_turn(story: &Story, quotation: &Quotation) -> bool {
    let passage = quotation.marked.passage;
    let next = || story.readings.get(passage + 1).is_some_and(|next| is_bare(next));
    let body = |above: &&Reading| above.role == Role::Paragraph;
    let above = passage.checked_sub(1).map(|above| story.readings[above]).filter(body);
    let here = story.readings[passage];
    is_bare(here) && if is_a_question(here) { next() } else { above.is_some_and(is_a_question) }
}

fn is_a_question(reading: &Reading) -> bool {
    reading.text.trim_end_matches(['"', '”', '’', '\'', ' ']).ends_with('?')
}

/// A paragraph that one quotation fills.
fn is_bare(reading: &Reading) -> bool {
    let marked = reading.marks.quoted.first().map(|quoted| quoted.marked);
    reading.role == Role::Paragraph && marked.is_some_and(|marked| marked.of(&reading.text) == reading.text.trim())
}

/// `Ruiz said the pool would open in May.` and, in the next paragraph, her own words alone: the sentence brings them in.
fn is_reported_above(story: &Story, quotation: &Quotation) -> bool {
    let passage = quotation.marked.passage;
    let above = passage.checked_sub(1).map(|above| story.readings[above]);
    let reports = |above: &Reading| above.role == Role::Paragraph && above.voices.ends_with_report();
    is_bare(story.readings[passage]) && above.is_some_and(reports)
}

/// A sentence without its stop.
fn last_sentence(text: &str) -> &str {
    let text = text.trim_end_matches(['.', ':', ' ']);
    let mut behind_stops = text.rmatch_indices('.').map(|(stop, _)| &text[stop + 1..]);
    behind_stops.find_map(|behind| behind.strip_prefix(' ')).unwrap_or(text)
}

/// The copy before and after a quotation: of its own paragraph, else of the next one.
fn around<'s>(story: &'s Story, quotation: &Quotation) -> (&'s str, &'s str) {
    let (passage, span) = (quotation.marked.passage, quotation.marked.span);
    let text = &story.readings[passage].text;
    let body = |i: usize| story.readings.get(i).filter(|r| r.role == Role::Paragraph).map_or("", |r| r.text.trim());
    let (before, after) = (text[..span.start].trim(), text[span.end..].trim());
    let before = if before.is_empty() { passage.checked_sub(1).map_or("", body) } else { before };
    (before, if after.is_empty() { body(passage + 1) } else { after })
}

/// The next line is short, closes the marks or begins with a dash, and has a name.
fn is_signed(story: &Story, quotation: &Quotation) -> bool {
    let Some(next) = story.readings.get(quotation.marked.passage + 1) else { return false };
    let text = next.text.trim();
    let signs = text.ends_with(['"', '”']) && !text.starts_with(['"', '“']) || text.starts_with(['—', '–']);
    signs && !next.names.is_empty() && text.split_whitespace().count() <= SIGNATURE
}
