//! What could not be read, kept beside the index: an update reads only what changed, and the list is for all of it.

use crate::error::Problem;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Its name in the index's folder.
pub const LIST: &str = "rejected.jsonl";

#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    line: Option<usize>,
    message: String,
}

/// The list, by path and line.
pub fn list(dir: &Path) -> Vec<Problem> {
    let text = std::fs::read_to_string(dir.join(LIST)).unwrap_or_default();
    let entry = |line: &str| serde_json::from_str::<Entry>(line).ok();
    let problem = |e: Entry| Problem { path: e.path, line: e.line, message: e.message };
    text.lines().filter_map(entry).map(problem).collect()
}

/// Puts what was found in the files that were read again (`fresh`) in the place of what was known of them, and forgets
/// files that are gone: `kept` were left as they are.
pub fn update(dir: &Path, kept: &HashSet<PathBuf>, fresh: &[Problem]) {
    let mut all: Vec<_> = list(dir).into_iter().filter(|p| kept.contains(Path::new(&p.path))).collect();
    all.extend(fresh.iter().cloned());
    all.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let entry = |p: Problem| Entry { path: p.path, line: p.line, message: p.message };
    let lines = all.into_iter().filter_map(|p| serde_json::to_string(&entry(p)).ok());
    let text: String = lines.map(|line| line + "\n").collect();
    let file = dir.join(LIST);
    // A list that cannot be written costs the list, not the index.
    let _ = if text.is_empty() { std::fs::remove_file(file) } else { std::fs::write(file, text) };
}
