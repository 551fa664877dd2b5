//! Stops and commas on the wrong side of the closing mark.

use super::marks;
use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::prose::quote::{Kind, Quoted};
use crate::prose::words::last_word;
use crate::settings::{Stops, Style};
use crate::text::span::{InPassage, Span};

pub static RULE: Rule = Rule {
    code: "quote-terminal-punctuation",
    summary: "a stop or comma on the other side of the closing mark than the house wants",
    severity: Some(Severity::Information),
    explain: "American copy sets full stops and commas inside the closing mark, always (AP). British copy sets them inside only if they \
belong to a whole quoted sentence (Guardian). Nobody sets two.\n\n\
Until the house says which it is (`stops = \"american\"` or `\"british\"` under `[style]` in `copydesk.toml`) only doubled stops are \
shown.\n\n\
Left alone: titles and terms in British copy, question and exclamation marks, a quotation that ends with another one.\n\n\
What to do: take the fix; it moves one stop over one mark and touches nothing else.",
    on_record: "",
    wrong: "\"We open in May.\", Ana Lund said.\n",
    right: "\"We open in May,\" Ana Lund said.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, style: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    paragraph.outer().filter(|q| !q.open).filter_map(|q| finding(text, q, style.stops)).collect()
}

fn finding(text: &str, quoted: &Quoted, stops: Option<Stops>) -> Option<Finding<Span<InPassage>>> {
    let close = marks::of(text, quoted)[1].filter(|close| close.start == quoted.words.end)?;
    let words = quoted.words.of(text);
    let inside = words.chars().next_back().filter(|c| matches!(c, '.' | ',' | '?' | '!'));
    let outside = text[close.end..].chars().next().filter(|c| matches!(c, '.' | ','));
    let abbreviated = words.ends_with("...") || last_word(words).matches('.').count() > 1;
    match (inside, outside) {
        (Some('.' | ','), Some(_)) if !abbreviated => Some(doubled(text, close)),
        (Some(_), Some('.')) if stops.is_some() => Some(doubled(text, close)),
        (None, Some(_)) if wants_inside(quoted.kind, stops) && !marks::ends_in_mark(words) => {
            let stop = Span::new(close.end, close.end + 1);
            Some(moved(text, stop, close, "inside"))
        }
        (Some('.' | ','), None) if wants_outside(text, quoted, stops) && !abbreviated => {
            let stop = Span::new(close.start - 1, close.start);
            Some(moved(text, stop, close, "outside"))
        }
        _ => None,
    }
}

fn wants_inside(kind: Kind, stops: Option<Stops>) -> bool {
    stops == Some(Stops::American) || stops == Some(Stops::British) && kind == Kind::Full
}

/// British copy: part of the reporter's sentence keeps the reporter's stop out.
fn wants_outside(text: &str, quoted: &Quoted, stops: Option<Stops>) -> bool {
    let begins_small = quoted.words.of(text).starts_with(char::is_lowercase);
    stops == Some(Stops::British)
        && begins_small
        && matches!(quoted.kind, Kind::Partial | Kind::Fragment | Kind::NonSpeech)
}

/// Of two stops the comma stays: the reporter's sentence goes on.
fn doubled(text: &str, close: Span<InPassage>) -> Finding<Span<InPassage>> {
    let (inner, outer) = (Span::new(close.start - 1, close.start), Span::new(close.end, close.end + 1));
    let stop = if outer.of(text) == "," && inner.of(text) == "." { "," } else { inner.of(text) };
    let both = inner.cover(&outer);
    let mut finding = RULE.finding(both, "two stops round one mark; one inside is enough");
    let edit = Edit { at: both, text: format!("{stop}{}", close.of(text)) };
    finding.fixes.push(Fix { title: "Keep one stop, inside the mark".to_owned(), edits: vec![edit] });
    finding
}

fn moved(text: &str, stop: Span<InPassage>, close: Span<InPassage>, side: &str) -> Finding<Span<InPassage>> {
    let name = if stop.of(text) == "," { "comma" } else { "full stop" };
    let message = format!("the house sets this {name} {side} the closing mark");
    let mut finding = RULE.finding(stop.cover(&close), message);
    finding
        .fixes
        .push(Fix { title: format!("Move the {name} {side} the mark"), edits: marks::swapped(text, stop, close) });
    finding
}
