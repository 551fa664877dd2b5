//! Friday the 14th that was a Saturday.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Without a year the date is the nearest one to the draft's, at most this many days away; past or coming is not asked.
const NEAR_DAYS: i32 = 300;
/// Before this year calendars differ from country to country.
const FIRST_YEAR: i16 = 1800;

const MONTHS: &str = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)";
const WEEKDAY: &str = r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)";

static DATES: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?";
    let year = r"(?:,? (?P<year>\d{4})\b)?";
    [
        pattern(&format!(r"{WEEKDAY},? (?:the )?{day}(?: of)? {MONTHS}\b{year}")),
        pattern(&format!(r"{WEEKDAY},? {MONTHS} {day}\b{year}")),
    ]
});

pub static RULE: Rule = Rule {
    code: "weekday-date-mismatch",
    summary: "a weekday and a date that do not belong together",
    severity: Some(Severity::Error),
    explain: "One of the two is wrong, and readers come on the wrong day.\n\n\
Left alone: dates without a year in a draft without a date, dates before 1800, quoted words. Without a year the nearest such dates \
before and after the draft's own are tried, and if either fits there is nothing to say.\n\n\
What to do: look the date up. The fix offers the weekday that goes with the date; it may be the date that is wrong.",
    on_record: "",
    wrong: "The hearing is on Friday, 12 March 2024.\n",
    right: "The hearing is on Tuesday, 12 March 2024.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let written = paragraph.meta.and_then(|m| m.date);
    let found = DATES.iter().flat_map(|form| form.captures_iter(&paragraph.narration));
    found.filter_map(|c| mismatch(&c, written)).collect()
}

fn mismatch(found: &Captures, written: Option<Date>) -> Option<Finding<Span<InPassage>>> {
    let (whole, weekday) = (found.get(0)?, found.name("weekday")?);
    let (month, day) = (month(&found["month"])?, found["day"].parse().ok()?);
    let year = found.name("year").map(|y| y.as_str().parse::<i16>());
    let days = match year {
        Some(year) => vec![Date::new(year.ok().filter(|y| *y >= FIRST_YEAR)?, month, day).ok()?],
        None => near(written?, month, day),
    };
    if days.is_empty() || days.iter().any(|d| name(d.weekday()) == weekday.as_str()) {
        return None;
    }
    let nearest = *days.iter().min_by_key(|d| written.map_or(0, |w| (**d - w).get_days().abs()))?;
    let right = name(nearest.weekday());
    let message = format!("{} was or will be a {right}; check the weekday and the date", nearest.strftime("%-d %B %Y"));
    let mut finding = RULE.finding(Span::new(whole.start(), whole.end()), message);
    let at = Span::new(weekday.start(), weekday.end());
    finding.fixes.push(Fix { title: format!("Write {right}"), edits: vec![Edit { at, text: right.to_owned() }] });
    Some(finding)
}

/// The dates of that day and month around the draft's own.
fn near(written: Date, month: i8, day: i8) -> Vec<Date> {
    let years = [written.year() - 1, written.year(), written.year() + 1];
    let dates = years.into_iter().filter_map(|y| Date::new(y, month, day).ok());
    dates.filter(|d| (*d - written).get_days().abs() <= NEAR_DAYS).collect()
}

/// The number of the month that a name begins.
pub(super) fn month(name: &str) -> Option<i8> {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    names.iter().position(|short| name.starts_with(short)).map(|i| i as i8 + 1)
}

const fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
