//! The cues of a paragraph and whom each of them lets speak.

use super::head;
use super::look::Look;
use super::narration::{Narration, Word};
use super::neighbour;
use super::phrase;
use super::silent;
use super::source::{Kind as SourceKind, Source};
use crate::prose::cue::Class;
use crate::prose::name::lists::Lists;
use crate::text::span::{InPassage, Span};

/// What ties words to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Manner {
    Neutral = 1,
    Loaded,
    Weak,
    Thought,
    NoSpeech,
    /// a statement, her answer
    Noun,
    /// according to
    According,
}

/// How the speaker stands to the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    /// Ruiz said
    Beside = 1,
    /// Ruiz, the mayor, said
    Apposed,
    /// Ruiz sighed and said
    Chained,
    /// said Ruiz
    Inverted,
}

/// A verb of saying, or what stands for one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub span: Span<InPassage>,
    pub manner: Manner,
    pub ing: bool,
    /// Narration word.
    pub at: u32,
    pub sentence: u16,
    /// Index into the paragraph's sources.
    pub subject: Option<u16>,
    pub place: Place,
}

/// Finds the cues, and gives every source its best one. May add noun phrases that no list knows.
pub(super) fn cues(mut found: Vec<Cue>, narration: &Narration, sources: &mut Vec<Source>) -> Vec<Cue> {
    phrase::add(narration, sources);
    // Cues tell their subject by its number.
    sources.truncate(usize::from(u16::MAX));
    for name in 1..sources.len() {
        sources[name].is_spoken_for = head::is_spoken_for(narration, sources, name);
    }
    for i in narration.telling.iter().map(|i| *i as usize) {
        let Some(manner) = manner(narration, i) else { continue };
        let word = &narration.words[i];
        if word.look == Look::Capital && is_in_a_name(sources, i) {
            continue;
        }
        if let Some(between) = relayed(narration, sources, &found, i)
            && let Some(relay) = found.iter_mut().rfind(|c| c.manner < Manner::Noun)
        {
            // `Ruiz was quoted by the agency as saying`: the agency passes it on, and Ruiz spoke.
            let passive = narration.of_word(relay.at as usize + 1) == "by";
            let passes_on = if passive { Some(between) } else { relay.subject.take().map(usize::from) };
            passes_on.and_then(|s| sources.get_mut(s)).into_iter().for_each(|s| s.relays = true);
        }
        let subject = subject(narration, sources, &found, i, manner);
        let (subject, place) = subject.map_or((None, Place::Chained), |(s, p)| (Some(s as u16), p));
        found.push(Cue {
            span: word.span,
            manner,
            ing: word.class.is(Class::ING),
            at: i as u32,
            sentence: word.sentence,
            subject,
            place,
        });
    }
    relayed_accordingly(narration, &found, sources);
    for (i, cue) in found.iter().enumerate() {
        if let Some(source) = cue.subject.and_then(|s| sources.get_mut(s as usize)) {
            let better = source
                .cue
                .is_none_or(|old| (found[old as usize].manner, found[old as usize].place) > (cue.manner, cue.place));
            source.cue = if better { Some(i as u16) } else { source.cue };
        }
    }
    found
}

/// `Ruiz told the court, according to a filing`: where one person is told to have spoken, the paper that the words are according
/// to only passes them on. A poll found what it tells.
fn relayed_accordingly(narration: &Narration, found: &[Cue], sources: &mut [Source]) {
    for (i, cue) in found.iter().enumerate().filter(|(_, c)| c.manner == Manner::According) {
        let Some(paper) = cue.subject.map(usize::from) else { continue };
        let here = |c: &&Cue| c.sentence == cue.sentence;
        let (before, after) = (found[..i].iter().rev().take(NEAR), found[i..].iter().take(NEAR));
        let mut near = before.take_while(here).chain(after.take_while(here));
        let is_person =
            |s: u16| matches!(sources[usize::from(s)].kind, SourceKind::Person | SourceKind::He | SourceKind::She);
        let spoke = |c: &Cue| c.manner <= Manner::Loaded && c.subject.is_some_and(is_person);
        let kind = sources[paper].kind;
        let polled = matches!(narration.of_word(sources[paper].to as usize - 1), "poll" | "polls" | "survey" | "study");
        let prints = kind.is_of_no_person() || kind == SourceKind::Document && !polled;
        sources[paper].relays |= prints && near.any(spoke);
    }
}

/// Cues on either side of one that are looked at.
const NEAR: usize = 8;

/// `the Meridian Press`
fn is_in_a_name(sources: &[Source], i: usize) -> bool {
    let next = sources.partition_point(|s| (s.to as usize) <= i);
    sources.get(next).is_some_and(|s| (s.from as usize) < i && s.kind <= SourceKind::OtherName)
}

fn manner(narration: &Narration, i: usize) -> Option<Manner> {
    let word = &narration.words[i];
    let class = word.class;
    if class.is(Class::ACCORDING) || narration.is_in_the_words_of(i) {
        return Some(Manner::According);
    }
    let verb = [
        (Class::NEUTRAL, Manner::Neutral),
        (Class::LOADED, Manner::Loaded),
        (Class::WEAK, Manner::Weak),
        (Class::THOUGHT, Manner::Thought),
        (Class::NO_SPEECH, Manner::NoSpeech),
    ];
    let verb =
        verb.into_iter().find(|(c, _)| class.is(*c)).map(|(_, m)| m).filter(|_| !silent::is_silent(narration, i));
    verb.or(class.is(Class::STATEMENT).then_some(Manner::Noun))
}

type Subject = Option<(usize, Place)>;

fn subject(narration: &Narration, sources: &[Source], earlier: &[Cue], i: usize, manner: Manner) -> Subject {
    let found = match manner {
        Manner::According => after(narration, sources, i + 1, 3).map(|s| (s, Place::Inverted)),
        Manner::Noun => owner(narration, sources, i),
        _ if is_heard(narration, i) => teller(narration, sources, i).map(|s| (s, Place::Inverted)),
        _ => inverted(narration, sources, i).or_else(|| before(narration, sources, earlier, i)),
    };
    found.map(|(found, place)| (head::by_name(narration, sources, found), place))
}

/// `Ruiz was told by a pilot`, `the court was told`: whoever stands before the verb only hears.
fn is_heard(narration: &Narration, i: usize) -> bool {
    let hears = is_said_to(narration.of_word(i));
    let helper = (i.saturating_sub(2)..i).rev().map(|j| (j, &narration.words[j]));
    let helper = helper.take_while(|(_, w)| w.sentence == narration.words[i].sentence);
    let mut helper = helper.skip_while(|(_, w)| w.class.is(Class::ADVERB) && !w.class.is(Class::AUXILIARY));
    let is_be = |j: usize| matches!(narration.of_word(j), "is" | "was" | "are" | "were" | "been" | "being" | "be");
    hears && (helper.next().is_some_and(|(j, _)| is_be(j)) || is_body_told(narration, i))
}

/// What is said to somebody, or of him, when it `was` done; and whoever was `seen` said nothing either.
#[rustfmt::skip]
fn is_said_to(word: &str) -> bool {
    matches!(
        word,
        "told" | "informed" | "assured" | "warned" | "advised" | "reminded" | "accused" | "called" | "branded" | "dubbed"
            | "condemned" | "denounced" | "blamed" | "mocked" | "interrupted" | "criticised" | "criticized" | "seen"
            | "ruled"
    )
}

/// `Inquest told of "chaos"`: a headline leaves out that it was.
fn is_body_told(narration: &Narration, i: usize) -> bool {
    let of = narration.in_sentence(i + 1, narration.words[i].sentence).map(|_| narration.of_word(i + 1));
    let body = i.checked_sub(1).map(|before| narration.of_word(before).to_lowercase());
    narration.of_word(i) == "told"
        && of.is_none_or(|of| matches!(of, "of" | "that" | "how" | "about"))
        && body.is_some_and(|body| HEARERS.contains(&&*body))
}

/// Who is told, and tells nobody.
#[rustfmt::skip]
const HEARERS: [&str; 15] = [
    "court", "inquest", "jury", "hearing", "tribunal", "inquiry", "trial", "panel", "committee", "parliament", "mps", "councillors",
    "commons", "dáil", "senate",
];

/// Whoever told it, if anybody is named.
fn teller(narration: &Narration, sources: &[Source], i: usize) -> Option<usize> {
    let by = narration.in_sentence(i + 1, narration.words[i].sentence).is_some() && narration.of_word(i + 1) == "by";
    by.then(|| after(narration, sources, i + 2, 3)).flatten()
}

/// A source that begins within `reach` words from word `i` on, in the same sentence.
pub(super) fn after(narration: &Narration, sources: &[Source], i: usize, reach: usize) -> Option<usize> {
    let sentence = narration.words.get(i)?.sentence;
    let first = sources.partition_point(|s| (s.from as usize) < i);
    let next = sources.get(first).filter(|s| s.sentence == sentence && s.from as usize <= i + reach)?;
    let clear =
        (i..next.from as usize).all(|j| !matches!(narration.words[j].look, Look::Comma | Look::Stop | Look::Colon));
    clear.then_some(first)
}

/// `"…," said Ruiz`, `Said Ruiz: "…"`: the verb comes right after a quotation or begins the sentence.
fn inverted(narration: &Narration, sources: &[Source], i: usize) -> Subject {
    let word = &narration.words[i];
    if word.class.is(Class::ING) {
        return None;
    }
    let found = after(narration, sources, i + 1, 4)?;
    let opens = word.begins || narration.follows_quote(i) || trails(narration, i, &sources[found]);
    let object = matches!(sources[found].kind, SourceKind::Object);
    // `who signed himself “a beginner”, wrote that he`, `Asked if she would come, he said`
    let reports = || matches!(narration.of_word(i + 1), "that" | "if" | "whether" | "why" | "how" | "about");
    (opens && !object && !reports()).then(|| (head::titled(narration, sources, found), Place::Inverted))
}

/// `The mayor would do well to "build a few bridges", said Ruiz.`: behind a comma, and nobody is told anything.
fn trails(narration: &Narration, i: usize, found: &Source) -> bool {
    let said = matches!(narration.of_word(i), "said" | "says" | "added" | "adds" | "explained" | "wrote" | "argued");
    let comma = i.checked_sub(1).and_then(|j| narration.in_sentence(j, narration.words[i].sentence));
    let behind = comma.is_some_and(|w| w.look == Look::Comma);
    let named = found.kind == SourceKind::Person && found.from as usize == i + 1;
    said && behind && named && (neighbour::closes(found.after) || found.after == neighbour::WHO)
}

/// The nearest source on the left that could be the verb's subject.
fn before(narration: &Narration, sources: &[Source], earlier: &[Cue], i: usize) -> Subject {
    let word = &narration.words[i];
    let mut at = i;
    while let Some(w) = at.checked_sub(1).and_then(|j| narration.in_sentence(j, word.sentence)) {
        let passed = w.class.is(Class::ADVERB.with(Class::AUXILIARY).with(Class::REFLEXIVE).with(Class::TIME));
        let passed = passed || w.look == Look::Lower && w.on.is(Lists::LY);
        if !passed || sources_ending_at(sources, at).is_some() {
            break;
        }
        at -= 1;
    }
    if is_hearsay(narration, i, at) {
        return None;
    }
    if let Some(found) = sources_ending_at(sources, at) {
        let found = head::head_of(narration, sources, found);
        // `with Ruiz saying`
        let finite = !word.class.is(Class::ING);
        let found = if finite { head::ungoverned(narration, sources, found) } else { found };
        return Some((found, Place::Beside));
    }
    let behind = head::before_brackets(narration, at).or_else(|| head::before_which(narration, at));
    if let Some(found) = behind.and_then(|at| sources_ending_at(sources, at)) {
        return Some((head::head_of(narration, sources, found), Place::Apposed));
    }
    if let Some(found) = relayed(narration, sources, earlier, i).filter(|&s| !sources[s].relays) {
        return Some((found, Place::Chained));
    }
    let comma = at
        .checked_sub(1)
        .and_then(|j| narration.in_sentence(j, word.sentence))
        .is_some_and(|w| matches!(w.look, Look::Comma | Look::Dash | Look::Closing));
    if comma
        && !word.class.is(Class::ING)
        && let Some(found) = apposed(narration, sources, at - 1)
    {
        return Some((found, Place::Apposed));
    }
    if let Some(found) = subject_of_clause(narration, sources, i) {
        return Some((found, Place::Chained));
    }
    let mut here = earlier.iter().rev().take_while(|c| c.sentence == word.sentence);
    let chained = here.find(|c| c.subject.is_some() && c.manner < Manner::Noun);
    if let Some(chain) = chained {
        return Some((chain.subject? as usize, Place::Chained));
    }
    first_of_sentence(sources, word.sentence, i).map(|s| (s, Place::Chained))
}

/// `the minister was said to be`: nobody in particular says so. The helper stands between word `at` and the verb.
fn is_hearsay(narration: &Narration, verb: usize, at: usize) -> bool {
    let to = narration.in_sentence(verb + 1, narration.words[verb].sentence).is_some();
    let passive = || (at..verb).any(|i| matches!(narration.of_word(i), "is" | "was" | "are" | "were" | "been" | "be"));
    to && narration.words[verb].class.is(Class::NEUTRAL) && narration.of_word(verb + 1) == "to" && passive()
}

pub(super) fn sources_ending_at(sources: &[Source], at: usize) -> Option<usize> {
    let next = sources.partition_point(|s| (s.to as usize) < at);
    sources.get(next).filter(|s| s.to as usize == at).map(|_| next)
}

/// `Ruiz, the mayor of Port Halvard,` before the comma at word `comma`: the first source of the clause. `The mayor of Port
/// Halvard, Ana Ruiz,` has a name between commas.
fn apposed(narration: &Narration, sources: &[Source], comma: usize) -> Option<usize> {
    let word = &narration.words[comma];
    let mut here = of_sentence(sources, word.sentence).filter(|(_, s)| (s.to as usize) <= comma);
    // `As Ana Ruiz, the mayor, put it`
    let as_told = |s: &Source| s.before == neighbour::AS && s.kind == SourceKind::Person;
    let governed = |s: &Source| (neighbour::governs(s.before) || head::is_titled_under(narration, s)) && !as_told(s);
    let stands_free = |s: &Source| !governed(s) && !matches!(s.kind, SourceKind::Object);
    // `A spokesman for the yard, which has 300 staff,`
    let which = || {
        let first = of_sentence(sources, word.sentence).next().map_or(comma, |(_, s)| s.from as usize);
        (first + 1..comma).find(|&j| narration.of_word(j) == "which" && narration.words[j - 1].look == Look::Comma)
    };
    let clause = here.clone().find(|(_, s)| stands_free(s)).and_then(|(_, s)| which().filter(|w| s.to as usize <= *w));
    let inside = |s: &Source| clause.is_some_and(|which| s.from as usize > which);
    let set_off = |s: &Source| stands_free(s) && neighbour::sets_off(s.after) && !inside(s) && !s.is_spoken_for;
    let name = sources_ending_at(sources, comma).filter(|&i| head::names_office(narration, sources, i));
    let alone = |name: &usize| !here.clone().any(|(i, s)| i + 1 < *name && set_off(s));
    if let Some(name) = name.filter(alone) {
        return Some(name);
    }
    let first = here.clone().find(|(_, s)| set_off(s)).or_else(|| here.find(|(_, s)| stands_free(s)));
    first.map(|(i, _)| head::head_of(narration, sources, i))
}

/// `Lund quoted Ruiz as saying`: whoever stands between the two verbs spoke, and Lund only passes it on.
fn relayed(narration: &Narration, sources: &[Source], earlier: &[Cue], i: usize) -> Option<usize> {
    let word = &narration.words[i];
    let as_saying = word.class.is(Class::ING) && i > 0 && narration.of_word(i - 1) == "as";
    let mut here = earlier.iter().rev().take_while(|c| as_saying && c.sentence == word.sentence);
    let relay = here.find(|c| c.manner < Manner::Noun)?;
    let between = |s: &&Source| s.from > relay.at && (s.to as usize) < i;
    sources.iter().rposition(|s| between(&s))
}

/// `Ruiz left as Lund began by asking`: whoever stands first in the last clause before word `i` that has one of its own.
fn subject_of_clause(narration: &Narration, sources: &[Source], i: usize) -> Option<usize> {
    let sentence = narration.words[i].sentence;
    let mut here = (0..i).rev().map_while(|j| narration.in_sentence(j, sentence).map(|w| (j, w)));
    let opens = |word: &Word, j: usize| word.class.is(Class::SUBORDINATOR) && narration.of_word(j) != "that";
    let (opening, _) = here.find(|(j, w)| opens(w, *j))?;
    let next = sources.partition_point(|s| (s.from as usize) <= opening);
    let free = |s: &&Source| s.from as usize <= opening + 2 && (s.to as usize) <= i && s.kind != SourceKind::Object;
    let first = sources.get(next).filter(free).map(|_| next)?;
    let main = narration.words[opening].begins.then(|| head::main_subject(narration, sources, first, i)).flatten();
    Some(main.unwrap_or(first))
}

/// The sources of a sentence, by index: a paragraph may be a whole book without an empty line.
pub(super) fn of_sentence(sources: &[Source], sentence: u16) -> impl Iterator<Item = (usize, &Source)> + Clone {
    let first = sources.partition_point(|s| s.sentence < sentence);
    sources.iter().enumerate().skip(first).take_while(move |(_, s)| s.sentence == sentence)
}

/// The first source of the sentence that no preposition governs.
fn first_of_sentence(sources: &[Source], sentence: u16, before: usize) -> Option<usize> {
    let here = of_sentence(sources, sentence).filter(|(_, s)| (s.to as usize) <= before);
    here.clone().find(|(_, s)| !neighbour::governs(s.before)).or_else(|| here.clone().next()).map(|(i, _)| i)
}

/// `Ruiz's answer`, `a statement from Ruiz`, else whom the sentence is about.
fn owner(narration: &Narration, sources: &[Source], i: usize) -> Subject {
    let word = &narration.words[i];
    let possessive = (i.saturating_sub(3)..i).rev().find(|&j| narration.words[j].look == Look::Possessive);
    if let Some(found) = possessive.and_then(|j| sources_ending_at(sources, j)) {
        return Some((found, Place::Beside));
    }
    let from = narration
        .in_sentence(i + 1, word.sentence)
        .is_some_and(|_| matches!(narration.of_word(i + 1), "from" | "by" | "of"));
    if let Some(found) = from.then(|| after(narration, sources, i + 2, 2)).flatten() {
        return Some((found, Place::Inverted));
    }
    first_of_sentence(sources, word.sentence, i).map(|s| (s, Place::Chained))
}
