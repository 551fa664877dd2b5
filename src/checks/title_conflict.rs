//! Mayor here, governor there.

use super::people::{Naming, namings};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::name::role;
use crate::prose::story::Story;
use crate::settings::Style;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    code: "title-conflict",
    summary: "one person under two titles",
    severity: None,
    explain: "A title goes stale when somebody is promoted, and a rewrite leaves the old one behind. Within a story a person has one title \
right before the name, or the story says that it changed.\n\n\
Off until the house asks for it.\n\n\
Left alone: courtesy titles, descriptions in small letters, a shorter form of the same title, roles after the name, anything with former, then, ex- or acting.\n\n\
What to do: check the title of today, and write it both times.",
    on_record: "",
    wrong: "Mayor Maria Keller opened the harbour on Monday.\n\nThe fees will stay, Governor Keller said.\n",
    right: "Mayor Maria Keller opened the harbour on Monday.\n\nThe fees will stay, Keller said.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let mut first: HashMap<usize, &str> = HashMap::new();
    let mut found = Vec::new();
    let namings = namings(story, style);
    for naming in &namings {
        let Some((at, title)) = title_before(story, naming) else { continue };
        let known = *first.entry(naming.number).or_insert(title);
        if !is_one_title(known, title) {
            let who = &naming.member.canonical;
            found.push(RULE.finding(at, format!("{title} here, {known} above: which is {who} today?")));
        }
    }
    found
}

/// The title with capitals right before the name, if it is of today.
fn title_before<'s>(story: &'s Story, naming: &Naming) -> Option<(Spot, &'s str)> {
    let reading = story.readings[naming.at.passage];
    let before = reading.introductions.iter().filter(|i| !i.words.is_empty() && i.words.end < naming.at.span.start);
    let words = before.map(|i| i.words).find(|w| reading.text[w.end..naming.at.span.start].trim().is_empty())?;
    let title = words.of(&reading.text);
    let lower = title.to_lowercase();
    let past = ["former", "then", "ex-", "acting", "interim", "late", "outgoing", "incoming"];
    // A description (front-runner, party chief) may stand beside a title: capitals throughout make it one.
    let capitals = title.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let courtesy = title.split_whitespace().any(role::is_honorific);
    let today = capitals && !courtesy && !past.iter().any(|word| lower.contains(word));
    today.then_some((Spot { span: words, ..naming.at }, title))
}

/// Whether the words of one are all in the other, stops aside: `Prime Minister`, `Minister`.
fn is_one_title(a: &str, b: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        title.split([' ', '-']).map(|w| w.trim_end_matches('.').to_lowercase()).filter(|w| !w.is_empty()).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| long.iter().any(|other| other.starts_with(word) || word.starts_with(other.as_str())))
}
