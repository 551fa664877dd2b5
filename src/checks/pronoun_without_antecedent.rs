//! He, in the first line.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Finding, Spot};
use crate::prose::cue::{self, Class};
use crate::prose::name::Kind as Name;
use crate::prose::reading::Reading;
use crate::prose::story::Story;
use crate::settings::Style;
use crate::text::passage::Role;

pub static RULE: Rule = Rule {
    code: "pronoun-without-antecedent",
    summary: "he, she or they in the first sentence, before anybody was named",
    severity: None,
    explain: "A story that opens with \"He said\" lost its first paragraph, or was put together from parts. The headline does not count: \
feeds and search results show the story without it.\n\n\
Off until the house asks for it: features may open so on purpose.\n\n\
Left alone: a first sentence that names or describes somebody anywhere, quoted words.\n\n\
What to do: name the person.",
    on_record: "",
    wrong: "He said the plan for the quay was dead.\n\nAna Lund, the harbour master, disagreed.\n",
    right: "Nils Dahl said the plan for the quay was dead.\n\nAna Lund, the harbour master, disagreed.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, _: &Style) -> Vec<Finding<Spot>> {
    let mut body = story.readings.iter().copied().enumerate();
    let first = body.find(|(_, r)| r.role == Role::Paragraph && !r.tokens.is_empty());
    let found = first.and_then(|(passage, reading)| Some((passage, pronoun(reading)?)));
    let finding = |(passage, span)| {
        let at = Spot { passage, span };
        RULE.finding(at, format!("{}: nobody has been named yet; begin with the name", story.text(at)))
    };
    found.map(finding).into_iter().collect()
}

/// The pronoun that begins the paragraph, unless its sentence says whom it stands for.
fn pronoun(reading: &Reading) -> Option<crate::text::span::Span<crate::text::span::InPassage>> {
    let sentence = &reading.tokens[reading.sentences.first()?.clone()];
    let (first, last) = (sentence.first()?.span(), sentence.last()?.span());
    let whole = first.cover(&last);
    let person = reading.names.iter().any(|n| n.kind == Name::Person && n.span.overlaps(&whole));
    let described = sentence.iter().any(|t| cue::class(t.of(&reading.text)).is(Class::SPEAKER));
    let opens = matches!(first.of(&reading.text), "He" | "She" | "They");
    (opens && !person && !described).then_some(first)
}
