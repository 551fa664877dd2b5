//! Who is "I" in an interview that is printed as questions and answers: the one person whom its opening presents.

use super::{Quotation, is_told_by};
use crate::prose::cast::Cast;
use crate::prose::name::Kind as NameKind;
use crate::prose::reading::Reading;
use crate::prose::speaker::{Attribution, SourceKind, Speaker};

/// Fewer questions in paragraphs of their own may be the writer's.
const FEWEST_QUESTIONS: usize = 3;

/// Gives what an answer says "I said" of to whoever is interviewed.
pub(super) fn name_the_answerer(readings: &[&Reading], cast: &Cast, quotations: &mut [Quotation]) {
    if !quotations.iter().any(|q| q.attribution.speaker().is_some_and(|s| is_i(readings, s))) {
        return;
    }
    let asked: Vec<usize> = (0..readings.len()).filter(|&passage| is_question(readings[passage])).collect();
    let Some(first) = asked.first().copied().filter(|_| asked.len() >= FEWEST_QUESTIONS) else { return };
    let Some(member) = presented(cast, first) else { return };
    for quotation in quotations {
        if let Attribution::Found(speaker) = &mut quotation.attribution
            && speaker.mention.passage > first
            && is_i(readings, speaker)
        {
            speaker.member = Some(member);
            speaker.canonical = Some(cast.members[member].canonical.clone());
        }
    }
}

/// Whether somebody is found who says I of himself, next to a word of saying.
fn is_i(readings: &[&Reading], speaker: &Speaker) -> bool {
    speaker.canonical.is_none()
        && speaker.cue.is_some()
        && is_told_by(readings, speaker, SourceKind::FirstPerson)
        && speaker.mention.span.of(&readings[speaker.mention.passage].text) == "I"
}

/// A paragraph that asks, and quotes nobody.
fn is_question(reading: &Reading) -> bool {
    reading.text.trim_end().ends_with('?') && reading.marks.quoted.is_empty()
}

/// The one person named above a passage.
fn presented(cast: &Cast, passage: usize) -> Option<usize> {
    let named = (0..passage).flat_map(|above| cast.mentions_in(above)).map(|mention| mention.member);
    let mut people = named.filter(|member| cast.members[*member].kind == NameKind::Person);
    let one = people.next()?;
    people.all(|other| other == one).then_some(one)
}
