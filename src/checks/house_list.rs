//! What the desk's own lists ask about.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};

pub static RULE: Rule = Rule {
    code: "house-list",
    summary: "words that the desk's own lists ask about",
    severity: Some(Severity::Information),
    explain: "Every desk keeps lists: say and don't say, names that go wrong, words that a lawyer wants to see. Plain text or a sheet, a \
find and an advice a line (`lists.words` in `copydesk.toml`), words or regular expressions; one newsroom's list had grown to 13,000 \
expressions before a tool existed. The list queries, it does not judge: the message is its advice, in the desk's own words.\n\n\
Left alone: quoted words, which are not the desk's; longer words that hold a listed one; of two entries that begin together, the \
shorter one.\n\n\
What to do: what the list says. The examples go by a list with the line `ferry boat -> ferry`.",
    on_record: "",
    wrong: "The ferry boat sails at noon.\n",
    right: "The ferry sails at noon.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, style: &Style) -> Vec<Finding<Span<InPassage>>> {
    if style.words.is_empty() || paragraph.reading.role == Role::Note {
        return Vec::new();
    }
    let found = style.words.find_in(&paragraph.narration).into_iter();
    let own = found.filter(|(at, _)| !at.of(&paragraph.narration).contains(BLOT));
    own.map(|(at, query)| {
        let list = query.list.rsplit('/').next().unwrap_or_default();
        let advice = if query.advice.is_empty() { "the desk asks about this" } else { &query.advice };
        RULE.finding(at, format!("{advice} ({list}, line {})", query.line))
    })
    .collect()
}
