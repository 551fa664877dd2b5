//! Names that exports give to what is known about a story, those seen most first: ninjs, newspaper archives, scrapers
//! (trafilatura, newspaper4k), Ghost, JSON Feed, researchers' tables, and this program's own.

use super::empty_head;
use crate::corpus::article::Head;
use crate::finding::Status;
use crate::text::format::{Format, date};

/// Text; the plain forms of those systems that keep both well, then HTML, then what is either.
pub const TEXT: [&str; 15] = [
    "text",
    "body_text",
    "maintext",
    "raw_text",
    "article",
    "body_html",
    "body_xhtml",
    "content_html",
    "html",
    "article_html",
    "body",
    "content",
    "bodies",
    "plaintext",
    "content_text",
];
/// What a collection's records call the things that copydesk looks for, where it is none of the usual names: ours (the
/// first of each list here: `text`, `title`, `date`, `author`, `outlet`, `url`, `section`, `lang`, `status`, `id`) with
/// theirs, dots between the levels (`story.body`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldMap(pub Vec<(String, String)>);

impl FieldMap {
    /// What may be named.
    pub const OURS: [&str; 10] =
        ["text", "title", "date", "author", "outlet", "url", "section", "lang", "status", "id"];

    /// Reads `ours = theirs`, and tells what is none.
    pub fn read(written: &[String]) -> (Self, Vec<String>) {
        let (mut map, mut wrong) = (Self::default(), Vec::new());
        for field in written {
            match field.split_once('=').map(|(ours, theirs)| (ours.trim(), theirs.trim())) {
                Some((ours, theirs)) if Self::OURS.contains(&ours) && !theirs.is_empty() => {
                    map.0.push((ours.to_owned(), theirs.to_owned()));
                }
                _ => {
                    wrong.push(format!("“{field}” is not like `text=story.body`; there are {}", Self::OURS.join(", ")))
                }
            }
        }
        (map, wrong)
    }

    /// What the collection calls the first of these keys.
    pub fn theirs(&self, keys: &[&str]) -> Option<&str> {
        let ours = if keys.first() == Some(&"doc") { "id" } else { keys.first()? };
        self.0.iter().find(|(name, _)| name == ours).map(|(_, theirs)| theirs.as_str())
    }
}

/// Names of the people who wrote it.
pub const AUTHORS: [&str; 6] = ["author", "authors", "byline", "creator", "by", "bylines"];
/// Whether it was published.
const STATUS: [&str; 3] = ["status", "pubstatus", "pub_status"];

/// What `one` (the first of some keys that says something) knows of a record.
pub fn head(one: impl Fn(&[&str]) -> Option<String>, authors: Vec<String>, line: usize) -> Head {
    Head {
        id: one(&["doc", "id", "guid", "uri", "url", "link"]).unwrap_or_default(),
        headline: one(&["title", "headline", "headlines"]),
        outlet: one(&[
            "outlet",
            "source",
            "publisher",
            "publication",
            "sitename",
            "provider",
            "source_domain",
            "infosources",
            "hostname",
        ]),
        date: one(&[
            "date",
            "published",
            "date_published",
            "date_publish",
            "published_at",
            "publish_date",
            "versioncreated",
            "pubdate",
            "firstcreated",
            "created_at",
        ])
        .and_then(|d| date::read(&d)),
        authors,
        url: one(&["url", "link", "canonical_url"]),
        section: one(&["section", "category", "desk", "sections"]),
        lang: one(&["lang", "language"]),
        status: one(&STATUS)
            .as_deref()
            .and_then(Status::named)
            .or_else(|| one(&["embargoed"]).map(|_| Status::Embargoed)),
        line,
        ..empty_head()
    }
}

/// Why a record is not on record: it was never published, or was taken back.
pub fn unpublished(one: impl Fn(&[&str]) -> Option<String>) -> Option<String> {
    let status = one(&STATUS)?.to_ascii_lowercase();
    let held = ["draft", "scheduled", "withheld", "canceled", "cancelled", "spiked", "private", "trash"];
    held.contains(&status.as_str()).then(|| format!("its status is “{status}”"))
}

/// Whether a field holds plain text or markup: markup begins with a tag, and text hardly ever does; a wire may put firms in
/// angle brackets, `<Halvard Shipping Ltd> said`.
pub fn form(text: &str) -> Format {
    if opens_with_tag(text.trim_start()) { Format::Html } else { Format::Plain }
}

fn opens_with_tag(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else { return false };
    if tag.starts_with(['!', '?']) {
        return true;
    }
    let Some((tag, _)) = tag.split_once('>') else { return false };
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let is_element = name.contains(['-', ':']) || ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
    is_element && (name.len() == tag.len() || tag.ends_with('/') || tag.contains('='))
}

/// Elements that a story's markup may begin with.
#[rustfmt::skip]
const ELEMENTS: [&str; 57] = [
    "a", "abbr", "address", "article", "aside", "audio", "b", "big", "blockquote", "body", "br", "center", "cite", "code", "dd",
    "div", "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "i", "iframe", "img", "ins", "li", "main", "nav", "ol", "p", "picture", "pre", "q", "script",
    "section", "small", "span", "strong", "style", "table", "time", "ul", "video",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        assert_eq!(form(" <p class=\"lead\">It sails."), Format::Html);
        assert_eq!(form("<!-- wp:paragraph --><p>It"), Format::Html);
        assert_eq!(form("It <b>sails</b>."), Format::Plain);
        assert_eq!(form("< 5 boats"), Format::Plain);
        assert_eq!(form("<P>It sails."), Format::Html);
        assert_eq!(form("<br/>It sails."), Format::Html);
        assert_eq!(form("<img src=\"x\" />It sails."), Format::Html);
        assert_eq!(form("<amp-img layout=\"fill\"></amp-img>"), Format::Html);
        assert_eq!(form("<Halvard Shipping Ltd> said it sails."), Format::Plain);
        assert_eq!(form("<A and B Lines> said it sails."), Format::Plain);
    }

    #[test]
    fn what_was_never_published_is_not_on_record() {
        let status = |word: &'static str| unpublished(move |_| Some(word.to_owned()));
        assert_eq!(status("Draft").as_deref(), Some("its status is “draft”"));
        assert_eq!(status("usable"), None);
    }
}
