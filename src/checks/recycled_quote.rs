//! Old words told as new.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::{Level, Match, Record};
use crate::finding::{Finding, Spot};
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;
use crate::text::format::date;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Stock phrases are said every year.
const FEWEST_WORDS: usize = 7;
/// Days after which words are no news.
const OLD: i32 = 30;
/// The telling is of today.
static FRESH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:says|tells|adds|writes|today|tonight|yesterday|this (?:morning|afternoon|evening|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    )
});
/// The telling is of then.
static BACKGROUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:19|20)\d\d\b|\b(?:last (?:year|month|winter|spring|summer|autumn|fall)|ago|earlier|previously|at the time|back then|once (?:said|told)|had (?:said|told))\b",
    )
});

pub static RULE: Rule = Rule {
    code: "recycled-quote",
    summary: "words told as new that are on record from long before",
    severity: None,
    explain: "Words from an old interview, told with \"says\" or a weekday, read as if they were said for this story.\n\n\
Off until the house asks for it. It needs the draft's date (front matter or a date line) and an archive with dates.\n\n\
Left alone: words first on record in the thirty days before the draft, quotations under seven words, paragraphs that say when it was \
(\"last year\", \"in 2019\", \"at the time\"), and drafts without a date.\n\n\
What to do: say when and where it was said.",
    on_record: "Date: 2026-01-10\nBy Ida Holm\n\n\"We will not raise the harbour fee before the quay is paid for,\" Ana Lund said.\n",
    wrong: "---\ndate: 2026-09-20\n---\n\n\"We will not raise the harbour fee before the quay is paid for,\" Ana Lund says.\n",
    right: "---\ndate: 2026-09-20\n---\n\n\"We will not raise the harbour fee before the quay is paid for,\" Ana Lund said in January 2026.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let Some(today) = story.meta.and_then(|meta| meta.date) else { return Vec::new() };
    let recycled = |quotation: &Quotation| {
        let words = story.text(quotation.words);
        let speech = matches!(quotation.kind, Kind::Full | Kind::Partial) && quotation.inside.is_none();
        let said = speech && words.split_whitespace().count() >= FEWEST_WORDS && is_told_as_new(story, quotation);
        let (first, found) = if said { oldest(record.matches(words))? } else { return None };
        let days = (today - first).get_days();
        let message = format!("on record since {days} days ({}); say when it was said", found.citation.place());
        let mut finding = RULE.finding(quotation.words, message);
        finding.records = vec![found.citation.clone()];
        (days > OLD).then_some(finding)
    };
    story.quotations.iter().filter_map(recycled).collect()
}

fn oldest(matches: &[Match]) -> Option<(Date, &Match)> {
    let same = matches.iter().filter(|m| m.spoken && m.level <= Level::Shortened);
    same.filter_map(|m| Some((date::read(m.citation.date.as_deref()?)?, m))).min_by_key(|(date, _)| *date)
}

fn is_told_as_new(story: &Story, quotation: &Quotation) -> bool {
    let Spot { passage, span } = quotation.marked;
    let text = &story.readings[passage].text;
    let around = [text.get(..span.start), text.get(span.end..)];
    let any = |pattern: &Regex| around.iter().flatten().any(|words| pattern.is_match(words));
    any(&FRESH) && !any(&BACKGROUND)
}
