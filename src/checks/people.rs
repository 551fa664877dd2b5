//! How a story names its people, paragraph by paragraph: what the rules on names share.

use crate::finding::Spot;
use crate::prose::cast::{Member, Mention};
use crate::prose::name::Kind;
use crate::prose::story::{Quotation, Story};
use crate::prose::words::last_word;
use crate::settings::Style;
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

/// Everybody whom running text outside quotations names, in order of place. What the house lists as a place is nobody.
pub fn namings<'s>(story: &'s Story, style: &Style) -> Vec<Naming<'s>> {
    let is_place = |words: &str| style.names.places.iter().any(|place| place == words);
    // Both come in order of place: the quotations of the mention's passage are never looked for.
    let mut quotations = story.quotations.as_slice();
    let naming = |mention: &Mention| {
        let (at, member) = (mention.at, story.cast.member(mention));
        if member.kind != Kind::Person || story.role(at) != Role::Paragraph {
            return None;
        }
        let before = |q: &&Quotation| (q.marked.passage, q.marked.span.end) <= (at.passage, at.span.start);
        quotations = &quotations[quotations.iter().take_while(before).count()..];
        let begun = |q: &&Quotation| (q.marked.passage, q.marked.span.start) <= (at.passage, at.span.start);
        let mut here = quotations.iter().take_while(begun);
        let own = !here.any(|q| q.marked.span.contains(at.span.start)) && !is_place(story.text(at));
        own.then(|| Naming { at, words: story.text(at), number: mention.member, member })
    };
    story.cast.mentions.iter().filter_map(naming).collect()
}

/// Whether running text outside quotations stands there.
pub fn is_own(story: &Story, at: Spot) -> bool {
    story.role(at) == Role::Paragraph && story.quotation_at(at.passage, at.span.start).is_none()
}

/// Words of the longest line above the story that is taken for a headline or a deck, and of the shortest lead below it.
const HEADLINE: usize = 14;
const LEAD: usize = 18;

/// The passage where the copy begins: plain text has its headline and deck as short lines above the lead.
pub fn lead(story: &Story) -> usize {
    let words = |i: usize| story.readings[i].text.split_whitespace().count();
    let paragraph = |i: usize| story.readings[i].role == Role::Paragraph;
    let first = (0..story.readings.len()).find(|&i| !paragraph(i) || words(i) > HEADLINE).unwrap_or(0);
    if first < story.readings.len() && paragraph(first) && words(first) >= LEAD { first } else { 0 }
}

/// A title that is a name of its own: presidents, crowned heads and saints need no first name.
pub fn is_sovereign(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches('.'),
        "president"
            | "minister"
            | "premier"
            | "chancellor"
            | "pope"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "emperor"
            | "saint"
            | "st"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "sheikh"
            | "ayatollah"
            | "emir"
            | "sultan"
    )
}

impl Naming<'_> {
    /// Whether more than one word names them here.
    pub fn is_full(&self) -> bool {
        // Every naming of a story comes by here at every key: most names are letters of ASCII and blanks.
        let words = self.words.trim();
        words.bytes().any(|b| b <= b' ' || !b.is_ascii()) && words.contains(char::is_whitespace)
    }

    /// Whether the words are the last of the full name, and no more.
    pub fn is_surname(&self) -> bool {
        !self.is_full() && surname(&self.member.canonical) == self.words
    }
}

/// The last word of a name.
pub fn surname(name: &str) -> &str {
    last_word(name)
}

/// The word right before a place in its paragraph, if only a blank stands between.
pub fn word_before<'s>(story: &'s Story, at: Spot) -> Option<&'s str> {
    let text = &story.readings[at.passage].text;
    let before = text[..at.span.start].strip_suffix(' ')?;
    before.rsplit([' ', '\n']).next()
}
