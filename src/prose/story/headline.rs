//! Who is quoted in the headline: a headline says it short, and the story below says who spoke.

use super::{Quotation, is_told_by};
use crate::prose::quote::Kind;
use crate::prose::reading::Reading;
use crate::prose::speaker::{Attribution, SourceKind, Speaker, Tie};
use crate::text::passage::Role;

/// Fewer letters and digits agree by chance.
const FEWEST: usize = 8;

/// Surer than this, a headline names its speaker itself: `Ruiz: 'We sail in May'`.
const NAMED_ABOVE: f32 = 0.9;

/// Words of a headline's term or title at most: more of them that the story has from somebody's mouth are speech, and so are
/// fewer where the headline says that somebody spoke.
const TERM_WORDS: usize = 4;

/// Gives headline quotations whose speaker is not surely told there the speaker of the same words in the story.
pub(super) fn ask_the_story(readings: &[&Reading], quotations: &mut [Quotation]) {
    let is_above = |passage: usize| matches!(readings[passage].role, Role::Headline | Role::Heading);
    let above = |q: &Quotation| is_above(q.words.passage);
    let quoted = |passage: &usize| is_above(*passage) && !readings[*passage].marks.quoted.is_empty();
    let headed: Vec<usize> = (0..readings.len()).filter(quoted).collect();
    let range = |passage: usize| {
        let from = quotations.partition_point(|q| q.words.passage < passage);
        from..quotations.partition_point(|q| q.words.passage <= passage)
    };
    for i in headed.into_iter().flat_map(range).collect::<Vec<_>>() {
        let few = count(readings, &quotations[i]) <= TERM_WORDS;
        let said = readings[quotations[i].words.passage].voices.tell_of_speech();
        let term =
            quotations[i].kind == Kind::NonSpeech && few && !said && !is_of_the_speaker(readings, &quotations[i]);
        let asks = above(&quotations[i]) && !term && !is_told(readings, &quotations[i]);
        let words = if asks { plain(readings, &quotations[i]) } else { continue };
        let says_so = |q: &&Quotation| !above(q) && q.kind != Kind::NonSpeech && plain(readings, q).contains(&words);
        let speaker = |q: &Quotation| q.attribution.speaker().cloned();
        let below = if words.len() < FEWEST { None } else { quotations.iter().filter(says_so).find_map(speaker) };
        if let Some(speaker) = below {
            quotations[i].kind = as_marked(readings, &quotations[i]);
            quotations[i].attribution = Attribution::Found(Speaker { tie: Tie::Context, cue: None, ..speaker });
        }
    }
}

fn is_told(readings: &[&Reading], quotation: &Quotation) -> bool {
    // `Ferry bill: 'We sail in May'`: a headline begins with what it is about, which says nothing where somebody does.
    let is_paper = |s: &Speaker| is_told_by(readings, s, SourceKind::Document);
    let told = |s: &Speaker| s.cue.is_some() || s.confidence >= NAMED_ABOVE && !is_paper(s);
    quotation.attribution.speaker().is_some_and(told)
}

/// `'We bathe in buckets'`: no term says I, we or you.
fn is_of_the_speaker(readings: &[&Reading], quotation: &Quotation) -> bool {
    let reading = readings[quotation.words.passage];
    let index = reading.marks.quoted.iter().position(|quoted| quoted.words == quotation.words.span);
    index.is_some_and(|index| reading.voices.speaks_of_itself(index))
}

/// What kind it is as speech.
fn as_marked(readings: &[&Reading], quotation: &Quotation) -> Kind {
    let mut marked = readings[quotation.words.passage].marks.quoted.iter();
    marked.find(|quoted| quoted.words == quotation.words.span).map_or(quotation.kind, |quoted| quoted.kind)
}

fn count(readings: &[&Reading], quotation: &Quotation) -> usize {
    quotation.words.span.of(&readings[quotation.words.passage].text).split_whitespace().count()
}

/// The words' letters and digits alone, small.
fn plain(readings: &[&Reading], quotation: &Quotation) -> String {
    let words = quotation.words.span.of(&readings[quotation.words.passage].text);
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
