//! Marks round an ordinary word.

use super::marks;
use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use super::wording::{SAYS, pattern};
use crate::finding::{Edit, Finding, Fix};
use crate::prose::quote::Quoted;
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

const MOST_WORDS: usize = 2;

/// The reporter says who spoke and puts in one word of theirs: `said he was “pleased”`.
static ATTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b{SAYS}(?: that)? (?:he|she|it|they|[\w’' ]{{1,40}}) (?:is|was|are|were|feels?|felt|had been|has been|would be) (?:\w+ )?{BLOT}+$"
    ))
});

pub static RULE: Rule = Rule {
    code: "orphan-word-quote",
    summary: "quotation marks round one or two ordinary words",
    severity: None,
    explain: "Anybody may be pleased; nobody needs quoting for it. Marks round a plain word also read as a sneer.\n\n\
Off until the house asks for it.\n\n\
Left alone: terms, nicknames, coined or foreign words, capitals and figures, anything not reported as \"said he was …\", headings and \
lists.\n\n\
What to do: take the marks off. The fix removes the two marks and keeps the words.",
    on_record: "",
    wrong: "Ana Lund said she was \"pleased\" with the vote.\n",
    right: "Ana Lund said she was pleased with the vote.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    if paragraph.reading.role != Role::Paragraph {
        return Vec::new();
    }
    paragraph.outer().filter(|q| is_orphan(paragraph, q)).filter_map(|q| finding(paragraph.text(), q)).collect()
}

fn is_orphan(paragraph: &Paragraph, quoted: &Quoted) -> bool {
    let words = quoted.words.of(paragraph.text()).trim_end_matches([',', '.']);
    let plain = words.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
    plain
        && words.split_whitespace().count() <= MOST_WORDS
        && ATTRIBUTED.is_match(&paragraph.narration[..quoted.marked.end])
}

fn finding(text: &str, quoted: &Quoted) -> Option<Finding<Span<InPassage>>> {
    let [Some(open), Some(close)] = marks::of(text, quoted) else { return None };
    let words = quoted.words.of(text).trim_end_matches([',', '.']);
    let message = format!("marks round an ordinary word read as a sneer; write {words} without them");
    let mut finding = RULE.finding(quoted.marked, message);
    let edits = [open, close].map(|at| Edit { at, text: String::new() });
    finding.fixes.push(Fix { title: "Take the marks off".to_owned(), edits: edits.to_vec() });
    Some(finding)
}
