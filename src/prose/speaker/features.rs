//! What speaks for and against a candidate, as small numbers that a reader could name.

use super::ballot::{Ballot, Candidate, Heard};
use super::neighbour;
use super::source::Source;
use super::verb::Cue;
use super::voices::Setting;

macro_rules! features {
    ($($name:ident $word:literal)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($name),* }
        /// The features' names, in order; the weights file uses them.
        pub const NAMES: [&str; features!(@count $($name)*)] = [$($word),*];
        $(const $name: usize = Index::$name as usize;)*
    };
    (@count) => { 0 };
    (@count $first:ident $($rest:ident)*) => { 1 + features!(@count $($rest)*) };
}

features! {
    // The candidate.
    OPTION "option"
    ZONE "zone"
    DISTANCE "distance"
    SENTENCES "sentences"
    QUOTES "quotes-between"
    SOURCES "sources-between"
    BEFORE "before"
    AFTER "after"
    RANK "rank"
    MANNER "manner"
    PLACE "place"
    CUE_GAP "cue-gap"
    CUE_DISTANCE "cue-distance"
    CUE_ING "cue-ing"
    OF_TAIL "subject-of-tail"
    OF_LEAD "subject-of-lead"
    OF_INTRO "subject-of-intro"
    SAME "same-as-last"
    SPOKE "times-spoke"
    NAMED "times-named"
    PARAGRAPHS "paragraphs"
    LABEL "label"
    // The quotation.
    ROLE "role"
    WORDS "words"
    ENDS "ends"
    BEGINS "begins"
    CAPITALS "capitals"
    FIRST "first-word"
    LAST "last-word"
    CLAUSE "clause"
    SMALL "small-words"
    LEAD_TITLE "title-word-before"
    TAIL_TITLE "title-word-after"
    LEAD_NEXT "after-lead"
    SAID "cues-here"
    MARK "mark"
    KIND "kind"
    OPEN "open"
    PERSON "person"
    Q_BEFORE "word-before"
    Q_BEFORE2 "second-word-before"
    Q_AFTER "word-after"
    Q_AFTER2 "second-word-after"
    LEAD "lead"
    TAIL "tail"
    NARRATION "narration"
    COUNT "quotes-here"
    INDEX "quote-index"
    LEAD_MANNER "lead-manner"
    LEAD_GAP "lead-gap"
    TAIL_MANNER "tail-manner"
    TAIL_GAP "tail-gap"
    TAIL_PLACE "tail-place"
    INTRO_MANNER "intro-manner"
    LAST_GAP "words-since-last"
    LAST_SENTENCES "sentences-since-last"
    LAST_STATE "last-state"
    LAST_KIND "last-kind"
    LAST_OPEN "last-open"
    LAST_PARAGRAPHS "paragraphs-since-last"
    PRIOR_ENDS "prior-paragraph-ends"
    PRIOR_CUES "prior-paragraph-cues"
}

/// One candidate's features.
pub type Features = [u8; NAMES.len()];

/// So many features come first that are a candidate's own; the rest are its quotation's.
pub(super) const OWN: usize = ROLE;

/// The features that count a source's member over the whole story: how often it speaks, how often it is named.
pub(super) const COUNTED: [usize; 2] = [SPOKE, NAMED];

/// Kinds of candidate that are no source.
const NOBODY: u8 = 30;
const NO_SPEECH: u8 = 31;

/// What is true of a quotation whoever its speaker; candidates add their own.
pub(super) fn of_quotation(ballot: &Ballot) -> Features {
    let mut f = [0; NAMES.len()];
    let (setting, voices) = (ballot.setting, ballot.voices);
    f[ROLE] = ballot.role as u8;
    quoted_words(&mut f, setting);
    f[NARRATION] = small(voices.words);
    f[COUNT] = small(voices.settings.len());
    f[INDEX] = small(setting.index);
    let cue = |i: Option<u16>| i.map(|i| &voices.cues[i as usize]);
    if let Some(cue) = cue(setting.lead_cue) {
        f[LEAD_MANNER] = cue.manner as u8;
        f[LEAD_GAP] = small(setting.at - cue.at);
    }
    if let Some(cue) = cue(setting.tail_cue) {
        f[TAIL_MANNER] = cue.manner as u8;
        f[TAIL_GAP] = small(cue.at - setting.at);
        f[TAIL_PLACE] = if cue.subject.is_some() { cue.place as u8 } else { 0 };
    }
    f[INTRO_MANNER] = cue(setting.intro_cue).map_or(0, |c| c.manner as u8);
    since_last(&mut f, ballot);
    f
}

fn quoted_words(f: &mut Features, setting: &Setting) {
    f[WORDS] = setting.words;
    f[ENDS] = setting.ends;
    f[BEGINS] = setting.begins;
    f[CAPITALS] = setting.capitals;
    f[FIRST] = setting.first;
    f[LAST] = setting.last;
    f[CLAUSE] = u8::from(setting.clause);
    f[SMALL] = setting.small;
    f[LEAD_TITLE] = setting.lead_title;
    f[TAIL_TITLE] = setting.tail_title;
    f[LEAD_NEXT] = setting.lead_next;
    f[SAID] = setting.said;
    f[MARK] = setting.mark;
    f[KIND] = setting.kind;
    f[OPEN] = u8::from(setting.open) + 2 * u8::from(setting.unopened);
    f[PERSON] = u8::from(setting.person);
    f[Q_BEFORE] = setting.before;
    f[Q_BEFORE2] = setting.before2;
    f[Q_AFTER] = setting.after;
    f[Q_AFTER2] = setting.after2;
    f[LEAD] = setting.lead;
    f[TAIL] = setting.tail;
}

fn since_last(f: &mut Features, ballot: &Ballot) {
    f[LAST_GAP] = 255;
    f[LAST_SENTENCES] = 255;
    f[LAST_PARAGRAPHS] = 255;
    if let Some(last) = ballot.last {
        f[LAST_STATE] = match last.heard {
            Heard::Source(..) => 1,
            Heard::Nobody => 2,
            Heard::NoSpeech => 3,
        };
        f[LAST_KIND] = last.kind;
        f[LAST_OPEN] = u8::from(last.open);
        f[LAST_PARAGRAPHS] = small(ballot.passage - last.passage);
        if last.passage == ballot.passage {
            f[LAST_GAP] = small(ballot.setting.at - last.at);
            f[LAST_SENTENCES] = small(ballot.setting.sentence - last.sentence);
        }
    }
    if let Some(prior) = ballot.prior {
        let quote_last = prior.settings.last().is_some_and(|s| s.at == prior.words);
        f[PRIOR_ENDS] = if quote_last { neighbour::QUOTATION } else { prior.ends_with };
        f[PRIOR_CUES] =
            prior.cues.iter().rev().find(|c| c.sentence + 1 >= prior.sentences).map_or(0, |c| c.manner as u8);
    }
}

/// Adds the features of one candidate to its quotation's.
pub(super) fn add_own(f: &mut Features, ballot: &Ballot, candidate: &Candidate) {
    match candidate {
        Candidate::Nobody => f[OPTION] = NOBODY,
        Candidate::NoSpeech => f[OPTION] = NO_SPEECH,
        Candidate::Source { passage, index } => {
            let voices = ballot.all[*passage];
            let source = &voices.sources[*index];
            f[OPTION] = source.kind as u8;
            f[BEFORE] = source.before;
            f[AFTER] = source.after;
            f[RANK] = source.rank;
            let member = ballot.tally.member(*passage, *index);
            f[SPOKE] = small(member.map_or(0, |member| ballot.tally.spoke_of(member)));
            f[NAMED] = small(member.map_or(0, |member| ballot.tally.named_of(member)));
            f[LABEL] = u8::from(source.from == 0 && source.after == neighbour::COLON);
            let cue = source.cue.map(|c| &voices.cues[c as usize]);
            f[MANNER] = cue.map_or(0, |c| c.manner as u8);
            f[PLACE] = cue.map_or(0, |c| c.place as u8);
            f[CUE_GAP] = cue.map_or(0, |c| small(c.at.abs_diff(source.to)));
            f[CUE_ING] = cue.map_or(0, |c| u8::from(c.ing));
            f[SAME] = match ballot.last.map(|last| last.heard) {
                Some(Heard::Source(p, i)) if (p, i) == (*passage, *index) => 2,
                _ => u8::from(member.is_some() && member == ballot.last_member),
            };
            if *passage == ballot.passage {
                here(f, ballot, source, *index, cue);
            } else {
                elsewhere(f, ballot, *passage, source, *index);
            }
        }
    }
}

/// A source in the quotation's own paragraph.
fn here(f: &mut Features, ballot: &Ballot, source: &Source, index: usize, cue: Option<&Cue>) {
    let setting = ballot.setting;
    let before = source.from < setting.at;
    let same = source.sentence == setting.sentence;
    f[ZONE] = match (same, before) {
        (true, true) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 4,
    };
    f[DISTANCE] = small(if before { setting.at - source.to.min(setting.at) } else { source.from - setting.at });
    f[SENTENCES] = small(source.sentence.abs_diff(setting.sentence));
    f[QUOTES] = small(if before {
        setting.index.saturating_sub(source.quotes)
    } else {
        source.quotes.saturating_sub(setting.index + 1)
    });
    f[SOURCES] = small(if before { ballot.edge - 1 - index } else { index - ballot.edge });
    f[CUE_DISTANCE] = cue.map_or(255, |c| small(c.at.abs_diff(setting.at)));
    let is_subject = ballot.subjects.map(|subject| u8::from(subject == Some(index as u16)));
    [f[OF_TAIL], f[OF_LEAD], f[OF_INTRO]] = is_subject;
}

/// A source in another paragraph.
fn elsewhere(f: &mut Features, ballot: &Ballot, passage: usize, source: &Source, index: usize) {
    let voices = ballot.all[passage];
    let later = passage > ballot.passage;
    f[PARAGRAPHS] = small(passage.abs_diff(ballot.passage));
    f[ZONE] = if later {
        7
    } else if f[PARAGRAPHS] == 1 {
        5
    } else {
        6
    };
    let own = ballot.setting.at;
    f[DISTANCE] = small(if later { source.from + ballot.voices.words - own } else { voices.words - source.to + own });
    f[SENTENCES] = small(if later { source.sentence } else { voices.sentences.saturating_sub(source.sentence) });
    f[QUOTES] = small(if later {
        source.quotes as usize
    } else {
        voices.settings.len().saturating_sub(source.quotes as usize)
    });
    f[SOURCES] = small(if later { index } else { voices.sources.len() - 1 - index });
    f[CUE_DISTANCE] = 255;
}

pub(super) fn small(n: impl TryInto<u64>) -> u8 {
    n.try_into().unwrap_or(u64::MAX).min(254) as u8
}
