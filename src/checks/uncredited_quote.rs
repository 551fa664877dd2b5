//! Words that only another house has on record.

use super::rule::{Check, Rule};
use crate::corpus::article::Rank;
use crate::corpus::question::{Level, Match, Record};
use crate::finding::{Finding, Spot};
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;

/// Stock phrases belong to nobody.
const FEWEST_WORDS: usize = 7;

pub static RULE: Rule = Rule {
    code: "uncredited-quote",
    summary: "words that only another outlet has on record, without credit",
    severity: None,
    explain: "Quotations taken from another paper or an exclusive broadcast are credited to it (Guardian; NPR; AP since 2010).\n\n\
Off until the house asks for it: what was said in public belongs to everybody who was there, and no list knows that.\n\n\
Left alone: words that the reporter's notes or the desk's own archive have too, records without an outlet, copy of the draft's own \
outlet, drafts that name the outlet anywhere, and quotations under seven words.\n\n\
What to do: credit the outlet, or get the words yourself.",
    on_record: "Date: 2026-01-10\nSource: Coast Mirror\n\n\"We will not raise the harbour fee before the quay is paid for,\" Ana Lund said. She spoke on the pier. The wind took most of it.\n",
    wrong: "\"We will not raise the harbour fee before the quay is paid for,\" Ana Lund said. The council votes in spring. Nobody expects a surprise.\n",
    right: "\"We will not raise the harbour fee before the quay is paid for,\" Ana Lund told the Coast Mirror. The council votes in spring. Nobody expects a surprise.\n",
    english: false,
    check: Check::Story(check),
};

fn check(story: &Story, record: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let uncredited = |quotation: &Quotation| {
        let words = story.text(quotation.words);
        let speech = matches!(quotation.kind, Kind::Full | Kind::Partial) && quotation.inside.is_none();
        let matches = if speech { record.matches(words) } else { return None };
        let long = words.split_whitespace().count() >= FEWEST_WORDS;
        let same: Vec<_> = matches.iter().filter(|m| m.level <= Level::Shortened).collect();
        let first = same.first().filter(|_| long && same.iter().all(|m| is_anothers(story, m)))?;
        let outlet = first.citation.outlet.as_deref().unwrap_or_default();
        let message = format!("only on record from {outlet} ({}); credit it", first.citation.place());
        let mut finding = RULE.finding(quotation.words, message);
        finding.records = same.iter().map(|m| m.citation.clone()).collect();
        Some(finding)
    };
    story.quotations.iter().filter_map(uncredited).collect()
}

/// Another outlet's, whose name the draft does not give.
fn is_anothers(story: &Story, found: &Match) -> bool {
    let Some(outlet) = found.citation.outlet.as_deref() else { return false };
    let own = story.meta.and_then(|meta| meta.outlet.as_deref());
    let named = || story.readings.iter().any(|reading| reading.text.contains(outlet));
    found.rank != Rank::Notes && own.is_none_or(|own| !own.eq_ignore_ascii_case(outlet)) && !named()
}
