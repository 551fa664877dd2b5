//! Straight and curly marks in one story.

use super::marks::{self, Form};
use super::rule::{Check, Rule};
use crate::corpus::question::Record;
use crate::finding::{Edit, Finding, Fix, Severity, Spot};
use crate::prose::story::Story;
use crate::settings::Style;

pub static RULE: Rule = Rule {
    code: "mixed-quote-marks",
    summary: "straight and curly quotation marks in one story",
    severity: Some(Severity::Hint),
    explain: "Two forms of mark in one story show that parts of it were pasted from elsewhere: a release, a wire, another writer's copy. \
It is worth asking which parts, and whether their words are credited.\n\n\
Left alone: apostrophes, marks of other languages, copy whose marks are curled when the page is built (`curled-by-build = true` under \
`[style]` in `copydesk.toml`).\n\n\
What to do: look where the form changes. The fix redraws the rarer form everywhere and changes marks only.",
    on_record: "",
    wrong: "\"We open in May,\" Ana Lund said. \"The boats are ready.\"\n\nNils Dahl was less sure. “The crews are not,” he said.\n",
    right: "\"We open in May,\" Ana Lund said. \"The boats are ready.\"\n\nNils Dahl was less sure. \"The crews are not,\" he said.\n",
    english: false,
    check: Check::Story(check),
};

/// One finding a story, where the rarer form first stands.
fn check(story: &Story, _: &Record, style: &Style) -> Vec<Finding<Spot>> {
    if style.curled_by_build || is_uniform(story) {
        return Vec::new();
    }
    let all: Vec<(Spot, bool, Form)> = drawn(story).collect();
    let count = |wanted: Form| all.iter().filter(|(.., form)| *form == wanted).count();
    let (straight, curly) = (count(Form::Straight), count(Form::Curly));
    if straight.min(curly) == 0 {
        return Vec::new();
    }
    let curly_comes_second = all.iter().find(|(.., f)| *f != Form::Other).is_some_and(|(.., f)| *f == Form::Straight);
    let curly_is_rare = curly < straight || curly == straight && curly_comes_second;
    let (rare, name) = if curly_is_rare { (Form::Curly, "curly") } else { (Form::Straight, "straight") };
    let Some((first, ..)) = all.iter().find(|(.., form)| *form == rare) else { return Vec::new() };
    let message =
        format!("{name} marks here, the other form in the rest of the story; was this pasted? Use one form throughout");
    let mut finding = RULE.finding(*first, message);
    let house = if rare == Form::Curly { Form::Straight } else { Form::Curly };
    let redrawn = all.iter().filter(|(.., form)| *form == rare).filter_map(|&(at, opens, _)| {
        let mark = marks::drawn(marks::family(story.text(at)), house, opens)?;
        Some(Edit { at, text: mark.to_owned() })
    });
    let mut edits: Vec<_> = redrawn.collect();
    edits.sort_by_key(|e| e.at);
    finding.fixes.push(Fix { title: "Use one form of quotation marks throughout".to_owned(), edits });
    vec![finding]
}

/// Whether all marks of pairs are ASCII, as straight ones are, or none is, as curly ones are: so it is in nearly every story.
fn is_uniform(story: &Story) -> bool {
    let quoted = story.readings.iter().flat_map(|r| r.marks.quoted.iter().map(|q| (r.text.as_bytes(), q)));
    let mut ends = quoted.flat_map(|(text, q)| {
        let open = (q.marked.start < q.words.start).then(|| text[q.marked.start]);
        let close = (q.words.end < q.marked.end).then(|| text[q.marked.end - 1]);
        open.into_iter().chain(close)
    });
    let first = ends.next();
    first.is_none_or(|first| ends.all(|end| end.is_ascii() == first.is_ascii()))
}

/// Every mark of a pair, whether it opens, and its form.
fn drawn(story: &Story) -> impl Iterator<Item = (Spot, bool, Form)> {
    let readings = story.readings.iter().enumerate();
    let quoted =
        readings.flat_map(|(passage, reading)| reading.marks.quoted.iter().map(move |q| (passage, reading, q)));
    quoted.flat_map(|(passage, reading, quoted)| {
        let [open, close] = marks::of(&reading.text, quoted);
        let drawn = open.map(|s| (s, true)).into_iter().chain(close.map(|s| (s, false)));
        drawn.map(move |(span, opens)| (Spot { passage, span }, opens, marks::form(span.of(&reading.text))))
    })
}
