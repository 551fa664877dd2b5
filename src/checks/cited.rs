//! How a message names a record.

use crate::finding::Citation;

/// `2024-03-07-taxes.md`, with the date where the name does not tell it, and the time in a recording.
pub fn place(citation: &Citation) -> String {
    let by_path = citation.article == citation.path;
    let name = if by_path { citation.path.rsplit('/').next().unwrap_or_default() } else { &citation.article };
    let date = citation.date.as_deref().filter(|date| !name.contains(date));
    [Some(name), date, citation.time.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
