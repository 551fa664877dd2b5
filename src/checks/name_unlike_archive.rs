//! A spelling that the house, or the archive, does not use.

use super::name_inconsistent::is_slip;
use super::people::{Naming, is_own, namings};
use super::rule::{Check, Rule};
use crate::corpus::question::{Card, Question, Record, counted_stories};
use crate::finding::{Edit, Finding, Fix, Severity, Spot};
use crate::prose::cast::{Member, Mention};
use crate::prose::name::{Kind, identity};
use crate::prose::story::Story;
use crate::settings::Style;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    code: "name-unlike-archive",
    summary: "a name is spelt unlike the house list or the record",
    severity: None,
    explain: "Names that foreign desks spell by ear come in many forms; a paper prints one. What the house has settled in `names.people` \
and `names.places` holds; else what is on record tells what it usually prints.\n\n\
Left alone: names of one word, names that differ by more than a slip of one letter or that bear another given name, two common surnames \
(Clark, Clarke) unless both hold the same office, accents, spellings that the record has more than once, quotations and headlines.\n\n\
What to do: follow the links and take the usual spelling, unless this is somebody else.",
    on_record: "Mayor Maria Kessler spoke in Lisbon on Monday.\n",
    wrong: "Mayor Maria Kesler opened the harbour on Monday.\n",
    right: "Mayor Maria Kessler opened the harbour on Monday.\n",
    english: false,
    check: Check::Story(check),
};

/// What has so many stories on record is usual, and what has one beside it may be a slip too.
const USUAL: usize = 5;

fn check(story: &Story, record: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let mut met = HashSet::new();
    let namings = namings(story, style);
    let first = namings.iter().filter(|naming| naming.is_full() && met.insert(naming.words));
    let unlisted = first.filter(|naming| !style.names.people.iter().any(|person| person == naming.words));
    let people = unlisted.filter_map(|naming| {
        let listed = by_list(naming.at, naming.words, &style.names.people);
        listed.or_else(|| by_record(naming, record))
    });
    people.chain(places(story, style)).collect()
}

/// What the rule asks.
pub fn questions(story: &Story) -> impl Iterator<Item = Question> {
    let full = |member: &&Member| member.kind == Kind::Person && member.canonical.contains(' ');
    story.cast.members.iter().filter(full).map(|member| Question::Name(member.canonical.to_string()))
}

fn by_list(at: Spot, words: &str, list: &[String]) -> Option<Finding<Spot>> {
    let usual = list.iter().find(|listed| is_slip(words, listed))?;
    Some(finding(at, words, usual, &format!("the house list has {usual}"), Severity::Warning))
}

/// Names other than people's that are a slip of a listed place; what is listed itself is none.
fn places(story: &Story, style: &Style) -> Vec<Finding<Spot>> {
    let listed = &style.names.places;
    let other = |m: &&Mention| story.cast.member(m).kind != Kind::Person && is_own(story, m.at);
    let mentions = story.cast.mentions.iter().filter(other).map(|m| (m.at, story.text(m.at)));
    mentions
        .filter(|(_, words)| !listed.iter().any(|l| l == words))
        .filter_map(|(at, words)| by_list(at, words, listed))
        .collect()
}

fn by_record(naming: &Naming, record: &Record) -> Option<Finding<Spot>> {
    let card = record.card(&naming.member.canonical)?;
    let usual = usual(naming.words, card)?;
    if identity::may_be_two(naming.words, usual) && !hold_one_office(naming.member, card) {
        return None;
    }
    let count = card.spellings.iter().find(|(name, _)| name == usual).map(|(_, count)| *count);
    let count = count.map_or(String::new(), |count| format!(" in {}", counted_stories(count)));
    let why = format!("on record as {usual}{count}");
    let mut finding = finding(naming.at, naming.words, usual, &why, Severity::Information);
    finding.records = card.stories.clone();
    Some(finding)
}

/// Whether the record gives the person a title or a role that the story gives as well, in a word at least.
fn hold_one_office(member: &Member, card: &Card) -> bool {
    let words = |title: &str| title.split(' ').map(str::to_lowercase).filter(|w| w.len() > 3).collect::<HashSet<_>>();
    let here: HashSet<_> = member.titles.iter().flat_map(|title| words(title)).collect();
    card.titles.iter().any(|(title, _)| !words(title).is_disjoint(&here))
}

fn usual<'c>(words: &str, card: &'c Card) -> Option<&'c str> {
    if card.count == 0 {
        return card.nearest.iter().find(|near| is_slip(words, near)).map(String::as_str);
    }
    let own = card.spellings.iter().find(|(name, _)| name == words).map_or(0, |(_, count)| *count);
    let rare = |count: usize| own == 0 || own == 1 && count >= USUAL;
    let usual = card.spellings.iter().find(|(name, count)| rare(*count) && is_slip(words, name));
    usual.map(|(name, _)| name.as_str())
}

fn finding(at: Spot, words: &str, usual: &str, why: &str, severity: Severity) -> Finding<Spot> {
    let fix = Fix { title: format!("Write {usual}"), edits: vec![Edit { at, text: usual.to_owned() }] };
    let message = format!("{words} here; {why}: check the spelling");
    Finding { fixes: vec![fix], severity, ..RULE.finding(at, message) }
}
