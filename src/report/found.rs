//! `copydesk find` for people: who said it, when, where, grouped by how well the words agree; differences shown.

use super::paint::{Paint, Tone};
use super::{Look, counted, safe};
use crate::corpus::article;
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

/// `Other words: 3 records, 2 of them independent`.
fn heading(group: &[Match], paint: Paint) -> String {
    let how = match group[0].level {
        Level::Same => "The same words",
        Level::Shortened => "The same words, shortened",
        Level::Altered => "Other words",
        Level::Possible => "Perhaps the same",
    };
    let independent = independent(group);
    let copies = if independent < group.len() { format!(", {independent} independent") } else { String::new() };
    paint.bold(&format!("{how}: {}{copies}", counted(group.len(), "record"))) + "\n\n"
}

/// Records that are no copies of each other: a wire story printed by ten papers is one source.
fn independent(group: &[Match]) -> usize {
    let copy =
        |(i, m): &(usize, &Match)| group[..*i].iter().any(|earlier| article::is_copy(&earlier.prints, &m.prints));
    group.iter().enumerate().filter(|record| !copy(record)).count()
}

fn one(words: &str, found: &Match, paint: Paint) -> String {
    let citation = &found.citation;
    let mut out = format!("  {}\n  “{}”\n", who(citation, paint), said(citation));
    if !found.changes.is_empty() && found.level != Level::Possible {
        out += &format!("  asked: “{}”\n", compared(words, found, paint));
    }
    if !found.spoken {
        out += "  in the story's own words, without marks\n";
    }
    out + &format!("  {}\n\n", place(citation, paint))
}

/// The words on record as a sentence by themselves: the comma before the speaker's name belongs to the reporter.
pub(super) fn said(citation: &Citation) -> String {
    safe(citation.quote.trim_end_matches(','))
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
    let status = citation.status.map(|status| format!(" ({})", status.name())).unwrap_or_default();
    paint.faint(&format!("{}:{}{}", safe(&citation.path), citation.line, rest.collect::<String>()))
        + &paint.bold(&status)
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
