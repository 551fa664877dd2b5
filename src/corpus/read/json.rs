//! Stories as JSON: one a line, or a file with a list of them anywhere in it.

use super::{FieldMap, Form, Raw, fields};
use crate::error::Problem;
use serde_json::{Map, Value};
use std::io::BufRead;

/// A longer line is not a story.
const LONGEST_LINE: u64 = 32 << 20;
/// A file that is one JSON value is read as a whole.
const LARGEST_FILE: u64 = 512 << 20;

/// JSON Lines, one record a line; bytes that are no UTF-8 cost their letters only.
pub fn lines(mut file: impl BufRead, named: &FieldMap, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let mut next = 0;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = std::io::Read::take(&mut file, LONGEST_LINE).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        let offset = next;
        next += read as u64;
        let problem = |why: String| Problem::new("", format!("record left out: {why}")).on_line(number);
        if read as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            next += skip_line(&mut file)?;
            problems.push(problem(format!("the line is longer than {} MB", LONGEST_LINE >> 20)));
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() {
            let record = record(text, number, named).map(|raw| Raw { offset: Some(offset), ..raw });
            record.map_or_else(|why| problems.push(problem(why)), &mut *take);
        }
    }
    Ok(problems)
}

/// The record of the next line.
pub fn line(file: impl BufRead, number: usize, named: &FieldMap) -> Option<Raw> {
    let mut bytes = Vec::new();
    std::io::Read::take(file, LONGEST_LINE).read_until(b'\n', &mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    record(text.trim_start_matches('\u{feff}').trim(), number, named).ok()
}

/// A file that holds one record, or a list of them (by itself or under a key).
pub fn whole(
    size: u64,
    mut file: impl BufRead,
    named: &FieldMap,
    take: &mut dyn FnMut(Raw),
) -> std::io::Result<Vec<Problem>> {
    if size > LARGEST_FILE {
        let advice = "left out: too large for one JSON value; write one record a line (.jsonl)";
        return Ok(vec![Problem::new("", advice)]);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let list = match serde_json::from_str::<Value>(text) {
        Ok(value) => listed(value, named),
        Err(e) => return Ok(vec![Problem::new("", format!("left out: {e}")).on_line(e.line())]),
    };
    let mut problems = Vec::new();
    for (i, value) in list.into_iter().enumerate() {
        let no_story = |why| Problem::new("", format!("record {} left out: {why}", i + 1));
        story(value, 1, named).map_or_else(|why| problems.push(no_story(why)), &mut *take);
    }
    Ok(problems)
}

/// The records of a value: those of the list that holds the most stories (`articles`, `hits.hits`, `db[0].data.posts`).
fn listed(value: Value, named: &FieldMap) -> Vec<Value> {
    let is_story = |value: &Value| is_story(value, named);
    let lists = match value {
        Value::Array(items) if items.iter().any(is_story) => return items,
        Value::Array(items) => items.into_iter().map(|item| listed(item, named)).collect(),
        Value::Object(map) if text(&map, named).is_none() && !map.contains_key("_source") => map
            .into_iter()
            .map(|(_, v)| v)
            .filter(|v| v.is_array() || v.is_object())
            .map(|v| listed(v, named))
            .collect(),
        one => vec![vec![one]],
    };
    let stories = |list: &Vec<Value>| list.iter().filter(|v| is_story(v)).count();
    lists.into_iter().max_by_key(stories).unwrap_or_default()
}

fn is_story(value: &Value, named: &FieldMap) -> bool {
    value.as_object().is_some_and(|map| map.contains_key("_source") || text(map, named).is_some())
}

/// Bytes passed over, with the line's end.
fn skip_line(file: &mut impl BufRead) -> std::io::Result<u64> {
    let mut passed = 0;
    loop {
        let room = file.fill_buf()?;
        let (length, end) = match room.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (room.len(), room.is_empty()),
        };
        file.consume(length);
        passed += length as u64;
        if end {
            return Ok(passed);
        }
    }
}

fn record(text: &str, line: usize, named: &FieldMap) -> Result<Raw, String> {
    story(serde_json::from_str(text).map_err(|e| format!("not JSON ({e})"))?, line, named)
}

fn story(value: Value, line: usize, named: &FieldMap) -> Result<Raw, String> {
    let Value::Object(mut map) = value else { return Err("it is no record with named fields".to_owned()) };
    if let Some(Value::Object(source)) = map.remove("_source") {
        let id = map.remove("_id");
        map = source;
        id.map(|id| map.entry("id").or_insert(id));
    }
    let one = |keys: &[&str]| first(&map, keys, named);
    let text = one(&fields::TEXT).ok_or("no text in it (looked for text, body, content, html and the like)")?;
    if let Some(why) = fields::unpublished(one) {
        return Err(why);
    }
    let authors = authors_of(&map, named).map_or(Vec::new(), names);
    let form = Form::Field(fields::form(&text));
    Ok(Raw { head: fields::head(one, authors, line), text, form, offset: None })
}

fn text(map: &Map<String, Value>, named: &FieldMap) -> Option<String> {
    first(map, &fields::TEXT, named)
}

fn authors_of<'m>(map: &'m Map<String, Value>, named: &FieldMap) -> Option<&'m Value> {
    let theirs = named.theirs(&fields::AUTHORS).and_then(|path| deep(map, path));
    theirs.or_else(|| fields::AUTHORS.iter().find_map(|key| map.get(*key)))
}

/// `story.body`: by its whole name, or level by level.
fn deep<'m>(map: &'m Map<String, Value>, path: &str) -> Option<&'m Value> {
    map.get(path).or_else(|| {
        let (outer, inner) = path.split_once('.')?;
        deep(map.get(outer)?.as_object()?, inner)
    })
}

/// The first of these keys that says something; what the collection itself calls it comes before all.
fn first(map: &Map<String, Value>, keys: &[&str], named: &FieldMap) -> Option<String> {
    let theirs = named.theirs(keys).and_then(|path| said(deep(map, path)?));
    theirs.or_else(|| usual(map, keys))
}

fn usual(map: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| said(map.get(*key)?))
}

/// A field's words; of several forms (ninjs 2 and later) the first.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => ["name", "value"].iter().find_map(|key| inner.get(*key)?.as_str()).map(str::to_owned),
        Value::Array(items) => items.iter().find_map(|item| said(item).filter(|_| !item.is_number())),
        _ => None,
    }
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
        let problems = lines(text, &FieldMap::default(), &mut |raw| raws.push(raw)).unwrap();
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
    fn ninjs_keeps_bodies_and_headlines_in_lists() {
        let (raws, problems) = read(
            br#"{"uri":"u:1","headlines":[{"role":"main","value":"Ferry"}],"bodies":[{"contenttype":"text/html","value":"<p>It &amp; I sail.</p>"}],"infosources":[{"name":"Coast Agency"}],"firstcreated":"2026-03-04"}
{"uri":"u:2","pubstatus":"canceled","body_text":"No."}"#,
        );
        assert_eq!(raws[0].head.headline.as_deref(), Some("Ferry"));
        assert_eq!(raws[0].head.outlet.as_deref(), Some("Coast Agency"));
        assert_eq!(raws[0].form, Form::Field(crate::text::format::Format::Html));
        assert_eq!(problems[0].message, "record left out: its status is “canceled”");
    }

    #[test]
    fn a_list_may_lie_deep() {
        let mut ids = Vec::new();
        let ghost = br#"{"db":[{"meta":{"v":"5"},"data":{"users":[{"id":1},{"id":2}],"posts":[{"id":"p1","html":"<p>x</p>","status":"published"}]}}]}"#;
        whole(ghost.len() as u64, &ghost[..], &FieldMap::default(), &mut |raw| ids.push(raw.head.id)).unwrap();
        let elastic = br#"{"took":1,"hits":{"total":1,"hits":[{"_id":"e1","_source":{"text":"x"}}]}}"#;
        whole(elastic.len() as u64, &elastic[..], &FieldMap::default(), &mut |raw| ids.push(raw.head.id)).unwrap();
        assert_eq!(ids, ["p1", "e1"]);
    }

    #[test]
    fn a_list_may_stand_under_a_key() {
        let mut ids = Vec::new();
        let text = br#"{"meta":{"n":2},"posts":[{"id":"a","text":"x"},{"id":"b","text":"y"},{"id":"c"}]}"#;
        let problems =
            whole(text.len() as u64, &text[..], &FieldMap::default(), &mut |raw| ids.push(raw.head.id)).unwrap();
        assert_eq!(ids, ["a", "b"]);
        assert!(problems[0].message.starts_with("record 3"), "{}", problems[0].message);
    }
}
