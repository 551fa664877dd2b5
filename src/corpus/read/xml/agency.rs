//! What agencies send: NITF (IPTC, "News Industry Text Format" 3) and NewsML-G2, whose items may have NITF in them.

use super::tree::Node;
use super::{No, Story};
use crate::corpus::article::Head;
use crate::corpus::read::{empty_head, fields};
use crate::finding::Status;
use crate::text::format::{Format, date};

/// A `<newsItem>` or `<nitf>`.
pub fn story(node: &Node) -> Result<Story, No> {
    if node.name() == "nitf" { nitf(node) } else { news_item(node) }
}

fn nitf(node: &Node) -> Result<Story, No> {
    let docdata = node.find("docdata");
    let status = docdata.and_then(|d| d.get("management-status"));
    if let Some(status) = status.filter(|status| is_held(status)) {
        return Err(No::Record(format!("its status is “{status}”")));
    }
    let content = node.find("body.content").ok_or_else(|| No::Record("no text in it".to_owned()))?;
    let pubdata = node.find("pubdata");
    let known = |key: &str| pubdata.and_then(|p| p.get(key)).map(str::to_owned);
    let issued = docdata.and_then(|d| d.child("date.issue")?.get("norm"));
    let head = Head {
        id: docdata.and_then(|d| d.child("doc-id")?.get("id-string")).unwrap_or_default().to_owned(),
        headline: node
            .find("hl1")
            .map(Node::text)
            .or_else(|| node.find("title").map(Node::text))
            .filter(|t| !t.is_empty()),
        outlet: known("name").or_else(|| node.find("distributor").map(Node::text)),
        date: issued.and_then(date::read).or_else(|| date::read(&known("date.publication")?)),
        authors: node.find("byline").map(byline).unwrap_or_default(),
        url: known("ex-ref"),
        section: known("position.section"),
        lang: node.get("lang").map(str::to_owned),
        status: status.and_then(Status::named),
        ..empty_head()
    };
    Ok(Story { head, text: content.html(&html_name), format: Format::Html })
}

fn news_item(node: &Node) -> Result<Story, No> {
    let status = node.find("pubStatus").and_then(|s| s.get("qcode")).and_then(|code| code.rsplit(':').next());
    if let Some(status) = status.filter(|status| is_held(status)) {
        return Err(No::Record(format!("its status is “{status}”")));
    }
    let under_embargo = node.find("embargoed").map(|_| Status::Embargoed);
    let content = node.child("contentSet");
    let inner = content.and_then(|set| set.find("nitf")).map(nitf).transpose()?;
    let (text, format) = match (inner.as_ref(), content) {
        (Some(inner), _) => (inner.text.clone(), inner.format),
        (None, Some(set)) => inline(set).ok_or_else(|| no_text(node))?,
        (None, None) => return Err(no_text(node)),
    };
    let meta = |name: &str| node.find(name).map(Node::text).filter(|text| !text.is_empty());
    let provider = node.find("provider").and_then(|p| p.said("name").or(p.get("literal").map(str::to_owned)));
    let inner = inner.map_or_else(empty_head, |inner| inner.head);
    let head = Head {
        id: node.get("guid").unwrap_or_default().to_owned(),
        headline: meta("headline").or(inner.headline),
        outlet: provider.or(inner.outlet),
        date: ["contentCreated", "firstCreated", "versionCreated"]
            .iter()
            .find_map(|key| date::read(&meta(key)?))
            .or(inner.date),
        authors: node.find("by").map(byline).unwrap_or(inner.authors),
        section: inner.section,
        lang: node.find("language").and_then(|l| l.get("tag")).or(node.get("lang")).map(str::to_owned).or(inner.lang),
        status: status.and_then(Status::named).or(under_embargo).or(inner.status),
        ..empty_head()
    };
    Ok(Story { head, text, format })
}

/// XHTML or text in the item itself; pictures and films lie elsewhere.
fn inline(set: &Node) -> Option<(String, Format)> {
    let xml = set.child("inlineXML").map(|xml| (xml.html(&html_name), Format::Html));
    let data = || set.child("inlineData").map(|data| (data.text(), fields::form(&data.text())));
    xml.or_else(data).filter(|(text, _)| !text.trim().is_empty())
}

/// A service sends its pictures in the same envelopes: these are no stories that failed.
fn no_text(node: &Node) -> No {
    let class = node.find("itemClass").and_then(|class| class.get("qcode")).unwrap_or_default();
    match class.rsplit(':').next() {
        Some("text" | "") | None => No::Record("no text in it".to_owned()),
        Some(class) => No::Story(class.to_owned()),
    }
}

fn is_held(status: &str) -> bool {
    fields::unpublished(|_| Some(status.to_owned())).is_some()
}

/// `By <person>Ida Lund</person> and …, <byttl>Coast Agency</byttl>`
fn byline(node: &Node) -> Vec<String> {
    let people: Vec<_> = node.children().filter(|c| c.name() == "person").map(Node::text).collect();
    if !people.is_empty() {
        return people;
    }
    let title = node.said("byttl").unwrap_or_default();
    let text = node.text();
    let text = text.strip_suffix(title.as_str()).unwrap_or(&text).trim().trim_end_matches(',');
    let names = text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(text);
    names
        .split(" and ")
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|n| !n.is_empty())
        .collect()
}

/// HTML's element for NITF's; most have the same name, and what HTML does not know reads as its text.
fn html_name(name: &str) -> String {
    let name = match name {
        "hl1" => "h1",
        "hl2" => "h2",
        "bq" => "blockquote",
        "block" => "div",
        "credit" => "footer",
        "media" | "note" | "nitf-table" | "custom-table" => "aside",
        other => other,
    };
    name.to_owned()
}
