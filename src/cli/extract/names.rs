//! `copydesk extract names`.

use super::Read;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub struct Row<'r> {
    doc: &'r Value,
    names: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    start: usize,
    end: usize,
    text: String,
    #[serde(rename = "type")]
    kind: &'static str,
    canonical: String,
}

/// A document's names, in order of place.
pub fn of<'r>(read: &Read<'r>) -> Row<'r> {
    let story = read.story();
    let mut extents = read.extents();
    let entry = |mention: &crate::prose::cast::Mention| {
        let (start, end) = extents.of(mention.at);
        let member = story.cast.member(mention);
        let text = story.text(mention.at).to_owned();
        Entry { start, end, text, kind: member.kind.tag(), canonical: member.canonical.clone() }
    };
    Row { doc: read.doc, names: story.cast.mentions.iter().map(entry).collect() }
}
