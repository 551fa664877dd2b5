//! Words of saying with nothing said.

use super::paragraph::{BLOT, Paragraph};
use super::rule::{Check, Rule};
use super::wording::{SAYS, pattern};
use crate::finding::{Finding, Severity};
use crate::settings::Style;
use crate::text::passage::Role;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

static DANGLING: LazyLock<Regex> = LazyLock::new(|| {
    let who = r"(?P<who>[\w’'.-]+(?: [\w’'.-]+){0,5}?)";
    let when = r"(?: (?:later|also|again|yesterday|\w+day))?";
    let means = "(?:statement|e-?mail|note|letter|interview|memo|message|text|tweet|post|speech|briefing|release|\
(?:news|press) conference|telephone|phone)";
    let through = r"(?:in|at|on|by|via|during|through) (?:(?:an?|the|his|her|their|its|another|one) )?(?:[\w-]+ ){0,2}";
    let rest = r"(?: (?:on|to|from|late|early|last|after|with) [\w’' -]{1,40})?\.";
    pattern(&format!("^{who} {SAYS}{when} {through}{means}{rest}$"))
});

static NO_SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    let first = "as|what|that|which|who|when|so|like";
    pattern(&format!(r"^(?i:{first})\b|\b(?i:is|was|were|be|been|being|as|what|whatever|nothing|everything)$"))
});

pub static RULE: Rule = Rule {
    code: "dangling-attribution",
    summary: "words of saying with no quotation and no statement",
    severity: Some(Severity::Warning),
    explain: "\"Ruiz said in an email.\" and nothing she said: the quotation was cut, or pasted into another paragraph, and the \
attribution stayed behind.\n\n\
Left alone: indirect speech, \"as she said in an email\", a sentence that stands right before or after a quotation.\n\n\
What to do: put the words back, or take the sentence out.",
    on_record: "",
    wrong: "The ferry will not run in March. Ana Lund said in a statement.\n",
    right: "The ferry will not run in March, Ana Lund said in a statement.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    if paragraph.reading.role != Role::Paragraph {
        return Vec::new();
    }
    let message = "somebody said something here, but not what; put the words back or take the sentence out";
    paragraph.sentences().filter(|s| dangles(&paragraph.narration, *s)).map(|s| RULE.finding(s, message)).collect()
}

fn dangles(narration: &str, sentence: Span<InPassage>) -> bool {
    let Some(found) = DANGLING.captures(sentence.of(narration)) else { return false };
    let beside_quote = narration[..sentence.start].trim_end().ends_with(BLOT)
        || narration[sentence.end..].trim_start().starts_with(BLOT);
    !beside_quote && !NO_SPEAKER.is_match(&found["who"])
}
