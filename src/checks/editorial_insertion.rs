//! The editor's words inside the speaker's.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use crate::finding::{Edit, Finding, Fix};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Longer than this and the bracket says more than the speaker.
const LONG_WORDS: usize = 6;

static BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]").expect("a constant"));

pub static RULE: Rule = Rule {
    code: "editorial-insertion",
    summary: "round brackets in a quotation, or so many or such long ones that a paraphrase is due",
    severity: None,
    explain: "Square brackets tell the reader that the words are the editor's; round ones look like the speaker's aside. If the reader \
needs more than one insertion, or a long one, paraphrase (KU editing course).\n\n\
Off until the house asks for it; AP style keeps round brackets.\n\n\
Left alone: numbers and single letters in brackets, brackets outside marks.\n\n\
What to do: take the fix, which changes the brackets and nothing between them, or put the explanation into your own sentence.",
    on_record: "",
    wrong: "\"They (the owners) never came to the quay,\" Ana Lund said.\n",
    right: "\"They [the owners] never came to the quay,\" Ana Lund said.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    let mut findings = Vec::new();
    for quoted in paragraph.outer() {
        let mut inserted = 0;
        for found in BRACKETS.captures_iter(quoted.words.of(text)) {
            let (Some(whole), Some(words)) = (found.get(0), found.get(1).or(found.get(2))) else { continue };
            if !is_insertion(words.as_str()) {
                continue;
            }
            inserted += 1;
            let at = Span::new(whole.start(), whole.end()).shifted(quoted.words.start);
            findings.extend(slip(at, found.get(1).is_some(), words.as_str(), inserted));
        }
    }
    findings
}

/// `(a)`, `(202)`, `(s)` are the speaker's or nobody's.
fn is_insertion(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn slip(at: Span<InPassage>, round: bool, words: &str, nth: usize) -> Option<Finding<Span<InPassage>>> {
    if nth == 2 {
        return Some(RULE.finding(at, "a second insertion in one quotation; paraphrase instead"));
    }
    if words.split_whitespace().count() > LONG_WORDS {
        return Some(RULE.finding(at, "the insertion is long; paraphrase, or say it outside the marks"));
    }
    round.then(|| {
        let message = "round brackets read as the speaker's own aside; square ones are the editor's";
        let mut finding = RULE.finding(at, message);
        let bracket = |start: usize, text: &str| Edit { at: Span::new(start, start + 1), text: text.to_owned() };
        finding.fixes.push(Fix {
            title: "Use square brackets".to_owned(),
            edits: vec![bracket(at.start, "["), bracket(at.end - 1, "]")],
        });
        finding
    })
}
