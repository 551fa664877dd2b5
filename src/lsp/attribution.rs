//! A speaker for a quotation that has none: where the words of attribution belong, and who is known to have said it.

use crate::corpus::question::{Level, Match};
use crate::desk::draft::Draft;
use crate::finding::{Edit, Finding, Spot};
use crate::prose::story::{Quotation, Story};
use crate::text::span::Span;

/// A speaker on record is named from this confidence on.
const SURE: f32 = 0.9;
/// What printers and rules know as "to come".
const TO_COME: &str = "TK";

/// Who is on record with the same words, if all who are agree.
pub fn on_record(matches: &[Match]) -> Option<&str> {
    let same = matches.iter().filter(|m| m.level == Level::Same);
    let sure = |m: &Match| m.speaker.as_ref().filter(|(_, sure)| *sure >= SURE).map(|_| ());
    let names = same.map(|m| sure(m).and(m.speaker.as_ref()).map(|(name, _)| name.as_str()));
    let mut names: Vec<_> = names.collect();
    names.dedup();
    match names[..] {
        [Some(name)] => Some(name),
        _ => None,
    }
}

/// The change that names a speaker after the quotation's first sentence, and what it says. The quoted words stay: only a
/// stop becomes a comma, and marks are closed and opened around the speaker.
pub fn edit(draft: &Draft, story: &Story, finding: &Finding, speaker: Option<&str>) -> Option<(String, Vec<Edit>)> {
    let at_finding = |q: &&Quotation| draft.to_source(q.marked) == finding.at;
    let quotation = story.quotations.iter().find(at_finding)?;
    let (words, marked) = (quotation.words, quotation.marked);
    let text = &story.readings[words.passage].text;
    let (open, close) = (text.get(marked.span.start..words.span.start)?, text.get(words.span.end..marked.span.end)?);
    if open.is_empty() || close.is_empty() || !draft.is_as_typed(marked) {
        return None;
    }
    let end = first_sentence(story, words);
    let name = speaker.unwrap_or(TO_COME);
    let stop = text[words.span.start..end].ends_with('.') && !text[words.span.start..end].ends_with("..");
    let from = if stop { end - 1 } else { end };
    let comma = if stop { "," } else { "" };
    let (to, rest) = match end == words.span.end {
        true => (marked.span.end, String::new()),
        false => (end + text[end..].len() - text[end..].trim_start().len(), format!(" {open}")),
    };
    let text = format!("{comma}{close} {name} said.{rest}");
    let at = draft.to_source(Spot { passage: words.passage, span: Span::new(from, to) });
    Some((format!("Add “{name} said” after the first sentence"), vec![Edit { at, text }]))
}

/// Where the first sentence of the words ends, in bytes of the passage.
fn first_sentence(story: &Story, words: Spot) -> usize {
    let reading = story.readings[words.passage];
    let ends = reading.sentences.iter().map(|s| reading.tokens[s.end - 1].span());
    let ends = ends.flat_map(|last| [last.start, last.end]);
    let text = &reading.text;
    let inside = |end: &usize| words.span.start < *end && *end < words.span.end;
    let stops = |end: &usize| text[..*end].ends_with(['.', '?', '!']);
    ends.filter(inside).find(stops).unwrap_or(words.span.end)
}
