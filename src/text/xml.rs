//! XML as the exports of news systems and word processors use it. Hostile or not, no declaration of a document type is
//! obeyed: nothing is fetched, and an entity that XML itself does not define says nothing.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// One piece of a document, in order. Names are without their prefix (`p` for `w:p`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `<p class="lead">`, and also `<p/>`, which ends at once.
    Start(Element),
    /// `</p>`
    End(String),
    /// Text, or one character that an entity stands for.
    Text(String),
}

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Without prefix.
    pub name: String,
    /// With prefix, as written.
    pub full_name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of the attribute of this name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Bytes that it takes, about.
    pub fn size(&self) -> usize {
        let attributes: usize = self.attributes.iter().map(|(key, value)| key.len() + value.len() + 48).sum();
        attributes + 2 * self.name.len() + 96
    }
}

/// Hands each piece to `take`; if the document breaks, the line (from 1) where it does and how. What came before it has
/// been taken.
pub fn walk(source: &str, mut take: impl FnMut(Piece)) -> Result<(), (usize, String)> {
    let mut reader = Reader::from_str(source);
    expect_exports(&mut reader);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => piece(&event).into_iter().for_each(&mut take),
            Err(e) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX).min(source.len());
                return Err((source.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1, e.to_string()));
            }
        }
    }
}

/// How exports are read: `<p/>` is a start and an end, a stray `&` is text.
pub fn expect_exports<R>(reader: &mut Reader<R>) {
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
}

/// What an event of the library says, if it matters here.
pub fn piece(event: &Event) -> Option<Piece> {
    match event {
        Event::Start(tag) | Event::Empty(tag) => Some(Piece::Start(element(tag))),
        Event::End(tag) => Some(Piece::End(tag.local_name().as_ref().to_owned())),
        Event::Text(text) => Some(Piece::Text(text.xml10_content().into_owned())),
        Event::CData(text) => Some(Piece::Text(text.xml10_content().into_owned())),
        Event::GeneralRef(entity) => character(entity).map(Piece::Text),
        _ => None,
    }
}

fn element(tag: &BytesStart) -> Element {
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_default();
        (attribute.key.local_name().as_ref().to_owned(), value.into_owned())
    });
    Element {
        name: tag.local_name().as_ref().to_owned(),
        full_name: tag.name().as_ref().to_owned(),
        attributes: attributes.collect(),
    }
}

/// `&#8220;` and the five that XML defines.
fn character(entity: &BytesRef) -> Option<String> {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return Some(letter.to_string());
    }
    quick_xml::escape::resolve_xml_entity(&entity.xml10_content()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> (String, Result<(), (usize, String)>) {
        let mut all = String::new();
        let end = walk(source, |piece| match piece {
            Piece::Text(text) => all.push_str(&text),
            Piece::Start(tag) => all.push_str(&format!("<{} {:?}>", tag.name, tag.get("id"))),
            Piece::End(name) => all.push_str(&format!("</{name}>")),
        });
        (all, end)
    }

    #[test]
    fn prefixes_go_and_characters_are_read() {
        let (all, end) = text("<w:p w:id=\"a&amp;b\">x &#8220;&lt;<![CDATA[&<]]>&<w:r/></w:p>");
        assert_eq!(all, "<p Some(\"a&b\")>x “<&<&<r None></r></p>");
        assert_eq!(end, Ok(()));
    }

    #[test]
    fn entities_of_the_documents_own_say_nothing() {
        let bomb = "<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><p>1&b;2&f;3</p>";
        assert_eq!(text(bomb), ("<p None>123</p>".to_owned(), Ok(())));
    }

    #[test]
    fn a_break_is_told_with_its_line_and_keeps_what_came_before() {
        let (all, end) = text("<p>one\n</q>");
        assert_eq!(all, "<p None>one\n");
        assert_eq!(end.unwrap_err().0, 2);
    }
}
