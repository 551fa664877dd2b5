//! A quotation that nobody owns.

use super::introduced;
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::quote::Kind;
use crate::prose::speaker::{Attribution, Tie};
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use crate::text::passage::Role;
use std::ops::Range;

/// Shorter partial quotations are part of the reporter's own sentence; the reader knows who speaks.
const LONG_PARTIAL_WORDS: usize = 8;
/// Messages name a quotation by its first words.
const SHOWN_WORDS: usize = 6;

pub static RULE: Rule = Rule {
    code: "unattributed-quote",
    summary: "a quotation that no words of saying tie to a speaker",
    severity: Some(Severity::Warning),
    explain: "Readers must always know who speaks: introduce the speaker at the start or after the first sentence (Guardian style \
guide). A quotation is tied to its speaker by a verb of saying, a colon, \"according to\", or legal carry-over: the same speaker goes \
on in the paragraph with nothing between, or a paragraph left open runs on into the next. Where the paragraph before ended with a \
closed quotation and this one is a fresh one, or only part of a sentence was quoted before it, houses dispute whether the speaker \
carries over: that is told as information only.\n\n\
Left alone: short partial quotations, titles of works, nicknames and terms, headlines, headings and list items, questions and answers, \
quotations whose speaker is somebody, even if not surely known, and those that the copy around owns: extracts, \
answers to the reporter's own question, a paragraph of somebody's words under one that reports what they said, signed pull quotes.\n\n\
What to do: say who spoke, after the first sentence of the quotation. If the words are no speech, take the marks off, or allow them: \
`<!-- copydesk: allow unattributed-quote lyrics -->` in or above the paragraph.",
    on_record: "",
    wrong: "The ferry will not run in March.\n\n\"We are sorry for the trouble this brings.\"\n",
    right: "The ferry will not run in March.\n\n\"We are sorry for the trouble this brings,\" said Ida Lund, who runs the line.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let (mut before, mut whole) = (None, None);
    let mut findings = Vec::new();
    for quotation in story.quotations.iter().filter(|q| q.inside.is_none()) {
        let goes_on = || whole.is_some_and(|whole| goes_on(story, whole, quotation));
        // Whether it is speech takes the longest to tell, and is asked last: nearly every quotation has its speaker.
        if quotation.attribution == Attribution::None {
            if is_speech(story, quotation) {
                if goes_on() {
                    continue;
                }
                findings.push(finding(story, quotation));
            }
        } else if let Some(message) = before.and_then(|before| disputed(story, before, quotation))
            && !goes_on()
            && is_speech(story, quotation)
        {
            findings.push(Finding { severity: Severity::Information, ..RULE.finding(quotation.marked, message) });
        }
        before = Some(quotation);
        whole = before.filter(|quotation| quotation.kind == Kind::Full).or(whole);
    }
    findings
}

/// `"Q," said Lund, who runs the line. "Q."`: behind a whole quotation the speaker goes on, however long the one sentence
/// that names them.
fn goes_on(story: &Story, whole: &Quotation, quotation: &Quotation) -> bool {
    let (first, second) = (whole.marked, quotation.marked);
    let between = |at: usize| first.span.end <= at && at < second.span.start;
    let named = whole.attribution.speaker().map(|speaker| speaker.mention);
    let behind = named.is_some_and(|mention| mention.passage == first.passage && between(mention.span.start));
    let reading = story.readings[first.passage];
    let begins = |sentence: &Range<usize>| reading.tokens[sentence.start].span().start;
    // They stand in order, and a paragraph may be a whole book.
    let next = reading.sentences.partition_point(|s| begins(s) < first.span.end);
    let begun = reading.sentences.get(next).is_some_and(|s| between(begins(s)));
    behind && first.passage == second.passage && !begun
}

/// What to tell of a speaker who carries over, but not in every house.
fn disputed(story: &Story, before: &Quotation, quotation: &Quotation) -> Option<&'static str> {
    if is_fresh_turn(story, before, quotation) {
        return Some("the last quotation was closed, so who is speaking? Leave it open to run on, or say again");
    }
    let after_part = follows_a_part(before, quotation);
    after_part.then_some("only part of a sentence was quoted before this one, so who is speaking? Say it again")
}

/// A whole sentence by itself, with no words of saying but those of the partial quotation before it.
fn follows_a_part(before: &Quotation, quotation: &Quotation) -> bool {
    let carried = quotation.attribution.speaker().is_some_and(|s| s.tie == Tie::Context);
    let part = matches!(before.kind, Kind::Partial | Kind::Fragment);
    carried && part && quotation.kind == Kind::Full && before.marked.passage == quotation.marked.passage
}

/// A paragraph that opens with a fresh quotation after one that ended with the same speaker's closed one, and nothing else
/// that tells who speaks: the commonest house dispute.
fn is_fresh_turn(story: &Story, before: &Quotation, quotation: &Quotation) -> bool {
    let (Some(first), Some(second)) = (before.attribution.speaker(), quotation.attribution.speaker()) else {
        return false;
    };
    let same = first.mention == second.mention || first.member.is_some() && first.member == second.member;
    let closed = before.marked.span.end > before.words.span.end;
    let (end, start) = (before.marked.span.end, quotation.marked.span.start);
    let text = |passage: usize| story.readings[passage].text.as_str();
    let (above, here) = (before.marked.passage, quotation.marked.passage);
    let rest = || text(here)[quotation.marked.span.end..].trim_matches(['.', ',', ' ', '\n']);
    above + 1 == here
        && second.tie == Tie::Context
        && quotation.kind == Kind::Full
        && story.role(quotation.words) == Role::Paragraph
        && same
        && closed
        && text(above)[end..].trim().is_empty()
        && text(here)[..start].trim().is_empty()
        && rest().is_empty()
}

fn is_speech(story: &Story, quotation: &Quotation) -> bool {
    let sayable = || matches!(story.role(quotation.words), Role::Paragraph | Role::BlockQuote);
    let is_long = || story.text(quotation.words).split_whitespace().nth(LONG_PARTIAL_WORDS - 1).is_some();
    let whole = match quotation.kind {
        Kind::Full | Kind::Block => true,
        Kind::Partial => is_long(),
        Kind::Fragment | Kind::Nested | Kind::NonSpeech => false,
    };
    // The copy around it is looked at last.
    whole
        && quotation.continues.is_none()
        && sayable()
        && !has_stray_mark(story, quotation)
        && !introduced::is_owned(story, quotation)
}

/// Where the quotation ends or begins is not known yet: that is told by itself.
fn has_stray_mark(story: &Story, quotation: &Quotation) -> bool {
    let Spot { passage, span } = quotation.marked;
    story.stray_in(passage).iter().any(|stray| stray.span.overlaps(&span))
}

fn finding(story: &Story, quotation: &Quotation) -> Finding<Spot> {
    let words = story.text(quotation.words);
    let mut shown: String = words.split_whitespace().take(SHOWN_WORDS).collect::<Vec<_>>().join(" ");
    if words.split_whitespace().nth(SHOWN_WORDS).is_some() {
        shown.push('…');
    }
    let message = format!("nobody is named as saying “{shown}”; say who spoke, after its first sentence");
    RULE.finding(quotation.marked, message)
}
