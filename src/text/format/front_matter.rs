//! What a story says about itself before it begins: YAML between `---` lines, TOML between `+++` lines.

use super::lines_from;
use crate::error::Problem;
use crate::text::passage::{Allow, Passage, Role, Scope};
use crate::text::span::{InSource, Span};
use jiff::civil::Date;
use saphyr::{LoadableYamlNode, MarkedYaml};

/// What a story says about itself, from front matter or header lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Headline.
    pub title: Option<String>,
    /// Day of publication or writing.
    pub date: Option<Date>,
    /// Bylines.
    pub authors: Vec<String>,
    /// Language tag (`en`, `en-GB`).
    pub lang: Option<String>,
    /// Publisher, agency or programme.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Section of the paper.
    pub section: Option<String>,
    /// What has become of it (`corrected`, `draft`), as written.
    pub status: Option<String>,
    /// Files of notes and transcripts the story rests on (`copydesk: {sources: [...]}`), as written.
    pub sources: Vec<String>,
    /// Rules that the whole story may break (`copydesk: {allow: [CODE]}`, or `allow: {CODE: reason}`).
    pub allows: Vec<Allow>,
}

/// Where front matter ends, including its closing line, if the source begins with it.
pub fn end(source: &str) -> Option<usize> {
    let mut lines = lines_from(source, 0);
    let fence = lines.next().map(|(_, line)| line.trim_end()).filter(|line| matches!(*line, "---" | "+++"))?;
    lines.find(|(_, line)| line.trim_end() == fence).map(|(start, line)| start + line.len())
}

/// Reads a block of front matter; its title becomes the headline.
pub fn read(block: &str) -> (Meta, Vec<Passage>, Vec<Problem>) {
    let open = block.find('\n').map_or(block.len(), |i| i + 1);
    let close = block.trim_end().rfind('\n').map_or(block.len(), |i| i + 1).max(open);
    let inner = &block[open..close];
    let read = if block.starts_with("+++") { toml_fields(inner) } else { yaml_fields(inner) };
    let (fields, problems) = match read {
        Ok(fields) => (fields, Vec::new()),
        Err((line, message)) => {
            let message = format!("the front matter could not be read ({message}); the story is checked without it");
            (Vec::new(), vec![Problem::new("", message).on_line(line + 1)])
        }
    };
    let title = fields.iter().find(|f| is_title(&f.key)).map(|f| headline(block, f, open));
    let mut meta = meta(&fields);
    meta.allows.iter_mut().for_each(|allow| allow.at = allow.at.shifted(open));
    (meta, title.into_iter().collect(), problems)
}

/// One value and where it stands between the fences.
struct Field {
    /// Keys joined by dots, lower case.
    key: String,
    value: String,
    at: Span<InSource>,
}

/// The fields, or the line (from 1, after the opening fence) and what is wrong there.
type Fields = Result<Vec<Field>, (usize, String)>;

fn is_title(key: &str) -> bool {
    matches!(key, "title" | "headline")
}

fn meta(fields: &[Field]) -> Meta {
    let all = |keys: &[&str]| -> Vec<String> {
        fields.iter().filter(|f| keys.contains(&f.key.as_str())).map(|f| f.value.clone()).collect()
    };
    let first = |keys: &[&str]| all(keys).into_iter().next();
    Meta {
        title: first(&["title", "headline"]),
        date: first(&["date", "published", "pubdate"]).and_then(|d| super::date::read(&d)),
        authors: all(&["author", "authors", "byline", "authors.name", "author.name"]),
        lang: first(&["lang", "language"]),
        outlet: first(&["outlet", "source", "publication", "publisher"]),
        url: first(&["url", "link", "canonical"]),
        section: first(&["section", "category", "desk"]),
        status: first(&["status"]),
        sources: all(&["copydesk.sources"]),
        allows: fields.iter().filter_map(permission).collect(),
    }
}

fn permission(field: &Field) -> Option<Allow> {
    let named = field.key.strip_prefix("copydesk.allow")?;
    let (code, reason) = match named.strip_prefix('.') {
        Some(code) => (code, field.value.as_str()),
        None if named.is_empty() => (field.value.as_str(), ""),
        None => return None,
    };
    Some(Allow { code: code.to_owned(), reason: reason.to_owned(), scope: Scope::File, at: field.at })
}

/// The title as a passage: its own bytes where it stands plainly, the whole value where it holds escapes.
fn headline(block: &str, field: &Field, base: usize) -> Passage {
    let at = field.at.shifted(base);
    let raw = at.of(block);
    let unquoted = raw.trim_matches(['"', '\'']);
    if unquoted == field.value {
        return Passage::verbatim(
            Role::Headline,
            unquoted,
            at.start + (raw.len() - raw.trim_start_matches(['"', '\'']).len()),
        );
    }
    let mut passage = Passage::new(Role::Headline);
    passage.push(&field.value, at);
    passage
}

fn yaml_fields(text: &str) -> Fields {
    let documents = MarkedYaml::load_from_str(text).map_err(|e| (e.marker().line(), format!("YAML, {}", e.info())))?;
    let mut fields = Vec::new();
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    for document in &documents {
        yaml_walk(document, "", &bytes, &mut fields);
    }
    Ok(fields)
}

/// The library counts characters; `bytes` turns them into bytes.
fn yaml_walk(node: &MarkedYaml, key: &str, bytes: &[usize], fields: &mut Vec<Field>) {
    if let Some(mapping) = node.data.as_mapping() {
        for (name, value) in mapping {
            let name = name.data.as_str().unwrap_or_default().to_lowercase();
            yaml_walk(value, &join(key, &name), bytes, fields);
        }
    } else if let Some(items) = node.data.as_sequence() {
        items.iter().for_each(|item| yaml_walk(item, key, bytes, fields));
    } else if let Some(value) = node.data.as_str() {
        let byte = |chars: usize| bytes.get(chars).or(bytes.last()).copied().unwrap_or(0);
        let (start, end) = (byte(node.span.start.index()), byte(node.span.end.index()));
        fields.push(Field { key: key.to_owned(), value: value.to_owned(), at: Span::new(start, end.max(start)) });
    }
}

fn toml_fields(text: &str) -> Fields {
    let table = toml::de::DeTable::parse(text).map_err(|e| {
        let at = e.span().map_or(0, |s| s.start);
        (text[..at].matches('\n').count() + 1, format!("TOML, {}", e.message()))
    })?;
    let mut fields = Vec::new();
    for (name, value) in table.get_ref() {
        toml_walk(value, &name.get_ref().to_lowercase(), &mut fields);
    }
    Ok(fields)
}

fn toml_walk(value: &toml::Spanned<toml::de::DeValue>, key: &str, fields: &mut Vec<Field>) {
    use toml::de::DeValue;
    let plain = match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().for_each(|(name, v)| toml_walk(v, &join(key, &name.get_ref().to_lowercase()), fields));
            return;
        }
        DeValue::Array(items) => {
            items.iter().for_each(|item| toml_walk(item, key, fields));
            return;
        }
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return,
    };
    let at = value.span();
    fields.push(Field { key: key.to_owned(), value: plain, at: Span::new(at.start, at.end) });
}

fn join(key: &str, name: &str) -> String {
    if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_gives_the_story_its_title_date_and_authors() {
        let source = "---\ntitle: \"Harbour 'unsafe', union says\"\ndate: 2024-03-07\nauthors: [Ida Böll, Per Lund]\ncopydesk:\n  sources: [notes/a.vtt]\n---\nText.\n";
        let end = end(source).unwrap();
        assert_eq!(&source[end..], "Text.\n");
        let (meta, passages, problems) = read(&source[..end]);
        assert_eq!(meta.date, Some(Date::constant(2024, 3, 7)));
        assert_eq!(meta.authors, ["Ida Böll", "Per Lund"]);
        assert_eq!(meta.sources, ["notes/a.vtt"]);
        assert!(problems.is_empty());
        let head = &passages[0];
        assert_eq!(head.text, "Harbour 'unsafe', union says");
        assert_eq!(head.to_source(Span::new(9, 15)).of(source), "unsafe");
    }

    #[test]
    fn toml_is_read_too() {
        let source = "+++\ntitle = \"Late ferry\"\ndate = 2024-03-07\n+++\n";
        let (meta, passages, _) = read(source);
        assert_eq!(meta.date, Some(Date::constant(2024, 3, 7)));
        assert_eq!(passages[0].to_source(Span::new(5, 10)).of(source), "ferry");
    }

    #[test]
    fn broken_front_matter_is_told_with_its_line() {
        let (_, passages, problems) = read("---\ntitle: [open\n---\n");
        assert!(passages.is_empty());
        assert!(problems[0].line.is_some());
        assert!(problems[0].message.contains("YAML"), "{}", problems[0].message);
    }
}
