//! "Fine," she smiled.

use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Spot};
use crate::prose::cue::Stance;
use crate::prose::quote::Kind;
use crate::prose::speaker::Tie;
use crate::prose::story::{Quotation, Story};
use crate::settings::Style;

/// Past forms and how they go with said.
const WITH_SAID: [(&str, &str); 12] = [
    ("smiled", "smiling"),
    ("laughed", "laughing"),
    ("grinned", "grinning"),
    ("chuckled", "chuckling"),
    ("shrugged", "shrugging"),
    ("sighed", "sighing"),
    ("sobbed", "sobbing"),
    ("wept", "weeping"),
    ("frowned", "frowning"),
    ("nodded", "nodding"),
    ("winked", "winking"),
    ("giggled", "giggling"),
];

pub static RULE: Rule = Rule {
    code: "non-speech-verb",
    summary: "words smiled, laughed, felt or believed instead of said",
    severity: None,
    explain: "Nobody smiles a sentence, and a reporter cannot know what anybody feels or believes, only what they said they do (WashU, \
pagesmag).\n\n\
Off until the house asks for it.\n\n\
Left alone: indirect report of a stated belief, quoted words.\n\n\
What to do: said, and the smile after it.",
    on_record: "",
    wrong: "\"The crews have been paid,\" Ana Lund smiled.\n",
    right: "\"The crews have been paid,\" Ana Lund said, smiling.\n",
    english: true,
    check: Check::Story(check),
};

fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    let mut cues: Vec<Spot> = story.quotations.iter().filter_map(|q| cue(story, q, style)).collect();
    cues.sort();
    cues.dedup();
    cues.into_iter().map(|cue| finding(story, cue)).collect()
}

fn cue(story: &Story, quotation: &Quotation, style: &Style) -> Option<Spot> {
    let speech = matches!(quotation.kind, Kind::Full | Kind::Partial);
    let speaker = quotation.attribution.speaker().filter(|s| speech && s.tie == Tie::Explicit)?;
    let cue = speaker.cue.filter(|cue| is_act(story, *cue, speaker.mention))?;
    let unsaid = match style.verbs.stance(story.text(cue))? {
        Stance::NoSpeech => true,
        Stance::Thought => quotation.kind == Kind::Full,
        _ => false,
    };
    unsaid.then_some(cue)
}

/// `laughs from the crowd` is no verb, and hearing, learning and wondering aloud are no way of not saying.
fn is_act(story: &Story, cue: Spot, speaker: Spot) -> bool {
    const OTHER: [&str; 11] =
        ["hear", "hears", "heard", "hearing", "like", "know", "knows", "learned", "learnt", "wondered", "thinking"];
    let text = &story.readings[cue.passage].text;
    let gap = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.len() <= 2);
    let beside = gap(speaker.span.end, cue.span.start) || gap(cue.span.end, speaker.span.start);
    speaker.passage == cue.passage && beside && !OTHER.contains(&story.text(cue))
}

fn finding(story: &Story, cue: Spot) -> Finding<Spot> {
    let verb = story.text(cue);
    let message = format!("words are said, not {verb}; say what the reporter saw after “said”");
    let mut finding = RULE.finding(cue, message);
    if let Some((_, going_on)) = WITH_SAID.iter().find(|(past, _)| *past == verb) {
        let text = format!("said, {going_on}");
        finding.fixes.push(Fix { title: format!("Write “{text}”"), edits: vec![Edit { at: cue, text }] });
    }
    finding
}
