//! Names of people, places and organisations in one paragraph.

pub mod identity;

use super::token::{Case, Kind as TokenKind, Token};
use crate::text::span::{InPassage, Span};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A place or a state.
    Place,
    /// An organisation.
    Organisation,
    /// Something else with a name: a work, an event, a people.
    Other,
}

impl Kind {
    /// The tag used in output: PER, LOC, ORG, MISC.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Place => "LOC",
            Self::Organisation => "ORG",
            Self::Other => "MISC",
        }
    }
}

/// A name where it stands in a paragraph, without title, possessive or leading "the".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// Its bytes.
    pub span: Span<InPassage>,
    /// What it names, as far as the paragraph tells.
    pub kind: Kind,
}

/// Finds the names of a paragraph.
pub fn tag(text: &str, tokens: &[Token]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let sentence_start = i == 0 || matches!(tokens[i - 1].of(text), "." | "\"" | "“");
        if token.kind != TokenKind::Word || token.case != Case::Capital || token.of(text).len() < 3 {
            continue;
        }
        match names.last_mut() {
            Some(last) if last.span.end + 1 == token.span().start => last.span.end = token.span().end,
            _ if sentence_start => {}
            _ => names.push(Name { span: token.span(), kind: Kind::Person }),
        }
    }
    names
}
