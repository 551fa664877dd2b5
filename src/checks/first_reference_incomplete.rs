//! A surname before anybody was introduced.

use super::people::{Naming, is_sovereign, lead, namings, word_before};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Spot};
use crate::prose::name::role;
use crate::prose::story::Story;
use crate::settings::Style;
use rustc_hash::FxHashMap;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    code: "first-reference-incomplete",
    summary: "a surname stands before the full name",
    severity: None,
    explain: "The first mention gives the full name and says who that is; the surname alone comes after (AP, Reuters). Paragraphs get \
moved, and the introduction ends up below the first quotation.\n\n\
Off until the house asks for it: in published stories most of what it finds is a film, a firm or a family of that name.\n\n\
Left alone: people whose full name the story never gives, headlines and the short lines above a lead, quotations, heads of state and churches by their title (President \
Lund, Pope Peter), two people of one surname, and whoever stands in `names.people` with one word.\n\n\
What to do: put the full name at the first mention, and the surname where it stood.",
    on_record: "",
    wrong: "The harbour will close, Keller said on Monday.\n\nThe mayor, Maria Keller, has asked for a report.\n",
    right: "The harbour will close, Mayor Maria Keller said on Monday.\n\nKeller has asked for a report.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let (mut namings, lead) = (namings(story, style), lead(story));
    namings.retain(|naming| naming.at.passage >= lead);
    let (mut first, mut full) = (Vec::new(), FxHashMap::default());
    let mut met = HashSet::new();
    for naming in &namings {
        if met.insert(naming.number) {
            first.push(naming);
        } else if naming.is_full() {
            full.entry(naming.number).or_insert(naming);
        }
    }
    let too_early = |naming: &Naming| too_early(story, lead, naming, full.get(&naming.number)?, style);
    first.into_iter().filter_map(too_early).collect()
}

fn too_early(story: &Story, lead: usize, first: &Naming, later: &Naming, style: &Style) -> Option<Finding<Spot>> {
    let known = style.names.people.iter().any(|person| person == first.words);
    if !first.is_surname() || known || is_titled(story, first) || is_told_above(story, lead, first) {
        return None;
    }
    let full = later.words;
    let message = format!("{} comes before the full name: {full} is introduced further down", first.words);
    let title = format!("Write {full} here");
    let fix = Fix { title, edits: vec![Edit { at: first.at, text: full.to_owned() }] };
    Some(Finding { fixes: vec![fix], ..RULE.finding(first.at, message) })
}

/// Behind a title that is a name of its own, or a word with a capital that may belong to the name.
fn is_titled(story: &Story, naming: &Naming) -> bool {
    word_before(story, naming.at).is_some_and(|word| {
        let capital = word.starts_with(char::is_uppercase);
        is_sovereign(word) || capital && !role::is_role(word) && !role::is_honorific(word)
    })
}

/// The full name, or this surname behind a given name, stands above where no name was seen: a caption, a heading, a quotation.
fn is_told_above(story: &Story, lead: usize, naming: &Naming) -> bool {
    let above = |passage: usize| {
        let text = &story.readings[passage].text;
        if passage == naming.at.passage { &text[..naming.at.span.start] } else { text }
    };
    (lead..=naming.at.passage).any(|passage| above(passage).contains(naming.words))
}
