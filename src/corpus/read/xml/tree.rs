//! Records of an XML file as small trees, one at a time.

use crate::corpus::read::stream::Stream;
use crate::error::Problem;
use crate::text::xml::{self, Element, Piece};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::BufRead;

/// A record with more text and tags than this is no story.
const LARGEST_RECORD: usize = 32 << 20;
/// Stories nest a dozen elements; deeper is an attack on whoever walks the tree.
const DEEPEST: usize = 200;
/// Elements of a stream that are not in a record may nest, but not without end.
const MOST_OPEN: usize = 10_000;

/// An element with what is in it.
#[derive(Debug)]
pub struct Node {
    element: Element,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    /// Its name, without prefix.
    pub fn name(&self) -> &str {
        &self.element.name
    }

    /// The value of an attribute, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.element.get(name).filter(|value| !value.trim().is_empty())
    }

    /// Its child elements.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first child of a name, without prefix.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The first child of a name with prefix, as in `content:encoded`.
    pub fn prefixed(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.element.full_name == name)
    }

    /// The first element of a name at any depth, in the order of the file.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.children().find_map(|child| if child.name() == name { Some(child) } else { child.find(name) })
    }

    /// All text in it, spaces at the ends gone.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.trim().to_owned()
    }

    /// The text of the first child of a name, if there is any.
    pub fn said(&self, name: &str) -> Option<String> {
        self.child(name).map(Self::text).filter(|text| !text.is_empty())
    }

    /// What is in it as HTML; `rename` has the element that each name becomes.
    pub fn html(&self, rename: &dyn Fn(&str) -> String) -> String {
        let mut html = String::new();
        self.write(rename, &mut html);
        html
    }

    fn gather(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(more) => text.push_str(more),
                Child::Node(node) => node.gather(text),
            }
        }
    }

    fn write(&self, rename: &dyn Fn(&str) -> String, html: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => html.push_str(&quick_xml::escape::minimal_escape(text.as_str())),
                Child::Node(node) => {
                    let name = rename(node.name());
                    html.push_str(&format!("<{name}>"));
                    node.write(rename, html);
                    if name != "br" {
                        html.push_str(&format!("</{name}>"));
                    }
                }
            }
        }
    }
}

/// Hands each outermost element of one of these names to `take`, with its line. What is wrong with a record is told and
/// stepped over; where the XML itself breaks, the rest of the file is left.
pub fn records(file: impl BufRead, names: &[&str], take: &mut dyn FnMut(Node, usize)) -> std::io::Result<Vec<Problem>> {
    let mut reader = Reader::from_reader(Stream::new(file, LARGEST_RECORD));
    xml::expect_exports(&mut reader);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = Open { names, stack: Vec::new(), refused: None, size: 0, line: 1 };
    let mut problems = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().renew();
        let line = reader.get_ref().line();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break,
            Ok(event) => {
                let Some(piece) = xml::piece(&event) else { continue };
                match open.take(piece, line) {
                    Some(Ok(node)) => take(node, open.line),
                    Some(Err(why)) => problems.push(left_out(&why, open.line)),
                    None => {}
                }
            }
            Err(quick_xml::Error::Io(e)) if e.kind() != std::io::ErrorKind::Other => return Err(e.kind().into()),
            Err(e) => {
                problems.push(Problem::new("", format!("the rest of the file is left out: {e}")).on_line(line));
                return Ok(problems);
            }
        }
    }
    if !open.stack.is_empty() || open.refused.is_some() {
        problems.push(left_out("the file ends in the middle of it", open.line));
    }
    Ok(problems)
}

fn left_out(why: &str, line: usize) -> Problem {
    Problem::new("", format!("record left out: {why}")).on_line(line)
}

/// The record that is being read.
struct Open<'n> {
    names: &'n [&'n str],
    stack: Vec<Node>,
    /// What is wrong with it, its name, and how many elements of that name are open.
    refused: Option<(String, String, usize)>,
    size: usize,
    line: usize,
}

impl Open<'_> {
    /// A whole record, or why it is none, once it ends.
    fn take(&mut self, piece: Piece, line: usize) -> Option<Result<Node, String>> {
        if self.refused.is_some() {
            return self.pass(&piece);
        }
        match piece {
            Piece::Start(element) if self.stack.is_empty() && !self.names.contains(&element.name.as_str()) => None,
            Piece::Start(element) => {
                if self.stack.is_empty() {
                    (self.size, self.line) = (0, line);
                }
                self.size += element.size();
                self.stack.push(Node { element, children: Vec::new() });
                self.refuse()
            }
            Piece::Text(text) => {
                if let Some(node) = self.stack.last_mut() {
                    self.size += text.len();
                    node.children.push(Child::Text(text));
                }
                self.refuse()
            }
            Piece::End(name) => self.end(&name),
        }
    }

    /// Ends the nearest open element of that name, and those that were left open in it.
    fn end(&mut self, name: &str) -> Option<Result<Node, String>> {
        let depth = self.stack.iter().rposition(|node| node.name() == name)?;
        while self.stack.len() > depth {
            let node = self.stack.pop()?;
            match self.stack.last_mut() {
                Some(parent) => parent.children.push(Child::Node(node)),
                None => return Some(Ok(node)),
            }
        }
        None
    }

    fn refuse(&mut self) -> Option<Result<Node, String>> {
        let why = match () {
            () if self.stack.len() > DEEPEST => format!("elements nested more than {DEEPEST} deep"),
            () if self.size > LARGEST_RECORD => format!("more than {} MB", LARGEST_RECORD >> 20),
            () => return None,
        };
        let name = self.stack.first()?.name().to_owned();
        let open = self.stack.iter().filter(|node| node.name() == name).count();
        self.stack.clear();
        self.refused = Some((why, name, open));
        None
    }

    /// Goes on to the end of a record that is refused.
    fn pass(&mut self, piece: &Piece) -> Option<Result<Node, String>> {
        let (_, record, open) = self.refused.as_mut()?;
        match piece {
            Piece::Start(element) if element.name == *record && *open < MOST_OPEN => *open += 1,
            Piece::End(name) if name == record => *open -= 1,
            _ => {}
        }
        let ended = *open == 0;
        ended.then(|| self.refused.take().map(|(why, ..)| Err(why))).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<(String, usize)>, Vec<String>) {
        let mut seen = Vec::new();
        let html = |name: &str| name.to_owned();
        let problems =
            records(source.as_bytes(), &["item"], &mut |node, line| seen.push((node.html(&html), line))).unwrap();
        (seen, problems.iter().map(Problem::to_string).collect())
    }

    #[test]
    fn records_come_as_trees_with_their_lines() {
        let (seen, problems) = read("<a>\n<item><p>x &lt; <b>y</b></p></item>\n<item/></a>");
        assert_eq!(seen, [("<p>x &lt; <b>y</b></p>".to_owned(), 2), (String::new(), 3)]);
        assert!(problems.is_empty());
    }

    #[test]
    fn tags_that_cross_are_put_right() {
        assert_eq!(read("<a><item><b><i>x</b></i></item></a>").0[0].0, "<b><i>x</i></b>");
    }

    #[test]
    fn a_record_too_deep_is_told_and_the_next_is_read() {
        let deep = "<d>".repeat(DEEPEST) + "x" + &"</d>".repeat(DEEPEST);
        let (seen, problems) = read(&format!("<a><item>{deep}<item>y</item></item>\n<item>next</item></a>"));
        assert_eq!(seen, [("next".to_owned(), 2)]);
        assert_eq!(problems, ["record left out: elements nested more than 200 deep"]);
    }

    #[test]
    fn a_file_that_ends_or_breaks_is_told() {
        assert_eq!(read("<a><item>x").1, ["record left out: the file ends in the middle of it"]);
        let (seen, problems) = read("<a><item>x</item><item><![CDATA[ y </item></a>");
        assert_eq!(seen.len(), 1);
        assert!(problems[0].starts_with("the rest of the file is left out"), "{problems:?}");
    }
}
