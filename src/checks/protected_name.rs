//! A name that must not be printed.

use super::rule::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::settings::Style;
use crate::text::span::{InSource, Span};

pub static RULE: Rule = Rule {
    code: "protected-name",
    summary: "a name from the desk's list of those who must not be named",
    severity: Some(Severity::Error),
    explain: "A source was promised that nobody will read the name; a witness, a victim or a child is protected by law. The name must \
not be in the draft at all: not in a quotation, not in the front matter, the slug or a comment, since drafts are sent about.\n\n\
It is silent until the desk names a list (`lists.protected` in `copydesk.toml`, a name a line). Keep the list where the names may lie: \
settings of your own, named with `--config`, may point anywhere; a repository's file only beside itself. Names are found in capitals, \
without accents, in slugs and with an apostrophe behind them. The message does not repeat the name.\n\n\
Left alone: nothing, and no comment in the draft allows it. A surname by itself is found if the list has a line for it.\n\n\
What to do: take the name out, everywhere, before anybody else opens the draft. The examples go by a list with the line \
`Ida Falkenrath`.",
    on_record: "",
    wrong: "\"I saw the books,\" said Ida Falkenrath, who works at the yard.\n",
    right: "\"I saw the books,\" said an employee of the yard, who feared losing her job.\n",
    english: false,
    check: Check::Source { asked: |style| !style.protected.is_empty(), look },
};

fn look(source: &str, style: &Style) -> Vec<Finding<Span<InSource>>> {
    let message =
        "this name is protected: take it out here and wherever else it stands, before anybody opens the draft";
    style.protected.find_in(source).into_iter().map(|at| RULE.finding(at, message)).collect()
}
