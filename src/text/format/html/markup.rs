//! Tags, text and comments of a page, each with its bytes. The library splits the page as the HTML standard says; this
//! file only gathers its small events into whole tags.

use crate::text::span::{InSource, Span};
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::convert::Infallible;

/// One piece of a page, in the order of the source.
pub enum Piece<'a> {
    /// `<p class="lead">`
    Start(&'a Tag),
    /// `</p>`, by name.
    End(&'a str, Span<InSource>),
    /// Text between tags, entities as written.
    Text(Span<InSource>),
    /// `<!-- ... -->`
    Comment(Span<InSource>),
}

/// A start tag.
#[derive(Debug, Default)]
pub struct Tag {
    /// Lower case.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// `<br/>`
    pub self_closing: bool,
    /// First byte and one past the last.
    pub at: (usize, usize),
}

impl Tag {
    /// The value of an attribute; empty for one that is there without a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether `class` names `word`.
    pub fn has_class(&self, word: &str) -> bool {
        self.get("class").is_some_and(|list| list.split_ascii_whitespace().any(|c| c.eq_ignore_ascii_case(word)))
    }

    /// The bytes from `<` to `>`.
    pub fn span(&self) -> Span<InSource> {
        Span::new(self.at.0, self.at.1.max(self.at.0))
    }
}

/// Hands each piece of `source` to `take`. Scripts and styles hold text, whatever it looks like.
pub fn walk(source: &str, mut take: impl FnMut(Piece)) {
    let mut tag = Tag::default();
    let gather = |event: CallbackEvent<'_>, at: html5gum::Span<usize>| -> Option<Infallible> {
        let span = || Span::new(at.start.min(at.end), at.end.min(source.len()));
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag = Tag { name: text(name), at: (at.start, at.end), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => tag.attributes.push((text(name), String::new())),
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, last)) = tag.attributes.last_mut() {
                    last.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                tag.self_closing = self_closing;
                tag.at.1 = at.end;
                take(Piece::Start(&tag));
            }
            CallbackEvent::EndTag { name } => {
                tag.attributes.clear();
                take(Piece::End(&String::from_utf8_lossy(name), span()));
            }
            CallbackEvent::String { .. } => take(Piece::Text(span())),
            CallbackEvent::Comment { .. } => take(Piece::Comment(span())),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(gather);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
}

/// How many bytes of a text that begins with no white space are taken up at once: an entity with the letters behind it, or
/// words with one space between them, which stand for themselves.
pub fn stretch(text: &str) -> usize {
    let ends = |byte: u8| byte == b'&' || byte.is_ascii_whitespace();
    let (bytes, entity) = (text.as_bytes(), text.starts_with('&'));
    let goes_on = |i: usize| !entity && bytes[i] == b' ' && bytes.get(i + 1).is_some_and(|next| !ends(*next));
    let end = (usize::from(entity)..bytes.len()).find(|i| ends(bytes[*i]) && !goes_on(*i));
    end.unwrap_or(bytes.len())
}

/// What a stretch of source text says once its entities are read and broken tags (`</>`) dropped.
pub fn decoded(source: &str) -> String {
    if !source.contains(['&', '<']) {
        return source.to_owned();
    }
    let mut said = String::new();
    let gather = |event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            said.push_str(&String::from_utf8_lossy(value));
        }
        None
    };
    let Ok(()) = Tokenizer::new_with_emitter(source, CallbackEmitter::new(gather)).finish();
    said
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(source: &str) -> Vec<String> {
        let mut list = Vec::new();
        walk(source, |piece| {
            list.push(match piece {
                Piece::Start(tag) => format!("start {} {}", tag.name, tag.span().of(source)),
                Piece::End(name, at) => format!("end {name} {}", at.of(source)),
                Piece::Text(at) => format!("text {}", at.of(source)),
                Piece::Comment(at) => format!("comment {}", at.of(source)),
            });
        });
        list
    }

    #[test]
    fn each_piece_knows_its_bytes() {
        assert_eq!(
            seen("<p class=x>Ö &amp; é<br/><!-- c --></p >ü"),
            ["start p <p class=x>", "text Ö &amp; é", "start br <br/>", "comment <!-- c -->", "end p </p >", "text ü"]
        );
    }

    #[test]
    fn a_script_is_text() {
        assert_eq!(
            seen("<script>'<p>'</script>x"),
            ["start script <script>", "text '<p>'", "end script </script>", "text x"]
        );
    }

    #[test]
    fn a_tag_without_a_name_says_nothing() {
        assert_eq!(decoded("/</><"), "/<");
    }

    proptest! {
        /// The library's spans are trusted for every position that is shown: text must be the bytes it claims to be.
        #[test]
        fn text_is_where_it_is_said_to_be(source in r#"(<p>|</p>|<|>|a|é|&amp;|&|;|"|\n|<!--|-->|<q a='b'>|<br/>|/|!| |\?){0,40}"#) {
            let mut end = 0;
            let mut claimed = Vec::new();
            walk(&source, |piece| {
                let at = match piece {
                    Piece::Start(tag) => tag.span(),
                    Piece::End(_, at) | Piece::Comment(at) => at,
                    Piece::Text(at) => {
                        claimed.push(at);
                        at
                    }
                };
                assert!(end <= at.start && at.end <= source.len(), "{at:?} after {end} in {source:?}");
                assert!(source.get(at.range()).is_some(), "{at:?} splits a letter of {source:?}");
                end = at.end;
            });
            let emitted: Vec<String> = {
                let mut list = Vec::new();
                let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<Infallible> {
                    if let CallbackEvent::String { value } = event { list.push(text(value)) }
                    None
                });
                let Ok(()) = Tokenizer::new_with_emitter(&source, emitter).finish();
                list
            };
            let decoded: Vec<String> = claimed.iter().map(|at| decoded(at.of(&source))).collect();
            prop_assert_eq!(decoded, emitted, "{:?}", source);
        }
    }
}
