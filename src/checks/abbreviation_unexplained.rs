//! Initials that nobody spelt out.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::name::Kind;
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::passage::Role;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    code: "abbreviation-unexplained",
    summary: "initials that the story never spells out",
    severity: None,
    explain: "Spell out what most readers do not know at a glance, once, and use the initials after that (AP, Guardian).\n\n\
Off until the house asks for it.\n\n\
Left alone: initials that every paper prints bare (UN, EU, NATO, FBI), those of `names.initials`, those whose words stand in the story, \
headlines and quotations, and initials behind or inside a longer name.\n\n\
What to do: write the name in full at the first mention, or put the initials on the house list.",
    on_record: "",
    wrong: "The plan was drawn up by the NFRA in Lisbon.\n",
    right: "The plan was drawn up by the National Ferry and Roads Authority in Lisbon. The NFRA met on Monday.\n",
    english: true,
    check: Check::Story(check),
};

/// Letters of initials.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// What readers know better by its initials.
const KNOWN: &str = "AIDS BBC CIA CNN DNA EU FBI FIFA GDP GPS HIV HMRC IMF IRA ISIS IT KGB MEP MI5 MP NASA NATO NGO NHS NYPD OECD \
OPEC PDF PR PLO RAF SMS TV UEFA UFO UK UN UNESCO UNICEF US USA USSR VAT WHO WTO WWF CEO CFO AP AFP UPI ABC CBS NBC NBA NFL NHL MLB \
IBM BMW USB DVD CD PC AM PM GMT BST EST UTC KLM SAS";

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let mut met = HashSet::new();
    let first = story.cast.mentions.iter().filter(|mention| {
        let words = story.text(mention.at);
        is_initials(words) && met.insert(words)
    });
    let unexplained = first.filter(|mention| {
        let member = story.cast.member(mention);
        let words = story.text(mention.at);
        let own = story.role(mention.at) == Role::Paragraph
            && story.quotation_at(mention.at.passage, mention.at.span.start).is_none();
        let known = KNOWN.split(' ').any(|known| known == words) || style.names.initials.iter().any(|w| w == words);
        own && member.kind == Kind::Organisation
            && member.canonical == words
            && !known
            && !is_glossed(story, mention.at)
    });
    let finding = |at: Spot| {
        RULE.finding(
            at,
            format!("{} is not spelt out in this story; spell it out at the first mention", story.text(at)),
        )
    };
    unexplained.map(|mention| finding(mention.at)).collect()
}

fn is_initials(words: &str) -> bool {
    LETTERS.contains(&words.len()) && words.chars().all(|c| c.is_ascii_uppercase())
}

/// In brackets behind a name, or with the words in brackets behind it.
fn is_glossed(story: &Story, at: Spot) -> bool {
    let text = &story.readings[at.passage].text;
    text[..at.span.start].ends_with('(') || text[at.span.end..].starts_with(" (")
}
