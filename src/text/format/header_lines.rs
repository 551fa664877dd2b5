//! Plain text exports often begin with lines like `Published: ...` and `By ...`.

use super::{Meta, date, lines_from};
use crate::text::passage::{Passage, Role};

/// Where the header lines end, if the source begins with any.
pub fn end(source: &str) -> Option<usize> {
    let mut end = 0;
    for (start, line) in lines_from(source, 0) {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if !is_header(text) && (end == 0 || !is_credit(text)) {
            break;
        }
        end = start + line.len();
    }
    (end > 0).then_some(end)
}

/// Reads the header lines; a `Title:` line becomes the headline.
pub fn read(block: &str) -> (Meta, Vec<Passage>) {
    let mut meta = Meta::default();
    let mut passages = Vec::new();
    for (start, line) in lines_from(block, 0) {
        let text = line.trim_end();
        if let Some((key, value)) = split(text) {
            if is_title(&key) {
                passages.push(Passage::verbatim(Role::Headline, value, start + text.len() - value.len()));
            }
            set(&mut meta, &key, value);
        } else if let Some((outlet, author)) = text.split_once('|') {
            meta.outlet = Some(outlet.trim().to_owned());
            meta.authors.push(author.trim().trim_start_matches("By ").to_owned());
        } else if let Some(author) = text.trim().strip_prefix("By ") {
            meta.authors.push(author.to_owned());
        }
    }
    (meta, passages)
}

fn set(meta: &mut Meta, key: &str, value: &str) {
    let value = value.to_owned();
    match key {
        "published" | "date" => meta.date = date::read(&value),
        "by" | "author" | "byline" => meta.authors.push(value),
        "source" | "outlet" => meta.outlet = Some(value),
        "url" | "link" => meta.url = Some(value),
        "section" => meta.section = Some(value),
        "status" => meta.status = Some(value),
        "language" | "lang" => meta.lang = Some(value),
        _ if is_title(key) => meta.title = Some(value),
        _ => {}
    }
}

fn is_title(key: &str) -> bool {
    matches!(key, "title" | "headline")
}

const KEYS: [&str; 16] = [
    "published",
    "date",
    "updated",
    "by",
    "author",
    "byline",
    "source",
    "outlet",
    "url",
    "link",
    "section",
    "status",
    "language",
    "lang",
    "title",
    "headline",
];

fn split(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().to_ascii_lowercase();
    KEYS.contains(&key.as_str()).then_some((key, value.trim()))
}

fn is_header(line: &str) -> bool {
    split(line).is_some() || is_byline(line)
}

/// `By Ana Ruiz`: up to six words, each of the name's with a capital.
fn is_byline(line: &str) -> bool {
    let Some(name) = line.strip_prefix("By ") else { return false };
    let mut words = name.split_whitespace();
    let capital =
        |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "and" | "de" | "van" | "von" | "al" | "in");
    name.split_whitespace().count() <= 6 && !name.ends_with('.') && words.all(capital)
}

/// `Global Desk | By Ana Ruiz`
fn is_credit(line: &str) -> bool {
    line.split_once('|').is_some_and(|(_, by)| is_byline(by.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;
    use jiff::civil::Date;

    #[test]
    fn header_lines_are_no_prose() {
        let source = "Published: Fri, March 8, 2024\nCoast Desk | By Ida Lund\n\nFerry stops\n\nText.\n";
        let end = end(source).unwrap();
        let (meta, passages) = read(&source[..end]);
        assert_eq!(meta.date, Some(Date::constant(2024, 3, 8)));
        assert_eq!(meta.outlet.as_deref(), Some("Coast Desk"));
        assert_eq!(meta.authors, ["Ida Lund"]);
        assert!(passages.is_empty());
        assert!(source[end..].trim_start().starts_with("Ferry"));
    }

    #[test]
    fn a_story_that_begins_at_once_has_none() {
        assert_eq!(end("By Monday the harbour was closed.\n"), None);
        assert_eq!(end("The mayor said: no.\n"), None);
    }

    #[test]
    fn a_title_line_is_the_headline_where_it_stands() {
        let source = "Title: Ferry stops\nBy Ida Lund\n";
        let (_, passages) = read(source);
        assert_eq!(passages[0].to_source(Span::new(0, 5)).of(source), "Ferry");
    }
}
