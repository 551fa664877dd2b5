//! WordPress's export (WXR): a feed with the archive in it, and pictures, menus, drafts and revisions between the posts.

use super::tree::Node;
use super::{No, Source, Story};
use crate::corpus::article::Head;
use crate::corpus::read::{empty_head, unmarked};
use crate::text::format::{Format, date};
use regex::Regex;
use std::sync::LazyLock;

/// Shortcodes that WordPress has of its own, and what has values like one; `[the mayor]` is an editor's insertion.
static SHORTCODE: LazyLock<Regex> = LazyLock::new(|| {
    let own = r"\[/?(?:caption|wp_caption|gallery|embed|audio|video|playlist)\b[^\]]*\]";
    let with_values = r#"\[[a-z][\w-]*(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s\]"']+))+\s*/?\]|\[/[a-z][\w-]*\]"#;
    Regex::new(&format!("{own}|{with_values}")).expect("a constant")
});
static BLANK_LINES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\r?\n[ \t]*(?:\r?\n\s*)+").expect("a constant"));

/// A post that was published and can be read by everybody.
pub fn story(item: &Node, source: &Source) -> Result<Story, No> {
    let kind = item.said("post_type").unwrap_or_default();
    if kind != "post" {
        return Err(No::Story(format!("“{kind}”")));
    }
    let status = item.said("status").unwrap_or_default();
    if status != "publish" {
        return Err(No::Record(format!("its status is “{status}”")));
    }
    if item.said("post_password").is_some() {
        return Err(No::Record("it is protected by a password".to_owned()));
    }
    let text = item.prefixed("content:encoded").map(Node::text).filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| No::Record("no text in it".to_owned()))?;
    Ok(Story { head: head(item, source), text: paragraphs(&text), format: Format::Html })
}

fn head(item: &Node, source: &Source) -> Head {
    let section = item.children().find(|c| c.name() == "category" && c.get("domain") == Some("category"));
    let author = item.said("creator").map(|login| source.authors.get(&login).cloned().unwrap_or(login));
    Head {
        id: item.said("link").or(item.said("guid")).unwrap_or_default(),
        headline: item.said("title").map(unmarked),
        outlet: source.title.clone(),
        date: ["post_date", "post_date_gmt", "pubDate"].iter().find_map(|key| date::read(&item.said(key)?)),
        authors: author.into_iter().collect(),
        url: item.said("link"),
        section: section.map(Node::text).filter(|text| !text.is_empty()),
        lang: source.lang.clone(),
        ..empty_head()
    }
}

/// WordPress makes paragraphs of blank lines when it shows a post, unless the post has its own.
fn paragraphs(text: &str) -> String {
    let text = SHORTCODE.replace_all(text, "");
    if text.contains("<p>") || text.contains("<p ") {
        return text.into_owned();
    }
    BLANK_LINES.replace_all(&text, "<p>").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_make_paragraphs_and_shortcodes_go() {
        assert_eq!(paragraphs("One.\r\n\r\nTwo\nlines."), "One.<p>Two<br>lines.");
        assert_eq!(paragraphs("<p>One.\n\nStill.</p>"), "<p>One.\n\nStill.</p>");
        assert_eq!(
            paragraphs("[caption id=\"a_1\"]<img> The boat[/caption] “[the mayor] left,” [button url='x']go[/button]"),
            "<img> The boat “[the mayor] left,” go"
        );
    }
}
