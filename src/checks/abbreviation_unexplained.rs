//! Initials that nobody spelt out.

use super::people::{is_own, lead};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::name::Kind;
use crate::prose::story::Story;
use crate::settings::Style;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    code: "abbreviation-unexplained",
    summary: "initials that the story never spells out",
    severity: None,
    explain: "Spell out what most readers do not know at a glance, once, and use the initials after that (AP, Guardian).\n\n\
Off until the house asks for it.\n\n\
Left alone: initials that every paper prints bare (UN, EU, NATO, FBI), those of `names.initials`, those whose words stand in the story, \
headlines and the short lines above a lead, quotations, tickers, and initials that are told in brackets or after a comma.\n\n\
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
IBM BMW USB DVD CD PC AM PM GMT BST EST UTC KLM SAS GOP PAC HBO PBS NPR MSNBC CNBC ESPN MTV BSKYB AOL VHS RAM ROM ISP ISIL NRA NYSE \
NASDAQ FTSE DAX WWI WWII LGBT LGBTQ RBS HSBC KGB MMR UEFA IAEA ASEAN";

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let (mut met, lead) = (HashSet::new(), lead(story));
    let first = story.cast.mentions.iter().filter(|mention| {
        let words = story.text(mention.at);
        is_initials(words) && met.insert(words)
    });
    let unexplained = first.filter(|mention| {
        let member = story.cast.member(mention);
        let words = story.text(mention.at);
        let own = is_own(story, mention.at) && mention.at.passage >= lead;
        let known = KNOWN.split(' ').any(|known| known == words) || style.names.initials.iter().any(|w| w == words);
        own && member.kind == Kind::Organisation
            && *member.canonical == *words
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

/// In brackets behind a name, with the words behind it in brackets or after a comma (`UMD, the disc for the console`), given as
/// another name for what stands before; or a ticker, or part of an address.
fn is_glossed(story: &Story, at: Spot) -> bool {
    let text = &story.readings[at.passage].text;
    let (before, after) = (&text[..at.span.start], &text[at.span.end..]);
    let glossed = [" (", ", the ", ", a ", ", an ", ", which "].iter().any(|gloss| after.starts_with(gloss));
    let mark = before.ends_with(['(', '<', '@', '#', '/', '.', '&', '-']) || after.starts_with(['/', '@', '&', '-']);
    let also = before.trim_end_matches("the ").trim_end();
    glossed || mark || ["known as", "called", "acronym", "initials"].iter().any(|word| also.ends_with(word))
}
