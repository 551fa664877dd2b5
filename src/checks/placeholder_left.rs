//! To come.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::finding::{Finding, Severity};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use regex::Regex;
use std::sync::LazyLock;

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \bTK(?:TK)*\b | \bXXX+\b | \?\?\?+
        | [\[(](?i:CQ|TK|TKTK|TBC|TBD|CK|NAME|DATE|AGE|NUMBER|PHOTO)[\])]
        | \[(?i:check|confirm|verify|insert|add|fact[\ -]?check|fix|source|link|quote|to\ come)(?:[:\ ,][^\]]{0,60})?[?!]*\]
        | \b(?i:lorem\ ipsum)\b | \bFIXME\b | \bTODO\b(?::|\b)",
    )
});

/// `Super Bowl XXX`, `Title XXX`: a Roman thirty.
static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:bowl|legion|games|olympiad|chapter|volume|vol\.|part|title|article|section|psalm|book|wrestlemania|rated|film|movie|video)\s$",
    )
});

pub static RULE: Rule = Rule {
    code: "placeholder-left",
    summary: "a note to yourself that nobody else should read: TK, XXX, [CHECK], ???",
    severity: Some(Severity::Warning),
    explain: "TK is spelt so that no word of English hides it (\"to come\"); it and its cousins are promises to fill a hole before \
publication. Quotations are looked at too: a hole in a quotation is a worse one.\n\n\
Left alone: three question marks at the end of a word, stock exchange codes, web addresses, flight numbers, trade names and initials that go on with a capital or a figure, Roman thirties, code.\n\n\
What to do: fill the hole.",
    on_record: "",
    wrong: "The bridge, opened in TK, carries 4,000 cars a day.\n",
    right: "The bridge, opened in 1962, carries 4,000 cars a day.\n",
    english: false,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let text = paragraph.text();
    let found = PLACEHOLDER.find_iter(text).map(|m| Span::new(m.start(), m.end()));
    let message = |at: Span<InPassage>| format!("{} is still to be filled in", at.of(text));
    found.filter(|at| !is_something_else(text, *at)).map(|at| RULE.finding(at, message(at))).collect()
}

fn is_something_else(text: &str, at: Span<InPassage>) -> bool {
    let (before, after) = (&text[..at.start], &text[at.end..]);
    let glued = |c: char| matches!(c, '/' | '@' | '_' | '#' | '&' | '=' | '.');
    // Readers' letters shout with three question marks; a hole in the copy stands by itself.
    let shouted = at.of(text).starts_with('?')
        && before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | '$' | '£' | '€' | '“' | '"'));
    let ticker = before.ends_with('<') && after.starts_with('>');
    let address = shouted
        || ticker
        || before.ends_with(glued)
        || after.starts_with(['/', '@', '_', '='])
        || starts_word_after_stop(after);
    let named = after
        .strip_prefix([' ', '-'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    let upper = at.of(text).chars().all(|c| c.is_ascii_uppercase());
    address || upper && (named || ROMAN.is_match(before))
}

/// `tk.example`: a domain, not the end of a sentence.
fn starts_word_after_stop(after: &str) -> bool {
    after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}
