//! `copydesk extract names`.

use super::Read;
use crate::prose::cast::{self, Mention};
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

/// A document's names, in order of place. Who spoke does not matter to them.
pub fn of<'r>(read: &Read<'r>) -> Row<'r> {
    let readings = read.readings();
    let cast = cast::link(&readings);
    let mut extents = read.extents();
    let entry = |mention: &Mention| {
        let (start, end) = extents.of(mention.at);
        let member = cast.member(mention);
        let text = mention.at.span.of(&readings[mention.at.passage].text).to_owned();
        Entry { start, end, text, kind: member.kind.tag(), canonical: member.canonical.clone() }
    };
    Row { doc: read.doc, names: cast.mentions.iter().map(entry).collect() }
}
