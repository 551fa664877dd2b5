//! The full name again, or Mr where the house drops it.

use super::people::{Naming, is_sovereign, lead, namings, surname, word_before};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Spot};
use crate::prose::cast::form;
use crate::prose::name::role;
use crate::prose::story::Story;
use crate::settings::{Courtesy, Style};
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    code: "second-reference-style",
    summary: "a full name again, or a courtesy title against the house's style",
    severity: None,
    explain: "After the first mention the surname is enough (AP); whether Mr and Ms stay is the house's choice (`style.courtesy-titles`: \
The New York Times keeps them, AP drops them).\n\n\
Off until the house asks for it.\n\n\
Left alone: stories with two people of that surname, headlines and the short lines above a lead, quotations, lists and line-ups, and a \
full name more than twelve paragraphs after the last mention.\n\n\
What to do: take the given name, or the title, out.",
    on_record: "",
    wrong: "Mayor Maria Keller opened the harbour on Monday.\n\nThe fees will stay, Maria Keller said.\n",
    right: "Mayor Maria Keller opened the harbour on Monday.\n\nThe fees will stay, Keller said.\n",
    english: true,
    check: Check::Story(check),
};

/// A reader who has not met somebody for so many paragraphs may be told again who that is.
const FAR: usize = 12;

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let (mut namings, lead) = (namings(story, style), lead(story));
    namings.retain(|naming| naming.at.passage >= lead);
    let bearers = bearers(&namings);
    let (mut introduced, mut last) = (HashSet::new(), FxHashMap::default());
    let mut found = Vec::new();
    for naming in &namings {
        let passage = naming.at.passage;
        let near = last.insert(naming.number, passage).is_some_and(|last| passage - last <= FAR);
        let alone = || bearers[surname(&naming.member.canonical)].len() == 1;
        if introduced.contains(&naming.number) && near && alone() {
            found.extend(again(story, naming));
            found.extend(courtesy(story, naming, style));
        }
        if naming.is_full() {
            introduced.insert(naming.number);
        }
    }
    found
}

/// Who is called by each surname.
fn bearers<'s>(namings: &[Naming<'s>]) -> FxHashMap<&'s str, HashSet<usize>> {
    let mut bearers: FxHashMap<_, HashSet<_>> = FxHashMap::default();
    for naming in namings {
        bearers.entry(surname(&naming.member.canonical)).or_default().insert(naming.number);
    }
    bearers
}

fn again(story: &Story, naming: &Naming) -> Option<Finding<Spot>> {
    let (given, surname) = naming.words.split_once(' ')?;
    // Two words only, and a given name before the surname: what of a longer name is the surname, the writer knows.
    let plain = *naming.words == *naming.member.canonical && !surname.contains(' ') && is_given(given);
    let (capitals, in_list) = (surname.chars().all(|c| !c.is_lowercase()), is_in_list(story, naming));
    (plain && !capitals && !in_list).then(|| {
        let fix =
            Fix { title: format!("Write {surname}"), edits: vec![Edit { at: naming.at, text: surname.to_owned() }] };
        let message = format!("{} was introduced above: {surname} is enough here", naming.words);
        Finding { fixes: vec![fix], ..RULE.finding(naming.at, message) }
    })
}

/// More than an initial, and neither a title nor what a surname begins with (`Van Persie`).
fn is_given(word: &str) -> bool {
    word.chars().nth(1).is_some_and(|c| c != '.')
        && !is_sovereign(word)
        && !role::is_honorific(word)
        && !form::is_particle(word)
}

/// An entry of a list or a line of results: short, and no sentence.
fn is_in_list(story: &Story, naming: &Naming) -> bool {
    let text = story.readings[naming.at.passage].text.trim();
    text.split_whitespace().count() <= ENTRY || text.matches('(').count() > 3
}

/// Words of the longest paragraph that may be no more than an entry.
const ENTRY: usize = 6;

fn courtesy(story: &Story, naming: &Naming, style: &Style) -> Option<Finding<Spot>> {
    let title = word_before(story, naming.at).filter(|_| style.courtesy_titles == Some(Courtesy::Drop))?;
    let is_courtesy = matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss");
    is_courtesy.then(|| {
        let start = naming.at.span.start;
        let at = Spot { span: Span::new(start - title.len() - 1, start), ..naming.at };
        let fix = Fix { title: format!("Drop {title}"), edits: vec![Edit { at, text: String::new() }] };
        let message = format!("the house drops {title} after the first mention");
        let at = Spot { span: Span::new(at.span.start, naming.at.span.end), ..at };
        Finding { fixes: vec![fix], ..RULE.finding(at, message) }
    })
}
