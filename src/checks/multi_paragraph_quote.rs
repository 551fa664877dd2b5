//! A quotation over several paragraphs.

use super::marks;
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Severity, Spot};
use crate::prose::cue;
use crate::prose::quote::Quoted;
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::Span;

/// Words of the longest line that signs a pull quote.
const SIGNATURE: usize = 9;

pub static RULE: Rule = Rule {
    code: "multi-paragraph-quote",
    summary: "a quotation over several paragraphs whose marks do not say so",
    severity: Some(Severity::Warning),
    explain: "Open every paragraph of a running quotation and close only the last (AP). A partial quotation is closed at its own end, \
even if a full one follows in the next paragraph.\n\n\
Left alone: two speakers in turn; a mark without any partner, which is `unbalanced-quote-marks`; the line that signs a pull quote; block quotes.\n\n\
What to do: take the fix. It sets one mark and touches no word.",
    on_record: "",
    wrong: "\"The boats are ready,\" Ana Lund said. \"The crews have been paid.\n\nWe open in May.\" The council heard her out.\n",
    right: "\"The boats are ready,\" Ana Lund said. \"The crews have been paid.\n\n\"We open in May.\" The council heard her out.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let body = |r: &Reading| r.role == Role::Paragraph;
    let pairs = story.readings.windows(2).enumerate().filter(|(_, two)| two.iter().all(|r| body(r)));
    pairs.filter_map(|(passage, two)| unopened(passage + 1, two).or_else(|| partial(passage, two))).collect()
}

/// The paragraph before is left open; this one closes what it never opened.
fn unopened(passage: usize, two: &[&Reading]) -> Option<Finding<Spot>> {
    let (open, next) = (last_open(two[0])?, two[1].marks.quoted.first().filter(|q| q.unopened)?);
    let mark = marks::of(&two[0].text, open)[0]?.of(&two[0].text);
    let start = next.words.start;
    // A sentence ends here and another begins there; anything else is a broken line, not a paragraph.
    let sentence_ends = two[0].text.trim_end().ends_with(['.', '!', '?']);
    let sentence_begins =
        two[1].text[start..].starts_with(char::is_uppercase) && two[1].text[..start].trim().is_empty();
    if !sentence_ends || !sentence_begins || is_signature(two[1], next) {
        return None;
    }
    let at = Spot { passage, span: next.marked };
    let message = "the quotation runs on from the paragraph before; open this one with a mark too";
    let edit = Edit { at: Spot { passage, span: Span::new(start, start) }, text: mark.to_owned() };
    Some(fixed(at, message, "Open the paragraph", edit))
}

/// A pull quote is signed with a name; where the signature slipped inside the marks, nothing runs on.
fn is_signature(reading: &Reading, last: &Quoted) -> bool {
    let names = |from: usize, to: usize| reading.names.iter().any(|n| n.span.start >= from && n.span.end <= to);
    let alone = reading.text[last.marked.end..].trim().is_empty();
    alone
        && last.words.of(&reading.text).split_whitespace().count() <= SIGNATURE
        && names(last.words.start, last.words.end)
}

/// Part of a sentence is left open because a full quotation follows.
fn partial(passage: usize, two: &[&Reading]) -> Option<Finding<Spot>> {
    let (open, text) = (last_open(two[0])?, &two[0].text);
    let before = text[..open.marked.start].trim_end();
    // `Lund said "we open in May` is a whole sentence with a small first letter.
    let said = before.rsplit(char::is_whitespace).next().is_some_and(cue::is_saying);
    let part = open.words.of(text).starts_with(char::is_lowercase) && before.ends_with(char::is_alphabetic) && !said;
    let follows = two[1].marks.quoted.first().is_some_and(|q| q.marked.start == 0 && !q.unopened);
    let mark = marks::of(text, open)[0]?.of(text);
    let close = marks::drawn(marks::family(mark), marks::form(mark), false)?;
    let end = open.words.end;
    let message = "part of a sentence is closed at its own end, even if a whole quotation follows";
    let edit = Edit { at: Spot { passage, span: Span::new(end, end) }, text: close.to_owned() };
    (part && follows).then(|| fixed(Spot { passage, span: open.marked }, message, "Close the part", edit))
}

/// The quotation that the paragraph leaves open at its end.
fn last_open(reading: &Reading) -> Option<&Quoted> {
    reading.marks.quoted.iter().rfind(|q| q.open)
}

fn fixed(at: Spot, message: &str, title: &str, edit: Edit<Spot>) -> Finding<Spot> {
    let mut finding = RULE.finding(at, message);
    finding.fixes.push(Fix { title: title.to_owned(), edits: vec![edit] });
    finding
}
