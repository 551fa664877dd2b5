//! What rules say of those who are named.

use crate::prose::name;
use crate::prose::speaker::Speaker;
use crate::prose::story::{Quotation, Story};

/// Names that agree less than this are two people.
pub const SAME_PERSON: f32 = 0.5;

/// The speaker, if a person whose name stands in the sentence, and the full name: nobody is accused on a guess.
pub fn named_person<'s>(story: &'s Story, quotation: &'s Quotation) -> Option<(&'s Speaker, &'s str)> {
    let speaker = quotation.attribution.speaker()?;
    let member = speaker.member.and_then(|member| story.cast.members.get(member))?;
    let at = speaker.mention;
    let here = story.cast.mentions_in(at.passage);
    let first = here.partition_point(|m| m.at.span.end <= at.span.start);
    let by_name = here.get(first).is_some_and(|m| m.at.span.overlaps(&at.span));
    (by_name && member.kind == name::Kind::Person).then_some((speaker, &*member.canonical))
}
