//! Part of a sentence and a whole one inside one pair of marks.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use crate::finding::Finding;
use crate::prose::quote::Quoted;
use crate::settings::Style;
use crate::text::span::{InPassage, Span};

pub static RULE: Rule = Rule {
    code: "partial-runs-on",
    summary: "a partial quotation that goes on into a new sentence",
    severity: None,
    explain: "A partial quotation belongs to the reporter's sentence, a full one stands by itself; one pair of marks cannot hold both. It \
is an error of fact, not of style: the reporter's grammar becomes the speaker's (theslot.com on partial quotes).\n\n\
Off until the house asks for it.\n\n\
Left alone: several whole sentences in one pair of marks, titles and abbreviations with stops, a quotation after a colon.\n\n\
What to do: close the marks after the part, and begin the whole sentence as a quotation of its own.",
    on_record: "",
    wrong: "Ana Lund said the plan was \"an insult to the islands. We will fight it.\"\n",
    right: "Ana Lund said the plan was \"an insult to the islands\". \"We will fight it,\" she said.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let message = "a part of a sentence runs on into a whole one; close the marks here and open them again";
    paragraph.outer().filter_map(|q| runs_on(paragraph, q)).map(|at| RULE.finding(at, message)).collect()
}

/// The first whole sentence in the marks of a quotation that begins as part of the reporter's.
fn runs_on(paragraph: &Paragraph, quoted: &Quoted) -> Option<Span<InPassage>> {
    let words = quoted.words.of(paragraph.text());
    let before = paragraph.narration[..quoted.marked.start].trim_end();
    let part_of_sentence =
        before.ends_with(|c: char| c.is_alphabetic() && c != BLOT) && words.starts_with(char::is_lowercase);
    let second = paragraph.sentences().find(|s| s.start > quoted.words.start && s.start < quoted.words.end)?;
    let capital = second.of(paragraph.text()).starts_with(char::is_uppercase);
    (part_of_sentence && capital && !quoted.open).then(|| Span::new(second.start, second.end.min(quoted.words.end)))
}
