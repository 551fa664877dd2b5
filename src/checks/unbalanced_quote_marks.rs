//! A quotation mark without its partner.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Severity, Spot};
use crate::prose::story::Story;
use crate::settings::Style;

pub static RULE: Rule = Rule {
    code: "unbalanced-quote-marks",
    summary: "a quotation mark that no other mark opens or closes",
    severity: Some(Severity::Error),
    explain: "A missing mark makes the reporter's words the speaker's, or the speaker's words the reporter's.\n\n\
Left alone: the open paragraphs of a running quotation (open every paragraph, close only the last: AP), apostrophes, feet and inches, \
shortened years and words ('90s, 'til).\n\n\
What to do: find where the quotation ends, or begins, and put the mark there.",
    on_record: "",
    wrong: "\"We open in May, the mayor, Ana Lund, said.\n\nThe road is closed.\n",
    right: "\"We open in May,\" the mayor, Ana Lund, said.\n\nThe road is closed.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let finding = |&at: &Spot| {
        let mark = story.text(at);
        RULE.finding(
            at,
            format!("this mark ( {mark} ) has no partner; close the quotation where the speaker's words end"),
        )
    };
    story.stray.iter().map(finding).collect()
}
