//! Stories as XML: feeds, WordPress exports, and what agencies send. A file is read as a stream of records, each small
//! enough to be held as a tree; which kind it is, its element says.

mod agency;
mod feed;
mod tree;
mod wordpress;

use super::{Form, Raw};
use crate::corpus::article::Head;
use crate::error::Problem;
use crate::text::format::Format;
use std::collections::BTreeMap;
use std::io::BufRead;
use tree::Node;

/// Elements that are records, and those beside them that say something of all.
const RECORDS: [&str; 7] = ["item", "entry", "newsItem", "nitf", "title", "language", "author"];

/// Splits a file into its stories.
pub fn split(file: impl BufRead, take: &mut dyn FnMut(Raw)) -> std::io::Result<Vec<Problem>> {
    let mut source = Source::default();
    let mut left_out = Vec::new();
    let mut others: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut stories = 0;
    let broken = tree::records(file, &RECORDS, &mut |node, line| {
        let read = match node.name() {
            "item" if node.child("post_type").is_some() => wordpress::story(&node, &source),
            "item" | "entry" => feed::story(&node, &source),
            "newsItem" | "nitf" => agency::story(&node),
            _ => return source.learn(&node),
        };
        match read {
            Ok(story) => {
                stories += 1;
                take(story.raw(line));
            }
            Err(No::Story(kind)) => others.entry(kind).or_insert((0, line)).0 += 1,
            Err(No::Record(why)) => left_out.push(Problem::new("", format!("record left out: {why}")).on_line(line)),
        }
    })?;
    let counted = others.into_iter().map(|(kind, (count, line))| {
        Problem::new("", format!("{count} left out from here on: {kind}, no story")).on_line(line)
    });
    let mut problems: Vec<_> = left_out.into_iter().chain(counted).chain(broken).collect();
    problems.sort_by_key(|problem| problem.line);
    if stories == 0 && problems.is_empty() {
        problems.push(Problem::new("", "left out: no feed, WordPress export, NITF or NewsML-G2 in it"));
    }
    Ok(problems)
}

/// A record as its kind reads it.
struct Story {
    head: Head,
    text: String,
    format: Format,
}

impl Story {
    fn raw(self, line: usize) -> Raw {
        Raw { head: Head { line, ..self.head }, text: self.text, form: Form::Field(self.format), offset: None }
    }
}

/// Why there is no story in a record.
enum No {
    /// It is something else, named here; thousands of these are told in one line.
    Story(String),
    /// It should be one and is not.
    Record(String),
}

/// What a file says of all its records.
#[derive(Default)]
struct Source {
    title: Option<String>,
    lang: Option<String>,
    /// Names of authors by their logins.
    authors: BTreeMap<String, String>,
}

impl Source {
    fn learn(&mut self, node: &Node) {
        let said = |node: Option<&Node>| node.map(Node::text).filter(|text| !text.is_empty());
        match node.name() {
            "title" => self.title = self.title.take().or(said(Some(node))),
            "language" => self.lang = self.lang.take().or(said(Some(node))),
            _ => {
                let name = said(node.child("author_display_name"));
                if let (Some(login), Some(name)) = (said(node.child("author_login")), name) {
                    self.authors.insert(login, name);
                }
            }
        }
    }
}
