//! He did not say it in English.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::quote::Kind;
use crate::prose::story::Story;
use crate::settings::Style;
use regex::Regex;
use std::sync::LazyLock;

static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:interpreter|translat(?:ed|or|ion|ing)s?|speaking in|spoke in|said in|in (?:his|her|their) (?:native|own) language|in broken|in fluent)\b",
    )
});

pub static RULE: Rule = Rule {
    code: "translated-quote",
    summary: "the words of somebody who speaks another language, and no word that they are a translation",
    severity: None,
    explain: "Between a speaker of another language and the page stands a translator, and the reader should know (NASW; Global Press): \
the words in the marks are not those that were said.\n\n\
Off until the house asks for it, and silent until it names a list (`lists.translated` in `copydesk.toml`): people whose words reach the \
desk in another language, a line each, `Name -> language`.\n\n\
Left alone: stories that say so anywhere: through an interpreter, translated, speaking in German; fragments.\n\n\
What to do: say \"through an interpreter\", or that the words are a translation and whose. The examples go by a list with the line \
`Ilse Brandt -> German`.",
    on_record: "",
    wrong: "\"The quay stays shut,\" Ilse Brandt said on Monday.\n",
    right: "\"The quay stays shut,\" Ilse Brandt said on Monday through an interpreter.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    if style.translated.is_empty() {
        return Vec::new();
    }
    let mut told: Vec<usize> = Vec::new();
    let mut findings = Vec::new();
    for quotation in story.quotations.iter().filter(|q| matches!(q.kind, Kind::Full | Kind::Partial | Kind::Block)) {
        let Some(speaker) = quotation.attribution.speaker() else { continue };
        let Some(member) = speaker.member.filter(|member| !told.contains(member)) else { continue };
        let name = &story.cast.members[member].canonical;
        let Some((_, query)) = style.translated.find_in(name).into_iter().next() else { continue };
        told.push(member);
        let language = if query.advice.is_empty() { "another language" } else { &query.advice };
        let message =
            format!("{name} speaks {language}; say that these words are a translation, or through an interpreter");
        findings.push(RULE.finding(speaker.mention, message));
    }
    let says_so = || story.readings.iter().any(|reading| TOLD.is_match(&reading.text));
    if findings.is_empty() || says_so() { Vec::new() } else { findings }
}
