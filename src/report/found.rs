//! `copydesk find` for people: who said it, when, where, grouped by how well the words agree; differences shown.

use super::paint::{Paint, Tone};
use super::{Look, counted, safe};
use crate::corpus::question::{Level, Match};
use crate::finding::Citation;

/// What was found for `words`.
pub fn show(words: &str, matches: &[Match], look: Look) -> String {
    let paint = Paint::new(look);
    if matches.is_empty() {
        return "Not on record.\n".to_owned();
    }
    let groups = matches.chunk_by(|a, b| a.level == b.level);
    groups
        .map(|group| heading(group, paint) + &group.iter().map(|m| one(words, m, paint)).collect::<String>())
        .collect()
}

fn heading(group: &[Match], paint: Paint) -> String {
    let how = match group[0].level {
        Level::Same => "The same words",
        Level::Shortened => "The same words, shortened",
        Level::Altered => "Other words",
        Level::Possible => "Perhaps the same",
    };
    paint.bold(&format!("{how}: {}", counted(group.len(), "record"))) + "\n"
}

fn one(words: &str, found: &Match, paint: Paint) -> String {
    let citation = &found.citation;
    let quote = match found.changes.is_empty() {
        true => format!("“{}”", safe(&citation.quote)),
        false => format!("“{}”\n  asked: “{}”", safe(&citation.quote), compared(words, found, paint)),
    };
    format!("\n  {}\n  {quote}\n  {}\n\n", who(citation, paint), place(citation, paint))
}

/// Speaker, date, outlet; what is known of them.
pub(super) fn who(citation: &Citation, paint: Paint) -> String {
    let speaker = citation.speaker.as_deref().unwrap_or("nobody named");
    let rest = [&citation.date, &citation.outlet].into_iter().flatten().map(|part| format!(", {}", safe(part)));
    paint.bold(&safe(speaker)) + &rest.collect::<String>()
}

/// `archive/story.md:12, Headline`, or with the time in a recording.
pub(super) fn place(citation: &Citation, paint: Paint) -> String {
    let rest = [&citation.time, &citation.headline].into_iter().flatten().map(|part| format!(", {}", safe(part)));
    paint.faint(&format!("{}:{}{}", safe(&citation.path), citation.line, rest.collect::<String>()))
}

/// The words asked for, each stretch that differs with what stands on record: `a [month → week] in winter`.
fn compared(words: &str, found: &Match, paint: Paint) -> String {
    let mut out = String::new();
    let mut at = 0;
    for change in &found.changes {
        let (before, here) = (words.get(at..change.here.start), words.get(change.here.clone()));
        let (Some(before), Some(here)) = (before, here) else { continue };
        let or_nothing = |words: &str| if words.is_empty() { "—".to_owned() } else { safe(words) };
        let (here, there) =
            (paint.tone(Tone::Gone, &or_nothing(here)), paint.tone(Tone::New, &or_nothing(&change.there)));
        out += &format!("{}[{here} → {there}]", safe(before));
        at = change.here.end;
    }
    out + &safe(words.get(at..).unwrap_or_default())
}
