//! Dots in a quotation.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use crate::finding::{Edit, Finding, Fix};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

/// More cuts than this and the sentence is the reporter's (NYT: if it needs so much, paraphrase).
const MOST: usize = 2;

static DOTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[ \u{a0}]*(?:…|\.(?:[ \u{a0}]?\.)+)+").expect("a constant"));

pub static RULE: Rule = Rule {
    code: "ellipsis-in-quote",
    summary: "dots at the ends of a quotation, in the wrong form, or more than two",
    severity: None,
    explain: "Three stops with a space on either side show that words were left out; none at the ends of a quotation, where every reader \
knows that the speaker said more (Reuters). Each cut asks for trust, and more than two ask for a paraphrase.\n\n\
Off until the house asks for it.\n\n\
Left alone: a sentence that trails off at its end as its own last word, the single character …, a full stop followed by three \
(four dots), dots outside marks.\n\n\
What to do: drop dots at the front; give the others their spaces; if there are many, paraphrase. The fixes touch dots and spaces only.",
    on_record: "",
    wrong: "\"... we won the vote and we will win the next one,\" Ana Lund said.\n",
    right: "\"We won the vote ... and we will win the next one,\" Ana Lund said.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    let mut findings = Vec::new();
    for quoted in paragraph.outer() {
        let words = quoted.words;
        let dots = DOTS.find_iter(words.of(text)).map(|m| Span::new(words.start + m.start(), words.start + m.end()));
        let dots: Vec<_> = dots.collect();
        findings.extend(dots.iter().filter_map(|&at| slip(text, words, at)));
        if dots.len() > MOST {
            let message = format!("{} cuts in one quotation; paraphrase, or quote less", dots.len());
            findings.push(RULE.finding(dots[MOST], message));
        }
    }
    findings.sort_by_key(|f| f.at);
    findings.dedup_by_key(|f| f.at);
    findings
}

fn slip(text: &str, words: Span<InPassage>, at: Span<InPassage>) -> Option<Finding<Span<InPassage>>> {
    let found = at.of(text).trim_start();
    let dots = found.matches('.').count() + 3 * found.matches('…').count();
    let bare = Span::new(at.end - found.len(), at.end);
    if at.start == words.start {
        let space = text[at.end..words.end].len() - text[at.end..words.end].trim_start().len();
        let message = "no dots at the beginning of a quotation; every reader knows that more was said";
        let cut = Edit { at: Span::new(words.start, at.end + space), text: String::new() };
        return Some(fixed(bare, message, "Take out the dots", cut));
    }
    let rest = &text[at.end..words.end];
    if !rest.starts_with(char::is_alphanumeric) && !(3..=4).contains(&dots) {
        let message = format!("{dots} dots; an ellipsis has three");
        return Some(fixed(bare, &message, "Write three dots", Edit { at: bare, text: "...".to_owned() }));
    }
    let unspaced = rest.starts_with(char::is_alphanumeric) && dots >= 3 && found != "…";
    unspaced.then(|| {
        let message = "an ellipsis has a space on either side";
        fixed(bare, message, "Give the dots their spaces", Edit { at, text: format!(" {found} ") })
    })
}

fn fixed(at: Span<InPassage>, message: &str, title: &str, edit: Edit<Span<InPassage>>) -> Finding<Span<InPassage>> {
    let mut finding = RULE.finding(at, message);
    finding.fixes.push(Fix { title: title.to_owned(), edits: vec![edit] });
    finding
}
