//! Two attributions for one quotation.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use super::wording::{NAME, SAYS, pattern, span};
use crate::finding::Finding;
use crate::prose::token::is_mark;
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

static TWICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b{SAYS}(?: [\w’' -]{{1,40}})?[,:] (?P<quoted>{BLOT}+),? ?(?P<second>(?:he|she|they|{NAME}) {SAYS}|{SAYS} (?:{NAME}|the \w+))\b"
    ))
});

pub static RULE: Rule = Rule {
    code: "double-attribution",
    summary: "one quotation with words of saying before and after it",
    severity: None,
    explain: "One quotation, one attribution (KU editing course). The second is noise, or belonged to another quotation that was cut.\n\n\
Off until the house asks for it.\n\n\
Left alone: an introduction that names the occasion and not the saying, and a quotation that is broken in the middle by its one \
attribution.\n\n\
What to do: keep the one after the first sentence.",
    on_record: "",
    wrong: "Ana Lund said, \"The quay is closed,\" she added.\n",
    right: "\"The quay is closed,\" Ana Lund said.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    let found = TWICE.captures_iter(&paragraph.narration).filter(|c| {
        // A full stop inside ends the quotation and its attribution; the next one is another's.
        let end = c.name("quoted").map_or(0, |q| q.end());
        text[end..].starts_with(',') || text[..end].trim_end_matches(is_mark).ends_with([',', '?', '!'])
    });
    let second = found.filter_map(|c| c.name("second"));
    second.map(|m| RULE.finding(span(m), "this quotation is attributed twice; keep one attribution")).collect()
}
