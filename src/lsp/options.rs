//! What the editor's own settings say: the keys of `copydesk.toml`, and a few that only an editor can want.

use crate::checks;
use crate::corpus::Collection;
use crate::corpus::article::Rank;
use crate::error::Problem;
use crate::settings::key::KEYS;
use crate::settings::{self, Settings, Trust};
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::time::Duration;

/// Keys that the settings file does not have.
const OWN_KEYS: [&str; 6] = ["corpus", "notes", "inlayHints", "codeLens", "allDrafts", "initials"];

/// The editor's own settings. They are the user's word, so they may name folders anywhere.
#[derive(Clone, Debug, Default)]
pub struct Options {
    said: Map<String, Value>,
    /// As the file would have them.
    pub settings: Settings,
    /// Folders or files named beside those of the workspace.
    pub collections: Vec<Collection>,
    /// Whether each quotation's speaker is shown in the text.
    pub hints: bool,
    /// Whether each quotation on record has a line above it that says by how many sources.
    pub lenses: bool,
    /// Whether drafts that are not open are told of as well.
    pub all_drafts: bool,
    /// The writer's initials, for what they mark as seen.
    pub initials: Option<String>,
}

impl Options {
    /// Takes up what the editor says, on top of what it said before; what is null or unknown says nothing.
    pub fn take(&mut self, said: &Value) -> Vec<Problem> {
        let Some(said) = said.as_object() else { return Vec::new() };
        let known = |key: &str| OWN_KEYS.contains(&key) || of_the_file(key);
        self.said.extend(said.iter().filter(|(k, v)| known(k) && !v.is_null()).map(|(k, v)| (k.clone(), v.clone())));
        let file: Map<_, _> = self.said.iter().filter(|(k, _)| of_the_file(k)).map(pair).collect();
        let (settings, problems) = match toml::to_string(&file) {
            Ok(text) => settings::read(&text, &checks::codes(), Trust::User),
            Err(e) => (Settings::default(), vec![Problem::new("", e.to_string())]),
        };
        self.settings = settings;
        self.collections = [("notes", Rank::Notes), ("corpus", Rank::Archive)]
            .into_iter()
            .flat_map(|(key, rank)| paths(self.said.get(key)).map(move |path| collection(path, rank)))
            .collect();
        let wants = |key: &str| self.said.get(key).and_then(Value::as_bool) == Some(true);
        (self.hints, self.lenses, self.all_drafts) = (wants("inlayHints"), wants("codeLens"), wants("allDrafts"));
        let initials = self.said.get("initials").and_then(Value::as_str).map(|said| said.split_whitespace().collect());
        self.initials = initials.filter(|initials: &String| !initials.is_empty());
        problems.into_iter().map(|p| Problem { path: "the editor's settings".to_owned(), line: None, ..p }).collect()
    }

    /// The quiet before a check: the editor's word, else the file's, else `default`. It is a matter of the writer's taste.
    pub fn delay(&self, file: &Settings, default: Duration) -> Duration {
        self.settings.delay.or(file.delay).map_or(default, Duration::from_millis)
    }
}

/// Whether an editor's settings may hold a key, or table, of the file as well. Others are the editor's own business.
fn of_the_file(table: &str) -> bool {
    KEYS.iter().any(|key| key.is_of_the_editor() && key.table() == table)
}

fn pair((key, value): (&String, &Value)) -> (String, Value) {
    (key.clone(), value.clone())
}

/// One path or a list of them.
fn paths(value: Option<&Value>) -> impl Iterator<Item = PathBuf> {
    let one = value.and_then(Value::as_str);
    let many = value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(PathBuf::from)
}

fn collection(path: PathBuf, rank: Rank) -> Collection {
    let path = path.canonicalize().unwrap_or(path);
    Collection::new(path.to_string_lossy().into_owned(), path, rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn later_words_are_laid_over_earlier_ones_and_null_says_nothing() {
        let mut options = Options::default();
        assert!(options.take(&json!({"delay": 0, "rules": {"altered-quote": "off"}, "trace": 1})).is_empty());
        assert!(options.take(&json!({"delay": null, "inlayHints": true})).is_empty());
        assert_eq!(options.settings.delay, Some(0));
        assert_eq!(options.settings.book.style("", None).levels.get("altered-quote"), Some(&None));
        assert!(options.hints);
    }

    #[test]
    fn a_wrong_value_is_told_and_the_rest_holds() {
        let mut options = Options::default();
        let problems = options.take(&json!({"delay": "soon", "rules": {"altered-quote": "hint"}}));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(options.settings.book.style("", None).levels.len(), 1);
    }
}
