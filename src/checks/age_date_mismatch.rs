//! Thirty-four, born in 1980.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::finding::Finding;
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// An age beside a name: `Ana Lund, 34,`; `the 34-year-old`; `aged 34`.
static AGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r", (?P<a>\d{1,3})(?:,|\.|$| \()|\b(?P<b>\d{1,3})-year-old\b|\baged? (?P<c>\d{1,3})\b"));

static BORN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:was |were )?born (?:in [\p{Lu}][\w ]{2,30}? )?(?:(?:on|in) )?(?:(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]+),? |(?P<m2>[A-Z][a-z]+) (?P<d2>\d{1,2}), )?(?P<y>1[89]\d\d|20\d\d)\b",
    )
});

/// The dead had an age too, and who looks back had another one then.
static THEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:died|dead|killed|death|late|when (?:he|she|they) (?:was|were)|at the time|then|in (?:1[89]\d\d|20\d\d),? (?:at|aged)|would have been|at (?:the )?age|since (?:he|she) was|until)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "age-date-mismatch",
    summary: "an age that does not go with the date of birth beside it",
    severity: None,
    explain: "Ages are copied from old stories and grow older there. Where a paragraph gives both, the two must fit the date of the \
draft; a birthday may be still to come, so a year either way is left open.\n\n\
Off until the house asks for it.\n\n\
Left alone: drafts without a date, paragraphs with two ages or two births, the dead, looking back (\"when he was\"), quoted words.\n\n\
What to do: ask for the date of birth.",
    on_record: "",
    wrong: "Date: 2024-03-07\n\nAna Lund, 34, was born in 1980 and runs the yard.\n",
    right: "Date: 2024-03-07\n\nAna Lund, 43, was born in 1980 and runs the yard.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let Some(written) = paragraph.meta.and_then(|meta| meta.date) else { return Vec::new() };
    let narration = &paragraph.narration;
    let mut births = BORN.captures_iter(narration);
    let (Some(birth), None) = (births.next(), births.next()) else { return Vec::new() };
    let mut ages = AGE.captures_iter(narration);
    let (Some(age), None) = (ages.next(), ages.next()) else { return Vec::new() };
    let stated = ["a", "b", "c"].iter().find_map(|group| age.name(group));
    let Some((stated, [least, most])) = stated.zip(ages_now(&birth, written)) else { return Vec::new() };
    let at = Span::new(stated.start(), stated.end());
    let wrong = stated.as_str().parse().is_ok_and(|age: i16| age < least || age > most);
    if !wrong || THEN.is_match(narration) {
        return Vec::new();
    }
    let born = birth.get(0).map_or("", |m| m.as_str()).trim();
    let range = if least == most { format!("{least}") } else { format!("{least} or {most}") };
    vec![RULE.finding(at, format!("{}, but {born}: that is {range}; ask for the date of birth", stated.as_str()))]
}

/// The ages that a birth allows on a day, a year of slack where the day is not told.
fn ages_now(birth: &Captures, written: Date) -> Option<[i16; 2]> {
    let year: i16 = birth["y"].parse().ok()?;
    let years = written.year() - year;
    let day = birth.name("d").or_else(|| birth.name("d2")).and_then(|d| d.as_str().parse().ok());
    let month =
        birth.name("m").or_else(|| birth.name("m2")).and_then(|m| super::weekday_date_mismatch::month(m.as_str()));
    if let (Some(day), Some(month)) = (day, month) {
        let birthday = Date::new(written.year(), month, day).ok()?;
        let age = if written < birthday { years - 1 } else { years };
        return Some([age, age]);
    }
    Some([years - 1, years])
}
