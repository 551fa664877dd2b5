//! Who spoke: candidates for each quotation, and the one scorer that chooses among them or abstains.

use super::cast::Cast;
use super::cue;
use super::reading::Reading;
use crate::finding::Spot;

/// How a quotation is tied to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tie {
    /// A cue ties this very quotation.
    Explicit,
    /// A sentence of saying, or a colon, introduces it.
    Introduced,
    /// The same speaker goes on, by legal carry-over or a running quotation.
    Carried,
    /// A reader infers it; nothing ties it.
    Context,
}

/// A speaker as found.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name the speaker: a name, a pronoun, a description.
    pub mention: Spot,
    /// The resolved name, or the description as it stands; `None` for a pronoun that could be anybody.
    pub canonical: Option<String>,
    /// The member of the cast, if it is one.
    pub member: Option<usize>,
    /// The words of saying, if any.
    pub cue: Option<Spot>,
    /// How it is tied.
    pub tie: Tie,
    /// Chance that the speaker is right, 0 to 1, calibrated.
    pub confidence: f32,
}

/// What can be said of who spoke.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribution {
    /// This speaker.
    Found(Speaker),
    /// Somebody, not sure who: no name is given.
    Unsure,
    /// Nothing ties it to anybody.
    None,
}

impl Attribution {
    /// The word used in reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Found(_) => "found",
            Self::Unsure => "unsure",
            Self::None => "none",
        }
    }

    /// The speaker, if found.
    pub const fn speaker(&self) -> Option<&Speaker> {
        match self {
            Self::Found(speaker) => Some(speaker),
            _ => None,
        }
    }
}

/// Attributes every quotation of every reading: the outer vector is by passage, the inner by quotation.
pub fn attribute(readings: &[&Reading], cast: &Cast) -> Vec<Vec<Attribution>> {
    let of = |(passage, reading): (usize, &&Reading)| -> Vec<Attribution> {
        reading.marks.quoted.iter().map(|_| nearest(passage, reading, cast)).collect()
    };
    readings.iter().enumerate().map(of).collect()
}

fn nearest(passage: usize, reading: &Reading, cast: &Cast) -> Attribution {
    let cue = reading.tokens.iter().find(|t| cue::is_saying(&t.of(&reading.text).to_lowercase()));
    let mention = cast.mentions.iter().find(|m| m.at.passage == passage);
    match (cue, mention) {
        (Some(cue), Some(mention)) => Attribution::Found(Speaker {
            mention: mention.at,
            canonical: Some(cast.member(mention).canonical.clone()),
            member: Some(mention.member),
            cue: Some(Spot { passage, span: cue.span() }),
            tie: Tie::Explicit,
            confidence: 0.5,
        }),
        (Some(_), None) => Attribution::Unsure,
        _ => Attribution::None,
    }
}
