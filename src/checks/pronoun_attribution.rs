//! "It failed," he said. Who?

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::cast::{Gender, Mention};
use crate::prose::name::Kind as Name;
use crate::prose::quote::Kind;
use crate::prose::story::{Quotation, Story};
use crate::prose::words::last_word;
use crate::settings::Style;

pub static RULE: Rule = Rule {
    code: "pronoun-attribution",
    summary: "he said or she said, where the pronoun could be two people",
    severity: None,
    explain: "A pronoun stands for the last person who fits. If two fit, half of the readers hear the wrong one, and so does everybody \
who quotes the story later.\n\n\
Off until the house asks for it: in published news most such pronouns mean the one who spoke last, and readers know.\n\n\
Left alone: a pronoun with one person near it who fits, profiles of one person, people of whom the story does not tell whether they \
are a he or a she, quoted words.\n\n\
What to do: write the surname.",
    on_record: "",
    wrong: "Mrs Maria Lund met Ms Anna Dahl on the quay on Monday. \"It failed,\" she said.\n",
    right: "Mrs Maria Lund met Ms Anna Dahl on the quay on Monday. \"It failed,\" Dahl said.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let mut last = None;
    let mut before: Option<Spot> = None;
    let ambiguous = |q: &Quotation| {
        let mention = q.attribution.speaker()?.mention;
        // `Lund said: "…" He added: "…"` is Lund.
        let goes_on =
            before.replace(mention).is_some_and(|b| b.passage == mention.passage && b < mention && is_name(story, b));
        let gender = gender(story.text(mention))?;
        let speech = !matches!(q.kind, Kind::NonSpeech | Kind::Nested) && last.replace(mention) != Some(mention);
        let [first, second, ..] = candidates(story, mention, gender)[..] else { return None };
        let (first, second) = (story.text(first.at), story.text(second.at));
        let said = story.text(mention).to_lowercase();
        let message = format!("“{said}” could be {first} or {second}; write the name");
        (speech && !goes_on).then(|| RULE.finding(mention, message))
    };
    story.quotations.iter().filter_map(ambiguous).collect()
}

fn is_name(story: &Story, at: Spot) -> bool {
    story.text(at).starts_with(char::is_uppercase) && gender(story.text(at)).is_none()
}

fn gender(pronoun: &str) -> Option<Gender> {
    match pronoun {
        "he" | "He" => Some(Gender::Male),
        "she" | "She" => Some(Gender::Female),
        _ => None,
    }
}

/// A courtesy title that was read as part of the name tells too.
fn courtesy(name: &str) -> Option<Gender> {
    match name.split([' ', '.']).next()? {
        "Mr" => Some(Gender::Male),
        "Mrs" | "Ms" | "Miss" => Some(Gender::Female),
        _ => None,
    }
}

/// The people who fit, last mention of each, named in the pronoun's own paragraph before it, nearest first. A paragraph
/// that names nobody leans on the one before; there one subject usually goes on, and there is nothing to say.
fn candidates<'s>(story: &'s Story, pronoun: Spot, gender: Gender) -> Vec<&'s Mention> {
    let reading = story.readings[pronoun.passage];
    let quoted = |at: usize| reading.marks.quoted.iter().any(|q| q.marked.contains(at));
    let fits = |m: &&Mention| {
        let member = story.cast.member(m);
        let known = member.gender.or_else(|| courtesy(&member.canonical));
        member.kind == Name::Person && known == Some(gender) && !quoted(m.at.span.start)
    };
    let before = &story.cast.mentions[..story.cast.mentions.partition_point(|m| m.at < pronoun)];
    let here = before.iter().rev().take_while(|m| m.at.passage == pronoun.passage);
    let mut people: Vec<&Mention> = Vec::new();
    for mention in here.filter(fits) {
        let name = |m: &Mention| last_word(&story.cast.member(m).canonical);
        if people.iter().all(|p| p.member != mention.member && name(p) != name(mention)) {
            people.push(mention);
        }
    }
    people
}
