//! Yesterday, three days ago.

use super::paragraph::Paragraph;
use super::rule::{Check, Rule};
use super::wording::{pattern, span};
use crate::finding::Finding;
use crate::settings::Style;
use crate::text::span::{InPassage, Span};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    let near = "(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow)";
    let weekday = "(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)";
    let near2 = "(?P<near2>today|yesterday|tomorrow)";
    let weekday2 = "(?P<weekday2>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)";
    pattern(&format!(r"\b(?:{near},? ?\(?{weekday}\b|{weekday2} ?[,(] ?{near2}\b)"))
});

pub static RULE: Rule = Rule {
    code: "relative-date-stale",
    summary: "today, yesterday or tomorrow with a weekday that is not that day by the draft's date",
    severity: None,
    explain: "Copy written on Monday and printed on Wednesday keeps its yesterday. Where the weekday stands beside it, the two can be held \
against the draft's own date.\n\n\
Off until the house asks for it.\n\n\
Left alone: drafts without a date, words without a weekday beside them, quoted words.\n\n\
What to do: write the weekday and take the other word out, or correct the date of the draft.",
    on_record: "",
    wrong: "Title: Quay sold\nDate: 2026-08-05\n\nThe quay was sold yesterday, Monday, for one crown.\n",
    right: "Title: Quay sold\nDate: 2026-08-05\n\nThe quay was sold yesterday, Tuesday, for one crown.\n",
    english: true,
    check: Check::Paragraph(check),
};

fn check(paragraph: &Paragraph, _: &Style) -> Vec<Finding<Span<InPassage>>> {
    let Some(written) = paragraph.meta.and_then(|m| m.date) else { return Vec::new() };
    RELATIVE.captures_iter(&paragraph.narration).filter_map(|c| stale(&c, written)).collect()
}

fn stale(found: &Captures, written: Date) -> Option<Finding<Span<InPassage>>> {
    let near = found.name("near").or(found.name("near2"))?.as_str().to_lowercase();
    let weekday = found.name("weekday").or(found.name("weekday2"))?.as_str();
    let days = match near.as_str() {
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => 0,
    };
    let day = written.checked_add(days.days()).ok()?.strftime("%A").to_string();
    let message = format!("by the draft's date {near} is a {day}; write the weekday alone");
    let whole = found.get(0).filter(|_| day != weekday)?;
    Some(RULE.finding(span(whole), message))
}
