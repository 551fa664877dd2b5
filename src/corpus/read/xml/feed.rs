//! Items of feeds: RSS 0.9 to 2.0 with their usual additions, and Atom (RFC 4287).

use super::tree::Node;
use super::{No, Source, Story};
use crate::corpus::article::Head;
use crate::corpus::read::{empty_head, unmarked};
use crate::text::format::{Format, date};

/// An `<item>` or `<entry>`. A feed that gives teasers only has teasers on record.
pub fn story(item: &Node, source: &Source) -> Result<Story, No> {
    let (text, format) = body(item).ok_or_else(|| No::Record("no text in it".to_owned()))?;
    let head = Head {
        id: item.said("guid").or(item.said("id")).or(link(item)).unwrap_or_default(),
        headline: item.said("title").map(unmarked),
        outlet: item
            .child("source")
            .and_then(|s| s.said("title").or(Some(s.text())))
            .filter(|s| !s.is_empty())
            .or(source.title.clone()),
        date: ["pubDate", "published", "date", "issued", "updated"].iter().find_map(|key| date::read(&item.said(key)?)),
        authors: authors(item),
        url: link(item),
        section: item
            .child("category")
            .and_then(|c| c.get("term").map(str::to_owned).or(Some(c.text())))
            .filter(|c| !c.is_empty()),
        lang: item.get("lang").map(str::to_owned).or(source.lang.clone()),
        ..empty_head()
    };
    Ok(Story { head, text, format })
}

/// The whole text if the feed has it, else the teaser.
fn body(item: &Node) -> Option<(String, Format)> {
    let as_is = |name: &str| name.to_owned();
    let nodes =
        [item.prefixed("content:encoded"), item.child("content"), item.child("description"), item.child("summary")];
    nodes.into_iter().flatten().find_map(|node| {
        let (text, format) = match node.get("type") {
            Some("xhtml") => (node.html(&as_is), Format::Html),
            Some("text") => (node.text(), Format::Plain),
            _ => (node.text(), Format::Html),
        };
        (!text.trim().is_empty()).then_some((text, format))
    })
}

/// RSS has an address as text, Atom as an attribute, the story's own being `alternate`.
fn link(item: &Node) -> Option<String> {
    let links = item.children().filter(|child| child.name() == "link");
    let own = links.filter(|link| matches!(link.get("rel"), None | Some("alternate")));
    own.map(|link| link.get("href").map_or_else(|| link.text(), str::to_owned)).find(|address| !address.is_empty())
}

/// `dc:creator`, Atom's `<author><name>`, or RSS's `mail@host (Ida Lund)`.
fn authors(item: &Node) -> Vec<String> {
    let said = item.children().filter(|child| matches!(child.name(), "creator" | "author"));
    said.filter_map(|author| {
        let text = author.said("name").unwrap_or_else(|| author.text());
        let name = match text.split_once('(') {
            Some((_, name)) => name.trim_end_matches(')').trim().to_owned(),
            None => text,
        };
        (!name.is_empty() && !name.contains('@')).then_some(name)
    })
    .collect()
}
