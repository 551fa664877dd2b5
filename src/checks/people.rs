//! How a story names its people, paragraph by paragraph: what the rules on names share.

use crate::finding::Spot;
use crate::prose::cast::{Member, Mention};
use crate::prose::name::Kind;
use crate::prose::story::Story;
use crate::text::passage::Role;

/// A person where the reporter's own words name them.
pub struct Naming<'s> {
    /// Where.
    pub at: Spot,
    /// The words.
    pub words: &'s str,
    /// Who, by index into the cast.
    pub number: usize,
    /// Who.
    pub member: &'s Member,
}

/// Everybody whom running text outside quotations names, in order of place.
pub fn namings<'s>(story: &'s Story) -> Vec<Naming<'s>> {
    let naming = |mention: &Mention| {
        let member = story.cast.member(mention);
        let at = mention.at;
        let own = member.kind == Kind::Person
            && story.role(at) == Role::Paragraph
            && story.quotation_at(at.passage, at.span.start).is_none();
        own.then(|| Naming { at, words: story.text(at), number: mention.member, member })
    };
    story.cast.mentions.iter().filter_map(naming).collect()
}

impl Naming<'_> {
    /// Whether more than one word names them here.
    pub fn is_full(&self) -> bool {
        self.words.split_whitespace().nth(1).is_some()
    }

    /// Whether the words are the last of the full name, and no more.
    pub fn is_surname(&self) -> bool {
        !self.is_full() && self.member.canonical.rsplit(' ').next().is_some_and(|last| last == self.words)
    }
}

/// The last word of a name.
pub fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// The word right before a place in its paragraph, if only a blank stands between.
pub fn word_before<'s>(story: &'s Story, at: Spot) -> Option<&'s str> {
    let text = &story.readings[at.passage].text;
    let before = text[..at.span.start].strip_suffix(' ')?;
    before.rsplit([' ', '\n']).next()
}
