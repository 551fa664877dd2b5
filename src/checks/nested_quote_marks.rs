//! The same marks inside as outside.

use super::marks;
use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::prose::quote::Quoted;
use crate::settings::Style;
use crate::text::span::{InPassage, Span};

/// Longer quotations in the same marks are usually the next ones, after a lost mark.
const LONGEST_WORDS: usize = 12;

pub static RULE: Rule = Rule {
    code: "nested-quote-marks",
    summary: "a quotation inside another in the same marks",
    severity: Some(Severity::Warning),
    explain: "Double marks outside, single inside, or the other way round where the house says so (AP; BBC: double in text, single for \
quotations within quotations). In the same marks a reader takes the inner opening mark for the end of what was said, and gives the \
reporter words that the speaker quoted.\n\n\
Left alone: long quotations and new sentences, which may stand beside an outer quotation that was never closed; inches and feet, apostrophes, quotations whose marks differ from those around them, marks of another language.\n\n\
What to do: give the inner quotation the other marks. The fix changes marks only. If the inner marks were meant to close and open \
again, with the reporter's words between them, set those words apart with commas.",
    on_record: "",
    wrong: "\"They called it a \"fair deal\" and then they closed the quay,\" Ana Lund said.\n",
    right: "\"They called it a 'fair deal' and then they closed the quay,\" Ana Lund said.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let mut around: Vec<&Quoted> = Vec::new();
    let nested = |inner| {
        let outer = innermost(&mut around, inner)?;
        finding(paragraph.text(), outer, inner)
    };
    paragraph.reading.marks.quoted.iter().filter_map(nested).collect()
}

/// The quotation in `around` that `inner`, the next one of the paragraph, stands in; it is left on top of them.
fn innermost<'q>(around: &mut Vec<&'q Quoted>, inner: &'q Quoted) -> Option<&'q Quoted> {
    while around.last().is_some_and(|q| q.marked.end < inner.marked.end) {
        around.pop();
    }
    let outer = around.iter().rfind(|q| q.marked.start < inner.marked.start).copied();
    around.push(inner);
    outer
}

fn finding(text: &str, outer: &Quoted, inner: &Quoted) -> Option<Finding<Span<InPassage>>> {
    let around = marks::of(text, outer)[0]?.of(text);
    let [Some(open), Some(close)] = marks::of(text, inner) else { return None };
    let family = marks::family(around);
    if is_doubtful(text, outer, inner)
        || marks::family(open.of(text)) != family
        || marks::form(open.of(text)) == marks::Form::Other
    {
        return None;
    }
    let other = match family {
        marks::Family::Double => marks::Family::Single,
        marks::Family::Single => marks::Family::Double,
    };
    let name = if other == marks::Family::Single { "single" } else { "double" };
    let edit = |at: Span<InPassage>, opens| {
        let mark = marks::drawn(other, marks::form(at.of(text)), opens)?;
        Some(Edit { at, text: mark.to_owned() })
    };
    let message = format!("a quotation inside a quotation takes the other marks; use {name} ones here");
    let mut finding = RULE.finding(inner.marked, message);
    if let (Some(first), Some(second)) = (edit(open, true), edit(close, false)) {
        finding.fixes.push(Fix { title: format!("Use {name} marks inside"), edits: vec![first, second] });
    }
    Some(finding)
}

/// A new sentence, or a long one, more likely stands beside the outer quotation, which somebody forgot to close.
fn is_doubtful(text: &str, outer: &Quoted, inner: &Quoted) -> bool {
    let before = text[outer.words.start..inner.marked.start].trim_end();
    outer.open
        || before.is_empty()
        || before.ends_with(['.', '!', '?'])
        || inner.words.of(text).split_whitespace().count() > LONGEST_WORDS
}
