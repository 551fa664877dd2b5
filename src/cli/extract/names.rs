//! `copydesk extract names`.

use super::Read;
use crate::prose::cast::{Cast, Mention};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub struct Row<'r> {
    doc: &'r Value,
    names: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    #[serde(rename = "type")]
    kind: &'static str,
    canonical: &'r str,
}

/// A document's names, in order of place. Who spoke does not matter to them.
pub fn of<'r>(read: &'r Read, cast: &'r Cast) -> Row<'r> {
    let mut extents = read.extents();
    let entry = |mention: &Mention| {
        let (start, end) = extents.of(mention.at);
        let member = cast.member(mention);
        let text = mention.at.span.of(&read.readings[mention.at.passage].text);
        Entry { start, end, text, kind: member.kind.tag(), canonical: &member.canonical }
    };
    Row { doc: read.doc, names: cast.mentions.iter().map(entry).collect() }
}
