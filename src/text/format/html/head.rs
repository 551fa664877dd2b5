//! What a page says about its story: schema.org data first, then meta tags, then the page's own markup. Newsrooms fill
//! the first with care, since search engines read it.

use super::markup::Tag;
use crate::text::format::{Meta, date};
use serde_json::Value;

/// Facts as they are met, each kind of source in its own place until the end.
#[derive(Debug, Default)]
pub struct Head {
    /// `application/ld+json`: <https://schema.org/NewsArticle>.
    data: Meta,
    /// `<meta>` and `<link>`: <https://ogp.me/#type_article> and what publishers' systems write.
    tags: Meta,
    /// `<time>`, bylines and `lang` in the page.
    page: Meta,
    /// The page says that copydesk made it.
    is_own: bool,
}

/// What a checker's sheet names as its generator.
pub const GENERATOR: &str = "copydesk";

impl Head {
    /// Whether the page is a checker's sheet: it holds a draft's and a record's words, but it is neither.
    pub const fn is_sheet(&self) -> bool {
        self.is_own
    }

    /// The best of all sources, if there is any.
    pub fn meta(self) -> Option<Meta> {
        let meta = over(over(self.data, self.tags), self.page);
        (meta != Meta::default()).then_some(meta)
    }

    /// A `<script type="application/ld+json">`. What is no JSON says nothing.
    pub fn json_ld(&mut self, text: &str) {
        let Ok(value) = serde_json::from_str::<Value>(text) else { return };
        if let Some(story) = story(&value) {
            self.data = over(std::mem::take(&mut self.data), story_meta(story));
        }
    }

    /// Any start tag that may hold a fact.
    pub fn tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "meta" => self.meta_tag(tag),
            "link" if tag.get("rel") == Some("canonical") => {
                self.tags.url = tag.get("href").map(str::to_owned).or(self.tags.url.take());
            }
            "html" => {
                self.page.lang = tag.get("lang").or(tag.get("xml:lang")).filter(|l| !l.is_empty()).map(str::to_owned)
            }
            "time" if tag.get("itemprop") == Some("datePublished") || tag.get("pubdate").is_some() => {
                self.page.date = self.page.date.or_else(|| tag.get("datetime").and_then(date::read));
            }
            _ => {}
        }
    }

    /// A byline in the page: `By Ana Ruiz and Per Lund`.
    pub fn byline(&mut self, text: &str) {
        let names = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let names = names.strip_prefix("By ").or(names.strip_prefix("by ")).unwrap_or(&names);
        for name in names.split(" and ").flat_map(|part| part.split(", ")).map(str::trim) {
            if is_name(name) && !self.page.authors.iter().any(|a| a == name) {
                self.page.authors.push(name.to_owned());
            }
        }
    }

    fn meta_tag(&mut self, tag: &Tag) {
        let Some(value) = tag.get("content").map(str::trim).filter(|v| !v.is_empty()) else { return };
        let Some(key) = ["property", "name", "itemprop"].iter().find_map(|a| tag.get(a)) else { return };
        let tags = &mut self.tags;
        let set = |field: &mut Option<String>| *field = field.take().or(Some(value.to_owned()));
        match key.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" | "headline" => set(&mut tags.title),
            "article:published_time"
            | "og:article:published_time"
            | "date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "parsely-pub-date"
            | "sailthru.date"
            | "datepublished" => {
                tags.date = tags.date.or_else(|| date::read(value));
            }
            "author" | "article:author" | "byl" | "dc.creator" | "parsely-author" | "sailthru.author" => {
                let name = value.strip_prefix("By ").unwrap_or(value);
                if is_name(name) && !tags.authors.iter().any(|a| a == name) {
                    tags.authors.push(name.to_owned());
                }
            }
            "og:site_name" | "application-name" => set(&mut tags.outlet),
            "og:url" => set(&mut tags.url),
            "article:section" | "section" | "parsely-section" => set(&mut tags.section),
            "og:locale" => tags.lang = tags.lang.take().or(Some(value.replace('_', "-"))),
            "generator" => self.is_own |= value == GENERATOR,
            "copydesk:sources" => tags.sources.extend(value.split(',').map(|s| s.trim().to_owned())),
            _ => {}
        }
    }
}

/// `first`, with `second` where it is silent.
fn over(first: Meta, second: Meta) -> Meta {
    let list = |a: Vec<String>, b: Vec<String>| if a.is_empty() { b } else { a };
    Meta {
        title: first.title.or(second.title),
        date: first.date.or(second.date),
        authors: list(first.authors, second.authors),
        lang: first.lang.or(second.lang),
        outlet: first.outlet.or(second.outlet),
        url: first.url.or(second.url),
        section: first.section.or(second.section),
        status: first.status.or(second.status),
        sources: list(first.sources, second.sources),
        allows: Vec::new(),
    }
}

/// The first story in the data: alone, in a list or in a `@graph`.
fn story(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(story),
        Value::Object(fields) if is_story(fields.get("@type")) => Some(value),
        Value::Object(fields) => {
            ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|key| story(fields.get(*key)?))
        }
        _ => None,
    }
}

/// `NewsArticle`, `ReportageNewsArticle`, `BlogPosting` and their like.
fn is_story(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(name)) => name.ends_with("Article") || name.ends_with("Posting"),
        Some(Value::Array(names)) => names.iter().any(|name| is_story(Some(name))),
        _ => false,
    }
}

fn story_meta(story: &Value) -> Meta {
    let text = |key: &str| first_text(story.get(key)?);
    Meta {
        title: text("headline").or(text("name")),
        date: text("datePublished").and_then(|d| date::read(&d)),
        authors: story.get("author").map(names).unwrap_or_default(),
        lang: text("inLanguage"),
        outlet: story.get("publisher").and_then(|p| names(p).into_iter().next()),
        url: text("url").or(text("mainEntityOfPage")),
        section: text("articleSection"),
        status: story.get("correction").map(|_| "corrected".to_owned()),
        sources: Vec::new(),
        allows: Vec::new(),
    }
}

/// A string, the first of a list, or the address or name of a thing.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Array(items) => items.iter().find_map(first_text),
        Value::Object(thing) => ["@id", "url", "name"].iter().find_map(|key| first_text(thing.get(*key)?)),
        _ => None,
    }
}

/// Names of people or houses: plain, or as things with a name.
fn names(value: &Value) -> Vec<String> {
    let name = match value {
        Value::Array(items) => return items.iter().flat_map(names).collect(),
        Value::Object(thing) => thing.get("name").and_then(first_text),
        other => first_text(other),
    };
    name.into_iter().filter(|name| is_name(name)).collect()
}

/// An address or a handle is no name: fewer authors are better than wrong ones.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() < 80 && !text.contains("://") && !text.contains('@') && !text.contains('/')
}
