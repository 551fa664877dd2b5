//! Who spoke: candidates for each quotation, and the one scorer that chooses among them or abstains.

mod ballot;
mod bond;
mod carry;
mod change;
mod complement;
mod denial;
mod edge;
mod description;
mod features;
mod fits;
mod head;
mod hearing;
mod lettering;
mod look;
mod mentions;
mod narration;
mod names;
pub(super) mod neighbour;
mod opening;
mod phrase;
mod pronoun;
mod relative;
mod silent;
mod source;
mod speaks_of;
mod stranger;
mod trail;
mod trees;
mod verb;
pub(super) mod voices;
mod walk;

use super::quote::Kind;
use crate::finding::Spot;
use ballot::Last;
use carry::{
    Carry, abuts, announced, carry, is_answered, is_denied, is_told, pictured, stands_alone, stranded, teller,
};
use names::Names;
use std::sync::{Arc, LazyLock};
use trees::Sums;

pub use ballot::{Candidate, Heard};
pub use change::Change;
pub use features::{Features, NAMES};
pub use hearing::Hearing;
pub(super) use look::Look;
pub use narration::Sheet;
pub use source::{Kind as SourceKind, Source};
pub use trees::{DEEPEST, Tree, Trees};
use voices::Setting;
pub use voices::{Voices, read};
pub use walk::walk;

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
    pub canonical: Option<Arc<str>>,
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

/// What was decided on one quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Who spoke.
    pub attribution: Attribution,
    /// Whether the marks hold no speech: a title, a nickname, a term.
    pub no_speech: bool,
}

/// One quotation's candidates with their features, as the scorer sees them.
pub struct Question<'q, 'r> {
    /// The quotation's passage.
    pub passage: usize,
    /// Index into the passage's quotations.
    pub quoted: usize,
    /// Who could have spoken; nobody and no speech among them.
    pub candidates: &'q [Candidate],
    /// A row for each candidate.
    pub features: &'q [Features],
    setting: &'r Setting,
    all: &'q [&'r Voices],
    /// The quotation before it.
    last: Option<&'q Last>,
}

impl Question<'_, '_> {
    /// Whether one of two is the `who` behind the other.
    fn is_who(&self, one: Heard, other: Heard) -> bool {
        let (Heard::Source(passage, a), Heard::Source(there, b)) = (one, other) else { return false };
        let sources = &self.all[passage].sources;
        let follows = |a: usize, b: usize| {
            let (before, who) = (&sources[a], &sources[b]);
            a + 1 == b
                && who.kind == SourceKind::Relative
                && who.sentence == before.sentence
                && who.from <= before.to + 1
        };
        passage == there && (follows(a, b) || follows(b, a))
    }

    /// Passage and index of the source that a speaker was made from.
    fn chosen(&self, speaker: &Speaker) -> (usize, usize) {
        let passage = speaker.mention.passage;
        let index = self.all[passage].sources.iter().position(|s| s.whole == speaker.mention.span);
        (passage, index.unwrap_or(usize::MAX))
    }
}

/// Below this chance a speaker is not named.
const NAMED_FROM: f32 = 0.55;
/// The same where nothing at all tells that somebody spoke: below it not one in two is right.
const TIED_FROM: f32 = 0.6;
/// A signature is as sure as a name beside a verb of saying.
const SIGNED: f32 = 0.98;
/// The first word behind the dash that a signature begins with.
const AFTER_DASH: u32 = 1;
/// From this chance on nothing ties the words to anybody.
const NOBODY_FROM: f32 = 0.5;
/// From this chance on a word or a phrase is no speech.
const NO_SPEECH_FROM: f32 = 0.2;
/// From this chance on a whole sentence by itself is none: it may be the title of a song, but a quotation that lost its
/// speaker must not go untold.
const NO_SENTENCE_FROM: f32 = 0.6;
/// From this chance on what stands behind a work, in a title's capitals, is its title.
const NO_TITLE_FROM: f32 = 0.03;
/// Words that make a sentence of its own more than a phrase.
const SENTENCE_WORDS: u8 = 5;

/// How sure it is that a block quote belongs to whoever the paragraph above lets speak up to its colon.
const ANNOUNCED: f32 = 0.9;
/// How sure it is that words are whose who tells them, where the choice fell on whoever is told.
const TOLD: f32 = 0.9;

static SCORER: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_str!("weights.txt")));

/// For each of [`features::COUNTED`] what the scorer can tell of its values apart.
static RANKS: LazyLock<[[u8; 256]; 2]> = LazyLock::new(|| features::COUNTED.map(|feature| SCORER.ranks(feature)));

/// What the scorer sees of how often somebody speaks and is named.
fn rank(spoke: u32, named: u32) -> [u8; 2] {
    let [by_spoke, by_named] = &*RANKS;
    [by_spoke[features::small(spoke) as usize], by_named[features::small(named) as usize]]
}

/// The verdict on a quotation, and what later ones may carry on.
fn decide(question: &Question, names: &mut Names, sums: &mut Sums) -> (Verdict, Heard) {
    let silent = Verdict { attribution: Attribution::Unsure, no_speech: false };
    let choice = signer(question).or_else(|| announcer(question)).unwrap_or_else(|| choose(question, sums));
    let choice = told_by(question, choice);
    let setting = question.setting;
    let verdict = match choice.heard {
        Heard::NoSpeech => Verdict { attribution: Attribution::Unsure, no_speech: true },
        Heard::Nobody if setting.spoken || announced(question) || abuts(question) || pictured(question, names) => {
            silent
        }
        Heard::Nobody => Verdict { attribution: Attribution::None, no_speech: false },
        Heard::Source(..) if choice.confidence < TIED_FROM && stranded(question, names) => {
            Verdict { attribution: Attribution::None, no_speech: false }
        }
        // A word or two that nobody in particular owns is colour, not a quotation.
        Heard::Source(..) if choice.confidence < NAMED_FROM => {
            Verdict { no_speech: setting.kind == Kind::Fragment as u8, ..silent }
        }
        Heard::Source(passage, index) if is_told(question, passage, index) => silent,
        Heard::Source(passage, index) if is_denied(question, passage, index) => silent,
        Heard::Source(passage, index) if is_answered(question, (passage, index), names) => silent,
        Heard::Source(passage, index) => {
            let speaker = speaker(question, (passage, index), choice.confidence, names);
            match carry(question, &speaker, names) {
                Carry::Broken => Verdict { attribution: Attribution::None, no_speech: false },
                Carry::Loose => found(Speaker { tie: Tie::Context, ..speaker }),
                Carry::Lawful => found(speaker),
            }
        }
    };
    let unknown = choice.confidence < TIED_FROM && verdict.attribution == Attribution::None;
    (verdict, if unknown { Heard::Nobody } else { choice.heard })
}

const fn found(speaker: Speaker) -> Verdict {
    Verdict { attribution: Attribution::Found(speaker), no_speech: false }
}

#[derive(Clone, Copy)]
struct Choice {
    heard: Heard,
    confidence: f32,
}

/// The choice, unless it fell on whoever is told the words: then whoever tells them.
fn told_by(question: &Question, choice: Choice) -> Choice {
    let Heard::Source(passage, index) = choice.heard else { return choice };
    let told = |teller| Choice { heard: Heard::Source(passage, teller), confidence: TOLD };
    teller(question, passage, index).map_or(choice, told)
}

/// A block quotation and below it `— Ana Ruiz, Osterby`: whoever signs the words.
fn signer(question: &Question) -> Option<Choice> {
    let below = question.passage + 1;
    let signs = |voices: &&&Voices| voices.signs && voices.cues.is_empty();
    let signature = question.all.get(below).filter(signs).filter(|_| question.setting.kind == Kind::Block as u8)?;
    let names = signature.sources.first().is_some_and(|s| s.from == AFTER_DASH && s.kind <= SourceKind::OtherName);
    names.then_some(Choice { heard: Heard::Source(below, 0), confidence: SIGNED })
}

/// `Ruiz has put out a statement:` and below it a block quote: it is hers.
fn announcer(question: &Question) -> Option<Choice> {
    let above = question.passage.checked_sub(1).filter(|_| question.setting.kind == Kind::Block as u8)?;
    let speaker = question.all[above].announces()?;
    Some(Choice { heard: Heard::Source(above, speaker), confidence: ANNOUNCED })
}

/// The likeliest candidate.
fn choose(question: &Question, sums: &mut Sums) -> Choice {
    if question.setting.lettered {
        return Choice { heard: Heard::NoSpeech, confidence: 1.0 };
    }
    let chances = chances(question.features, sums);
    let of = |which: Candidate| question.candidates.iter().position(|c| *c == which).map_or(0.0, |i| chances[i]);
    let sentence = stands_alone(question.setting) && question.setting.words >= SENTENCE_WORDS;
    let from = match question.setting {
        setting if setting.entitles => NO_TITLE_FROM,
        _ if sentence => NO_SENTENCE_FROM,
        _ => NO_SPEECH_FROM,
    };
    let no_speech = of(Candidate::NoSpeech);
    if no_speech >= from {
        return Choice { heard: Heard::NoSpeech, confidence: no_speech };
    }
    // A sentence that is told to be nobody's speech is, as far as anybody can tell, speech that is nobody's.
    let nobody = of(Candidate::Nobody) + if sentence { no_speech } else { 0.0 };
    if nobody >= NOBODY_FROM {
        return Choice { heard: Heard::Nobody, confidence: nobody };
    }
    let sources = question.candidates.iter().zip(&*chances).filter_map(|(c, &chance)| match c {
        Candidate::Source { passage, index } => Some((Heard::Source(*passage, *index), chance)),
        _ => None,
    });
    let best = sources.clone().max_by(|a, b| a.1.total_cmp(&b.1));
    let (heard, chance) = best.unwrap_or((Heard::Nobody, 0.0));
    // `a harbour official, who asked not to be named, said`: one person, mentioned twice.
    let twice: f32 = sources.filter(|(other, _)| question.is_who(heard, *other)).map(|(_, chance)| chance).sum();
    Choice { heard, confidence: SCORER.calibrated(chance + twice) }
}

/// Scores to chances: they sum to one.
fn chances<'s>(rows: &[Features], sums: &'s mut Sums) -> &'s mut [f32] {
    let scores = SCORER.scores_in(rows, sums);
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
    scores
}

fn speaker(question: &Question, (passage, index): (usize, usize), confidence: f32, names: &mut Names) -> Speaker {
    let voices = question.all;
    let source = &voices[passage].sources[index];
    let (member, canonical) = names.of(passage, index).resolve(passage, index);
    let (setting, here) = (question.setting, passage == question.passage);
    let cue = if here { voices[passage].cue_of(index, setting) } else { None };
    let tie = match &cue {
        Some(cue) if cue.sentence == setting.sentence => Tie::Explicit,
        Some(cue) if cue.sentence + 1 == setting.sentence => Tie::Introduced,
        _ if here => Tie::Carried,
        _ => Tie::Context,
    };
    let cue = cue.map(|c| Spot { passage, span: c.span });
    Speaker { mention: Spot { passage, span: source.whole }, canonical, member, cue, tie, confidence }
}
