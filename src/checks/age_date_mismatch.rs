//! Thirty-four, born in 1980.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::{pattern, span};
use crate::corpus::question::{Question, Record, Stated};
use crate::finding::{Finding, Spot};
use crate::prose::age::{self, Age};
use crate::prose::event;
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::format::date;
use crate::text::passage::Role;
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
    summary: "an age that does not go with the date of birth beside it, or with the age on record",
    severity: None,
    explain: "Ages are copied from old stories and grow older there. Where a paragraph gives a date of birth too, the two must fit the date \
of the draft; where an older story says how old somebody was on its day, the years between must fit. A birthday may be still to come, so \
a year either way is left open.\n\n\
Off until the house asks for it: a father and a son may have one name.\n\n\
Left alone: drafts without a date, paragraphs with two ages or two births, the dead, looking back (\"when he was\"), stories on record \
without a date, ages on record of which one fits, quoted words.\n\n\
What to do: ask for the date of birth.",
    on_record: "Date: 2020-02-01\n\nMaria Keller, 39, runs the yard.\n",
    wrong: "Date: 2024-03-07\n\nThe yard has a new crane. Maria Keller, 39, runs it.\n",
    right: "Date: 2024-03-07\n\nThe yard has a new crane. Maria Keller, 43, runs it.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let Some(written) = story.meta.and_then(|meta| meta.date) else { return Vec::new() };
    let told_of_birth = |(passage, reading): (usize, &Reading)| {
        let paragraph = reading.text.contains("born").then(|| Paragraph::of(reading, story.meta))?;
        Some(by_birth(&paragraph, written)?.map(|span| Spot { passage, span }))
    };
    let mut found: Vec<_> = story.readings.iter().copied().enumerate().filter_map(told_of_birth).collect();
    for (at, name, years) in ages(story) {
        if !found.iter().any(|finding| finding.at.passage == at.passage) {
            let on_record = record.stated(&Question::Age(name.to_owned()));
            found.extend(by_record(at, name, years, written, on_record));
        }
    }
    found
}

/// What the rule asks.
pub fn questions(story: &Story) -> impl Iterator<Item = Question> {
    ages(story).into_iter().map(|(_, name, _)| Question::Age(name.to_owned()))
}

/// Ages of today beside full names outside quotations: where, whose, how many years.
fn ages<'s>(story: &'s Story) -> Vec<(Spot, &'s str, i16)> {
    let mut found = Vec::new();
    for (passage, reading) in story.readings.iter().copied().enumerate().filter(|(_, r)| r.role == Role::Paragraph) {
        let now = |age: &Age| {
            let sentence = event::sentence(reading, age.at).of(&reading.text);
            story.quotation_at(passage, age.at.start).is_none() && !THEN.is_match(sentence)
        };
        let told = age::ages(reading).into_iter().filter(now);
        found.extend(told.map(|age| (Spot { passage, span: age.at }, age.name.of(&reading.text), age.years)));
    }
    found
}

fn by_birth(paragraph: &Paragraph, written: Date) -> Option<Finding<Span<InPassage>>> {
    let narration = &paragraph.narration;
    let mut births = BORN.captures_iter(narration);
    let (Some(birth), None) = (births.next(), births.next()) else { return None };
    let mut ages = AGE.captures_iter(narration);
    let (Some(age), None) = (ages.next(), ages.next()) else { return None };
    let stated = ["a", "b", "c"].iter().find_map(|group| age.name(group))?;
    let [least, most] = ages_now(&birth, written)?;
    let wrong = stated.as_str().parse().is_ok_and(|age: i16| age < least || age > most);
    if !wrong || THEN.is_match(narration) {
        return None;
    }
    let born = birth.get(0).map_or("", |m| m.as_str()).trim();
    let range = range(least, most);
    Some(
        RULE.finding(
            span(stated),
            format!("{}, but {born}: that is {range}; ask for the date of birth", stated.as_str()),
        ),
    )
}

/// The finding, if no age on record can have become this one.
fn by_record(at: Spot, name: &str, years: i16, written: Date, on_record: &[Stated]) -> Option<Finding<Spot>> {
    let now = |stated: &Stated| {
        let then = date::read(stated.citation.date.as_deref()?)?;
        let between = f64::from((written - then).get_days()) / DAYS_OF_A_YEAR;
        Some([stated.amount.least + between.floor(), stated.amount.most + between.ceil()].map(|years| years as i16))
    };
    let dated: Vec<_> = on_record.iter().filter_map(|stated| Some((stated, now(stated)?))).collect();
    let (stated, [least, most]) = *dated.first()?;
    if dated.iter().any(|(_, [least, most])| (*least..=*most).contains(&years)) {
        return None;
    }
    let (then, place, now) = (&stated.words, stated.citation.place(), range(least, most));
    let message =
        format!("{years} here; {name} was {then} on record ({place}), that is {now} now; ask for the date of birth");
    let records = dated.iter().map(|(stated, _)| stated.citation.clone()).collect();
    Some(Finding { records, ..RULE.finding(at, message) })
}

const DAYS_OF_A_YEAR: f64 = 365.25;

fn range(least: i16, most: i16) -> String {
    if least == most { format!("{least}") } else { format!("{least} or {most}") }
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
