//! A quotation cut in the middle of a phrase.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::finding::Finding;
use crate::prose::quote::{Kind, Quoted};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Words that nobody stops on.
static HANGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the|an|and|or|but|nor|than|because|although|whose|our|my|their|your|very|on condition|in order)[,.]?$",
    )
});

pub static RULE: Rule = Rule {
    code: "truncated-quote",
    summary: "a quotation that ends in the middle of a phrase",
    severity: None,
    explain: "A quotation that stops on \"and\", \"the\" or \"on condition\" was cut with the scissors in the wrong place: half a thought \
may say the opposite of the whole one.\n\n\
Off until the house asks for it.\n\n\
Left alone: fragments inside the reporter's own sentence that goes on at once, titles, dots or a dash at the end, which show that the \
speaker broke off.\n\n\
What to do: quote to the end of the phrase, or let the reporter's words carry it.",
    on_record: "",
    wrong: "\"We are willing to sell the quay on condition,\" Ana Lund said.\n",
    right: "\"We are willing to sell the quay on condition that it stays open,\" Ana Lund said.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    let cut = |q: &Quoted| {
        let words = q.words.of(text);
        let hangs = HANGS.find(words)?;
        let goes_on = paragraph.narration[q.marked.end..].trim_start().starts_with(|c: char| c.is_lowercase());
        let stopped = words.ends_with([',', '.']);
        let speech = matches!(q.kind, Kind::Full | Kind::Partial) && !q.open && words.split_whitespace().count() > 3;
        let at = Span::new(q.words.start + hangs.start(), q.words.end);
        let message = "the quotation stops in the middle of a phrase; quote to its end, or paraphrase";
        (speech && (stopped || !goes_on)).then(|| RULE.finding(at, message))
    };
    paragraph.outer().filter_map(cut).collect()
}
