//! The story's own text, word for word another house's.

use super::rule::{Check, Rule};
use crate::corpus::article::Rank;
use crate::corpus::question::{Level, Match, Question, Record};
use crate::finding::{Finding, Severity, Spot};
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::prose::token::Kind;
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::Span;
use std::ops::Range;

/// Fewer words in a row may be the same by chance, or because the facts are.
const FEWEST_WORDS: usize = 30;

pub static RULE: Rule = Rule {
    code: "verbatim-overlap",
    summary: "thirty words and more in a row as another outlet printed them",
    severity: None,
    explain: "Nothing is taken word for word from the wires or another paper without credit (NPR); a reporter who pastes background to \
rewrite it later may forget to.\n\n\
Off until the house asks for it: it asks the record about all of a story's text, not only its quotations.\n\n\
Left alone: quotations, what the reporter's notes have, copy of the draft's own outlet, the desk's own archive unless both outlets are \
known and differ, drafts that name the outlet anywhere, and fewer than thirty words in a row.\n\n\
What to do: write it anew, or credit the outlet.",
    on_record: "Date: 2026-01-10\nSource: Coast Mirror\n\nThe night ferry has run between the two harbours since the first winter after the flood, when the only road over the marsh was closed for repairs that nobody in the council had ever wanted to pay for. Fares rose twice.\n",
    wrong: "---\noutlet: Harbour Post\n---\n\nThe night ferry has run between the two harbours since the first winter after the flood, when the only road over the marsh was closed for repairs that nobody in the council had ever wanted to pay for. The council meets in spring, and the boat is on the list of what it may sell. Nobody expects a surprise.\n",
    right: "---\noutlet: Harbour Post\n---\n\nThe night ferry is as old as the repairs to the marsh road, which the flood had closed. The council meets in spring, and the boat is on the list of what it may sell. Nobody expects a surprise.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let taken = |at: Spot| {
        let found = record.matches(story.text(at)).iter().find(|m| is_taken(story, m))?;
        Some((at, found))
    };
    let mut runs: Vec<(Spot, &Match)> = Vec::new();
    for (at, found) in stretches(story).filter_map(taken) {
        match runs.last_mut() {
            // What was pasted as one is told as one.
            Some((last, first)) if last.passage == at.passage && first.citation.article == found.citation.article => {
                last.span = Span::new(last.span.start, at.span.end);
            }
            _ => runs.push((at, found)),
        }
    }
    let told = |(at, found): (Spot, &Match)| {
        let words = story.text(at).split_whitespace().count();
        let place = found.citation.place();
        let message = format!("{words} words as they stand in {place}; write them anew or give credit");
        let severity = Severity::Information;
        Finding { records: vec![found.citation.clone()], severity, ..RULE.finding(at, message) }
    };
    runs.into_iter().map(told).collect()
}

/// What the rule asks.
pub fn questions(story: &Story) -> impl Iterator<Item = Question> {
    stretches(story).map(|stretch| Question::Quotation(story.text(stretch).to_owned()))
}

/// Stretches of the story's own text that the record is to be asked about: as few whole sentences as make thirty words.
fn stretches<'s>(story: &'s Story) -> impl Iterator<Item = Spot> + 's {
    let paragraphs = story.readings.iter().enumerate().filter(|(_, reading)| reading.role == Role::Paragraph);
    paragraphs.flat_map(|(passage, reading)| in_paragraph(reading).into_iter().map(move |span| Spot { passage, span }))
}

fn in_paragraph(reading: &Reading) -> Vec<Span<crate::text::span::InPassage>> {
    let mut stretches = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for sentence in &reading.sentences {
        let span = Span::new(reading.tokens[sentence.start].span().start, reading.tokens[sentence.end - 1].span().end);
        if reading.marks.quoted.iter().any(|quoted| quoted.marked.overlaps(&span)) {
            open = None;
            continue;
        }
        let (start, words) = open.unwrap_or((span.start, 0));
        let words = words + count(reading, sentence);
        open = Some((start, words));
        if words >= FEWEST_WORDS {
            stretches.push(Span::new(start, span.end));
            open = None;
        }
    }
    stretches
}

fn count(reading: &Reading, sentence: &Range<usize>) -> usize {
    reading.tokens[sentence.clone()].iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Number)).count()
}

/// Word for word another outlet's, whose name the draft does not give.
fn is_taken(story: &Story, found: &Match) -> bool {
    let same = found.level <= Level::Shortened && found.changes.is_empty();
    let own = story.meta.and_then(|meta| meta.outlet.as_deref());
    let anothers = match (found.rank, found.citation.outlet.as_deref()) {
        (Rank::Notes, _) | (Rank::Archive, None) => false,
        (Rank::Archive, Some(outlet)) => own.is_some_and(|own| !own.eq_ignore_ascii_case(outlet)),
        (_, outlet) => own.zip(outlet).is_none_or(|(own, outlet)| !own.eq_ignore_ascii_case(outlet)),
    };
    let outlet = found.citation.outlet.as_deref();
    let named = || outlet.is_some_and(|outlet| story.readings.iter().any(|reading| reading.text.contains(outlet)));
    same && anothers && !named()
}
