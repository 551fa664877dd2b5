//! A speaker for a quotation that has none: where the words of attribution belong, and who is known to have said it.

use crate::corpus::question::{Level, Match};
use crate::desk::draft::Draft;
use crate::finding::{Edit, Finding, Spot};
use crate::prose::story::{Quotation, Story};
use crate::text::span::{InSource, Span};

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

/// Words of attribution to be put into a draft.
pub struct Attributed {
    at: Span<InSource>,
    /// What closes the first sentence.
    before: String,
    /// Who spoke; nobody is known to have.
    speaker: Option<String>,
    /// What opens the rest.
    after: String,
}

impl Attributed {
    /// What it does.
    pub fn title(&self) -> String {
        format!("Add “{} said” after the first sentence", self.name())
    }

    /// The change that does it.
    pub fn edit(&self) -> Edit {
        Edit { at: self.at, text: format!("{} {} said.{}", self.before, self.name(), self.after) }
    }

    /// The same for an editor that lets the writer fill in what is not known: the speaker where it is not, and the verb.
    pub fn snippet(&self) -> String {
        let [before, name, after] = [&self.before, self.name(), &self.after].map(escaped);
        match self.speaker {
            Some(_) => format!("{before} {name} ${{1:said}}.{after}$0"),
            None => format!("{before} ${{1:{name}}} ${{2:said}}.{after}$0"),
        }
    }

    fn name(&self) -> &str {
        self.speaker.as_deref().unwrap_or(TO_COME)
    }
}

/// A snippet's own letters stand for themselves behind a backslash.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// Names a speaker after the quotation's first sentence. The quoted words stay: only a stop becomes a comma, and marks are
/// closed and opened around the speaker.
pub fn attribute(draft: &Draft, story: &Story, finding: &Finding, speaker: Option<&str>) -> Option<Attributed> {
    let at_finding = |q: &&Quotation| draft.to_source(q.marked) == finding.at;
    let quotation = story.quotations.iter().find(at_finding)?;
    let (words, marked) = (quotation.words, quotation.marked);
    let text = &story.readings[words.passage].text;
    let (open, close) = (text.get(marked.span.start..words.span.start)?, text.get(words.span.end..marked.span.end)?);
    if open.is_empty() || close.is_empty() || !draft.is_as_typed(marked) {
        return None;
    }
    let end = first_sentence(story, words);
    let stop = text[words.span.start..end].ends_with('.') && !text[words.span.start..end].ends_with("..");
    let from = if stop { end - 1 } else { end };
    let comma = if stop { "," } else { "" };
    let (to, rest) = match end == words.span.end {
        true => (marked.span.end, String::new()),
        false => (end + text[end..].len() - text[end..].trim_start().len(), format!(" {open}")),
    };
    let at = draft.to_source(Spot { passage: words.passage, span: Span::new(from, to) });
    Some(Attributed { at, before: format!("{comma}{close}"), speaker: speaker.map(str::to_owned), after: rest })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_a_snippet_reads_as_its_own_stand_for_themselves() {
        let known = Attributed {
            at: Span::new(0, 0),
            before: ",”".to_owned(),
            speaker: Some(r"A$AP \o} Lund".to_owned()),
            after: String::new(),
        };
        assert_eq!(known.snippet(), r",” A\$AP \\o\} Lund ${1:said}.$0");
        assert_eq!(known.edit().text, r",” A$AP \o} Lund said.");
    }
}
