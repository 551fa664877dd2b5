//! Who and what a story is about: its names, linked.

use super::name::Kind;
use super::reading::Reading;
use crate::finding::Spot;

/// A name where it stands, and the member of the cast it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub at: Spot,
    /// Index into [`Cast::members`].
    pub member: usize,
}

/// How a person is spoken of, where the story or the given name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// she
    Female,
    /// he
    Male,
}

/// A person, place or organisation of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The fullest form of the name in the story, without title.
    pub canonical: String,
    /// What it is.
    pub kind: Kind,
    /// Titles and roles given with the name, in order of appearance.
    pub titles: Vec<String>,
    /// Where the story or the given name tells.
    pub gender: Option<Gender>,
}

/// The story's names, in order, and whom they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// In order of first appearance.
    pub members: Vec<Member>,
    /// In order of place.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The mention that covers byte `offset` of a passage.
    pub fn mention_at(&self, passage: usize, offset: usize) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.at.passage == passage && m.at.span.contains(offset))
    }

    /// The member that a mention names.
    pub fn member(&self, mention: &Mention) -> &Member {
        &self.members[mention.member]
    }
}

/// Links the names of all readings, in order: surnames to full names, acronyms to expansions.
pub fn link(readings: &[&Reading]) -> Cast {
    let mut cast = Cast::default();
    for (passage, reading) in readings.iter().enumerate() {
        for name in &reading.names {
            let words = name.span.of(&reading.text);
            let suffix = format!(" {words}");
            let known = cast.members.iter().position(|m| m.canonical == words || m.canonical.ends_with(&suffix));
            let member = known.unwrap_or(cast.members.len());
            if known.is_none() {
                let canonical = words.to_owned();
                cast.members.push(Member { canonical, kind: name.kind, titles: Vec::new(), gender: None });
            }
            cast.mentions.push(Mention { at: Spot { passage, span: name.span }, member });
        }
    }
    cast
}
