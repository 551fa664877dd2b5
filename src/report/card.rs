//! What is on record about a name, for people and for programs.

use super::found::{line, place, said, status, who};
use super::paint::Paint;
use super::{Look, safe};
use crate::corpus::question::{Card, counted_stories};
use crate::finding::{Citation, Status};
use crate::prose::name::Kind;
use serde_json::{Value, json};

/// Under 15 lines in all: of each kind so many.
const SPELLINGS: usize = 6;
const TITLES: usize = 2;
const STORIES: usize = 3;
const QUOTATIONS: usize = 3;
/// Characters of a quotation: the rest is where the link leads.
const LONGEST: usize = 120;

/// The card for people: how we spell it, newest title, last stories, last words, namesakes.
pub fn full(card: &Card, look: Look) -> String {
    let paint = Paint::new(look);
    if card.count == 0 {
        return not_on_record(card);
    }
    let kind = match card.kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::Other => "name",
    };
    let mut out = format!("{}, {kind}, {}{}\n", paint.bold(&safe(&card.name)), counted_stories(card.count), days(card));
    if card.spellings.len() > 1 {
        let shown = card.spellings.iter().take(SPELLINGS).map(|(name, count)| format!("{} ({count})", safe(name)));
        let more = card.spellings.len().saturating_sub(SPELLINGS);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        out += &format!("Spelled {}{more}\n", shown.collect::<Vec<_>>().join(", "));
    }
    let titles =
        card.titles.iter().take(TITLES).map(|(title, from)| format!("{}, {}", safe(title), dated(from, paint)));
    out += &section("Titles, newest first", titles);
    out += &section("Last stories", card.stories.iter().take(STORIES).map(|story| dated(story, paint)));
    let words = |citation: &Citation| {
        let place = paint.faint(&line(citation)) + &status(citation, paint);
        format!("“{}” {}, {place}", shortened(&said(citation)), who(citation, paint))
    };
    out += &section("Last said", card.said.iter().take(QUOTATIONS).map(words));
    if !card.namesakes.is_empty() {
        out += &format!("Not to be confused with {}\n", safe(&card.namesakes.join(", ")));
    }
    out
}

/// `, 2024-01-05 to 2026-03-07`: when it was first and last on record.
pub fn days(card: &Card) -> String {
    match &card.seen {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    }
}

/// The first words, and dots for the rest.
fn shortened(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(LONGEST) else { return words.to_owned() };
    let end = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", words[..end].trim_end_matches([',', ';', ' ']))
}

fn not_on_record(card: &Card) -> String {
    match card.nearest.as_slice() {
        [] => format!("{} is not on record.\n", safe(&card.name)),
        near => format!("{} is not on record. Near it: {}.\n", safe(&card.name), safe(&near.join(", "))),
    }
}

fn section(heading: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { lines } else { format!("{heading}\n{lines}") }
}

/// `2026-11-12, Halvard Courier, archive/story.md:3, Headline`.
fn dated(citation: &Citation, paint: Paint) -> String {
    let known: String =
        [&citation.date, &citation.outlet].into_iter().flatten().map(|part| safe(part) + ", ").collect();
    known + &place(citation, paint)
}

/// The card for programs.
pub fn json(card: &Card) -> String {
    let with_story = |(title, from): &(String, Citation)| json!({"title": title, "record": record(from)});
    let spelling = |(name, count): &(String, usize)| json!({"name": name, "count": count});
    let card = json!({
        "name": card.name,
        "type": card.kind.tag(),
        "count": card.count,
        "seen": card.seen,
        "spellings": card.spellings.iter().map(spelling).collect::<Vec<_>>(),
        "titles": card.titles.iter().map(with_story).collect::<Vec<_>>(),
        "stories": card.stories.iter().map(record).collect::<Vec<_>>(),
        "said": card.said.iter().map(record).collect::<Vec<_>>(),
        "namesakes": card.namesakes,
        "nearest": card.nearest,
    });
    format!("{card}\n")
}

pub(super) fn record(citation: &Citation) -> Value {
    let Citation { article, date, outlet, headline, speaker, quote, path, line, time, url, status } = citation;
    json!({
        "article": article, "date": date, "outlet": outlet, "headline": headline, "speaker": speaker, "quote": quote,
        "path": path, "line": line, "time": time, "url": url,
        "status": status.map(Status::name),
    })
}
