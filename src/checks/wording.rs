//! Words that several rules go by, as parts of patterns.

use crate::text::span::{InPassage, Span};
use regex::{Match, Regex};

/// Verbs of saying that take no side, present and past.
pub const SAYS: &str = "(?:said|says|say|told|tells|added|adds|wrote|writes|stated|states|noted|notes|explained|explains|announced|\
announces|replied|replies|reported|reports|confirmed|confirms)";

/// A person's or a body's name as it stands in copy: capitals, with small particles between.
pub const NAME: &str = r"\p{Lu}[\w’'.-]*(?: (?:(?:of|the|de|van|von|der|al|bin|and|for) )*\p{Lu}[\w’'.-]*)*";

/// A pattern made of parts; the parts are constants, so it is sound or a test fails. Its words are English: `\b` is the edge
/// of an ASCII word. For the edge of any script's words the quick engine gives up at the first curly apostrophe.
pub fn pattern(text: &str) -> Regex {
    Regex::new(&text.replace(r"\b", r"(?-u:\b)")).expect("a constant")
}

/// Where a match stands.
pub fn span(found: Match) -> Span<InPassage> {
    Span::new(found.start(), found.end())
}
