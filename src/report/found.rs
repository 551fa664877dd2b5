//! `copydesk find` for people: who said it, when, where, grouped by how well the words agree; differences shown.

use super::paint::{Paint, Tone};
use super::{Look, safe};
use crate::corpus::question::{self, Level, Match, counted_stories};
use crate::finding::{Citation, Status};
use serde_json::json;

/// What was found for `words`.
pub fn show(words: &str, matches: &[Match], look: Look) -> String {
    let paint = Paint::new(look);
    if matches.is_empty() {
        return "Not on record.\n".to_owned();
    }
    let groups = matches.chunk_by(|a, b| a.level == b.level);
    groups
        .map(|group| {
            let sources = question::sources(group);
            let told = sources.iter().map(|printings| source(words, printings, paint));
            heading(group, sources.len(), paint) + &told.collect::<String>()
        })
        .collect()
}

/// What was found, for programs: sources in order, each with its printings, oldest first.
pub fn json(words: &str, matches: &[Match]) -> String {
    let printing = |m: &&Match| {
        let mut record = super::card::record(&m.citation);
        record["level"] = m.level.name().into();
        record["score"] = m.score.into();
        record["rank"] = m.rank.name().into();
        record["marks"] = m.spoken.into();
        record
    };
    let source = |source: &Vec<&Match>| source.iter().map(printing).collect::<Vec<_>>();
    let sources: Vec<_> = question::sources(matches).iter().map(source).collect();
    format!("{}\n", json!({"version": 1, "words": words, "stories": question::stories(matches), "sources": sources}))
}

/// The columns of [`csv`].
const COLUMNS: [&str; 14] = [
    "source", "level", "score", "date", "outlet", "speaker", "quote", "headline", "article", "path", "line", "time",
    "url", "status",
];

/// What was found as a table, one printing a row: the correction desk's list of where else it was printed. Copies have
/// the same number under `source`.
pub fn csv(matches: &[Match]) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let rows = question::sources(matches)
        .into_iter()
        .enumerate()
        .flat_map(|(i, source)| source.into_iter().map(move |found| row(i + 1, found)).collect::<Vec<_>>());
    // Writing to memory does not fail.
    let _ = table.write_record(COLUMNS);
    rows.for_each(|row| drop(table.write_record(row)));
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(source: usize, found: &Match) -> [String; COLUMNS.len()] {
    let Citation { article, date, outlet, headline, speaker, quote, path, line, time, url, status } = &found.citation;
    let or_empty = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
    [
        source.to_string(),
        found.level.name().to_owned(),
        format!("{:.2}", found.score),
        or_empty(date),
        or_empty(outlet),
        or_empty(speaker),
        cell(quote),
        or_empty(headline),
        cell(article),
        cell(path),
        line.to_string(),
        or_empty(time),
        or_empty(url),
        status.map_or("", Status::name).to_owned(),
    ]
}

/// A spreadsheet takes `=1+1` for a formula: what comes from an archive must not run in the desk's.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// `Other words: in 3 stories, 2 of them independent`.
fn heading(group: &[Match], independent: usize, paint: Paint) -> String {
    let how = match group[0].level {
        Level::Same => "The same words",
        Level::Shortened => "The same words, shortened",
        Level::Altered => "Other words",
        Level::Possible => "Perhaps the same",
    };
    let stories = question::stories(group);
    let copies = if independent < stories { format!(", {independent} independent") } else { String::new() };
    paint.bold(&format!("{how}: in {}{copies}", counted_stories(stories))) + "\n\n"
}

/// The oldest printing in full, of its copies only where they are.
fn source(words: &str, printings: &[&Match], paint: Paint) -> String {
    let copy = |copy: &&Match| format!("  copy: {}\n", place(&copy.citation, paint));
    let copies: String = printings[1..].iter().map(copy).collect();
    let first = one(words, printings[0], paint);
    if copies.is_empty() { first } else { first.trim_end().to_owned() + "\n" + &copies + "\n" }
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
    paint.faint(&format!("{}{}", line(citation), rest.collect::<String>())) + &status(citation, paint)
}

/// `archive/story.md:12`.
pub(super) fn line(citation: &Citation) -> String {
    format!("{}:{}", safe(&citation.path), citation.line)
}

/// What became of the record, if anything did.
pub(super) fn status(citation: &Citation, paint: Paint) -> String {
    let status = citation.status.map(|status| format!(" ({})", status.name())).unwrap_or_default();
    paint.bold(&status)
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
