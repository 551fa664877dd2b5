//! One quotation right after another.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::prose::quote::{Kind, Quoted};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};

/// Shorter ones are terms, signs or buttons.
const FEWEST_WORDS: usize = 2;

pub static RULE: Rule = Rule {
    code: "abutting-quotes",
    summary: "a closing and an opening mark with nothing between them",
    severity: Some(Severity::Warning),
    explain: "Two quotations in a row with nothing between them leave the reader to guess whether the same person goes on, another one \
answers, or words were cut out. It is also what is left when a sentence of the reporter's was deleted.\n\n\
Left alone: lists with commas, titles, terms and single words, part of the reporter's own sentence with a whole quotation after it, two \
quotations that have a speaker each.\n\n\
What to do: one speaker: one pair of marks. Two: a paragraph each, each with its speaker. Words left out: an ellipsis, or the \
reporter's words between.",
    on_record: "",
    wrong: "\"The boats are ready.\" \"The crews have been paid,\" said Ana Lund, the harbour master.\n",
    right: "\"The boats are ready. The crews have been paid,\" said Ana Lund, the harbour master.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    let outer: Vec<&Quoted> = paragraph.outer().collect();
    let abut = |pair: &[&Quoted]| {
        let [first, second] = pair else { return None };
        let between = text.get(first.marked.end..second.marked.start)?;
        let nothing = between.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '.' | '?' | '!'));
        let dots = between.matches('.').count() > 1;
        let speech = first.kind == Kind::Full && is_speech(text, first) && is_speech(text, second);
        let message =
            "nothing stands between these two quotations; is it one speaker, or two? Join them, or say who spoke";
        (speech && nothing && !dots && !first.open && !both_owned(text, first, second))
            .then(|| RULE.finding(second.marked, message))
    };
    outer.windows(2).filter_map(abut).collect()
}

fn is_speech(text: &str, quoted: &Quoted) -> bool {
    matches!(quoted.kind, Kind::Full | Kind::Partial)
        && quoted.words.of(text).split_whitespace().count() >= FEWEST_WORDS
}

/// `Lund said: "We sail." "We sail in May," Dahl said`: each has its speaker; a paragraph's end was lost between them.
/// `"Quay," "Lamp" and "Skerry"` are titles in a list.
fn both_owned(text: &str, first: &Quoted, second: &Quoted) -> bool {
    let introduced = text[..first.marked.start].trim_end().ends_with([':', ',']);
    let attributed = second.words.of(text).ends_with(',');
    introduced && attributed || first.words.of(text).ends_with(',')
}
