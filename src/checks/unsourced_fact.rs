//! A figure or a quotation, and no footnote.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::finding::Finding;
use crate::prose::quote::Kind;
use crate::prose::token;
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The source stands in the paragraph itself.
static SOURCED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)https?://|\bwww\.|\[\^?\d+\]|\[\w+ \d{4}\]"));

pub static RULE: Rule = Rule {
    code: "unsourced-fact",
    summary: "a paragraph with a quotation or a figure, and no footnote or link",
    severity: None,
    explain: "Checkers work from a second copy in which a footnote stands behind every fact and every quotation (IowaWatch; KSJ \
Fact-Checking Project). What has none was not checked, or nobody can see how.\n\n\
Off until the house asks for it: it is for annotated copies only, where it shows what is still to be done; one finding a paragraph.\n\n\
Left alone: paragraphs with a footnote, a link, an address or a number in square brackets; numbers in words; headlines, lists, captions.\n\n\
What to do: hang a footnote on it that names the source.",
    on_record: "",
    wrong: "The quay was sold for 400,000 crowns.\n",
    right: "The quay was sold for 400,000 crowns [1].\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let reading = paragraph.reading;
    if reading.role != Role::Paragraph || reading.refers || SOURCED.is_match(paragraph.text()) {
        return Vec::new();
    }
    let said = paragraph.outer().find(|quoted| matches!(quoted.kind, Kind::Full | Kind::Partial));
    let figure = reading.tokens.iter().find(|token| token.kind == token::Kind::Number);
    let first = said.map(|quoted| quoted.marked).into_iter().chain(figure.map(|token| token.span()));
    let message = "no footnote or link in this paragraph says where it is from; add the source";
    first.min_by_key(|at| at.start).map(|at| RULE.finding(at, message)).into_iter().collect()
}
