//! Stories as JSON: one a line, or a file with a list of them. Names of keys are those of the exports seen most
//! (ninjs, newspaper archives, trafilatura, this program's own).

use super::{Form, Raw, empty_head};
use crate::corpus::article::Head;
use crate::error::Problem;
use crate::text::format::date;
use serde_json::{Map, Value};
use std::io::BufRead;

/// A longer line is not a story.
const LONGEST_LINE: u64 = 32 << 20;
/// A file that is one JSON value is read as a whole.
const LARGEST_FILE: u64 = 512 << 20;

/// JSON Lines, one record a line; bytes that are no UTF-8 cost their letters only.
pub fn lines(mut file: impl BufRead, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = std::io::Read::take(&mut file, LONGEST_LINE).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        let problem = |why: String| Problem::new("", format!("record left out: {why}")).on_line(number);
        if read as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            skip_line(&mut file)?;
            problems.push(problem(format!("the line is longer than {} MB", LONGEST_LINE >> 20)));
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() {
            record(text, number).map_or_else(|why| problems.push(problem(why)), &mut *take);
        }
    }
    Ok(problems)
}

/// A file that holds one record, or a list of them (by itself or under a key).
pub fn whole(size: u64, mut file: impl BufRead, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    if size > LARGEST_FILE {
        let advice = "left out: too large for one JSON value; write one record a line (.jsonl)";
        return Ok(vec![Problem::new("", advice)]);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let list = match serde_json::from_str::<Value>(text) {
        Ok(value) => listed(value),
        Err(e) => return Ok(vec![Problem::new("", format!("left out: {e}")).on_line(e.line())]),
    };
    let mut problems = Vec::new();
    for (i, value) in list.into_iter().enumerate() {
        let no_story = |why| Problem::new("", format!("record {} left out: {why}", i + 1));
        story(value, 1).map_or_else(|why| problems.push(no_story(why)), &mut *take);
    }
    Ok(problems)
}

/// The records of a value: its items, or those of its longest list (`articles`, `posts`, `hits.hits`).
fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Object(map) if first(&map, &TEXT).is_none() => {
            let lists = map.into_iter().map(|(_, v)| v).filter(|v| v.is_array() || v.is_object()).map(listed);
            lists.max_by_key(Vec::len).unwrap_or_default()
        }
        one => vec![one],
    }
}

fn skip_line(file: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let room = file.fill_buf()?;
        let (length, end) = match room.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (room.len(), room.is_empty()),
        };
        file.consume(length);
        if end {
            return Ok(());
        }
    }
}

fn record(text: &str, line: usize) -> Result<Raw, String> {
    story(serde_json::from_str(text).map_err(|e| format!("not JSON ({e})"))?, line)
}

const TEXT: [&str; 8] = ["text", "body_text", "body", "content", "plaintext", "article", "maintext", "raw_text"];

fn story(value: Value, line: usize) -> Result<Raw, String> {
    let Value::Object(mut map) = value else { return Err("it is no record with named fields".to_owned()) };
    if let Some(Value::Object(source)) = map.remove("_source") {
        let id = map.remove("_id");
        map = source;
        id.map(|id| map.entry("id").or_insert(id));
    }
    let text = first(&map, &TEXT).ok_or_else(|| format!("no text in it (looked for {})", TEXT.join(", ")))?;
    let text = match map.contains_key("body_html") || text.trim_start().starts_with("<p") {
        true => return Err("its text is HTML".to_owned()),
        false => text,
    };
    Ok(Raw { head: head(&map, line), text, form: Form::Field })
}

fn head(map: &Map<String, Value>, line: usize) -> Head {
    let one = |keys: &[&str]| first(map, keys);
    Head {
        id: one(&["doc", "id", "guid", "uri", "url", "link"]).unwrap_or_default(),
        headline: one(&["title", "headline"]),
        outlet: one(&["outlet", "source", "publisher", "publication", "sitename", "provider", "source_domain"]),
        date: one(&["date", "published", "date_publish", "published_at", "versioncreated", "pubdate"])
            .and_then(|d| date::read(&d)),
        authors: ["author", "authors", "byline", "creator"].iter().find_map(|k| map.get(*k)).map_or(Vec::new(), names),
        url: one(&["url", "link", "canonical_url"]),
        section: one(&["section", "category", "desk"]),
        lang: one(&["lang", "language"]),
        line,
        ..empty_head()
    }
}

/// The first of these keys that says something.
fn first(map: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let said = |value: &Value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => inner.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    keys.iter().find_map(|key| said(map.get(*key)?))
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(list) => list.iter().flat_map(names).collect(),
        Value::Object(map) => map.get("name").and_then(Value::as_str).map(str::to_owned).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Vec<Raw>, Vec<Problem>) {
        let mut raws = Vec::new();
        let problems = lines(text, &mut |raw| raws.push(raw)).unwrap();
        (raws, problems)
    }

    #[test]
    fn a_bad_line_is_told_and_stops_nothing() {
        let (raws, problems) = read(b"{\"id\":\"a\",\"text\":\"One.\"}\n{broken\n\n[1]\n{\"id\":7,\"body\":\"Two.\"}");
        let ids: Vec<_> = raws.iter().map(|r| (r.head.id.as_str(), r.head.line)).collect();
        assert_eq!(ids, [("a", 1), ("7", 5)]);
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [Some(2), Some(4)]);
        assert!(problems[0].message.contains("not JSON"), "{}", problems[0].message);
    }

    #[test]
    fn keys_of_the_usual_exports_are_known() {
        let (raws, _) = read(
            br#"{"_id":"e1","_source":{"headline":"Ferry","byline":"Ida Lund","versioncreated":"2026-03-04T10:00:00Z","body_text":"It sails."}}"#,
        );
        let head = &raws[0].head;
        assert_eq!((head.id.as_str(), head.headline.as_deref()), ("e1", Some("Ferry")));
        assert_eq!(head.authors, ["Ida Lund"]);
        assert_eq!(head.date.map(|d| d.to_string()).as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn a_list_may_stand_under_a_key() {
        let mut ids = Vec::new();
        let text = br#"{"meta":{"n":2},"posts":[{"id":"a","text":"x"},{"id":"b","text":"y"},{"id":"c"}]}"#;
        let problems = whole(text.len() as u64, &text[..], &mut |raw| ids.push(raw.head.id)).unwrap();
        assert_eq!(ids, ["a", "b"]);
        assert!(problems[0].message.starts_with("record 3"), "{}", problems[0].message);
    }
}
