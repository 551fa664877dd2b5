//! What one paragraph tells of its speakers: kept with the reading, so that the story needs no text.

use super::denial;
use super::lettering;
use super::look::Look;
use super::narration::{Count, Gap, Inner, Narration, Sheet};
use super::neighbour;
use super::source::{self, Source};
use super::verb::{self, Cue, Manner, Place};
use crate::prose::cue::Class;
use crate::prose::quote::{Kind, Quoted};
use crate::prose::reading::Reading;
use crate::prose::vocabulary::{Entry, Written};
use crate::text::span::{InPassage, Span};

/// The sources, the cues and the quotations' settings of one paragraph.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    /// Whoever could be speaking, in order.
    pub sources: Vec<Source>,
    pub(super) cues: Vec<Cue>,
    /// One for each outer quotation, in order.
    pub(super) settings: Vec<Setting>,
    /// Narration words.
    pub(super) words: u32,
    /// Narration sentences.
    pub(super) sentences: u16,
    /// The narration's last word: 5 is a colon, as in [`source::neighbour`].
    pub(super) ends_with: u8,
    /// Whether the paragraph is a dash and a few words: who said what stands above it.
    pub(super) signs: bool,
}

/// How a quotation stands in its paragraph's narration.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// Index into the paragraph's quotations.
    pub quoted: u32,
    /// Narration word that follows it.
    pub at: u32,
    pub sentence: u16,
    /// Outer quotations before it.
    pub index: u16,
    /// Codes of [`source::neighbour`].
    pub before: u8,
    pub before2: u8,
    pub after: u8,
    pub after2: u8,
    /// Narration words of its sentence before and after it.
    pub lead: u8,
    pub tail: u8,
    /// Nearest verbs of saying: before it in its sentence, after it in its sentence, in the sentence before.
    pub lead_cue: Option<u16>,
    pub tail_cue: Option<u16>,
    pub intro_cue: Option<u16>,
    /// Whether any cue, noun or verb, stands in its sentence.
    pub spoken: bool,
    /// Whether the reporter, or the speaker without marks, says I or we between the last quotation and this one.
    pub after_first_person: bool,
    pub person: bool,
    pub words: u8,
    pub ends: u8,
    pub begins: u8,
    /// Share of its longer words that have a capital, of 10.
    pub capitals: u8,
    /// Codes of its first and last word, and whether a verb's helper or a pronoun stands in it.
    pub first: u8,
    pub last: u8,
    pub clause: bool,
    /// Its words that only hold others together: articles, prepositions, helpers.
    pub small: u8,
    /// Narration words to the nearest one that calls what is marked a work or a term, before and after it; 0 is none.
    pub lead_title: u8,
    pub tail_title: u8,
    /// Whether it has a title's capitals and stands right behind the work that is called so, or does something.
    pub entitles: bool,
    /// Whether it is what stands on a banner or a plaque.
    pub lettered: bool,
    /// Where the verb stands by which the sentence denies the words, from 1; 0 is nowhere.
    pub denied: u32,
    /// Whether the words are a reply, and so not of whoever spoke just before.
    pub replies: bool,
    /// Code of the word after the nearest verb before it; 2 if the quotation is what follows.
    pub lead_next: u8,
    /// Verbs of saying in the paragraph.
    pub said: u8,
    pub mark: u8,
    pub kind: u8,
    pub open: bool,
    pub unopened: bool,
}

impl Voices {
    /// Nobody, where others were.
    pub fn cleared(mut self) -> Self {
        self.sources.clear();
        self.cues.clear();
        self.settings.clear();
        Self { sources: self.sources, cues: self.cues, settings: self.settings, ..Self::default() }
    }
}

/// Reads the narration around the quotations of a paragraph whose marks are paired; `entries` tell of its words.
pub fn read(reading: &mut Reading, entries: &[Entry], sheet: &mut Sheet) {
    let Reading { text, tokens, marks, names, voices, .. } = reading;
    let quoted = &marks.quoted;
    let Voices { sources, cues, mut settings, .. } = std::mem::take(voices).cleared();
    let narration = Narration::of(Written { text, tokens, entries }, quoted, sheet);
    let mut sources = source::sources(sources, &narration, names);
    let cues = verb::cues(cues, &narration, &mut sources);
    let said = cues.iter().filter(|c| c.manner <= Manner::Loaded).count().min(60) as u8;
    let of = |(i, gap)| Setting { said, ..setting(&narration, &cues, quoted, i, gap) };
    settings.extend(narration.gaps.iter().enumerate().map(of));
    let dash = narration.words.first().is_some_and(|w| w.look == Look::Dash);
    let signs = dash && narration.words.len() < 14 && narration.gaps.is_empty() && !sources.is_empty();
    *voices = Voices {
        sources,
        cues,
        settings,
        words: narration.words.len() as u32,
        sentences: narration.words.last().map_or(0, |w| w.sentence + 1),
        signs,
        ends_with: narration.words.last().map_or(neighbour::NOTHING, |w| w.code),
    };
    narration.leave(sheet);
}

fn setting(narration: &Narration, cues: &[Cue], quoted: &[Quoted], index: usize, gap: &Gap) -> Setting {
    let quote = &quoted[gap.quoted];
    let at = gap.at;
    let count = |n: usize| n.min(60) as u8;
    let lead = (0..at).rev().take_while(|&i| narration.words[i].sentence == gap.sentence).count();
    let tail = narration.words[at..].iter().take_while(|w| w.sentence == gap.sentence).count();
    let verb = |c: &&(usize, &Cue)| c.1.manner != Manner::Noun;
    // The cues of its own sentence and of the one before it: a paragraph may be a whole book without an empty line.
    let own = cues.partition_point(|c| c.sentence < gap.sentence)..cues.partition_point(|c| c.sentence <= gap.sentence);
    let above = cues.partition_point(|c| c.sentence + 1 < gap.sentence)..own.start;
    let here = || own.clone().map(|i| (i, &cues[i]));
    let intros = above.map(|i| (i, &cues[i]));
    let pick = |c: Option<(usize, &Cue)>| c.map(|(i, _)| i as u16);
    let before = |c: &(usize, &Cue)| (c.1.at as usize) < at;
    let after = |c: &(usize, &Cue)| (c.1.at as usize) >= at;
    let lead_cue = pick(here().rev().filter(before).find(|c| verb(&c)).or_else(|| here().rev().find(before)));
    let inner = inside(narration.text, quote, &gap.inner, is_in_title_case(narration, gap.sentence));
    let adjacent = narration.gaps.get(index + 1).is_some_and(|next| next.at == at);
    Setting {
        quoted: gap.quoted as u32,
        at: at as u32,
        sentence: gap.sentence,
        index: index as u16,
        before: if index > 0 && narration.gaps[index - 1].at == at {
            neighbour::QUOTATION
        } else {
            neighbour::before_word(narration, at, gap.sentence)
        },
        before2: if at > 1 { neighbour::before_word(narration, at - 1, gap.sentence) } else { neighbour::NOTHING },
        after: if adjacent { neighbour::QUOTATION } else { neighbour::from_word(narration, at, gap.sentence) },
        after2: neighbour::from_word(narration, at + 1, gap.sentence),
        lead: count(lead),
        tail: count(tail),
        lead_cue,
        tail_cue: pick(here().filter(after).find(|c| verb(&c))),
        intro_cue: pick(intros.rev().find(|c| verb(&c))),
        spoken: !own.is_empty(),
        after_first_person: first_person_between(narration, index),
        lead_title: distance(lead.min(TITLED), |i| names_a_work(narration, at - 1 - i)),
        tail_title: distance(tail.min(TITLED), |i| names_a_work(narration, at + i)),
        lettered: lettering::is_on_a_thing(narration, at, gap.sentence),
        denied: denial::verb_before(narration, &cues[own.clone()], at).map_or(0, |verb| verb as u32 + 1),
        replies: denial::is_reply(narration, at, gap.sentence),
        lead_next: lead_cue.map_or(0, |c| next_to(narration, cues[c as usize].at as usize + 1, at)),
        entitles: inner.has_title_capitals()
            && (follows_a_work(narration, at, gap.sentence) || is_a_name(narration, at, gap.sentence)),
        ..inner
    }
}

/// `Mayor Calls Bridge 'A Death Trap'`: most of the reporter's longer words have a capital, so those in the marks tell nothing.
fn is_in_title_case(narration: &Narration, sentence: u16) -> bool {
    let from = narration.words.partition_point(|w| w.sentence < sentence);
    let here = narration.words[from..].iter().take(TITLE_WORDS).take_while(|w| w.sentence == sentence);
    let long = here.filter(|w| w.span.len() > 3 && matches!(w.look, Look::Lower | Look::Capital));
    let small = long.clone().filter(|w| w.look == Look::Lower).count();
    let capital = long.count() - small;
    capital > 3 && capital > 4 * small
}

/// Words of a headline that are looked at.
const TITLE_WORDS: usize = 20;

/// Between some capitals and many.
const UNTOLD: u8 = 5;

/// Longer words with a capital, of ten, in a title.
const TITLED_FROM: u8 = 8;

/// A quotation that begins with a capital.
const CAPITAL: u8 = 1;

/// Words of a clause that is too long for a term.
const LONG_CLAUSE: u8 = 12;

/// Words looked at for one that names a work or a term.
const TITLED: usize = 7;

/// The first of `reach` places where something holds, from 1; 0 if nowhere.
fn distance(reach: usize, holds: impl Fn(usize) -> bool) -> u8 {
    (0..reach).find(|&i| holds(i)).map_or(0, |i| i as u8 + 1)
}

/// `the film`, `titled`, `so-called`, `the phrase`.
fn names_a_work(narration: &Narration, i: usize) -> bool {
    narration.words[i].class.is(Class::WORK.with(Class::TERM)) && !narration.is_in_the_words_of(i)
}

/// `her first novel, "The Salt Ledger"`: whose author may have written it, read from it or published it, but it is no speech.
fn follows_a_work(narration: &Narration, at: usize, sentence: u16) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|i| narration.in_sentence(i, sentence));
    let last = if word(1).is_some_and(|w| w.look == Look::Comma) { word(2) } else { word(1) };
    last.is_some_and(|w| w.class.is(Class::WORK) && !w.class.is(Class::SPEAKER))
}

/// `the "Salt Ledger" had sailed`: a ship, a shop or a band acts under its name.
fn is_a_name(narration: &Narration, at: usize, sentence: u16) -> bool {
    let the = at.checked_sub(1).filter(|&i| narration.in_sentence(i, sentence).is_some());
    let acts = narration.in_sentence(at, sentence).is_some_and(|w| w.class.is(Class::AUXILIARY));
    the.is_some_and(|the| narration.of_word(the).eq_ignore_ascii_case("the")) && acts
}

fn next_to(narration: &Narration, i: usize, quotation: usize) -> u8 {
    if i == quotation { neighbour::QUOTATION } else { narration.words[i].code }
}

fn first_person_between(narration: &Narration, index: usize) -> bool {
    let from = index.checked_sub(1).map_or(0, |i| narration.gaps[i].at);
    narration.words[from..narration.gaps[index].at].iter().any(|w| w.class.is(Class::FIRST_PERSON))
}

/// What the quoted words themselves tell.
fn inside(text: &str, quote: &Quoted, told: &Inner, in_title_case: bool) -> Setting {
    let words = quote.words.of(text);
    let first = words.chars().find(|c| !matches!(c, '.' | '…' | ' ' | '[' | '(' | '\'' | '‘'));
    let Count { words: count, long, capital } = told.count;
    Setting {
        words: count,
        ends: ending(words),
        begins: first.map_or(2, |c| {
            if c.is_lowercase() {
                0
            } else if c.is_uppercase() {
                CAPITAL
            } else {
                2
            }
        }),
        capitals: if in_title_case { UNTOLD } else { (u16::from(capital) * 10 / u16::from(long.max(1))) as u8 },
        person: told.person,
        first: told.first,
        last: told.last,
        clause: told.clause,
        small: told.small,
        mark: mark(text, quote.marked),
        kind: quote.kind as u8,
        open: quote.open,
        unopened: quote.unopened,
        ..Setting::default()
    }
}

fn ending(words: &str) -> u8 {
    match words.trim_end_matches(['\'', '’']).chars().next_back() {
        Some(',') => 1,
        Some('.') => 2,
        Some('?') => 3,
        Some('!') => 4,
        Some('—' | '–' | '-' | '…') => 5,
        Some(':' | ';') => 6,
        _ => 0,
    }
}

/// 0 double, 1 single, 2 none.
fn mark(text: &str, marked: Span<InPassage>) -> u8 {
    let mut chars = marked.of(text).chars();
    match (chars.next(), chars.next()) {
        (Some('\'' | '`' | '‘' | '’'), Some('\'' | '`' | '‘' | '’')) => 0,
        (Some(c), _) if crate::prose::token::is_double_mark(c) => 0,
        (Some(c), _) if crate::prose::token::is_single_mark(c) => 1,
        _ => 2,
    }
}

impl Setting {
    /// The verbs of saying nearest to it: behind it, before it, in the sentence before.
    pub const fn cues(&self) -> [Option<u16>; 3] {
        [self.tail_cue, self.lead_cue, self.intro_cue]
    }

    /// `The Salt Ledger`, in a sentence that is not itself a title.
    fn has_title_capitals(&self) -> bool {
        self.begins == CAPITAL && self.capitals >= TITLED_FROM && self.words < LONG_CLAUSE
    }

    /// A sentence by itself, in small letters, stopped or left open, or a long clause: whatever it is, somebody's words.
    pub fn is_plain_sentence(&self) -> bool {
        let stopped = (1..=5).contains(&self.ends) || self.open;
        let full = self.kind == Kind::Full as u8 || self.kind == Kind::Block as u8;
        let untitled = self.lead_title == 0 && self.tail_title == 0 && self.capitals < 4;
        full && stopped && self.words > 3 && self.capitals < 7 || self.clause && self.words >= LONG_CLAUSE && untitled
    }
}

impl Voices {
    /// Whether the paragraph ends with what somebody said without marks: `Ruiz said the pool would open in May.`
    pub fn ends_with_report(&self) -> bool {
        let Some(last) = self.sentences.checked_sub(1) else { return false };
        let says = |c: &Cue| c.sentence == last && c.manner <= Manner::Loaded && c.place != Place::Chained;
        self.settings.last().is_none_or(|s| s.sentence < last)
            && self.cues.iter().rev().any(|c| says(c) && c.subject.is_some())
    }

    /// Whether its quotation says I, we or you.
    pub fn speaks_of_itself(&self, quoted: usize) -> bool {
        self.settings.iter().any(|setting| setting.quoted as usize == quoted && setting.person)
    }

    /// Whether it says that somebody spoke: `…, court told`.
    pub fn tell_of_speech(&self) -> bool {
        self.cues.iter().any(|c| c.manner == Manner::Neutral)
    }

    /// Who begins its last sentence and says or sends something, if it ends with a colon.
    pub(super) fn announces(&self) -> Option<usize> {
        let last = self.sentences.checked_sub(1).filter(|_| self.ends_with == neighbour::COLON)?;
        let tells =
            |c: u16| matches!(self.cues[usize::from(c)].manner, Manner::Neutral | Manner::Loaded | Manner::Noun);
        let (index, first) = verb::of_sentence(&self.sources, last).next()?;
        let somebody = !matches!(first.kind, source::Kind::Document | source::Kind::Phrase | source::Kind::It);
        (first.leads && somebody && first.cue.is_some_and(tells)).then_some(index)
    }

    /// The cue that lets source `index` speak a quotation: one of its sentence, else of the one before.
    pub(super) fn cue_of(&self, index: usize, setting: &Setting) -> Option<&Cue> {
        let near = setting.cues().into_iter().flatten();
        let mut near = near.map(|c| &self.cues[c as usize]);
        let best = self.sources[index].cue.map(|c| &self.cues[c as usize]).filter(|c| c.sentence == setting.sentence);
        let own = near.clone().find(|c| c.subject == Some(index as u16));
        // `Ruiz said the move would give them "a roof"`
        let own = match (own, best) {
            (None, best) => best,
            (Some(own), Some(best)) if own.manner >= Manner::Weak && best.manner < own.manner => Some(best),
            (own, _) => own,
        };
        own.or_else(|| near.find(|c| c.sentence == setting.sentence))
    }
}
