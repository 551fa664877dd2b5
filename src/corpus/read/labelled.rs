//! Transcripts as text: `NAME: what was said`, or a line with the name and a time and the words below it.

use super::push_turn;
use crate::corpus::article::{Rank, Turn};
use crate::text::format::Document;
use crate::text::passage::Role;
use regex::Regex;
use std::sync::LazyLock;

/// Notes are a transcript from this many labelled paragraphs on; interviews are often mostly questions without a label.
const FEWEST_IN_NOTES: usize = 3;
/// Elsewhere nearly all paragraphs must be labelled: stories have colons too.
const NEARLY_ALL: f32 = 0.8;

/// The turns, if the document is a transcript; `lines` has the line of each passage.
pub fn turns(document: &Document, lines: &[usize], rank: Rank) -> Option<Vec<Turn>> {
    let passages = document.passages.iter().map(|(p, _)| p).zip(lines);
    let spoken = passages.filter(|(p, _)| !matches!(p.role, Role::Note));
    let spoken: Vec<_> = spoken.flat_map(|(p, line)| pieces(&p.text, *line)).collect();
    let labelled = spoken.iter().filter(|(text, _)| label(text).is_some()).count();
    let share = labelled as f32 / spoken.len().max(1) as f32;
    let is_transcript = match rank {
        Rank::Notes => labelled >= FEWEST_IN_NOTES || labelled > 0 && share >= NEARLY_ALL,
        _ => labelled >= FEWEST_IN_NOTES && share >= NEARLY_ALL,
    };
    if !is_transcript {
        return None;
    }
    let mut turns = Vec::new();
    let mut heading: Option<Label> = None;
    for (text, line) in spoken {
        match label(text) {
            Some(found) if found.words.is_empty() => heading = Some(found),
            Some(found) => push_turn(&mut turns, found.turn(line)),
            None => {
                let above = heading.take().unwrap_or_default();
                push_turn(&mut turns, Label { words: text, ..above }.turn(line));
            }
        }
    }
    Some(turns)
}

/// A paragraph cut before each line that is labelled: turns need no blank line between them, and two long ones look like
/// one paragraph wrapped by hand. With the line of each.
fn pieces(text: &str, line: usize) -> Vec<(&str, usize)> {
    let starts = text.match_indices('\n').map(|(i, _)| i + 1).filter(|start| LABEL.is_match(&text[*start..]));
    let starts: Vec<_> = std::iter::once(0).chain(starts).collect();
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let piece =
        |(&start, end): (&usize, usize)| (text[start..end].trim_end(), line + text[..start].matches('\n').count());
    starts.iter().zip(ends).map(piece).collect()
}

/// Splits `RUIZ: words`; also for captions.
pub fn label(text: &str) -> Option<Label<'_>> {
    let found = LABEL.captures(text).or_else(|| HEADING.captures(text))?;
    let group = |name| found.name(name).map(|m| m.as_str().trim());
    let speaker = group("name").filter(|name| is_name(name))?;
    Some(Label { speaker: Some(speaker), time: group("time"), words: group("words").unwrap_or_default() })
}

/// Who speaks, when, and what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label<'t> {
    pub speaker: Option<&'t str>,
    pub time: Option<&'t str>,
    pub words: &'t str,
}

impl Label<'_> {
    fn turn(&self, line: usize) -> Turn {
        let own = |s: &str| s.to_owned();
        Turn { speaker: self.speaker.map(own), time: self.time.map(own), text: own(self.words), line }
    }
}

/// `[00:01:02] Ana Ruiz (mayor): words`
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"(?:[\[(]?(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)[\])]?\s*[-–]?\s*)?";
    let name = r"\**(?P<name>\p{Lu}[\p{L}\p{M}\d.'’ \-]{0,40}?)(?:\s*\([^)]{0,40}\))?\**";
    Regex::new(&format!(r"(?s)^\s*{time}{name}\s*:\**\s+(?P<words>\S.*)$")).expect("a fixed pattern")
});

/// `Ana Ruiz  0:12`, the words in the next paragraph or line.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?s)^\s*(?P<name>\p{Lu}[\p{L}\p{M}\d.'’ \-]{0,40}?)\s{1,4}[\[(]?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)[\])]?\s*(?:\n(?P<words>.*))?$";
    Regex::new(pattern).expect("a fixed pattern")
});

/// Up to five words, each with a capital, a number, or a particle; `Note:` and `Warning:` name nobody but do no harm.
fn is_name(name: &str) -> bool {
    let particle = |w: &str| matches!(w, "de" | "van" | "von" | "der" | "al" | "bin" | "da" | "of" | "the");
    let fits = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || particle(w) || w.contains('-');
    name.split_whitespace().count() <= 5 && name.split_whitespace().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_transcripts_write_them() {
        for (text, speaker, time, words) in [
            ("RUIZ: We open in May.", "RUIZ", None, "We open in May."),
            ("Petra van der Meulen: Never.", "Petra van der Meulen", None, "Never."),
            ("[00:01:02] Ó DÁLAIGH: Not yet.", "Ó DÁLAIGH", Some("00:01:02"), "Not yet."),
            ("**Ana Ruiz (mayor):** No.", "Ana Ruiz", None, "No."),
            ("Speaker 1  0:12\nIt moved.", "Speaker 1", Some("0:12"), "It moved."),
        ] {
            assert_eq!(label(text), Some(Label { speaker: Some(speaker), time, words }), "{text}");
        }
        for text in ["She said: no.", "The council, on Monday: a surprise", "At 10:30 it rained.", "Ruiz said nothing."]
        {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
