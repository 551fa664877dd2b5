//! The schema of `copydesk.toml` (JSON Schema, draft 7), from the table of keys: editors complete and check by it.

use super::key::{KEYS, Key, OFF, OVERRIDES, Place, TABLES, Takes};
use crate::finding::Severity;
use serde_json::{Map, Value, json};

/// The schema; `rules` are codes with their summaries.
pub fn schema(rules: &[(&str, &str)]) -> Value {
    let mut root = table("");
    root["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    root["title"] = json!("copydesk.toml");
    root["description"] = json!("What the desk has decided: read by the editor, the command line and CI alike.");
    let mut part = table(OVERRIDES);
    for key in KEYS {
        if key.place != Place::Override {
            put(&mut root, key, key.at, rules);
        }
        if key.place == Place::Anywhere {
            put(&mut part, key, key.at, rules);
        }
        if key.place == Place::Override {
            let at = key.at.trim_start_matches(OVERRIDES).trim_start_matches('.');
            put(&mut part, key, at, rules);
        }
    }
    root["properties"][OVERRIDES] = json!({"type": "array", "description": about(OVERRIDES), "items": part});
    root
}

/// Puts a key under the table that it stands in.
fn put(table_of: &mut Value, key: &Key, at: &str, rules: &[(&str, &str)]) {
    let mut here = table_of;
    let mut parts = at.split('.').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        if last && key.takes == Takes::Level {
            for (code, summary) in rules {
                here["properties"][*code] = level(summary);
            }
            return;
        }
        let slot = if part == "*" { &mut here["additionalProperties"] } else { &mut here["properties"][part] };
        if last {
            *slot = value(key);
            return;
        }
        if !slot.is_object() {
            *slot = table(part);
        }
        here = slot;
    }
}

/// A table that holds nothing but what is put into it.
fn table(name: &str) -> Value {
    let mut table = json!({"type": "object", "properties": Map::new(), "additionalProperties": false});
    let about = about(name);
    if !name.is_empty() && !about.is_empty() {
        table["description"] = json!(about);
    }
    table
}

fn about(name: &str) -> &'static str {
    TABLES.iter().find(|(table, _)| *table == name).map_or("", |(_, about)| about)
}

fn value(key: &Key) -> Value {
    let mut value = match key.takes {
        Takes::Text | Takes::Path => json!({"type": "string"}),
        Takes::Texts | Takes::Paths => json!({"type": "array", "items": {"type": "string"}}),
        Takes::Flag => json!({"type": "boolean"}),
        Takes::Number(most) => json!({"type": "integer", "minimum": 0, "maximum": most}),
        Takes::OneOf(words) => json!({"enum": words}),
        Takes::Level => level(""),
    };
    value["description"] = json!(key.about);
    value
}

fn level(summary: &str) -> Value {
    let words: Vec<_> = Severity::ALL.iter().map(|level| level.name()).chain([OFF]).collect();
    json!({"enum": words, "description": summary})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_there_with_what_it_takes() {
        let schema = schema(&[("altered-quote", "words differ")]);
        assert_eq!(schema["properties"]["rules"]["properties"]["altered-quote"]["enum"][4], "off");
        let notes = &schema["properties"]["collections"]["additionalProperties"];
        assert_eq!(notes["properties"]["kind"]["enum"][0], "notes");
        assert_eq!(notes["additionalProperties"], false);
        let part = &schema["properties"]["overrides"]["items"]["properties"];
        assert_eq!(part["sections"]["type"], "array");
        assert_eq!(part["style"]["properties"]["curled-by-build"]["type"], "boolean");
        assert!(part.get("delay").is_none() && schema["properties"]["paths"].is_null());
    }
}
