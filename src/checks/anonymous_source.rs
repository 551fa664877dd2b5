//! A source said.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::{SAYS, pattern, span};
use crate::finding::{Finding, Severity};
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    let one = "(?:a|an|one|another|two|three|four|several|multiple|some|other|well-placed|senior|unnamed|anonymous)";
    let source = r"(?:[\w-]+ ){0,3}?(?:sources?|insiders?)\b";
    let near = r"(?: (?:close to|familiar with|with knowledge of|inside|within|in|at|near) [^,.;:\u{1}]{1,50}?)?";
    let somebody = r"(?:an?|one|two|three|four|several|multiple) (?:[\w-]+ ){0,2}?(?:person|people|officials?|aides?|diplomats?|employees?)";
    let knows = r"(?:familiar with|close to|briefed on|with (?:direct )?knowledge of) [^,.;:\u{1}]{1,60}?";
    let told = r"(?: who (?:spoke|asked|declined|requested|did not want)\b[^.;]{1,120}?,?)?";
    pattern(&format!(
        r"(?i)\b(?P<who>(?:{one} {source}{near}|{somebody} {knows}){told}),? (?:have |has |also )?{SAYS}\b"
    ))
});

/// AP: say why. Any word of a reason in the paragraph is taken for one.
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:because|since|citing|fear\w*|afraid|retaliation|reprisals?|not (?:been )?authori[sz]ed|lack\w* authori\w+|not permitted|not allowed|barred|forbidden|sensitiv\w+|confidential\w*|not public|safety|for security reasons|would lose|could lose|in order to|so as to|(?:anonymity|named|identified) to (?:discuss|describe|speak|talk|share|reveal|disclose))\b",
    )
});

/// What else is called a source.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:open|data|primary|secondary|single|main|major|energy|power|water|food|light|heat|news) source")
});

pub static RULE: Rule = Rule {
    code: "anonymous-source",
    summary: "an unnamed source, and no reason why it is unnamed",
    severity: Some(Severity::Warning),
    explain: "Fact and not opinion, vital, to be had no other way, from somebody in a position to know, and the reader is told why there \
is no name (AP News Values). \"A source\" alone is almost always barred.\n\n\
Left alone: a source whose reason stands in the same paragraph, \"the source\" once it was introduced, sources of light, data and news.\n\n\
What to do: say what you can about who it is, and why there is no name: \"a council employee who feared losing her job\". Or get the \
name.",
    on_record: "",
    wrong: "The quay will be sold in June, a source close to the council said.\n",
    right: "The quay will be sold in June, said a council employee, who asked not to be named because she feared losing her job.\n",
    english: true,
    check: Check::Paragraph(check),
};

/// The first of a paragraph: the others are the same conversation.
fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    if paragraph.reading.role != Role::Paragraph || REASON.is_match(&paragraph.narration) {
        return Vec::new();
    }
    let found = UNNAMED.captures_iter(&paragraph.narration).filter_map(|c| c.name("who"));
    let mut found = found.map(span).filter(|at| !OTHER.is_match(at.of(&paragraph.narration)));
    let message = "who is this, and why is there no name? Say both, or get the name";
    found.next().map(|at| RULE.finding(at, message)).into_iter().collect()
}
