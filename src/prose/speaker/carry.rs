//! Whether a speaker may be carried on to a quotation that has no words of saying of its own.
//!
//! Legal: `"…," Ruiz said. "…"` with nothing between, a sentence of saying before it, a paragraph left open. Not over a
//! sentence of the reporter's, nor from one of two who have just spoken.

use super::ballot::{Heard, Last};
use super::names::Names;
use super::neighbour::{COLON, COMMA, QUOTATION};
use super::pronoun::is_one;
use super::source::Kind as SourceKind;
use super::verb::{Cue, Manner, Place};
use super::voices::Setting;
use super::{Question, Source, Speaker, Tie};
use crate::prose::quote::Kind;

/// Whether a speaker may be carried on.
pub(super) enum Carry {
    /// A cue ties it, or the same speaker goes on with nothing between, or the paragraph before was left open.
    Lawful,
    /// A fresh paragraph after the speaker's closed quotation, or a whole sentence after part of one: houses dispute it.
    Loose,
    /// The reporter or somebody else spoke in between.
    Broken,
}

pub(super) fn carry(question: &Question, speaker: &Speaker, names: &mut Names) -> Carry {
    let Some(before) = question.last.filter(|_| stands_alone(question.setting)) else { return Carry::Lawful };
    match speaker.tie {
        Tie::Explicit => Carry::Lawful,
        _ if before.passage == question.passage => in_paragraph(question, before, speaker, names),
        Tie::Context if !before.open => from_paragraph_above(question, before, speaker),
        _ => Carry::Lawful,
    }
}

fn in_paragraph(question: &Question, before: &Last, speaker: &Speaker, names: &mut Names) -> Carry {
    let (setting, voices) = (question.setting, question.all[question.passage]);
    let between = setting.sentence.saturating_sub(before.sentence);
    let after_partial = between == 1 && before.kind != Kind::Full as u8;
    // What nobody owns lends no speaker to the next one.
    if before.heard == Heard::Nobody && setting.at <= before.at + 1 {
        return Carry::Broken;
    }
    if speaker.tie == Tie::Introduced {
        let another = after_partial && another_spoke(question, before, names);
        return if another { Carry::Broken } else { loose_if(after_partial) };
    }
    let introduced =
        before.kind == Kind::Full as u8 && setting.intro_cue.is_some_and(|c| says(&voices.cues[c as usize]));
    let speaks_on = |s: &Source| s.rank == 0 && matches!(s.kind, SourceKind::He | SourceKind::She);
    // They stand in order, and a paragraph may be a whole book.
    let from = voices.sources.partition_point(|s| s.sentence <= before.sentence);
    let mut inside = voices.sources[from..].iter().take_while(|s| s.sentence < setting.sentence);
    let about_them = setting.after_first_person || inside.any(speaks_on);
    let broken = between > 1 && !about_them && !introduced || after_partial;
    if broken { Carry::Broken } else { Carry::Lawful }
}

const fn loose_if(loose: bool) -> Carry {
    if loose { Carry::Loose } else { Carry::Lawful }
}

/// Whether a person other than the last speaker said something in the sentence before.
fn another_spoke(question: &Question, before: &Last, names: &mut Names) -> bool {
    let Heard::Source(passage, index) = before.heard else { return false };
    let Some(last) = names.of(passage, index).whom(passage, index) else { return false };
    let mut other = |s: u16| {
        names.of(question.passage, s as usize).whom(question.passage, s as usize).is_some_and(|whom| whom != last)
    };
    let cues = &question.all[question.passage].cues;
    let from = cues.partition_point(|c| c.sentence + 1 < before.sentence);
    let mut above = cues[from..].iter().take_while(|c| c.sentence + 1 == before.sentence);
    above.any(|c| says(c) && c.subject.is_some_and(&mut other))
}

fn says(cue: &Cue) -> bool {
    cue.manner <= Manner::Loaded
}

fn from_paragraph_above(question: &Question, before: &Last, speaker: &Speaker) -> Carry {
    let Heard::Source(passage, index) = before.heard else { return Carry::Lawful };
    let follows = before.passage + 1 == question.passage && question.setting.at == 0;
    loose_if(follows && (passage, index) == question.chosen(speaker))
}

/// A full quotation in no sentence of the reporter's; a stop set after its mark is no word.
pub(super) const fn stands_alone(setting: &Setting) -> bool {
    setting.lead == 0 && setting.tail <= 1 && setting.kind == Kind::Full as u8 && !setting.spoken
}

/// Alone, and nothing before or after it tells that somebody spoke.
pub(super) fn stranded(question: &Question, names: &Names) -> bool {
    let setting = question.setting;
    let cues = &question.all[question.passage].cues;
    let introduced = setting.intro_cue.is_some_and(|c| says(&cues[c as usize]));
    stands_alone(setting) && !introduced && !announced(question) && !abuts(question) && !pictured(question, names)
}

/// Whether the next quotation follows at once: its speaker may be this one's, which is for a person to say.
pub(super) fn abuts(question: &Question) -> bool {
    let voices = question.all[question.passage];
    let next = voices.settings.get(usize::from(question.setting.index) + 1);
    next.is_some_and(|next| next.at == question.setting.at)
}

/// Whether the paragraph before ends with a colon, or the one after signs the words (`— Ruiz`).
pub(super) fn announced(question: &Question) -> bool {
    let before = question.passage.checked_sub(1).map(|p| question.all[p]);
    let after = question.all.get(question.passage + 1);
    let colon = before.is_some_and(|v| v.ends_with == COLON) && question.setting.at == 0;
    colon || after.is_some_and(|v| v.signs)
}

/// Whether a paragraph shows somebody and then lets the words follow: `Ruiz shook her head. "…"`. No word says that they are
/// hers, and no reader takes them for anybody else's. Of `the two men` either may have spoken.
pub(super) fn pictured(question: &Question, names: &Names) -> bool {
    let (setting, voices) = (question.setting, question.all[question.passage]);
    let Some(sentence) = setting.sentence.checked_sub(1).filter(|_| setting.lead == 0) else { return false };
    // Whoever spoke before in the paragraph may speak on; what was no speech has no speaker.
    let silent = |last: &Last| last.heard == Heard::NoSpeech && last.sentence < sentence;
    if setting.index > 0 && !question.last.is_some_and(silent) {
        return false;
    }
    let from = voices.sources.partition_point(|s| s.sentence < sentence);
    let mut there = voices.sources.iter().enumerate().skip(from).take_while(|(_, s)| s.sentence == sentence);
    let is_person = |(index, s): (usize, &Source)| match s.kind {
        SourceKind::Person | SourceKind::He | SourceKind::She => true,
        SourceKind::Described => is_one(names.words(question.passage, index)),
        _ => false,
    };
    there.any(|(index, s)| s.leads && is_person((index, s)))
}

/// `Ruiz recalls being told: "…"`: whoever is told the words, and by nobody who is named, does not say them. What is according
/// to somebody is still told by them.
pub(super) fn is_told(question: &Question, passage: usize, index: usize) -> bool {
    let (setting, voices) = (question.setting, question.all[question.passage]);
    let Some(cue) = setting.lead_cue.map(|cue| &voices.cues[usize::from(cue)]) else { return false };
    let stopped = matches!(setting.lead_next, COLON | COMMA) && cue.at + 2 == setting.at;
    let at_once = stopped || setting.lead_next == QUOTATION;
    let by_nobody = cue.subject.is_none() && cue.manner == Manner::Neutral && setting.tail_cue.is_none();
    let source = &question.all[passage].sources[index];
    let hears = passage == question.passage && source.sentence == cue.sentence && source.to <= cue.at;
    let according = |c: u16| voices.cues[usize::from(c)].manner == Manner::According;
    at_once && by_nobody && hears && !source.cue.is_some_and(according)
}

/// `The mayor rejected claims that the bridge was "a death trap"`: whoever denies the words does not say them.
pub(super) fn is_denied(question: &Question, passage: usize, index: usize) -> bool {
    let source = &question.all[passage].sources[index];
    let setting = question.setting;
    passage == question.passage && source.sentence == setting.sentence && source.to < setting.denied
}

/// `Lund asked the mayor. "Not today," came the reply.`: it is not Lund's.
pub(super) fn is_answered(question: &Question, (passage, index): (usize, usize), names: &mut Names) -> bool {
    let Some(Heard::Source(there, asker)) = question.last.map(|last| last.heard).filter(|_| question.setting.replies)
    else {
        return false;
    };
    let asked_by = names.of(there, asker).whom(there, asker);
    (there, asker) == (passage, index)
        || asked_by.is_some() && asked_by == names.of(passage, index).whom(passage, index)
}

/// `Lund recalls being told by Ruiz: "…"`: behind the verb that brings the words in stands whoever says them, and not before it.
pub(super) fn teller(question: &Question, passage: usize, index: usize) -> Option<usize> {
    let (setting, voices) = (question.setting, question.all[question.passage]);
    let cue = setting.lead_cue.filter(|_| setting.tail_cue.is_none()).map(|cue| &voices.cues[usize::from(cue)])?;
    let source = &question.all[passage].sources[index];
    let stands_before = passage == question.passage && source.sentence == cue.sentence && source.to <= cue.at;
    let behind = stands_before && cue.manner <= Manner::Weak && cue.place == Place::Inverted;
    cue.subject.map(usize::from).filter(|_| behind)
}
