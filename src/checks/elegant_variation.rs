//! The politician, the 54-year-old, the Harwick man.

use super::rule::{Check, Rule};
use super::wording::pattern;
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::name::Kind as Name;
use crate::prose::speaker::{Speaker, Tie};
use crate::prose::story::Story;
use crate::settings::Style;
use regex::Regex;
use std::sync::LazyLock;

/// What nobody calls anybody but to avoid saying the name again.
static VARIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^the (?:\d{1,3}-year-old|(?:[\w-]+ ){0,2}(?:politician|lawmaker|star|starlet|singer|actor|actress|businessman|businesswoman|tycoon|magnate|billionaire|millionaire|footballer|striker|ace|veteran|supremo|boss|hitmaker|songstress|wordsmith|diva|icon))$",
    )
});

pub static RULE: Rule = Rule {
    code: "elegant-variation",
    summary: "a quotation by \"the politician\", where the name would do",
    severity: None,
    explain: "Fowler called it elegant variation: the writer fears to say a name twice, and the reader wonders whether a new person has \
come in. In an attribution it costs most.\n\n\
Off until the house asks for it.\n\n\
Left alone: titles as a second reference (the minister, the mayor, the captain), stories that name nobody, speakers tied by no words of \
saying.\n\n\
What to do: write the surname, or he or she.",
    on_record: "",
    wrong: "Ana Lund met the crews on Monday. \"The boats are ready,\" the veteran politician said.\n",
    right: "Ana Lund met the crews on Monday. \"The boats are ready,\" Lund said.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let speakers = story.quotations.iter().filter_map(|q| q.attribution.speaker());
    let mut varied: Vec<Spot> = speakers.filter(|s| is_varied(story, s)).map(|s| s.mention).collect();
    varied.dedup();
    let message = |at: Spot| format!("{}: who is that? Write the name again", story.text(at));
    varied.into_iter().map(|at| RULE.finding(at, message(at))).collect()
}

fn is_varied(story: &Story, speaker: &Speaker) -> bool {
    let named = || {
        let mut before = story.cast.mentions.iter().take_while(|m| m.at < speaker.mention);
        before.any(|m| story.cast.member(m).kind == Name::Person)
    };
    speaker.tie == Tie::Explicit && VARIED.is_match(story.text(speaker.mention)) && named()
}
